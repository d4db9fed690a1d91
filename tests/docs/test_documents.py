"""Every command, file and piece of Python that the documents show is run, and prints what they say.

A model file in a document has its name after the word that opens the block, or in a comment on its first line, where
readers see it: `# dam.yaml`. `# dam.yaml, with an error` (or `with errors`) is a file that is wrong on purpose; a
command after it has to show what is said about it. `# exits with 2` after a command is the exit code expected, and
`...` stands for any number of lines left out. A text has its file name after the word that opens the block, as in
```text news.txt; it is written to a file that commands can read.
"""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest

from denouement.ui.cli.program import run as run_program

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# (?P<name>[\w-]+\.ya?ml)(?P<wrong>, with (an error|errors))?\n")
EXITS = re.compile(r"# exits with (\d+)$")


def blocks(document: pathlib.Path) -> Iterator[tuple[str, str, str]]:
    """Yield language, file name and text of each fenced block."""
    for match in BLOCK.finditer(document.read_text(encoding="utf-8")):
        yield match[1], (match[2] or "").strip(), match[3]


def run(command: str, folder: pathlib.Path) -> tuple[int, str]:
    """Run a command line in a folder; return its exit code and what it prints, errors last."""
    words = shlex.split(command, comments=True)
    assert words[0] == "denouement", f"{command!r} is not a command of this program"
    printed, complained = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(complained),
        pytest.raises(SystemExit) as exit_,
    ):
        run_program(words[1:])
    assert isinstance(exit_.value.code, int)
    return exit_.value.code, printed.getvalue() + complained.getvalue()


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Tell whether the lines shown are the lines printed, `...` standing for any number of them."""
    if not shown:
        return not printed
    if shown[0] == "...":
        return any(agrees(shown[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and agrees(shown[1:], printed[1:])


def put_down(name: str, text: str, folder: pathlib.Path) -> str | None:
    """Write a model file that a document shows and check it; return its name if it is wrong on purpose."""
    title = NAMED.match(text)
    name = name or (title["name"] if title else "")
    assert name, "a model shown in a document needs a file name, so that it can be run"
    (folder / name).write_text(text, encoding="utf-8")
    wrong = title is not None and title["wrong"] is not None
    code, printed = run(f"denouement check {name}", folder)
    assert code == (2 if wrong else 0), f"{name}: {printed}"
    if wrong:
        several = "errors" in text.partition("\n")[0]
        assert several == bool(re.search(r"^\d+ errors$", printed, re.MULTILINE)), f"{name}: one error or more?"
    return name if wrong else None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_shows_is_what_happens(document: pathlib.Path, tmp_path: pathlib.Path) -> None:
    unexplained: set[str] = set()
    for language, name, text in blocks(document):
        match language:
            case "yaml" | "json":
                wrong = put_down(name, text, tmp_path)
                unexplained |= {wrong} if wrong else set()
            case "text":
                assert name, "a text shown in a document needs a file name, so that commands can read it"
                (tmp_path / name).write_text(text, encoding="utf-8")
            case "console":
                for session in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                    command, *shown = session.rstrip("\n").split("\n")
                    code, output = run(command, tmp_path)
                    printed = [line.rstrip() for line in output.rstrip("\n").split("\n")] if output else []
                    assert agrees(shown, printed), "\n".join([command, *printed])
                    expected = EXITS.search(command)
                    assert code == (int(expected[1]) if expected else 0), command
                    unexplained -= set(shlex.split(command, comments=True))
            case "python":
                exec(compile(text, str(document), "exec"), {})
            case "sh":
                for line in text.splitlines():
                    words = shlex.split(line, comments=True)
                    assert words[0] == "make"
                    # Not run here, where the tests themselves run: make is asked whether it could.
                    subprocess.run([*words, "--dry-run"], cwd=ROOT, check=True, capture_output=True)
            case _:
                pytest.fail(f"a block in {language or 'no language'} is run by nobody")
    assert not unexplained, f"nothing shows what is wrong with {', '.join(sorted(unexplained))}"


def test_commands_in_tables_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"^\| `denouement (\w+)", readme, re.MULTILINE))
    listed = run("denouement --help", ROOT)[1]
    assert commands == set(re.findall(r"^  (\w+)  ", listed.split("Commands:")[1], re.MULTILINE))


def test_figures_and_generated_pages_are_up_to_date() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "tools/documents.py", "--check"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*DOCUMENTS, ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (document.parent / target).exists(), f"{document.name} links to {target}"
