"""Views, hypergame equilibria and misjudged moves as plain data and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.explain import Move
from denouement.analysis.hypergame import Hypergame, Resting
from denouement.analysis.surprises import KINDS, Account, Misjudged
from denouement.analysis.views import Element, View
from denouement.model.canonical import plain
from denouement.model.conflict import rule_id
from denouement.report.shared_data import head_data
from denouement.report.table import cell

FORMAT = "denouement-perceptions/1"


def perceptions_data(
    game: Hypergame,
    concept: str,
    state: State | None,
    moves: Sequence[Misjudged],
    accounts: Sequence[Account],
    *,
    everywhere: bool = False,
    supposed: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a hypergame as dicts, lists, texts and numbers; states are told by the options taken in them."""
    truth = game.truth
    told = [_account(account) for account in accounts] if not everywhere else [_misjudged(move) for move in moves]
    return {
        **head_data(FORMAT, truth, supposed),
        "readings": truth.readings,
        "concept": concept,
        "states": truth.number_of_states,
        "from": None if everywhere or state is None else _state(state),
        "views": {maker: _view(game, view) for maker, view in game.views.items()},
        "equilibria": {
            id: {
                "in_truth": len(truth.equilibria[id]),
                "in_own_views": [_resting(one) for one in game.equilibria(id)],
                "only_in_truth": [_resting(one) for one in game.lost(id)],
                "not_seen_by_some": [_resting(one) for one in game.unseen_by_some(id)],
            }
            for id in truth.concepts
        },
        "endings_in_truth": [_state(ending.state) for ending in truth.endings],
        "counts": {kind: sum(move.kind == kind for move in moves) for kind in KINDS},
        "misjudged": told,
    }


def _view(game: Hypergame, view: View) -> dict[str, Any]:
    place = game.places[view.decision_maker]
    stable = {
        concept: [
            game.truth.state_at(int(index)).id for index in game.stable(view.decision_maker, concept).nonzero()[0]
        ]
        for concept in game.truth.concepts
    }
    told: dict[str, Any] = {
        "perceptions": [
            {"name": perception.name, "position": number + 1, "evidence": list(perception.evidence)}
            for number, perception in view.perceptions
        ],
        "differs_in": [_element(element) for element in view.elements],
        "seen_as_taken": list(view.seen),
        "contradicted": view.contradicted,
        "states": view.analysis.number_of_states,
        "states_not_seen": int((place < 0).sum()),
        "states_impossible": view.analysis.number_of_states - int((place >= 0).sum()),
    }
    if view.elements:
        told["endings"] = [_state(ending.state, numbered=False) for ending in view.analysis.endings]
        told["stable"] = stable
    return told


def _element(element: Element) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": element.kind, "about": element.about, "perception": element.perception + 1}
    if element.reading is not None:
        told["reading"] = element.reading
    if element.wants is not None:
        told["wants"] = plain(element.wants, translations=False)
    return told


def _state(state: State, *, numbered: bool = True) -> dict[str, Any]:
    told = {"taken": list(state.taken), "scenario": state.scenario}
    return {"state": state.id, **told} if numbered else told


def _resting(resting: Resting) -> dict[str, Any]:
    return {
        **_state(resting.state),
        "reachable": resting.reachable,
        "leaving": list(resting.leaving),
        "not_seen_by": list(resting.blind),
    }


def _misjudged(move: Misjudged) -> dict[str, Any]:
    return {
        "kind": move.kind,
        "decision_maker": move.decision_maker,
        "from": _state(move.state),
        "to": _state(move.to, numbered=move.kind != "impossible"),
        "take": list(move.take),
        "drop": list(move.drop),
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        **_misjudged(account.move),
        "against_staying": _comparison(account.comparison),
        "expected": account.expected,
        "moving_on_in_view": list(account.going_on),
        "answer": account.answer
        and {
            "moves": [_step(move) for move in account.answer.moves],
            "against_staying": _comparison(account.answer.comparison),
        },
        "breaks": [rule_id(number, rule) for number, rule in account.broken],
        "corrections": [[_element(element) for element in corrected] for corrected in account.corrections],
        "corrections_complete": account.complete,
    }


def _step(move: Move) -> dict[str, Any]:
    return {
        "decision_maker": move.decision_maker,
        "take": list(move.take),
        "drop": list(move.drop),
        "to": _state(move.to, numbered=False),
        "liking": _comparison(move.comparison),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    premise = comparison.premise
    return {"standing": comparison.standing, "statement": None if premise is None else premise.id}


_COLUMNS = ("kind", "decision_maker", "from", "from taken", "to", "to taken", "take", "drop")  # not said


def perceptions_csv(moves: Sequence[Misjudged]) -> str:
    """Return misjudged moves as CSV text, one row each, safe to open in a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for move in moves:
        to = "" if move.kind == "impossible" else move.to.id
        ends = (move.state.id, " ".join(move.state.taken), to, " ".join(move.to.taken))
        row = (move.kind, move.decision_maker, *ends, " ".join(move.take), " ".join(move.drop))
        writer.writerow(cell(text) for text in row)
    return stream.getvalue()
