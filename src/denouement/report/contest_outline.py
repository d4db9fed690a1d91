"""What a reader is told when two states are compared for somebody: which is preferred, by what, and how firmly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.landmarks import liking_of
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.analysis.wanting import Contest
from denouement.language import _, in_digits, in_row, ngettext, pgettext, together
from denouement.report.clean import clean
from denouement.report.prefer_outline import (
    decision_in_words,
    facts,
    number_in_words,
    numbers_of_wants,
    want_in_words,
)
from denouement.report.section import Section
from denouement.report.telling import Record, is_cited, statement_in_words
from denouement.report.words import Names, certainty_in_words
from denouement.states.relation import Order


def contest_outline(analysis: Analysis, decision_maker: str, found: Contest) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections on two states compared for one decision maker."""
    names = Names(analysis.conflict)
    sections = [
        _preferred(analysis, decision_maker, found, names),
        *_want_by_want(found, names),
        *(_grounds(analysis, found.comparison.premise) if found.comparison.premise else ()),
        *_rivals(analysis, found, names),
    ]
    return clean(analysis.conflict.title), facts(analysis, decision_maker), tuple(sections)


def _preferred(analysis: Analysis, decision_maker: str, found: Contest, names: Names) -> Section:
    lead = _standing(found.comparison, found.first, found.second, names)
    reason = _reason(analysis, decision_maker, found.comparison)
    lead = _("{preferred}, {reason}.", preferred=lead, reason=reason) if reason else f"{lead}."
    if found.comparison.standing == "same" and found.first.id != found.second.id and (alike := _why_alike(found)):
        lead += " " + alike
    rows = [
        (_("Only in state {id}", id=state.id), names.options(own))
        for state, other in ((found.first, found.second), (found.second, found.first))
        if (own := [option for option in state.taken if option not in other.taken])
    ]
    common = [option for option in found.first.taken if option in found.second.taken]
    if common:
        rows.append((_("In both"), names.options(common)))
    return Section(_("Which is preferred"), lead, rows=tuple(rows))


def _reason(analysis: Analysis, decision_maker: str, found: Comparison) -> str:
    """Return by what one of two states is preferred: by a want, by what they are worth, or by their places."""
    if found.standing not in ("better", "worse"):
        return ""
    numbers = numbers_of_wants(analysis, decision_maker)
    decides, weak = decision_in_words(found, numbers, cited=is_cited(analysis))
    if found.worth is not None:
        more, less = map(number_in_words, found.worth if found.standing == "better" else found.worth[::-1])
        return _("worth {here} against {there}", here=more, there=less)
    if decides:
        return _("by {decides}", decides=f"{decides} ({weak})" if weak else decides)
    return _places(analysis, decision_maker, found.ranks) if found.ranks is not None else ""


def _places(analysis: Analysis, decision_maker: str, ranks: tuple[int, int]) -> str:
    liking = liking_of(analysis, decision_maker)
    assert isinstance(liking, Order)
    here, there = sorted(int(liking.rank.max()) + 1 - rank for rank in ranks)
    return _("at place {here} against {there}", here=here, there=there)


def _standing(found: Comparison, first: State, second: State, names: Names) -> str:
    one, other = names.state(first), names.state(second)
    if first.id == second.id:
        return _("Both are {state}", state=one)
    match found.standing:
        case "better":
            return _("{state} over {other}", state=one, other=other)
        case "worse":
            return _("{state} over {other}", state=other, other=one)
        case "same":
            return _("Neither: {state} and {other} are alike", state=one, other=other)
        case "unknown":
            return _("Not known between {state} and {other}", state=one, other=other)


def _why_alike(found: Contest) -> str:
    if found.comparison.worth is not None:
        return _("Each is worth {number}.", number=number_in_words(found.comparison.worth[0]))
    return _("Every want holds in both or in neither.") if found.faring else ""


def _want_by_want(found: Contest, names: Names) -> Iterator[Section]:
    if not found.faring or found.first.id == found.second.id:
        return
    numbers = any(faring.want.worth is not None for faring in found.faring)
    rows = []
    for faring in found.faring:
        remark = _("decides") if faring.decides else _("would say otherwise") if faring.otherwise else ""
        worth = number_in_words(faring.want.worth) if faring.want.worth is not None else ""
        text = want_in_words(faring.want, names)
        cells = (str(faring.want.number), text, _yes(faring.first), _yes(faring.second))
        rows.append((*cells, worth, remark) if numbers else (*cells, remark))
    states = (_("State {id}", id=state.id) for state in (found.first, found.second))
    headings = ("", "", *states, *((_("Worth"),) if numbers else ()), "")
    yield Section(_("Want by want"), _outvoted(found), headings, tuple(rows))


def _outvoted(found: Contest) -> str:
    """Return how many wants agree above the deciding one, and which below it would have said otherwise."""
    against = [faring for faring in found.faring if faring.otherwise]
    deciding = next((at for at, faring in enumerate(found.faring) if faring.decides), None)
    if deciding is None:
        return ""
    clauses = []
    if deciding:
        clauses.append(
            ngettext(
                "the states agree on {number} want above it", "the states agree on {number} wants above it", deciding
            )
        )
    if not against:
        clauses.append(_("no want says otherwise"))
    else:
        clauses.append(
            ngettext(
                "{wants} would say otherwise, and counts for less",
                "{wants} would say otherwise, and count for less",
                len(against),
                wants=together([in_digits(faring.want.number) for faring in against]),
            )
        )
    return _("{clauses:cap}.", clauses=in_row(clauses))


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _grounds(analysis: Analysis, premise: Premise) -> Iterator[Section]:
    statement = premise.statement
    sentences = [f"{statement_in_words(statement)}."]
    if statement.certainty:
        sentences.append(_("Certainty: {certainty}.", certainty=certainty_in_words(statement.certainty)))
    if premise.assumed:
        sentences.append(_("No evidence is given for it."))
    if premise.hindsight:
        sentences.append(_("All evidence for it came later."))
    rows = [*_pieces(analysis, _("For"), statement.evidence), *_pieces(analysis, _("Against"), statement.against)]
    yield Section(_("What the deciding want rests on"), " ".join(sentences), rows=tuple(rows))


def _pieces(analysis: Analysis, side: str, evidence: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for at, (said, where) in enumerate(Record(analysis.situation.snapshot).pieces(evidence)):
        yield side if at == 0 else "", said, where


def _rivals(analysis: Analysis, found: Contest, names: Names) -> Iterator[Section]:
    if not found.rivals or found.first.id == found.second.id:
        return
    rows = []
    for reading, other in found.rivals.items():
        decides, weak = decision_in_words(other, {}, cited=is_cited(analysis))
        same = other.standing == found.comparison.standing
        turned = {other.standing, found.comparison.standing} == {"better", "worse"}
        verdict = pgettext("two states in another reading", "the same") if same else ""
        if turned:
            verdict = pgettext("two states in another reading", "the other way round")
        text = verdict or _standing(other, found.first, found.second, names)
        if verdict and decides:
            text = _("{verdict}, by {decides}", verdict=verdict, decides=decides)
        rows.append((clean(reading), text, weak))
    yield Section(_("Under the other readings"), rows=tuple(rows))
