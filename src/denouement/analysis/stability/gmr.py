"""General metarationality: every improvement can be answered, at whatever cost to those who answer."""

from __future__ import annotations

from denouement.analysis.stability.closure import Stability, with_sanctions
from denouement.states.graph import Graph


def gmr(graph: Graph, decision_maker: str) -> Stability:
    """Return where every improvement can be sanctioned by the opponents.

    s is GMR stable for i  iff  for every s1 in R_i^+(s) there is s2 in R_{N-i}(s1) with s >=_i s2.

    R_{N-i}(s1) holds the ends of legal sequences of the opponents, in which nobody moves twice in succession.
    Source: Howard (1971), Paradoxes of Rationality; graph form Fang, Hipel & Kilgour (1993), ch. 3.
    """
    return with_sanctions(graph, graph.number(decision_maker), credible=False, symmetric=False)
