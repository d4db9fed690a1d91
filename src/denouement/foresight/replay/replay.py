"""A history told day by day: what was possible on each day, and what changed since the day before, and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from attrs import define, evolve, field, frozen

from denouement.analysis.result import Analysis
from denouement.errors import InputError, ModelError, Problem, RequestError
from denouement.foresight.replay.causes import (
    Answers,
    Cause,
    Chances,
    Changed,
    analysis_on,
    causes_between,
    changed,
    differing,
)
from denouement.foresight.replay.counting import Part, parts_of, with_parts
from denouement.foresight.replay.happened import Move, Outcome, move_seen_from, outcome_seen_from
from denouement.language import _
from denouement.model.conflict import Conflict
from denouement.model.dates import Date, Windowed
from denouement.model.names import did_you_mean
from denouement.model.preference import Statements
from denouement.model.shown import Tabular
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Place, Snapshot, snapshot, walk
from denouement.states.budget import Budget
from denouement.states.finding import find_states, only_one
from denouement.states.situation import possible_states


@frozen
class Quiet:
    """A date between two days told, on which no answer changed."""

    date: Date
    steps: tuple[int, ...]
    """Positions in the history."""
    causes: tuple[Cause, ...]
    """What began or ceased to count, and changed nothing."""


@frozen
class Day:
    """One day of a history: what was possible then, and what differs from the day told before it."""

    date: Date
    steps: tuple[int, ...]
    """Positions of the steps of this day; moves and events."""
    quiet: tuple[Quiet, ...]
    """The dates since the day before that changed no answer."""
    analysis: Analysis | None
    """None if the model cannot be analysed as of this day."""
    problems: tuple[Problem, ...]
    """Why it cannot."""
    chances: Chances | None
    """What comes out under all combinations of readings; None where that was not counted."""
    known: tuple[int, int]
    """How many pieces of evidence were known by then, of how many that count."""
    changed: Changed | None
    """None on the first day, and on a day that cannot be analysed."""
    moves: tuple[Move, ...] = ()
    """The moves of the next day on which somebody moved, in order; told only where the whole history is."""
    outcome: Outcome | None = None
    """Likewise; None if nobody ever moved."""


@frozen
class Replay(Tabular):
    """The history of a conflict up to a day."""

    tables: ClassVar[tuple[str, ...]] = ("days",)

    conflict: Conflict
    until: Date
    days: tuple[Day, ...]
    after: tuple[Quiet, ...]
    """What came after the last day told, and changed no answer."""
    eve: Date | None
    """The day before the first step; None if it is not among those told."""
    later: tuple[int, ...]
    """Positions of the steps after the end."""
    fixed: tuple[str, ...] = field(default=())
    """The decision makers taken as read as was asked."""

    @property
    def whole(self) -> bool:
        """Whether the whole history is told, so that what happened can be set beside what was possible."""
        return not self.later

    @property
    def numbered_alike(self) -> bool:
        """Whether a state has the same number on all days told, or an id that it keeps."""
        spaces = [day.analysis.situation.space for day in self.days if day.analysis is not None]
        return self.conflict.is_graph or all(
            space.ids == spaces[0].ids and space.codes.tolist() == spaces[0].codes.tolist() for space in spaces
        )


def replay(
    conflict: Conflict,
    *,
    as_of: str | Date | None = None,
    concepts: Iterable[str] | None = None,
    ending_concepts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    baseline: str | None = None,
    every_reading: bool = True,
    budget: Budget | None = None,
    progress: Callable[[Sequence[Date]], Iterable[Date]] = iter,
) -> Replay:
    """Return the history of a conflict day by day, up to a day (default: the model's own, or else its last step).

    Told are the eve of the first step, every day on which somebody moved, every day on which an answer changed because
    something began or ceased to count, the day the model stands on, and the day asked for. A reading named in
    `readings` is used on the days on which it counts. Unless `every_reading`, nothing is counted over rival readings.
    Raises RequestError for a model without history or a name that is not there, and what an analysis raises if none
    of the days can be analysed.
    """
    if not conflict.history:
        step = _("{date: 2024-01-31, by: WHO, take: [OPTION]}")
        hint = _("write what happened under `history`, such as {step}", step=step)
        raise RequestError(Problem(_("this model has no history, so there is no day to tell of"), hint))
    chosen = dict(readings or {})
    _check_readings(conflict, chosen)
    end = snapshot(conflict, "latest" if as_of is None and conflict.as_of is None else as_of)
    assert end.date is not None
    named = {conflict.as_of.day} if conflict.as_of is not None else set()
    if as_of is not None and str(as_of).strip() != "latest":
        named.add(end.date.day)
    moved = any(step.by for step in conflict.history)
    teller = _Teller(
        conflict,
        end.date,
        frozenset(named),
        concepts=None if concepts is None else tuple(concepts),
        ending_concepts=None if ending_concepts is None else tuple(ending_concepts),
        readings=chosen,
        baseline=_on_every_day(end, baseline, budget),
        every_reading=every_reading,
        budget=budget,
        final=end.now if moved and not end.later else None,
    )
    days, after = teller.days(progress)
    if moved and not end.later:
        days = teller.beside_what_happened(days)
    eve = conflict.history[0].date.eve()
    return Replay(
        conflict,
        end.date,
        days,
        after,
        eve=eve if eve.day == days[0].date.day and not days[0].steps else None,
        later=end.later,
        fixed=tuple(chosen),
    )


@define(eq=False, kw_only=True, slots=False)
class _Teller:
    """Goes through the dates on which something could change, and tells those on which something did."""

    conflict: Conflict = field(kw_only=False)
    end: Date = field(kw_only=False)
    named: frozenset[datetime.date] = field(kw_only=False)
    """Days that are told whether or not anything changed."""
    concepts: tuple[str, ...] | None
    ending_concepts: tuple[str, ...] | None
    readings: Mapping[str, str]
    baseline: StateReference | None
    every_reading: bool
    budget: Budget | None
    final: Place | None
    """Where the history leads, if all of it is told and somebody moved."""
    known: dict[tuple[frozenset[Part], Place | None], Analysis | InputError] = field(factory=dict, init=False)
    """What was found for what counts and where the story stands, so that nothing is analysed twice."""
    told: dict[tuple[frozenset[Part], Place | None], Answers] = field(factory=dict, init=False)

    def days(self, progress: Callable[[Sequence[Date]], Iterable[Date]]) -> tuple[tuple[Day, ...], tuple[Quiet, ...]]:
        """Return the days told, and what came after the last of them; raise the error if none can be analysed."""
        days: list[Day] = []
        quiet: list[Quiet] = []
        before: Snapshot | None = None
        last: tuple[Date, Answers] | None = None
        error: InputError | None = None
        for date in progress(self._dates()):
            moment = snapshot(self.conflict, date)
            steps = moment.steps[len(before.steps) if before is not None else 0 :]
            found = self._analysed(moment)
            answers = None if isinstance(found, InputError) else self._answers(found, _key(moment))
            if before is not None and not self._matters(before, moment, last and last[1], answers):
                quiet.append(Quiet(date, steps, causes_between(before, moment)))
                before = moment
                continue
            days.append(
                Day(
                    date,
                    steps,
                    tuple(quiet),
                    analysis=None if isinstance(found, InputError) else found,
                    problems=tuple(found.problems) if isinstance(found, InputError) else (),
                    chances=None if answers is None else answers.chances,
                    known=_known(moment),
                    changed=changed(last[1], answers, last[0], self._imagined) if last and answers else None,
                )
            )
            before, quiet = moment, []
            last = last if answers is None else (date, answers)
            error = found if isinstance(found, InputError) else error
        if last is None and error is not None:
            raise error
        return tuple(days), tuple(quiet)

    # -- which days ------------------------------------------------------------------------------------------------

    def _dates(self) -> list[Date]:
        """Return the dates on which anything could change, from the eve of the first step to the end, in order."""
        first, last = min(self.conflict.history[0].date.eve().day, self.end.day), self.end.day
        days = {first, *self.named, *(step.date.day for step in self.conflict.history)}
        for item in _windowed(self.conflict):
            if item.since is not None:
                days.add(item.since.day)
            if item.until is not None and item.until.day < datetime.date.max:
                days.add(item.until.day + datetime.timedelta(days=1))  # it counts on its last day
        return [*(Date(day.isoformat(), day) for day in sorted(days) if first <= day < last), self.end]

    def _matters(self, before: Snapshot, moment: Snapshot, last: Answers | None, answers: Answers | None) -> bool:
        """Return whether a date is told of, rather than passed over as a quiet one."""
        assert moment.date is not None
        new = moment.steps[len(before.steps) :]
        if moment.date.day in self.named or any(self.conflict.history[number].by for number in new):
            return True
        if answers is None or last is None:
            return _key(before) != _key(moment)
        return bool(differing(last, answers))

    # -- what was possible -----------------------------------------------------------------------------------------

    def _analysed(self, moment: Snapshot) -> Analysis | InputError:
        """Return the analysis of a day, or why there is none; where nothing that counts changed, the same one."""
        known = self.known.get(_key(moment))
        if known is None:
            known = self.known[_key(moment)] = self._asked(moment)
        if isinstance(known, InputError) or known.situation.snapshot.date == moment.date:
            return known
        # The same states, moves and wants; but what is known by then, and so what is hindsight, is of that day.
        used = {
            maker: next(other for other in moment.readings[maker] if other.id == reading.id)
            for maker, reading in known.situation.readings.items()
        }
        return evolve(known, situation=evolve(known.situation, snapshot=moment, readings=used))

    def _asked(self, moment: Snapshot) -> Analysis | InputError:
        counting = {
            maker: id for maker, id in self.readings.items() if any(one.id == id for one in moment.readings[maker])
        }
        try:
            return self.conflict.analyse(
                concepts=self.concepts,
                ending_concepts=self.ending_concepts,
                as_of=moment.date,
                readings=counting,
                baseline=self.baseline,
                budget=self.budget,
            )
        except (ModelError, RequestError) as error:
            return error

    def _imagined(self, like: Analysis, parts: frozenset[Part], now: Place | None) -> Analysis:
        """Return the analysis of a day that never was; raise ModelError or RequestError if it cannot be."""
        known = self.known.get((parts, now))
        if isinstance(known, InputError):
            raise known
        if known is None:
            moment = with_parts(like.situation.snapshot, parts, now)
            # An error is not kept: it would speak of another day than the real one with the same parts.
            known = self.known[parts, now] = analysis_on(moment, like, self.readings, self.baseline, self.budget)
        return known

    def _answers(self, analysis: Analysis, key: tuple[frozenset[Part], Place | None]) -> Answers:
        """Return what is told of a day; days on which the same counts, and the story stands alike, share it."""
        if key not in self.told:
            final = None if self.final is None else analysis.situation.space.at(self.final)
            self.told[key] = Answers(analysis, tuple(self.readings), self.every_reading, final)
        return self.told[key]

    # -- what happened ---------------------------------------------------------------------------------------------

    def beside_what_happened(self, days: Sequence[Day]) -> tuple[Day, ...]:
        """Return the days with the moves that came next in fact, and with where it all led."""
        vocabulary = snapshot(self.conflict).vocabulary
        places = [(before, after) for _step, before, after in walk(self.conflict, vocabulary)]
        end = next(day.analysis for day in reversed(days) if day.analysis is not None).status_quo
        told: list[Day] = []
        coming: tuple[int, ...] = ()
        for day in reversed(days):
            if day.analysis is not None:
                moves = tuple(move_seen_from(day.analysis, number, *places[number]) for number in coming)
                outcome = outcome_seen_from(day.analysis, self.final, None if end is None else end.scenario)
                day = evolve(day, moves=moves, outcome=outcome)
            coming = tuple(number for number in day.steps if self.conflict.history[number].by) or coming
            told.append(day)
        return tuple(reversed(told))


def _key(moment: Snapshot) -> tuple[frozenset[Part], Place | None]:
    """Return all that the answers of a day depend on."""
    return parts_of(moment), moment.now


def _known(moment: Snapshot) -> tuple[int, int]:
    counting = moment.counting(moment.evidence)
    return sum(not moment.only_hindsight([id]) for id in counting), len(counting)


def _on_every_day(end: Snapshot, written: str | None, budget: Budget | None) -> StateReference | None:
    """Return a baseline that is one state on every day: a number is one of the last day; None for the model's own."""
    try:
        reference = end.conflict.baseline if written is None else StateReference.parse(written)
        if reference is None or reference.kind != "number":
            return None if written is None else reference
        space, _classes, _before = possible_states(end, budget)
        index = only_one(find_states(end, space, None, reference), reference)
    except ModelError as error:
        raise RequestError(problem.under(("baseline",)) for problem in error.problems) from None
    if end.conflict.is_graph:
        return StateReference("name", space.ids[index])
    return StateReference.of_options(space.taken(index))


def _check_readings(conflict: Conflict, chosen: Mapping[str, str]) -> None:
    """Raise RequestError for a reading that counts on no day."""
    for maker, id in chosen.items():
        known = [reading.id for reading in conflict.decision_maker(maker).readings if reading.id is not None]
        if id not in known:
            hint = did_you_mean(id, known) or _("{who} has one list of wants and no readings", who=maker)
            raise RequestError(Problem(_("{who} has no reading {reading!r}", who=maker, reading=id), hint))


def _windowed(conflict: Conflict) -> Iterator[Windowed]:
    """Yield whatever can have a window that changes an answer."""
    yield from conflict.rules
    yield from conflict.forbidden_moves
    for maker in conflict.decision_makers:
        yield from maker.options
        for reading in maker.readings:
            yield reading
            if isinstance(reading.preference, Statements):
                yield from reading.preference.statements
