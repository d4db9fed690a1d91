"""What differs between two models, or in one model between two days: part by part, in the words of the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Literal

from attrs import evolve, frozen

from denouement.model.canonical import canonical, plain
from denouement.model.conflict import Conflict
from denouement.model.dates import Date
from denouement.model.text import Text
from denouement.model.timeline import snapshot

Kind = Literal["added", "removed", "changed", "moved"]


@frozen
class Change:
    """One thing that differs: where, and what stands there in the one model and in the other."""

    path: tuple[str, ...]
    """Keys and names from the root: `decision_makers`, `board`, `readings`, …; parts by id, name or content."""
    kind: Kind
    before: Any = None
    """Canonical data, texts or lists and dicts of them; of what moved its place from 1; None for what was added."""
    after: Any = None
    """The same in the other model; None for what was removed."""


def changes(before: Conflict, after: Conflict) -> tuple[Change, ...]:
    """Return what differs between two models, in the order of the file.

    Parts are matched by id, else by name, else by what they say.
    """
    return tuple(_between(canonical(before), canonical(after), ()))


def changes_between_days(conflict: Conflict, before: Date | None, after: Date | None) -> tuple[Change, ...]:
    """Return what counts, or is known, on one day and not on the other: windows, steps and evidence."""
    return tuple(_between(_in_force(conflict, before), _in_force(conflict, after), ()))


def _in_force(conflict: Conflict, date: Date | None) -> dict[str, Any]:
    """Return a model as canonical data, without what does not count or is not known on a day."""
    moment = snapshot(conflict, date)
    known = tuple(
        entry for entry in conflict.evidence if moment.counting([entry.id]) and not moment.only_hindsight([entry.id])
    )
    makers = tuple(
        evolve(
            maker,
            options=tuple(evolve(option, moves=moment.moves[maker.full_id(option)]) for option in maker.options),
            readings=moment.readings[maker.id],
            perceptions=tuple(perception for _, perception in moment.perceptions[maker.id]),
        )
        for maker in conflict.decision_makers
    )
    parts = {
        "decision_makers": makers,
        "rules": tuple(rule for _, rule in moment.rules),
        "forbidden_moves": moment.forbidden,
        "history": tuple(conflict.history[number] for number in moment.steps),
        "evidence": known,
    }
    return canonical(conflict) | {key: plain(part) for key, part in parts.items()}


def _between(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _entry(before.get(key), after.get(key), (*path, key))
    elif _has_parts(before) and _has_parts(after):
        yield from _between_lists(before, after, path)
    else:
        yield Change(path, "changed", before, after)


def _entry(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Change]:
    """Yield the differences in one entry of a mapping, which may be missing on either side."""
    if path[-1] not in _WHOLE and (_has_parts(before) or _has_parts(after)):
        yield from _between(before or [], after or [], path)
    elif before is None:
        yield Change(path, "added", None, after)
    elif after is None:
        yield Change(path, "removed", before, None)
    elif path[-1] in _WHOLE and before != after:
        yield Change(path, "changed", before, after)
    else:
        yield from _between(before, after, path)


_WHOLE = frozenset(("ranking", "pairs", "unknown", "unseen", "disbelieves"))
"""Lists whose parts say nothing one by one."""


def _has_parts(value: Any) -> bool:
    """Return whether a value is a list of parts with contents of their own, rather than of texts (or an empty one)."""
    return isinstance(value, list) and all(isinstance(item, dict | list) for item in value)


def _between_lists(before: Sequence[Any], after: Sequence[Any], path: tuple[str, ...]) -> Iterator[Change]:
    partner = _matched(before, after)
    there = {right: left for left, right in partner.items()}
    for left, item in enumerate(before):
        if left not in partner:
            yield Change((*path, label(item)), "removed", item, None)
    staying = _longest_rising([there[right] for right in sorted(there)])
    for right, item in enumerate(after):
        if right not in there:
            yield Change((*path, label(item)), "added", None, item)
            continue
        left = there[right]
        place = (*path, label(item))
        if left not in staying:
            yield Change(place, "moved", left + 1, right + 1)
        yield from _between(before[left], item, place)


_IDENTITIES: tuple[Callable[[Any], Hashable], ...] = (
    lambda item: item["id"],
    lambda item: ("preference" in item and "id" not in item) or None,
    lambda item: str(_text(item["name"])),
    lambda item: item["that"],
    lambda item: (item["kind"], *item["conditions"]),
    lambda item: (item["date"], item.get("event"), *item.get("by", ())),
    lambda item: item[0],
)
"""What makes two parts of two models the same one, the surest first."""


def _matched(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Return which part of the one list is which of the other, by position; the first come are the first served."""
    partner: dict[int, int] = {}
    for identity in (repr, *_IDENTITIES):
        free: dict[Any, list[int]] = {}
        taken = set(partner.values())
        for right, item in enumerate(after):
            if right not in taken and (key := _identified(item, identity)) is not None:
                free.setdefault(key, []).append(right)
        for left, item in enumerate(before):
            if left not in partner and (waiting := free.get(_identified(item, identity))):
                partner[left] = waiting.pop(0)
    return partner


def _identified(item: Any, identity: Callable[[Any], Hashable]) -> Hashable:
    try:
        key = identity(item)
        hash(key)
        return key
    except (KeyError, TypeError, IndexError):
        return None


def label(item: Any) -> str:
    """Return what a part is called: its id, its name, what it says, or what it holds."""
    if isinstance(item, list):
        return str(item[0]) if item else ""
    for key in ("id", "name", "that", "event"):
        if item.get(key) is not None:
            return _text(item[key])
    if "preference" in item:
        return "wants"
    if "conditions" in item:
        return f"{item['kind']}: {', '.join(map(str, item['conditions']))}"
    if "date" in item:
        changed = [
            *(f"take {option}" for option in item.get("take", ())),  # not said
            *(f"drop {option}" for option in item.get("drop", ())),  # not said
        ]
        return ", ".join(changed) or str(item.get("to", item["date"]))
    first = next(iter(item.values()), "")
    return ", ".join(map(str, first)) if isinstance(first, list | dict) else str(first)


def _text(value: Any) -> str:
    """Return a text of canonical data, where one in several languages is a mapping."""
    return Text(value) if isinstance(value, dict) else str(value)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return a longest rising subsequence of different numbers: what stays in place when the others move."""
    tails: list[int] = []  # the least number that ends a rising run of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found: set[int] = set()
    current = tails[-1] if tails else None
    while current is not None:
        found.add(current)
        current = before[current]
    return found
