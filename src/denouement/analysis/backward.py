"""Backward induction over a given order of movers: where a conflict ends if everybody looks ahead.

At each slot one decision maker stays or makes one of its moves. It values what it does by the worst, for it, of what
comes of it, and does a best thing; it stays if staying is among the best, and otherwise all best moves are kept. So
what comes of a state is a set of states, of which indifference may leave more than one.

An action is best if no other is certainly better: some state that may come of it is worse than all that may come of
the other. For an order that compares the worst by rank. Where preferences run in a circle nothing may be best; then
everything is kept. What is not known to be better tempts nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from denouement.states.graph import Graph
from denouement.states.relation import Liking, Order

Sets = NDArray[np.int32]
"""(states,): the number of the set of states that comes of each state; set s, for a state s, is {s} alone."""


@frozen
class Choice:
    """What a mover does in a state."""

    kept: tuple[tuple[int, int], ...]
    """Best actions: the state each leads to (its own for staying), and the number of the set that comes of it."""
    outcome: int
    """The number of the set that comes of all of them."""


@define(eq=False)
class Induction:
    """Backward induction over one graph; sets of states are kept once each and go by numbers."""

    graph: Graph
    staying_ends: bool = False
    """Whether the play is over as soon as somebody stays, as in limited-move stability."""
    _unions: list[tuple[int, ...]] = field(factory=list, init=False)
    _number: dict[tuple[int, ...], int] = field(factory=dict, init=False)
    _worst: dict[int, list[int]] = field(factory=dict, init=False)
    """Per mover the rank of the worst state of each union."""

    def at_the_end(self) -> Sets:
        """Return what comes of each state when nobody is left to move: itself."""
        return np.arange(self.graph.states, dtype=np.int32)

    def members(self, number: int) -> tuple[int, ...]:
        """Return the states of a set, in increasing order."""
        states = self.graph.states
        return (number,) if number < states else self._unions[number - states]

    def before(self, mover: int, after: Sets) -> Sets:
        """Return what comes of each state if `mover` may move there, and `after` is what comes of where it goes."""
        liking, arcs = self.graph.preferences[mover], self.graph.moves[mover]
        staying = self._staying(after)
        if not isinstance(liking, Order):
            result = staying.copy()
            for state in np.flatnonzero(np.diff(arcs.begin)).tolist():
                result[state] = self.choice(mover, after, state).outcome
            return result
        worst = self._worst_ranks(mover, liking)
        onward = after[arcs.target]
        value = worst[onward]
        best = worst[staying]
        np.maximum.at(best, arcs.source, value)
        moving = best > worst[staying]
        kept = moving[arcs.source] & (value == best[arcs.source])
        source, outcome = arcs.source[kept], onward[kept]
        result = staying.copy()
        result[source] = outcome
        open_states = np.unique(source[outcome != result[source]])
        begin, end = np.searchsorted(source, open_states), np.searchsorted(source, open_states, "right")
        known: dict[bytes, int] = {}  # whole fibres have the same best moves
        for state, a, b in zip(open_states.tolist(), begin.tolist(), end.tolist(), strict=True):
            key = outcome[a:b].tobytes()
            if key not in known:
                known[key] = self._union(outcome[a:b].tolist())
            result[state] = known[key]
        return result

    def choice(self, mover: int, after: Sets, state: int) -> Choice:
        """Return what `mover` does in one state, and what comes of it."""
        arcs = self.graph.moves[mover]
        stay = (state, int(self._staying(after)[state]))
        moves = [(to, int(after[to])) for to in arcs.leaving(state).tolist()]
        best = self._best(mover, [stay, *moves])
        kept = [stay] if stay in best else best or [stay, *moves]
        return Choice(tuple(kept), self._union(outcome for _, outcome in kept))

    def best_move(self, mover: int, after: Sets, state: int) -> tuple[int, int] | None:
        """Return the first of the moves that are best among the moves; None if the mover has none."""
        moves = [(to, int(after[to])) for to in self.graph.moves[mover].leaving(state).tolist()]
        return (self._best(mover, moves) or moves)[0] if moves else None

    def _staying(self, after: Sets) -> Sets:
        return self.at_the_end() if self.staying_ends else after

    def _best(self, mover: int, actions: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the actions than which no other is certainly better; none where preferences run in a circle."""
        liking = self.graph.preferences[mover]
        if isinstance(liking, Order):
            worst = self._worst_ranks(mover, liking)
            most = max(int(worst[number]) for _, number in actions)
            return [action for action in actions if worst[action[1]] == most]
        outcomes = {number: self.members(number) for _, number in actions}
        best = {
            number: not any(beats(liking, other, members) for other in outcomes.values())
            for number, members in outcomes.items()
        }
        return [action for action in actions if best[action[1]]]

    def _worst_ranks(self, mover: int, liking: Order) -> NDArray[np.int32]:
        """Return the rank of the worst state of each set; (sets,)."""
        known = self._worst.setdefault(mover, [])
        known += [int(liking.rank[list(members)].min()) for members in self._unions[len(known) :]]
        return np.concatenate((liking.rank, np.array(known, dtype=np.int32)))

    def _union(self, numbers: Iterable[int]) -> int:
        """Return the number of the union of some sets."""
        distinct = set(numbers)
        if len(distinct) == 1:
            return distinct.pop()
        members = tuple(sorted({state for number in distinct for state in self.members(number)}))
        if members not in self._number:
            self._number[members] = self.graph.states + len(self._unions)
            self._unions.append(members)
        return self._number[members]


def beats(liking: Liking, first: Sequence[int], second: Sequence[int]) -> bool:
    """Return whether some state of the second is certainly worse than every state of the first."""
    if isinstance(liking, Order):
        return int(liking.rank[list(first)].min()) > int(liking.rank[list(second)].min())
    return bool(liking.better[np.ix_(list(first), list(second))].all(axis=0).any())
