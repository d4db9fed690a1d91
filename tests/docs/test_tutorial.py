"""The tutorial notebook runs from end to end, and shows what the program says today."""

from __future__ import annotations

import os
import subprocess
import sys

import nbformat

from tests.docs.test_documents import ROOT

NOTEBOOK = ROOT / "docs" / "tutorial" / "openai-2023.ipynb"
RUN = f"""
import sys
sys.path.insert(0, {str(ROOT / "tools")!r})
import nbformat
import tutorial
sys.stdout.write(nbformat.writes(tutorial.executed()))
"""


def test_the_tutorial_shows_what_the_program_says() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8", "LANGUAGE": ""}
    done = subprocess.run([sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shown, now = nbformat.read(NOTEBOOK, as_version=4), nbformat.reads(done.stdout, as_version=4)
    for before, after in zip(shown.cells, now.cells, strict=True):
        assert before == after, f"run python tools/tutorial.py: {after.source}"
