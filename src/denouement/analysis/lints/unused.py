"""What is written and never used: options, definitions, evidence, sources."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from denouement.analysis.lints.entailment import definitions_in, options_in
from denouement.analysis.lints.finding import Finding
from denouement.analysis.lints.grounds import Grounds
from denouement.language import _
from denouement.model.conflict import Conflict
from denouement.model.parts import placed_conditions, placed_perceptions, placed_statements
from denouement.model.preference import Weights
from denouement.states.relation import Liking, Order
from denouement.states.space import StateSpace


def unused(grounds: Grounds) -> Iterator[Finding]:
    """Yield what nothing in the model is about, uses or cites."""
    yield from _options(grounds)
    yield from _definitions(grounds)
    yield from _evidence(grounds.conflict)
    yield from _sources(grounds.conflict)


def cited_evidence(conflict: Conflict) -> frozenset[str]:
    """Return the ids of all evidence that something in the model cites, for or against."""
    cited: set[str] = set()
    for maker in conflict.decision_makers:
        for option in maker.options:
            cited.update(option.evidence)
        for reading in maker.readings:
            cited.update(reading.evidence)
    for _path, statement in placed_statements(conflict):
        cited.update(statement.evidence, statement.against)
    for _path, _maker, perception in placed_perceptions(conflict):
        cited.update(perception.evidence)
        cited.update(id for rule in perception.rules for id in rule.evidence)
    cited.update(id for rule in conflict.rules for id in rule.evidence)
    cited.update(id for moves in conflict.forbidden_moves for id in moves.evidence)
    cited.update(id for step in conflict.history for id in step.evidence)
    return frozenset(cited)


def _options(grounds: Grounds) -> Iterator[Finding]:
    conflict, vocabulary = grounds.conflict, grounds.snapshot.vocabulary
    used: set[str] = set()
    for _path, condition in placed_conditions(conflict):
        used |= options_in(condition, vocabulary, through_definitions=False)
    for maker in conflict.decision_makers:
        for reading in maker.readings:
            if isinstance(reading.preference, Weights):
                used.update(vocabulary.full_ids[option] for option, _worth in reading.preference.weights)
    if conflict.is_graph:
        # Listed states say what is taken; an option that none of them takes is found as never taken.
        used.update(vocabulary.options)
    happened = {vocabulary.full_ids[name] for step in conflict.history for name in (*step.take, *step.drop)}
    for maker in conflict.decision_makers:
        for option in maker.options:
            id = maker.full_id(option)
            if id in used or any(_depends(liking, grounds.space, id) for liking in grounds.likings.values()):
                continue
            yield Finding(
                "unused-option",
                _(
                    "{option} doubles the states and changes nothing; only the history mentions it: no want, rule, "
                    "definition or scenario is about it",
                    option=id,
                )
                if id in happened
                else _(
                    "{option} doubles the states and changes nothing; no want, rule, definition or scenario is about "
                    "it",
                    option=id,
                ),
                _("say who minds it or what it rules out, or leave it out"),
                ("decision_makers", maker.id, "options", option.id),
            )


def _depends(liking: Liking, space: StateSpace, option: str) -> bool:
    """Return whether some two states that differ in one option alone are not liked alike."""
    if not isinstance(liking, Order):
        return True  # a relation singles out states, and so the options taken in them
    bit = np.int64(1 << space.options.index(option))
    codes, states = space.members
    without = np.flatnonzero(codes & bit == 0)
    beside = np.searchsorted(codes, codes[without] | bit).clip(max=len(codes) - 1)
    paired = codes[beside] == codes[without] | bit
    differ = liking.rank[states[without[paired]]] != liking.rank[states[beside[paired]]]
    return bool(differ.any())


def _definitions(grounds: Grounds) -> Iterator[Finding]:
    conflict, vocabulary = grounds.conflict, grounds.snapshot.vocabulary
    mentioned: set[str] = set()
    used: set[str] = set()
    waiting: set[str] = set()
    for path, condition in placed_conditions(conflict):
        found = definitions_in(condition, vocabulary)
        mentioned |= found
        if path[0] != "definitions":
            waiting |= found
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting |= definitions_in(vocabulary.definitions[name], vocabulary) - used
    for name, _condition in conflict.definitions:
        if name not in used:
            message = (
                _("only definitions that nothing uses mention {definition}", definition=name)
                if name in mentioned
                else _("nothing uses {definition}", definition=name)
            )
            yield Finding("unused-definition", message, _("use it, or leave it out"), ("definitions", name))


def _evidence(conflict: Conflict) -> Iterator[Finding]:
    cited = cited_evidence(conflict)
    for entry in conflict.evidence:
        if entry.id not in cited:
            hint = _("cite it where it speaks for or against something, or leave it out")
            message = _("nothing cites {evidence}", evidence=entry.id)
            yield Finding("unused-evidence", message, hint, ("evidence", entry.id))


def _sources(conflict: Conflict) -> Iterator[Finding]:
    # Without evidence and claims the sources are those of the model as a whole.
    if not conflict.evidence and not any(claim.source for claim in conflict.claims):
        return
    used = {entry.source for entry in conflict.evidence} | {claim.source for claim in conflict.claims}
    for source in conflict.sources:
        if source.id not in used:
            yield Finding(
                "unused-source",
                _("no evidence and no claim comes from {source}", source=source.id),
                _("add what it says as evidence, or leave it out"),
                ("sources", source.id),
            )
