"""What a verdict rests on: the sanctions of an improvement, and whether a told sequence of moves is legal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from .definitions import State, Twin, credible_replies, replies, unilateral_improvements, unilateral_moves
from .unknown import UnknownTwin

Steps = Sequence[tuple[str, State]]
#: Where a move tempts, if one does; and else each improvement with the answer to it.
Told = tuple[State | None, Sequence[tuple[State, Steps]]]


def sanctions(twin: Twin, concept: str, who: str, s: State, s1: State) -> set[State]:
    """Give every s2 that sanctions the improvement of `who` from s to s1 under `concept`.

    Under Nash stability nothing does. A state is stable exactly if each of its improvements has a sanction.
    """
    if concept == "nash":
        return set()
    allowed = credible_replies if concept in ("seq", "sseq") else replies
    found = {s2 for s2 in allowed(twin, who, s1) if not twin.prefers(who, s2, s)}
    if concept in ("smr", "sseq"):
        found = {s2 for s2 in found if not ways_out(twin, who, s, s2)}
    return found


def ways_out(twin: Twin, who: str, s: State, s2: State) -> set[State]:
    """Give the countermoves from s2 that leave `who` better off than in s."""
    return {s3 for s3 in unilateral_moves(twin, who, s2) if twin.prefers(who, s3, s)}


def is_legal_sequence(twin: Twin, start: State, steps: Sequence[tuple[str, State]], *, improving: bool = False) -> bool:
    """Tell whether (mover, next state) steps are legal: each a move of its mover, nobody twice in succession.

    With `improving`, each step must also be an improvement for its mover, seen from where the mover stands.
    """
    allowed = unilateral_improvements if improving else unilateral_moves
    state, last = start, None
    for mover, following in steps:
        if mover == last or following not in allowed(twin, mover, state):
            return False
        state, last = following, mover
    return bool(steps)


@dataclass(frozen=True)
class Judge:
    """A conflict whose witnesses are judged: only what is certain tempts and deters, what is possible is credible."""

    decision_makers: tuple[str, ...]
    states: tuple[State, ...]
    moves: Mapping[str, Mapping[State, Set[State]]]
    better: Callable[[str, State, State], bool]
    """Whether somebody certainly prefers the first state to the second."""
    no_better: Callable[[str, State, State], bool]
    """Whether the first state is certainly no better than the second."""
    distances: dict[tuple[str, State, bool], dict[State, int]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, twin: Twin | UnknownTwin) -> Judge:
        """Make the judge of a conflict."""
        if isinstance(twin, UnknownTwin):
            return cls(twin.decision_makers, twin.states, twin.moves, twin.certain, twin.no_better)

        def no_better(who: str, a: State, b: State) -> bool:
            return not twin.prefers(who, a, b)

        return cls(twin.decision_makers, twin.states, twin.moves, twin.prefers, no_better)

    def reached(self, who: str, state: State) -> Set[State]:
        """R_i(s)."""
        return self.moves[who].get(state, frozenset())

    def improvements(self, who: str, state: State) -> set[State]:
        """R_i^+(s), only those that are certain."""
        return {q for q in self.reached(who, state) if self.better(who, q, state)}

    def deters(self, concept: str, who: str, s: State, s2: State) -> bool:
        """Tell whether s2 holds `who` down to s or less and, under SMR and SSEQ, leaves no way out."""
        if concept == "nash" or not self.no_better(who, s2, s):
            return False
        return concept in ("gmr", "seq") or all(self.no_better(who, s3, s) for s3 in self.reached(who, s2))

    def is_step(self, mover: str, before: State, after: State, *, credible: bool) -> bool:
        """Tell whether somebody can make a step and, if it must be credible, prefers it or may."""
        return after in self.reached(mover, before) and not (credible and self.no_better(mover, after, before))

    def answers(self, who: str, s1: State, *, credible: bool) -> dict[State, int]:
        """Give the states to which the opponents of `who` can lead from s1, and in how few legal steps."""
        key = (who, s1, credible)
        if key not in self.distances:
            nodes = {(s1, "")}
            seen: set[tuple[State, str]] = set()
            found: dict[State, int] = {}
            steps = 0
            while nodes:
                steps += 1
                nodes = {
                    (after, mover)
                    for before, last in nodes
                    for mover in self.decision_makers
                    if mover not in (who, last)
                    for after in self.reached(mover, before)
                    if self.is_step(mover, before, after, credible=credible)
                } - seen
                seen |= nodes
                for after, _ in nodes:
                    found.setdefault(after, steps)
            self.distances[key] = found
        return self.distances[key]

    def fewest_steps(self, concept: str, who: str, s: State, s1: State) -> int | None:
        """Give the length of the shortest answer that deters an improvement; None if nothing does."""
        answers = self.answers(who, s1, credible=concept in ("seq", "sseq"))
        return min((steps for s2, steps in answers.items() if self.deters(concept, who, s, s2)), default=None)


def wrong_in_witness(judge: Judge, concept: str, who: str, s: State, told: Told, *, ordered: bool) -> Iterator[str]:
    """Yield what is wrong with a witness; where preferences are `ordered`, the best of what tempts must be told."""
    tempting, answers = told
    improvements = judge.improvements(who, s)
    if tempting is not None:
        if answers:
            yield "both tempted and deterred"
        if tempting not in improvements:
            yield f"{tempting} is no improvement"
        if judge.fewest_steps(concept, who, s, tempting) is not None:
            yield f"something deters the move to {tempting}"
        rivals = {other for other in improvements if judge.better(who, other, tempting)}
        if ordered and any(judge.fewest_steps(concept, who, s, other) is None for other in rivals):
            yield f"{tempting} is not the best that tempts"
        return
    if len(answers) != len(improvements) or {s1 for s1, _ in answers} != improvements:
        yield "not just the improvements are answered"
    for s1, steps in answers:
        yield from wrong_in_answer(judge, concept, who, s, s1, steps)
        if len(steps) != judge.fewest_steps(concept, who, s, s1):
            yield f"the answer to {s1} is not a shortest one"


def wrong_in_answer(judge: Judge, concept: str, who: str, s: State, s1: State, steps: Steps) -> Iterator[str]:
    """Yield why a sequence of (mover, next state) is no answer that deters the improvement from s to s1."""
    if not steps:
        yield f"nobody answers {s1}"
        return
    before, last = s1, who
    for mover, after in steps:
        if mover == who:
            yield f"{who} answers itself"
        if mover == last:
            yield f"{mover} moves twice in succession"
        if not judge.is_step(mover, before, after, credible=concept in ("seq", "sseq")):
            yield f"{mover} cannot, or would not, go from {before} to {after}"
        before, last = after, mover
    if not judge.deters(concept, who, s, before):
        yield f"{before} does not deter"
