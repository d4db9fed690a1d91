"""How moves, and what decides whether somebody likes them, are worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from denouement.analysis.comparing import Comparison
from denouement.analysis.paths import Step
from denouement.analysis.precedence import Moment, Precedence
from denouement.analysis.result import Analysis
from denouement.language import _, in_row, language, ngettext, together
from denouement.report.clean import clean
from denouement.report.telling import short_statement
from denouement.report.words import SIGNS, STANDINGS, Names


def step_in_words(step: Step, names: Names) -> str:
    """Return a move as `Leave together → Exodus (state 28)`."""
    return f"{names.change(step.take, step.drop)} → {names.state(step.to)}".lstrip()


def liking_in_words(comparison: Comparison) -> str:
    """Return how a state is liked against another, and what decides it: `▲ better, by no crisis`."""
    return f"{SIGNS[comparison.standing]} {standing_in_words(comparison)}"


def standing_in_words(comparison: Comparison) -> str:
    """Return the same without the sign: `better, by no crisis`."""
    if comparison.standing == "unknown":
        return _("not known")
    standing = _(STANDINGS[comparison.standing])
    if comparison.standing == "same":
        return standing
    if comparison.premise is not None:
        statement = short_statement(comparison.premise.statement)
        return _("{standing}, by {statement}", standing=standing, statement=statement)
    if comparison.worth is not None:
        here, there = map(str, comparison.worth)
        return _("{standing}, worth {here}, not {there}", standing=standing, here=here, there=there)
    return standing


def readings_in_words(analysis: Analysis, names: Names, decision_makers: Iterable[str]) -> str:
    """Return which rival readings are used, `The board read as survival, The staff as letter`; empty without any."""
    rivals = {maker.id for maker in analysis.conflict.decision_makers if len(maker.readings) > 1}
    read = [
        _("{name} as {reading}", name=names[maker], reading=clean(id))
        for maker, id in analysis.readings.items()
        if maker in rivals and maker in set(decision_makers)
    ]
    return _("Read here: {readings}", readings=together(read)) if read else ""


def rule_in_words(rule: Iterable[Precedence], names: Names) -> str:
    """Return who moves before whom: `the staff before the board, Altman before the staff and the board`."""
    rule = list(rule)
    often = {who for pair in rule for who, number in pair if number > 1}
    after: dict[Moment, list[Moment]] = {}
    for first, second in rule:
        after.setdefault(first, []).append(second)
    parts = [
        _(
            "{first} before {others}",
            first=_moment(first, names, often),
            others=[_moment(second, names, often) for second in seconds],
        )
        for first, seconds in after.items()
    ]
    return in_row(parts)


def _moment(moment: Moment, names: Names, often: set[str]) -> str:
    who, number = moment
    return _("{name} ({nth} move)", name=names[who], nth=ordinal(number)) if who in often else names[who]


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`; in French `1er`, `2e`, of something masculine."""
    if language() == "fr":
        return "1er" if number == 1 else f"{number}e"  # not said
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"


def with_states(name: str, ids: Sequence[str], *, most: int) -> str:
    """Return a scenario with its states, as `Exodus (states 7 and 8)`; of more than `most` with their number."""
    if len(ids) > most:
        return ngettext("{name} ({number} state)", "{name} ({number} states)", len(ids), name=name)
    return ngettext("{name} (state {ids})", "{name} (states {ids})", len(ids), name=name, ids=together(ids))


def these_states(ids: Sequence[str], *, most: int) -> str:
    """Return states of no scenario, as `states 7 and 8`; of more than `most` their number."""
    if len(ids) > most:
        return ngettext("{number} state", "{number} states", len(ids))
    return ngettext("state {ids}", "states {ids}", len(ids), ids=together(ids))
