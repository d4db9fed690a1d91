"""How well what a change would overturn is established: a flip through an assumption is worth more alarm."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from attrs import frozen

from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flip
from denouement.model.edits import AllowMoves, DropRule, Edit, SetOptionMoves, StatementEdit, SwitchReading, WantsEdit
from denouement.model.edits_listing import written_reading
from denouement.model.evidence import Certainty

Strength = Literal["rival", "doubtful", "assumed", "later", "reasoned", "not sourced", "disputed", "cited"]
STRENGTHS: tuple[Strength, ...] = (
    "rival", "doubtful", "assumed", "later", "not sourced", "reasoned", "disputed", "cited",
)  # fmt: skip
"""The weakest first: the model has a rival reading; it is judged less likely than not; no evidence counts on the day;
all that does is dated after it; the model has no place for evidence of this; a reason is given and no evidence; there
is evidence against it, too; there is evidence, and none against it."""


@frozen
class Footing:
    """What speaks for the thing that a change would overturn."""

    strength: Strength
    certainty: Certainty | None
    evidence: tuple[str, ...]
    """Ids of the evidence that counts on the day."""

    @property
    def rank(self) -> tuple[int, Fraction]:
        """The least for the weakest; of the same strength what is less certain, and last what has no certainty."""
        return STRENGTHS.index(self.strength), Fraction(2) if self.certainty is None else self.certainty.value


def footing(analysis: Analysis, edit: Edit) -> Footing:
    """Return what speaks for what a change would overturn: a statement, a reading, a rule, an option's mark."""
    snapshot = analysis.situation.snapshot
    match edit:
        case StatementEdit(statement=statement):
            counting = snapshot.counting(statement.evidence)
            if statement.doubtful:
                return Footing("doubtful", statement.certainty, counting)
            return Footing(
                _of_evidence(analysis, statement.evidence, statement.against), statement.certainty, counting
            )  # fmt: skip
        case SwitchReading(decision_maker=maker):
            used = analysis.situation.readings[maker]
            return Footing("rival", used.certainty, snapshot.counting(used.evidence))
        case WantsEdit(decision_maker=maker, reading=id):
            reading = written_reading(analysis.conflict.decision_maker(maker), id)
            counting = snapshot.counting(reading.evidence)
            return Footing("cited" if counting else "not sourced", reading.certainty, counting)
        case DropRule(rule=entry) | AllowMoves(entry=entry):
            counting = snapshot.counting(entry.evidence)
            if not counting:
                return Footing("reasoned" if entry.why else "assumed", None, counting)
            return Footing(_of_evidence(analysis, entry.evidence, ()), None, counting)
        case SetOptionMoves():
            return Footing("not sourced", None, ())
    raise TypeError(edit)  # pragma: no cover - the changes above are all there are


def _of_evidence(analysis: Analysis, evidence: Iterable[str], against: Iterable[str]) -> Strength:
    snapshot = analysis.situation.snapshot
    evidence = tuple(evidence)
    if not snapshot.counting(evidence):
        return "assumed"
    if snapshot.only_hindsight(evidence):
        return "later"
    return "disputed" if snapshot.counting(against) else "cited"


def weakness(analysis: Analysis, flip: Flip) -> tuple[tuple[int, Fraction], ...]:
    """Return a key that sorts sets of changes, the weakest first.

    All of a set would have to be otherwise at once: the best established of its changes counts, then the next.
    """
    return tuple(sorted((footing(analysis, edit).rank for edit in flip.edits), reverse=True))
