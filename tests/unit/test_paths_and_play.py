"""Paths and ordered play of the flagship, their command lines, and what is asked that cannot be answered."""

from __future__ import annotations

import json
import time
from functools import cache

import pytest

import denouement
from denouement.analysis.ordered_play import play
from denouement.analysis.paths import paths
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError, RequestError
from denouement.foresight.orders import by_reading, every_order
from denouement.report.clean import clean
from denouement.report.steps import ordinal
from denouement.states.budget import Budget
from denouement.ui.cli import program
from tests.unit.models import pair, read

OUTCOME = "2023-11-22"
WHAT_HAPPENED = ("altman", "board", "altman", "staff")


@cache
def monday() -> Analysis:
    return denouement.load("openai-2023").analyse()


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Run one command line in an empty folder; return its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            program.run(list(arguments))
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


# -- paths of the flagship ---------------------------------------------------------------------------------


def test_legal_moves_lead_nearly_everywhere() -> None:
    found = paths(monday())
    assert (found.reached, monday().number_of_states) == (640, 644)
    assert sum(layer.states for layer in found.layers) == 640
    first = {id: layer.moves for layer in found.layers for id in layer.scenarios}
    assert first == {"standoff": 0, "exodus": 1, "return_with_terms": 2, "return_without": 2}
    assert {arrival.state.id for arrival in found.endings} == {ending.state.id for ending in monday().endings}
    assert found.missed_endings == ()
    assert [arrival.moves for arrival in found.endings] == sorted(arrival.moves for arrival in found.endings)


def test_improvements_lead_only_to_the_exodus() -> None:
    found = paths(monday(), improving=True)
    assert found.reached == 6
    (ending,) = found.endings
    assert ending.state.scenario == "exodus"
    assert [arrival.state for arrival in found.resting] == [ending.state]
    assert {state.scenario for state in found.missed_endings} == {"exodus", "return_with_terms", "return_without"}
    reached_scenarios = {id for layer in found.layers for id in layer.scenarios}
    assert reached_scenarios == {"standoff", "exodus"}


def test_the_way_to_what_happened_begins_with_a_move_that_the_board_does_not_like() -> None:
    found = paths(monday())
    (way,) = found.ways(found.find(OUTCOME))
    assert [step.decision_maker for step in way] == ["board", "altman", "microsoft"]
    assert [step.liking.standing for step in way] == ["worse", "better", "better"]
    checks = paths(monday().read_as({"board": "checks"}))
    (way,) = checks.ways(checks.find(OUTCOME))
    first = way[0]
    assert first.take == ("board.reinstate", "board.handover")
    assert first.liking.standing == "worse"
    assert first.liking.premise is not None


def test_what_bars_the_way_back() -> None:
    found = paths(monday())
    goal = found.find("start")
    assert found.nearest(goal) == ()
    assert found.ways(goal) == ()
    assert found.barriers(goal) == ("board.dismiss",)
    assert found.barriers(found.find("never_dismissed")) == ("board.dismiss",)
    assert found.barriers(found.find("exodus")) == ()


def test_who_makes_the_last_move() -> None:
    found = paths(monday())
    for arrival in (found.nearest(found.find(number))[0] for number in ("511", "468")):
        ways = found.ways((arrival.state,))
        assert len(ways) == arrival.ways
        assert set(arrival.last_movers) == {way[-1].decision_maker for way in ways}


# -- ordered play of the flagship --------------------------------------------------------------------------

RESULTS = {
    WHAT_HAPPENED: {"survival": "return_without", "checks": "return_with_terms", "hard_line": "exodus"},
    ("board", "altman", "staff"): {"survival": "return_without", "checks": "exodus", "hard_line": "exodus"},
    ("staff", "board", "altman"): {"survival": "exodus", "checks": "exodus", "hard_line": "exodus"},
    ("staff", "altman", "board", "altman"): {"survival": "exodus", "checks": "exodus", "hard_line": "exodus"},
}


@pytest.mark.parametrize("order", RESULTS)
@pytest.mark.parametrize("board", ["survival", "checks", "hard_line"])
def test_where_the_orders_lead(order: tuple[str, ...], board: str) -> None:
    analysis = monday().read_as({"board": board})
    (outcome,) = play(analysis, order).outcomes
    assert outcome.scenario == RESULTS[order][board]
    (outcome,) = play(analysis.read_as({"staff": "bluff"}), order).outcomes
    assert outcome.scenario == "standoff"


def test_the_same_under_every_reading_at_once() -> None:
    orders = list(RESULTS)
    found = by_reading(monday(), orders)
    assert found.deciding == ("board", "staff")
    assert len(found.rows) == 6
    for readings, answers in found.rows:
        for order, answer in zip(orders, answers, strict=True):
            expected = RESULTS[order][readings["board"]] if readings["staff"] == "letter" else "standoff"
            assert answer == {(expected,): 1}
    assert len(by_reading(monday(), orders, fixed=["staff"]).rows) == 3
    assert by_reading(monday(), [["altman", "microsoft"]]).rivals == {"microsoft": ("stability", "seat", "article")}


def test_what_happened_needs_terms_accepted_before_the_board_moves_and_the_staff_after_it() -> None:
    found = every_order(monday().read_as({"board": "checks"}), WHAT_HAPPENED)
    assert found.number == 12
    groups = {group.ends: group for group in found.groups}
    happened = groups["return_with_terms",]
    assert set(happened.orders) == {WHAT_HAPPENED, ("altman", "board", "staff", "altman")}
    assert happened.rule is not None
    assert set(happened.rule) == {
        (("altman", 1), ("board", 1)), (("board", 1), ("altman", 2)), (("board", 1), ("staff", 1)),
    }  # fmt: skip
    assert groups["exodus",].rule is None


def test_of_all_orders_of_all_the_staff_before_the_board_is_an_exodus() -> None:
    found = every_order(monday())
    assert (found.number, found.movers) == (720, monday().decision_makers)
    rules = {group.ends: (len(group.orders), group.rule) for group in found.groups}
    assert rules == {
        ("exodus",): (360, ((("staff", 1), ("board", 1)),)),
        ("return_without",): (240, ((("board", 1), ("altman", 1)), (("board", 1), ("staff", 1)))),
        ("standoff",): (120, ((("altman", 1), ("board", 1)), (("board", 1), ("staff", 1)))),
    }


def test_why_each_does_what_it_does() -> None:
    (line,) = play(monday().read_as({"board": "checks"}), WHAT_HAPPENED).lines
    altman, board, again, staff = line.turns
    assert altman.step is not None
    assert (altman.step.take, altman.step.drop, altman.others) == (("altman.accept",), (), 1)  # nothing needless
    assert altman.instead is not None
    assert altman.instead.scenario == "exodus"
    assert board.liking is not None
    assert board.liking.premise is not None
    assert (board.liking.standing, board.liking.premise.statement.name) == ("worse", "no exodus")
    assert again.step is not None
    assert again.step.take == ("altman.back",)
    assert (staff.step, staff.able, staff.instead) == (None, False, None)
    assert line.outcome.scenario == "return_with_terms"


def test_a_long_order_takes_no_time() -> None:
    began = time.perf_counter()
    play(monday(), WHAT_HAPPENED * 3)
    assert time.perf_counter() - began < 1.0


@pytest.mark.slow
def test_many_states_take_seconds() -> None:
    analysis = denouement.load("uruguay-round").analyse(concepts=["nash"])
    began = time.perf_counter()
    found = paths(analysis)
    assert found.reached == 138_240
    assert found.ways((found.find("138240")[0],), limit=20)
    assert len(play(analysis, analysis.decision_makers * 2).outcomes) == 4
    assert time.perf_counter() - began < 10.0


# -- small models ------------------------------------------------------------------------------------------

CYCLE = """\
denouement: 1
title: Preferences in a circle
decision_makers:
  a:
    moves: {s: [t, u], t: [], u: []}
    preferences: {pairs: ["t > s", "u > t", "s > u"]}
  b:
    moves: {}
    preferences: {pairs: ["t > u"]}
states: {s: {}, t: {}, u: {}}
start: s
"""


def test_nothing_is_best_where_preferences_run_in_a_circle() -> None:
    analysis = read(CYCLE).analyse()
    played = play(analysis, ["a"])
    assert {state.id for state in played.outcomes} == {"s", "t", "u"}
    assert [line.turns[0].step and line.turns[0].step.to.id for line in played.lines] == [None, "t", "u"]
    assert played.lines[0].turns[0].others == 2


def test_what_is_not_known_to_be_better_tempts_nobody() -> None:
    text = CYCLE.replace('["t > s", "u > t", "s > u"]', '["u > t"]')
    (outcome,) = play(read(text).analyse(), ["a"]).outcomes
    assert outcome.id == "s"
    text = CYCLE.replace('["t > s", "u > t", "s > u"]', '["t > s"]')
    assert {state.id for state in play(read(text).analyse(), ["a"]).outcomes} == {"t", "u"}


def test_a_model_that_does_not_say_where_it_stands() -> None:
    analysis = read(pair("rules: [{at_least_one: [x, z]}]\n")).analyse()
    assert analysis.status_quo is None
    for ask in (lambda: paths(analysis), lambda: play(analysis, ["a"]), lambda: every_order(analysis)):
        with pytest.raises(RequestError, match=r"does not say where the story stands.*--from"):
            ask()
    assert paths(analysis, start="1").reached == 3
    assert play(analysis, ["a"], start="1").outcomes[0].id == "1"


def test_nobody_can_move() -> None:
    analysis = read(pair("rules: [{exactly_one: [x, z]}]\n")).analyse()
    with pytest.raises(RequestError, match="nobody in this model can move at all"):
        every_order(analysis, start="1")
    found = paths(analysis, start="1")
    assert (found.reached, found.barriers(found.find("2")), found.by_moving_twice(found.find("2"))) == (1, (), False)


def test_nobody_is_named() -> None:
    for ask in (play, every_order):
        with pytest.raises(RequestError, match="nobody is named to move"):
            ask(monday(), [])


def test_too_many_orders_and_too_little_time() -> None:
    with pytest.raises(BudgetError, match="11 moves make 11,550 different orders; 10,000 are the most"):
        every_order(monday(), ["altman", "board", "staff"] * 3 + ["altman", "board"])
    with pytest.raises(BudgetError, match=r"would take about .* seconds"):
        every_order(monday(), ["altman", "board"] * 6, budget=Budget(seconds=0.001))
    with pytest.raises(BudgetError, match=r"would take about .* seconds"):
        by_reading(monday(), [["altman", "board"] * 6], budget=Budget(seconds=0.0001))


def test_ordinals() -> None:
    told = [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)]
    assert told == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"]


# -- command lines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["paths", "openai-2023"],
        ["paths", "openai-2023", "--improving"],
        ["paths", "openai-2023", "--to", "468"],
        ["paths", "openai-2023", "--to", "exodus", "--full"],
        ["paths", "openai-2023", "--to", "start"],
        ["paths", "openai-2023", "--to", "return_with_terms", "--improving"],
        ["paths", "elmira-graph", "--from", "s5"],
        ["play", "openai-2023", "--order", "altman,board,altman,staff"],
        ["play", "openai-2023", "--order", "altman, board", "--order", "board altman"],
        ["play", "openai-2023", "--orders", "all", "--movers", "altman,board,staff"],
        ["play", "openai-2023", "--orders", "all", "--movers", "board,staff,microsoft", "--every-reading"],
        ["play", "openai-2023", "--order", "board,altman", "--every-reading", "--reading", "staff=bluff"],
        ["play", "elmira-graph", "--orders", "all", "--staying-ends", "--from", "s2"],
    ],
)
def test_text_markdown_and_json_are_each_printed_whole(call, arguments):
    code, text, err = call(*arguments)
    assert (code, err) == (0, "")
    assert max(map(len, text.splitlines())) <= 80
    code, markdown, err = call(*arguments, "--md")
    assert (code, err) == (0, "")
    assert markdown.startswith("# ")
    code, plain, err = call(*arguments, "--json")
    assert (code, err) == (0, "")
    data = json.loads(plain)
    assert data["format"] == f"denouement-{arguments[0]}/1"
    assert data["model"]["title"] in (monday().conflict.title, "Groundwater at Elmira, as a graph")


def test_json_of_paths(call):
    _, out, _ = call("paths", "openai-2023", "--json")
    data = json.loads(out)
    assert (data["from"], data["reached"], data["states"], data["improving"]) == ("17", 640, 644, False)
    assert sum(layer["states"] for layer in data["layers"]) == 640
    assert len(data["endings"]) == 8
    nearest = data["endings"][0]
    assert (nearest["state"], nearest["moves"], nearest["ways"]) == ("511", 3, 6)
    assert [step["to"] for step in nearest["way"]][-1] == "511"
    _, out, _ = call("paths", "openai-2023", "--to", "514", "--json")
    data = json.loads(out)
    assert (data["ways"], data["moves"], len(data["listed"]), data["to"]) == (120, 5, 20, ["514"])
    _, out, _ = call("paths", "openai-2023", "--to", "514", "--json", "--full")
    assert len(json.loads(out)["listed"]) == 120
    _, out, _ = call("paths", "openai-2023", "--to", "start", "--json")
    data = json.loads(out)
    assert (data["moves"], data["ways"], data["nearest"], data["listed"]) == (None, 0, [], [])
    _, out, _ = call("paths", "openai-2023", "--improving", "--json")
    data = json.loads(out)
    assert [each["state"] for each in data["resting"]] == [each["state"] for each in data["endings"]] == ["511"]
    assert len(data["endings_not_reached"]) == 7


def test_json_of_play(call):
    order = ",".join(WHAT_HAPPENED)
    _, out, _ = call("play", "openai-2023", "--order", order, "--reading", "board=checks", "--json")
    data = json.loads(out)
    (played,) = data["plays"]
    assert data["readings"]["board"] == "checks"
    assert played["order"] == list(WHAT_HAPPENED)
    (outcome,) = played["outcomes"]
    assert (outcome["scenario"], outcome["compared"]["board"]) == ("return_with_terms", "better")
    turns = played["lines"][0]["turns"]
    assert [turn["by"] for turn in turns] == list(WHAT_HAPPENED)
    assert turns[1]["otherwise"]["standing"] == "worse"
    assert turns[1]["move"]["take"] == ["board.reinstate", "board.handover"]
    assert (turns[3]["move"], turns[3]["can_move"], turns[3]["otherwise"]) == (None, False, None)
    _, out, _ = call("play", "openai-2023", "--orders", "all", "--movers", "altman,board,staff", "--json")
    data = json.loads(out)
    assert (data["orders"], data["movers"]) == (6, ["board", "altman", "staff"])
    assert data["groups"][0]["rule"] == [[["staff", 1], ["board", 1]]]
    assert len(data["groups"][0]["orders"]) == 3
    _, out, _ = call("play", "openai-2023", "--order", order, "--every-reading", "--json")
    data = json.loads(out)
    assert data["deciding"] == ["board", "staff"]
    assert data["rows"][2] == {
        "readings": {"board": "checks", "staff": "letter"},
        "answers": [[{"ends_in": ["return_with_terms"], "orders": 1}]],
    }


@pytest.mark.parametrize("asked", [["paths", "openai-2023"], ["play", "openai-2023", "--order", "board"]])
def test_one_form_at_a_time(call, asked):
    code, out, _ = call(*asked, "--json", "--md")
    assert code == 2
    assert "cannot be printed at once" in json.loads(out)["errors"][0]["message"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["play", "openai-2023"], "who moves, and in which order?"),
        (["play", "openai-2023", "--every-reading"], "who moves, and in which order?"),
        (["play", "openai-2023", "--order", "bord"], "did you mean board?"),
        (["play", "openai-2023", "--order", "board,,altman"], "a name is missing in 'board,,altman'"),
        (["play", "openai-2023", "--order", ""], "nobody is named"),
        (["play", "openai-2023", "--order", "  "], "nobody is named"),
        (["play", "openai-2023", "--movers", "board"], "--movers says who moves, and not in which order"),
        (["play", "openai-2023", "--orders", "all", "--movers", "board", "--order", "board"], "both say who moves"),
        (["play", "openai-2023", "--orders", "all", "--order", "board", "--order", "altman"], "movers of one --order"),
        (["play", "openai-2023", "--orders", "all", "--movers", "bord", "--every-reading"], "did you mean board?"),
        (["play", "openai-2023", "--orders", "most"], "'most' is not 'all'"),
        (["play", "openai-2023", "--order", "board", "--from", "exodus"], "exodus means 64 states"),
        (["paths", "openai-2023", "--to", "9999"], "there is no state 9999"),
        (["paths", "openai-2023", "--to", "exodos"], "exodos"),
        (["paths", "openai-2023", "--to", "a b!"], "is not a way to write a state"),
        (["paths", "openai-2023", "--from", "exodus"], "exodus means 64 states"),
    ],
)
def test_what_cannot_be_asked_gets_one_clear_message(call, arguments, says):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_too_many_orders_are_refused_before_they_are_begun(call):
    movers = ",".join(["altman", "board", "staff", "microsoft"] * 3)
    code, out, err = call("play", "openai-2023", "--orders", "all", "--movers", movers)
    assert (code, out) == (3, "")
    assert "12 moves make 369,600 different orders; 10,000 are the most" in err


def test_what_is_supposed_is_said_first(call):
    _, out, _ = call("paths", "openai-2023", "--take", "leave", "--improving")
    assert "\n\nWhat if\n  take leave\n\nHow far it is\n" in out


def test_hostile_names_do_not_steer_the_terminal(call, tmp_path):
    evil = "\x1b[31mred"
    text = pair("scenarios: {all: {name: SCENE, when: 'true'}}\n").replace("{x: X}", "{x: OPTION}")
    text = text.replace("SCENE", json.dumps(evil)).replace("OPTION", json.dumps(evil))
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    for arguments in (["paths", "model.yaml", "--to", "4"], ["play", "model.yaml", "--order", "a,b"]):
        code, out, _ = call(*arguments)
        assert code == 0
        assert "\x1b" not in out
        assert clean(evil) in out
