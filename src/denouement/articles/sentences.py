"""A text into paragraphs, and paragraphs into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from denouement.articles.needed import needed

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break space, which French has before its colons
_CLOSES = re.compile(r"[.!?…:»”\"')]$")
_NO_END = re.compile(r"(?:^|[\s(«“‘'’-])(?:MM?|Mmes?|Mlles?|Dr|Pr|Mgr|Me|Ste?|art|env|[A-ZÉ])\.$")


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, each on one line.

    Blank lines divide paragraphs. In a text that has none, each line is a paragraph if most lines end a sentence.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n").strip()
    parts = _BLANK_LINES.split(text)
    if len(parts) == 1:
        lines = [line.strip() for line in text.split("\n")]
        if 2 * sum(bool(_CLOSES.search(line)) for line in lines) > len(lines):
            parts = lines
    return tuple(one_line for part in parts if (one_line := _SPACES.sub(" ", part).strip()))


def sentences_of(paragraph: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph.

    The library sentencex divides them (Wikimedia, MIT); what it cuts after a French title or an initial, as in
    `M. Tissot` or `J.-C. Roux`, is put together again.
    """
    return tuple(_joined(needed("sentencex").segment(language, paragraph), language))


def _joined(pieces: list[str], language: str) -> Iterator[str]:
    sentence = ""
    for piece in pieces:
        unfinished = language == "fr" and _NO_END.search(sentence.rstrip())
        if sentence and not unfinished:
            if sentence.strip():
                yield sentence.strip()
            sentence = ""
        sentence += piece
    if sentence.strip():
        yield sentence.strip()
