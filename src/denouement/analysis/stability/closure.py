"""The kernels under the solution concepts: how low others can bring somebody, and who is deterred by it.

For each decision maker i and concept there is a cost f(t) of ending in state t. A state s is stable iff for every
improvement s1 from s the opponents can lead from s1 to some t with f(t) <= rank_i(s):

=======  ==========================================  =========================
concept  f(t)                                        opponents' arcs
=======  ==========================================  =========================
GMR      rank_i(t)                                   all moves
SMR      max(rank_i(t), max of rank_i over R_i(t))   all moves
SEQ      rank_i(t)                                   their improvements
SSEQ     as SMR                                      their improvements
=======  ==========================================  =========================

So only the minimum of f over what the opponents can reach from s1 matters, and one pass for all s1 finds it:
c(x) = min(f(x), c over the successors of x), swept to its fixed point. f(x) itself may be included because an
improvement is never its own sanction. Where moves are not transitive, "nobody moves twice in succession" bites
and the minimum is kept per (state, next mover) instead. Ranks are dense integers, 1 = worst; arrays only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.space import Bools

Costs = NDArray[np.int32]

NEVER = np.iinfo(np.int32).max


@frozen(eq=False)
class Stability:
    """A concept's verdict for one decision maker: which states are stable, and which improvements are deterred."""

    stable: Bools
    """(states,)."""
    improvements: Arcs
    deterred: Bools
    """(improvements,): whether the opponents can answer so that the mover would be no better off than before."""


def judge(graph: Graph, i: int, held_to: Costs) -> Stability:
    """Return who stays, where `held_to` (states,) is the least cost opponents can bring i to after each move."""
    improvements = graph.improvements[i]
    deterred = held_to[improvements.target] <= graph.ranks[i][improvements.source]
    stable = np.ones(graph.states, dtype=bool)
    stable[improvements.source[~deterred]] = False
    return Stability(stable, improvements, deterred)


def cost_after_countermove(graph: Graph, i: int) -> Costs:
    """Return f of SMR and SSEQ: the best i can make of each state, by staying or by one further move; (states,)."""
    rank = graph.ranks[i]
    cost: Costs = np.maximum(rank, _extreme(np.maximum, rank, graph.moves[i], empty=0))
    return cost


def least_cost(graph: Graph, i: int, cost: Costs, *, credible: bool) -> Costs:
    """Return the least cost that i's opponents can lead to from each state; (states,).

    `credible` allows them only moves that each mover prefers to where it stands.
    """
    arcs = graph.improvements if credible else graph.moves
    opponents = [arcs[j] for j in range(len(arcs)) if j != i]
    sweep = _least_by_any_path if graph.is_transitive else _least_by_alternating_paths
    return sweep(cost, opponents)


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
    # after[j]: the least cost that can be reached if opponent j moves next; (opponents, states)
    after = np.full((count, len(cost)), NEVER, dtype=np.int32)
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
    result = np.full(len(value), empty, dtype=np.int32)
    leaves = np.flatnonzero(np.diff(arcs.begin))
    if len(leaves):
        result[leaves] = ufunc.reduceat(value[arcs.target], arcs.begin[leaves])
    return result
