"""Paths as plain data, the object that `paths --json` prints."""

from __future__ import annotations

from typing import Any

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.paths import Arrival, Paths, Step, Way
from denouement.analysis.result import Analysis

FORMAT = "denouement-paths/1"


def paths_data(found: Paths, *, to: tuple[State, ...] | None, limit: int, shown: int) -> dict[str, Any]:
    """Return paths as dicts, lists, texts, numbers and None.

    `to` are the states asked for, None for an overview; at most `limit` ways are listed for them. In an overview one
    way is given for each destination, of at most `shown` destinations.
    """
    analysis = found.analysis
    data = {
        "format": FORMAT,
        **question_data(analysis),
        "from": found.start.id,
        "improving": found.improving,
        "states": analysis.number_of_states,
        "reached": found.reached,
    }
    if to is not None:
        arrivals = found.nearest(to)
        return data | {
            "to": [state.id for state in to],
            "moves": arrivals[0].moves if arrivals else None,
            "ways": sum(arrival.ways for arrival in arrivals),
            "nearest": [_arrival(arrival) for arrival in arrivals],
            "listed": [_way(way) for way in found.ways(to, limit=limit)],
        }
    destinations = {"endings": found.endings} | ({"resting": found.resting} if found.improving else {})
    return data | {
        "layers": [
            {"moves": layer.moves, "states": layer.states, "scenarios": list(layer.scenarios)}
            for layer in found.layers
        ],
        **{
            kind: [
                _arrival(arrival) | ({"way": _way(found.ways((arrival.state,), limit=1)[0])} if at < shown else {})
                for at, arrival in enumerate(arrivals)
            ]
            for kind, arrivals in destinations.items()
        },
        "endings_not_reached": [state.id for state in found.missed_endings],
    }  # fmt: skip


def question_data(analysis: Analysis) -> dict[str, Any]:
    """Return what an answer rests on: program, model, day, readings, what is supposed."""
    taken, dropped = analysis.situation.supposed
    return {
        "version": analysis.version,
        "model": {"title": analysis.conflict.title, "sha256": analysis.conflict.sha256},
        "as_of": analysis.as_of,
        "readings": analysis.readings,
        "supposed": {"take": list(taken), "drop": list(dropped)},
    }


def liking_data(liking: Comparison) -> dict[str, Any]:
    """Return a comparison: the standing, and the statement that decides it."""
    return {"standing": liking.standing, "decided_by": liking.premise and liking.premise.id}


def step_data(step: Step) -> dict[str, Any]:
    """Return one move."""
    return {
        "by": step.decision_maker,
        "take": list(step.take),
        "drop": list(step.drop),
        "to": step.to.id,
        **liking_data(step.liking),
    }


def _arrival(arrival: Arrival) -> dict[str, Any]:
    return {
        "state": arrival.state.id,
        "taken": list(arrival.state.taken),
        "scenario": arrival.state.scenario,
        "moves": arrival.moves,
        "ways": arrival.ways,
        "last_movers": list(arrival.last_movers),
        "concepts": list(arrival.concepts),
    }


def _way(way: Way) -> list[dict[str, Any]]:
    return [step_data(step) for step in way]
