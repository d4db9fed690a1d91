"""What somebody wants, as it is written, and the order of states that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np
from attrs import evolve, frozen

from denouement.analysis.comparing import Comparison, comparison
from denouement.analysis.endings import Ending, State
from denouement.analysis.landmarks import liking_of
from denouement.analysis.premises import Premise, premises
from denouement.analysis.result import Analysis
from denouement.errors import ModelError, Problem, RequestError
from denouement.language import _, either, language
from denouement.model.condition import Condition
from denouement.model.conflict import Conflict
from denouement.model.names import perhaps
from denouement.model.preference import Payoffs, Statements, Weights
from denouement.model.state_reference import StateReference
from denouement.model.text import in_all_languages, in_language
from denouement.states.finding import scenario_columns
from denouement.states.ranking import rank_by_truths
from denouement.states.relation import Order
from denouement.states.situation import Situation
from denouement.states.space import Bools


@frozen
class Want:
    """One thing that is wanted: a statement, or a number for an option, a condition or a state."""

    number: int
    """Its place in the list, from 1."""
    about: Condition | StateReference | str
    """A condition, a state, or an option (full id)."""
    premise: Premise | None
    """The statement; None if wants are numbers."""
    worth: Fraction | None
    """The number; None for a statement."""
    states: int
    """In how many feasible states it holds."""
    idle: bool
    """Whether it decides nothing: no two states differ on it, or only such as differ on a statement above it."""


@frozen
class Family:
    """The states of one scenario, and where they stand; places count from the top, 1 = best."""

    scenario: str | None
    states: int
    best: int
    median: int
    """The place that half of its states reach or pass (the better of the two middle ones)."""
    worst: int
    endings: tuple[int, ...]
    """The places of its endings, best first."""


@frozen
class Faring:
    """How a want fares in two states."""

    want: Want
    first: bool
    second: bool
    decides: bool
    otherwise: bool
    """Whether it would have decided the other way, had nothing above it decided."""


@frozen
class Contest:
    """Two states compared for one decision maker, want by want and under every reading."""

    first: State
    second: State
    comparison: Comparison
    faring: tuple[Faring, ...]
    rivals: dict[str, Comparison]
    """The comparison under every other reading in force on the day."""


def decision_maker_called(conflict: Conflict, text: str) -> str:
    """Return the id of the decision maker meant by an id or a name, in any case; raise RequestError if there is none.

    An id as written goes before everything else.
    """
    ids = [maker.id for maker in conflict.decision_makers]
    if text in ids:
        return text
    wanted = " ".join(text.casefold().split())
    found = [
        maker.id
        for maker in conflict.decision_makers
        if wanted in (" ".join(name.casefold().split()) for name in (maker.id, *in_all_languages(maker.title)))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        message = _("{text!r} may be {makers}", text=text, makers=either(found))
        raise RequestError(Problem(message, _("write the id")))
    names = [in_language(maker.title, language()) for maker in conflict.decision_makers]
    near = perhaps(text, ids) or perhaps(text, names)
    hint = near or _("write one of {words}", words=", ".join(ids))
    raise RequestError(Problem(_("there is no decision maker {text!r}", text=text), hint))


def wants(analysis: Analysis, decision_maker: str) -> tuple[Want, ...]:
    """Return what a decision maker (by id) wants, most important first; nothing if wants are places or pairs."""
    situation = analysis.situation
    columns = list(_columns(situation, analysis.premises, decision_maker))
    truths = [truth for _want, truth in columns]
    return tuple(
        evolve(want, number=at + 1, states=int(truth.sum()), idle=_idle(situation, want, truths, at))
        for at, (want, truth) in enumerate(columns)
    )


def families(analysis: Analysis, decision_maker: str) -> tuple[Family, ...]:
    """Return the scenarios that have states, the one whose middle state stands highest first.

    Nothing if preferences are a relation, or where the model names no scenarios.
    """
    return _families(analysis.situation, decision_maker, analysis.endings)


def families_by_reading(analysis: Analysis, decision_maker: str) -> dict[str, tuple[Family, ...]]:
    """Return the same under each reading of a decision maker in force on the day; no endings are counted."""
    return {
        reading: _families(analysis.situation.read_as({decision_maker: reading}), decision_maker, ())
        for reading in readings_in_force(analysis, decision_maker)
    }


def _families(situation: Situation, decision_maker: str, endings: Iterable[Ending]) -> tuple[Family, ...]:
    liking = situation.graph.preference_of(decision_maker)
    scenarios = scenario_columns(situation.snapshot, situation.space)
    if not isinstance(liking, Order) or not scenarios:
        return ()
    place = liking.rank.max() + 1 - liking.rank
    ending = np.zeros(len(situation.space), dtype=bool)
    position = {id: index for index, id in enumerate(situation.space.ids)}
    ending[[position[found.state.id] for found in endings]] = True
    others = ~np.logical_or.reduce(list(scenarios.values()))
    found = []
    for scenario, column in (*scenarios.items(), (None, others)):
        places = np.sort(place[column]).tolist()
        if places:
            middle = places[(len(places) - 1) // 2]
            inside = tuple(np.sort(place[column & ending]).tolist())
            found.append(Family(scenario, len(places), places[0], middle, places[-1], inside))
    return tuple(sorted(found, key=lambda family: (family.median, family.best, family.worst)))


def readings_in_force(analysis: Analysis, decision_maker: str) -> tuple[str, ...]:
    """Return the ids of the readings of a decision maker that count on the day; none if there is only one mind."""
    return tuple(reading.id for reading in analysis.situation.snapshot.readings[decision_maker] if reading.id)


def contest(analysis: Analysis, decision_maker: str, first: State | str, second: State | str) -> Contest:
    """Return two states compared; raises RequestError for a state that is not there."""
    one, other = analysis.index_of(first), analysis.index_of(second)
    situation = analysis.situation
    used = analysis.readings.get(decision_maker)
    rivals = {}
    for reading in readings_in_force(analysis, decision_maker):
        if reading != used:
            facts = situation.read_as({decision_maker: reading})
            rivals[reading] = comparison(facts, premises(facts), decision_maker, one, other)
    found = analysis.comparison(decision_maker, analysis.state_at(one), analysis.state_at(other))
    return Contest(
        analysis.state_at(one),
        analysis.state_at(other),
        found,
        tuple(_faring(analysis, decision_maker, found, one, other)),
        rivals,
    )


def by_place(analysis: Analysis, decision_maker: str) -> Iterator[tuple[int, list[int]]]:
    """Yield every place from the best on with its states (by index); nothing for a relation."""
    liking = liking_of(analysis, decision_maker)
    if isinstance(liking, Order):
        order = np.argsort(-liking.rank, kind="stable")
        ends = np.flatnonzero(np.diff(liking.rank[order])) + 1
        for place, members in enumerate(np.split(order, ends), 1):
            yield place, members.tolist()


def _columns(situation: Situation, used: Iterable[Premise], decision_maker: str) -> Iterator[tuple[Want, Bools]]:
    """Yield each want with the states in which it holds; its number and counts are not yet filled in."""
    preference = situation.readings[decision_maker].preference
    space = situation.space
    match preference:
        case Statements():
            for premise in used:
                if premise.decision_maker == decision_maker:
                    that = premise.statement.that
                    yield Want(0, that, premise, None, 0, False), space.holds(that)
        case Weights(weights):
            for option, worth in weights:
                full = situation.snapshot.vocabulary.full_id(option)
                yield Want(0, full, None, worth, 0, False), space.holds_option(option)
        case Payoffs(payoffs):
            for about, worth in payoffs:
                if isinstance(about, Condition):
                    yield Want(0, about, None, worth, 0, False), space.holds(about)
                    continue
                try:
                    truth = situation.find(about)
                except ModelError:
                    continue  # a state that cannot be on this day
                yield Want(0, about, None, worth, 0, False), truth
        case _:
            return


def _idle(situation: Situation, want: Want, truths: list[Bools], at: int) -> bool:
    """Return whether a want decides nothing; a number is idle too if it is 0."""
    truth = truths[at]
    if truth.all() or not truth.any():
        return True
    if want.premise is None:
        return want.worth == 0
    above = truths[:at]
    states = len(situation.space)
    return int(rank_by_truths([*above, truth], states).max()) == int(rank_by_truths(above, states).max())


def _faring(analysis: Analysis, decision_maker: str, found: Comparison, first: int, second: int) -> Iterator[Faring]:
    columns = _columns(analysis.situation, analysis.premises, decision_maker)
    winner_first = found.standing == "better"
    for want, (_same, truth) in zip(wants(analysis, decision_maker), columns, strict=True):
        here, there = bool(truth[first]), bool(truth[second])
        decides = found.premise is not None and want.premise == found.premise
        # A negative number speaks for the state that it does not fit.
        speaks_for_first = here if want.worth is None or want.worth >= 0 else there
        differs = here != there and found.standing != "same" and want.worth != 0
        yield Faring(want, here, there, decides, differs and speaks_for_first != winner_first)
