"""The second chapter: what was claimed about the outcome, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.result import Analysis
from denouement.foresight.claims import VERDICTS, Judgement, Verdict
from denouement.language import _, marked, ngettext, quoted
from denouement.model.claim_language import Ends, Fares, Joined, Not, Reachable, Says, Stable
from denouement.model.evidence import Claim
from denouement.report.claims_outline import claims_outline
from denouement.report.clean import clean
from denouement.report.decides_asked import state_in_words
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Linked, Part
from denouement.report.document.sources import Sources
from denouement.report.outline import Section
from denouement.report.words import Names, certainty_in_words, concepts_in_words, date_in_words

_VERDICTS: dict[Verdict, str] = {
    "holds": marked("Holds"),
    "depends": marked("Depends"),
    "fails": marked("Fails"),
    "does_not_arise": marked("Does not arise"),
    "unknown": marked("Not known"),
}
_FARES = {
    ("better", "endings"): marked("better off in every ending"),
    ("same", "endings"): marked("as well off as before in every ending"),
    ("worse", "endings"): marked("worse off in every ending"),
    ("better", "some_ending"): marked("better off in some ending"),
    ("same", "some_ending"): marked("as well off as before in some ending"),
    ("worse", "some_ending"): marked("worse off in some ending"),
    ("better", "now"): marked("better off as it stands now"),
    ("same", "now"): marked("as well off as before as it stands now"),
    ("worse", "now"): marked("worse off as it stands now"),
    ("better", ""): marked("better off in “{state}”"),
    ("same", ""): marked("as well off as before in “{state}”"),
    ("worse", ""): marked("worse off in “{state}”"),
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
        parts.append(_summary(found, judgements))
        sections = claims_outline(found.analysis, judgements, (), readings=judgements[0].readings)[2]
        parts.append(Chapter("claims-each", _("Claim by claim"), sections))
    others = tuple(claim for claim in conflict.claims if claim.says is None)
    if others:
        parts.append(_not_judged(others, sources))
    return Chapter("claims", _("What was claimed"), tuple(parts))


def _summary(found: Findings, judgements: list[Judgement]) -> Section:
    words = _Words(found.analysis)
    total = judgements[0].readings
    rows = [
        (
            clean(judgement.claim.id),
            _(_VERDICTS[judgement.verdict]),
            _("{count} of {number}", count=judgement.counts["holds"], number=total),
            quoted(clean(judgement.claim.quote)) if judgement.claim.quote else "",
            words.says(judgement.claim.says) if judgement.claim.says is not None else "",
        )
        for judgement in judgements
    ]
    lead = ngettext(
        "{number} claim says something in terms of this model.",
        "{number} claims say something in terms of this model.",
        len(judgements),
    )
    if total > 1:
        lead += " " + _("Each was judged under {number} combinations of rival readings.", number=total)
    lead += " " + _("That a claim holds here is a statement about this model, not about the world.")
    headings = (_("Claim"), _("Verdict"), _("Holds in"), _("As it was said"), _("As it was tested"))
    return Section(_("All claims judged"), lead, headings, tuple(rows))


def _not_judged(others: tuple[Claim, ...], sources: Sources) -> Section:
    rows = tuple(
        (
            clean(claim.id),
            quoted(clean(claim.quote)) if claim.quote else clean(claim.note or ""),
            _by(claim, sources),
        )
        for claim in others
    )
    lead = ngettext(
        "{number} claim says nothing in terms of this model.",
        "{number} claims say nothing in terms of this model.",
        len(others),
    )
    return Section(_("Not judged"), lead, (_("Claim"), _("As it was said"), _("Said by, how surely")), rows)


def _by(claim: Claim, sources: Sources) -> Linked:
    told = [*sources.cited(claim.source)] if claim.source else []
    more = [date_in_words(claim.date), certainty_in_words(claim.certainty) if claim.certainty else ""]
    for text in filter(None, more):
        told.append((", " + text if told else text, None))
    return Linked.of(told)


class _Words:
    """Says what a claim means without the notation of the file."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)

    def says(self, says: Says, *, inside: bool = False) -> str:
        """Return what a claim says; what is joined `inside` something else stands in parentheses."""
        match says:
            case Fares(_standing, maker, _where):
                return _("{name}: {fares}", name=self.names[maker], fares=self.fares(says))
            case Ends():
                if self.is_now(says):
                    return _("it lasts as it stands")
                return _("it can end in “{state}”", state=self.state(says))
            case Reachable():
                return _("“{state}” can be reached", state=self.state(says))
            case Stable(_state, concept):
                return _(
                    "“{state}” holds under {concept}", state=self.state(says), concept=concepts_in_words([concept])
                )
            case Not(part):
                return self.denied(part)
            case Joined(word, members):
                told = (_("; and ") if word == "and" else _("; or ")).join(self.members(word, members))
                return f"({told})" if inside else told
        raise TypeError(says)  # pragma: no cover - the nodes above are all there are

    def denied(self, part: Says) -> str:
        match part:
            case Fares(_standing, maker, _where):
                return _("{name}: not {fares}", name=self.names[maker], fares=self.fares(part))
            case Ends():
                if self.is_now(part):
                    return _("it does not last as it stands")
                return _("it cannot end in “{state}”", state=self.state(part))
            case Reachable():
                return _("“{state}” cannot be reached", state=self.state(part))
        return _("not ({claim})", claim=self.says(part))

    def members(self, word: str, members: tuple[Says, ...]) -> Iterator[str]:
        """Yield the parts of a joined claim; who is denied the same in a row of `and` is told of together."""
        alike: dict[str, list[str]] = {}
        for part in members:
            if word == "and" and isinstance(part, Not) and isinstance(part.part, Fares):
                alike.setdefault(self.fares(part.part), []).append(part.part.decision_maker)
        told: set[str] = set()
        for part in members:
            if word == "and" and isinstance(part, Not) and isinstance(part.part, Fares):
                fares = self.fares(part.part)
                if len(alike[fares]) > 1:
                    if fares not in told:
                        told.add(fares)
                        names = [self.names[maker] for maker in alike[fares]]
                        yield _("none of these {fares}: {names}", fares=fares, names=names)
                    continue
            yield self.says(part, inside=True)

    def fares(self, says: Fares) -> str:
        if isinstance(says.where, str):
            return _(_FARES[says.standing, says.where])
        if says.where.kind == "status_quo":
            return _(_FARES[says.standing, "now"])
        return _(_FARES[says.standing, ""], state=self.state(says))

    def is_now(self, says: Ends) -> bool:
        return says.state.kind == "status_quo"

    def state(self, says: Fares | Ends | Reachable | Stable) -> str:
        reference = says.where if isinstance(says, Fares) else says.state
        assert not isinstance(reference, str)
        if reference.kind == "status_quo":
            return _("as it stands now")
        return state_in_words(self.analysis, reference, self.names)
