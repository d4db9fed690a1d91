"""Which states a reference means, on a day."""

from __future__ import annotations

import numpy as np

from denouement.errors import ModelError, Problem
from denouement.language import _
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Place, Snapshot, broken_rules, rules_in_words
from denouement.model.validation import reference_problems
from denouement.states.space import Bools, StateSpace


def find_states(snapshot: Snapshot, space: StateSpace, status_quo: int | None, reference: StateReference) -> Bools:
    """Return which states a reference means; (states,). Raises ModelError, with paths from the reference on."""
    if reference.kind == "name" and reference.text in space.aliases:
        # It need not be looked up among all names: whoever wrote payoffs for thousands of states asks for each.
        return single(space, space.aliases[reference.text])
    wrong = list(reference_problems(snapshot.conflict, snapshot.vocabulary, reference))
    if wrong:
        raise ModelError(wrong)
    place: Place | None
    match reference.kind:
        case "number":
            if not 1 <= int(reference.text) <= len(space):
                hint = _("states go from 1 to {number}", number=len(space))
                raise ModelError(Problem(_("there is no state {id}", id=reference.text), hint))
            return single(space, int(reference.text) - 1)
        case "pattern":
            found = space.matching(reference.text)
            if not found.any() and "-" not in reference.text:
                raise ModelError(_infeasible(snapshot, Place(frozenset(_letters(space, reference.text)))))
            if not found.any():
                raise ModelError(Problem(_("no feasible state fits the pattern {pattern}", pattern=reference.text)))
            return found
        case "name":
            found = scenario_columns(snapshot, space).get(reference.text, np.zeros(len(space), dtype=bool))
            if not found.any() and any(entry.name == reference.text for entry in snapshot.conflict.coalesce):
                raise ModelError(Problem(_("no feasible state is merged into {id} (yet)", id=reference.text)))
            if not found.any():
                raise ModelError(Problem(_("no feasible state belongs to scenario {id}", id=reference.text)))
            return found
        case "status_quo":
            if status_quo is None:
                message = _("this model does not say where the story stands")
                raise ModelError(Problem(message, _("write `start` or `history`")))
            return single(space, status_quo)
        case "date":
            assert reference.date is not None
            place = snapshot.where_on(reference.date)
        case "start":
            place = snapshot.start
        case "taken":
            return _with_taken(snapshot, space, frozenset(map(snapshot.vocabulary.full_id, reference.taken)))
    if place is None:
        message = _("{state} is no one listed state", state=reference)
        raise ModelError(Problem(message, _("write `start`, or `to:` in the history")))
    index = space.at(place)
    if index is None:
        raise ModelError(_infeasible(snapshot, place))
    return single(space, index)


def scenario_columns(snapshot: Snapshot, space: StateSpace) -> dict[str, Bools]:
    """Return which states belong to each scenario, first match wins; (states,) each."""
    free = np.ones(len(space), dtype=bool)
    columns = {}
    for scenario in snapshot.conflict.scenarios:
        columns[scenario.id] = space.holds(scenario.when) & free
        free &= ~columns[scenario.id]
    return columns


def state_names(snapshot: Snapshot, space: StateSpace) -> dict[int, str]:
    """Return the names of listed and of merged states, by index."""
    aliases = space.aliases
    names = {aliases[entry.name]: entry.name for entry in snapshot.conflict.coalesce if entry.name in aliases}
    # In somebody's view of a model not all listed states are there.
    listed = (state for state in snapshot.conflict.states if state.id in aliases)
    return names | {aliases[state.id]: state.name for state in listed if state.name}


def _letters(space: StateSpace, pattern: str) -> list[str]:
    return [option for letter, option in zip(pattern, space.options, strict=True) if letter == "Y"]


def _with_taken(snapshot: Snapshot, space: StateSpace, taken: frozenset[str]) -> Bools:
    states = space.with_taken(taken)
    if not len(states):
        raise ModelError(_infeasible(snapshot, Place(taken)))
    found = np.zeros(len(space), dtype=bool)
    found[states] = True
    return found


def _infeasible(snapshot: Snapshot, place: Place) -> Problem:
    broken = list(broken_rules(snapshot.conflict, snapshot.vocabulary, place.taken, snapshot.date))
    if broken:
        return Problem(_("{place} is not feasible: it breaks {rules}", place=place, rules=rules_in_words(broken)))
    return Problem(_("no listed state is {place}", place=place))


def single(space: StateSpace, index: int) -> Bools:
    """Return one state as a column; (states,)."""
    found = np.zeros(len(space), dtype=bool)
    found[index] = True
    return found


def only_one(found: Bools, reference: StateReference) -> int:
    """Return the index of the one state in a column; raise ModelError if there are several."""
    states = np.flatnonzero(found)
    if len(states) > 1:
        some = ", ".join(str(index + 1) for index in states[:8].tolist()) + (", …" if len(states) > 8 else "")
        hint = _("write one of them by its number: {numbers}", numbers=some)
        raise ModelError(Problem(_("{state} means {number} states", state=reference, number=len(states)), hint))
    return int(states[0])
