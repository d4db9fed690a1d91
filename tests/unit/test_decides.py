"""`denouement decides`: what may be asked, what is told of it, and what an unfinished search may say."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sys
from fractions import Fraction

import pytest
from attrs import evolve

import denouement
from denouement.errors import RequestError
from denouement.foresight.flips.flips import Flip, Flips, Progress, flips
from denouement.foresight.flips.footing import footing, weakness
from denouement.foresight.flips.target import pinned, target_called
from denouement.foresight.flips.wants import Wants
from denouement.model.claim_language import concepts_in
from denouement.model.conflict import Conflict
from denouement.model.edits import Edit
from denouement.model.timeline import snapshot
from denouement.report.decides_outline import decides_outline
from denouement.states.budget import Budget
from denouement.ui.cli.program import run
from tests.unit.models import PAIR, pair, read

SMALL = denouement.load("openai-2023-small")
FLAGSHIP = denouement.load("openai-2023")


def decided(conflict: Conflict, text: str, **asked) -> Flips:
    says = target_called(conflict, text).says
    readings = asked.pop("readings", None)
    return flips(conflict.analyse(concepts=concepts_in(says), readings=readings), says, **asked)


def command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exited:
        run(["decides", *words])
    printed = capsys.readouterr()
    assert isinstance(exited.value.code, int)
    return exited.value.code, printed.out, printed.err


# -- what may be asked ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("now lasts", "ending(now)"),
        (" now   lasts ", "ending(now)"),
        ("now", "ending(now)"),
        ("standoff lasts", "ending(standoff)"),
        ("exodus", "ending(exodus)"),
        # What is printed may be asked for.
        ("Standoff", "ending(standoff)"),
        ("Return with terms", "ending(return_with_terms)"),
        ("return WITH terms lasts", "ending(return_with_terms)"),
        ("return", "ending(return_with_terms) or ending(return_without)"),
        ("c8", "better(microsoft, endings)"),
        ("better(microsoft, endings)", "better(microsoft, endings)"),
        ("[dismiss, msft]", "ending([dismiss, msft])"),
        ("dismiss, msft", "ending([dismiss, msft])"),
        ("7", "ending(7)"),
        ("2023-11-17", "ending(2023-11-17)"),
        ("not ending(exodus) and reachable(now)", "not ending(exodus) and reachable(now)"),
    ],
)
def test_a_target_is_a_claim_a_scenario_a_state_or_what_a_claim_may_say(text, says):
    assert str(target_called(FLAGSHIP, text).says) == says


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("standof", "there is no claim, scenario or state 'standof'", "did you mean standoff?"),
        ("Standof", "there is no claim, scenario or state 'Standof'", "did you mean Standoff?"),
        ("Return with term", "there is no claim, scenario or state 'Return with term'", "mean Return with terms?"),
        ("leave", "there is no claim, scenario or state 'leave'", "[leave] is the state in which that option alone"),
        ("c3", "claim c3 says nothing in terms of the model", "ask about a claim with `says`"),
        ("better(microsft, now)", "there is no decision maker 'microsft'", "did you mean microsoft?"),
        ("[dismis]", "there is no option 'dismis'", "did you mean dismiss"),
        ("YN", "the pattern YN has 2 letters", "one letter for each of"),
        ("who wins?", "'who wins?' is nothing that can come out otherwise", "write a claim's id"),
        ("ending()", "", ""),
    ],
)
def test_a_target_that_means_nothing_is_refused_with_what_may_be_meant(text, message, hint):
    with pytest.raises(RequestError) as caught:
        target_called(FLAGSHIP, text)
    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ending(now)", "ending([dismiss, msft, offer])"),
        ("ending(2023-11-17)", "ending([dismiss])"),
        ("ending(start)", "ending([tender])"),
        ("ending(YNNNYNNYNNNNN)", "ending([dismiss, msft, offer])"),
        ("better(board, start) or worse(board, endings)", "better(board, [tender]) or worse(board, endings)"),
        ("better(board, exodus)", "better(board, exodus)"),
        # Not possible, and perhaps possible without some rule.
        ("ending(NNNNNNYNNNNNN)", "ending([leave])"),
        ("ending([leave])", "ending([leave])"),
    ],
)
def test_a_state_is_meant_by_what_is_taken_in_it_whatever_is_changed(text, expected):
    assert str(pinned(FLAGSHIP.analyse(), target_called(FLAGSHIP, text).says)) == expected


def test_a_number_is_that_of_the_model_as_it_stands():
    analysis = FLAGSHIP.analyse()
    says = pinned(analysis, target_called(FLAGSHIP, "35").says)
    assert str(says) == f"ending([{', '.join(option.split('.')[1] for option in analysis.state('35').taken)}])"
    for text in ("700", "N" + "Y" * 5 + "-" * 7):
        with pytest.raises(RequestError):
            pinned(analysis, target_called(FLAGSHIP, text).says)


def test_in_graph_form_a_state_is_meant_by_its_id():
    graph = denouement.load("elmira-graph")
    assert str(pinned(graph.analyse(), target_called(graph, "now lasts").says)) == "ending(s1)"


def test_a_state_that_is_not_possible_is_asked_about_and_said_to_be_that(capsys):
    code, out, _ = command(capsys, "openai-2023-small", "[dismiss, leave]", "--most", "1")
    assert code == 0
    assert "this state is not possible: it breaks rule7 (always: leave implies msft)" in " ".join(out.split())


def test_a_name_of_two_scenarios_is_refused():
    text = pair('scenarios: {s: {name: Peace, when: x}, t: {name: Peace, when: "true"}}\n')
    with pytest.raises(RequestError) as caught:
        target_called(read(text), "peace")
    assert caught.value.problems[0].message == "'peace' may be s or t"
    assert str(target_called(read(text), "t").says) == "ending(t)"


def test_a_listed_state_is_asked_about_by_its_name():
    graph = denouement.load("elmira-graph")
    scenarios = {scenario.title for scenario in graph.scenarios}
    state = next(state for state in graph.states if state.name and state.name not in scenarios)
    assert str(target_called(graph, str(state.name).upper()).says) == f"ending({state.id})"
    # A scenario comes before a state of the same name.
    assert str(target_called(graph, "delay").says) == "ending(quiet_delay)"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("now", "whether it can last as it stands now"),
        ("Standoff", "whether it can end in Standoff"),
        ("return", "whether it can end in Return with terms or Return without terms"),
        ("[dismiss]", "whether it can end so: Dismiss Altman"),
        ("[]", "whether it can end so: nothing taken"),
        ("2023-11-17", "whether it can end so: Dismiss Altman"),
        ("c8", "whether claim c8 holds"),
        ("not ending(now)", "whether not ending(now) holds"),
    ],
)
def test_what_is_asked_is_said_in_the_words_of_the_model(target, told):
    conflict = SMALL if target != "c8" else FLAGSHIP
    found = decided(conflict, target, most=1)
    assert told in decides_outline(target_called(conflict, target), found, seconds=9)[1]


def test_a_state_by_its_number_is_also_told_by_what_is_taken(capsys):
    _, out, _ = command(capsys, "openai-2023-small", "17", "--most", "1")
    assert "whether it can end in state 17 (Dismiss Altman; Take the Microsoft job" in " ".join(out.split())
    _, out, _ = command(capsys, "elmira-graph", "now", "--most", "1")
    assert "now  " in out
    assert "ending(" not in out


# -- what decides -----------------------------------------------------------------------------------------------------

DILEMMA = """\
denouement: 1
title: Two who may give way
decision_makers:
  a: {options: {yield_a: A yields}, preferences: {readings: {hard: [yield_b, not yield_a], soft: [yield_a]}}}
  b:
    options: {yield_b: {name: B yields, moves: take}}
    preferences: [{that: yield_a, certainty: unlikely}, not yield_b]
rules: [{never: yield_a and yield_b, why: one is enough}]
scenarios: {deadlock: {when: not yield_a and not yield_b}, way: {when: "true"}}
"""


def test_nothing_is_found_where_nothing_can_turn_it():
    found = decided(read(DILEMMA), "reachable(now)")
    assert (found.truth, found.smallest, found.proved, found.found, found.common) == ("holds", None, True, (), ())
    assert [level.complete for level in found.levels] == [True, True]


def test_the_smallest_sets_are_found_and_nothing_larger_unless_asked():
    found = decided(read(DILEMMA), "deadlock")
    assert found.smallest == 1
    assert len(found.levels) == 1
    more = decided(read(DILEMMA), "deadlock", all_sizes=True)
    assert more.found == found.found
    assert len(more.levels) == 2
    singles = {flip.edits[0] for flip in found.found}
    assert all(not singles & set(flip.edits) for flip in more.levels[1].flips)


def test_readings_that_are_chosen_are_the_ones_that_are_changed():
    found = decided(read(DILEMMA), "deadlock", readings={"a": "soft"})
    ids = {edit.id for edit in found.edits}
    assert {"read a as hard", "drop a.soft.1"} <= ids
    assert not any("hard." in id for id in ids)
    assert found.truth != decided(read(DILEMMA), "deadlock").truth


def test_a_switch_of_reading_goes_with_changes_to_the_reading_switched_to():
    ways = [{edit.id for edit in way} for way in Wants(snapshot(read(DILEMMA)), "a", "hard").ways(2)]
    with_switch = [ids for ids in ways if "read a as soft" in ids]
    assert with_switch == [{"read a as soft", "drop a.soft.1"}, {"read a as soft", "reverse a.soft.1"}]
    assert Wants(snapshot(read(DILEMMA)), "a", "hard").count(2) == len(ways)


def test_more_than_three_changes_or_none_cannot_be_searched():
    for most in (0, 4):
        with pytest.raises(ValueError, match="1 to 3"):
            decided(read(DILEMMA), "deadlock", most=most)


def test_a_ranking_with_gaps_is_no_model_until_another_reading_is_used():
    text = pair(
        'rules: [{never: x and z}]\nscenarios: {s: {when: "true"}}\n',
        a='{readings: {by_rank: {ranking: ["YN", "NY", "NN"]}, by_wish: {statements: [x]}}}',
    )
    found = decided(read(text), "stable([x, z], nash)", all_sizes=True)
    assert found.truth == "does_not_arise"
    first, second = found.levels
    (refusal,) = first.refusals
    assert [edit.id for edit in refusal.edits] == ["drop rule1"]
    assert "does not list" in refusal.why
    assert first.flips == ()
    turning = [({edit.id for edit in flip.edits}, flip.becomes) for flip in second.flips]
    assert turning == [({"read a as by_wish", "drop rule1"}, "holds")]
    # All the others with that rule: they are no model either, and need no reason of their own.
    assert second.impossible == len(found.edits) - 2
    assert second.refusals == ()


def test_the_baseline_stays_what_it_is_when_a_rule_is_left_out():
    text = pair("rules: [{never: x}]\nbaseline: [z]\n")
    found = decided(read(text), "same(b, [z])", most=1)
    assert found.truth == "holds"
    # Without the rule number 2 is another state.
    assert "drop rule1" in {edit.id for edit in found.edits}
    assert "drop rule1" not in {edit.id for flip in found.found for edit in flip.edits}


# -- on what footing --------------------------------------------------------------------------------------------------


def test_what_rests_on_the_weakest_evidence_comes_first():
    found = decided(FLAGSHIP, "standoff", most=1)
    strength = {flip.edits[0].id: footing(found.analysis, flip.edits[0]).strength for flip in found.found}
    assert strength["read staff as bluff"] == "rival"
    assert strength["move staff.letter.6 to 1"] == "doubtful"
    assert strength["move staff.letter.4 to 1"] == "later"
    assert strength["drop staff.letter.1"] == "disputed"
    assert strength["drop altman.3"] == "cited"
    assert strength["drop rule2"] == "cited"
    ordered = sorted(found.found, key=lambda flip: weakness(found.analysis, flip))
    assert ordered[0].edits[0].id == "read staff as bluff"
    assert footing(found.analysis, ordered[-1].edits[0]).strength == "cited"
    every = {edit.id: footing(found.analysis, edit).strength for edit in found.edits}
    assert every["drop rule4"] == "reasoned"
    assert every["drop altman.5"] == "doubtful"
    assert every["set board.handover.moves both"] == "not sourced"


def test_a_set_is_as_weak_as_the_best_established_of_its_changes():
    found = decided(FLAGSHIP, "standoff", most=1)
    every = {edit.id: edit for edit in found.edits}
    rival, doubtful, cited = every["read staff as bluff"], every["drop altman.5"], every["drop altman.3"]

    def weak(*edits: Edit) -> tuple[tuple[int, Fraction], ...]:
        return weakness(found.analysis, Flip(edits, "holds"))

    assert weak(rival) < weak(doubtful) <= weak(rival, doubtful) < weak(cited) < weak(rival, doubtful, cited)
    assert weak(cited) < weak(rival, cited) < weak(doubtful, cited)


def test_of_the_same_evidence_the_less_certain_comes_first_and_what_has_no_certainty_last():
    found = decided(FLAGSHIP, "standoff", most=1)
    ordered = [flip.edits[0].id for flip in sorted(found.found, key=lambda flip: weakness(found.analysis, flip))]
    places = [ordered.index(id) for id in ("move microsoft.stability.2 to 1", "reverse altman.2", "drop rule2")]
    assert places == sorted(places)
    _, out = "", told(found, "standoff")
    assert out.index("OpenAI intact") < out.index("Altman in its orbit")
    assert "In each table what rests on the weakest evidence stands first: look there first." in out
    # Where the model cites nothing there is no such order to speak of.
    assert "weakest evidence" not in told(decided(read(DILEMMA), "deadlock"), "deadlock")


# -- an unfinished search ---------------------------------------------------------------------------------------------


def test_a_search_without_time_says_unknown():
    found = decided(SMALL, "now lasts", budget=Budget(seconds=1e-9))
    assert found.stopped == "time"
    assert (found.smallest, found.proved, found.all_found) == (None, False, False)
    assert [(level.tried, level.complete) for level in found.levels] == [(0, False)]
    text = told(found, "now lasts")
    assert "Unknown what decides" in text
    assert "Unknown for single changes: 0 of" in text
    assert "Unknown for pairs of changes: none was tried." in text


def interrupted_at(size: int, tried: int):
    def watch(progress: Progress) -> None:
        if progress.size == size and progress.tried >= tried:
            raise KeyboardInterrupt

    return watch


def told(found: Flips, text: str, **asked) -> str:
    target = target_called(found.analysis.conflict, text)
    title, facts, sections = decides_outline(target, found, seconds=9, **asked)
    parts = [title, facts]
    for section in sections:
        parts += [section.title, section.lead, *(" ".join(row) for row in section.rows)]
    return " ".join(" ".join(parts).split())


def test_an_interrupted_search_tells_what_is_proved_so_far():
    found = decided(FLAGSHIP, "now lasts", watch=interrupted_at(2, 2_000))
    assert found.stopped == "interrupted"
    first, second = found.levels
    assert (first.complete, second.complete) == (True, False)
    assert 0 < second.tried < (second.sets or 0)
    assert found.all_found is False
    text = told(found, "now lasts")
    assert "Of 324 single changes 271 can change anything; all were tried: none turns it." in text
    assert "Unknown for pairs of changes:" in text
    assert "The search was interrupted." in text
    # What was found is proved to be smallest, as all single changes were tried; it may not be all there is.
    if found.found:
        assert (found.smallest, found.proved) == (2, True)
        assert "Every smallest set" not in text
    else:
        assert (found.smallest, found.proved) == (None, False)


def test_what_all_sets_found_so_far_have_in_common_is_not_said_of_all():
    chicken = denouement.load("chicken")
    found = decided(chicken, "now", watch=interrupted_at(2, 40))
    assert (found.stopped, found.smallest, found.proved, found.all_found) == ("interrupted", 2, True, False)
    assert len(found.common) == 2
    text = told(found, "now")
    assert "Every smallest set" not in text
    assert "found so far of 2 changes" in text
    assert "Every smallest set" in told(decided(chicken, "now"), "now")


def test_nothing_is_proved_before_every_size_was_tried():
    found = decided(read(DILEMMA), "reachable(now)")
    assert evolve(found, levels=found.levels[:1], stopped="interrupted").proved is False


def test_an_interrupted_first_round_proves_nothing():
    found = decided(FLAGSHIP, "standoff", watch=interrupted_at(1, 100))
    assert (found.stopped, found.all_found) == ("interrupted", False)
    (level,) = found.levels
    assert 100 <= level.tried < (level.sets or 0)
    assert found.smallest == (1 if level.flips else None)


def test_a_model_that_would_be_too_large_leaves_the_answer_open():
    options = ", ".join(f"o{at}: O" for at in range(14))
    text = PAIR.replace("{x: X}", f"{{x: X, {options}}}") + "rules:\n  - {always: not o0, id: small}\n"
    text += "".join(f"  - {{always: not o{at}}}\n" for at in range(1, 14))
    found = decided(read(text), "reachable([x])", most=1, budget=Budget(gigabytes=4e-7))
    (level,) = found.levels
    assert level.too_large > 0
    assert not level.complete
    assert not found.proved


# -- the command ------------------------------------------------------------------------------------------------------


def test_decides_tells_what_it_turns_on(capsys):
    code, out, _ = command(capsys, "openai-2023-small", "now lasts")
    assert code == 0
    assert "Every single change that turns it is one to the wants of The staff" in out
    assert "Larger sets were not tried; --all-sizes tries pairs of changes." in " ".join(out.split())
    assert "read as letter" in out
    text = " ".join(out.split())
    assert "Of the 5 switches to a rival reading 1 turns it: The staff read as bluff." in text
    assert "A flip is a statement about this model, not about the world" in text
    assert all(len(line) <= 80 for line in out.splitlines())


def test_decides_with_full_tells_how_to_ask_for_the_change_and_why_some_make_no_model(capsys):
    _, out, _ = command(capsys, "openai-2023-small", "now lasts", "--full")
    assert "--reading staff=bluff" in out
    assert '--set staff.preferences="' in out
    assert "Changes that make no model" in out
    text = " ".join(out.split())
    assert "contradicts the history: 20 November" in text
    assert "history[" not in text


def test_the_headline_says_which_change_it_is_where_there_is_but_one():
    text = told(decided(FLAGSHIP, "c8"), "c8")
    assert "One single change turns it: Microsoft read as article" in text
    assert "alone" not in text


@pytest.mark.parametrize(
    ("asked", "told_so"),
    [
        ({"most": 1}, "Larger sets were not tried; --most 2 tries pairs of changes."),
        ({}, "Larger sets were not tried; --most 3 tries sets of three changes."),
        ({"most": 3}, ""),
    ],
)
def test_what_was_not_tried_is_said_with_how_to_ask_for_it(asked, told_so):
    text = told(decided(read(DILEMMA), "reachable(now)", **asked), "reachable(now)")
    assert told_so in text
    assert ("were not tried" in text) == bool(told_so)


def test_larger_sets_are_asked_for_with_both_options_where_one_was_found():
    text = told(decided(denouement.load("chicken"), "now"), "now")
    assert "Larger sets were not tried; --most 3 --all-sizes tries sets of three changes." in text


def test_counts_of_sets_that_share_nothing_say_of_how_many():
    found = decided(FLAGSHIP, "c8", all_sizes=True, watch=interrupted_at(2, 1))
    flips_of = {edit.id: edit for edit in found.edits}
    pairs = [("drop rule2", "drop altman.3"), ("drop rule2", "read staff as bluff"), ("drop rule8", "drop altman.3")]
    sets = tuple(Flip((flips_of[one], flips_of[other]), "holds") for one, other in pairs)
    first = evolve(found.levels[0], flips=())
    second = evolve(first, size=2, flips=sets, complete=True)
    text = told(evolve(found, levels=(first, second), stopped=None), "c8")
    assert "No one thing is in all of them: 2 of these 3 sets change" in text


def test_how_many_pairs_make_no_model_is_said_where_they_are_counted():
    found = decided(SMALL, "now lasts", all_sizes=True)
    second = found.levels[1]
    assert second.impossible > 0
    changing = (second.sets or 0) - second.idle - second.impossible
    assert (
        f"Of {second.sets:,} pairs of changes {changing:,} can change anything ({second.impossible:,} make no model); "
        "all were tried:"
    ) in told(found, "now lasts")


def test_rules_keep_the_numbers_of_the_file_when_one_is_left_out_beforehand(capsys):
    _, out, _ = command(capsys, "openai-2023", "standoff", "--drop-rule", "rule1", "--most", "1", "--json")
    ids = [edit["id"] for entry in json.loads(out)["sets"] for edit in entry["changes"]]
    assert "drop rule2" in ids
    _, out, _ = command(capsys, "openai-2023", "[leave]", "--drop-rule", "rule1", "--most", "1")
    assert "breaks rule7 (always: leave implies msft)" in " ".join(out.split())


def test_a_target_of_several_words_needs_no_quotes(capsys):
    _, out, _ = command(capsys, "chicken", "now", "lasts", "--most", "1")
    assert "whether it can last as it stands now" in out


def test_a_ranking_is_told_by_what_is_taken_and_cannot_be_set(capsys):
    _, out, _ = command(capsys, "chicken", "now", "--full")
    assert "YN" not in out
    assert "--set" not in out


def test_decides_json(capsys):
    code, out, err = command(capsys, "openai-2023-small", "now lasts", "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert data["format"] == "denouement-decides/1"
    assert data["model"]["sha256"] == SMALL.sha256
    assert data["target"] == {
        "written": "now lasts", "claim": None, "says": "ending(now)", "pinned": "ending([dismiss, msft, offer])",
    }  # fmt: skip
    assert (data["answer"], data["verdict"], data["smallest"], data["proved"]) == ("fails", "found", 1, True)
    assert data["in_every_smallest_set"] == [{"kind": "wants", "id": "staff"}]
    (level,) = data["levels"]
    assert level["turning"] == len(data["sets"]) == sum(level["turning_by_kind"].values())
    first = data["sets"][0]["changes"][0]
    assert (first["id"], first["option"]) == ("read staff as bluff", "--reading staff=bluff")
    assert first["rests_on"]["strength"] == "rival"
    assert "single_changes" not in data
    _, out, _ = command(capsys, "openai-2023-small", "now lasts", "--json", "--full")
    assert len(json.loads(out)["single_changes"]) == level["sets"]


def test_decides_csv_has_one_row_a_set(capsys):
    _, out, _ = command(capsys, "openai-2023-small", "now lasts", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == len(decided(SMALL, "now lasts").found)
    assert rows[0]["changes"] == "read staff as bluff"
    assert rows[0]["becomes"] == "holds"
    assert rows[0]["touches"] == "staff"
    assert rows[0]["rests on"] == "a rival reading"
    assert rows[0]["command"] == "denouement analyse openai-2023-small --reading staff=bluff"


@pytest.mark.parametrize("given", [(), ("--reading", "staff=letter", "--set", "accept.moves=both")])
def test_every_command_in_the_csv_makes_it_come_out_as_it_says(capsys, given):
    _, out, _ = command(capsys, "openai-2023-small", "now lasts", "--csv", *given)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) > 3
    for row in rows:
        words = shlex.split(row["command"])
        assert words[:3] == ["denouement", "analyse", "openai-2023-small"]
        _, out, _ = command(capsys, "openai-2023-small", "now", "--most", "1", "--json", *words[3:])
        assert json.loads(out)["answer"] == row["becomes"]


def test_decides_markdown_has_the_same_headings(capsys):
    _, out, _ = command(capsys, "chicken", "now", "--md")
    assert "## Smallest sets" in out
    assert "| 4 sets | The first driver |" in out


def test_decides_tells_pairs_that_belong_together_in_one_block(capsys):
    _, out, _ = command(capsys, "chicken", "now")
    text = " ".join(out.split())
    assert "It takes 2 changes at once" in text
    assert "none turns it. All" in text
    assert "Every smallest set changes the wants of The first driver and the wants of The second driver." in text
    assert "4 sets The first driver “Swerve (The first driver)” and nothing taken: exchanged or tied" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("openai-2023-small", "standof"), "did you mean standoff?"),
        (("openai-2023-small", "c3", "--json"), "denouement-error/1"),
        (("openai-2023-small", "better(microsft, now)"), "TARGET:1:8"),
        (("openai-2023-small", "now", "--most", "4"), "4 is not in the range 1<=x<=3"),
        (("openai-2023-small", "now", "--csv", "--md"), "cannot be printed at once"),
        (("openai-2023-small", "99"), "there is no state 99"),
        (("openai-2023-small",), "Missing argument 'TARGET'"),
    ],
)
def test_decides_refuses_bad_input_with_one_message(capsys, words, message):
    code, out, err = command(capsys, *words)
    assert code == 2
    assert message in out + err
    assert "Traceback" not in err


def test_decides_prints_what_is_proved_when_it_is_interrupted(capsys, monkeypatch):
    import denouement.foresight.flips.search as searching

    real = searching.Search._try_all

    def until_pairs(self, tally):
        if tally.size == 2:
            raise KeyboardInterrupt
        real(self, tally)

    monkeypatch.setattr(searching.Search, "_try_all", until_pairs)
    code, out, _ = command(capsys, "chicken", "now")
    assert code == 130
    text = " ".join(out.split())
    assert "Unknown what decides" in text
    assert "single changes were tried: none turns it." in text


def test_decides_shows_progress_on_a_terminal_and_leaves_no_trace_of_it_in_the_output(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, out, _ = command(capsys, "chicken", "now")
    assert code == 0
    assert "Trying" not in out
