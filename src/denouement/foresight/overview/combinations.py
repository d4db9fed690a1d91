"""Which combinations of rival readings are worked out, all or a draw of them, and how much each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from random import Random
from sys import maxsize

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from denouement.analysis.result import Analysis
from denouement.foresight.readings import Description, described, rival_readings
from denouement.foresight.weights import weighted, weights_of
from denouement.states.space import Bools

Codes = NDArray[np.int8]

_TELLING = 50
"""Combinations drawn below which it may be chance that somebody's reading agrees with an answer."""


@define(eq=False, slots=False)
class Combined:
    """Combinations of one reading each for decision makers with rivals, the last one's changing fastest."""

    rivals: Mapping[str, tuple[str, ...]]
    picks: NDArray[np.int64] = field(repr=False)
    """(combinations, rivals): which of its readings each decision maker has."""
    total: int
    """How many combinations there are, worked out or not."""
    seed: int | None
    """With which those worked out were drawn; None if they are all there are."""
    weights: Mapping[str, tuple[Fraction, ...]] | None
    """Per decision maker those of its readings; None if none of them says how certain it is."""

    def __len__(self) -> int:
        return len(self.picks)

    @property
    def drawn(self) -> bool:
        """Whether there are more combinations than those worked out."""
        return self.seed is not None

    def readings(self, number: int) -> dict[str, str]:
        """Return the combination at a position (from 0)."""
        pick = self.picks[number].tolist()
        return {maker: ids[at] for (maker, ids), at in zip(self.rivals.items(), pick, strict=True)}

    def share_of(self, inside: Bools) -> Fraction | None:
        """Return how much some combinations weigh of all, exactly; None without weights, or if not all are here.

        `inside` is (combinations,).
        """
        if self.weights is None or self.drawn:
            return None
        return Fraction(int(self._parts[inside].sum()), self._whole)

    @property
    def each(self) -> tuple[Fraction, ...] | None:
        """How much each combination weighs of all; None where `share_of` has no answer."""
        if self.weights is None or self.drawn:
            return None
        return tuple(Fraction(int(part), self._whole) for part in self._parts)

    @cached_property
    def _whole(self) -> int:
        assert self.weights is not None
        return prod(_denominator(own) for own in self.weights.values())

    @cached_property
    def _parts(self) -> NDArray[np.object_]:
        """How many parts of the whole each combination weighs; (combinations,)."""
        assert self.weights is not None
        parts = np.ones(len(self), dtype=object)
        for at, own in enumerate(self.weights.values()):
            whole = _denominator(own)
            parts *= np.array([int(weight * whole) for weight in own], dtype=object)[self.picks[:, at]]
        return parts

    # -- whose reading decides ------------------------------------------------------------------------------

    def deciding(self, codes: Codes) -> tuple[str, ...]:
        """Return whose switch of reading alone changes an answer; `codes` are the answers, (combinations,).

        Of a draw only those who are seen to: two combinations that differ in nothing else must have been drawn.
        """
        found = []
        for maker, (order, alike) in self._switches.items():
            sorted_codes = codes[order]
            if bool((alike & (sorted_codes[1:] != sorted_codes[:-1])).any()):
                found.append(maker)
        return tuple(found)

    @cached_property
    def _switches(self) -> dict[str, tuple[NDArray[np.int64], Bools]]:
        """Per decision maker an order of the combinations, and which neighbours in it differ in its reading alone."""
        found = {}
        for at, maker in enumerate(self.rivals):
            others = np.delete(self.picks, at, axis=1)
            order = np.lexsort(others.T) if others.shape[1] else np.arange(len(self))
            found[maker] = order, (others[order][1:] == others[order][:-1]).all(axis=1)
        return found

    def described(self, inside: Bools, deciding: Sequence[str]) -> Description | None:
        """Return exactly which combinations some are, in few words; None if there is no such description.

        `deciding` holds everybody whose reading makes a difference to it. Of a draw, and one of some size, it is told
        only where one decision maker's reading, and nobody else's, agrees with all drawn.
        """
        if self.drawn:
            return self._by_one(inside)
        makers = list(self.rivals)
        columns = [makers.index(maker) for maker in deciding]
        rows = np.unique(self.picks[inside][:, columns], axis=0).tolist() if columns else []
        rivals = {maker: self.rivals[maker] for maker in deciding}
        return described(
            rivals, ({maker: rivals[maker][at] for maker, at in zip(rivals, row, strict=True)} for row in rows)
        )

    def _by_one(self, inside: Bools) -> Description | None:
        if not inside.any() or inside.all() or len(self) < _TELLING:
            return None
        found = []
        for at, (maker, ids) in enumerate(self.rivals.items()):
            within, without = set(self.picks[inside, at].tolist()), set(self.picks[~inside, at].tolist())
            if not within & without:
                found.append(Description("and", ((maker, tuple(ids[pick] for pick in sorted(within))),)))
        return found[0] if len(found) == 1 else None

    def counts_by_reading(self, codes: Codes, answers: int, maker: str) -> NDArray[np.int64]:
        """Return how often each answer comes out with each reading of a decision maker; (readings, answers)."""
        at = list(self.rivals).index(maker)
        size = len(self.rivals[maker])
        keys = self.picks[:, at] * answers + codes
        return np.bincount(keys, minlength=size * answers).reshape(size, answers)


def _denominator(weights: Iterable[Fraction]) -> int:
    return lcm(*(weight.denominator for weight in weights))


def combined(analysis: Analysis, *, fixed: Iterable[str] = (), most: int, seed: int = 0) -> Combined:
    """Return all combinations of rival readings, or if they are more than `most` so many, drawn without replacement.

    Those in `fixed` keep the reading of the analysis. In a draw each combination is equally likely.
    """
    rivals = rival_readings(analysis, fixed=fixed)
    in_force = {maker: analysis.situation.snapshot.readings[maker] for maker in rivals}
    weights = {maker: weights_of(own) for maker, own in in_force.items()}
    total = prod(map(len, rivals.values()))
    drawn = total > most
    numbers = _drawn(total, most, seed) if drawn else range(total)
    return Combined(
        rivals,
        _picks(numbers, [len(ids) for ids in rivals.values()]),
        total,
        seed if drawn else None,
        weights if any(map(weighted, in_force.values())) else None,
    )


def _drawn(total: int, most: int, seed: int) -> list[int]:
    """Return different numbers below a total, in order."""
    rng = Random(seed)
    if total <= maxsize:
        return sorted(rng.sample(range(total), most))
    found: set[int] = set()  # more than a range can count: the same number hardly comes twice
    while len(found) < most:
        found.add(rng.randrange(total))
    return sorted(found)


def _picks(numbers: Sequence[int], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return numbers as digits, the last changing fastest; (numbers, sizes)."""
    picks = np.empty((len(numbers), len(sizes)), dtype=np.int64)
    rest = list(numbers)
    for at in reversed(range(len(sizes))):
        picks[:, at] = [number % sizes[at] for number in rest]
        rest = [number // sizes[at] for number in rest]
    return picks
