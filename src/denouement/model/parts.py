"""Walking over the parts of a model, with the path of each."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.errors import Path
from denouement.model.condition import Condition
from denouement.model.conflict import Conflict, DecisionMaker
from denouement.model.preference import Payoffs, Reading, Statement, Statements


def reading_path(maker: DecisionMaker, reading: Reading) -> Path:
    """Return the path of a reading; where there is nothing to choose from, that of the preferences."""
    path: Path = ("decision_makers", maker.id, "preferences")
    return path if reading.id is None else (*path, reading.id)


def statements_of(reading: Reading) -> tuple[Statement, ...]:
    """Return a reading's statements; none if wants are written in another form."""
    return reading.preference.statements if isinstance(reading.preference, Statements) else ()


def placed_conditions(conflict: Conflict) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition of a model with its path."""
    for name, condition in conflict.definitions:
        yield ("definitions", name), condition
    for scenario in conflict.scenarios:
        yield ("scenarios", scenario.id, "when"), scenario.when
    for number, rule in enumerate(conflict.rules):
        if rule.kind in ("always", "never"):
            yield from ((("rules", number, rule.kind), condition) for condition in rule.conditions)
        else:
            yield from ((("rules", number, rule.kind, at), part) for at, part in enumerate(rule.conditions))
    for number, entry in enumerate(conflict.coalesce):
        yield ("coalesce", number, "when"), entry.when
    for number, moves in enumerate(conflict.forbidden_moves):
        for key, end in (("from", moves.origin), ("to", moves.destination)):
            if end is not None:
                yield ("forbidden_moves", number, key), end
    for maker in conflict.decision_makers:
        for reading in maker.readings:
            path = reading_path(maker, reading)
            yield from (((*path, at, "that"), wanted.that) for at, wanted in enumerate(statements_of(reading)))
            if isinstance(reading.preference, Payoffs):
                for at, (priced, _) in enumerate(reading.preference.payoffs):
                    if isinstance(priced, Condition):
                        yield (*path, at), priced
