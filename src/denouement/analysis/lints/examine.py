"""A model looked at from end to end: is it sound, and what in it deserves a second look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from denouement.analysis.lints.claims import claims
from denouement.analysis.lints.finding import Finding
from denouement.analysis.lints.grounds import Grounds, grounds
from denouement.analysis.lints.outcomes import outcomes
from denouement.analysis.lints.perceptions import perceptions
from denouement.analysis.lints.rules import rules
from denouement.analysis.lints.sourcing import sourcing
from denouement.analysis.lints.unused import unused
from denouement.analysis.lints.wants import certainties, wants
from denouement.model.conflict import Conflict
from denouement.model.dates import Date

LINTS: tuple[Callable[[Grounds], Iterator[Finding]], ...] = (
    unused,
    wants,
    certainties,
    rules,
    outcomes,
    sourcing,
    perceptions,
    claims,
)
"""Everything that is looked at."""


@frozen
class Examination:
    """A sound model, and what to look at again."""

    states: int
    """How many states are feasible."""
    findings: tuple[Finding, ...]


def examine(conflict: Conflict, as_of: str | Date | None = None) -> Examination:
    """Return what deserves a second look in a model as of a day, under every reading that counts then.

    Raises ModelError with the problems of all readings if the model is not sound on that day.
    """
    basis = grounds(conflict, as_of)
    found = tuple(finding for lint in LINTS for finding in lint(basis))
    return Examination(len(basis.space), found)
