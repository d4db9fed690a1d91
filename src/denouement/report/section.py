"""The sections that reports are made of: plain text, whose looks are for others."""

from __future__ import annotations

from attrs import frozen


@frozen
class Section:
    """A heading, a sentence, and perhaps a table."""

    title: str
    """Empty for a remark on the section before."""
    lead: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    grid: bool = False
    """Cells are short and line up: better several tables than a broken cell."""
