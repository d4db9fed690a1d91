"""Arguments and options that several commands share, so that one idea has one name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from denouement.errors import Problem, RequestError

if TYPE_CHECKING:
    from denouement.states.budget import Budget

model = click.argument("model")
as_of = click.option(
    "--as-of",
    metavar="DATE",
    help="The day to stand on, such as 2023-11-20, or `latest` for the history's end.",
)
reading = click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="WHO=WHICH",
    help="Use a rival reading, such as board=checks.",
)
full = click.option("--full", is_flag=True, help="Leave nothing out.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else.")


def chosen_readings(given: Iterable[str]) -> dict[str, str]:
    """Return `board=checks` and the like as a mapping; raise RequestError for anything else."""
    chosen: dict[str, str] = {}
    for text in given:
        who, sign, which = (part.strip() for part in text.partition("="))
        if not (who and sign and which):
            raise RequestError(
                Problem(f"--reading {text}: who is read as what?", "write for example --reading board=checks")
            )
        if who in chosen and chosen[who] != which:
            raise RequestError(
                Problem(f"--reading names {who} twice", "exactly one reading of a mind is true at a time")
            )
        chosen[who] = which
    return chosen


def budget(gigabytes: float | None, seconds: float | None) -> Budget:
    """Return what may be used; raise a usage error for nothing or less."""
    from denouement.states.budget import Budget

    given = {"gigabytes": gigabytes, "seconds": seconds}
    try:
        return Budget(**{name: value for name, value in given.items() if value is not None})
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def listed(text: str | None) -> list[str] | None:
    """Return `nash,seq` as a list; None where nothing was given."""
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise RequestError(Problem(f"a name is missing in {text!r}", "separate ids by commas, such as nash,seq"))
    return parts


def only_one(**flags: bool) -> None:
    """Raise a usage error if more than one of some flags is set."""
    given = [f"--{name}" for name, value in flags.items() if value]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} cannot be printed at once; choose one")
