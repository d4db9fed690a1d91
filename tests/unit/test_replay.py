"""A history told day by day: the flagship's week, a small conflict with windows, and what can be asked wrongly."""

from __future__ import annotations

import csv
import io
import json
from functools import cache

import pytest

import denouement
from denouement.errors import ModelError, RequestError
from denouement.foresight.replay import causes
from denouement.foresight.replay.replay import Replay, replay
from tests.unit.models import PAIR, read

DAM = """\
denouement: 1
title: A dam upstream
decision_makers:
  up:
    name: Upstream
    options: {fill: {name: Fill the dam, moves: take}, share: Share the water by treaty}
    preferences:
      readings:
        proud: [fill, not share]
        careful: {since: 2024-03-01, statements: [not embargo, fill, not share]}
  down:
    name: Downstream
    options: {embargo: Stop buying power}
    preferences: [embargo if (fill and not share), share if fill, not embargo]
rules:
  - {always: share implies fill, why: there is nothing to share before}
  - {id: contract, never: embargo, why: the power contract forbids it, until: 2024-02-29}
scenarios:
  wait: {name: No dam, when: not fill}
  pact: {name: Dam and treaty, when: share}
  seized: {name: Dam without treaty, when: "true"}
history:
  - {date: 2024-01-15, event: The gates are delivered}
  - {date: 2024-02-01, by: up, take: [fill]}
  - {date: 2024-03-01, by: down, take: [embargo]}
  - {date: 2024-03-20, by: [up, down], take: [share], drop: [embargo]}
"""


@cache
def week(as_of: str | None = None) -> Replay:
    return replay(denouement.load("openai-2023"), as_of=as_of)


def dates(told: Replay) -> list[str]:
    return [str(day.date) for day in told.days]


def stories(day) -> dict[str, int]:
    return {story.scenario: len(story.endings) for story in day.analysis.stories}


# -- the flagship -----------------------------------------------------------------------------------------------------


def test_the_days_of_the_week():
    told = week()
    assert dates(told) == ["2023-11-14", "2023-11-17", "2023-11-19", "2023-11-20"]
    assert str(told.eve) == "2023-11-14"
    assert [str(quiet.date) for quiet in told.days[1].quiet] == ["2023-11-15", "2023-11-16"]
    assert not told.whole
    assert len(told.later) == 15
    assert [stories(day) for day in told.days] == [
        {"never_dismissed": 4, "exodus": 4, "return_with_terms": 2, "return_without": 2},
        *[{"exodus": 4, "return_with_terms": 2, "return_without": 2}] * 3,
    ]
    assert all(day.outcome is None and not day.moves for day in told.days), "later steps play no part"


def test_every_day_is_the_analysis_as_of_that_day():
    for day in week("latest").days:
        real = denouement.load("openai-2023").analyse(as_of=day.date)
        assert day.analysis is not None
        assert day.analysis.to_dict(full=True) == real.to_dict(full=True)
        assert day.analysis.premises == real.premises


def test_what_was_known_grows():
    told = week("latest")
    assert [day.known[0] for day in told.days] == [0, 2, 5, 51, 62]
    later = [sum(premise.hindsight for premise in day.analysis.premises) for day in told.days if day.analysis]
    assert later == [28, 26, 24, 4, 3]


def test_the_dismissal_is_why_it_could_no_longer_end_undismissed():
    change = week().days[1].changed
    assert change is not None
    ((cause,),) = change.lost[0].because
    assert cause.part.kind == "moves"
    assert len(change.lost) == 4
    assert not change.gained
    assert [(effect.subject, effect.before, effect.after) for effect in change.readings] == [
        ("never_dismissed", (3, 18), (0, 18))
    ]
    asked_for = week().days[3].changed
    assert asked_for is not None
    assert (asked_for.causes, asked_for.anything) == ((), False)


def test_chances_are_those_of_18_analyses():
    rivals = {"board": ("survival", "checks", "hard_line"), "staff": ("letter", "bluff"),
              "microsoft": ("stability", "seat", "article")}  # fmt: skip
    conflict = denouement.load("openai-2023")
    found: dict[str | None, int] = {}
    for board in rivals["board"]:
        for staff in rivals["staff"]:
            for microsoft in rivals["microsoft"]:
                chosen = {"board": board, "staff": staff, "microsoft": microsoft}
                told = conflict.analyse(as_of="2023-11-14", readings=chosen)
                for scenario in dict.fromkeys(ending.state.scenario for ending in told.endings):
                    found[scenario] = found.get(scenario, 0) + 1
    chances = week().days[0].chances
    assert chances is not None
    assert chances.total == 18
    assert list(chances.scenarios.items()) == list(found.items())


def test_what_happened_beside_what_was_possible():
    told = week("latest")
    assert told.whole
    assert dates(told)[-1] == "2023-11-22"
    assert [len(day.moves) for day in told.days] == [2, 2, 4, 4, 0]
    accept, hand_over, back, lapse = told.days[3].moves
    assert [move.comparisons[0].standing for move in told.days[3].moves] == ["worse", "worse", "better", "better"]
    assert all(move.could_be_made for move in told.days[3].moves)
    assert (back.deterred_under, lapse.deterred_under) == ((), ("gmr", "smr"))
    assert accept.to == hand_over.origin
    for day in told.days:
        assert day.outcome is not None
        assert not day.outcome.ending
        assert day.outcome.scenario == "return_with_terms"
        assert day.outcome.scenario_ends


def test_a_reading_is_used_on_every_day_and_not_counted_over():
    told = replay(denouement.load("openai-2023"), readings={"staff": "bluff"})
    assert all(day.analysis is not None and day.analysis.readings["staff"] == "bluff" for day in told.days)
    assert {day.chances.total for day in told.days if day.chances} == {9}


# -- a conflict with windows ------------------------------------------------------------------------------------------


def test_causes_alone_and_together():
    told = replay(read(DAM))
    assert dates(told) == ["2024-01-14", "2024-02-01", "2024-03-01", "2024-03-20"]
    change = told.days[2].changed
    assert change is not None
    assert [(cause.part.kind, cause.begins) for cause in change.causes] == [
        ("moves", True), ("rule", False), ("reading", True)
    ]  # fmt: skip
    because = {
        "lost": change.lost[0].because,
        "gained": change.gained[0].because,
        "readings": change.readings[0].because,
    }
    kinds = {name: [[cause.part.kind for cause in chosen] for chosen in sets] for name, sets in because.items()}
    # That Downstream moved is not why: the end of the contract alone makes the embargo an ending.
    assert kinds == {"lost": [["rule"]], "gained": [["rule"]], "readings": [["rule", "reading"]]}


def test_a_move_that_could_not_be_made_and_a_joint_step():
    told = replay(read(DAM))
    assert told.days[1].moves[0].to is None
    assert told.days[1].moves[0].could_be_made is False
    joint = told.days[2].moves[0]
    assert joint.joint
    assert [(one.decision_maker, one.standing) for one in joint.comparisons] == [("up", "worse"), ("down", "better")]


def test_a_move_that_was_forbidden_could_not_be_made():
    text = DAM + "forbidden_moves:\n  - {by: up, from: not fill, to: fill and not share, until: 2024-01-20}\n"
    told = replay(read(text))
    assert dates(told)[:3] == ["2024-01-14", "2024-01-21", "2024-02-01"]
    assert [day.moves[0].could_be_made for day in told.days[:2]] == [False, True]


def test_a_chosen_reading_is_used_where_it_counts():
    told = replay(read(DAM), readings={"up": "careful"})
    assert [day.analysis.readings["up"] for day in told.days if day.analysis] == [
        "proud",
        "proud",
        "careful",
        "careful",
    ]


def test_a_window_that_changes_nothing_is_told_in_passing():
    text = DAM.replace("why: there is nothing to share before}", "why: there is nothing to share before}\n"
                       "  - {id: idle, never: not fill and share, since: 2024-02-10, until: 2024-02-12}")  # fmt: skip
    told = replay(read(text))
    assert dates(told) == ["2024-01-14", "2024-02-01", "2024-03-01", "2024-03-20"]
    quiet = [(str(one.date), [cause.begins for cause in one.causes]) for one in told.days[2].quiet]
    assert quiet == [("2024-02-10", [True]), ("2024-02-13", [False])]


def test_steps_by_the_hour_make_one_day_and_an_hour_can_be_the_end():
    text = DAM.replace("date: 2024-03-01, by: down", "date: '2024-03-01T09:00', by: down").replace(
        "date: 2024-03-20", "date: '2024-03-01T18:00'"
    )
    told = replay(read(text))
    assert dates(told)[-1] == "2024-03-01T18:00"
    assert told.days[-1].steps == (2, 3)
    noon = replay(read(text), as_of="2024-03-01T12:00")
    assert noon.days[-1].steps == (2,)
    assert noon.later == (3,)


def test_a_day_that_cannot_be_is_told_and_the_rest_as_well():
    text = DAM.replace("careful: {since: 2024-03-01, ", "careful: {").replace(
        "proud: [fill, not share]", "proud: {since: 2024-02-01, statements: [fill, not share]}"
    )
    text = text.replace("careful: {statements", "careful: {since: 2024-02-01, statements")
    told = replay(read(text))
    assert told.days[0].analysis is None
    assert "no reading of up counts on 2024-01-14" in told.days[0].problems[0].message
    assert told.days[1].analysis is not None
    assert told.days[1].changed is None
    with pytest.raises(ModelError, match="no reading of up counts"):
        replay(read(text), as_of="2024-01-20")


def test_the_model_s_own_day_and_days_asked_for_are_told():
    text = DAM + "as_of: 2024-02-15\n"
    assert dates(replay(read(text))) == ["2024-01-14", "2024-02-01", "2024-02-15"]
    assert dates(replay(read(text), as_of="2024-02-10"))[-1] == "2024-02-10"
    assert "2024-02-15" in dates(replay(read(text), as_of="latest"))
    assert dates(replay(read(text), as_of="2023-05-05")) == ["2023-05-05"]


def test_a_history_between_listed_states():
    text = """\
denouement: 1
title: Listed
decision_makers:
  a: {moves: {s1: [s2], s2: [s1, s3]}, preferences: {ranking: [s3, s2, s1]}}
  b: {moves: {s2: [s1]}, preferences: {ranking: [s1, s3, s2]}}
states: {s1: {name: War}, s2: {name: Talks}, s3: {name: Peace}}
start: s1
history:
  - {date: 2024-01-02, by: a, to: s2}
  - {date: 2024-01-05, by: a, to: s3}
"""
    told = replay(read(text))
    assert [day.analysis.status_quo.id for day in told.days if day.analysis and day.analysis.status_quo] == [
        "s1", "s2", "s3"
    ]  # fmt: skip
    # From the war, peace is two moves of the same decision maker away, which no legal sequence makes.
    assert [(day.outcome.reachable, day.outcome.ending) for day in told.days if day.outcome] == [
        (False, False), (True, True), (True, True)
    ]  # fmt: skip


def test_only_events():
    text = PAIR + "history:\n  - {date: 2024-01-02, event: said}\n"
    told = replay(read(text))
    assert dates(told) == ["2024-01-01"]
    assert [one.steps for one in told.after] == [(0,)]
    assert told.days[0].outcome is None


def test_too_much_for_every_reading_is_left_out(monkeypatch):
    monkeypatch.setattr(causes, "MOST_WORK", 20)
    told = replay(read(DAM))
    assert [day.chances is None for day in told.days] == [False, False, True, True]
    change = told.days[2].changed
    assert change is not None
    assert change.lost
    assert not change.readings


def test_of_very_many_changes_each_is_tried_alone():
    extra = "".join(f"  - {{id: extra{n}, never: share and not fill, since: 2024-03-01}}\n" for n in range(5))
    told = replay(read(DAM.replace("scenarios:", f"{extra}scenarios:")))
    change = told.days[2].changed
    assert change is not None
    assert len(change.causes) == 8
    assert not change.exact
    assert [cause.part.where for (cause,) in change.lost[0].because] == [(1,)]
    assert change.readings[0].because == ()


def test_no_history():
    with pytest.raises(RequestError, match="no history") as caught:
        replay(read(PAIR))
    assert "`history`" in caught.value.problems[0].hint


# -- on the command line ----------------------------------------------------------------------------------------------


def test_the_week_in_words(call):
    code, out, _ = call("replay", "openai-2023")
    assert code == 0
    assert "  17 Nov 2023  Standoff         Hardly             0          4       4\n" in out
    assert "14 November 2023, the eve of the first step" in out
    assert "Changed since 14 November 2023, all of it because of the moves made:" in out
    assert "All answers as on 19 November 2023." in out
    text = " ".join(out.split())
    assert "14 November 2023 to 20 November 2023: 4 moves and 20 events, 4 days analysed" in text
    assert "later 4 moves and 11 events: --as-of latest tells them" in text
    assert "all are judged by the model, not by their own views (denouement perceptions)" in text
    assert "claims not judged, on any day (denouement claims --as-of 2023-11-20)" in text
    assert "Counts states; more of them does not mean likelier. Return takes in Return with terms and Return" in text
    assert "With reservations: it holds under Nash or SEQ, not under all; Hardly: it holds, but not under" in text
    assert "Compared with Never dismissed (state 82): Go ahead with the share purchase, over all" in text
    assert "SEQ As GMR, by moves that each of them likes better than not moving." in text
    assert "22 November" not in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_the_whole_history_in_words(call):
    code, out, _ = call("replay", "openai-2023", "--as-of", "latest")
    assert code == 0
    assert "▼ worse, by keep control: not a better move by itself" in out
    text = " ".join(out.split())
    assert "later" not in text.partition("Not told here")[2]
    assert "last recorded Return with terms (state 11), where the recorded history stops, is not an" in text
    assert "by Altman only under checks; could be answered so that it ends no better (GMR, SMR, SEQ, SSEQ). By" in text


def test_a_mover_who_saw_it_otherwise_is_told_for_the_day_on_which_it_moved(call):
    text = " ".join(call("replay", "openai-2023", "--as-of", "latest")[1].split())
    # The board still sees it otherwise on the 19th, from which its moves of the 22nd are seen, but not on the 22nd.
    assert text.count("saw it otherwise") == 1
    assert "By the file, The board saw it otherwise (denouement perceptions --as-of 2023-11-14)" in text


def test_numbers_that_mean_another_state_on_another_day_are_left_out(call, model):
    assert week("latest").numbered_alike
    assert not replay(read(DAM)).numbered_alike
    _, out, _ = call("replay", model(DAM))
    text = " ".join(out.split())
    assert "States are told without numbers, which change from day to day here." in text
    assert "(state" not in text
    assert "Upstream: Fill the dam → Dam without treaty, nothing deters it" in text
    assert "Compared with No dam: nothing taken, over" in text
    assert "last recorded Dam and treaty (Fill the dam; Share the water by treaty), where the recorded history" in text
    as_many = DAM.replace("scenarios:", "  - {never: share or (embargo and not fill), since: 2024-03-01}\nscenarios:")
    as_many = "".join(line for line in as_many.splitlines(keepends=True) if "2024-03-20" not in line)
    told = replay(read(as_many))
    assert {day.analysis.number_of_states for day in told.days if day.analysis} == {3}
    assert not told.numbered_alike
    nameless = DAM[: DAM.index("scenarios:")] + DAM[DAM.index("history:") :]
    text = " ".join(call("replay", model(nameless))[1].split())
    assert "where it stood Fill the dam; Stop buying power could it last?" in text
    assert "without numbers" not in call("replay", "openai-2023")[1]


def test_one_move_is_the_move_made(call, model):
    _, out, _ = call("replay", model(DAM))
    assert "Changed since 14 January 2024, all of it because of the move made:" in out
    assert "the moves made" not in out


def test_what_is_counted_over_is_named(call):
    fixed = call("replay", "openai-2023", "--reading", "staff=bluff")[1]
    assert "Over the readings left open\n" in fixed
    assert "Whichever reading is true" not in fixed
    assert "Whichever reading is true\n" in call("replay", "openai-2023")[1]


def test_causes_in_words(call, model):
    _, out, _ = call("replay", model(DAM))
    text = " ".join(out.split())
    assert "ceased to count rule contract, never: embargo" in text
    assert "only both together" in text
    assert "a joint step, nobody's move alone: Upstream ▼ worse, by not share; Downstream ▲ better" in text


def test_json(call, model):
    code, out, _ = call("replay", model(DAM), "--json")
    assert code == 0
    data = json.loads(out)
    assert data["format"] == "denouement-replay/1"
    assert [day["date"] for day in data["days"]] == ["2024-01-14", "2024-02-01", "2024-03-01", "2024-03-20"]
    changed = data["days"][2]["changed"]
    assert [cause.get("id", cause["kind"]) for cause in changed["causes"]] == ["moves", "contract", "reading"]
    assert changed["lost"][0]["because"] == [[1]]
    assert changed["lost"][0]["ending"]["taken"] == ["up.fill"]
    assert data["days"][2]["next_moves"][0]["joint"] is True
    assert data["days"][3]["outcome"]["readings"] == 2


def test_csv_has_a_row_for_each_day(call, model):
    code, out, _ = call("replay", model(DAM), "--csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["date"], row["scenario"], row["readings"]) for row in rows] == [
        ("2024-01-14", "wait", "1"), ("2024-02-01", "seized", "1"), ("2024-03-01", "seized", "2"),
        ("2024-03-20", "pact", "2"),
    ]  # fmt: skip
    assert [row["endings lost"] for row in rows] == ["", "0", "1", "0"]
    assert [row["up.fill"] for row in rows] == ["N", "Y", "Y", "Y"]


def test_markdown_and_full(call, model):
    code, out, _ = call("replay", "openai-2023", "--md")
    assert code == 0
    assert "## 17 November 2023" in out
    _, short, _ = call("replay", "openai-2023")
    _, out, _ = call("replay", "openai-2023", "--full")
    assert "told with --full" in short
    assert "--full" not in out


def test_without_readings(call):
    code, out, _ = call("replay", "openai-2023", "--no-readings")
    assert code == 0
    assert "Not counted over the rival readings." in out
    assert "of 18" not in out


def test_a_changed_model_is_replayed(call):
    code, out, _ = call("replay", "openai-2023", "--drop-rule", "rule2", "--set", "board.preferences=checks")
    assert code == 0
    assert "What if" in out
    assert "12" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["elmira-options"], "this model has no history, so there is no day to tell of"),
        (["openai-2023", "--as-of", "yesterday"], "'yesterday' is not a date"),
        (["openai-2023", "--reading", "board=nobody"], "board has no reading 'nobody'"),
        (["openai-2023", "--reading", "nobody=checks"], "there is no decision maker 'nobody'"),
        (["openai-2023", "--baseline", "nothing_like_it"], "nothing_like_it"),
        (["openai-2023", "--md", "--csv"], "choose one"),
        (["openai-2023", "--take", "seat"], "No such option"),
    ],
)
def test_bad_questions(call, arguments, told):
    code, out, err = call("replay", *arguments)
    assert code == 2
    assert out == ""
    assert told in err
    assert "Traceback" not in err


SHIFTING = """denouement: 1
title: Shift
decision_makers:
  a: {options: {x: X, y: Y}, preferences: [y, x]}
rules:
  - {id: r, never: x and not y, until: 2024-01-05}
start: [y]
history:
  - {date: 2024-01-02, by: a, take: [x]}
  - {date: 2024-01-08, by: a, drop: [y]}
"""


def test_a_baseline_given_by_number_is_one_state_on_all_days(call, model):
    # On the last day the states are nothing, x, y, and both; before, x alone cannot be, and y has another number.
    name, shifting = model(SHIFTING), read(SHIFTING)
    numbered, named = (replay(shifting, baseline=written) for written in ("3", "[y]"))
    for one, other in zip(numbered.days, named.days, strict=True):
        assert one.analysis is not None
        assert other.analysis is not None
        assert one.analysis.baseline == other.analysis.baseline
        assert one.analysis.baseline is not None
        assert one.analysis.baseline.taken == ("a.y",)
        assert one.analysis.standings == other.analysis.standings
    code, _, error = call("replay", name, "--baseline", "9")
    assert code == 2
    assert "there is no state 9" in error
