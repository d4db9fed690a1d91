"""What a reader is told of a history day by day: what was possible on each day, and what changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.result import Analysis
from denouement.foresight.replay.replay import Day, Quiet, Replay
from denouement.language import together
from denouement.model.dates import Date
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.outline import Section, glossary
from denouement.report.replay_causes import Causes, changed_section
from denouement.report.replay_happened import Happened, States
from denouement.report.telling import is_cited, short_statement, step_in_words
from denouement.report.words import (
    Names,
    concepts_in_words,
    counted,
    date_in_words,
    lasts_in_words,
    resting_in_words,
    tally_in_signs,
)

_EVENTS_SHOWN = 4
_MOVES_SHOWN = 2
_STATEMENTS_SHOWN = 4
_VERDICTS = {
    "With reservations": "it holds under {}, not under all",
    "Hardly": "it holds, but not under {}",
}


def replay_outline(replay: Replay, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(replay, full)
    sections = [*words.warnings(), *words.overview(), *words.standings(), *words.readings()]
    for number, day in enumerate(replay.days):
        sections += words.quiet(day.quiet)
        sections += words.day(day, replay.days[number - 1] if number else None)
    sections += words.quiet(replay.after)
    sections += words.not_told()
    sections += [glossary(analysis, brief=True) for _, analysis in words.analysed[-1:]]
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
        self.analysed = [(day, day.analysis) for day in replay.days if day.analysis is not None]
        self.states = States(replay, self.names)
        self.happened = Happened(replay, self.names, self.states)

    def facts(self) -> str:
        replay = self.replay
        told = set(range(len(self.conflict.history))) - set(replay.later)
        first, last = date_in_words(replay.days[0].date), date_in_words(replay.until)
        span = first if first == last else f"{first} to {last}"
        return f"{span}: {self._steps_counted(told)}, {counted(len(replay.days), 'day')} analysed"

    def _steps_counted(self, steps: Iterable[int]) -> str:
        moves = [bool(self.conflict.history[number].by) for number in steps]
        counts = (moves.count(True), "move"), (moves.count(False), "event")
        return " and ".join(counted(number, word) for number, word in counts if number) or "no steps"

    def warnings(self) -> Iterator[Section]:
        found = dict.fromkeys(warning for _, analysis in self.analysed for warning in analysis.warnings)
        if found:
            yield Section("Take care", rows=tuple((clean(warning),) for warning in found))

    # -- all days at a glance ------------------------------------------------------------------------------------

    def overview(self) -> Iterator[Section]:
        stories = dict.fromkeys(
            self.names.story(scenario.id) if self.conflict.scenarios else "Endings"
            for scenario in self.conflict.scenarios
        )
        ended = [self._by_story(analysis) for _, analysis in self.analysed]
        columns = [story for story in (*stories, *(story for found in ended for story in found)) if story]
        columns = [story for story in dict.fromkeys(columns) if any(story in found for found in ended)]
        rows = []
        for day in self.replay.days:
            if day.analysis is None:
                rows.append((_short(day.date), "cannot be analysed", "", *("" for _ in columns)))
                continue
            found = self._by_story(day.analysis)
            now = day.analysis.status_quo
            verdict = "" if now is None else _verdict(day.analysis)
            where = "not said" if now is None else self._where(day.analysis)
            rows.append((_short(day.date), where, verdict, *(str(found.get(story, 0)) for story in columns)))
        endings = "how many endings of each story" if self.conflict.scenarios else "how many endings"
        lead = f"Where it stood at the end of each day, whether that could last, and {endings} were within reach."
        if any(len(maker.readings) > 1 for maker in self.conflict.decision_makers):
            lead += " Everybody is read in one way, named below."
        if not self.states.numbered:
            lead += " States are told without numbers, which change from day to day here."
        yield Section("Day by day", lead, ("", "Where it stood", "Could it last?", *columns), tuple(rows), grid=True)
        yield Section("", " ".join(self._legend([row[2] for row in rows], columns)))

    def _legend(self, verdicts: list[str], stories: list[str]) -> Iterator[str]:
        """Yield what the words and figures of the first table mean."""
        yield "Counts states; more of them does not mean likelier."
        for story in stories:
            members = [one.title for one in self.conflict.scenarios if self.names.story(one.id) == story]
            if len(members) > 1:
                yield f"{story} takes in {together(list(map(clean, members)))}."
        resting = resting_in_words(self.analysed[-1][1])
        said = [f"{word}: {says.format(resting)}" for word, says in _VERDICTS.items() if word in verdicts]
        if said:
            yield f"{'; '.join(said)}."

    def _by_story(self, analysis: Analysis) -> dict[str, int]:
        found: dict[str, int] = {}
        for story in analysis.stories:
            title = self.names.story(story.scenario) if self.conflict.scenarios else "Endings"
            found[title] = found.get(title, 0) + len(story.endings)
        return found

    def _where(self, analysis: Analysis) -> str:
        now = analysis.status_quo
        assert now is not None
        if now.name:
            return clean(now.name)
        return self.names.scenario(now.scenario) if now.scenario else f"State {clean(now.id)}"

    def standings(self) -> Iterator[Section]:
        if not any(analysis.standings for _, analysis in self.analysed):
            return
        makers = [maker.id for maker in self.conflict.decision_makers]
        rows = []
        for day, analysis in self.analysed:
            cells = (analysis.standings.get(maker) for maker in makers)
            rows.append((_short(day.date), *("" if tally is None else tally_in_signs(tally) for tally in cells)))
        lead = f"Compared with {self._baseline()}, over all endings within reach on that day."
        headings = ("", *(self.names[maker] for maker in makers))
        yield Section("Who would be better or worse off", lead, headings, tuple(rows), grid=True)

    def _baseline(self) -> str:
        """Return what standings are measured against, if it is the same on all days."""
        found = {}
        for _, analysis in self.analysed:
            base = analysis.baseline
            if base is not None:
                found[base.taken, base.name] = self.states.told(base)
        return next(iter(found.values())) if len(found) == 1 else "the baseline of each day"

    def readings(self) -> Iterator[Section]:
        counted_days = [(day, day.chances) for day, _ in self.analysed if day.chances is not None]
        if not counted_days:
            if any(len(maker.readings) > 1 for maker in self.conflict.decision_makers):
                yield Section("In how many readings", "Not counted over the rival readings.")
            return
        totals = {chances.total for _, chances in counted_days}
        if totals == {1}:
            return
        scenarios = [*(scenario.id for scenario in self.conflict.scenarios), None]
        shown = [id for id in scenarios if any(id in chances.scenarios for _, chances in counted_days)]
        one = len(totals) == 1
        rows = tuple(
            (
                _short(day.date),
                *(f"{chances.scenarios.get(id, 0)}" + ("" if one else f" of {chances.total}") for id in shown),
            )
            for day, chances in counted_days
        )
        of = f"of the {next(iter(totals))} combinations" if one else "of the combinations"
        lead = f"In how many {of} of rival readings some ending of each kind was within reach."
        if self.replay.fixed:
            lead += f" {together([self.names[maker] for maker in self.replay.fixed])} read only as asked."
        headings = ("", *(self.names.heading(id) for id in shown))
        title = "Over the readings left open" if self.replay.fixed else "Whichever reading is true"
        yield Section(title, lead, headings, rows, grid=True)

    # -- one day -------------------------------------------------------------------------------------------------

    def quiet(self, quiet: tuple[Quiet, ...]) -> Iterator[Section]:
        rows: list[tuple[str, ...]] = []
        for date in quiet:
            windows = (f"{label}: {text}" for label, text in self.causes.windows(date.causes))
            lines = [*self._steps(date.steps), *windows]
            for at, line in enumerate(lines):
                rows.append((date_in_words(date.date) if at == 0 else "", line) if len(quiet) > 1 else (line,))
        if rows:
            first, last = (date_in_words(quiet[at].date) for at in (0, -1))
            title = first if first == last else f"{first} to {last}"
            yield Section(title, "Nothing that changed an answer.", rows=tuple(rows))

    def day(self, day: Day, before: Day | None) -> Iterator[Section]:
        title = date_in_words(day.date)
        if self.replay.eve is not None and self.replay.eve.day == day.date.day:
            title += ", the eve of the first step"
        rows = [("what happened" if at == 0 else "", line) for at, line in enumerate(self._steps(day.steps))]
        if day.analysis is None:
            rows += [("cannot be", clean(problem.message)) for problem in day.problems]
            yield Section(title, "The model cannot be analysed as of this day.", rows=tuple(rows))
            return
        if day.changed is not None:
            label = ""
            for what, text in self.causes.windows(day.changed.causes):
                rows.append((what if what != label else "", text))
                label = what
        as_before = day.changed is not None and not day.changed.causes
        if not as_before or self.full:
            rows += self._possible(day.analysis)
            rows += self._read(day.analysis, before.analysis if before is not None else None)
        rows += self._known(day, day.analysis)
        lead = f"All answers as on {date_in_words(day.changed.since)}." if as_before and day.changed else ""
        yield Section(title, lead, rows=tuple(rows))
        if day.changed is not None:
            causes = Causes(self.conflict, moves=self._moves_named(day, day.changed.since))
            changed = changed_section(day.changed, causes, full=self.full)
            if changed is not None:
                yield changed
        if day.outcome is not None and (self.full or not as_before):
            yield self.happened.section(day, day.outcome)

    def _moves_named(self, day: Day, since: Date) -> str:
        made = [
            step
            for number, step in enumerate(self.conflict.history)
            if step.by and number not in self.replay.later and since.day < step.date.day <= day.date.day
        ]
        return "the move made" if len(made) == 1 else "the moves made"

    def _steps(self, steps: tuple[int, ...]) -> Iterator[str]:
        events = [number for number in steps if not self.conflict.history[number].by]
        hidden = set() if self.full or len(events) <= _EVENTS_SHOWN + 1 else set(events[_EVENTS_SHOWN:])
        for number in steps:
            if number not in hidden:
                yield step_in_words(self.conflict.history[number], self.names, self.vocabulary)
        if hidden:
            yield f"… {counted(len(hidden), 'more event')} (told with --full)"

    def _possible(self, analysis: Analysis) -> Iterator[tuple[str, str]]:
        now = analysis.status_quo
        if now is None:
            yield "where it stood", "the model does not say"
        else:
            yield "where it stood", self.states.told(now)
            yield "could it last?", lasts_in_words(analysis, now)
            resting = any(analysis.holds(now, concept) for concept in analysis.ending_concepts)
            label = "tempted to move" if resting else "who would move"
            departures = [move for move in analysis.departures(now) if move.tempting_under]
            for maker in analysis.decision_makers:
                moves = [move for move in departures if move.decision_maker == maker]
                for move in moves if self.full else moves[:_MOVES_SHOWN]:
                    deterred = [concept for concept in analysis.concepts if concept not in move.tempting_under]
                    how = f"deterred under {concepts_in_words(deterred)}" if deterred else "nothing deters it"
                    change = self.names.change(move.take, move.drop)
                    yield label, f"{self.names[maker]}: {change} → {self.states.named(move.to)}, {how}"
                    label = ""
                if not self.full and len(moves) > _MOVES_SHOWN:
                    yield "", f"{self.names[maker]}: … {counted(len(moves) - _MOVES_SHOWN, 'more move')}"
        parts = [f"{self.names.scenario(story.scenario)} {len(story.endings):,}" for story in analysis.stories]
        total = counted(len(analysis.endings), "ending")
        yield "how it could end", f"{total}: {', '.join(parts)}" if parts and self.conflict.scenarios else total

    def _read(self, analysis: Analysis, before: Analysis | None) -> Iterator[tuple[str, str]]:
        """Yield the reading used for each decision maker who is read in more than one way in the model."""
        told = []
        for maker in self.conflict.decision_makers:
            if len(maker.readings) < 2:
                continue
            used = analysis.readings.get(maker.id, "")
            force = [reading.id or "" for reading in analysis.situation.snapshot.readings[maker.id]]
            others = [clean(id) for id in force if id != used]
            rivals = f" (or {', '.join(others)})" if others else " (no rival then)"
            told.append((maker.id, f"{self.names[maker.id]} as {clean(used)}{rivals}", (used, force)))
        if not told:
            return
        if before is not None and not self.full:
            same = all(
                before.readings.get(maker, "") == used
                and [reading.id or "" for reading in before.situation.snapshot.readings[maker]] == force
                for maker, _, (used, force) in told
            )
            if same:
                return
        yield "read as", "; ".join(text for _, text, _ in told)

    def _known(self, day: Day, analysis: Analysis) -> Iterator[tuple[str, str]]:
        known, total = day.known
        if not total:
            return
        later = [premise for premise in analysis.premises if premise.hindsight]
        assumed = [premise for premise in analysis.premises if premise.assumed]
        yield "known by then", f"{known} of {counted(total, 'piece')} of evidence"
        if not is_cited(analysis):
            return
        parts = []
        for what, found in (("rest only on what came later", later), ("cite no evidence", assumed)):
            named: dict[str, list[str]] = {}
            if self.full or len(found) <= _STATEMENTS_SHOWN:
                for premise in found:
                    named.setdefault(premise.decision_maker, []).append(short_statement(premise.statement))
            listed = "; ".join(f"{self.names[maker]}: {', '.join(texts)}" for maker, texts in named.items())
            if found:
                parts.append(f"{len(found)} {what}" + (f" ({listed})" if listed else ""))
        if parts:
            yield "", f"of {counted(len(analysis.premises), 'statement')} used, {together(parts)}"

    # -- what is left out -------------------------------------------------------------------------------------------

    def not_told(self) -> Iterator[Section]:
        """Yield what this page leaves out, and what tells it."""
        rows = []
        if self.replay.later:
            steps = self._steps_counted(self.replay.later)
            rows.append(("later", f"{steps}: --as-of latest tells them, and sets them beside what was possible"))
        if any(maker.perceptions for maker in self.conflict.decision_makers):
            rows.append(("perceptions", "all are judged by the model, not by their own views (denouement perceptions)"))
        if self.conflict.claims and self.analysed:
            day = self.analysed[-1][0].date
            rows.append(("claims", f"not judged, on any day (denouement claims --as-of {day})"))
        if rows:
            yield Section("Not told here", rows=tuple(rows))


def _verdict(analysis: Analysis) -> str:
    """Return whether where it stands can last, in a word or two."""
    assert analysis.status_quo is not None
    said = lasts_in_words(analysis, analysis.status_quo).partition(".")[0]
    return said.removeprefix("Yes, ").capitalize()


def _short(date: Date) -> str:
    """Return a day as `20 Nov 2023`."""
    day, month, year = date_in_words(date).split()
    return f"{day} {month[:3]} {year}"
