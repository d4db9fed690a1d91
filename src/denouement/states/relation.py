"""How a decision maker likes states: an order by rank, or any relation pair by pair.

With unknown preferences extension b of the literature is used (Li, Hipel, Kilgour & Fang 2004): only certain
improvements tempt, only certain losses or ties deter, and opponents may credibly make moves that they might like.
Without unknown pairs all of this is the plain reading.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.states.space import Bools

Ranks = NDArray[np.int32]
Standing = Literal["better", "same", "worse", "unknown"]


@frozen(eq=False)
class Order:
    """Preferences by rank: transitive, and known for all pairs."""

    rank: Ranks = field(repr=False)
    """(states,): dense, 1 = worst, ties equal."""

    @property
    def digest(self) -> bytes:
        """What tells it from all that like the states otherwise; 16 bytes."""
        return _digest(self.rank)

    def improves(self, source: NDArray[np.integer], target: NDArray[np.integer]) -> Bools:
        """Return for pairs of states whether the second is certainly better."""
        improves: Bools = self.rank[target] > self.rank[source]
        return improves

    def may_improve(self, source: NDArray[np.integer], target: NDArray[np.integer]) -> Bools:
        """Return for pairs of states whether the second is better or might be."""
        return self.improves(source, target)

    def compare(self, state: int, other: int) -> Standing:
        """Return how one state stands against another."""
        difference = int(self.rank[state]) - int(self.rank[other])
        return "same" if difference == 0 else "better" if difference > 0 else "worse"


@frozen(eq=False)
class Relation:
    """Preferences pair by pair: nothing follows from other pairs, and some may be unknown."""

    better: Bools = field(repr=False)
    """(states, states): the row is certainly preferred to the column."""
    same: Bools = field(repr=False)
    """(states, states): certainly equal; true on the diagonal."""

    @property
    def digest(self) -> bytes:
        """What tells it from all that like the states otherwise; 16 bytes."""
        return _digest(self.better, self.same)

    def improves(self, source: NDArray[np.integer], target: NDArray[np.integer]) -> Bools:
        """Return for pairs of states whether the second is certainly better."""
        improves: Bools = self.better[target, source]
        return improves

    def may_improve(self, source: NDArray[np.integer], target: NDArray[np.integer]) -> Bools:
        """Return for pairs of states whether the second is better or might be."""
        may: Bools = ~(self.same[target, source] | self.better[source, target])
        return may

    def no_better_than(self, states: NDArray[np.integer]) -> Bools:
        """Return for each given state which states are certainly no better; (given, states)."""
        no_better: Bools = self.better[states] | self.same[states]
        return no_better

    def unknown_pairs(self) -> int:
        """Return how many pairs of states are neither certainly better nor certainly equal."""
        return int((~(self.better | self.better.T | self.same)).sum()) // 2

    def compare(self, state: int, other: int) -> Standing:
        """Return how one state stands against another."""
        if self.same[state, other]:
            return "same"
        if self.better[state, other]:
            return "better"
        return "worse" if self.better[other, state] else "unknown"


def _digest(*columns: Ranks | Bools) -> bytes:
    digest = blake2b(digest_size=16)
    for column in columns:
        digest.update(column.tobytes())
    return digest.digest()


Liking = Order | Relation
