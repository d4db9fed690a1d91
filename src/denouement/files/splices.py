"""Where in a text a new value goes in, and where an old one goes out.

Each function gives splices of the old text; where a value can be written in more than one way, the most fitting
first. Whether the result says what is meant is for splicing.py to check.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import yaml

from denouement.files.new_values import (
    Value,
    block_lines,
    entry_lines,
    fits_one_line,
    in_one_line,
    looks_like_more,
    quoted,
    scalar,
    single_quoted,
)
from denouement.files.rewrapping import rewrapped
from denouement.files.written_tree import Entry, Spot, WrittenTree, is_block, value_of

Splice = tuple[int, int, str]
"""From where to where in the old text, and what comes there instead."""


def ways_to_replace(tree: WrittenTree, spot: Spot, value: Value) -> Iterator[list[Splice]]:
    """Yield ways to write a value where another stands."""
    layout = tree.layout
    old = spot.value
    if isinstance(value, str):
        if isinstance(old, yaml.ScalarNode):
            if old.style in ("|", ">"):
                new = rewrapped(tree.text[tree.begin(old) : _end(tree, spot)], value, tree.newline)
                if new is not None:
                    yield _inline(tree, spot, new)
            elif old.style == "'" and not layout.is_json and value.isprintable():
                yield _inline(tree, spot, single_quoted(value))
            elif not (old.style or layout.is_json) and looks_like_more(old.value) and looks_like_more(value):
                yield _inline(tree, spot, value)
            elif old.style == '"':
                yield _inline(tree, spot, quoted(value))
        yield _inline(tree, spot, scalar(value, layout, in_flow=spot.in_flow))
        yield _inline(tree, spot, quoted(value))
        return
    entry = spot.entry
    if entry is not None and value and not spot.in_flow:
        in_brackets = isinstance(old, yaml.CollectionNode) and bool(old.flow_style and old.value)
        fits = fits_one_line(value, layout, tree.column(entry.after) + 1)
        if is_block(old) or not (in_brackets or fits):
            yield _in_lines(tree, spot, entry, value)
    yield _inline(tree, spot, in_one_line(value, layout))


def _end(tree: WrittenTree, spot: Spot) -> int:
    return spot.entry.end if spot.entry is not None else tree.end(spot.value, 0)


def _inline(tree: WrittenTree, spot: Spot, new: str) -> list[Splice]:
    start, end = tree.begin(spot.value), _end(tree, spot)
    entry = spot.entry
    if isinstance(spot.value, yaml.ScalarNode) and start == tree.finish(spot.value):
        assert entry is not None  # an empty file is not parsed
        return [(entry.after, entry.after, f" {new}")]
    if is_block(spot.value) and entry is not None:
        entries = tree.entries(spot.value, entry)
        first, reach = entries[0].start, tree.chunk(entries[-1])[1]
        if not tree.begins_line(first):
            return [(first, end, new)]
        return [(entry.after, entry.after, f" {new}"), _lines_gone(tree, tree.line_start(first), reach)]
    if getattr(spot.value, "style", None) in ("|", ">") and new[0] not in "|>":
        _, mark, comment = tree.text[start : tree.line_end(start)].partition("#")
        new = f"{new} {mark}{comment}".rstrip()
    return [(start, end, new)]


def _in_lines(tree: WrittenTree, spot: Spot, entry: Entry, value: Value) -> list[Splice]:
    layout = tree.layout
    if is_block(spot.value):
        entries = tree.entries(spot.value, entry)
        column = tree.column(entries[0].start)
        lines = block_lines(value, layout, column)
        return [(entries[0].start, tree.chunk(entries[-1])[1], _joined(tree, lines, column))]
    if entry.key is None:
        column = tree.column(entry.start) + 2
        return [(entry.after, entry.end, f" {_joined(tree, block_lines(value, layout, column), column)}")]
    column = tree.column(entry.start) + (layout.dash if isinstance(value, list) else layout.mapping)
    lines = block_lines(value, layout, column)
    line_end = tree.line_end(entry.end)
    return [
        (entry.after, entry.end, ""),
        (line_end, line_end, tree.newline + " " * column + _joined(tree, lines, column)),
    ]


def _joined(tree: WrittenTree, lines: list[str], column: int) -> str:
    return (tree.newline + " " * column).join(lines)


# -- entries of lists and mappings with one entry a line ------------------------------------------------------


def ways_to_add_lines(tree: WrittenTree, spot: Spot, at: int, key: str | None, value: Value) -> Iterator[list[Splice]]:
    """Yield ways to add an entry to a list or mapping that has one entry a line."""
    entries = tree.entries(spot.value, spot.entry)
    column = tree.column(entries[0].start)
    chunks = [tree.chunk(entry) for entry in entries]
    gaps = [tree.text[before[1] : after[0]] for before, after in itertools.pairwise(chunks)]
    gap = gaps[min(max(at - 1, 0), len(gaps) - 1)] if gaps else ""
    apart = tree.newline * (2 if re.search(rf"{tree.newline} *{tree.newline}", gap) else 1)
    alike = [isinstance(value, type(value_of(entry.value))) and not isinstance(value, str) for entry in entries]
    models = [entry for entry, is_alike in zip(entries, alike, strict=True) if is_alike and entry.value.value]
    one_line = not is_block(models[min(at, len(models) - 1)].value) if models else None
    for attempt in (one_line, True):
        lines = _joined(tree, entry_lines(key, value, tree.layout, column, attempt), column)
        if at > 0:
            reach = chunks[at - 1][1]
            yield [(reach, reach, apart + " " * column + lines)]
        start = chunks[min(at, len(chunks) - 1)][0]
        yield [(start, start, lines + apart + " " * column)]


def without_lines(tree: WrittenTree, entries: list[Entry], at: int) -> list[Splice]:
    """Return the way to take one of several entries out, with its lines."""
    entry = entries[at]
    if tree.begins_line(entry.start):
        start, end = tree.line_start(entry.start), tree.chunk(entry)[1]
        if _is_blank(tree, tree.past_break(end)) and start > 0:
            above = tree.line_start(tree.before_break(start))
            start = above if _is_blank(tree, above) else start  # one blank line is enough where there were two
        return [_lines_gone(tree, start, end)]
    # On the line of a dash above it: the next entry moves up there, unless comments stand between.
    end, following = tree.chunk(entry)[1], tree.chunk(entries[at + 1])[0]
    if "#" not in tree.text[end:following]:
        return [(entry.start, following, "")]
    return [(len(tree.text[: entry.start].rstrip(" ")), end, "")]


def _is_blank(tree: WrittenTree, line: int) -> bool:
    return not tree.text[line : tree.line_end(line)].strip(" ")


def _lines_gone(tree: WrittenTree, start: int, end: int) -> Splice:
    """Return the splice that takes out whole lines; at the end of a text without a last line break, the one before."""
    if end < len(tree.text):
        return start, tree.past_break(end), ""
    return (tree.before_break(start), end, "") if start > 0 else (start, end, "")


# -- entries in brackets --------------------------------------------------------------------------------------


def into_brackets(tree: WrittenTree, spot: Spot, at: int, key: str | None, value: Value) -> list[Splice]:
    """Return the way to add an entry to others in brackets."""
    layout = tree.layout
    entries = tree.entries(spot.value, spot.entry)
    new = in_one_line(value, layout)
    if key is not None:
        new = f"{scalar(key, layout, in_flow=True, is_key=True)}: {new}"
    last = entries[-1]
    if key is not None and tree.text[tree.begin(spot.value)] != "{":  # [name: condition], without braces
        start = entries[0].start
        return [
            (start, start, f"{{{new}, " if at == 0 else "{"),
            (last.end, last.end, "}" if at == 0 else f", {new}}}"),
        ]
    own_line = all(tree.begins_line(entry.start) for entry in entries[1:] or entries)
    apart = tree.newline + tree.text[tree.line_start(last.start) : last.start] if own_line else " "
    if at < len(entries):
        return [(entries[at].start, entries[at].start, f"{new},{apart}")]
    line_end = tree.line_end(last.end)
    if own_line and tree.text[last.end : line_end].strip(" ").startswith("#"):
        return [(last.end, last.end, ","), (line_end, line_end, apart + new)]
    return [(last.end, last.end, f",{apart}{new}")]


def out_of_brackets(tree: WrittenTree, entries: list[Entry], at: int) -> list[Splice]:
    """Return the way to take one of several entries out of brackets; comments between them stay."""
    entry = entries[at]
    if at < len(entries) - 1:
        comma, end = tree.skip(entry.end), entries[at + 1].start
        if "#" not in tree.text[entry.end : end]:
            return [(entry.start, end, "")]
    else:
        comma, start = tree.skip(entries[at - 1].end), entries[at - 1].end
        if "#" not in tree.text[start : entry.start]:
            return [(start, entry.end, "")]
    return [(comma, comma + 1, ""), (entry.start, entry.end, "")]
