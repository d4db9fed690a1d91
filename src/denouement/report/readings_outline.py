"""What a reader is told about all combinations of rival readings: what holds in all, in some, in none."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.foresight.overview.findings import Finding, Outcome, Verdict
from denouement.foresight.overview.overview import Overview
from denouement.foresight.reach import out_of_reach
from denouement.language import _, in_row, ngettext
from denouement.report.claims_words import quoted
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.reader import asks_by_command
from denouement.report.readings_endings import endings_sections
from denouement.report.readings_matrix import matrix_sections
from denouement.report.readings_short import Short
from denouement.report.readings_standings import Fortunes
from denouement.report.readings_words import Counts, holding, listed
from denouement.report.readings_worth import worth_sections
from denouement.report.says_in_words import tested
from denouement.report.words import concepts_in_words, date_in_words, resting_in_words

_ROWS_SHOWN = 30


def readings_outline(overview: Overview, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(overview, full)
    short = Short(overview, words.counts, words.fortunes)
    sections = [
        *warnings(overview.analysis),
        short.answer(),
        short.meaning(),
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
        combined, asked = self.overview.combined, self.counts.asked()
        sizes = " × ".join(
            _("{name} {number}", name=self.names[maker], number=len(ids)) for maker, ids in combined.rivals.items()
        )
        told = f"{self.number()} ({sizes})" if sizes else self.number()
        if asked:
            told = _("{combinations}: {asked}", combinations=told, asked=asked)
        day = date_in_words(self.overview.analysis.situation.snapshot.date)
        return _("{day}: {combinations}", day=day, combinations=told) if day else told

    def number(self) -> str:
        """Return how many combinations there are, and how many of them are looked at."""
        combined = self.overview.combined
        if combined.drawn:
            return ngettext(
                "drawn: {number} of {total} combinations of rival readings",
                "drawn: {number} of {total} combinations of rival readings",
                len(combined),
                total=combined.total,
            )
        if self.counts.asked():
            return _(
                "{number} of {total} combinations of rival readings",
                number=combined.total, total=self.counts.of_how_many(),
            )  # fmt: skip
        if combined.rivals:
            return _("{number} combinations of rival readings", number=combined.total)
        return _("no rival readings")

    def alone(self) -> Iterator[Section]:
        """Yield what there is to tell of one combination."""
        total = self.overview.combined.total
        if self.counts.drawn:
            holds = _("What holds in the one drawn of {total}", total=total)
            fails = _("What does not hold in the one drawn of {total}", total=total)
        else:
            holds, fails = _("What holds"), _("What does not hold")
        yield self.alike("all", holds, self.counts.at_least())
        yield self.alike("none", fails, self.counts.at_most())

    def compared(self) -> Iterator[Section]:
        """Yield what holds in all combinations, in some and in none, and what that is worth."""
        every, none = self.counts.all, self.counts.none
        yield self.alike("all", _("In {combinations}", combinations=every), self.counts.at_least())
        yield self.some()
        yield self.alike("none", _("In {combinations}", combinations=none), self.counts.at_most())
        yield from self.fortunes.sections()
        yield from endings_sections(self.overview, self.counts, full=self.full)
        yield from worth_sections(self.overview, self.counts, full=self.full)
        yield from matrix_sections(self.overview, self.counts, self.fortunes, full=self.full)

    # -- in all, in none ------------------------------------------------------------------------------------

    def alike(self, verdict: Verdict, title: str, lead: str) -> Section:
        """Return what has one verdict, one row for each kind of question."""
        under = _("under {concepts}", concepts=resting_in_words(self.overview.analysis))
        rows = [
            *([(_("It lasts as it stands"), under)] if self.asked(verdict, "now") else []),
            *self.concepts(verdict),
            *self.scenarios(verdict),
            *self.fortunes.alike(verdict),
            *self.claims(verdict),
            *(self.claims("does_not_arise") if verdict == "none" else ()),
        ]
        if not rows:
            return Section(title, lead or _("Nothing of what is asked here."))
        return Section(title, lead, rows=tuple(rows))

    def asked(self, verdict: Verdict, *kinds: str) -> list[Finding]:
        return [finding for finding in self.overview.of_kind(*kinds) if finding.verdict == verdict]

    def concepts(self, verdict: Verdict) -> Iterator[tuple[str, ...]]:
        found = [finding.question.concept or "" for finding in self.asked(verdict, "stable")]
        if found:
            yield _("Where it stands is an equilibrium under"), concepts_in_words(found)

    def scenarios(self, verdict: Verdict) -> Iterator[tuple[str, ...]]:
        found = [finding.question.scenario for finding in self.asked(verdict, "scenario")]
        beyond = out_of_reach(self.overview.analysis)
        # A story is told of only where none of its scenarios says as much.
        stories = [finding.question.scenarios for finding in self.asked(verdict, "story")]
        told = [
            _("{story} (some scenario)", story=self.names.story(story[0]))
            for story in stories
            if not {*story} & {*found}
        ]
        for id in found:
            name = self.names.scenario(id)
            told.append(_("{scenario} (cannot be reached)", scenario=name) if id in beyond else name)
        if told:
            yield _("It can end in"), listed(told)
        elif not self.overview.analysis.conflict.scenarios and self.asked(verdict, "any_ending"):
            yield _("It can end"), _("in some state or other")

    def claims(self, verdict: Verdict) -> Iterator[tuple[str, ...]]:
        for label, told, findings in self.claimed(verdict):
            others = "" if verdict == "all" else self.other_answers(findings[0])
            if verdict == "does_not_arise":
                others = _("arises in {combinations}", combinations=self.counts.none)
                if self.counts.one:
                    others = _("does not arise")
            yield label, told + (f" ({others})" if others else "")

    def claimed(self, verdict: Verdict) -> list[tuple[str, str, list[Finding]]]:
        """Return the claims of one verdict: ids, what they say, and the findings; those that say the same once."""
        alike: dict[str, list[Finding]] = {}
        for finding in self.asked(verdict, "claim", "typed"):
            alike.setdefault(str(finding.question.says), []).append(finding)
        found = []
        for findings in alike.values():
            asked = findings[0].question.says
            says = "" if asked is None else tested(self.overview.analysis, asked)
            claims = [finding.question.claim for finding in findings if finding.question.claim is not None]
            quote = next(filter(None, (quoted(claim, full=self.full) for claim in claims)), "")
            ids = [clean(claim.id) for claim in claims if claim.id]
            label = _("Asked")
            if ids:
                label = ngettext("Claim {ids}", "Claims {ids}", len(ids), ids=", ".join(ids))
            found.append((label, " ".join(filter(None, (says, quote))), findings))
        return found

    def other_answers(self, finding: Finding) -> str:
        """Return how often it neither holds nor fails, if ever."""
        parts = []
        for outcome in finding.outcomes:
            if outcome.answer == "does_not_arise":
                parts.append(_("does not arise in {count}", count=outcome.share.combinations))
            elif outcome.answer == "unknown":
                parts.append(_("not known in {count}", count=outcome.share.combinations))
        return ", ".join(parts)

    # -- in some --------------------------------------------------------------------------------------------

    def some(self) -> Section:
        """Return what holds in some combinations, how often, and whose reading decides."""
        number = self.counts.number
        if self.counts.drawn:
            title = _("In some of {number} drawn, and whose reading decides", number=number)
        else:
            title = _("In some of {number}, and whose reading decides", number=number)
        told = list(self.undecided())
        if not told:
            return Section(title, _("Nothing: whatever is asked here comes out alike in all of them."))
        shown = told if self.full else told[:_ROWS_SHOWN]
        rows: list[tuple[str, ...]] = []
        for text, finding, outcome in shown:
            others = self.other_answers(finding) if finding.question.claim is not None else ""
            where = in_row([*filter(None, (self.counts.where(finding, outcome), others))])
            rows.append((text, *self.counts.cells(outcome.share), where))
        if len(shown) < len(told):
            left = len(told) - len(shown)
            more = _("… {number} more (shown with --full)", number=left)
            rows.append((more if asks_by_command() else _("… {number} more", number=left),))
        return Section(title, "", ("", *self.counts.headings(), ""), tuple(rows))

    def undecided(self) -> Iterator[tuple[str, Finding, Outcome]]:
        """Yield what holds in some combinations and not in others, in words."""
        for finding in self.asked("some", "now"):
            yield _("It lasts as it stands"), finding, holding(finding)
        stable: dict[bytes, list[Finding]] = {}
        for finding in self.asked("some", "stable"):
            stable.setdefault(finding.codes.tobytes(), []).append(finding)
        for alike in stable.values():
            concepts = concepts_in_words(finding.question.concept or "" for finding in alike)
            text = _("Where it stands is an equilibrium under {concepts}", concepts=concepts)
            yield text, alike[0], holding(alike[0])
        if not self.overview.analysis.conflict.scenarios:
            for finding in self.asked("some", "any_ending"):
                yield _("There is an ending"), finding, holding(finding)
        for finding in self.asked("some", "story"):
            story = self.names.story(finding.question.scenarios[0])
            yield _("It can end in {story} (some scenario)", story=story), finding, holding(finding)
        for finding in self.asked("some", "scenario"):
            scenario = self.names.scenario(finding.question.scenario)
            yield _("It can end in {scenario}", scenario=scenario), finding, holding(finding)
        yield from self.fortunes.some()
        for label, says, findings in self.claimed("some"):
            yield _("{label}: {says}", label=label, says=says), findings[0], holding(findings[0])
