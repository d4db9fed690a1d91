"""Ordered play in plain sets: each definition written down as a recursion from the last slot.

out_{k+1}(s) = {s}. At slot t the mover d values an action, staying included, by the worst of out_{t+1} there, and
takes a best one; if staying is among the best it stays, else all best actions are kept, and out_t(s) is the union.
"""

from __future__ import annotations

from collections.abc import Sequence

from .definitions import State, Twin, unilateral_moves


def outcomes(twin: Twin, order: Sequence[str], state: State, *, staying_ends: bool = False) -> frozenset[State]:
    """Give out_1(s) where everybody's preferences are an order."""
    if not order:
        return frozenset({state})
    who, rest = order[0], order[1:]
    actions = _actions(twin, who, rest, state, staying_ends)
    worst = {
        action: next(s for s in ends if not any(twin.prefers(who, s, other) for other in ends))
        for action, ends in actions.items()
    }
    best = {
        action
        for action in actions
        if not any(twin.prefers(who, worst[other], worst[action]) for other in actions)
    }  # fmt: skip
    if state in best:
        return actions[state]
    return frozenset().union(*(actions[action] for action in best))


def outcomes_in_a_relation(twin: Twin, order: Sequence[str], state: State) -> frozenset[State]:
    """Give the same where preferences may be unknown or run in circles.

    An action is certainly worse than another if one of its outcomes is certainly worse than all the other's. If every
    action is certainly worse than some other, all are kept, staying included.
    """
    if not order:
        return frozenset({state})
    who, rest = order[0], order[1:]
    actions = {action: outcomes_in_a_relation(twin, rest, action) for action in _possible(twin, who, state)}
    best = []
    for action, ends in actions.items():
        worse = False
        for other in actions.values():
            for end in ends:
                if all(twin.prefers(who, better, end) for better in other):
                    worse = True
        if not worse:
            best.append(action)
    if state in best:
        return actions[state]
    return frozenset().union(*(actions[action] for action in best or actions))


def _possible(twin: Twin, who: str, state: State) -> list[State]:
    return [state, *unilateral_moves(twin, who, state)]


def _actions(
    twin: Twin, who: str, rest: Sequence[str], state: State, staying_ends: bool
) -> dict[State, frozenset[State]]:
    actions = {
        action: outcomes(twin, rest, action, staying_ends=staying_ends) for action in _possible(twin, who, state)
    }
    if staying_ends:
        actions[state] = frozenset({state})
    return actions
