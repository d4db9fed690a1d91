"""`denouement report`: everything about a model in one document."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from denouement.language import _, day_in_words, either
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_file, print_text, working
from denouement.ui.cli.target import check_place, write_target

if TYPE_CHECKING:
    from denouement.report.document.findings import Costly
    from denouement.report.document.parts import Document

_FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".txt": "txt", ".csv": "csv"}


@spoken.command()
@arguments.question
@spoken.option(
    "-o", "--output", "target", metavar="FILE", help="Write it here, such as report.html (default, or -: print it)."
)
@spoken.option(
    "--format",
    "written",
    type=click.Choice(("html", "md", "txt", "csv")),
    help="What is written (default: what the file's name ends with, else html).",
)
@spoken.option(
    "--with",
    "parts",
    metavar="PARTS",
    help="The costly parts: readings, claims, decides, replay, sweep, or all, separated by commas (default: "
    "readings,claims,decides as far as they take no more than a minute).",
)
@spoken.option("--draws", type=int, default=1_000, metavar="N", help="How many draws the sweep makes (default: 1000).")
@spoken.option("--seed", type=int, default=0, metavar="S", help="Where draws begin (default: 0).")
@spoken.option("--dated", is_flag=True, help="Say on which day it was made; else the same model gives the same bytes.")
@arguments.ending_concepts
def report(
    question: arguments.Question,
    target: str | None,
    written: str | None,
    parts: str | None,
    draws: int,
    seed: int,
    dated: bool,
    ending_concepts: str | None,
) -> None:
    """Write everything about MODEL into one document, to be read, printed and passed on.

    It begins with the answer and goes on to the claims, the story and its evidence, who can do what and wants what, how
    it can end and why, how it could get there, what decides, and what all this cannot tell. A page of HTML needs
    nothing beside it and no network. What is too large to work out is said where it would stand.
    """
    check_place(target)
    kind = written or _by_ending(target)
    asked = _asked(parts)
    from denouement.foresight.sweep.sweep import check_numbers
    from denouement.report.document.compose import compose
    from denouement.report.document.findings import gather

    check_numbers(draws, seed, 0)
    with working(_("Working it out …")):
        analysis = question.analysis(ending_concepts=arguments.listed(ending_concepts))
    found = gather(
        analysis,
        asked=asked,
        fixed=tuple(question.readings),
        supposed=question.supposed,
        called=question.model,
        draws=draws,
        seed=seed,
        budget=arguments.budget(question.max_memory, question.max_seconds),
        watch=_watch,
    )
    with working(_("Writing it down …")):
        today = day_in_words(datetime.date.today()) if dated else None
        content = _WRITERS[kind](compose(found, dated=today))
    if target is not None and target != "-":
        write_target(target, content)
    elif kind == "html":
        print_file(content)
    else:
        print_text(content, end="")


def _watch(text: str) -> AbstractContextManager[None]:
    return working(text)


def _by_ending(target: str | None) -> str:
    if target is None or target == "-":
        return "html"
    ending = pathlib.PurePath(target).suffix.lower()
    if ending not in _FORMATS:
        raise click.UsageError(
            _(
                "what should be written into {file}? End its name with {endings}, or say --format html",
                file=target,
                endings=either([".html", ".md", ".txt", ".csv"]),
            )
        )
    return _FORMATS[ending]


def _asked(parts: str | None) -> tuple[Costly, ...] | None:
    """Return the parts asked for; None if none were named; raise RequestError for what is none."""
    from denouement.errors import Problem, RequestError
    from denouement.model.names import did_you_mean
    from denouement.report.document.findings import PARTS

    named = arguments.listed(parts)
    if named is None:
        return None
    if "all" in named:
        return PARTS
    wrong = [
        Problem(_("there is no part {part!r} of a report", part=part), did_you_mean(part, [*PARTS, "all"]))
        for part in named
        if part not in PARTS
    ]
    if wrong:
        raise RequestError(wrong)
    return tuple(part for part in PARTS if part in named)


def _html(document: Document) -> str:
    from denouement.report.page.html import to_html

    return to_html(document)


def _markdown(document: Document) -> str:
    from denouement.report.markdown import document_markdown

    return document_markdown(document)


def _text(document: Document) -> str:
    from denouement.report.document.plain import document_text

    return document_text(document)


def _csv(document: Document) -> str:
    from denouement.report.document.plain import document_csv

    return document_csv(document)


_WRITERS: dict[str, Callable[[Document], str]] = {"html": _html, "md": _markdown, "txt": _text, "csv": _csv}
