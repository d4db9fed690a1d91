"""An analysis as plain data, in the order and with the names of the published format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from denouement.analysis.endings import Tally
from denouement.states.relation import Order

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis

FORMAT = "denouement-analysis/1"


def plain(analysis: Analysis, *, full: bool) -> dict[str, Any]:
    """Return an analysis as dicts, lists, texts, numbers and None; state ids in state order."""
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
