"""Steps of a history, evidence, sources and certainty in words, shared by the reports that tell where things stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from denouement.analysis.endings import Ending
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.language import _, language, marked, quoted
from denouement.model.conflict import Step
from denouement.model.evidence import Evidence, Source
from denouement.model.preference import Statement
from denouement.model.text import in_language
from denouement.model.timeline import Snapshot
from denouement.model.vocabulary import Vocabulary
from denouement.report.clean import clean
from denouement.report.words import STANDINGS, Names, certainty_in_words, concepts_in_words, date_in_words

_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?!\w)")

WEAK_SAYS = marked("A statement so marked is less likely than not, has no evidence, or is known only later.")
"""What a star beside a statement means, to be translated where it is said."""


def without_emphasis(text: str) -> str:
    """Return a Markdown text in the language spoken, without its stars of emphasis, on one line.

    >>> without_emphasis("**Who** gives *way*")
    'Who gives way'
    """
    text = in_language(text, language())  # before it is cut up: then it is one language's alone
    return clean(_EMPHASIS.sub(lambda found: found[2] or found[3], text)).strip()


def statement_in_words(statement: Statement) -> str:
    """Return a statement as `no exodus: not leave`, or the condition alone where it has no name."""
    that = clean(str(statement.that))
    return _("{name}: {that}", name=clean(statement.name), that=that) if statement.name else that


def short_statement(statement: Statement) -> str:
    """Return a statement's name, or the condition where it has none."""
    return clean(statement.name or str(statement.that))


def is_cited(analysis: Analysis) -> bool:
    """Return whether the model cites evidence for any statement used, so that missing evidence says something."""
    return any(not premise.assumed for premise in analysis.premises)


def weakly_decided(analysis: Analysis) -> dict[tuple[str, str], Premise]:
    """Return the weak statements that decide a standing, by decision maker and ending; empty if nothing is cited."""
    if not is_cited(analysis):
        return {}
    return {
        (maker, ending.state.id): premise
        for ending in analysis.endings
        for maker, premise in analysis.decided_by(ending.state).items()
        if premise.weak
    }


def weaknesses(premise: Premise, *, cited: bool) -> tuple[str, ...]:
    """Return what speaks against leaning on a statement; missing evidence only where the model cites any."""
    certainty = premise.statement.certainty
    return (
        *((certainty_in_words(certainty),) if premise.doubtful and certainty is not None else ()),
        *((_("no evidence"),) if premise.assumed and cited else ()),
        *((_("known only later"),) if premise.hindsight else ()),
    )


def move_in_words(step: Step, names: Names, vocabulary: Vocabulary) -> str:
    """Return who changed what in a step, as `The investors: no longer Go ahead`."""
    return _("{who}: {what}", who=names.these(step.by), what=change_in_words(step, names, vocabulary))


def step_in_words(step: Step, names: Names, vocabulary: Vocabulary) -> str:
    """Return a step with its hour, moves marked by an arrow, as `→ 23:53 Microsoft: Offer everybody a job`."""
    time = step.date.time
    hour = _("{hour}:{minute}", hour=f"{time:%H}", minute=f"{time:%M}") + " " if time else ""
    if not step.by:
        return hour + clean(step.event or "")
    moved = move_in_words(step, names, vocabulary)
    return f"→ {hour}{moved}" + (f" ({clean(step.event)})" if step.event else "")


def change_in_words(step: Step, names: Names, vocabulary: Vocabulary) -> str:
    """Return what a step changes, as `no longer Go ahead`."""
    changed = names.change(map(vocabulary.full_id, step.take), map(vocabulary.full_id, step.drop))
    led = f"→ {names.listed_state(step.to)}" if step.to is not None else ""
    return ", ".join(filter(None, (changed, led)))


def publisher(source: Source) -> str:
    """Return who published a source, or else its title or id."""
    return clean(source.publisher or source.title or source.id)


class Record:
    """What the sources of a model say, as of a day: its evidence in words."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.sources = {source.id: source for source in snapshot.conflict.sources}

    def publishers(self, evidence: Iterable[str]) -> str:
        """Return who published the evidence (by id) that counts on the day, each once: `The Verge, Axios`."""
        cited = (self.sources[self.snapshot.evidence[id].source] for id in self.snapshot.counting(evidence))
        return ", ".join(dict.fromkeys(map(publisher, cited)))

    def pieces(self, evidence: Iterable[str], *, mark_later: bool = True) -> Iterator[tuple[str, str]]:
        """Yield what each piece that counts on the day says and where; what came after the day is marked as later."""
        for id in self.snapshot.counting(evidence):
            piece = self.snapshot.evidence[id]
            later = _(" (later)") if mark_later and self.snapshot.only_hindsight([id]) else ""
            yield said(piece), where_said(piece, self.sources[piece.source]) + later


def said(evidence: Evidence) -> str:
    """Return what a piece of evidence says: its quote in quotation marks and its note, or else its id."""
    quote = quoted(clean(evidence.quote).strip()) if evidence.quote else ""
    return " ".join(filter(None, (quote, clean(evidence.note or "").strip()))) or clean(evidence.id)


def where_said(evidence: Evidence, source: Source) -> str:
    """Return who published a piece of evidence, when, and how it is graded: `Axios, 22 November 2023, B1`.

    The letter is the source's reliability (A best), the digit the credibility of the piece (1 best).
    """
    date = date_in_words(evidence.date) or clean(source.date or "")
    grade = f"{source.reliability or '-'}{evidence.credibility or '-'}"
    parts = (publisher(source), clean(evidence.where or ""), date, "" if grade == "--" else grade)
    return ", ".join(filter(None, parts))


def judged_anew_in_words(old: Ending, new: Ending, names: Names) -> list[str]:
    """Return what is said otherwise of an ending: the concepts it holds under, and who stands how in it."""
    parts = []
    if old.concepts != new.concepts:
        before, after = concepts_in_words(old.concepts), concepts_in_words(new.concepts)
        parts.append(_("holds under {before} → {after}", before=before, after=after))
    for maker, standing in new.compared.items():
        if old.compared.get(maker) != standing:
            before = _(STANDINGS[old.compared[maker]]) if maker in old.compared else _("not compared")
            after = _(STANDINGS[standing])
            parts.append(_("{name} {before} → {after}", name=names[maker], before=before, after=after))
    return parts
