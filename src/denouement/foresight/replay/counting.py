"""What counts on a day, part by part, and the model as it would be if other parts counted."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from attrs import evolve, frozen

from denouement.model.conflict import DecisionMaker
from denouement.model.dates import counts
from denouement.model.preference import Reading, Statements
from denouement.model.timeline import Place, Snapshot

PartKind = Literal["moves", "rule", "option", "forbidden move", "reading", "statement"]
PART_KINDS: tuple[PartKind, ...] = ("moves", "rule", "option", "forbidden move", "reading", "statement")


@frozen
class Part:
    """Something that can count on one day and not on another; `moves` stands for where the story stands."""

    kind: PartKind
    where: tuple[str | int, ...] = ()
    """Rule or forbidden move: its position (from 0). Option: its full id. Reading: decision maker and position.
    Statement: decision maker, position of the reading, position in it."""


def parts_of(snapshot: Snapshot) -> frozenset[Part]:
    """Return everything with a window, or that could have one, that counts on a day; evidence changes no answer."""
    return frozenset(_parts(snapshot))


def in_order(parts: Set[Part]) -> tuple[Part, ...]:
    """Return parts in the order of their kinds and of the model."""
    return tuple(sorted(parts, key=lambda part: (PART_KINDS.index(part.kind), *map(_sortable, part.where))))


def with_parts(snapshot: Snapshot, parts: Set[Part], now: Place | None) -> Snapshot:
    """Return a day of a model with other parts counting, and the story standing in another place."""
    conflict = snapshot.conflict
    return evolve(
        snapshot,
        rules=tuple((number, rule) for number, rule in enumerate(conflict.rules) if Part("rule", (number,)) in parts),
        moves={
            full: option.moves if Part("option", (full,)) in parts else "never"
            for maker in conflict.decision_makers
            for option in maker.options
            for full in [maker.full_id(option)]
        },
        forbidden=tuple(
            entry for number, entry in enumerate(conflict.forbidden_moves) if Part("forbidden move", (number,)) in parts
        ),
        readings={maker.id: tuple(_readings(maker, parts)) for maker in conflict.decision_makers},
        now=now,
    )


def _parts(snapshot: Snapshot) -> Iterator[Part]:
    conflict, date = snapshot.conflict, snapshot.date
    yield from (Part("rule", (number,)) for number, _ in snapshot.rules)
    for number, entry in enumerate(conflict.forbidden_moves):
        if counts(entry, date):
            yield Part("forbidden move", (number,))
    for maker in conflict.decision_makers:
        for option in maker.options:
            if counts(option, date):
                yield Part("option", (maker.full_id(option),))
        for number, reading in enumerate(maker.readings):
            if counts(reading, date):
                yield Part("reading", (maker.id, number))
            if isinstance(reading.preference, Statements):
                for at, statement in enumerate(reading.preference.statements):
                    if counts(statement, date):
                        yield Part("statement", (maker.id, number, at))


def _readings(maker: DecisionMaker, parts: Set[Part]) -> Iterator[Reading]:
    for number, reading in enumerate(maker.readings):
        if Part("reading", (maker.id, number)) not in parts:
            continue
        if isinstance(reading.preference, Statements):
            kept = tuple(
                statement
                for at, statement in enumerate(reading.preference.statements)
                if Part("statement", (maker.id, number, at)) in parts
            )
            reading = evolve(reading, preference=Statements(kept))
        yield reading


def _sortable(key: str | int) -> tuple[int, int, str]:
    return (0, key, "") if isinstance(key, int) else (1, 0, key)
