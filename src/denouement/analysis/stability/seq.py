"""Sequential stability: every improvement would be answered by moves that the opponents themselves prefer."""

from __future__ import annotations

from denouement.analysis.stability.closure import Stability, with_sanctions
from denouement.states.graph import Graph


def seq(graph: Graph, decision_maker: str) -> Stability:
    """Return where every improvement can be sanctioned credibly.

    s is SEQ stable for i  iff  for every s1 in R_i^+(s) there is s2 in R_{N-i}^+(s1) with s >=_i s2.

    In R_{N-i}^+(s1) every step is an improvement for its own mover, measured from where it stands.
    Source: Fraser & Hipel (1979), IEEE Trans. SMC 9(12); graph form Fang, Hipel & Kilgour (1993), ch. 3.
    """
    return with_sanctions(graph, graph.number(decision_maker), credible=True, symmetric=False)
