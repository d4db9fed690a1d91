"""All days of a history at a glance: where it stood, what was within reach, who would be how well off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.result import Analysis
from denouement.foresight.replay.replay import Day, Replay
from denouement.language import _, day_in_short, in_digits, in_row, marked
from denouement.model.dates import Date
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.replay_happened import States
from denouement.report.words import Names, resting_in_words, tally_in_signs

_YES, _NO = marked("Yes"), marked("No")
_PARTLY, _HARDLY = marked("With reservations"), marked("Hardly")
_EXPLAINED = {
    _PARTLY: marked("With reservations: it holds under {concepts}, not under all"),
    _HARDLY: marked("Hardly: it holds, but not under {concepts}"),
}
"""What the verdicts mean that do not explain themselves."""


class Overview:
    """Puts what can be said of all days together into tables."""

    def __init__(self, replay: Replay, names: Names, states: States) -> None:
        self.replay = replay
        self.conflict = replay.conflict
        self.names = names
        self.states = states
        self.analysed = [(day, day.analysis) for day in replay.days if day.analysis is not None]

    def sections(self) -> Iterator[Section]:
        """Yield the tables that have a row for each day."""
        yield from self._days()
        yield from self._standings()
        yield from self._readings()

    # -- where it stood -------------------------------------------------------------------------------------

    def _days(self) -> Iterator[Section]:
        counts = [self._by_story(analysis) for day, analysis in self.analysed]
        columns = [story for story in self._stories(counts) if any(story in found for found in counts)]
        verdicts = {_verdict(analysis) for day, analysis in self.analysed}
        if self.conflict.scenarios:
            where = _(
                "Where it stood at the end of each day, whether that could last, and how many endings of each story "
                "were within reach."
            )
        else:
            where = _(
                "Where it stood at the end of each day, whether that could last, and how many endings were within "
                "reach."
            )
        lead = [where]
        if self._has_rivals():
            lead.append(_("Everybody is read in one way, named below."))
        if not self.states.numbered:
            lead.append(_("States are told without numbers, which change from day to day here."))
        headings = ("", _("Where it stood"), _("Could it last?"), *columns)
        rows = tuple(self._row(day, columns) for day in self.replay.days)
        yield Section(_("Day by day"), " ".join(lead), headings, rows, grid=True)
        yield Section("", " ".join(self._legend(verdicts, columns)))

    def _stories(self, counts: Sequence[dict[str, int]]) -> list[str]:
        """Return all stories, those of the model in its order, then whatever else was found."""
        stories = [self.names.story(scenario.id) for scenario in self.conflict.scenarios]
        return list(dict.fromkeys([*stories, *(story for found in counts for story in found)]))

    def _row(self, day: Day, columns: Sequence[str]) -> tuple[str, ...]:
        if day.analysis is None:
            return short(day.date), _("cannot be analysed"), "", *("" for _column in columns)
        found = self._by_story(day.analysis)
        verdict = _verdict(day.analysis)
        cells = (in_digits(found.get(story, 0)) for story in columns)
        return short(day.date), self._where(day.analysis), _(verdict) if verdict else "", *cells

    def _by_story(self, analysis: Analysis) -> dict[str, int]:
        found: dict[str, int] = {}
        for story in analysis.stories:
            title = self.names.story(story.scenario) if self.conflict.scenarios else _("Endings")
            found[title] = found.get(title, 0) + len(story.endings)
        return found

    def _where(self, analysis: Analysis) -> str:
        now = analysis.status_quo
        if now is None:
            return _("not said")
        if now.name:
            return clean(now.name)
        return self.names.scenario(now.scenario) if now.scenario else _("State {id}", id=clean(now.id))

    def _legend(self, verdicts: set[str], stories: Sequence[str]) -> Iterator[str]:
        """Yield what the words and figures of the first table mean."""
        yield _("Counts states; more of them does not mean likelier.")
        for story in stories:
            members = [clean(one.title) for one in self.conflict.scenarios if self.names.story(one.id) == story]
            if len(members) > 1:
                yield _("{story} takes in {scenarios}.", story=story, scenarios=members)
        resting = resting_in_words(self.analysed[-1][1])
        said = [_(says, concepts=resting) for verdict, says in _EXPLAINED.items() if verdict in verdicts]
        if said:
            yield f"{in_row(said)}."

    # -- who would be how well off --------------------------------------------------------------------------

    def _standings(self) -> Iterator[Section]:
        if not any(analysis.standings for day, analysis in self.analysed):
            return
        makers = [maker.id for maker in self.conflict.decision_makers]
        rows = []
        for day, analysis in self.analysed:
            cells = (analysis.standings.get(maker) for maker in makers)
            rows.append((short(day.date), *("" if tally is None else tally_in_signs(tally) for tally in cells)))
        baseline = self._baseline()
        if baseline is None:
            lead = _("Compared with the baseline of each day, over all endings within reach on that day.")
        else:
            lead = _("Compared with {baseline}, over all endings within reach on that day.", baseline=baseline)
        headings = ("", *(self.names[maker] for maker in makers))
        yield Section(_("Who would be better or worse off"), lead, headings, tuple(rows), grid=True)

    def _baseline(self) -> str | None:
        """Return what standings are measured against, if it is the same on all days."""
        found = {}
        for _day, analysis in self.analysed:
            base = analysis.baseline
            if base is not None:
                found[base.taken, base.name] = self.states.told(base)
        return next(iter(found.values())) if len(found) == 1 else None

    # -- over the rival readings ----------------------------------------------------------------------------

    def _has_rivals(self) -> bool:
        return any(len(maker.readings) > 1 for maker in self.conflict.decision_makers)

    def _readings(self) -> Iterator[Section]:
        counted = [(day, day.chances) for day, analysis in self.analysed if day.chances is not None]
        if not counted:
            if self._has_rivals():
                yield Section(_("In how many readings"), _("Not counted over the rival readings."))
            return
        totals = {chances.total for day, chances in counted}
        if totals == {1}:
            return
        scenarios = [*(scenario.id for scenario in self.conflict.scenarios), None]
        shown = [id for id in scenarios if any(id in chances.scenarios for day, chances in counted)]
        alike = len(totals) == 1
        rows = []
        for day, chances in counted:
            counts = [chances.scenarios.get(id, 0) for id in shown]
            if alike:
                cells = [in_digits(count) for count in counts]
            else:
                cells = [_("{count} of {total}", count=count, total=chances.total) for count in counts]
            rows.append((short(day.date), *cells))
        if alike:
            lead = _(
                "In how many of the {total} combinations of rival readings some ending of each kind was within reach.",
                total=next(iter(totals)),
            )
        else:
            lead = _("In how many of the combinations of rival readings some ending of each kind was within reach.")
        title = _("Whichever reading is true")
        if self.replay.fixed:
            names = [self.names[maker] for maker in self.replay.fixed]
            lead += " " + _("{names} read only as asked.", names=names)
            title = _("Over the readings left open")
        yield Section(title, lead, ("", *(self.names.heading(id) for id in shown)), tuple(rows), grid=True)


def _verdict(analysis: Analysis) -> str:
    """Return whether where it stood could last, as a message of a word or two; empty if nothing says where it stood."""
    now = analysis.status_quo
    if now is None:
        return ""
    holding = {concept for concept in analysis.concepts if analysis.holds(now, concept)}
    if not holding:
        return _NO
    if len(holding) == len(analysis.concepts):
        return _YES
    return _PARTLY if holding & set(analysis.ending_concepts) else _HARDLY


def short(date: Date) -> str:
    """Return a day as `20 Nov 2023`."""
    return day_in_short(date.day)
