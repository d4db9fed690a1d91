"""The shortest answers by which opponents deter improvements, found for many improvements at once; arrays only.

An answer is a legal sequence of moves by the opponents: nobody moves twice in succession and, if it is to be credible,
every step is a move that its mover prefers or may prefer. It deters if it ends in a state that is certainly no better
for the one deterred than where that one started; if it is to be symmetric, moreover, no move from there leads to
anything but that.

Of all answers a shortest one is given; among those the one with the fewest steps that their movers have no reason to
make, then one that ends worse rather than just as good, then the one that changes the fewest options, and then the
first by the order of movers and states, step by step. So one model always gets the same answers.

The search is breadth first. Where moves are transitive a shortest path never has one mover twice in succession, and
states are searched; else pairs of state and last mover.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.relation import Order, Relation
from denouement.states.space import NO_OPTIONS, Bools, Codes

Numbers = NDArray[np.int64]
Path = tuple[tuple[int, int], ...]
"""Steps of an answer: the position of the mover, and the index of the state it moves to."""

# What an answer is charged for, the weightier first; it is much shorter than would make one charge reach the next.
_NO_REASON, _JUST_AS_GOOD, _ONE_OPTION = 1 << 41, 1 << 40, 1
_BATCH = 1 << 23  # numbers in one array
_WIDEST = 1 << 20  # paths followed at once


class _Paths(NamedTuple):
    """Paths of one length, in the order of their steps; (paths,) each."""

    of: Numbers
    """The improvement answered, by its place among those asked about."""
    state: Numbers
    mover: Numbers
    """Who moved last; -1 where nobody has."""
    charge: Numbers
    before: Numbers
    """The place of the path without its last step among those one step shorter."""

    def where(self, kept: Bools | Numbers) -> _Paths:
        return _Paths(*(column[kept] for column in self))


def shortest_answers(
    graph: Graph, codes: Codes, decision_maker: str, improvements: Numbers, *, credible: bool, symmetric: bool
) -> list[Path]:
    """Return the answer to each of some improvements, given by their positions in the decision maker's arcs.

    `codes` are those of the states, to count the options that a step changes. Every improvement must be deterred.
    """
    search = _Search(graph, codes, graph.number(decision_maker), credible, symmetric)
    found: list[Path] = []
    size = max(1, _BATCH // graph.states)
    for begin in range(0, len(improvements), size):
        found += search.answers(np.asarray(improvements[begin : begin + size], dtype=np.int64))
    return found


@frozen(eq=False, slots=False)
class _Search:
    graph: Graph
    codes: Codes
    i: int
    """Whose improvements are answered."""
    credible: bool
    symmetric: bool

    @property
    def opponents(self) -> Iterator[tuple[int, Arcs]]:
        arcs = self.graph.credible_moves if self.credible else self.graph.moves
        return ((j, own) for j, own in enumerate(arcs) if j != self.i and len(own))

    def answers(self, improvements: Numbers) -> list[Path]:
        arcs, liking = self.graph.improvements[self.i], self.graph.preferences[self.i]
        source = arcs.source[improvements].astype(np.int64)
        sources, row = np.unique(source, return_inverse=True)
        deters = None if isinstance(liking, Order) else self._deterring(sources)
        start = arcs.target[improvements].astype(np.int64)
        count = len(improvements)
        nobody, nothing = np.full(count, -1), np.zeros(count, dtype=np.int64)
        levels = [_Paths(np.arange(count), start, nobody, nothing, nothing)]
        seen = np.zeros(0, dtype=np.int64)
        found: list[Path | None] = [None] * count
        while None in found:
            paths, seen = self._one_step_longer(levels[-1], seen)
            assert len(paths.of), "nothing deters this improvement"  # not said
            if len(paths.of) > _WIDEST and count > 1:
                half = count // 2
                return self.answers(improvements[:half]) + self.answers(improvements[half:])
            if isinstance(liking, Order):
                ended = self._held_to[paths.state] <= liking.rank[source[paths.of]]
            else:
                assert deters is not None
                ended = deters[row[paths.of], paths.state]
            for place in self._cheapest(paths, ended, source[paths.of]).tolist():
                found[paths.of[place]] = _steps([*levels, paths], place)
            # What is answered needs no longer answers; places in a level must stay, so it is left out of the next.
            over = np.array([path is not None for path in found])
            levels.append(paths._replace(charge=np.where(over[paths.of], -1, paths.charge)))
        return [path for path in found if path is not None]

    @cached_property
    def _held_to(self) -> NDArray[np.int32]:
        """The rank that i, whose preferences are an order, can at best have in or after each state; (states,)."""
        liking, moves = self.graph.preferences[self.i], self.graph.moves[self.i]
        assert isinstance(liking, Order)
        rank = liking.rank.copy()
        leaves = np.flatnonzero(np.diff(moves.begin))
        if self.symmetric and len(leaves):
            best = np.maximum.reduceat(liking.rank[moves.target], moves.begin[leaves])
            rank[leaves] = np.maximum(rank[leaves], best)
        return rank

    def _deterring(self, sources: Numbers) -> Bools:
        """Return which states deter an improvement from each source, where i has no order; (sources, states)."""
        liking, moves = self.graph.preferences[self.i], self.graph.moves[self.i]
        assert isinstance(liking, Relation)
        deters = liking.no_better_than(sources)
        leaves = np.flatnonzero(np.diff(moves.begin))
        if self.symmetric and len(leaves):
            kept_down = np.ones(deters.shape, dtype=bool)
            kept_down[:, leaves] = np.logical_and.reduceat(deters[:, moves.target], moves.begin[leaves], axis=1)
            deters = deters & kept_down
        return deters

    def _one_step_longer(self, paths: _Paths, seen: Numbers) -> tuple[_Paths, Numbers]:
        """Return the cheapest legal path to each node not seen before, and the nodes seen by then, sorted."""
        longer = []
        for j, arcs in self.opponents:
            going = np.flatnonzero((paths.charge >= 0) & (paths.mover != j))
            source = paths.state[going]
            counts = arcs.begin[source + 1] - arcs.begin[source]
            before = np.repeat(going, counts)
            arc = np.repeat(arcs.begin[source] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
            source, target = paths.state[before], arcs.target[arc].astype(np.int64)
            charge = paths.charge[before] + self._changed(source, target) * _ONE_OPTION
            if not self.credible:
                charge += ~self.graph.preferences[j].may_improve(source, target) * _NO_REASON
            longer.append(_Paths(paths.of[before], target, np.full(len(arc), j), charge, before))
        every = _Paths(*map(np.concatenate, zip(*longer, strict=True))) if longer else paths.where(paths.of < 0)
        every = every.where(np.lexsort((every.mover, every.before)))  # targets of one mover are in order already
        node = every.of * self.graph.states + every.state
        transitive = self.graph.credible_moves_are_transitive if self.credible else self.graph.moves_are_transitive
        if not transitive:
            node = node * len(self.graph.moves) + every.mover
        order = np.lexsort((every.charge, node))
        first = order[np.diff(node[order], prepend=-1) > 0]
        fresh = np.sort(first[~np.isin(node[first], seen, assume_unique=True)])
        return every.where(fresh), np.union1d(seen, node[fresh])

    def _changed(self, source: Numbers, target: Numbers) -> Numbers:
        """Return how many options a move changes; 0 where states say nothing of options."""
        before, after = self.codes[source], self.codes[target]
        bits = np.where((before == NO_OPTIONS) | (after == NO_OPTIONS), 0, before ^ after)
        changed = np.zeros(len(bits), dtype=np.int64)
        for shift in range(int(bits.max(initial=0)).bit_length()):
            changed += bits >> shift & 1
        return changed

    def _cheapest(self, paths: _Paths, ended: Bools, source: Numbers) -> Numbers:
        """Return the place of the best of the paths that have ended, for each improvement that has one."""
        places = np.flatnonzero(ended)
        worse = self.graph.preferences[self.i].improves(paths.state[places], source[places])
        charge = paths.charge[places] + ~worse * _JUST_AS_GOOD
        order = np.lexsort((charge, paths.of[places]))
        of = paths.of[places][order]
        return places[order[np.diff(of, prepend=-1) > 0]]


def _steps(levels: list[_Paths], place: int) -> Path:
    steps = []
    for paths in reversed(levels[1:]):
        steps.append((int(paths.mover[place]), int(paths.state[place])))
        place = int(paths.before[place])
    return tuple(reversed(steps))
