"""What a verdict rests on: the sanctions of an improvement, and whether a told sequence of moves is legal."""

from __future__ import annotations

from collections.abc import Sequence

from .definitions import State, Twin, credible_replies, replies, unilateral_improvements, unilateral_moves


def sanctions(twin: Twin, concept: str, who: str, s: State, s1: State) -> set[State]:
    """Give every s2 that sanctions the improvement of `who` from s to s1 under `concept`.

    Under Nash stability nothing does. A state is stable exactly if each of its improvements has a sanction.
    """
    if concept == "nash":
        return set()
    allowed = credible_replies if concept in ("seq", "sseq") else replies
    found = {s2 for s2 in allowed(twin, who, s1) if not twin.prefers(who, s2, s)}
    if concept in ("smr", "sseq"):
        found = {s2 for s2 in found if not ways_out(twin, who, s, s2)}
    return found


def ways_out(twin: Twin, who: str, s: State, s2: State) -> set[State]:
    """Give the countermoves from s2 that leave `who` better off than in s."""
    return {s3 for s3 in unilateral_moves(twin, who, s2) if twin.prefers(who, s3, s)}


def is_legal_sequence(twin: Twin, start: State, steps: Sequence[tuple[str, State]], *, improving: bool = False) -> bool:
    """Tell whether (mover, next state) steps are legal: each a move of its mover, nobody twice in succession.

    With `improving`, each step must also be an improvement for its mover, seen from where the mover stands.
    """
    allowed = unilateral_improvements if improving else unilateral_moves
    state, last = start, None
    for mover, following in steps:
        if mover == last or following not in allowed(twin, mover, state):
            return False
        state, last = following, mover
    return bool(steps)
