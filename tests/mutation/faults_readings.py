"""Faults in what holds under all readings, some and none: counts, weights, draws, and what that is worth."""

from __future__ import annotations

from tests.mutation.fault import Fault

WEIGHTS = "foresight/weights.py"
OVERVIEW = "foresight/overview/overview.py"
ANSWERS = "foresight/overview/answers.py"
INTERVAL = "foresight/interval.py"
COMBINATIONS = "foresight/overview/combinations.py"
FINDINGS = "foresight/overview/findings.py"
WORTH = "foresight/overview/worth.py"

_UNIT = "tests/unit/test_readings.py::"
_COUNTS = "tests/properties/test_readings.py::test_every_count_is_that_of_single_analyses[0]"

OVER_READINGS = [
    Fault(
        "weights-do-not-sum-to-one",
        WEIGHTS,
        "tuple(weight / whole for weight in weights)",
        "tuple(weights)",
        "Weights are made to sum to one.",
        _UNIT + "test_weights_are_certainties_made_to_sum_to_one[certainties4-weights4]",
    ),
    Fault(
        "the-silent-share-everything",
        WEIGHTS,
        "max(1 - said, Fraction()) / silent",
        "Fraction(1) / silent",
        "Readings without a certainty share what is left.",
        _UNIT + "test_weights_are_certainties_made_to_sum_to_one[certainties0-weights0]",
    ),
    Fault(
        "readings-are-mixed-up",
        ANSWERS,
        "combined.picks[:, rivals.index(maker)]",
        "combined.picks[:, -1 - rivals.index(maker)]",
        "Each decision maker has its own reading.",
        _COUNTS,
    ),
    Fault(
        "a-scenario-has-all-endings",
        ANSWERS,
        "found if place is None else _within(out, found, place)",
        "found",
        "Of a scenario only its own endings are compared.",
        _COUNTS,
    ),
    Fault(
        "parts-forget-where-they-begin",
        ANSWERS,
        "found[:, 0] += part.start",
        "found[:, 0] += 0",
        "A part's combinations are not the first ones.",
        _UNIT + "test_endings_of_a_work_in_parts_are_those_of_single_analyses",
    ),
    Fault(
        "neighbours-that-differ-elsewhere",
        COMBINATIONS,
        "(others[order][1:] == others[order][:-1]).all(axis=1)",
        "(others[order][1:] == others[order][:-1]).any(axis=1)",
        "A reading decides if its switch alone changes the answer.",
        _UNIT + "test_a_standoff_is_an_ending_exactly_with_the_staff_bluffing",
    ),
    Fault(
        "a-draw-with-repetition",
        COMBINATIONS,
        "sorted(rng.sample(range(total), most))",
        "sorted(rng.choices(range(total), k=most))",
        "No combination is drawn twice.",
        _UNIT + "test_a_draw_of_all_but_one_has_every_other_combination_once",
    ),
    Fault(
        "the-seed-does-nothing",
        COMBINATIONS,
        "rng = Random(seed)",
        "rng = Random(0)",
        "Another seed is another draw.",
        _UNIT + "test_a_seed_gives_the_same_draw_and_another_seed_another",
    ),
    Fault(
        "a-draw-is-taken-for-all",
        COMBINATIONS,
        "if self.weights is None or self.drawn:\n            return None\n        return Fraction(",
        "if self.weights is None:\n            return None\n        return Fraction(",
        "A draw has no exact share by weight.",
        _UNIT + "test_what_is_drawn_is_never_said_to_be_all",
    ),
    Fault(
        "the-interval-of-wald",
        INTERVAL,
        "middle = (share + square / 2) / (1 + square)",
        "middle = share",
        "Wilson's interval is not about the share itself.",
        _UNIT + "test_wilson_s_interval_ends_where_a_count_is_just_not_surprising[3-10]",
    ),
    Fault(
        "a-draw-forgets-what-is-certain",
        INTERVAL,
        "min(high, (count + total - drawn) / total)",
        "high",
        "Of those not drawn there are only so many.",
        _UNIT + "test_of_a_draw_without_replacement_what_is_certain_is_told",
    ),
    Fault(
        "what-never-arises-fails",
        FINDINGS,
        'if outcome.share.combinations} == {"does_not_arise"}:',
        'if outcome.share.combinations} == {"fails"}:',
        "What arises in no combination is told from what holds in none.",
        _UNIT + "test_what_arises_nowhere_is_told_from_what_holds_nowhere",
    ),
    Fault(
        "alike-standings-and-truths",
        FINDINGS,
        "key = of_standings, codes.tobytes()",
        "key = False, codes.tobytes()",
        "The same codes mean other answers to another kind of question.",
        _COUNTS,
    ),
    Fault(
        "some-is-all",
        FINDINGS,
        'return "all" if count == self.readings else "some" if count else "none"',
        'return "all" if count else "none"',
        "What holds in some does not hold in all.",
        _COUNTS,
    ),
    Fault(
        "sometimes-is-always",
        OVERVIEW,
        "for state, inside in ending_in.items() if inside.all()",
        "for state, inside in ending_in.items() if inside.any()",
        "What holds in some readings holds not in all.",
        _COUNTS,
    ),
    Fault(
        "nothing-was-one-way",
        WORTH,
        '"never" if moves == "never" else "both"',
        '"never" if moves == "never" else moves',
        "If nothing is one-way, what was taken can be dropped.",
        _UNIT + "test_what_would_hold_if_no_option_were_one_way_is_what_a_model_without_them_says",
    ),
    Fault(
        "all-is-locked",
        WORTH,
        "if space.holds_option(option)[onward].all()",
        "if space.holds_option(option)[onward].any()",
        "What can be undone on some way is not locked.",
        _UNIT + "test_an_exodus_cannot_be_left_and_a_return_can",
    ),
    Fault(
        "what-happened-first",
        "model/timeline.py",
        "*_earlier, (_step, _before, last) = walk(",
        "(_step, _before, last), *_later = walk(",
        "It is where the last move led.",
        _UNIT + "test_where_the_moves_of_22_november_led_is_told_as_it_is",
    ),
]
