"""The matrix form of the stability concepts (Xu, Hipel, Kilgour), as a third opinion beside the sets.

Rows are where a move starts, columns where it ends. J_i holds the moves of i, P_i^+(s, q) says that i prefers
q to s, and P_i^{-,=} = E - I - P_i^+ holds what i does not prefer to s. M_H collects legal sequences of H:
M_i^(1) = J_i, M_i^(t) = sign(J_i (OR over j != i of M_j^(t-1))), i being the *first* mover. The diagonal of
M_H is set to 0, for a state is not in its own coalition list. The matrices here are Boolean, so that
sign(A B) is `A @ B`, the entrywise product is `A & B`, and E - A is `~A`.

The zero diagonal of P_i^{-,=} is where the published form parts from the definitions in sets: if the
opponents can bring the conflict from the improvement s1 back to s, the definition counts s itself as a
sanction (s is not better than s), the published form does not. In option form this cannot happen: only i can
undo what i did. In graphs whose decision makers share moves it can. `return_counts` puts the diagonal in.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .definitions import State, Twin, opponents

Matrix = NDArray[np.bool_]


def matrix_stable_sets(twin: Twin, *, return_counts: bool = False) -> dict[str, dict[str, set[State]]]:
    """Give the stable states under the five concepts: concept, then decision maker."""
    size = len(twin.states)
    everywhere = np.ones((size, size), dtype=bool)  # E
    moves = {who: _move_matrix(twin, who) for who in twin.decision_makers}  # J_i
    better = {who: _preference_matrix(twin, who) for who in twin.decision_makers}  # P_i^+
    improvements = {who: moves[who] & better[who] for who in twin.decision_makers}  # J_i^+
    result: dict[str, dict[str, set[State]]] = {name: {} for name in ("nash", "gmr", "smr", "seq", "sseq")}
    for who in twin.decision_makers:
        others = opponents(twin, who)
        any_reply = _legal_sequences(moves, others)  # M_{N-i}
        credible_reply = _legal_sequences(improvements, others)  # M_{N-i}^+
        not_better = ~better[who]
        if not return_counts:
            not_better &= ~np.eye(size, dtype=bool)
        lasting = not_better.T & ~(moves[who] @ better[who].T)  # W, rows: s2, columns: s
        unsanctioned = {
            "nash": everywhere,
            "gmr": ~(any_reply @ not_better.T),
            "smr": ~(any_reply @ lasting),
            "seq": ~(credible_reply @ not_better.T),
            "sseq": ~(credible_reply @ lasting),
        }
        for concept, matrix in unsanctioned.items():
            unstable = np.diagonal(improvements[who] @ matrix)
            result[concept][who] = {s for s, out in zip(twin.states, unstable, strict=True) if not out}
    return result


def _move_matrix(twin: Twin, who: str) -> Matrix:
    place = {state: number for number, state in enumerate(twin.states)}
    matrix = np.zeros((len(place), len(place)), dtype=bool)
    for start, ends in twin.moves[who].items():
        for end in ends:
            matrix[place[start], place[end]] = True
    return matrix


def _preference_matrix(twin: Twin, who: str) -> Matrix:
    return np.array([[twin.prefers(who, q, s) for q in twin.states] for s in twin.states], dtype=bool)


def _legal_sequences(steps: dict[str, Matrix], members: Iterable[str]) -> Matrix:
    """M_H, by lengthening sequences until no (first mover, start, end) is new.

    The stop looks at each first mover alone: the union may pause for one length and grow again later.
    """
    exact = {mover: steps[mover] for mover in members}  # M_i^(t)
    found = dict(exact)  # M_i^(1) or ... or M_i^(t)
    nothing = np.zeros_like(next(iter(steps.values())))
    while True:
        followed = {i: _either([nothing, *(exact[j] for j in exact if j != i)]) for i in exact}
        exact = {i: steps[i] @ followed[i] for i in exact}
        longer = {i: found[i] | exact[i] for i in exact}
        if all(np.array_equal(longer[i], found[i]) for i in found):
            break
        found = longer
    union = _either([nothing, *found.values()])
    np.fill_diagonal(union, False)
    return union


def _either(matrices: list[Matrix]) -> Matrix:
    union: Matrix = np.logical_or.reduce(matrices)
    return union
