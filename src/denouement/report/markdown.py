"""An outline as Markdown that any renderer shows as text: model texts cannot open markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from denouement.report.document.parts import Chapter, Document, Figure, Linked, Part, Prose
from denouement.report.outline import Section
from denouement.report.telling import without_emphasis

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def to_markdown(title: str, facts: str, sections: tuple[Section, ...]) -> str:
    """Return an outline as Markdown with tables."""
    return "\n".join(_lines(title, facts, sections))


def document_markdown(document: Document) -> str:
    """Return a document as Markdown without HTML: chapters, sections, tables; pictures by what they say in words."""
    lines = [*_head(document.title, document.facts)]
    for number, chapter in enumerate(document.chapters, 1):
        lines += ["", f"## {number}. {_escaped(chapter.title)}", *_parts(chapter.parts, 3)]
    lines += ["", "---", *(f"\n{_escaped(line)}" for line in document.colophon)]
    return "\n".join(lines) + "\n"


def _parts(parts: Iterable[Part], level: int) -> Iterator[str]:
    for part in parts:
        match part:
            case Section():
                yield from _section(part, level)
            case Chapter(title=title):
                yield ""
                yield f"{'#' * level} {_escaped(title)}"
                yield from _parts(part.parts, level + 1)
            case Figure(repeats=True):
                pass
            case Figure(title=title, description=description):
                yield ""
                yield f"*{_escaped(title)}.* {_escaped(description)}"
            case Prose(markdown):
                yield ""
                yield _escaped(without_emphasis(markdown))


def _lines(title: str, facts: str, sections: tuple[Section, ...]) -> Iterator[str]:
    yield from _head(title, facts)
    for section in sections:
        yield from _section(section, 2)


def _head(title: str, facts: str) -> Iterator[str]:
    yield f"# {_escaped(title)}"
    yield ""
    yield _escaped(facts)


def _section(section: Section, level: int) -> Iterator[str]:
    if section.title:
        yield ""
        yield f"{'#' * level} {_escaped(section.title)}"
    if section.lead:
        yield ""
        yield _escaped(section.lead)
    if section.rows:
        width = max(len(row) for row in section.rows)
        headings = section.headings or ("",) * width
        yield ""
        yield _row(headings)
        yield "|" + " --- |" * width
        for row in section.rows:
            yield _row(row + ("",) * (width - len(row)))


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(cell: str) -> str:
    if not isinstance(cell, Linked):
        return _escaped(cell)
    return "".join(
        _escaped(text) if address is None else f"[{_escaped(text)}](<{_in_address(address)}>)"
        for text, address in cell.pieces
    )


def _in_address(address: str) -> str:
    # Between pointed brackets only these could end the address, or the cell of the table.
    return address.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C").replace("\\", "%5C")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
