"""Claims that can neither hold nor fail, whatever anybody wants."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.claims import Reason, is_scenario, meant_by
from denouement.analysis.lints.finding import Finding
from denouement.analysis.lints.grounds import Grounds
from denouement.analysis.lints.outcomes import reached
from denouement.errors import Path
from denouement.language import _, marked
from denouement.model.claim_language import Fares, Reachable, Says, atoms, references
from denouement.model.state_reference import StateReference
from denouement.states.space import Bools

_WHY: dict[Reason, tuple[str, str]] = {
    "no such state": (
        marked("{claim} is about {state}: no feasible state is that"),
        marked("{claim} is about {state}: no feasible state is that on {day}"),
    ),
    "several states": (
        marked("{claim} is about {state}: more than one state is that"),
        marked("{claim} is about {state}: more than one state is that on {day}"),
    ),
    "not said which state": (
        marked("{claim} is about {state}: nothing says which state is that"),
        marked("{claim} is about {state}: nothing says which state is that on {day}"),
    ),
}
"""What is wrong with what a claim is about: in a model without a day, and with one."""


def claims(grounds: Grounds) -> Iterator[Finding]:
    """Yield claims about states that cannot be or cannot be reached, and those for which something is missing."""
    for claim in grounds.conflict.claims:
        if claim.says is not None:
            path = ("claims", claim.id, "says")
            yield from _states(grounds, claim.id, claim.says, path)
            yield from _unreached(grounds, claim.id, claim.says, path)
            yield from _untold(grounds, claim.id, claim.says, path)


def _states(grounds: Grounds, id: str, says: Says, path: Path) -> Iterator[Finding]:
    day = grounds.snapshot.date
    for reference, _at, may_be_several in references(says):
        found = meant_by(grounds.situation, reference)
        if not isinstance(found, str) and not may_be_several and found.sum() > 1:
            found = "several states"
        if isinstance(found, str):
            code = "claim-no-such-state" if found == "no such state" else "claim-not-told"
            hint = _("name a state or scenario that can be") if found == "no such state" else _("name one state")
            without_day, with_day = _WHY[found]
            message = (
                _(with_day, claim=id, state=reference, day=day) if day else _(without_day, claim=id, state=reference)
            )
            yield Finding(code, message, hint, path)


def _unreached(grounds: Grounds, id: str, says: Says, path: Path) -> Iterator[Finding]:
    column = reached(grounds)
    if column is None:
        return
    for atom in atoms(says):
        if isinstance(atom, Fares) and isinstance(atom.where, StateReference):
            found = meant_by(grounds.situation, atom.where)
            if is_scenario(grounds.situation, atom.where) and not isinstance(found, str) and not _any(found, column):
                message = _(
                    "{claim} asks who fares how in {scenario}, which cannot be reached: there is no ending in it",
                    claim=id,
                    scenario=atom.where,
                )
                yield Finding("claim-does-not-arise", message, _("name a scenario that can still come about"), path)


def _any(states: Bools, others: Bools) -> bool:
    return bool((states & others).any())


def _untold(grounds: Grounds, id: str, says: Says, path: Path) -> Iterator[Finding]:
    kinds = {type(atom) for atom in atoms(says)}
    if Fares in kinds and grounds.situation.baseline is None:
        message = _("{claim} compares somebody with a baseline, and there is none", claim=id)
        yield Finding("claim-not-told", message, _("write `baseline`, or `start` or `history`"), path)
    if Reachable in kinds and grounds.situation.status_quo is None:
        message = _("{claim} asks what can be reached, and nothing says from where", claim=id)
        yield Finding("claim-not-told", message, _("write `start`, `status_quo` or `history`"), path)
