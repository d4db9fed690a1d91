"""The text of a model file as a tree whose every part knows where in the text it stands.

The parser's marks say where scalars and bracketed collections begin and end. What it leaves out is worked out here:
where the colon or dash of an entry is, and which lines belong to an entry of a list or mapping that is written one
entry a line. These are the entry's own lines with their comments, comments below it that are indented deeper, and
comments directly above it at its own indentation.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from attrs import frozen

from denouement.errors import Path, Problem, RequestError, path_in_words
from denouement.files.new_values import Layout, Value
from denouement.files.yaml_nodes import SourceText
from denouement.language import _
from denouement.model.names import did_you_mean

_BREAK = "\r\n\x85\u2028\u2029"
_GAP = re.compile(rf"(?:[ \t{_BREAK}]|#[^{_BREAK}]*)*")
_COMMENT_LINE = re.compile(r"[ \t]*#")


@frozen
class Entry:
    """An entry of a list or mapping, with indices into the text."""

    key: str | None
    """None in a list."""
    start: int
    """Where its key or dash begins; in brackets, the item itself."""
    after: int
    """Where its colon or dash ends, and its value may begin."""
    value: Any
    end: int
    """Where its value ends, without comments."""


@frozen
class Spot:
    """A value found by its path, and what stands around it."""

    value: Any
    entry: Entry | None
    """None at the root."""
    in_flow: bool
    """Whether it is inside brackets."""


class WrittenTree:
    """A text that is YAML, parsed; places are indices of characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._source = SourceText("", text)
        self.root: Any = yaml.compose(self._source.for_parser, Loader=yaml.CSafeLoader)
        first_break = re.search(r"\r\n|\n|\r", text)
        self.newline = first_break[0] if first_break else "\n"
        self.layout = self._layout()

    def _layout(self) -> Layout:
        if self.root.flow_style:
            return Layout(is_json=bool(self.root.value) and self.root.value[0][0].style == '"')
        mappings: list[int] = []
        dashes: list[int] = []
        for entry in self.entries(self.root):
            if is_block(entry.value):
                step = self.column(self.begin(entry.value)) - self.column(entry.start)
                (mappings if isinstance(entry.value, yaml.MappingNode) else dashes).append(step)
        return Layout(_usual(mappings), _usual(dashes))

    def begin(self, node: yaml.Node) -> int:
        """Return where a node begins."""
        return self._source.index_of(node.start_mark)

    def finish(self, node: yaml.Node) -> int:
        """Return where the parser says that a node ends; for blocks that is after comments and blank lines."""
        return self._source.index_of(node.end_mark)

    # -- finding --------------------------------------------------------------------------------------------

    def find(self, path: Path) -> Spot:
        """Return the value at a path of keys and 0-based positions; raise RequestError if there is none."""
        spot = Spot(self.root, None, False)
        for length, part in enumerate(path, 1):
            entries = self.entries(spot.value, spot.entry)
            position = position_of(entries, part)
            if position is None:
                raise no_such(path[:length], entries)
            in_flow = spot.in_flow or bool(spot.value.flow_style)
            spot = Spot(entries[position].value, entries[position], in_flow)
        return spot

    def entries(self, node: Any, of: Entry | None = None) -> list[Entry]:
        """Return the entries of a list or mapping (`of` is the entry whose value it is), none for a scalar."""
        found = []
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                key_end = self.finish(key)
                colon = self.text.find(":", key_end, max(self.begin(value), key_end))
                after = key_end if colon < 0 else colon + 1
                found.append(Entry(key.value, self.begin(key), after, value, self.end(value, after)))
        elif isinstance(node, yaml.SequenceNode):
            dash = self.begin(node)
            for value in node.value:
                if node.flow_style:
                    start = after = self.begin(value)
                else:
                    start, after = dash, dash + 1
                end = self.end(value, after)
                found.append(Entry(None, start, after, value, end))
                dash = self.skip(end)
        return found

    def end(self, node: Any, after: int) -> int:
        """Return where a value ends, without what is only blank or comment."""
        begin, end = self.begin(node), self.finish(node)
        if isinstance(node, yaml.ScalarNode):
            if node.style in ("|", ">"):
                keeps = "+" in self.text[begin : self.line_end(begin)].partition("#")[0]
                return end - len(self.newline) if keeps else begin + len(self.text[begin:end].rstrip(f" {_BREAK}"))
            return after if begin == end else end
        if node.flow_style and self.text[begin] in "[{":
            return int(end)
        entries = self.entries(node)
        return entries[-1].end if entries else after

    # -- lines ----------------------------------------------------------------------------------------------

    def skip(self, index: int) -> int:
        """Return the first place from here on that is neither blank nor comment."""
        found = _GAP.match(self.text, index)
        assert found is not None  # the pattern also matches nothing
        return found.end()

    def line_start(self, index: int) -> int:
        """Return where the line of a place begins."""
        while index > 0 and self.text[index - 1] not in _BREAK:
            index -= 1
        return index

    def line_end(self, index: int) -> int:
        """Return where the line of a place ends, before its line break."""
        while index < len(self.text) and self.text[index] not in _BREAK:
            index += 1
        return index

    def past_break(self, index: int) -> int:
        """Return where the next line begins, from the end of a line."""
        return index + (2 if self.text.startswith("\r\n", index) else 1 if index < len(self.text) else 0)

    def before_break(self, index: int) -> int:
        """Return where the line before ends, from the beginning of a line."""
        return index - (2 if self.text.startswith("\r\n", max(index - 2, 0)) else 1)

    def column(self, index: int) -> int:
        """Return a place's 0-based column."""
        return index - self.line_start(index)

    def begins_line(self, index: int) -> bool:
        """Return whether only blanks stand before a place on its line."""
        return not self.text[self.line_start(index) : index].strip(" \t")  # JSON may be indented with tabs

    def chunk(self, entry: Entry) -> tuple[int, int]:
        """Return from where to where an entry of a list or mapping without brackets reaches with its comments."""
        return self._with_comments_above(entry.start), self._with_comments_below(entry)

    def _with_comments_above(self, start: int) -> int:
        column = self.column(start)
        if not self.begins_line(start):
            return start
        line = self.line_start(start)
        while line > 0:
            line = self.line_start(self.before_break(line))
            if not (self.text.startswith("#", line + column) and self.begins_line(line + column)):
                break
            start = line + column
        return start

    def _with_comments_below(self, entry: Entry) -> int:
        column = self.column(entry.start)
        reach = line_end = self.line_end(entry.end)
        while line_end < len(self.text):
            line = self.past_break(line_end)
            line_end = self.line_end(line)
            content = self.text[line:line_end]
            if _COMMENT_LINE.match(content) and content.index("#") > column:
                reach = line_end
            elif content.strip():
                break
        return reach


def _usual(steps: list[int]) -> int:
    return max(sorted(set(steps)), key=steps.count, default=2)


def is_block(node: Any) -> bool:
    """Return whether a node is a list or mapping without brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def value_of(node: Any) -> Value:
    """Return the plain data of a node."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item) for item in node.value]
    return str(node.value)


def position_of(entries: list[Entry], part: str | int) -> int | None:
    """Return which entry has a key, or stands at a list position."""
    if isinstance(part, int):
        return part if 0 <= part < len(entries) and entries[0].key is None else None
    return next((at for at, entry in enumerate(entries) if entry.key == part), None)


def no_such(path: Path, entries: list[Entry]) -> RequestError:
    """Return the error for a path that is not in the file."""
    keys = [entry.key for entry in entries if entry.key is not None]
    hint = did_you_mean(str(path[-1]), keys) if keys else ""
    if entries and not keys:
        hint = _("there are {number} here", number=len(entries))
    return RequestError(Problem(_("the file has nothing at `{path}`", path=path_in_words(path)), hint))
