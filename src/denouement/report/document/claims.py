"""The second chapter: what was claimed about the outcome, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.foresight.claims import VERDICTS, Judgement, Verdict
from denouement.language import _, marked, ngettext, quoted
from denouement.model.evidence import Claim
from denouement.report.claims_outline import grounds_of
from denouement.report.clean import clean
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Linked, Part, filled
from denouement.report.document.sources import Sources
from denouement.report.outline import Section
from denouement.report.says_in_words import SaysInWords
from denouement.report.words import certainty_in_words, date_in_words

_VERDICTS: dict[Verdict, str] = {
    "holds": marked("Holds"),
    "depends": marked("Depends"),
    "fails": marked("Fails"),
    "does_not_arise": marked("Does not arise"),
    "unknown": marked("Not known"),
}


def claims(found: Findings, sources: Sources) -> Chapter | None:
    """Return the chapter of claims; None if the model has none."""
    conflict = found.analysis.conflict
    if not conflict.claims:
        return None
    parts: list[Part] = []
    if "claims" in found.left_out:
        parts.append(Section("", _("Not judged: {reason}.", reason=found.left_out["claims"])))
    elif "claims" not in found.asked:
        parts.append(Section("", _("Not judged: this was not asked for.")))
    judgements = sorted(found.judgements, key=lambda judgement: VERDICTS.index(judgement.verdict))
    if judgements:
        parts.append(_summary(found, judgements, sources))
        parts += _each(found, judgements)
    others = tuple(claim for claim in conflict.claims if claim.says is None)
    if others:
        parts.append(_not_judged(others, sources))
    return Chapter("claims", _("What was claimed"), tuple(parts))


def _summary(found: Findings, judgements: list[Judgement], sources: Sources) -> Section:
    words = SaysInWords(found.analysis)
    total = judgements[0].readings
    claimed = [judgement.claim for judgement in judgements]
    by = [_by(claim, sources) for claim in claimed]
    rows = [
        (
            clean(judgement.claim.id),
            _(_VERDICTS[judgement.verdict]),
            _("{count} of {number}", count=judgement.counts["holds"], number=total),
            quoted(clean(judgement.claim.quote)) if judgement.claim.quote else "",
            words.says(judgement.claim.says) if judgement.claim.says is not None else "",
            *([] if _alike(by) else [author]),
            _certainty(judgement.claim),
        )
        for judgement, author in zip(judgements, by, strict=True)
    ]
    lead = ngettext(
        "{number} claim says something in terms of this model.",
        "{number} claims say something in terms of this model.",
        len(judgements),
    )
    if total > 1:
        lead += " " + _("Each was judged under {number} combinations of rival readings.", number=total)
        lead += " " + _("In how many of them it holds is no probability.")
    lead += " " + _("That a claim holds here is a statement about this model, not about the world.")
    if _alike(by):
        lead += " " + _("Said by all: {source}.", source=by[0])
    headings = (
        _("Claim"),
        _("Verdict"),
        _("Holds in"),
        _("As it was said"),
        _("As it was tested"),
        *([] if _alike(by) else [_("Said by")]),
        _("Its author's certainty"),
    )
    return filled(_("All claims judged"), lead, headings, rows)


def _each(found: Findings, judgements: list[Judgement]) -> Iterator[Section]:
    """Yield for each claim in which readings it holds, and what its answers rest on."""
    rows = [row for judgement in judgements for row in grounds_of(found.analysis, judgement)]
    if not rows:
        return
    lead = _("Under which readings each claim holds, and what the answers rest on.")
    yield Section(_("Claim by claim"), lead, (_("Claim"), "", ""), tuple(rows))
    if any("*" in row[-1] for row in rows):
        yield Section("", _("* less likely than not, without evidence, or known only later"))


def _not_judged(others: tuple[Claim, ...], sources: Sources) -> Section:
    by = [_by(claim, sources) for claim in others]
    rows = [
        (
            clean(claim.id),
            quoted(clean(claim.quote)) if claim.quote else clean(claim.note or ""),
            *([] if _alike(by) else [author]),
            _certainty(claim),
        )
        for claim, author in zip(others, by, strict=True)
    ]
    lead = ngettext(
        "{number} claim says nothing in terms of this model.",
        "{number} claims say nothing in terms of this model.",
        len(others),
    )
    if _alike(by):
        lead += " " + _("Said by all: {source}.", source=by[0])
    headings = (_("Claim"), _("As it was said"), *([] if _alike(by) else [_("Said by")]), _("Its author's certainty"))
    return filled(_("Not judged"), lead, headings, rows)


def _alike(by: Sequence[str]) -> bool:
    """Return whether several claims were all said by the same and on the same day, so that it is said once."""
    return len(by) > 1 and len(set(map(str, by))) == 1 and bool(by[0])


def _by(claim: Claim, sources: Sources) -> Linked:
    told = [*sources.cited(claim.source)] if claim.source else []
    if date := date_in_words(claim.date):
        told.append((", " + date if told else date, None))
    return Linked.of(told)


def _certainty(claim: Claim) -> str:
    return certainty_in_words(claim.certainty) if claim.certainty is not None else ""
