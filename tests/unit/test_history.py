"""History and time: steps, one-way marks, windows, the model as of a day, where the story stands."""

from __future__ import annotations

import pytest

from denouement import ModelError, RequestError
from denouement.model.conflict import Conflict
from tests.unit.models import (
    assert_one_at_mark,
    messages,
    only_problem,
    problem_when_analysed,
    problems,
    read,
)

STORY = """\
denouement: 1
title: Story
decision_makers:
  a:
    options:
      p: {name: P, moves: take}
      q: Q
      d: {name: D, moves: drop}
      f: {name: F, moves: never}
    preferences: []
  b:
    options: {r: R, s: S}
    preferences: []
"""


def story(*steps: str, start: str = "[]", extra: str = "") -> str:
    """The text of a model with a history; a step is the inside of a flow mapping."""
    lines = "".join(f"  - {{{step}}}\n" for step in steps)
    history = f"history:\n{lines}" if steps else ""
    return f"{STORY}start: {start}\n{history}{extra}"


def stands(text: str | Conflict, as_of: str | None = None) -> str:
    """The options taken where the story stands."""
    conflict = read(text) if isinstance(text, str) else text
    state = conflict.analyse(as_of=as_of).status_quo
    assert state is not None
    return " ".join(option.split(".")[1] for option in state.taken)


# -- history rule 1: steps -----------------------------------------------------------------------------------


def test_history_rule_1_steps_take_and_drop():
    text = story(
        "date: 2023-11-01, by: a, take: [q, p]",
        "date: 2023-11-02, by: b, take: [r]",
        "date: 2023-11-03, by: a, drop: [q]",
        "date: 2023-11-03, by: b, drop: [r], take: [s]",
    )
    assert stands(text) == "p s"


def test_history_rule_1_a_step_is_one_change_made_at_once():
    # Neither half of it would be possible alone.
    text = story("date: 2023-11-01, by: a, take: [p, q]", extra="rules: [{always: p iff q}]\n")
    assert stands(text) == "p q"


def test_history_rule_1_a_joint_step_changes_options_of_several():
    text = story("date: 2023-11-01, by: [a, b], take: [p, r]", extra="rules: [{always: p iff r}]\n")
    assert stands(text) == "p r"


def test_history_rule_1_a_step_with_an_event_and_no_by_only_tells():
    text = story("date: 2023-11-01, by: a, take: [p]", "date: 2023-11-02, event: It rains")
    assert stands(text) == "p"


def test_history_rule_1_a_step_may_both_tell_and_change():
    assert stands(story("date: 2023-11-01, by: a, take: [p], event: At noon, note: N")) == "p"


@pytest.mark.parametrize(
    "step",
    [
        "date: 2023-11-01, by: a",
        "date: 2023-11-01, by: a, take: []",
        "date: 2023-11-01, by: [a, b], event: They meet",
    ],
)
def test_history_rule_1_a_step_that_changes_nothing_is_an_error(step):
    assert_one_at_mark(story(step).replace("  - {", "  - ‸{"), "changes nothing")


def test_history_rule_1_taking_what_is_taken_or_dropping_what_is_not_is_an_error():
    first = "date: 2023-11-01, by: a, take: [q]"
    assert_one_at_mark(story(first, "date: 2023-11-02, by: a, take: [p, ‸q]"), "already taken")
    assert_one_at_mark(story("date: 2023-11-01, by: a, take: [q], drop: [‸d]"), "not taken")


def test_history_rule_1_an_option_cannot_be_taken_and_dropped_at_once():
    assert_one_at_mark(story("date: 2023-11-01, by: a, take: [q], drop: [‸q]"))


@pytest.mark.parametrize("take", ["[q, ‸q]", "[q, ‸a.q]"])
def test_history_rule_1_an_option_cannot_be_taken_twice_at_once(take):
    assert_one_at_mark(story(f"date: 2023-11-01, by: a, take: {take}"))


def test_history_rule_1_a_step_that_breaks_a_rule_is_an_error_that_names_it():
    text = story(
        "date: 2023-11-01, by: a, take: [p]",
        "date: 2023-11-02, by: b, take: [r]",
        extra="rules: [{never: p and r, id: apart}, {never: q and r}]\n",
    )
    problem = assert_one_at_mark(text.replace("  - {date: 2023-11-02", "  - ‸{date: 2023-11-02"))
    assert "apart" in problem.message
    assert "rule2" not in problem.message


@pytest.mark.parametrize(
    ("start", "step", "word"),
    [
        ("[p]", "drop: [‸p]", "take"),
        ("[]", "take: [‸d]", "drop"),
        ("[]", "take: [‸f]", "never"),
        ("[f]", "drop: [‸f]", "never"),
    ],
)
def test_history_rule_1_a_step_that_breaks_a_one_way_mark_is_an_error(start, step, word):
    problem = assert_one_at_mark(story(f"date: 2023-11-01, by: a, {step}", start=start))
    assert word in problem.hint


@pytest.mark.parametrize(
    ("start", "step"), [("[]", "take: [p]"), ("[d]", "drop: [d]"), ("[q]", "drop: [q]"), ("[]", "take: [q]")]
)
def test_history_rule_1_steps_along_one_way_marks_are_fine(start, step):
    assert stands(story(f"date: 2023-11-01, by: a, {step}", start=start)) != stands(story(start=start))


def test_history_rule_1_moving_another_s_option_is_an_error():
    assert_one_at_mark(story("date: 2023-11-01, by: a, take: [q, ‸r]"), "belongs to b")


def test_history_rule_1_moves_without_anybody_are_errors():
    assert_one_at_mark(story("date: 2023-11-01, take: [q]").replace("- {", "- ‸{"), "by")
    assert_one_at_mark(story("date: 2023-11-01").replace("- {", "- ‸{"), "says nothing")


def test_history_rule_1_steps_stand_in_date_order():
    text = story("date: 2023-11-02, by: a, take: [p]", "date: 2023-11-01, by: b, take: [r]")
    assert_one_at_mark(text.replace("  - {date: 2023-11-01", "  - ‸{date: 2023-11-01"), "date order")


def test_history_rule_1_steps_of_one_day_stand_in_any_order_of_the_file():
    text = story(
        "date: 2023-11-01, by: a, take: [p]", "date: 2023-11-01T08:00, by: b, take: [r]", "date: 2023-11-01, event: E"
    )
    assert stands(text) == "p r"


def test_history_rule_1_order_is_that_of_instants_where_both_have_offsets():
    half_an_hour_to_midnight, midnight = "date: 2023-11-02T00:30+01:00", "date: 2023-11-01T16:00-08:00"
    by_a, by_b = "by: a, take: [p]", "by: b, take: [r]"
    assert stands(story(f"{half_an_hour_to_midnight}, {by_a}", f"{midnight}, {by_b}")) == "p r"
    wrong = only_problem(story(f"{midnight}, {by_a}", f"{half_an_hour_to_midnight}, {by_b}"))
    assert "date order" in wrong.hint


def test_history_rule_1_a_bare_day_between_does_not_hide_a_wrong_order():
    text = story(
        "date: 2023-11-01T10:00, by: a, take: [q]",
        "date: 2023-11-01, event: It rains",
        "date: 2023-11-01T08:00, by: a, drop: [q]",
    )
    assert problems(text)


def test_history_rule_1_several_wrong_steps_are_all_reported():
    found = messages(
        story("date: 2023-11-01, by: a, take: [r]", "date: 2023-11-02, by: a, take: [f]", "date: 2023-11-03, by: b")
    )
    assert len(found) == 3, found


@pytest.mark.parametrize("step", ["date: 2023-11-01, by: ‸c, take: [p]", "date: 2023-11-01, by: [a, ‸c], take: [p]"])
def test_history_rule_1_a_step_by_nobody_known_is_an_error(step):
    assert_one_at_mark(story(step), "no decision maker 'c'")


def test_history_rule_1_a_step_without_date_is_an_error():
    assert_one_at_mark(story("by: a, take: [p]").replace("- {", "- ‸{"), "`date` is missing")


# -- start ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "expected"), [("[]", ""), ("[q, r]", "q r"), ("[b.s]", "s"), ("NYNNNY", "q s"), ("'N Y N N N Y'", "q s")]
)
def test_start_is_a_list_of_options_or_a_full_pattern(start, expected):
    assert stands(story(start=start)) == expected


@pytest.mark.parametrize("start", ["N-NNNN", "YNN", "[nothing]"])
def test_start_that_is_no_state_is_an_error(start):
    assert_one_at_mark(story(start=f"‸{start}" if start[0] != "[" else "[‸nothing]"))


def test_start_defaults_to_nothing_taken():
    assert stands(STORY) == ""
    assert stands(STORY + "history: [{date: 2023-11-01, by: a, take: [p]}]\n") == "p"


def test_history_rule_5_start_written_and_infeasible_is_an_error():
    for start in ("[]", "[q]"):
        problem = problem_when_analysed(story(start=start, extra="rules: [{always: r or s}]\n"))
        assert "rule1" in problem.message


def test_history_rule_5_start_not_written_and_infeasible_leaves_reachability_and_comparison_out():
    analysis = read(STORY + "rules: [{always: r or s}]\n").analyse()
    assert analysis.status_quo is None
    assert analysis.reachable is None
    assert analysis.number_reachable is None
    assert analysis.baseline is None
    assert analysis.standings == {}
    assert len(analysis.warnings) == 1


def test_history_rule_5_baseline_start_without_a_feasible_start_leaves_comparison_out():
    analysis = read(STORY + "rules: [{always: r or s}]\nbaseline: start\n").analyse()
    assert analysis.baseline is None


def test_history_rule_5_a_story_that_begins_in_an_infeasible_state_is_an_error():
    text = STORY + "rules: [{always: r or s}]\nhistory: [{date: 2023-11-01, by: b, take: [r]}]\n"
    assert "`start`" in only_problem(text).hint


# -- status quo ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"), [("[p, r]", "p r"), ("NYNNNY", "q s"), ("1", ""), ("only", "p q r s d f")]
)
def test_history_rule_5_status_quo_is_a_state_in_a_model_without_history(written, expected):
    extra = f"status_quo: {written}\nscenarios: {{only: {{when: p and q and r and s and d and f}}}}\n"
    assert sorted(stands(STORY + extra).split()) == sorted(expected.split())


def test_history_rule_5_status_quo_of_several_states_is_an_error():
    problem = problem_when_analysed(STORY + "status_quo: YNNNN-\n")
    assert "2 states" in problem.message
    assert problem.location is not None
    assert problem.location.text == "status_quo: YNNNN-"


@pytest.mark.parametrize("written", ["now", "status_quo", "2023-11-01"])
def test_history_rule_5_status_quo_cannot_be_written_as_itself_or_a_date(written):
    only_problem(story("date: 2023-11-01, by: a, take: [p]", extra=f"status_quo: {written}\n"))


def test_history_rule_5_history_wins_over_status_quo_with_a_warning():
    text = story("date: 2023-11-01, by: a, take: [p]", extra="status_quo: [r]\n")
    assert stands(text) == "p"
    assert any("status_quo" in warning for warning in read(text).analyse().warnings)


def test_history_rule_5_agreement_of_history_and_status_quo_is_no_warning():
    text = story("date: 2023-11-01, by: a, take: [p]", extra="status_quo: [p]\n")
    assert read(text).analyse().warnings == ()


def test_history_rule_5_events_alone_are_no_history_that_could_win():
    assert stands(story("date: 2023-11-01, event: E", extra="status_quo: [r]\n")) == "r"


# -- history rule 2: as of a day -----------------------------------------------------------------------------

WEEK = story(
    "date: 2023-11-01, by: a, take: [p]",
    "date: 2023-11-03T10:00+00:00, by: b, take: [r]",
    "date: 2023-11-03T20:00-08:00, by: b, take: [s]",
    "date: 2023-11-05, event: The end",
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-10-31", ""),
        ("2023-11-01", "p"),
        ("2023-11-02", "p"),
        ("2023-11-03", "p r s"),
        ("2023-11-03T09:59+00:00", "p"),
        ("2023-11-03T12:00+02:00", "p r"),
        ("2023-11-03T12:00+03:00", "p"),
        ("2023-11-04T03:59+00:00", "p r"),
        ("2023-11-04T04:00+00:00", "p r s"),
        ("2023-11-05", "p r s"),
        ("latest", "p r s"),
        (None, "p r s"),
    ],
)
def test_history_rule_2_as_of_a_date_the_story_stands_where_the_history_leads(day, expected):
    assert stands(WEEK, day) == expected


def test_history_rule_2_the_date_of_the_file_counts_unless_another_is_asked_for():
    conflict = read(WEEK + "as_of: 2023-11-02\n")
    assert (stands(conflict), stands(conflict, "latest"), stands(conflict, "2023-10-01")) == ("p", "p r s", "")
    assert conflict.analyse().as_of == "2023-11-02"
    assert conflict.analyse(as_of="latest").as_of == "2023-11-05"
    assert read(WEEK).analyse().as_of is None


def test_history_rule_2_later_steps_are_kept():
    analysis = read(WEEK).analyse(as_of="2023-11-02")
    assert analysis.situation.snapshot.later == (1, 2, 3)
    assert len(analysis.conflict.history) == 4


@pytest.mark.parametrize("day", ["2023-02-30", "yesterday", "", "2023"])
def test_history_rule_2_as_of_what_is_no_date_is_a_request_error(day):
    with pytest.raises(RequestError):
        read(WEEK).analyse(as_of=day)


def test_history_rule_2_latest_without_history_is_a_request_error():
    with pytest.raises(RequestError, match="no history"):
        read(STORY).analyse(as_of="latest")


def states_on(text: str, day: str | None) -> int:
    return read(text).analyse(as_of=day).number_of_states


@pytest.mark.parametrize(
    ("window", "days"),
    [
        ("since: 2023-11-02", {"2023-11-01": 64, "2023-11-02": 32, None: 32}),
        ("until: 2023-11-02", {"2023-11-02": 32, "2023-11-03": 64, None: 64}),
        ("since: 2023-11-02, until: 2023-11-03", {"2023-11-01": 64, "2023-11-03": 32, "2023-11-04": 64, None: 64}),
    ],
)
def test_history_rule_2_rules_count_in_their_window(window, days):
    text = STORY + f"rules: [{{never: s, {window}}}]\n"
    assert {day: states_on(text, day) for day in days} == days


def test_history_rule_2_statements_count_in_their_window():
    text = STORY.replace(
        "preferences: []\n  b:", "preferences: [{that: p, until: 2023-11-02}, {that: q, since: 2023-11-02}]\n  b:"
    )
    ranks = {
        day: [read(text).analyse(as_of=day).ranks(str(state))["a"] for state in range(1, 5)]
        for day in ("2023-11-01", "2023-11-02", "2023-11-03", None)
    }
    assert ranks == {
        "2023-11-01": [1, 2, 1, 2],
        "2023-11-02": [1, 3, 2, 4],
        "2023-11-03": [1, 1, 2, 2],
        None: [1, 1, 2, 2],
    }


READINGS = STORY.replace(
    "preferences: []\n  b:",
    "preferences:\n"
    "      readings:\n"
    "        early: {until: 2023-11-02, statements: [p]}\n"
    "        late: {since: 2023-11-02, statements: [q]}\n"
    "  b:",
)


@pytest.mark.parametrize(
    ("day", "used"), [("2023-11-01", "early"), ("2023-11-02", "early"), ("2023-11-03", "late"), (None, "late")]
)
def test_history_rule_2_readings_count_in_their_window(day, used):
    assert read(READINGS).analyse(as_of=day).readings == {"a": used}


def test_history_rule_2_a_reading_outside_its_window_cannot_be_chosen():
    assert read(READINGS).analyse(as_of="2023-11-02", readings={"a": "late"}).readings == {"a": "late"}
    with pytest.raises(RequestError, match="no reading 'late'"):
        read(READINGS).analyse(as_of="2023-11-01", readings={"a": "late"})


def test_history_rule_3_no_reading_left_is_an_error():
    problem = problem_when_analysed(READINGS.replace("since: 2023-11-02", "since: 2023-11-04"), "2023-11-03")
    assert "no reading of a" in problem.message


# -- history rule 3: options outside their window ------------------------------------------------------------

WINDOWED = STORY.replace("      q: Q\n", "      q: {name: Q, since: 2023-11-02, until: 2023-11-04}\n")


@pytest.mark.parametrize(
    ("day", "movable"), [("2023-11-01", False), ("2023-11-02", True), ("2023-11-04", True), ("2023-11-05", False)]
)
def test_history_rule_3_an_option_outside_its_window_cannot_be_changed(day, movable):
    analysis = read(WINDOWED).analyse(as_of=day)
    targets = {
        option
        for index in analysis.situation.graph.moves[0].leaving(0).tolist()
        for option in analysis.states[index].taken
    }
    assert ("a.q" in targets) is movable
    assert "a.p" in targets
    assert analysis.number_of_states == 64


def test_history_rule_3_an_option_outside_its_window_keeps_its_value():
    text = WINDOWED + "history: [{date: 2023-11-03, by: a, take: [q]}]\n"
    assert stands(text, "2023-11-09") == "q"


@pytest.mark.parametrize("day", ["2023-11-01", "2023-11-05"])
def test_history_rule_3_a_step_that_changes_an_option_outside_its_window_is_an_error(day):
    assert "outside its window" in only_problem(WINDOWED + f"history: [{{date: {day}, by: a, take: [q]}}]\n").message


def test_history_rule_3_rules_are_tested_on_each_step_as_they_stood_that_day():
    steps = (
        "date: 2023-11-01, by: a, take: [p]",
        "date: 2023-11-02, by: b, take: [r]",
        "date: 2023-11-03, by: b, drop: [r]",
    )
    assert problems(story(*steps, extra="rules: [{never: p and r, since: 2023-11-03}]\n")) == []
    assert problems(story(*steps, extra="rules: [{never: p and r, until: 2023-11-01}]\n")) == []
    assert len(problems(story(*steps, extra="rules: [{never: p and r, until: 2023-11-02}]\n"))) == 1


def test_history_rule_3_a_later_rule_that_makes_the_current_state_infeasible_is_named_with_the_step():
    text = story(
        "date: 2023-11-01, by: a, take: [p]",
        "date: 2023-11-02, by: b, take: [r]",
        extra="rules: [{never: s and q}, {never: p and r, id: apart, since: 2023-11-05}]\n",
    )
    assert stands(text, "2023-11-04") == "p r"
    problem = problem_when_analysed(text, "2023-11-05")
    assert "apart" in problem.message
    assert "2023-11-02" in problem.message
    assert "a.p" in problem.message
    assert "rule1" not in problem.message


def test_history_rule_3_a_rule_that_ends_does_not_disturb_the_story_before():
    text = story("date: 2023-11-01, by: a, take: [p]", extra="rules: [{never: p and r, until: 2023-11-03}]\n")
    assert (states_on(text, "2023-11-03"), states_on(text, "2023-11-04")) == (48, 64)


def test_history_rule_3_the_start_is_tested_by_the_rules_of_the_eve():
    text = story(
        "date: 2023-11-02, by: a, take: [p], drop: [q]", start="[q]", extra="rules: [{never: q, since: 2023-11-02}]\n"
    )
    assert stands(text, "2023-11-02") == "p"


# -- history rule 4: hindsight -------------------------------------------------------------------------------


def hindsight(day: str | None, *dates: str) -> bool:
    ids = [f"e{n}" for n in range(len(dates))]
    evidence = ", ".join(
        f"{id}: {{source: s, note: n{f', date: {date}' if date else ''}}}" for id, date in zip(ids, dates, strict=True)
    )
    text = STORY.replace("preferences: []\n  b:", f"preferences: [{{that: p, evidence: [{', '.join(ids)}]}}]\n  b:")
    text += f"sources: {{s: {{title: T}}}}\nevidence: {{{evidence}}}\n" if ids else ""
    (premise,) = read(text).analyse(as_of=day).premises
    return premise.hindsight


@pytest.mark.parametrize(
    ("day", "dates", "expected"),
    [
        ("2023-11-02", ["2023-11-03"], True),
        ("2023-11-02", ["2023-11-03", "2024-01-01"], True),
        ("2023-11-02", ["2023-11-02"], False),
        ("2023-11-02", ["2023-11-03", "2023-11-01"], False),
        ("2023-11-02", ["2023-11-03", ""], False),
        ("2023-11-02", [""], False),
        ("2023-11-02", [], False),
        (None, ["2023-11-03"], False),
        ("2023-11-02T10:00", ["2023-11-02T11:00"], True),
    ],
)
def test_history_rule_4_a_judgement_resting_only_on_later_evidence_is_hindsight(day, dates, expected):
    assert hindsight(day, *dates) is expected


def test_history_rule_4_hindsight_is_marked_not_dropped():
    text = STORY.replace("preferences: []\n  b:", "preferences: [{that: p, evidence: [e]}]\n  b:")
    text += "sources: {s: {title: T}}\nevidence: {e: {source: s, note: n, date: 2023-11-09}}\n"
    analysis = read(text).analyse(as_of="2023-11-01")
    assert analysis.premises[0].hindsight
    assert [analysis.ranks(state)["a"] for state in ("1", "2")] == [1, 2]


# -- a state by its date -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-10-01", ()), ("2023-11-01", ("a.p",)), ("2023-11-03", ("a.p", "b.r", "b.s")), ("start", ())],
)
def test_state_a_date_is_the_state_after_that_day_s_steps_and_before_the_first_the_start(day, expected):
    analysis = read(WEEK).analyse()
    assert analysis.state(day).taken == expected
    assert read(WEEK + f"baseline: {day}\n").analyse().baseline == analysis.state(day)


def test_state_a_date_without_history_is_an_error():
    with pytest.raises(RequestError, match="no history"):
        read(STORY).analyse().state("2023-11-01")


@pytest.mark.parametrize("written", ["now", "status_quo", "YNNNYY", "Y NN NYY", "[a.p, r, s]", "[s, r, p]", "p, r, s"])
def test_state_every_way_to_write_the_same_state(written):
    analysis = read(WEEK).analyse()
    assert analysis.state(written) == analysis.status_quo
    assert analysis.state(f" {written} ") == analysis.status_quo


def test_state_a_pattern_of_several_states_is_not_one():
    with pytest.raises(RequestError, match="2 states"):
        read(WEEK).analyse().state("YNNNY-")


@pytest.mark.parametrize("written", ["0", "65", "YN", "[nothing]", "elsewhere", "?", "", "2023-02-30", "start now"])
def test_state_that_there_is_not_is_a_request_error(written):
    with pytest.raises(RequestError):
        read(WEEK).analyse().state(written)


def test_history_rule_2_as_of_an_hour_no_later_step_is_taken_and_both_ways_to_ask_agree():
    text = story("date: 2023-11-01T10:00, by: a, take: [q]", "date: 2023-11-01, by: a, take: [p]")
    analysis = read(text).analyse(as_of="2023-11-01T09:00")
    assert analysis.situation.snapshot.later[:1] == (0,)
    assert analysis.status_quo == analysis.state("2023-11-01T09:00")


def test_state_a_scenario_that_holds_one_state():
    scenarios = "scenarios: {end: {when: p and r and s and q and d and f}, some: {when: p}}\n"
    analysis = read(WEEK + scenarios).analyse()
    assert analysis.state("end").taken == ("a.p", "a.q", "a.d", "a.f", "b.r", "b.s")
    with pytest.raises(RequestError, match="31 states"):
        analysis.state("some")


@pytest.mark.parametrize(
    ("day", "assumed"), [("2023-11-01", True), ("2023-11-02", False), ("2023-11-04", True), (None, True)]
)
def test_history_rule_2_evidence_counts_in_its_window(day, assumed):
    text = STORY.replace("preferences: []\n  b:", "preferences: [{that: p, evidence: [e]}]\n  b:")
    text += "sources: {s: {title: T}}\n"
    text += "evidence: {e: {source: s, note: n, since: 2023-11-02, until: 2023-11-03}}\n"
    (premise,) = read(text).analyse(as_of=day).premises
    assert premise.assumed is assumed


def test_history_rule_2_later_steps_are_shown_as_what_happened():
    from denouement.report.outline import outline

    def told(day: str) -> list[tuple[str, ...]]:
        sections = outline(read(WEEK).analyse(as_of=day))[2]
        return [row for section in sections if section.title == "What happened after" for row in section.rows]

    assert told("2023-11-02") == [("3 November 2023", "b", "R"), ("3 November 2023", "b", "S")]
    assert told("2023-11-03") == []


def test_history_rule_5_a_written_start_that_cannot_be_is_an_error_beside_a_status_quo_too():
    text = (
        "denouement: 1\ntitle: T\nrules: [{never: x, why: w}]\nstart: [x]\nstatus_quo: []\n"
        "decision_makers: {a: {options: {x: X}, preferences: []}, b: {options: {z: Z}, preferences: []}}\n"
    )
    with pytest.raises(ModelError, match="the start"):
        read(text).analyse()
