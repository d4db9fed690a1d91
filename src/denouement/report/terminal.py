"""An outline on a terminal: 80 columns if nothing is known of it, colours only where they are wanted."""

from __future__ import annotations

from typing import IO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from denouement.report.outline import Section

_FIRST_COLUMN = 24
_PLAIN_SIGNS = str.maketrans({"▲": "+", "▼": "-", "●": "=", "→": ">", "…": "~", "·": "-"})


def console_for(stream: IO[str]) -> Console:
    """Return a console that takes every text literally and is 80 columns wide when not on a terminal."""
    width = None if stream.isatty() else 80
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def print_outline(console: Console, title: str, facts: str, sections: tuple[Section, ...]) -> None:
    """Print an outline."""
    with console.capture() as capture:
        console.print(Text(_encodable(title, console.encoding), style="bold"))
        console.print(Text(_encodable(facts, console.encoding), style="dim"))
        for section in sections:
            console.print()
            console.print(_rendered(section, console.encoding))
    # Tables are padded to their full width; nobody wants those spaces in a pipe or a copied text.
    for line in capture.get().splitlines():
        console.file.write(line.rstrip() + "\n")


def _rendered(section: Section, encoding: str) -> RenderableType:
    parts: list[RenderableType] = [Text(_encodable(section.title, encoding), style="bold cyan")]
    if section.lead:
        parts.append(Padding(Text(_encodable(section.lead, encoding)), (0, 0, 0, 2)))
    if section.rows:
        parts.append(Padding(_table(section, encoding), (0, 0, 0, 2)))
    return Group(*parts)


def _table(section: Section, encoding: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=bool(section.headings), header_style="dim")
    for number in range(max(len(row) for row in section.rows)):
        heading = section.headings[number] if section.headings else ""
        longest = max((cell_len(row[number]) for row in section.rows if number < len(row)), default=0)
        # The first column names its row: it is the last to be squeezed.
        kept = min(longest, _FIRST_COLUMN) if number == 0 else None
        table.add_column(Text(_encodable(heading, encoding)), overflow="fold", min_width=kept)
    for row in section.rows:
        table.add_row(*(Text(_encodable(cell, encoding)) for cell in row))
    return table


def _encodable(text: str, encoding: str) -> str:
    """Return a text that the stream can carry: the signs have plain stand-ins, other characters become `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, "replace").decode(encoding)
    return text
