"""The kernels under the solution concepts: how low others can bring somebody, and who is deterred by it.

For each decision maker i and concept there is a cost f(t) of ending in state t. A state s is stable iff for every
improvement s1 from s the opponents can lead from s1 to some t with f(t) <= rank_i(s):

=======  ==========================================  =========================
concept  f(t)                                        opponents' arcs
=======  ==========================================  =========================
GMR      rank_i(t)                                   all moves
SMR      max(rank_i(t), max of rank_i over R_i(t))   all moves
SEQ      rank_i(t)                                   their credible moves
SSEQ     as SMR                                      their credible moves
=======  ==========================================  =========================

So only the minimum of f over what the opponents can reach from s1 matters, and one pass for all s1 finds it:
c(x) = min(f(x), c over the successors of x), swept to its fixed point. f(x) itself may be included because an
improvement is never its own sanction. Where moves are not transitive, "nobody moves twice in succession" bites
and the minimum is kept per (state, next mover) instead.

Where i's preferences are no order, each s has its own cost: 0 for a state that is certainly no better than s (and,
for SMR and SSEQ, from which no move of i leads to anything else), 1 for all others; the sweep is the same.
Ranks are dense integers, 1 = worst; arrays only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.relation import Order, Relation
from denouement.states.space import Bools

Costs = NDArray[np.int32]

NEVER = np.iinfo(np.int32).max
_BATCH = 1 << 24  # numbers in one batch of costs spread over arcs


@frozen(eq=False)
class Stability:
    """A concept's verdict for one decision maker: which states are stable, and which improvements are deterred."""

    stable: Bools
    """(states,)."""
    improvements: Arcs
    deterred: Bools
    """(improvements,): whether the opponents can answer so that the mover would be no better off than before."""


def without_sanctions(graph: Graph, i: int) -> Stability:
    """Return who stays if nothing deters anybody."""
    return _verdict(graph, i, np.zeros(len(graph.improvements[i]), dtype=bool))


def with_sanctions(graph: Graph, i: int, *, credible: bool, symmetric: bool) -> Stability:
    """Return who stays for fear of the opponents' answers.

    `credible` allows the opponents only moves that each mover may prefer to where it stands; `symmetric` asks that
    i cannot move out of the answer to anything better than before.
    """
    liking = graph.preferences[i]
    improvements = graph.improvements[i]
    if not len(improvements):
        return without_sanctions(graph, i)
    if isinstance(liking, Order):
        cost = liking.rank
        if symmetric:
            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))
        held_to = _least_cost(graph, i, cost, credible=credible)
        deterred = held_to[improvements.target] <= liking.rank[improvements.source]
        return _verdict(graph, i, deterred)
    return _verdict(graph, i, _deterred_in_a_relation(graph, i, liking, credible=credible, symmetric=symmetric))


def _deterred_in_a_relation(graph: Graph, i: int, liking: Relation, *, credible: bool, symmetric: bool) -> Bools:
    improvements = graph.improvements[i]
    deterred = np.zeros(len(improvements), dtype=bool)
    tempted, row = np.unique(improvements.source, return_inverse=True)
    size = max(1, _BATCH // max(1, graph.states, *(len(arcs) for arcs in graph.moves)))
    for begin in range(0, len(tempted), size):
        cost = (~liking.no_better_than(tempted[begin : begin + size])).astype(np.int32)
        if symmetric:
            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))
        held_to = _least_cost(graph, i, cost, credible=credible)
        here = (row >= begin) & (row < begin + size)
        deterred[here] = held_to[row[here] - begin, improvements.target[here]] == 0
    return deterred


def _verdict(graph: Graph, i: int, deterred: Bools) -> Stability:
    improvements = graph.improvements[i]
    stable = np.ones(graph.states, dtype=bool)
    stable[improvements.source[~deterred]] = False
    return Stability(stable, improvements, deterred)


def _least_cost(graph: Graph, i: int, cost: Costs, *, credible: bool) -> Costs:
    """Return the least cost that i's opponents can lead to from each state; (..., states) like `cost`."""
    arcs = graph.credible_moves if credible else graph.moves
    transitive = graph.credible_moves_are_transitive if credible else graph.moves_are_transitive
    opponents = [arcs[j] for j in range(len(arcs)) if j != i and len(arcs[j])]
    return (_least_by_any_path if transitive else _least_by_alternating_paths)(cost, opponents)


def _least_by_any_path(cost: Costs, opponents: Sequence[Arcs]) -> Costs:
    least = cost
    while True:
        before = least
        for arcs in opponents:
            least = np.minimum(least, _extreme(np.minimum, least, arcs, empty=NEVER))
        if np.array_equal(least, before):
            return least


def _least_by_alternating_paths(cost: Costs, opponents: Sequence[Arcs]) -> Costs:
    """Return the same where nobody may move twice in succession and that matters."""
    count = len(opponents)
    # after[j]: the least cost that can be reached if opponent j moves next; (opponents, ..., states)
    after = np.full((count, *cost.shape), NEVER, dtype=np.int32)
    while True:
        before = after.copy()
        for j, arcs in enumerate(opponents):
            others = [after[k] for k in range(count) if k != j]
            onward = np.minimum.reduce([cost, *others])
            after[j] = np.minimum(after[j], _extreme(np.minimum, onward, arcs, empty=NEVER))
        if np.array_equal(after, before):
            least: Costs = np.minimum.reduce([cost, *after])
            return least


def _extreme(ufunc: np.ufunc, value: Costs, arcs: Arcs, *, empty: int) -> Costs:
    """Return the extreme of `value` over the states that each state's arcs reach; `empty` where it has none."""
    result = np.full(value.shape, empty, dtype=np.int32)
    leaves = np.flatnonzero(np.diff(arcs.begin))
    if len(leaves):
        result[..., leaves] = ufunc.reduceat(value[..., arcs.target], arcs.begin[leaves], axis=-1)
    return result
