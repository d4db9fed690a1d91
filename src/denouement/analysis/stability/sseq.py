"""Symmetric sequential stability: credible answers that the mover could not get out of again."""

from __future__ import annotations

from denouement.analysis.stability.closure import Stability, with_sanctions
from denouement.states.graph import Graph


def sseq(graph: Graph, decision_maker: str) -> Stability:
    """Return where every improvement can be sanctioned credibly and no countermove escapes the sanction.

    s is SSEQ stable for i  iff  for every s1 in R_i^+(s) there is s2 in R_{N-i}^+(s1) with s >=_i s2
    and s >=_i s3 for every s3 in R_i(s2).

    Source: Rego & Vieira (2017), Group Decision and Negotiation 26, doi 10.1007/s10726-016-9520-8.
    """
    return with_sanctions(graph, graph.number(decision_maker), credible=True, symmetric=True)
