"""Ordered play as plain data, the object that `play --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from denouement.analysis.endings import State
from denouement.analysis.ordered_play import Line, Play, Turn
from denouement.analysis.result import Analysis
from denouement.foresight.orders import Ends, Orders, UnderReadings
from denouement.report.paths_data import liking_data, question_data, step_data
from denouement.report.shared_data import state_data

FORMAT = "denouement-play/1"


def play_data(analysis: Analysis, played: Sequence[Play]) -> dict[str, Any]:
    """Return what one or several orders lead to."""
    plays = [
        {
            "order": list(each.order),
            "outcomes": [
                state_data(outcome)
                | {
                    "concepts": [concept for concept in analysis.concepts if analysis.holds(outcome, concept)],
                    "compared": analysis.compared(outcome),
                }
                for outcome in each.outcomes
            ],
            "lines": [_line(line) for line in each.lines],
        }
        for each in played
    ]
    return _question(analysis, played[0].start, played[0].staying_ends) | {"plays": plays}


def orders_data(analysis: Analysis, found: Orders) -> dict[str, Any]:
    """Return where every order of some movers leads."""
    return _question(analysis, found.start, found.staying_ends) | {
        "movers": list(found.movers),
        "orders": found.number,
        "groups": [
            {
                "ends_in": list(group.ends),
                "states": [state.id for state in group.outcomes],
                "rule": None if group.rule is None else [[list(moment) for moment in pair] for pair in group.rule],
                "orders": [list(order) for order in group.orders],
            }
            for group in found.groups
        ],
    }


def readings_data(analysis: Analysis, found: UnderReadings) -> dict[str, Any]:
    """Return where orders lead under every combination of readings."""
    return _question(analysis, found.start, found.staying_ends) | {
        ("movers" if found.every else "orders"): [list(order) for order in found.orders],
        "deciding": list(found.deciding),
        "rows": [
            {"readings": readings, "answers": [_tally(tally) for tally in tallies]} for readings, tallies in found.rows
        ],
    }


def _question(analysis: Analysis, start: State, staying_ends: bool) -> dict[str, Any]:
    return {"format": FORMAT, **question_data(analysis), "from": start.id, "staying_ends": staying_ends}


def _line(line: Line) -> dict[str, Any]:
    return {"outcome": line.outcome.id, "turns": [_turn(turn) for turn in line.turns]}


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "by": turn.decision_maker,
        "at": turn.at.id,
        "move": turn.step and step_data(turn.step),
        "can_move": turn.able,
        "as_good": turn.others,
        "otherwise": turn.instead and {"state": turn.instead.id, **(liking_data(turn.liking) if turn.liking else {})},
    }


def _tally(tally: Mapping[Ends, int]) -> list[dict[str, Any]]:
    return [{"ends_in": list(ends), "orders": count} for ends, count in tally.items()]
