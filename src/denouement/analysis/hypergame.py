"""First-level hypergames: everybody judges by its own view, and what that comes to in the model as it is.

Every decision maker i has a graph model G_i, the model as it sees it (`denouement.analysis.views`). Stability for i is
worked out in G_i alone, with the likings and moves that i takes the others to have. A state is a *hypergame
equilibrium* under a concept if it is possible, if everybody's view has it, and if each is stable there in its own view.
Without perceptions every G_i is the model, and the hypergame equilibria are its equilibria.

That each has a perceived graph model of its own, and that states recognised by all are told from those recognised by
some, follows the abstracts of Aljefri, Bashar, Fang & Hipel, "First-Level Hypergame for Investigating Misperception in
Conflicts" and "General Hypergame Analysis within the Graph Model". Their formulas were not read: the definition of the
equilibrium, and of surprises, is chosen here.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.analysis.views import View
from denouement.analysis.views import views as views_of
from denouement.states.budget import Budget
from denouement.states.space import Bools


@frozen
class Resting:
    """A state that is an equilibrium of the hypergame, or of the model, or would be one if all saw it."""

    state: State
    reachable: bool | None
    """In truth, from where the story stands; None if that is not known."""
    leaving: tuple[str, ...] = ()
    """Who would leave it: in truth, if it rests only on perceptions; in their own views, if it does not last there."""
    blind: tuple[str, ...] = ()
    """Whose view does not have it."""


@frozen(eq=False)
class Hypergame:
    """A conflict and everybody's view of it."""

    truth: Analysis
    """The model as it is."""
    views: Mapping[str, View]
    """By decision maker."""
    places: Mapping[str, NDArray[np.int64]] = field(repr=False)
    """Per decision maker where each state of the model is in its view; (states,), -1 where it is not."""

    @property
    def mistaken(self) -> tuple[str, ...]:
        """The decision makers whose view differs from the model in something that counts on the day."""
        return tuple(maker for maker, view in self.views.items() if view.elements)

    def stable(self, decision_maker: str, concept: str) -> Bools:
        """Return where a decision maker would stay by its own view; (states of the model,), false where not seen."""
        place = self.places[decision_maker]
        stable = self.views[decision_maker].analysis.verdicts[concept][decision_maker].stable
        return np.where(place >= 0, stable[place], False)

    def equilibria(self, concept: str) -> tuple[Resting, ...]:
        """Return the hypergame equilibria; of those that are none of the model, who would leave if it saw the truth."""
        return self._resting(np.logical_and.reduce(self._judging(concept)), self._true(concept))

    def lost(self, concept: str) -> tuple[Resting, ...]:
        """Return the equilibria of the model alone, and who would leave them in its own view or does not see them."""
        stable = self._judging(concept)
        return self._resting(np.logical_and.reduce(self._true(concept)) & ~np.logical_and.reduce(stable), stable)

    def unseen_by_some(self, concept: str) -> tuple[Resting, ...]:
        """Return the states that somebody sees and somebody does not, and where all who see them would stay."""
        seen, stable = self._seen, self._judging(concept)
        staying = np.logical_and.reduce(~seen | stable)
        some, everybody = np.logical_or.reduce(seen), np.logical_and.reduce(seen)
        return self._resting(staying & some & ~everybody, stable)

    def _resting(self, states: Bools, stable: Bools) -> tuple[Resting, ...]:
        """Return some states, with those who see them and would leave, and those who do not see them.

        `stable` is (decision_makers, states).
        """
        makers, seen, reachable = tuple(self.places), self._seen, self.truth.reachable
        return tuple(
            Resting(
                self.truth.state_at(index),
                None if reachable is None else bool(reachable[index]),
                leaving=tuple(
                    m
                    for m, sees, stays in zip(makers, seen[:, index], stable[:, index], strict=True)
                    if sees and not stays
                ),
                blind=tuple(maker for maker, sees in zip(makers, seen[:, index], strict=True) if not sees),
            )
            for index in np.flatnonzero(states).tolist()
        )

    @property
    def _seen(self) -> Bools:
        """Whether each decision maker sees each state; (decision_makers, states)."""
        return np.array([place >= 0 for place in self.places.values()])

    def _true(self, concept: str) -> Bools:
        """Whether each decision maker would stay in each state in truth; (decision_makers, states)."""
        return np.array([self.truth.verdicts[concept][maker].stable for maker in self.places])

    def _judging(self, concept: str) -> Bools:
        """Whether each decision maker would stay in each state by its own view; (decision_makers, states)."""
        return np.array([self.stable(maker, concept) for maker in self.places])


def hypergame(truth: Analysis, budget: Budget | None = None) -> Hypergame:
    """Return everybody's view of what has been analysed, by its perceptions in force on the day."""
    found = views_of(truth, budget)
    every = np.arange(truth.number_of_states)
    places = {maker: view.analysis.situation.located(truth.situation, every) for maker, view in found.items()}
    return Hypergame(truth, found, places)
