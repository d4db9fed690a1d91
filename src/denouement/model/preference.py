"""What a decision maker wants: ordered statements or a ranking, perhaps in rival readings."""

from __future__ import annotations

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


@frozen
class Statements:
    """Prioritised statements: the first one on which two states differ decides; equal on all is indifference."""

    statements: tuple[Statement, ...] = ()


@frozen
class Ranking:
    """States from best to worst; the states of one inner tuple are tied."""

    ranking: tuple[tuple[StateReference, ...], ...] = ()


Preference = Statements | Ranking


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
