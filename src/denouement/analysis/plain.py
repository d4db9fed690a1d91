"""An analysis as plain data, in the order and with the names of the published format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import Tally
from denouement.analysis.explain import Answer, Explanation, Move, Stance, Temptation
from denouement.analysis.witnesses import Witness
from denouement.states.relation import Order

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis

FORMAT = "denouement-analysis/1"
WHY_FORMAT = "denouement-why/1"


def plain(analysis: Analysis, *, full: bool, witnesses: bool = False) -> dict[str, Any]:
    """Return an analysis as dicts, lists, texts, numbers and None; state ids in state order.

    `witnesses` adds what every verdict rests on; raises RequestError above 10,000 states.
    """
    conflict = analysis.conflict
    return {
        "format": FORMAT,
        "version": analysis.version,
        "model": {"title": conflict.title, "sha256": conflict.sha256},
        "as_of": analysis.as_of,
        "concepts": list(analysis.concepts),
        "ending_concepts": list(analysis.ending_concepts),
        "readings": analysis.readings,
        "decision_makers": list(analysis.decision_makers),
        "options": list(conflict.options),
        "names": conflict.names,
        **({"states": _states(analysis)} if full else {}),
        "status_quo": analysis.status_quo.id if analysis.status_quo else None,
        "baseline": analysis.baseline.id if analysis.baseline else None,
        **({"stability": _stability(analysis)} if full else {}),
        "equilibria": {concept: [state.id for state in states] for concept, states in analysis.equilibria.items()},
        "endings": [
            {
                "state": ending.state.id,
                "concepts": list(ending.concepts),
                "scenario": ending.state.scenario,
                "compared": ending.compared,
            }
            for ending in analysis.endings
        ],
        "stories": [
            {
                "scenario": story.scenario,
                "endings": [ending.state.id for ending in story.endings],
                "standings": _tallies(story.standings),
            }
            for story in analysis.stories
        ],
        "standings": _tallies(analysis.standings),
        "warnings": list(analysis.warnings),
        **({"witnesses": _witnesses(analysis)} if witnesses else {}),
    }


def plain_explanation(analysis: Analysis, explanation: Explanation) -> dict[str, Any]:
    """Return why a state holds or not as plain data, the object that `why --json` prints, with the witnesses."""
    take, drop = analysis.situation.supposed
    state = explanation.state
    return {
        "format": WHY_FORMAT,
        "version": analysis.version,
        "model": {"title": analysis.conflict.title, "sha256": analysis.conflict.sha256},
        "as_of": analysis.as_of,
        "readings": analysis.readings,
        "supposed": {"take": list(take), "drop": list(drop)},
        "concepts": list(explanation.concepts),
        "ending_concepts": list(analysis.ending_concepts),
        "names": analysis.conflict.names,
        "state": {"id": state.id, "name": state.name, "scenario": state.scenario, "taken": list(state.taken)},
        "holds_under": list(explanation.holds_under),
        "ending": explanation.ending,
        "reachable": explanation.reachable,
        "decision_makers": {
            stance.decision_maker: {
                **_stance(stance),
                "witnesses": {
                    concept: _witness(analysis.witness(state, stance.decision_maker, concept))
                    for concept in explanation.concepts
                },
            }
            for stance in explanation.stances
        },
    }


def _stance(stance: Stance) -> dict[str, Any]:
    return {
        "kind": stance.kind,
        "stays_under": list(stance.stays_under),
        "moves_under": list(stance.moves_under),
        "better_moves": [_temptation(temptation) for temptation in stance.temptations],
        "other_moves": [_move(move) for move in stance.other_moves],
    }


def _temptation(temptation: Temptation) -> dict[str, Any]:
    return {
        **_move(temptation.move),
        "tempting_under": list(temptation.tempting_under),
        "answers": [_answer(answer) for answer in temptation.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "concepts": list(answer.concepts),
        "moves": [_move(move) for move in answer.moves],
        "comparison": _comparison(answer.comparison),
        "moves_after": answer.moves_after,
        "way_out": None if answer.way_out is None else _move(answer.way_out),
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "decision_maker": move.decision_maker,
        "to": move.to.id,
        "take": list(move.take),
        "drop": list(move.drop),
        "comparison": _comparison(move.comparison),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    premise = comparison.premise
    return {
        "standing": comparison.standing,
        "statement": None
        if premise is None
        else {
            "id": premise.id,
            "name": premise.statement.name,
            "that": str(premise.statement.that),
            "doubtful": premise.doubtful,
            "assumed": premise.assumed,
            "hindsight": premise.hindsight,
        },
        "satisfied": comparison.satisfied,
        "worth": None if comparison.worth is None else [str(number) for number in comparison.worth],
        "ranks": None if comparison.ranks is None else list(comparison.ranks),
    }


def _witnesses(analysis: Analysis) -> dict[str, dict[str, dict[str, Any]]]:
    return {
        maker: {
            concept: {found.state.id: _witness(found) for found in by_maker[maker]}
            for concept, by_maker in analysis.witnesses.items()
        }
        for maker in analysis.decision_makers
    }


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "stable": witness.stable,
        "tempting": None if witness.tempting is None else witness.tempting.id,
        "sanctions": [
            {
                "improvement": sanction.improvement.id,
                "countermoves": [
                    {"decision_maker": move.decision_maker, "to": move.to.id} for move in sanction.countermoves
                ],
            }
            for sanction in witness.sanctions
        ],
    }


def _states(analysis: Analysis) -> list[dict[str, Any]]:
    graph = analysis.situation.graph
    orders = {
        maker: liking.rank.tolist()
        for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
        if isinstance(liking, Order)
    }
    reachable = [None] * graph.states if analysis.reachable is None else analysis.reachable.tolist()
    return [
        {
            "id": state.id,
            "taken": list(state.taken),
            "scenario": state.scenario,
            "ranks": {maker: rank[index] for maker, rank in orders.items()},
            "reachable": reachable[index],
        }
        for index, state in enumerate(analysis.states)
    ]


def _stability(analysis: Analysis) -> dict[str, dict[str, list[str]]]:
    ids = analysis.situation.space.ids
    return {
        maker: {
            concept: [ids[index] for index in np.flatnonzero(analysis.verdicts[concept][maker].stable).tolist()]
            for concept in analysis.concepts
        }
        for maker in analysis.decision_makers
    }


def _tallies(standings: dict[str, Tally]) -> dict[str, dict[str, int]]:
    return {maker: attrs.asdict(tally) for maker, tally in standings.items()}
