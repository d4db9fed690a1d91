"""The random conflicts tested: what is printed says what is evaluated, and the batch tells concepts apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .condition_reader import truth_of_text
from .condition_text import condition_text
from .conditions import Chain, Condition, Conditional, Count, Not, Pattern, Taken, holds
from .disagreement import disagreement
from .option_form import OptionSet, matches
from .random_conflicts import RandomConflict, random_conflict, random_conflicts
from .random_graphs import random_graphs
from .random_preferences import Ranking, Statements

A, B, C = Taken("a"), Taken("b"), Taken("c")


def _written_conditions(conflict: RandomConflict) -> Iterator[tuple[str, Condition]]:
    """Give every text of a conflict that is a condition, with its tree."""
    for rule in conflict.rules:
        if rule.condition is not None:
            yield rule.text, rule.condition
    for mind in conflict.minds.values():
        for item in mind.items if isinstance(mind, Statements) else ():
            yield item.text, item.condition


def test_printed_conditions_say_what_the_trees_say() -> None:
    for conflict in random_conflicts(250):
        meanings = {item.name: item.meaning for item in conflict.definitions}
        states = conflict.states()[:8]
        for text, tree in _written_conditions(conflict):
            for taken in states:
                defined = {name: holds(meaning, taken) for name, meaning in meanings.items()}
                assert truth_of_text(text, conflict.order, taken, defined) == holds(tree, taken), text


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Chain("and", (Not(A), Chain("or", (B, C)))), "not a and (b or c)"),
        (Chain("or", (A, Chain("and", (B, C)))), "a or b and c"),
        (Chain("xor", (Chain("or", (A, B)), C)), "a or b xor c"),
        (Conditional("implies", A, Conditional("implies", B, C)), "a implies b implies c"),
        (Conditional("implies", Conditional("implies", A, B), C), "(a implies b) implies c"),
        (Conditional("if", A, Conditional("if", B, C)), "a if (b if c)"),
        (Chain("iff", (Conditional("if", A, B), C)), "a if b iff c"),
        (Conditional("unless", A, Chain("iff", (B, C))), "a unless (b iff c)"),
        (Not(Count("at most", 1, (A, Chain("iff", (B, C))))), "not at most 1 of (a, b iff c)"),
        (Pattern("Y-N", ("a", "b", "c")), "Y-N"),
        (Not(Pattern("Y-N", ("a", "b", "c"))), 'not "Y-N"'),
    ],
)
def test_conditions_are_printed_with_the_parentheses_they_need(tree: Condition, text: str) -> None:
    assert condition_text(tree) == text


def test_a_seed_gives_one_conflict() -> None:
    assert random_conflict(5) == random_conflict(5)
    assert random_conflict(5).to_yaml_text() == random_conflict(5).to_yaml_text()
    assert random_conflict(5) != random_conflict(6)


def test_model_files_say_what_the_conflicts_hold() -> None:
    yaml = pytest.importorskip("yaml")
    for conflict in random_conflicts(200):
        states = conflict.states()
        said = yaml.load(conflict.to_yaml_text(), Loader=yaml.BaseLoader)
        people = said["decision_makers"]
        assert list(people) == list(conflict.options)
        for who, own in conflict.options.items():
            marks = [
                (name, text.get("moves", "both") if isinstance(text, dict) else "both")
                for name, text in people[who]["options"].items()
            ]
            assert marks == [(name.split(".")[-1], mark) for name, mark in own]
            mind, written = conflict.minds[who], people[who]["preferences"]
            if isinstance(mind, Ranking):
                tiers = [_tier(conflict.order, states, item) for item in written["ranking"]]
                assert tiers == [set(tier) for tier in mind.tiers]
            else:
                items = written if isinstance(written, list) else written["statements"]
                assert [_statement(item) for item in items] == [item.text for item in mind.items]
        assert ("start" in said) == (conflict.start is not None)
        assert set(said.get("start", ())) == (conflict.start or set())
        assert len(said.get("rules", ())) == len(conflict.rules)


def _tier(order: tuple[str, ...], states: tuple[OptionSet, ...], item: str | list[str]) -> set[OptionSet]:
    if isinstance(item, list):
        return {state for part in item for state in _tier(order, states, part)}
    if item.isdigit():
        return {states[int(item) - 1]}
    return {state for state in states if matches(item, order, state)}


def _statement(item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return item
    return item["that"] if "that" in item else next(iter(item.values()))


def test_the_batch_is_varied() -> None:
    conflicts = list(random_conflicts(400))
    twins = [conflict.twin() for conflict in conflicts]
    assert {len(twin.decision_makers) for twin in twins} == {2, 3, 4, 5}
    shares = [len(conflict.states()) / 2 ** len(conflict.order) for conflict in conflicts]
    assert min(shares) >= 0.5
    assert 0.2 < sum(share == 1 for share in shares) / len(shares) < 0.6
    assert sum(share <= 0.7 for share in shares) > 40
    assert sum(conflict.status_quo() is None for conflict in conflicts) > 10
    assert sum(bool(conflict.definitions) for conflict in conflicts) > 100
    assert sum(any("." in name for name in conflict.order) for conflict in conflicts) > 20
    marks = [{mark for own in conflict.options.values() for _, mark in own} for conflict in conflicts]
    assert sum(found != {"both"} for found in marks) > 100


#: First holds, second does not: share of judgements, of conflicts with one, of conflicts by equilibria.
LEAST_SHARES = {
    ("gmr", "smr"): (0.02, 0.25, 0.2),
    ("seq", "sseq"): (0.01, 0.2, 0.1),
    ("gmr", "seq"): (0.05, 0.5, 0.4),
    ("sseq", "nash"): (0.04, 0.25, 0.15),
    ("smr", "seq"): (0.04, 0.3, 0.25),
    ("seq", "smr"): (0.01, 0.15, 0.08),
    ("smr", "sseq"): (0.04, 0.3, 0.25),
}


@pytest.mark.parametrize("kind", ["option form", "graph"])
def test_the_concepts_differ_often_enough(kind: str) -> None:
    batch = random_conflicts(400) if kind == "option form" else random_graphs(400)
    report = disagreement(item.twin() for item in batch)
    print(report.table())
    for pair, (judgements, conflicts, equilibria) in LEAST_SHARES.items():
        assert report.judgements[pair] >= judgements, pair
        assert report.conflicts_with_one[pair] >= conflicts, pair
        assert report.equilibria[pair] >= equilibria, pair
    for pair in (("nash", "sseq"), ("sseq", "smr"), ("smr", "gmr"), ("sseq", "seq"), ("seq", "gmr")):
        assert report.judgements[pair] == 0
