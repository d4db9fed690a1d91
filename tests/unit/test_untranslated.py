"""Every text that is said can be said in another language: nothing reaches a reader past the catalogue.

Two nets. The source is searched for texts of more than one word that no catalogue knows; and commands are run in a
language in which every word of a message stands in brackets, on a model whose own texts have no Latin letter, so that a
Latin word outside brackets is one that nobody can translate.
"""

from __future__ import annotations

import csv
import html
import io
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from denouement import language
from denouement.report import terminal
from denouement.report.document.findings import PARTS as _COSTLY
from denouement.ui.cli.program import _COMMANDS as _HELPED
from denouement.ui.cli.program import run

ROOT = Path(__file__).resolve().parents[2]

_MODEL = """\
denouement: 1
title: 争
summary: 一二三
language: zh
as_of: 2023-05-02
sources:
  z1: {title: 报, publisher: 社, date: 2023-05-01, reliability: C, url: "https://example.org/"}
evidence:
  z2: {source: z1, quote: 甲乙, note: 丙, date: 2023-05-01, credibility: 3}
  z3: {source: z1, note: 丁, date: 2023-05-03, credibility: 2}
decision_makers:
  d1:
    name: 子
    note: 丑
    options: {o1: {name: 寅, moves: take, note: 卯, evidence: [z2]}, o2: 辰}
    preferences:
      readings:
        r1: {name: 巳, certainty: likely, statements: [{that: not o3, name: 午, certainty: unlikely}, o1]}
        r2: {name: 未, statements: [o1, {that: not o3, against: [z2], evidence: [z3]}]}
    perceptions: [{name: 申, readings: {d2: r3}, note: 酉, until: 2023-05-03}]
  d2:
    name: 戌
    options: {o3: {name: 亥, moves: take}, o4: {name: 金}}
    preferences:
      readings:
        r3: {name: 木, statements: [not o1, {that: o3 if o1, name: 水, certainty: highly likely}, o4]}
        r4: {name: 火, statements: [o4, not o3]}
  d3: {name: 土, options: {o5: 地}, preferences: [not o5, o3]}
rules:
  - {never: o3 and o4, why: 山, evidence: [z2]}
  - {always: o5 implies o1, why: 石}
scenarios:
  s1: {name: 田, story: 禾, when: o1 and o3, note: 米}
  s2: {name: 竹, when: o1}
  s3: {name: 雨, when: "true"}
history:
  - {date: 2023-05-01, by: d1, take: [o2], evidence: [z2], note: 云}
  - {date: 2023-05-01, event: 风, evidence: [z2]}
  - {date: 2023-05-03, by: d1, take: [o1], evidence: [z3]}
  - {date: 2023-05-04, by: [d2, d3], take: [o3], note: 雪}
baseline: start
claims:
  c1: {quote: 日, source: z1, certainty: certain, date: 2023-05-01, says: "better(d1, endings)", note: 月}
  c2: {quote: 星, source: z1, says: "ending(s1) and not ending(now)"}
  c3: {quote: 辰, source: z1, note: 光}
"""

_FINE = set("Nash GMR SMR SEQ SSEQ nash gmr smr seq sseq and not or if implies always never preferences".split())  # noqa: SIM905
_TYPED = re.compile(
    r"--[\w-]+|denouement [a-z]+|\[[a-z-]+\]$|(better|worse|ending)\([^()]*\)|https://example.org/|\brule[12]\b",
    re.MULTILINE,
)
"""What is the same in every language: concepts by their short names, words of conditions, keys, what is typed."""

_COMMANDS = [
    ["analyse"], ["analyse", "--full"], ["why", "now"], ["why", "6", "--full"], ["claims", "--full"], ["prefer", "d1"],
    ["prefer", "d2", "now", "start"], ["paths"], ["paths", "--to", "s1", "--full"], ["play", "--order", "d1,d2,d3"],
    ["play", "--order", "d2,d1", "--every-reading"], ["readings"], ["readings", "--full"], ["decides", "s1"],
    ["decides", "c1", "--full"], ["sweep", "--draws", "60"], ["replay", "--as-of", "latest"],
    ["replay", "--as-of", "latest", "--full"], ["perceptions"], ["perceptions", "--full"], ["story"],
    ["story", "--full"], ["states"], ["check"], ["diff", "--set", "d1.preferences=r2"],
]  # fmt: skip


def _in_brackets(message: str, values: Mapping[str, object]) -> str:
    """Return a message as the brackets have it: its own words within, what fills its places outside."""
    if not values:
        return f"⟦{message}⟧"
    writer, parts = string.Formatter(), []
    for words, name, spec, conversion in writer.parse(message):
        parts.append(f"⟦{words}⟧" if words else "")
        if name is not None:
            value = writer.convert_field(writer.get_field(name, (), values)[0], conversion)
            parts.append(language._WRITER.format_field(value, spec or ""))
    return "".join(parts)


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let messages be said in brackets, on lines without end, and return the path of a model in Chinese."""
    monkeypatch.setattr(language, "_filled", _in_brackets)
    monkeypatch.setattr(language, "_MONTHS", tuple("一二三四五六七八九十冬腊"))
    wide = terminal.console_for

    def without_end(stream: io.StringIO) -> object:
        console = wide(stream)
        console.width = 20_000
        return console

    monkeypatch.setattr(terminal, "console_for", without_end)
    path = tmp_path / "x.yaml"
    path.write_text(_MODEL, encoding="utf-8")
    return path


def _said(arguments: list[str]) -> str:
    stream = io.StringIO()
    with redirect_stdout(stream), redirect_stderr(stream), pytest.raises(SystemExit) as left:
        run(arguments)
    assert left.value.code in (0, 2), stream.getvalue()
    return stream.getvalue()


def _unbracketed(text: str) -> Iterator[str]:
    text = _TYPED.sub(" ", text)
    while (fewer := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = fewer
    for word in re.findall(r"[A-Za-z_]{2,}\d*", text):
        if word not in _FINE and not re.fullmatch(r"[a-z]\d+|[NY]+", word):
            yield word


@pytest.mark.parametrize("arguments", _COMMANDS, ids=" ".join)
def test_commands_say_nothing_past_the_catalogue(brackets: Path, arguments: list[str]) -> None:
    said = _said([arguments[0], str(brackets), *arguments[1:]])
    assert "⟦" in said
    assert sorted(set(_unbracketed(said.replace(str(brackets), "")))) == []


_DRAWN = ["grid", "map", "ego", "strips", "matrix", "bars", "timeline", "evidence"]
_CUT = re.compile("⟦[^⟦⟧]*…")  # a label without room for its closing bracket; the whole of it stands in a title
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^<>]*>", re.DOTALL)
_HEARD = re.compile(r'(?:aria-label|title|data-label)="([^"]*)"')
_NOT_WORDS = re.compile(r"\b(?:[0-9a-f]\s*){64}\b|denouement \d[\d.]*")
"""A fingerprint, and the program's name."""


def _seen(page: str) -> str:
    """Return what is read or heard of a page or a picture."""
    return html.unescape("\n".join([_TAG.sub(" ", page), *_HEARD.findall(page)]))


@pytest.mark.parametrize("kind", ["html", "md", "txt", "csv"])
def test_a_report_says_nothing_past_the_catalogue(brackets: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(brackets.parent)  # the report names its model, and lines may break in a long path
    said = _said(["report", brackets.name, "--format", kind, "--with", "all", "--draws", "40", "--dated"])
    if kind == "csv":
        rows = csv.DictReader(io.StringIO(said))
        said = "\n".join(" ".join((row["section"], row["heading"], row["text"])) for row in rows)
    seen = _seen(said) if kind == "html" else said.replace("\\", "")
    seen = _NOT_WORDS.sub(" ", _CUT.sub(" ", seen.replace(brackets.name, "")))
    assert seen.count("⟦") > 200
    assert sorted(set(_unbracketed(seen)) - set(_COSTLY)) == []


@pytest.mark.parametrize("what", _DRAWN)
def test_a_picture_says_nothing_past_the_catalogue(brackets: Path, what: str) -> None:
    said = _said(["draw", str(brackets), "--what", what, *(["--draws", "40"] if what == "bars" else [])])
    assert "⟦" in said
    assert sorted(set(_unbracketed(_CUT.sub(" ", _seen(said))))) == []


@pytest.mark.parametrize("command", ["", *_HELPED, "catalogue list", "catalogue show", "catalogue copy"])
def test_help_says_nothing_past_the_catalogue(brackets: Path, command: str) -> None:
    said = _said([*command.split(), "--help"])
    said = re.sub(r"^  [a-z]+ +⟦[^⟦⟧\n]*[.]$", " ", said, flags=re.MULTILINE)  # the first sentence of a longer text
    said = re.sub(r"^Usage: .*|^(Options|Commands)(?=⟦:⟧$)|\[[^\]⟦⟧]*\]|^  [a-z]+(?=  )", " ", said, flags=re.MULTILINE)
    assert "⟦" in said
    assert sorted(set(_unbracketed(said))) == []


def test_brackets_notice_what_is_not_translated() -> None:
    said = _in_brackets("Holds under {concepts}.", {"concepts": "plain words"})
    assert list(_unbracketed(said)) == ["plain", "words"]
    assert list(_unbracketed(_in_brackets("No. {x}", {"x": "⟦yes⟧"}))) == []


def test_the_catalogue_is_complete() -> None:
    done = _tool("translations.py", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_source_says_nothing_past_the_catalogue() -> None:
    done = _tool("untranslated.py")
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_a_text_that_is_no_message_is_noticed(tmp_path: Path) -> None:
    forgotten = tmp_path / "forgotten.py"
    forgotten.write_text('def f(x):\n    return f"It holds in {x}."\n', encoding="utf-8")
    done = _tool("untranslated.py", str(forgotten))
    assert "It holds in …." in done.stdout


def _tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "tools" / name, *arguments], capture_output=True, text=True, check=False
    )
