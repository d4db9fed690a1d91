"""What is proved or known of the concepts, as properties of the program's answers on random conflicts."""

import numpy as np
import pytest

from denouement.analysis.concepts import CONCEPTS
from denouement.files.conflict_yaml import read_bytes
from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.relation import Order
from tests.oracle.random_conflicts import random_conflicts
from tests.oracle.random_graphs import random_graphs
from tests.properties.test_against_the_twin import graph_of

IMPLICATIONS = [("nash", "sseq"), ("sseq", "smr"), ("smr", "gmr"), ("sseq", "seq"), ("seq", "gmr")]

Stable = dict[str, np.ndarray]


def graphs() -> list[Graph]:
    """Return graphs of both kinds: option form through model files, and arbitrary ones."""
    option_form = [
        read_bytes(conflict.to_yaml_text().encode(), "random.yaml").analyse(concepts=["nash"]).situation.graph
        for conflict in random_conflicts(150, seed=900_000)
    ]
    return option_form + [graph_of(random) for random in random_graphs(250, seed=900_000)]


@pytest.fixture(scope="module", name="graphs")
def graphs_fixture() -> list[Graph]:
    return graphs()


def ranks_of(graph: Graph) -> np.ndarray:
    """Return (decision_makers, states)."""
    return np.array([liking.rank for liking in graph.preferences if isinstance(liking, Order)])


def stable(graph: Graph) -> Stable:
    """Return (decision_makers, states) per concept."""
    return {
        concept.id: np.array([concept.judge(graph, who).stable for who in graph.decision_makers])
        for concept in CONCEPTS
    }


@pytest.mark.parametrize(("stronger", "weaker"), IMPLICATIONS)
def test_implications(graphs: list[Graph], stronger: str, weaker: str) -> None:
    strict = 0
    for graph in graphs:
        answer = stable(graph)
        assert not (answer[stronger] & ~answer[weaker]).any()
        strict += bool((answer[weaker] & ~answer[stronger]).any())
    assert strict > 20  # the two differ often enough for this to say something


@pytest.mark.parametrize(("one", "other"), [("smr", "seq"), ("seq", "smr")])
def test_no_implication_between_smr_and_seq(graphs: list[Graph], one: str, other: str) -> None:
    answers = [stable(graph) for graph in graphs]
    assert any((answer[one] & ~answer[other]).any() for answer in answers)


def test_smr_and_seq_together_do_not_imply_sseq(graphs: list[Graph]) -> None:
    answers = [stable(graph) for graph in graphs]
    assert any((answer["smr"] & answer["seq"] & ~answer["sseq"]).any() for answer in answers)


def test_order_of_decision_makers_changes_nothing(graphs: list[Graph]) -> None:
    for graph in graphs:
        turned = Graph(graph.decision_makers[::-1], graph.moves[::-1], graph.preferences[::-1])
        for concept, answer in stable(turned).items():
            assert np.array_equal(answer[::-1], stable(graph)[concept])


def test_order_of_states_changes_nothing(graphs: list[Graph]) -> None:
    rng = np.random.default_rng(11)
    for graph in graphs:
        new = rng.permutation(graph.states)  # old state s becomes new[s]
        ranks = np.empty_like(ranks_of(graph))
        ranks[:, new] = ranks_of(graph)
        moves = tuple(Arcs.between(graph.states, new[arcs.source], new[arcs.target]) for arcs in graph.moves)
        for concept, answer in stable(Graph.of_ranks(graph.decision_makers, moves, ranks)).items():
            assert np.array_equal(answer[:, new], stable(graph)[concept])


def test_stretching_ranks_changes_nothing(graphs: list[Graph]) -> None:
    for graph in graphs:
        stretched = Graph.of_ranks(graph.decision_makers, graph.moves, ranks_of(graph) * 7 - 3)
        for concept, answer in stable(stretched).items():
            assert np.array_equal(answer, stable(graph)[concept])


def test_somebody_without_moves_changes_nothing_for_the_others(graphs: list[Graph]) -> None:
    rng = np.random.default_rng(12)
    for graph in graphs:
        idle = Arcs.of_lists([[]] * graph.states)
        wish = rng.integers(1, 9, size=(1, graph.states), dtype=np.int32)
        ranks = np.vstack([ranks_of(graph), wish])
        larger = Graph.of_ranks((*graph.decision_makers, "idle"), (*graph.moves, idle), ranks)
        for concept, answer in stable(larger).items():
            assert np.array_equal(answer[:-1], stable(graph)[concept])
            assert answer[-1].all()  # who cannot move stays


def test_more_moves_of_opponents_only_add_sanctions(graphs: list[Graph]) -> None:
    rng = np.random.default_rng(13)
    for graph in graphs:
        if len(graph.moves) < 2:
            continue
        adding = int(rng.integers(len(graph.moves)))
        dense = rng.random((graph.states, graph.states)) < 0.1
        lists = [
            {*graph.moves[adding].leaving(s).tolist(), *np.flatnonzero(dense[s]).tolist()} - {s}
            for s in range(graph.states)
        ]
        moves = tuple(Arcs.of_lists(lists) if j == adding else arcs for j, arcs in enumerate(graph.moves))
        before, after = stable(graph), stable(Graph(graph.decision_makers, moves, graph.preferences))
        others = [j for j in range(len(graph.moves)) if j != adding]
        assert np.array_equal(before["nash"][others], after["nash"][others])
        for concept in ("gmr", "smr", "seq", "sseq"):
            assert not (before[concept][others] & ~after[concept][others]).any()


def test_option_form_is_transitive_and_arbitrary_graphs_mostly_are_not(graphs: list[Graph]) -> None:
    assert all(graph.moves_are_transitive for graph in graphs[:150])
    assert sum(graph.moves_are_transitive for graph in graphs[150:]) < 125
