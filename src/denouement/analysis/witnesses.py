"""What a verdict rests on, by name: the move that nobody deters, or an answer to each better move."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from denouement.analysis.answers import Numbers, shortest_answers
from denouement.analysis.endings import State
from denouement.model.shown import Shown
from denouement.states.relation import Order

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis

CREDIBLE = frozenset({"seq", "sseq"})
"""Concepts under which opponents answer only by moves that they prefer or may prefer."""
SYMMETRIC = frozenset({"smr", "sseq"})
"""Concepts under which an answer must leave no way out."""


@frozen
class Countermove(Shown):
    """One step of an answer to an improvement."""

    decision_maker: str
    to: State


@frozen
class Sanction(Shown):
    """An answer that deters an improvement: the shortest, chosen as `denouement.analysis.answers` says."""

    improvement: State
    """Where the improvement leads."""
    countermoves: tuple[Countermove, ...]
    """At least one, by opponents, in order; the last leads where it is no better for the one deterred."""


@frozen
class Witness(Shown):
    """What shows that a decision maker stays in a state, or would leave it, under a concept."""

    state: State
    decision_maker: str
    concept: str
    tempting: State | None = None
    """Where the best of the improvements leads that nothing deters; None if the state is stable."""
    sanctions: tuple[Sanction, ...] = ()
    """If the state is stable, one for each improvement, best first; none means that there is no improvement."""

    @property
    def stable(self) -> bool:
        """Whether the decision maker stays."""
        return self.tempting is None


def witness(analysis: Analysis, index: int, maker: str, concept: str) -> Witness:
    """Return the witness of one verdict; the state by its index."""
    arcs = best_first(analysis, index, maker)
    return _witnesses(analysis, maker, concept, [(index, arcs)], analysis.state_at)[0]


def witnesses(analysis: Analysis, maker: str, concept: str) -> tuple[Witness, ...]:
    """Return the witnesses of a concept's verdicts for a decision maker, in order of the states."""
    found = [(index, best_first(analysis, index, maker)) for index in range(analysis.number_of_states)]
    return _witnesses(analysis, maker, concept, found, analysis.states.__getitem__)


def best_first(analysis: Analysis, index: int, maker: str) -> Numbers:
    """Return a decision maker's improvements from a state (positions among its arcs), those it likes best first."""
    graph = analysis.situation.graph
    number = graph.number(maker)
    arcs, liking = graph.improvements[number], graph.preferences[number]
    leaving = np.arange(arcs.begin[index], arcs.begin[index + 1])
    if isinstance(liking, Order):
        leaving = leaving[np.argsort(-liking.rank[arcs.target[leaving]], kind="stable")]
    return leaving


def sanctions(
    analysis: Analysis, maker: str, concept: str, improvements: Numbers, at: Callable[[int], State] | None = None
) -> tuple[Sanction, ...]:
    """Return an answer to each of some improvements (positions among the maker's arcs), all of them deterred.

    `at` gives the state of an index, if that is to be quicker than making it anew.
    """
    at = at or analysis.state_at
    graph = analysis.situation.graph
    paths = shortest_answers(
        graph,
        analysis.situation.space.codes,
        maker,
        improvements,
        credible=concept in CREDIBLE,
        symmetric=concept in SYMMETRIC,
    )
    targets = graph.improvements[graph.number(maker)].target[improvements].tolist()
    return tuple(
        Sanction(
            at(target),
            tuple(Countermove(graph.decision_makers[mover], at(to)) for mover, to in path),
        )
        for target, path in zip(targets, paths, strict=True)
    )


def _witnesses(
    analysis: Analysis, maker: str, concept: str, improving: list[tuple[int, Numbers]], at: Callable[[int], State]
) -> tuple[Witness, ...]:
    """Return the witnesses of some states, given with the improvements from each."""
    verdict = analysis.verdicts[concept][maker]
    wanted = [arcs for index, arcs in improving if verdict.stable[index]]
    answers = iter(sanctions(analysis, maker, concept, np.concatenate([np.zeros(0, dtype=np.int64), *wanted]), at))
    found = []
    for index, arcs in improving:
        state = at(index)
        if verdict.stable[index]:
            found.append(Witness(state, maker, concept, sanctions=tuple(next(answers) for _ in arcs)))
        else:
            tempting = arcs[~verdict.deterred[arcs]][0]
            to = at(int(verdict.improvements.target[tempting]))
            found.append(Witness(state, maker, concept, tempting=to))
    return tuple(found)
