"""What decides between two states for somebody: the statement, or else the places or the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from denouement.analysis.premises import Premise
from denouement.errors import ModelError
from denouement.model.condition import Condition
from denouement.model.preference import Payoffs, Preference, Statements, Weights
from denouement.model.shown import Shown
from denouement.states.relation import Order, Standing
from denouement.states.situation import Situation


@frozen
class Comparison(Shown):
    """How one state stands against another for a decision maker, and by what."""

    decision_maker: str
    standing: Standing
    """Of the first state against the second."""
    premise: Premise | None = None
    """The statement that decides; None if the states are alike, or what is wanted is not written as statements."""
    satisfied: bool | None = None
    """Whether the first state is the one that satisfies it (the standing is then better)."""
    worth: tuple[Fraction, Fraction] | None = None
    """What the states are worth, where wants are weights or payoffs."""
    ranks: tuple[int, int] | None = None
    """Their ranks (1 = worst), where preferences are an order."""


def comparison(
    situation: Situation, premises: tuple[Premise, ...], decision_maker: str, first: int, second: int
) -> Comparison:
    """Return how one state (by index) stands against another for a decision maker, and what decides it."""
    liking = situation.graph.preference_of(decision_maker)
    standing = liking.compare(first, second)
    preference: Preference = situation.readings[decision_maker].preference
    ranks = (int(liking.rank[first]), int(liking.rank[second])) if isinstance(liking, Order) else None
    if isinstance(preference, Statements):
        for premise in premises:
            if premise.decision_maker == decision_maker:
                truth = situation.space.holds(premise.statement.that)
                if truth[first] != truth[second]:
                    return Comparison(decision_maker, standing, premise, bool(truth[first]), ranks=ranks)
    elif isinstance(preference, Weights | Payoffs):
        values = _worth(situation, preference, first), _worth(situation, preference, second)
        return Comparison(decision_maker, standing, worth=values, ranks=ranks)
    return Comparison(decision_maker, standing, ranks=ranks)


def _worth(situation: Situation, wants: Weights | Payoffs, state: int) -> Fraction:
    """Return what a state is worth: the sum of the numbers that fit it."""
    return sum(_numbers_that_fit(situation, wants, state), start=Fraction())


def _numbers_that_fit(situation: Situation, wants: Weights | Payoffs, state: int) -> Iterator[Fraction]:
    if isinstance(wants, Weights):
        yield from (number for option, number in wants.weights if situation.space.holds_option(option)[state])
        return
    for key, number in wants.payoffs:
        if isinstance(key, Condition):
            fits = situation.space.holds(key)
        else:
            try:
                fits = situation.find(key)
            except ModelError:
                continue  # a state that cannot be on this day
        if fits[state]:
            yield number
