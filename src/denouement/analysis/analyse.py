"""The whole way from a conflict to its analysis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from denouement.analysis.concepts import CONCEPTS, ENDING_CONCEPTS, in_register_order
from denouement.analysis.result import Analysis
from denouement.errors import ModelError, Problem, RequestError
from denouement.language import _
from denouement.model.conflict import Conflict
from denouement.model.dates import Date
from denouement.model.state_reference import StateReference
from denouement.model.timeline import snapshot
from denouement.states.budget import Budget
from denouement.states.situation import situation


def analyse(
    conflict: Conflict,
    *,
    concepts: Iterable[str] | None = None,
    ending_concepts: Iterable[str] | None = None,
    as_of: str | Date | None = None,
    readings: Mapping[str, str] | None = None,
    baseline: str | StateReference | None = None,
    budget: Budget | None = None,
    take: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> Analysis:
    """Return the analysis of a conflict; see `Conflict.analyse` for the arguments and errors."""
    concepts = [concepts] if isinstance(concepts, str) else concepts
    ending_concepts = [ending_concepts] if isinstance(ending_concepts, str) else ending_concepts
    making_endings = in_register_order(ENDING_CONCEPTS if ending_concepts is None else ending_concepts)
    if not making_endings:
        message = _("no concept is named that makes an ending")
        raise RequestError(Problem(message, _("for example {example}", example="nash,seq")))
    asked = in_register_order((known.id for known in CONCEPTS) if concepts is None else concepts)
    # What makes an ending is always worked out, asked for or not.
    computed = in_register_order((*asked, *making_endings))
    facts = situation(snapshot(conflict, as_of), readings, _reference(baseline), budget, take=take, drop=drop)
    return Analysis.of(facts, concepts=computed, ending_concepts=making_endings)


def _reference(given: str | StateReference | None) -> StateReference | None:
    if not isinstance(given, str):
        return given
    try:
        return StateReference.parse(given)
    except ModelError as error:
        raise RequestError(problem.under(("baseline",)) for problem in error.problems) from None
