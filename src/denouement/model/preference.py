"""What a decision maker wants, in one of five forms, perhaps in rival readings."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from denouement.model.condition import Condition
from denouement.model.dates import Date
from denouement.model.evidence import Certainty
from denouement.model.state_reference import StateReference


@frozen
class Statement:
    """One thing a decision maker wants to be true, with what speaks for and against that judgement."""

    that: Condition
    name: str | None = None
    id: str | None = None
    certainty: Certainty | None = None
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None
    strength: Literal["great"] | None = None
    """`great`: what this statement decides is decided greatly. Plain analysis ignores it."""

    @property
    def doubtful(self) -> bool:
        """Judged less likely than not, and used all the same."""
        return self.certainty is not None and self.certainty.value < Fraction(1, 2)


@frozen
class Statements:
    """Prioritised statements: the first one on which two states differ decides; equal on all is indifference."""

    statements: tuple[Statement, ...] = ()


@frozen
class Ranking:
    """States from best to worst; the states of one inner tuple are tied."""

    ranking: tuple[tuple[StateReference, ...], ...] = ()
    unknown: tuple[tuple[StateReference, StateReference], ...] = ()
    """Pairs of states between which the preference is not known, whatever their places."""


@frozen
class Weights:
    """A number per option; a state is worth the sum over the options taken, and more is better."""

    weights: tuple[tuple[str, Fraction], ...] = ()


@frozen
class Payoffs:
    """Numbers for states, or for conditions; a state is worth the sum of those that fit, and more is better."""

    payoffs: tuple[tuple[StateReference | Condition, Fraction], ...] = ()


Sign = Literal[">", ">>", "~", "?"]
SIGNS: tuple[Sign, ...] = (">>", ">", "~", "?")


@frozen
class Pair:
    """Two states compared: better, greatly better, equal, or not known."""

    left: StateReference
    sign: Sign
    right: StateReference


@frozen
class Pairs:
    """A relation pair by pair: nothing is concluded from other pairs, and what is not mentioned is not known."""

    pairs: tuple[Pair, ...] = ()


Preference = Statements | Ranking | Weights | Payoffs | Pairs
"""The forms in which wants can be written."""


@frozen
class Reading:
    """One account of what a decision maker wants; the only one, or one of several rivals."""

    preference: Preference
    id: str | None = None
    """None where there is nothing to choose from."""
    name: str | None = None
    certainty: Certainty | None = None
    evidence: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None
    note: str | None = None


def statement_id(decision_maker: str, reading: Reading, number: int, statement: Statement) -> str:
    """Return a statement's id: its own, or `board.checks.2` by its position (counted from 1)."""
    if statement.id is not None:
        return statement.id
    return ".".join(filter(None, (decision_maker, reading.id, str(number))))
