"""What if something were otherwise: settings, rules left out, options supposed to be taken or dropped."""

from __future__ import annotations

import pytest

import denouement
from denouement.errors import RequestError
from denouement.model.preference import Statements
from denouement.model.what_if import what_if
from tests.unit.models import FORMAT_EXAMPLE, PAIR, read

FLAGSHIP = denouement.load("openai-2023")
SMALL = read(FORMAT_EXAMPLE)


def refusals(conflict, **changes) -> list[str]:
    with pytest.raises(RequestError) as caught:
        what_if(conflict, **changes)
    return [f"{problem.message} ({problem.hint})" for problem in caught.value.problems]


def endings(analysis) -> set[frozenset[str]]:
    return {frozenset(ending.state.taken) for ending in analysis.endings}


# -- settings ---------------------------------------------------------------------------------------------------------


def test_a_reading_that_is_set_is_the_only_one_and_needs_no_certainty():
    changed = what_if(SMALL, settings=["staff.preferences=letter"]).decision_maker("staff")
    assert [reading.id for reading in changed.readings] == ["letter"]
    assert changed.readings[0].certainty is None
    assert changed.readings[0].preference == SMALL.decision_maker("staff").readings[0].preference


def test_a_set_reading_answers_like_a_chosen_one():
    by_setting = what_if(FLAGSHIP, settings=["board.preferences=checks"]).analyse()
    by_choice = FLAGSHIP.analyse(readings={"board": "checks"})
    assert by_setting.to_dict()["endings"] == by_choice.to_dict()["endings"]
    assert by_setting.to_dict()["standings"] != FLAGSHIP.analyse().to_dict()["standings"]


def test_statements_are_separated_by_semicolons_most_important_first():
    changed = what_if(SMALL, settings=["staff.preferences = leave ; at least 1 of (seat, offer);"])
    (reading,) = changed.decision_maker("staff").readings
    assert isinstance(reading.preference, Statements)
    assert [str(statement.that) for statement in reading.preference.statements] == [
        "leave", "at least 1 of (seat, offer)",
    ]  # fmt: skip
    assert reading.id is None


@pytest.mark.parametrize("option", ["handover", "board.handover"])
def test_an_option_is_named_as_in_a_condition(option):
    changed = what_if(SMALL, settings=[f"{option}.moves=both"]).decision_maker("board")
    assert {known.id: known.moves for known in changed.options} == {
        "dismiss": "take", "reinstate": "both", "handover": "both",
    }  # fmt: skip


def test_settings_add_up():
    changed = what_if(SMALL, settings=["seat.moves=never", "leave.moves=drop"], without_rules=["rule1", "rule10"])
    assert changed.decision_maker("microsoft").options[1].moves == "never"
    assert changed.decision_maker("staff").options[0].moves == "drop"
    assert changed.rules == SMALL.rules[1:9]


def test_the_model_that_was_changed_is_as_it_was():
    before = SMALL.sha256
    what_if(SMALL, settings=["handover.moves=both"], without_rules=["rule1"])
    assert SMALL.sha256 == before


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("handover", "what is set to what?"),
        ("=x", "what is set to what?"),
        ("moves=both", "what is set to what?"),
        ("handover.moves=", "what is set to what?"),
        ("handover.moves=bth", "'bth' is no way to move (did you mean both?)"),
        ("hanover.moves=both", "there is no option 'hanover' (did you mean handover?)"),
        ("handover.mvoes=both", "'mvoes' cannot be set (did you mean moves?)"),
        ("handover.name=X", "'name' cannot be set (what can be set: OPTION.moves"),
        ("bord.preferences=checks", "there is no decision maker 'bord' (did you mean board?)"),
        ("board.preferences=chekcs", "board has no reading 'chekcs', and no option is called that (did you mean"),
        ("board.preferences=not leave; not hand", "there is no option or definition 'hand'"),
        ("board.preferences=not leave; not", ""),
        ("dismiss.moves=never", "history[1].take[1]: dismiss cannot be changed this way"),  # it has been
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_said_with_what_to_write_instead(setting, told):
    (message,) = refusals(SMALL, settings=[setting])
    assert message.startswith(f"{setting}: ")
    assert told in message


def test_an_option_of_two_decision_makers_must_be_named_in_full():
    conflict = read(PAIR.replace("{z: Z}", "{x: Z}").replace("[z]", "[b.x]").replace("[x]", "[a.x]"))
    (message,) = refusals(conflict, settings=["x.moves=take"])
    assert "write a.x or b.x" in message
    assert what_if(conflict, settings=["b.x.moves=take"]).decision_maker("b").options[0].moves == "take"


# -- rules ------------------------------------------------------------------------------------------------------------


def test_rules_are_left_out_by_the_numbers_of_the_file():
    changed = what_if(SMALL, without_rules=["rule2", "rule3", "rule2"])
    assert changed.rules == (SMALL.rules[0], *SMALL.rules[3:])


def test_everything_that_is_wrong_is_said_at_once():
    messages = refusals(SMALL, settings=["handover.moves=x", "nobody.preferences=y"], without_rules=["rule22", "rule3"])
    assert len(messages) == 3
    assert any("there is no rule 'rule22'" in message for message in messages)


def test_a_rule_id_goes_before_a_number():
    text = PAIR + "rules:\n  - {never: x and z, id: rule2}\n  - {never: x and not z}\n"
    conflict = read(text)
    assert what_if(conflict, without_rules=["rule2"]).rules == conflict.rules[1:]
    assert what_if(conflict, without_rules=["rule1"]).rules == conflict.rules[1:]


# -- supposing that options were taken or dropped ---------------------------------------------------------------------


def test_what_is_supposed_moves_the_story_and_not_the_baseline():
    supposed = FLAGSHIP.analyse(take=["leave"])
    assert supposed.status_quo is not None
    assert supposed.baseline is not None
    assert supposed.status_quo.taken == ("board.dismiss", "altman.msft", "staff.leave", "microsoft.offer")
    assert supposed.baseline.taken == ("investors.tender",)
    assert supposed.state("now") == supposed.status_quo
    assert {ending.state.scenario for ending in supposed.endings} == {"exodus"}


def test_a_supposition_answers_like_a_history_that_led_there():
    text = FORMAT_EXAMPLE.replace(
        "  - {date: 2023-11-20, event:",
        "  - {date: 2023-11-20, by: staff, take: [leave]}\n  - {date: 2023-11-20, event:",
    )
    led_there = read(text).analyse()
    supposed = SMALL.analyse(take=["staff.leave"])
    assert supposed.to_dict()["endings"] == led_there.to_dict()["endings"]
    assert supposed.status_quo == led_there.status_quo


def test_an_option_that_is_supposed_may_be_named_in_any_case():
    assert FLAGSHIP.analyse(take=["leave together"]).status_quo == FLAGSHIP.analyse(take=["leave"]).status_quo


def test_a_supposition_may_undo_what_nobody_could_undo():
    supposed = FLAGSHIP.analyse(drop=["dismiss", "msft", "offer"], take=["tender"])
    assert supposed.status_quo == supposed.baseline


def test_preferences_are_not_moved_by_what_is_supposed():
    text = PAIR.replace("preferences: [x]", "preferences: {ranking: [now, NY, YY, YN]}")
    conflict = read(text)
    assert conflict.analyse(take=["z"]).ranks("NN") == conflict.analyse().ranks("NN")
    assert conflict.analyse(take=["z"]).read_as({}).ranks("NN") == conflict.analyse().ranks("NN")


@pytest.mark.parametrize(
    ("take", "drop", "told"),
    [
        (["leav"], [], "there is no option 'leav' (did you mean leave"),
        (["msft"], [], "altman.msft is taken already"),
        ([], ["seat"], "microsoft.seat is not taken"),
        (["leave"], ["leave"], "staff.leave is to be both taken and dropped"),
        (["seat"], [], "is not possible: it breaks rule10"),
    ],
)
def test_what_cannot_be_supposed_is_refused(take, drop, told):
    with pytest.raises(RequestError) as caught:
        SMALL.analyse(take=take, drop=drop)
    assert told in " ".join(f"{problem.message} ({problem.hint})" for problem in caught.value.problems)


def test_nothing_is_supposed_where_nothing_says_where_the_story_stands():
    conflict = read(PAIR + "rules:\n  - {at_least_one: [x, z]}\n")
    with pytest.raises(RequestError, match="nothing says where the story stands"):
        conflict.analyse(take=["x"])


# -- other readings of one analysis -----------------------------------------------------------------------------------


@pytest.mark.parametrize("readings", [{"staff": "bluff"}, {"board": "hard_line", "microsoft": "article"}, {}])
def test_reading_otherwise_is_the_same_as_asking_anew(readings):
    first = FLAGSHIP.analyse(readings={"board": "checks"}, take=["leave"])
    again = FLAGSHIP.analyse(readings={"board": "checks"} | readings, take=["leave"])
    assert first.read_as(readings).to_dict(full=True) == again.to_dict(full=True)


def test_a_reading_that_is_not_there_is_named():
    with pytest.raises(RequestError, match="board has no reading 'x'"):
        FLAGSHIP.analyse().read_as({"board": "x"})
