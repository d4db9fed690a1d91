"""The graph model that analysis reads: states, everybody's moves, everybody's ranks."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from denouement.states.moves import Arcs


@define(eq=False, slots=False)
class Graph:
    """A graph model with transitive preferences given as ranks; nothing in it is changed once built.

    `ranks` is (decision_makers, states) int32, dense, 1 = worst; `moves` holds one `Arcs` per decision maker.
    """

    decision_makers: tuple[str, ...]
    moves: tuple[Arcs, ...]
    ranks: NDArray[np.int32] = field(repr=False)

    @property
    def states(self) -> int:
        """How many states there are."""
        return int(self.ranks.shape[1])

    def number(self, decision_maker: str) -> int:
        """Return the 0-based position of a decision maker; raise KeyError if there is none of that id."""
        try:
            return self.decision_makers.index(decision_maker)
        except ValueError:
            raise KeyError(decision_maker) from None

    @cached_property
    def improvements(self) -> tuple[Arcs, ...]:
        """Per decision maker the unilateral improvements: moves to states it ranks strictly higher."""
        return tuple(
            arcs.where(rank[arcs.target] > rank[arcs.source]) for arcs, rank in zip(self.moves, self.ranks, strict=True)
        )

    @cached_property
    def is_transitive(self) -> bool:
        """Whether two moves in succession by one decision maker are always one move: tested, not assumed.

        Improvements of transitive moves are transitive too, since ranks are.
        """
        return all(arcs.are_transitive() for arcs in self.moves)
