"""One question answered under every combination of rival readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Literal, TypeVar

from attrs import frozen

from denouement.analysis.result import Analysis
from denouement.errors import BudgetError
from denouement.language import _

MOST = 20_000
"""Combinations of readings up to which all are worked out."""

Answer = TypeVar("Answer")


def rival_readings(analysis: Analysis, *, fixed: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """Return the decision makers who have more than one reading on the day, each with its readings' ids in order.

    Those in `fixed` are taken as read: they keep the reading of the analysis.
    """
    in_force = analysis.situation.snapshot.readings
    rivals = {
        maker: tuple(reading.id for reading in in_force[maker] if reading.id) for maker in analysis.decision_makers
    }
    return {maker: ids for maker, ids in rivals.items() if len(ids) > 1 and maker not in fixed}


def combinations(rivals: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], ...]:
    """Return every combination of one reading each, the last decision maker's changing fastest.

    Raises BudgetError beyond 20,000 combinations.
    """
    count = prod(map(len, rivals.values()))
    if count > MOST:
        message = _(
            "the rival readings make {number} combinations; {most} are the most that are worked out one by one. Choose "
            "readings for some decision makers, for example with --reading board=checks; `denouement readings` draws "
            "some of the combinations",
            number=count,
            most=MOST,
        )
        raise BudgetError(message)
    return tuple(dict(zip(rivals, chosen, strict=True)) for chosen in product(*rivals.values()))


def under_every_reading(
    analysis: Analysis,
    *,
    fixed: Iterable[str] = (),
    progress: Callable[[Iterable[dict[str, str]]], Iterable[dict[str, str]]] = iter,
) -> Iterator[tuple[dict[str, str], Analysis]]:
    """Yield each combination of rival readings with the analysis under it; states and moves are worked out once.

    `progress` wraps the combinations, to show how far the work has come.
    """
    for chosen in progress(combinations(rival_readings(analysis, fixed=fixed))):
        yield chosen, analysis.read_as(chosen)


def deciding_readings(answers: Mapping[tuple[tuple[str, str], ...], Answer]) -> tuple[str, ...]:
    """Return whose reading decides: the decision makers whose switch of reading alone changes some answer.

    `answers` maps each combination, as (decision maker, reading) pairs in one order, to what came out under it. If
    nobody is named the answer is the same everywhere; if one is, the answer is a function of that reading alone.
    """
    makers = [maker for maker, _ in next(iter(answers), ())]
    deciding = []
    for at, maker in enumerate(makers):
        found: dict[tuple[tuple[str, str], ...], Answer] = {}
        if any(
            found.setdefault(chosen[:at] + chosen[at + 1 :], answer) != answer for chosen, answer in answers.items()
        ):
            deciding.append(maker)
    return tuple(deciding)


@frozen
class Description:
    """Combinations of readings in few words: some decision makers, each read as one of some readings."""

    word: Literal["and", "or"]
    """Whether all of them must be so read, or one is enough."""
    readings: tuple[tuple[str, tuple[str, ...]], ...]
    """Decision maker and readings; those left out may be read in any way."""


def described(rivals: Mapping[str, tuple[str, ...]], chosen: Iterable[Mapping[str, str]]) -> Description | None:
    """Return what combinations of readings have in common and no others have; None if there is no such description.

    `chosen` are combinations of one reading for each of `rivals`. Neither all combinations nor none are described.

    >>> rivals = {"a": ("x", "y"), "b": ("v", "w")}
    >>> described(rivals, [{"a": "x", "b": "v"}, {"a": "x", "b": "w"}])
    Description(word='and', readings=(('a', ('x',)),))
    """
    inside = {tuple(combination[maker] for maker in rivals) for combination in chosen}
    outside = set(product(*rivals.values())) - inside
    if not inside or not outside:
        return None
    fits = _sides(rivals, inside)
    if fits is not None:
        return Description("and", fits)
    # What is left out of a union is what is in none of its parts.
    misses = _sides(rivals, outside)
    if misses is None:
        return None
    other = ((maker, tuple(id for id in rivals[maker] if id not in ids)) for maker, ids in misses)
    return Description("or", tuple(other))


def _sides(
    rivals: Mapping[str, tuple[str, ...]], combinations: set[tuple[str, ...]]
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """Return the readings of each decision maker that combinations are all mixtures of; those with all left out."""
    sides = {
        maker: tuple(id for id in ids if any(chosen[at] == id for chosen in combinations))
        for at, (maker, ids) in enumerate(rivals.items())
    }
    if prod(map(len, sides.values())) != len(combinations):
        return None
    return tuple((maker, ids) for maker, ids in sides.items() if ids != rivals[maker])
