"""What comes out for many preference profiles on one state space: equilibria, endings, standings, claims.

An `Analysis` answers one profile in full; here thousands are answered in arrays. States, moves, the status quo and the
baseline are those of one analysis, only preferences differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from attrs import Factory, define, field
from numpy.typing import NDArray

from denouement.analysis.claims import FIRST_OF, TRUTHS, Truth, is_scenario, meant_by
from denouement.analysis.concepts import in_register_order, verdicts
from denouement.analysis.endings import STANDINGS
from denouement.analysis.result import Analysis
from denouement.analysis.stability.profiles import equilibria_of_profiles
from denouement.model.claim_language import Ends, Fares, Joined, Not, Reachable, Says, Stable
from denouement.model.state_reference import StateReference
from denouement.states.finding import scenario_columns
from denouement.states.relation import Liking, Order
from denouement.states.space import Bools

Codes = NDArray[np.int8]

_HOLDS, _FAILS, _DOES_NOT_ARISE, _UNKNOWN = range(len(TRUTHS))
_SAME, _UNKNOWN_STANDING = STANDINGS.index("same"), STANDINGS.index("unknown")


@define
class Choices:
    """The likings of each decision maker that profiles choose from; those that rank alike are one."""

    decision_makers: tuple[str, ...]
    likings: dict[str, list[Liking]] = Factory(lambda self: {id: [] for id in self.decision_makers}, takes_self=True)
    """In the order in which they were added."""
    _places: dict[tuple[str, bytes], int] = field(factory=dict, repr=False)

    def place(self, decision_maker: str, liking: Liking) -> int:
        """Return the number (from 0) of a liking among the decision maker's, adding it if it is new."""
        known = self.likings[decision_maker]
        place = self._places.setdefault((decision_maker, liking.digest), len(known))
        if place == len(known):
            known.append(liking)
        return place


@define(eq=False, slots=False, kw_only=True)
class Outcomes:
    """What comes out for many preference profiles; nothing in it is changed once built."""

    analysis: Analysis = field(repr=False)
    """Whose states, moves, status quo, baseline and ending concepts are used."""
    likings: tuple[tuple[Liking, ...], ...] = field(repr=False)
    """Per decision maker those that occur."""
    picks: NDArray[np.int64] = field(repr=False)
    """(profiles, decision_makers): which of them each profile has."""
    equilibria: dict[str, Bools] = field(repr=False)
    """Per concept (profiles, states)."""

    def __len__(self) -> int:
        return len(self.picks)

    @cached_property
    def endings(self) -> Bools:
        """Which states can be reached from now and hold under one of the ending concepts; (profiles, states)."""
        resting: Bools = np.logical_or.reduce([self.equilibria[id] for id in self.analysis.ending_concepts])
        return resting if self.analysis.reachable is None else resting & self.analysis.reachable

    @cached_property
    def scenarios(self) -> dict[str, Bools]:
        """Which states belong to each scenario; (states,) each."""
        return scenario_columns(self.analysis.situation.snapshot, self.analysis.situation.space)

    def standings(self, decision_maker: str) -> Codes | None:
        """Return how each state stands against the baseline; (profiles, states), numbers of STANDINGS.

        None if there is no baseline.
        """
        base = self.analysis.situation.baseline
        if base is None:
            return None
        i = self.analysis.situation.graph.number(decision_maker)
        return np.stack([_against(liking, base) for liking in self.likings[i]])[self.picks[:, i]]

    def truths(self, says: Says) -> Codes:
        """Return what comes out for a claim, as `judged` has it; (profiles,), numbers of TRUTHS."""
        match says:
            case Not(part):
                inside = self.truths(part)
                return np.array([_FAILS, _HOLDS, _DOES_NOT_ARISE, _UNKNOWN], dtype=np.int8)[inside]
            case Joined(word, parts):
                return _first(FIRST_OF[word], [self.truths(part) for part in parts])
            case Fares():
                return self._fares(says)
            case Ends(state) | Stable(state) | Reachable(state):
                return self._of_states(says, state)
            case _:  # pragma: no cover - the nodes above are all there are
                raise TypeError(says)

    def _fares(self, says: Fares) -> Codes:
        asked = self.endings
        if isinstance(says.where, StateReference):
            if is_scenario(self.analysis.situation, says.where):
                asked = self.endings & self.scenarios[says.where.text]
            else:
                found = meant_by(self.analysis.situation, says.where)
                if isinstance(found, str):
                    return self._all(_DOES_NOT_ARISE if found == "no such state" else _UNKNOWN)
                asked = np.broadcast_to(found, self.endings.shape)
        standing = self.standings(says.decision_maker)
        if standing is None:
            return np.where(asked.any(axis=1), _UNKNOWN, _DOES_NOT_ARISE).astype(np.int8)
        unknown = asked & (standing == _UNKNOWN_STANDING)
        agrees = asked & (standing == STANDINGS.index(says.standing))
        answers = {_HOLDS: agrees, _UNKNOWN: unknown, _FAILS: asked & ~agrees & ~unknown}
        truth = self._all(_DOES_NOT_ARISE)
        for name in reversed(FIRST_OF["or" if says.where == "some_ending" else "and"]):
            code = TRUTHS.index(name)
            if code in answers:
                truth[answers[code].any(axis=1)] = code
        return truth

    def _of_states(self, says: Ends | Stable | Reachable, state: StateReference) -> Codes:
        reachable = self.analysis.reachable
        if reachable is None:
            if isinstance(says, Reachable):
                return self._all(_UNKNOWN)
            reachable = np.ones(self.analysis.number_of_states, dtype=bool)
        found = meant_by(self.analysis.situation, state)
        if isinstance(found, str):
            impossible = _DOES_NOT_ARISE if isinstance(says, Stable) else _FAILS
            return self._all(impossible if found == "no such state" else _UNKNOWN)
        if isinstance(says, Stable):
            if found.sum() > 1:
                return self._all(_UNKNOWN)
            holding = self.equilibria[says.concept][:, found]
        elif isinstance(says, Ends):
            holding = self.endings[:, found]
        else:
            holding = np.broadcast_to(found & reachable, self.endings.shape)
        return np.where(holding.any(axis=1), _HOLDS, _FAILS).astype(np.int8)

    def _all(self, code: int) -> Codes:
        return np.full(len(self), code, dtype=np.int8)


def outcomes(
    analysis: Analysis,
    likings: Sequence[Sequence[Liking]],
    picks: NDArray[np.integer],
    *,
    concepts: Iterable[str] = (),
) -> Outcomes:
    """Return what comes out for preference profiles on the states and moves of an analysis.

    `likings` holds for each decision maker those that occur, `picks`, (profiles, decision_makers), which of them each
    profile has; profiles that are alike are worked out once. The ending concepts are always worked out, and those in
    `concepts`. The arrays take profiles x states bytes for each concept: give many profiles in parts.
    """
    needed = in_register_order((*analysis.ending_concepts, *concepts))
    distinct, place = np.unique(picks, axis=0, return_inverse=True)
    found = _equilibria(analysis, likings, distinct, needed)
    place = place.reshape(len(picks))
    return Outcomes(
        analysis=analysis,
        likings=tuple(map(tuple, likings)),
        picks=np.asarray(picks, dtype=np.int64),
        equilibria={concept: column[place] for concept, column in found.items()},
    )


def _equilibria(
    analysis: Analysis, likings: Sequence[Sequence[Liking]], picks: NDArray[np.integer], concepts: Sequence[str]
) -> dict[str, Bools]:
    graph = analysis.situation.graph
    orders = [[liking.rank for liking in own if isinstance(liking, Order)] for own in likings]
    if all(len(order) == len(own) for order, own in zip(orders, likings, strict=True)):
        ranks = [np.stack(order) for order in orders]
        return {concept: equilibria_of_profiles(graph, ranks, picks, concept) for concept in concepts}
    found = {concept: np.empty((len(picks), graph.states), dtype=bool) for concept in concepts}
    for number, pick in enumerate(picks.tolist()):
        profile = tuple(own[place] for own, place in zip(likings, pick, strict=True))
        for concept, by_maker in verdicts(graph.liking(profile), concepts).items():
            found[concept][number] = np.logical_and.reduce([verdict.stable for verdict in by_maker.values()])
    return found


def _against(liking: Liking, base: int) -> Codes:
    """Return how each state stands against one; (states,), numbers of STANDINGS."""
    if isinstance(liking, Order):
        better_first: Codes = (1 - np.sign(liking.rank - liking.rank[base])).astype(np.int8)
        return better_first
    code = np.full(len(liking.same), _UNKNOWN_STANDING, dtype=np.int8)
    code[liking.better[:, base]] = STANDINGS.index("better")
    code[liking.better[base]] = STANDINGS.index("worse")
    code[liking.same[:, base]] = _SAME
    return code


def _first(order: Sequence[Truth], answers: Sequence[Codes]) -> Codes:
    """Return for each profile the first answer of an order that some part has."""
    found = answers[0].copy()
    for name in reversed(order):
        code = TRUTHS.index(name)
        found[np.logical_or.reduce([answer == code for answer in answers])] = code
    return found
