"""What the format knows of writing: short forms and their long ones, and the usual order of the keys at the root."""

from __future__ import annotations

from denouement.errors import Path
from denouement.files.keys import KEYS
from denouement.files.splicing import with_value
from denouement.files.written_tree import WrittenTree, value_of

_STATEMENT_KEYS = {known.name for known in KEYS["statement"]}


def usual_place(text: str, key: str | int) -> int | None:
    """Return where among the keys of the root a new one stands in the order of the format; None if it is there."""
    usual = [known.name for known in KEYS["model"]]
    present = list(value_of(WrittenTree(text).root))
    if key in present or key not in usual:
        return None
    before = usual[: usual.index(str(key))]
    return max((at + 1 for at, name in enumerate(present) if name in before), default=0)


def in_long_form(text: str, path: Path) -> str:
    """Return the text with an option, statement or listed state written long if `path` is a key in it."""
    *above, key = path
    if not isinstance(key, str) or not above:
        return text
    place = tuple(above)
    kind = _kind_with_short_form(place)
    if kind is None or key not in {known.name for known in KEYS[kind]}:
        return text
    short = value_of(WrittenTree(text).find(place).value)
    if isinstance(short, str):
        main = "that" if kind == "statement" else "name"
        if not short:
            return with_value(text, place, {})
        return with_value(text, place, {main: short})
    if kind == "statement" and isinstance(short, dict) and len(short) == 1 and not short.keys() & _STATEMENT_KEYS:
        ((name, that),) = short.items()
        return with_value(text, place, {"that": that, "name": name})
    return text


def _kind_with_short_form(path: Path) -> str | None:
    match path:
        case ("decision_makers", _, "options", _):
            return "option"
        case ("states", _):
            return "listed_state"
        case ("decision_makers", _, "preferences", int()):
            return "statement"
        case ("decision_makers", _, "preferences", "statements", int()):
            return "statement"
        case ("decision_makers", _, "preferences", "readings", _, int()):
            return "statement"
        case ("decision_makers", _, "preferences", "readings", _, "statements", int()):
            return "statement"
        case ("decision_makers", _, "perceptions", int(), "preferences", _, int()):
            return "statement"
        case ("decision_makers", _, "perceptions", int(), "preferences", _, "statements", int()):
            return "statement"
        case _:
            return None
