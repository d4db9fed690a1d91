"""A picture as one SVG element, in colours that a page, or the reader's light or dark screen, decides."""

from __future__ import annotations

from xml.etree import ElementTree

from attrs import field, frozen

from denouement.report.pictures.lettering import wrapped
from denouement.report.pictures.style import DARK, STYLE

SPACE = "http://www.w3.org/2000/svg"
_MARGIN = 16
_LINE = 20


@frozen
class Picture:
    """One drawing, and what it says in words for those who cannot see it."""

    svg: str = field(repr=False)
    """One complete `<svg>` element without a style of its own: a page embeds STYLE once for all its pictures."""
    title: str
    description: str
    width: float = field(kw_only=True, repr=False)
    """In pixels, at which letters have the size that they have in the page's text."""
    height: float = field(kw_only=True, repr=False)

    def alone(self) -> str:
        """Return the picture as a file of its own: with its title and style, on paper in the light and in the dark."""
        root = ElementTree.fromstring(self.svg.replace(f' xmlns="{SPACE}"', "", 1))
        lines = wrapped(self.title, self.width, most=3, bold=True)
        top = _MARGIN + len(lines) * _LINE
        box = (-_MARGIN, -top, self.width + 2 * _MARGIN, self.height + top + _MARGIN)
        x, y, width, height = (f"{number:g}" for number in box)
        root.set("xmlns", SPACE)
        root.set("viewBox", f"{x} {y} {width} {height}")
        root.set("width", width)
        root.set("height", height)
        style = ElementTree.Element("style")
        style.text = STYLE + DARK
        paper = ElementTree.Element("rect", {"class": "fill-paper", "x": x, "y": y, "width": width, "height": height})
        heading = []
        for at, line in enumerate(lines):
            text = ElementTree.Element(
                "text", {"class": "strong fill-ink", "x": "0", "y": f"{at * _LINE - top + 24:g}"}
            )
            text.text = line
            heading.append(text)
        root[2:2] = [style, paper, *heading]  # after title and description, which come first
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
