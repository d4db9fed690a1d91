"""What somebody wants, and two states compared, as plain data in the published format."""

from __future__ import annotations

from typing import Any

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.landmarks import Landmark, ladder, landmarks, liking_of, pairwise
from denouement.analysis.result import Analysis
from denouement.analysis.wanting import Contest, Family, Want, by_place, families, families_by_reading, wants
from denouement.states.relation import Order

FORMAT = "denouement-prefer/1"


def plain_wanting(
    analysis: Analysis, decision_maker: str, *, every_reading: bool = False, full: bool = False
) -> dict[str, Any]:
    """Return a decision maker's wants and its order of states as dicts, lists, texts, numbers and None."""
    liking = liking_of(analysis, decision_maker)
    data = {
        **_heading(analysis, decision_maker),
        "places": int(liking.rank.max()) if isinstance(liking, Order) else None,
        "wants": [_want(analysis, want) for want in wants(analysis, decision_maker)],
        "ladder": [
            {
                "place": rung.place,
                "rank": rung.rank,
                "states": rung.states,
                "landmarks": [_landmark(landmark) for landmark in rung.landmarks],
                "above_next": None if rung.above is None else _decision(rung.above),
            }
            for rung in ladder(analysis, decision_maker)
        ],
        "scenarios": [_family(family) for family in families(analysis, decision_maker)],
    }
    if not isinstance(liking, Order):
        marks = landmarks(analysis, decision_maker)
        data["landmarks"] = [_landmark(landmark) for landmark in marks]
        data["pairwise"] = [list(row) for row in pairwise(analysis, decision_maker, marks)]
    if every_reading:
        data["every_reading"] = {
            reading: [family.scenario for family in found]
            for reading, found in families_by_reading(analysis, decision_maker).items()
        }
    if full:
        data["states"] = [
            {"place": place, **_state(analysis.state_at(index))}
            for place, members in by_place(analysis, decision_maker)
            for index in members
        ]
    return data


def plain_contest(analysis: Analysis, decision_maker: str, found: Contest) -> dict[str, Any]:
    """Return two states compared as dicts, lists, texts, numbers and None."""
    return {
        **_heading(analysis, decision_maker),
        "first": _state(found.first),
        "second": _state(found.second),
        "standing": found.comparison.standing,
        "decided_by": _decision(found.comparison),
        "wants": [
            {
                **_want(analysis, faring.want),
                "first": faring.first,
                "second": faring.second,
                "decides": faring.decides,
                "otherwise": faring.otherwise,
            }
            for faring in found.faring
        ],
        "rivals": {
            reading: {"standing": other.standing, "decided_by": _decision(other)}
            for reading, other in found.rivals.items()
        },
    }


def _heading(analysis: Analysis, decision_maker: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": analysis.version,
        "model": {"title": analysis.conflict.title, "sha256": analysis.conflict.sha256},
        "as_of": analysis.as_of,
        "decision_maker": decision_maker,
        "reading": analysis.readings.get(decision_maker),
        "form": type(analysis.situation.readings[decision_maker].preference).__name__.lower(),
    }


def _want(analysis: Analysis, want: Want) -> dict[str, Any]:
    data: dict[str, Any] = {"number": want.number, "about": str(want.about), "states": want.states, "idle": want.idle}
    if want.worth is not None:
        return data | {"worth": str(want.worth)}
    assert want.premise is not None
    statement, snapshot = want.premise.statement, analysis.situation.snapshot
    return data | {
        "id": want.premise.id,
        "name": statement.name,
        "certainty": None if statement.certainty is None else statement.certainty.text,
        "evidence": list(snapshot.counting(statement.evidence)),
        "against": list(snapshot.counting(statement.against)),
        "assumed": want.premise.assumed,
        "doubtful": want.premise.doubtful,
        "hindsight": want.premise.hindsight,
    }


def _decision(found: Comparison) -> dict[str, Any]:
    """Return what decides: a statement's id, what the states are worth, their ranks; None for what does not."""
    return {
        "statement": None if found.premise is None else found.premise.id,
        "worth": None if found.worth is None else [str(worth) for worth in found.worth],
        "ranks": None if found.ranks is None else list(found.ranks),
    }


def _landmark(landmark: Landmark) -> dict[str, Any]:
    roles = [{"kind": role.kind, "date": None if role.date is None else str(role.date)} for role in landmark.roles]
    return {"state": _state(landmark.state), "roles": roles}


def _state(state: State) -> dict[str, Any]:
    return {"id": state.id, "name": state.name, "taken": list(state.taken), "scenario": state.scenario}


def _family(family: Family) -> dict[str, Any]:
    return {
        "scenario": family.scenario,
        "states": family.states,
        "best": family.best,
        "median": family.median,
        "worst": family.worst,
        "endings": list(family.endings),
    }
