"""What a document is made of: chapters that hold sections, figures and prose, and know nothing of how they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from attrs import field, frozen

from denouement.report.outline import Section


class Linked(str):
    """A cell of which some parts can be followed to where they come from; to whoever knows no links it is a text.

    >>> cell = Linked.of([("Axios", "https://www.axios.com/"), (", 2023", None)])
    >>> str(cell)
    'Axios, 2023'
    """

    __slots__ = ("pieces",)
    pieces: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, str | None]]) -> Linked:
        """Return a cell of texts, each with its address or none; what is no address of the web is only a text."""
        told = tuple((text, followed(address)) for text, address in pieces)
        cell = cls("".join(text for text, _ in told))
        cell.pieces = told
        return cell


def followed(address: str | None) -> str | None:
    """Return an address if a reader may be led there: http or https with a host, and nothing odd in it."""
    if address is None or any(character.isspace() or not character.isprintable() for character in address):
        return None
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if known else None


def filled(title: str, lead: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Section:
    """Return a section with a table of those columns that hold anything; the first one always stays."""
    rows = tuple(rows)
    kept = [at for at in range(len(headings)) if at == 0 or any(row[at] for row in rows)]
    return Section(
        title, lead, tuple(headings[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)
    )


@frozen
class Prose:
    """A text of the model's author, in Markdown without HTML."""

    markdown: str


@frozen
class Figure:
    """A picture, what it is called, and what it says for those who cannot see it."""

    title: str
    description: str
    svg: str = field(repr=False)
    """One `<svg>` element, or the fragment of HTML around it where the picture can be explored."""
    explored: bool = False
    key: str = ""
    """How the picture is to be read: for those who see it."""
    repeats: bool = False
    """Whether the tables beside it say the same, so that a document without pictures does without its words."""


@frozen
class Chapter:
    """A heading and what stands under it; chapters may hold smaller ones."""

    id: str
    """A word for addresses within the document and for programs; the same in every language."""
    title: str
    parts: tuple[Part, ...]

    def sections(self) -> Iterator[Section]:
        """Yield the sections of this chapter and those inside it, in order."""
        for part in self.parts:
            if isinstance(part, Section):
                yield part
            elif isinstance(part, Chapter):
                yield from part.sections()


Part = Section | Figure | Prose | Chapter


@frozen
class Document:
    """A document: plain data that writers turn into a page, Markdown, text or a table."""

    title: str
    facts: str
    language: str
    chapters: tuple[Chapter, ...]
    colophon: tuple[str, ...]
    """What made it, from what, when it is dated: a line each."""
