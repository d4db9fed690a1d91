"""What the findings are worked out from: a model as of a day, its states, and every reading of every mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from denouement.analysis.views import elements_of, situation_seen
from denouement.errors import ModelError, Path, Problem
from denouement.language import language
from denouement.model.condition import Condition
from denouement.model.conflict import Conflict, DecisionMaker, Rule, rule_id
from denouement.model.dates import Date, counts
from denouement.model.parts import reading_path, statements_of
from denouement.model.preference import Payoffs, Preference, Reading, Statement, Statements, Weights, statement_id
from denouement.model.text import in_language
from denouement.model.timeline import Snapshot, snapshot
from denouement.states.relation import Liking
from denouement.states.situation import Situation, possible_states, situation
from denouement.states.space import StateSpace

_SHOWN = 60  # characters of a condition that stands in for a name


@frozen
class Wanted:
    """A statement with its place in the model."""

    id: str
    path: Path
    statement: Statement

    @property
    def label(self) -> str:
        """The statement's name, or else its condition if that is short."""
        text = in_language(self.statement.name, language()) if self.statement.name else str(self.statement.that)
        return text if self.statement.name or len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

    @property
    def doubtful(self) -> bool:
        """Judged less likely than not, and used all the same."""
        return self.statement.doubtful

    def __str__(self) -> str:
        return f"{self.id} ({self.label})"


@frozen(eq=False)
class Grounds:
    """A sound model as of a day."""

    situation: Situation
    """With everybody's first reading."""
    unmerged: StateSpace
    """The feasible states before any are merged."""
    likings: Mapping[tuple[str, str | None], Liking]
    """By decision maker and reading, for wants that name single states."""

    @property
    def conflict(self) -> Conflict:
        """The model."""
        return self.situation.snapshot.conflict

    @property
    def snapshot(self) -> Snapshot:
        """The model as of the day."""
        return self.situation.snapshot

    @property
    def space(self) -> StateSpace:
        """The states that are analysed."""
        return self.situation.space

    def readings(self) -> Iterator[tuple[DecisionMaker, Reading]]:
        """Yield the readings that count on the day, as written, with the decision makers they are of."""
        for maker in self.conflict.decision_makers:
            yield from ((maker, reading) for reading in maker.readings if counts(reading, self.snapshot.date))

    def statements(self, maker: DecisionMaker, reading: Reading) -> list[Wanted]:
        """Return the statements of a reading that count on the day, numbered as in the file."""
        path = reading_path(maker, reading)
        return [
            Wanted(statement_id(maker.id, reading, number, statement), (*path, number - 1), statement)
            for number, statement in enumerate(statements_of(reading), 1)
            if counts(statement, self.snapshot.date)
        ]

    def rules(self) -> list[tuple[str, Path, Rule]]:
        """Return the rules that count on the day, with their ids and places."""
        return [(rule_id(number, rule), ("rules", number), rule) for number, rule in self.snapshot.rules]


def grounds(conflict: Conflict, as_of: str | Date | None = None) -> Grounds:
    """Return what the findings of a model are worked out from.

    Rankings can have gaps of their own, so every rival reading that names single states is used once. Raises
    ModelError with the problems of all readings, and what `situation` raises.
    """
    moment = snapshot(conflict, as_of)
    first: Situation | None = None
    likings: dict[tuple[str, str | None], Liking] = {}
    problems: dict[Problem, None] = {}
    for chosen in _turns(moment):
        try:
            facts = situation(moment, {maker: id for maker, id in chosen.items() if id is not None})
        except ModelError as error:
            problems.update(dict.fromkeys(error.problems))
            continue
        first = first or facts
        for maker, liking in zip(facts.graph.decision_makers, facts.graph.preferences, strict=True):
            if names_states(facts.readings[maker].preference):
                likings[maker, facts.readings[maker].id] = liking
    if first is not None and not problems:
        problems.update(dict.fromkeys(_problems_in_views(first)))
    if problems or first is None:
        raise ModelError(list(problems))
    unmerged = possible_states(moment)[2] if conflict.coalesce else first.space
    return Grounds(first, unmerged, likings)


def _problems_in_views(truth: Situation) -> Iterator[Problem]:
    """Yield why somebody's view of the model cannot be."""
    taken = frozenset() if truth.status_quo is None else frozenset(truth.space.taken(truth.status_quo))
    for maker in truth.snapshot.perceptions:
        elements, _ = elements_of(truth.snapshot, maker, taken)
        try:
            situation_seen(truth, maker, elements)
        except ModelError as error:
            yield from error.problems


def names_states(preference: Preference) -> bool:
    """Return whether wants are written state by state, so that they can have gaps; else they follow from options."""
    match preference:
        case Statements() | Weights():
            return False
        case Payoffs(payoffs):
            return not all(isinstance(key, Condition) for key, _ in payoffs)
        case _:
            return True


def _turns(moment: Snapshot) -> Iterator[dict[str, str | None]]:
    """Yield choices of readings: the first of each, and then as many more as use each that names states once."""
    yield {maker: readings[0].id for maker, readings in moment.readings.items() if readings}
    for turn in range(1, max(len(readings) for readings in moment.readings.values())):
        later = {maker: readings[turn] for maker, readings in moment.readings.items() if turn < len(readings)}
        if any(names_states(reading.preference) for reading in later.values()):
            yield {maker: reading.id for maker, reading in later.items()}
