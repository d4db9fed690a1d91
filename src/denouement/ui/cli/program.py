"""The program around the commands: names them, runs one, and turns whatever goes wrong into a message and a code."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

import click

from denouement.errors import BudgetError, DenouementError
from denouement.files.refusals import refusal
from denouement.language import LANGUAGES, _, marked, preferred, speaking
from denouement.ui.cli import spoken
from denouement.ui.cli.clicks_sentences import clicks_sentences
from denouement.ui.cli.messages import print_errors
from denouement.version import __version__

_COMMANDS = {
    "analyse": marked("Where a conflict stands, how it can end, and who is better off."),
    "why": marked("Why a state holds, or does not: move by move, in plain sentences."),
    "claims": marked("Whether what was claimed about the outcome holds, and in which readings."),
    "prefer": marked("What somebody wants: states from best to worst, and what decides between two."),
    "paths": marked("Who can bring the story where, in how few moves."),
    "play": marked("Where it leads if people move in a given order and look ahead."),
    "readings": marked("What holds whichever reading of people's minds is true, and what depends on which."),
    "decides": marked("What would have to be otherwise for an ending, or a claim, to come out otherwise."),
    "sweep": marked("How often each outcome comes out when doubtful judgements are drawn by their certainty."),
    "replay": marked("The history day by day: what was possible, and what changed because of what."),
    "perceptions": marked("What each sees of the conflict, and the moves that only look safe."),
    "diff": marked("What differs between two models, a model and its edit, or two days."),
    "story": marked("Who is who, what happened, what is claimed and what is disputed."),
    "report": marked("Everything about a model in one document, to be read, printed and passed on."),
    "draw": marked("A picture: who is better off, the states and moves, shares, days, evidence."),
    "read": marked("From a news text to a draft of a model file."),
    "states": marked("The states that can be."),
    "check": marked("Whether a model file is sound."),
    "schema": marked("The JSON Schema of model files, for editors."),
    "catalogue": marked("The models that come with the program."),
    "new": marked("A commented model file to start from."),
}

_NO_ARGUMENTS: type[click.UsageError] | tuple[()] = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""What a group without a command raises; click 8.1 shows the help itself."""


class _Commands(spoken.Group):
    """A group whose commands are imported only when they run; their one-line help stands here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"denouement.ui.cli.{name}"), name)  # not said
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(says)) for name, says in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from denouement.model.names import did_you_mean

            hint = did_you_mean(args[0], _COMMANDS)
            raise click.UsageError(f"{error.message.rstrip('.')}. {hint}".strip(), ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="denouement", cls=spoken.Option, help="Show the version and exit.")
def program() -> None:
    """Work out how a power struggle can end, and who wins.

    MODEL is a model file's path or a name from the catalogue: try `denouement analyse openai-2023`.
    """


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run one command line and exit: 0 fine, 1 internal error, 2 bad input, 3 over budget, 130 interrupted."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: then nobody listens
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    wanted = spoken.asked_for(arguments)
    language = wanted if wanted in LANGUAGES else preferred(os.environ)
    with speaking(language), clicks_sentences(language):
        code = _code_of(arguments, wanted, as_json="--json" in arguments)
    sys.exit(code)


def _code_of(arguments: list[str], language: str | None, *, as_json: bool) -> int:
    try:
        spoken.check_known(language)
        # Not program.main(): it would handle broken pipes and interruptions in its own way.
        with program.make_context("denouement", list(arguments)) as context:
            result: Any = program.invoke(context)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except _NO_ARGUMENTS as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(_("Interrupted."), err=True)
        return 130
    except (DenouementError, click.ClickException) as error:
        print_errors(error, as_json=as_json)
        return error.exit_code
    except MemoryError:
        print_errors(BudgetError(_("this model needs more memory than there is")), as_json=as_json)
        return BudgetError.exit_code
    except BrokenPipeError:
        # Whoever read our output has had enough; nothing more can be written, and that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(f"denouement: {refusal(error)}", err=True)  # not said
        return 1
    except Exception as error:
        if os.environ.get("DENOUEMENT_DEBUG"):
            traceback.print_exc()
        internal = DenouementError(
            _(
                "internal error, {kind}: {error}. This is a fault of the program; run it again with "
                "DENOUEMENT_DEBUG=1 to see where, and report that",
                kind=type(error).__name__,
                error=error,
            )
        )
        print_errors(internal, as_json=as_json)
        return 1
