"""Listed states and moves, forbidden moves, merged states: states rules 2, 3 and 4."""

from __future__ import annotations

from fractions import Fraction

import pytest

from denouement import Analysis, ModelError, RequestError
from denouement.states import finding
from tests.unit.models import (
    assert_one_at_mark,
    only_problem,
    pair,
    place,
    problem_when_analysed,
    problems,
    read,
    without_mark,
)

BARE = """\
denouement: 1
title: Bare
states: {s1: {name: First}, s2: {note: N}, s3: }
start: s1
decision_makers:
  a: {moves: {s1: [s3, s2], s2: [s1]}, preferences: {ranking: [s3, s2, s1]}}
  b: {moves: {s3: [s1]}, preferences: []}
"""
"""Graph form without options."""

FULL = """\
denouement: 1
title: Full
states: {none: {taken: []}, with_x: {taken: YN}, with_z: {taken: [b.z]}, both: {taken: 'Y Y'}}
decision_makers:
  a: {options: {x: X}, preferences: [x]}
  b: {options: {z: Z}, preferences: [z]}
"""
"""Graph form in which moves follow from options."""

Arrows = set[tuple[str, str]]


def moves(text: str, as_of: str | None = None) -> dict[str, Arrows]:
    """Moves as pairs of state ids, per decision maker."""
    return arrows(read(text).analyse(as_of=as_of))


def arrows(analysis: Analysis) -> dict[str, Arrows]:
    ids = [state.id for state in analysis.states]
    return {
        maker: {(ids[s], ids[t]) for s, t in zip(arcs.source.tolist(), arcs.target.tolist(), strict=True)}
        for maker, arcs in zip(analysis.decision_makers, analysis.situation.graph.moves, strict=True)
    }


def both_ways(*pairs: tuple[str, str]) -> Arrows:
    return {*pairs, *((t, s) for s, t in pairs)}


# -- states rule 2: states -----------------------------------------------------------------------------------


def test_states_rule_2_graph_form_states_are_those_listed_in_the_order_of_the_file():
    states = read(BARE).analyse().states
    assert [(state.id, state.name, state.taken) for state in states] == [
        ("s1", "First", ()),
        ("s2", None, ()),
        ("s3", None, ()),
    ]


def test_states_rule_2_graph_form_taken_is_a_list_of_options_or_a_full_pattern():
    taken = {state.id: state.taken for state in read(FULL).analyse().states}
    assert taken == {"none": (), "with_x": ("a.x",), "with_z": ("b.z",), "both": ("a.x", "b.z")}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("‸Y-", "Y or N for each"),
        ("‸YNN", "3 letters"),
        ("‸3", "list of options"),
        ("‸start", "list of options"),
        ("‸both", "list of options"),
        ("[x, ‸nothing]", "no option"),
    ],
)
def test_states_rule_2_graph_form_taken_that_is_none_is_an_error(wrong, says):
    assert_one_at_mark(FULL.replace("YN", wrong), says)


def test_states_rule_2_graph_form_two_states_may_share_taken_and_nothing_moves_between_them():
    text = FULL.replace("both: {taken: 'Y Y'}", "again: {taken: [x]}") + "start: none\n"
    assert moves(text) == {"a": both_ways(("none", "with_x"), ("none", "again")), "b": both_ways(("none", "with_z"))}
    analysis = read(text).analyse()
    assert analysis.state("with_x") != analysis.state("again")
    assert not analysis.situation.graph.moves_are_transitive  # from one to the other leads a way round, but no move
    with pytest.raises(RequestError, match="2 states"):
        analysis.state("[x]")


def test_states_rule_2_graph_form_ids_are_unique_and_allowed():
    assert_one_at_mark(BARE.replace("s3: }", "s3: , ‸s1: {note: N}}"), "twice")
    assert_one_at_mark(FULL.replace("with_x", "‸now"), "meaning of its own")
    assert_one_at_mark(FULL.replace("with_x", "‸YN", 1), "pattern")
    assert_one_at_mark(FULL + "scenarios: {‸both: {when: x}}\n", "listed state already")


def test_states_rule_2_graph_form_an_id_is_a_way_to_write_a_state():
    analysis = read(BARE + "baseline: s2\n").analyse()
    assert analysis.baseline == analysis.state("s2") == analysis.state("2")
    assert analysis.status_quo == analysis.state("s1") == analysis.state("now")
    assert "did you mean s2" in assert_one_at_mark(BARE + "baseline: ‸s22\n").hint


def test_states_rule_2_graph_form_rules_make_no_states():
    assert read(FULL + "rules: [{always: x or not x}]\n").analyse().number_of_states == 4
    few = FULL.replace(", both: {taken: 'Y Y'}", "")
    assert read(few).analyse().number_of_states == 3


def test_states_rule_2_graph_form_a_listed_state_that_breaks_a_rule_is_an_error():
    problem = problem_when_analysed(FULL + "rules: [{always: x or not x}, {never: x and z, id: apart}]\n")
    assert "both" in problem.message
    assert "apart" in problem.message
    assert problem.location is not None
    assert problem.location.line == 3


def test_states_rule_2_graph_form_a_rule_counts_in_its_window():
    text = FULL + "rules: [{never: x and z, until: 2023-11-01}]\n"
    assert read(text).analyse(as_of="2023-11-02").number_of_states == 4
    assert "both" in problem_when_analysed(text, "2023-11-01").message


def test_states_rule_2_graph_form_conditions_need_states_that_say_what_is_taken():
    for text in (
        FULL.replace("taken: YN", "name: W"),
        FULL.replace("taken: YN", "name: W").replace("preferences: [z]", "preferences: {weights: {z: 1}}"),
        FULL.replace("taken: YN", "name: W").replace("preferences: [z]", "preferences: {payoffs: {z: 1}}"),
    ):
        assert all("with_x says nothing of options" in problem.message for problem in problems(text))
        assert problems(text)


# -- states rule 2: moves ------------------------------------------------------------------------------------


def test_states_rule_2_listed_moves_are_those_written():
    assert moves(BARE) == {"a": {("s1", "s2"), ("s1", "s3"), ("s2", "s1")}, "b": {("s3", "s1")}}


def test_states_rule_2_moves_are_generated_if_all_states_have_taken():
    by_a, by_b = both_ways(("none", "with_x"), ("with_z", "both")), both_ways(("none", "with_z"), ("with_x", "both"))
    assert moves(FULL) == {"a": by_a, "b": by_b}
    assert moves(FULL.replace("x: X", "x: {moves: take}"))["a"] == {("none", "with_x"), ("with_z", "both")}
    assert moves(FULL.replace("a: {", "a: {moves: {both: [none]}, ")) == {"a": {("both", "none")}, "b": by_b}


def test_states_rule_2_else_there_are_no_moves():
    silent = FULL.replace("taken: YN", "name: W").replace("[x]}\n", "[]}\n").replace("[z]}\n", "[]}\n")
    assert moves(silent) == {"a": set(), "b": set()}
    assert moves(BARE.replace("moves: {s3: [s1]}, ", ""))["b"] == set()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{s1: [s3, s2]", "{s1: [s3, ‸s4]", "no listed state 's4'"),
        ("{s3: [s1]}", "{‸s5: [s1]}", "no listed state 's5'"),
        ("{s1: [s3, s2]", "{s1: [s3, ‸s1]", "no move"),
        ("{s3: [s1]}", "{s3: ‸s1}", "must be a list"),
        ("{s3: [s1]}", "{s3: [s1], ‸s3: [s2]}", "twice"),
    ],
)
def test_states_rule_2_listed_moves_that_are_none_are_errors(old, new, says):
    assert_one_at_mark(BARE.replace(old, new), says)


def test_states_rule_2_moves_and_to_belong_to_graph_form():
    assert_one_at_mark(pair().replace("    options: {z", "    moves: ‸{}\n    options: {z"), "graph form")
    assert_one_at_mark(pair("history: [{date: 2023-11-01, by: a, to: ‸s1}]\n"), "listed")


def test_states_rule_2_moves_in_succession_are_legal_only_with_another_between():
    # a may go s1 to s2 and s2 to s3, but not both in succession: from s1 the state s3 is out of reach.
    text = BARE.replace("{s1: [s3, s2], s2: [s1]}", "{s1: [s2], s2: [s3]}").replace("{s3: [s1]}", "{}")
    analysis = read(text).analyse()
    assert [analysis.can_reach(id) for id in ("s1", "s2", "s3")] == [True, True, False]
    helped = read(text.replace("b: {moves: {}", "b: {moves: {s2: [s1], s1: [s2]}")).analyse()
    assert [helped.can_reach(id) for id in ("s1", "s2", "s3")] == [True, True, True]


# -- states rule 2 and history rule 1: steps -----------------------------------------------------------------


def story(text: str, *steps: str) -> str:
    return text + "history:\n" + "".join(f"  - {{date: 2023-11-{at:02}, {step}}}\n" for at, step in enumerate(steps, 1))


def test_states_rule_2_history_steps_may_use_to():
    analysis = read(story(BARE, "by: a, to: s3", "by: b, to: s1", "by: a, to: s2")).analyse(as_of="2023-11-02")
    assert analysis.status_quo == analysis.state("s1")
    assert analysis.state("2023-11-01").id == "s3"
    assert analysis.state("2023-11-03").id == "s2"


def test_states_rule_2_history_steps_that_take_and_drop_lead_to_the_listed_state():
    analysis = read(story(FULL, "by: a, take: [x]", "by: b, take: [z]", "by: a, drop: [x]")).analyse()
    assert analysis.status_quo == analysis.state("with_z")


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("by: a, to: ‸s9", "no listed state"),
        ("by: a, to: s1", "changes nothing"),
        ("by: b, to: s2", "no move from s1 to s2"),
        ("to: s2", "who made this step"),
    ],
)
def test_history_rule_1_to_a_state_that_cannot_be_is_an_error(step, says):
    text = story(BARE, step)
    assert_one_at_mark(text if "‸" in step else text.replace("  - {", "  - ‸{"), says)


def test_history_rule_1_to_stands_alone():
    assert "keep one" in only_problem(story(FULL, "by: a, to: with_x, take: [x]")).hint


def test_history_rule_1_a_joint_step_leads_anywhere():
    assert read(story(BARE, "by: [a, b], to: s2")).analyse().status_quo is not None


def test_history_rule_1_options_that_lead_to_no_one_listed_state_are_an_error():
    few = FULL.replace(", both: {taken: 'Y Y'}", "")
    assert "no listed state" in only_problem(story(few, "by: a, take: [x]", "by: b, take: [z]")).message
    shared = FULL.replace("both: {taken: 'Y Y'}", "again: {taken: [x]}")
    assert "`to:`" in only_problem(story(shared, "by: a, take: [x]")).hint
    assert read(story(shared, "by: a, to: again")).analyse().status_quo is not None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (FULL, "by: a, to: with_z"),
        (FULL.replace("x: X", "x: {moves: drop}"), "by: a, to: with_x"),
        (FULL.replace("x: X", "x: {since: 2024-01-01}"), "by: a, to: with_x"),
    ],
    ids=["another's option", "one-way mark", "window"],
)
def test_history_rule_1_to_may_change_only_what_its_maker_may(text, step):
    assert problems(story(text, step))


@pytest.mark.parametrize("start", ["s1", "s3"])
def test_start_is_a_listed_state_in_graph_form(start):
    status_quo = read(BARE.replace("start: s1", f"start: {start}")).analyse().status_quo
    assert status_quo is not None
    assert status_quo.id == start


def test_start_that_is_no_listed_state_is_an_error():
    assert_one_at_mark(BARE.replace("start: s1", "start: ‸s4"), "no listed state 's4'")
    assert "listed state" in problem_when_analysed(BARE.replace("start: s1", "start: []")).message


def test_history_rule_5_start_not_written_in_graph_form_is_the_state_with_nothing_taken_or_none():
    status_quo = read(FULL).analyse().status_quo
    assert status_quo is not None
    assert status_quo.id == "none"
    unknown = read(BARE.replace("start: s1\n", "")).analyse()
    assert (unknown.status_quo, unknown.baseline, unknown.reachable) == (None, None, None)
    assert len(unknown.warnings) == 1


# -- states rule 3: forbidden moves --------------------------------------------------------------------------

BY_A, BY_B = both_ways(("1", "2"), ("3", "4")), both_ways(("1", "3"), ("2", "4"))


@pytest.mark.parametrize(
    ("ends", "gone"),
    [
        ("from: z, to: x", {("3", "4")}),
        ("from: z", {("3", "4"), ("4", "3")}),
        ("to: x", {("1", "2"), ("3", "4")}),
        ("from: NN", {("1", "2")}),
        ("from: 'false'", set()),
        ("to: 'true'", BY_A),
        ("why: never", BY_A),
    ],
)
def test_states_rule_3_forbidden_moves_are_taken_out_and_a_missing_end_means_any(ends, gone):
    assert moves(pair(f"forbidden_moves: [{{by: a, {ends}}}]\n")) == {"a": BY_A - gone, "b": BY_B}


def test_states_rule_3_several_entries_all_count_and_states_stay():
    text = pair("forbidden_moves: [{by: a, from: z}, {by: b, to: z, why: W}, {by: b, from: z, to: not z}]\n")
    assert moves(text) == {"a": both_ways(("1", "2")), "b": set()}
    assert read(text).analyse().number_of_states == 4


def test_states_rule_3_forbidden_moves_in_graph_form():
    text = FULL.replace("a: {", "a: {moves: {none: [both, with_z], both: [none]}, ")
    assert moves(text + "forbidden_moves: [{by: a, to: z and x}]\n")["a"] == {("none", "with_z"), ("both", "none")}


@pytest.mark.parametrize(("day", "free"), [("2023-11-01", True), ("2023-11-02", False), (None, False)])
def test_history_rule_2_forbidden_moves_count_in_their_window(day, free):
    text = pair("forbidden_moves: [{by: a, since: 2023-11-02}, {by: b, until: 2023-01-01}]\n")
    assert moves(text, day) == {"a": BY_A if free else set(), "b": BY_B}


def test_states_rule_3_where_a_move_is_forbidden_two_in_succession_may_be_no_move():
    options = "{x: X, y: Y}"
    text = pair("forbidden_moves: [{by: a, from: not x and not y, to: x and y}]\n", options_a=options)
    graph = read(text).analyse().situation.graph
    assert not graph.moves_are_transitive
    assert read(pair(options_a=options)).analyse().situation.graph.moves_are_transitive


@pytest.mark.parametrize(
    "entry",
    ["by: ‸c, from: x", "by: a, from: ‸nothing", "by: a, to: x ‸& z", "by: a, ‸form: x", "by: a, evidence: [‸e]"],
)
def test_states_rule_3_forbidden_moves_that_are_none_are_errors(entry):
    assert_one_at_mark(pair(f"forbidden_moves: [{{{entry}}}]\n"))


def test_states_rule_3_forbidden_moves_say_whose():
    assert_one_at_mark(pair("forbidden_moves: [‸{from: x}]\n"), "`by` is missing")


# -- states rule 4: coalescing -------------------------------------------------------------------------------


def merged(entries: str, **more: str) -> str:
    return pair(f"coalesce: [{entries}]\n", **more)


def test_states_rule_4_coalesce_merged_states_are_numbered_after_all_others_in_the_order_written():
    analysis = read(merged("{when: NY}, {when: x and not z, as: closed}")).analyse()
    assert [(state.id, state.taken) for state in analysis.states] == [
        ("1", ()),
        ("2", ("a.x", "b.z")),
        ("3", ("b.z",)),
        ("4", ("a.x",)),
    ]


def test_states_rule_4_coalesce_the_number_is_the_id_and_as_an_alias():
    analysis = read(merged("{when: x, as: closed}") + "baseline: closed\n").analyse()
    assert [state.id for state in analysis.states] == ["1", "2", "3"]
    assert analysis.state("closed") == analysis.state("3") == analysis.baseline


def test_states_rule_4_coalesce_the_number_is_the_id_in_graph_form_too():
    analysis = read(FULL + "coalesce: [{when: x, as: closed}]\n").analyse()
    assert [state.id for state in analysis.states] == ["none", "with_z", "3"]


def test_states_rule_4_coalesce_in_graph_form():
    analysis = read(FULL + "coalesce: [{when: z}]\n").analyse()
    assert [(state.id, state.taken) for state in analysis.states] == [
        ("none", ()),
        ("with_x", ("a.x",)),
        ("3", ("b.z",)),
    ]
    assert analysis.state("both") == analysis.state("with_z") == analysis.state("3")
    assert arrows(analysis) == {
        "a": both_ways(("none", "with_x")),
        "b": both_ways(("none", "3"), ("with_x", "3")),
    }


def test_states_rule_4_coalesce_moves_are_the_union_of_the_members_less_those_inside():
    # States 2 (x) and 4 (x, z) become one: b's move between them is gone, a's moves from both are kept.
    analysis = read(merged("{when: x, as: closed}")).analyse()
    assert arrows(analysis) == {"a": both_ways(("1", "3"), ("2", "3")), "b": both_ways(("1", "2"))}
    assert not analysis.situation.graph.moves_are_transitive  # 1 to 3 to 2 is no single move of a


def test_states_rule_4_coalesce_taken_and_preferences_come_from_the_lowest_numbered_member():
    analysis = read(merged("{when: x, as: closed}", a="[z]")).analyse()
    assert analysis.state("closed").taken == ("a.x",)
    assert [analysis.ranks(state)["a"] for state in analysis.states] == [1, 2, 1]


@pytest.mark.parametrize("member", ["YY", "[x, z]", "4"])
def test_states_rule_4_coalesce_or_from_represented_by(member):
    analysis = read(merged(f"{{when: x, as: closed, represented_by: {member}}}", a="[z]")).analyse()
    assert analysis.state("closed").taken == ("a.x", "b.z")
    assert [analysis.ranks(state)["a"] for state in analysis.states] == [1, 2, 2]


def test_states_rule_4_coalesce_a_ranking_names_the_merged_state_once_by_number_alias_or_member():
    for name in ("3", "closed", "YN", "YY", "[[x, z]]"):
        analysis = read(merged("{when: x, as: closed}", a=f"{{ranking: [NN, {name}, NY]}}")).analyse()
        assert [analysis.ranks(state)["a"] for state in analysis.states] == [3, 1, 2]
    problem = problem_when_analysed(merged("{when: x, as: closed}", a="{ranking: [NN, YN, NY, YY]}"))
    assert "twice" in problem.message


def test_states_rule_4_coalesce_every_way_to_write_a_member_is_the_merged_state():
    text = merged("{when: x, as: closed}") + "history: [{date: 2023-11-01, by: a, take: [x]}]\nbaseline: YY\n"
    analysis = read(text).analyse()
    assert analysis.status_quo == analysis.baseline == analysis.state("closed")
    for written in ("now", "YN", "YY", "[x, z]", "2023-11-01", "3"):
        assert analysis.state(written) == analysis.state("closed")
    assert analysis.state("start").id == "1"


def test_states_rule_4_coalesce_an_entry_without_states_makes_none():
    assert read(merged("{when: 'false', as: closed}, {when: NN, as: open}")).analyse().number_of_states == 4


def test_states_rule_4_coalesce_overlaps_are_errors():
    problem = problem_when_analysed(merged("{when: x}, {when: z}"))
    assert "state 4" in problem.message
    assert problem.location is not None
    assert problem.location.text.startswith("coalesce:")


@pytest.mark.parametrize("wrong", ["NN", "1", "Y-", "[]", "now"])
def test_states_rule_4_coalesce_represented_by_is_one_member(wrong):
    text = merged(f"{{when: x, represented_by: ‸{wrong}}}")
    marked, expected = without_mark(text)
    assert place(problem_when_analysed(marked)) == expected


@pytest.mark.parametrize(
    "entry",
    ["‸{as: closed}", "{when: ‸nothing}", "{when: x, as: ‸not}", "{when: x, as: ‸two words}", "{when: x, ‸az: closed}"],
)
def test_states_rule_4_coalesce_what_is_none_is_an_error(entry):
    assert_one_at_mark(merged(entry))


def test_states_rule_4_coalesce_names_are_one_set_with_scenarios_and_states():
    assert_one_at_mark(merged("{when: x, as: s}, {when: NN, as: ‸s}"), "twice")
    assert_one_at_mark(merged("{when: x, as: ‸s}") + "scenarios: {s: {when: z}}\n", "scenario already")
    assert_one_at_mark(FULL + "coalesce: [{when: x, as: ‸both}]\n", "listed state already")


@pytest.mark.parametrize(
    "text",
    [
        merged("{when: x, as: closed, represented_by: closed}"),
        merged("{when: 'false', as: closed}") + "baseline: closed\n",
        merged("{when: 'false', as: closed}", a="{ranking: [closed, --]}"),
    ],
)
def test_states_rule_4_coalesce_a_name_that_means_no_state_is_an_error(text):
    with pytest.raises(ModelError):
        read(text).analyse()


def test_states_rule_4_check_warns_where_members_differ_for_somebody():
    from denouement.analysis.lints.examine import examine

    def codes(text: str) -> list[str]:
        return [finding.code for finding in examine(read(text)).findings]

    assert "coalesced-members-differ" in codes(merged("{when: x}", b="[z]"))
    assert "coalesced-members-differ" not in codes(merged("{when: x}", b="[x]"))


def test_payoffs_of_thousands_of_states_are_summed_without_looking_each_up_among_all(monkeypatch):
    ids = [f"q{number}" for number in range(40)]
    text = "denouement: 1\ntitle: Many\nstates: {" + ", ".join(f"{id}: {{}}" for id in ids) + "}\nstart: q0\n"
    text += "decision_makers: {a: {moves: {q0: [q1]}, preferences: {payoffs: {"
    text += ", ".join(f"{id}: {number}" for number, id in enumerate(ids)) + "}}}}\n"
    analysis = read(text).analyse()
    asked = []

    def noticed(_conflict, _vocabulary, reference):
        asked.append(reference.text)
        return ()

    monkeypatch.setattr(finding, "reference_problems", noticed)
    assert analysis.comparison("a", "q7", "q3").worth == (Fraction(7), Fraction(3))
    assert set(asked) <= {"q7", "q3"}
