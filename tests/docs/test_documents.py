"""Every command, file and piece of Python that the documents show is run, and prints what they say."""

from __future__ import annotations

import os
import pathlib
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: pathlib.Path) -> Iterator[tuple[str, str, str]]:
    """Yield language, file name and text of each fenced block."""
    for match in BLOCK.finditer(document.read_text(encoding="utf-8")):
        yield match[1], (match[2] or "").strip(), match[3]


def run(command: str, folder: pathlib.Path) -> str:
    words = shlex.split(command)
    assert words[0] == "denouement", f"{command!r} is not a command of this program"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Tell whether the lines shown are the lines printed, `...` standing for any number of them."""
    if not shown:
        return not printed
    if shown[0] == "...":
        return any(agrees(shown[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and agrees(shown[1:], printed[1:])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_shows_is_what_happens(document: pathlib.Path, tmp_path: pathlib.Path) -> None:
    for language, name, text in blocks(document):
        match language:
            case "yaml":
                assert name, "a model shown in a document needs a file name, so that it can be run"
                (tmp_path / name).write_text(text, encoding="utf-8")
                assert "sound" in run(f"denouement check {name}", tmp_path)
            case "console":
                for session in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                    command, *shown = session.rstrip("\n").split("\n")
                    printed = run(command, tmp_path).rstrip("\n").split("\n")
                    assert agrees(shown, printed), "\n".join([command, *printed])
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


def test_commands_in_tables_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"^\| `denouement (\w+)", readme, re.MULTILINE))
    listed = run("denouement --help", ROOT)
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
