"""`denouement play`: where it leads if people move in a given order and look ahead."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from denouement.errors import Problem, RequestError
from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, working

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis
    from denouement.report.play_outline import Outline
    from denouement.states.budget import Budget


@spoken.command()
@arguments.question
@spoken.option(
    "--order",
    "orders",
    multiple=True,
    metavar="IDS",
    help="Who moves, in order, such as altman,board,altman,staff; several --order stand side by side.",
)
@spoken.option("--orders", "every", type=click.Choice(["all"]), help="Every order of those who move, instead of one.")
@spoken.option("--movers", metavar="IDS", help="With --orders all: who moves (default: all who can, once each).")
@spoken.option("--from", "start", metavar="STATE", help="Where to begin (default: where the story stands).")
@spoken.option("--every-reading", is_flag=True, help="Under every combination of the movers' rival readings.")
@spoken.option("--staying-ends", is_flag=True, help="Whoever stays ends it, as in limited-move stability.")
@arguments.as_json
@arguments.as_markdown
@arguments.full
def play(
    question: arguments.Question,
    orders: tuple[str, ...],
    every: str | None,
    movers: str | None,
    start: str | None,
    every_reading: bool,
    staying_ends: bool,
    as_json: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say where MODEL leads if decision makers move in a given order and look ahead to the end of it.

    Each stays or makes one move when its turn comes, and knows the order and what everybody wants. Nobody bargains,
    and nobody moves again once the order is over.
    """
    arguments.only_one(json=as_json, md=as_markdown)
    asked = _asked(orders, every=every is not None, movers=movers)
    with working(_("Working it out …")):
        analysis = question.analysis(concepts=[])
        asking = _Asking(analysis, question, start, staying_ends, full)
        if every_reading:
            data, outline = _by_reading(asking, asked, every is not None)
        elif every is not None:
            data, outline = _every_order(asking, asked)
        else:
            data, outline = _in_order(asking, asked)
    if as_json:
        print_json(data())
        return
    print_report(*outline(), supposed=question.supposed, as_markdown=as_markdown)


def _asked(orders: tuple[str, ...], *, every: bool, movers: str | None) -> list[list[str]]:
    """Return the orders asked about, or whose orders; raise RequestError for what does not go together."""
    if movers is not None and not every:
        hint = _("write --orders all as well, or the order itself: --order altman,board,staff")
        raise RequestError(Problem(_("--movers says who moves, and not in which order"), hint))
    if movers is not None and orders:
        raise RequestError(Problem(_("--movers and --order both say who moves"), _("leave out one of them")))
    if every and len(orders) > 1:
        message = _("--orders all takes the movers of one --order")
        raise RequestError(Problem(message, _("name one, or leave it out")))
    if not every and not orders:
        hint = _("write for example --order altman,board,altman,staff, or --orders all")
        raise RequestError(Problem(_("who moves, and in which order?"), hint))
    return [
        _ids(text, name)
        for name, text in [*(("--order", text) for text in orders), ("--movers", movers)]
        if text is not None
    ]


def _ids(text: str, name: str) -> list[str]:
    """Return `altman,board` or `altman board` as a list."""
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        missing = (
            _("{option}: a name is missing in {text!r}", option=name, text=text)
            if text.strip()
            else _("{option}: nobody is named", option=name)
        )
        raise RequestError(Problem(missing, _("separate ids by commas, such as altman,board,altman,staff")))
    return re.split(r"[\s,]+", text.strip())


@frozen
class _Asking:
    """What every way to ask has in common."""

    analysis: Analysis
    question: arguments.Question
    start: str | None
    staying_ends: bool
    full: bool

    @property
    def budget(self) -> Budget:
        return arguments.budget(self.question.max_memory, self.question.max_seconds)


_Answer = tuple[Callable[[], dict[str, Any]], Callable[[], "Outline"]]
"""As data, and as an outline."""


def _in_order(asking: _Asking, orders: list[list[str]]) -> _Answer:
    from denouement.analysis.ordered_play import movers_of
    from denouement.analysis.ordered_play import play as played_out
    from denouement.foresight.orders import check
    from denouement.report.play_data import play_data
    from denouement.report.play_outline import play_outline

    analysis = asking.analysis
    for order in orders:
        movers_of(analysis, order)
    check(analysis, orders, every=False, times=1, budget=asking.budget)
    played = [played_out(analysis, order, start=asking.start, staying_ends=asking.staying_ends) for order in orders]
    return partial(play_data, analysis, played), partial(play_outline, analysis, played, full=asking.full)


def _every_order(asking: _Asking, movers: list[list[str]]) -> _Answer:
    from denouement.foresight.orders import every_order
    from denouement.report.play_data import orders_data
    from denouement.report.play_outline import orders_outline

    analysis, ends = asking.analysis, asking.staying_ends
    found = every_order(
        analysis, movers[0] if movers else None, start=asking.start, staying_ends=ends, budget=asking.budget
    )
    return (
        partial(orders_data, analysis, found),
        partial(orders_outline, analysis, found, full=asking.full),
    )


def _by_reading(asking: _Asking, orders: list[list[str]], every: bool) -> _Answer:
    from denouement.foresight.orders import able, by_reading
    from denouement.report.play_data import readings_data
    from denouement.report.play_outline import readings_outline

    analysis, ends = asking.analysis, asking.staying_ends
    orders = orders or [list(able(analysis))]
    found = by_reading(
        analysis,
        orders,
        every=every,
        start=asking.start,
        staying_ends=ends,
        fixed=asking.question.readings,
        budget=asking.budget,
    )
    return (
        partial(readings_data, analysis, found),
        partial(readings_outline, analysis, found, full=asking.full),
    )
