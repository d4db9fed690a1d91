"""A history from top to bottom, day by day: what happened, where it stood, and how it could have ended from there."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.result import Analysis
from denouement.foresight.replay.replay import Day, Replay
from denouement.language import _, in_digits, in_row, ngettext
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.pictures.drawing import SMALL_LINE, Drawing, explain, put
from denouement.report.pictures.lettering import SIZES, width_of
from denouement.report.pictures.picture import Picture
from denouement.report.telling import step_in_words
from denouement.report.words import Names, date_in_words, resting_in_words

_DATES = 128
_STEPS = 350
_COLUMN = 76
_WIDEST = 120
_NOW = 118
_STEPS_SHOWN = 6
_LINES = 2


def replay_timeline(replay: Replay, *, prefix: str = "timeline") -> Picture:
    """Return the days of a history, evenly spaced, with the moves, and the endings within reach by scenario."""
    title = _("Day by day · {model}", model=clean(replay.conflict.title))
    return _Timeline(replay, prefix).picture(title)


class _Timeline:
    """Draws one history."""

    def __init__(self, replay: Replay, prefix: str) -> None:
        self.replay = replay
        self.names = Names(replay.conflict)
        self.vocabulary = snapshot(replay.conflict).vocabulary
        self.drawing = Drawing(prefix=prefix)
        counts = [self._by_scenario(day.analysis) for day in replay.days if day.analysis is not None]
        listed: list[str | None] = [scenario.id for scenario in replay.conflict.scenarios]
        self.scenarios = [id for id in (*listed, None) if any(id in found for found in counts)]
        self.left = _DATES + _STEPS
        words = [word for id in self.scenarios for word in self.names.heading(id).split()]
        widest = max((width_of(word, size=SIZES["small"], bold=True) for word in words), default=0.0)
        self.column = min(max(_COLUMN, widest + 12), _WIDEST)
        self.width = self.left + _NOW + max(len(self.scenarios), 1) * self.column

    def picture(self, title: str) -> Picture:
        """Return the finished picture."""
        drawing = self.drawing
        lead = _("Days told one below the other, whatever time lies between; a disc counts the endings within reach.")
        y = 8.0 + SMALL_LINE * drawing.write_lines(lead, 0, 12, self.width, most=3, kind="small", colour="muted")
        y = self._headings(y)
        said, before = [], None
        for day in self.replay.days:
            height = self._day(day, before, y)
            said.append(self._said(day))
            y, before = y + height, day
        put(drawing.root, "path", kind="hollow line-soft", d=f"M0 {y:g}H{self.width:g}")
        concepts = next((day.analysis for day in reversed(self.replay.days) if day.analysis is not None), None)
        if concepts is not None:
            resting = _(
                "An ending can be reached on that day and holds under {concepts}.", concepts=resting_in_words(concepts)
            )
            y += (
                SMALL_LINE * drawing.write_lines(resting, 0, y + 16, self.width, most=2, kind="small", colour="muted")
                + 4
            )
        return drawing.finished(title, f"{lead} {in_row(said)}.", self.width, y + 8)

    @staticmethod
    def _by_scenario(analysis: Analysis) -> dict[str | None, int]:
        return {story.scenario: len(story.endings) for story in analysis.stories}

    def _headings(self, y: float) -> float:
        drawing = self.drawing
        told: list[tuple[float, float, str]] = [(self.left, _NOW, _("Where it stood"))]
        told += [
            (self.left + _NOW + at * self.column, self.column, self.names.heading(id))
            for at, id in enumerate(self.scenarios)
        ]
        lines = max(len(drawing.lines(name, room - 8, most=4, kind="small strong")) for _x, room, name in told)
        bottom = y + lines * SMALL_LINE + 6
        for x, room, name in told:
            own = len(drawing.lines(name, room - 8, most=4, kind="small strong"))
            top = y + 12 + (lines - own) * SMALL_LINE
            middle = x + room / 2 if x > self.left else x
            anchor = "middle" if x > self.left else None
            drawing.write_lines(name, middle, top, room - 8, most=4, kind="small strong", anchor=anchor)
        drawing.write(_("What happened"), _DATES, bottom - 9, _STEPS - 20, kind="small strong")
        return bottom

    def _day(self, day: Day, before: Day | None, y: float) -> float:
        """Draw one day; return how high it is."""
        drawing = self.drawing
        put(drawing.root, "path", kind="hollow line-soft", d=f"M0 {y:g}H{self.width:g}")
        drawing.write_lines(date_in_words(day.date), 0, y + 17, _DATES - 24, most=2, kind="small strong")
        gap = self._gap(day, before)
        if gap:
            drawing.write(gap, 0, y + 47, _DATES - 24, kind="small", colour="muted")
        at = y + 17
        for text, moved in self._steps(day):
            colour = "ink" if moved else "muted"
            at += (
                SMALL_LINE
                * drawing.write_lines(text, _DATES, at, _STEPS - 16, most=_LINES, kind="small", colour=colour)
                + 2
            )
        height = max(at - y - 4, 56.0)
        put(drawing.root, "path", kind="hollow line-muted", d=f"M{_DATES - 13} {y:g}v{height:g}", stroke_width=1.5)
        put(drawing.root, "circle", kind="fill-ink day", cx=_DATES - 13, cy=y + 13, r=4.5)
        self._answers(day, before, y)
        return height

    def _gap(self, day: Day, before: Day | None) -> str:
        if before is None:
            return ""
        days = (day.date.day - before.date.day).days
        return ngettext("{number} day later", "{number} days later", days) if days else ""

    def _steps(self, day: Day) -> Iterator[tuple[str, bool]]:
        """Yield the steps since the day told before, moves first where there are too many."""
        history = self.replay.conflict.history
        numbers = [*(number for quiet in day.quiet for number in quiet.steps), *day.steps]
        moves = [number for number in numbers if history[number].by]
        kept = set(moves) if len(numbers) > _STEPS_SHOWN else set(numbers)
        room = max(_STEPS_SHOWN - len(kept), 0)
        kept |= set([number for number in numbers if number not in kept][:room])
        for number in numbers:
            if number in kept:
                yield step_in_words(history[number], self.names, self.vocabulary), bool(history[number].by)
        if not numbers and day.date == self.replay.eve:
            yield _("The day before the first step"), False
        left = len(numbers) - len(kept)
        if left:
            yield ngettext("… and {number} more event", "… and {number} more events", left), False

    def _answers(self, day: Day, before: Day | None, y: float) -> None:
        drawing, analysis = self.drawing, day.analysis
        if analysis is None:
            drawing.write(
                _("cannot be analysed"), self.left, y + 17, self.width - self.left, kind="small", colour="muted"
            )
            return
        now = analysis.status_quo
        if now is not None:
            where = self.names.scenario(now.scenario) if now.scenario else self.names.state(now)
            lines = drawing.write_lines(where, self.left, y + 17, _NOW - 10, most=2, kind="small")
            resting = [concept for concept in analysis.ending_concepts if analysis.holds(now, concept)]
            word = _("could last") if resting else _("could not last")
            drawing.write(word, self.left, y + 17 + lines * SMALL_LINE, _NOW - 10, kind="small", colour="muted")
        counts = self._by_scenario(analysis)
        old = None if before is None or before.analysis is None else self._by_scenario(before.analysis)
        for at, scenario in enumerate(self.scenarios):
            self._disc(counts.get(scenario, 0), old, scenario, self.left + _NOW + (at + 0.5) * self.column, y + 20)

    def _disc(self, count: int, old: dict[str | None, int] | None, scenario: str | None, x: float, y: float) -> None:
        drawing = self.drawing
        group = put(drawing.root, "g", kind="chance")
        told = ngettext(
            "{scenario}: {number} ending", "{scenario}: {number} endings", count, scenario=self.names.heading(scenario)
        )
        explain(group, told)
        if count:
            put(group, "circle", kind="fill-series-1", cx=x, cy=y, r=13)
            drawing.write(
                in_digits(count), x, y + 4, 24, kind="small strong", colour="paper", anchor="middle", parent=group
            )
        else:
            put(group, "circle", kind="hollow line-soft", cx=x, cy=y, r=6, stroke_width=1.5)
        if old is None:
            return
        was = old.get(scenario, 0)
        word = "" if bool(was) == bool(count) else _("new") if count else _("gone")
        if word:
            drawing.write(word, x, y + 28, self.column - 4, kind="small strong", anchor="middle", parent=group)

    def _said(self, day: Day) -> str:
        date = date_in_words(day.date)
        if day.analysis is None:
            return _("{date}: cannot be analysed", date=date)
        counts = self._by_scenario(day.analysis)
        parts = [f"{self.names.heading(id)} {in_digits(count)}" for id, count in counts.items()]
        return _("{date}: {endings}", date=date, endings=", ".join(parts) or _("no ending"))
