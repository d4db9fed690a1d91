"""How moves, and what decides whether somebody likes them, are worded."""

from __future__ import annotations

from collections.abc import Iterable

from denouement.analysis.comparing import Comparison
from denouement.analysis.paths import Step
from denouement.analysis.precedence import Moment, Precedence
from denouement.analysis.result import Analysis
from denouement.language import together
from denouement.report.clean import clean
from denouement.report.telling import short_statement
from denouement.report.words import SIGNS, Names


def step_in_words(step: Step, names: Names) -> str:
    """Return a move as `Leave together → Exodus (state 28)`."""
    return f"{names.change(step.take, step.drop)} → {names.state(step.to)}".lstrip()


def liking_in_words(comparison: Comparison) -> str:
    """Return how a state is liked against another, and what decides it: `▲ better, by no crisis`."""
    sign = SIGNS[comparison.standing]
    if comparison.standing == "same":
        return f"{sign} same"
    if comparison.standing == "unknown":
        return f"{sign} not known"
    if comparison.premise is not None:
        return f"{sign} {comparison.standing}, by {short_statement(comparison.premise.statement)}"
    if comparison.worth is not None:
        return f"{sign} {comparison.standing}, worth {comparison.worth[0]}, not {comparison.worth[1]}"
    return f"{sign} {comparison.standing}"


def readings_in_words(analysis: Analysis, names: Names, decision_makers: Iterable[str]) -> str:
    """Return which rival readings are used, `The board read as survival, The staff as letter`; empty without any."""
    rivals = {maker.id for maker in analysis.conflict.decision_makers if len(maker.readings) > 1}
    read = [
        f"{names[maker]} as {clean(id)}"
        for maker, id in analysis.readings.items()
        if maker in rivals and maker in set(decision_makers)
    ]
    return f"Read here: {together(read)}" if read else ""


def rule_in_words(rule: Iterable[Precedence], names: Names) -> str:
    """Return who moves before whom: `the staff before the board, Altman before the staff and the board`."""
    rule = list(rule)
    often = {who for pair in rule for who, number in pair if number > 1}
    after: dict[Moment, list[Moment]] = {}
    for first, second in rule:
        after.setdefault(first, []).append(second)
    parts = [
        f"{_moment(first, names, often)} before {together([_moment(second, names, often) for second in seconds])}"
        for first, seconds in after.items()
    ]
    return "; ".join(parts)


def _moment(moment: Moment, names: Names, often: set[str]) -> str:
    who, number = moment
    return f"{names[who]} ({ordinal(number)} move)" if who in often else names[who]


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"
