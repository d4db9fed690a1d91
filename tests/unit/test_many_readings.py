"""Combinations of rival readings, whose reading decides, and what decides between two states."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

import denouement
from denouement.errors import BudgetError, RequestError
from denouement.foresight.readings import combinations, deciding_readings, rival_readings, under_every_reading
from tests.unit.models import PAIR, read

FLAGSHIP = denouement.load("openai-2023")


def test_the_flagship_has_18_combinations_in_the_order_of_the_file():
    found = [chosen for chosen, _ in under_every_reading(FLAGSHIP.analyse())]
    assert found == [
        {"board": board, "staff": staff, "microsoft": microsoft}
        for board in ("survival", "checks", "hard_line")
        for staff in ("letter", "bluff")
        for microsoft in ("stability", "seat", "article")
    ]


def test_each_combination_gets_the_answers_of_a_question_of_its_own():
    for chosen, analysis in under_every_reading(FLAGSHIP.analyse(as_of="2023-11-17")):
        assert analysis.to_dict() == FLAGSHIP.analyse(as_of="2023-11-17", readings=chosen).to_dict()


def test_who_is_taken_as_read_keeps_the_reading_of_the_analysis():
    analysis = FLAGSHIP.analyse(readings={"board": "hard_line"})
    found = list(under_every_reading(analysis, fixed=["board"]))
    assert len(found) == 6
    assert {result.readings["board"] for _, result in found} == {"hard_line"}


def test_a_model_without_rivals_has_one_combination():
    analysis = read(PAIR).analyse()
    assert rival_readings(analysis) == {}
    assert [chosen for chosen, _ in under_every_reading(analysis)] == [{}]


def test_readings_that_do_not_count_on_the_day_are_no_rivals():
    rivals = "{readings: {p: {statements: [z]}, q: {statements: [not z], since: 2024-02-01}}}"
    text = PAIR.replace("preferences: [z]", f"preferences: {rivals}")
    assert rival_readings(read(text).analyse(as_of="2024-01-01")) == {}
    assert rival_readings(read(text).analyse(as_of="2024-03-01")) == {"b": ("p", "q")}


def test_too_many_combinations_are_refused_with_their_number():
    with pytest.raises(BudgetError, match="make 65,536 combinations"):
        combinations({f"d{number}": ("a", "b") for number in range(16)})
    assert len(combinations({f"d{number}": ("a", "b") for number in range(14)})) == 16_384


def truly_deciding(answers) -> tuple[str, ...]:
    """Return by definition whose switch of reading alone changes an answer."""
    found = []
    makers = [maker for maker, _ in next(iter(answers))]
    for at, maker in enumerate(makers):
        for one, other in product(answers, repeat=2):
            differing = [place for place, pair in enumerate(one) if pair != other[place]]
            if differing == [at] and answers[one] != answers[other]:
                found.append(maker)
                break
    return tuple(found)


@pytest.mark.parametrize("seed", range(40))
def test_whose_reading_decides(seed):
    rng = Random(seed)
    rivals = {f"d{at}": tuple("abc"[: rng.randint(2, 3)]) for at in range(rng.randint(1, 3))}
    mattering = {maker for maker in rivals if rng.random() < 0.6}
    table: dict[tuple[str, ...], bool] = {}
    answers = {}
    for chosen in combinations(rivals):
        key = tuple(chosen[maker] for maker in rivals if maker in mattering)
        answers[tuple(chosen.items())] = table.setdefault(key, rng.random() < 0.5)
    assert deciding_readings(answers) == truly_deciding(answers)
    assert set(deciding_readings(answers)) <= mattering


def test_what_the_last_decides_is_not_laid_on_the_first():
    answers = {tuple(chosen.items()): chosen["b"] for chosen in combinations({"a": ("x", "y"), "b": ("x", "y")})}
    assert deciding_readings(answers) == ("b",)


def test_monday_lasts_exactly_where_the_staff_bluff():
    answers = {
        tuple(chosen.items()): any(analysis.holds("now", concept) for concept in analysis.ending_concepts)
        for chosen, analysis in under_every_reading(FLAGSHIP.analyse(as_of="2023-11-20", take=["probe"]))
    }
    assert deciding_readings(answers) == ("staff",)
    assert {dict(chosen)["staff"] for chosen, lasts in answers.items() if lasts} == {"bluff"}


# -- what decides between two states ----------------------------------------------------------------------------------


def test_the_first_statement_on_which_two_states_differ_decides():
    analysis = FLAGSHIP.analyse()
    for maker in analysis.decision_makers:
        statements = [premise for premise in analysis.premises if premise.decision_maker == maker]
        truths = [analysis.situation.space.holds(premise.statement.that) for premise in statements]
        rng = Random(maker)
        for _ in range(300):
            a, b = rng.randrange(644), rng.randrange(644)
            found = analysis.comparison(maker, str(a + 1), str(b + 1))
            first = next((at for at, truth in enumerate(truths) if truth[a] != truth[b]), None)
            if first is None:
                assert (found.standing, found.premise) == ("same", None)
            else:
                assert found.premise == statements[first]
                assert found.satisfied == truths[first][a]
                assert found.standing == ("better" if found.satisfied else "worse")
            assert found.ranks is not None
            assert (found.ranks[0] > found.ranks[1]) == (found.standing == "better")


def test_weights_and_payoffs_say_what_states_are_worth():
    text = PAIR.replace("preferences: [x]", "preferences: {weights: {x: 2, z: -0.5}}").replace(
        "preferences: [z]", "preferences: {payoffs: {x: 1, not z: 0.25}}"
    )
    analysis = read(text).analyse()
    assert analysis.comparison("a", "YY", "NN").worth == (Fraction(3, 2), Fraction(0))
    assert analysis.comparison("a", "YY", "NN").standing == "better"
    assert analysis.comparison("b", "YY", "NN").worth == (Fraction(1), Fraction(1, 4))
    by_state = read(PAIR.replace("preferences: [x]", "preferences: {payoffs: {YY: 3, YN: 1, NY: 2, NN: 4}}")).analyse()
    assert by_state.comparison("a", "NY", "NN").worth == (Fraction(2), Fraction(4))


def test_pairs_and_rankings_have_no_statement():
    text = PAIR.replace("preferences: [x]", "preferences: {pairs: [YN > NN]}").replace(
        "preferences: [z]", "preferences: {ranking: [YY, [NY, YN], NN]}"
    )
    analysis = read(text).analyse()
    known, unknown = analysis.comparison("a", "YN", "NN"), analysis.comparison("a", "YY", "NN")
    assert (known.standing, unknown.standing) == ("better", "unknown")
    assert (known.ranks, known.premise, known.worth) == (None, None, None)
    assert analysis.comparison("b", "YY", "YN").ranks == (3, 2)


def test_what_is_not_there_is_named():
    with pytest.raises(RequestError, match="there is no decision maker 'bord'"):
        FLAGSHIP.analyse().comparison("bord", "1", "2")
    with pytest.raises(RequestError, match="there is no state 645"):
        FLAGSHIP.analyse().comparison("board", "1", "645")


def test_a_ranking_that_names_the_present_state_means_the_real_one():
    text = PAIR.replace(
        "preferences: [x]",
        "preferences: {readings: {p: {ranking: [NN, NY, YY, YN]}, q: {ranking: [now, NY, YY, YN]}}}",
    )
    supposed = read(text).analyse(take=["z"]).read_as({"a": "q"})
    assert supposed.ranks("NN") == {"a": 4, "b": 1}
