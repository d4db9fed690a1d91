"""The story that a model tells: its days, what the sources dispute, and which judgements nothing supports.

No states are worked out for it, so that it can be told of a model of any size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from attrs import frozen

from denouement.model.conflict import rule_id
from denouement.model.dates import Date
from denouement.model.evidence import CREDIBILITY, RELIABILITY
from denouement.model.parts import statements_of
from denouement.model.preference import Reading, Statement, statement_id
from denouement.model.timeline import Snapshot

Support = Literal["cited", "hindsight", "none"]
"""Whether evidence that counts is cited for a judgement, only evidence dated after the day, or none."""

JudgementKind = Literal["statement", "reading", "rule", "option", "step"]
JUDGEMENT_KINDS: tuple[JudgementKind, ...] = ("statement", "reading", "rule", "option", "step")


@frozen
class Day:
    """The steps of one day that stand together in the history, all before the end of the day analysed or all later."""

    date: Date
    steps: tuple[int, ...]
    """Positions in the history."""
    later: bool


@frozen
class Wanted:
    """A statement of a decision maker, with the readings that share it word for word, evidence included."""

    decision_maker: str
    statement: Statement
    ids: tuple[str, ...]
    """Its id in each reading that has it."""
    readings: tuple[str | None, ...]


@frozen
class Judgement:
    """Something the analyst holds to be so, and whether the model cites evidence for it."""

    kind: JudgementKind
    id: str
    """Of the statement (in its first reading), the reading (`board.checks`), rule, option; a step's place from 1."""
    support: Support


@frozen
class Narrative:
    """What a model tells beside its moves and wants, as of a day."""

    days: tuple[Day, ...]
    wanted: tuple[Wanted, ...]
    judgements: tuple[Judgement, ...]
    two_sided: tuple[str, ...]
    """Evidence cited for one statement and against another."""

    @property
    def disputed(self) -> tuple[Wanted, ...]:
        """The statements that some evidence supports and other evidence opposes."""
        return tuple(wanted for wanted in self.wanted if wanted.statement.evidence and wanted.statement.against)

    @property
    def opposed(self) -> tuple[Wanted, ...]:
        """The statements that evidence only opposes."""
        return tuple(wanted for wanted in self.wanted if wanted.statement.against and not wanted.statement.evidence)

    def supported(self, support: Support, kind: JudgementKind) -> tuple[Judgement, ...]:
        """Return the judgements of a kind that have this support."""
        return tuple(found for found in self.judgements if found.kind == kind and found.support == support)

    def how_many(self, kind: JudgementKind) -> int:
        """Return how many judgements of a kind there are."""
        return sum(found.kind == kind for found in self.judgements)


def narrative(snapshot: Snapshot) -> Narrative:
    """Return the story of a model as of a day; evidence that does not count on the day is left out."""
    wanted = tuple(_wanted(snapshot))
    against = {id for one in wanted for id in one.statement.against}
    supporting = {id for one in wanted for id in one.statement.evidence}
    return Narrative(
        tuple(_days(snapshot)),
        wanted,
        tuple(_judgements(snapshot, wanted)),
        tuple(piece.id for piece in snapshot.conflict.evidence if piece.id in against and piece.id in supporting),
    )


def grades(snapshot: Snapshot) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many sources have each reliability (A best) and pieces of evidence each credibility (1 best).

    Those without a grade are counted under the empty text; grades that nobody has are left out.
    """
    conflict = snapshot.conflict
    reliability = Counter(source.reliability or "" for source in conflict.sources)
    credibility = Counter(piece.credibility or "" for piece in conflict.evidence)
    return (
        {grade: reliability[grade] for grade in (*RELIABILITY, "") if reliability[grade]},
        {grade: credibility[grade] for grade in (*CREDIBILITY, "") if credibility[grade]},
    )


def _days(snapshot: Snapshot) -> Iterator[Day]:
    history, later = snapshot.conflict.history, frozenset(snapshot.later)
    for (day, after), group in groupby(range(len(history)), key=lambda at: (history[at].date.day, at in later)):
        yield Day(Date(day.isoformat(), day), tuple(group), after)


def _wanted(snapshot: Snapshot) -> Iterator[Wanted]:
    """Yield the statements in force, each once, holding only the evidence that counts."""
    for maker in snapshot.conflict.decision_makers:
        written = {reading.id: statements_of(reading) for reading in maker.readings}
        found: dict[Statement, list[tuple[str, Reading]]] = {}
        for reading in snapshot.readings[maker.id]:
            for statement in statements_of(reading):
                number = written[reading.id].index(statement) + 1
                id = statement_id(maker.id, reading, number, statement)
                found.setdefault(_counting(snapshot, statement), []).append((id, reading))
        for statement, places in found.items():
            ids, readings = zip(*places, strict=True)
            yield Wanted(maker.id, statement, ids, tuple(dict.fromkeys(reading.id for reading in readings)))


def _counting(snapshot: Snapshot, statement: Statement) -> Statement:
    # Its own id is that of one reading only: two statements may be the same but for it.
    return Statement(
        statement.that,
        statement.name,
        None,
        statement.certainty,
        snapshot.counting(statement.evidence),
        snapshot.counting(statement.against),
    )


def _judgements(snapshot: Snapshot, wanted: Iterable[Wanted]) -> Iterator[Judgement]:
    conflict, later = snapshot.conflict, frozenset(snapshot.later)
    for one in wanted:
        yield Judgement("statement", one.ids[0], _support(snapshot, one.statement.evidence))
    for maker in conflict.decision_makers:
        for reading in snapshot.readings[maker.id]:
            if reading.id is not None:
                yield Judgement("reading", f"{maker.id}.{reading.id}", _support(snapshot, reading.evidence))
    for number, rule in snapshot.rules:
        yield Judgement("rule", rule_id(number, rule), _support(snapshot, rule.evidence))
    for maker in conflict.decision_makers:
        for option in maker.options:
            yield Judgement("option", maker.full_id(option), _support(snapshot, option.evidence))
    for number, step in enumerate(conflict.history):
        support = _support(snapshot, step.evidence)
        if number in later and support == "hindsight":
            support = "cited"  # what came later is told by what came later
        yield Judgement("step", str(number + 1), support)


def _support(snapshot: Snapshot, evidence: Iterable[str]) -> Support:
    counting = snapshot.counting(evidence)
    if not counting:
        return "none"
    return "hindsight" if snapshot.only_hindsight(counting) else "cited"
