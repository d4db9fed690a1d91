"""The states that a reader knows, from best to worst for somebody: a ladder, and what parts its rungs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from attrs import frozen

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.model.dates import Date
from denouement.model.timeline import walk
from denouement.states.finding import scenario_columns
from denouement.states.relation import Liking, Order, Standing

ENDINGS_SHOWN = 12
"""Endings up to which each is a landmark; of more, only the best and the worst of every scenario."""

ALL_SHOWN = 9
"""States up to which each is a landmark, whether or not it has a role."""

Kind = Literal["start", "now", "baseline", "day", "later", "ending", "best_of", "worst_of", "best", "worst"]
"""`day` and `later`: after the moves of a day of the history, up to and after the day of the analysis."""


@frozen
class Role:
    """Why a state is a landmark."""

    kind: Kind
    date: Date | None = None


@frozen
class Landmark:
    """A state that means something to a reader, and why; in a small model every state is one."""

    state: State
    roles: tuple[Role, ...]


@frozen
class Rung:
    """Landmarks of one rank: nothing that is wanted tells them apart."""

    place: int
    """From the top: 1 = best."""
    rank: int
    """1 = worst, as everywhere."""
    landmarks: tuple[Landmark, ...]
    states: int
    """How many feasible states have this rank."""
    above: Comparison | None
    """This rung against the next one down; None for the last."""


def landmarks(analysis: Analysis, decision_maker: str) -> tuple[Landmark, ...]:
    """Return the landmarks for a decision maker, in the order of state numbers."""
    roles: dict[int, list[Role]] = {}
    for index, role in _roles(analysis):
        roles.setdefault(index, []).append(role)
    liking = liking_of(analysis, decision_maker)
    if isinstance(liking, Order):
        for index, role in _extremes(analysis, liking, set(roles)):
            roles.setdefault(index, []).append(role)
    if analysis.number_of_states <= ALL_SHOWN:
        roles = {index: roles.get(index, []) for index in range(analysis.number_of_states)}
    return tuple(Landmark(analysis.state_at(index), tuple(roles[index])) for index in sorted(roles))


def ladder(analysis: Analysis, decision_maker: str) -> tuple[Rung, ...]:
    """Return the landmarks by rank, best first; nothing if preferences are a relation, which has no ranks."""
    liking = liking_of(analysis, decision_maker)
    if not isinstance(liking, Order):
        return ()
    by_rank: dict[int, list[Landmark]] = {}
    for landmark in landmarks(analysis, decision_maker):
        by_rank.setdefault(int(liking.rank[analysis.index_of(landmark.state)]), []).append(landmark)
    top = int(liking.rank.max())
    ranks = sorted(by_rank, reverse=True)
    first = {rank: by_rank[rank][0].state for rank in ranks}
    return tuple(
        Rung(
            top - rank + 1,
            rank,
            tuple(by_rank[rank]),
            int((liking.rank == rank).sum()),
            analysis.comparison(decision_maker, first[rank], first[lower]) if lower is not None else None,
        )
        for rank, lower in zip(ranks, (*ranks[1:], None), strict=True)
    )


def pairwise(
    analysis: Analysis, decision_maker: str, compared: tuple[Landmark, ...]
) -> tuple[tuple[Standing, ...], ...]:
    """Return how each landmark (row) stands against each (column)."""
    liking = liking_of(analysis, decision_maker)
    indices = [analysis.index_of(landmark.state) for landmark in compared]
    return tuple(tuple(liking.compare(row, column) for column in indices) for row in indices)


def liking_of(analysis: Analysis, decision_maker: str) -> Liking:
    """Return how a decision maker (by id) likes the states."""
    return analysis.situation.graph.preference_of(decision_maker)


def _roles(analysis: Analysis) -> Iterator[tuple[int, Role]]:
    """Yield the states that mean the same to everybody, by index."""
    situation = analysis.situation
    snapshot = situation.snapshot
    start = situation.space.at(snapshot.start)
    if start is not None:
        yield start, Role("start")
    yield from _days(analysis)
    if situation.status_quo is not None:
        yield situation.status_quo, Role("now")
    if situation.baseline is not None and situation.baseline != start:
        yield situation.baseline, Role("baseline")
    if len(analysis.endings) <= ENDINGS_SHOWN:
        for ending in analysis.endings:
            yield analysis.index_of(ending.state), Role("ending")


def _days(analysis: Analysis) -> Iterator[tuple[int, Role]]:
    """Yield where the story stood after the moves of each day, if that state is feasible on the day analysed."""
    snapshot = analysis.situation.snapshot
    later_steps = frozenset(snapshot.later)
    after_day: dict[Date, tuple[int | None, Date, bool]] = {}
    for number, (step, _, after) in enumerate(walk(analysis.conflict, snapshot.vocabulary)):
        if step.by:
            day = Date.parse(step.date.day.isoformat())
            after_day[day] = analysis.situation.space.at(after), day, number in later_steps
    for index, day, later in after_day.values():
        if index is not None:
            yield index, Role("later" if later else "day", day)


def _extremes(analysis: Analysis, liking: Order, known: set[int]) -> Iterator[tuple[int, Role]]:
    """Yield the best and the worst of all states, of every scenario, and of its endings if they are many."""
    everything = np.arange(len(liking.rank))
    yield _choose(everything, liking, known, best=True), Role("best")
    yield _choose(everything, liking, known, best=False), Role("worst")
    columns = scenario_columns(analysis.situation.snapshot, analysis.situation.space)
    for column in columns.values():
        members = np.flatnonzero(column)
        if len(members):
            yield _choose(members, liking, known, best=True), Role("best_of")
            yield _choose(members, liking, known, best=False), Role("worst_of")
    if len(analysis.endings) > ENDINGS_SHOWN:
        for story in analysis.stories:
            members = np.array([analysis.index_of(ending.state) for ending in story.endings])
            for index in {_choose(members, liking, known, best=best) for best in (True, False)}:
                yield index, Role("ending")


def _choose(members: np.ndarray, liking: Order, known: set[int], *, best: bool) -> int:
    """Return a state of the best (or worst) rank among some: one that is a landmark already, if there is one.

    The state chosen becomes known, so that one state has several roles rather than several states one each.
    """
    ranks = liking.rank[members]
    tied = members[ranks == (ranks.max() if best else ranks.min())].tolist()
    chosen: int = next((index for index in tied if index in known), tied[0])
    known.add(chosen)
    return chosen
