"""Any bytes at all: a model file that is damaged in any way is analysed or refused in words, at once, never a crash."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from random import Random
from types import FrameType
from unicodedata import category

import pytest

from denouement import Budget, BudgetError, InputError, catalogue
from denouement.files.conflict_yaml import read_bytes
from denouement.report.outline import outline
from denouement.ui.cli.messages import in_words
from tests.unit.models import FORMAT_EXAMPLE
from tests.unit.test_graph_form import BARE, FULL
from tests.unit.test_texts import EVERYWHERE

SECONDS = 2.0
SMALL = Budget(gigabytes=0.5, seconds=0.5)
BATCHES, CASES = 10, 50

OWN = {
    "format": FORMAT_EXAMPLE,
    "bare": BARE,
    "full": FULL,
    "everywhere": EVERYWHERE.format(t="{en: A pair, fr: Une paire}"),
    "starter": (files("denouement.files") / "starter.yaml").read_text(encoding="utf-8"),
}
FORMS = """\
denouement: 1
title: Forms
decision_makers:
  a: {options: {x: X, y: Y}, preferences: {readings: {r: {weights: {x: 1.5, y: -2}}, s: {payoffs: {"1": 4, "2": 3, \
"3": 2, "4": 1, "5": 2, "6": 1}}}}}
  b: {options: {z: Z}, preferences: {pairs: [1 > 2, 3 ~ 4, 5 ? 6, both >> 1]}}
  c: {preferences: {ranking: ['Y--', [1, 3], 'NYY'], unknown: [[1, 3]]}}
rules: [{never: x and y}]
scenarios: {both: {when: y and z}}
forbidden_moves: [{by: a, from: z, to: x, why: W, since: 2023-11-01}]
coalesce: [{when: 'false', as: closed, represented_by: NNN}]
history: [{date: 2023-11-01, by: a, take: [x]}, {date: 2023-11-02T10:00+01:00, by: [a, b], drop: [x], take: [z]}]
baseline: start
"""
LARGE = {"uruguay-round", "american-revolution", "openai-2023"}  # too large to be read a thousand times
BASES = [*OWN.values(), FORMS, FORMS, *(catalogue.text(name) for name in catalogue.names() if name not in LARGE)]

SIGNS = [*"&*!|>%@`?:-,[]{}#'\"\\~=\t\r\0\x1b\x7f\x85\u2028\u202e\u2066\ufeff\ud7ff\uffff😀é٣Ⅷ‸", "\r\n", "\n\n"]
WORDS = """
<< --- ... &a *a !!str !!binary <<: not and or xor implies if unless iff true false at least most exactly of Y N YN --
YYYYYYYYY NNNNNNNNN 0 1 -1 2 41 99999999999999999999 1e999999999 -0.0 1/0 .5 nan inf null no on 2023-11-20 2023-02-30
9999-12-31T23:59-23:59 0001-01-01T00:00+23:59 start now status_quo endings latest a.x board.dismiss altman_leads certain
remote great take drop both never >> s1 s2 closed [] {} [[]] states: moves: to: since: until: coalesce: readings:
weights: payoffs: pairs: unknown: ranking: as_of: definitions:
"""
TOKENS = [*SIGNS, *WORDS.split(), "at least 2 of (", ": ", " #", "- "]

Change = Callable[[Random, str], str]


def _somewhere(rng: Random, text: str) -> tuple[int, int]:
    begin = rng.randrange(len(text) + 1)
    return begin, min(len(text), begin + rng.choice((1, 1, 1, 3, 10, 40)))


def _insert(rng: Random, text: str) -> str:
    at, _ = _somewhere(rng, text)
    return f"{text[:at]}{rng.choice(TOKENS)}{text[at:]}"


def _delete(rng: Random, text: str) -> str:
    begin, end = _somewhere(rng, text)
    return text[:begin] + text[end:]


def _replace(rng: Random, text: str) -> str:
    begin, end = _somewhere(rng, text)
    return f"{text[:begin]}{rng.choice(TOKENS)}{text[end:]}"


def _move(rng: Random, text: str) -> str:
    begin, end = _somewhere(rng, text)
    rest, (at, _) = text[:begin] + text[end:], _somewhere(rng, text[:begin] + text[end:])
    return rest[:at] + text[begin:end] + rest[at:]


def _lines(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    change = rng.choice(("double", "drop", "swap", "cut", "indent", "many"))
    if change == "double":
        lines.insert(to, lines[at])
    elif change == "drop":
        del lines[at]
    elif change == "swap":
        lines[at], lines[to] = lines[to], lines[at]
    elif change == "cut":
        lines = lines[:at]
    elif change == "indent":
        lines[at] = " " * rng.choice((1, 2, 3, 7)) + lines[at]
    else:
        lines[at : at + 1] = [lines[at]] * rng.choice((2, 10, 300))
    return "".join(lines)


def _words(rng: Random, text: str) -> str:
    """Put one word of the file, or a word that means something, in the place of another."""
    words = text.split(" ")
    at = rng.randrange(len(words))
    words[at] = rng.choice((rng.choice(words), rng.choice(TOKENS)))
    return " ".join(words)


def _deep(rng: Random, text: str) -> str:
    at, _ = _somewhere(rng, text)
    opening, closing = rng.choice((("(", ")"), ("[", "]"), ("{a: ", "}"), ("not ", ""), ("- ", ""), ("x implies ", "")))
    depth = rng.choice((3, 49, 51, 199, 201, 5000))
    return text[:at] + opening * depth + "x" + closing * depth + text[at:]


def _alias(rng: Random, text: str) -> str:
    at, _ = _somewhere(rng, text)
    return text[:at] + rng.choice(("&a ", "*a ", "&a [*a]", "<<: *a", "{<<: {a: b}}")) + text[at:]


def _long(rng: Random, text: str) -> str:
    at, _ = _somewhere(rng, text)
    return text[:at] + rng.choice(("9", "x", "Y", "-", "é", " ", "\n", "(", ".9", "x or ")) * 3000 + text[at:]


CHANGES: tuple[Change, ...] = (
    *(_insert, _delete, _replace, _words, _lines) * 4, _move, _move, _deep, _alias, _long,
)  # fmt: skip


def damaged(seed: int) -> bytes:
    """A model file with one to six things wrong with it; always the same for a seed."""
    rng = Random(f"any bytes {seed}")
    text = rng.choice(BASES)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        text = rng.choice(CHANGES)(rng, text)
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(rng.choice((0,) * 8 + (1, 5))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.randbytes(rng.choice((1, 2, 8))) + data[at:]
    return data


@contextmanager
def at_once(seconds: float) -> Iterator[None]:
    """Fail if what is inside takes longer than a patient person would wait."""

    def too_long(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    # Of the processor's time: how busy the machine is with other things does not matter.
    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def outcome(data: bytes, *, seconds: float = SECONDS) -> str:
    """What becomes of a file: `analysed`, or the kind of error, after a look at all its problems."""
    with at_once(seconds):
        try:
            analysis = read_bytes(data, "any.yaml").analyse(budget=SMALL)
        except InputError as error:
            problems = error.problems
            kind = type(error).__name__
        except BudgetError:
            return "BudgetError"
        else:
            assert outline(analysis)[0]
            return "analysed"
    assert problems
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in problems[:1000]:
        assert problem.message.strip()
        assert problem.location is not None, problem
        assert problem.location.file == "any.yaml"
        assert 1 <= problem.location.line <= lines
        assert 1 <= problem.location.column <= len(problem.location.text) + 1, problem
        assert not any(category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in in_words(problem).replace("\n", ""))
    return kind


def outcomes(seeds: range) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in seeds:
        try:
            found[outcome(damaged(seed))] += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_any_damaged_file_is_analysed_or_refused_in_words(batch):
    found = outcomes(range(batch * CASES, (batch + 1) * CASES))
    assert found["analysed"] >= 2  # else the damage would be too great to reach anything but the parser
    assert found["FileError"] >= 2
    assert found["ModelError"] >= 2


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(40))
def test_any_more_damaged_files(batch):
    outcomes(range(100_000 + batch * CASES, 100_000 + (batch + 1) * CASES))


HEAD = "denouement: 1\ntitle: T\ndecision_makers:\n  a: {options: {x: X}, preferences: [x]}\n"
MEGABYTES = 2_000_000

LARGE_FILES = {
    "words": lambda k: HEAD + "summary: " + "word " * (390_000 // k),
    "one long word": lambda k: HEAD + "summary: " + "w" * (1_990_000 // k),
    "tags": lambda k: HEAD + "tags: [" + "a, " * (600_000 // k) + "a]",
    "tags in lines": lambda k: HEAD + "tags:\n" + "- a\n" * (450_000 // k),
    "comments": lambda k: "# c\n" * (480_000 // k) + HEAD,
    "blank lines": lambda k: "\n" * (1_990_000 // k) + HEAD,
    "line separators": lambda k: HEAD + 'summary: "' + "\u2028" * (600_000 // k) + '"',
    "brackets": lambda k: HEAD + "tags: " + "[" * (1_900_000 // k),
    "dashes": lambda k: HEAD + "tags:\n" + "- " * (900_000 // k),
    "quotes": lambda k: HEAD + "summary: '" + "''" * (900_000 // k),
    "unknown keys": lambda k: HEAD + "".join(f"k{n}: v\n" for n in range(100_000 // k)),
    "one key twice": lambda k: HEAD + "tags: []\n" * (200_000 // k),
    "definitions": lambda k: HEAD + "definitions:\n" + "".join(f"  d{n}: x\n" for n in range(100_000 // k)),
    "wrong definitions": lambda k: (
        HEAD + "definitions:\n" + "".join(f"  d{n}: nothing{n}\n" for n in range(60_000 // k))
    ),
    "a chain of definitions": lambda k: (
        HEAD + "definitions:\n  d0: x\n" + "".join(f"  d{n}: not d{n - 1}\n" for n in range(1, 80_000 // k))
    ),
    "a circle of definitions": lambda k: (
        HEAD
        + f"definitions:\n  d0: d{60_000 // k - 1}\n"
        + "".join(f"  d{n}: not d{n - 1}\n" for n in range(1, 60_000 // k))
    ),
    "circles of definitions": lambda k: (
        HEAD + "definitions:\n" + "".join(f"  d{n}: not e{n}\n  e{n}: d{n}\n" for n in range(40_000 // k))
    ),
    "one condition": lambda k: HEAD + "definitions: {d: " + "x and " * (300_000 // k) + "x}",
    "one count": lambda k: HEAD + "definitions: {d: 'at least 3 of (" + "x, " * (600_000 // k) + "x)'}",
    "parentheses": lambda k: HEAD + "definitions: {d: " + "(" * (1_900_000 // k) + "}",
    "a pattern": lambda k: HEAD + "definitions: {d: " + "Y" * (1_900_000 // k) + "}",
    "statements": lambda k: HEAD.replace("[x]", "[" + "x, " * (500_000 // k) + "x]"),
    "wrong statements": lambda k: HEAD.replace("[x]", "[" + "q, " * (300_000 // k) + "q]"),
    "options": lambda k: HEAD.replace("x: X", ", ".join(f"o{n}: O" for n in range(150_000 // k))),
    "rules": lambda k: HEAD + "rules:\n" + "- {always: x or not x}\n" * (80_000 // k),
    "steps": lambda k: HEAD + "history:\n" + "- {date: 2023-11-01, by: a, take: [x]}\n" * (50_000 // k),
    "good steps": lambda k: (
        HEAD
        + "history:\n"
        + "- {date: 2023-11-01, by: a, take: [x]}\n- {date: 2023-11-01, by: a, drop: [x]}\n" * (9_000 // k)
    ),
    "states": lambda k: (
        HEAD.replace("options", "moves: {}, options")
        + "states:\n"
        + "".join(f"  s{n}: {{taken: [x]}}\n" for n in range(80_000 // k))
    ),
    "silent states": lambda k: (
        HEAD.replace("[x]", "[]") + "states:\n" + "".join(f"  s{n}:\n" for n in range(150_000 // k))
    ),
    "pairs": lambda k: HEAD.replace("[x]", "{pairs: [" + "1 > 2, " * (250_000 // k) + "1 > 2]}"),
    "contradictions": lambda k: HEAD.replace("[x]", "{pairs: [" + "1 > 2, 2 > 1, " * (100_000 // k) + "1 > 2]}"),
    "a ranking": lambda k: HEAD.replace("[x]", "{ranking: [" + "1, " * (500_000 // k) + "1]}"),
    "weights": lambda k: HEAD.replace("[x]", "{weights: {" + ", ".join(f"o{n}: 1" for n in range(120_000 // k)) + "}}"),
    "payoffs": lambda k: HEAD.replace(
        "[x]", "{payoffs: {" + ", ".join(f"'{n}': 1" for n in range(120_000 // k)) + "}}"
    ),
    "one number": lambda k: HEAD.replace("[x]", "{weights: {x: " + "9" * (1_900_000 // k) + "}}"),
    "one state number": lambda k: HEAD + "baseline: " + "9" * (1_900_000 // k),
    "languages": lambda k: HEAD + "summary: {" + ", ".join(f"l{n % 99999999}: t" for n in range(120_000 // k)) + "}",
    "coalesce": lambda k: HEAD + "coalesce:\n" + "- {when: 'false'}\n" * (100_000 // k),
    "forbidden moves": lambda k: HEAD + "forbidden_moves:\n" + "- {by: a, from: x}\n" * (90_000 // k),
    "escapes": lambda k: '{"denouement": 1, "title": "' + "\\ud83d\\ude00" * (160_000 // k) + '"}',
    "nothing": lambda k: "\0" * (1_900_000 // k),
    "binary": lambda k: Random(1).randbytes(MEGABYTES // k // 2).decode("latin-1"),
}

LARGER = {"wrong definitions", "circles of definitions"}
"""What shows only when it is larger that the time grows with the square of its size."""


@pytest.mark.parametrize("kind", LARGE_FILES)
def test_any_file_of_very_many_parts_is_analysed_or_refused_in_words_at_once(kind):
    data = LARGE_FILES[kind](20 if kind in LARGER else 40).encode("utf-8", "surrogatepass")
    assert 10_000 < len(data) <= 100_000
    assert outcome(data) in ("analysed", "FileError", "ModelError", "BudgetError")


@pytest.mark.parametrize("kind", ["words", "one long word", "comments", "brackets", "a pattern", "nothing", "binary"])
def test_any_file_of_2_megabytes_of_few_parts_is_analysed_or_refused_in_words_at_once(kind):
    data = LARGE_FILES[kind](1).encode("utf-8", "surrogatepass")[:MEGABYTES]
    assert outcome(data) in ("analysed", "FileError", "ModelError", "BudgetError")


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGE_FILES)
def test_any_file_of_2_megabytes_of_many_parts_takes_seconds_not_minutes(kind):
    data = LARGE_FILES[kind](1).encode("utf-8", "surrogatepass")[:MEGABYTES]
    assert outcome(data, seconds=30.0) in ("analysed", "FileError", "ModelError", "BudgetError")


def test_any_moves_generated_between_too_many_listed_states_are_a_budget_refused():
    text = HEAD + "states:\n" + "".join(f"  s{n}: {{taken: [{'x' if n % 2 else ''}]}}\n" for n in range(300))
    with pytest.raises(BudgetError):
        read_bytes(text.encode(), "any.yaml").analyse(budget=Budget(gigabytes=0.001, seconds=0.001))


@pytest.mark.parametrize("size", [1, 2, 3, 100, 10_000, MEGABYTES, MEGABYTES + 1])
def test_any_binary_file_is_refused_in_words(size):
    for seed in range(20 if size < MEGABYTES else 1):
        assert outcome(Random(seed).randbytes(size)) in ("FileError", "ModelError")
