"""Limited-move stability for two decision makers with strict preferences: backward induction over h moves.

G_0(i, s) = s; if i cannot move from s, G_h(i, s) = s. Otherwise let q be the state of R_i(s) for which i likes
G_{h-1}(j, q) best: G_h(i, s) is that state if i strictly prefers it to s; else i stays, and G_h(i, s) = s. A state
is L_h-stable for i if i stays.
"""

from __future__ import annotations

from functools import cmp_to_key

from .definitions import State, Twin, opponents, unilateral_moves


def anticipated(twin: Twin, h: int, who: str, state: State) -> State:
    """Give G_h(i, s)."""
    moves = unilateral_moves(twin, who, state)
    if h == 0 or not moves:
        return state
    (other,) = opponents(twin, who)

    def compare(a: State, b: State) -> int:
        return int(twin.prefers(who, a, b)) - int(twin.prefers(who, b, a))

    best = max((anticipated(twin, h - 1, other, q) for q in moves), key=cmp_to_key(compare))
    return best if twin.prefers(who, best, state) else state


def limited_move_stable(twin: Twin, h: int, who: str, state: State) -> bool:
    """Tell whether a state is L_h-stable for somebody."""
    return anticipated(twin, h, who, state) == state


def non_myopic(twin: Twin, state: State, *, horizon: int = 24, settled: int = 8) -> bool:
    """Tell whether a state is L_h-stable for both, for every h from `settled` to `horizon`."""
    return all(
        limited_move_stable(twin, h, who, state) for h in range(settled, horizon) for who in twin.decision_makers
    )
