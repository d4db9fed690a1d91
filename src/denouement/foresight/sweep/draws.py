"""Draws of what everybody may want: one reading each, and of its statements those that are kept.

A draw takes one reading of each decision maker by weight, then keeps each statement with its certainty, all
independently. On request the order of what is left is disturbed: neighbours exchanged, a few times. Draw number k is a
function of the seed, k and what is written, whatever else is drawn in the same run, and drawing is exact: whole numbers
of 64 bits are compared with whole thresholds. The raw words of PCG64 are used, which NumPy promises never to change.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache
from math import prod

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from denouement.analysis.result import Analysis
from denouement.foresight.weights import weights_of
from denouement.model.preference import Preference, Ranking, Reading, Statements
from denouement.states.situation import Situation

BLOCK = 1_000
"""Draws that share their random numbers' beginning."""
MOST_SWAPS = 100
"""Exchanges of neighbours that may be asked for."""

_WORD = 1 << 64
Words = NDArray[np.uint64]


@frozen
class Mind:
    """Somebody's rival readings that can be drawn, with their weights, which sum to 1."""

    decision_maker: str
    readings: tuple[Reading, ...]
    weights: tuple[Fraction, ...]

    @property
    def doubtful(self) -> int:
        """How many statements of its readings may be left out."""
        return sum(share < 1 for reading in self.readings for share in _certainties(reading))

    def varieties(self, swaps: int) -> int:
        """Return how many draws of this mind could differ, or more: those that rank alike are not told apart."""
        return sum(
            2 ** sum(share < 1 for share in _certainties(reading))
            * sum(max(_length(reading) - 1, 0) ** times for times in range(1, swaps + 1))
            + 2 ** sum(share < 1 for share in _certainties(reading))
            for reading in self.readings
        )


def minds_of(situation: Situation, *, fixed: Collection[str] = ()) -> tuple[Mind, ...]:
    """Return the minds to draw from, in model order; those in `fixed` keep the reading that the situation has."""
    found = []
    for maker, used in situation.readings.items():
        readings = (used,) if maker in fixed else situation.snapshot.readings[maker]
        possible = [pair for pair in zip(readings, weights_of(readings), strict=True) if pair[1]]
        found.append(Mind(maker, tuple(reading for reading, _ in possible), tuple(weight for _, weight in possible)))
    return tuple(found)


def fixed_reading(analysis: Analysis, mind: Mind) -> str | None:
    """Return the reading that a mind has in every draw though others might be drawn; None if it is the only one."""
    rivals = analysis.situation.snapshot.readings[mind.decision_maker]
    drawn = [reading.id for reading, weight in zip(rivals, weights_of(rivals), strict=True) if weight]
    own = [reading.id for reading in mind.readings]
    return own[0] if own != drawn else None


def varieties(minds: Collection[Mind], swaps: int) -> int:
    """Return how many draws could differ, or more."""
    return prod(mind.varieties(swaps) for mind in minds)


def undisturbed(minds: Collection[Mind]) -> tuple[str, ...]:
    """Return the decision makers who have, in some reading, no order to disturb: weights, payoffs and pairs."""
    return tuple(
        mind.decision_maker
        for mind in minds
        if any(not isinstance(reading.preference, Statements | Ranking) for reading in mind.readings)
    )


@frozen
class Variant:
    """What one draw has for one decision maker: a reading, and which parts of it in which order."""

    reading: int
    """Position among the mind's readings."""
    order: tuple[int, ...]
    """Positions of the statements kept, or of the groups of a ranking; empty for other forms."""

    def of(self, mind: Mind) -> Reading:
        """Return the reading that is meant, with what is left of it."""
        reading = mind.readings[self.reading]
        return evolve(reading, preference=_arranged(reading.preference, self.order))


def _arranged(preference: Preference, order: tuple[int, ...]) -> Preference:
    match preference:
        case Statements(statements):
            return Statements(tuple(statements[at] for at in order))
        case Ranking(groups):
            return evolve(preference, ranking=tuple(groups[at] for at in order))
        case _:
            return preference


@frozen(eq=False)
class Block:
    """A thousand draws: per decision maker the variants that occur, and which of them each draw has."""

    variants: tuple[tuple[Variant, ...], ...]
    which: NDArray[np.int64]
    """(decision_makers, draws)."""


class Draws:
    """All draws of a seed; asked for in blocks."""

    def __init__(self, minds: tuple[Mind, ...], *, seed: int, swaps: int = 0) -> None:
        self.minds = minds
        self.seed = seed
        self.swaps = swaps
        self.block = lru_cache(maxsize=1)(self._block)
        """Return the draws from a thousand times a number on."""

    def _block(self, number: int) -> Block:
        drawn = [self._drawn(mind, at, number) for at, mind in enumerate(self.minds)]
        return Block(tuple(variants for variants, _ in drawn), np.stack([which for _, which in drawn]))

    def _drawn(self, mind: Mind, at: int, number: int) -> tuple[tuple[Variant, ...], NDArray[np.int64]]:
        longest = max(map(_length, mind.readings))
        words = self._words((number, at, 0), 1 + longest)
        reading = _chosen(mind.weights, words[0])
        kept = np.zeros((BLOCK, longest), dtype=bool)
        for place, written in enumerate(mind.readings):
            mine = reading == place
            for column, share in enumerate(_certainties(written)):
                kept[mine, column] = True if share >= 1 else words[1 + column, mine] < _threshold(share)
        exchanged = self._exchanged(mind, (number, at, 1), reading, kept.sum(axis=1))
        rows = np.concatenate([reading[:, None], exchanged, kept], axis=1).astype(np.int32)
        distinct, which = np.unique(rows, axis=0, return_inverse=True)
        width = 1 + exchanged.shape[1]
        variants = tuple(
            Variant(int(row[0]), _reordered(np.flatnonzero(row[width:]).tolist(), row[1:width].tolist()))
            for row in distinct
        )
        return variants, which.reshape(BLOCK)

    def _exchanged(
        self, mind: Mind, key: tuple[int, ...], reading: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the places whose part changes with the next one, -1 where nothing more is exchanged."""
        words = self._words(key, 1 + self.swaps)
        times = _below(words[0], np.full(BLOCK, self.swaps + 1))
        ordered = np.array([isinstance(it.preference, Statements | Ranking) for it in mind.readings])[reading]
        places = (
            np.stack([_below(word, np.maximum(lengths - 1, 1)) for word in words[1:]], axis=1)
            if self.swaps
            else (np.empty((BLOCK, 0), dtype=np.int64))
        )
        idle = (np.arange(self.swaps) >= times[:, None]) | ((lengths < 2) | ~ordered)[:, None]
        return np.where(idle, -1, places)

    def _words(self, key: tuple[int, ...], columns: int) -> Words:
        """Return random words, (columns, draws): a column's do not depend on how many there are."""
        source = np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key))
        words: Words = source.random_raw(columns * BLOCK).reshape(columns, BLOCK)
        return words


def _length(reading: Reading) -> int:
    return len(_certainties(reading))


def _certainties(reading: Reading) -> tuple[Fraction, ...]:
    """Return with which probability each part of a reading is kept."""
    match reading.preference:
        case Statements(statements):
            return tuple(Fraction(1) if it.certainty is None else it.certainty.value for it in statements)
        case Ranking(groups):
            return (Fraction(1),) * len(groups)
        case _:
            return ()


def _threshold(share: Fraction) -> np.uint64:
    """Return the number below which a random word lies with a probability below 1."""
    return np.uint64(share * _WORD // 1)


def _chosen(weights: tuple[Fraction, ...], words: Words) -> NDArray[np.int64]:
    """Return which of some readings each word chooses."""
    reached = [sum(weights[:count], Fraction()) for count in range(1, len(weights))]
    limits = np.array([_threshold(share) for share in reached], dtype=np.uint64)
    return np.searchsorted(limits, words, side="right")


def _below(words: Words, limits: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return whole numbers from 0 up to below a limit each, all as likely to within one in four thousand million."""
    return ((words >> np.uint64(32)) * limits.astype(np.uint64) >> np.uint64(32)).astype(np.int64)


def _reordered(order: list[int], exchanges: list[int]) -> tuple[int, ...]:
    for place in exchanges:
        if place >= 0:
            order[place], order[place + 1] = order[place + 1], order[place]
    return tuple(order)
