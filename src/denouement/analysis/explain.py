"""Why a state holds for somebody, or does not: every move it has, what speaks for it, and what would answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from attrs import field, frozen

from denouement.analysis.answers import Numbers
from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.wanting import decision_maker_called
from denouement.analysis.witnesses import Sanction, best_first, sanctions
from denouement.model.shown import Shown
from denouement.states.relation import Order

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis

Kind = Literal["no move", "no better move", "deterred", "tempted"]
"""Whether somebody has a move, a better one, one that nothing deters under some concept."""

# An answer that deters under a concept does so under those it implies. The strongest comes first; what it deters under
# needs no other answer.
_IMPLIED = {"sseq": ("gmr", "smr", "seq", "sseq"), "seq": ("gmr", "seq"), "smr": ("gmr", "smr"), "gmr": ("gmr",)}


@frozen
class Move(Shown):
    """One step: whose, where it leads, and whether it is better for the one who makes it."""

    decision_maker: str
    to: State
    take: tuple[str, ...]
    """Options (full ids) taken by it; empty, as is `drop`, where the step is no change of the mover's own options."""
    drop: tuple[str, ...]
    comparison: Comparison
    """Of where it leads against where it begins."""


@frozen
class Answer(Shown):
    """How the others could answer a better move, so that it brings the mover nothing."""

    concepts: tuple[str, ...]
    """The computed concepts under which this answer deters."""
    moves: tuple[Move, ...]
    """At least one, in order, nobody twice in succession."""
    comparison: Comparison
    """Of where the answer ends against the state explained, for the one deterred: same or worse."""
    moves_after: int
    """How many moves the one deterred would have from there."""
    way_out: Move | None
    """The best of them that leads to something better than the state explained or, where preferences are not all
    known, to something that might be; its comparison is against that state. None if there is none."""


@frozen
class Temptation(Shown):
    """A move that is better for the one who makes it, and what deters it."""

    move: Move
    tempting_under: tuple[str, ...]
    """The computed concepts under which nothing deters it."""
    answers: tuple[Answer, ...]
    """Those that deter it under the others."""


@frozen
class Stance(Shown):
    """Why one decision maker would stay in a state, or leave it."""

    decision_maker: str
    stays_under: tuple[str, ...]
    moves_under: tuple[str, ...]
    temptations: tuple[Temptation, ...]
    """Every better move, best first."""
    other_moves: tuple[Move, ...]
    """Every other move, the best first: as good, worse, or not known to be better."""

    @property
    def kind(self) -> Kind:
        """Return what the stance comes down to."""
        if self.moves_under:
            return "tempted"
        if self.temptations:
            return "deterred"
        return "no better move" if self.other_moves else "no move"


@frozen
class Explanation(Shown):
    """Why a state holds or does not."""

    state: State
    concepts: tuple[str, ...]
    """Those worked out."""
    holds_under: tuple[str, ...]
    ending: bool
    """Whether it holds under a concept that makes an ending and, as far as is known, can be reached."""
    reachable: bool | None
    """From where the story stands; None if the model does not say where that is."""
    stances: tuple[Stance, ...]
    """Of those asked about."""
    analysis: Analysis = field(repr=False, eq=False)
    """Whose verdict this is the reason of."""


def explain(analysis: Analysis, index: int, decision_maker: str | None = None) -> Explanation:
    """Return why a state (by its index) holds or does not, for everybody or for one decision maker."""
    chosen = None if decision_maker is None else decision_maker_called(analysis.conflict, decision_maker)
    state = analysis.state_at(index)
    holding = tuple(concept for concept in analysis.concepts if analysis.holds(state, concept))
    reachable = analysis.can_reach(state)
    return Explanation(
        state,
        analysis.concepts,
        holding,
        reachable is not False and not set(holding).isdisjoint(analysis.ending_concepts),
        reachable,
        tuple(_stance(analysis, index, maker) for maker in analysis.decision_makers if chosen in (None, maker)),
        analysis,
    )


def _stance(analysis: Analysis, index: int, maker: str) -> Stance:
    graph = analysis.situation.graph
    number = graph.number(maker)
    liking = graph.preferences[number]
    better = best_first(analysis, index, maker)
    targets = graph.improvements[number].target[better].tolist()
    others = [to for to in graph.moves[number].leaving(index).tolist() if to not in set(targets)]
    if isinstance(liking, Order):
        others.sort(key=lambda to: -int(liking.rank[to]))
    stable = {concept: bool(analysis.verdicts[concept][maker].stable[index]) for concept in analysis.concepts}
    answers = _answers(analysis, index, maker, better)
    return Stance(
        maker,
        tuple(concept for concept in analysis.concepts if stable[concept]),
        tuple(concept for concept in analysis.concepts if not stable[concept]),
        tuple(
            Temptation(
                _move(analysis, maker, index, to),
                tuple(c for c in analysis.concepts if not analysis.verdicts[c][maker].deterred[arc]),
                tuple(answers[arc]),
            )
            for arc, to in zip(better.tolist(), targets, strict=True)
        ),
        tuple(_move(analysis, maker, index, to) for to in others),
    )


def _answers(analysis: Analysis, index: int, maker: str, improvements: Numbers) -> dict[int, list[Answer]]:
    """Return for each improvement as few answers as show every concept under which it is deterred."""
    shown: dict[int, list[Answer]] = {arc: [] for arc in improvements.tolist()}
    for strongest, implied in _IMPLIED.items():
        if strongest not in analysis.concepts:
            continue
        deterred = [
            arc
            for arc, answers in shown.items()
            if analysis.verdicts[strongest][maker].deterred[arc] and not any(strongest in a.concepts for a in answers)
        ]
        found = sanctions(analysis, maker, strongest, np.array(deterred, dtype=np.int64))
        for arc, sanction in zip(deterred, found, strict=True):
            told = {concept for answer in shown[arc] for concept in answer.concepts}
            concepts = tuple(c for c in analysis.concepts if c in implied and c not in told)
            shown[arc].append(_answer(analysis, index, maker, sanction, concepts))
    return shown


def _answer(analysis: Analysis, index: int, maker: str, sanction: Sanction, concepts: tuple[str, ...]) -> Answer:
    moves, place = [], analysis.index_of(sanction.improvement)
    for step in sanction.countermoves:
        to = analysis.index_of(step.to)
        moves.append(_move(analysis, step.decision_maker, place, to))
        place = to
    graph = analysis.situation.graph
    number = graph.number(maker)
    onward, liking = graph.moves[number].leaving(place), graph.preferences[number]
    escapes = onward[liking.may_improve(np.full(len(onward), index), onward)].tolist()
    if isinstance(liking, Order):
        escapes.sort(key=lambda to: -int(liking.rank[to]))
    return Answer(
        concepts,
        tuple(moves),
        analysis.comparison(maker, analysis.state_at(place), analysis.state_at(index)),
        len(onward),
        _move(analysis, maker, place, escapes[0], against=index) if escapes else None,
    )


def _move(analysis: Analysis, maker: str, begin: int, end: int, *, against: int | None = None) -> Move:
    """Return a step, with what its mover thinks of its end against where it begins, or against another state."""
    before, after = analysis.state_at(begin), analysis.state_at(end)
    take, drop = before.change_to(after)
    own = f"{maker}."
    if not all(option.startswith(own) for option in (*take, *drop)):
        # States are merged, or listed with moves of their own: what differs is not what the mover does.
        take = drop = ()
    other = before if against is None else analysis.state_at(against)
    return Move(maker, after, take, drop, analysis.comparison(maker, after, other))
