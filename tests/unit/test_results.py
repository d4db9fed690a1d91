"""The result of an analysis: by name in the library, as plain data in JSON."""

from __future__ import annotations

import json
from functools import cache

import pytest

import denouement
from denouement import ModelError, Option, RequestError, StateReference, Tally
from denouement.analysis.result import Analysis
from tests.unit.models import FORMAT_EXAMPLE, pair, read

CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]


@cache
def example() -> Analysis:
    return read(FORMAT_EXAMPLE).analyse()


@cache
def plain() -> dict:  # type: ignore[type-arg]
    return json.loads(json.dumps(example().to_dict()))  # type: ignore[no-any-return]


# -- the JSON of the format ----------------------------------------------------------------------------------


def test_json_keys_in_the_order_of_the_format():
    assert list(plain()) == [
        "format",
        "version",
        "model",
        "as_of",
        "concepts",
        "ending_concepts",
        "readings",
        "decision_makers",
        "options",
        "names",
        "states",
        "status_quo",
        "baseline",
        "stability",
        "equilibria",
        "endings",
        "stories",
        "standings",
        "warnings",
    ]
    assert list(plain()["model"]) == ["title", "sha256"]
    assert list(plain()["states"][0]) == ["id", "taken", "scenario", "ranks", "reachable"]
    assert list(plain()["endings"][0]) == ["state", "concepts", "scenario", "compared"]
    assert list(plain()["stories"][0]) == ["scenario", "endings", "standings"]
    assert list(plain()["standings"]["board"]) == ["better", "same", "worse", "unknown"]


def test_json_head():
    assert plain()["format"] == "denouement-analysis/1"
    assert plain()["version"] == denouement.__version__
    assert plain()["model"] == {"title": "The week at OpenAI, small version", "sha256": example().conflict.sha256}
    assert plain()["as_of"] == "2023-11-20"
    assert plain()["concepts"] == CONCEPTS
    assert plain()["ending_concepts"] == ["nash", "seq"]
    assert plain()["readings"] == {"board": "survival", "staff": "letter"}


def test_json_names():
    assert plain()["decision_makers"] == ["board", "altman", "staff", "microsoft"]
    assert plain()["options"][:4] == ["board.dismiss", "board.reinstate", "board.handover", "altman.back"]
    assert set(plain()["names"]) == {*plain()["decision_makers"], *plain()["options"]}
    assert plain()["names"]["board"] == "The board"
    assert plain()["names"]["board.dismiss"] == "Dismiss Altman"


def test_json_names_default_to_ids():
    data = read(pair(options_a="{x: {moves: take}}")).analyse().to_dict()
    assert (data["names"]["a"], data["names"]["a.x"]) == ("a", "x")


def test_json_states_are_all_there_in_order():
    states = plain()["states"]
    assert [state["id"] for state in states] == [str(n + 1) for n in range(41)]
    codes = [sum(1 << plain()["options"].index(option) for option in state["taken"]) for state in states]
    assert codes == sorted(codes)
    assert sum(state["reachable"] for state in states) == 40
    for state in states:
        assert state["taken"] == [option for option in plain()["options"] if option in state["taken"]]


def test_json_ranks_are_dense_ordinals_1_is_worst():
    for maker in plain()["decision_makers"]:
        ranks = {state["ranks"][maker] for state in plain()["states"]}
        assert ranks == set(range(1, max(ranks) + 1))
    data = read(pair(a="[x]")).analyse().to_dict()
    assert [state["ranks"] for state in data["states"]] == [
        {"a": 1, "b": 1},
        {"a": 2, "b": 1},
        {"a": 1, "b": 2},
        {"a": 2, "b": 2},
    ]


def test_json_ids_in_lists_are_in_state_order():
    lists = [ids for by_concept in plain()["stability"].values() for ids in by_concept.values()]
    lists += list(plain()["equilibria"].values())
    lists += [[ending["state"] for ending in plain()["endings"]]]
    lists += [story["endings"] for story in plain()["stories"]]
    assert lists
    for ids in lists:
        assert [int(id) for id in ids] == sorted({int(id) for id in ids})


def test_json_stability_names_every_decision_maker_and_concept_and_equilibria_are_their_common_states():
    stability = plain()["stability"]
    assert list(stability) == plain()["decision_makers"]
    for concept in CONCEPTS:
        common = set.intersection(*(set(stability[maker][concept]) for maker in stability))
        assert set(plain()["equilibria"][concept]) == common
    assert {concept: len(ids) for concept, ids in plain()["equilibria"].items()} == {
        "nash": 6,
        "gmr": 13,
        "smr": 13,
        "seq": 7,
        "sseq": 7,
    }


def test_json_endings_are_reachable_equilibria_under_an_ending_concept():
    reachable = {state["id"] for state in plain()["states"] if state["reachable"]}
    resting = set(plain()["equilibria"]["nash"]) | set(plain()["equilibria"]["seq"])
    assert {ending["state"] for ending in plain()["endings"]} == resting & reachable
    assert len(resting - reachable) == 1
    for ending in plain()["endings"]:
        holding = [concept for concept in CONCEPTS if ending["state"] in plain()["equilibria"][concept]]
        assert ending["concepts"] == holding


def test_json_compared_follows_the_ranks():
    ranks = {state["id"]: state["ranks"] for state in plain()["states"]}
    base = ranks[plain()["baseline"]]
    for ending in plain()["endings"]:
        rank = ranks[ending["state"]]
        expected = {
            maker: "better" if rank[maker] > base[maker] else "worse" if rank[maker] < base[maker] else "same"
            for maker in rank
        }
        assert ending["compared"] == expected


def test_json_stories_group_the_endings_by_scenario_in_the_order_of_the_scenarios():
    assert [(story["scenario"], len(story["endings"])) for story in plain()["stories"]] == [
        ("exodus", 4),
        ("return_with_terms", 1),
        ("return_without", 1),
    ]
    scenario = {state["id"]: state["scenario"] for state in plain()["states"]}
    for story in plain()["stories"]:
        assert {scenario[id] for id in story["endings"]} == {story["scenario"]}


def test_json_standings_count_the_endings_in_all_and_per_story():
    compared = {ending["state"]: ending["compared"] for ending in plain()["endings"]}
    groups = [(plain()["standings"], list(compared))]
    groups += [(story["standings"], story["endings"]) for story in plain()["stories"]]
    for standings, ids in groups:
        for maker, tally in standings.items():
            found = [compared[id][maker] for id in ids]
            assert tally == {word: found.count(word) for word in ("better", "same", "worse", "unknown")}
    assert list(plain()["standings"]) == plain()["decision_makers"]


def test_json_status_quo_and_baseline_are_ids():
    taken = {state["id"]: state["taken"] for state in plain()["states"]}
    assert taken[plain()["status_quo"]] == ["board.dismiss", "altman.msft", "microsoft.offer"]
    assert taken[plain()["baseline"]] == []
    assert plain()["warnings"] == []


def test_json_is_the_same_every_time():
    assert json.dumps(read(FORMAT_EXAMPLE).analyse().to_dict()) == json.dumps(example().to_dict())


def test_json_above_10_000_states_tables_need_full():
    makers = "".join(f"  d{n}: {{options: {{o{n}: O}}, preferences: []}}\n" for n in range(14))
    text = f"denouement: 1\ntitle: Large\ndecision_makers:\n{makers}rules: []\n"
    large = read(text).analyse(concepts=["nash"], ending_concepts=["nash"])
    assert large.number_of_states == 16_384
    assert not {"states", "stability"} & set(large.to_dict())
    assert len(large.to_dict(full=True)["states"]) == 16_384
    assert {"states", "stability"} <= set(read(pair()).analyse().to_dict(full=False))


# -- scenarios -----------------------------------------------------------------------------------------------


def scenarios(text: str) -> list[str | None]:
    return [state.scenario for state in read(pair(f"scenarios: {text}\n")).analyse().states]


def test_scenarios_the_first_match_wins():
    assert scenarios("{s: {when: x}, t: {when: x or z}, u: {when: 'true'}}") == ["u", "s", "t", "s"]
    assert scenarios("{t: {when: x or z}, s: {when: x}, u: {when: 'true'}}") == ["u", "t", "t", "t"]


def test_scenarios_states_of_none_have_none_and_come_last_in_the_stories():
    assert scenarios("{s: {when: x}}") == [None, "s", None, "s"]
    # a wants x; b does not care: both states with x are endings, and only one of them has a scenario.
    analysis = read(pair("scenarios: {s: {when: x and z}}\n", b="[]")).analyse()
    assert [(story.scenario, [e.state.id for e in story.endings]) for story in analysis.stories] == [
        ("s", ["4"]),
        (None, ["2"]),
    ]
    assert analysis.to_dict()["stories"][1]["scenario"] is None


def test_scenarios_none_at_all():
    analysis = read(pair()).analyse()
    assert [state.scenario for state in analysis.states] == [None] * 4
    assert [story.scenario for story in analysis.stories] == [None]


# -- endings and the concepts that make them -----------------------------------------------------------------


def test_endings_are_nash_or_seq_by_default_and_others_on_request():
    conflict = denouement.load("chicken")
    usual = conflict.analyse()
    assert [ending.state.id for ending in usual.endings] == ["2", "3"]
    cautious = conflict.analyse(ending_concepts=["gmr"])
    assert [ending.state.id for ending in cautious.endings] == ["2", "3", "4"]
    assert cautious.ending_concepts == ("gmr",)
    assert cautious.endings[-1].concepts == ("gmr", "smr")


def test_endings_concepts_that_make_endings_are_worked_out_though_not_asked_for():
    analysis = denouement.load("chicken").analyse(concepts=["smr"])
    assert analysis.concepts == ("nash", "smr", "seq")
    assert [ending.state.id for ending in analysis.endings] == ["2", "3"]


def test_endings_concepts_are_in_the_register_s_order_in_any_case_each_once():
    analysis = denouement.load("chicken").analyse(concepts=["SSEQ", " gmr", "gmr"], ending_concepts=["GMR", "Nash"])
    assert analysis.concepts == ("nash", "gmr", "sseq")
    assert analysis.ending_concepts == ("nash", "gmr")


@pytest.mark.parametrize(
    "arguments",
    [
        {"concepts": ["nush"]},
        {"ending_concepts": ["nush"]},
        {"ending_concepts": []},
        {"readings": {"nobody": "r"}},
        {"readings": {"a": "r"}},
        {"baseline": "5"},
        {"baseline": "??"},
        {"baseline": "N-"},
        {"baseline": "[nothing]"},
        {"baseline": "elsewhere"},
        {"as_of": "soon"},
    ],
)
def test_requests_that_cannot_be_answered(arguments):
    with pytest.raises(RequestError) as caught:
        read(pair()).analyse(**arguments)
    assert caught.value.problems[0].message


def test_requests_several_wrong_readings_are_all_named():
    with pytest.raises(RequestError) as caught:
        read(FORMAT_EXAMPLE).analyse(readings={"bord": "checks", "staff": "blaff"})
    assert [problem.hint for problem in caught.value.problems] == ["did you mean board?", "did you mean bluff?"]


def test_endings_staying_counts_and_what_cannot_be_reached_does_not():
    stuck = read(pair("start: []\n", options_a="{x: {name: X, moves: never}}", b="[not z]")).analyse()
    assert [ending.state.id for ending in stuck.endings] == ["1"]
    assert [state.id for state in stuck.equilibria["nash"]] == ["1", "2"]


def test_endings_of_a_model_without_status_quo_are_all_equilibria_and_nobody_is_compared():
    analysis = read(pair("rules: [{at_least_one: [x, z]}]\n")).analyse()
    data = analysis.to_dict()
    assert (data["status_quo"], data["baseline"], data["standings"]) == (None, None, {})
    assert {state["reachable"] for state in data["states"]} == {None}
    assert [ending["compared"] for ending in data["endings"]] == [{}]
    assert [story["standings"] for story in data["stories"]] == [{}]
    assert len(data["warnings"]) == 1


def test_endings_without_status_quo_what_was_never_dismissed_is_still_no_state():
    analysis = read(pair("rules: [{at_least_one: [x, z]}]\n")).analyse()
    with pytest.raises(RequestError, match="where the story stands"):
        analysis.state("now")


# -- baseline and standings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["4", "YY", "[x, z]", "both", "'[x, z]'"])
def test_baseline_any_way_to_write_a_state_in_the_file(written):
    text = pair(f"scenarios: {{both: {{when: x and z}}}}\nbaseline: {written}\n")
    assert read(text).analyse().baseline == read(text).analyse().state("4")


def test_baseline_defaults_to_the_start():
    analysis = read(pair("start: [x]\nhistory: [{date: 2023-11-01, by: b, take: [z]}]\n")).analyse()
    assert analysis.baseline is not None
    assert analysis.baseline.taken == ("a.x",)


def test_baseline_now_is_where_the_story_stands():
    text = pair("start: [x]\nhistory: [{date: 2023-11-01, by: b, take: [z]}]\n")
    assert read(text + "baseline: now\n").analyse().baseline == read(text).analyse().state("4")


def test_baseline_asked_for_goes_before_the_one_written():
    conflict = read(pair("baseline: YY\n"))
    assert conflict.analyse(baseline="NN").baseline == conflict.analyse().state("1")
    assert conflict.analyse(baseline=StateReference.of_options(("x",))).baseline == conflict.analyse().state("2")
    assert conflict.analyse(baseline="start").baseline == conflict.analyse().state("1")


@pytest.mark.parametrize("written", ["5", "Y-", "both", "[x, z]"])
def test_baseline_written_that_is_no_single_feasible_state_is_a_model_error(written):
    text = pair(f"rules: [{{never: x and z}}]\nscenarios: {{both: {{when: x or z}}}}\nbaseline: {written}\n")
    if written == "Y-":
        text = text.replace("never: x and z", "never: z and not x")
    with pytest.raises(ModelError) as caught:
        read(text).analyse()
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert problem.location.text.startswith("baseline:")


def test_standings_better_same_and_worse():
    # In the only ending both x and z are taken.
    assert read(pair("baseline: NN\n")).analyse().standings == {"a": Tally(better=1), "b": Tally(better=1)}
    assert read(pair("baseline: YY\n")).analyse().standings == {"a": Tally(same=1), "b": Tally(same=1)}
    worse = pair("baseline: NN\n", a="[not z, x]")
    assert read(worse).analyse().standings == {"a": Tally(worse=1), "b": Tally(better=1)}


def test_standings_no_ending_no_standings():
    # b wants to match what a has done, a wants to differ: nothing ever rests.
    analysis = read(pair(a="[x xor z]", b="[x iff z]")).analyse(ending_concepts=["nash"])
    assert (analysis.endings, analysis.stories, analysis.standings) == ((), (), {})


# -- the library's view --------------------------------------------------------------------------------------


def test_states_can_be_asked_for_by_state_text_or_reference():
    analysis = example()
    state = analysis.state("[dismiss, msft, offer]")
    assert analysis.state(StateReference.parse("now")) == state
    assert analysis.holds(state, "nash") is analysis.holds(state.id, "nash") is False
    assert analysis.compared(state) == analysis.compared("now")


def test_states_of_another_analysis_are_found_by_what_is_taken():
    later = read(FORMAT_EXAMPLE).without_rule("rule2").analyse()
    here = example().state("28")
    assert later.compared(here) == later.compared(later.state(StateReference.of_options(here.taken)))
    freer = read(pair()).analyse().state("4")
    with pytest.raises(RequestError, match="not feasible"):
        read(pair("rules: [{never: x and z}]\n")).analyse().holds(freer, "nash")


def test_departures_say_who_what_and_under_which_concepts_it_tempts():
    (move,) = example().departures("now")
    assert (move.decision_maker, move.take, move.drop) == ("staff", ("staff.leave",), ())
    assert move.to == example().state("[dismiss, msft, leave, offer]")
    assert list(move.tempting_under) == CONCEPTS


def test_departures_are_all_improvements_and_deterred_ones_tempt_under_fewer():
    analysis = example()
    ranks = {state["id"]: state["ranks"] for state in plain()["states"]}
    for state in analysis.states:
        for move in analysis.departures(state):
            maker = move.decision_maker
            assert ranks[move.to.id][maker] > ranks[state.id][maker]
            stable = [c for c in CONCEPTS if state.id in plain()["stability"][maker][c]]
            assert not set(move.tempting_under) & set(stable)
        movers = {move.decision_maker for move in analysis.departures(state)}
        assert movers == {m for m in analysis.decision_makers if state.id not in plain()["stability"][m]["nash"]}


def test_premises_are_the_statements_of_the_readings_used():
    premises = {premise.id: premise for premise in example().premises}
    assert list(premises)[:5] == [
        "board.survival.1",
        "board.survival.2",
        "board.survival.3",
        "board.survival.4",
        "altman.1",
    ]
    assert premises["altman.5"].doubtful
    assert premises["altman.5"].assumed
    assert not premises["staff.letter.1"].assumed
    assert "board.checks.1" not in premises


def test_premises_keep_their_numbers_where_others_do_not_count():
    text = pair(a="[{that: x, until: 2023-11-01}, {that: z, id: own}, x]")
    assert [p.id for p in read(text).analyse(as_of="2023-11-02").premises] == ["own", "a.3", "b.1"]


def test_claims_and_evidence_are_kept():
    conflict = read(FORMAT_EXAMPLE)
    assert [claim.id for claim in conflict.claims] == ["c8", "c18"]
    assert str(conflict.claims[0].says) == "better(microsoft, endings)"
    assert conflict.evidence[0].credibility == "2"
    assert conflict.decision_maker("board").members == ("Adam D'Angelo", "Helen Toner", "Tasha McCauley")


# -- building in code ----------------------------------------------------------------------------------------


def test_conflict_built_in_code_is_checked_whole():
    with pytest.raises(ModelError) as caught:
        denouement.Conflict(
            title=" ",
            decision_makers=[denouement.decision_maker("start", ["x"], ["y"])],
            rules=[denouement.rule("always", "w")],
        )
    assert len(caught.value.problems) == 4
    assert [problem.where() for problem in caught.value.problems] == [
        "title",
        "decision_makers.start",
        "rules[1].always",
        "decision_makers.start.preferences[1].that",
    ]


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: c.with_option_moves("a.nothing", "take"),
        lambda c: c.with_option_moves("nobody.x", "take"),
        lambda c: c.without_rule("rule1"),
        lambda c: c.with_preferences("nobody", []),
        lambda c: c.decision_maker("nobody"),
    ],
)
def test_edits_of_what_is_not_there_are_requests_that_cannot_be_met(edit):
    with pytest.raises(RequestError, match="there is no"):
        edit(read(pair()))


def test_edits_are_checked():
    with pytest.raises(ModelError, match="nothing"):
        read(pair()).with_preferences("a", ["nothing"])


def test_conflicts_are_frozen():
    with pytest.raises(AttributeError):
        read(pair()).title = "Another"  # type: ignore[misc]


def test_decided_by_is_the_first_statement_on_which_a_state_and_the_baseline_differ():
    flagship = denouement.load("openai-2023").analyse()
    outcome = "[dismiss, reinstate, handover, back, accept, seat, tender, probe]"
    decided = flagship.decided_by(outcome)
    assert {maker: premise.statement.name for maker, premise in decided.items()} == {
        "board": "Altman only under checks",
        "altman": "no crisis",
        "staff": "no crisis",
        "microsoft": "no crisis",
        "investors": "no crisis",
        "regulators": "no place for Microsoft",
    }
    assert {maker for maker, premise in decided.items() if premise.weak} == {
        "altman",
        "staff",
        "investors",
        "regulators",
    }
    assert flagship.decided_by("start") == {}


def test_moving_twice_in_succession_is_told_where_it_would_lead_further():
    text = (
        "denouement: 1\ntitle: Steps\nstates: {s1: {}, s2: {}, s3: {}}\nstart: s1\ndecision_makers:\n"
        "  a: {moves: {s1: [s2], s2: [s3]}, preferences: {ranking: [s3, s2, s1]}}\n"
        "  b: {preferences: []}\n"
    )
    analysis = read(text).analyse()
    assert analysis.number_reachable == 2
    assert ["twice in succession" in warning for warning in analysis.warnings] == [True]


def test_unknown_names_in_requests_say_what_there_is():
    analysis = read(pair()).analyse(concepts="gmr")
    assert analysis.concepts == ("nash", "gmr", "seq")
    with pytest.raises(RequestError, match="no concept"):
        analysis.holds("1", "gnr")
    with pytest.raises(RequestError, match="was not worked out"):
        analysis.holds("1", "smr")
    with pytest.raises(ModelError, match="bth"):
        Option("x", moves="bth")  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="alwys"):
        denouement.rule("alwys", "x")  # type: ignore[arg-type]
