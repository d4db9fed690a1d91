"""A picture in the making: a tree of elements, so that every text is escaped and every tag is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from denouement.report.pictures.lettering import SIZES, fitted, wrapped
from denouement.report.pictures.picture import SPACE, Picture

Element = ElementTree.Element
Value = str | float | None

LINE = 17
"""From one line of text to the next."""
SMALL_LINE = 15

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def put(parent: Element, tag: str, text: str | None = None, *, kind: str = "", **attributes: Value) -> Element:
    """Add an element; `kind` are its classes, and an underscore in an attribute's name stands for a hyphen."""
    given = {"class": kind or None, **attributes}
    found = {name.replace("_", "-"): number(value) for name, value in given.items() if value is not None}
    element = ElementTree.SubElement(parent, tag, found)
    element.text = text
    return element


def put_box(
    parent: Element, x: float, y: float, width: float, height: float, *, kind: str, **attributes: Value
) -> Element:
    """Add a rectangle by its upper left corner."""
    box = put(parent, "rect", kind=kind, x=x, y=y, width=width, height=height)
    for name, value in attributes.items():
        if value is not None:
            box.set(name.replace("_", "-"), number(value))
    return box


def number(value: str | float) -> str:
    """Return a number with one decimal place at most: half a hair is enough, and the same everywhere."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def explain(element: Element, text: str) -> None:
    """Give an element a text that is shown when a pointer rests on it; it comes first, as some readers want it."""
    title = ElementTree.Element("title")
    title.text = text
    element.insert(0, title)


class Drawing:
    """The paper on which one picture is drawn."""

    def __init__(self, *, prefix: str) -> None:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f"a prefix is a word of letters, digits, - and _, not {prefix!r}")
        self.prefix = prefix
        self.root = ElementTree.Element("svg", {"xmlns": SPACE, "class": "picture"})
        self.title = put(self.root, "title", id=f"{prefix}-title")
        self.description = put(self.root, "desc", id=f"{prefix}-desc")

    def write(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        *,
        kind: str = "",
        colour: str = "ink",
        anchor: str | None = None,
        parent: Element | None = None,
        told: str | None = None,
    ) -> Element:
        """Write a line of text with its baseline at y, cut to its room; all of it, or `told`, is shown on rest."""
        size, bold = SIZES["small" if "small" in kind else ""], "strong" in kind
        shown = fitted(text, room, size=size, bold=bold)
        element = self._text(shown, x, y, kind, colour, anchor, parent)
        if told or shown != text:
            explain(element, told or text)
            element[0].tail, element.text = element.text, None
        return element

    def write_lines(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        *,
        most: int,
        kind: str = "",
        colour: str = "ink",
        anchor: str | None = None,
        parent: Element | None = None,
    ) -> int:
        """Write a text in lines of which the first has its baseline at y; return how many there are."""
        lines = self.lines(text, room, most=most, kind=kind)
        step = SMALL_LINE if "small" in kind else LINE
        group = put(self.root if parent is None else parent, "g")
        if "".join(lines).replace(" ", "") != text.replace(" ", ""):
            explain(group, text)
        for at, line in enumerate(lines):
            self._text(line, x, y + at * step, kind, colour, anchor, group)
        return len(lines)

    def lines(self, text: str, room: float, *, most: int, kind: str = "") -> Sequence[str]:
        """Return the lines that `write_lines` would write."""
        size = SIZES["small" if "small" in kind else ""]
        return wrapped(text, room, most=most, size=size, bold="strong" in kind)

    def _text(
        self, text: str, x: float, y: float, kind: str, colour: str, anchor: str | None, parent: Element | None
    ) -> Element:
        parent = self.root if parent is None else parent
        return put(parent, "text", text, kind=f"{kind} fill-{colour}".strip(), x=x, y=y, text_anchor=anchor)

    def finished(self, title: str, description: str, width: float, height: float) -> Picture:
        """Return the picture, of a size."""
        self.title.text, self.description.text = title, description
        attributes = {
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
            "role": "img",
            "aria-labelledby": f"{self.prefix}-title {self.prefix}-desc",
        }
        for name, value in attributes.items():
            self.root.set(name, value)
        svg = ElementTree.tostring(self.root, encoding="unicode")
        return Picture(svg, title, description, width=width, height=height)
