"""What a model says, as plain data: the same for every way of writing it, and hashed.

Conditions are written with the fewest parentheses, texts in Unicode NFC, defaults left out; lists keep the order
of the model and fields the order of their class.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from fractions import Fraction
from typing import Any

import attrs

from denouement.model.claim_language import Says
from denouement.model.condition import Condition
from denouement.model.conflict import Conflict
from denouement.model.dates import Date
from denouement.model.evidence import Certainty
from denouement.model.state_reference import StateReference
from denouement.model.text import Text


def canonical(conflict: Conflict) -> dict[str, Any]:
    """Return a model as nested dicts and lists of texts, defaults omitted."""
    contents = plain(conflict)
    assert isinstance(contents, dict)
    return {"denouement": "1", **contents}


def sha256(conflict: Conflict) -> str:
    """Return the hexadecimal SHA-256 of the canonical JSON (UTF-8, no spaces, keys in canonical order)."""
    text = json.dumps(canonical(conflict), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any, *, translations: bool = True) -> Any:
    """Return a part of a model as canonical data: texts, or lists and dicts of them.

    Without `translations`, a text in several languages is the one in the model's own.
    """
    if isinstance(value, Text) and translations:
        return {language: plain(text) for language, text in value.translations.items()}
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Condition | Says | Date):
        return plain(str(value))
    if isinstance(value, Certainty):
        return plain(value.value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, StateReference):
        return list(map(plain, value.taken)) if value.kind == "taken" else value.text
    if isinstance(value, tuple):
        return [plain(item, translations=translations) for item in value]
    # Frozen classes of the model: only what differs from the default says anything.
    return {
        field.name: plain(content, translations=translations)
        for field in attrs.fields(type(value))
        if field.eq and (content := getattr(value, field.name)) != field.default
    }
