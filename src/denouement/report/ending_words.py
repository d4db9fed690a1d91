"""What makes a state an ending, in words."""

from __future__ import annotations

from denouement.analysis.concepts import CONCEPTS, Concept
from denouement.analysis.result import Analysis
from denouement.report.words import resting_in_words


def explained_concepts(analysis: Analysis) -> tuple[Concept, ...]:
    """Return the concepts that make an ending, and the one that others are told by."""
    making = [known for known in CONCEPTS if known.id in analysis.ending_concepts]
    by_gmr = any(known.says.startswith("As ") for known in making)
    return tuple(known for known in CONCEPTS if known in making or (by_gmr and known.id == "gmr"))


def ending_in_words(analysis: Analysis) -> str:
    """Return when a state is an ending, with what the concepts that make it one mean."""
    explained = explained_concepts(analysis)
    meaning = " ".join(f"{known.short}: {known.says}" for known in explained)
    others = (
        ""
        if {*analysis.concepts} <= {known.id for known in explained}
        else " `denouement analyse --full` explains the others."
    )
    reached = "can be reached and" if analysis.reachable is not None else "(reached or not)"
    return f"An ending {reached} holds under {resting_in_words(analysis)}. {meaning}{others}"
