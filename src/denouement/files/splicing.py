"""Changes to the text of a model file that leave all the rest of it byte for byte as it was.

A file that is parsed, changed and dumped again keeps its comments at best, never its line breaks, quotes and
indentation. So nothing is dumped here: the places of the change are found in the text, and only there text is put
in, taken out or exchanged. Then the new text is parsed and compared with the same change made on plain data, so
that a text which does not say what was meant never leaves this module. Where a first way of writing fails that
comparison a plainer one is tried, and if none is right, RequestError says so.

What goes and what stays: taking an entry out takes its own lines, with the comments on them; comment lines directly
above it stay. Entries that change places take the comment lines directly above them (at their own indentation)
along; a blank line in between marks a comment as a heading, which stays.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from denouement.errors import Path, Problem, RequestError, path_in_words
from denouement.files.new_values import Value
from denouement.files.splices import (
    Splice,
    into_brackets,
    out_of_brackets,
    ways_to_add_lines,
    ways_to_replace,
    without_lines,
)
from denouement.files.written_tree import WrittenTree, is_block, position_of, value_of
from denouement.language import _


def with_value(text: str, path: Path, value: Value) -> str:
    """Return the text with another value at a path; what is equal inside lists and mappings is left alone.

    A key that a mapping does not have yet is added at its end.
    """
    tree = WrittenTree(text)
    *above, last = path
    holder = tree.find(tuple(above))
    entries = tree.entries(holder.value, holder.entry)
    at = position_of(entries, last)
    if at is None and isinstance(last, str) and isinstance(holder.value, yaml.MappingNode):
        return with_entry(text, tuple(above), len(entries), value, key=last)
    old = value_of(tree.find(path).value)
    if isinstance(old, dict) and isinstance(value, dict) and _same_order(old, value):
        return _with_pairs(text, path, old, value)
    if isinstance(old, list) and isinstance(value, list) and old and value:
        return _with_items(text, path, old, value)
    if old == value:
        return text
    return _checked(text, path, ways_to_replace(tree, tree.find(path), value), _changed(tree, path, value))


def with_entry(text: str, path: Path, at: int, value: Value, key: str | None = None) -> str:
    """Return the text with an entry put into the list (no key) or mapping at a path, before the one now there."""
    tree = WrittenTree(text)
    spot = tree.find(path)
    old = value_of(spot.value)
    new: Value
    if isinstance(old, dict) and key is not None:
        pairs = list(old.items())
        new = dict([*pairs[:at], (key, value), *pairs[at:]])
    elif isinstance(old, list) and key is None:
        new = [*old[:at], value, *old[at:]]
    else:
        what = _("a list") if key is None else _("a mapping")
        message = _("what stands at `{path}` is not {kind}", path=path_in_words(path), kind=what)
        raise RequestError(Problem(message))
    if not old:
        ways = ways_to_replace(tree, spot, new)
    elif is_block(spot.value):
        ways = ways_to_add_lines(tree, spot, at, key, value)
    else:
        ways = iter([into_brackets(tree, spot, at, key, value)])
    return _checked(text, path, ways, _changed(tree, path, new))


def without(text: str, path: Path) -> str:
    """Return the text without the entry at a path."""
    tree = WrittenTree(text)
    *above, last = path
    spot = tree.find(tuple(above))
    entries = tree.entries(spot.value, spot.entry)
    at = position_of(entries, last)
    if at is None:
        tree.find(path)  # raises
    assert at is not None
    new = value_of(spot.value)
    assert not isinstance(new, str)
    del new[last]  # type: ignore[arg-type]
    if len(entries) == 1:
        ways = ways_to_replace(tree, spot, new)
    elif is_block(spot.value):
        ways = iter([without_lines(tree, entries, at)])
    else:
        ways = iter([out_of_brackets(tree, entries, at)])
    return _checked(text, path, ways, _changed(tree, tuple(above), new))


def in_order(text: str, path: Path, order: Sequence[int]) -> str:
    """Return the text with the entries of the list or mapping at a path in a new order of their old positions."""
    tree = WrittenTree(text)
    spot = tree.find(path)
    entries = tree.entries(spot.value, spot.entry)
    if sorted(order) != list(range(len(entries))):
        last = len(entries) - 1
        message = _(
            "an order of what stands at `{path}` names each of 0 to {last} once", path=path_in_words(path), last=last
        )
        raise RequestError(Problem(message, _("not {order}", order=list(order))))
    places = [tree.chunk(entry) if is_block(spot.value) else (entry.start, entry.end) for entry in entries]
    parts = [text[start:end] for start, end in places]
    new = value_of(spot.value)
    if isinstance(new, dict):
        pairs = list(new.items())
        new = dict(pairs[at] for at in order)
    else:
        new = [new[at] for at in order]
    splices = [(start, end, parts[at]) for (start, end), at in zip(places, order, strict=True)]
    return _checked(text, path, [splices], _changed(tree, path, new))


# -- putting in and checking ----------------------------------------------------------------------------------


def _checked(text: str, path: Path, ways: Iterable[Sequence[Splice]], expected: Value) -> str:
    wanted = json.dumps(expected)
    for splices in ways:
        changed = text
        for start, end, new in sorted(splices, reverse=True):
            changed = changed[:start] + new + changed[end:]
        try:
            found = value_of(WrittenTree(changed).root)
        except (yaml.YAMLError, UnicodeEncodeError):
            continue
        if json.dumps(found) == wanted:  # as text, because the order of keys counts
            return changed
    message = _(
        "this change at `{path}` cannot be made without disturbing the rest of the file", path=path_in_words(path)
    )
    raise RequestError(Problem(message, _("make it in an editor")))


def _changed(tree: WrittenTree, path: Path, value: Value) -> Value:
    """Return the plain data of the whole file with another value at a path."""
    if not path:
        return value
    root: Any = value_of(tree.root)
    inner = root
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return root  # type: ignore[no-any-return]


# -- values within values -------------------------------------------------------------------------------------


def _same_order(old: dict[str, Any], new: dict[str, Any]) -> bool:
    kept = [key for key in old if key in new]
    return bool(kept) and kept == [key for key in new if key in old]


def _with_pairs(text: str, path: Path, old: dict[str, Value], new: dict[str, Value]) -> str:
    for key in old:
        if key not in new:
            text = without(text, (*path, key))
    for at, (key, value) in enumerate(new.items()):
        if key not in old:
            text = with_entry(text, path, at, value, key)
        else:
            text = with_value(text, (*path, key), value)
    return text


def _with_items(text: str, path: Path, old: list[Value], new: list[Value]) -> str:
    matcher = difflib.SequenceMatcher(
        None, [json.dumps(item) for item in old], [json.dumps(item) for item in new], False
    )
    for _what, old_start, old_end, new_start, new_end in reversed(matcher.get_opcodes()):
        both = min(old_end - old_start, new_end - new_start)
        for at in range(both):
            text = with_value(text, (*path, old_start + at), new[new_start + at])
        for item in reversed(new[new_start + both : new_end]):
            text = with_entry(text, path, old_start + both, item)
        for at in reversed(range(old_start + both, old_end)):
            text = without(text, (*path, at))
    return text
