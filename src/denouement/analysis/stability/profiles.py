"""The solution concepts for many preference profiles on one state space at once; arrays only.

The definitions and the argument are those of module closure; here the last axis holds profiles, so that one sweep over
the moves serves all of them. Arcs are arranged in layers: the k-th arc of every state that has more than k, the states
with most arcs first. A layer is then one gather and one comparison, whatever the number of profiles.

Preferences are orders: dense ranks, 1 = worst. What a concept asks of one decision maker's ranks alone (Nash, GMR and
SMR) is worked out once for each order that occurs, what it asks of everybody's (SEQ and SSEQ) for each profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.space import Bools

Columns = NDArray[np.signedinteger]
"""(states, profiles): a number per state for each profile; the narrowest type that holds the ranks."""

_BATCH = 1 << 20  # numbers in the layers of all decision makers at once: what a core keeps near it


@frozen
class Demand:
    """What a concept asks: whether anything deters, whether answers must be credible, whether escape counts."""

    deterred: bool
    credible: bool = False
    symmetric: bool = False


DEMANDS: dict[str, Demand] = {
    "nash": Demand(deterred=False),
    "gmr": Demand(deterred=True),
    "smr": Demand(deterred=True, symmetric=True),
    "seq": Demand(deterred=True, credible=True),
    "sseq": Demand(deterred=True, credible=True, symmetric=True),
}
"""Every concept of the register."""


def stability_of_profiles(graph: Graph, ranks: NDArray[np.integer], concept: str) -> Bools:
    """Return who stays where, for many preference profiles; (profiles, decision_makers, states).

    `ranks` is (profiles, decision_makers, states), higher is better; of `graph` only the moves are used.

    >>> from denouement.states.moves import Arcs
    >>> moves = (Arcs.of_lists([[1], [0]]), Arcs.of_lists([[], []]))
    >>> either = np.array([[[1, 2], [1, 1]], [[2, 1], [1, 1]]])
    >>> stability_of_profiles(Graph.of_ranks(("a", "b"), moves, either[0]), either, "nash")[:, 0]
    array([[False,  True],
           [ True, False]])
    """
    profiles, makers, states = ranks.shape
    distinct, picks = [], np.empty((profiles, makers), dtype=np.int64)
    for i in range(makers):
        orders, place = np.unique(ranks[:, i], axis=0, return_inverse=True)
        distinct.append(orders)
        picks[:, i] = place.reshape(profiles)
    stable = np.empty((profiles, makers, states), dtype=bool)
    for begin, columns in _in_batches(graph, distinct, picks, concept):
        for i, column in enumerate(columns):
            stable[begin : begin + column.shape[1], i] = column.T
    return stable


def equilibria_of_profiles(
    graph: Graph, orders: Sequence[NDArray[np.integer]], picks: NDArray[np.integer], concept: str
) -> Bools:
    """Return the equilibria for many preference profiles; (profiles, states).

    `orders` holds for each decision maker the orders that occur, (orders, states), higher is better; `picks`,
    (profiles, decision_makers), which of them each profile has.
    """
    found = np.empty((len(picks), graph.states), dtype=bool)
    for begin, columns in _in_batches(graph, orders, picks, concept):
        everybody = np.logical_and.reduce(columns)
        found[begin : begin + everybody.shape[1]] = everybody.T
    return found


def _in_batches(
    graph: Graph, orders: Sequence[NDArray[np.integer]], picks: NDArray[np.integer], concept: str
) -> Iterator[tuple[int, list[Bools]]]:
    """Yield the position of a batch's first profile, and who stays where; (states, profiles) per decision maker."""
    demand = DEMANDS[concept]
    layers = [_Layers.of(arcs) for arcs in graph.moves]
    kind = np.int16 if graph.states < np.iinfo(np.int16).max else np.int32
    ranks = [np.ascontiguousarray(_dense(order).T.astype(kind)) for order in orders]
    size = max(1, _BATCH // max(1, graph.states, graph.number_of_moves))
    transitive = graph.moves_are_transitive  # so are then the improvements of an order
    alone = [] if demand.credible else [_alone(layers, ranks, i, demand, transitive, size) for i in range(len(ranks))]
    for begin in range(0, len(picks), size):
        chosen = picks[begin : begin + size]
        if demand.credible:
            some = [rank[:, chosen[:, i]] for i, rank in enumerate(ranks)]
            improving = [layer.improving(rank) for layer, rank in zip(layers, some, strict=True)]
            yield begin, [_stable(layers, some, i, demand, transitive, improving) for i in range(len(some))]
        else:
            yield begin, [stable[:, chosen[:, i]] for i, stable in enumerate(alone)]


def _alone(
    layers: Sequence[_Layers], ranks: Sequence[Columns], i: int, demand: Demand, transitive: bool, size: int
) -> Bools:
    """Return where a decision maker stays under each of its orders, where nobody else's matters; (states, orders)."""
    parts = [
        _stable(layers, {i: ranks[i][:, begin : begin + size]}, i, demand, transitive)
        for begin in range(0, ranks[i].shape[1], size)
    ]
    return np.concatenate(parts, axis=1)


_Allowed = Sequence[Bools]
"""Per layer which arcs may be used; (arcs of the layer, profiles)."""


@frozen(eq=False)
class _Layers:
    """Arcs arranged by their place among those that leave the same state."""

    source: NDArray[np.int64]
    """The states that have arcs, those with most first."""
    targets: tuple[NDArray[np.int32], ...]
    """Per layer the states reached from the first so many of `source`."""

    @classmethod
    def of(cls, arcs: Arcs) -> _Layers:
        degree = np.diff(arcs.begin)
        order = np.argsort(-degree, kind="stable")
        order = order[degree[order] > 0]
        targets = []
        for k in range(int(degree.max(initial=0))):
            some = order[: int((degree[order] > k).sum())]
            targets.append(arcs.target[arcs.begin[some] + k])
        return cls(order, tuple(targets))

    def improving(self, rank: Columns) -> _Allowed:
        """Return per layer which arcs lead to something better."""
        here = rank[self.source]
        return [rank[target] > here[: len(target)] for target in self.targets]

    def extreme(self, pick: Callable[..., Columns], value: Columns, allowed: _Allowed | None, empty: int) -> Columns:
        """Return the extreme of `value` over what the allowed arcs reach, for each of `source`; else `empty`."""
        nothing = value.dtype.type(empty)
        found = np.full((len(self.source), value.shape[1]), nothing)
        for k, target in enumerate(self.targets):
            reached = value[target]
            if allowed is not None:
                reached = np.where(allowed[k], reached, nothing)
            pick(found[: len(target)], reached, out=found[: len(target)])
        return found


def _stable(
    layers: Sequence[_Layers],
    ranks: Sequence[Columns] | Mapping[int, Columns],
    i: int,
    demand: Demand,
    transitive: bool,
    improving: Sequence[_Allowed] | None = None,
) -> Bools:
    """Return where one decision maker stays; (states, profiles)."""
    own, rank = layers[i], ranks[i]
    stable = np.ones(rank.shape, dtype=bool)
    if not len(own.source):
        return stable
    held_to: Columns | None = None
    if demand.deterred:
        cost = rank
        if demand.symmetric:
            cost = rank.copy()
            cost[own.source] = np.maximum(rank[own.source], own.extreme(np.maximum, rank, None, 0))
        opponents = [
            (layers[j], improving[j] if improving is not None else None)
            for j in range(len(layers))
            if j != i and len(layers[j].source)
        ]
        held_to = (_least_by_any_path if transitive else _least_by_alternating_paths)(cost, opponents)
    here = rank[own.source]
    leaves = np.zeros(here.shape, dtype=bool)
    for k, target in enumerate(own.targets):
        stay_at = here[: len(target)]
        tempting = rank[target] > stay_at if improving is None else improving[i][k]
        if held_to is not None:
            tempting = tempting & (held_to[target] > stay_at)
        leaves[: len(target)] |= tempting
    stable[own.source] = ~leaves
    return stable


def _never(cost: Columns) -> int:
    return int(np.iinfo(cost.dtype).max)


def _least_by_any_path(cost: Columns, opponents: Sequence[tuple[_Layers, _Allowed | None]]) -> Columns:
    """Return the least cost that the opponents can lead to from each state; (states, profiles)."""
    least = cost.copy()
    fresh = 0  # movers in a row after whose turn nothing was lower
    while fresh < len(opponents):
        for layers, allowed in opponents:
            found = layers.extreme(np.minimum, least, allowed, _never(cost))
            before = least[layers.source]
            lower = np.minimum(before, found)
            if np.array_equal(lower, before):
                fresh += 1
            else:
                least[layers.source] = lower
                fresh = 1  # its moves are transitive: another turn at once would change nothing
            if fresh == len(opponents):
                break
    return least


def _least_by_alternating_paths(cost: Columns, opponents: Sequence[tuple[_Layers, _Allowed | None]]) -> Columns:
    """Return the same where nobody may move twice in succession and that matters."""
    count = len(opponents)
    after = [np.full(cost.shape, _never(cost), dtype=cost.dtype) for _ in opponents]
    changed = True
    while changed:
        changed = False
        for j, (layers, allowed) in enumerate(opponents):
            onward = np.minimum.reduce([cost, *(after[k] for k in range(count) if k != j)])
            found = layers.extreme(np.minimum, onward, allowed, _never(cost))
            before = after[j][layers.source]
            lower = np.minimum(before, found)
            if not np.array_equal(lower, before):
                after[j][layers.source] = lower
                changed = True
    least: Columns = np.minimum.reduce([cost, *after])
    return least


def _dense(orders: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return ranks from 1 up without gaps, so that they fit the narrow type; (orders, states)."""
    return np.stack([np.unique(order, return_inverse=True)[1].reshape(order.shape) + 1 for order in orders])
