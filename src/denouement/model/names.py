"""Ids: which are allowed, and which one was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable

from denouement.language import _, either

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
_FEW = 12
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PATTERN_LIKE = re.compile(r"[YN]+")


def why_not_an_id(text: str) -> tuple[str, str] | None:
    """Return what is wrong with `text` as an id and what to write instead, or None if it is fine."""
    if not _ID.fullmatch(text):
        suggestion = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")
        if not _ID.fullmatch(suggestion):
            suggestion = f"_{suggestion}" if suggestion else "some_name"
        return (
            _("{text!r} is not an id", text=text),
            _("ids are letters, digits and _, not starting with a digit; for example {example}", example=suggestion),
        )
    if text in CONDITION_WORDS:
        wrong = _("{text!r} is a word of the condition language and cannot be an id", text=text)
        return wrong, _("for example {example}", example=f"{text}_")
    if text in RESERVED:
        wrong = _("{text!r} has a meaning of its own and cannot be an id", text=text)
        return wrong, _("for example {example}", example=f"{text}_")
    if _PATTERN_LIKE.fullmatch(text):
        wrong = _("{text!r} is made only of Y and N and would read as a pattern", text=text)
        return wrong, _("for example {example}", example=text.lower())
    return None


def closest(text: str, known: Iterable[str]) -> str | None:
    """Return the known word that a text is a slip of; None if none is near enough to act on."""
    near = difflib.get_close_matches(text, list(known), n=1, cutoff=0.75)
    return near[0] if near else None


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return a question with the nearest known words, or all of them if they are few; else ''."""
    known = known if isinstance(known, Collection) else list(known)
    if hint := perhaps(text, known):
        return hint
    # Nothing is copied where there are very many: they are asked about once for every slip.
    few = list(dict.fromkeys(known)) if len(known) <= _TOO_MANY else []
    return _("known here: {words}", words=", ".join(few)) if 0 < len(few) <= _FEW else ""


def perhaps(text: str, known: Collection[str]) -> str:
    """Return a question with the nearest known words; '' if none is near."""
    if len(known) > _TOO_MANY:
        return ""  # looking through all of them for every slip would take longer than finding it by eye
    words = list(dict.fromkeys(known))
    near = difflib.get_close_matches(text, words, n=2, cutoff=0.6)
    if not near:
        lowered = {word.lower(): word for word in words}
        near = [lowered[match] for match in difflib.get_close_matches(text.lower(), list(lowered), n=2, cutoff=0.6)]
    return _("did you mean {words}?", words=either(near)) if near else ""
