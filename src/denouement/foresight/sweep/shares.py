"""In how many draws something is so, how sure that share is, and whether it has settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from attrs import frozen

from denouement.foresight.interval import interval

TENTHS = 10
_POINT = 0.01
_SQUARE = 1.959963984540054**2


def ends_of_tenths(draws: int) -> tuple[int, ...]:
    """Return how many draws there are after each tenth of them; the last is all.

    >>> ends_of_tenths(25)
    (3, 5, 8, 10, 13, 15, 18, 20, 23, 25)
    """
    return tuple(-(-draws * tenth // TENTHS) for tenth in range(1, TENTHS + 1))


@frozen
class Share:
    """In how many of some draws something is so."""

    running: tuple[int, ...]
    """The counts after each tenth of the draws."""
    draws: int
    certain: bool = False
    """All draws are bound to be alike: there is nothing to be unsure of."""
    ends: tuple[int, ...] | None = None
    """How many draws there were after each tenth; None: a tenth of them each."""

    @property
    def count(self) -> int:
        """In how many draws it is so."""
        return self.running[-1]

    @property
    def share(self) -> float:
        """The part of the draws in which it is so."""
        return self.count / self.draws

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval for the share among all possible draws."""
        return (self.share, self.share) if self.certain else interval(self.count, self.draws)

    @property
    def reach(self) -> float:
        """Half the width of the interval."""
        low, high = self.interval
        return (high - low) / 2

    @property
    def moved(self) -> float:
        """How far the running share moved over the second half of the draws: its highest less its lowest."""
        ends = self.ends or ends_of_tenths(self.draws)
        second = list(zip(self.running, ends, strict=True))[TENTHS // 2 - 1 :]
        shares = [count / end for count, end in second if end]
        return max(shares) - min(shares)

    @property
    def draws_for_a_point(self) -> int:
        """About how many draws would make the interval reach one percentage point to either side."""
        if self.certain:
            return 0
        # Wilson's interval for all or none of n draws reaches z² / (n + z²) / 2, however sure the share seems.
        least = _SQUARE * (1 / (2 * _POINT) - 1)
        return ceil(max(_SQUARE * self.share * (1 - self.share) / _POINT**2, least))


def among(part: Share, outside: Share) -> Share | None:
    """Return the share of something among the draws that something else is not so in; None if there are none."""
    ends = tuple(
        end - count for end, count in zip(outside.ends or ends_of_tenths(outside.draws), outside.running, strict=True)
    )
    return Share(part.running, ends[-1], part.certain, ends) if ends[-1] else None


@frozen
class Convergence:
    """How far the least settled of several shares is settled."""

    reach: float
    """Half the width of the widest interval."""
    moved: float
    """The furthest that any running share moved over the second half of the draws."""
    draws_for_a_point: int
    """About how many draws would make every interval reach at most one percentage point to either side."""

    @classmethod
    def of(cls, shares: Iterable[Share]) -> Convergence:
        """Return that of some shares; nothing to settle if there are none."""
        found: Sequence[Share] = tuple(shares)
        return cls(
            max((share.reach for share in found), default=0.0),
            max((share.moved for share in found), default=0.0),
            max((share.draws_for_a_point for share in found), default=0),
        )
