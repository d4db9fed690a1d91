"""From bytes to a model: text as written, what YAML may not do here, limits, places of errors, one error a mistake."""

from __future__ import annotations

import json
import pathlib

import pytest

import denouement
from denouement import FileError, InputError
from denouement.files.conflict_yaml import read_bytes, read_file
from tests.unit.models import (
    FORMAT_EXAMPLE,
    MARK,
    PAIR,
    assert_one_at_mark,
    messages,
    only_problem,
    pair,
    place,
    problems,
    read,
    without_mark,
)

# -- every scalar is text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "1",
        "1.0",
        "0x1F",
        "1_000",
        "~",
        "null",
        "true",
        "2023-11-20",
        "12:30:45",
        "1e3",
        ".5",
        "Yes",
        "=x",
        "-1",
        "y",
    ],
)
def test_text_every_scalar_is_the_text_written(written):
    assert read(pair().replace("{x: X}", f"{{x: {written}}}")).names["a.x"] == written


def test_text_keys_are_text_too():
    conflict = read(
        pair().replace("{x: X}", "{x: X, no: N, on: O}").replace("preferences: [x]", "preferences: [no, on]")
    )
    assert conflict.options == ("a.x", "a.no", "a.on", "b.z")


@pytest.mark.parametrize("version", ["1", "'1'", '"1"'])
def test_format_version_1_is_read(version):
    assert read(PAIR.replace("denouement: 1", f"denouement: {version}")).title == "A pair"


@pytest.mark.parametrize("version", ["2", "1.0", "01", "one", "[]", "{a: 1}", "''"])
def test_format_version_other_than_1_is_refused(version):
    assert_one_at_mark(PAIR.replace("denouement: 1", f"denouement: {MARK}{version}"), "denouement: 1")


@pytest.mark.parametrize("text", ["- a\n- b\n", "hello\n", "'quoted'\n", "[]\n"])
def test_text_that_is_no_model_is_told_how_to_begin(text):
    assert "denouement new" in only_problem(text).hint


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_text_empty_file_says_so(text):
    problem = only_problem(text)
    assert "empty" in problem.message or "not a model file" in problem.message
    assert "denouement new" in problem.hint


# -- text rule 1: what is refused ----------------------------------------------------------------------------


def test_text_rule_1_anchors_are_refused():
    assert_one_at_mark(pair("tags: ‸&all [one]\n"), "anchors")


def test_text_rule_1_aliases_are_refused():
    assert_one_at_mark(pair("tags: ‸*all\n"), "aliases")


def test_text_rule_1_anchored_collections_and_keys_are_refused():
    assert_one_at_mark(pair("definitions: ‸&d {p: x}\n"), "anchors")
    assert_one_at_mark(pair("definitions: {‸&d p: x}\n"), "anchors")


@pytest.mark.parametrize("tag", ["!!str", "!!python/object:os.system", "!mine", "!<tag:yaml.org,2002:int>"])
def test_text_rule_1_tags_are_refused(tag):
    assert_one_at_mark(pair(f"summary: ‸{tag} text\n"), "tags")
    assert_one_at_mark(pair(f"tags: ‸{tag} [a]\n"), "tags")


def test_text_rule_1_merge_keys_are_refused():
    assert_one_at_mark(pair("definitions: {‸<<: {p: x}}\n"), "merge keys")


@pytest.mark.parametrize("character", ["&", "*", "!", "<<"])
def test_text_rule_1_the_same_characters_in_quotes_are_text(character):
    assert read(pair(f"summary: '{character}x'\n")).summary == f"{character}x"


@pytest.mark.parametrize(
    "text",
    [
        "title: A\n‸title: B",
        "definitions: {p: x, ‸p: z}",
        "scenarios:\n  s: {when: x}\n  ‸s: {when: z}",
        "sources: {s: {title: T, ‸title: U}}",
        "rules: [{always: x or z, ‸always: x or z}]",
    ],
)
def test_text_rule_1_duplicate_keys_are_errors(text):
    if text.startswith("title"):
        text = text.split("\n")[1]
    assert_one_at_mark(pair(text), "twice")


def test_text_rule_1_duplicate_options_decision_makers_and_readings_are_errors():
    assert_one_at_mark(pair(options_a="{x: X, ‸x: Again}"), "twice")
    assert_one_at_mark(PAIR + "  ‸b: {options: {}, preferences: []}\n", "twice")
    assert_one_at_mark(pair(a="{readings: {r: [x], ‸r: [z]}}"), "twice")


def test_text_rule_1_size_limit_is_2_mb():
    filler = "#" * (2_000_000 - len(PAIR.encode()) - 1) + "\n"
    assert read(filler + PAIR).title == "A pair"
    problem = only_problem(filler + "#" + PAIR)
    assert "2,000,001 bytes" in problem.message
    assert "2,000,000" in problem.message


def nested(depth: int) -> str:
    return pair(f"tags: {'[' * (depth - 1)}{']' * (depth - 1)}\n")


def test_text_rule_1_nesting_limit_is_50():
    assert "more than 50 deep" not in str(messages(nested(50)))
    assert "more than 50 deep" in only_problem(nested(51)).message


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 10_000, "- " * 10_000 + "a", "? " * 1_000 + "a", '{"a":' * 5_000]
)
def test_text_rule_1_nesting_bombs_are_one_error(text):
    assert only_problem(text)


def test_text_rule_1_alias_bombs_are_one_error():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert_one_at_mark(bomb.replace("&a", "‸&a", 1), "anchors")


# -- files as they come --------------------------------------------------------------------------------------


def test_bom_is_skipped_and_does_not_move_places():
    assert read(b"\xef\xbb\xbf" + PAIR.encode()).title == "A pair"
    text, expected = without_mark(pair(a="[‸nothing]"))
    assert place(only_problem(b"\xef\xbb\xbf" + text.encode())) == expected
    text, expected = without_mark(PAIR.replace("denouement: 1", "denouement: ‸2"))
    assert place(only_problem(b"\xef\xbb\xbf" + text.encode())) == expected


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_are_read_and_do_not_move_places(newline):
    assert read(PAIR.replace("\n", newline)) == read(PAIR)
    text, expected = without_mark(pair(a="[x, ‸nothing]"))
    problem = only_problem(text.replace("\n", newline))
    assert place(problem) == expected
    assert problem.location is not None
    assert problem.location.text == "    preferences: [x, nothing]"


def test_bytes_that_are_not_utf_8_are_an_error_at_their_place():
    data = PAIR.replace("A pair", "Une pièce").encode("latin-1")
    problem = only_problem(data)
    assert "UTF-8" in problem.message
    assert place(problem) == (2, len("title: Une pi") + 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_other_encodings_are_refused_with_advice(encoding):
    assert only_problem(PAIR.encode(encoding)).hint


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f"])
def test_control_characters_are_an_error_at_their_place(character):
    assert_one_at_mark(PAIR.replace("A pair", f"A ‸{character}pair"))


def test_control_character_after_unicode_is_an_error_at_its_place():
    assert_one_at_mark(PAIR.replace("A pair", "‘pièce’ ‸\x07"))


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_unicode_line_separators_in_a_text_do_not_move_places(separator):
    problem = only_problem(pair(a="[nothing]").replace("A pair", f'"A{separator}pair"'))
    assert problem.location is not None
    assert "nothing" in problem.location.text


def test_a_second_document_is_an_error_where_it_begins():
    assert_one_at_mark(PAIR + "‸---\ndenouement: 1\n", "one file, one model")


def test_document_marks_around_one_model_are_fine():
    assert read("%YAML 1.1\n---\n" + PAIR + "...\n") == read(PAIR)


AS_JSON = {
    "denouement": 1,
    "title": "As JSON",
    "decision_makers": {"a": {"options": {"x": "X"}, "preferences": [{"that": "x", "certainty": 0.65}]}},
}


@pytest.mark.parametrize(
    "text", [json.dumps(AS_JSON), json.dumps(AS_JSON, indent="\t"), json.dumps(AS_JSON, separators=(",", ":"))]
)
def test_json_is_read_too(text):
    conflict = read(text)
    assert conflict.options == ("a.x",)
    assert str(conflict.decision_maker("a").readings[0].preference.statements[0].certainty.value) == "13/20"  # type: ignore[union-attr]


def test_json_escapes_are_read():
    assert read(json.dumps(AS_JSON | {"title": 'é “x” \\ / "\n'}).replace("/", "\\/")).title == 'é “x” \\ / "\n'


def test_json_escapes_beyond_the_basic_plane_are_read():
    assert read(json.dumps(AS_JSON | {"title": "😀"})).title == "😀"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: a: b\n", "quotes"),
        ("\ttags: []\n", "tabs"),
        ("tags: [a\nrules: []\n", "closed"),
        ("summary: 'open\n", "not closed"),
        ("summary: @x\n", "quotes"),
        ("summary: %x\n", "quotes"),
        (" tags: []\n", "indentation"),
        ("tags: {a: [}\n", ""),
        ("? [a]\n: b\n", "key"),
        ('summary: "\\q"\n', ""),
    ],
)
def test_what_is_not_yaml_is_one_error_with_advice(text, says):
    problem = only_problem(PAIR.replace("title: A pair\n", "") + text if text.startswith("title") else pair(text))
    assert says in f"{problem.message} {problem.hint}"
    assert problem.location is not None


def test_files_are_read_by_path(tmp_path: pathlib.Path):
    for name in ("m.yaml", "m.yml", "m.json"):
        (tmp_path / name).write_text(PAIR, encoding="utf-8")
        assert denouement.load(tmp_path / name).title == "A pair"
        assert denouement.load(str(tmp_path / name)) == read(PAIR)


def test_errors_name_the_file(tmp_path: pathlib.Path):
    path = tmp_path / "broken.yaml"
    path.write_text(pair(a="[nothing]"), encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.yaml:6:19: there is no option"):
        read_file(path)


@pytest.mark.parametrize("name", ["missing.yaml", "", "no_such_model", "a\0b", "."])
def test_files_that_are_not_there_are_file_errors(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError):
        denouement.load(name)


def test_a_name_that_is_nearly_one_of_the_catalogue_is_guessed():
    with pytest.raises(FileError, match="did you mean chicken"):
        denouement.load("chiken")


def test_a_file_here_comes_before_the_catalogue(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chicken").write_text(PAIR, encoding="utf-8")
    assert denouement.load("chicken").title == "A pair"


# -- places of errors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wants",
    [
        "[x and ‸nothing]",
        "['x and ‸nothing']",
        '["x and ‸nothing"]',
        '[{"été 😀": x and ‸nothing}]',
        "[{that: x and ‸nothing, name: N}]",
        "[ x ,   ‸nothing ]",
        "[x, z, not (x ‸& z)]",
        "[x, {that: ‸nothing}]",
        "\n      - x\n      - 'éé': x or ‸nothing",
        "\n      - x\n      -   ‸nothing and x",
        "{readings: {r: [x, ‸nothing]}}",
        "{readings: {r: {statements: [x, ‸nothing]}}}",
        '[x and "‸YNY"]',
    ],
)
def test_places_inside_conditions(wants):
    assert_one_at_mark(pair(a=wants))


@pytest.mark.parametrize(
    "wants",
    [
        '[‸"x\\u0020and nothing"]',
        "[‸'x and ''YNY''']",
        "\n      - ‸>-\n        x and\n        nothing",
        "\n      - ‸|\n        nothing",
        "\n      - ‸x and\n        nothing",
    ],
)
def test_places_of_folded_and_escaped_conditions_are_where_they_begin(wants):
    assert_one_at_mark(pair(a=wants))


def test_places_are_counted_in_characters_not_bytes():
    assert_one_at_mark(pair("sources: {s: {title: “…😀”, ‸titel: x}}\n"))


def test_places_of_errors_in_rules_scenarios_and_definitions():
    for text in (
        "rules: [{always: x or ‸nothing}]",
        "rules: [{at_most_one: [x, ‸nothing]}]",
        "scenarios: {s: {when: x xor ‸nothing}}",
        "definitions: {d: not ‸nothing}",
        "start: [‸nothing]",
        "start: [x, ‸nothing]",
        "baseline: [‸nothing]",
        "status_quo: ‸YYY",
        "baseline: ‸nothing",
    ):
        assert_one_at_mark(pair(text + "\n"))


# -- one mistake, one error ----------------------------------------------------------------------------------

FIRST_STEP = "- {date: 2023-11-17, by: board, take: [dismiss]}"


def mistake(old: str, new: str):
    """A change of one place of the format's example; the mark says where its one error belongs."""
    assert FORMAT_EXAMPLE.count(old) >= 1, old
    return pytest.param(old, new, id=new.replace(MARK, "")[:50])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        mistake("denouement: 1 ", "denouement: ‸3 "),
        mistake('title: "The week at OpenAI, small version"', 'title: ‸""'),
        mistake("summary: Four", "‸sumary: Four"),
        mistake("language: en\n", "language: ‸English please\n"),
        mistake("as_of: 2023-11-20", "as_of: ‸2023-11-31"),
        mistake("tags: [corporate control]", "tags: ‸corporate control"),
        mistake("date: 2023-11-20, language: fr", "date: ‸20 Nov 2023, language: fr"),
        mistake("reliability: C", "reliability: ‸X"),
        mistake('{source: techcrunch, quote: "près', '{source: ‸techcrunsh, quote: "près'),
        mistake("credibility: 2", "credibility: ‸two"),
        mistake("name: The board\n", "‸nam: The board\n"),
        mistake("members: [Adam", "‸member: [Adam"),
        mistake("{name: Dismiss Altman, moves: take}", "{name: Dismiss Altman, moves: ‸taken}"),
        mistake("reinstate: Offer him the post back ", "reinstate: ‸[Offer him the post back] "),
        mistake("- no exodus: not leave", "- no exodus: not ‸leeve"),
        mistake("- no exodus: not leave", "- no exodus: not‸ "),
        mistake("- Altman out: not altman_leads", "- Altman out: not altman_leads ‸back"),
        mistake("survival:", "‸sur-vival:"),
        mistake("checks:\n", "‸N:\n"),
        mistake("kind: crowd", "kind: ‸mob"),
        mistake("certainty: unlikely}", "certainty: ‸improbable}"),
        mistake("certainty: likely", "certainty: ‸65%"),
        mistake("evidence: [letter]}, altman_leads", "evidence: [‸leter]}, altman_leads"),
        mistake("evidence: [letter]}, altman_leads", "evidence: ‸letter}, altman_leads"),
        mistake("altman_leads: not dismiss or back", "altman_leads: not dismiss or ‸bakc"),
        mistake("altman_leads: not dismiss or back", "altman_leads: not dismiss ‸| back"),
        mistake("altman_leads: not dismiss or back", "altman_leads: ‸[not dismiss, back]"),
        mistake("{always: reinstate implies dismiss, why: meaning}", "‸reinstate implies dismiss"),
        mistake("{at_most_one: [back, msft]", "{at_most_one: ‸back"),
        mistake("{never: leave and handover", "{never: leave unless handover ‸if back"),
        mistake("why: one job}", "‸because: one job}"),
        mistake("{name: Exodus, when: leave}", "{name: Exodus, when: ‸exodus}"),
        mistake("{name: Exodus, when: leave}", "‸{name: Exodus}"),
        mistake("start: []", "start: [‸dismis]"),
        mistake("date: 2023-11-17, by: board", "date: ‸17.11.2023, by: board"),
        mistake("by: board, take", "by: ‸bord, take"),
        mistake("take: [dismiss]}", "take: [‸dismis]}"),
        mistake("by: microsoft, take: [offer]", "by: altman, take: [‸offer]"),
        mistake("baseline: start", "baseline: ‸strat"),
        mistake("source: techcrunch, certainty: certain", "source: ‸techcrunh, certainty: certain"),
        mistake("certainty: certain,", "certainty: ‸sure,"),
        mistake("claims: ", "‸claim: "),
        mistake("scenarios: ", "‸scenario: "),
        mistake("history:", "‸hist:"),
        mistake("start: []", "forbidden_moves: ‸{}"),
        mistake("kind: crowd", "moves: ‸{}"),
        mistake("name: no crisis,", "strength: ‸grate,"),
        mistake("name: no crisis,", "strength: ‸great,"),
        mistake("name: Microsoft\n", "name: ‸{}\n"),
        mistake("name: Microsoft\n", "name: {en: Microsoft, ‸french: Microsoft}\n"),
        mistake("start: []", "start: ‸2023-11-16x"),
        # A misspelt or unreadable part must not bring up everything that leans on it.
        mistake('title: "The week', '‸titel: "The week'),
        mistake("sources:", "‸souces:"),
        mistake("evidence:\n", "‸evidnce:\n"),
        mistake("decision_makers:", "‸decision_maker:"),
        mistake("options: {offer", "‸option: {offer"),
        mistake("definitions:", "‸definitons:"),
        mistake("bluff: {statements:", "bluff: {‸statments:"),
        mistake("{always: reinstate", "{‸alway: reinstate"),
        mistake("start: []", "start: ‸dismiss"),
        mistake(FIRST_STEP, "- ‸dismiss"),
        mistake("take: [dismiss]}", "take: ‸dismiss}"),
        mistake("take: [dismiss]}", "‸tkae: [dismiss]}"),
        mistake("take: [dismiss]}", "to: ‸s2}"),
    ],
)
def test_one_mistake_in_the_format_s_example_is_one_error_at_its_place(old, new):
    assert_one_at_mark(FORMAT_EXAMPLE.replace(old, new, 1))


def test_format_s_example_loads_as_it_stands():
    conflict = read(FORMAT_EXAMPLE)
    assert (len(conflict.options), conflict.analyse().number_of_states) == (9, 41)


def test_all_errors_of_a_file_are_shown_at_once_in_the_order_of_the_file():
    changes = [
        ("language: en\n", "language: 1\n"),
        ("reliability: C", "reliability: X"),
        ("kind: crowd", "kind: mob"),
        ("- Altman out: not altman_leads", "- Altman out: not altman_leeds"),
        ("certainty: unlikely}", "certainty: improbable}"),
        ("why: one job}", "because: one job}"),
        ("{name: Exodus, when: leave}", "{name: Exodus, when: leave &}"),
        ("baseline: start", "baseline: strat"),
    ]
    text = FORMAT_EXAMPLE
    for old, new in changes:
        text = text.replace(old, new, 1)
    found = problems(text)
    assert len(found) == len(changes), [problem.message for problem in found]
    assert [place(problem) for problem in found] == sorted(place(problem) for problem in found)


def test_every_error_names_file_line_column_what_is_wrong_and_what_to_write():
    for text in (
        pair(a="[nothing]"),
        pair("titel: x"),
        pair("as_of: 2023-99-01"),
        pair(a="[x and]"),
        pair("start: [nix]"),
    ):
        problem = only_problem(text)
        assert problem.where().startswith("model.yaml:")
        assert problem.message
        assert problem.hint


def test_unknown_keys_are_errors_with_a_guess():
    assert "did you mean summary?" in only_problem(pair("sumary: x\n")).hint
    assert "did you mean moves?" in only_problem(pair(options_a="{x: {name: X, move: take}}")).hint


@pytest.mark.parametrize("value", ["[]", "[a, b]"])
def test_a_list_where_one_text_is_meant_is_an_error(value):
    assert_one_at_mark(PAIR.replace("A pair", f"‸{value}"), "must be a text")


@pytest.mark.parametrize("value", ["", "''", "'  '"])
def test_an_empty_text_is_an_error(value):
    assert "empty" in only_problem(pair(f"summary: {value}\n")).message


# -- the model's own hash: text rule 5 -----------------------------------------------------------------------


def test_text_rule_5_the_hash_is_blind_to_comments_layout_and_order_of_keys():
    other = """
    # another hand
    decision_makers:
      a:
        preferences:
          - "x"
        options:
          x:
            name: X
            moves: both
      b: {preferences: [(z)], options: {z: 'Z'}}
    title: >-
      A
      pair
    denouement: "1"
    """
    assert read(other).sha256 == read(PAIR).sha256


def test_text_rule_5_the_hash_is_blind_to_unicode_composition():
    assert read(PAIR.replace("A pair", "Une pie\u0300ce")).sha256 == read(PAIR.replace("A pair", "Une pièce")).sha256


@pytest.mark.parametrize(
    "text",
    [
        PAIR.replace("A pair", "Another"),
        pair(a="[not x]"),
        pair(options_a="{x: {name: X, moves: take}}"),
        pair("start: []\n"),
        pair(b="[z, x]"),
        "denouement: 1\ntitle: A pair\ndecision_makers:\n"
        + PAIR[PAIR.index("  b:") :]
        + PAIR[PAIR.index("  a:") : PAIR.index("  b:")],
    ],
)
def test_text_rule_5_the_hash_sees_everything_else(text):
    assert read(text).sha256 != read(PAIR).sha256


def test_read_bytes_takes_the_name_of_the_file_for_messages():
    with pytest.raises(InputError, match=r"^here\.json:1:1: "):
        read_bytes(b"", "here.json")
