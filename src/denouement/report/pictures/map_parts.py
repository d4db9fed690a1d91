"""What a map shows, before it is drawn: which states, whose moves between them, who stays where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.analysis.result import Analysis
from denouement.analysis.ways import shortest_ways
from denouement.errors import Problem, RequestError
from denouement.language import _
from denouement.states.relation import Liking, Order
from denouement.states.space import Bools

MOST_STATES = 5_000
"""States up to which a map is drawn: more are no picture, and a page with them is slow."""
MOST_WITH_ARCS = 80
"""States up to which the moves are drawn as arcs."""
COLOURS = ("series-1", "series-2", "series-3", "series-4", "series-5", "muted")
DASHES = (None, "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 4", "9 2 2 2 2 2")
"""The second cue beside colour, by decision maker."""


@frozen
class Arc:
    """An improvement by one decision maker (by position) from one state to another (by index)."""

    mover: int
    origin: int
    to: int


def chosen_states(analysis: Analysis, *, from_now: bool) -> tuple[int, ...]:
    """Return the states of a map, by index; raise RequestError if they are too many, or if there is no now."""
    if from_now:
        inside = improving_from_now(analysis)
        states = tuple(np.flatnonzero(inside).tolist())
    else:
        states = tuple(range(analysis.number_of_states))
    if len(states) > MOST_STATES:
        message = _("{number} states are too many for a map (at most {most})", number=len(states), most=MOST_STATES)
        hint = _("draw only what improving moves can reach (--from-now), or one state and its neighbours (--what ego)")
        if from_now:
            hint = _("draw one state and its neighbours (--what ego)")
        raise RequestError(Problem(message, hint))
    return states


def improving_from_now(analysis: Analysis) -> Bools:
    """Return which states chains of improvements can reach from where the story stands, itself included; (states,)."""
    graph, now = analysis.situation.graph, analysis.situation.status_quo
    if now is None:
        hint = _("leave out --from-now")
        raise RequestError(Problem(_("this model does not say where the story stands"), hint))
    # Improvements of an order are transitive where moves are; otherwise the longer search is always right.
    plain = all(isinstance(liking, Order) for liking in graph.preferences) and graph.moves_are_transitive
    reached: Bools = shortest_ways(graph.improvements, now, transitive=plain).moves >= 0
    return reached


def arcs_between(analysis: Analysis, states: Sequence[int], *, every: bool) -> Iterator[Arc]:
    """Yield the improvements between some states: each mover's best from a state, or with `every` all of them."""
    inside = np.zeros(analysis.number_of_states, dtype=bool)
    inside[list(states)] = True
    graph = analysis.situation.graph
    for mover, (arcs, liking) in enumerate(zip(graph.improvements, graph.preferences, strict=True)):
        for origin in states:
            better = arcs.leaving(origin)
            for to in (better if every else best_of(liking, better)).tolist():
                if inside[to]:
                    yield Arc(mover, origin, to)


def best_of(liking: Liking, targets: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return those of some states than which none of them is certainly better."""
    if not len(targets):
        return targets
    if isinstance(liking, Order):
        ranks = liking.rank[targets]
        beaten: Bools = ranks < ranks.max()
    else:
        beaten = np.any(liking.better[np.ix_(targets, targets)], axis=0)
    found: NDArray[np.int32] = targets[~beaten]
    return found


def staying(analysis: Analysis, concept: str) -> NDArray[np.int64]:
    """Return how many decision makers stay in each state under a concept; (states,)."""
    if concept not in analysis.concepts:
        hint = _("one of {concepts}", concepts=", ".join(analysis.concepts))
        raise RequestError(Problem(_("{concept} was not worked out", concept=concept), hint))
    counts: NDArray[np.int64] = np.sum([verdict.stable for verdict in analysis.verdicts[concept].values()], axis=0)
    return counts


def ending_states(analysis: Analysis) -> frozenset[int]:
    """Return the endings, by index."""
    return frozenset(analysis.index_of(ending.state) for ending in analysis.endings)


def dash_of(mover: int) -> str | None:
    """Return the dashes of a decision maker's arcs."""
    return DASHES[mover % len(DASHES)]


def series_of(mover: int) -> str:
    """Return the colour of a decision maker's arcs."""
    return COLOURS[mover % len(COLOURS)]
