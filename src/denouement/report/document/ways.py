"""The eighth chapter: how it could get to the endings from where it stands, and the map of states and moves."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import Ending
from denouement.analysis.paths import Paths
from denouement.language import _, in_digits
from denouement.report.document.figures import map_figure
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Part
from denouement.report.outline import Section
from denouement.report.steps import liking_in_words
from denouement.report.words import Names

_PER_STORY = 4
"""Endings of one scenario to which a way is told."""


def ways(found: Findings) -> Chapter:
    """Return the chapter of ways from now to the endings."""
    parts: list[Part] = []
    if found.legal is None:
        parts.append(Section("", _("The model does not say where the story stands, so no ways are told.")))
    else:
        words = _Words(found, found.legal)
        parts += [*words.distances(), *words.by_improvements(), *words.told()]
    parts += [Chapter("ways-map", _("The map"), tuple(map_figure(found.analysis)))]
    return Chapter("ways", _("How it could get there"), tuple(parts))


class _Words:
    def __init__(self, found: Findings, legal: Paths) -> None:
        self.found = found
        self.analysis = found.analysis
        self.legal = legal
        self.names = Names(found.analysis.conflict)

    def distances(self) -> Iterator[Section]:
        start = self.names.state(self.legal.start)
        lead = _(
            "From {state}, legal moves reach {reached} of {number} states; nobody moves twice in succession.",
            state=start,
            reached=self.legal.reached,
            number=self.analysis.number_of_states,
        )
        if self.legal.reached == 1:
            lead = _("From {state} no decision maker has a move.", state=start)
            yield Section(_("How far it is"), lead)
            return
        scenarios = bool(self.analysis.conflict.scenarios)
        rows = tuple(
            (
                in_digits(layer.moves),
                in_digits(layer.states),
                *([", ".join(map(self.names.scenario, layer.scenarios))] if scenarios else []),
            )
            for layer in self.legal.layers
        )
        headings = (_("Moves needed"), _("States"), *([_("First reached here")] if scenarios else []))
        yield Section(_("How far it is"), lead, headings, rows)

    def by_improvements(self) -> Iterator[Section]:
        improving = self.found.improving
        if improving is None:
            return
        met = {arrival.state.id for arrival in improving.endings}
        total = len(self.analysis.endings)
        if not total:
            return
        reached = sum(ending.state.id in met for ending in self.analysis.endings)
        if reached == total:
            lead = _("All endings can be reached by moves that each mover likes at once.")
        elif not reached:
            lead = _(
                "No ending can be reached by moves that each mover likes at once: on the way to any of them somebody "
                "has to move against what it wants at that moment, looking further ahead."
            )
        else:
            scenarios = dict.fromkeys(
                story.scenario
                for story in self.analysis.stories
                if any(ending.state.id in met for ending in story.endings)
            )
            lead = _(
                "Moves that each mover likes at once lead to {reached} of {number} endings: {scenarios}.",
                reached=reached,
                number=total,
                scenarios=", ".join(map(self.names.scenario, scenarios))
                if self.analysis.conflict.scenarios
                else ", ".join(ending.state.id for ending in self.analysis.endings if ending.state.id in met),
            )
            lead += " " + _(
                "On the way to the others somebody has to move against what it wants at that moment, looking further "
                "ahead."
            )
        yield Section(_("By moves that their movers like"), lead)

    def told(self) -> Iterator[Section]:
        for story in self.analysis.stories:
            shown = story.endings[:_PER_STORY]
            rows: list[tuple[str, ...]] = []
            for ending in shown:
                rows += self.way_to(ending)
            lead = _("One of the shortest ways to each; ▲ ● ▼ say how the mover likes the move where it is made.")
            if len(shown) < len(story.endings):
                lead += " " + _(
                    "Told for {shown} of {number} endings.", shown=len(shown), number=len(story.endings)
                )  # fmt: skip
            headings = (_("To"), _("Move"), _("Who"), _("What"), _("How the mover likes it"))
            scenario = self.names.scenario(story.scenario) if self.analysis.conflict.scenarios else _("The endings")
            yield Section(_("Ways to: {scenario}", scenario=scenario), lead, headings, tuple(rows))

    def way_to(self, ending: Ending) -> Iterator[tuple[str, ...]]:
        state = self.names.state(ending.state)
        found = self.legal.ways((ending.state,), limit=1)
        if not found:
            yield state, "", "", _("cannot be reached from now"), ""
            return
        way = found[0]
        if not way:
            yield state, "", "", _("it stands there already"), ""
            return
        for number, step in enumerate(way, 1):
            # The state reached is said only at the end, where it is an ending; the changes say the rest.
            change = self.names.change(step.take, step.drop) or self.names.state(step.to)
            yield (
                state if number == 1 else "",
                str(number),
                self.names[step.decision_maker],
                change,
                liking_in_words(step.liking),
            )
