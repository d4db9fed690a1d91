"""The sixth chapter: how it can end, state by state. The seventh: why each ending holds."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from denouement.analysis.endings import Ending, Story
from denouement.analysis.explain import Explanation, Stance
from denouement.language import _, in_digits, ngettext
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Part, filled
from denouement.report.ending_words import explained_concepts, meanings
from denouement.report.outline import Section
from denouement.report.telling import WEAK_SAYS, short_statement, weaknesses
from denouement.report.why_outline import why_outline
from denouement.report.why_words import WhyWords
from denouement.report.words import SIGNS, Names, concepts_in_words, resting_in_words

_NARROW = 6
"""Columns from which on a narrow text has several tables rather than broken cells."""
_LISTED = 24
"""Endings of one scenario that are listed one by one."""
_SHORTLY = 12
"""Endings of one scenario of which it is said shortly why they hold."""
_MOVES = 40
"""Moves out of a state that are all told of."""
_STORIES = 12
"""Scenarios of which the strongest ending is explained in full."""


def endings(found: Findings) -> Chapter:
    """Return the chapter that lists the endings."""
    words = _Words(found)
    analysis = found.analysis
    if not analysis.endings:
        lead = _(
            "There is no ending: no state within reach holds under {concepts}.", concepts=resting_in_words(analysis)
        )
        return Chapter("endings", _("How it can end"), (Section("", lead),))
    lead = _(
        "An ending can be reached and holds under {concepts}. {meaning}",
        concepts=resting_in_words(analysis),
        meaning=meanings(explained_concepts(analysis)),
    )
    if found.analysis.standings:
        lead += " " + _("The signs compare with the baseline: ▲ better, ● as well, ▼ worse off.")
    parts: list[Part] = [Section("", lead), *(words.listed(story) for story in analysis.stories)]
    return Chapter("endings", _("How it can end"), tuple(parts))


def reasons(found: Findings) -> Chapter | None:
    """Return the chapter that says why endings hold; None if there are none."""
    words = _Words(found)
    stories = found.analysis.stories
    if not stories:
        return None
    parts: list[Part] = []
    if len(stories) > _STORIES:
        left = _("The first {shown} of {number} scenarios are explained.", shown=_STORIES, number=len(stories))
        parts.append(Section("", left))
    parts += [words.explained(story) for story in stories[:_STORIES]]
    return Chapter("reasons", _("Why each ending holds"), tuple(parts))


class _Words:
    def __init__(self, found: Findings) -> None:
        self.found = found
        self.analysis = found.analysis
        self.names = Names(found.analysis.conflict)
        self.counts = {}
        if found.overview is not None and len(found.overview) > 1:
            self.counts = {it.state.id: it.finding.holds.combinations for it in found.overview.endings}

    def title(self, story: Story) -> str:
        if not self.analysis.conflict.scenarios:
            return _("The endings")
        return f"{self.names.scenario(story.scenario)} ({in_digits(len(story.endings))})"

    def common(self, story: Story) -> list[str]:
        shared = set(story.endings[0].state.taken).intersection(*(ending.state.taken for ending in story.endings))
        return [option for option in self.analysis.conflict.options if option in shared]

    # -- the list -------------------------------------------------------------------------------------------

    def listed(self, story: Story) -> Section:
        common = self.common(story)
        shown = story.endings[:_LISTED]
        readings = bool(self.counts)
        makers = [maker for maker in self.analysis.decision_makers if maker in story.endings[0].compared]
        lead = ""
        if self.analysis.conflict.options:
            lead = self.names.options(common)
            if len(story.endings) > 1:
                told = _("In all {number}: {options}.", number=len(story.endings), options=lead)
                lead = told if common else _("They have no option in common.")
        if len(shown) < len(story.endings):
            lead += " " + _("The first {shown} of {number} are listed.", shown=len(shown), number=len(story.endings))
        headings = (
            _("State"),
            _("Besides") if self.analysis.conflict.options else _("Name"),
            _("Holds under"),
            *([_("In readings")] if readings else []),
            *(self.names[maker] for maker in makers),
        )
        rows = tuple(self.row(ending, set(common), story, makers, readings=readings) for ending in shown)
        table = filled(self.title(story), lead.strip(), headings, rows)
        return evolve(table, grid=len(table.headings) > _NARROW)  # in a narrow text better several tables

    def row(
        self, ending: Ending, common: set[str], story: Story, makers: list[str], *, readings: bool
    ) -> tuple[str, ...]:
        besides = [option for option in ending.state.taken if option not in common]
        alone = len(story.endings) == 1
        extra = self.names.options(besides) if besides else "" if alone else self.names.nothing_more(ending.state)
        count = [in_digits(self.counts.get(ending.state.id, 0))] if readings else []
        all_of_them = len(ending.concepts) == len(self.analysis.concepts) > 1
        concepts = (
            _("all {number} concepts", number=len(ending.concepts))
            if all_of_them
            else concepts_in_words(ending.concepts)
        )
        signs = (SIGNS[ending.compared[maker]] for maker in makers)
        return ending.state.id, extra, concepts, *count, *signs

    # -- why ------------------------------------------------------------------------------------------------

    def strongest(self, story: Story) -> Ending:
        """Return the ending that holds under the most concepts and in the most readings, the first of such."""
        return max(story.endings, key=lambda it: (len(it.concepts), self.counts.get(it.state.id, 0)))

    def explained(self, story: Story) -> Chapter:
        first = self.strongest(story)
        explanation = self.analysis.why(first.state)
        told = self.whole(explanation)
        parts: list[Part] = []
        if len(story.endings) > 1:
            parts.append(
                Section(
                    "",
                    _(
                        "In full for state {state}, which holds under the most concepts and in the most readings; of "
                        "states alike in that, the first.",
                        state=first.state.id,
                    ),
                )
            )
        unanimous = all(set(stance.stays_under) == set(explanation.concepts) for stance in explanation.stances)
        for section in told:
            if section.grid and unanimous:  # a table of one word
                section = Section(section.title, _("Everybody would stay, under every concept."))
            parts.append(section)
        parts += self.shortly(story, first)
        name = self.names.scenario(story.scenario) if self.analysis.conflict.scenarios else _("The endings")
        return Chapter(f"why-{story.scenario or 'no-scenario'}", name, tuple(parts))  # not said

    def whole(self, explanation: Explanation) -> tuple[Section, ...]:
        """Return why a state holds, every move told if they are not too many."""
        moves = sum(len(stance.temptations) + len(stance.other_moves) for stance in explanation.stances)
        full = moves <= _MOVES
        told = why_outline(self.analysis, explanation, full=full)[2]
        told = told[:-1] if full else told  # the last one explains the concepts, as the appendix does
        stuck = [stance for stance in explanation.stances if not (stance.temptations or stance.other_moves)]
        if len(stuck) < 2:
            return told
        words = WhyWords(self.analysis)
        theirs = {words.verdict(stance) for stance in stuck}
        who = self.names.these([stance.decision_maker for stance in stuck])
        kept = [section for section in told if section.title not in theirs]
        return (*kept[:2], Section(_("Would stay, having no move"), f"{who}."), *kept[2:])

    def shortly(self, story: Story, first: Ending) -> Iterator[Section]:
        others = [ending for ending in story.endings if ending is not first]
        if not others:
            return
        shown = others[:_SHORTLY]
        rows = []
        for ending in shown:
            explanation = self.analysis.why(ending.state)
            rows.append((self.names.state(ending.state), *self.holding(explanation)))
        lead = ""
        if len(shown) < len(others):
            lead = ngettext("{number} more is left out.", "{number} more are left out.", len(others) - len(shown))
        headings = (_("State"), _("Nothing better to do"), _("Deterred from something better"), _("Leans on"))
        yield filled(_("The other endings shortly"), lead, headings, rows)
        if any("*" in row[-1] for row in rows):
            yield Section("", "* " + _(WEAK_SAYS))

    def holding(self, explanation: Explanation) -> tuple[str, str, str]:
        content = [stance for stance in explanation.stances if not stance.temptations]
        deterred = [stance for stance in explanation.stances if stance.temptations]
        return (
            self.names.these([stance.decision_maker for stance in content]) if content else "",
            "; ".join(
                _(
                    "{name} (under {concepts})",
                    name=self.names[stance.decision_maker],
                    concepts=concepts_in_words(stance.stays_under),
                )
                for stance in deterred
            ),
            ", ".join(dict.fromkeys(leaning for stance in explanation.stances for leaning in self.leanings(stance))),
        )

    def leanings(self, stance: Stance) -> Iterator[str]:
        """Yield the statements that make somebody's other moves no better, weak ones with a star."""
        for move in stance.other_moves:
            premise = move.comparison.premise
            if premise is not None:
                star = "*" if weaknesses(premise, cited=True) else ""
                yield f"{short_statement(premise.statement)}{star}"
