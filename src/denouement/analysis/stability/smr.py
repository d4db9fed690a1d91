"""Symmetric metarationality: every improvement can be answered, and the mover could not get out of it again."""

from __future__ import annotations

from denouement.analysis.stability.closure import Stability, with_sanctions
from denouement.states.graph import Graph


def smr(graph: Graph, decision_maker: str) -> Stability:
    """Return where every improvement can be sanctioned and no countermove of the mover escapes the sanction.

    s is SMR stable for i  iff  for every s1 in R_i^+(s) there is s2 in R_{N-i}(s1) with s >=_i s2
    and s >=_i s3 for every s3 in R_i(s2).

    Source: Howard (1971), Paradoxes of Rationality; graph form Fang, Hipel & Kilgour (1993), ch. 3.
    """
    return with_sanctions(graph, graph.number(decision_maker), credible=False, symmetric=True)
