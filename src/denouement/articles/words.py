"""The words of a sentence, with their places."""

from __future__ import annotations

import re

from attrs import frozen

_WORD = re.compile(r"[^\W_]+(?:[.&’'-]?[^\W_]+)*")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)[’']", re.IGNORECASE)


@frozen
class Word:
    """A word and where it stands in its sentence."""

    text: str
    start: int
    end: int


def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of a text: without an elided French article, and without an English possessive.

    >>> [word.text for word in words_of("l’arrivée d’OpenAI", "fr")]
    ['arrivée', 'OpenAI']
    >>> [word.text for word in words_of("OpenAI’s U.S. offices", "en")]
    ['OpenAI', 'U.S', 'offices']
    """
    words = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        if language == "fr":
            while (elided := _ELISION.match(text, start, end)) and elided.end() < end:
                # A capital D’ inside a sentence belongs to the name: Adam D’Angelo.
                if text[start].isupper() and start > 0 and text[start + 2].isupper() and not opens(text, start):
                    break
                start = elided.end()
        elif text[end - 2 : end] in ("’s", "'s"):
            end -= 2
        if end > start:  # else it was a possessive on its own, as in `OpenAI ’s`
            words.append(Word(text[start:end], start, end))
    return tuple(words)


def opens(text: str, start: int) -> bool:
    """Return whether a capital is due here by the rules of spelling, so that it says nothing about the word."""
    before = text[max(0, start - 4) : start].rstrip(" \u00a0\u202f")
    if start > 4 and not before:
        return False
    # An apostrophe opens a quotation only after a space; in l’Etat it does not.
    return not before or before[-1] in '«“"‘:—–.!?…•-' or (before[-1] == "'" and not before[-2:-1].strip())
