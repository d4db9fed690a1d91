"""Results as tables: for data frames, and as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from denouement.analysis.endings import STANDINGS, State
from denouement.analysis.result import Analysis
from denouement.model.shown import Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def analysis_table(analysis: Analysis, name: str) -> Table:
    """Return `endings`, `states` (all feasible ones) or `standings` (by scenario and decision maker)."""
    if name == "standings":
        rows = (
            (story.scenario, maker, *(getattr(tally, standing) for standing in STANDINGS))
            for story in analysis.stories
            for maker, tally in story.standings.items()
        )
        return Table(("scenario", "decision maker", *STANDINGS), tuple(rows))  # not said
    makers = analysis.decision_makers
    against = (f"{maker} against baseline" for maker in makers)  # not said
    ranks = (f"{maker} rank" for maker in makers)  # not said
    columns = ("state", "scenario", "reachable", *analysis.concepts, *against, *ranks, *analysis.conflict.options)
    endings = (ending.state for ending in analysis.endings)
    states: Iterable[State] = analysis.states if name == "states" else endings
    return Table(columns, tuple(_row(analysis, state) for state in states))


def _row(analysis: Analysis, state: State) -> tuple[Any, ...]:
    compared, ranks = analysis.compared(state.id), analysis.ranks(state.id)
    return (
        state.id,
        state.scenario,
        analysis.can_reach(state.id),
        *(analysis.holds(state.id, concept) for concept in analysis.concepts),
        *(compared.get(maker) for maker in analysis.decision_makers),
        *(ranks.get(maker) for maker in analysis.decision_makers),
        *(option in state.taken for option in analysis.conflict.options),
    )


def to_csv(analysis: Analysis, *, full: bool = False) -> str:
    """Return the endings, or with `full` all feasible states, as CSV text.

    Columns: state, scenario, reachable (yes, no or empty), the concepts it is an equilibrium under, for every
    decision maker its standing against the baseline and its rank (1 = worst), and Y or N for every option.
    """
    return csv_of(analysis_table(analysis, "states" if full else "endings"), options=len(analysis.conflict.options))


def csv_of(table: Table, *, options: int = 0) -> str:
    """Return a table as CSV text; the last columns may be `options`, Y or N.

    Other truths are yes and no, and what is not there is empty.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(map(cell, table.columns))
    first = len(table.columns) - options
    for row in table.rows:
        taken = (_written(value, "YN") for value in row[first:])
        writer.writerow([*map(_written, row[:first]), *taken])
    return stream.getvalue()


def _written(value: Any, truths: Sequence[str] = ("yes", "no")) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return truths[0] if value else truths[1]
    return cell(value) if isinstance(value, str) else str(value)


def cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    # A spreadsheet takes such a text for a formula; the apostrophe makes it a text.
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    # The csv module does not quote a carriage return alone, which ends the row for many readers.
    return safe.replace("\r\n", "\n").replace("\r", "\n")
