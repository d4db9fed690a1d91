"""States and moves: numbering, one-way marks, joint changes, fibres, contradictions, the budget."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import denouement
from denouement import Budget, BudgetError, Conflict, ModelError, Option, RequestError, decision_maker, rule
from denouement.analysis.result import Analysis
from tests.unit.models import only_problem, pair, read


def conflict(*rules, options=("p", "q"), moves=("both", "both"), **more) -> Conflict:
    """One decision maker `a` with two options, and one `b` with one, indifferent to everything."""
    own = {id: Option(id, moves=move) for id, move in zip(options, moves, strict=True)}
    makers = [decision_maker("a", own, []), decision_maker("b", ["r"], [])]
    return Conflict(title="T", decision_makers=makers, rules=rules, **more)


def taken(analysis: Analysis) -> list[str]:
    return [" ".join(option.split(".")[1] for option in state.taken) for state in analysis.states]


def moves(analysis: Analysis, maker: str) -> set[tuple[str, str]]:
    """Moves as pairs of the options taken before and after."""
    graph = analysis.situation.graph
    names = taken(analysis)
    arcs = graph.moves[graph.number(maker)]
    return {(names[s], names[int(t)]) for s in range(graph.states) for t in arcs.leaving(s)}


# -- states rule 1: numbering --------------------------------------------------------------------------------


def test_states_rule_1_numbering_the_first_option_is_the_least_significant_bit():
    assert taken(conflict().analyse()) == ["", "p", "q", "p q", "r", "p r", "q r", "p q r"]
    assert [state.id for state in conflict().analyse().states] == list("12345678")


def test_states_rule_1_numbering_counts_feasible_states_only():
    analysis = conflict(rule("always", "q implies p")).analyse()
    assert taken(analysis) == ["", "p", "p q", "r", "p r", "p q r"]
    assert [state.id for state in analysis.states] == list("123456")


@given(st.sets(st.integers(0, 15), min_size=1))
def test_states_rule_1_numbering_is_increasing_in_the_codes_that_are_left(allowed):
    options = ["p", "q", "r", "s"]
    patterns = ["".join("Y" if code >> p & 1 else "N" for p in range(4)) for code in sorted(allowed)]
    parts = " or ".join(f"'{pattern}'" for pattern in patterns)
    model = Conflict(title="T", decision_makers=[decision_maker("a", options, [])], rules=[rule("always", parts)])
    space = model.analyse().situation.space
    assert [space.pattern(index) for index in range(len(space))] == patterns


def test_states_rule_1_state_names_say_what_is_taken_by_full_id():
    assert conflict().analyse().state("4").taken == ("a.p", "a.q")


# -- states rule 1: moves ------------------------------------------------------------------------------------

FREE = {(s, t) for s in ("", "p", "q", "p q") for t in ("", "p", "q", "p q") if s != t}


def with_both(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The same moves whether or not `b` has taken r."""
    return pairs | {(f"{s} r".strip(), f"{t} r".strip()) for s, t in pairs}


def test_states_rule_1_moves_change_any_of_ones_own_options_at_once():
    assert moves(conflict().analyse(), "a") == with_both(FREE)


def test_states_rule_1_moves_never_change_another_s_options():
    found = moves(conflict().analyse(), "b")
    assert found == {(s, f"{s} r".strip()) for s in ("", "p", "q", "p q")} | {
        (f"{s} r".strip(), s) for s in ("", "p", "q", "p q")
    }


@pytest.mark.parametrize(
    ("move", "kept"),
    [
        ("both", lambda before, after: True),
        ("take", lambda before, after: not before or after),
        ("drop", lambda before, after: before or not after),
        ("never", lambda before, after: before == after),
    ],
)
def test_states_rule_1_moves_take_drop_never_both_and_joint_changes_forbidden_whole(move, kept):
    found = moves(conflict(moves=(move, "both")).analyse(), "a")
    expected = {(s, t) for s, t in FREE if kept("p" in s.split(), "p" in t.split())}
    assert found == with_both(expected)
    if move != "both":
        # Both options changed at once: one forbidden flip forbids the whole change.
        assert not {("", "p q"), ("p q", "")} <= found


def test_states_rule_1_moves_intermediate_states_need_not_exist():
    found = moves(conflict(rule("always", "p iff q")).analyse(), "a")
    assert found == with_both({("", "p q"), ("p q", "")})


def test_states_rule_1_moves_stay_inside_fibres():
    # Under this rule a can move only while r is taken, and b only between states that agree on p and q.
    analysis = conflict(rule("always", "r or not (p or q)")).analyse()
    assert moves(analysis, "a") == {(f"{s} r".strip(), f"{t} r".strip()) for s, t in FREE}
    assert moves(analysis, "b") == {("", "r"), ("r", "")}


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["both", "take", "drop", "never"]), min_size=3, max_size=3),
    st.sets(st.integers(0, 15), min_size=1),
)
def test_states_rule_1_moves_agree_with_the_rule_read_pair_by_pair(marks, allowed):
    patterns = ["".join("Y" if code >> p & 1 else "N" for p in range(4)) for code in allowed]
    own = {id: Option(id, moves=mark) for id, mark in zip("pqs", marks, strict=True)}
    model = Conflict(
        title="T",
        decision_makers=[decision_maker("a", own, []), decision_maker("b", ["r"], [])],
        rules=[rule("always", " or ".join(f"'{pattern}'" for pattern in patterns))],
    )
    analysis = model.analyse()
    states = [set(state.taken) for state in analysis.states]
    mark_of = {f"a.{id}": mark for id, mark in zip("pqs", marks, strict=True)}
    expected = set()
    for i, before in enumerate(states):
        for j, after in enumerate(states):
            changed = before ^ after
            legal = all(
                option in mark_of
                and (mark_of[option] == "both" or mark_of[option] == ("take" if option in after else "drop"))
                for option in changed
            )
            if changed and legal:
                expected.add((i, j))
    arcs = analysis.situation.graph.moves[0]
    assert {(i, int(j)) for i in range(len(states)) for j in arcs.leaving(i)} == expected


def test_states_rule_1_reachable_states_respect_one_way_marks():
    model = conflict(moves=("take", "never"), start=denouement.StateReference.of_options(("p",)))
    analysis = model.analyse()
    assert analysis.reachable is not None
    assert [taken(analysis)[i] for i in range(8) if analysis.reachable[i]] == ["p", "p r"]
    assert analysis.number_reachable == 2


# -- states rule 5: rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        ("at_most_one", lambda n: n <= 1),
        ("exactly_one", lambda n: n == 1),
        ("at_least_one", lambda n: n >= 1),
    ],
)
def test_states_rule_5_counting_kinds(kind, fits):
    analysis = conflict(rule(kind, "p", "q", "r")).analyse()
    everything = [" ".join(c) for n in range(4) for c in combinations("pqr", n)]
    assert sorted(taken(analysis)) == sorted(s for s in everything if fits(len(s.split())))


def test_states_rule_5_always_and_never_with_conditions_and_patterns():
    assert taken(conflict(rule("always", "p and not r")).analyse()) == ["p", "p q"]
    assert taken(conflict(rule("never", "p and not r")).analyse()) == ["", "q", "r", "p r", "q r", "p q r"]
    assert taken(conflict(rule("always", "Y-N")).analyse()) == ["p", "p q"]
    assert "p q r" not in taken(conflict(rule("never", "YYY")).analyse())


def test_states_rule_5_list_items_may_be_conditions():
    model = read(pair('rules: [{exactly_one: ["x and z", not x]}]\n'))
    assert taken(model.analyse()) == ["", "z", "x z"]


def test_states_rule_5_contradiction_names_a_smallest_set_of_rules():
    model = conflict(
        rule("always", "p or not p"),
        rule("always", "p"),
        rule("at_most_one", "q", "r"),
        rule("always", "p implies q", id="chain"),
        rule("never", "q and p", why="both is too much"),
    )
    with pytest.raises(ModelError) as caught:
        model.analyse()
    (problem,) = caught.value.problems
    assert "rule2 (always: p)" in problem.message
    assert "chain (always: p implies q)" in problem.message
    assert "rule5 (never: q and p)" in problem.message
    assert "rule1" not in problem.message
    assert "rule3" not in problem.message


def test_states_rule_5_contradiction_points_into_the_file():
    with pytest.raises(ModelError) as caught:
        read(pair("rules:\n  - {always: x or not x}\n  - {always: x}\n  - {never: x}\n")).analyse()
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert problem.location.line in (12, 13)


def test_states_rule_5_a_counting_rule_over_nothing_is_an_error():
    assert "lists nothing" in only_problem(pair("rules: [{at_least_one: []}]\n")).message


# -- budget --------------------------------------------------------------------------------------------------


def many_options(count: int, *rules: denouement.Rule) -> Conflict:
    names = [f"o{number}" for number in range(count)]
    return Conflict(title="Many", decision_makers=[decision_maker("a", names, [])], rules=rules)


def test_budget_what_would_be_too_large_is_refused_before_anything_is_started():
    for count in (25, 40, 62, 63, 200):
        with pytest.raises(BudgetError) as caught:
            many_options(count).analyse()
        assert caught.value.exit_code == 3


def test_budget_a_refusal_says_what_would_be_needed_and_what_would_allow_it():
    with pytest.raises(BudgetError, match=r"would need about .*allowed.*--max-seconds [\d.]+ would allow it"):
        many_options(12).analyse(budget=Budget(seconds=1))
    with pytest.raises(BudgetError, match="62 options are the most"):
        many_options(63).analyse()
    with pytest.raises(ValueError, match="above 0"):
        Budget(gigabytes=0)


@pytest.mark.slow
def test_budget_ten_options_of_one_decision_maker_take_seconds():
    import subprocess
    import sys

    program = (
        "from denouement import Conflict, decision_maker\n"
        "maker = decision_maker('a', [f'o{n}' for n in range(10)], ['o1', 'not o2'])\n"
        "print(len(Conflict(title='T', decision_makers=[maker]).analyse().endings))\n"
    )
    subprocess.run([sys.executable, "-c", program], timeout=10, check=True, capture_output=True)


def test_budget_18_options_are_worked_through():
    analysis = many_options(18, rule("exactly_one", *[f"o{number}" for number in range(18)])).analyse()
    assert taken(analysis) == [f"o{number}" for number in range(18)]


def test_budget_combinations_beyond_one_chunk_keep_their_order():
    names = [f"o{number}" for number in range(20)]
    analysis = many_options(20, rule("at_least_one", *names), rule("at_most_one", *names)).analyse()
    assert taken(analysis) == names


# -- text rules 2 and 3: ids ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id",
    [
        "not",
        "of",
        "least",
        "true",
        "start",
        "status_quo",
        "now",
        "endings",
        "Y",
        "N",
        "YNY",
        "2nd",
        "my-id",
        "a b",
        "é",
        "a.b",
    ],
)
def test_text_rule_2_ids_that_are_not_allowed(id):
    problem = only_problem(pair(options_a=f"{{x: X, {id!r}: Other}}"))
    assert repr(id) in problem.message
    assert problem.hint.startswith(("for example", "ids are"))


@pytest.mark.parametrize("id", ["_", "_1", "Not", "START", "y", "yn", "YNx", "A1"])
def test_text_rule_2_ids_that_are_allowed_case_counts(id):
    assert f"a.{id}" in read(pair(options_a=f"{{x: X, {id}: Other}}")).options


@pytest.mark.parametrize(
    "text",
    [
        "sources: {not: {title: T}}",
        "definitions: {now: x}",
        "scenarios: {start: {when: x}}",
        "claims: {endings: {quote: q}}",
        "rules: [{always: x or not x, id: not}]",
    ],
)
def test_text_rule_2_holds_for_every_kind_of_id(text):
    only_problem(pair(text))


def test_text_rule_2_names_are_any_unicode():
    name = "Ωμέγα – “quoted” 😀"
    assert read(pair(options_a=f"{{x: '{name}'}}")).names["a.x"] == name


SHARED = """\
denouement: 1
title: Shared
decision_makers:
  a: {options: {go: A goes, own: O}, preferences: [a.go]}
  b: {options: {go: B goes}, preferences: [b.go, own, a.own]}
"""


def test_text_rule_3_an_option_of_two_owners_is_written_with_its_owner():
    assert read(SHARED).options == ("a.go", "a.own", "b.go")
    problem = only_problem(SHARED.replace("[a.go]", "[go]"))
    assert "more than one decision maker" in problem.message
    assert "a.go or b.go" in problem.hint


def test_text_rule_3_definitions_and_options_share_one_namespace():
    assert "already" in only_problem(pair("definitions: {x: z}\n")).message


def test_text_rule_3_order_in_the_file_is_the_order_of_the_model():
    conflict = read(SHARED.replace("  a: {", "  z: {options: {late: L, early: E}, preferences: []}\n  a: {"))
    assert conflict.options == ("z.late", "z.early", "a.go", "a.own", "b.go")


def test_text_rule_6_rules_have_default_ids():
    model = conflict(rule("always", "p"), rule("never", "q", id="mine"))
    assert [r.id for r in model.without_rule("rule1").rules] == ["mine"]
    assert model.without_rule("mine").rules == model.rules[:1]
    with pytest.raises(RequestError, match="did you mean rule1"):
        model.without_rule("rule3")


def test_text_rule_6_two_rules_or_statements_cannot_share_an_id():
    assert "twice" in only_problem(pair("rules: [{always: x or z, id: r}, {never: x and z, id: r}]\n")).message
    assert "twice" in only_problem(pair(a="[{that: x, id: s}, {that: z, id: s}]")).message
