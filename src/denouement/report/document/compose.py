"""A document composed of what was worked out: eleven chapters, in the order in which a reader asks."""

from __future__ import annotations

from denouement.language import _, language
from denouement.report.clean import clean
from denouement.report.document.answer import answer
from denouement.report.document.appendix import appendix
from denouement.report.document.claims import claims
from denouement.report.document.deciding import deciding
from denouement.report.document.endings import endings, reasons
from denouement.report.document.findings import Findings
from denouement.report.document.limits import limits
from denouement.report.document.parts import Document
from denouement.report.document.players import players
from denouement.report.document.sources import Sources
from denouement.report.document.story import story
from denouement.report.document.wants import wanted
from denouement.report.document.ways import ways
from denouement.report.outline import facts_of
from denouement.report.reader import handed_over
from denouement.report.words import date_in_words


def compose(found: Findings, *, dated: str | None = None) -> Document:
    """Return the document, in the language spoken; `dated` is when it was made, if that is to be said."""
    with handed_over():  # whoever it is passed on to has no command line
        return _composed(found, dated)


def _composed(found: Findings, dated: str | None) -> Document:
    sources = Sources(found.analysis.situation.snapshot)
    chapters = (
        answer(found),
        claims(found, sources),
        story(found, sources),
        players(found, sources),
        wanted(found, sources),
        endings(found),
        reasons(found),
        ways(found),
        deciding(found),
        limits(found),
        appendix(found, sources),
    )
    date = found.analysis.situation.snapshot.date
    colophon = [
        _("Made by Denouement {version}.", version=found.analysis.version),
        *([_("The analysis stands on {day}.", day=date_in_words(date))] if date else []),
        *([_("Made on {day}.", day=dated)] if dated else []),
    ]
    return Document(
        clean(found.analysis.conflict.title),
        facts_of(found.analysis),
        language(),
        tuple(chapter for chapter in chapters if chapter is not None),
        tuple(colophon),
    )
