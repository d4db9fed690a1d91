"""Single changes to a model: what they are called, what they make of it, and which go together."""

from __future__ import annotations

import json
import shlex
from itertools import combinations

import pytest

import denouement
from denouement.errors import ModelError
from denouement.model.conflict import Conflict
from denouement.model.difference import changes
from denouement.model.edits import (
    DropStatement,
    Edit,
    ExchangeGroups,
    MoveStatement,
    ReverseStatement,
    SwitchReading,
    arrangements,
    edited,
    opposite,
)
from denouement.model.edits_listing import edits_of_reading, option_of, options_of, single_edits
from denouement.model.perception import Perception
from denouement.model.preference import Ranking, Statements
from denouement.model.timeline import snapshot
from denouement.model.what_if import what_if
from denouement.ui.cli.arguments import chosen_readings
from tests.unit.models import PAIR, pair, read

FORMS = """\
denouement: 1
title: Every form of wants
decision_makers:
  a:
    options: {x: {name: X, moves: take}, y: Y}
    preferences:
      readings:
        first: {statements: [{that: x, name: have x}, not y, {that: y, id: own, name: have y}]}
        second: {statements: [y]}
        third: {ranking: ["YY-", ["YN-", "NY-"], "NN-"]}
  b:
    options: {z: {name: Z, moves: drop}}
    preferences: {weights: {z: 2, x: 0, y: -1}}
  c: {preferences: {payoffs: {x and z: 3, z: -1}}}
  d: {preferences: {ranking: ["YY-", ["YN-", "NY-"], "NN-"], unknown: [["YYY", "YYN"]]}}
  e: {preferences: {pairs: ["YYY > YYN", "YNY ~ YNN", "NYY ? NYN", "NNY >> NNN"]}}
start: [z]
rules:
  - {never: x and y and z}
  - {id: named, always: x or not x}
forbidden_moves:
  - {by: a, to: y}
"""


def every_edit(conflict: Conflict, **used: str) -> tuple[Edit, ...]:
    moment = snapshot(conflict)
    first = {maker: readings[0].id for maker, readings in moment.readings.items()}
    return single_edits(moment, first | used, moment.now.taken if moment.now and moment.now.taken else ())


def edit(conflict: Conflict, id: str, **used: str) -> Edit:
    return {found.id: found for found in every_edit(conflict, **used)}[id]


def test_every_change_has_its_own_id_and_stands_in_model_order():
    assert [found.id for found in every_edit(read(FORMS))] == [
        "read a as second", "read a as third",
        "drop a.first.1", "reverse a.first.1", "drop a.first.2", "reverse a.first.2", "drop own", "reverse own",
        "move a.first.1 to 2", "move a.first.1 to 3", "move a.first.2 to 1", "move a.first.2 to 3",
        "move own to 1", "move own to 2",
        "drop b entry 1", "reverse b entry 1", "drop b entry 3", "reverse b entry 3",
        "drop c entry 1", "reverse c entry 1", "drop c entry 2", "reverse c entry 2",
        "exchange d 1 and 2", "exchange d 2 and 3", "tie d 1 and 2", "tie d 2 and 3",
        "drop e entry 1", "reverse e entry 1", "drop e entry 2", "drop e entry 4", "reverse e entry 4",
        "set a.x.moves both", "set a.y.moves take", "set b.z.moves both",
        "drop rule1", "drop named", "drop forbidden_moves 1",
    ]  # fmt: skip


def test_what_is_taken_now_may_also_become_something_that_is_dropped_for_good():
    conflict = read(FORMS.replace("moves: drop", "note: now reversible"))
    ids = [found.id for found in every_edit(conflict)]
    assert [id for id in ids if id.startswith("set b.z") or id.startswith("set a.y")] == [
        "set a.y.moves take", "set b.z.moves take", "set b.z.moves drop",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "model",
    [
        FORMS, pytest.param("openai-2023", marks=pytest.mark.slow), "openai-2023-small", "elmira-options",
        "elmira-graph",
    ],
)  # fmt: skip
def test_every_change_changes_one_thing_in_the_file(model):
    conflict = read(model) if "\n" in model else denouement.load(model)
    refused = 0
    for found in every_edit(conflict):
        try:
            differing = changes(conflict, found.apply(conflict))
        except ModelError:
            refused += 1
            continue
        if isinstance(found, ReverseStatement) and found.statement.name is None and found.statement.id is None:
            # Nothing but what it says tells such a statement: it is gone, and its opposite came.
            assert [change.kind for change in differing] == ["removed", "added"]
        else:
            assert len(differing) == 1, (found.id, differing)
        expected = {
            DropStatement: "removed", MoveStatement: "moved", SwitchReading: "moved", ReverseStatement: "changed",
        }.get(type(found))  # fmt: skip
        if expected and len(differing) == 1:
            assert differing[0].kind == expected
    assert refused == {"openai-2023": 5, "openai-2023-small": 2}.get(model, 0)


def test_a_change_and_its_option_on_the_command_line_give_the_same_answers():
    conflict = denouement.load("openai-2023-small")
    moment = snapshot(conflict)
    tested = 0
    for found in every_edit(conflict)[::5]:
        option = option_of(moment, found)
        assert option is not None
        name, value = shlex.split(option)
        try:
            by_edit = found.apply(conflict).analyse().to_dict(full=True)
        except ModelError:
            continue
        if name == "--reading":
            other = conflict.analyse(readings=chosen_readings([value]))
        else:
            settings = {"settings": [value]} if name == "--set" else {"without_rules": [value]}
            other = what_if(conflict, **settings).analyse()
        theirs = other.to_dict(full=True)
        for key in ("states", "stability", "endings", "standings"):
            assert by_edit[key] == theirs[key], option
        tested += 1
    assert tested > 25


def test_a_change_that_no_option_can_write_has_none():
    conflict = read(FORMS)
    moment = snapshot(conflict)
    assert option_of(moment, edit(conflict, "exchange d 1 and 2")) is None
    assert option_of(moment, edit(conflict, "drop forbidden_moves 1")) is None
    assert option_of(moment, edit(conflict, "drop named")) == "--drop-rule named"
    assert option_of(moment, edit(conflict, "set a.x.moves both")) == "--set a.x.moves=both"
    assert option_of(moment, edit(conflict, "reverse own")) == '--set a.preferences="x; not y; not y"'
    # A list with nothing in it is written as what is true in every state.
    assert option_of(moment, edit(conflict, "drop a.second.1", a="second")) == '--set a.preferences="true"'


def test_changes_to_one_list_are_one_option_and_stand_for_the_reading():
    conflict = denouement.load("openai-2023-small")
    moment = snapshot(conflict)
    used = [edit(conflict, id) for id in ("drop staff.letter.1", "reverse staff.letter.2")]
    assert str(options_of(moment, used)).count("--set staff.preferences=") == 1
    switched = edit(conflict, "read staff as bluff")
    assert options_of(moment, [switched]) == "--reading staff=bluff"
    other = edit(conflict, "drop staff.bluff.1", staff="bluff")
    together = edited(conflict, [switched, other]).analyse()
    (setting,) = shlex.split(str(options_of(moment, [switched, other])))[1:]
    assert what_if(conflict, settings=[setting]).analyse().endings == together.endings


def test_a_lone_statement_is_not_taken_for_a_reading_of_that_name():
    text = "{readings: {x: {statements: [x, z]}, other: {statements: [not x]}}}"
    conflict = read(pair(a=text))
    option = option_of(snapshot(conflict), edit(conflict, "drop a.x.2"))
    assert option == '--set a.preferences="x;"'
    changed = what_if(conflict, settings=shlex.split(option)[1:])
    assert changed.decision_maker("a").readings[0].id is None


def test_dropping_a_rule_leaves_those_that_somebody_disbelieves_what_they_are():
    conflict = read(pair("rules: [{never: x and z}, {never: z}]\n"))
    who = conflict.decision_makers[0].id
    conflict = conflict.with_perceptions(who, [Perception("rule", disbelieves=("rule2",))])
    changed = edit(conflict, "drop rule1").apply(conflict)
    assert changed.decision_makers[0].perceptions[0].disbelieves == ("rule1",)
    assert edit(conflict, "drop rule2").apply(conflict).decision_makers[0].perceptions == ()


def statements(conflict: Conflict, *ids: str, **used: str) -> list[str]:
    (reading, *_) = edited(conflict, [edit(conflict, id, **used) for id in ids]).decision_maker("a").readings
    assert isinstance(reading.preference, Statements)
    return [str(statement.that) for statement in reading.preference.statements]


FIVE = read(pair(options_a="{p: P, q: Q, r: R, s: S, t: T}", a="[p, q, r, s, t]"))


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["move a.1 to 3"], "q r p s t"),
        (["move a.5 to 1"], "t p q r s"),
        (["move a.1 to 4", "move a.5 to 2"], "q t r p s"),
        (["move a.1 to 5", "drop a.3"], "q s t p"),
        (["move a.4 to 1", "drop a.1", "reverse a.4"], "(not s) q r t"),
        (["reverse a.1", "reverse a.5"], "(not p) q r s (not t)"),
    ],
)
def test_changes_to_a_list_are_made_at_once_whatever_their_order(ids, expected):
    wanted = [part.strip("()") for part in expected.replace("(not ", "(not_").split()]
    assert [that.replace("not ", "not_") for that in statements(FIVE, *ids)] == wanted
    assert [that.replace("not ", "not_") for that in statements(FIVE, *reversed(ids))] == wanted


def test_every_list_that_two_moves_can_make_is_made_by_two_changes():
    def moved(order: tuple[str, ...]) -> set[tuple[str, ...]]:
        rest = [(thing, tuple(other for other in order if other != thing)) for thing in order]
        return {(*left[:to], thing, *left[to:]) for thing, left in rest for to in range(len(left) + 1)}

    moves = [found for found in every_edit(FIVE) if isinstance(found, MoveStatement)]
    made = {
        tuple(statements(FIVE, *(found.id for found in chosen)))
        for size in range(3)
        for chosen in combinations(moves, size)
        if arrangements(chosen)
    }
    assert made == {twice for once in moved(tuple("pqrst")) for twice in moved(once)}


def test_statements_that_do_not_count_on_the_day_keep_their_places():
    conflict = read(
        pair("as_of: 2023-05-05\n", options_a="{p: P, q: Q, r: R}", a='[p, {that: q, since: "2024-01-01"}, r]')
    )
    ids = [found.id for found in every_edit(conflict) if found.id.startswith(("move a", "drop a"))]
    assert ids == ["drop a.1", "drop a.3", "move a.1 to 2", "move a.3 to 1"]
    assert statements(conflict, "move a.3 to 1") == ["r", "p", "q"]
    assert len(changes(conflict, edit(conflict, "move a.3 to 1").apply(conflict))) == 1


def test_a_reversed_statement_keeps_what_says_who_said_it():
    made = edit(read(FORMS), "reverse own").apply(read(FORMS))
    (first, *_) = made.decision_maker("a").readings
    assert isinstance(first.preference, Statements)
    assert (first.preference.statements[2].name, first.preference.statements[2].id) == ("have y", "own")
    assert str(opposite(opposite(first.preference.statements[2].that))) == "not y"


def groups(conflict: Conflict, *ids: str) -> str:
    preference = edited(conflict, [edit(conflict, id) for id in ids]).decision_maker("a").readings[0].preference
    assert isinstance(preference, Ranking)
    return " ".join("=".join(map(str, group)) for group in preference.ranking)


RANKED = read(pair(options_a="{x: X, y: Y}", a='{ranking: ["YY-", "YN-", "NY-", "NN-"]}'))


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["exchange a 1 and 2"], "YN- YY- NY- NN-"),
        (["tie a 2 and 3"], "YY- YN-=NY- NN-"),
        (["tie a 1 and 2", "tie a 2 and 3"], "YY-=YN-=NY- NN-"),
        (["exchange a 1 and 2", "exchange a 2 and 3"], "YN- NY- YY- NN-"),
        (["exchange a 2 and 3", "exchange a 1 and 2"], "NY- YY- YN- NN-"),
        (["tie a 1 and 2", "exchange a 2 and 3"], "YY-=NY- YN- NN-"),
    ],
)
def test_neighbours_are_exchanged_in_the_order_given_and_then_tied(ids, expected):
    assert groups(RANKED, *ids) == expected


def test_exchanges_next_to_each_other_are_made_in_every_order_and_others_in_one():
    one, two, three = (edit(RANKED, f"exchange a {at} and {at + 1}") for at in (1, 2, 3))
    tie = edit(RANKED, "tie a 1 and 2")
    assert arrangements((one, two)) == ((one, two), (two, one))
    assert arrangements((one, three)) == ((one, three),)
    assert arrangements((two, tie)) == ((two, tie),)
    assert len(arrangements((one, two, three))) == 6
    assert all(isinstance(found, ExchangeGroups) for found in arrangements((one, two, three))[0])


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("drop a.first.1", "reverse a.first.1", False),
        ("drop a.first.1", "move a.first.1 to 3", False),
        ("reverse a.first.1", "move a.first.1 to 3", True),
        ("move own to 1", "move a.first.2 to 1", False),
        ("move own to 1", "move own to 2", False),
        ("move own to 1", "move a.first.1 to 3", True),
        ("read a as second", "read a as third", False),
        ("read a as second", "drop a.first.1", False),
        ("read a as second", "drop b entry 1", True),
        ("drop b entry 1", "reverse b entry 1", False),
        ("exchange d 1 and 2", "tie d 1 and 2", False),
        ("drop rule1", "drop named", True),
        ("drop rule1", "set a.x.moves both", True),
    ],
)
def test_which_changes_go_together(one, other, together):
    conflict = read(FORMS)
    chosen = (edit(conflict, one), edit(conflict, other))
    assert bool(arrangements(chosen)) == bool(arrangements(chosen[::-1])) == together


def test_a_switch_goes_with_changes_to_the_reading_switched_to():
    conflict = read(FORMS)
    moment = snapshot(conflict)
    (change, *_) = edits_of_reading(moment, conflict.decision_maker("a"), "second")
    made = edited(conflict, (edit(conflict, "read a as second"), change))
    assert [reading.id for reading in made.decision_maker("a").readings] == ["second", "first", "third"]
    assert made.decision_maker("a").readings[0].preference == Statements()
    assert arrangements((edit(conflict, "read a as second"), change))


def test_the_same_option_cannot_become_two_things():
    text = PAIR.replace("{x: X}", "{x: X}\n    name: A") + "start: [x]\n"
    conflict = read(text)
    take, drop = edit(conflict, "set a.x.moves take"), edit(conflict, "set a.x.moves drop")
    assert not arrangements((take, drop))
    assert json.dumps([take.id, drop.id]) == '["set a.x.moves take", "set a.x.moves drop"]'
