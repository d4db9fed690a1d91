"""`denouement sweep`: how often each outcome comes out when doubtful judgements are drawn by their certainty."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from denouement.language import _, in_decimals, pgettext
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text, working

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis
    from denouement.foresight.sweep.result import Sweep
    from denouement.model.evidence import Claim


@spoken.command()
@arguments.question
@spoken.option("--draws", type=int, default=1_000, metavar="N", help="How many draws (default: 1000).")
@spoken.option("--seed", type=int, default=0, metavar="S", help="Where the draws begin (default: 0).")
@spoken.option(
    "--swaps",
    type=int,
    default=0,
    metavar="K",
    help="Disturb every order by 0 to K exchanges of neighbours (default: 0).",
)
@spoken.option(
    "--out", metavar="FILE", help="Keep the draws in FILE, such as draws.sqlite, and go on with those in it."
)
@spoken.option("--says", "typed", multiple=True, metavar="TEXT", help="Count this as well, such as 'ending(now)'.")
@spoken.option(
    "--state", "states", multiple=True, metavar="STATE", help="Count how often this state is an equilibrium."
)
@arguments.ending_concepts
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a share.")
@arguments.as_markdown
@arguments.full
def sweep(
    question: arguments.Question,
    draws: int,
    seed: int,
    swaps: int,
    out: str | None,
    typed: tuple[str, ...],
    states: tuple[str, ...],
    ending_concepts: str | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> int | None:
    """Count how often each outcome of MODEL comes out over many draws of what everybody wants.

    Each draw takes one reading of each decision maker by its weight, and keeps each statement with its certainty. A
    share is how often something comes out so; it is no probability that it will happen. With --reading, that decision
    maker is read so in every draw. The same seed gives the same bytes, in one go or in several. Ctrl-C stops after the
    batch under way and shows what is done.
    """
    from denouement.foresight.sweep.sweep import check_numbers
    from denouement.ui.cli.claims import typed_claims

    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    if out == "":
        raise click.UsageError(_("--out names no file; write for example --out draws.sqlite"))
    check_numbers(draws, seed, swaps)
    conflict = question.conflict
    claims = typed_claims(conflict, typed)
    with working(_("Working it out …")):
        analysis = question.analysis(ending_concepts=arguments.listed(ending_concepts))
    numbers = {"seed": seed, "swaps": swaps}
    found = _swept(question, analysis, draws, numbers, claims, states, out)
    if as_json:
        from denouement.report.sweep_data import sweep_data

        print_json(sweep_data(found, supposed=question.supposed, full=full))
    elif as_csv:
        from denouement.report.sweep_data import sweep_csv

        print_text(sweep_csv(found), end="")
    else:
        from denouement.report.sweep_outline import sweep_outline

        print_report(*sweep_outline(found, full=full), supposed=question.supposed, as_markdown=as_markdown)
    if not found.stopped:
        return None
    if out:
        stopped = _(
            "Stopped after {done} of {draws} draws. The same command goes on with {file}.",
            done=found.draws,
            draws=draws,
            file=out,
        )
    else:
        stopped = _("Stopped after {done} of {draws} draws.", done=found.draws, draws=draws)
    click.echo(stopped, err=True)
    return 130


def _swept(
    question: arguments.Question,
    analysis: Analysis,
    draws: int,
    numbers: dict[str, Any],
    claims: tuple[Claim, ...],
    states: tuple[str, ...],
    out: str | None,
) -> Sweep:
    from denouement.foresight.sweep.draws import minds_of
    from denouement.foresight.sweep.store import opened, settings_of
    from denouement.foresight.sweep.sweep import check_effort
    from denouement.foresight.sweep.sweep import sweep as swept

    fixed = tuple(question.readings)
    budget = arguments.budget(question.max_memory, question.max_seconds)
    # Before a file is made for what is refused.
    check_effort(analysis, minds_of(analysis.situation, fixed=fixed), draws, numbers["swaps"], budget)
    settings = settings_of(analysis, **numbers, fixed=fixed, typed=claims, states=states)
    with (
        opened(out, settings) if out else nullcontext() as store,
        _stopping() as stopping,
        _progress(draws) as progress,
    ):
        return swept(
            analysis,
            draws=draws,
            **numbers,
            fixed=fixed,
            typed=claims,
            states=states,
            store=store,
            progress=progress,
            stopping=stopping,
            budget=budget,
        )


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Give a question that is answered with yes once Ctrl-C was pressed; pressed again it interrupts at once."""
    pressed: list[bool] = []

    def stop(*signalled: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread, which alone is told of Ctrl-C
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(draws: int) -> Iterator[Callable[[int], None]]:
    """Give what shows on a terminal how many draws are done, and how fast; it leaves no trace."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, emoji=False)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(_("draws, {speed} a second,", speed="{task.fields[speed]}")),
        TimeRemainingColumn(),
        TextColumn(pgettext("time", "left")),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=draws, speed="…")
        begun: list[int] = []

        def show(done: int) -> None:
            begun.append(done) if not begun else None
            took = bar.tasks[0].elapsed
            speed = in_decimals((done - begun[0]) / took, 0) if took and done > begun[0] else "…"
            bar.update(task, completed=done, speed=speed)

        yield show
