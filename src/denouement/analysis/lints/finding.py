"""A finding: something sound that deserves a second look, with its place and what to do about it."""

from __future__ import annotations

from attrs import field, frozen

from denouement.errors import Path
from denouement.language import marked
from denouement.model.conflict import DecisionMaker
from denouement.model.preference import Reading

CODES: dict[str, str] = {
    "unused-option": marked("An option that nothing in the model is about."),
    "unused-definition": marked("A definition that nothing uses."),
    "unused-evidence": marked("Evidence that nothing cites."),
    "unused-source": marked("A source that no evidence and no claim comes from."),
    "status-quo": marked("It is not clear where the story stands, or what better and worse are measured against."),
    "unreachable-states": marked("Feasible states that no moves lead to from where the story stands (a note)."),
    "no-moves": marked("A decision maker that cannot move in any state."),
    "scenario-never": marked("A scenario that no feasible state belongs to."),
    "scenario-hidden": marked("A scenario whose states all belong to earlier scenarios."),
    "coalesced-members-differ": marked(
        "States merged into one that somebody does not like equally (a note if unclear)."
    ),
    "statement-always-true": marked("A statement that holds in every feasible state, so that it never decides."),
    "statement-never-true": marked("A statement that holds in no feasible state, so that it never decides."),
    "statement-repeats": marked("A statement that says the same as an earlier one, or the opposite."),
    "statement-cannot-decide": marked("A statement that earlier ones settle together, so that it never decides."),
    "certainties-over-one": marked(
        "Certainties of rival readings that add up to more than 1 and are scaled down (a note)."
    ),
    "unlikely-statement": marked("A statement that is used, though judged less likely than not (a note)."),
    "rule-removes-nothing": marked("A rule without which the same states are feasible."),
    "rule-without-reason": marked("A rule that does not say why."),
    "option-never-taken": marked("An option that no feasible state takes."),
    "option-always-taken": marked("An option that every feasible state takes."),
    "cites-no-evidence": marked("A model in which nothing rests on evidence (a note)."),
    "no-evidence": marked("Wants or perceptions without evidence in a model that cites evidence (a note for rules)."),
    "hindsight-only": marked(
        "Wants, rules and perceptions that rest only on evidence dated after the day of the analysis."
    ),
    "perception-changes-nothing": marked("A part of a perception that changes no view (a note where it may)."),
    "long-quote": marked("A quote of 15 words or more."),
    "claim-no-such-state": marked("A claim about a scenario or state that cannot be on the day of the analysis."),
    "claim-does-not-arise": marked(
        "A claim about who fares how in a scenario that cannot be reached, so in no ending."
    ),
    "claim-not-told": marked(
        "A claim that cannot be told to hold or fail: nothing says which state is meant, or compared."
    ),
    "too-large": marked("Something was not looked at because the model is too large for it (a note)."),
}
"""Every code a finding can have, and what it means, marked for translation. Codes are stable: scripts look for them."""


@frozen
class Finding:
    """One thing to look at again."""

    code: str = field()
    message: str
    hint: str
    path: Path
    note: bool = False
    """Worth knowing, though nothing may need to change."""

    @code.validator
    def _known(self, _attribute: object, code: str) -> None:
        if code not in CODES:
            raise ValueError(f"{code!r} is not a code of a finding")


def reading_in_words(maker: DecisionMaker, reading: Reading) -> str:
    """Return `board.survival`, or `board` where there is nothing to choose from."""
    return maker.id if reading.id is None else f"{maker.id}.{reading.id}"
