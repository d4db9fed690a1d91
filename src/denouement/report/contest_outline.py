"""What a reader is told when two states are compared for somebody: which is preferred, by what, and how firmly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.landmarks import liking_of
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.analysis.wanting import Contest
from denouement.language import together
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.prefer_outline import (
    decision_in_words,
    facts,
    number_in_words,
    numbers_of_wants,
    want_in_words,
)
from denouement.report.telling import Record, is_cited, statement_in_words
from denouement.report.words import Names, counted
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
    numbers = numbers_of_wants(analysis, decision_maker)
    decides, weak = decision_in_words(found.comparison, numbers, cited=is_cited(analysis))
    lead = _standing(found.comparison, found.first, found.second, names)
    if found.comparison.standing in ("better", "worse") and decides:
        if found.comparison.standing == "worse" and found.comparison.worth is not None:
            here, there = map(number_in_words, found.comparison.worth)
            decides = f"worth {there} against {here}"
        lead += f", {'' if found.comparison.worth else 'by '}{decides}" + (f" ({weak})" if weak else "")
    elif found.comparison.standing in ("better", "worse") and found.comparison.ranks is not None:
        lead += f", {_places(analysis, decision_maker, found.comparison.ranks)}"
    lead += "."
    if found.comparison.standing == "same" and found.first.id != found.second.id:
        lead += _why_alike(found)
    rows = [
        (f"Only in {_short(state)}", names.options(own))
        for state, other in ((found.first, found.second), (found.second, found.first))
        if (own := [option for option in state.taken if option not in other.taken])
    ]
    common = [option for option in found.first.taken if option in found.second.taken]
    if common:
        rows.append(("In both", names.options(common)))
    return Section("Which is preferred", lead, rows=tuple(rows))


def _places(analysis: Analysis, decision_maker: str, ranks: tuple[int, int]) -> str:
    liking = liking_of(analysis, decision_maker)
    assert isinstance(liking, Order)
    here, there = sorted(int(liking.rank.max()) + 1 - rank for rank in ranks)
    return f"at place {here:,} against {there:,}"


def _standing(found: Comparison, first: State, second: State, names: Names) -> str:
    if first.id == second.id:
        return f"Both are {names.state(first)}"
    match found.standing:
        case "better":
            return f"{names.state(first)} over {names.state(second)}"
        case "worse":
            return f"{names.state(second)} over {names.state(first)}"
        case "same":
            return f"Neither: {names.state(first)} and {names.state(second)} are alike"
        case "unknown":
            return f"Not known between {names.state(first)} and {names.state(second)}"


def _why_alike(found: Contest) -> str:
    if found.comparison.worth is not None:
        return f" Each is worth {number_in_words(found.comparison.worth[0])}."
    if found.faring:
        return " Every want holds in both or in neither."
    return ""


def _short(state: State) -> str:
    return f"state {state.id}"


def _want_by_want(found: Contest, names: Names) -> Iterator[Section]:
    if not found.faring or found.first.id == found.second.id:
        return
    numbers = any(faring.want.worth is not None for faring in found.faring)
    rows = []
    for faring in found.faring:
        remark = "decides" if faring.decides else "would say otherwise" if faring.otherwise else ""
        worth = number_in_words(faring.want.worth) if faring.want.worth is not None else ""
        text = want_in_words(faring.want, names)
        cells = (str(faring.want.number), text, _yes(faring.first), _yes(faring.second))
        rows.append((*cells, worth, remark) if numbers else (*cells, remark))
    headings = ("", "", f"State {found.first.id}", f"State {found.second.id}", *(("Worth",) if numbers else ()), "")
    yield Section("Want by want", _outvoted(found), headings, tuple(rows))


def _outvoted(found: Contest) -> str:
    """Return how many wants agree above the deciding one, and which below it would have said otherwise."""
    against = [faring for faring in found.faring if faring.otherwise]
    deciding = next((at for at, faring in enumerate(found.faring) if faring.decides), None)
    if deciding is None:
        return ""
    above = f"The states agree on {counted(deciding, 'want')} above it; " if deciding else ""
    if not against:
        text = "no want says otherwise"
    else:
        listed = together([str(faring.want.number) for faring in against])
        text = f"{listed} would say otherwise, and {'counts' if len(against) == 1 else 'count'} for less"
    text = above + text
    return text[0].upper() + text[1:] + "."


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _grounds(analysis: Analysis, premise: Premise) -> Iterator[Section]:
    statement = premise.statement
    certainty = f" Certainty: {statement.certainty.text}." if statement.certainty else ""
    lead = f"{statement_in_words(statement)}.{certainty}"
    rows = [*_pieces(analysis, "For", statement.evidence), *_pieces(analysis, "Against", statement.against)]
    if premise.assumed:
        lead += " No evidence is given for it."
    if premise.hindsight:
        lead += " All evidence for it came later."
    yield Section("What the deciding want rests on", lead, rows=tuple(rows))


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
        verdict = "the same" if same else "the other way round" if turned else ""
        preferred = _standing(other, found.first, found.second, names)
        text = f"{verdict}, by {decides}" if verdict and decides else verdict or preferred
        rows.append((clean(reading), text, weak))
    yield Section("Under the other readings", rows=tuple(rows))
