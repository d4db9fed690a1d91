"""What makes a state an ending, in words."""

from __future__ import annotations

from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.result import Analysis
from denouement.report.words import resting_in_words


def ending_in_words(analysis: Analysis) -> str:
    """Return when a state is an ending, with what the concepts that make it one mean."""
    explained = [known for known in CONCEPTS if known.id in analysis.ending_concepts]
    if any(known.says.startswith("As GMR") for known in explained):  # it is told by GMR
        explained = [known for known in CONCEPTS if known in explained or known.id == "gmr"]
    meaning = " ".join(f"{known.short}: {known.says}" for known in explained)
    others = (
        ""
        if {*analysis.concepts} <= {known.id for known in explained}
        else " `denouement analyse --full` explains the others."
    )
    reached = "can be reached and" if analysis.reachable is not None else "(reached or not)"
    return f"An ending {reached} holds under {resting_in_words(analysis)}. {meaning}{others}"
