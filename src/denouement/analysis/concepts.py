"""The register of solution concepts: what each is called, what it says, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import field, frozen

from denouement.analysis.stability.closure import Stability
from denouement.analysis.stability.gmr import gmr
from denouement.analysis.stability.nash import nash
from denouement.analysis.stability.seq import seq
from denouement.analysis.stability.smr import smr
from denouement.analysis.stability.sseq import sseq
from denouement.errors import Problem, RequestError
from denouement.language import _, marked
from denouement.model.names import did_you_mean
from denouement.states.graph import Graph


@frozen
class Concept:
    """A solution concept: when a state is stable for one decision maker."""

    id: str
    short: str
    """As papers abbreviate it."""
    name: str
    """In full; like `says` marked for translation, and translated where it is said."""
    says: str
    """What makes somebody stay, in one plain sentence."""
    judge: Callable[[Graph, str], Stability] = field(repr=False)


CONCEPTS: tuple[Concept, ...] = (
    Concept("nash", "Nash", marked("Nash stability"), marked("There is no better move."), nash),
    Concept(
        "gmr", "GMR", marked("general metarationality"),
        marked("The others could answer every better move so that it ends no better than staying."), gmr,
    ),
    Concept(
        "smr", "SMR", marked("symmetric metarationality"),
        marked("As GMR, and from the answer no move leads to anything better than staying."), smr,
    ),
    Concept(
        "seq", "SEQ", marked("sequential stability"),
        marked("As GMR, by moves that each of them likes better than not moving."), seq,
    ),
    Concept(
        "sseq", "SSEQ", marked("symmetric sequential stability"),
        marked("As SEQ, and from the answer no move leads to anything better than staying."), sseq,
    ),
)  # fmt: skip

ENDING_CONCEPTS = ("nash", "seq")
"""An ending is an equilibrium under one of these, unless others are asked for."""


def concept(id: str) -> Concept:
    """Return a concept by its id, in any case; raise RequestError if there is none."""
    for known in CONCEPTS:
        if known.id == id.strip().lower():
            return known
    ids = [known.id for known in CONCEPTS]
    hint = did_you_mean(id, ids) or _("one of {words}", words=", ".join(ids))
    raise RequestError(Problem(_("there is no concept {concept!r}", concept=id), hint))


def verdicts(graph: Graph, ids: Iterable[str]) -> dict[str, dict[str, Stability]]:
    """Return what each concept says of each decision maker."""
    return {id: {maker: concept(id).judge(graph, maker) for maker in graph.decision_makers} for id in ids}


def in_register_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Return concept ids, each once, in the order of the register; raise RequestError for an unknown one."""
    wanted = {concept(id).id for id in ids}
    return tuple(known.id for known in CONCEPTS if known.id in wanted)
