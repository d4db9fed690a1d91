"""How much room a text needs, and how to fit it into the room there is, without knowing the reader's fonts.

Widths are those of DejaVu Sans, one of the broadest fonts that a system may show, so that what fits here fits anywhere.
"""

from __future__ import annotations

import re
import unicodedata

SIZES = {"": 14.0, "small": 12.0}
"""Font sizes by the class that `style.STYLE` gives them."""

_BOLD = 1.13
_WIDTHS = {
    0.29: "ijlIJ'|",
    0.40: " !(),-./:;[]\\frt`",
    0.55: '?*"sczL_{}',
    0.65: "abdeghknopquvxy0123456789$EFPSTYZ",
    0.72: "ABCKRUVX",
    0.80: "DGHNOQ&",
    0.86: "M+#<=>~^w",
    1.00: "W%@m",
}
_OF_SIGN = {sign: width for width, signs in _WIDTHS.items() for sign in signs}
_SPACES = re.compile("[ \t\n]+")  # not said
_ELLIPSIS = "…"
_JOINER = "\u200d"


def width_of(text: str, *, size: float = SIZES[""], bold: bool = False) -> float:
    """Return the most room that a text needs on one line."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def _width(sign: str) -> float:
    if sign in _OF_SIGN:
        return _OF_SIGN[sign]
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    base = unicodedata.normalize("NFD", sign)[0]
    if base in _OF_SIGN:
        return _OF_SIGN[base]
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0xFFFF:
        return 1.4
    return 1.0


def fitted(text: str, room: float, *, size: float = SIZES[""], bold: bool = False) -> str:
    """Return a text as it is where it fits into one line, else its beginning and an ellipsis."""
    if width_of(text, size=size, bold=bold) <= room:
        return text
    kept, used = "", width_of(_ELLIPSIS, size=size, bold=bold)
    for sign in text:
        used += width_of(sign, size=size, bold=bold)
        if used > room:
            break
        kept += sign
    return kept.rstrip(f" ,;:{_JOINER}") + _ELLIPSIS


def wrapped(text: str, room: float, *, most: int, size: float = SIZES[""], bold: bool = False) -> tuple[str, ...]:
    """Return a text in at most so many lines, broken between words where they allow it; the last may be cut short."""
    # Not at every space: some keep what they stand between on one line.
    lines: list[str] = []
    line = ""
    words = [piece for word in _SPACES.split(text.strip(" ")) for piece in _pieces(word, room, size, bold)]
    for at, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if width_of(longer, size=size, bold=bold) <= room or not line:
            line = longer
        elif len(lines) == most - 1:
            return (*lines, fitted(" ".join([line, *words[at:]]), room, size=size, bold=bold))
        else:
            lines.append(line)
            line = word
    return (*lines, line)


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """Return a word in pieces that fit into a line each; nearly always the word itself."""
    if width_of(word, size=size, bold=bold) <= room:
        return [word]
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size=size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces
