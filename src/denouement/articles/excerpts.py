"""Short quotes, cut from a sentence word for word."""

from __future__ import annotations

import re

MOST_WORDS = 14
"""Quotes stay under 15 words."""

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_JOINING = frozenset(["and", "but", "or", "et", "mais", "ou", "car", "donc"])
_HANGING_WORDS = (
    "a an the of to in on at by for from with as that which who than its his her their unless if "
    "un une le la les de des du à au aux en sur par pour avec que qui dont son sa ses leur leurs si"  # not said
)
_HANGING = frozenset(_HANGING_WORDS.split())
"""Words that a quote does not end with when it is cut: what they belong to comes after them."""
_CLAUSE = re.compile(r"[,;:(«“\"—–]\s*$|[.!?…]\s+$")


def excerpt(sentence: str, start: int, end: int) -> str:
    """Return at most 14 words of a sentence around a place in it, cut between clauses where that is possible.

    Where words are left out before or after stands `…`: what is left out may be a condition.

    >>> excerpt("Whoever gives in, it is clear that nobody wins.", 21, 29)
    'Whoever gives in, it is clear that nobody wins'
    """
    words = [found.span() for found in _WORD.finditer(sentence)]
    if not words:
        return sentence[:80].strip()
    inside = [number for number, (a, b) in enumerate(words) if a < end and start < b]
    anchor = inside[0] if inside else 0
    if len(words) <= MOST_WORDS:
        first, last = 0, len(words) - 1
    else:
        # Begin with a clause, as early as leaves room for words after the place.
        begins = [number for number in range(anchor + 1) if number == 0 or _breaks(sentence, words, number)]
        near = [number for number in begins if anchor - number < MOST_WORDS - 4]
        first = min(near, default=anchor - 3)
        first = max(0, min(first, len(words) - 6))
        last = min(len(words), first + MOST_WORDS) - 1
        needed = max(anchor, inside[-1] if inside else anchor, first + 7)
        if last + 1 < len(words) and not _breaks(sentence, words, last + 1):
            ends = [number - 1 for number in range(needed + 1, last + 1) if _breaks(sentence, words, number)]
            last = max(ends, default=last)
    while first < anchor and sentence[slice(*words[first])].lower() in _JOINING:
        first += 1
    while last > max(anchor, first) and last + 1 < len(words) and _hangs(sentence[slice(*words[last])].lower()):
        last -= 1
    before = "… " if first else ""
    after = " …" if last + 1 < len(words) else ""
    return f"{before}{sentence[words[first][0] : words[last][1]]}{after}"


def _hangs(word: str) -> bool:
    return word in _HANGING or word in _JOINING


def _breaks(sentence: str, words: list[tuple[int, int]], number: int) -> bool:
    """Return whether a clause begins with a word."""
    return _CLAUSE.search(sentence[words[number - 1][1] : words[number][0]]) is not None
