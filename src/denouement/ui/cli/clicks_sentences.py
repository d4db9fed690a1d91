"""What click says itself, in the language of a run: click asks Python's gettext, and that asks the environment.

The sentences are those of click 8.1 to 8.5 that a reader of this program can meet; their translations stand with ours.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

import denouement
from denouement.language import marked

SENTENCES = (
    marked("Usage:"),
    marked("Options"),
    marked("Commands"),
    marked("COMMAND [ARGS]..."),
    marked("default: {default}"),
    marked("Missing command."),
    marked("Missing argument"),
    marked("Missing option"),
    marked("No such command {name!r}."),
    marked("No such option {name!r}."),
    marked("No such option: {name}"),
    marked("Did you mean {possibility}?", "(Possible options: {possibilities})"),
    marked("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    marked("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    marked("Option {name!r} does not take a value."),
    marked("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    marked("Invalid value: {message}"),
    marked("Invalid value for {param_hint}: {message}"),
    marked("{value!r} is not a valid {number_type}."),
    marked("integer"),
    marked("integer range"),
    marked("float"),
    marked("{value} is not in the range {range}."),
    marked("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    marked("Choose from:\n\t{choices}"),
)

_DOMAIN = "denouement"


@contextmanager
def clicks_sentences(language: str) -> Iterator[None]:
    """Let click speak a language within a block; it is that of the whole process, so only a whole run can want it."""
    domain, wanted = gettext.textdomain(), os.environ.get("LANGUAGE")
    # Python's gettext wants a folder; importlib.resources would cost a tenth of what `--help` takes.
    gettext.bindtextdomain(_DOMAIN, os.path.join(denouement.__path__[0], "translations"))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if wanted is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = wanted
