"""An outline on a terminal: 80 columns if nothing is known of it, colours only where they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from denouement.report.clean import encodable
from denouement.report.outline import Section

_INDENT, _GAP = 2, 2
_WIDEST = 24
_NO_BREAK = "\u00a0\u202f"
_STAND_INS = "\ue000\ue001"
"""Rich breaks a line at any space; these take the place of those that hold words together, as in `« ainsi »`."""


def console_for(stream: IO[str]) -> Console:
    """Return a console that takes every text literally and is 80 columns wide when not on a terminal."""
    width = None if stream.isatty() else 80
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def print_outline(console: Console, title: str, facts: str, sections: tuple[Section, ...]) -> None:
    """Print an outline."""
    print_stripped(console, rendered(console, title, facts, sections))


def print_stripped(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print without the spaces that pad tables to their full width, which nobody wants in a pipe or a copied text."""
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    for line in capture.get().splitlines():
        console.file.write(line.rstrip().translate(str.maketrans(_STAND_INS, _NO_BREAK)) + "\n")


def _text(text: str, encoding: str, *, style: str = "") -> Text:
    """Return a text in characters that the console has, to be printed by `print_stripped`."""
    return Text(encodable(text, encoding).translate(str.maketrans(_NO_BREAK, _STAND_INS)), style=style)


def rendered(console: Console, title: str, facts: str, sections: tuple[Section, ...]) -> Iterator[RenderableType]:
    """Yield the parts of an outline as Rich prints them, in characters and widths that the console has."""
    encoding = console.encoding
    yield _text(title, encoding, style="bold")
    yield _text(facts, encoding, style="dim")
    for section in sections:
        if section.title:
            yield ""
        yield _rendered(section, encoding, console.width)


def _rendered(section: Section, encoding: str, width: int) -> RenderableType:
    parts: list[RenderableType] = []
    if section.title:
        parts.append(_text(section.title, encoding, style="bold cyan"))  # not said
    if section.lead:
        parts.append(Padding(_text(section.lead, encoding), (0, 0, 0, _INDENT)))
    for columns in _column_groups(section, width - _INDENT):
        parts.append(Padding(_table(section, columns, encoding, width - _INDENT), (0, 0, 0, _INDENT)))
    return Group(*parts)


def _column_groups(section: Section, width: int) -> Iterator[list[int]]:
    """Yield the columns of each table: all in one, or as many as fit beside the first if the section is a grid."""
    if not section.rows:
        return
    columns = range(max(len(row) for row in section.rows))
    if not section.grid:
        yield list(columns)
        return
    group, used = [0], _needed(section, 0)
    for column in columns[1:]:
        if len(group) > 1 and used + _needed(section, column) > width:
            yield group
            group, used = [0], _needed(section, 0)
        group.append(column)
        used += _needed(section, column)
    yield group


def _needed(section: Section, column: int, *, break_heading: bool = True) -> int:
    """Return the width of a column whose cells are not broken; its heading may be, between words."""
    heading = section.headings[column]
    parts = [*(heading.split(" ") if break_heading else [heading]), *(row[column] for row in section.rows)]
    return min(max(map(cell_len, parts)), _WIDEST) + _GAP


def _table(section: Section, columns: list[int], encoding: str, width: int) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), show_header=bool(section.headings), header_style="dim")
    # A grid that has room for its headings needs no help; else its columns get just what their cells need.
    tight = section.grid and sum(_needed(section, column, break_heading=False) for column in columns) > width
    for column in columns:
        heading = _text(section.headings[column] if section.headings else "", encoding)
        table.add_column(heading, overflow="fold", width=_needed(section, column) - _GAP if tight else None)
    for row in section.rows:
        cells = [row[column] if column < len(row) else "" for column in columns]
        table.add_row(*(_text(cell, encoding) for cell in cells))
    return table
