"""The graph model that analysis reads: everybody's moves and everybody's preferences over the states."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from denouement.states.moves import Arcs
from denouement.states.relation import Liking, Order


@define(eq=False, slots=False)
class Graph:
    """A graph model; nothing in it is changed once built."""

    decision_makers: tuple[str, ...]
    moves: tuple[Arcs, ...]
    """One per decision maker."""
    preferences: tuple[Liking, ...] = field(repr=False)
    """One per decision maker."""

    @classmethod
    def of_ranks(cls, decision_makers: tuple[str, ...], moves: tuple[Arcs, ...], ranks: NDArray[np.integer]) -> Graph:
        """Return a graph with preferences by rank; `ranks` is (decision_makers, states), higher is better."""
        return cls(decision_makers, moves, tuple(Order(rank.astype(np.int32)) for rank in ranks))

    def liking(self, preferences: tuple[Liking, ...]) -> Graph:
        """Return the same moves with other preferences; what was found out about the moves is kept."""
        graph = Graph(self.decision_makers, self.moves, preferences)
        graph.__dict__["moves_are_transitive"] = self.moves_are_transitive
        return graph

    @property
    def states(self) -> int:
        """How many states there are."""
        return self.moves[0].states

    @property
    def number_of_moves(self) -> int:
        """How many moves everybody has together."""
        return sum(map(len, self.moves))

    def number(self, decision_maker: str) -> int:
        """Return the 0-based position of a decision maker; raise KeyError if there is none of that id."""
        try:
            return self.decision_makers.index(decision_maker)
        except ValueError:
            raise KeyError(decision_maker) from None

    def preference_of(self, decision_maker: str) -> Liking:
        """Return how a decision maker likes states; raise KeyError if there is none of that id."""
        return self.preferences[self.number(decision_maker)]

    @cached_property
    def improvements(self) -> tuple[Arcs, ...]:
        """Per decision maker the unilateral improvements: moves to states it certainly prefers."""
        return tuple(
            arcs.where(liking.improves(arcs.source, arcs.target))
            for arcs, liking in zip(self.moves, self.preferences, strict=True)
        )

    @cached_property
    def credible_moves(self) -> tuple[Arcs, ...]:
        """Per decision maker the moves it might make in answer: improvements, and what it may like."""
        return tuple(
            improving if isinstance(liking, Order) else arcs.where(liking.may_improve(arcs.source, arcs.target))
            for arcs, improving, liking in zip(self.moves, self.improvements, self.preferences, strict=True)
        )

    @cached_property
    def moves_are_transitive(self) -> bool:
        """Whether two moves in succession by one decision maker are always one move: tested, not assumed."""
        return all(arcs.are_transitive() for arcs in self.moves)

    @cached_property
    def credible_moves_are_transitive(self) -> bool:
        """The same for credible moves; those of an order are transitive where the moves are."""
        return all(
            (isinstance(liking, Order) and self.moves_are_transitive) or arcs.are_transitive()
            for arcs, liking in zip(self.credible_moves, self.preferences, strict=True)
        )
