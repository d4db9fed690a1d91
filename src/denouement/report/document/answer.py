"""The first chapter: whether it can last, how it can end, who is better off, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from denouement.analysis.endings import STANDINGS, State, Story
from denouement.foresight.overview.findings import Finding
from denouement.foresight.overview.overview import Overview
from denouement.language import _, in_digits, in_row, ngettext, quoted, together
from denouement.model.claim_language import Fares
from denouement.model.preference import Reading
from denouement.report.clean import clean
from denouement.report.document.findings import Findings
from denouement.report.document.lasting import plainly
from denouement.report.document.parts import Chapter, Part
from denouement.report.document.standings_grid import standings_grid
from denouement.report.document.sureness import how_sure
from denouement.report.outline import Section, warnings
from denouement.report.telling import weakly_decided
from denouement.report.words import Names, concepts_in_words, lasts_in_words, resting_in_words
from denouement.states.relation import Order


def answer(found: Findings) -> Chapter:
    """Return the chapter that must not mislead whoever reads nothing else."""
    words = _Words(found)
    parts: list[Part] = [
        *warnings(found.analysis),
        *words.supposed(),
        words.in_short(),
        Section("", words.caution()),
        *standings_grid(found.analysis),
    ]
    return Chapter("answer", _("The answer"), tuple(parts))


_ENDINGS_NAMED = 6
"""Endings that are named one by one where no scenarios name them."""
_MANY_STATES = 8
"""States from which on it is odd that most of them can last."""
_FARING: dict[tuple[str, ...], Callable[[list[str]], str]] = {
    ("better",): lambda who: _("Better off in every ending: {names}.", names=who),
    ("same",): lambda who: _("As well off as before in every ending: {names}.", names=who),
    ("worse",): lambda who: _("Worse off in every ending: {names}.", names=who),
    ("better", "worse"): lambda who: _("Better off in some, worse off in others: {names}.", names=who),
    ("better", "same"): lambda who: _("Better off in some, never worse off: {names}.", names=who),
    ("same", "worse"): lambda who: _("Worse off in some, never better off: {names}.", names=who),
    ("better", "same", "worse"): lambda who: _(
        "Better off in some, as well off as before in others, worse off in others again: {names}.", names=who
    ),
    ("unknown",): lambda who: _("Not known for any ending: {names}.", names=who),
}


class _Words:
    def __init__(self, found: Findings) -> None:
        self.found = found
        self.analysis = found.analysis
        self.names = Names(found.analysis.conflict)
        self.weak = weakly_decided(found.analysis)

    def supposed(self) -> Iterator[Section]:
        if self.found.supposed:
            rows = tuple((text,) for text in self.found.supposed)
            yield Section(_("What if"), _("All answers suppose this, which the model does not say:"), rows=rows)

    # -- a few sentences ------------------------------------------------------------------------------------

    def in_short(self) -> Section:
        rows = [(_("Can it last?"), " ".join(self.lasting())), (_("How can it end?"), " ".join(self.ending()))]
        if self.analysis.standings and self.analysis.baseline is not None:
            rows.append((_("Who is better off?"), " ".join(self.faring())))
        rows.append((_("How sure is that?"), " ".join(how_sure(self.found, starred=bool(self.weak)))))
        return Section(_("In short"), self.read(), rows=tuple(rows))

    def read(self) -> str:
        """Return how everybody is read who could be read otherwise; empty if nobody could."""
        read = [
            _("{name} as {reading}", name=self.names[maker], reading=reading_called(reading))
            for maker, reading in self.analysis.situation.readings.items()
            if len(self.analysis.situation.snapshot.readings[maker]) > 1
        ]
        if not read:
            return ""
        return _("Of several readings of what somebody wants, this answer takes: {readings}.", readings=in_row(read))

    @property
    def overview(self) -> Overview | None:
        """What comes out over several readings; None if there is but one, or they were not gone through."""
        found = self.found.overview
        return found if found is not None and len(found) > 1 else None

    def lasting(self) -> Iterator[str]:
        now = self.analysis.status_quo
        if now is None:
            yield _("The model does not say where the story stands.")
            return
        yield lasts_in_words(self.analysis, now)
        yield from plainly(self.analysis, now)
        yield _("Where it stands: {state}.", state=state_told(now, self.names))
        moving = {
            move.decision_maker: None
            for move in self.analysis.departures(now)
            if not set(self.analysis.ending_concepts).isdisjoint(move.tempting_under)
        }
        if moving and not any(self.analysis.holds(now, concept) for concept in self.analysis.ending_concepts):
            yield _("Who would move: {names}.", names=self.all_of(moving))
        if self.overview is not None:
            for finding in self.overview.of_kind("now"):
                if finding.verdict == "none":
                    number = len(self.overview)
                    yield _("Where it stands is an ending in none of {number} combinations of readings.", number=number)
                else:
                    yield self.over_readings(finding, _("Where it stands is an ending itself"))

    def ending(self) -> Iterator[str]:
        analysis = self.analysis
        if not analysis.endings:
            yield _("Nowhere: no state within reach holds under {concepts}.", concepts=resting_in_words(analysis))
        else:
            number = ngettext("{number} ending", "{number} endings", len(analysis.endings))
            if analysis.conflict.scenarios:
                yield _("In {endings}: {parts}.", endings=number, parts=together(self.stories_counted()))
            elif len(analysis.endings) <= _ENDINGS_NAMED:
                each = [state_told(ending.state, self.names) for ending in analysis.endings]
                yield _("In {endings}: {parts}.", endings=number, parts=together(each))
            else:
                yield _("In {endings}, listed below.", endings=number)
            if analysis.status_quo is None:
                yield _("Which of them can be reached is not known.")
            elif 2 * len(analysis.endings) > (analysis.number_reachable or 0) >= _MANY_STATES:
                yield _(
                    "That is {number} of the {reached} states that can be reached: the model rules out little.",
                    number=len(analysis.endings),
                    reached=analysis.number_reachable,
                )
        if self.overview is None:
            return
        told = {story.scenario for story in analysis.stories}
        always = []
        for finding in self.overview.of_kind("scenario"):
            scenario = finding.question.scenario
            if finding.verdict == "all":
                always.append(self.names.scenario(scenario))
            elif finding.holds.combinations:
                more = _("{scenario} is an ending", scenario=self.names.scenario(scenario))
                if scenario not in told:
                    more = _(
                        "{scenario}, which is no ending here, is an ending", scenario=self.names.scenario(scenario)
                    )
                yield self.over_readings(finding, more)
                if self.lasts_elsewhere(scenario):
                    yield _("That is in other states of this kind than the one where it stands now.")
        if always:
            yield _(
                "Among the endings in all {number} combinations of readings: {scenarios}.",
                number=len(self.overview),
                scenarios=together(always),
            )

    def lasts_elsewhere(self, scenario: str | None) -> bool:
        """Return whether a scenario's endings in whatever reading are other states of it than where it stands."""
        now = self.analysis.status_quo
        if now is None or self.overview is None or now.scenario != scenario:
            return False
        return all(finding.verdict == "none" for finding in self.overview.of_kind("now"))

    def stories_counted(self) -> list[str]:
        told: dict[str, list[Story]] = {}
        for story in self.analysis.stories:
            told.setdefault(self.names.story(story.scenario), []).append(story)
        parts = []
        for title, members in told.items():
            number = sum(len(story.endings) for story in members)
            if len(members) == 1:
                parts.append(_("{story} ({number})", story=title, number=number))
                continue
            within = [f"{self.names.scenario(story.scenario)} {in_digits(len(story.endings))}" for story in members]
            parts.append(_("{story} ({number}: {parts})", story=title, number=number, parts=", ".join(within)))
        return parts

    def faring(self) -> Iterator[str]:
        """Yield who is better off in every ending, worse off in every one, or now this and now that."""
        sets: dict[tuple[str, ...], list[str]] = {}
        indifferent = self.indifferent()
        for maker, tally in self.analysis.standings.items():
            if maker in indifferent:
                continue
            there = tuple(name for name in STANDINGS if getattr(tally, name))
            sets.setdefault(there, []).append(maker)
        others = [maker for key, makers in sets.items() if key not in _FARING for maker in makers]
        if ("better",) not in sets:
            known = not others and ("unknown",) not in sets
            yield (
                _("Nobody is better off in every ending.")
                if known
                else _("Nobody is known to be better off in every ending.")
            )
        for key, speak in _FARING.items():
            if key in sets:
                yield speak(self.all_of(sets[key]))
        if others:
            yield _("Not known for some endings: {names}.", names=self.all_of(others))
        if indifferent:
            yield _("Indifferent between all states, as the model has it: {names}.", names=self.all_of(indifferent))
        baseline = self.analysis.baseline
        assert baseline is not None
        yield _("Compared with {state}.", state=state_told(baseline, self.names))
        if self.overview is not None:
            for finding in self.overview.of_kind("standing"):
                if finding.verdict == "some" and self.is_better_everywhere(finding):
                    name = self.names[finding.question.decision_maker or ""]
                    yield self.over_readings(finding, _("{name}: better off in every ending", name=name))

    def all_of(self, makers: Iterable[str]) -> list[str]:
        """Return names, for a message that joins them."""
        return [self.names[maker] for maker in makers]

    def indifferent(self) -> list[str]:
        """Return who prefers no state to any other: wants nothing, or nothing that tells states apart."""
        graph = self.analysis.situation.graph
        return [
            maker
            for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
            if isinstance(liking, Order) and int(liking.rank.max()) == int(liking.rank.min())
        ]

    def over_readings(self, finding: Finding, what: str) -> str:
        """Return in how many combinations of readings something comes out, and exactly where if that has few words."""
        total, count = finding.readings, finding.holds.combinations
        if finding.where is not None and finding.verdict == "some":
            where = self.names.read_so(finding.where)
            return _(
                "{what} in {count} of {number} combinations of readings, exactly with {readings}.",
                what=what, count=count, number=total, readings=where,
            )  # fmt: skip
        return _("{what} in {count} of {number} combinations of readings.", what=what, count=count, number=total)

    def is_better_everywhere(self, finding: Finding) -> bool:
        says = finding.question.says
        return isinstance(says, Fares) and (says.standing, says.where) == ("better", "endings")

    def caution(self) -> str:
        told = [
            _(
                "An ending is a state that can be reached and in which everybody would stay (it holds under "
                "{concepts}): it says what can last, not what is likely, nor when.",
                concepts=resting_in_words(self.analysis),
            ),
            _("How many endings a story has says nothing about how likely it is.")
            if self.overview is None
            else _(
                "How many endings a story has, or in how many combinations of readings something comes out, says "
                "nothing about how likely it is."
            ),
            _("What {concepts} mean is told in the appendix.", concepts=concepts_in_words(self.analysis.concepts)),
        ]
        return " ".join(told)


def state_told(state: State, names: Names) -> str:
    """Return a state by its name, or else with the options taken in it, as `State 2 (Strike)`."""
    told = names.state(state)
    if state.name or state.scenario:
        return told
    return _("{state} ({options})", state=told, options=names.options(state.taken))


def reading_called(reading: Reading) -> str:
    """Return what a reading is called, by its name, with the id that other places use: `“Hard line” (hard_line)`."""
    id = clean(reading.id or "")
    return _("“{name}” ({id})", name=clean(reading.name), id=id) if reading.name else quoted(id)
