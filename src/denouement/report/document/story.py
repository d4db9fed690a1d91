"""The third chapter: what happened, who tells it, what the sources dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.language import _, language, quoted
from denouement.model.narrative import Day, Narrative, Wanted, narrative
from denouement.model.text import in_language
from denouement.report.document.figures import evidence_figure
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Part, Prose, filled
from denouement.report.document.sources import Sources
from denouement.report.doubts_outline import foundations
from denouement.report.outline import Section
from denouement.report.telling import Record, short_statement, step_in_words, without_emphasis
from denouement.report.words import Names, date_in_words


def story(found: Findings, sources: Sources) -> Chapter:
    """Return the chapter of the story and its evidence."""
    words = _Words(found, sources)
    conflict = found.analysis.conflict
    parts: list[Part] = [
        *([Prose(_in_language(conflict.summary))] if conflict.summary else []),
        *words.happened(),
        *words.disputed(),
        *foundations(Record(words.snapshot), words.told, words.names, full=False),
        *evidence_figure(found.analysis),
    ]
    return Chapter("story", _("The story and its evidence"), tuple(parts))


def _in_language(text: str) -> str:
    return in_language(text, language())


class _Words:
    def __init__(self, found: Findings, sources: Sources) -> None:
        self.snapshot = found.analysis.situation.snapshot
        self.conflict = found.analysis.conflict
        self.names = Names(self.conflict)
        self.sources = sources
        self.told: Narrative = narrative(self.snapshot)

    def happened(self) -> Iterator[Section]:
        if not self.conflict.history:
            yield Section(_("What happened"), _("No history is written."))
            return
        headings = (_("Day"), _("What happened"), _("Told by"))
        before = [day for day in self.told.days if not day.later]
        lead = _("→ marks a move; everything else is told only.") if before else _("Nothing has happened yet.")
        yield filled(_("What happened"), lead, headings, self.steps(before))
        later = [day for day in self.told.days if day.later]
        if later:
            lead = _("Plays no part in the analysis, which stands on {day}.", day=date_in_words(self.snapshot.date))
            yield filled(_("What came later"), lead, headings, self.steps(later))

    def steps(self, days: Iterable[Day]) -> Iterator[tuple[str, ...]]:
        for day in days:
            heading = date_in_words(day.date)
            for number in day.steps:
                step = self.conflict.history[number]
                told = step_in_words(step, self.names, self.snapshot.vocabulary)
                if step.note:
                    told += f" ({without_emphasis(step.note)})"
                yield heading, told, self.sources.citing(step.evidence)
                heading = ""

    def disputed(self) -> Iterator[Section]:
        contested = (*self.told.disputed, *self.told.opposed)
        if not contested:
            return
        rows = tuple(row for wanted in contested for row in self.sides(wanted))
        lead = _("What somebody wants, where evidence speaks for it and against it.")
        headings = (_("Who wants what"), _("Side"), _("What the evidence says"), _("Where"))
        yield Section(_("What the sources dispute"), lead, headings, rows)

    def sides(self, wanted: Wanted) -> Iterator[tuple[str, ...]]:
        statement = wanted.statement
        wants = quoted(short_statement(statement))
        who = _("{name}: {that}", name=self.names[wanted.decision_maker], that=wants)
        for side, evidence in ((_("for"), statement.evidence), (_("against"), statement.against)):
            for says, where in self.sources.evidence(evidence):
                yield who, side, says, where
                who = ""
