"""Model files changed through the library: what is kept, what the new model is, and that saving is all or nothing."""

from __future__ import annotations

import difflib
import errno
import json
import os
import pathlib
import random
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

import denouement
from denouement import FileError, ModelError, ModelFile, RequestError, Rule, Statements, parse_condition
from denouement.files import editing
from denouement.files.conflict_yaml import read_bytes
from denouement.files.written_tree import WrittenTree, value_of
from denouement.model.conflict import Conflict, Moves

PACKAGE = pathlib.Path(str(files("denouement")))
MODEL_FILES = [*sorted((PACKAGE / "catalogue").glob("*.yaml")), *sorted((PACKAGE / "files").glob("starter*.yaml"))]
FLAGSHIP = PACKAGE / "catalogue" / "openai-2023.yaml"
SMALL = PACKAGE / "catalogue" / "openai-2023-small.yaml"

HAND_MADE = """\
# Who gives way.
---
denouement: 1      # the format
title:  'Who gives way'
summary: >-
  Two, and a
  third.  # this is text

tags: [ "a", b, # why b
        c ]

decision_makers:
    # the first
    ann:
        name: "Ann: the first"   # quoted
        options:
            wait: Wait           # short
            # she may also go
            go: {name: Go, moves: take}
        preferences:
        # most of all
        - not push               # (not indented)
        - calm: wait

        # and then
        - that: go if push       # in lines
          name: answer
          # unsure of this
          certainty: likely

    ben:
        options: {push: Push, yield_: Give way}
        preferences:
            readings:
                # what he says
                hard: [push, not go, yield_: yield_]
                soft:
                    name: Soft
                    statements: ["not push", "yield_"]   # both quoted
definitions: {calm: not push}

rules: # two
- {never: push and yield_, why: "one, not both"}
- never: go and wait
  why: no                       # text, not false

start: []   # nothing
# the end"""


def changed_lines(old: ModelFile, new: ModelFile) -> tuple[list[str], list[str]]:
    """Return the lines taken out and the lines put in."""
    diff = list(difflib.ndiff(old.text.splitlines(), new.text.splitlines()))
    return [line[2:] for line in diff if line[0] == "-"], [line[2:] for line in diff if line[0] == "+"]


def comment_lines(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def same(file: ModelFile, conflict: Conflict) -> bool:
    """Whether a file, read anew, holds a conflict."""
    return read_bytes(file.data, "again.yaml") == conflict == file.conflict


# -- unchanged ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODEL_FILES, ids=lambda path: path.stem)
def test_a_file_read_and_written_unchanged_is_the_same_byte_for_byte(path, tmp_path):
    file = ModelFile.open(path)
    copy = file.save_as(tmp_path / "copy.yaml")
    assert (tmp_path / "copy.yaml").read_bytes() == path.read_bytes()
    assert file.with_text(file.text) is file
    assert copy.save().data == file.data
    assert copy.conflict == file.conflict


@pytest.mark.parametrize("path", MODEL_FILES, ids=lambda path: path.stem)
def test_a_title_changed_and_changed_back_is_the_same_byte_for_byte(path):
    file = ModelFile.open(path)
    changed = file.set(("title",), "Another title")
    assert len(changed_lines(file, changed)[0]) == 1
    assert changed.set(("title",), file.conflict.title).data == file.data


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_line_ends_and_byte_order_mark_stay(ending, mark, last, tmp_path):
    path = tmp_path / "model.yaml"
    path.write_bytes(mark + (HAND_MADE + last).replace("\n", ending).encode())
    file = ModelFile.open(path).set_moves("ann.wait", "drop").add_rule("never", "go and yield_", "no")
    file.save()
    data = path.read_bytes()
    assert data.startswith(mark)
    assert data.count(b"\xef\xbb\xbf") == bool(mark)
    assert data.endswith(("# the end" + last.replace("\n", ending)).encode())
    assert data.count(b"\n") == data.count(ending.encode())
    assert ModelFile.open(path).conflict == file.conflict


# -- edits of the flagship ------------------------------------------------------------------------------------


def test_moves_of_an_option_change_its_line_alone():
    file = ModelFile.open(SMALL)
    changed = file.set_moves("board.reinstate", "take")
    assert changed_lines(file, changed) == (
        ["      reinstate: {name: {en: Offer him the post back, fr: Lui rendre son poste}}"],
        ["      reinstate: {name: {en: Offer him the post back, fr: Lui rendre son poste}, moves: take}"],
    )
    assert same(changed, file.conflict.with_option_moves("board.reinstate", "take"))
    again = changed.set_moves("board.reinstate", "both")
    assert len(changed_lines(changed, again)[1]) == 1
    assert again.conflict == file.conflict
    assert file.set_moves("board.reinstate", "both") is file


def test_moves_of_an_option_in_short_form_write_it_out():
    file = ModelFile.open(PACKAGE / "files" / "starter.yaml")
    changed = file.set_moves("company.pay", "take")
    assert [line.split("#")[0].rstrip() for line in changed_lines(file, changed)[1]] == [
        "      pay: {name: Pay the village, moves: take}"
    ]
    assert same(changed, file.conflict.with_option_moves("company.pay", "take"))


def test_a_moved_statement_keeps_its_lines():
    file = ModelFile.open(FLAGSHIP)
    moved = file.move_statement("board", "checks", 3, 0)
    out, put_in = changed_lines(file, moved)
    assert sorted(out) == sorted(put_in)
    assert len(out) <= 4
    reading = next(reading for reading in file.conflict.decision_maker("board").readings if reading.id == "checks")
    assert isinstance(reading.preference, Statements)
    old = reading.preference.statements
    new = next(reading for reading in moved.conflict.decision_maker("board").readings if reading.id == "checks")
    assert new.preference == Statements((old[3], *old[:3], *old[4:]))
    back = moved.set_statement_order("board", [1, 2, 3, 0, *range(4, len(old))], reading="checks")
    assert back.data == file.data


def test_an_order_of_statements_is_that_of_the_model():
    file = ModelFile.open(SMALL)
    (reading,) = file.conflict.decision_maker("altman").readings
    assert isinstance(reading.preference, Statements)
    order = [5, 0, 2, 1, 4, 3]
    changed = file.set_statement_order("altman", order)
    statements = [reading.preference.statements[at] for at in order]
    assert same(changed, file.conflict.with_preferences("altman", statements))
    assert sorted(changed.text.splitlines()) == sorted(file.text.splitlines())


def test_a_reading_written_first_is_the_default():
    file = ModelFile.open(FLAGSHIP)
    changed = file.set_reading_first("microsoft", "article")
    assert changed.conflict.decision_maker("microsoft").readings[0].id == "article"
    assert sorted(changed.text.splitlines()) == sorted(file.text.splitlines())
    asked = file.conflict.analyse(readings={"microsoft": "article"}).standings["microsoft"]
    assert changed.conflict.analyse().standings["microsoft"] == asked
    assert file.set_reading_first("microsoft", "stability") is file


def test_rules_come_and_go_by_the_line():
    file = ModelFile.open(FLAGSHIP)
    added = file.add_rule("at_most_one", ["squeeze", "sue", "leave"], "a reason: why", id="calm")
    assert changed_lines(file, added) == (
        [],
        ['  - {at_most_one: [squeeze, sue, leave], why: "a reason: why", id: calm}'],
    )
    conditions = tuple(map(parse_condition, ["squeeze", "sue", "leave"]))
    rule = Rule("at_most_one", conditions, why="a reason: why", id="calm")
    assert same(added, file.conflict.with_rules([*file.conflict.rules, rule]))
    assert added.drop_rule("calm").data == file.data
    dropped = file.drop_rule("rule3")
    assert len(changed_lines(file, dropped)[0]) == 3
    assert not changed_lines(file, dropped)[1]
    assert same(dropped, file.conflict.without_rule("rule3"))
    assert same(file.add_rule("never", parse_condition("sue")), file.conflict.with_rules(
        [*file.conflict.rules, Rule("never", (parse_condition("sue"),))]))  # fmt: skip


def test_all_rules_can_go_and_a_first_one_can_come():
    file = ModelFile.open(PACKAGE / "files" / "starter.yaml")
    none = file.drop_rule("rule2").drop_rule("rule1")
    assert none.conflict.rules == ()
    assert "\nrules: []                             # what cannot be, each with its reason\n" in none.text
    one = none.add_rule("always", "sue implies build", "there is nothing to go to court about before")
    assert one.conflict == file.drop_rule("rule2").conflict
    keyless = none.remove(("rules",)).add_rule("never", "sue and pay")
    lines = keyless.text.splitlines()
    at = lines.index("rules:")
    assert lines[at : at + 3] == ["rules:", "  - {never: sue and pay}", ""]
    assert (
        lines.index("scenarios:                         # names for families of states; the first that holds is used")
        > at
    )


def test_other_edits_change_what_they_say():
    file = ModelFile.open(SMALL)
    edits: list[tuple[Callable[[ModelFile], ModelFile], list[str], list[str]]] = [
        (lambda file: file.set(("as_of",), "2023-11-21"), ["as_of: 2023-11-20"], ["as_of: 2023-11-21"]),
        (lambda file: file.remove(("tags",)), ["tags: [corporate control]"], []),
        (
            lambda file: file.insert(("decision_makers", "altman", "preferences"), 6, "not seat"),
            [],
            ["      - not seat"],
        ),
        (
            lambda file: file.set(("decision_makers", "board", "preferences", "readings", "checks", "certainty"), ".3"),
            [],
            ["          certainty: .3"],
        ),
        (
            lambda file: file.set(("decision_makers", "staff", "options", "leave", "note"), "yes"),
            ["    options: {leave: {name: {en: Leave together, fr: Partir ensemble}, moves: take}}"],
            ['    options: {leave: {name: {en: Leave together, fr: Partir ensemble}, moves: take, note: "yes"}}'],
        ),
        (lambda file: file.move(("tags",), 0, 0), [], []),
    ]
    for edit, out, put_in in edits:
        changed = edit(file)
        assert (out, put_in) == tuple(
            [line for line in lines if line not in others]
            for lines, others in (
                (file.text.splitlines(), changed.text.splitlines()),
                (changed.text.splitlines(), file.text.splitlines()),
            )
        )
        assert comment_lines(changed.text) == comment_lines(file.text)


# -- a file with everything that hands write ------------------------------------------------------------------


def test_short_forms_become_long_ones_where_a_key_is_set():
    file = ModelFile.of_text(HAND_MADE)
    wants = ("decision_makers", "ann", "preferences")
    changed = file.set(("decision_makers", "ann", "options", "wait", "note"), "she: waits")
    assert changed_lines(file, changed)[1] == ['            wait: {name: Wait, note: "she: waits"}           # short']
    changed = file.set((*wants, 0, "certainty"), "likely")
    assert changed_lines(file, changed)[1] == [
        "        - {that: not push, certainty: likely}               # (not indented)"
    ]
    changed = file.set((*wants, 1, "certainty"), "likely")
    assert changed_lines(file, changed)[1] == [
        "        - that: wait",
        "          name: calm",
        "          certainty: likely",
    ]
    hard = ("decision_makers", "ben", "preferences", "readings", "hard")
    changed = file.set((*hard, 2, "certainty"), "likely")
    assert "hard: [push, not go, {that: yield_, name: yield_, certainty: likely}]" in changed.text


def test_comments_travel_with_statements():
    file = ModelFile.of_text(HAND_MADE)
    moved = file.move_statement("ann", None, 2, 0)
    begin = moved.text.index("        preferences:")
    assert (
        moved.text[begin : moved.text.index("    ben:")]
        == """\
        preferences:
        # and then
        - that: go if push       # in lines
          name: answer
          # unsure of this
          certainty: likely
        # most of all
        - not push               # (not indented)

        - calm: wait

"""
    )
    assert moved.move_statement("ann", None, 0, 2).conflict == file.conflict


# -- random edits ---------------------------------------------------------------------------------------------

NASTY = [
    "a: b", "# c", "- d", "@e", "!f", "*g", "&h", "two\nlines", "two\n\nlines\n", "é “ç” 😀", "yes", "no", "null", "~",
    "1", "1e3", "0x1F", "017", "0o17", "2023-11-20", "12:30:45", "[x", "{y", "a, b", "it's", 'say "x"', " lead",
    "trail ", "x #y", "long " * 60 + "end", "%z", "`q`", "|", ">", "? k", "a:", ":a", "a\u2028b", "a\x7fb", "tab\there",
    "back\\slash", "---", "=", "<<", "nb\u00a0sp",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_texts_come_back_exactly_wherever_they_are_put(text):
    file = ModelFile.of_text(HAND_MADE)
    ann = ("decision_makers", "ann")
    for path in [("title",), ("summary",), (*ann, "name"), (*ann, "options", "wait"), (*ann, "options", "go", "name"),
                 (*ann, "note"), ("tags", 1), ("rules", 0, "why"), ("rules", 1, "why")]:  # fmt: skip
        changed = file.set(path, text)
        found: Any = json.loads(json.dumps(value_of(WrittenTree(changed.text).root)))
        for part in path:
            found = found[part]
        assert found == text
        assert set(comment_lines(changed.text)) >= set(comment_lines(file.text))
    changed = file.insert((*ann, "preferences"), 1, {text: "go"})
    assert changed.conflict.decision_maker("ann").readings[0].preference.statements[1].name == text  # type: ignore[union-attr]
    assert file.insert(("tags",), 3, text).conflict.tags == ("a", "b", "c", text)


def random_edit(rng: random.Random, file: ModelFile, plain: dict[str, Any]) -> ModelFile:
    """Return the file with a random edit, made on the plain data of the model too."""
    makers = plain["decision_makers"]
    maker = rng.choice(list(makers))
    options: dict[str, Any] = makers[maker]["options"]
    option = rng.choice(list(options))
    text = rng.choice(NASTY)
    match rng.randrange(9):
        case 0:
            plain["title"] = text
            return file.set(("title",), text)
        case 1:
            if isinstance(options[option], str):
                options[option] = {"name": options[option]}
            moves: Moves = rng.choice(["take", "drop", "never"])
            options[option]["moves"] = moves
            return file.set_moves(f"{maker}.{option}", moves)
        case 2:
            rule = {"never": f"{option} and not {option}", "why": text}
            plain.setdefault("rules", []).append(rule)
            return file.add_rule("never", rule["never"], text)
        case 3 if plain.get("rules"):
            at = rng.randrange(len(plain["rules"]))
            del plain["rules"][at]
            return file.drop_rule(f"rule{at + 1}")
        case 4:
            path = file.statements_path(maker)
            wants: Any = plain
            for part in path:
                wants = wants[part]
            old, new = rng.randrange(len(wants)), rng.randrange(len(wants))
            wants.insert(new, wants.pop(old))
            return file.move_statement(maker, None, old, new)
        case 5:
            path = file.statements_path(maker)
            wants = plain
            for part in path:
                wants = wants[part]
            at = rng.randrange(len(wants) + 1)
            wants.insert(at, {"that": f"not {option}", "name": text})
            return file.insert(path, at, {"that": f"not {option}", "name": text})
        case 6:
            makers[maker]["note"] = text
            return file.set(("decision_makers", maker, "note"), text)
        case 7 if "readings" in makers[maker]["preferences"]:
            readings = makers[maker]["preferences"]["readings"]
            first = rng.choice(list(readings))
            makers[maker]["preferences"]["readings"] = {first: readings[first], **readings}
            return file.set_reading_first(maker, first)
        case _:
            name = f"new_{rng.randrange(10**6)}"
            options[name] = {"name": text}
            return file.set(("decision_makers", maker, "options", name), {"name": text})


@pytest.mark.parametrize("start", ["hand made", "windows", "json", "starter"])
def test_random_edits_one_after_the_other_keep_model_and_comments(start):
    as_json = json.dumps(value_of(WrittenTree(HAND_MADE).root), indent=2)
    starter = (PACKAGE / "files" / "starter.yaml").read_text(encoding="utf-8")
    texts = {"hand made": HAND_MADE, "windows": HAND_MADE.replace("\n", "\r\n"), "json": as_json, "starter": starter}
    for seed in range(12):
        rng = random.Random(seed)
        file = ModelFile.of_text(texts[start])
        plain: Any = value_of(WrittenTree(file.text).root)
        for _ in range(12):
            before = file.text
            file = random_edit(rng, file, plain)
            assert set(comment_lines(before)) <= set(comment_lines(file.text))
            assert file.conflict == read_bytes(json.dumps(plain).encode(), "plain.json")
        if start == "json":
            assert json.loads(file.text) == plain
        if start == "windows":
            assert not re.search(r"(?<!\r)\n", file.text)


# -- what is refused ------------------------------------------------------------------------------------------


def test_an_unsound_change_is_refused_with_its_place_in_the_new_text():
    file = ModelFile.of_text(HAND_MADE, "ours.yaml")
    data = file.data
    with pytest.raises(ModelError) as caught:
        file.insert(("rules",), 0, {"never": "nobody"})
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert (problem.location.file, problem.location.text) == ("ours.yaml", "- {never: nobody}")
    with pytest.raises(ModelError):
        file.set(("titel",), "x")
    with pytest.raises(ModelError):
        file.remove(("decision_makers", "ben"))
    assert file.data == data


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda file: file.set(("rules", 7, "why"), "x"), "rules[8]"),
        (lambda file: file.set(("title", "x"), "x"), "title.x"),
        (lambda file: file.set((), "x"), "a path names something"),
        (lambda file: file.remove(("decision_makers", "anne")), "did you mean ann?"),
        (lambda file: file.insert(("rules",), 3, {"never": "go"}), "no position 3"),
        (lambda file: file.insert(("definitions",), 0, "go"), "is not a list"),
        (lambda file: file.move(("rules",), 0, 2), "positions are 0 to 1"),
        (lambda file: file.set_statement_order("ann", [0, 1]), "0 to 2"),
        (lambda file: file.move_statement("ben", "hrad", 0, 1), "did you mean hard?"),
        (lambda file: file.move_statement("ann", "hard", 0, 1), "only one reading"),
        (lambda file: file.set_reading_first("ben", "hrad"), "did you mean hard?"),
        (lambda file: file.set_moves("ann.wiat", "take"), "did you mean wait?"),
        (lambda file: file.drop_rule("rule9"), "there is no rule 'rule9'"),
        (lambda file: file.add_rule("always", ["go", "wait"]), "one condition"),
    ],
)
def test_a_request_that_the_file_cannot_answer_says_why(edit, message):
    with pytest.raises(RequestError) as caught:
        edit(ModelFile.of_text(HAND_MADE))
    assert message in str(caught.value)


def test_values_are_texts_and_lists_and_mappings_of_them():
    file = ModelFile.of_text(HAND_MADE)
    with pytest.raises(TypeError, match="write it as text"):
        file.set(("title",), 1)
    with pytest.raises(FileError):
        ModelFile.of_text(HAND_MADE + "\ud800")
    with pytest.raises(RequestError):
        file.set(("title",), "\ud800")
    both = file.set(("title",), {"en": "Who", "fr": "Qui"})
    assert both.set(("title",), both.conflict.title).data == both.data
    tags = ("x", "y")
    assert file.set(("tags",), tags).conflict.tags == tags


# -- saving ---------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "model.yaml"
    path.write_text(HAND_MADE, encoding="utf-8")
    return path


def only_file(path: pathlib.Path) -> bool:
    return os.listdir(path.parent) == [path.name]


def test_saving_writes_the_text_and_keeps_the_permissions(path):
    path.chmod(0o640)
    changed = ModelFile.open(path).set(("title",), "Élan")
    assert changed.is_changed
    saved = changed.save()
    assert path.read_bytes() == changed.data == saved.data
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert only_file(path)
    assert not saved.is_changed
    assert saved.set(("title",), "Again").save().path == path
    assert denouement.load(path).title == "Again"


def test_undo_can_be_saved(path):
    first = ModelFile.open(path)
    saved = first.set(("title",), "Other").save()
    saved.with_text(first.text).save()
    assert path.read_text(encoding="utf-8") == HAND_MADE


def test_a_link_keeps_pointing_to_the_file(path, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(path)
    ModelFile.open(link).set(("title",), "Other").save()
    assert link.is_symlink()
    assert denouement.load(path).title == "Other"
    assert os.listdir(folder) == ["link.yaml"]


@pytest.mark.parametrize("call", ["replace", "fsync", "chmod"])
def test_an_interrupted_save_leaves_the_old_file_and_nothing_else(path, monkeypatch, call):
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    changed = ModelFile.open(path).set(("title",), "Other")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError, match="Input/output error") as caught:
        changed.save()
    assert len(caught.value.problems) == 1
    assert path.read_text(encoding="utf-8") == HAND_MADE
    assert only_file(path)


def test_an_interrupt_while_saving_leaves_no_temporary_file(path, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    changed = ModelFile.open(path).set(("title",), "Other")
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        changed.save()
    assert path.read_text(encoding="utf-8") == HAND_MADE
    assert only_file(path)


@pytest.mark.parametrize("is_changed", [True, False])
def test_a_file_changed_by_something_else_is_not_overwritten(path, is_changed):
    file = ModelFile.open(path)
    if is_changed:
        file = file.set(("title",), "Other")
    path.write_text(HAND_MADE + "\n# theirs", encoding="utf-8")
    with pytest.raises(FileError, match="changed by something else") as caught:
        file.save()
    assert len(caught.value.problems) == 1
    assert path.read_text(encoding="utf-8").endswith("# theirs")
    assert only_file(path)
    elsewhere = file.save_as(path.with_name("mine.yaml"))
    assert elsewhere.conflict == file.conflict


def test_a_file_that_is_gone_is_not_written(path):
    file = ModelFile.open(path).set(("title",), "Other")
    path.unlink()
    with pytest.raises(FileError, match="no longer there") as caught:
        file.save()
    assert len(caught.value.problems) == 1
    assert not path.exists()
    assert file.save_as(path).save().path == path


def test_another_file_is_replaced_only_if_that_is_said(path):
    other = path.with_name("other.yaml")
    other.write_text("theirs", encoding="utf-8")
    file = ModelFile.open(path).set(("title",), "Other")
    with pytest.raises(FileError, match="exists already"):
        file.save_as(other)
    assert other.read_text(encoding="utf-8") == "theirs"
    saved = file.save_as(other, replace=True)
    assert saved.path == other
    assert denouement.load(other).title == "Other"
    assert path.read_text(encoding="utf-8") == HAND_MADE
    assert sorted(os.listdir(path.parent)) == ["model.yaml", "other.yaml"]
    assert file.save_as(path).sha256_on_disk != ModelFile.of_text(HAND_MADE).sha256_on_disk
    assert denouement.load(path).title == "Other"


def test_messages_speak_of_the_file_that_it_was_saved_as(path, tmp_path):
    saved = ModelFile.of_text(HAND_MADE, "draft").save_as(tmp_path / "kept.yaml")
    with pytest.raises(ModelError, match=r"kept\.yaml:"):
        saved.set(("titel",), "x")


def test_a_text_in_no_file_asks_for_a_name():
    with pytest.raises(FileError, match="save it under a name"):
        ModelFile.of_text(HAND_MADE).save()


def test_a_folder_that_cannot_be_written_gives_one_clear_error(path, monkeypatch):
    file = ModelFile.open(path).set(("title",), "Other")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")  # as root, a read-only folder would be written

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    for attempt in (file.save, lambda: file.save_as(path.with_name("new.yaml"))):
        with pytest.raises(FileError, match=r"cannot write .*Permission denied") as caught:
            attempt()
        assert len(caught.value.problems) == 1
    assert path.read_text(encoding="utf-8") == HAND_MADE


def test_a_write_protected_file_is_left_alone(path, monkeypatch):
    file = ModelFile.open(path).set(("title",), "Other")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match="write-protected"):
        file.save()
    assert path.read_text(encoding="utf-8") == HAND_MADE


def test_a_missing_folder_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(FileError, match="nowhere"):
        ModelFile.of_text(HAND_MADE).save_as(tmp_path / "nowhere" / "model.yaml")
    with pytest.raises(FileError, match=r"none\.yaml"):
        ModelFile.open(tmp_path / "none.yaml")


def test_reading_does_not_load_what_writing_needs():
    code = "import sys, denouement; denouement.load('chicken'); print([m for m in sys.modules if 'splic' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert editing.__name__ in sys.modules
