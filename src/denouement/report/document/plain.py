"""A document as plain text, as on a terminal, and as a table in the long form, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from textwrap import fill

from rich.console import Console

from denouement.report.document.parts import Chapter, Document, Figure, Part, Prose
from denouement.report.outline import Section
from denouement.report.table import cell
from denouement.report.telling import without_emphasis
from denouement.report.terminal import print_outline

_WIDTH = 80
COLUMNS = ("chapter", "part", "section", "row", "column", "heading", "text")
"""The columns of the long form."""


def document_text(document: Document) -> str:
    """Return a document as text of 80 columns."""
    lines = [document.title, document.facts]
    for number, chapter in enumerate(document.chapters, 1):
        lines += ["", "", *_underlined(f"{number}. {chapter.title}", "=")]
        above = ""
        for part, section in _sections(chapter.parts):
            if part != above:
                above = part
                lines += ["", *_underlined(part, "-")]
            lines += [*([""] if section.title else []), *_printed(section)]
    lines += ["", "", *(fill(line, _WIDTH) for line in document.colophon)]
    return "\n".join(lines) + "\n"


def _underlined(heading: str, sign: str) -> list[str]:
    return [heading, sign * min(len(heading), _WIDTH)]


def _printed(section: Section) -> list[str]:
    stream = io.StringIO()
    console = Console(
        file=stream, width=_WIDTH, markup=False, highlight=False, emoji=False, color_system=None, no_color=True
    )
    print_outline(console, "", "", (section,))
    return stream.getvalue().strip("\n").splitlines()


def _sections(parts: Iterable[Part], above: str = "") -> Iterator[tuple[str, Section]]:
    """Yield the parts of a chapter as sections, each with the title of the smaller chapter it stands in."""
    for part in parts:
        match part:
            case Section():
                yield above, part
            case Prose(markdown):
                yield above, Section("", without_emphasis(markdown))
            case Figure(repeats=True):
                pass
            case Figure(title=title, description=description):
                yield above, Section(title, description)
            case Chapter(title=title):
                yield from _sections(part.parts, title)


def document_csv(document: Document) -> str:
    """Return a document as CSV, one line a cell.

    `chapter` is an id that is the same in every language, `part` the title of a smaller chapter within it, `section`
    the title above a table. `row` counts from 1, and is 0 for the sentence under the title; `column` counts from 1, and
    `heading` is what stands above the column. Empty cells are left out.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for chapter in document.chapters:
        title = ""
        for part, section in _sections(chapter.parts):
            title = section.title or title
            for line in _cells(section):
                writer.writerow(cell(text) for text in (chapter.id, part, title, *line))
    return stream.getvalue()


def _cells(section: Section) -> Iterator[tuple[str, str, str, str]]:
    if section.lead:
        yield "0", "1", "", section.lead
    for number, row in enumerate(section.rows, 1):
        for at, text in enumerate(row):
            if text:
                heading = section.headings[at] if at < len(section.headings) else ""
                yield str(number), str(at + 1), heading, text
