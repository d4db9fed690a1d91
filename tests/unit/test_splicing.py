"""Random texts in random layouts, changed at random: what is read back, and which comments and lines are left.

The texts are made here, comments numbered and each with the path it belongs to, so that after a change it is known
which may be gone.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from denouement.errors import Path, RequestError
from denouement.files.new_values import can_be_plain, quoted, single_quoted
from denouement.files.splicing import in_order, with_entry, with_value, without
from denouement.files.written_tree import WrittenTree, value_of

TEXTS = [
    "a", "no", "1", "x: y", "- z", "@a", "!a", "*a", "", "a\nb\n", "é😀", "[x", "a, b", "it's", "x #y", "1e3",
    "2020-01-01", "  lead", 'q"t', "long " * 30 + "text", "some words", "{", "a:b", "#c", "\u2028x", "a\n\nb", "%x",
    "tab\there", "`", "? a", "|", "> b", "&a", "null", "a: b, c]", "0x1F", "~", "trail ", "\x07", "---", "yes",
]  # fmt: skip
KEYS = ["k", "name", "no", "a b", "k2", "z z", "x:y", "that", "é"]


def random_value(rng: random.Random, depth: int = 0) -> Any:
    kind = rng.random()
    if depth > 3 or (depth > 0 and kind < 0.35):
        return rng.choice(TEXTS)
    size = rng.choice([0, 1, 2, 3, 4] if depth else [1, 2, 3])
    if kind < 0.65:
        return [random_value(rng, depth + 1) for _ in range(size)]
    return {key: random_value(rng, depth + 1) for key in rng.sample(KEYS, size)}


class Scribe:
    """Writes a value as somebody might by hand, with numbered comments."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.newline = rng.choice(["\n", "\n", "\r\n"])
        self.dash = rng.choice([0, 2])
        self.step = rng.choice([2, 2, 4])
        self.owners: list[Path] = []

    def maybe(self, probability: float) -> bool:
        return self.rng.random() < probability

    def comment(self, owner: Path) -> str:
        self.owners.append(owner)
        return f"# c{len(self.owners) - 1}c"

    def document(self, value: Any) -> str:
        lines = (["---"] if self.maybe(0.1) else []) + self.lines(value, (), 0)
        return self.newline.join(lines) + (self.newline if self.maybe(0.8) else "")

    def scalar(self, text: str, *, in_flow: bool, is_key: bool = False) -> str:
        if can_be_plain(text, in_flow=in_flow, is_key=is_key) and self.maybe(0.8):
            return text
        return single_quoted(text) if text.isprintable() and self.maybe(0.4) else quoted(text)

    def flow(self, value: Any, path: Path, indent: int) -> str:
        if isinstance(value, str):
            return self.scalar(value, in_flow=True)
        wrapped = self.maybe(0.3)
        items = []
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            item = self.flow(inner, (*path, key), indent + 2)
            if isinstance(value, dict):
                item = f"{self.scalar(str(key), in_flow=True, is_key=True)}: {item}"
            elif isinstance(inner, dict) and len(inner) == 1 and not set(item[1:-1]) & set("\n#") and self.maybe(0.3):
                item = item[1:-1]  # a mapping of one key may stand in a list without braces
            items.append(item)
        written = ""
        for item in items:
            if written:
                written += "," + (self.flow_break(path, indent) if wrapped else " ")
            written += item
        if wrapped and items and self.maybe(0.3):
            written += self.flow_break(path, max(indent - 1, 1))
        return f"{{{written}}}" if isinstance(value, dict) else f"[{written}]"

    def flow_break(self, path: Path, indent: int) -> str:
        return (f" {self.comment(path)}" if self.maybe(0.3) else "") + self.newline + " " * indent

    def lines(self, value: Any, path: Path, indent: int, *, on_a_dash: bool = False) -> list[str]:
        """Return lines; the first has no indentation where it stands behind a dash."""
        written: list[str] = []
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            begins_on_dash = on_a_dash and not written
            while not begins_on_dash and self.maybe(0.15):
                written.append(self.rng.choice(["", " " * indent + self.comment(path)]))
            entry = self.entry(value, key, inner, (*path, key), indent)
            written += [entry[0] if begins_on_dash else " " * indent + entry[0], *entry[1:]]
            if self.dash and self.maybe(0.08):
                written.append(" " * (indent + 1) + self.comment((*path, key)))
        return written

    def entry(self, value: Any, key: Any, inner: Any, path: Path, indent: int) -> list[str]:
        lead = self.scalar(key, in_flow=False, is_key=True) + ":" if isinstance(value, dict) else "-"
        comment = f"  {self.comment(path)}" if self.maybe(0.2) else ""
        if isinstance(inner, str):
            if inner and inner.strip() == inner and inner.isprintable() and self.maybe(0.1):
                return [f"{lead} {self.rng.choice(['|-', '>-'])}{comment}", " " * (indent + 3) + inner]
            return [f"{lead} {self.scalar(inner, in_flow=False)}{comment}"]
        if not inner or self.maybe(0.35):
            return [f"{lead} {self.flow(inner, path, indent + 3)}{comment}"]
        if isinstance(value, list):
            if self.maybe(0.7):
                first, *rest = self.lines(inner, path, indent + 2, on_a_dash=True)
                return [f"- {first}", *rest]
            return [lead + comment, *self.lines(inner, path, indent + 2)]
        step = self.dash if isinstance(inner, list) else self.step
        return [lead + comment, *self.lines(inner, path, indent + step)]


def parts(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    found = [(path, value)]
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found += parts(inner, (*path, key))
    return found


def at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def comments(text: str) -> list[int]:
    return sorted(int(number) for number in re.findall(r"# c(\d+)c", text))


def refill(holder: Any, items: list[Any]) -> None:
    """Put other entries, in this order, into a list or mapping."""
    holder.clear()
    holder.update(items) if isinstance(holder, dict) else holder.extend(items)


Change = tuple[str, Any, Path | None]
"""The new text, what it should say, and the path whose comments may be gone."""


def set_something(rng: random.Random, text: str, value: Any) -> Change:
    expected = copy(value)
    path, old = rng.choice(parts(value)[1:])
    new = rng.choice([rng.choice(TEXTS), random_value(rng, 2), random_value(rng, 1)])
    if not isinstance(old, str) and rng.random() < 0.5:
        new = copy(old)
        for key in list(new) if isinstance(new, dict) else reversed(range(len(new))):
            if rng.random() < 0.3:
                del new[key]
            elif rng.random() < 0.3:
                new[key] = random_value(rng, 2)
        new.update(new="text") if isinstance(new, dict) else new.insert(0, "text")
    at(expected, path[:-1])[path[-1]] = new
    return with_value(text, path, new), expected, None if isinstance(old, str) and isinstance(new, str) else path


def put_something_in(rng: random.Random, text: str, value: Any) -> Change:
    expected = copy(value)
    path, old = rng.choice([part for part in parts(value) if not isinstance(part[1], str)])
    position, new = rng.randrange(len(old) + 1), random_value(rng, 2)
    key = rng.choice([key for key in [*KEYS, "new", "n e w"] if key not in old]) if isinstance(old, dict) else None
    items = list(old.items()) if isinstance(old, dict) else list(old)
    items.insert(position, new if key is None else (key, new))
    refill(at(expected, path), items)
    return with_entry(text, path, position, new, key), expected, None


def take_something_out(rng: random.Random, text: str, value: Any) -> Change:
    expected = copy(value)
    choices = [path for path, _ in parts(value) if path and (len(path) > 1 or len(value) > 1)]
    if not choices:
        return text, expected, None
    path = rng.choice(choices)
    holder = at(expected, path[:-1])
    del holder[path[-1]]
    return without(text, path), expected, path if holder else path[:-1]


def order_something(rng: random.Random, text: str, value: Any) -> Change:
    expected = copy(value)
    path, old = rng.choice([part for part in parts(value) if not isinstance(part[1], str)])
    order = rng.sample(range(len(old)), len(old))
    items = list(old.items()) if isinstance(old, dict) else list(old)
    refill(at(expected, path), [items[position] for position in order])
    return in_order(text, path, order), expected, None


@pytest.mark.parametrize("change", [set_something, put_something_in, take_something_out, order_something])
def test_random_changes_say_what_is_meant_and_keep_every_other_comment(change: Callable[..., Change]) -> None:
    done = 0
    for seed in range(300):
        rng = random.Random(seed)
        value = random_value(rng)
        scribe = Scribe(rng)
        text = scribe.document(value)
        try:
            readable = json.dumps(value_of(WrittenTree(text).root)) == json.dumps(value)
        except yaml.YAMLError:
            readable = False
        if not readable or isinstance(value, str):
            continue  # a layout that YAML reads in another way
        done += 1
        changed, expected, given_up = change(rng, text, value)
        read_back = value_of(yaml.compose(changed, Loader=yaml.CSafeLoader))
        assert json.dumps(read_back) == json.dumps(expected), (seed, text, changed)
        gone = [number for number in comments(text) if number not in comments(changed)]
        unexpected = [n for n in gone if given_up is None or scribe.owners[n][: len(given_up)] != given_up]
        assert not unexpected, (seed, text, changed)
        assert len(comments(changed)) == len(set(comments(changed)))
        if "\r\n" in text:
            assert not re.search(r"(?<!\r)\n", changed), (seed, text, changed)
    assert done > 250


def test_the_same_value_changes_nothing() -> None:
    for seed in range(100):
        rng = random.Random(seed)
        value = random_value(rng)
        text = Scribe(rng).document(value)
        try:
            written = value_of(WrittenTree(text).root)
        except yaml.YAMLError:
            continue
        for path, inner in parts(written)[1:]:
            assert with_value(text, path, copy(inner)) == text


BY_HAND: list[tuple[str, Callable[[str], str], str]] = [
    # comments directly above an entry go along; a heading set off by a blank line stays
    ("# top\n\n- a\n# b's\n- b # b\n", lambda t: in_order(t, (), [1, 0]), "# top\n\n# b's\n- b # b\n- a\n"),
    ("- a\n\n# b's\n- b\n", lambda t: without(t, (1,)), "- a\n\n# b's\n"),
    ("- a\n\n- b\n", lambda t: with_entry(t, (), 1, "c"), "- a\n\n- c\n\n- b\n"),
    ("- a\n\n- b\n\n- c\n", lambda t: without(t, (1,)), "- a\n\n- c\n"),
    # brackets that are wrapped, with comments on the lines
    ("k: [a, # a\n    b] # z", lambda t: with_entry(t, ("k",), 2, "c"), "k: [a, # a\n    b,\n    c] # z"),
    ("k: [a,\n    b # b\n   ]", lambda t: with_entry(t, ("k",), 2, "c"), "k: [a,\n    b, # b\n    c\n   ]"),
    ("k: [x: y]\n", lambda t: with_value(t, ("k", 0, "z"), "w"), "k: [{x: y, z: w}]\n"),
    ("k: [a, b,]\n", lambda t: without(t, ("k", 1)), "k: [a,]\n"),
    ("k: [a # one, two\n    , b]\n", lambda t: without(t, ("k", 0)), "k: [ # one, two\n     b]\n"),
    ("k: [a # one, two\n    , b]\n", lambda t: without(t, ("k", 1)), "k: [a # one, two\n     ]\n"),
    ("- a: b\n  # c\n\n  d: e\n", lambda t: without(t, (0, "a")), "-\n  # c\n\n  d: e\n"),
    # quotes stay as they were where they can
    ("k: 'a'\n", lambda t: with_value(t, ("k",), "it's"), "k: 'it''s'\n"),
    ('k: "a"\n', lambda t: with_value(t, ("k",), "b"), 'k: "b"\n'),
    ("k: 2020-01-01 # day\n", lambda t: with_value(t, ("k",), "2020-01-02"), "k: 2020-01-02 # day\n"),
    ("k: no\n", lambda t: with_value(t, ("k",), "yes"), "k: yes\n"),
    ("k: a\n", lambda t: with_value(t, ("k",), "yes"), 'k: "yes"\n'),
    ("k: a\n", lambda t: with_value(t, ("k",), "1e3"), 'k: "1e3"\n'),
    # texts below a | or >
    ("k: >-\n  a\n  b\nl: x\n", lambda t: with_value(t, ("k",), "c d"), "k: >-\n  c d\nl: x\n"),
    ("k: >-\n  a\nl: x\n", lambda t: with_value(t, ("k",), "b\nc"), "k: >-\n  b\n\n  c\nl: x\n"),
    ("k: |\n  a\n\n  b\n", lambda t: with_value(t, ("k",), "c\n\nd\n"), "k: |\n  c\n\n  d\n"),
    ("k: | # c\n  a\n", lambda t: with_value(t, ("k",), ""), 'k: "" # c\n'),
    # empty and emptied
    ("k: [] # none\nl: x", lambda t: with_entry(t, ("k",), 0, {"a": "b"}), "k: # none\n  - {a: b}\nl: x"),
    ("k: # list\n  # of one\n  - a\nl: x", lambda t: without(t, ("k", 0)), "k: [] # list\n  # of one\nl: x"),
    ("k:\n- a\n- b", lambda t: without(t, ("k", 1)), "k:\n- a"),
    ("k:\n- a", lambda t: with_entry(t, ("k",), 1, "b"), "k:\n- a\n- b"),
]


@pytest.mark.parametrize(("text", "change", "expected"), BY_HAND)
def test_changes_look_as_written_by_hand(text: str, change: Callable[[str], str], expected: str) -> None:
    assert change(text) == expected


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("written", ["k: x # c\n", "k: {l: x, m: y}\n", "k: [x, 'y']\n", 'k: >\n  x\n\n# c\nl: "z"\n'])
def test_every_text_comes_back(text: str, written: str) -> None:
    for path, old in parts(value_of(WrittenTree(written).root))[1:]:
        if isinstance(old, str):
            changed = with_value(written, path, text)
            assert at(value_of(WrittenTree(changed).root), path) == text
            assert ("# c" in changed) == ("# c" in written)


def test_what_cannot_be_done_without_disturbing_the_rest_is_refused() -> None:
    with pytest.raises(RequestError, match="make it in an editor"):
        with_entry("? a\n: b\n? c\n: d\n", (), 1, "x", "e")
