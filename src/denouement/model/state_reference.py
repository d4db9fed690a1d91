"""A state, however the analyst writes it: a number, a pattern, the options taken, a date, a name."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from denouement.errors import ModelError, Problem
from denouement.language import _, marked
from denouement.model.dates import Date

Kind = Literal["number", "pattern", "taken", "date", "start", "status_quo", "name"]
"""`name` is the id of a listed state, of a merged one, or of a scenario."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")
_HINT = marked("write a state's number, a pattern such as YN-Y, [options, taken], a date, start, now or a scenario")


@frozen
class StateReference:
    """How a state is written; which state it is depends on the model and the day."""

    kind: Kind
    text: str = ""
    taken: tuple[str, ...] = ()
    date: Date | None = None

    @classmethod
    def of_options(cls, taken: tuple[str, ...]) -> StateReference:
        """Return a reference to the state in which exactly these options are taken."""
        return cls("taken", f"[{', '.join(taken)}]", taken)

    @classmethod
    def parse(cls, text: str) -> StateReference:
        """Return the reference that a text writes; `[a, b]` and `a, b` list the options taken.

        >>> StateReference.parse("YN-Y").kind
        'pattern'
        """
        text = text.strip()
        if text == "start":
            return cls("start", text)
        if text in ("now", "status_quo"):
            return cls("status_quo", text)
        if text.isascii() and text.isdigit() and len(text) <= 18:
            return cls("number", text.lstrip("0") or "0")
        if text and not text.strip("YN- "):
            return cls("pattern", text.replace(" ", ""))
        if re.match(r"\d{4}-\d", text, re.ASCII):
            return cls("date", text, date=Date.parse(text))
        bracketed = text.startswith("[") and text.endswith("]")
        if bracketed or "," in text:
            inside = text[1:-1] if bracketed else text
            parts = [part.strip() for part in inside.split(",") if part.strip()]
            if all(_WORD.fullmatch(part) for part in parts):
                return cls.of_options(tuple(parts))
        if _WORD.fullmatch(text):
            return cls("name", text)
        raise ModelError(Problem(_("{text!r} is not a way to write a state", text=text), _(_HINT)))

    def __str__(self) -> str:
        return self.text
