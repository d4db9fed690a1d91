"""Who can bring the story from one state to another, in how few moves, and whether each mover would like its move."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.reachability import reachable_by_any_path
from denouement.analysis.result import Analysis
from denouement.analysis.ways import ShortestWays, shortest_ways
from denouement.errors import ModelError, Problem, RequestError
from denouement.language import _
from denouement.model.state_reference import StateReference
from denouement.states.finding import scenario_columns
from denouement.states.relation import Order
from denouement.states.space import Bools

LISTED = 10_000
"""Ways that are ever listed; all are counted."""


@frozen
class Step:
    """One move on the way."""

    decision_maker: str
    origin: State
    to: State
    take: tuple[str, ...]
    drop: tuple[str, ...]
    liking: Comparison
    """How the mover likes where it goes against where it stands, and what decides it."""


Way = tuple[Step, ...]


@frozen
class Arrival:
    """A state that can be reached, and how."""

    state: State
    moves: int
    """The fewest."""
    ways: int
    """How many ways have so few."""
    last_movers: tuple[str, ...]
    """Who can make the last move of one of them."""
    concepts: tuple[str, ...]
    """Every computed concept under which it is an equilibrium."""


@frozen
class Layer:
    """The states whose shortest way has a given number of moves."""

    moves: int
    states: int
    scenarios: tuple[str | None, ...]
    """Those that cannot be reached sooner; None for the states of no scenario."""


@define(eq=False, slots=False)
class Paths:
    """What can be reached from a state by legal sequences of moves, or by chains of improvements.

    In a chain of improvements every mover certainly prefers where it goes to where it stands; what may only be liked
    does not count.
    """

    analysis: Analysis = field(repr=False)
    start: State
    improving: bool
    _ways: ShortestWays = field(repr=False)

    @property
    def reached(self) -> int:
        """How many states are reached, the start included."""
        return int((self._ways.moves >= 0).sum())

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """How far the states reached are, and the scenarios first met at each distance."""
        moves = self._ways.moves
        snapshot, space = self.analysis.situation.snapshot, self.analysis.situation.space
        columns: dict[str | None, Bools] = dict(scenario_columns(snapshot, space).items())
        columns[None] = ~np.logical_or.reduce([np.zeros(len(space), dtype=bool), *columns.values()])
        first: dict[int, list[str | None]] = {}
        for id, column in columns.items():
            met = moves[column & (moves >= 0)]
            if len(met):
                first.setdefault(int(met.min()), []).append(id)
        counts = np.bincount(moves[moves >= 0])
        return tuple(Layer(far, int(count), tuple(first.get(far, ()))) for far, count in enumerate(counts.tolist()))

    @cached_property
    def endings(self) -> tuple[Arrival, ...]:
        """The endings that are reached: equilibria under an ending concept; nearest first."""
        columns = self.analysis._equilibria
        return self._arrivals(np.logical_or.reduce([columns[concept] for concept in self.analysis.ending_concepts]))

    @cached_property
    def missed_endings(self) -> tuple[State, ...]:
        """The endings of the analysis that are not reached."""
        met = {arrival.state.id for arrival in self.endings}
        return tuple(ending.state for ending in self.analysis.endings if ending.state.id not in met)

    @cached_property
    def resting(self) -> tuple[Arrival, ...]:
        """The states reached in which nobody has an improvement; nearest first."""
        improvements = self.analysis.situation.graph.improvements
        return self._arrivals(~np.logical_or.reduce([np.diff(own.begin) > 0 for own in improvements]))

    def find(self, reference: str) -> tuple[State, ...]:
        """Return the states that a reference means, such as `7`, a date or a scenario; raise RequestError for none."""
        found = np.flatnonzero(_find(self.analysis, reference))
        return tuple(self.analysis.state_at(index) for index in found.tolist())

    def nearest(self, states: tuple[State, ...]) -> tuple[Arrival, ...]:
        """Return those of some states that are reached by the fewest moves; empty if none is reached."""
        targets = self._indices(states)
        met = targets[self._ways.moves[targets] >= 0]
        if not len(met):
            return ()
        moves = self._ways.moves[met]
        return tuple(self._arrival(index) for index in met[moves == moves.min()].tolist())

    def ways(self, states: tuple[State, ...], *, limit: int = LISTED) -> tuple[Way, ...]:
        """Return the shortest ways to the nearest of some states, at most `limit` of them.

        Those come first in which the fewest moves are not liked by their movers; if there are more than 10,000, they
        come in the order of the decision makers.
        """
        arrivals = self.nearest(states)
        count = sum(arrival.ways for arrival in arrivals)
        sequences = self._ways.sequences(self._indices(states))
        listed = [self._named(steps) for steps in islice(sequences, limit if count > LISTED else count)]
        if count <= LISTED:
            listed.sort(key=unwilling)
        return tuple(listed[:limit])

    def barriers(self, states: tuple[State, ...]) -> tuple[str, ...]:
        """Return the options (full ids) that would have to change for any of some states, and never can again.

        Empty where no one option alone stands in the way, or where moves do not follow from options alone.
        """
        conflict = self.analysis.conflict
        if conflict.is_graph or conflict.coalesce:
            return ()
        directions = self.analysis.situation.snapshot.moves
        here = set(self.start.taken)
        stuck = []
        for option in conflict.options:
            taken = option in here
            if directions[option] in ("never", "take" if taken else "drop") and all(
                (option in state.taken) != taken for state in states
            ):
                stuck.append(option)
        return tuple(stuck)

    def by_moving_twice(self, states: tuple[State, ...]) -> bool:
        """Return whether one of some states could be reached if somebody moved twice in succession."""
        anyhow = reachable_by_any_path(self.analysis.situation.graph, self.analysis.index_of(self.start))
        return bool(anyhow[self._indices(states)].any())

    # -- by index -------------------------------------------------------------------------------------------

    def _indices(self, states: tuple[State, ...]) -> NDArray[np.int64]:
        return np.array([self.analysis.index_of(state) for state in states], dtype=np.int64)

    def _arrivals(self, chosen: Bools) -> tuple[Arrival, ...]:
        indices = np.flatnonzero(chosen & (self._ways.moves >= 0))
        order = np.argsort(self._ways.moves[indices], kind="stable")
        return tuple(self._arrival(index) for index in indices[order].tolist())

    def _arrival(self, index: int) -> Arrival:
        analysis = self.analysis
        return Arrival(
            analysis.state_at(index),
            int(self._ways.moves[index]),
            int(self._ways.ways[index]),
            tuple(analysis.decision_makers[mover] for mover in np.flatnonzero(self._ways.last[:, index]).tolist()),
            tuple(concept for concept, column in analysis._equilibria.items() if column[index]),
        )

    def _named(self, steps: tuple[tuple[int, int], ...]) -> Way:
        named = []
        origin = self._ways.start
        for mover, to in steps:
            named.append(self._step(mover, origin, to))
            origin = to
        return tuple(named)

    def _step(self, mover: int, origin: int, to: int) -> Step:
        if (mover, origin, to) not in self._steps:
            self._steps[mover, origin, to] = step(self.analysis, self.analysis.decision_makers[mover], origin, to)
        return self._steps[mover, origin, to]

    @cached_property
    def _steps(self) -> dict[tuple[int, int, int], Step]:
        return {}


def unwilling(way: Way) -> int:
    """Return how many moves of a way are not certainly liked by their movers."""
    return sum(step.liking.standing != "better" for step in way)


def step(analysis: Analysis, decision_maker: str, origin: int, to: int) -> Step:
    """Return a move between two states (by index), with what it changes and how its mover likes it."""
    before, after = analysis.state_at(origin), analysis.state_at(to)
    take, drop = before.change_to(after)
    return Step(decision_maker, before, after, take, drop, analysis.comparison(decision_maker, after, before))


def paths(analysis: Analysis, *, start: str | State | None = None, improving: bool = False) -> Paths:
    """Return what can be reached from a state (from where the story stands, unless another is named).

    `improving` allows only moves that their movers certainly like. Raises RequestError if the state is not there, or
    nothing says where the story stands.
    """
    begin = beginning(analysis, start)
    graph = analysis.situation.graph
    arcs = graph.improvements if improving else graph.moves
    # Improvements of an order are transitive where moves are; otherwise the longer search is always right.
    plain = not improving or all(isinstance(liking, Order) for liking in graph.preferences)
    found = shortest_ways(arcs, begin, transitive=plain and graph.moves_are_transitive)
    return Paths(analysis, analysis.state_at(begin), improving, found)


def beginning(analysis: Analysis, start: str | State | None) -> int:
    """Return the index of the state asked for, or of where the story stands; raise RequestError without one."""
    if start is not None:
        return analysis.index_of(start)
    if analysis.status_quo is None:
        message = _("this model does not say where the story stands")
        raise RequestError(Problem(message, _("name a state with --from")))
    return analysis.index_of(analysis.status_quo)


def _find(analysis: Analysis, reference: str) -> Bools:
    try:
        return analysis.situation.find(StateReference.parse(reference))
    except ModelError as error:
        raise RequestError(error.problems) from None
