"""What decides the flagship, found by the program itself, and which of its structure matters."""

from __future__ import annotations

from functools import cache

import pytest

import denouement
from denouement.foresight.flips.flips import Flips, flips
from denouement.foresight.flips.target import target_called
from denouement.model.claim_language import concepts_in
from denouement.model.edits import Edit, edited
from tests.unit.test_flagship import (
    BASE,
    CONCEPTS,
    EXODUS,
    NAMED,
    OUTCOME,
    WITHOUT_TERMS,
    flagship,
    named,
    nash_families,
    numbers,
)

THIRD = "[dismiss, handover, msft, offer, seat, probe]"


@cache
def decided(text: str, most: int = 1, *, model: str = "openai-2023", all_sizes: bool = False) -> Flips:
    conflict = flagship() if model == "openai-2023" else denouement.load(model)
    says = target_called(conflict, text).says
    return flips(conflict.analyse(concepts=concepts_in(says)), says, most=most, all_sizes=all_sizes)


def turning(text: str) -> dict[str, str]:
    """The single changes that turn the answer, and what it becomes."""
    return {edit.id: flip.becomes for flip in decided(text).found for edit in flip.edits}


def subjects(found: Flips) -> set[str]:
    return {id for flip in found.found for _, id in flip.subjects}


@cache
def all_edits() -> dict[str, Edit]:
    return {edit.id: edit for edit in decided("standoff").edits}


# -- Monday -----------------------------------------------------------------------------------------------------------


def test_flagship_of_the_rival_readings_only_that_of_the_staff_makes_a_standoff_last():
    found = turning("standoff")
    assert decided("standoff").truth == "fails"
    assert set(found.values()) == {"holds"}
    assert [id for id in found if id.startswith("read ")] == ["read staff as bluff"]


def test_flagship_a_standoff_lasts_where_the_staff_do_not_want_to_leave_first_of_all():
    staff = {id for id in turning("standoff") if "staff" in id}
    assert staff == {
        "read staff as bluff", "drop staff.letter.1", "reverse staff.letter.1",
        "move staff.letter.1 to 4", "move staff.letter.1 to 5", "move staff.letter.1 to 6",
        "move staff.letter.4 to 1", "move staff.letter.6 to 1",
    }  # fmt: skip


def test_flagship_the_small_model_s_monday_turns_on_the_staff_alone():
    found = decided("now lasts", model="openai-2023-small")
    assert found.smallest == 1
    assert found.common == (("wants", "staff"),)
    assert subjects(found) == {"staff"}


@pytest.mark.slow
def test_flagship_monday_itself_takes_the_staff_and_the_regulators_at_once():
    found = decided("now lasts", 2)
    assert (found.truth, found.smallest, found.proved, found.all_found) == ("fails", 2, True, True)
    assert found.common == (("wants", "staff"), ("wants", "regulators"))
    assert subjects(found) == {"staff", "regulators"}
    first, second = found.levels
    assert (first.sets, len(first.flips), first.complete) == (324, 0, True)
    assert (second.sets, second.tried, second.complete) == (50_940, 50_940, True)
    sets = {frozenset(edit.id for edit in flip.edits) for flip in found.found}
    assert {frozenset({"read staff as bluff", "drop regulators.1"})} <= sets
    assert len(sets) == 10


# -- Microsoft, the winner --------------------------------------------------------------------------------------------


def test_flagship_the_claim_about_every_ending_turns_on_the_reading_of_microsoft_alone():
    found = decided("c8")
    assert found.truth == "fails"
    assert turning("c8") == {"read microsoft as article": "holds"}
    assert found.common == (("wants", "microsoft"),)


@pytest.mark.slow
def test_flagship_the_claim_turns_by_two_changes_to_statements_only_of_microsoft_s_or_with_its_seat():
    pairs = decided("c8", 2, all_sizes=True).levels[1]
    assert pairs.complete
    touched = [{id for _, id in flip.subjects} for flip in pairs.flips]
    assert all("microsoft" in ids for ids in touched)
    # Whoever else is read or wants what: no other's wants are in any of them.
    assert {id for ids in touched for id in ids} == {"microsoft", "rule11"}


# -- the table of sensitivities ---------------------------------------------------------------------------------------


def as_they_are() -> str:
    """Which named states hold under which concepts, as one claim that holds in the model as it stands."""
    atoms = []
    for name, state in NAMED.items():
        for concept, answer in zip(CONCEPTS, BASE[name], strict=True):
            atoms.append(f"{'' if answer == 'Y' else 'not '}stable({state}, {concept})")
    return " and ".join(atoms)


def test_sensitivity_accept_reversible_terms_do_not_last_and_the_return_without_them_does():
    assert turning(f"stable({OUTCOME}, nash)")["set altman.accept.moves both"] == "fails"
    assert "set altman.accept.moves both" not in turning(f"ending({WITHOUT_TERMS})")


@pytest.mark.parametrize("option", ["board.handover", "staff.leave", "investors.sue", "regulators.probe"])
def test_sensitivity_one_way_moves_made_reversible_leave_every_named_state_as_it_was(option):
    assert decided(as_they_are()).truth == "holds"
    assert f"set {option}.moves both" in all_edits()
    assert f"set {option}.moves both" not in turning(as_they_are())


def test_sensitivity_lawsuit_and_review_both_reversible_leave_the_named_states_and_six_nash_equilibria():
    both = [all_edits()[f"set {option}.moves both"] for option in ("investors.sue", "regulators.probe")]
    analysis = edited(flagship(), both).analyse()
    assert named(analysis) == BASE
    assert numbers(analysis)[0] == 6


@pytest.mark.parametrize("rule", ["rule7", "rule11"])
def test_sensitivity_without_leave_needs_msft_or_seat_needs_handover_the_same_endings(rule):
    families = "ending(exodus) and ending(return_with_terms) and ending(return_without) and not ending(standoff)"
    assert f"drop {rule}" not in turning(families)
    assert nash_families(all_edits()[f"drop {rule}"].apply(flagship()).analyse()) == {
        "exodus": 4, "return_with_terms": 2, "return_without": 2,
    }  # fmt: skip


def test_sensitivity_without_leave_excludes_handover_two_more_exoduses():
    assert "drop rule8" not in turning(f"stable({EXODUS}, nash)")
    assert nash_families(all_edits()["drop rule8"].apply(flagship()).analyse())["exodus"] == 6


def test_sensitivity_only_without_handover_needs_reinstate_there_is_a_third_ending():
    found = decided(THIRD)
    assert found.truth == "fails"
    assert [[edit.id for edit in flip.edits] for flip in found.found] == [["drop rule2"]]
    assert nash_families(all_edits()["drop rule2"].apply(flagship()).analyse())["standoff"] == 4


def test_sensitivity_the_third_ending_is_gone_again_without_both_rules():
    both = edited(flagship(), [all_edits()["drop rule2"], all_edits()["drop rule8"]])
    assert "standoff" not in nash_families(both.analyse())
    says = target_called(both, THIRD).says
    (third,) = flips(both.analyse(), says, most=1).levels
    assert third.flips == () or all(flip.becomes == "holds" for flip in third.flips)
    assert not any(ending.state.scenario == "standoff" for ending in both.analyse().endings)


def test_sensitivity_no_order_of_microsoft_s_readings_changes_an_equilibrium():
    switches = {id for id in all_edits() if id.startswith("read microsoft")}
    assert len(switches) == 2
    for claim in (as_they_are(), "standoff", f"ending({OUTCOME})", THIRD):
        assert not switches & turning(claim).keys()
