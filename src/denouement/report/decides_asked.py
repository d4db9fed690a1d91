"""What is asked about when it is asked what decides, and the states of rankings, by what they are called."""

from __future__ import annotations

from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flips
from denouement.foresight.flips.target import Target
from denouement.language import _
from denouement.model.claim_language import Ends, Joined
from denouement.model.state_reference import StateReference
from denouement.report.clean import clean
from denouement.report.words import Names, date_in_words, in_company


def is_formula(target: Target) -> bool:
    """Return whether a target is written in the claim language."""
    return target.claim is not None or "(" in str(target.written)


def asked_in_words(target: Target, found: Flips, names: Names) -> str:
    """Return what is asked about, as `what decides whether it can end in Standoff`."""
    if target.claim is not None:
        return _("what decides whether claim {id} holds", id=clean(target.claim.id))
    says = target.says
    if is_formula(target) or not isinstance(says, Ends | Joined):
        return _("what decides whether {formula} holds", formula=clean(target.written))
    if isinstance(says, Joined):
        places = [state_in_words(found.analysis, part.state, names) for part in says.parts if isinstance(part, Ends)]
        told = _(" or ").join(in_company([place], inside=True) for place in places)
        return _("what decides whether it can end in {state}", state=told)
    if says.state.kind == "status_quo":
        return _("what decides whether it can last as it stands now")
    meant = found.says.state if isinstance(found.says, Ends) else says.state
    told = state_in_words(found.analysis, meant, names)
    if says.state.kind == "number" and meant.kind == "taken":
        number = str(says.state)
        return _("what decides whether it can end in state {number} ({options})", number=number, options=told)
    if meant.kind == "taken":
        return _("what decides whether it can end so: {options}", options=told)
    return _("what decides whether it can end in {state}", state=told)


def state_in_words(analysis: Analysis, reference: StateReference, names: Names) -> str:
    """Return a state by the scenario or the name it is referred to with, or by the options taken in it."""
    vocabulary = analysis.situation.snapshot.vocabulary
    match reference.kind:
        case "name" if reference.text in {scenario.id for scenario in analysis.conflict.scenarios}:
            return names.scenario(reference.text)
        case "name" if reference.text in {state.id for state in analysis.conflict.states}:
            return names.listed_state(reference.text)
        case "taken":
            return names.options(map(vocabulary.full_id, reference.taken))
        case "pattern" if "-" not in reference.text and len(reference.text) == len(vocabulary.options):
            pairs = zip(reference.text, vocabulary.options, strict=True)
            return names.options(option for letter, option in pairs if letter == "Y")
        case "number":
            return _("state {id}", id=str(reference))
        case "date":
            return date_in_words(reference.date)
    return clean(str(reference))
