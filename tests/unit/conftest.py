"""Fixtures that the unit tests share."""

from __future__ import annotations

import pytest

from denouement.ui.cli import program


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Run one command line in an empty folder; return its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DENOUEMENT_DEBUG", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            program.run(list(arguments))
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture
def model(tmp_path):
    """Write a model file into the folder; return its name."""

    def write(text: str, name: str = "model.yaml") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write
