"""Preferences that are no order: intransitive, or unknown for some pairs, run through every concept."""

from random import Random

import numpy as np
import pytest

from denouement.analysis.concepts import CONCEPTS
from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.relation import Order, Relation
from tests.oracle.definitions import stable_sets
from tests.oracle.random_graphs import RandomGraph, random_graphs
from tests.oracle.unknown import UnknownTwin, stable_sets_b
from tests.properties.test_against_the_twin import graph_of

Stable = dict[str, dict[str, set[int]]]


def program(graph: Graph) -> Stable:
    return {
        concept.id: {
            who: set(np.flatnonzero(concept.judge(graph, who).stable).tolist()) for who in graph.decision_makers
        }
        for concept in CONCEPTS
    }


def arcs_of(random: RandomGraph) -> tuple[Arcs, ...]:
    return tuple(Arcs.of_lists(random.moves[who].get(s, ()) for s in random.states) for who in random.decision_makers)


def matrix(pairs: object, size: int) -> np.ndarray:
    found = np.zeros((size, size), dtype=bool)
    for a, b in pairs:  # type: ignore[attr-defined]
        found[a, b] = True
    return found


@pytest.mark.parametrize("batch", range(5))
def test_intransitive_preferences_get_the_answers_of_the_twin(batch: int) -> None:
    circles = 0
    for random in random_graphs(80, seed=batch * 80, transitive_preference=False):
        size = len(random.states)
        likings = []
        for who in random.decision_makers:
            better = matrix(random.better[who], size)
            likings.append(Relation(better, ~better & ~better.T))
            circles += bool((better @ better & better.T).any())
        graph = Graph(random.decision_makers, arcs_of(random), tuple(likings))
        assert program(graph) == stable_sets(random.twin()), random.seed
    assert circles > 80


def unknown_twin(random: RandomGraph, share: float) -> UnknownTwin:
    """Return a random graph with some pairs made unknown."""
    rng = Random(f"unknown {random.seed}")
    better: dict[str, set[tuple[int, int]]] = {}
    same: dict[str, set[tuple[int, int]]] = {}
    for who in random.decision_makers:
        better[who], same[who] = set(), set()
        for a in random.states:
            for b in random.states[:a]:
                if rng.random() < share:
                    continue
                if (a, b) in random.better[who] or (b, a) in random.better[who]:
                    better[who].add((a, b) if (a, b) in random.better[who] else (b, a))
                else:
                    same[who] |= {(a, b), (b, a)}
    return UnknownTwin(random.decision_makers, random.states, random.moves, better, same)


@pytest.mark.parametrize("transitive", [True, False])
@pytest.mark.parametrize("batch", range(4))
def test_unknown_preferences_follow_extension_b(batch: int, transitive: bool) -> None:
    changed = 0
    for random in random_graphs(60, seed=7000 + batch * 60, transitive_preference=transitive):
        twin = unknown_twin(random, share=0.3)
        size = len(random.states)
        likings = tuple(
            Relation(matrix(twin.better[who], size), matrix(twin.same[who], size) | np.eye(size, dtype=bool))
            for who in random.decision_makers
        )
        graph = Graph(random.decision_makers, arcs_of(random), likings)
        expected = stable_sets_b(twin)
        assert program(graph) == expected, random.seed
        changed += expected != stable_sets(random.twin())
    assert changed > 20


def test_without_unknown_pairs_a_relation_is_its_order() -> None:
    for random in random_graphs(150, seed=9000):
        graph = graph_of(random)
        likings = []
        for liking in graph.preferences:
            assert isinstance(liking, Order)
            rank = liking.rank
            likings.append(Relation(rank[:, None] > rank[None, :], rank[:, None] == rank[None, :]))
        assert program(Graph(graph.decision_makers, graph.moves, tuple(likings))) == program(graph)


def test_orders_and_relations_mix() -> None:
    for random in random_graphs(150, seed=9500):
        graph = graph_of(random)
        first, *rest = graph.preferences
        assert isinstance(first, Order)
        relation = Relation(first.rank[:, None] > first.rank[None, :], first.rank[:, None] == first.rank[None, :])
        mixed = Graph(graph.decision_makers, graph.moves, (relation, *rest))
        assert program(mixed) == program(graph)
