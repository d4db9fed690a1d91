"""Misreadings of the definitions must show on the random conflicts, or agreement on these means little."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Set
from functools import cache

import pytest

from . import definitions
from .definitions import State, Twin, equilibria, stable_sets, unilateral_improvements, unilateral_moves
from .random_conflicts import random_conflicts
from .random_graphs import random_graphs


def _one_reply(twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False) -> Set[State]:
    """A sanction is one move by one opponent."""
    step = unilateral_improvements if improving else unilateral_moves
    return set().union(*(step(twin, mover, start) for mover in coalition))


def _each_once(twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False) -> Set[State]:
    """Nobody moves more than once in a sequence."""
    step = unilateral_improvements if improving else unilateral_moves
    seen = {(start, frozenset(coalition))}
    waiting = deque(seen)
    while waiting:
        state, left = waiting.popleft()
        fresh = {(q, left - {mover}) for mover in left for q in step(twin, mover, state)} - seen
        seen |= fresh
        waiting.extend(fresh)
    return {state for state, _ in seen} - {start}


def _anybody_next(twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False) -> Set[State]:
    """Somebody may move twice in succession."""
    step = unilateral_improvements if improving else unilateral_moves
    seen = {start}
    waiting = deque(seen)
    while waiting:
        state = waiting.popleft()
        fresh = {q for mover in tuple(coalition) for q in step(twin, mover, state)} - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen - {start}


def _last_mover_of_the_first_visit(
    twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False
) -> Set[State]:
    """A state remembers only who came there first."""
    step = unilateral_improvements if improving else unilateral_moves
    members = tuple(coalition)
    last: dict[State, str] = {}
    waiting = deque([(start, "")])
    while waiting:
        state, before = waiting.popleft()
        for mover in members:
            for q in step(twin, mover, state) if mover != before else ():
                if q not in last:
                    last[q] = mover
                    waiting.append((q, mover))
    return set(last) - {start}


def _better_at_the_end(twin: Twin, coalition: Iterable[str], start: State, *, improving: bool = False) -> Set[State]:
    """A credible reply is one whose end every opponent prefers to its beginning."""
    members = tuple(coalition)
    found = definitions.coalition_list_by_induction(twin, members, start)
    return {q for q in found if not improving or all(twin.prefers(who, q, start) for who in members)}


@cache
def _right_answers(kind: str) -> list[tuple[Callable[[], Twin], dict[str, dict[str, set[State]]]]]:
    batch = random_conflicts(200) if kind == "option form" else random_graphs(400)
    return [(item.twin, stable_sets(item.twin())) for item in batch]


def _share_found(monkeypatch: pytest.MonkeyPatch, kind: str, wrong: object) -> float:
    """Give the share of conflicts where the misreading changes somebody's stable states."""
    answers = _right_answers(kind)
    with monkeypatch.context() as patch:
        patch.setattr(definitions, "coalition_list", wrong)
        return sum(stable_sets(make()) != right for make, right in answers) / len(answers)


@pytest.mark.parametrize(
    ("wrong", "least_in_options", "least_in_graphs"),
    [
        (_one_reply, 0.1, 0.1),
        (_each_once, 0.02, 0.02),
        (_better_at_the_end, 0.1, 0.1),
        (_anybody_next, 0.0, 0.1),
        (_last_mover_of_the_first_visit, 0.0, 0.01),
    ],
)
def test_misread_coalition_lists_are_found(
    monkeypatch: pytest.MonkeyPatch, wrong: object, least_in_options: float, least_in_graphs: float
) -> None:
    in_options = _share_found(monkeypatch, "option form", wrong)
    in_graphs = _share_found(monkeypatch, "graph", wrong)
    print(f"{getattr(wrong, '__name__', '')}: {in_options:.3f} of conflicts, {in_graphs:.3f} of graphs")
    assert in_options >= least_in_options
    assert in_graphs >= least_in_graphs


@pytest.mark.parametrize("kind", ["option form", "graph"])
def test_sseq_is_more_than_seq_and_smr(kind: str) -> None:
    """The credible sanction and the lasting one may be different states."""
    batch = random_conflicts(400) if kind == "option form" else random_graphs(400)
    found = 0
    for twin in (item.twin() for item in batch):
        stable = stable_sets(twin)
        found += any((stable["seq"][w] & stable["smr"][w]) - stable["sseq"][w] for w in twin.decision_makers)
    print(f"{found / 400:.3f} of the batch")
    assert found > 20


def test_sanctions_must_not_need_a_strict_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indifference counts as a sanction; who asks for a loss must be found out."""

    def strict_loss(twin: Twin, who: str, s: State) -> bool:
        return all(
            any(twin.prefers(who, s, s2) for s2 in definitions.replies(twin, who, s1))
            for s1 in unilateral_improvements(twin, who, s)
        )

    twins = [conflict.twin() for conflict in random_conflicts(200)]
    right = [equilibria(twin, "gmr") for twin in twins]
    monkeypatch.setitem(definitions.CONCEPTS, "gmr", strict_loss)
    wrong = [equilibria(twin, "gmr") for twin in twins]
    assert sum(a != b for a, b in zip(right, wrong, strict=True)) > 20
