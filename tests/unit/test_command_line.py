"""The command line: every command and option, exit codes, what goes to which stream, and hostile texts."""

from __future__ import annotations

import csv
import io
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import unicodedata

import pytest

import denouement
from denouement import catalogue
from tests.unit.models import FORMAT_EXAMPLE, PAIR, pair

ROOT = pathlib.Path(__file__).parents[2]
CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]


def in_process(*arguments: str, env: dict[str, str] | None = None, **more) -> subprocess.CompletedProcess[bytes]:
    """Run the program as users do."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "denouement", *arguments], capture_output=True, env=environment, **more
    )


def errors_in(out: str) -> list[dict[str, object]]:
    data = json.loads(out)
    assert list(data) == ["format", "errors"]
    assert data["format"] == "denouement-error/1"
    for error in data["errors"]:
        assert list(error) == ["path", "line", "column", "message", "hint"]
    return data["errors"]  # type: ignore[no-any-return]


# -- help ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_every_command(call, flag):
    code, out, err = call(flag)
    assert (code, err) == (0, "")
    for command in ("analyse", "states", "check", "schema", "catalogue", "new"):
        assert re.search(rf"^  {command} +\S", out, re.M)


@pytest.mark.parametrize(
    "command",
    [
        ["analyse"],
        ["states"],
        ["check"],
        ["schema"],
        ["catalogue"],
        ["catalogue", "list"],
        ["catalogue", "copy"],
        ["new"],
    ],
)
def test_help_of_every_command(call, command):
    code, out, err = call(*command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith("Usage: denouement " + " ".join(command))


def test_help_names_every_option_of_analyse(call):
    _, out, _ = call("analyse", "--help")
    for option in (
        "--concepts",
        "--ending-concepts",
        "--as-of",
        "--reading",
        "--baseline",
        "--json",
        "--csv",
        "--md",
        "--full",
    ):
        assert option in out


def test_version(call):
    assert call("--version") == (0, f"denouement, version {denouement.__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["analyse", "--help"], ["--version"], ["new", "-"]])
def test_help_waits_for_nothing_heavy(arguments):
    check = (
        "import sys\nfrom denouement.ui.cli.program import run\n"
        f"try: run({arguments!r})\nexcept SystemExit: pass\n"
        "sys.exit(str([m for m in ('numpy', 'yaml', 'rich', 'babel', 'decimal') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("arguments", [[], ["catalogue"]])
def test_no_command_shows_the_help_as_it_is(call, arguments):
    code, out, err = call(*arguments)
    assert code in (0, 2)
    assert len((out + err).splitlines()) > 5


# -- analyse -------------------------------------------------------------------------------------------------


def test_analyse_tells_the_flagship(call):
    code, out, err = call("analyse", "openai-2023")
    assert (code, err) == (0, "")
    for text in (
        "644 states, 640 reachable",
        "20 November 2023",
        "8 endings",
        "Exodus",
        "Return",
        "The staff",
        "▼ worse",
    ):
        assert text in out


def test_analyse_in_the_format_s_order_of_questions(call):
    _, out, _ = call("analyse", "openai-2023", "--full")
    headings = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert headings[2:6] == ["Where it stands", "Can it last?", "How it can end", "Who is better or worse off"]
    assert headings[-1] == "What the concepts mean"


def test_analyse_json_is_the_result_and_nothing_else(call):
    code, out, err = call("analyse", "openai-2023-small", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(denouement.load("openai-2023-small").analyse().to_dict()))


def test_analyse_options_reach_the_analysis(call):
    _, out, _ = call(
        "analyse",
        "openai-2023",
        "--json",
        "--concepts",
        "nash, GMR",
        "--ending-concepts",
        "nash",
        "--as-of",
        "2023-11-18",
        "--reading",
        "board=checks",
        "--reading",
        "staff = bluff",
        "--baseline",
        "[dismiss]",
    )
    data = json.loads(out)
    assert (data["concepts"], data["ending_concepts"], data["as_of"]) == (["nash", "gmr"], ["nash"], "2023-11-18")
    assert (data["readings"]["board"], data["readings"]["staff"]) == ("checks", "bluff")
    taken = {state["id"]: state["taken"] for state in data["states"]}
    assert taken[data["baseline"]] == taken[data["status_quo"]] == ["board.dismiss"]


def test_analyse_as_of_latest(call):
    _, out, _ = call("analyse", "openai-2023", "--as-of", "latest", "--json")
    assert json.loads(out)["as_of"] == "2025-10-28"


def test_analyse_csv_has_one_row_an_ending_or_with_full_a_state(call):
    _, out, _ = call("analyse", "chicken", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["state"] for row in rows] == ["2", "3"]
    assert (rows[0]["scenario"], rows[0]["first against baseline"], rows[0]["first rank"]) == (
        "first_yields",
        "worse",
        "2",
    )
    assert (rows[0]["first.swerve"], rows[0]["second.swerve"], rows[0]["gmr"]) == ("Y", "N", "yes")
    _, out, _ = call("analyse", "chicken", "--csv", "--full")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 4


def test_analyse_markdown(call):
    code, out, _ = call("analyse", "chicken", "--md")
    assert code == 0
    assert out.startswith("# Chicken\n")
    assert "\n## How it can end\n" in out
    assert re.search(r"^\| --- \|", out, re.M)


@pytest.mark.parametrize("flags", [("--json", "--csv"), ("--csv", "--md"), ("--json", "--md")])
def test_analyse_prints_one_form_at_a_time(call, flags):
    code, out, err = call("analyse", "chicken", *flags)
    assert code == 2
    assert "at once" in out + err


def test_analyse_a_file_of_the_folder(call, model):
    code, out, _ = call("analyse", model(FORMAT_EXAMPLE))
    assert code == 0
    assert "41 states, 40 reachable" in out


def test_analyse_shows_warnings(call, model):
    _, out, _ = call("analyse", model(pair("rules: [{at_least_one: [x, z]}]\n")))
    assert "Take care" in out
    assert "status quo" in out


def test_analyse_marks_hindsight(call, model):
    text = pair(a="[{that: x, name: Want, evidence: [e]}]") + "as_of: 2023-11-01\nsources: {s: {title: T}}\n"
    _, out, _ = call("analyse", model(text + "evidence: {e: {source: s, note: n, date: 2023-11-09}}\n"))
    assert re.search(r"Want +known only later", out)


# -- exit codes and errors -----------------------------------------------------------------------------------

WRONG_REQUESTS = [
    ["analyse", "openai-2023", "--as-of", "2023-13-01"],
    ["analyse", "openai-2023", "--as-of", "soon"],
    ["analyse", "openai-2023", "--reading", "board"],
    ["analyse", "openai-2023", "--reading", "bord=checks"],
    ["analyse", "openai-2023", "--reading", "board=chekcs"],
    ["analyse", "openai-2023", "--reading", "board=checks", "--reading", "board=survival"],
    ["analyse", "openai-2023", "--baseline", "700"],
    ["analyse", "openai-2023", "--baseline", "exodus"],
    ["analyse", "openai-2023", "--baseline", "[leave]"],
    ["analyse", "openai-2023", "--concepts", "nush"],
    ["analyse", "openai-2023", "--ending-concepts", ""],
    ["analyse", "opena-2023"],
    ["analyse", "missing.yaml"],
    ["analyse", ""],
    ["analyse", "."],
    ["analyse"],
    ["analyse", "chicken", "stag-hunt"],
    ["analyse", "chicken", "--nothing"],
    ["anlyse", "chicken"],
    ["states", "chicken", "--where", "swerve and"],
    ["states", "openai-2023", "--where", "dismis"],
    ["states", "openai-2023", "--where", "YN"],
    ["states", "missing.yaml"],
    ["check"],
    ["check", "missing.yaml"],
    ["check", "chicken", "--as-of", "latest"],
    ["catalogue", "show", "chiken"],
    ["catalogue", "copy", "chiken"],
    ["catalogue", "lst"],
    ["new", "no/such/folder/x.yaml"],
]


@pytest.mark.parametrize("arguments", WRONG_REQUESTS, ids=" ".join)
def test_exit_code_2_for_what_cannot_be_used_with_a_message_and_no_traceback(call, arguments):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", WRONG_REQUESTS, ids=" ".join)
def test_errors_under_json_are_an_object_on_standard_output_and_nothing_else(call, arguments):
    if arguments[0] in ("catalogue", "new"):
        arguments = ["analyse", "--as-of", "2023-13-01", "chicken"]
    code, out, err = call(*arguments, "--json")
    assert (code, err) == (2, "")
    assert all(error["message"] for error in errors_in(out))


def test_errors_show_place_line_caret_and_help(call, model):
    code, out, err = call("check", model(pair(a="[x and unknown]", extra="definitions: {unkown: x}\n")))
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "model.yaml:6:25: there is no option or definition 'unknown'",
        "     6 |     preferences: [x and unknown]",
        "       |                         ^",
        "  help: did you mean unkown?",
    ]


def test_errors_of_several_files_are_all_shown_and_counted(call, model):
    first = model(pair(a="[unknown, nothing]"), "first.yaml")
    second = model(pair("as_of: soon\n"), "second.yaml")
    code, _, err = call("check", first, "chicken", second)
    assert code == 2
    assert re.findall(r"^(\w+)\.yaml:\d+:\d+: ", err, re.M) == ["first", "first", "second"]
    assert err.endswith("3 errors\n")


def test_errors_under_json_carry_file_line_and_column(call, model):
    code, out, _ = call("analyse", model(pair(a="[x, unknown]", extra="baseline: nowhere\n")), "--json")
    assert code == 2
    first, second = errors_in(out)
    assert (first["path"], first["line"], first["column"]) == ("model.yaml", 6, 22)
    assert (second["path"], second["line"], second["column"]) == ("model.yaml", 10, 11)
    assert "unknown" in str(first["message"])


def test_errors_in_a_very_long_line_show_the_part_around_the_place(call, model):
    line = " and ".join(["x"] * 100 + ["unknown"] + ["x"] * 100)
    _, _, err = call("check", model(pair(a=f"[{line}]")))
    shown, caret = err.splitlines()[1:3]
    assert len(shown) < 120
    assert shown[caret.index("^") :].startswith("unknown")


def test_errors_caret_stands_under_its_character_after_escapes(call, model):
    _, _, err = call("check", model(pair(a='[{"\u202e a": x and unknown}]')))
    shown, caret = err.splitlines()[1:3]
    assert shown[caret.index("^") :].startswith("unknown")
    assert "\\u202e" in shown


def test_exit_code_3_for_a_budget_refused(call, model):
    options = ", ".join(f"o{number}: O" for number in range(25))
    name = model(pair(options_a=f"{{x: X, {options}}}"))
    for command in ("analyse", "states", "check"):
        code, out, err = call(command, name)
        assert (code, out) == (3, "")
        assert "would need about" in err
    code, out, err = call("analyse", name, "--json")
    assert (code, err) == (3, "")
    assert "would need about" in str(errors_in(out)[0]["message"])


@pytest.mark.parametrize(
    ("raised", "expected"), [(KeyboardInterrupt, 130), (MemoryError, 3), (ZeroDivisionError, 1), (RecursionError, 1)]
)
def test_exit_codes_130_interrupted_3_memory_1_internal(call, monkeypatch, raised, expected):
    def interrupt(name: str) -> str:
        raise raised

    monkeypatch.setattr(catalogue, "text", interrupt)
    code, out, err = call("catalogue", "show", "chicken")
    assert (code, out) == (expected, "")
    assert err
    assert "Traceback" not in err


def test_exit_code_1_under_json_is_an_errors_object(call, monkeypatch):
    monkeypatch.setattr("denouement.loading.load", lambda name: 1 / 0)
    code, out, err = call("analyse", "chicken", "--json")
    assert (code, err) == (1, "")
    assert "ZeroDivisionError" in str(errors_in(out)[0]["message"])


# -- states, check, schema -----------------------------------------------------------------------------------


def test_states_lists_number_pattern_scenario_and_options(call):
    code, out, _ = call("states", "chicken")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "4 of 4 feasible states of Chicken"
    assert [line.split()[:2] for line in lines[1:]] == [["1", "NN"], ["2", "YN"], ["3", "NY"], ["4", "YY"]]


def test_states_where(call):
    _, out, _ = call("states", "openai-2023", "--where", "leave and not sue", "--json")
    states = json.loads(out)["states"]
    assert states
    assert all("staff.leave" in state["taken"] and "investors.sue" not in state["taken"] for state in states)
    _, out, _ = call("states", "chicken", "--where", "Y-")
    assert out.startswith("2 of 4")
    _, out, _ = call("states", "chicken", "--where", "false")
    assert out == "0 of 4 feasible states of Chicken\n"


def test_states_as_of(call, model):
    name = model(pair("rules: [{never: x, since: 2023-11-02}]\n"))
    assert call("states", name, "--as-of", "2023-11-01")[1].startswith("4 of 4")
    assert call("states", name, "--as-of", "2023-11-02")[1].startswith("2 of 2")


def test_check_of_sound_models_names_what_deserves_a_second_look(call, model):
    code, out, err = call("check", "chicken", model(FORMAT_EXAMPLE))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "chicken: sound; 4 feasible states"
    assert "model.yaml: sound; 41 feasible states" in lines
    (unlikely,) = [text for text in lines if "[unlikely-statement]" in text]
    assert ": note: " in unlikely
    assert "altman.5 (no crisis" in unlikely
    for text in lines:
        assert re.fullmatch(
            r"\S+: sound; \d+ feasible states|\S+:\d+:\d+: (look again|note): .+ \[[a-z-]+\]|  help: .+", text
        )


def test_check_json(call):
    code, out, _ = call("check", "openai-2023-small", "--json")
    assert code == 0
    (report,) = json.loads(out)["models"]
    assert (report["model"], report["states"]) == ("openai-2023-small", 41)
    assert report["sha256"] == denouement.load("openai-2023-small").sha256


def test_check_looks_at_every_reading(call, model):
    name = model(pair(a="{readings: {first: [x], second: {ranking: [YY, NN]}}}"))
    assert call("analyse", name)[0] == 0
    code, _, err = call("check", name)
    assert code == 2
    assert "this ranking does not list states 2 (YN), 3 (NY)" in err


def test_certainty_check_names_statements_below_one_half(call, model):
    _, out, _ = call("check", model(pair(a="[{that: x, certainty: .49}, {that: z, certainty: .5}]")))
    assert "a.1" in out
    assert "a.2" not in out


def test_every_model_of_the_catalogue_is_sound(call):
    code, _, err = call("check", *catalogue.names())
    assert (code, err) == (0, "")


def test_schema_prints_the_schema(call):
    from denouement.files.schema import json_schema

    code, out, err = call("schema")
    assert (code, err) == (0, "")
    assert json.loads(out) == json_schema()


# -- catalogue and new ---------------------------------------------------------------------------------------


def test_catalogue_list(call):
    code, out, _ = call("catalogue", "list")
    assert code == 0
    for name in catalogue.names():
        assert re.search(rf"^{name} ", out, re.M)
    _, out, _ = call("catalogue", "list", "--json")
    data = json.loads(out)
    assert [entry["name"] for entry in data["models"]] == list(catalogue.names())
    assert next(entry for entry in data["models"] if entry["name"] == "openai-2023")["options"] == 13


def test_catalogue_show_prints_the_file_as_it_stands(call):
    assert call("catalogue", "show", "chicken") == (0, catalogue.text("chicken"), "")


def test_catalogue_copy_writes_a_file_that_can_be_analysed(call, tmp_path):
    code, out, _ = call("catalogue", "copy", "chicken")
    assert code == 0
    assert "denouement analyse chicken.yaml" in out
    assert (tmp_path / "chicken.yaml").read_text(encoding="utf-8") == catalogue.text("chicken")
    assert call("catalogue", "copy", "chicken", "mine.yaml")[0] == 0
    assert call("analyse", "mine.yaml")[0] == 0


def test_new_writes_a_model_that_can_be_analysed_and_checked(call, tmp_path):
    code, out, _ = call("new")
    assert code == 0
    assert "denouement analyse conflict.yaml" in out
    assert call("check", "conflict.yaml")[1].startswith("conflict.yaml: sound")
    assert call("analyse", "conflict.yaml")[0] == 0
    assert sorted(os.listdir(tmp_path)) == ["conflict.yaml"]


def test_new_dash_prints(call, tmp_path):
    code, out, _ = call("new", "-")
    assert code == 0
    assert "denouement: 1" in out
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("command", [["new", "mine.yaml"], ["catalogue", "copy", "chicken", "mine.yaml"]], ids=" ".join)
@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link"])
def test_new_and_copy_never_replace_anything(call, tmp_path, command, kind):
    target, other = tmp_path / "mine.yaml", tmp_path / "other"
    if kind == "file":
        target.write_text("precious", encoding="utf-8")
    elif kind == "folder":
        target.mkdir()
    else:
        if kind == "link":
            other.write_text("precious", encoding="utf-8")
        target.symlink_to(other)
    before = sorted(os.listdir(tmp_path))
    code, out, err = call(*command)
    assert (code, out) == (2, "")
    assert "exists already" in err
    assert sorted(os.listdir(tmp_path)) == before
    if kind in ("file", "link"):
        assert target.read_text(encoding="utf-8") == "precious"


def test_new_files_get_the_usual_permissions(call, tmp_path):
    before = os.umask(0o027)
    try:
        call("new")
    finally:
        os.umask(before)
    assert (tmp_path / "conflict.yaml").stat().st_mode & 0o777 == 0o640


# -- hostile texts -------------------------------------------------------------------------------------------

HOSTILE = "[red]x[/red] \x1b[31m \x07\x9b \u202e \u2066 :smile: | <b> `c` *d* # e"


def hostile_model() -> str:
    text = json.dumps(HOSTILE)
    return f"""\
denouement: 1
title: {text}
as_of: 2023-11-01
decision_makers:
  a:
    name: {text}
    options: {{x: {{name: {text}}}}}
    preferences: {{readings: {{r: [{{that: x, name: {text}, certainty: unlikely}}], s: [x]}}}}
  b:
    options: {{z: {text}}}
    preferences: [not z]
scenarios: {{s: {{name: {text}, when: x}}, t: {{when: 'true', story: {text}}}}}
history:
  - {{date: 2023-11-01, by: b, take: [z]}}
  - {{date: 2023-11-02, by: b, drop: [z], event: {text}, note: {text}}}
"""


def steering(text: str) -> list[str]:
    """Characters that can steer a terminal or turn the direction of reading."""
    return [
        character
        for character in text
        if (unicodedata.category(character) in ("Cc", "Zl", "Zp") and character != "\n") or character in "\u202e\u2066"
    ]


@pytest.mark.parametrize(
    "arguments",
    [["analyse"], ["analyse", "--full"], ["analyse", "--md"], ["states"], ["check"]],
    ids=" ".join,
)
def test_hostile_texts_of_a_model_cannot_steer_the_terminal(call, model, arguments):
    code, out, err = call(arguments[0], model(hostile_model()), *arguments[1:])
    assert (code, err) == (0, "")
    assert steering(out) == []
    assert "\\x1b" in out


def test_hostile_markup_is_shown_not_obeyed(call, model):
    _, out, _ = call("analyse", model(hostile_model()))
    assert "[red]x[/red]" in out
    assert ":smile:" in out


def test_hostile_texts_in_markdown_cannot_open_markup(call, model):
    _, out, _ = call("analyse", model(hostile_model()), "--md")
    assert not re.search(r"(?<!\\)[<`*\[]", out)
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert {row.count("|") - row.count("\\|") for row in rows if "smile" in row} <= {3, 4, 5}


def test_hostile_texts_in_csv_are_no_formulas(call, model):
    text = pair("scenarios: {s: {when: 'true'}}\n")
    _, out, _ = call("analyse", model(text), "--csv")
    for row in csv.reader(io.StringIO(out)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("wrong", ["colour", "as_of", "language"])
def test_hostile_texts_in_errors_cannot_steer_the_terminal(call, model, wrong):
    code, _, err = call("check", model(pair(f"{wrong}: {json.dumps(HOSTILE)}\n")))
    assert code == 2
    assert steering(err) == []


def test_hostile_arguments_cannot_steer_the_terminal(call):
    for arguments in (
        ["analyse", HOSTILE],
        ["analyse", "chicken", "--as-of", HOSTILE],
        [HOSTILE],
        ["analyse", "chicken", f"--{HOSTILE}"],
    ):
        code, _, err = call(*arguments)
        assert code == 2
        assert steering(err) == []


def test_hostile_file_names_cannot_steer_the_terminal(call, model):
    name = model(pair(), "\x1b[31m\u202e.yaml")
    code, out, _ = call("check", name)
    assert code == 0
    assert steering(out) == []


def test_hostile_texts_in_json_are_themselves(call, model):
    _, out, _ = call("analyse", model(hostile_model()), "--json")
    assert json.loads(out)["model"]["title"] == HOSTILE


# -- terminals and pipes -------------------------------------------------------------------------------------


def test_pipe_without_escapes_or_trailing_spaces(call):
    _, out, _ = call("analyse", "openai-2023", "--full")
    assert "\x1b" not in out
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "xterm-256color"}])
def test_pipe_without_escapes_in_a_real_process(environment):
    done = in_process("analyse", "chicken", env=environment)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout


def coloured(environment: dict[str, str]) -> bytes:
    """What `analyse chicken` writes to a terminal."""
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "denouement", "analyse", "chicken"],
        stdin=child,
        stdout=child,
        stderr=child,
        env={"PATH": os.environ["PATH"], "TERM": "xterm", "PYTHONPATH": str(ROOT / "src"), **environment},
    )
    os.close(child)
    found = b""
    try:
        while chunk := os.read(parent, 65536):
            found += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(parent)
    assert done.wait() == 0
    return found


def test_terminal_has_colours_unless_no_color():
    assert b"\x1b[1;36m" in coloured({})
    assert not re.search(rb"\x1b\[[\d;]*3\dm", coloured({"NO_COLOR": "1"}))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if name == "uruguay-round" else [])  # 138,240 states
        for name in catalogue.names()
    ],
)
def test_width_of_80_columns_is_never_exceeded(call, name):
    from rich.cells import cell_len

    for more in ([], ["--full"]):
        _, out, _ = call("analyse", name, *more)
        assert [line for line in out.splitlines() if cell_len(line) > 80] == []


def test_states_are_one_a_line_however_wide(call):
    _, out, _ = call("states", "openai-2023")
    assert [line.split()[0] for line in out.splitlines()[1:]] == [str(number) for number in range(1, 645)]


def test_width_long_names_are_folded(call, model):
    _, out, _ = call("analyse", model(hostile_model().replace("smile", "smile" * 40)))
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_narrow_encodings_get_stand_ins(encoding, tmp_path):
    (tmp_path / "model.yaml").write_text(pair().replace("A pair", "Ωméga 😀"), encoding="utf-8")
    for model in ("openai-2023", "model.yaml"):
        done = in_process("analyse", model, env={"PYTHONIOENCODING": encoding}, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "state" in done.stdout.decode(encoding)


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "latin-1",
    ],
)
@pytest.mark.parametrize("arguments", [["analyse", "model.yaml", "--md"], ["states", "model.yaml"]])
def test_narrow_encodings_in_markdown_and_states(encoding, arguments, tmp_path):
    (tmp_path / "model.yaml").write_text(pair().replace("A pair", "Ωméga 😀"), encoding="utf-8")
    done = in_process(*arguments, env={"PYTHONIOENCODING": encoding}, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ga" in done.stdout.decode(encoding)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "ascii",
        "latin-1",
        "cp1252",
    ],
)
def test_narrow_encodings_do_not_break_json(encoding, tmp_path):
    (tmp_path / "model.yaml").write_text(pair().replace("A pair", "Ωméga 😀"), encoding="utf-8")
    done = in_process("analyse", "model.yaml", "--json", env={"PYTHONIOENCODING": encoding}, cwd=tmp_path)
    assert done.returncode == 0
    text = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)
    assert json.loads(text)["model"]["title"] == "Ωméga 😀"


def into_closed_pipe(*arguments: str) -> tuple[int, bytes]:
    """Exit code and standard error of the program when nobody reads what it writes."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "denouement", *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    os.close(writing)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "arguments", [["analyse", "chicken"], ["states", "openai-2023"], ["schema"], ["--help"]], ids=" ".join
)
def test_broken_pipe_leaves_no_traceback(arguments):
    assert into_closed_pipe(*arguments)[1] == b""


def test_broken_pipe_is_no_internal_error():
    assert into_closed_pipe("states", "openai-2023")[0] != 1


def test_whole_program_from_a_shell():
    done = in_process("analyse", "openai-2023-small", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["concepts"] == CONCEPTS
    done = in_process("analyse", "no-such-model")
    assert (done.returncode, done.stdout) == (2, b"")


def test_one_model_in_json_gives_what_it_gives_in_yaml(call, model):
    as_json = {
        "denouement": 1,
        "title": "A pair",
        "decision_makers": {
            "a": {"options": {"x": "X"}, "preferences": ["x"]},
            "b": {"options": {"z": "Z"}, "preferences": ["z"]},
        },
    }
    first = call("analyse", model(json.dumps(as_json), "m.json"), "--json")
    assert first == call("analyse", model(PAIR, "m.yaml"), "--json")


def test_a_name_too_long_for_a_file_is_a_bad_name(call):
    code, out, _ = call("why", "a" * 300, "now", "--json")
    assert code == 2
    assert json.loads(out)["format"] == "denouement-error/1"


@pytest.mark.parametrize("arguments", [["why", "openai-2023-small", "now"], ["claims", "openai-2023-small", "--json"]])
def test_closed_output_is_no_fault(arguments):
    command = shlex.join([sys.executable, "-m", "denouement", *arguments])
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
