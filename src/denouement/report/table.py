"""Endings or all states as CSV, one row each, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from denouement.analysis.endings import State
from denouement.analysis.result import Analysis

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(analysis: Analysis, *, full: bool = False) -> str:
    """Return the endings, or with `full` all feasible states, as CSV text.

    Columns: state, scenario, reachable (yes, no or empty), the concepts it is an equilibrium under, for every
    decision maker its standing against the baseline and its rank (1 = worst), and Y or N for every option.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    makers = analysis.decision_makers
    writer.writerow(
        cell(text)
        for text in (
            "state", "scenario", "reachable", *analysis.concepts, *(f"{maker} against baseline" for maker in makers),
            *(f"{maker} rank" for maker in makers), *analysis.conflict.options,
        )
    )  # fmt: skip
    states = analysis.states if full else [ending.state for ending in analysis.endings]
    for state in states:
        writer.writerow(cell(text) for text in _row(analysis, state))
    return stream.getvalue()


def _row(analysis: Analysis, state: State) -> list[str]:
    can_reach = analysis.can_reach(state.id)
    compared = analysis.compared(state.id)
    ranks = analysis.ranks(state.id)
    return [
        state.id,
        state.scenario or "",
        "" if can_reach is None else _yes(can_reach),
        *(_yes(analysis.holds(state.id, concept)) for concept in analysis.concepts),
        *(compared.get(maker, "") for maker in analysis.decision_makers),
        *(str(ranks.get(maker, "")) for maker in analysis.decision_makers),
        *("Y" if option in state.taken else "N" for option in analysis.conflict.options),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    # A spreadsheet takes such a text for a formula; the apostrophe makes it a text.
    return f"'{text}" if text.startswith(_FORMULA) else text
