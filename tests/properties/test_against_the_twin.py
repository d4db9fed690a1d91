"""The program against the slow twin, which shares no code with it: the same answers on random conflicts.

Each conflict goes the whole way, from the text of a model file to the published JSON object.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.reachability import reachable_from
from denouement.files.conflict_yaml import read_bytes
from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.ranking import rank_by_truths
from tests.oracle.definitions import endings, equilibria, reachable, stable_sets
from tests.oracle.matrix import matrix_stable_sets
from tests.oracle.option_form import state_numbers
from tests.oracle.random_conflicts import RandomConflict, random_conflicts
from tests.oracle.random_graphs import RandomGraph, random_graphs
from tests.oracle.witnesses import sanctions

BATCHES, CONFLICTS, GRAPHS = 20, 110, 60


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_conflicts_get_the_same_answers(batch: int) -> None:
    for conflict in random_conflicts(CONFLICTS, seed=batch * CONFLICTS):
        assert list(differences(conflict)) == [], conflict.to_yaml_text()


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_many_more_random_conflicts_get_the_same_answers(batch: int) -> None:
    for conflict in random_conflicts(500, seed=1_000_000 + batch * 500):
        assert list(differences(conflict)) == [], conflict.to_yaml_text()


def differences(conflict: RandomConflict) -> Iterator[str]:
    """Yield the names of the answers in which program and twin differ."""
    analysis = read_bytes(conflict.to_yaml_text().encode(), "random.yaml").analyse()
    told = analysis.to_dict()
    twin = conflict.twin()
    expected_states = [{conflict.full_names[option] for option in taken} for taken in conflict.states()]
    if [set(state["taken"]) for state in told["states"]] != expected_states:
        yield "states"
        return
    for who in twin.decision_makers:
        ranks = [state["ranks"][who] for state in told["states"]]
        if sorted(set(ranks)) != list(range(1, max(ranks) + 1)):
            yield f"{who}'s ranks are not dense"
        # Neighbours in the program's order say all about it, and spare comparing every pair.
        order = sorted(range(len(ranks)), key=ranks.__getitem__)
        for low, high in pairwise(order):
            a, b = twin.states[low], twin.states[high]
            if twin.prefers(who, b, a) != (ranks[high] > ranks[low]) or twin.prefers(who, a, b):
                yield f"{who}'s ranks"
    for concept, by_maker in stable_sets(twin).items():
        for who, states in by_maker.items():
            if _ids(told["stability"][who][concept]) != state_numbers(twin, states):
                yield f"{concept} of {who}"
        if _ids(told["equilibria"][concept]) != state_numbers(twin, equilibria(twin, concept)):
            yield f"{concept} equilibria"
    now = conflict.status_quo()
    if now is None:
        if told["status_quo"] is not None or any(state["reachable"] is not None for state in told["states"]):
            yield "there is no status quo"
        return
    if {int(told["status_quo"])} != state_numbers(twin, [now]):
        yield "status quo"
    if _ids(s["id"] for s in told["states"] if s["reachable"]) != state_numbers(twin, reachable(twin, now)):
        yield "reachable states"
    if _ids(ending["state"] for ending in told["endings"]) != state_numbers(twin, endings(twin, now)):
        yield "endings"
    for move in analysis.departures("now"):
        to = twin.states[int(move.to.id) - 1]
        tempting = {name for name in stable_sets(twin) if not sanctions(twin, name, move.decision_maker, now, to)}
        if set(move.tempting_under) != tempting:
            yield f"what deters {move}"


def _ids(texts: object) -> set[int]:
    return {int(text) for text in texts}  # type: ignore[attr-defined]


@pytest.mark.parametrize("batch", range(10))
def test_random_graphs_with_moves_that_are_not_transitive_get_the_same_answers(batch: int) -> None:
    intransitive = 0
    for random in random_graphs(GRAPHS, seed=batch * GRAPHS):
        graph = graph_of(random)
        twin = random.twin()
        intransitive += not graph.moves_are_transitive
        for concept in CONCEPTS:
            for who in graph.decision_makers:
                stable = concept.judge(graph, who).stable
                found = {state for state in random.states if stable[state]}
                assert found == stable_sets(twin)[concept.id][who], (random.seed, concept.id, who)
        for start in random.states:
            reached = reachable_from(graph, start)
            assert {state for state in random.states if reached[state]} == reachable(twin, start), random.seed
    assert intransitive > GRAPHS // 2  # else this would not have tested the search by (state, last mover)


def test_the_matrix_form_agrees() -> None:
    for conflict in random_conflicts(150, seed=500_000):
        analysis = read_bytes(conflict.to_yaml_text().encode(), "random.yaml").analyse()
        twin = conflict.twin()
        for concept, by_maker in matrix_stable_sets(twin).items():
            for who, states in by_maker.items():
                assert _ids(analysis.to_dict()["stability"][who][concept]) == state_numbers(twin, states)


def graph_of(random: RandomGraph) -> Graph:
    """Return a random graph as the program's own."""
    import numpy as np

    assert random.ranks is not None
    moves = tuple(Arcs.of_lists(random.moves[who].get(s, ()) for s in random.states) for who in random.decision_makers)
    ranks = [dense([random.ranks[who][s] for s in random.states]) for who in random.decision_makers]
    return Graph.of_ranks(random.decision_makers, moves, np.array(ranks))


def dense(values: list[int]) -> list[int]:
    """Return values as ranks 1, 2, … in their order."""
    order = {value: rank for rank, value in enumerate(sorted(set(values)), 1)}
    return [order[value] for value in values]


def test_a_hundred_statements_rank_exactly() -> None:
    import numpy as np

    rng = np.random.default_rng(7)
    truths = [rng.random(300) < 0.5 for _ in range(98)]
    truths[:60] = [np.zeros(300, dtype=bool)] * 60  # the deciding ones come after the first 62 bits
    columns = list(zip(*(column.tolist() for column in truths), strict=True))
    expected = dense([int("".join("1" if bit else "0" for bit in column), 2) for column in columns])
    assert rank_by_truths(truths, 300).tolist() == expected
