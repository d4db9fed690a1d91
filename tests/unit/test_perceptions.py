"""Perceptions: how they are written and checked, what views they make, and what the command says of them."""

from __future__ import annotations

import csv
import io
import json

import pytest

import denouement
from denouement.analysis.hypergame import Hypergame, hypergame
from denouement.analysis.lints.examine import examine
from denouement.analysis.surprises import account, misjudged
from denouement.errors import ModelError, RequestError
from denouement.files.editing import ModelFile
from denouement.files.schema import json_schema
from denouement.model.believing import believing
from denouement.model.conflict import Conflict
from denouement.model.difference import changes, changes_between_days
from denouement.model.perception import Perception
from denouement.model.preference import Statements
from denouement.model.what_if import what_if
from tests.unit.models import PAIR, assert_one_at_mark, messages, only_problem, problem_when_analysed, problems, read

FRIDAY = "2023-11-16"

BASE = """\
denouement: 1
title: Eyes
sources: {s: {title: S}}
evidence: {e: {source: s, note: N, date: 2024-01-10}}
rules: [{never: x and z, id: peace, why: W}]
decision_makers:
  a:
    options: {x: X}
    preferences: [x]
    perceptions: P
  b:
    options: {z: Z}
    preferences: {readings: {firm: [z iff x, z], soft: [not z]}}
  c: {options: {y: Y}, preferences: [y]}
"""


def eyes(perceptions: str, base: str = BASE) -> str:
    return base.replace("perceptions: P", f"perceptions: {perceptions}")


def game(text: str | Conflict, **asked: object) -> Hypergame:
    conflict = read(text) if isinstance(text, str) else text
    return hypergame(conflict.analyse(**asked))  # type: ignore[arg-type]


def told(hyper: Hypergame, maker: str = "a") -> list[str]:
    return [str(element) for element in hyper.views[maker].elements]


# -- the format ------------------------------------------------------------------------------------------------


def test_perceptions_are_read_with_all_their_keys() -> None:
    conflict = read(
        eyes("""
      - name: B gives way
        readings: {b: soft}
        preferences: {c: [not y, {that: x, name: N}]}
        unseen: [y, b.z]
        rules: [{never: y, why: no, evidence: [e]}, {at_most_one: [x, y]}]
        disbelieves: [peace]
        evidence: [e]
        note: In my words
        since: 2024-01-01
        until: 2024-02-01""")
    )
    (perception,) = conflict.decision_maker("a").perceptions
    assert perception.name == "B gives way"
    assert perception.readings == (("b", "soft"),)
    ((who, wants),) = perception.preferences
    assert who == "c"
    assert isinstance(wants, Statements)
    assert [str(wanted.that) for wanted in wants.statements] == ["not y", "x"]
    assert perception.unseen == ("y", "b.z")
    assert [str(rule) for rule in perception.rules] == ["never: y", "at_most_one: [x, y]"]
    assert perception.disbelieves == ("peace",)
    assert (str(perception.since), str(perception.until)) == ("2024-01-01", "2024-02-01")
    assert (perception.evidence, perception.note) == (("e",), "In my words")


@pytest.mark.parametrize(
    "wants",
    ["[y]", "{statements: [y]}", "{weights: {y: 2}}", "{payoffs: {y: 1}}", "{pairs: [1 > 2]}", "{ranking: ['-N-']}"],
)
def test_what_another_is_thought_to_want_has_any_of_the_five_forms(wants: str) -> None:
    assert messages(eyes(f"[{{preferences: {{c: {wants}}}}}]")) == []


@pytest.mark.parametrize(
    ("perceptions", "says"),
    [
        ("[{readings: {‸d: soft}}]", "there is no decision maker 'd'"),
        ("[{readings: {b: ‸sof}}]", "did you mean soft?"),
        ("[{readings: {c: ‸soft}}]", "c has no rival readings write what it is thought to want"),
        ("[{readings: {‸a: soft}}]", "a is not mistaken about its own wants"),
        ("[{preferences: {‸a: [x]}}]", "a is not mistaken about its own wants"),
        ("[{preferences: {‸d: [x]}}]", "there is no decision maker 'd'"),
        ("[{readings: {b: soft}, preferences: {‸b: [z]}}]", "it is said twice what a takes b to want"),
        ("[{preferences: {c: [‸q]}}]", "there is no option or definition 'q'"),
        ("[{preferences: {c: {weights: {‸q: 1}}}}]", "there is no option 'q'"),
        ("[{preferences: {c: ‸{readings: {r: [y]}}}}]", "thought to want one thing, not one of several name one"),
        ("[{preferences: {c: ‸{}}}]", "it is not said what is wanted"),
        ("[{preferences: {c: ‸y}}]", "what somebody is thought to want is expected here, not a text"),
        ("[{preferences: {c: [y, {that: x, strength: ‸great}]}}]", "marks a leading run"),
        ("[{unseen: [‸w]}]", "there is no option 'w'"),
        ("[{unseen: [z, ‸b.z]}]", "b.z stands here twice keep one"),
        ("[{disbelieves: [‸rule2]}]", "there is no rule 'rule2'"),
        ("[{disbelieves: [peace, ‸rule1]}]", "rule1 stands here twice"),
        ("[{rules: [{never: ‸q}]}]", "there is no option or definition 'q'"),
        ("[{rules: [{never: y, id: ‸peace}]}]", "'peace' is a rule of the model already"),
        ("[{rules: [{at_most_one: ‸[]}]}]", "`at_most_one` lists nothing"),
        ("[{rules: [‸y]}]", "a rule says its kind"),
        ("[‸{name: N, note: M}]", "this perception says nothing write `readings`"),
        ("‸{unseen: [y]}", "`perceptions` must be a list write […], or one item a line after a dash"),
        ("[{‸unsen: [y]}]", "a perception has no key 'unsen' did you mean unseen?"),
        ("[{unseen: [y], evidence: [‸f]}]", "there is no evidence 'f'"),
        ("[{rules: [{never: y, evidence: [‸f]}]}]", "there is no evidence 'f'"),
        ("[{preferences: {c: [{that: y, against: [‸f]}]}}]", "there is no evidence 'f'"),
        ("[{unseen: [y], since: 2024-02-01, until: ‸2024-01-01}]", "it would never count"),
        ("[{rules: [{never: y, since: 2024-02-01, until: ‸2024-01-01}]}]", "it would never count"),
    ],
)  # fmt: skip
def test_errors_of_perceptions_have_their_places(perceptions: str, says: str) -> None:
    assert_one_at_mark(eyes(perceptions), says)


def test_an_unreadable_part_brings_up_no_second_error() -> None:
    for perceptions in ("[{readings: {b: []}}]", "[{preferences: {c: [and]}}]", "[{rules: [{never: (}]}]", "[text]"):
        only_problem(eyes(perceptions))
    broken = eyes("[{readings: {b: soft}}]").replace("{firm: [z iff x, z], soft: [not z]}", "7")
    only_problem(broken)


def test_errors_of_perceptions_hide_no_errors_of_the_history() -> None:
    text = (
        eyes("[{unseen: [w]}]")
        + "history: [{date: 2024-01-01, by: c, take: [y]}, {date: 2024-01-02, by: c, take: [y]}]\n"
    )
    assert len(messages(text)) == 2


def test_the_schema_knows_perceptions() -> None:
    import jsonschema
    import yaml

    validator = jsonschema.Draft202012Validator(json_schema())
    for right in ("[{unseen: [y]}]", "[{readings: {b: soft}}]", "[{preferences: {c: {weights: {y: 1}}}}]", "[]"):
        assert validator.is_valid(yaml.safe_load(eyes(right)) | {"evidence": {}})
    for wrong in ("[{name: N}]", "{unseen: [y]}", "[{preferences: {c: {readings: {r: [y]}}}}]", "[{unsen: [y]}]"):
        assert not validator.is_valid(yaml.safe_load(eyes(wrong)) | {"evidence": {}})


def test_perceptions_are_hashed_and_their_absence_is_not() -> None:
    with_them = read(eyes("[{unseen: [y]}]"))
    without = read(BASE.replace("    perceptions: P\n", ""))
    assert with_them.sha256 != without.sha256
    assert read(eyes("[]")).sha256 == without.sha256 == with_them.with_perceptions("a", ()).sha256


def test_damaged_files_still_give_places() -> None:
    whole = eyes("\n      - {readings: {b: soft}, unseen: [y], rules: [{never: y and z}], disbelieves: [peace]}\n")
    begin = whole.index("perceptions")
    for at in range(begin, begin + 110):
        damaged = whole[:at] + whole[at + 1 :]
        assert all(problem.location is not None for problem in problems(damaged))


# -- time --------------------------------------------------------------------------------------------------------


def test_perceptions_count_in_their_window_and_the_later_of_two_wins() -> None:
    text = eyes("""
      - {readings: {b: soft}, unseen: [y], until: 2024-01-31}
      - {preferences: {b: [x]}, since: 2024-01-15}
      - {rules: [{never: y, since: 2024-02-10}, {never: x and y}], since: 2024-02-01}""")
    assert told(game(text, as_of="2024-01-01")) == ["b=soft", "unseen c.y"]
    assert told(game(text, as_of="2024-01-20")) == ["wants of b", "unseen c.y"]
    assert told(game(text, as_of="2024-02-01")) == ["wants of b", "never: x and y"]
    assert told(game(text, as_of="2024-02-10")) == ["wants of b", "never: y", "never: x and y"]


def test_statements_outside_their_window_are_not_thought_of() -> None:
    text = eyes("[{preferences: {b: [x, {that: z, since: 2024-02-01}]}}]")
    views = [game(text, as_of=day).views["a"].analysis for day in ("2024-01-01", "2024-02-01")]
    assert [[premise.id for premise in view.premises if premise.decision_maker == "b"] for view in views] == [
        ["b.seen by a.1"], ["b.seen by a.1", "b.seen by a.2"],
    ]  # fmt: skip


def test_a_reading_that_does_not_count_on_the_day_is_an_error_at_its_place() -> None:
    text = eyes("[{readings: {b: soft}}]").replace("soft: [not z]", "soft: {until: 2024-01-01, statements: [not z]}")
    with pytest.raises(ModelError, match="a takes b to be read as soft, which does not count on 2024-02-01") as caught:
        game(text, as_of="2024-02-01")
    assert caught.value.problems[0].location is not None


def test_days_differ_by_the_perceptions_that_count() -> None:
    conflict = denouement.load("openai-2023")
    from denouement.model.dates import Date

    found = changes_between_days(conflict, Date.parse(FRIDAY), Date.parse("2023-11-20"))
    place = ("decision_makers", "board", "perceptions", "The staff stay put")
    assert [change.kind for change in found if change.path == place] == ["removed"]


def test_models_differ_by_the_part_of_a_perception_that_was_changed() -> None:
    one = read(eyes("[{name: N, readings: {b: soft}, unseen: [y]}]"))
    other = read(eyes("[{name: N, readings: {b: firm}, unseen: [y, z]}]"))
    found = {change.path[2:]: (change.before, change.after) for change in changes(one, other)}
    assert found == {
        ("perceptions", "N", "readings", "b"): (["b", "soft"], ["b", "firm"]),
        ("perceptions", "N", "unseen"): (["y"], ["y", "z"]),
    }


# -- edits -------------------------------------------------------------------------------------------------------


def test_a_file_with_perceptions_is_edited_without_losing_anything() -> None:
    text = eyes("\n      - readings: {b: soft}   # they gave way before\n        preferences:\n          c: [y]")
    file = ModelFile.of_text(text)
    path = ("decision_makers", "a", "perceptions", 0)
    assert file.set((*path, "readings", "b"), "firm").set((*path, "readings", "b"), "soft").text == text
    long = file.set((*path, "preferences", "c", 0, "name"), "the Y")
    assert "c: [{that: y, name: the Y}]" in long.text
    assert "# they gave way before" in long.text
    more = file.insert(("decision_makers", "a", "perceptions"), 1, {"unseen": ["y"]})
    assert len(more.conflict.decision_maker("a").perceptions) == 2
    assert more.remove((*path[:-1], 1)).text == text
    with pytest.raises(ModelError, match="has no reading 'sof'"):
        file.set((*path, "readings", "b"), "sof")


def test_what_was_believed_stays_when_the_reading_named_is_replaced() -> None:
    conflict = what_if(read(eyes("[{readings: {b: soft}}]")), settings=["b.preferences=firm"])
    (perception,) = conflict.decision_maker("a").perceptions
    ((who, wants),) = perception.preferences
    assert who == "b"
    assert perception.readings == ()
    assert isinstance(wants, Statements)
    assert [str(wanted.that) for wanted in wants.statements] == ["not z"]


def test_rules_not_believed_are_the_same_when_others_are_dropped() -> None:
    text = eyes("[{disbelieves: [rule2]}, {disbelieves: [peace], unseen: [y]}, {disbelieves: [peace]}]")
    conflict = read(text.replace("why: W}]", "why: W}, {never: x and y, why: W}, {never: y and z, why: W}]"))
    dropped = conflict.without_rule("peace").decision_maker("a").perceptions
    assert [perception.disbelieves for perception in dropped] == [("rule1",), ()]
    assert [p.disbelieves for p in conflict.with_rules(conflict.rules).decision_maker("a").perceptions] == [
        ("rule2",), ("peace",), ("peace",),
    ]  # fmt: skip


# -- views -------------------------------------------------------------------------------------------------------


def test_a_view_has_no_states_with_an_option_unseen_and_sees_it_once_it_is_taken() -> None:
    text = eyes("[{unseen: [y]}]")
    view = game(text).views["a"]
    assert view.analysis.number_of_states == 3
    assert view.seen == ()
    seen = game(text + "start: [y]\n").views["a"]
    assert seen.seen == ("c.y",)
    assert seen.elements == ()
    assert seen.analysis.number_of_states == 6


def test_a_view_that_what_happened_contradicts_is_analysed_without_a_status_quo() -> None:
    view = game(eyes("[{rules: [{never: y}]}]") + "start: [y]\n").views["a"]
    assert view.contradicted
    assert view.analysis.status_quo is None
    assert view.analysis.reachable is None
    assert view.analysis.equilibria["nash"]


def test_a_view_in_which_nothing_is_possible_is_an_error_that_names_its_rules() -> None:
    text = eyes("[{rules: [{always: x}, {always: z}]}]")
    with pytest.raises(ModelError, match="in the view of a: no state is possible: these rules contradict") as caught:
        game(text)
    assert caught.value.problems[0].location is not None


def test_rankings_by_number_mean_the_states_of_the_model_in_every_view() -> None:
    text = eyes("[{unseen: [x]}]").replace(
        "c: {options: {y: Y}, preferences: [y]}", "c: {options: {y: Y}, preferences: {ranking: [6, 5, 4, 3, 2, 1]}}"
    )
    hyper = game(text)
    truth, view = hyper.truth, hyper.views["a"].analysis
    assert [state.taken for state in view.states] == [(), ("b.z",), ("c.y",), ("b.z", "c.y")]
    for one in view.states:
        for other in view.states:
            same = truth.comparison(
                "c", truth.state(f"[{', '.join(one.taken)}]"), truth.state(f"[{', '.join(other.taken)}]")
            )
            assert view.comparison("c", one, other).standing == same.standing
    assert view.state("3").taken == truth.state("3").taken == ("b.z",)
    with pytest.raises(RequestError, match="2 is not possible in this view"):
        view.state("2")


def test_a_ranking_with_no_place_for_states_that_only_a_view_has_is_an_error() -> None:
    text = eyes("[{disbelieves: [peace]}]").replace(
        "c: {options: {y: Y}, preferences: [y]}", "c: {options: {y: Y}, preferences: {ranking: [6, 5, 4, 3, 2, 1]}}"
    )
    with pytest.raises(ModelError, match="in the view of a: this ranking does not list"):
        game(text)


GRAPH = """\
denouement: 1
title: Listed
start: s1
states: {s1: {taken: []}, s2: {taken: [x]}, s3: {taken: [x, z]}, s4: {taken: [z]}}
decision_makers:
  a: {options: {x: X}, moves: {s1: [s2], s4: [s3]}, preferences: [not z, x], perceptions: [P]}
  b: {options: {z: Z}, moves: {s2: [s3], s1: [s4]}, preferences: {ranking: [s3, s1, s2, s4]}}
"""


def test_in_graph_form_an_option_unseen_hides_the_states_in_which_it_is_taken() -> None:
    hyper = game(GRAPH.replace("[P]", "[{unseen: [z]}]"))
    view = hyper.views["a"].analysis
    assert [state.id for state in view.states] == ["s1", "s2"]
    assert view.state("s2").id == "s2"
    (move,) = misjudged(hyper, "seq", hyper.truth.status_quo)
    assert (move.kind, move.decision_maker, move.to.id) == ("surprise", "a", "s2")
    said = account(hyper, "seq", move)
    assert [[str(element) for element in one] for one in said.corrections] == [["unseen b.z"]]
    assert said.answer is not None
    assert [step.to.id for step in said.answer.moves] == ["s3"]
    assert said.answer.comparison.standing == "worse"


def test_rules_are_neither_believed_nor_not_in_graph_form() -> None:
    assert_one_at_mark(GRAPH.replace("[P]", "[{rules: ‸[{never: z}]}]"), "rules make no states in graph form")
    with_rule = GRAPH.replace("[P]", "[{disbelieves: ‸[rule1]}]") + "rules: [{never: x and not x, why: w}]\n"
    assert_one_at_mark(with_rule, "rules make no states in graph form")


def test_merged_states_are_found_again_in_a_view() -> None:
    merged = "coalesce: [{when: x, as: done, represented_by: 4}]\n"
    hyper = game(eyes("[{unseen: [y]}]").replace("rules: [{never: x and z, id: peace, why: W}]\n", "") + merged)
    truth, view = hyper.truth, hyper.views["a"].analysis
    assert truth.state("done").taken == ("a.x", "b.z")
    assert view.state("done").taken == ("a.x", "b.z")
    assert int(hyper.places["a"][truth.index_of("done")]) == view.index_of("done")
    hidden = game(eyes("[{unseen: [z]}]").replace("rules: [{never: x and z, id: peace, why: W}]\n", "") + merged)
    assert hidden.views["a"].analysis.state("done").taken == ("a.x",)


def test_a_view_can_be_read_and_asked_like_any_analysis() -> None:
    view = game(eyes("[{readings: {b: soft}, unseen: [y]}]")).views["a"].analysis
    assert view.readings == {"b": "soft"}
    assert view.read_as({"b": "firm"}).readings == {"b": "firm"}
    assert view.to_dict(full=True)["states"]
    assert view.why("now").stances


# -- the worked case -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def friday() -> Hypergame:
    return game(denouement.load("openai-2023"), as_of=FRIDAY, readings={"board": "survival"})


def test_the_thursday_holds_in_truth_and_not_in_the_eyes_of_the_board(friday: Hypergame) -> None:
    thursday = friday.truth.status_quo
    assert thursday is not None
    assert friday.truth.holds(thursday, "seq")
    assert thursday in [one.state for one in friday.lost("seq")]
    assert {one.leaving for one in friday.lost("seq")} == {("board",)}
    assert told(friday, "board") == ["staff=bluff"]
    assert friday.mistaken == ("board",)


def test_the_dismissal_looks_safe_and_ends_in_the_exodus(friday: Hypergame) -> None:
    moves = misjudged(friday, "seq", friday.truth.status_quo)
    assert [(move.kind, move.decision_maker) for move in moves] == [("surprise", "board")] * 2
    said = account(friday, "seq", moves[0])
    assert said.move.take == ("board.dismiss",)
    assert said.answer is not None
    assert [step.take for step in said.answer.moves] == [("microsoft.offer",), ("altman.msft",), ("staff.leave",)]
    assert said.answer.comparison.standing == "worse"
    assert said.answer.comparison.premise is not None
    assert said.answer.comparison.premise.statement.name == "no exodus"
    assert [[str(element) for element in one] for one in said.corrections] == [["staff=bluff"]]
    assert said.complete


@pytest.mark.parametrize("board", ["checks", "hard_line"])
def test_under_the_other_readings_the_dismissal_needs_no_mistake(board: str) -> None:
    hyper = game(denouement.load("openai-2023"), as_of=FRIDAY, readings={"board": board})
    assert misjudged(hyper, "seq") == ()
    now = hyper.truth.status_quo
    assert now is not None
    tempting = [move for move in hyper.truth.departures(now) if "seq" in move.tempting_under]
    assert {move.decision_maker for move in tempting} == {"board"}


def test_by_the_monday_nobody_sees_it_otherwise() -> None:
    assert game(denouement.load("openai-2023")).mistaken == ()


# -- beliefs on the command line -------------------------------------------------------------------------------------


def test_beliefs_are_added_after_those_of_the_file() -> None:
    conflict = believing(read(eyes("[{readings: {b: soft}}]")), ["a: b=firm", "c: a=not x; z", "a: unseen y, z"])
    assert [perception.name for perception in conflict.decision_maker("a").perceptions] == [None, "What if", "What if"]
    assert told(game(conflict)) == ["b=firm", "unseen c.y", "unseen b.z"]
    assert told(game(conflict), "c") == ["wants of a"]
    rules = believing(read(eyes("[]")), ["a: never y", "a: always z or y", "a: without peace"])
    assert told(game(rules)) == ["never: y", "always: z or y", "without peace"]


@pytest.mark.parametrize(
    ("belief", "says"),
    [
        ("a b=soft", "who believes what?"),
        ("d: b=soft", "there is no decision maker 'd'"),
        ("a: b=sof", "b has no reading 'sof'"),
        ("a: unsen y", "this is no belief"),
        ("a: unseen w", "there is no option 'w'"),
        ("a: without rule9", "there is no rule 'rule9'"),
        ("a: a=x", "a is not mistaken about its own wants"),
        ("a: c=not w", "there is no option or definition 'w'"),
        ("a: never (", "the condition stops where something should follow"),
        ("a: e=not w", "there is no decision maker 'e'"),
        ("a: unseen y; unseen z", "one belief per --believes"),
        ("a: b=soft; unseen z", "one belief per --believes"),
        ("a: c=not x; b=soft", "one belief per --believes"),
    ],
)
def test_beliefs_that_are_none(belief: str, says: str) -> None:
    with pytest.raises(RequestError) as caught:
        believing(read(eyes("[]")), [belief])
    assert says in caught.value.problems[0].message
    assert caught.value.problems[0].message.startswith(f"--believes {belief}: ")


def test_all_beliefs_that_are_none_are_named_at_once() -> None:
    with pytest.raises(RequestError) as caught:
        believing(read(eyes("[]")), ["d: b=soft", "a: unseen w"])
    assert len(caught.value.problems) == 2


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_tells_the_worked_case(call) -> None:
    code, out, err = call("perceptions", "openai-2023", "--as-of", FRIDAY)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    text = " ".join(out.split())
    assert "The board The staff stay put: takes The staff to be read as bluff [ABC News; known only later]" in text
    assert "A surprise: The board Dismiss Altman → Standoff (state 83)" in text
    assert "In the model could be answered. Microsoft could: Offer everybody a job → Standoff (state 93)" in text
    assert "then The staff could: Leave together → Exodus (state 109); ▲ better, by leave if he is out* (known" in text
    assert "Result for The board, against staying: ▼ worse, by no exodus* (known only later)" in text
    assert "Weak statements (*) A statement so marked is less likely than not" in text
    assert "does not mean likelier" in text
    assert "Never dismissed (state 82) would leave, by its view: The board" in text
    assert "truth" not in text
    assert "Because The board takes The staff to be read as bluff." in text
    assert "SEQ 12 8 0 4 0" in text


def test_as_it_is_nobody_is_surprised(call) -> None:
    code, out, _ = call("perceptions", "openai-2023", "--as-of", FRIDAY, "--as-is")
    assert code == 0
    assert "Everybody sees the conflict as the model has it: no surprise of this kind in the model." in " ".join(
        out.split()
    )
    assert "surprise:" not in out.lower()


def test_perceptions_that_do_not_count_on_the_day_are_named(call, model) -> None:
    text = " ".join(call("perceptions", "openai-2023")[1].split())
    assert "No perception is in force on 20 November 2023: no surprise of this kind in the model." in text
    assert "The board “The staff stay put” ended on 19 November 2023: --as-of 2023-11-19 or earlier" in text
    windows = (
        "[{unseen: [y], since: 2024-03-01}, {name: N, unseen: [z], since: 2024-01-02, until: 2024-01-03}, "
        "{unseen: [z], until: 2024-01-04}]"
    )
    text = " ".join(call("perceptions", model(eyes(windows)), "--as-of", "2024-02-01")[1].split())
    assert "a perception 1 begins on 1 March 2024: --as-of 2024-03-01" in text
    assert "“N” counted from 2 January 2024 to 3 January 2024: --as-of 2024-01-03" in text
    assert "perception 3 ended on 4 January 2024: --as-of 2024-01-04 or earlier" in text


def test_under_nash_nothing_is_called_safe(call) -> None:
    text = " ".join(call("perceptions", "openai-2023", "--as-of", FRIDAY, "--concept", "nash")[1].split())
    assert "None from Never dismissed (state 82): under Nash answers are not looked at, so that none can" in text
    assert "Not deterred, in view and in the model Better moves that nothing deters under Nash" in text
    assert "for what it is" not in text
    every = " ".join(call("perceptions", "openai-2023", "--as-of", FRIDAY, "--concept", "nash", "--all")[1].split())
    assert "None in the 644 states that can be reached: under Nash answers are not looked at" in every


def test_who_leaves_and_who_does_not_see_is_told_apart(call, model) -> None:
    text = " ".join(call("perceptions", model(eyes("[{unseen: [y]}]")), "--full")[1].split())
    assert "Not seen by at least one Under SEQ, all who see these would stay:" in text
    assert "not seen by: a" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Never dismissed"], "never_dismissed means 4 states"),
        (["never Dismissed"], "1, 82, 323, 404"),
        (["Never dismised"], "did you mean Never dismissed?"),
        (["Never", "dismissed"], "one STATE, in quotes if it has blanks: 'Never dismissed'"),
        (["--believes", "board:", "unseen", "offer"], "put the belief in quotes"),
        (["--believes", "board:", "staff=bluff"], "put the belief in quotes"),
        (["--believes", "board: unseen offer; unseen leave"], "one belief per --believes"),
    ],
)
def test_names_with_blanks_and_beliefs_without_quotes(call, arguments: list[str], says: str) -> None:
    code, out, err = call("perceptions", "openai-2023", *arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_a_scenario_of_one_state_can_be_named(call, model) -> None:
    text = eyes("[{unseen: [y]}]") + "scenarios: {both: {name: Both of them, when: x and y and not z}}\n"
    code, out, _ = call("perceptions", model(text), "both of THEM")
    assert code == 0
    assert "from Both of them (state" in " ".join(out.split())


def test_the_command_prints_json(call) -> None:
    code, out, _ = call("perceptions", "openai-2023", "--as-of", FRIDAY, "--json")
    data = json.loads(out)
    assert code == 0
    assert data["format"] == "denouement-perceptions/1"
    assert data["model"]["sha256"] == denouement.load("openai-2023").sha256
    assert data["counts"] == {"surprise": 2, "impossible": 0, "missed": 0, "unseen": 0}
    first = data["misjudged"][0]
    assert first["take"] == ["board.dismiss"]
    assert first["corrections"] == [[{"kind": "reading", "about": "staff", "perception": 1, "reading": "bluff"}]]
    assert [move["take"] for move in first["answer"]["moves"]] == [
        ["microsoft.offer"],
        ["altman.msft"],
        ["staff.leave"],
    ]
    assert len(data["equilibria"]["seq"]["only_in_truth"]) == 4
    assert data["views"]["board"]["states"] == 644
    assert "stable" not in data["views"]["staff"]


def test_the_command_prints_csv_of_all_states(call) -> None:
    code, out, _ = call("perceptions", "openai-2023", "--as-of", FRIDAY, "--all", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert len(rows) == 8
    assert {(row["kind"], row["decision_maker"]) for row in rows} == {("surprise", "board")}


def test_the_command_prints_markdown(call) -> None:
    code, out, _ = call("perceptions", "openai-2023", "--as-of", FRIDAY, "--md")
    assert code == 0
    assert "## A surprise: The board" in out


def test_the_command_names_every_kind_of_misjudged_move(call, model) -> None:
    text = eyes("[{unseen: [x], disbelieves: [peace]}]") + "start: [z]\n"
    chances = call("perceptions", model(text), "--believes", "b: a=not x", "--all")[1]
    assert "A chance not seen" in chances
    other = eyes("[{disbelieves: [peace]}]") + "start: [z]\n"
    tried = call("perceptions", model(other))[1]
    assert "A move that is not possible: a" in tried
    assert "it breaks peace (never: x and z)" in tried


def test_the_command_says_what_a_view_lacks(call, model) -> None:
    out = " ".join(
        call("perceptions", model(eyes("[{unseen: [y]}, {rules: [{never: x}]}]") + "start: [x]\n"))[1].split()
    )
    assert "What happened contradicts this view" in out
    assert "4 of 6 states are not in it" in out
    assert "is not in the view of a, who can judge no move from it" in out
    assert "a, from anywhere" in out
    seen = call("perceptions", model(eyes("[{unseen: [y]}]") + "start: [y]\n"))[1]
    assert "Sees all the same, as it is taken where the story stands: Y." in " ".join(seen.split())


def test_without_a_status_quo_the_command_asks_for_a_state(call, model) -> None:
    text = eyes("[{unseen: [y]}]").replace("why: W}]", "why: W}, {always: x or z, why: W}]")
    code, out, _ = call("perceptions", model(text))
    assert code == 0
    assert "name a STATE" in out
    assert call("perceptions", model(text), "1")[0] == 0
    assert "all 4 states" in " ".join(call("perceptions", model(text), "--all", "--concept", "nash")[1].split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--concept", "smrt"], "there is no concept 'smrt'"),
        (["99999"], "there is no state 99999"),
        (["now", "--all"], "leave STATE out"),
        (["--md", "--csv"], "cannot be printed at once"),
        (["--believes", "board: staff=blufff"], "did you mean bluff?"),
    ],
)
def test_the_command_refuses_what_it_cannot_answer(call, arguments: list[str], says: str) -> None:
    code, out, err = call("perceptions", "openai-2023", *arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_what_is_believed_is_in_the_words_of_the_file_whatever_is_changed(call) -> None:
    code, out, _ = call(
        "perceptions", "openai-2023", "--as-is", "--drop-rule", "rule2", "--believes", "board: without rule3"
    )
    assert code == 0
    assert "does not believe in rule2 (always: msft implies" in " ".join(out.split())


# -- other reports -----------------------------------------------------------------------------------------------


def test_the_story_says_who_sees_it_otherwise(call) -> None:
    code, out, _ = call("story", "openai-2023", "--as-of", FRIDAY)
    assert code == 0
    assert "Who sees it otherwise" in out
    assert "Who sees it otherwise" not in call("story", "openai-2023")[1]
    told = json.loads(call("story", "openai-2023", "--as-of", FRIDAY, "--json")[1])
    (board,) = [maker for maker in told["decision_makers"] if maker["id"] == "board"]
    assert [perception["name"] for perception in board["perceptions"]] == ["The staff stay put"]


@pytest.mark.parametrize(
    ("perceptions", "says"),
    [
        ("[{readings: {b: firm}}]", "a: b is read as firm anyway"),
        ("[{preferences: {c: [y]}}]", "a: that is how c likes the states anyway"),
        ("[{rules: [{never: x and y and z}]}]", "a: every feasible state keeps never: x and y and z anyway"),
        ("[{readings: {b: soft}}, {readings: {b: firm}}]", "a: later perceptions say otherwise"),
    ],
)
def test_check_finds_perceptions_that_change_nothing(perceptions: str, says: str) -> None:
    found = [f.message for f in examine(read(eyes(perceptions))).findings if f.code == "perception-changes-nothing"]
    assert any(message.startswith(says) for message in found)


def test_check_finds_an_option_unseen_that_is_taken_or_cannot_be() -> None:
    taken = examine(read(eyes("[{unseen: [y]}]") + "start: [y]\n")).findings
    assert any(f.code == "perception-changes-nothing" and "sees c.y all the same" in f.message for f in taken)
    never = eyes("[{unseen: [y]}, {disbelieves: [rule3]}]").replace(
        "why: W}]", "why: W}, {never: y, why: W}, {never: y and x, why: W}]"
    )
    found = [f.message for f in examine(read(never)).findings if f.code == "perception-changes-nothing"]
    assert found == ["a: no feasible state takes c.y anyway", "a: without rule3 the same states are feasible"]


def test_check_finds_nothing_in_perceptions_that_change_something() -> None:
    text = eyes("[{readings: {b: soft}, unseen: [y], disbelieves: [peace], rules: [{never: x}], evidence: [e]}]")
    codes = [finding.code for finding in examine(read(text)).findings if finding.path[2:3] == ("perceptions",)]
    assert codes == []


def test_check_finds_perceptions_without_evidence_or_with_hindsight_alone() -> None:
    bare = [
        finding.message
        for finding in examine(
            read(eyes("[{unseen: [y]}]").replace("[not z]", "[{that: not z, evidence: [e]}]"))
        ).findings
    ]
    assert "nothing says that a saw it so (perception 1)" in bare
    late = examine(read(eyes("[{name: N, unseen: [y], evidence: [e]}]")), "2024-01-05").findings
    (finding,) = [f for f in late if f.code == "hindsight-only"]
    assert finding.message == "what a saw (N) rests only on evidence dated after 2024-01-05"
    assert not any(f.code == "unused-evidence" for f in late)


def test_a_perception_built_in_code_is_checked_too() -> None:
    with pytest.raises(ModelError, match="says nothing"):
        read(eyes("[]")).with_perceptions("a", [Perception(name="N")])


def test_errors_in_the_wants_of_others_are_found_when_they_are_ranked() -> None:
    text = eyes("[{preferences: {c: {ranking: [1, 2]}}}]")
    with pytest.raises(ModelError, match="this ranking does not list"):
        game(text)
    assert problem_when_analysed(
        text.replace("perceptions: [{preferences: {c: {ranking: [1, 2]}}}]", "").replace(
            "preferences: [y]", "preferences: {ranking: [1]}"
        )
    )


# -- files and views --------------------------------------------------------------------------------------------------


def test_a_view_of_listed_states_with_names_leaves_some_out(call):
    code, out, _ = call("perceptions", "elmira-graph", "--believes", "ministry: unseen insist")
    assert code == 0
    assert "has not thought of" in out


@pytest.mark.parametrize(
    ("wants", "message"),
    [
        ("{ranking: [1, 2, 9]}", "in the view of a: there is no state 9"),
        ("{ranking: [1, 2, 2, 3, 4]}", "in the view of a: state 2 (YN) is listed twice"),
        ("{pairs: [1 > 2, 2 > 1]}", "in the view of a: this contradicts pair 1"),
    ],
)
def test_check_finds_what_is_wrong_in_a_view_and_where(call, model, wants, message):
    belief = f"    perceptions:\n      - {{preferences: {{b: {wants}}}}}\n"
    name = model(PAIR.replace("    preferences: [x]\n", f"    preferences: [x]\n{belief}"))
    for command in ("check", "perceptions"):
        code, _, error = call(command, name)
        assert code == 2
        assert message in error
        assert f"{name}:8:" in error


THREE_RULES = """denouement: 1
title: Three rules
decision_makers:
  a:
    options: {x: X, y: Y}
    preferences: [x]
    perceptions: [{disbelieves: [rule2]}]   # the second
  b: {options: {z: Z}, preferences: [z]}
rules: [{never: x and y}, {never: y and z}, {never: x and z}]
"""


def test_edits_of_a_file_leave_the_rule_disbelieved_what_it_is():
    file = ModelFile.of_text(THREE_RULES)
    disbelieved = "never: y and z"

    def believed_otherwise(edited: ModelFile) -> str:
        (perception,) = edited.conflict.decision_maker("a").perceptions
        return str(edited.conflict.rules[edited.conflict.position_of_rule(perception.disbelieves[0])])

    assert believed_otherwise(file) == disbelieved
    assert believed_otherwise(file.drop_rule("rule1")) == disbelieved
    assert believed_otherwise(file.drop_rule("rule3")) == disbelieved
    assert believed_otherwise(file.move(("rules",), 1, 2)) == disbelieved
    assert believed_otherwise(file.move(("rules",), 2, 0)) == disbelieved
    assert believed_otherwise(file.insert(("rules",), 0, {"never": "x and y and z"})) == disbelieved
    assert believed_otherwise(file.remove(("rules", 0))) == disbelieved
    assert "# the second" in file.drop_rule("rule1").text
    with pytest.raises(RequestError, match="a is said not to believe rule2"):
        file.drop_rule("rule2")
