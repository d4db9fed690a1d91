"""What happened in fact, seen from a day before it: whether the moves made were better moves, and where all led."""

from __future__ import annotations

from attrs import frozen

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.model.timeline import Place


@frozen
class Move:
    """A move made in fact after a day, judged from that day."""

    step: int
    """Its position in the history."""
    origin: State | None
    """None if it starts from a state that could not be on that day."""
    to: State | None
    """None if it leads to one."""
    comparisons: tuple[Comparison, ...]
    """Of where it leads with where it starts, for everybody who took part; empty if one of them could not be."""
    could_be_made: bool | None
    """Whether it was a move of its one mover on that day; None for a joint step, which is nobody's move."""
    deterred_under: tuple[str, ...]
    """If it was a better move of one mover: the concepts under which an answer deters it."""

    @property
    def joint(self) -> bool:
        """Whether several took part, so that no decision maker could make it alone."""
        return self.could_be_made is None


@frozen
class Outcome:
    """Where the history leads in the end, as seen from a day."""

    state: State | None
    """None if that state could not be on that day."""
    reachable: bool | None
    ending: bool
    """Whether it was among the endings of that day."""
    scenario: str | None
    """The scenario it belongs to, if any."""
    scenario_ends: bool
    """Whether some ending of that day belonged to the same scenario."""


def move_seen_from(analysis: Analysis, number: int, before: Place | None, after: Place | None) -> Move:
    """Return a step of the history, by its position, as the analysis of an earlier day sees it."""
    step = analysis.conflict.history[number]
    space, graph = analysis.situation.space, analysis.situation.graph
    origin, to = space.at(before), space.at(after)
    alone = len(step.by) == 1
    if origin is None or to is None:
        return Move(number, _state(analysis, origin), _state(analysis, to), (), False if alone else None, ())
    here, there = analysis.state_at(origin), analysis.state_at(to)
    comparisons = tuple(analysis.comparison(maker, there, here) for maker in step.by)
    if not alone:
        return Move(number, here, there, comparisons, None, ())
    arcs = graph.moves[graph.number(step.by[0])]
    leading = arcs.target[arcs.begin[origin] : arcs.begin[origin + 1]]
    deterred = (
        concept
        for departure in analysis.departures(here)
        if departure.decision_maker == step.by[0] and departure.to == there
        for concept in analysis.concepts
        if concept not in departure.tempting_under
    )
    return Move(number, here, there, comparisons, bool((leading == to).any()), tuple(deterred))


def outcome_seen_from(analysis: Analysis, end: Place | None, scenario: str | None) -> Outcome:
    """Return where the history ends, in a place and a scenario, as the analysis of an earlier day sees it."""
    state = _state(analysis, analysis.situation.space.at(end))
    return Outcome(
        state,
        reachable=None if state is None else analysis.can_reach(state),
        ending=any(ending.state == state for ending in analysis.endings),
        scenario=scenario,
        scenario_ends=scenario is not None and any(ending.state.scenario == scenario for ending in analysis.endings),
    )


def _state(analysis: Analysis, index: int | None) -> State | None:
    return None if index is None else analysis.state_at(index)
