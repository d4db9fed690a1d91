"""Who can go where: the legal moves of each decision maker, as arcs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.model.conflict import Moves
from denouement.states.space import Bools, StateSpace

Indices = NDArray[np.int32]

_CHUNK = 1 << 16  # arcs followed at once when transitivity is tested


@frozen(eq=False)
class Arcs:
    """Arcs between states, sorted by the state they leave (and then by the one they reach)."""

    begin: NDArray[np.int64]
    """(states + 1,): the arcs leaving state s are those from begin[s] up to begin[s + 1]."""
    target: Indices
    """(arcs,): the state each arc reaches."""
    known_transitive: bool = False
    """Whether it is proved that two moves in succession are always one; False means it has to be tested."""
    source: Indices = field(init=False, repr=False)
    """(arcs,): the state each arc leaves."""

    @source.default
    def _sources(self) -> Indices:
        return np.repeat(np.arange(self.states, dtype=np.int32), np.diff(self.begin))

    @classmethod
    def between(
        cls,
        states: int,
        source: NDArray[np.integer],
        target: NDArray[np.integer],
        *,
        known_transitive: bool = False,
    ) -> Arcs:
        """Return arcs from their ends, in any order."""
        order = np.lexsort((target, source))
        begin = np.zeros(states + 1, dtype=np.int64)
        np.cumsum(np.bincount(source, minlength=states), out=begin[1:])
        return cls(begin, target[order].astype(np.int32), known_transitive)

    @classmethod
    def of_lists(cls, lists: Iterable[Iterable[int]]) -> Arcs:
        """Return arcs from one list of reached states per state (0-based)."""
        reached = [sorted(set(targets)) for targets in lists]
        source = np.repeat(np.arange(len(reached)), [len(targets) for targets in reached])
        target = np.array([target for targets in reached for target in targets], dtype=np.int64)
        return cls.between(len(reached), source.astype(np.int64), target)

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.begin) - 1

    def __len__(self) -> int:
        return len(self.target)

    def leaving(self, state: int) -> Indices:
        """Return the states that can be reached from one state in one move."""
        return self.target[self.begin[state] : self.begin[state + 1]]

    def merged(self, classes: NDArray[np.int64], states: int) -> Arcs:
        """Return the arcs between merged states, each once, without those inside one; `classes` is (states before,)."""
        pairs = np.sort(classes[self.source] * states + classes[self.target])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # each once; np.unique is slow on so many numbers
        source, target = np.divmod(pairs, states)
        between = source != target
        return Arcs.between(states, source[between], target[between])

    def where(self, kept: Bools) -> Arcs:
        """Return only some of the arcs; `kept` is (arcs,)."""
        begin = np.concatenate(([0], np.cumsum(kept)))[self.begin]
        return Arcs(begin, self.target[kept])

    def are_transitive(self) -> bool:
        """Return whether two moves in succession are always one move (or lead back)."""
        return self.known_transitive or self.test_transitivity()

    def two_step_paths(self) -> int:
        """Return how many pairs of arcs follow each other: the work of testing transitivity."""
        return int((self.begin[self.target + 1] - self.begin[self.target]).sum())

    def test_transitivity(self) -> bool:
        """Return the same by following every pair of arcs."""
        known = self.source.astype(np.int64) * self.states + self.target
        for chunk in range(0, len(self), _CHUNK):
            source, middle = self.source[chunk : chunk + _CHUNK], self.target[chunk : chunk + _CHUNK]
            counts = self.begin[middle + 1] - self.begin[middle]
            onward = self.target[_runs(self.begin[middle], counts)]
            source = np.repeat(source, counts)
            pairs = source.astype(np.int64) * self.states + onward
            pairs = pairs[source != onward]
            if len(pairs) and not (known[np.searchsorted(known, pairs).clip(max=len(known) - 1)] == pairs).all():
                return False
        return True


def moves_of(space: StateSpace, options: Iterable[str], directions: dict[str, Moves]) -> Arcs:
    """Return the moves of the owner of some options: any of them changed at once, no one-way mark broken.

    States that agree on everybody else's options form a *fibre*; an owner moves only inside fibres.
    """
    position = {option: p for p, option in enumerate(space.options)}
    own = {option: 1 << position[option] for option in options}

    def mask(*kinds: Moves) -> int:
        return sum(bit for option, bit in own.items() if directions[option] in kinds)

    order, first, size = _fibres(space.codes & ~np.int64(sum(own.values())))
    # Every ordered pair of states within a fibre: each state beside a run through its fibre.
    counts = np.repeat(size, size)
    source = np.repeat(order, counts)
    target = order[_runs(np.repeat(first, size), counts)]
    before, after = space.codes[source], space.codes[target]
    frozen_bits, never_undone, never_retaken = mask("never"), mask("take"), mask("drop")
    legal = (
        (before != after)  # two listed states may hold the same options; nothing is changed between them
        & ((before ^ after) & frozen_bits == 0)
        & (before & ~after & never_undone == 0)
        & (after & ~before & never_retaken == 0)
    )
    # Each mark allows a transitive relation on the two values of its option (stay, take, drop, or either), a move is
    # one that every mark allows, and feasibility only leaves out states: so moves in succession are always one move,
    # unless two listed states hold the same options and nothing moves between them.
    alike = len(np.unique(space.codes)) < len(space)
    return Arcs.between(len(space), source[legal], target[legal], known_transitive=not alike)


def fibre_sizes(space: StateSpace, options: Iterable[str]) -> NDArray[np.int64]:
    """Return the numbers of states among which the owner of some options can move; (fibres,)."""
    position = {option: p for p, option in enumerate(space.options)}
    own = sum(1 << position[option] for option in options)
    return _fibres(space.codes & ~np.int64(own))[2]


def _fibres(key: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return states sorted by fibre, and where each fibre begins and how many states it has."""
    order = np.argsort(key, kind="stable")
    _, first, size = np.unique(key[order], return_index=True, return_counts=True)
    return order, first, size


def _runs(first: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return first[0], first[0]+1, … (counts[0] of them), then the same from first[1], and so on."""
    return np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
