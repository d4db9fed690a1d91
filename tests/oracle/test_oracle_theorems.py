"""Theorems and equivariances of the concepts, on random graphs whose moves and preferences know no order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product
from random import Random

from .definitions import CONCEPTS, State, Twin, coalition_list, stable_sets
from .random_conflicts import random_conflicts
from .random_graphs import pairs_of, random_graphs

IMPLICATIONS = (("nash", "sseq"), ("sseq", "smr"), ("smr", "gmr"), ("sseq", "seq"), ("seq", "gmr"))


def _twins(count: int) -> list[Twin]:
    ordered = [graph.twin() for graph in random_graphs(count)]
    return ordered + [graph.twin() for graph in random_graphs(count, transitive_preference=False)]


def _with_moves(twin: Twin, moves: dict[str, dict[State, set[State]]]) -> Twin:
    return Twin(tuple(moves), twin.states, moves, twin.prefers)


def _copied_moves(twin: Twin) -> dict[str, dict[State, set[State]]]:
    return {who: {s: set(twin.moves[who].get(s, ())) for s in twin.states} for who in twin.decision_makers}


def test_implications() -> None:
    for twin in _twins(400) + [conflict.twin() for conflict in random_conflicts(150)]:
        stable = stable_sets(twin)
        for (stronger, weaker), who in product(IMPLICATIONS, twin.decision_makers):
            assert stable[stronger][who] <= stable[weaker][who]


def test_coalition_lists_grow_with_the_coalition() -> None:
    for twin in _twins(150):
        people = twin.decision_makers
        for state in twin.states:
            for size in range(1, len(people)):
                smaller, larger = people[:size], people[: size + 1]
                assert coalition_list(twin, smaller, state) <= coalition_list(twin, larger, state)
                credible = coalition_list(twin, larger, state, improving=True)
                assert credible <= coalition_list(twin, larger, state)
                assert coalition_list(twin, smaller, state, improving=True) <= credible
            single = set().union(*(twin.moves[who][state] for who in people))
            assert single <= coalition_list(twin, people, state)


def test_without_moves_a_decision_maker_changes_nothing_for_the_others() -> None:
    for twin in _twins(100):
        moves = {**_copied_moves(twin), "idle": {s: set[State]() for s in twin.states}}
        more = Twin(tuple(moves), twin.states, moves, partial(_prefers_unless_idle, twin))
        expected, found = stable_sets(twin), stable_sets(more)
        for concept in CONCEPTS:
            assert found[concept].pop("idle") == set(twin.states)
            assert found[concept] == expected[concept]


def _prefers_unless_idle(twin: Twin, who: str, a: State, b: State) -> bool:
    return who != "idle" and twin.prefers(who, a, b)


def test_names_and_order_do_not_matter() -> None:
    rng = Random("names and order")
    for twin in _twins(100):
        people, states = list(twin.decision_makers), list(twin.states)
        rng.shuffle(people)
        rng.shuffle(states)
        new = dict(zip(twin.states, states, strict=True))
        old = {after: before for before, after in new.items()}
        moves = {w: {new[s]: {new[q] for q in ends} for s, ends in twin.moves[w].items()} for w in people}
        renamed = Twin(tuple(people), tuple(states), moves, partial(_prefers_by_old_names, twin, old))
        expected, found = stable_sets(twin), stable_sets(renamed)
        for concept, who in product(CONCEPTS, people):
            assert found[concept][who] == {new[s] for s in expected[concept][who]}


def _prefers_by_old_names(twin: Twin, old: dict[State, State], who: str, a: State, b: State) -> bool:
    return twin.prefers(who, old[a], old[b])


def test_order_preserving_payoffs_do_not_matter() -> None:
    for graph in random_graphs(100):
        assert graph.ranks is not None
        cubes = {who: pairs_of({s: rank**3 - 7 for s, rank in row.items()}) for who, row in graph.ranks.items()}
        assert stable_sets(replace(graph, better=cubes).twin()) == stable_sets(graph.twin())


def test_more_moves_of_opponents_only_add_stability() -> None:
    """Nash stability stays; GMR and SMR grow with any move, SEQ and SSEQ with improvements too."""
    rng = Random("more moves")
    for twin in _twins(150):
        who, other = twin.decision_makers[:2]
        moves = _copied_moves(twin)
        for _ in range(3):
            start, end = rng.sample(twin.states, 2)
            moves[other][start].add(end)
        before, after = stable_sets(twin), stable_sets(_with_moves(twin, moves))
        assert before["nash"][who] == after["nash"][who]
        for concept in CONCEPTS:
            assert before[concept][who] <= after[concept][who]


def test_mutual_indifference_makes_everything_stable() -> None:
    for twin in _twins(30):
        flat = Twin(twin.decision_makers, twin.states, twin.moves, lambda who, a, b: False)
        assert all(found == set(twin.states) for row in stable_sets(flat).values() for found in row.values())
