"""What a reader is told about claims: which hold, in how many readings, what decides, and which are not judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.claims import VERDICTS, Judgement
from denouement.foresight.readings import deciding_readings
from denouement.language import _, in_row, marked, ngettext, pgettext, quoted
from denouement.model.evidence import Claim
from denouement.report.claims_grounds import REASONS, GroundWords
from denouement.report.clean import clean
from denouement.report.section import Section
from denouement.report.words import TRUTHS, Names, certainty_in_words, date_in_words

_BY: dict[Truth, str] = {
    "holds": marked("holds by"),
    "fails": marked("fails by"),
    "does_not_arise": marked("does not arise by"),
    "unknown": marked("not known by"),
}
"""What stands before the reasons of one of several answers."""

_NO_CLAIMS = marked(
    "The model has no claims. Write what somebody said the outcome would be under `claims`, each with a `quote`, a "
    "`source`, and `says`, such as says: \"better(WHO, endings)\". Or ask with --says 'ending(now)'."
)


def claims_outline(
    analysis: Analysis,
    judgements: Sequence[Judgement],
    others: Sequence[Claim] = (),
    *,
    readings: int,
    full: bool = False,
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections.

    `others` are claims that say nothing in terms of the model. `full` adds what comes out in each of the `readings`.
    """
    words = _Words(analysis)
    ordered = sorted(judgements, key=lambda judgement: VERDICTS.index(judgement.verdict))
    sections = [section for judgement in ordered for section in words.judgement(judgement, full)]
    if any(
        words.grounds.is_weak(leaning)
        for judgement in judgements
        for told in judgement.leanings.values()
        for leaning in told
    ):
        sections.append(Section("", _("* less likely than not, without evidence, or known only later")))
    if others:
        rows = tuple((clean(claim.id), _quote(claim), _certainty(claim)) for claim in others)
        lead = _("These say nothing in terms of the model.")
        sections.append(Section(_("Not judged by this model"), lead, rows=rows))
    if not judgements and not others:
        sections.append(Section(_("No claims"), _(_NO_CLAIMS)))
    return clean(analysis.conflict.title), _facts(analysis, judgements, others, readings), tuple(sections)


def _facts(analysis: Analysis, judgements: Sequence[Judgement], others: Sequence[Claim], readings: int) -> str:
    date = analysis.situation.snapshot.date
    number, judged = len(judgements) + len(others), len(judgements)
    parts = [ngettext("{number} claim", "{number} claims", number)]
    if others:
        parts.append(ngettext("{number} of them judged", "{number} of them judged", judged))
    if readings > 1:
        parts.append(_("under {number} combinations of readings", number=readings))
    facts = ", ".join(parts)
    return _("{day}: {facts}", day=date_in_words(date), facts=facts) if date else facts


def _quote(claim: Claim) -> str:
    return quoted(clean(claim.quote)) if claim.quote else ""


def _certainty(claim: Claim) -> str:
    return certainty_in_words(claim.certainty) if claim.certainty is not None else ""


def verdict_in_words(judgement: Judgement) -> str:
    """Return `depends, holds in 6 of 18 readings, fails in 12`."""
    total = judgement.readings
    found = [(_(TRUTHS[truth]), count) for truth, count in judgement.counts.items() if count]
    first, most = found[0]
    if total == 1:
        return first
    if judgement.counts["does_not_arise"] == total:
        return _("arises in none of {number} readings", number=total)
    if most == total:
        return _("{answer} in all {number} readings", answer=first, number=total)
    readings = ngettext(
        "{answer} in {number} of {total} readings",
        "{answer} in {number} of {total} readings",
        most,
        answer=first,
        total=total,
    )
    others = (_("{answer} in {number}", answer=answer, number=count) for answer, count in found[1:])
    answers = ", ".join([readings, *others])
    return _("depends, {answers}", answers=answers) if judgement.verdict == "depends" else answers


def grounds_of(analysis: Analysis, judgement: Judgement) -> Iterator[tuple[str, str, str]]:
    """Yield under which readings a claim holds and what each answer rests on: rows of the claim's id, what, and why.

    The id stands in the first row alone.
    """
    words = _Words(analysis)
    rows = [row for row in (*words.where(judgement), *words.rests_on(judgement, full=False)) if row[1]]
    for number, (what, why) in enumerate(rows):
        yield "" if number else clean(judgement.claim.id), what, why


class _Words:
    """Puts judgements of one analysis into words."""

    def __init__(self, analysis: Analysis) -> None:
        self.names = Names(analysis.conflict)
        self.sources = {source.id: source for source in analysis.conflict.sources}
        self.grounds = GroundWords(analysis)

    def judgement(self, judgement: Judgement, full: bool) -> Iterator[Section]:
        claim = judgement.claim
        verdict = verdict_in_words(judgement)
        heading = verdict[:1].upper() + verdict[1:]
        if claim.id:
            heading = _("{id}: {verdict}", id=clean(claim.id), verdict=verdict)
        rows = [
            (pgettext("before who said it", "claimed"), self.author(claim)),
            (pgettext("before a claim", "says"), clean(str(claim.says))),
            *self.where(judgement),
            *self.rests_on(judgement, full),
            (_("note"), clean(claim.note) if claim.note and full else ""),
        ]
        yield Section(heading, _quote(claim), rows=tuple(row for row in rows if row[1]))
        if full and judgement.readings > 1:
            yield self.table(judgement)

    def author(self, claim: Claim) -> str:
        source = self.sources.get(claim.source or "")
        said_by = (source.publisher or source.title or source.id) if source is not None else ""
        parts = [clean(said_by), date_in_words(claim.date), _certainty(claim)]
        return ", ".join(part for part in parts if part)

    def where(self, judgement: Judgement) -> Iterator[tuple[str, str]]:
        if judgement.where is not None:
            where = _("exactly with {readings}", readings=self.names.read_so(judgement.where))
            yield _(TRUTHS[judgement.told]), where
        elif judgement.deciding:
            makers = self.names.these(judgement.deciding, inside=True)
            yield _("decided by"), _("how these are read: {decision_makers}", decision_makers=makers)

    def rests_on(self, judgement: Judgement, full: bool) -> Iterator[tuple[str, str]]:
        """Yield what each answer rests on: statements, who would leave, or why it is neither true nor false."""
        several = sum(bool(count) for count in judgement.counts.values()) > 1
        for truth, count in judgement.counts.items():
            if not count:
                continue
            parts = [
                self.grounds.statements(judgement.leanings[truth], full),
                self.grounds.leavers(judgement.leavers[truth], count),
                self.grounds.endings(judgement.endings[truth], count),
                *(_(REASONS[reason]) for reason in judgement.reasons[truth]),
            ]
            if not any(parts):
                parts = [
                    self.grounds.facts(next(answer for answer in judgement.answers.values() if answer.truth == truth))
                ]
            yield _(_BY[truth]) if several else _("rests on"), in_row([part for part in parts if part])

    def table(self, judgement: Judgement) -> Section:
        """Return what comes out and what speaks for it, for each combination of the readings that matter to that."""
        told = {
            chosen: (_(TRUTHS[answer.truth]), self.grounds.facts(answer))
            for chosen, answer in judgement.answers.items()
        }
        makers = deciding_readings(told)
        rows = {tuple(clean(id) for maker, id in chosen if maker in makers): row for chosen, row in told.items()}
        headings = (*(self.names[maker] for maker in makers), "", "") if makers else ()
        return Section("", "", headings, tuple((*readings, *row) for readings, row in rows.items()))
