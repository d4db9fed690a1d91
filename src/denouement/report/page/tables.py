"""Sections as HTML: a heading, a sentence, and a table that says which cell is the head of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from denouement.language import _
from denouement.report.document.parts import Linked
from denouement.report.outline import Section
from denouement.report.page.markup import Content, Markup, element, said, text
from denouement.report.words import SIGNS, STANDINGS

_NUMBER = re.compile(r"[<>]?[\d\s.,\u00a0\u202f]+(?:[\s\u202f\u00a0]?%)?$")
_SIGN = re.compile("([▲●▼])")
_STANDING = {sign: name for name, sign in SIGNS.items() if name != "unknown"}
_NARROW = 6
"""Columns up to which a table folds into a list on a narrow screen; wider ones, and grids, scroll."""
_DEEPEST = 6
_COMPACT = 84
"""Letters of a row up to which a table is only as wide as it needs to be."""
_LONGEST_WORD = 28
"""Letters of a word up to which it is not broken."""
_SHORT = 18
"""Letters of a cell that are not broken into lines; heads of rows twice as long are sentences, and not set bold."""


def section(told: Section, level: int, *, before: str = "") -> Iterator[Markup]:
    """Yield a section's heading (of a level from 1 to 6), sentence and table; `before` titles a table without title."""
    if told.title:
        yield element(f"h{min(level, _DEEPEST)}", text(told.title))  # not said
    if told.lead:
        yield element("p", said(told.lead))
    if told.rows:
        yield _rows(told, told.title or before)


def _rows(told: Section, title: str) -> Markup:
    if not told.headings and all(len(row) == 1 for row in told.rows):
        return element("ul", [element("li", _cell(row[0])) for row in told.rows])
    return _table(told, title)


def _table(told: Section, title: str) -> Markup:
    width = max(len(told.headings), *(len(row) for row in told.rows))
    rows = [(*row, *("",) * (width - len(row))) for row in told.rows]
    headings = (*told.headings, *("",) * (width - len(told.headings)))
    numbers = [_is_numbers([row[at] for row in rows]) for at in range(width)]
    wide = told.grid or width > _NARROW
    letters = sum(max(map(len, (heading, *(row[at] for row in rows)))) for at, heading in enumerate(headings))
    shape = "grid" if told.grid else "compact" if letters <= _COMPACT else ""
    if any(len(row[0]) > 2 * _SHORT for row in rows):
        shape += " plain-heads"
    kind = " ".join([shape, "wide" if wide else "folding", "" if told.headings else "facts"])
    table = element(
        "table",
        element("caption", text(title), class_="unseen") if title else None,
        _head(headings, numbers) if told.headings else None,
        element("tbody", [_row(row, headings, numbers, named=not told.headings) for row in rows]),
        class_=" ".join(kind.split()),
    )
    if not wide:
        return table
    return element("div", table, class_="scroll", tabindex=0, role="group", aria_label=title or _("Table"))


def _head(headings: Sequence[str], numbers: Sequence[bool]) -> Markup:
    cells = [
        element("th", _cell(heading), scope="col", class_="number" if number else _broken(heading))
        if heading
        else element("td")
        for heading, number in zip(headings, numbers, strict=True)
    ]  # fmt: skip
    return element("thead", element("tr", cells))


def _row(row: Sequence[str], headings: Sequence[str], numbers: Sequence[bool], *, named: bool) -> Markup:
    cells = []
    for at, cell in enumerate(row):
        if at == 0 and cell:
            cells.append(element("th", _cell(cell), scope="row", class_=_kind(cell, number=numbers[0])))
            continue
        label = headings[at] or None
        cells.append(element("td", _cell(cell), class_=_kind(cell, number=numbers[at]), data_label=label))
    begins = bool(row[0])
    return element("tr", cells, class_=None if begins else "goes-on")


def _kind(cell: str, *, number: bool) -> str | None:
    if number:
        return "number"
    return "short" if len(cell) <= _SHORT else _broken(cell)


def _broken(cell: str) -> str | None:
    return "breaks" if max(map(len, cell.split()), default=0) > _LONGEST_WORD else None


def _is_numbers(column: Sequence[str]) -> bool:
    told = [cell for cell in column if cell]
    return bool(told) and all(_NUMBER.fullmatch(cell) for cell in told)


def _cell(cell: str) -> Content:
    if isinstance(cell, Linked):
        return [_piece(piece, address) for piece, address in cell.pieces]
    return [*_signs(cell)]


def _piece(piece: str, address: str | None) -> Markup:
    if address is None:
        return text(piece)
    return element("a", text(piece), href=address, rel="noopener noreferrer")  # not said


def _signs(cell: str) -> Iterator[Markup]:
    """Yield a cell in which ▲ ● ▼ have colours, and words for those who hear it unless the word follows anyway."""
    if not _SIGN.search(cell) or "●●" in cell:  # not the bars of a sweep
        yield text(cell)
        return
    parts = _SIGN.split(cell)
    for at, part in enumerate(parts):
        if at % 2 == 0:
            yield text(part)
            continue
        name = _STANDING[part]
        word = _(STANDINGS[name])
        follows = parts[at + 1].lstrip().startswith(word)
        hidden = None if follows else element("span", f" {word} ", class_="unseen")
        yield element("span", element("span", part, aria_hidden="true"), hidden, class_=name)
