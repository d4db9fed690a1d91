"""Which orders of moves belong together: who has to move before whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from denouement.states.space import Bools

Moment = tuple[str, int]
"""Somebody's first move (1), second move (2), and so on."""
Precedence = tuple[Moment, Moment]
"""The first comes before the second."""
Order = tuple[str, ...]
"""Decision makers in the order in which they move."""


def shortest_rule(chosen: Sequence[Order], others: Sequence[Order]) -> tuple[Precedence, ...] | None:
    """Return precedences that hold in all chosen orders, and together in none of the others; none can be left out.

    Empty if there are no others; None if no such precedences exist. All orders have the same movers, each as often.
    """
    if not others:
        return ()
    moments = moments_of(chosen[0])
    pairs = [pair for pair in permutations(moments, 2) if pair[0][0] != pair[1][0]]
    common = np.flatnonzero(_holding(chosen, pairs).all(axis=0)).tolist()
    outside = _holding(others, pairs)
    if outside[:, common].all(axis=1).any():
        return None
    kept = list(common)
    for candidate in common:
        rest = [pair for pair in kept if pair != candidate]
        if not outside[:, rest].all(axis=1).any():
            kept = rest
    return tuple(pairs[number] for number in kept)


def moments_of(order: Order) -> list[Moment]:
    """Return each move of an order as its mover's first, second, and so on.

    >>> moments_of(("a", "b", "a"))
    [('a', 1), ('b', 1), ('a', 2)]
    """
    return [(who, order[: at + 1].count(who)) for at, who in enumerate(order)]


def _holding(orders: Sequence[Order], pairs: Sequence[Precedence]) -> Bools:
    """Return which precedences hold in which orders; (orders, pairs)."""
    number = {moment: at for at, moment in enumerate(sorted(set(moments_of(orders[0]))))}
    place = np.empty((len(orders), len(number)), dtype=np.int32)
    for row, order in enumerate(orders):
        for at, moment in enumerate(moments_of(order)):
            place[row, number[moment]] = at
    first, second = ([number[pair[side]] for pair in pairs] for side in (0, 1))
    return place[:, first] < place[:, second]
