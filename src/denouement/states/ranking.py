"""From what a decision maker wants to ranks of states: dense integers, 1 = worst, ties equal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from denouement.errors import Path, Problem
from denouement.model.preference import Statements
from denouement.states.space import Bools, StateSpace

Ranks = NDArray[np.int32]

_BITS = 62  # statements packed into one integer before ranks are made dense again


def rank_by_statements(space: StateSpace, wants: Statements) -> Ranks:
    """Return ranks by prioritised statements; (states,) int32.

    Of two states the one that satisfies the first statement on which they differ ranks higher: the truths, most
    important first, are read as one binary number. Exact for any number of statements.
    """
    return rank_by_truths([space.holds(statement.that) for statement in wants.statements], len(space))


def rank_by_truths(truths: Sequence[Bools], states: int) -> Ranks:
    """Return ranks by columns of truth, most important first; each (states,)."""
    score = np.zeros(states, dtype=np.int64)
    for at in range(0, len(truths), _BITS // 2):
        # A rank of fewer than 2**31 states and 31 further bits fit into 62.
        for truth in truths[at : at + _BITS // 2]:
            score = score * 2 + truth
        score = _dense(score).astype(np.int64)
    return _dense(score)


def rank_by_groups(space: StateSpace, groups: Sequence[tuple[Bools, Path]], path: Path) -> Ranks | list[Problem]:
    """Return ranks by groups of tied states, best first, or what is wrong: a state in two places or in none.

    Each group is a column of states, (states,), with its path in the model.
    """
    problems = []
    rank = np.zeros(space.codes.shape, dtype=np.int32)
    for position, (members, place) in enumerate(groups):
        twice = members & (rank > 0)
        if twice.any():
            problems.append(
                Problem(f"{_states_in_words(space, twice)} stand in two places of this ranking", "keep one", place)
            )
        rank[members] = len(groups) - position
    if (rank == 0).any():
        missing = _states_in_words(space, rank == 0)
        hint = "list every feasible state once; a pattern with - stands for several, tied"
        problems.append(Problem(f"{missing} missing from this ranking", hint, path))
    return problems or _dense(rank)


def _dense(score: NDArray[np.integer]) -> Ranks:
    _, inverse = np.unique(score, return_inverse=True)
    ranks: Ranks = (inverse.reshape(score.shape) + 1).astype(np.int32)
    return ranks


def _states_in_words(space: StateSpace, chosen: Bools) -> str:
    indices = np.flatnonzero(chosen)
    some = ", ".join(f"{index + 1} ({space.pattern(int(index))})" for index in indices[:3])
    more = f" and {len(indices) - 3:,} more" if len(indices) > 3 else ""
    return f"state{'s' if len(indices) > 1 else ''} {some}{more}"
