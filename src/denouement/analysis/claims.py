"""Whether what a claim says is true in one analysis, and what speaks for that answer.

An answer is one of four. `fails` is not the only opposite of `holds`: a claim about endings in which there are none
does not arise, and what hangs on preferences that nobody knows, or on a baseline that is not there, is unknown.
`and` has the first of fails, unknown, does not arise, holds that one of its parts has; `or` the first of holds,
unknown, does not arise, fails; `not` exchanges holds and fails. Without the fourth answer that is Kleene's logic.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from attrs import field, frozen

from denouement.analysis.endings import State
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.errors import ModelError
from denouement.model.claim_language import Atom, Ends, Fares, Joined, Not, Reachable, Says, Stable
from denouement.model.state_reference import StateReference
from denouement.states.relation import Standing
from denouement.states.situation import Situation
from denouement.states.space import Bools

Truth = Literal["holds", "fails", "does_not_arise", "unknown"]
TRUTHS: tuple[Truth, ...] = ("holds", "fails", "does_not_arise", "unknown")

FIRST_OF: dict[str, tuple[Truth, ...]] = {
    "and": ("fails", "unknown", "does_not_arise", "holds"),
    "or": ("holds", "unknown", "does_not_arise", "fails"),
}
"""Which answer of its parts a whole has: the first of these that one of them has."""

Reason = Literal[
    "no such ending", "no such state", "several states", "not said which state", "no baseline", "no status quo",
    "preferences not known",
]  # fmt: skip
"""Why something is neither true nor false, or is false of a state that cannot be."""


@frozen
class Ground:
    """One thing that a claim is built of, its answer, and what speaks for that."""

    says: Atom
    truth: Truth
    states: tuple[State, ...] = ()
    """Those that speak for the answer: for `fails`, the endings in which it is otherwise."""
    standings: tuple[Standing, ...] = ()
    """Of the decision maker in each of the states, against the baseline."""
    premises: tuple[Premise, ...] = ()
    """The statements that decide between those states and the baseline, each once."""
    leavers: tuple[str, ...] = ()
    """Who would leave a state that is no equilibrium, under one of the concepts asked about."""
    reason: Reason | None = None


@frozen
class Answer:
    """What came out for a claim in one analysis."""

    truth: Truth
    grounds: tuple[Ground, ...] = field(default=(), repr=False)
    """The parts of the claim that make the answer what it is."""


def judged(analysis: Analysis, says: Says) -> Answer:
    """Return whether what a claim says is true in an analysis.

    The analysis must have the concepts that the claim names; raises RequestError if it has not.
    """
    match says:
        case Not(part):
            inside = judged(analysis, part)
            opposite: dict[Truth, Truth] = {"holds": "fails", "fails": "holds"}
            return Answer(opposite.get(inside.truth, inside.truth), inside.grounds)
        case Joined(word, parts):
            answers = [judged(analysis, part) for part in parts]
            truth = next(truth for truth in FIRST_OF[word] if any(answer.truth == truth for answer in answers))
            carrying = (ground for answer in answers if answer.truth == truth for ground in answer.grounds)
            return Answer(truth, tuple(carrying))
        case Fares():
            ground = _fares(analysis, says)
        case Ends():
            ground = _ends(analysis, says)
        case Stable():
            ground = _stable(analysis, says)
        case Reachable():
            ground = _reachable(analysis, says)
        case _:  # pragma: no cover - the nodes above are all there are
            raise TypeError(says)
    return Answer(ground.truth, (ground,))


def meant_by(situation: Situation, reference: StateReference) -> Bools | Reason:
    """Return the states that a reference in a claim means, one unless it is a scenario; else why it means none."""
    try:
        found = situation.find(reference)
    except ModelError:
        return "not said which state" if _is_not_said(situation, reference) else "no such state"
    if found.sum() > 1 and not is_scenario(situation, reference):
        return "several states"
    return found


def _is_not_said(situation: Situation, reference: StateReference) -> bool:
    """Return whether it is the model that does not say which state is meant, rather than the state that cannot be."""
    snapshot = situation.snapshot
    match reference.kind:
        case "status_quo":
            return True
        case "start":
            return snapshot.start is None
        case "date":
            return reference.date is None or snapshot.where_on(reference.date) is None
        case _:
            return False


def is_scenario(situation: Situation, reference: StateReference) -> bool:
    """Return whether a reference is the name of a scenario, which may stand for several states."""
    scenarios = {scenario.id for scenario in situation.snapshot.conflict.scenarios}
    return reference.kind == "name" and reference.text in scenarios


# -- what a claim is built of -----------------------------------------------------------------------------------------


def _fares(analysis: Analysis, says: Fares) -> Ground:
    maker = analysis.conflict.decision_maker(says.decision_maker).id
    states: tuple[State, ...]
    if not isinstance(says.where, StateReference):
        states = tuple(ending.state for ending in analysis.endings)
    elif is_scenario(analysis.situation, says.where):
        states = tuple(ending.state for ending in analysis.endings if ending.state.scenario == says.where.text)
    else:
        found = meant_by(analysis.situation, says.where)
        if isinstance(found, str):
            return Ground(says, "does_not_arise" if found == "no such state" else "unknown", reason=found)
        states = _states(analysis, found)
    if not states:
        return Ground(says, "does_not_arise", reason="no such ending")
    if analysis.baseline is None:
        return Ground(says, "unknown", reason="no baseline")
    standings = [analysis.compared(state)[maker] for state in states]
    # `some_ending` asks for one such state, everything else for all to be such.
    word = "or" if says.where == "some_ending" else "and"
    truths = [_agrees(standing, says) for standing in standings]
    truth = next(truth for truth in FIRST_OF[word] if truth in truths)
    carrying = [at for at, each in enumerate(truths) if each == truth]
    return Ground(
        says,
        truth,
        tuple(states[at] for at in carrying),
        tuple(standings[at] for at in carrying),
        _deciding(analysis, maker, (states[at] for at in carrying)),
        reason="preferences not known" if truth == "unknown" else None,
    )


def _agrees(standing: Standing, says: Fares) -> Truth:
    if standing == "unknown":
        return "unknown"
    return "holds" if standing == says.standing else "fails"


def _deciding(analysis: Analysis, maker: str, states: Iterable[State]) -> tuple[Premise, ...]:
    found: dict[str, Premise] = {}
    for state in states:
        premise = analysis.decided_by(state).get(maker)
        if premise is not None:
            found[premise.id] = premise
    return tuple(found.values())


def _ends(analysis: Analysis, says: Ends) -> Ground:
    found = meant_by(analysis.situation, says.state)
    if isinstance(found, str):
        return Ground(says, "fails" if found == "no such state" else "unknown", reason=found)
    ending = tuple(ending.state for ending in analysis.endings if found[analysis.index_of(ending.state)])
    if ending:
        return Ground(says, "holds", ending)
    if is_scenario(analysis.situation, says.state):
        return Ground(says, "fails", reason="no such ending")
    return Ground(says, "fails", _states(analysis, found), leavers=_leavers(analysis, found, analysis.ending_concepts))


def _stable(analysis: Analysis, says: Stable) -> Ground:
    found = meant_by(analysis.situation, says.state)
    if isinstance(found, str):
        return Ground(says, "does_not_arise" if found == "no such state" else "unknown", reason=found)
    states = _states(analysis, found)
    if len(states) > 1:
        return Ground(says, "unknown", reason="several states")
    truth: Truth = "holds" if analysis.holds(states[0], says.concept) else "fails"
    return Ground(says, truth, states, leavers=_leavers(analysis, found, (says.concept,)))


def _reachable(analysis: Analysis, says: Reachable) -> Ground:
    if analysis.reachable is None:
        return Ground(says, "unknown", reason="no status quo")
    found = meant_by(analysis.situation, says.state)
    if isinstance(found, str):
        return Ground(says, "fails" if found == "no such state" else "unknown", reason=found)
    return Ground(says, "holds" if (found & analysis.reachable).any() else "fails")


def _states(analysis: Analysis, column: Bools) -> tuple[State, ...]:
    return tuple(analysis.state_at(index) for index in np.flatnonzero(column).tolist())


def _leavers(analysis: Analysis, state: Bools, concepts: Iterable[str]) -> tuple[str, ...]:
    """Return who would leave a single state under one of some concepts, in model order."""
    verdicts = [analysis.verdicts[concept] for concept in concepts]
    return tuple(
        maker
        for maker in analysis.decision_makers
        if any(not verdict[maker].stable[state].all() for verdict in verdicts)
    )
