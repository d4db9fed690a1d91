"""What was changed in a model, in words: one row a change, the ones that can change an answer first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from denouement.language import _, in_row, marked, ngettext, pgettext
from denouement.model.difference import Change, Kind, label
from denouement.model.text import Text
from denouement.report.clean import clean
from denouement.report.words import in_company

_LONG = 90
_SHOWN = 24
_TELLING = frozenset(
    ("note", "evidence", "against", "why", "summary", "tags", "sources", "language", "members", "kind", "title", "name",
     "story", "certainty", "doi", "url"),
)  # fmt: skip
"""Keys that say why, or how sure, and change no answer of a plain analysis."""

_CALLED = {
    "against": marked("against"),
    "as_of": marked("the day"),
    "baseline": marked("baseline"),
    "certainty": marked("certainty"),
    "claims": marked("claim"),
    "coalesce": marked("merged states"),
    "definitions": marked("definition"),
    "evidence": marked("evidence"),
    "forbidden_moves": marked("forbidden move"),
    "kind": marked("kind"),
    "language": marked("language"),
    "members": marked("members"),
    "moves": marked("moves"),
    "name": marked("name"),
    "note": marked("note"),
    "options": marked("option"),
    "perceptions": marked("sees it so:"),
    "reading used": marked("read as"),  # not said
    "readings": marked("read as"),
    "rules": marked("rule"),
    "scenarios": marked("scenario"),
    "sources": marked("sources"),
    "start": marked("start"),
    "states": marked("state"),
    "story": marked("story"),
    "summary": marked("summary"),
    "supposed": marked("supposed"),
    "tags": marked("tags"),
    "title": marked("title"),
    "why": marked("why"),
}
"""How keys of the file are called within a place, to be translated where they are said."""
_UNCALLED = frozenset(("history", "decision_makers", "preference", "statements"))
"""Keys that are left out of a place."""

_KINDS: dict[Kind, str] = {
    "added": marked("added"),
    "removed": marked("removed"),
    "changed": marked("changed"),
}

_LANGUAGE = re.compile(r"(?!(id|by|to|why|doi|url)$)[a-z]{2,3}(-\w+)*")
"""A key of a text in several languages; the short keys of other parts of a model look like one."""


def rows_of(changes: Sequence[Change], names: dict[str, str], *, full: bool) -> list[tuple[str, ...]]:
    """Return rows of place and content; what changes no answer is only counted, unless `full`."""
    acting = [change for change in changes if not _tells_only(change)]
    telling = [change for change in changes if _tells_only(change)]
    listed = [*acting, *telling] if full else acting[:_SHOWN]
    rows: list[tuple[str, ...]] = [(_place(change, names), _content(change, names)) for change in listed]
    if full:
        return rows
    if len(acting) > len(listed):
        more = ngettext(
            "{number} more change (listed with --full)",
            "{number} more changes (listed with --full)",
            len(acting) - len(listed),
        )
        rows.append(("…", more))
    evidence = [change for change in telling if change.path[0] == "evidence"]
    came = sum(change.kind == "added" for change in evidence)
    if came:
        pieces = ngettext("{number} piece more (listed with --full)", "{number} pieces more (listed with --full)", came)
        rows.append((_("evidence"), pieces))
    if rest := len(telling) - came:
        besides = ngettext(
            "{number} change to notes, names, citations and the like (with --full)",
            "{number} changes to notes, names, citations and the like (with --full)",
            rest,
        )
        rows.append((_("besides"), besides))
    return rows


def _tells_only(change: Change) -> bool:
    # Evidence that is new or gone, an event, a note: nothing of this makes a state or a preference.
    if change.path[0] in ("evidence", "sources"):
        return True
    path = change.path[:-1] if _LANGUAGE.fullmatch(change.path[-1]) else change.path  # a translation alone
    return path[-1] in _TELLING and len(path) != 2


def _place(change: Change, names: dict[str, str]) -> str:
    """Return where a change is, such as `The board, read as checks: no exodus`."""
    path = change.path
    if path[0] == "history" and len(path) > 1:
        item = change.after or change.before
        return clean(item["date"]) if isinstance(item, dict) else _shortened(clean(path[1]))
    parts: list[str] = []
    key_comes = True  # then a part's name, and so on; a preference has a key of its own below it
    for at, part in enumerate(path):
        is_key, key_comes = key_comes, not key_comes or part == "preference"
        if at == 1 and path[0] in ("decision_makers", "reading used"):  # not said
            parts.insert(0, names.get(part, clean(part)))
        elif is_key and (part in _UNCALLED or (part == "readings" and path[at + 1 : at + 2] == ("wants",))):
            continue
        elif is_key and part in _CALLED:
            parts.append(_(_CALLED[part]))
        elif part == "wants" and path[at - 1] == "readings":
            parts.append(_("wants"))
        else:
            parts.append(clean(part))
    return _shortened(pgettext("between the parts of a place", " ").join(filter(None, parts)))


def _content(change: Change, names: dict[str, str]) -> str:
    before, after = change.before, change.after
    if change.kind == "moved":
        return _("place {before} → place {after}", before=before, after=after)
    if change.path[-1] == "moves":  # `both` is the default and not written
        return f"{before or 'both'} → {after or 'both'}"
    kind = _(_KINDS[change.kind])
    if change.path[-1] in ("ranking", "pairs", "unknown"):
        return kind
    if change.kind == "changed":
        return f"{_value(before)} → {_value(after)}"
    if change.path[0] == "history" and len(change.path) == 2:
        step = _step(after or before, names)
        return step if change.kind == "added" else _("not: {step}", step=step)
    if change.kind == "removed" and change.path[-2:-1] == ("readings",):
        return kind
    said = _value(after if change.kind == "added" else before)
    return kind if not said or said == clean(change.path[-1]) else _("{kind}: {said}", kind=kind, said=said)


def _step(step: Mapping[str, Any], names: dict[str, str]) -> str:
    if not step.get("by"):
        return _text(step.get("event", ""))
    who = in_company([names.get(maker, clean(maker)) for maker in step["by"]])
    what = clean(label({key: value for key, value in step.items() if key != "event"}))
    return _("{who}: {what}", who=who, what=what)


def _value(value: Any) -> str:
    if isinstance(value, dict) and "preference" in value:
        return _shortened(in_row(list(_wants(value["preference"]))))
    if isinstance(value, dict) and "that" in value:
        return _shortened(clean(value["that"]))
    if isinstance(value, dict) and not all(map(_LANGUAGE.fullmatch, value)):
        return _shortened(clean(label(value)))
    if isinstance(value, list):
        return _shortened(", ".join(_value(item) for item in value)) or _("nothing")
    return _shortened(_text(value))


def _text(value: Any) -> str:
    """Return a text, which canonical data write as a mapping if it stands in several languages."""
    return clean(Text(value) if isinstance(value, dict) else str(value))


def _wants(preference: dict[str, Any]) -> Iterator[str]:
    for form, content in preference.items():
        if form == "statements":
            yield from (clean(statement["that"]) for statement in content)
        else:
            yield _("{name}: {that}", name=form, that=_value(content))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 2].rstrip()} …"
