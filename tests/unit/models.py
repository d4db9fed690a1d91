"""Small models and shortcuts that the unit tests share."""

from __future__ import annotations

import pathlib

import pytest

from denouement.errors import InputError, ModelError, Problem
from denouement.files.conflict_yaml import read_bytes
from denouement.model.conflict import Conflict

FORMAT_EXAMPLE = (pathlib.Path(__file__).parent / "format_example.yaml").read_text(encoding="utf-8")
"""The whole model that the description of the format shows: 9 options, 41 states."""

PAIR = """\
denouement: 1
title: A pair
decision_makers:
  a:
    options: {x: X}
    preferences: [x]
  b:
    options: {z: Z}
    preferences: [z]
"""
"""The least model with two decision makers; tests add to it or change a line of it."""

MARK = "‸"


def read(text: str | bytes) -> Conflict:
    """Read a model from text."""
    return read_bytes(text.encode() if isinstance(text, str) else text, "model.yaml")


def problems(text: str | bytes) -> list[Problem]:
    """Return everything that is wrong with a model file, in the order reported."""
    try:
        read(text)
    except InputError as error:
        return list(error.problems)
    return []


def messages(text: str | bytes) -> list[str]:
    """Return what is wrong with a model file, one text a problem, advice included."""
    return [f"{problem.message} ({problem.hint})" for problem in problems(text)]


def only_problem(text: str | bytes) -> Problem:
    """Return the one problem of a model file; fail if there are none or several."""
    found = problems(text)
    assert len(found) == 1, [problem.message for problem in found]
    return found[0]


def place(problem: Problem) -> tuple[int, int]:
    """Return line and column of a problem, counted from 1."""
    assert problem.location is not None
    return problem.location.line, problem.location.column


def without_mark(text: str) -> tuple[str, tuple[int, int]]:
    """Return a text without the mark in it, and the line and column, counted from 1, where the mark stood."""
    before, after = text.split(MARK)
    return before + after, (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def pair(extra: str = "", *, a: str = "[x]", b: str = "[z]", options_a: str = "{x: X}") -> str:
    """Return the text of the pair with other wants or options, and with more keys at its end."""
    text = PAIR.replace("preferences: [x]", f"preferences: {a}").replace("preferences: [z]", f"preferences: {b}")
    return text.replace("options: {x: X}", f"options: {options_a}") + extra


def assert_one_at_mark(text: str, says: str = "") -> Problem:
    """The text holds a mark; without it the file has one problem, at the mark."""
    marked, expected = without_mark(text)
    problem = only_problem(marked)
    assert place(problem) == expected, problem.message
    assert says in f"{problem.message} {problem.hint}"
    return problem


def problem_when_analysed(text: str, as_of: str | None = None) -> Problem:
    """The file is read without complaint, and its analysis meets one problem."""
    with pytest.raises(ModelError) as caught:
        read(text).analyse(as_of=as_of)
    (problem,) = caught.value.problems
    return problem
