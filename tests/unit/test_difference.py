"""What differs between two models, two days, or a model and its edit; and what that changes in the answers."""

from __future__ import annotations

import json
import re

import pytest

import denouement
from denouement.foresight.difference import difference
from denouement.model.dates import Date
from denouement.model.difference import changes, changes_between_days
from denouement.model.what_if import what_if
from tests.unit.models import FORMAT_EXAMPLE, PAIR, read

FLAGSHIP = denouement.load("openai-2023")
SMALL = read(FORMAT_EXAMPLE)


def said(before, after) -> list[tuple[str, str, object, object]]:
    return [(" / ".join(change.path), change.kind, change.before, change.after) for change in changes(before, after)]


def edited(*replacements: tuple[str, str]):
    text = FORMAT_EXAMPLE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return read(text)


# -- what was changed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["openai-2023", "elmira-graph", "milk-river", "uruguay-round"])
def test_a_model_does_not_differ_from_itself(name):
    assert changes(denouement.load(name), denouement.load(name)) == ()


def test_ways_of_writing_are_no_difference():
    other = edited(
        ('title: "The week at OpenAI, small version"', "# a comment\ntitle: The week at OpenAI, small version")
    )
    assert changes(SMALL, other) == ()


SURVIVAL = "decision_makers / board / readings / survival / preference / statements"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("handover: {name: Hand over to an agreed board, moves: take}", "handover: Hand over to an agreed board",
         [("decision_makers / board / options / handover / moves", "removed", "take", None)]),
        ("  - {always: handover implies reinstate, why: \"no proposal had a new board without him\"}\n", "",
         [("rules / always: handover implies reinstate", "removed",
           {"kind": "always", "conditions": ["handover implies reinstate"],
            "why": "no proposal had a new board without him"}, None)]),
        ("            - Altman out: not altman_leads\n", "",
         [(f"{SURVIVAL} / Altman out", "removed", {"that": "not altman_leads", "name": "Altman out"}, None)]),
        ("- Altman out: not altman_leads", "- Altman out: not altman_leads or accept",
         [(f"{SURVIVAL} / Altman out / that", "changed", "not altman_leads", "not altman_leads or accept")]),
        ("- Altman out: not altman_leads", "- gone: not altman_leads",
         [(f"{SURVIVAL} / gone / name", "changed", "Altman out", "gone")]),
        ("baseline: start", "baseline: now", [("baseline", "changed", "start", "now")]),
        ("  altman_leads: not dismiss or back", "  altman_leads: back or not dismiss",
         [("definitions / altman_leads", "changed", ["altman_leads", "not dismiss or back"],
           ["altman_leads", "back or not dismiss"])]),
    ],
)  # fmt: skip
def test_each_change_is_said_once_and_in_its_place(old, new, expected):
    assert said(SMALL, edited((old, new))) == expected


def test_what_moved_is_said_and_what_it_passed_is_not():
    first = "            - no exodus: not leave                # a one-key mapping names the statement\n"
    last = "            - keep control: not handover\n"
    other = edited((first, ""), (last, last + first))
    assert said(SMALL, other) == [(f"{SURVIVAL} / no exodus", "moved", 1, 4)]


def test_a_change_there_is_the_opposite_change_back():
    other = edited(
        ("back: Return as chief executive", "back: {name: Return, moves: take}"), ("baseline: start", "baseline: now")
    )
    there, back = said(SMALL, other), said(other, SMALL)
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [(place, opposite[kind], after, before) for place, kind, before, after in there] == back


def test_models_in_long_lists_are_compared_quickly():
    many = "".join(f"  e{number}: {{source: s, note: n{number}}}\n" for number in range(4000))
    text = PAIR + "sources: {s: {title: T}}\nevidence:\n" + many
    found = said(read(text), read(text.replace("note: n17}", "note: other}")))
    assert found == [("evidence / e17 / note", "changed", "n17", "other")]


def test_days_differ_by_what_counts_and_what_is_known():
    text = PAIR.replace("{x: X}", "{x: {name: X, since: 2024-02-01}}") + (
        "sources: {s: {title: T}}\n"
        "evidence: {e: {source: s, note: said, date: 2024-03-01}}\n"
        "rules:\n  - {never: x and z, until: 2024-01-31}\n"
        "history:\n  - {date: 2024-02-10, by: a, take: [x]}\n"
    )
    found = changes_between_days(read(text), Date.parse("2024-01-01"), Date.parse("2024-03-02"))
    assert [(" / ".join(change.path), change.kind) for change in found] == [
        ("decision_makers / a / options / x / moves", "removed"),  # it was `never` before its window
        ("rules / never: x and z", "removed"),
        ("history / take x", "added"),
        ("evidence / e", "added"),
    ]


# -- what that changes ------------------------------------------------------------------------------------------------


def taken(endings) -> set[frozenset[str]]:
    return {frozenset(ending.state.taken) for ending in endings}


@pytest.mark.parametrize(
    "changed",
    [{"without_rules": ["rule2"]}, {"settings": ["altman.accept.moves=both"]}, {},
     {"settings": ["board.preferences=checks"]}, {"settings": ["microsoft.preferences=leave; msft"]}],
)  # fmt: skip
def test_endings_are_matched_by_what_is_taken(changed):
    before, after = FLAGSHIP.analyse(), what_if(FLAGSHIP, **changed).analyse()
    found = difference(before, after)
    old, new = taken(before.endings), taken(after.endings)
    assert taken(found.lost) == old - new
    assert taken(found.gained) == new - old
    assert {frozenset(mine.state.taken) for mine, _ in found.kept} == old & new
    assert all(mine.state.taken == theirs.state.taken for mine, theirs in found.kept)
    for maker, (mine, theirs) in found.standings.items():
        assert (before.standings[maker], after.standings[maker]) == (mine, theirs)
        assert mine != theirs
    unchanged = set(before.decision_makers) - set(found.standings)
    assert all(before.standings[maker] == after.standings[maker] for maker in unchanged)


def test_the_third_ending_without_the_rule():
    """A new board, Altman at Microsoft, OpenAI intact: what the model's author found behind one rule."""
    found = difference(FLAGSHIP.analyse(), what_if(FLAGSHIP, without_rules=["rule2"]).analyse())
    assert not found.lost
    assert len(found.gained) == 4
    common = frozenset.intersection(*taken(found.gained))
    assert common == {
        "board.dismiss", "board.handover", "altman.msft", "microsoft.offer", "microsoft.seat", "regulators.probe",
    }  # fmt: skip


def test_accepted_terms_do_not_last_if_they_can_be_taken_back():
    found = difference(FLAGSHIP.analyse(), what_if(FLAGSHIP, settings=["accept.moves=both"]).analyse())
    assert {ending.state.scenario for ending in found.lost} == {"return_with_terms", "exodus"}
    assert not found.gained


def test_the_two_days_around_the_weekend():
    found = difference(FLAGSHIP.analyse(as_of="2023-11-17"), FLAGSHIP.analyse(as_of="2023-11-20"))
    assert found.lasting == (("gmr", "smr"), ())
    assert not found.stands_still
    assert [change.path for change in found.changes if change.path[0] == "as_of"] == [("as_of",)]
    assert sum(change.path[0] == "history" for change in found.changes) == 17


def test_a_reading_and_a_supposition_are_differences():
    found = difference(FLAGSHIP.analyse(), FLAGSHIP.analyse(readings={"staff": "bluff"}, take=["leave"]))
    assert [(change.path, change.before, change.after) for change in found.changes] == [
        (("reading used", "staff"), "letter", "bluff"),
        (("supposed", "take", "staff.leave"), None, "staff.leave"),
    ]


def test_one_conflict_in_options_and_as_a_graph_has_the_same_endings():
    found = difference(denouement.load("elmira-options").analyse(), denouement.load("elmira-graph").analyse())
    assert (found.lost, found.gained, found.standings) == ((), (), {})
    assert len(found.kept) == 3
    assert found.stands_still
    assert found.same_baseline


def test_rankings_differ_as_a_whole():
    ranked = PAIR.replace("preferences: [x]", "preferences: {ranking: [YY, YN, NY, NN]}")
    other = ranked.replace("[YY, YN, NY, NN]", "[YY, NY, YN, NN]")
    (change,) = changes(read(ranked), read(other))
    assert (change.path[-1], change.kind) == ("ranking", "changed")


# -- on the command line ----------------------------------------------------------------------------------------------


def test_a_file_and_its_edit(call, model):
    one, other = (
        model(FORMAT_EXAMPLE, "one.yaml"),
        model(FORMAT_EXAMPLE.replace("accept, moves: take", "accept"), "two.yaml"),
    )
    del other
    code, out, _ = call("diff", one, "--set", "accept.moves=both")
    assert code == 0
    assert "Altman and Brockman option accept moves  take → both" in out
    code, by_edit, _ = call("diff", one, "--set", "accept.moves=both", "--json")
    edit = FORMAT_EXAMPLE.replace("accept: {name: Accept terms, moves: take}", "accept: Accept terms")
    code, by_file, _ = call("diff", one, model(edit, "edited.yaml"), "--json")
    mine, theirs = json.loads(by_edit), json.loads(by_file)
    assert mine == theirs
    assert [change["path"][-1] for change in mine["changes"]] == ["moves"]
    assert mine["endings"]["lost"]


def test_two_days(call):
    code, out, _ = call("diff", "openai-2023", "--between", "2023-11-17", "2023-11-20")
    assert code == 0
    assert re.search("the day +2023-11-17 → 2023-11-20", out)
    assert "before  Standoff (state 2) holds under GMR, SMR" in out
    assert "after   Standoff (state 17) holds under none" in out
    assert "As before: 8 endings" in out


def test_nothing_differs(call, model):
    name = model(FORMAT_EXAMPLE)
    code, out, _ = call("diff", name, name)
    assert code == 0
    assert "Nothing: neither the models, nor the readings used, nor the day." in out
    assert "As before, for everybody" in out


def test_shared_suppositions_hold_for_both_models(call):
    code, out, _ = call("diff", "openai-2023", "openai-2023-small", "--take", "leave", "--json")
    assert code == 0
    data = json.loads(out)
    assert "staff.leave" in data["before"]["status_quo"]
    assert "staff.leave" in data["after"]["status_quo"]


def test_with_full_nothing_is_left_out(call):
    _, short, _ = call("diff", "openai-2023-small", "openai-2023")
    _, out, _ = call("diff", "openai-2023-small", "openai-2023", "--full")
    assert "listed with --full" in short
    assert "--full" not in out
    assert out.count("\n") > short.count("\n")


def test_markdown(call):
    code, out, _ = call("diff", "openai-2023", "--drop-rule", "rule2", "--md")
    assert code == 0
    assert "## What differs" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["openai-2023"], "openai-2023 is to be compared with what?"),
        (["openai-2023", "--as-of", "2023-11-20"], "openai-2023 is to be compared with what?"),
        (["openai-2023", "openai-2023-small", "--between", "2023-11-17", "2023-11-20"], "leave out OTHER or --between"),
        (["openai-2023", "--between", "2023-11-17", "2023-11-20", "--as-of", "latest"], "leave out --as-of"),
        (["openai-2023", "--between", "2023-11-17", "yesterday"], "'yesterday' is not a date"),
        (["openai-2023", "nothing-of-this-name"], "nothing-of-this-name"),
        (["openai-2023", "--set", "x"], "write PATH=VALUE"),
        (["openai-2023", "--take", "seat"], "is not possible: it breaks rule11"),
    ],
)
def test_bad_questions(call, arguments, told):
    code, out, err = call("diff", *arguments)
    assert code == 2
    assert out == ""
    assert told in err
    assert "Traceback" not in err
