"""What "it holds in all readings" is worth: what else holds in all of them, and what that rests on.

A state that can hardly be left holds whatever anybody wants. So of each state that is an ending under every
combination of readings it is told what in it can never be undone, where the story can still go from there, and whether
it would hold if no option were one-way.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from denouement.analysis.endings import State
from denouement.analysis.outcomes import outcomes
from denouement.analysis.reachability import reachable_from
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError, ModelError
from denouement.foresight.overview.answers import profiles
from denouement.foresight.overview.combinations import Combined
from denouement.foresight.overview.findings import Share
from denouement.model.conflict import Moves
from denouement.states.budget import Budget
from denouement.states.finding import scenario_columns
from denouement.states.situation import Situation, situation
from denouement.states.space import Bools

_EXAMINED = 500
"""Endings that hold in all readings up to which each is examined, where moves are few."""
_MOVES = 50_000_000
"""Moves that may be followed for that."""


@frozen
class Firm:
    """A state that is an ending under every combination of readings."""

    state: State
    concepts: tuple[str, ...]
    """The concepts under which it is an equilibrium in every combination."""
    locked: tuple[str, ...]
    """Options taken in it that are taken in every state that can be reached from it: nobody can ever undo them."""
    onward: int
    """How many states can be reached from it, itself not counted."""
    leads_to: tuple[str | None, ...]
    """The scenarios of those states."""
    reversible: Share | None
    """In how many combinations it would hold under an ending concept if no option were one-way.

    None if none is, or if that could not be worked out.
    """


@frozen
class Happened:
    """Where the moves recorded after the day led."""

    state: State
    holds: Mapping[str, int]
    """Per concept, in how many combinations it is an equilibrium there."""
    firm: tuple[State, ...]
    """The endings in all combinations that can still be reached from it, itself included."""


@frozen
class Worth:
    """What holds in all combinations, and what that tells."""

    firm: tuple[Firm, ...]
    """The states that are endings in all of them, in order; of many, and of one combination, not all are examined."""
    number: int
    """How many there are."""
    happened: Happened | None
    """None if nothing is recorded after the day, or it led to no state that can be."""


def worth(
    analysis: Analysis,
    combined: Combined,
    always: NDArray[np.integer],
    equilibria: Mapping[str, NDArray[np.int64]],
    *,
    budget: Budget,
) -> Worth:
    """Return what it is worth that some states, by index, are endings in all combinations.

    `equilibria` says per concept in how many combinations each state is an equilibrium; (states,).
    """
    moves = analysis.situation.graph.number_of_moves
    # Of one combination nothing is told apart by holding in all.
    examined = always[: min(_EXAMINED, 1 + _MOVES // (1 + moves)) if len(combined) > 1 else 0]
    would_hold = _if_nothing_were_one_way(analysis, combined, examined, budget)
    columns = scenario_columns(analysis.situation.snapshot, analysis.situation.space)
    firm = []
    for at, index in enumerate(examined.tolist()):
        reached = reachable_from(analysis.situation.graph, index)
        reversible = None if would_hold is None else Share.of(would_hold[:, at], combined)
        concepts = tuple(concept for concept, counts in equilibria.items() if counts[index] == len(combined))
        firm.append(_firm(analysis, index, reached, columns, concepts, reversible))
    return Worth(tuple(firm), len(always), _happened(analysis, always, equilibria))


def _firm(
    analysis: Analysis,
    index: int,
    reached: Bools,
    columns: Mapping[str, Bools],
    concepts: tuple[str, ...],
    reversible: Share | None,
) -> Firm:
    space, state = analysis.situation.space, analysis.state_at(index)
    onward = np.flatnonzero(reached)
    onward = onward[onward != index]
    scenarios = [id for id, column in columns.items() if column[onward].any()]
    outside = ~np.logical_or.reduce([np.zeros(len(space), dtype=bool), *columns.values()])
    return Firm(
        state,
        concepts,
        tuple(option for option in state.taken if space.holds_option(option)[onward].all()),
        len(onward),
        (*scenarios, *([None] if outside[onward].any() else [])),
        reversible,
    )


def _happened(
    analysis: Analysis, always: NDArray[np.integer], equilibria: Mapping[str, NDArray[np.int64]]
) -> Happened | None:
    index = analysis.situation.space.at(analysis.situation.snapshot.where_it_led())
    if index is None:
        return None
    reached = reachable_from(analysis.situation.graph, index)
    return Happened(
        analysis.state_at(index),
        {concept: int(counts[index]) for concept, counts in equilibria.items()},
        tuple(analysis.state_at(other) for other in always[reached[always]].tolist()),
    )


def _if_nothing_were_one_way(
    analysis: Analysis, combined: Combined, states: NDArray[np.integer], budget: Budget
) -> Bools | None:
    """Return in which combinations states would hold if no option were one-way; (combinations, states)."""
    free = _without_one_way_options(analysis.situation, budget) if len(states) else None
    if free is None:
        return None
    likings, picks = profiles(analysis, combined)
    turned = evolve(analysis, situation=evolve(analysis.situation, graph=free.graph), reachable=None)
    size = max(1, (1 << 23) // analysis.number_of_states)
    parts = [
        outcomes(turned, likings, picks[begin : begin + size]).endings[:, states]
        for begin in range(0, len(picks), size)
    ]
    return np.concatenate(parts)


def _without_one_way_options(facts: Situation, budget: Budget) -> Situation | None:
    snapshot = facts.snapshot
    if not any(moves in ("take", "drop") for moves in snapshot.moves.values()):
        return None
    free: dict[str, Moves] = {
        option: "never" if moves == "never" else "both" for option, moves in snapshot.moves.items()
    }
    try:
        return situation(evolve(snapshot, moves=free), budget=budget)
    except (BudgetError, ModelError):
        return None  # more moves than are allowed; what else is told does not hang on it
