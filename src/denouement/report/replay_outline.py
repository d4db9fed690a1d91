"""What a reader is told of a history day by day: what was possible on each day, and what changed it."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.result import Analysis
from denouement.foresight.replay.happened import Move, Outcome
from denouement.foresight.replay.replay import Day, Quiet, Replay
from denouement.model.dates import Date
from denouement.model.names import together
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.replay_causes import Causes, changed_section
from denouement.report.steps import liking_in_words
from denouement.report.telling import is_cited, move_in_words, short_statement, step_in_words
from denouement.report.words import Names, concepts_in_words, counted, date_in_words, lasts_in_words, tally_in_signs

_EVENTS_SHOWN = 4
_MOVES_SHOWN = 2
_STATEMENTS_SHOWN = 4


def replay_outline(replay: Replay, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(replay, full)
    sections = [*words.warnings(), *words.overview(), *words.standings(), *words.readings()]
    for number, day in enumerate(replay.days):
        sections += words.quiet(day.quiet)
        sections += words.day(day, replay.days[number - 1] if number else None)
    sections += words.quiet(replay.after)
    sections += words.later()
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

    def facts(self) -> str:
        replay = self.replay
        told = sum(len(day.steps) for day in replay.days)
        told += sum(len(quiet.steps) for day in replay.days for quiet in day.quiet)
        told += sum(len(quiet.steps) for quiet in replay.after)
        first, last = date_in_words(replay.days[0].date), date_in_words(replay.until)
        span = first if first == last else f"{first} to {last}"
        return f"{span}: {counted(told, 'step')}, {counted(len(replay.days), 'day')} analysed"

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
        yield Section("Day by day", lead, ("", "Where it stood", "Could it last?", *columns), tuple(rows), grid=True)

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
                scenario = f" ({self.names.scenario(base.scenario)})" if base.scenario else ""
                found[base.taken, base.name] = (
                    f"{self.names.options(base.taken) or clean(base.name or base.id)}{scenario}"
                )
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
        yield Section("Whichever reading is true", lead, headings, rows, grid=True)

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
            changed = changed_section(day.changed, self.causes, moves=self._moves_named(day), full=self.full)
            if changed is not None:
                yield changed
        if day.outcome is not None and (self.full or not as_before):
            yield self._beside(day, day.outcome)

    def _moves_named(self, day: Day) -> str:
        moves = sum(bool(self.conflict.history[number].by) for number in day.steps)
        return "the move made" if moves == 1 else "the moves made"

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
            yield "where it stood", f"{self.names.state(now)}: {self.names.options(now.taken)}".rstrip(": ")
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
                    yield label, f"{self.names[maker]}: {change} → {self.names.state(move.to)}, {how}"
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

    # -- what happened beside what was possible ------------------------------------------------------------------

    def _beside(self, day: Day, outcome: Outcome) -> Section:
        rows: list[tuple[str, str]] = []
        for move in day.moves:
            step = self.conflict.history[move.step]
            rows.append((date_in_words(step.date), f"→ {move_in_words(step, self.names, self.vocabulary)}"))
            rows.append(("", self._judged(move)))
        rows.append(("in the end", self._ended(day, outcome)))
        lead = "What came of it, seen from this day:"
        if day.moves:
            each = ", each move from where the one before it led" if len(day.moves) > 1 else ""
            lead = f"What came next in fact, seen from this day{each}:"
        return Section("", lead, rows=tuple(rows))

    def _judged(self, move: Move) -> str:
        """Return whether a move was a better one for its movers, and whether anything deterred it."""
        if move.origin is None or move.to is None:
            return "leads through states that could not be as the model stood on this day"
        if move.joint:
            liked = (f"{self.names[one.decision_maker]} {liking_in_words(one)}" for one in move.comparisons)
            return f"a joint step, nobody's move alone: {'; '.join(liked)}"
        (only,) = move.comparisons
        text = liking_in_words(only)
        if not move.could_be_made:
            return f"{text}; not a move that {self.names[only.decision_maker]} could make on this day"
        if only.standing != "better":
            return f"{text}: not a better move by itself"
        if move.deterred_under:
            return f"{text}; deterred under {concepts_in_words(move.deterred_under)}"
        return f"{text}; nothing deters it"

    def _ended(self, day: Day, outcome: Outcome) -> str:
        """Return whether where it all led was among the endings of a day."""
        chances = day.chances if day.chances is not None and day.chances.total > 1 else None
        if outcome.state is None:
            verdict = "Where it all led could not be as the model stood on this day"
        else:
            is_not = (
                "is" if outcome.ending else "cannot be reached, and is not" if outcome.reachable is False else "is not"
            )
            verdict = f"{self.names.state(outcome.state)}, where it all led, {is_not} an ending on this day"
            if chances is not None:
                verdict += f" (in {chances.watched:,} of {chances.total:,} readings it is one)"
        if outcome.scenario is None:
            return f"{verdict}."
        some = "An ending" if outcome.scenario_ends else "No ending"
        verdict += f". {some} in {self.names.scenario(outcome.scenario)} is within reach"
        if chances is not None:
            count = chances.scenarios.get(outcome.scenario, 0)
            verdict += f" (in {count:,} of {chances.total:,} readings there is one)"
        return f"{verdict}."

    def later(self) -> Iterator[Section]:
        if self.replay.later:
            steps = counted(len(self.replay.later), "later step")
            lead = (
                f"{steps}, not told here: --as-of latest tells them, and sets what happened beside what was possible "
                "on each day."
            )
            yield Section("What came later", lead)


def _verdict(analysis: Analysis) -> str:
    """Return whether where it stands can last, in a word or two."""
    assert analysis.status_quo is not None
    said = lasts_in_words(analysis, analysis.status_quo).partition(".")[0]
    return said.removeprefix("Yes, ").capitalize()


def _short(date: Date) -> str:
    """Return a day as `20 Nov 2023`."""
    day, month, year = date_in_words(date).split()
    return f"{day} {month[:3]} {year}"
