"""The slow twin tested against itself: two ways to every list, two to every verdict, and known conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations, product

import pytest

from .definitions import (
    CONCEPTS,
    State,
    Twin,
    coalition_list,
    coalition_list_by_induction,
    endings,
    equilibria,
    reachable,
    stable_sets,
    unilateral_improvements,
)
from .known_conflicts import KnownConflict, known_conflicts, prisoners_dilemma, syria_iraq_1975
from .matrix import matrix_stable_sets
from .option_form import by_ranking, option_form_twin, state_numbers
from .random_conflicts import random_conflicts
from .random_graphs import random_graphs
from .witnesses import is_legal_sequence, sanctions

KNOWN = known_conflicts()


def _graph_twins(count: int) -> list[Twin]:
    """Give graphs with ranks and as many whose preferences are not transitive."""
    ordered = [graph.twin() for graph in random_graphs(count)]
    return ordered + [graph.twin() for graph in random_graphs(count, transitive_preference=False)]


def _with_rankings(twin: Twin, rankings: Mapping[str, Sequence[State]]) -> Twin:
    """Give the same moves with other minds, each a strict ranking, best first."""

    def prefers(who: str, a: State, b: State) -> bool:
        return rankings[who].index(a) < rankings[who].index(b)

    return Twin(twin.decision_makers, twin.states, twin.moves, prefers)


def _coalitions(twin: Twin) -> list[tuple[str, ...]]:
    people = twin.decision_makers
    return [group for size in range(1, len(people) + 1) for group in combinations(people, size)]


def _ends_of_sequences(twin: Twin, coalition: tuple[str, ...], start: State, longest: int) -> set[State]:
    """List ends by walking every legal sequence up to a length, as the definition is spoken."""
    ends: set[State] = set()
    walks: list[tuple[State, str]] = [(start, "")]
    for _ in range(longest):
        walks = [(q, j) for s, last in walks for j in coalition if j != last for q in twin.moves[j][s]]
        ends |= {state for state, _ in walks}
    return ends - {start}


@pytest.mark.parametrize("name", KNOWN)
def test_known_conflicts(name: str) -> None:
    known: KnownConflict = KNOWN[name]
    for concept, expected in known.stable.items():
        found = stable_sets(known.twin)[concept]
        assert {who: {known.number[s] for s in states} for who, states in found.items()} == expected
        common = set.intersection(*expected.values())
        assert {known.number[s] for s in equilibria(known.twin, concept)} == common
    assert matrix_stable_sets(known.twin) == stable_sets(known.twin)


def test_states_are_numbered_by_the_lowest_option_first() -> None:
    known = syria_iraq_1975()
    assert state_numbers(known.twin, known.twin.states) == {1, 2, 3, 4, 5, 6}
    assert [known.number[state] for state in known.twin.states] == [1, 2, 3, 4, 5, 6]


def test_reachable_states_and_endings() -> None:
    elmira = KNOWN["Elmira"].twin
    assert reachable(elmira, 1) == set(range(1, 10))
    assert reachable(elmira, 9) == {9}
    assert endings(elmira, 9) == {9}
    assert endings(elmira, 1) == {5, 8, 9}
    assert coalition_list(elmira, elmira.decision_makers, 1, improving=True) == {5}
    assert coalition_list(elmira, ("moe", "uniroyal"), 5) == {6, 7, 8, 9}


def test_counts_over_all_strict_two_by_two_games() -> None:
    """Published test data count in how many of 576 games a given state is an equilibrium."""
    twin = prisoners_dilemma().twin
    counts = dict.fromkeys(CONCEPTS, 0)
    for one, two in product(permutations(twin.states), repeat=2):
        game = _with_rankings(twin, {"one": one, "two": two})
        for concept, test in CONCEPTS.items():
            counts[concept] += all(test(game, who, twin.states[0]) for who in game.decision_makers)
    assert counts["nash"] == 144
    assert counts["seq"] == 193
    assert counts["gmr"] == 256
    assert counts["smr"] == 196


def test_counts_over_all_rankings_of_syria() -> None:
    known = syria_iraq_1975()
    state = {number: s for s, number in known.number.items()}
    iraq = [state[number] for number in (2, 4, 6, 1, 5, 3)]
    counts = dict.fromkeys(CONCEPTS, 0)
    for syria in permutations(known.twin.states):
        twin = _with_rankings(known.twin, {"syria": syria, "iraq": iraq})
        for concept, test in CONCEPTS.items():
            counts[concept] += all(test(twin, who, state[2]) for who in twin.decision_makers)
    assert counts == {"nash": 240, "gmr": 384, "smr": 300, "seq": 384, "sseq": 300}


@pytest.mark.parametrize("improving", [False, True])
def test_breadth_first_search_gives_the_lists_of_the_induction(improving: bool) -> None:
    conflicts = [conflict.twin() for conflict in random_conflicts(60)]
    for twin in _graph_twins(150) + [twin for twin in conflicts if len(twin.states) <= 32]:
        for group in _coalitions(twin):
            for state in twin.states:
                by_search = coalition_list(twin, group, state, improving=improving)
                assert by_search == coalition_list_by_induction(twin, group, state, improving=improving)


def test_lists_hold_the_ends_of_all_legal_sequences() -> None:
    for twin in [twin for twin in _graph_twins(150) if len(twin.states) <= 4]:
        for pair in combinations(twin.decision_makers, 2):
            for state in twin.states:  # a shortest sequence visits no (state, last mover) twice: at most 4 * 2
                assert coalition_list(twin, pair, state) == _ends_of_sequences(twin, pair, state, 8)


def test_matrix_form_agrees_in_option_form() -> None:
    for conflict in random_conflicts(200):
        twin = conflict.twin()
        expected = stable_sets(twin)
        assert matrix_stable_sets(twin) == expected, conflict.seed
        assert matrix_stable_sets(twin, return_counts=True) == expected, conflict.seed


def test_matrix_form_differs_in_graphs_only_by_the_return() -> None:
    differ = 0
    for twin in _graph_twins(300):
        expected = stable_sets(twin)
        assert matrix_stable_sets(twin, return_counts=True) == expected
        strict = matrix_stable_sets(twin)
        differ += strict != expected
        for concept, who in product(CONCEPTS, twin.decision_makers):
            assert strict[concept][who] <= expected[concept][who]
        assert strict["nash"] == expected["nash"]
    assert differ > 30


def test_own_moves_collapse_in_option_form() -> None:
    """There a coalition's list is plain reachability over its members' moves together."""
    for conflict in random_conflicts(80):
        twin = conflict.twin()
        for group, start in product(_coalitions(twin), twin.states[:12]):
            found: set[State] = set()
            waiting = [start]
            while waiting:
                state = waiting.pop()
                fresh = {q for mover in group for q in twin.moves[mover][state]} - found
                found |= fresh
                waiting.extend(fresh)
            assert coalition_list(twin, group, start) == found - {start}


def test_a_state_is_stable_if_every_improvement_has_a_sanction() -> None:
    for twin in _graph_twins(60):
        stable = stable_sets(twin)
        for concept, who, s in product(CONCEPTS, twin.decision_makers, twin.states):
            answered = all(sanctions(twin, concept, who, s, s1) for s1 in unilateral_improvements(twin, who, s))
            assert answered == (s in stable[concept][who])


def test_legal_sequences() -> None:
    elmira = KNOWN["Elmira"].twin
    assert is_legal_sequence(elmira, 1, [("local", 5), ("moe", 6), ("uniroyal", 8)])
    assert not is_legal_sequence(elmira, 1, [("uniroyal", 3), ("uniroyal", 9)])
    assert not is_legal_sequence(elmira, 1, [("local", 2)])
    assert not is_legal_sequence(elmira, 1, [("local", 5), ("moe", 6)], improving=True)


def test_marks_forbid_a_joint_change_whole() -> None:
    options = {"a": (("up", "take"), ("down", "drop")), "b": (("free", "both"), ("fixed", "never"))}
    twin = option_form_twin(options, lambda _: True, {"a": by_ranking([]), "b": by_ranking([])})
    none, up, down, both = (frozenset(taken.split()) for taken in ("", "up", "down", "up down"))
    assert twin.moves["a"][down] == {both, up, none}
    assert twin.moves["a"][none] == {up}
    assert twin.moves["a"][both] == {up}
    assert twin.moves["a"][up] == set()
    assert twin.moves["b"][up] == {up | {"free"}}
