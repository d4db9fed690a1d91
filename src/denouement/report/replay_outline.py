"""What a reader is told of a history day by day: what was possible on each day, and what changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.foresight.replay.replay import Day, Quiet, Replay
from denouement.language import _, ngettext, pgettext, together
from denouement.model.dates import Date
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.outline import Section, glossary
from denouement.report.reader import asks_by_command
from denouement.report.replay_causes import Causes
from denouement.report.replay_changes import changed_section
from denouement.report.replay_day import Possible
from denouement.report.replay_happened import Happened, States
from denouement.report.replay_overview import Overview
from denouement.report.telling import step_in_words
from denouement.report.words import (
    Names,
    date_in_words,
)

_EVENTS_SHOWN = 4


def replay_outline(replay: Replay, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(replay, full)
    sections = [*words.warnings(), *Overview(replay, words.names, words.states).sections()]
    for number, day in enumerate(replay.days):
        sections += words.quiet(day.quiet)
        sections += words.day(day, replay.days[number - 1] if number else None)
    sections += words.quiet(replay.after)
    sections += words.not_told()
    sections += [glossary(analysis, brief=True) for analysis in words.analysed[-1:]]
    return clean(replay.conflict.title), words.facts(), tuple(sections)


class _Words:
    """Puts the days of one history into words."""

    def __init__(self, replay: Replay, full: bool) -> None:
        self.replay = replay
        self.full = full
        self.conflict = replay.conflict
        self.names = Names(replay.conflict)
        self.causes = Causes(replay.conflict)
        self.vocabulary = snapshot(replay.conflict).vocabulary
        self.analysed = [day.analysis for day in replay.days if day.analysis is not None]
        self.states = States(replay, self.names)
        self.possible = Possible(replay, self.names, self.states, full)
        self.happened = Happened(replay, self.names, self.states)

    def facts(self) -> str:
        replay = self.replay
        told = set(range(len(self.conflict.history))) - set(replay.later)
        first, last = date_in_words(replay.days[0].date), date_in_words(replay.until)
        steps, days = self._steps_counted(told), len(replay.days)
        if first == last:
            return ngettext(
                "{day}: {steps}, {number} day analysed",
                "{day}: {steps}, {number} days analysed",
                days,
                day=first,
                steps=steps,
            )
        return ngettext(
            "{first} to {last}: {steps}, {number} day analysed",
            "{first} to {last}: {steps}, {number} days analysed",
            days,
            first=first,
            last=last,
            steps=steps,
        )

    def _steps_counted(self, steps: Iterable[int]) -> str:
        moved = [bool(self.conflict.history[number].by) for number in steps]
        moves, events = moved.count(True), moved.count(False)
        parts = [
            *([ngettext("{number} move", "{number} moves", moves)] if moves else []),
            *([ngettext("{number} event", "{number} events", events)] if events else []),
        ]
        return together(parts) or _("no steps")

    def warnings(self) -> Iterator[Section]:
        found = dict.fromkeys(warning for analysis in self.analysed for warning in analysis.warnings)
        if found:
            yield Section(_("Take care"), rows=tuple((clean(warning),) for warning in found))

    # -- one day -------------------------------------------------------------------------------------------------

    def quiet(self, quiet: tuple[Quiet, ...]) -> Iterator[Section]:
        rows: list[tuple[str, ...]] = []
        for date in quiet:
            windows = (_("{name}: {that}", name=label, that=text) for label, text in self.causes.windows(date.causes))
            lines = [*self._steps(date.steps), *windows]
            for at, line in enumerate(lines):
                rows.append((date_in_words(date.date) if at == 0 else "", line) if len(quiet) > 1 else (line,))
        if rows:
            first, last = (date_in_words(quiet[at].date) for at in (0, -1))
            title = first if first == last else pgettext("days", "{first} to {last}", first=first, last=last)
            yield Section(title, _("Nothing that changed an answer."), rows=tuple(rows))

    def day(self, day: Day, before: Day | None) -> Iterator[Section]:
        title = date_in_words(day.date)
        if self.replay.eve is not None and self.replay.eve.day == day.date.day:
            title = _("{day}, the eve of the first step", day=title)
        rows = [(_("what happened") if at == 0 else "", line) for at, line in enumerate(self._steps(day.steps))]
        if day.analysis is None:
            rows += [(_("cannot be"), clean(problem.message)) for problem in day.problems]
            yield Section(title, _("The model cannot be analysed as of this day."), rows=tuple(rows))
            return
        if day.changed is not None:
            label = ""
            for what, text in self.causes.windows(day.changed.causes):
                rows.append((what if what != label else "", text))
                label = what
        as_before = day.changed is not None and not day.changed.causes
        if not as_before or self.full:
            rows += self.possible.where_it_stood(day.analysis)
            rows += self.possible.read_so(day.analysis, before.analysis if before is not None else None)
        rows += self.possible.known(day, day.analysis)
        lead = _("All answers as on {day}.", day=date_in_words(day.changed.since)) if as_before and day.changed else ""
        yield Section(title, lead, rows=tuple(rows))
        if day.changed is not None:
            causes = Causes(self.conflict, one_move=self._moves_made(day, day.changed.since) == 1)
            changed = changed_section(day.changed, causes, full=self.full)
            if changed is not None:
                yield changed
        if day.outcome is not None and (self.full or not as_before):
            yield self.happened.section(day, day.outcome)

    def _moves_made(self, day: Day, since: Date) -> int:
        return sum(
            bool(step.by) and number not in self.replay.later and since.day < step.date.day <= day.date.day
            for number, step in enumerate(self.conflict.history)
        )

    def _steps(self, steps: tuple[int, ...]) -> Iterator[str]:
        events = [number for number in steps if not self.conflict.history[number].by]
        hidden = set() if self.full or len(events) <= _EVENTS_SHOWN + 1 else set(events[_EVENTS_SHOWN:])
        for number in steps:
            if number not in hidden:
                yield step_in_words(self.conflict.history[number], self.names, self.vocabulary)
        if hidden:
            more = ngettext("… {number} more event", "… {number} more events", len(hidden))
            if asks_by_command():
                more = ngettext(
                    "… {number} more event (told with --full)", "… {number} more events (told with --full)", len(hidden)
                )
            yield more

    # -- what is left out -------------------------------------------------------------------------------------------

    def not_told(self) -> Iterator[Section]:
        """Yield what this page leaves out, and what tells it."""
        rows = []
        if self.replay.later:
            steps = self._steps_counted(self.replay.later)
            says = _("{steps}: --as-of latest tells them, and sets them beside what was possible", steps=steps)
            rows.append((_("later"), says if asks_by_command() else steps))
        if any(maker.perceptions for maker in self.conflict.decision_makers):
            says = _("all are judged by the model, not by their own views (denouement perceptions)")
            if not asks_by_command():
                says = _("all are judged by the model, not by their own views")
            rows.append((_("perceptions"), says))
        if self.conflict.claims and self.analysed:
            day = next(day.date for day in reversed(self.replay.days) if day.analysis is not None)
            says = _("not judged, on any day (denouement claims --as-of {day})", day=day)
            rows.append((_("claims"), says if asks_by_command() else _("not judged day by day")))
        if rows:
            yield Section(_("Not told here"), rows=tuple(rows))
