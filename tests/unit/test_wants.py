"""The other forms of wants: weights, payoffs, pairs, unknown pairs beside a ranking, and marks of strength."""

from __future__ import annotations

from fractions import Fraction

import pytest

from denouement import Budget, BudgetError, decision_maker
from denouement.errors import Problem
from denouement.model.conflict import Conflict
from denouement.model.preference import Pair, Pairs, Statements
from denouement.model.state_reference import StateReference
from denouement.states.relation import Relation
from tests.unit.models import (
    only_problem,
    pair,
    place,
    problem_when_analysed,
    problems,
    read,
    without_mark,
)


def ranks(wants: str, extra: str = "") -> list[int]:
    """Ranks of NN, YN, NY, YY as far as they are feasible."""
    analysis = read(pair(extra, a=f"{{{wants}}}")).analyse()
    return [analysis.ranks(state)["a"] for state in analysis.states]


def assert_one_at_mark(text: str, says: str = "") -> Problem:
    """One problem at the mark, whether it is found when read or when analysed."""
    marked, expected = without_mark(text)
    found = problems(marked)
    if not found:
        found = [problem_when_analysed(marked)]
    (problem,) = found
    assert place(problem) == expected, problem.message
    assert says in f"{problem.message} {problem.hint}"
    return problem


# -- weights -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("{x: 3, z: -5}", [3, 4, 1, 2]),
        ("{x: 2, z: 1}", [1, 3, 2, 4]),
        ("{x: -1}", [2, 1, 2, 1]),
        ("{a.x: 1, b.z: 1}", [1, 2, 2, 3]),
        ("{x: 0, z: 0.0}", [1, 1, 1, 1]),
        ("{}", [1, 1, 1, 1]),
        ("{x: 1, z: -1}", [2, 3, 1, 2]),
    ],
)
def test_preferences_weights_are_summed_over_the_options_taken(weights, expected):
    assert ranks(f"weights: {weights}") == expected


@pytest.mark.parametrize(
    "weights",
    [
        "{x: 0.1, y: 0.2, z: -0.3}",
        "{x: 1/3, y: 1/6, z: -0.5}",
        "{x: 1.000, y: +2, z: -3}",
        "{x: 9007199254740993, y: -9007199254740992, z: -1}",
        "{x: 99999999999999999999999999, y: 1, z: -100000000000000000000000000}",
    ],
)
def test_preferences_weights_are_exact(weights):
    # Taken together the three come to nothing, exactly.
    analysis = read(pair(a=f"{{weights: {weights}}}", options_a="{x: X, y: Y}")).analyse()
    assert analysis.ranks("[]")["a"] == analysis.ranks("[x, y, z]")["a"]
    assert analysis.ranks("[x]")["a"] != analysis.ranks("[]")["a"]


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ("{‸nothing: 1}", "no option 'nothing'"),
        ("{‸d: 1}", "no option 'd'"),
        ("{x: ‸much}", "not a number"),
        ("{x: ‸1e3}", "not a number"),
        ("{x: ‸.}", "not a number"),
        ("{x: ‸1/0}", "not a number"),
        ("{x: ‸nan}", "not a number"),
        ("{x: ‸٣}", "not a number"),
        ("{x: ‸[1]}", "must be a text"),
        ("{x: 1, ‸x: 2}", "twice"),
        ("‸[x]", "must map"),
    ],
)
def test_preferences_weights_that_are_none_are_errors(weights, says):
    assert_one_at_mark(pair("definitions: {d: x}\n", a=f"{{weights: {weights}}}"), says)


def test_preferences_weights_one_option_written_twice_in_two_ways_is_an_error():
    assert problems(pair(a="{weights: {x: 1, a.x: 2}}"))


# -- payoffs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payoffs", "expected"),
    [
        ('{"1": 4, "2": 3, "3": -2, "4": 4}', [3, 2, 1, 3]),
        ("{1: 1, 2: 2, 3: 3, 4: 4}", [1, 2, 3, 4]),
        ("{x: 1, z: 2, x and z: -4}", [2, 3, 4, 1]),
        ("{not x: 1, YY: 1}", [2, 1, 2, 2]),
        ("{x or z: 1/3, 'true': -5}", [1, 2, 2, 2]),
        ("{}", [1, 1, 1, 1]),
        ("{d: 2, x: -2}", [2, 1, 2, 1]),
    ],
)
def test_preferences_payoffs_of_states_or_of_conditions_summed(payoffs, expected):
    assert ranks(f"payoffs: {payoffs}", "definitions: {d: x implies not x}\n") == expected


def test_preferences_payoffs_are_exact():
    assert ranks("payoffs: {x: 0.1, x or z: 0.2, 'true': 7, z: 0.3, x and z: -0.3}") == [1, 2, 3, 2]
    large = 10**26
    assert ranks(f"payoffs: {{1: {large}, 2: {large + 1}, 3: -{large}, 4: {large}}}") == [2, 3, 1, 2]


def test_preferences_payoffs_by_the_ids_of_listed_states():
    text = """\
denouement: 1
title: T
decision_makers: {a: {moves: {s1: [s2]}, preferences: {payoffs: {s1: 1, s2: 2.5}}}}
states: {s1: , s2: }
"""
    analysis = read(text).analyse()
    assert [analysis.ranks(state)["a"] for state in analysis.states] == [1, 2]


@pytest.mark.parametrize(
    ("payoffs", "says"),
    [
        ("{x: ‸much}", "not a number"),
        ("{x and ‸nothing: 1}", "no option or definition"),
        ("{x ‸& z: 1}", "`and`"),
        ("{1: 1, 2: 1, 3: 1, 4: 1, ‸1: 1}", "two payoffs"),
        ("‸{1: 1, 2: 1}", "no payoff for states 3 (NY), 4 (YY)"),
        ("‸{1: 1, x: 1}", "not to both"),
        ("‸[x]", "map states or conditions"),
    ],
)
def test_preferences_payoffs_that_are_none_are_errors(payoffs, says):
    assert_one_at_mark(pair(a=f"{{payoffs: {payoffs}}}"), says)


def test_preferences_payoffs_of_a_state_that_is_not_there_point_at_it():
    assert_one_at_mark(pair(a="{payoffs: {1: 1, 2: 1, 3: 1, 4: 1, ‸9: 1}}"), "no state 9")


# -- pairs ---------------------------------------------------------------------------------------------------


def relation(wants: str, extra: str = "") -> Relation:
    liking = read(pair(extra, a=f"{{{wants}}}")).analyse().situation.graph.preferences[0]
    assert isinstance(liking, Relation)
    return liking


def said(liking: Relation) -> set[str]:
    """The pairs that are known, by number."""
    size = range(len(liking.better))
    better = {f"{s + 1} > {t + 1}" for s in size for t in size if liking.better[s, t]}
    return better | {f"{s + 1} ~ {t + 1}" for s in size for t in size if s < t and liking.same[s, t]}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("[1 > 2]", {"1 > 2"}),
        ("[1 > 2, 2 > 3]", {"1 > 2", "2 > 3"}),
        ("[1 > 2, 2 > 3, 3 > 1]", {"1 > 2", "2 > 3", "3 > 1"}),
        ("[1 ~ 2, 2 ~ 3, 1 > 3]", {"1 ~ 2", "2 ~ 3", "1 > 3"}),
        ("[1 >> 2, 3 > 4]", {"1 > 2", "3 > 4"}),
        ("[1 ? 2, 4 > 2]", {"4 > 2"}),
        ("[]", set()),
        ("[1 > 2, 1 > 2, 3 ~ 4, 4 ~ 3, 1 ? 3, 3 ? 1]", {"1 > 2", "3 ~ 4"}),
        ("[YY > NN, '[x] > [z]', s ~ NY]", {"4 > 1", "2 > 3", "3 ~ 4"}),
    ],
)
def test_preferences_pairs_are_known_one_by_one_without_closure_and_unmentioned_ones_are_unknown(pairs, expected):
    assert said(relation(f"pairs: {pairs}", "scenarios: {s: {when: x and z}}\n")) == expected


def test_preferences_pairs_standings_are_better_same_worse_or_unknown():
    analysis = read(pair("baseline: NN\n", a="{pairs: [YY > NN, NN ~ YN]}")).analyse()
    assert [analysis.compared(state)["a"] for state in analysis.states] == ["same", "same", "unknown", "better"]
    assert read(pair("baseline: NN\n", a="{pairs: [NN > YY]}")).analyse().compared("YY")["a"] == "worse"


def test_preferences_pairs_have_no_ranks_in_the_json():
    data = read(pair(a="{pairs: [1 > 2]}")).analyse().to_dict()
    assert [set(state["ranks"]) for state in data["states"]] == [{"b"}] * 4


def test_preferences_pairs_greatly_better_is_better_to_plain_analysis():
    wants = ("{pairs: [YN >> NN, NN > YY]}", "{pairs: [YN > NN, NN >> YY]}")
    first, second = (read(pair(a=want)).analyse().to_dict() for want in wants)
    assert first["stability"] == second["stability"]


@pytest.mark.parametrize(
    "pairs",
    [
        "[1 > 2, ‸2 > 1]",
        "[1 > 2, ‸1 ~ 2]",
        "[1 > 2, 3 > 2, ‸2 ~ 1]",
        "[1 ? 2, ‸1 > 2]",
        "[1 ~ 2, ‸2 ? 1]",
        "[1 >> 2, ‸2 >> 1]",
        "[YN > NN, ‸'[] ~ [x]']",
    ],
)
def test_preferences_pairs_contradictions_are_errors(pairs):
    assert "contradicts pair 1" in assert_one_at_mark(pair(a=f"{{pairs: {pairs}}}")).message


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ("[‸1 > 1]", "with itself"),
        ("[‸NN ~ NN]", "with itself"),
        ("[‸Y- > NN]", "2 states"),
        ("[‸1 < 2]", "better state on the left"),
        ("[‸1 > 2 > 3]", "does not compare"),
        ("[‸1]", "does not compare"),
        ("[‸1 = 2]", "does not compare"),
        ("[‸1 >>> 2]", "does not compare"),
        ("[‸'> 2']", "does not compare"),
        ("[‸YNY > NN]", "3 letters"),
        ("[‸nowhere > NN]", "no scenario 'nowhere'"),
        ("[‸[1, 2]]", "must be a text"),
        ("‸1 > 2", "must be a list"),
    ],
)
def test_preferences_pairs_that_are_none_are_errors(pairs, says):
    assert_one_at_mark(pair(a=f"{{pairs: {pairs}}}"), says)


def test_preferences_pairs_of_a_state_that_is_not_there_point_at_it():
    assert_one_at_mark(pair(a="{pairs: [1 > 2, ‸9 > 2]}"), "no state 9")


def test_preferences_pairs_of_states_not_feasible_are_skipped():
    assert said(relation("pairs: [YY > NN, NY > NN]", "rules: [{never: x and z}]\n")) == {"3 > 1"}


def test_preferences_pairs_over_very_many_states_are_a_budget_refused():
    makers = [decision_maker(f"d{n}", [f"o{n}"], []) for n in range(14)]
    one = StateReference.parse("1")
    makers[0] = decision_maker("d0", ["o0"], Pairs((Pair(one, ">", StateReference.parse("2")),)))
    with pytest.raises(BudgetError, match="pair by pair"):
        Conflict("Large", makers).analyse()


# -- unknown pairs beside a ranking --------------------------------------------------------------------------


def test_preferences_unknown_pairs_beside_a_ranking():
    found = said(relation("ranking: [YY, [YN, NY], NN], unknown: [[YY, NN], [YN, NY]]"))
    assert found == {"4 > 2", "4 > 3", "2 > 1", "3 > 1"}


def test_preferences_unknown_pairs_none_is_the_ranking_alone():
    analysis = read(pair(a="{ranking: [YY, [YN, NY], NN], unknown: []}")).analyse()
    assert [analysis.ranks(state)["a"] for state in analysis.states] == [1, 2, 2, 3]


def test_preferences_unknown_pairs_of_states_not_feasible_are_skipped():
    text = pair("rules: [{never: x and z}]\n", a="{ranking: [YN, NY, NN], unknown: [[YY, NN]]}")
    assert read(text).analyse().ranks("NN")["a"] == 1


@pytest.mark.parametrize(
    ("unknown", "says"),
    [
        ("[‸[YY]]", "two states"),
        ("[‸[YY, NN, NY]]", "two states"),
        ("[‸YY]", "two states"),
        ("‸YY", "must be a list"),
        ("[‸[YY, YY]]", "one state"),
        ("[‸[YY, YNY]]", "3 letters"),
        ("[‸[YY, nowhere]]", "no scenario"),
    ],
)
def test_preferences_unknown_pairs_that_are_none_are_errors(unknown, says):
    assert_one_at_mark(pair(a=f"{{ranking: [YY, YN, NY, NN], unknown: {unknown}}}"), says)


@pytest.mark.parametrize("form", ["statements: [x]", "weights: {x: 1}", "payoffs: {x: 1}", "pairs: [1 > 2]"])
def test_preferences_unknown_pairs_stand_only_beside_a_ranking(form):
    assert_one_at_mark(pair(a=f"{{{form}, unknown: ‸[[NN, YY]]}}"), "beside a `ranking`")


def test_preferences_unknown_pairs_only_certain_improvements_tempt_and_only_certain_losses_deter():
    # a is tempted by YN only if it is certainly better than NN; b cannot move.
    ranked = "{ranking: [YN, NN, NY, YY]%s}"
    still = pair(a=ranked % "", options_a="{x: {moves: take}}").replace("z: Z", "z: {moves: never}")
    assert not read(still).analyse().holds("NN", "nash")
    unsure = still.replace("NY, YY]", "NY, YY], unknown: [[NN, YN]]")
    assert read(unsure).analyse().holds("NN", "nash")
    assert not read(unsure).analyse().departures("NN")


# -- one form per place --------------------------------------------------------------------------------------

FORMS = {
    "statements": "[x]",
    "ranking": "['Y-', 'N-']",
    "weights": "{x: 1}",
    "payoffs": "{x: 1}",
    "pairs": "[2 > 1, 4 > 3, 2 ~ 4, 1 ~ 3, 2 > 3, 4 > 1]",
}


@pytest.mark.parametrize("form", FORMS)
def test_preferences_every_form_says_the_same_and_may_stand_in_a_reading(form):
    written = f"{form}: {FORMS[form]}"
    plain = read(pair(a="[x]")).analyse().to_dict()["stability"]
    assert read(pair(a=f"{{{written}}}")).analyse().to_dict()["stability"] == plain
    reading = f"{{readings: {{r: {{certainty: likely, note: N, {written}}}, s: [not x]}}}}"
    assert read(pair(a=reading)).analyse().to_dict()["stability"] == plain


@pytest.mark.parametrize("first", FORMS)
@pytest.mark.parametrize("second", FORMS)
def test_preferences_one_form_per_place_whichever(first, second):
    if first == second:
        return
    both = f"{first}: {FORMS[first]}, {second}: {FORMS[second]}"
    for wants in (f"{{{both}}}", f"{{readings: {{r: {{{both}}}}}}}"):
        assert "one form" in only_problem(pair(a=wants)).message


# -- strength ------------------------------------------------------------------------------------------------


def test_preferences_strength_great_marks_a_leading_run_and_plain_analysis_ignores_it():
    marked = read(pair(a="[{that: x, strength: great}, {that: z, strength: great}, not x]"))
    wants = marked.decision_maker("a").readings[0].preference
    assert isinstance(wants, Statements)
    assert [statement.strength for statement in wants.statements] == ["great", "great", None]
    plain = read(pair(a="[x, z, not x]"))
    assert marked.analyse().to_dict()["stability"] == plain.analyse().to_dict()["stability"]
    assert marked.sha256 != plain.sha256


@pytest.mark.parametrize(
    "wants",
    [
        "[x, {that: z, strength: ‸great}]",
        "[{that: x, strength: great}, z, {that: not x, strength: ‸great}]",
        "[{that: x, strength: ‸much}]",
        "[{that: x, strength: ‸Great}]",
    ],
)
def test_preferences_strength_anywhere_else_is_an_error(wants):
    assert_one_at_mark(pair(a=wants))


def test_preferences_numbers_are_kept_as_written():
    weights = read(pair(a="{weights: {x: 0.1, z: -2}}")).decision_maker("a").readings[0].preference
    assert weights.weights == (("x", Fraction(1, 10)), ("z", Fraction(-2)))  # type: ignore[union-attr]


MERGED = (
    "denouement: 1\ntitle: Merged\ndecision_makers:\n  a: {options: {x: X}, preferences: {payoffs: %s}}\n"
    "  b: {options: {y: Y}, preferences: []}\ncoalesce: [{when: y, as: both}]\n"
)


def test_preferences_payoffs_may_name_a_merged_state():
    analysis = read(MERGED % '{"1": 1, "2": 2, both: 3}').analyse()
    assert [analysis.ranks(state)["a"] for state in analysis.states] == [1, 2, 3]


def test_a_pattern_describes_a_merged_state_where_it_describes_a_member():
    analysis = read(MERGED % "{x: 1}").analyse()
    assert analysis.state("YY").id == analysis.state("NY").id == analysis.state("-Y").id == "3"


def test_relations_beyond_the_budget_are_refused_before_they_are_judged():
    options = ", ".join(f"o{number}: O" for number in range(10))
    text = (
        f"denouement: 1\ntitle: Wide\ndecision_makers:\n  a: {{options: {{{options}}}, "
        "preferences: {ranking: ['----------'], unknown: [[1, 2]]}}\n  b: {options: {z: Z}, preferences: []}\n"
    ).replace("'----------'", "'-----------'")
    with pytest.raises(BudgetError, match="pair by pair"):
        read(text).analyse(budget=Budget(seconds=10))
