"""What a reader is told about all combinations of rival readings: what holds in all, in some, in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.foresight.overview.findings import Finding, Outcome, Verdict
from denouement.foresight.overview.overview import Ending, Overview
from denouement.foresight.reach import out_of_reach
from denouement.foresight.sweep.draws import minds_of
from denouement.language import together
from denouement.report.claims_words import quoted
from denouement.report.clean import clean
from denouement.report.ending_words import ending_in_words
from denouement.report.outline import Section, warnings
from denouement.report.readings_standings import Cell, Fortunes
from denouement.report.readings_words import Counts, numbered, percent, shortened, so_often
from denouement.report.readings_worth import worth_sections
from denouement.report.words import TRUTHS, concepts_in_words, counted, date_in_words, resting_in_words

_MATRIX = 36
"""Combinations up to which each is shown."""
_STATES_SHOWN = 8
_GROUPS_SHOWN = 12
_ROWS_SHOWN = 30


def readings_outline(overview: Overview, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(overview, full)
    sections = [
        *warnings(overview.analysis),
        words.short(),
        words.meaning(),
        *(words.alone() if words.counts.one else words.compared()),
    ]
    return clean(overview.analysis.conflict.title), words.facts(), tuple(sections)


class _Words:
    """Puts one overview into words."""

    def __init__(self, overview: Overview, full: bool) -> None:
        self.overview = overview
        self.full = full
        self.counts = Counts(overview)
        self.names = self.counts.names
        self.fortunes = Fortunes(overview, self.counts)

    def facts(self) -> str:
        combined = self.overview.combined
        sizes = [f"{self.names[maker]} {len(ids)}" for maker, ids in combined.rivals.items()]
        asked = self.counts.asked()
        number = f"{combined.total:,} of {self.counts.of_how_many():,}" if asked else f"{combined.total:,}"
        told = f"{number} combinations of rival readings" if combined.rivals or asked else "no rival readings"
        if combined.drawn:
            told = f"drawn: {len(combined):,} of {combined.total:,} combinations of rival readings"
        if sizes:
            told += f" ({' × '.join(sizes)})"
        if asked:
            told += f": {asked}"
        day = date_in_words(self.overview.analysis.situation.snapshot.date)
        return f"{day}: {told}" if day else told

    def alone(self) -> Iterator[Section]:
        """Yield what there is to tell of one combination."""
        drawn = f" in the one drawn of {self.overview.combined.total:,}" if self.counts.drawn else ""
        yield self.alike("all", f"What holds{drawn}", self.certainly_all())
        yield self.alike("none", f"What does not hold{drawn}", self.certainly_none())

    def compared(self) -> Iterator[Section]:
        """Yield what holds in all combinations, in some and in none, and what that is worth."""
        yield self.alike("all", f"In {self.counts.all}", self.certainly_all())
        yield self.some()
        yield self.alike("none", f"In {self.counts.none}", self.certainly_none())
        yield from self.fortunes.sections()
        yield from self.endings()
        yield from worth_sections(self.overview, self.counts, full=self.full)
        yield from self.matrix()

    # -- the short answer -----------------------------------------------------------------------------------

    def short(self) -> Section:
        rows = [
            *(("Can it last as it stands?", self.lasts(finding)) for finding in self.overview.of_kind("now")),
            ("How can it end?", self.ends()),
            *self.fortunes.short(),
        ]
        return Section("In short", rows=tuple(rows))

    def lasts(self, finding: Finding) -> str:
        often = self.counts.often(finding, _outcome(finding))
        resting = resting_in_words(self.overview.analysis)
        if self.counts.one:
            return f"{'Yes' if finding.verdict == 'all' else 'No'} (under {resting})"
        return f"In {often} (under {resting})"

    def ends(self) -> str:
        """Return which scenarios are among the endings how often, those that are alike together."""
        alike: dict[str, list[str]] = {}
        for finding in self.overview.of_kind("scenario"):
            if finding.verdict != "none":
                often = self.counts.often(finding, _outcome(finding))
                alike.setdefault(often, []).append(self.names.scenario(finding.question.scenario))
        for finding in self.overview.of_kind("story"):
            if finding.verdict != "none":
                self.gather(finding, alike.setdefault(self.counts.often(finding, _outcome(finding)), []))
        (some,) = self.overview.of_kind("any_ending")
        if not alike or some.verdict == "none":
            nowhere = "Nowhere" if self.counts.one else f"Nowhere, in {self.counts.all}"
            ends = so_often(["There is an ending"], self.counts.often(some, _outcome(some)))
            return ends if some.verdict != "none" else nowhere
        return shortened([so_often(scenarios, often) for often, scenarios in alike.items()])

    def gather(self, story: Finding, scenarios: list[str]) -> None:
        """Put a story in place of its scenarios where they are told to come out as often, or else beside the others."""
        members = [self.names.scenario(scenario) for scenario in story.question.scenarios]
        name = self.names.story(story.question.scenarios[0])
        if not set(members) <= set(scenarios):
            scenarios.append(f"{name} (one scenario or another)")
            return
        scenarios[scenarios.index(members[0])] = f"{name} ({together(members)})"
        scenarios[:] = [scenario for scenario in scenarios if scenario not in members]

    def meaning(self) -> Section:
        """Return what the counts count, which is no probability that something happens."""
        combined = self.overview.combined
        if not combined.rivals:
            nobody = "With these readings" if self.counts.asked() else "Nobody has rival readings here:"
            return Section("", f"{nobody} one combination is all there is. `denouement analyse` says more.")
        lead = (
            f"Each of the {combined.total:,} combinations gives every decision maker one of its readings. A count says "
            "under how many of them something comes out, not how likely it is to happen."
        )
        if combined.drawn:
            lead += (
                f" Drawn were {len(combined):,}, each equally likely, none twice (seed {combined.seed}). Behind a "
                "count stands, at 95 %, what it would be of all."
            )
            if combined.weights is not None:
                lead += " How certain each reading is does not count here; `denouement sweep` draws by that."
        elif combined.weights is not None:
            lead += f" By weight counts how certain each reading is: {self.weights()}."
        situation = self.overview.analysis.situation
        fixed = [maker for maker in situation.readings if maker not in combined.rivals]
        if any(mind.doubtful for mind in minds_of(situation, fixed=fixed)):
            lead += " Every statement is kept here; `denouement sweep` leaves doubtful ones out at times."
        return Section("", lead)

    def weights(self) -> str:
        combined = self.overview.combined
        assert combined.weights is not None
        told, alike = [], []
        in_force = self.overview.analysis.situation.snapshot.readings
        for maker, ids in combined.rivals.items():
            if all(reading.certainty is None for reading in in_force[maker]):
                alike.append(self.names[maker])
                continue
            weights = zip(ids, combined.weights[maker], strict=True)
            parts = (f"{clean(reading)} {percent(weight)}" for reading, weight in weights)
            told.append(f"{self.names[maker]} {', '.join(parts)}")
        if alike:
            told.append(f"all readings of {together(alike)} the same, since none has a certainty")
        return "; ".join(told)

    # -- in all, in some, in none ---------------------------------------------------------------------------

    def certainly_all(self) -> str:
        low = self.counts.bounds()[0]
        return f"At 95 %, what holds in {self.counts.all} holds in {low} combinations." if low else ""

    def certainly_none(self) -> str:
        high = self.counts.bounds()[1]
        return f"At 95 %, what holds in {self.counts.none} holds in {high} combinations." if high else ""

    def alike(self, verdict: Verdict, title: str, lead: str) -> Section:
        """Return what has one verdict, one row for each kind of question."""
        resting = resting_in_words(self.overview.analysis)
        rows = [
            *([("It lasts as it stands", f"under {resting}")] if self.asked(verdict, "now") else []),
            *self.concepts(verdict),
            *self.scenarios(verdict),
            *self.fortunes.alike(verdict),
            *self.claims(verdict),
            *(self.claims("does_not_arise") if verdict == "none" else ()),
        ]
        if not rows:
            return Section(title, lead or "Nothing of what is asked here.")
        return Section(title, lead, rows=tuple(rows))

    def asked(self, verdict: Verdict, *kinds: str) -> list[Finding]:
        return [finding for finding in self.overview.of_kind(*kinds) if finding.verdict == verdict]

    def concepts(self, verdict: Verdict) -> Iterator[tuple[str, ...]]:
        found = [finding.question.concept or "" for finding in self.asked(verdict, "stable")]
        if found:
            yield "Where it stands is an equilibrium under", concepts_in_words(found)

    def scenarios(self, verdict: Verdict) -> Iterator[tuple[str, ...]]:
        found = [finding.question.scenario for finding in self.asked(verdict, "scenario")]
        beyond = out_of_reach(self.overview.analysis)
        # A story is told of only where none of its scenarios says as much.
        stories = [finding.question.scenarios for finding in self.asked(verdict, "story")]
        told = [f"{self.names.story(story[0])} (some scenario)" for story in stories if not {*story} & {*found}]
        told += [self.names.scenario(id) + (" (cannot be reached)" if id in beyond else "") for id in found]
        if told:
            yield "It can end in", ", ".join(told)
        elif not self.overview.analysis.conflict.scenarios and self.asked(verdict, "any_ending"):
            yield "It can end", "in some state or other"

    def claims(self, verdict: Verdict) -> Iterator[tuple[str, ...]]:
        for label, told, findings in self.claimed(verdict):
            others = self.other_answers(findings[0])
            if verdict == "does_not_arise":
                others = "does not arise" if self.counts.one else f"arises in {self.counts.none}"
            yield label, told + (f" ({others})" if others and verdict != "all" else "")

    def claimed(self, verdict: Verdict) -> list[tuple[str, str, list[Finding]]]:
        """Return the claims of one verdict: ids, what they say, and the findings; those that say the same once."""
        alike: dict[str, list[Finding]] = {}
        for finding in self.asked(verdict, "claim", "typed"):
            alike.setdefault(str(finding.question.says), []).append(finding)
        found = []
        for says, findings in alike.items():
            claims = [finding.question.claim for finding in findings if finding.question.claim is not None]
            quote = next(filter(None, (quoted(claim, full=self.full) for claim in claims)), "")
            ids = ", ".join(clean(claim.id) for claim in claims if claim.id)
            label = f"Claim{'s' if ',' in ids else ''} {ids}" if ids else "Asked"
            found.append((label, " ".join(filter(None, (clean(says), quote))), findings))
        return found

    def other_answers(self, finding: Finding) -> str:
        """Return how often it neither holds nor fails, if ever."""
        others = [outcome for outcome in finding.outcomes if outcome.answer in ("does_not_arise", "unknown")]
        return ", ".join(f"{TRUTHS[outcome.answer]} in {outcome.share.combinations:,}" for outcome in others)  # type: ignore[index]

    def some(self) -> Section:
        """Return what holds in some combinations, how often, and whose reading decides."""
        told: list[tuple[str, Finding, Outcome]] = [
            ("It lasts as it stands", finding, _outcome(finding)) for finding in self.asked("some", "now")
        ]
        stable: dict[bytes, list[Finding]] = {}
        for finding in self.asked("some", "stable"):
            stable.setdefault(finding.codes.tobytes(), []).append(finding)
        for alike in stable.values():
            concepts = concepts_in_words(finding.question.concept or "" for finding in alike)
            told.append((f"Where it stands is an equilibrium under {concepts}", alike[0], _outcome(alike[0])))
        if not self.overview.analysis.conflict.scenarios:
            told += [("There is an ending", finding, _outcome(finding)) for finding in self.asked("some", "any_ending")]
        for finding in self.asked("some", "story"):
            story = self.names.story(finding.question.scenarios[0])
            told.append((f"It can end in {story} (some scenario)", finding, _outcome(finding)))
        for finding in self.asked("some", "scenario"):
            scenario = self.names.scenario(finding.question.scenario)
            told.append((f"It can end in {scenario}", finding, _outcome(finding)))
        told += self.fortunes.some()
        for label, says, findings in self.claimed("some"):
            told.append((f"{label}: {says}", findings[0], _outcome(findings[0])))
        title = f"In some of {self.counts.number:,}{' drawn' if self.counts.drawn else ''}, and whose reading decides"
        if not told:
            return Section(title, "Nothing: whatever is asked here comes out alike in all of them.")
        shown = told if self.full else told[:_ROWS_SHOWN]
        rows: list[tuple[str, ...]] = []
        for text, finding, outcome in shown:
            others = self.other_answers(finding) if finding.question.claim is not None else ""
            where = "; ".join(filter(None, (self.counts.where(finding, outcome), others)))
            rows.append((text, *self.counts.cells(outcome.share), where))
        if len(shown) < len(told):
            rows.append((f"… {len(told) - len(shown):,} more (shown with --full)",))
        return Section(title, "", ("", *self.counts.headings(), ""), tuple(rows))

    # -- the endings, state by state ------------------------------------------------------------------------

    def endings(self) -> Iterator[Section]:
        if not self.overview.endings:
            return
        groups: dict[tuple[object, ...], list[Ending]] = {}
        for ending in self.overview.endings:
            outcome = _outcome(ending.finding)
            pattern = ending.finding.codes.tobytes(), tuple(ending.concepts.items())
            groups.setdefault((ending.state.scenario, outcome.share.combinations, pattern), []).append(ending)
        order = {scenario.id: at for at, scenario in enumerate(self.overview.analysis.conflict.scenarios)}
        ordered = sorted(
            groups.values(),
            key=lambda group: (
                -group[0].finding.holds.combinations,
                order.get(group[0].state.scenario or "", len(order)),
            ),
        )
        shown = ordered if self.full else ordered[:_GROUPS_SHOWN]
        rows = [self.ending(group) for group in shown]
        if len(shown) < len(ordered):
            left = sum(map(len, ordered[_GROUPS_SHOWN:]))
            rows.append((f"… {counted(left, 'more state')} (shown with --full)",))
        lead = (
            f"{counted(len(self.overview.endings), 'state is an ending', 'states are endings')} with some combination "
            f"of readings. {ending_in_words(self.overview.analysis)}"
        )
        headings = ("Ending", "States", *self.counts.headings(), "Equilibrium under")
        yield Section("The endings", lead, headings, tuple(rows))
        if self.full:
            states = tuple(
                (ending.state.id, self.names.options(ending.state.taken)) for ending in self.overview.endings
            )
            yield Section("", "", ("State", "What is taken"), states)

    def ending(self, group: list[Ending]) -> tuple[str, ...]:
        first = group[0]
        states = numbered([ending.state.id for ending in group], len(group) if self.full else _STATES_SHOWN)
        outcome = _outcome(first.finding)
        where = self.counts.where(first.finding, outcome) if outcome.where is not None or self.full else ""
        concepts = self.under(first, outcome.share.combinations)
        label = self.names.scenario(first.state.scenario) if self.overview.analysis.conflict.scenarios else ""
        return (label, states, *self.counts.cells(outcome.share), "; ".join(filter(None, (concepts, where))))

    def under(self, ending: Ending, times: int) -> str:
        """Return the concepts under which a state is an equilibrium, with how often where that is another number."""
        always = [concept for concept, count in ending.concepts.items() if count == times]
        told = [concepts_in_words(always)] if always else []
        if len(always) == len(ending.concepts) > 1:
            told = [f"all {len(always)} concepts"]
        told += [
            f"{concepts_in_words([concept])} in {count:,} of all {len(self.overview):,}"
            for concept, count in ending.concepts.items()
            if count not in (0, times)
        ]
        return ", ".join(told)

    # -- combination by combination -------------------------------------------------------------------------

    def matrix(self) -> Iterator[Section]:
        """Yield who is read how and what comes out: one row for readings that make no difference; with `full` each."""
        if not self.overview.combined.rivals or (len(self.overview) > _MATRIX and not self.full):
            return
        scenarios = [finding for finding in self.overview.of_kind("scenario") if finding.verdict != "none"]
        ends = [self.names.scenario(finding.question.scenario) for finding in scenarios]
        asked = ("Can it end there?", "", ends, scenarios, self.fortunes.ends)
        if self.full:
            yield self.every_combination()
        for title, lead, headings, findings, cell in (asked, *self.fortunes.matrix()):
            if self.full:
                rows = tuple(
                    (f"{number + 1:,}", *(cell(finding, number) for finding in findings))
                    for number in range(len(self.overview))
                )
                yield Section(title, lead, ("", *headings), rows, grid=True)
            elif findings:
                yield self.by_what_decides(title, lead, headings, findings, cell)

    def every_combination(self) -> Section:
        combined = self.overview.combined
        rows = tuple(
            (f"{number + 1:,}", *map(clean, combined.readings(number).values())) for number in range(len(combined))
        )
        return Section("Combination by combination", "", ("", *(self.names[maker] for maker in combined.rivals)), rows)

    def by_what_decides(
        self, title: str, lead: str, headings: Sequence[str], findings: Sequence[Finding], cell: Cell
    ) -> Section:
        combined = self.overview.combined
        deciding = {maker for finding in findings for maker in finding.deciding}
        makers = [maker for maker in combined.rivals if maker in deciding or combined.drawn]
        rows: dict[tuple[str, ...], tuple[str, ...]] = {}
        for number in range(len(combined)):
            readings = combined.readings(number)
            chosen = tuple(clean(readings[maker]) for maker in makers)
            rows.setdefault(chosen, tuple(cell(finding, number) for finding in findings))
        others = [self.names[maker] for maker in combined.rivals if maker not in makers]
        if others:
            lead = f"{lead} How {together(others)} {'is' if len(others) == 1 else 'are'} read makes no difference here."
        labelled = tuple((", ".join(chosen) or "in any reading", *row) for chosen, row in rows.items())
        first = ", ".join(self.names[maker] for maker in makers)
        return Section(title, lead.strip(), (first, *headings), labelled, grid=True)


def _outcome(finding: Finding) -> Outcome:
    """Return what is said of where a question is answered by yes."""
    return next(outcome for outcome in finding.outcomes if outcome.answer == "holds")
