"""`denouement decides`: what would have to be otherwise for an ending, or a claim, to come out otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from denouement.language import _, ngettext
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text

if TYPE_CHECKING:
    from denouement.foresight.flips.flips import Progress, Watch

_INTERRUPTED = 130


@spoken.command()
@arguments.question
@spoken.argument("target", nargs=-1, required=True, metavar="TARGET")
@spoken.option(
    "--most",
    type=click.IntRange(1, 3),
    metavar="INTEGER RANGE",
    default=2,
    show_default=True,
    help="Changes at once that are tried.",
)
@spoken.option("--all-sizes", is_flag=True, help="Go on to larger sets when a smaller one is found.")
@arguments.ending_concepts
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a set of changes.")
@arguments.as_markdown
@arguments.full
def decides(
    question: arguments.Question,
    target: tuple[str, ...],
    most: int,
    all_sizes: bool,
    ending_concepts: str | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> int:
    """Find the smallest changes to MODEL with which TARGET would come out otherwise.

    TARGET is a claim's id, a claim such as 'better(microsoft, endings)', a scenario, a story or a STATE (can it end
    so?), or 'now lasts'. Tried are all single changes to what counts on the day: a statement left out, turned round
    or moved, another reading, an option made reversible or one-way, a rule left out. If none turns TARGET, all pairs
    are tried, and then, with --most 3, all sets of three; with --all-sizes they are tried in any case. Ctrl-C, or the
    end of --max-seconds, prints what is proved so far.
    """
    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    from denouement.errors import RequestError
    from denouement.foresight.flips.flips import flips
    from denouement.foresight.flips.target import target_called
    from denouement.model.claim_language import concepts_in

    written = " ".join(target)
    try:
        asked = target_called(question.conflict, written)
    except RequestError as error:
        pointing = any(problem.offset is not None for problem in error.problems)
        raise RequestError(
            arguments.in_option("TARGET", written, error.problems) if pointing else error.problems
        ) from None
    allowed = arguments.budget(question.max_memory, question.max_seconds)
    analysis = question.analysis(
        concepts=concepts_in(asked.says), ending_concepts=arguments.listed(ending_concepts)
    )  # fmt: skip
    with _watching() as watch:
        found = flips(
            analysis,
            asked.says,
            most=most,
            all_sizes=all_sizes,
            budget=allowed,
            watch=watch,
            rule_ids=_rule_ids(question),
        )
    if as_json:
        from denouement.report.decides_data import decides_data

        print_json(decides_data(asked, found, supposed=question.supposed, full=full))
    elif as_csv:
        from denouement.report.decides_data import decides_csv

        given = _given(question, ending_concepts)
        print_text(decides_csv(found, model=question.model, given=given), end="")
    else:
        from denouement.report.decides_outline import decides_outline

        outline = decides_outline(asked, found, seconds=allowed.seconds, full=full)
        print_report(*outline, supposed=question.supposed, as_markdown=as_markdown)
    return _INTERRUPTED if found.stopped == "interrupted" else 0


def _rule_ids(question: arguments.Question) -> list[str] | None:
    """Return what the rules that are left are called in the file; None if none was left out beforehand."""
    if not question.without_rules:
        return None
    from denouement.loading import load
    from denouement.model.conflict import rule_id

    file = load(question.model)
    gone = {file.position_of_rule(id) for id in question.without_rules}
    return [rule_id(at, rule) for at, rule in enumerate(file.rules) if at not in gone]


def _given(question: arguments.Question, ending_concepts: str | None) -> list[tuple[str, str]]:
    """Return the options that make the question what it is, each with its value."""
    several = {
        "--reading": question.chosen,
        "--set": question.settings,
        "--drop-rule": question.without_rules,
        "--take": question.take,
        "--drop": question.drop,
    }
    single = {"--as-of": question.as_of, "--baseline": question.baseline, "--ending-concepts": ending_concepts}
    given = [(option, value) for option, value in single.items() if value is not None]
    return given + [(option, value) for option, values in several.items() for value in values]


@contextmanager
def _watching() -> Iterator[Watch | None]:
    """Show on a terminal how far the search has come; leave no trace of it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True, markup=False, emoji=False), transient=True) as bar:
        task = bar.add_task(_("Trying changes …"), total=None)
        size = 0

        def watch(progress: Progress) -> None:
            nonlocal size
            if progress.size != size:
                size = progress.size
                trying = ngettext("Trying single changes …", "Trying sets of {number} changes …", size)
                bar.reset(task, description=trying, total=progress.sets)
            bar.update(task, completed=progress.tried)

        yield watch
