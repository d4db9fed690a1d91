"""Every draw of what people may want, with its exact probability, by going through all of them.

A mind is rival readings, each with a weight and parts that are kept with a probability. Nothing here is shared with
the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

Kept = tuple[int, tuple[int, ...]]
"""Which reading, and which of its parts in which order."""


@dataclass(frozen=True)
class Part:
    """Readings of one mind: their weights, and how likely each part of each is kept."""

    weights: tuple[Fraction, ...]
    certainties: tuple[tuple[Fraction, ...], ...]


def weights(given: Sequence[Fraction | None]) -> tuple[Fraction, ...]:
    """Give the weights of readings: what is given, what is left shared equally; all alike where nothing is given."""
    if all(weight is None for weight in given):
        return tuple(Fraction(1, len(given)) for _ in given)
    total = sum((weight for weight in given if weight is not None), Fraction(0))
    missing = [weight for weight in given if weight is None]
    if not missing:
        return tuple(weight / total for weight in given if weight is not None)
    return tuple((1 - total) / len(missing) if weight is None else weight for weight in given)


def every_draw(mind: Part, swaps: int) -> dict[Kept, Fraction]:
    """Give every draw of one mind with its probability."""
    found: dict[Kept, Fraction] = {}
    for reading, (weight, shares) in enumerate(zip(mind.weights, mind.certainties, strict=True)):
        for keeping in product(*((True,) if share == 1 else (True, False) for share in shares)):
            likely = weight
            for keep, share in zip(keeping, shares, strict=True):
                likely *= share if keep else 1 - share
            if not likely:
                continue
            kept = tuple(at for at, keep in enumerate(keeping) if keep)
            for order, part in _disturbed(kept, swaps):
                found[reading, order] = found.get((reading, order), Fraction(0)) + likely * part
    return found


def _disturbed(order: tuple[int, ...], swaps: int) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    for times in range(swaps + 1):
        if len(order) < 2:
            yield order, Fraction(1, swaps + 1)
            continue
        places = len(order) - 1
        for exchanges in product(range(places), repeat=times):
            changed = list(order)
            for place in exchanges:
                changed[place : place + 2] = reversed(changed[place : place + 2])
            yield tuple(changed), Fraction(1, (swaps + 1) * places**times)


def every_profile(minds: Sequence[Part], swaps: int) -> dict[tuple[Kept, ...], Fraction]:
    """Give every draw of all minds with its probability."""
    found: dict[tuple[Kept, ...], Fraction] = {(): Fraction(1)}
    for mind in minds:
        own = every_draw(mind, swaps)
        found = {(*before, kept): so_far * likely for before, so_far in found.items() for kept, likely in own.items()}
    return found
