"""Perceptions in force that change nothing: what somebody is said to see wrongly is as the model has it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import evolve

from denouement.analysis.lints.finding import Finding
from denouement.analysis.lints.grounds import Grounds
from denouement.analysis.views import Element, elements_of
from denouement.errors import ModelError, Path
from denouement.language import _
from denouement.model.conflict import rule_id
from denouement.model.preference import Reading
from denouement.states.relation import Liking, Order
from denouement.states.situation import possible_states


def perceptions(grounds: Grounds) -> Iterator[Finding]:
    """Yield the parts of perceptions that make no view differ from the model on the day."""
    now = grounds.situation.status_quo
    taken = frozenset() if now is None else frozenset(grounds.space.taken(now))
    for maker in grounds.conflict.decision_makers:
        elements, seen = elements_of(grounds.snapshot, maker.id, taken)
        path: Path = ("decision_makers", maker.id, "perceptions")
        for option in seen:
            message = _(
                "{maker} sees {option} all the same: it is taken where the story stands", maker=maker.id, option=option
            )
            hint = _("let it end (`until`) before that")
            yield Finding("perception-changes-nothing", message, hint, path, note=True)
        for element in elements:
            why = _idle(grounds, element)
            if why:
                hint = _("leave it out, or say what is seen otherwise")
                message = _("{maker}: {why}", maker=maker.id, why=why)
                place = (*path, element.perception)
                note = element.kind in ("reading", "wants")  # under another reading it changes something
                yield Finding("perception-changes-nothing", message, hint, place, note=note)
        said = {element.perception for element in elements} | {
            number for number, each in grounds.snapshot.perceptions[maker.id] if each.unseen
        }
        for number, _perception in grounds.snapshot.perceptions[maker.id]:
            if number not in said:
                message = _(
                    "{maker}: later perceptions say otherwise, or its rules do not count on this day", maker=maker.id
                )
                hint = _("leave it out, or end it with `until`")
                yield Finding("perception-changes-nothing", message, hint, (*path, number))


def _idle(grounds: Grounds, element: Element) -> str:
    """Return why an element changes nothing; empty if it changes something."""
    space = grounds.space
    match element.kind:
        case "reading":
            first = grounds.situation.readings[element.about]
            same = first.id == element.reading
            return _("{who} is read as {reading} anyway", who=element.about, reading=first.id) if same else ""
        case "wants":
            assert element.wants is not None
            graph = grounds.situation.graph
            try:
                thought = grounds.situation.liking_of(element.about, Reading(element.wants))
            except ModelError:
                return ""  # what cannot be ranked here is reported where it is used
            same = _alike(thought, graph.preference_of(element.about))
            return _("that is how {who} likes the states anyway", who=element.about) if same else ""
        case "unseen":
            if space.holds_option(element.about).any():
                return ""
            return _("no feasible state takes {option} anyway", option=element.about)
        case "rule":
            assert element.rule is not None
            idle = bool(grounds.unmerged.holds(element.rule.requirement).all())
            return _("every feasible state keeps {rule} anyway", rule=element.about) if idle else ""
        case "disbelief":
            rules = tuple(pair for pair in grounds.snapshot.rules if rule_id(*pair) != element.about)
            without = possible_states(evolve(grounds.snapshot, rules=rules))[2]
            same = len(without) == len(grounds.unmerged)
            return _("without {rule} the same states are feasible", rule=element.about) if same else ""


def _alike(one: Liking, other: Liking) -> bool:
    if isinstance(one, Order) and isinstance(other, Order):
        return bool(np.array_equal(one.rank, other.rank))
    return False
