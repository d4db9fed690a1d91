"""What changed between two days of a history, and because of what: each change is tried on the day before.

Between two days the story may have moved, and parts of the model may have begun or ceased to count. Of every answer
that differs it is found out which of these changes, made alone or with others to the day before, give the answer of
the later day: the smallest such sets, none of which holds another. If there is only one, nothing else would have done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Generic, Literal, TypeVar

from attrs import define, evolve, field, frozen

from denouement.analysis.endings import Ending, State, Tally
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError, InputError
from denouement.foresight.difference import identities
from denouement.foresight.readings import rival_readings, under_every_reading
from denouement.foresight.replay.counting import Part, in_order, parts_of
from denouement.model.dates import Date
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Place, Snapshot
from denouement.states.budget import Budget
from denouement.states.situation import situation

MOST_TOGETHER = 6
"""Changes up to which all their combinations are tried; of more only each alone."""
MOST_WORK = 100_000_000
"""Moves judged, in about a minute, for one day under all readings, or for all combinations of changes between two
days; what needs more is not counted, and not tried."""

Identity = str | frozenset[str]
Key = tuple[Literal["lasts", "ending", "judged", "standing", "readings"], Identity | None]
T = TypeVar("T")
Imagine = Callable[[Analysis, frozenset[Part], Place | None], Analysis]
"""Analyses a day like another one, but with other parts counting and another place; raises InputError if it cannot."""


@frozen
class Cause:
    """One change between two days: the story moved, or a part of the model began or ceased to count."""

    part: Part
    begins: bool
    """Whether it began to count; true of moves."""


@frozen
class Effect(Generic[T]):
    """An answer that differs between two days, and the smallest sets of changes that suffice for it."""

    subject: str | None
    """A decision maker or a scenario, where it is about one."""
    before: T
    after: T
    because: tuple[tuple[Cause, ...], ...]
    """Each set suffices, and no smaller set inside it does. Empty if none was found among those tried."""


@frozen
class Changed:
    """What differs between a day and the day told before it."""

    since: Date
    causes: tuple[Cause, ...]
    lasting: Effect[tuple[str, ...] | None] | None
    """The concepts under which the place holds where the story stands; None if they are the same."""
    lost: tuple[Effect[Ending | None], ...]
    gained: tuple[Effect[Ending | None], ...]
    judged_anew: tuple[Effect[Ending | None], ...]
    """Endings of both days that hold under other concepts, or where somebody stands otherwise."""
    standings: tuple[Effect[Tally | None], ...]
    readings: tuple[Effect[tuple[int, int]], ...]
    """Scenarios whose share of the readings differs: in how many of how many an ending of theirs is within reach."""
    exact: bool
    """Whether every combination of the causes was tried, and not only each alone."""

    @property
    def anything(self) -> bool:
        """Whether any answer differs."""
        listed = self.lost, self.gained, self.judged_anew, self.standings, self.readings
        return self.lasting is not None or any(listed)


@frozen
class Chances:
    """In how many combinations of readings something comes out."""

    total: int
    scenarios: Mapping[str | None, int]
    """Those of which an ending is within reach, by scenario (None: endings of no scenario); none: left out."""
    watched: int
    """Those in which the state watched is an ending."""


@define(eq=False, slots=False)
class Answers:
    """What is told of a day, in a form in which two days can be compared; `fixed` decision makers are taken as read."""

    analysis: Analysis
    fixed: tuple[str, ...] = ()
    every_reading: bool = True
    watched: int | None = None
    """The index of a state of which it is counted in how many readings it is an ending."""
    identity: Callable[[State], Identity] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.identity = identities(self.analysis, self.analysis)

    @cached_property
    def lasts(self) -> tuple[str, ...] | None:
        """The concepts under which the place holds where the story stands; None if nothing says where."""
        now = self.analysis.status_quo
        if now is None:
            return None
        return tuple(concept for concept in self.analysis.concepts if self.analysis.holds(now, concept))

    @cached_property
    def endings(self) -> dict[Identity, Ending]:
        """The endings, by what makes a state the same on two days."""
        return {self.identity(ending.state): ending for ending in self.analysis.endings}

    @cached_property
    def chances(self) -> Chances | None:
        """What comes out under all combinations of readings; None if that would be too much, or was not asked for."""
        if not self.every_reading:
            return None
        if self.work > MOST_WORK:
            return None
        total = watched = 0
        scenarios: dict[str | None, int] = {}
        seen = None if self.watched is None else self.identity(self.analysis.state_at(self.watched))
        only = self.analysis.ending_concepts  # the others make no ending, and take their time
        quicker = evolve(self.analysis, concepts=only, verdicts={id: self.analysis.verdicts[id] for id in only})
        try:
            for _, turn in under_every_reading(quicker, fixed=self.fixed):
                total += 1
                for scenario in dict.fromkeys(ending.state.scenario for ending in turn.endings):
                    scenarios[scenario] = scenarios.get(scenario, 0) + 1
                watched += any(self.identity(ending.state) == seen for ending in turn.endings)
        except BudgetError:
            return None
        return Chances(total, scenarios, watched)

    @property
    def work(self) -> int:
        """How many moves are judged for this day, under every reading if that is asked for."""
        moves = self.analysis.situation.graph.number_of_moves
        rivals = rival_readings(self.analysis, fixed=self.fixed) if self.every_reading else {}
        return moves * prod(map(len, rivals.values()))

    def value(self, key: Key) -> object:
        """Return one answer, for comparing."""
        kind, subject = key
        match kind:
            case "lasts":
                return self.lasts
            case "ending":
                return subject in self.endings
            case "judged":
                ending = None if subject is None else self.endings.get(subject)
                return ending and (ending.concepts, ending.compared)
            case "standing":
                return self.analysis.standings.get(str(subject))
            case "readings":
                count, total = self.share(None if subject is None else str(subject))
                return Fraction(count, total) if total else None

    def share(self, scenario: str | None) -> tuple[int, int]:
        """Return in how many of how many readings an ending of a scenario is within reach; 0 of 0 if not counted."""
        return (0, 0) if self.chances is None else (self.chances.scenarios.get(scenario, 0), self.chances.total)


def differing(before: Answers, after: Answers) -> tuple[Key, ...]:
    """Return which answers differ between two days."""
    keys: list[Key] = [("lasts", None)]
    for state in dict.fromkeys((*before.endings, *after.endings)):
        both = state in before.endings and state in after.endings
        keys.append(("judged" if both else "ending", state))
    keys += [("standing", maker) for maker in after.analysis.decision_makers]
    if before.chances is not None and after.chances is not None:
        scenarios = dict.fromkeys((*before.chances.scenarios, *after.chances.scenarios))
        keys += [("readings", scenario) for scenario in scenarios]
    return tuple(key for key in keys if before.value(key) != after.value(key))


def causes_between(before: Snapshot, after: Snapshot) -> tuple[Cause, ...]:
    """Return what changed between two days of one model that can change an answer, each change by itself."""
    old, new = parts_of(before), parts_of(after)
    parts = dict.fromkeys(new - old, True) | dict.fromkeys(old - new, False)
    if before.now != after.now:
        parts[Part("moves")] = True
    # A statement of a reading that counts on neither day is nobody's.
    return tuple(Cause(part, parts[part]) for part in in_order(parts.keys()) if _is_used(part, old | new))


def changed(before: Answers, after: Answers, since: Date, ask: Imagine) -> Changed:
    """Return what differs between two days and because of what; `ask` analyses a day that never was."""
    old, new = before.analysis.situation.snapshot, after.analysis.situation.snapshot
    causes = causes_between(old, new)
    keys = differing(before, after)

    def answers_with(chosen: Iterable[Cause]) -> Answers | None:
        parts, now = _made(parts_of(old), old.now, new.now, chosen)
        try:
            return Answers(ask(before.analysis, parts, now), after.fixed, after.every_reading)
        except InputError:
            return None  # such a day cannot be: a rule forbids where it stands, or somebody has no reading

    exact = len(causes) <= MOST_TOGETHER and after.work * 2 ** len(causes) <= MOST_WORK
    because = sufficient(causes, {key: after.value(key) for key in keys}, answers_with, exact=exact)

    def effects(kind: str) -> Iterator[Identity | None]:
        return (subject for other, subject in keys if other == kind)

    def ending(kind: str, there: Answers | None = None) -> tuple[Effect[Ending | None], ...]:
        return tuple(
            Effect(None, before.endings.get(state), after.endings.get(state), because[key])
            for key in keys
            for state in [key[1]]
            if key[0] == kind and state is not None and (there is None or state in there.endings)
        )

    standings, tallies = before.analysis.standings, after.analysis.standings
    return Changed(
        since,
        causes,
        lasting=Effect(None, before.lasts, after.lasts, because["lasts", None]) if ("lasts", None) in keys else None,
        lost=ending("ending", before),
        gained=ending("ending", after),
        judged_anew=ending("judged"),
        standings=tuple(
            Effect(str(maker), standings.get(str(maker)), tallies.get(str(maker)), because["standing", maker])
            for maker in effects("standing")
        ),
        readings=tuple(
            Effect(name, before.share(name), after.share(name), because["readings", scenario])
            for scenario in effects("readings")
            for name in [None if scenario is None else str(scenario)]
        ),
        exact=exact,
    )


def sufficient(
    causes: tuple[Cause, ...],
    wanted: Mapping[Key, object],
    answers_with: Callable[[Iterable[Cause]], Answers | None],
    *,
    exact: bool,
) -> dict[Key, tuple[tuple[Cause, ...], ...]]:
    """Return, for each answer wanted, the smallest sets of causes with which it comes out.

    All of them together always suffice. Unless `exact`, only each alone is tried.
    """
    found: dict[Key, list[tuple[Cause, ...]]] = {key: [] for key in wanted}
    for size in range(1, len(causes) if exact else min(2, len(causes))):
        for chosen in combinations(causes, size):
            open_ = [key for key, sets in found.items() if not any(set(smaller) <= set(chosen) for smaller in sets)]
            answers = answers_with(chosen) if open_ else None
            if answers is not None:
                for key in open_:
                    if answers.value(key) == wanted[key]:
                        found[key].append(chosen)
    return {key: tuple(sets) if sets or not exact else (causes,) for key, sets in found.items()}


def analysis_on(
    moment: Snapshot,
    like: Analysis,
    readings: Mapping[str, str],
    baseline: StateReference | None,
    budget: Budget | None,
) -> Analysis:
    """Return an analysis of a day, real or not, with the concepts of another one.

    Raises ModelError or RequestError if that day cannot be.
    """
    chosen = {maker: id for maker, id in readings.items() if any(one.id == id for one in moment.readings[maker])}
    facts = situation(moment, chosen, baseline, budget)
    return Analysis.of(facts, concepts=like.concepts, ending_concepts=like.ending_concepts)


def _made(
    parts: frozenset[Part], before: Place | None, after: Place | None, chosen: Iterable[Cause]
) -> tuple[frozenset[Part], Place | None]:
    """Return what counts, and where the story stands, once some changes are made."""
    now = before
    for cause in chosen:
        if cause.part.kind == "moves":
            now = after
        else:
            parts = parts | {cause.part} if cause.begins else parts - {cause.part}
    return parts, now


def _is_used(part: Part, counting: frozenset[Part]) -> bool:
    return part.kind != "statement" or Part("reading", part.where[:2]) in counting
