"""Walking over the parts of a model, with the path of each."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.errors import Path
from denouement.model.condition import Condition
from denouement.model.conflict import Conflict, DecisionMaker, Rule
from denouement.model.perception import Perception
from denouement.model.preference import Payoffs, Preference, Reading, Statement, Statements


def reading_path(maker: DecisionMaker, reading: Reading) -> Path:
    """Return the path of a reading; where there is nothing to choose from, that of the preferences."""
    path: Path = ("decision_makers", maker.id, "preferences")
    return path if reading.id is None else (*path, reading.id)


def statements_of(reading: Reading) -> tuple[Statement, ...]:
    """Return a reading's statements; none if wants are written in another form."""
    return reading.preference.statements if isinstance(reading.preference, Statements) else ()


def placed_perceptions(conflict: Conflict) -> Iterator[tuple[Path, DecisionMaker, Perception]]:
    """Yield every perception of a model with its path and the decision maker whose it is."""
    for maker in conflict.decision_makers:
        for number, perception in enumerate(maker.perceptions):
            yield ("decision_makers", maker.id, "perceptions", number), maker, perception


def placed_wants(conflict: Conflict) -> Iterator[tuple[Path, Preference]]:
    """Yield everything that is wanted in a model, or thought to be, with its path."""
    for maker in conflict.decision_makers:
        yield from ((reading_path(maker, reading), reading.preference) for reading in maker.readings)
    for path, _, perception in placed_perceptions(conflict):
        yield from (((*path, "preferences", who), wants) for who, wants in perception.preferences)


def placed_statements(conflict: Conflict) -> Iterator[tuple[Path, Statement]]:
    """Yield every statement of a model with its path."""
    for path, wants in placed_wants(conflict):
        if isinstance(wants, Statements):
            yield from (((*path, at), statement) for at, statement in enumerate(wants.statements))


def placed_conditions(conflict: Conflict) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition of a model with its path."""
    for name, condition in conflict.definitions:
        yield ("definitions", name), condition
    for scenario in conflict.scenarios:
        yield ("scenarios", scenario.id, "when"), scenario.when
    for number, rule in enumerate(conflict.rules):
        yield from _in_rule(("rules", number), rule)
    for number, entry in enumerate(conflict.coalesce):
        yield ("coalesce", number, "when"), entry.when
    for number, moves in enumerate(conflict.forbidden_moves):
        for key, end in (("from", moves.origin), ("to", moves.destination)):
            if end is not None:
                yield ("forbidden_moves", number, key), end
    for path, wants in placed_wants(conflict):
        if isinstance(wants, Statements):
            yield from (((*path, at, "that"), wanted.that) for at, wanted in enumerate(wants.statements))
        elif isinstance(wants, Payoffs):
            for at, (priced, _) in enumerate(wants.payoffs):
                if isinstance(priced, Condition):
                    yield (*path, at), priced
    for path, _, perception in placed_perceptions(conflict):
        for number, rule in enumerate(perception.rules):
            yield from _in_rule((*path, "rules", number), rule)


def _in_rule(path: Path, rule: Rule) -> Iterator[tuple[Path, Condition]]:
    if rule.kind in ("always", "never"):
        yield from (((*path, rule.kind), condition) for condition in rule.conditions)
    else:
        yield from (((*path, rule.kind, at), part) for at, part in enumerate(rule.conditions))
