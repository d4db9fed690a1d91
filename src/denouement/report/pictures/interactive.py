"""A map that can be explored: the picture, switches, and the data from which a small script tells of each state."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import numpy as np

from denouement.analysis.concepts import concept as known_concept
from denouement.analysis.result import Analysis
from denouement.language import _, pgettext
from denouement.report.clean import clean
from denouement.report.pictures.drawing import put
from denouement.report.pictures.map_parts import (
    MOST_WITH_ARCS,
    best_of,
    chosen_states,
    dash_of,
    ending_states,
    improving_from_now,
    series_of,
    staying,
)
from denouement.report.pictures.state_map import Map, map_title
from denouement.report.words import Names, concepts_in_words

SCRIPT = (files(__package__) / "map.js").read_text("utf-8")
"""What a page embeds once to bring its maps to life; a policy of the page may allow it by its hash."""


def interactive_map(analysis: Analysis, *, concept: str = "nash", prefix: str = "map") -> str:
    """Return a map as a fragment of HTML, still a picture where no script runs.

    Raises RequestError for more than MOST_STATES states.
    """
    states = chosen_states(analysis, from_now=False)
    drawn = Map(analysis, states, every=False, concept=concept, prefix=f"{prefix}-picture", explored=True)
    lead = drawn.said()
    picture = drawn.drawing.finished(map_title(analysis), lead, *drawn.draw(lead))
    root = ElementTree.Element("div", {"class": "state-map", "id": prefix, "data-state-map": ""})
    choices = put(root, "div", kind="state-map-choices", hidden="", role="group", aria_label=_("What the map shows"))
    if len(states) <= MOST_WITH_ARCS:
        _choice(choices, "every", _("All improving moves, not only the best"))
    if analysis.status_quo is not None:
        _choice(choices, "from-now", _("Only what chains of improvements can reach from now"))
    frame = put(root, "div", kind="state-map-frame")
    frame.append(ElementTree.fromstring(picture.svg.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)))
    put(root, "p", _("Choose a state to see who would bring the story there, and who would leave. Arrow keys move on."),
        kind="state-map-help", hidden="")  # fmt: skip
    put(root, "p", "", kind="state-map-said", role="status", aria_live="polite")
    put(root, "div", kind="state-map-ego")
    data = put(root, "script", type="application/json", kind="state-map-data")
    data.text = as_json(map_data(analysis, concept=concept))
    return ElementTree.tostring(root, encoding="unicode", method="html")


def _choice(parent: ElementTree.Element, name: str, text: str) -> None:
    label = put(parent, "label")
    box = put(label, "input", type="checkbox", data_choice=name)
    box.tail = f" {text}"


def as_json(data: dict[str, Any]) -> str:
    """Return data as JSON that can stand inside a page's `<script>`: nothing in it can end that, or be markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def map_data(analysis: Analysis, *, concept: str = "nash") -> dict[str, Any]:
    """Return what the script tells of: states, everybody's improvements with the best marked, and the words for them.

    Raises RequestError for more than MOST_STATES states.
    """
    states = chosen_states(analysis, from_now=False)
    concept = known_concept(concept).id
    names, space, graph = Names(analysis.conflict), analysis.situation.space, analysis.situation.graph
    drawn = Map(analysis, states, every=False, concept=concept, prefix="map")
    scenarios = [scenario.id for scenario in analysis.conflict.scenarios]
    found = analysis.states
    reached = improving_from_now(analysis) if analysis.status_quo is not None else np.ones(len(states), dtype=bool)
    can_come, can_go = np.zeros(len(states), dtype=np.int64), np.zeros(len(states), dtype=np.int64)
    improvements = []
    for mover, (moves, better, liking) in enumerate(
        zip(graph.moves, graph.improvements, graph.preferences, strict=True)
    ):
        can_come[np.unique(moves.target)] |= 1 << mover
        can_go[np.unique(moves.source)] |= 1 << mover
        own = []
        for origin in states:
            targets = better.leaving(origin)
            if len(targets):
                best = set(best_of(liking, targets).tolist())
                # Those that are best come first, and how many they are is told.
                ordered = sorted(targets.tolist(), key=lambda to, best=best: (to not in best, to))  # type: ignore[misc]
                own.append([origin, len(best), *ordered])
        improvements.append(own)
    holds = {id: analysis._equilibria[id] for id in analysis.concepts}
    return {
        "makers": [
            {"name": names[maker], "series": series_of(mover), "dash": dash_of(mover) or ""}
            for mover, maker in enumerate(analysis.decision_makers)
        ],
        "options": [
            [names[maker.full_id(option)], mover]
            for mover, maker in enumerate(analysis.conflict.decision_makers)
            for option in maker.options
        ],
        "scenarios": [names.scenario(id) for id in scenarios],
        "concepts": [concepts_in_words([id]) for id in analysis.concepts],
        "ids": [clean(id) for id in space.ids],
        "names": {str(at): clean(state.name) for at, state in enumerate(found) if state.name},
        "scenario": [-1 if state.scenario is None else scenarios.index(state.scenario) for state in found],
        "taken": [space.pattern(at).replace("Y", "1").replace("N", "0") for at in states],
        "cells": [list(cell) for cell in drawn.layout.cells],
        "holds": [sum(1 << bit for bit, id in enumerate(holds) if holds[id][at]) for at in states],
        "stay": staying(analysis, concept).tolist(),
        "endings": sorted(ending_states(analysis)),
        "now": analysis.situation.status_quo,
        "baseline": analysis.situation.baseline,
        "outside": np.flatnonzero(~reached).tolist(),
        "come": can_come.tolist(),
        "go": can_go.tolist(),
        "improvements": improvements,
        "words": _words(concept),
    }


def _words(concept: str) -> dict[str, str]:
    """Return what the script says; it fills the places in braces."""
    return {
        "named": _("{name} (state {id})"),
        "unnamed": _("State {id}"),
        "nothing": _("nothing taken"),
        "now": pgettext("legend", "now"),
        "baseline": _("baseline"),
        "ending": pgettext("legend", "ending"),
        "holds": _("It holds under {concepts}."),
        "holds_not": _("It holds under none of {concepts}."),
        "stay": _("{number} of {total} stay under {concept}.").replace("{concept}", concepts_in_words([concept])),
        "come": _("Who would bring it here"),
        "go": _("Who would leave"),
        "nobody": _("Nobody."),
        "from": _("from {state}: {change}"),
        "to": _("{change} → {state}"),
        "dropped": _("no longer {option}"),
        "more": _("… and {number} more"),
        "could_come": _("Could bring it here, and would not gain: {names}"),
        "could_go": _("Could leave, and would not gain: {names}"),
        "row": _("; "),
        "list": _("States"),
    }
