"""What it means that a state holds under some solution concepts and not under others, without their names."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.language import _
from denouement.states.relation import Relation


def plainly(analysis: Analysis, now: State) -> Iterator[str]:
    """Yield what it means that a state holds under some concepts and not under others, without their names."""
    if any(isinstance(liking, Relation) and liking.unknown_pairs() for liking in analysis.situation.graph.preferences):
        return  # what is not known might be better
    known = {concept: analysis.holds(now, concept) for concept in analysis.concepts}
    if known.get("nash", False):
        yield _("Nobody has a better move.")
    elif "nash" not in known:
        return
    elif known.get("seq", False) or known.get("sseq", False):
        yield _(
            "Somebody has a better move, but others could answer it, by moves that they like, so that it does not pay."
        )
    elif known.get("gmr", False) and not known.get("seq", True):
        yield _(
            "Somebody has a better move; others could answer it so that it does not pay, but only by moves that "
            "not every one of them likes."
        )
    elif not known.get("gmr", True):
        yield _("Somebody has a better move that no answer of the others would spoil.")
