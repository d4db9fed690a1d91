"""What makes a state an ending, in words."""

from __future__ import annotations

from collections.abc import Iterable

from denouement.analysis.concepts import CONCEPTS, Concept
from denouement.analysis.result import Analysis
from denouement.language import _
from denouement.report.reader import asks_by_command
from denouement.report.words import resting_in_words


def explained_concepts(analysis: Analysis) -> tuple[Concept, ...]:
    """Return the concepts that make an ending, and the one that others are told by."""
    making = [known for known in CONCEPTS if known.id in analysis.ending_concepts]
    by_gmr = any(known.says.startswith("As ") for known in making)
    return tuple(known for known in CONCEPTS if known in making or (by_gmr and known.id == "gmr"))


def ending_in_words(analysis: Analysis) -> str:
    """Return when a state is an ending, with what the concepts that make it one mean."""
    explained = explained_concepts(analysis)
    meaning = meanings(explained)
    if asks_by_command() and not {*analysis.concepts} <= {known.id for known in explained}:
        meaning += " " + _("`denouement analyse --full` explains the others.")
    concepts = resting_in_words(analysis)
    if analysis.reachable is None:
        return _("An ending (reached or not) holds under {concepts}. {meaning}", concepts=concepts, meaning=meaning)
    return _("An ending can be reached and holds under {concepts}. {meaning}", concepts=concepts, meaning=meaning)


def meanings(concepts: Iterable[Concept]) -> str:
    """Return what concepts mean, a sentence each, with their short names."""
    return " ".join(_("{concept}: {meaning}", concept=known.short, meaning=_(known.says)) for known in concepts)
