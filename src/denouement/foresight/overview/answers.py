"""The work behind the overview: many combinations of readings at once, in parts that fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.analysis.endings import STANDINGS
from denouement.analysis.outcomes import Choices, Outcomes, outcomes
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError
from denouement.foresight.overview.combinations import Codes, Combined
from denouement.language import _, in_decimals
from denouement.model.claim_language import Says
from denouement.states.budget import Budget, in_short
from denouement.states.relation import Order
from denouement.states.space import Bools

Parts = Callable[[Sequence[range]], Iterable[range]]
"""Wraps the parts of the work, to show how far it has come."""

_CELLS = 1 << 23  # combinations x states in one part
_PARTS = 50  # of a long work, so that its progress can be seen
_LEAST = 64  # combinations in a part, if there are so many

# Measured on one core with NumPy, rounded up.
_SECONDS_PER_ARC = 4e-7
"""One move or state of one combination, through five concepts for everybody."""
_SECONDS_PER_STATE_AND_ARC = 6e-8
"""One state judged over one arc, through five concepts, where preferences are no order."""
_BYTES_PER_ENDING = 24


@frozen(eq=False)
class Answers:
    """What came out for each combination, and for each state over all of them."""

    truths: tuple[Codes, ...]
    """Per question (combinations,), numbers of TRUTHS."""
    ends: NDArray[np.int64]
    """(endings, 2): combination and state, sorted by state and then by combination."""
    standings: dict[tuple[str, str | None], Codes]
    """Per decision maker and scenario, None being all endings: (combinations,) sets of standings that occur."""
    equilibria: dict[str, NDArray[np.int64]]
    """Per concept (states,): in how many combinations the state is an equilibrium."""

    def ending_in(self, combinations: int) -> dict[int, Bools]:
        """Return per state that is an ending somewhere in which combinations it is; (combinations,) each."""
        if not len(self.ends):
            return {}
        states, first = np.unique(self.ends[:, 1], return_index=True)
        found = {}
        for state, rows in zip(states.tolist(), np.split(self.ends[:, 0], first[1:]), strict=True):
            found[state] = np.zeros(combinations, dtype=bool)
            found[state][rows] = True
        return found


def check_readings(budget: Budget, analysis: Analysis, combined: Combined) -> None:
    """Raise BudgetError if working out so many combinations would take too long."""
    graph = analysis.situation.graph
    arcs = graph.number_of_moves
    relations = sum(not isinstance(liking, Order) for liking in graph.preferences)
    each = (arcs + graph.states) * _SECONDS_PER_ARC + relations * graph.states * arcs * _SECONDS_PER_STATE_AND_ARC
    if each * len(combined) > budget.seconds:
        message = _(
            "{combinations} combinations of readings over {states} states with {moves} moves would need about "
            "{seconds} seconds, {allowed} are allowed.",
            combinations=len(combined),
            states=graph.states,
            moves=arcs,
            seconds=in_decimals(each * len(combined), 0),
            allowed=in_short(budget.seconds),
        )
        fewer, enough = int(budget.seconds / each), int(each * len(combined) * 1.1) + 1
        advice = (
            _("--most {fewer} draws fewer; --max-seconds {enough} would allow it", fewer=str(fewer), enough=str(enough))
            if fewer
            else _("--max-seconds {enough} would allow it", enough=str(enough))
        )
        raise BudgetError(f"{message} {advice}")


def worked_out(
    analysis: Analysis,
    combined: Combined,
    questions: Sequence[Says],
    *,
    concepts: Sequence[str],
    budget: Budget,
    progress: Parts = iter,
) -> Answers:
    """Return what comes out for questions under combinations of readings, and the endings and standings of each.

    Raises BudgetError if the endings of all combinations are too many to be kept.
    """
    check_readings(budget, analysis, combined)
    likings, picks = profiles(analysis, combined)
    scenarios = [scenario.id for scenario in analysis.conflict.scenarios]
    places: list[str | None] = [None, *scenarios]
    makers = analysis.decision_makers if analysis.situation.baseline is not None else ()
    truths = np.empty((len(questions), len(combined)), dtype=np.int8)
    standings = {(maker, place): np.zeros(len(combined), dtype=np.int8) for maker in makers for place in places}
    equilibria = {concept: np.zeros(analysis.number_of_states, dtype=np.int64) for concept in concepts}
    ends: list[NDArray[np.int64]] = []
    for part in progress(_parts(len(combined), analysis.number_of_states)):
        rows = slice(part.start, part.stop)
        out = outcomes(analysis, likings, picks[rows], concepts=concepts)
        for number, says in enumerate(questions):
            truths[number, rows] = out.truths(says)
        found = np.argwhere(out.endings)
        for (maker, place), column in standings.items():
            column[rows] = _standings(out, maker, found if place is None else _within(out, found, place))
        for concept in concepts:
            equilibria[concept] += out.equilibria[concept].sum(axis=0)
        found[:, 0] += part.start
        ends.append(found)
        if sum(map(len, ends)) * _BYTES_PER_ENDING > budget.gigabytes * 1e9:
            message = _(
                "{done} of {all} combinations have {endings} endings already, more than {gigabytes} GB can hold. Ask "
                "for fewer with --most, or allow more with --max-memory",
                done=part.stop,
                all=len(combined),
                endings=sum(map(len, ends)),
                gigabytes=in_short(budget.gigabytes),
            )
            raise BudgetError(message)
    every = np.concatenate(ends) if ends else np.empty((0, 2), dtype=np.int64)
    every = every[np.lexsort(every.T)]
    return Answers(tuple(truths), every, standings, equilibria)


def profiles(analysis: Analysis, combined: Combined) -> tuple[list[list], NDArray[np.int64]]:  # type: ignore[type-arg]
    """Return the likings of each decision maker, and which of them each combination has."""
    situation = analysis.situation
    choices = Choices(analysis.decision_makers)
    picks = np.zeros((len(combined), len(analysis.decision_makers)), dtype=np.int64)
    rivals = list(combined.rivals)
    for i, maker in enumerate(analysis.decision_makers):
        if maker not in rivals:
            choices.place(maker, situation.graph.preferences[i])
            continue
        in_force = {reading.id: reading for reading in situation.snapshot.readings[maker]}
        own = [choices.place(maker, situation.liking_of(maker, in_force[id])) for id in combined.rivals[maker]]
        picks[:, i] = np.array(own)[combined.picks[:, rivals.index(maker)]]
    return [choices.likings[maker] for maker in analysis.decision_makers], picks


def _parts(combinations: int, states: int) -> list[range]:
    size = max(1, min(_CELLS // states, max(_LEAST, -(-combinations // _PARTS))))
    return [range(begin, min(begin + size, combinations)) for begin in range(0, combinations, size)]


def _within(out: Outcomes, ends: NDArray[np.int64], scenario: str) -> NDArray[np.int64]:
    within: NDArray[np.int64] = ends[out.scenarios[scenario][ends[:, 1]]]
    return within


def _standings(out: Outcomes, decision_maker: str, ends: NDArray[np.int64]) -> Codes:
    """Return which standings occur over endings of each combination, bit s for standing s; (combinations,)."""
    standing = out.standings(decision_maker)
    assert standing is not None
    found = np.zeros(len(out), dtype=np.int8)
    here = standing[ends[:, 0], ends[:, 1]]
    for code in range(len(STANDINGS)):
        found[ends[here == code, 0]] |= 1 << code
    return found
