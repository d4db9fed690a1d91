"""Shortest ways against a twin that writes out every legal sequence of moves."""

from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import numpy as np
import pytest

from denouement.analysis.paths import paths, unwilling
from denouement.analysis.precedence import shortest_rule
from denouement.analysis.ways import ShortestWays, shortest_ways
from denouement.files.conflict_yaml import read_bytes
from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from tests.oracle.definitions import State
from tests.oracle.paths import TooManyError, Way
from tests.oracle.paths import shortest_ways as ways_of_the_twin
from tests.oracle.random_conflicts import random_conflicts
from tests.oracle.random_graphs import RandomGraph, random_graphs
from tests.properties.test_against_the_twin import graph_of

GRAPHS, CONFLICTS = 60, 40
MOST = 2_000
"""Sequences that the twin writes out before a conflict is left to others."""


def found(ways: ShortestWays, graph: Graph, state: int) -> set[Way]:
    return {tuple((graph.decision_makers[mover], to) for mover, to in way) for way in ways.sequences(np.array([state]))}


def disagreement(random: RandomGraph, graph: Graph, *, improving: bool, transitive: bool) -> str | None:
    """Return what program and twin say differently of one random graph; None if they agree in everything."""
    arcs = graph.improvements if improving else graph.moves
    for start in random.states:
        expected = ways_of_the_twin(random.twin(), start, improving=improving, most=MOST)
        ways = shortest_ways(arcs, start, transitive=transitive)
        for state in random.states:
            here = expected.get(state)
            if here is None:
                if ways.moves[state] != -1 or ways.ways[state] != 0 or found(ways, graph, state):
                    return f"{state} is not reached from {start}"
                continue
            (length,) = {len(way) for way in here}
            if (ways.moves[state], ways.ways[state]) != (length, len(here)):
                return f"length or number of the ways from {start} to {state}"
            if found(ways, graph, state) != here:
                return f"the ways from {start} to {state}"
            last = {graph.decision_makers[mover] for mover in np.flatnonzero(ways.last[:, state])}
            if last != {way[-1][0] for way in here if way}:
                return f"the last movers from {start} to {state}"
    return None


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("batch", range(4))
def test_graphs_whose_moves_are_not_transitive(batch: int, improving: bool) -> None:
    tried = intransitive = 0
    for random in random_graphs(GRAPHS, seed=batch * GRAPHS):
        graph = graph_of(random)
        try:
            assert disagreement(random, graph, improving=improving, transitive=False) is None, random.seed
        except TooManyError:
            continue
        tried += 1
        intransitive += not graph.moves_are_transitive
    assert tried > GRAPHS // 2
    assert intransitive > GRAPHS // 4


def test_a_legal_way_may_visit_a_state_twice() -> None:
    # 1 brings it to b and alone could bring it on from there, but may not move twice; 2 and 3 go round for it.
    a, b, c, d = range(4)
    arcs = (
        Arcs.of_lists([[b], [d], [], []]),
        Arcs.of_lists([[], [c], [], []]),
        Arcs.of_lists([[], [], [b], []]),
    )
    ways = shortest_ways(arcs, a, transitive=False)
    assert list(ways.sequences(np.array([d]))) == [((0, b), (1, c), (2, b), (0, d))]
    assert ways.moves.tolist() == [0, 1, 2, 4]


@pytest.mark.parametrize("batch", range(3))
def test_where_moves_are_transitive_the_search_over_states_finds_the_same(batch: int) -> None:
    tried = 0
    for conflict in random_conflicts(CONFLICTS, seed=40_000 + batch * CONFLICTS):
        analysis = read_bytes(conflict.to_yaml_text().encode(), "random.yaml").analyse(concepts=["nash"])
        if analysis.status_quo is None:
            continue
        graph = analysis.situation.graph
        assert graph.moves_are_transitive
        start = analysis.index_of(analysis.status_quo)
        for arcs in (graph.moves, graph.improvements):
            short, long = (shortest_ways(arcs, start, transitive=transitive) for transitive in (True, False))
            assert short.moves.tolist() == long.moves.tolist()
            assert short.ways.tolist() == long.ways.tolist()
            assert short.last.tolist() == long.last.tolist()
            for state in np.flatnonzero(short.moves >= 0)[:40].tolist():
                if short.ways[state] <= 200:
                    here = list(short.sequences(np.array([state])))
                    assert here == list(long.sequences(np.array([state])))
                    assert all(first[0] != second[0] for way in here for first, second in pairwise(way))
        tried += 1
    assert tried > CONFLICTS // 2


def test_random_conflicts_from_the_text_to_the_named_ways() -> None:
    tried = improving = 0
    for conflict in random_conflicts(120, seed=41_000):
        twin, now = conflict.twin(), conflict.status_quo()
        if now is None or len(conflict.states()) > 40:
            continue
        analysis = read_bytes(conflict.to_yaml_text().encode(), "random.yaml").analyse(concepts=["nash"])
        number: dict[State, str] = {state: str(at) for at, state in enumerate(conflict.states(), 1)}
        for credible in (False, True):
            try:
                expected = ways_of_the_twin(twin, now, improving=credible, most=MOST)
            except TooManyError:
                continue
            tried += 1
            answer = paths(analysis, improving=credible)
            assert answer.reached == len(expected)
            counts = [0] * (1 + max(len(next(iter(ways))) for ways in expected.values()))
            for ways in expected.values():
                counts[len(next(iter(ways)))] += 1
            assert [layer.states for layer in answer.layers] == counts
            for state, ways in expected.items():
                target = analysis.state(number[state])
                (arrival,) = answer.nearest((target,))
                assert (arrival.moves, arrival.ways) == (len(next(iter(ways))), len(ways))
                if len(ways) > 200:
                    continue
                listed = answer.ways((target,))
                assert {tuple((step.decision_maker, step.to.id) for step in way) for way in listed} == {
                    tuple((who, number[to]) for who, to in way) for way in ways
                }
                assert [unwilling(way) for way in listed] == sorted(unwilling(way) for way in listed)
                for way in listed[:3]:
                    assert all(not credible or step.liking.standing == "better" for step in way)
                    improving += credible and bool(way)
    assert tried > 60
    assert improving > 60


def test_very_many_ways_are_counted_exactly_and_listed_one_by_one() -> None:
    # A ladder of doubled rungs: each step up can be made by either of two, to either of two states.
    rungs = 80
    states = 2 * rungs + 1
    lists = [[1, 2]] + [[2 * rung + 1, 2 * rung + 2] for rung in range(1, rungs) for _ in range(2)] + [[], []]
    arcs = (Arcs.of_lists(lists), Arcs.of_lists(lists))
    assert arcs[0].states == states
    ways = shortest_ways(arcs, 0, transitive=False)
    # The movers take turns, so that only the first is free; every other rung doubles the ways to either state.
    assert int(ways.ways[-1]) == 2 * 2 ** (rungs - 1)
    assert isinstance(int(ways.ways[-1]), int)
    assert ways.moves[-1] == rungs
    sequences = ways.sequences(np.array([states - 1]))
    some = {next(sequences) for _ in range(500)}
    assert len(some) == 500
    assert all(len(way) == rungs for way in some)


def test_the_nearest_of_several_states() -> None:
    arcs = (Arcs.of_lists([[1, 2], [], [3], [], []]), Arcs.of_lists([[], [], [3], [], []]))
    ways = shortest_ways(arcs, 0, transitive=False)
    assert list(ways.sequences(np.array([2, 3]))) == [((0, 2),)]
    assert list(ways.sequences(np.array([4]))) == []
    assert list(ways.sequences(np.array([4, 0]))) == [()]
    assert list(ways.sequences(np.array([1, 2]))) == [((0, 1),), ((0, 2),)]


# -- which orders belong together ------------------------------------------------------------------------


def moments(order: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return each move as its mover's first, second, and so on."""
    return [(who, sum(other == who for other in order[:at]) + 1) for at, who in enumerate(order)]


def keeps(order: tuple[str, ...], rule: object) -> bool:
    place = {moment: at for at, moment in enumerate(moments(order))}
    return all(place[first] < place[second] for first, second in rule)  # type: ignore[attr-defined]


def test_a_rule_describes_its_orders_and_no_others() -> None:
    found_one = 0
    for seed in range(400):
        rng = Random(seed)
        everything = sorted(set(permutations(rng.choice(["abc", "abcd", "aab", "aabc", "abcde"]))))
        if seed % 2:  # made by a rule
            pairs = [pair for pair in permutations(moments(everything[0]), 2) if pair[0][0] != pair[1][0]]
            made = rng.sample(pairs, rng.randint(1, 2))
            chosen = [order for order in everything if keeps(order, made)]
        else:
            chosen = rng.sample(everything, rng.randint(1, len(everything)))
        if not chosen:
            continue
        others = [order for order in everything if order not in chosen]
        rule = shortest_rule(chosen, others)
        if seed % 2:
            assert rule is not None
        if rule is None:
            # No rule of that kind exists: whatever holds in all of them holds in another as well.
            pairs = list(permutations(moments(everything[0]), 2))
            common = [pair for pair in pairs if all(keeps(order, [pair]) for order in chosen)]
            assert any(keeps(order, common) for order in others)
            continue
        found_one += bool(rule)
        assert [order for order in everything if keeps(order, rule)] == [o for o in everything if o in chosen]
        for left_out in rule:
            rest = [pair for pair in rule if pair != left_out]
            assert any(keeps(order, rest) for order in others), (seed, rule)
    assert found_one > 150
