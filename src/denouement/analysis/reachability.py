"""Which states the story can still reach, by legal moves of anybody."""

from __future__ import annotations

import numpy as np

from denouement.states.graph import Graph
from denouement.states.space import Bools


def reachable_from(graph: Graph, state: int) -> Bools:
    """Return which states legal sequences of moves can reach from a state, staying included; (states,).

    Where moves are transitive every path counts; otherwise nobody moves twice in succession, and the search runs
    over (state, last mover).
    """
    if graph.moves_are_transitive:
        return reachable_by_any_path(graph, state)
    movers = len(graph.moves)
    # came[j]: states that j can have been the last to move to; (decision_makers, states)
    came = np.zeros((movers, graph.states), dtype=bool)
    here = np.zeros(graph.states, dtype=bool)
    here[state] = True
    while True:
        before = came.copy()
        for j, arcs in enumerate(graph.moves):
            may_move = here | came[[k for k in range(movers) if k != j]].any(axis=0)
            came[j, arcs.target[may_move[arcs.source]]] = True
        if np.array_equal(came, before):
            return here | came.any(axis=0)


def reachable_by_any_path(graph: Graph, state: int) -> Bools:
    """Return which states any sequence of moves can reach, staying included; (states,).

    Here somebody may move twice in succession, which legal sequences do not allow.
    """
    reached = np.zeros(graph.states, dtype=bool)
    reached[state] = True
    frontier = reached.copy()
    while frontier.any():
        new = np.zeros_like(reached)
        for arcs in graph.moves:
            new[arcs.target[frontier[arcs.source]]] = True
        frontier = new & ~reached
        reached |= new
    return reached
