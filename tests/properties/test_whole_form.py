"""Random models of the whole form of the file against answers worked out in sets, apart from the program.

Listed states and moves, intransitive and unknown preferences, merged states, forbidden moves, weights and payoffs: each
model goes the whole way, from the text of a file to the published JSON object.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from denouement.analysis.result import Analysis
from denouement.files.conflict_yaml import read_bytes
from tests.oracle.condition_text import condition_text
from tests.oracle.conditions import Condition, holds
from tests.oracle.definitions import State, Twin, equilibria, reachable, stable_sets
from tests.oracle.option_form import OptionSet, full_pattern, option_moves, option_order
from tests.oracle.random_conditions import random_condition
from tests.oracle.random_conflicts import RandomConflict, random_conflict
from tests.oracle.random_graphs import RandomGraph, random_graph
from tests.oracle.unknown import UnknownTwin, stable_sets_b
from tests.properties.test_relations import unknown_twin

BATCHES, MODELS = 6, 55  # of every kind 330

Told = dict[str, Any]
Stable = Mapping[str, Mapping[str, set[State]]]


def analysed(text: str) -> tuple[Analysis, Told]:
    analysis = read_bytes(text.encode(), "random.yaml").analyse()
    return analysis, analysis.to_dict()


def check_stability(told: Told, expected: Stable, id_of: Callable[[State], str]) -> None:
    for concept, by_maker in expected.items():
        for who, states in by_maker.items():
            assert set(told["stability"][who][concept]) == {id_of(state) for state in states}, (concept, who)


# -- graph form ----------------------------------------------------------------------------------------------


def graph_text(random: RandomGraph, preferences: Mapping[str, object], start: int) -> str:
    """Write a random graph as a model without options, in block or flow style."""
    rng = Random(f"graph text {random.seed}")
    makers: dict[str, object] = {}
    for who in random.decision_makers:
        moves = {
            f"s{s}": [f"s{q}" for q in sorted(to)] for s, to in random.moves[who].items() if to or rng.random() < 0.2
        }
        makers[who] = {"moves": moves, "preferences": preferences[who]}
    lines = ["denouement: 1", f"title: Graph {random.seed}", f"start: s{start}", "states:"]
    lines += [f"  s{s}: {rng.choice(('', '{}', '{name: State}', '{note: N}'))}" for s in random.states]
    lines += ["decision_makers:"]
    lines += [f"  {who}: {json.dumps(maker)}" for who, maker in makers.items()]
    return "\n".join(lines) + "\n"


def ranking(random: RandomGraph, who: str, rng: Random) -> list[object]:
    assert random.ranks is not None
    rank = random.ranks[who]
    tiers: list[object] = []
    for value in sorted(set(rank.values()), reverse=True):
        tier = [f"s{s}" for s in random.states if rank[s] == value]
        rng.shuffle(tier)
        tiers.append(tier[0] if len(tier) == 1 and rng.random() < 0.7 else tier)
    return tiers


def pairs(random: RandomGraph, who: str, rng: Random) -> list[str]:
    """Write every pair of states in one of its two ways, in any order."""
    written = []
    for a in random.states:
        for b in random.states[:a]:
            if (a, b) in random.better[who] or (b, a) in random.better[who]:
                better, worse = (a, b) if (a, b) in random.better[who] else (b, a)
                written.append(f"s{better} {rng.choice(('>', '>', '>>'))} s{worse}")
            else:
                first, second = rng.sample((a, b), 2)
                written.append(f"s{first} ~ s{second}")
    rng.shuffle(written)
    return written


@pytest.mark.parametrize("batch", range(BATCHES))
def test_graph_form_with_rankings_or_pairs_gets_the_answers_of_the_twin(batch: int) -> None:
    intransitive = 0
    for seed in range(40_000 + batch * MODELS, 40_000 + (batch + 1) * MODELS):
        rng = Random(f"wants {seed}")
        random = random_graph(seed, transitive_preference=bool(seed % 3))
        wants = {
            who: {"pairs": pairs(random, who, rng)}
            if random.ranks is None or rng.random() < 0.3
            else {"ranking": ranking(random, who, rng)}
            for who in random.decision_makers
        }
        start = rng.choice(random.states)
        analysis, told = analysed(graph_text(random, wants, start))
        twin = random.twin()
        assert [state["id"] for state in told["states"]] == [f"s{s}" for s in random.states]
        check_stability(told, stable_sets(twin), lambda state: f"s{state}")
        for concept in told["concepts"]:
            assert set(told["equilibria"][concept]) == {f"s{s}" for s in equilibria(twin, concept)}
        assert {s["id"] for s in told["states"] if s["reachable"]} == {f"s{s}" for s in reachable(twin, start)}
        for who, want in wants.items():
            assert all((who in state["ranks"]) == ("ranking" in want) for state in told["states"])
        for ending in told["endings"]:
            for who, standing in ending["compared"].items():
                end = int(ending["state"][1:])
                better, worse = (end, start) in random.better[who], (start, end) in random.better[who]
                assert standing == ("better" if better else "worse" if worse else "same")
        intransitive += not analysis.situation.graph.moves_are_transitive
    assert intransitive > MODELS // 2


@pytest.mark.parametrize("batch", range(BATCHES))
def test_unknown_pairs_of_a_file_follow_extension_b(batch: int) -> None:
    changed = 0
    for seed in range(50_000 + batch * MODELS, 50_000 + (batch + 1) * MODELS):
        rng = Random(f"wants {seed}")
        random = random_graph(seed, transitive_preference=bool(seed % 2))
        twin = unknown_twin(random, share=0.3)
        wants = {who: unknown_wants(random, twin, who, rng) for who in random.decision_makers}
        _, told = analysed(graph_text(random, wants, rng.choice(random.states)))
        expected = stable_sets_b(twin)
        check_stability(told, expected, lambda state: f"s{state}")
        changed += expected != stable_sets(random.twin())
        base = int(told["baseline"][1:])
        for ending in told["endings"]:
            for who, standing in ending["compared"].items():
                end = int(ending["state"][1:])
                if standing == "unknown":
                    assert end != base
                    assert not {(end, base), (base, end)} & (twin.better[who] | twin.same[who])
                else:
                    known = {"better": (end, base) in twin.better[who], "worse": (base, end) in twin.better[who]}
                    assert known.get(standing, end == base or (end, base) in twin.same[who])
    assert changed > 5


def unknown_wants(random: RandomGraph, twin: UnknownTwin, who: str, rng: Random) -> object:
    """Write wants with unknown pairs beside a ranking, or as pairs, said to be unknown or not mentioned."""
    unknown = [
        rng.sample((f"s{a}", f"s{b}"), 2)
        for a in random.states
        for b in random.states[:a]
        if not {(a, b), (b, a)} & (twin.better[who] | twin.same[who])
    ]
    if random.ranks is not None and rng.random() < 0.6:
        return {"ranking": ranking(random, who, rng), "unknown": unknown}
    known = [f"s{a} > s{b}" for a, b in twin.better[who]]
    known += [f"s{a} ~ s{b}" for a, b in twin.same[who] if a < b]  # type: ignore[operator]
    written = sorted(known) + [f"{a} ? {b}" for a, b in unknown if rng.random() < 0.5]
    rng.shuffle(written)
    return {"pairs": written}


# -- option form: what is added to a random conflict -----------------------------------------------------------


def numbers_of(random: RandomConflict) -> dict[OptionSet, str]:
    return {state: str(number) for number, state in enumerate(random.states(), 1)}


def taken(state: State) -> OptionSet:
    """A state of option form is the set of options taken."""
    assert isinstance(state, frozenset)
    return state


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def text_of(condition: Condition, rng: Random) -> str:
    return quoted(condition_text(condition, rng))


def set_moves(random: RandomConflict) -> dict[str, dict[State, set[State]]]:
    return option_moves(random.options, random.states())


def statements_only(seed: int) -> RandomConflict:
    """The next random conflict in which nobody has a ranking, whose states would be numbered otherwise."""
    while True:
        random = random_conflict(seed)
        if all(type(mind).__name__ == "Statements" for mind in random.minds.values()):
            return random
        seed += 1_000_000


def are_transitive(moves: Mapping[State, Iterable[State]]) -> bool:
    """Whether two moves in succession are always one move, or lead back."""
    return all(far == s or far in moves[s] for s in moves for near in moves[s] for far in moves[near])


def check_transitivity(analysis: Analysis, moves: Mapping[str, Mapping[State, Iterable[State]]]) -> bool:
    """The program must know of everybody whether moves in succession are one; return whether they all are."""
    graph = analysis.situation.graph
    for who, arcs in zip(graph.decision_makers, graph.moves, strict=True):
        assert arcs.are_transitive() == arcs.test_transitivity() == are_transitive(moves[who]), who
    return graph.moves_are_transitive


@pytest.mark.parametrize("batch", range(BATCHES))
def test_option_form_moves_held_to_be_transitive_are(batch: int) -> None:
    for seed in range(60_000 + batch * MODELS, 60_000 + (batch + 1) * MODELS):
        random = random_conflict(seed)
        analysis = read_bytes(random.to_yaml_text().encode(), "random.yaml").analyse(concepts=["nash"])
        assert all(arcs.known_transitive for arcs in analysis.situation.graph.moves)
        assert check_transitivity(analysis, set_moves(random))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_forbidden_moves_are_as_if_never_drawn(batch: int) -> None:
    intransitive = 0
    for seed in range(70_000 + batch * MODELS, 70_000 + (batch + 1) * MODELS):
        rng = Random(f"forbidden {seed}")
        random = random_conflict(seed)
        order = option_order(random.options)
        moves = set_moves(random)
        lines = ["forbidden_moves:"]
        for _ in range(rng.choice((1, 2, 3))):
            who = max(random.options, key=lambda id: (len(random.options[id]), rng.random()))
            ends = {
                key: random_condition(rng, order, random.definitions, 2) for key in ("from", "to") if rng.random() < 0.8
            }
            lines.append(f"  - {{by: {who}{''.join(f', {key}: {text_of(end, rng)}' for key, end in ends.items())}}}")
            for s, reached in moves[who].items():
                assert isinstance(s, frozenset)
                if "from" not in ends or holds(ends["from"], s):
                    moves[who][s] = {t for t in reached if "to" in ends and not holds(ends["to"], taken(t))}
        original = random.twin()
        twin = Twin(original.decision_makers, original.states, moves, original.prefers)
        analysis, told = analysed(random.to_yaml_text() + "\n".join(lines) + "\n")
        ids = numbers_of(random)
        check_stability(told, stable_sets(twin), lambda state, ids=ids: ids[taken(state)])  # type: ignore[misc]
        now = random.status_quo()
        if now is not None:
            expected = {ids[state] for state in reachable(twin, now)}  # type: ignore[index]
            assert {s["id"] for s in told["states"] if s["reachable"]} == expected
        intransitive += not check_transitivity(analysis, moves)
    assert intransitive >= 2


@pytest.mark.parametrize("batch", range(BATCHES))
def test_merged_states_have_the_moves_of_all_and_the_wants_of_one(batch: int) -> None:
    merges = intransitive = 0
    for seed in range(80_000 + batch * MODELS, 80_000 + (batch + 1) * MODELS):
        rng = Random(f"merged {seed}")
        random = statements_only(seed)
        order, states = option_order(random.options), random.states()
        free = list(states)
        entries: list[str] = []
        groups: list[tuple[list[OptionSet], OptionSet]] = []
        for number in range(rng.choice((1, 1, 2))):
            condition = random_condition(rng, order, random.definitions, 2)
            members = [state for state in states if holds(condition, state)]
            if not set(members) <= set(free) or len(members) == len(states):
                continue
            one = rng.choice(members) if members and rng.random() < 0.5 else None
            entry = f"  - {{when: {text_of(condition, rng)}"
            entry += f", as: merged{number}" if rng.random() < 0.5 else ""
            entry += f", represented_by: {quoted(full_pattern(order, one))}" if one is not None else ""
            entries.append(entry + "}")
            if members:
                free = [state for state in free if state not in members]
                groups.append((members, members[0] if one is None else one))
        if not entries:
            continue
        nodes = [frozenset([state]) for state in free] + [frozenset(members) for members, _ in groups]
        speaks = {frozenset([state]): state for state in free} | {frozenset(m): one for m, one in groups}
        home = {state: node for node in nodes for state in node}
        moves: dict[str, dict[State, set[State]]] = {
            who: {node: {home[t] for s in node for t in reached[s]} - {node} for node in nodes}  # type: ignore[index, misc]
            for who, reached in set_moves(random).items()
        }
        original = random.twin()

        def prefers(who: str, a: State, b: State, speaks: Any = speaks, original: Twin = original) -> bool:
            return original.prefers(who, speaks[a], speaks[b])

        twin = Twin(original.decision_makers, tuple(nodes), moves, prefers)
        analysis, told = analysed(random.to_yaml_text() + "coalesce:\n" + "\n".join(entries) + "\n")
        ids = {node: str(number) for number, node in enumerate(nodes, 1)}
        full = random.full_names
        assert [set(state["taken"]) for state in told["states"]] == [
            {full[option] for option in speaks[node]} for node in nodes
        ]
        check_stability(told, stable_sets(twin), lambda node, ids=ids: ids[node])  # type: ignore[misc]
        now = random.status_quo()
        if now is not None:
            assert told["status_quo"] == ids[home[now]]
            expected = {ids[node] for node in reachable(twin, home[now])}  # type: ignore[index]
            assert {s["id"] for s in told["states"] if s["reachable"]} == expected
        for state in states:  # every way to write a member is the merged state
            assert analysis.state(full_pattern(order, state)).id == ids[home[state]]
        merges += any(len(members) > 1 for members, _ in groups)
        intransitive += not check_transitivity(analysis, moves)
    assert merges > MODELS // 3
    assert intransitive >= 3


def decimal(number: Fraction, rng: Random) -> str:
    """Write a number whose denominator divides 1000, or any other as a fraction."""
    if 1000 % number.denominator:
        return f"{number.numerator}/{number.denominator}"
    sign, (whole, part) = "-" if number < 0 else "", divmod(abs(number) * 1000, 1000)
    text = f"{sign}{int(whole)}.{int(part):03}"
    return text.rstrip("0").rstrip(".") if rng.random() < 0.5 else text


def random_number(rng: Random) -> Fraction:
    return rng.choice(
        (
            Fraction(rng.randint(-5, 5)),
            Fraction(rng.randint(-9, 9), 10),
            Fraction(rng.randint(-9, 9), rng.choice((3, 7, 8))),
            Fraction(rng.choice((1, -1)) * 10 ** rng.choice((18, 25))) + rng.randint(-1, 1),
        )
    )


@pytest.mark.parametrize("batch", range(BATCHES))
def test_weights_and_payoffs_are_exact_sums(batch: int) -> None:
    ties = 0
    for seed in range(90_000 + batch * MODELS, 90_000 + (batch + 1) * MODELS):
        rng = Random(f"worth {seed}")
        random = statements_only(seed)
        order, states = option_order(random.options), random.states()
        worth: dict[str, dict[OptionSet, Fraction]] = {}
        lines = random.to_yaml_text().splitlines()
        for who in random.options:
            form, worth[who] = random_worth(rng, random, order, states)
            lines = with_wants(lines, who, form)

        def prefers(who: str, a: State, b: State, worth: Any = worth) -> bool:
            return bool(worth[who][a] > worth[who][b])

        twin = Twin(tuple(random.options), states, set_moves(random), prefers)
        _, told = analysed("\n".join(lines) + "\n")
        ids = numbers_of(random)
        check_stability(told, stable_sets(twin), lambda state, ids=ids: ids[taken(state)])  # type: ignore[misc]
        for who in random.options:
            levels = sorted(set(worth[who].values()))
            ties += len(levels) < len(states)
            assert [state["ranks"][who] for state in told["states"]] == [
                levels.index(worth[who][state]) + 1 for state in states
            ]
    assert ties > MODELS // 2


def random_worth(
    rng: Random, random: RandomConflict, order: tuple[str, ...], states: tuple[OptionSet, ...]
) -> tuple[str, dict[OptionSet, Fraction]]:
    """Return wants in numbers as YAML, and what each state is worth by them."""
    kind = rng.choice(("weights", "states", "conditions"))
    if kind == "weights":
        weight = {option: random_number(rng) for option in rng.sample(order, rng.randint(1, len(order)))}
        inside = ", ".join(
            f"{quoted(rng.choice((option, random.full_names[option])))}: {decimal(number, rng)}"
            for option, number in weight.items()
        )
        return f"weights: {{{inside}}}", {
            state: sum((number for option, number in weight.items() if option in state), Fraction(0))
            for state in states
        }
    if kind == "states":
        worth = {state: random_number(rng) for state in states}
        numbers = numbers_of(random)
        inside = ", ".join(f"{quoted(numbers[state])}: {decimal(number, rng)}" for state, number in worth.items())
        return f"payoffs: {{{inside}}}", worth
    priced = [(random_condition(rng, order, random.definitions, 2), random_number(rng)) for _ in range(4)]
    inside = ", ".join(f"{text_of(condition, rng)}: {decimal(number, rng)}" for condition, number in priced)
    return f"payoffs: {{{inside}}}", {
        state: sum((number for condition, number in priced if holds(condition, state)), Fraction(0)) for state in states
    }


def with_wants(lines: list[str], who: str, form: str) -> list[str]:
    """Put other wants into the text of a random conflict."""
    at = next(n for n, line in enumerate(lines) if line == f"  {who}:")
    begin = next(n for n in range(at, len(lines)) if lines[n].startswith("    preferences:"))
    end = next((n for n in range(begin + 1, len(lines)) if not lines[n].startswith("     ")), len(lines))
    return [*lines[:begin], f"    preferences: {{{form}}}", *lines[end:]]
