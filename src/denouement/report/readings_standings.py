"""Who is better or worse off over all combinations of rival readings, in words and signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from denouement.foresight.overview.findings import Finding, Outcome, Standings, Verdict
from denouement.foresight.overview.overview import Overview
from denouement.language import _, in_digits, marked
from denouement.report.outline import Section
from denouement.report.readings_words import Counts, listed, shortened, standings_in_signs, standings_in_words

_LEGEND = marked(
    "▲ better off, ● as well off, ▼ worse off in every ending; several signs: in some endings this, in others that."
)


Cell = Callable[[Finding, int], str]
"""What is told of a question in the combination at a position."""


class Fortunes:
    """Puts the standings of one overview into words."""

    def __init__(self, overview: Overview, counts: Counts) -> None:
        self.overview = overview
        self.counts = counts
        self.names = counts.names
        self.makers = overview.analysis.decision_makers if overview.of_kind("standings") else ()
        self.scenarios = [
            finding.question.scenario for finding in overview.of_kind("scenario") if finding.verdict != "none"
        ]

    def over_all(self) -> list[Finding]:
        """Return how everybody stands over all endings; nobody does where nobody is compared."""
        return [self.overview.standings(maker) for maker in self.makers]

    def short(self) -> Iterator[tuple[str, str]]:
        """Yield, for each way to stand over all endings, who stands so and how often; those that are alike together."""
        told: dict[Standings, dict[str, list[str]]] = {}
        for finding in self.over_all():
            for outcome in finding.outcomes:
                often = self.counts.often(finding, outcome)
                alike = told.setdefault(_standings(outcome), {})
                alike.setdefault(often, []).append(self.names[finding.question.decision_maker or ""])
        for standings in sorted(told, key=_order):
            if standings:
                question = _("Who is {standing}?", standing=standings_in_words(standings))
                yield question, shortened((makers, often) for often, makers in told[standings].items())

    def alike(self, verdict: Verdict) -> Iterator[tuple[str, str]]:
        """Yield who stands in one way in all combinations, or in none of them."""
        if verdict == "all":
            told: dict[Standings, list[str]] = {}
            for finding in self.over_all():
                if finding.verdict == "all":
                    maker = self.names[finding.question.decision_maker or ""]
                    told.setdefault(_standings(finding.outcomes[0]), []).append(maker)
            for standings in sorted(told, key=_order):
                if standings:
                    yield _capital(standings_in_words(standings)), listed(told[standings])
            return
        for title, stands in (
            (_("Better off in every ending"), lambda standings: standings == ("better",)),
            (_("Better off in any ending"), lambda standings: "better" in standings),
        ):
            makers = [
                self.names[finding.question.decision_maker or ""]
                for finding in self.over_all()
                if not any(stands(outcome.answer) for outcome in finding.outcomes)
            ]
            if makers:
                yield title, listed(makers)

    def some(self) -> list[tuple[str, Finding, Outcome]]:
        """Return who stands in some way over all endings in some combinations."""
        return [
            (self.stands_so(finding.question.decision_maker or "", outcome), finding, outcome)
            for finding in self.over_all()
            if finding.verdict == "some"
            for outcome in finding.outcomes
            if outcome.answer
        ]

    def stands_so(self, maker: str, outcome: Outcome, scenario: str | None = None) -> str:
        """Return `Microsoft better off in Exodus`."""
        place = self.names.scenario(scenario) if scenario is not None else None
        return _("{name} {standing}", name=self.names[maker], standing=standings_in_words(_standings(outcome), place))

    # -- scenario by scenario -------------------------------------------------------------------------------

    def sections(self) -> Iterator[Section]:
        """Yield a table of who stands how in the endings of each scenario, and whose reading decides that."""
        if not self.makers or self.overview.analysis.baseline is None:
            return
        baseline = self.overview.analysis.baseline
        taken = self.names.options(baseline.taken)
        state = self.names.state(baseline)
        compared = (
            _("Compared with {state}: {taken}.", state=state, taken=taken)
            if taken
            else _("Compared with {state}.", state=state)
        )
        number, legend = self.counts.number, _(_LEGEND)
        counted = (
            _("In how many of {number} combinations drawn: {legend}", number=number, legend=legend)
            if self.counts.drawn
            else _("In how many of {number} combinations: {legend}", number=number, legend=legend)
        )
        # Over all endings it has been told already, where there are scenarios to tell it by.
        places = self.scenarios or [None]
        headings = ["", *map(self._heading, places)]
        rows = [(self.names[maker], *(self._cell(maker, scenario) for scenario in places)) for maker in self.makers]
        title, lead = _("Who is better or worse off, ending by ending"), f"{compared} {counted}"
        yield Section(title, lead, tuple(headings), tuple(rows), grid=True)
        decided = list(self._decided())
        if decided:
            yield Section("", _("Whose reading decides that:"), ("", *self.counts.headings(), ""), tuple(decided))

    def _heading(self, scenario: str | None) -> str:
        if scenario is None:
            return _("All endings")
        count = next(
            finding.holds.combinations
            for finding in self.overview.of_kind("scenario")
            if finding.question.scenario == scenario
        )
        name = self.names.scenario(scenario)
        return name if count == self.counts.number else _("{scenario} (in {count})", scenario=name, count=count)

    def _cell(self, maker: str, scenario: str | None) -> str:
        outcomes = [outcome for outcome in self.overview.standings(maker, scenario).outcomes if outcome.answer]
        outcomes.sort(key=lambda outcome: _order(_standings(outcome)))
        return "  ".join(
            f"{standings_in_signs(_standings(outcome))} {in_digits(outcome.share.combinations)}" for outcome in outcomes
        )

    def _decided(self) -> Iterator[tuple[str, ...]]:
        """Yield where somebody stands now in one way, now in another, in the endings of a scenario."""
        for maker in self.makers:
            for scenario in self.scenarios:
                finding = self.overview.standings(maker, scenario)
                outcomes = sorted(
                    (outcome for outcome in finding.outcomes if outcome.answer),
                    key=lambda outcome: _order(_standings(outcome)),
                )
                if len(outcomes) < 2:
                    continue
                if sum(outcome.share.combinations for outcome in outcomes) == self.counts.number:
                    outcomes = outcomes[:-1]  # the last is in all the others
                for outcome in outcomes:
                    text = self.stands_so(maker, outcome, scenario)
                    yield text, *self.counts.cells(outcome.share), self.counts.where(finding, outcome)

    # -- combination by combination -------------------------------------------------------------------------

    def matrix(self) -> Iterator[tuple[str, str, list[str], list[Finding], Cell]]:
        """Yield title, lead, headings, findings and what stands in a cell of the table of standings."""
        found = self.over_all()
        if found:
            headings = [self.names[finding.question.decision_maker or ""] for finding in found]
            yield _("Who is better or worse off, over all endings?"), _(_LEGEND), headings, found, self.stands

    def ends(self, finding: Finding, number: int) -> str:
        """Return whether a scenario is among the endings of a combination."""
        return _("yes") if finding.answer(number) == "holds" else "–"

    def stands(self, finding: Finding, number: int) -> str:
        """Return how somebody stands in a combination, in signs."""
        return standings_in_signs(_answer(finding, number)) or "–"


def _answer(finding: Finding, number: int) -> Standings:
    answer = finding.answer(number)
    assert not isinstance(answer, str)
    return answer


def _standings(outcome: Outcome) -> Standings:
    assert not isinstance(outcome.answer, str)
    return outcome.answer


def _order(standings: Standings) -> tuple[int, tuple[str, ...]]:
    """Return a key by which better comes first, and mixtures after what is of one kind."""
    return len(standings), standings


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
