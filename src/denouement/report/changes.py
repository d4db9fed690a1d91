"""What was changed in a model, in words: one row a change, the ones that can change an answer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from denouement.model.difference import Change, label
from denouement.report.clean import clean
from denouement.report.words import counted

_LONG = 90
_SHOWN = 24
_TELLING = frozenset(
    ("note", "evidence", "against", "why", "summary", "tags", "sources", "language", "members", "kind", "title", "name",
     "story", "certainty", "doi", "url"),
)  # fmt: skip
"""Keys that say why, or how sure, and change no answer of a plain analysis."""

_CALLED = {
    "rules": "rule", "definitions": "definition", "scenarios": "scenario", "claims": "claim", "readings": "read as",
    "options": "option", "forbidden_moves": "forbidden move", "states": "state", "coalesce": "merged states",
    "as_of": "the day", "supposed": "supposed", "reading used": "read as", "history": "", "decision_makers": "",
    "preference": "", "statements": "", "perceptions": "sees it so:",
}  # fmt: skip
"""How keys of the file are called within a place."""


def rows_of(changes: Sequence[Change], names: dict[str, str], *, full: bool) -> list[tuple[str, ...]]:
    """Return rows of place and content; what changes no answer is only counted, unless `full`."""
    acting = [change for change in changes if not _tells_only(change)]
    telling = [change for change in changes if _tells_only(change)]
    listed = [*acting, *telling] if full else acting[:_SHOWN]
    rows: list[tuple[str, ...]] = [(_place(change, names), _content(change, names)) for change in listed]
    if full:
        return rows
    if len(acting) > len(listed):
        rows.append(("…", f"{counted(len(acting) - len(listed), 'more change')} (listed with --full)"))
    evidence = [change for change in telling if change.path[0] == "evidence"]
    came = sum(change.kind == "added" for change in evidence)
    if came:
        rows.append(("evidence", f"{counted(came, 'piece')} more (listed with --full)"))
    if rest := len(telling) - came:
        rows.append(("besides", f"{counted(rest, 'change')} to notes, names, citations and the like (with --full)"))
    return rows


def _tells_only(change: Change) -> bool:
    # Evidence that is new or gone, an event, a note: nothing of this makes a state or a preference.
    if change.path[0] in ("evidence", "sources"):
        return True
    return any(key in _TELLING for key in change.path[-1:]) and len(change.path) != 2


def _place(change: Change, names: dict[str, str]) -> str:
    """Return where a change is, such as `The board, read as checks: no exodus`."""
    path = change.path
    if path[0] == "history" and len(path) > 1:
        item = change.after or change.before
        return clean(item["date"]) if isinstance(item, dict) else _shortened(clean(path[1]))
    parts: list[str] = []
    for at, part in enumerate(path):
        if at == 1 and path[0] in ("decision_makers", "reading used"):
            parts.insert(0, names.get(part, clean(part)))
        elif part in _CALLED and (at % 2 == 0 or path[at - 1] == "preference"):
            parts.append(_CALLED[part])
        else:
            parts.append(clean(part).replace("_", " ") if part in _TELLING or part == "moves" else clean(part))
    return _shortened(" ".join(part for part in parts if part).replace("read as wants", "wants"))


def _content(change: Change, names: dict[str, str]) -> str:
    before, after = change.before, change.after
    if change.kind == "moved":
        return f"place {before} → place {after}"
    if change.path[-1] == "moves":  # `both` is the default and not written
        return f"{before or 'both'} → {after or 'both'}"
    if change.path[-1] in ("ranking", "pairs", "unknown"):
        return change.kind
    if change.kind == "changed":
        return f"{_value(before)} → {_value(after)}"
    if change.path[0] == "history" and len(change.path) == 2:
        return f"{'' if change.kind == 'added' else 'not: '}{_step(after or before, names)}"
    if change.kind == "removed" and change.path[-2:-1] == ("readings",):
        return change.kind
    said = _value(after if change.kind == "added" else before)
    return change.kind if not said or said == clean(change.path[-1]) else f"{change.kind}: {said}"


def _step(step: dict[str, Any], names: dict[str, str]) -> str:
    if not step.get("by"):
        return clean(step.get("event", ""))
    who = " and ".join(names.get(maker, clean(maker)) for maker in step["by"])
    return f"{who}: {clean(label({key: value for key, value in step.items() if key != 'event'}))}"


def _value(value: Any) -> str:
    if isinstance(value, dict) and "preference" in value:
        return _shortened("; ".join(_wants(value["preference"])))
    if isinstance(value, dict) and "that" in value:
        return _shortened(clean(value["that"]))
    if isinstance(value, dict):
        return _shortened(clean(label(value)))
    if isinstance(value, list):
        return _shortened(", ".join(_value(item) for item in value)) or "nothing"
    return _shortened(clean(str(value)))


def _wants(preference: dict[str, Any]) -> Iterable[str]:
    for form, content in preference.items():
        if form == "statements":
            yield from (clean(statement["that"]) for statement in content)
        else:
            yield f"{form}: {_value(content)}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 2].rstrip()} …"
