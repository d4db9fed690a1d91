"""Models for tests of documents, and documents made of them, each once."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from attrs import define, field

import denouement
from denouement.language import speaking
from denouement.report.document.compose import compose
from denouement.report.document.findings import PARTS, Findings, gather
from denouement.report.document.parts import Document
from denouement.report.page.html import to_html
from tests.unit.models import read

HOSTILE = """\
denouement: 1
title: "</style></title><script>window.broken = 1</script> שלום =cmd() TITLE_OF_300"
summary: |
  *Emphasis* and <img src=x onerror="window.broken = 2"> and [a link](https://example.org/?a=1&b=2),
  [a trap](javascript:window.broken=3), <b>bold</b>.
as_of: 2024-02-01
decision_makers:
  a:
    name: "<script>window.broken = 4</script>"
    options: {x: {name: "\\" onmouseover=\\"window.broken = 5", moves: take, note: "`code` </script>"}}
    preferences:
      readings:
        one: [{that: x, name: "<i>x</i> | a | pipe", evidence: [e1], certainty: likely}]
        two: {name: "שתיים </td>", statements: [not x]}
  b:
    name: "הצד השני"
    options: {z: "=HYPERLINK(\\"http://example.org\\")"}
    preferences: [{that: z, evidence: [e1]}]
rules:
  - {never: x and z, why: "-- ]]> <!-- "}
scenarios:
  yes: {name: "מלחמה (war)", when: x}
  no: {name: "<h1>rest</h1>", when: "true"}
baseline: start
history:
  - {date: 2024-01-01, event: "<svg onload=window.broken=6>", evidence: [e1]}
  - {date: 2024-01-02, by: b, take: [z]}
sources:
  s1: {title: "A & B <c>", publisher: "+Press", url: "https://example.org/?a=1&b='2'|(3)", reliability: B}
  s2: {title: "A trap", publisher: "Trap", doi: "10.1/javascript:window.broken=7"}
evidence:
  e1: {source: s1, quote: "“</q>” \\\\ * _ ~", date: 2024-01-01, credibility: 2}
  e2: {source: s2, quote: "[x](javascript:window.broken=8)"}
claims:
  c1: {quote: "@claim <u>u</u>", source: s1, says: "better(a, endings)"}
  c2: {quote: "says nothing", source: s2}
""".replace("TITLE_OF_300", "wide " * 40 + "W" * 60)
"""Texts that would be markup, scripts, formulas or another reading direction wherever they are not taken as text."""


def conflict_called(name: str) -> denouement.Conflict:
    """Return a model of the catalogue, or the hostile one."""
    return read(HOSTILE) if name == "hostile" else denouement.load(name)


@cache
def findings(name: str) -> Findings:
    """Return what is worked out for a document with all its parts."""
    return gather(conflict_called(name).analyse(), asked=PARTS, called=name, draws=60)


@cache
def document(name: str, language: str = "en") -> Document:
    """Return a document with all its parts."""
    with speaking(language):
        return compose(findings(name))


@cache
def page(name: str, language: str = "en") -> str:
    """Return a document with all its parts as HTML."""
    with speaking(language):
        return to_html(document(name, language))


def found(pattern: str, text: str) -> re.Match[str]:
    """Return where a pattern stands in a text; it must stand there."""
    match = re.search(pattern, text, re.DOTALL)
    assert match is not None, f"{pattern} is not in {text[:200]}"
    return match


@define
class Table:
    """A table of a page, as its reader sees it."""

    chapter: str
    caption: str = ""
    headings: list[str] = field(factory=list)
    rows: list[list[str]] = field(factory=list)


class _Reader(HTMLParser):
    """Reads a page as its reader does: chapters, headings, tables, what may be followed; hidden words are no words."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.headings: list[tuple[int, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._chapter = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag in ("meta", "br", "input"):
            return
        self._open.append((tag, attributes))
        if tag == "section" and attributes.get("class") == "chapter":
            self._chapter = attributes["id"]
        if tag == "table":
            self.tables.append(Table(self._chapter))
        if tag == "tr" and self.tables and not self._inside("thead"):
            self.tables[-1].rows.append([])
        if tag in ("caption", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        opened, _attributes = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        text = " ".join(self._text.split())
        if tag == "caption":
            self.tables[-1].caption = text
        elif tag in ("td", "th"):
            (self.tables[-1].headings if self._inside("thead") else self.tables[-1].rows[-1]).append(text)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1:]), text))

    def handle_data(self, data: str) -> None:
        hidden = any(attributes.get("class") == "unseen" for tag, attributes in self._open if tag == "span")
        if not hidden:
            self._text += data

    def _inside(self, tag: str) -> bool:
        return any(opened == tag for opened, _attributes in self._open)


def read_page(html: str) -> _Reader:
    """Return what a reader finds in a page; every element in it is closed in its turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader._open
    return reader
