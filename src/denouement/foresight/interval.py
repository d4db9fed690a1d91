"""How far a share of what was drawn can be from the share of all."""

from __future__ import annotations

_DEVIATIONS = 1.959963984540054
"""Standard deviations on both sides of the mean that hold 95 % of a normal distribution."""


def interval(count: int, drawn: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval for a share, from how many of those drawn have it.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927) 209-212.
    """
    share, square = count / drawn, _DEVIATIONS**2 / drawn
    middle = (share + square / 2) / (1 + square)
    reach = _DEVIATIONS / (1 + square) * ((share * (1 - share) + square / 4) / drawn) ** 0.5
    # Where all or none have it the formula gives exactly that end, but for rounding.
    return (0.0 if count == 0 else max(0.0, middle - reach)), (1.0 if count == drawn else min(1.0, middle + reach))


def interval_of_all(count: int, drawn: int, total: int) -> tuple[float, float]:
    """Return within which shares of all that of a draw without replacement lies, at 95 %.

    Those drawn are among all, and only those not drawn are not known: the bounds that this makes certain narrow
    Wilson's interval, which is too wide for such a draw, if anything.
    """
    low, high = interval(count, drawn)
    return max(low, count / total), min(high, (count + total - drawn) / total)
