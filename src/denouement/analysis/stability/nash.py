"""Nash stability (rationality): nobody can improve by moving alone."""

from __future__ import annotations

from denouement.analysis.stability.closure import Stability, without_sanctions
from denouement.states.graph import Graph


def nash(graph: Graph, decision_maker: str) -> Stability:
    """Return where a decision maker has no unilateral improvement.

    s is Nash stable for i  iff  R_i^+(s) is empty.

    The mover looks one step ahead and fears no answer.
    Source: Nash (1950) in the form of Fang, Hipel & Kilgour (1993), Interactive Decision Making, ch. 3.
    """
    return without_sanctions(graph, graph.number(decision_maker))
