"""From wants to ranks: prioritised statements and rankings of states."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denouement import Analysis, Conflict, InputError, decision_maker
from denouement.errors import Problem
from tests.unit.models import only_problem, pair, place, read, without_mark


def ranks(text: str, maker: str = "a") -> dict[str, int]:
    """Ranks of the states by pattern."""
    analysis = read(text).analyse()
    space = analysis.situation.space
    return {space.pattern(index): analysis.ranks(state)[maker] for index, state in enumerate(analysis.states)}


def rank_column(analysis: Analysis, maker: str = "a") -> list[int]:
    """Ranks in the order of the states."""
    return [analysis.ranks(state)[maker] for state in analysis.states]


def ranking(text: str, extra: str = "") -> str:
    return pair(extra, a=f"{{ranking: {text}}}")


def problem_when_analysed(text: str) -> Problem:
    with pytest.raises(InputError) as caught:
        read(text).analyse()
    (problem,) = caught.value.problems
    return problem


# -- statements ----------------------------------------------------------------------------------------------


def test_preferences_statements_the_first_difference_decides():
    assert ranks(pair(a="[x, z]")) == {"NN": 1, "YN": 3, "NY": 2, "YY": 4}


def test_preferences_statements_equal_on_all_is_indifference():
    assert ranks(pair(a="[x]")) == {"NN": 1, "YN": 2, "NY": 1, "YY": 2}


def test_preferences_empty_list_is_indifference():
    assert set(ranks(pair(a="[]")).values()) == {1}


def test_preferences_missing_are_an_error():
    problem = only_problem(pair().replace("    preferences: [x]\n", ""))
    assert "`preferences` is missing" in problem.message


def test_preferences_statements_under_their_key_mean_the_same_as_a_list():
    assert ranks(pair(a="{statements: [x, z]}")) == ranks(pair(a="[x, z]"))


def test_preferences_forms_of_a_statement():
    text = pair(a="[x, no deal: not z, {that: x or z, name: Some, id: some, certainty: likely}]")
    statements = read(text).decision_maker("a").readings[0].preference.statements  # type: ignore[union-attr]
    assert [(str(s.that), s.name, s.id) for s in statements] == [
        ("x", None, None),
        ("not z", "no deal", None),
        ("x or z", "Some", "some"),
    ]


@given(st.lists(st.lists(st.booleans(), min_size=8, max_size=8), max_size=5))
def test_preferences_statements_rank_like_tuples_of_truths(columns):
    patterns = ["".join(letters) for letters in product("NY", repeat=3)]
    wants = [
        " or ".join(["false", *(f"'{p}'" for p, true in zip(patterns, column, strict=True) if true)])
        for column in columns
    ]
    model = Conflict(title="T", decision_makers=[decision_maker("a", ["p", "q", "r"], wants)])
    analysis = model.analyse()
    keys = {pattern: tuple(column[i] for column in columns) for i, pattern in enumerate(patterns)}
    order = sorted(set(keys.values()))
    space = analysis.situation.space
    found = {space.pattern(i): analysis.ranks(str(i + 1))["a"] for i in range(8)}
    assert found == {pattern: order.index(key) + 1 for pattern, key in keys.items()}


def test_preferences_statements_are_exact_for_any_number():
    # 200 statements that never differ, between two that do: a sum of powers of two in floats would lose one of them.
    wants = ["q", *["p or not p"] * 200, "p"]
    model = Conflict(title="T", decision_makers=[decision_maker("a", ["p", "q"], wants)])
    assert rank_column(model.analyse()) == [1, 2, 3, 4]
    many = ["q", *["p"] * 100, "not q", "not p"]
    model = Conflict(title="T", decision_makers=[decision_maker("a", ["p", "q"], many)])
    assert rank_column(model.analyse()) == [1, 2, 3, 4]


# -- rankings ------------------------------------------------------------------------------------------------


def test_preferences_ranking_best_first():
    assert ranks(ranking("[YY, NY, YN, NN]")) == {"YY": 4, "NY": 3, "YN": 2, "NN": 1}


def test_preferences_ranking_inner_lists_are_ties():
    assert ranks(ranking("[YY, [NY, NN], YN]")) == {"YY": 3, "NY": 2, "NN": 2, "YN": 1}


def test_preferences_ranking_a_pattern_with_dashes_stands_for_several_tied():
    assert ranks(ranking("['-Y', YN, NN]")) == {"YY": 3, "NY": 3, "YN": 2, "NN": 1}
    assert ranks(ranking("[--]")) == {"YY": 1, "NY": 1, "YN": 1, "NN": 1}
    assert ranks(ranking("[['Y-', NY], NN]")) == {"YY": 2, "YN": 2, "NY": 2, "NN": 1}


def test_preferences_ranking_states_by_number():
    assert ranks(ranking("[4, 3, [2, 1]]")) == {"YY": 3, "NY": 2, "YN": 1, "NN": 1}


def test_preferences_ranking_states_by_the_options_taken_inside_a_tie():
    assert ranks(ranking("[[[x, z]], [[z], []], YN]")) == {"YY": 3, "NY": 2, "NN": 2, "YN": 1}


def test_preferences_ranking_states_by_a_scenario_that_holds_one():
    text = ranking("[good, NY, YN, NN]", "scenarios: {good: {when: x and z}}\n")
    assert ranks(text) == {"YY": 4, "NY": 3, "YN": 2, "NN": 1}


def test_preferences_ranking_spaces_in_patterns_are_ignored():
    assert ranks(ranking("['Y Y', 'N-', 'Y N']")) == {"YY": 3, "NY": 2, "NN": 2, "YN": 1}


def test_preferences_ranking_a_missing_feasible_state_is_an_error_that_names_it():
    problem = problem_when_analysed(ranking("[YY, YN]"))
    assert "does not list states 1 (NN), 3 (NY)" in problem.message


@pytest.mark.parametrize("text", ["[YY, NY, YN, NN, ‸YY]", "[YY, NY, ‸Y-, NN]", "[YY, ‸'-Y', YN, NN]"])
def test_preferences_ranking_overlaps_are_errors_at_the_second_place(text):
    marked, expected = without_mark(ranking(text))
    problem = problem_when_analysed(marked)
    assert "twice" in problem.message
    assert place(problem) == expected


def test_preferences_ranking_overlap_inside_one_tie_is_an_error():
    marked, expected = without_mark(ranking("[[YY, ‸Y-], NY, NN]"))
    problem = problem_when_analysed(marked)
    assert "twice" in problem.message
    assert place(problem) == expected


def test_preferences_ranking_a_number_that_is_no_state_is_an_error():
    marked, expected = without_mark(ranking("[--, ‸5]"))
    problem = problem_when_analysed(marked)
    assert "no state 5" in problem.message
    assert place(problem) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[YYY, '--']", "3 letters"),
        ("[[[x, unknown]], '--']", "no option 'unknown'"),
        ("[nowhere, '--']", "no scenario 'nowhere'"),
        ("[[], '--']", "holds no state"),
        ("[2023-11-20, '--']", "no history"),
        ("[=, '--']", "not a way to write a state"),
        ("YY", "must be a list"),
    ],
)
def test_preferences_ranking_what_is_no_state_is_an_error_when_read(text, says):
    assert says in only_problem(ranking(text)).message


def test_preferences_ranking_infeasible_states_may_stand_in_it():
    text = ranking("[YY, NY, YN, NN]", "rules: [{never: x and z}]\n")
    assert ranks(text) == {"NY": 3, "YN": 2, "NN": 1}


def test_history_rule_3_a_ranking_skips_states_not_feasible_then():
    text = ranking("[YY, NY, YN, NN]", "rules: [{never: x and z, until: 2023-11-20}]\nas_of: 2023-11-20\n")
    assert ranks(text) == {"NY": 3, "YN": 2, "NN": 1}
    later = text.replace("as_of: 2023-11-20", "as_of: 2023-11-21")
    assert ranks(later) == {"YY": 4, "NY": 3, "YN": 2, "NN": 1}


def test_history_rule_3_an_unlisted_feasible_state_is_an_error_on_the_day_it_is_feasible():
    text = ranking("[NY, YN, NN]", "rules: [{never: x and z, until: 2023-11-20}]\nas_of: 2023-11-20\n")
    assert ranks(text) == {"NY": 3, "YN": 2, "NN": 1}
    problem = problem_when_analysed(text.replace("as_of: 2023-11-20", "as_of: 2023-11-21"))
    assert "does not list state 4 (YY)" in problem.message


# -- readings ------------------------------------------------------------------------------------------------


def test_preferences_readings_the_first_is_used_by_default():
    conflict = read(pair(a="{readings: {keen: [x], wary: {ranking: ['N-', 'Y-']}}}"))
    assert conflict.analyse().readings == {"a": "keen"}
    assert rank_column(conflict.analyse()) == [1, 2, 1, 2]
    assert rank_column(conflict.analyse(readings={"a": "wary"})) == [2, 1, 2, 1]


def test_preferences_one_form_per_place():
    assert "one form" in only_problem(pair(a="{statements: [x], ranking: ['--']}")).message
    assert "one form" in only_problem(pair(a="{readings: {r: {statements: [x], ranking: ['--']}}}")).message


def test_preferences_readings_need_at_least_one_with_a_message():
    with pytest.raises(InputError) as caught:
        read(pair(a="{readings: {}}"))
    assert [problem for problem in caught.value.problems if problem.message]
