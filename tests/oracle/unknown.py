"""Unknown preferences, extension b (Li, Hipel, Kilgour & Fang 2004): only what is certain counts.

Only certain improvements tempt the mover, and only states that are certainly no better deter it. In their answers the
opponents may make every move that they prefer or that they might prefer.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tests.oracle.definitions import State, Twin, coalition_list, opponents

Pairs = Set[tuple[State, State]]


@dataclass(frozen=True)
class UnknownTwin:
    """A conflict with certain preferences, certain ties, and pairs that are neither: unknown ones."""

    decision_makers: tuple[str, ...]
    states: tuple[State, ...]
    moves: Mapping[str, Mapping[State, Set[State]]]
    better: Mapping[str, Pairs]
    same: Mapping[str, Pairs]
    """Both ways round."""

    def certain(self, who: str, a: State, b: State) -> bool:
        """Tell whether `who` certainly prefers a to b."""
        return (a, b) in self.better[who]

    def no_better(self, who: str, t: State, s: State) -> bool:
        """Tell whether t is certainly no better than s."""
        return t == s or (s, t) in self.better[who] or (s, t) in self.same[who]

    def possible(self, who: str, a: State, b: State) -> bool:
        """Tell whether `who` prefers a to b or might."""
        return not self.no_better(who, a, b)


def stable_sets_b(twin: UnknownTwin) -> dict[str, dict[str, set[State]]]:
    """Give the stable states under the five concepts: concept, then decision maker."""
    anything = Twin(twin.decision_makers, twin.states, twin.moves, twin.possible)
    result: dict[str, dict[str, set[State]]] = {name: {} for name in ("nash", "gmr", "smr", "seq", "sseq")}
    for who in twin.decision_makers:
        others = opponents(anything, who)
        for name, by_who in result.items():
            by_who[who] = {s for s in twin.states if _stable(twin, anything, others, name, who, s)}
    return result


def _stable(twin: UnknownTwin, anything: Twin, others: tuple[str, ...], name: str, who: str, s: State) -> bool:
    for s1 in twin.moves[who].get(s, frozenset()):
        if not twin.certain(who, s1, s):
            continue
        if name == "nash":
            return False
        answers = coalition_list(anything, others, s1, improving=name in ("seq", "sseq"))
        deterring = {s2 for s2 in answers if twin.no_better(who, s2, s)}
        if name in ("smr", "sseq"):
            deterring = {
                s2 for s2 in deterring if all(twin.no_better(who, s3, s) for s3 in twin.moves[who].get(s2, frozenset()))
            }
        if not deterring:
            return False
    return True
