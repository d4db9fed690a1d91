"""The flagship's numbers, and how they change when its structure does.

Every expected value was worked out beforehand by a brute force over sets that shares nothing with the program.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import denouement
from denouement.analysis.result import Analysis
from denouement.model.conflict import Conflict

OPTIONS = [
    *("dismiss", "reinstate", "handover", "back", "msft", "accept", "leave"),
    *("offer", "squeeze", "seat", "tender", "sue", "probe"),
]
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
OUTCOME = "[dismiss, reinstate, handover, back, accept, seat, tender, probe]"
WITHOUT_TERMS = "[dismiss, reinstate, handover, back, seat, tender, probe]"
EXODUS = "[dismiss, msft, offer, leave, sue, probe]"
THURSDAY, FRIDAY, MONDAY = "[tender]", "[dismiss]", "[dismiss, msft, offer]"
NAMED = {
    "Thursday": THURSDAY,
    "Friday": FRIDAY,
    "Monday": MONDAY,
    "Exodus": EXODUS,
    "Return": OUTCOME,
    "Without": WITHOUT_TERMS,
}


@cache
def flagship() -> Conflict:
    return denouement.load("openai-2023")


@cache
def analysed(*readings: tuple[str, str]) -> Analysis:
    return flagship().analyse(readings=dict(readings))


def numbers(analysis: Analysis) -> tuple[int, ...]:
    """How many equilibria there are under each concept."""
    return tuple(len(analysis.equilibria[concept]) for concept in CONCEPTS)


def families(analysis: Analysis) -> dict[str | None, int]:
    """How many endings each scenario has."""
    return dict(Counter(ending.state.scenario for ending in analysis.endings))


def nash_families(analysis: Analysis) -> dict[str | None, int]:
    return dict(Counter(state.scenario for state in analysis.equilibria["nash"]))


def holding(analysis: Analysis, state: str) -> str:
    """Y or n for each of the five concepts."""
    return "".join("Y" if analysis.holds(state, concept) else "n" for concept in CONCEPTS)


def named(analysis: Analysis) -> dict[str, str]:
    return {name: holding(analysis, state) for name, state in NAMED.items()}


BASE = {
    "Thursday": "nYYYY",
    "Friday": "nYYnn",
    "Monday": "nnnnn",
    "Exodus": "YYYYY",
    "Return": "YYYYY",
    "Without": "YYYYY",
}
USUAL = {"exodus": 4, "return_with_terms": 2, "return_without": 2}


# -- the base case -------------------------------------------------------------------------------------------


def test_flagship_has_13_options_and_6_decision_makers_in_their_order():
    assert [option.split(".")[1] for option in flagship().options] == OPTIONS
    assert analysed().decision_makers == ("board", "altman", "staff", "microsoft", "investors", "regulators")


def test_flagship_states_and_reachable_states():
    assert (analysed().number_of_states, analysed().number_reachable) == (644, 640)


def test_flagship_equilibria():
    assert numbers(analysed()) == (8, 136, 136, 12, 12)


def test_flagship_stands_on_monday_and_compares_with_thursday():
    assert analysed().as_of == "2023-11-20"
    assert analysed().status_quo == analysed().state(MONDAY)
    assert analysed().baseline == analysed().state(THURSDAY)


def test_flagship_endings():
    assert families(analysed()) == USUAL
    assert [len(story.endings) for story in analysed().stories] == [4, 2, 2]


def test_flagship_endings_differ_only_in_terms_an_unaccepted_offer_and_an_old_lawsuit():
    endings = [{option.split(".")[1] for option in ending.state.taken} for ending in analysed().endings]
    core = {frozenset(ending - {"accept"} - ({"reinstate"} if "leave" in ending else {"sue"})) for ending in endings}
    assert core == {
        frozenset({"dismiss", "msft", "offer", "leave", "sue", "probe"}),
        frozenset({"dismiss", "reinstate", "handover", "back", "seat", "tender", "probe"}),
    }


def test_flagship_sequential_equilibria_are_the_endings_and_four_that_were_never_dismissed():
    beyond = {state.taken for state in analysed().equilibria["seq"]} - {
        ending.state.taken for ending in analysed().endings
    }
    assert beyond == {
        (),
        ("investors.tender",),
        ("regulators.probe",),
        ("investors.tender", "regulators.probe"),
    }


def test_flagship_named_states():
    assert named(analysed()) == BASE


def test_flagship_monday_holds_under_no_concept_and_exactly_the_staff_and_the_regulators_move():
    departures = analysed().departures("now")
    assert [(move.decision_maker, move.take, move.drop) for move in departures] == [
        ("staff", ("staff.leave",), ()),
        ("regulators", ("regulators.probe",), ()),
    ]
    assert all(move.tempting_under == CONCEPTS for move in departures)


def test_flagship_friday_does_not_last_because_of_microsoft():
    tempted = {move.decision_maker for move in analysed().departures(FRIDAY) if "seq" in move.tempting_under}
    assert tempted == {"microsoft"}


def test_flagship_thursday_ends_only_by_the_board():
    departures = analysed().departures(THURSDAY)
    assert {(move.decision_maker, move.take[0], move.tempting_under) for move in departures} == {
        ("board", "board.dismiss", ("nash",))
    }
    assert len(departures) == 3  # alone, with an offer of the post, and with the board's own going


def test_flagship_actual_outcome_is_an_ending_under_all_five():
    ending = next(ending for ending in analysed().endings if ending.state == analysed().state(OUTCOME))
    assert ending.concepts == CONCEPTS
    assert analysed().departures(OUTCOME) == ()


def test_flagship_actual_outcome_against_thursday_board_better_all_others_worse():
    assert analysed().compared(OUTCOME) == {
        "board": "better",
        "altman": "worse",
        "staff": "worse",
        "microsoft": "worse",
        "investors": "worse",
        "regulators": "worse",
    }


def test_flagship_monday_is_better_for_the_board_alone():
    assert [maker for maker, standing in analysed().compared(MONDAY).items() if standing == "better"] == ["board"]


def test_flagship_standings_over_all_endings():
    tallies = {
        maker: (tally.better, tally.same, tally.worse, tally.unknown) for maker, tally in analysed().standings.items()
    }
    assert tallies == {
        "board": (2, 0, 6, 0),
        "altman": (0, 0, 8, 0),
        "staff": (0, 0, 8, 0),
        "microsoft": (0, 0, 8, 0),
        "investors": (0, 0, 8, 0),
        "regulators": (0, 0, 8, 0),
    }


def test_flagship_what_happened_later_is_kept_and_leads_to_the_outcome_but_for_the_later_moves():
    steps = [analysed().conflict.history[number] for number in analysed().situation.snapshot.later]
    moved = [step for step in steps if step.by]
    assert [step.by for step in moved] == [("altman",), ("board",), ("altman",), ("microsoft",)]
    later = flagship().analyse(as_of="latest")
    assert later.status_quo is not None
    assert set(later.status_quo.taken) <= set(analysed().state(OUTCOME).taken)


# -- readings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reading", "better", "worse"), [("article", 8, 0), ("seat", 4, 4), ("stability", 0, 8)])
def test_flagship_microsoft_is_better_off_by_reading(reading, better, worse):
    tally = analysed(("microsoft", reading)).standings["microsoft"]
    assert (tally.better, tally.same, tally.worse) == (better, 0, worse)


@pytest.mark.parametrize("reading", ["article", "seat"])
def test_flagship_microsoft_s_order_changes_no_equilibrium(reading):
    assert analysed(("microsoft", reading)).equilibria == analysed().equilibria


def test_flagship_a_bluff_of_the_staff_makes_monday_with_a_review_an_ending():
    analysis = analysed(("staff", "bluff"))
    assert numbers(analysis) == (16, 168, 168, 16, 16)
    assert families(analysis) == {**USUAL, "standoff": 8}
    assert analysis.state("[dismiss, msft, offer, probe]") in [ending.state for ending in analysis.endings]
    assert holding(analysis, THURSDAY) == "nYYnn"


@pytest.mark.parametrize("reading", ["checks", "hard_line"])
def test_flagship_other_boards_would_dismiss_with_the_exodus_in_view(reading):
    analysis = analysed(("board", reading))
    assert numbers(analysis) == (8, 132, 132, 8, 8)
    assert named(analysis) == {**BASE, "Thursday": "nnnnn"}
    assert (analysis.standings["board"].better, analysis.standings["board"].worse) == (6, 2)


def test_flagship_the_outcome_holds_under_every_concept_in_all_18_combinations_of_readings():
    for board in ("survival", "checks", "hard_line"):
        for staff in ("letter", "bluff"):
            for microsoft in ("stability", "seat", "article"):
                analysis = analysed(("board", board), ("staff", staff), ("microsoft", microsoft))
                assert holding(analysis, OUTCOME) == "YYYYY", (board, staff, microsoft)
                assert (analysis.standings["microsoft"].worse == 0) is (microsoft == "article")


# -- sensitivity of the structure ----------------------------------------------------------------------------


def reversible(*options: str) -> Conflict:
    conflict = flagship()
    for option in options:
        conflict = conflict.with_option_moves(option, "both")
    return conflict


def test_sensitivity_accept_reversible_terms_do_not_last():
    analysis = reversible("altman.accept").analyse()
    assert numbers(analysis) == (4, 70, 70, 8, 8)
    assert named(analysis) == {**BASE, "Return": "nnnnn"}
    assert families(analysis) == {"exodus": 2, "return_without": 2}
    assert [(move.decision_maker, move.drop) for move in analysis.departures(OUTCOME)] == [
        ("altman", ("altman.accept",))
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("board.handover",), (8, 168, 168, 12, 12)),
        (("staff.leave",), (8, 140, 140, 12, 12)),
        (("investors.sue", "regulators.probe"), (6, 136, 102, 10, 8)),
    ],
)
def test_sensitivity_other_one_way_moves_reversible_named_states_keep_their_status(options, expected):
    analysis = reversible(*options).analyse()
    assert numbers(analysis) == expected
    assert named(analysis) == BASE
    assert analysis.number_of_states == 644


def test_sensitivity_edits_leave_the_original_alone():
    reversible("altman.accept").without_rule("rule2")
    assert numbers(flagship().analyse()) == (8, 136, 136, 12, 12)
    assert len(flagship().rules) == 12


@pytest.mark.parametrize(
    ("dropped", "condition", "states", "reachable", "equilibria"),
    [
        ("rule7", "leave implies msft", 840, 832, (8, 108, 108, 12, 12)),
        ("rule11", "seat implies handover", 968, 960, (8, 106, 106, 14, 14)),
        ("rule8", "leave and handover", 708, 704, (10, 138, 138, 14, 14)),
        ("rule2", "handover implies reinstate", 844, 832, (12, 148, 148, 12, 12)),
        ("rule1", "reinstate implies dismiss", 668, 640, (11, 156, 156, 25, 25)),
        ("rule3", "msft implies dismiss and offer", 844, 832, (8, 106, 106, 14, 14)),
        ("rule4", "back implies reinstate", 712, 704, (10, 140, 140, 14, 14)),
        ("rule5", "back and msft", 772, 768, (12, 168, 168, 16, 16)),
        ("rule6", "accept implies dismiss", 648, 640, (8, 140, 140, 16, 16)),
        ("rule9", "offer implies dismiss", 648, 640, (8, 140, 140, 16, 16)),
        ("rule10", "squeeze implies dismiss", 648, 640, (8, 140, 140, 16, 16)),
        ("rule12", "sue implies dismiss", 648, 640, (8, 140, 140, 16, 16)),
    ],
)
def test_sensitivity_without_a_rule(dropped, condition, states, reachable, equilibria):
    (rule,) = set(flagship().rules) - set(flagship().without_rule(dropped).rules)
    assert str(rule.conditions[0]) == condition
    analysis = flagship().without_rule(dropped).analyse()
    assert (analysis.number_of_states, analysis.number_reachable) == (states, reachable)
    assert numbers(analysis) == equilibria


@pytest.mark.parametrize("dropped", ["rule7", "rule11"])
def test_sensitivity_without_leave_needs_msft_or_seat_needs_handover_the_same_two_families(dropped):
    analysis = flagship().without_rule(dropped).analyse()
    assert nash_families(analysis) == families(analysis) == USUAL
    assert holding(analysis, OUTCOME) == "YYYYY"
    assert holding(analysis, MONDAY) == "nnnnn"


def test_sensitivity_without_leave_excludes_handover_two_more_exoduses():
    analysis = flagship().without_rule("rule8").analyse()
    assert nash_families(analysis) == {**USUAL, "exodus": 6}
    assert named(analysis) == BASE


def test_sensitivity_without_handover_needs_reinstate_a_third_ending_appears():
    analysis = flagship().without_rule("rule2").analyse()
    assert nash_families(analysis) == {**USUAL, "standoff": 4}
    third = {state.taken for state in analysis.equilibria["nash"] if state.scenario == "standoff"}
    bare = {
        analysis.state(f"[dismiss, handover, msft, offer, seat, probe{more}]").taken
        for more in ("", ", accept", ", sue", ", accept, sue")
    }
    assert third == bare
    assert named(analysis) == {**BASE, "Thursday": "nnnnn"}
    assert (analysis.standings["board"].better, analysis.standings["board"].worse) == (6, 6)


def test_sensitivity_the_third_ending_disappears_again_without_both_rules():
    analysis = flagship().without_rule("rule8").without_rule("rule2").analyse()
    assert (analysis.number_of_states, analysis.number_reachable) == (972, 960)
    assert numbers(analysis) == (12, 146, 146, 22, 22)
    assert nash_families(analysis) == {**USUAL, "exodus": 8}
    assert named(analysis) == BASE


def test_sensitivity_microsoft_as_the_article_sees_it_written_out():
    wants = [
        "leave",
        "msft",
        "altman_leads or msft",
        "handover if dismiss",
        "seat",
        "not probe",
        "not squeeze",
        "offer iff not altman_leads",
    ]
    analysis = flagship().with_preferences("microsoft", wants).analyse()
    assert analysis.standings["microsoft"].better == 8
    assert analysis.equilibria == analysed().equilibria
    assert analysis.readings == {"board": "survival", "staff": "letter"}


def test_sensitivity_a_hostile_board_gone_above_no_crisis_makes_altman_better_off_in_return():
    wants = [
        "not (dismiss and altman_leads and not handover)",
        "altman_leads",
        "msft if not altman_leads",
        "leave if not altman_leads",
        "handover",
        "not dismiss",
        "not accept",
        "not squeeze",
    ]
    analysis = flagship().with_preferences("altman", wants).analyse()
    assert analysis.compared(OUTCOME)["altman"] == "better"
    assert analysis.compared(EXODUS)["altman"] == "worse"


# -- the small version ---------------------------------------------------------------------------------------


def test_small_flagship_has_9_options_and_41_states():
    conflict = denouement.load("openai-2023-small")
    analysis = conflict.analyse()
    assert len(conflict.options) == 9
    assert (analysis.number_of_states, analysis.number_reachable) == (41, 40)
    assert numbers(analysis) == (6, 13, 13, 7, 7)
    assert families(analysis) == {"exodus": 4, "return_with_terms": 1, "return_without": 1}


def test_small_flagship_tells_the_same_story():
    analysis = denouement.load("openai-2023-small").analyse()
    assert [move.decision_maker for move in analysis.departures("now")] == ["staff"]
    outcome = "[dismiss, reinstate, handover, back, accept, seat]"
    assert holding(analysis, outcome) == "YYYYY"
    assert analysis.compared(outcome) == {"board": "better", "altman": "worse", "staff": "worse", "microsoft": "worse"}
