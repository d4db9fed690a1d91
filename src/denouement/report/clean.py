"""Texts of a model made ready to print: in the language spoken, if they are written in it, and safe.

Nothing in them can steer a terminal or turn the reading direction.
"""

from __future__ import annotations

import unicodedata

from denouement.language import language
from denouement.model.text import in_language

_PLAIN_SIGNS = str.maketrans(
    {"▲": "+", "▼": "-", "●": "=", "→": ">", "…": "~", "·": "-", "–": "-"}
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("\u00a0\u202f", " ")
    | {"«": '"', "»": '"'}
)
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    r"""Return a text in the language spoken, on one line, with control and direction characters written out as escapes.

    >>> clean("\x1b[31mred")
    '\\x1b[31mred'
    """
    return "".join(_visible(character) for character in in_language(text, language()))


def _visible(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if character in _DIRECTION or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp", "Cn"):
        return character.encode("unicode_escape").decode("ascii")
    return character


def encodable(text: str, encoding: str) -> str:
    """Return a text that the stream can carry: the signs have plain stand-ins, other characters become `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, "replace").decode(encoding)
    return text
