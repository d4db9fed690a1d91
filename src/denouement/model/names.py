"""Ids: which are allowed, and which one was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable

CONDITION_WORDS = frozenset(
    (
        "not",
        "and",
        "or",
        "xor",
        "implies",
        "if",
        "unless",
        "iff",
        "true",
        "false",
        "at",
        "least",
        "most",
        "exactly",
        "of",
    )
)
RESERVED = frozenset({"start", "status_quo", "now", "endings"})

_TOO_MANY = 1000
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PATTERN_LIKE = re.compile(r"[YN]+")


def why_not_an_id(text: str) -> tuple[str, str] | None:
    """Return what is wrong with `text` as an id and what to write instead, or None if it is fine."""
    if not _ID.fullmatch(text):
        suggestion = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")
        if not _ID.fullmatch(suggestion):
            suggestion = f"_{suggestion}" if suggestion else "some_name"
        return (
            f"{text!r} is not an id",
            f"ids are letters, digits and _, not starting with a digit; for example {suggestion}",
        )
    if text in CONDITION_WORDS:
        return f"{text!r} is a word of the condition language and cannot be an id", f"for example {text}_"
    if text in RESERVED:
        return f"{text!r} has a meaning of its own and cannot be an id", f"for example {text}_"
    if _PATTERN_LIKE.fullmatch(text):
        return (
            f"{text!r} is made only of Y and N and would read as a pattern",
            f"for example {text.lower()}",
        )
    return None


def closest(text: str, known: Iterable[str]) -> str | None:
    """Return the known word that a text is a slip of; None if none is near enough to act on."""
    near = difflib.get_close_matches(text, list(known), n=1, cutoff=0.75)
    return near[0] if near else None


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return a sentence with the nearest known words, or all of them if they are few; else ''."""
    known = known if isinstance(known, Collection) else list(known)
    if len(known) > _TOO_MANY:
        return ""  # looking through all of them for every slip would take longer than finding it by eye
    words = list(dict.fromkeys(known))
    near = difflib.get_close_matches(text, words, n=2, cutoff=0.6)
    if not near:
        lowered = {word.lower(): word for word in words}
        near = [lowered[match] for match in difflib.get_close_matches(text.lower(), list(lowered), n=2, cutoff=0.6)]
    if near:
        return "did you mean " + " or ".join(near) + "?"
    if 0 < len(words) <= 12:
        return "known here: " + ", ".join(words)
    return ""
