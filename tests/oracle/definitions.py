"""The graph model for conflict resolution in Python sets: moves, coalition lists, five stability concepts.

Every function is the sentence in its docstring, written down with loops. Nothing assumes that moves or
preferences are transitive. Two choices hold throughout: in a sequence of moves nobody moves twice in
succession, and a state is not in its own coalition list. The state s whose stability is asked *may* be in
the list of the improvement s1, and then counts as a sanction, for s is not better than s.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

State = Hashable


@dataclass(frozen=True)
class Twin:
    """One conflict. `prefers(who, a, b)`: `who` strictly prefers a to b; neither way is indifference."""

    decision_makers: tuple[str, ...]
    states: tuple[State, ...]
    moves: Mapping[str, Mapping[State, Set[State]]]
    prefers: Callable[[str, State, State], bool]
    # Lists already worked out, for the definitions ask for the same ones again and again.
    remembered: dict[Any, frozenset[State]] = field(default_factory=dict, init=False, compare=False)


def unilateral_moves(twin: Twin, who: str, state: State) -> Set[State]:
    """R_i(s): where `who` alone can take the conflict in one step."""
    return twin.moves[who].get(state, frozenset())


def unilateral_improvements(twin: Twin, who: str, state: State) -> Set[State]:
    """R_i^+(s) = {q in R_i(s) : q >_i s}."""
    key = ("improvements", who, state)
    if key not in twin.remembered:
        found = (q for q in unilateral_moves(twin, who, state) if twin.prefers(who, q, state))
        twin.remembered[key] = frozenset(found)
    return twin.remembered[key]


def coalition_list(twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False) -> Set[State]:
    """R_H(s), or R_H^+(s) if `improving`: ends of legal sequences from `start`, without `start` itself.

    Breadth first over (state, last mover): from such a pair everybody but the last mover goes on.
    """
    members = frozenset(coalition)
    key = ("coalition", members, start, improving)
    if key not in twin.remembered:
        step = unilateral_improvements if improving else unilateral_moves
        seen = {(q, mover) for mover in members for q in step(twin, mover, start)}
        waiting = deque(seen)
        while waiting:
            state, last = waiting.popleft()
            for mover in members:
                if mover != last:
                    fresh = {(q, mover) for q in step(twin, mover, state)} - seen
                    seen |= fresh
                    waiting.extend(fresh)
        twin.remembered[key] = frozenset(state for state, _ in seen) - {start}
    return twin.remembered[key]


def coalition_list_by_induction(
    twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False
) -> Set[State]:
    """The same list by the two-clause induction, adding until nothing changes.

    `last_movers[q]` is Omega_H(s, q), the members that can move last on a legal sequence from s to q.
    """
    members = set(coalition)
    step = unilateral_improvements if improving else unilateral_moves
    last_movers: dict[State, set[str]] = {}
    for mover in members:  # clause 1: q in R_j(s)
        for q in step(twin, mover, start):
            last_movers.setdefault(q, set()).add(mover)
    changed = True
    while changed:
        changed = False
        for q in list(last_movers):
            for mover in members:
                if last_movers[q] != {mover}:  # clause 2: somebody else can have moved last
                    for r in step(twin, mover, q):
                        if mover not in last_movers.setdefault(r, set()):
                            last_movers[r].add(mover)
                            changed = True
    return set(last_movers) - {start}


def opponents(twin: Twin, who: str) -> tuple[str, ...]:
    """N - i."""
    return tuple(other for other in twin.decision_makers if other != who)


def replies(twin: Twin, who: str, s1: State) -> Set[State]:
    """R_{N-i}(s1): whatever the opponents of `who` can make of s1."""
    return coalition_list(twin, opponents(twin, who), s1)


def credible_replies(twin: Twin, who: str, s1: State) -> Set[State]:
    """R_{N-i}^+(s1): the same where each opponent that moves improves by its move."""
    return coalition_list(twin, opponents(twin, who), s1, improving=True)


def nash(twin: Twin, who: str, s: State) -> bool:
    """R_i^+(s) is empty."""
    return not unilateral_improvements(twin, who, s)


def gmr(twin: Twin, who: str, s: State) -> bool:
    """For every s1 in R_i^+(s) there is s2 in R_{N-i}(s1) with s >=_i s2."""
    return all(
        any(not twin.prefers(who, s2, s) for s2 in replies(twin, who, s1))
        for s1 in unilateral_improvements(twin, who, s)
    )


def smr(twin: Twin, who: str, s: State) -> bool:
    """As GMR, and s >=_i s3 for every s3 in R_i(s2): no countermove makes up for the sanction."""
    return all(
        any(_holds_down(twin, who, s, s2) for s2 in replies(twin, who, s1))
        for s1 in unilateral_improvements(twin, who, s)
    )


def seq(twin: Twin, who: str, s: State) -> bool:
    """For every s1 in R_i^+(s) there is s2 in R_{N-i}^+(s1) with s >=_i s2."""
    return all(
        any(not twin.prefers(who, s2, s) for s2 in credible_replies(twin, who, s1))
        for s1 in unilateral_improvements(twin, who, s)
    )


def sseq(twin: Twin, who: str, s: State) -> bool:
    """As SEQ, and s >=_i s3 for every s3 in R_i(s2)."""
    return all(
        any(_holds_down(twin, who, s, s2) for s2 in credible_replies(twin, who, s1))
        for s1 in unilateral_improvements(twin, who, s)
    )


def _holds_down(twin: Twin, who: str, s: State, s2: State) -> bool:
    """Tell whether s >=_i s2, and s >=_i s3 for every s3 in R_i(s2)."""
    return not twin.prefers(who, s2, s) and not any(twin.prefers(who, s3, s) for s3 in unilateral_moves(twin, who, s2))


CONCEPTS: dict[str, Callable[[Twin, str, State], bool]] = {
    "nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq,
}  # fmt: skip


def stable_states(twin: Twin, concept: str, who: str) -> set[State]:
    """Give the states that are stable for `who` under `concept`."""
    return {s for s in twin.states if CONCEPTS[concept](twin, who, s)}


def stable_sets(twin: Twin) -> dict[str, dict[str, set[State]]]:
    """Give the stable states of everybody under every concept: concept, then decision maker."""
    return {c: {who: stable_states(twin, c, who) for who in twin.decision_makers} for c in CONCEPTS}


def equilibria(twin: Twin, concept: str) -> set[State]:
    """Give the states that are stable for every decision maker under the same concept."""
    return {s for s in twin.states if all(CONCEPTS[concept](twin, who, s) for who in twin.decision_makers)}


def reachable(twin: Twin, status_quo: State) -> set[State]:
    """Give what legal sequences of all decision makers reach from the status quo, staying included."""
    return {status_quo} | coalition_list(twin, twin.decision_makers, status_quo)


def endings(twin: Twin, status_quo: State) -> set[State]:
    """Give the reachable states that are Nash or SEQ equilibria."""
    return reachable(twin, status_quo) & (equilibria(twin, "nash") | equilibria(twin, "seq"))
