"""How likely each of some rival readings is, exactly: their certainties, made to sum to one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from denouement.model.preference import Reading


def weighted(readings: Sequence[Reading]) -> bool:
    """Return whether any of some readings says how certain it is; if none does, there are counts and no shares."""
    return any(reading.certainty is not None for reading in readings)


def weights_of(readings: Sequence[Reading]) -> tuple[Fraction, ...]:
    """Return the weight of each of some rival readings, those of one decision maker in force on the day; they sum to 1.

    A reading's certainty is its weight, and those without one share what is left equally. Where nothing is left to
    share, or nobody to share it, weights are made to sum to 1. With no certainty anywhere all weigh the same.

    >>> from denouement.model.evidence import Certainty
    >>> from denouement.model.preference import Statements
    >>> letter = Reading(Statements(), "letter", certainty=Certainty.parse("likely"))
    >>> [str(weight) for weight in weights_of([letter, Reading(Statements(), "bluff")])]
    ['13/20', '7/20']
    """
    given = [None if reading.certainty is None else reading.certainty.value for reading in readings]
    silent = given.count(None)
    said = sum((value for value in given if value is not None), Fraction())
    share = max(1 - said, Fraction()) / silent if silent else Fraction()
    weights = [share if value is None else value for value in given]
    whole = sum(weights, Fraction())
    return tuple(weight / whole for weight in weights)
