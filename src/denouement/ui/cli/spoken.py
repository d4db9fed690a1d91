"""Commands in the language spoken: what they say is looked up when it is shown, not when they are made.

A command is made once, when its module is imported, and may then be shown in several languages. `command`, `group`,
`option` and `argument` are click's, with texts written in English; whatever reads `help` or `metavar` of theirs gets
the text in the language spoken. Click's own sentences stand in `clicks_sentences`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from denouement.language import LANGUAGES, _, either

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
_LANG = "--lang"


def command(name: str | None = None, **attributes: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command; its docstring is the help."""
    return click.command(name, cls=Command, **attributes)


def group() -> Callable[[Callable[..., Any]], Group]:
    """Make a function a group of commands; its docstring is the help."""
    return click.group(cls=Group)


def option(*names: str, **attributes: Any) -> Callable[[_Decorated], _Decorated]:
    """Give a command an option."""
    return click.option(*names, cls=Option, **attributes)


def argument(*names: str, **attributes: Any) -> Callable[[_Decorated], _Decorated]:
    """Give a command an argument."""
    return click.argument(*names, cls=Argument, **attributes)


def asked_for(arguments: Sequence[str]) -> str | None:
    """Return the language that a command line asks for with --lang, wherever that stands; None if it does not.

    It has to be known before click reads the command line, since help and complaints come while it is read.
    """
    wanted = None
    for number, text in enumerate(arguments):
        if text == "--":
            break
        if text == _LANG and number + 1 < len(arguments):
            wanted = arguments[number + 1]
        elif text.startswith(f"{_LANG}="):
            wanted = text.removeprefix(f"{_LANG}=")
    return wanted


def check_known(language: str | None) -> None:
    """Raise a usage error for a language that the program does not speak."""
    if language is not None and language not in LANGUAGES:
        known = either([f"{_LANG} {known}" for known in LANGUAGES])
        raise click.UsageError(_("there is no language {language!r}; write {known}", language=language, known=known))


class _Said:
    """A text that is written in English and read in the language spoken."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, speaker: object, owner: type | None = None) -> Any:
        if speaker is None:
            return self
        text = vars(speaker).get(self._name)
        if not text:
            return text
        message = inspect.cleandoc(text)
        return _(message)

    def __set__(self, speaker: object, text: str | None) -> None:
        vars(speaker)[self._name] = text


class Option(click.Option):
    """An option whose texts are read in the language spoken."""

    help = _Said()
    metavar = _Said()

    def __init__(self, *names: Any, **attributes: Any) -> None:
        super().__init__(*names, **attributes)
        if type(self.type) in _NUMBERS:
            self.type = _NUMBERS[type(self.type)](self.type)


class Argument(click.Argument):
    """An argument whose place in the usage line is read in the language spoken."""

    metavar = _Said()


class _Formatter(click.HelpFormatter):
    """Writes help, with the colon of headings as the language spoken writes it."""

    def write_heading(self, heading: str) -> None:
        self.write(" " * self.current_indent + _("{heading}:", heading=heading) + "\n")


class _Context(click.Context):
    """The running of a command."""

    formatter_class = _Formatter


class _Speaking(click.Command):
    """What commands and groups have in common."""

    context_class = _Context
    help = _Said()

    def __init__(self, *names: Any, **attributes: Any) -> None:
        super().__init__(*names, **attributes)
        self.params.append(
            Option(
                [_LANG],
                type=click.Choice(LANGUAGES),
                expose_value=False,  # the program looks for it before it reads anything else
                help="The language to answer in (default: the environment's).",
            )
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's option, which keeps the language it was first made in, with its text in this one."""
        asking = super().get_help_option(ctx)
        if asking is not None:
            asking.help = _("Show this message and exit.")
        return asking


class Command(_Speaking):
    """A command that speaks several languages."""


class Group(_Speaking, click.Group):
    """A group of commands that speaks several languages."""

    subcommand_metavar = _Said()
    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a language alone is no command, and so gets the help."""
        match args:
            case [only] if only.startswith(f"{_LANG}="):
                args = []
            case [first, _second] if first == _LANG:
                args = []
        return super().parse_args(ctx, args)


class _Whole(click.types.IntParamType):
    """A whole number."""

    name = property(lambda self: _("integer"))


class _Decimal(click.types.FloatParamType):
    """A number."""

    name = property(lambda self: _("float"))


class _Range(click.IntRange):
    """A whole number within bounds."""

    name = property(lambda self: _("integer range"))


_NUMBERS: dict[type, Callable[[Any], Any]] = {
    click.types.IntParamType: lambda kind: _Whole(),
    click.types.FloatParamType: lambda kind: _Decimal(),
    click.IntRange: lambda kind: _Range(kind.min, kind.max),
}
