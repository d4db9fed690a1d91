"""The shortest legal sequences of moves from a state: how long, how many, and which.

Nobody moves twice in succession. Where that matters the search runs over (state, last mover), as in the status quo
analysis of Li, Kilgour & Hipel (2005). Where two moves in succession are always one, a shortest way never has one mover
twice in succession, for it could be shortened: there the search runs over states.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.states.moves import Arcs
from denouement.states.space import Bools

_EXACT = 1 << 62  # counts below this fit into 64 bits; larger ones are kept as Python's own integers


@frozen(eq=False, slots=False)
class ShortestWays:
    """What sequences of moves reach from one state, and by how many moves."""

    start: int
    moves: NDArray[np.int32]
    """(states,): the fewest moves; -1 where no sequence leads."""
    ways: NDArray[Any]
    """(states,): how many sequences have that length; exact, int64 or Python's integers."""
    last: Bools
    """(decision_makers, states): who can make the last move of one of them."""
    _arcs: tuple[Arcs, ...] = field(repr=False)
    _distance: NDArray[np.int32] = field(repr=False)
    """(rows, states): the fewest moves to a state by last mover, the last row before any move; or one row for all."""

    @property
    def _by_last_mover(self) -> bool:
        return len(self._distance) > 1

    def sequences(self, targets: NDArray[np.integer]) -> Iterator[tuple[tuple[int, int], ...]]:
        """Yield the shortest ways to the nearest of some states, each as (mover, state reached) step by step.

        In the order of decision makers, then states, at the first step, then at the second, and so on.
        """
        reached = targets[self.moves[targets] >= 0]
        if not len(reached):
            return
        depth = int(self.moves[reached].min())
        leading = self._leading_to(reached[self.moves[reached] == depth], depth)
        if not depth:
            yield ()
            return
        trail: list[tuple[int, int]] = []
        open_steps = [self._steps(self.start, None, leading[1])]  # what may still be tried after each step of the trail
        while open_steps:
            step = next(open_steps[-1], None)
            if step is None:
                open_steps.pop()
                if trail:
                    trail.pop()
            elif len(open_steps) == depth:
                yield (*trail, step)
            else:
                trail.append(step)
                open_steps.append(self._steps(step[1], step[0], leading[len(open_steps) + 1]))

    def _steps(self, state: int, last: int | None, leading: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        for mover, own in enumerate(self._arcs):
            if self._by_last_mover and mover == last:
                continue
            row = mover if self._by_last_mover else 0
            yield from ((mover, to) for to in own.leaving(state).tolist() if (row, to) in leading)

    def _leading_to(self, targets: NDArray[np.integer], depth: int) -> list[set[tuple[int, int]]]:
        """Return, by number of moves made, the (row, state) pairs on shortest ways to states that far away."""
        rows, columns = np.nonzero(self._distance[:, targets] == depth)
        layers = [set(zip(rows.tolist(), targets[columns].tolist(), strict=True))]
        for layer in range(depth - 1, -1, -1):
            before: set[tuple[int, int]] = set()
            for mover, incoming in enumerate(self._incoming):
                reached = [to for row, to in layers[-1] if not self._by_last_mover or row == mover]
                if not reached:
                    continue
                sources = np.unique(np.concatenate([incoming.leaving(to) for to in reached]))
                came = self._distance[:, sources] == layer
                if self._by_last_mover:
                    came[mover] = False
                rows, columns = np.nonzero(came)
                before.update(zip(rows.tolist(), sources[columns].tolist(), strict=True))
            layers.append(before)
        return layers[::-1]

    @cached_property
    def _incoming(self) -> tuple[Arcs, ...]:
        """Each decision maker's moves the other way round: from each state to those from which it can be reached."""
        return tuple(_reversed(own) for own in self._arcs)


def _reversed(arcs: Arcs) -> Arcs:
    begin = np.concatenate(([0], np.cumsum(np.bincount(arcs.target, minlength=arcs.states))))
    return Arcs(begin, arcs.source[np.argsort(arcs.target, kind="stable")])


def shortest_ways(arcs: tuple[Arcs, ...], start: int, *, transitive: bool) -> ShortestWays:
    """Return the shortest ways from a state over one set of arcs per decision maker.

    `transitive` says that two moves in succession by one decision maker are always one move, or lead back.
    """
    movers, states = len(arcs), arcs[0].states
    distance = np.full((1 if transitive else movers + 1, states), -1, dtype=np.int32)
    counts: NDArray[Any] = np.zeros(distance.shape, dtype=np.int64)
    distance[-1, start], counts[-1, start] = 0, 1
    last = np.zeros((movers, states), dtype=bool)
    most_in = sum(int(np.bincount(own.target).max()) for own in arcs if len(own))
    layer = 0
    while True:
        frontier = np.where(distance == layer, counts, 0)
        if int(frontier.max()) * len(distance) * max(most_in, 1) >= _EXACT:
            counts, frontier = counts.astype(object), frontier.astype(object)
        total = frontier.sum(axis=0)
        if not total.any():
            break
        arriving = np.zeros_like(counts)
        known = np.asarray((distance >= 0).any(axis=0))
        for mover, own in enumerate(arcs):
            row = 0 if transitive else mover
            # How many ways end in each state so that this mover may go on from there.
            before = total if transitive else total - frontier[mover]
            used = np.flatnonzero((before > 0)[own.source] & (distance[row] < 0)[own.target])
            np.add.at(arriving[row], own.target[used], before[own.source[used]])
            first = own.target[used][~known[own.target[used]]]
            last[mover, first] = True
        new = arriving > 0
        layer += 1
        distance[new], counts[new] = layer, arriving[new]
    far = np.where(distance < 0, np.iinfo(np.int32).max, distance).min(axis=0)
    moves = np.where((distance >= 0).any(axis=0), far, -1).astype(np.int32)
    ways = np.where(distance == moves, counts, 0).sum(axis=0)
    return ShortestWays(start, moves, ways, last, arcs, distance)
