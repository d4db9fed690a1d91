"""Moves that look safe to the mover and are not, and moves that are safe and do not look it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

import numpy as np
from attrs import frozen

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.explain import Answer
from denouement.analysis.hypergame import Hypergame
from denouement.analysis.result import Analysis
from denouement.analysis.views import Element, as_seen
from denouement.errors import ModelError
from denouement.model.conflict import Rule
from denouement.model.timeline import broken_rules
from denouement.states.budget import Budget
from denouement.states.space import Bools

Kind = Literal["surprise", "impossible", "missed", "unseen"]
"""`surprise`: tempting in the mover's view, deterred in truth. `impossible`: tempting in its view, no move in truth.
`missed`: tempting in truth, not in its view. `unseen`: tempting in truth, and leading where its view has no state."""
KINDS: tuple[Kind, ...] = ("surprise", "impossible", "missed", "unseen")

LARGEST = 2
"""Corrections of up to so many parts of a perception are tried together."""


@frozen
class Misjudged:
    """A move that its mover takes for something else than it is."""

    kind: Kind
    decision_maker: str
    state: State
    """Where it begins, as numbered in the model."""
    to: State
    """Where it leads; of a move that is impossible, as the mover's view has it."""
    take: tuple[str, ...]
    drop: tuple[str, ...]


@frozen
class Account:
    """What somebody expects of a move, what is so, and why it is taken for something else."""

    move: Misjudged
    comparison: Comparison
    """Of where the move leads against where it begins, for the mover."""
    expected: Literal["lasts", "goes on", "deterred", "not seen"]
    """What the mover expects: that the state reached lasts, that others move on from it and it ends no worse than
    staying, that an answer makes it no better than staying, or nothing, as it does not see the move."""
    going_on: tuple[str, ...]
    """In the mover's view, who would move on from where it leads."""
    answer: Answer | None
    """What deters it: in truth, of a surprise; in the mover's view, of a missed chance."""
    broken: tuple[tuple[int, Rule], ...]
    """Of a move that is impossible, the rules it breaks in truth, with their positions."""
    corrections: tuple[tuple[Element, ...], ...]
    """The least sets of elements whose correction would have the mover see the move as it is, of up to two each."""
    complete: bool
    """Whether every least set is among them: there are no more than two elements, and every view could be made."""


def misjudged(game: Hypergame, concept: str, state: State | None = None) -> tuple[Misjudged, ...]:
    """Return the moves misjudged under a concept: from a state or, by default, from all that can be reached now.

    Without a status quo all states count as reachable. A state that a mover does not see is one where it judges
    nothing.
    """
    if state is not None:
        begin = np.zeros(game.truth.number_of_states, dtype=bool)
        begin[game.truth.index_of(state)] = True
    elif game.truth.reachable is None:
        begin = np.ones(game.truth.number_of_states, dtype=bool)
    else:
        begin = game.truth.reachable
    return tuple(move for maker in game.mistaken for move in _misjudged(game, concept, maker, begin))


def _misjudged(game: Hypergame, concept: str, maker: str, begin: Bools) -> Iterator[Misjudged]:
    truth, view = game.truth, game.views[maker].analysis
    place = game.places[maker]
    back = truth.situation.located(view.situation, np.arange(view.number_of_states))
    believed = {
        (int(back[source]), int(target))
        for source, target in _tempting(view, maker, concept)
        if back[source] >= 0 and begin[back[source]]
    }
    true = {pair for pair in _tempting(truth, maker, concept) if begin[pair[0]] and place[pair[0]] >= 0}
    moves = truth.situation.graph.moves[truth.situation.graph.number(maker)]
    for source, target in sorted(believed):
        there = int(back[target])
        possible = there >= 0 and there in moves.leaving(source)
        if possible and (source, there) not in true:
            yield _move("surprise", maker, truth.state_at(source), truth.state_at(there))
        elif not possible:
            yield _move("impossible", maker, truth.state_at(source), view.state_at(target))
    for source, target in sorted(true):
        seen = place[target] >= 0
        if not seen or (source, int(place[target])) not in believed:
            yield _move("missed" if seen else "unseen", maker, truth.state_at(source), truth.state_at(target))


def _tempting(analysis: Analysis, maker: str, concept: str) -> list[tuple[int, int]]:
    """Return the improvements that nothing deters, by the indices of their ends."""
    verdict = analysis.verdicts[concept][maker]
    free = ~verdict.deterred
    arcs = verdict.improvements
    return list(zip(arcs.source[free].tolist(), arcs.target[free].tolist(), strict=True))


def _move(kind: Kind, maker: str, before: State, after: State) -> Misjudged:
    return Misjudged(kind, maker, before, after, *before.change_to(after))


def account(game: Hypergame, concept: str, move: Misjudged, budget: Budget | None = None) -> Account:
    """Return what a misjudged move looks like to its mover, what it is, and which of its beliefs are to blame."""
    truth, view = game.truth, game.views[move.decision_maker].analysis
    maker = move.decision_maker
    judging = view if move.kind == "impossible" else truth
    going_on: tuple[str, ...] = ()
    expected: Literal["lasts", "goes on", "deterred", "not seen"] = "not seen"
    answer = None
    broken: tuple[tuple[int, Rule], ...] = ()
    if move.kind != "unseen":
        there = view.index_of(move.to)
        going_on = tuple(w for w, verdict in view.verdicts[concept].items() if not verdict.stable[there])
    if move.kind in ("surprise", "impossible"):
        expected = "goes on" if going_on else "lasts"
    elif move.kind == "missed":
        expected = "deterred"
        answer = _answer(view, move, concept)
    if move.kind == "surprise":
        answer = _answer(truth, move, concept)
    if move.kind == "impossible":
        moment = truth.situation.snapshot
        broken = tuple(broken_rules(truth.conflict, moment.vocabulary, frozenset(move.to.taken), moment.date))
    corrections, complete = _corrections(game, concept, move, budget)
    comparison = judging.comparison(maker, move.to, move.state)
    return Account(move, comparison, expected, going_on, answer, broken, corrections, complete)


def _answer(analysis: Analysis, move: Misjudged, concept: str) -> Answer | None:
    """Return the answer that deters a move under a concept."""
    explanation = analysis.why(move.state, move.decision_maker)
    for temptation in explanation.stances[0].temptations:
        if analysis.index_of(temptation.move.to) == analysis.index_of(move.to):
            return next((answer for answer in temptation.answers if concept in answer.concepts), None)
    return None


def _corrections(
    game: Hypergame, concept: str, move: Misjudged, budget: Budget | None
) -> tuple[tuple[tuple[Element, ...], ...], bool]:
    """Return the least sets of elements without which the mover sees the move as it is, and whether these are all."""
    elements = game.views[move.decision_maker].elements
    found: list[tuple[Element, ...]] = []
    complete = len(elements) <= LARGEST
    for size in range(1, min(LARGEST, len(elements)) + 1):
        for corrected in combinations(elements, size):
            if any(set(less) <= set(corrected) for less in found):
                continue
            rest = tuple(element for element in elements if element not in corrected)
            try:
                view = as_seen(game.truth, move.decision_maker, rest, budget, (concept,))
            except ModelError:  # what is left contradicts itself, so nobody can see it so
                complete = False
                continue
            if _seen_as_it_is(view, concept, move):
                found.append(corrected)
    return tuple(found), complete


def _seen_as_it_is(view: Analysis, concept: str, move: Misjudged) -> bool:
    """Return whether a view takes a move for what it is: tempting where it is so in truth, and else not."""
    ends = (_place(view, move.state), _place(view, move.to))
    tempted = ends in set(_tempting(view, move.decision_maker, concept))
    return tempted == (move.kind in ("missed", "unseen")) and (ends[0] is not None)


def _place(view: Analysis, state: State) -> int | None:
    space = view.situation.space
    if view.conflict.is_graph:
        return space.aliases.get(state.id)
    found = space.with_taken(state.taken)
    return int(found[0]) if len(found) else None
