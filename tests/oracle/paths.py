"""Shortest legal ways by writing out every legal sequence of moves, shorter ones first.

Nothing is pruned and nothing is remembered between sequences, so this is for small conflicts only.
"""

from __future__ import annotations

from collections.abc import Iterator

from .definitions import State, Twin, reachable, unilateral_improvements, unilateral_moves

#: One way: mover and state reached, step by step.
Way = tuple[tuple[str, State], ...]


class TooManyError(Exception):
    """More sequences than anybody wants to write out."""


def shortest_ways(twin: Twin, start: State, *, improving: bool = False, most: int = 200_000) -> dict[State, set[Way]]:
    """Give, for each state that legal sequences reach, all sequences of the least length; the start by none."""
    wanted = _reached(twin, start) if improving else reachable(twin, start)
    found: dict[State, set[Way]] = {start: {()}}
    sequences: list[Way] = [()]
    while set(found) != wanted:
        sequences = [way for shorter in sequences for way in _longer(twin, start, shorter, improving)]
        if len(sequences) > most:
            raise TooManyError
        fresh: dict[State, set[Way]] = {}
        for way in sequences:
            if way[-1][1] not in found:
                fresh.setdefault(way[-1][1], set()).add(way)
        found |= fresh
    return found


def _longer(twin: Twin, start: State, way: Way, improving: bool) -> Iterator[Way]:
    here = way[-1][1] if way else start
    step = unilateral_improvements if improving else unilateral_moves
    for mover in twin.decision_makers:
        if not way or way[-1][0] != mover:  # nobody moves twice in succession
            yield from ((*way, (mover, state)) for state in step(twin, mover, here))


def _reached(twin: Twin, start: State) -> set[State]:
    """Give what chains of improvements reach: pairs of state and last mover, added until nothing changes."""
    pairs: set[tuple[State, str]] = set()
    while True:
        more = {
            (state, mover)
            for here, last in [(start, ""), *pairs]
            for mover in twin.decision_makers
            if mover != last
            for state in unilateral_improvements(twin, mover, here)
        }
        if more <= pairs:
            return {start} | {state for state, _ in pairs}
        pairs |= more
