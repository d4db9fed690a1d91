"""Where a conflict ends if decision makers move in a given order and each looks ahead to the end of it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from denouement.analysis.backward import Induction, Sets, beats
from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.paths import Step, beginning, step
from denouement.analysis.result import Analysis
from denouement.errors import Problem, RequestError
from denouement.language import _
from denouement.states.relation import Order


@frozen
class Turn:
    """What one decision maker does when it is its turn, and why."""

    decision_maker: str
    at: State
    step: Step | None
    """The move; None if it stays."""
    others: int
    """Other moves that are as good to it."""
    able: bool
    """Whether it has any move here."""
    instead: State | None
    """Where it would end had the mover stayed; if it stays, at best by a move. None if it cannot move."""
    liking: Comparison | None
    """How the mover likes that against where the line ends, and what decides it."""


@frozen
class Line:
    """One course of play, turn by turn, and where it ends."""

    outcome: State
    turns: tuple[Turn, ...]
    """Shorter than the order where staying ends the play."""


@frozen
class Play:
    """Where an order of moves leads."""

    order: tuple[str, ...]
    start: State
    staying_ends: bool
    lines: tuple[Line, ...]
    """One for each state in which it can end: more than one where indifference leaves it open."""

    @property
    def outcomes(self) -> tuple[State, ...]:
        """Where it can end."""
        return tuple(line.outcome for line in self.lines)


def play(
    analysis: Analysis, order: Sequence[str], *, start: str | State | None = None, staying_ends: bool = False
) -> Play:
    """Return where an order of decision makers leads from a state (from where the story stands, unless named).

    With `staying_ends` the play is over as soon as somebody stays: for two decision makers in turn that is limited-move
    stability (Kilgour 1985; Fang, Hipel & Kilgour 1993). Raises RequestError for an empty order, or a name that is not
    there.
    """
    movers = movers_of(analysis, order)
    begin = beginning(analysis, start)
    induction = Induction(analysis.situation.graph, staying_ends)
    after = [induction.at_the_end()]
    for mover in reversed(movers[1:]):
        after.append(induction.before(mover, after[-1]))
    after.reverse()  # after[t]: what comes of each state once slot t (from 0) is over
    ends = induction.members(induction.choice(movers[0], after[0], begin).outcome)
    lines = tuple(_line(analysis, induction, movers, after, begin, end) for end in ends)
    makers = analysis.decision_makers
    return Play(tuple(makers[mover] for mover in movers), analysis.state_at(begin), staying_ends, lines)


def movers_of(analysis: Analysis, order: Sequence[str]) -> list[int]:
    """Return the positions of decision makers by id; raise RequestError for none, or one that is not there."""
    if not order:
        hint = _("name decision makers in order, such as --order a,b,a")
        raise RequestError(Problem(_("nobody is named to move"), hint))
    return [analysis.situation.graph.number(analysis.conflict.decision_maker(id).id) for id in order]


def _line(
    analysis: Analysis, induction: Induction, movers: Sequence[int], after: Sequence[Sets], begin: int, end: int
) -> Line:
    """Return a course of best actions that can end in a state; of moves equally good the one that changes least."""
    turns: list[Turn] = []
    here = begin
    for mover, then in zip(movers, after, strict=True):
        kept = induction.choice(mover, then, here).kept
        leading = [to for to, outcome in kept if end in induction.members(outcome)]
        to = here if here in leading else min(leading, key=lambda state: _options_changed(analysis, here, state))
        turns.append(_turn(analysis, induction, mover, then, (here, to, end), len(kept) - 1))
        if to == here and induction.staying_ends:
            break
        here = to
    return Line(analysis.state_at(end), tuple(turns))


def _options_changed(analysis: Analysis, here: int, to: int) -> int:
    codes = analysis.situation.space.codes
    return (int(codes[here]) ^ int(codes[to])).bit_count()


def _turn(
    analysis: Analysis, induction: Induction, mover: int, after: Sets, course: tuple[int, int, int], others: int
) -> Turn:
    here, to, end = course
    maker = analysis.decision_makers[mover]
    best = induction.best_move(mover, after, here)
    stays = to == here
    if best is None:
        return Turn(maker, analysis.state_at(here), None, others, False, None, None)
    if stays:
        otherwise = induction.members(best[1])
    elif induction.staying_ends:
        otherwise = (here,)
    else:
        otherwise = induction.members(int(after[here]))
    instead = analysis.state_at(_worst(analysis, mover, otherwise, end))
    liking = analysis.comparison(maker, instead, analysis.state_at(end))
    made = None if stays else step(analysis, maker, here, to)
    return Turn(maker, analysis.state_at(here), made, others, True, instead, liking)


def _worst(analysis: Analysis, mover: int, states: Sequence[int], end: int) -> int:
    """Return what makes the mover value a set of states as it does: the worst of them, the one that `end` beats."""
    liking = analysis.situation.graph.preferences[mover]
    if isinstance(liking, Order):
        return min(states, key=lambda state: int(liking.rank[state]))
    return next((state for state in states if beats(liking, (end,), (state,))), states[0])
