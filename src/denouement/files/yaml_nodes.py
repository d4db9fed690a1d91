"""YAML text to a tree of nodes that know their places: every scalar is text, and nothing is shared or tagged.

libyaml's event stream (PyYAML's C parser) is read directly: that is quick, keeps `no` and `1` as written, shows
anchors, aliases and tags so that they can be refused, and lets nesting be limited without recursion.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from typing import Literal

import yaml
from attrs import define, field

from denouement.errors import FileError, Location, Problem
from denouement.files.yaml_errors import advice, in_words
from denouement.language import _, marked

SIZE_LIMIT = 2_000_000
NESTING_LIMIT = 50

_KINDS = {"text": marked("a text"), "list": marked("a list"), "mapping": marked("a mapping")}
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@define(eq=False)
class Node:
    """A scalar, list or mapping with the place where it begins (0-based line, column and character index)."""

    kind: Literal["text", "list", "mapping"]
    line: int
    column: int
    index: int
    text: str = ""
    plain: bool = True
    """A scalar written without quotes, on which offsets into the text are offsets into the line."""
    items: list[Node] = field(factory=list)
    pairs: list[tuple[Node, Node]] = field(factory=list)

    def __str__(self) -> str:
        return self.text if self.kind == "text" else self.kind_in_words

    @property
    def kind_in_words(self) -> str:
        """What it is, as `a list`."""
        return _(_KINDS[self.kind])


class SourceText:
    """The text of a file, for places in it.

    Lines are those that editors show; libyaml breaks lines at more characters, so places are worked out from the
    index of a character and not from the parser's own line numbers.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        breaks = list(_LINE_BREAK.finditer(text))
        self.begins = [0, *(found.end() for found in breaks)]
        ends = [*(found.start() for found in breaks), len(text)]
        self.lines = [text[begin:end] for begin, end in zip(self.begins, ends, strict=True)]
        self.for_parser = text
        self.joined: list[int] = []
        """Where, in the text for the parser, two characters of the file have become one escape two shorter."""
        if text.lstrip().startswith("{"):
            # JSON writes an emoji as two escapes (surrogates), which YAML does not join.
            self.for_parser = _SURROGATES.sub(self._join, text)

    def _join(self, pair: re.Match[str]) -> str:
        self.joined.append(pair.start() - 2 * len(self.joined))
        character = json.loads('"' + pair[0] + '"')
        return f"\\U{ord(character):08x}"

    def index_of(self, mark: object) -> int:
        """Return the index in the file of a character that the parser has marked; 0 where it has not."""
        index: int = getattr(mark, "index", 0)
        return index + 2 * bisect_left(self.joined, index)

    def position(self, index: int) -> tuple[int, int]:
        """Return the 0-based line and column of a character."""
        line = bisect_right(self.begins, index) - 1
        return line, index - self.begins[line]

    def location(self, line: int, column: int) -> Location:
        """Return a place given by 0-based line and column."""
        return Location(self.file, line + 1, column + 1, self.lines[line])

    def error(self, index: int, message: str, hint: str = "") -> FileError:
        """Return an error at a character."""
        return FileError(Problem(message, hint, location=self.location(*self.position(index))))


def decode(data: bytes, file: str) -> SourceText:
    """Return the text of a file's bytes; raise FileError if they are too many or not UTF-8."""
    if len(data) > SIZE_LIMIT:
        message = _(
            "the file holds {bytes} bytes, more than the {limit} of a model file", bytes=len(data), limit=SIZE_LIMIT
        )
        raise FileError(Problem(message, _("is it the right file?"), location=Location(file, 1, 1)))
    try:
        return SourceText(file, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        message = _("byte {number} is not UTF-8 text", number=error.start)
        hint = _("save the file as UTF-8; is it a model file?")
        raise SourceText(file, before).error(len(before), message, hint) from None


def parse(source: SourceText) -> Node:
    """Return the root node of a YAML (or JSON) text; raise FileError at the first place that is not YAML."""
    root: Node | None = None
    open_nodes: list[Node] = []
    keys: list[Node | None] = []  # per open node: the key that waits for its value, if it is a mapping
    loader = yaml.CSafeLoader(source.for_parser)
    try:
        while True:
            event = loader.get_event()
            if isinstance(event, yaml.StreamEndEvent):
                break
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                message, hint = _("a second document begins here"), _("one file, one model")
                raise source.error(source.index_of(event.start_mark), message, hint)
            if isinstance(event, yaml.CollectionEndEvent):
                open_nodes.pop()
                keys.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            node = _node(source, event)
            if not open_nodes:
                root = node
            elif open_nodes[-1].kind == "list":
                open_nodes[-1].items.append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = _key(source, node)
            else:
                open_nodes[-1].pairs.append((key, node))
                keys[-1] = None
            if node.kind != "text":
                open_nodes.append(node)
                keys.append(None)
                if len(open_nodes) > NESTING_LIMIT:
                    message = _("lists and mappings are nested more than {number} deep", number=NESTING_LIMIT)
                    raise source.error(node.index, message)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(source, error) from None
    except yaml.reader.ReaderError as error:
        raise _bad_character(source, error) from None
    finally:
        loader.dispose()
    if root is None:
        raise source.error(0, _("the file is empty"), _("`denouement new` writes a model to start from"))
    return root


def _node(source: SourceText, event: yaml.NodeEvent) -> Node:
    index = source.index_of(event.start_mark)
    line, column = source.position(index)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise source.error(
            index,
            _("anchors (&) and aliases (*) are not used in model files"),
            _("write it out again, or put the text in quotes if a leading & or * is meant"),
        )
    assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
    if event.tag is not None and event.tag != "!":
        hint = _("put the text in quotes if a leading ! is meant")
        raise source.error(index, _("tags (!) are not used in model files"), hint)
    if isinstance(event, yaml.ScalarEvent):
        plain = event.style is None or event.style == ""
        return Node("text", line, column, index, event.value, plain)
    kind: Literal["list", "mapping"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
    return Node(kind, line, column, index)


def _key(source: SourceText, node: Node) -> Node:
    if node.kind != "text":
        raise source.error(node.index, _("a key must be text"), _("quote it, or is a comma or colon astray?"))
    if node.text == "<<" and node.plain:
        raise source.error(node.index, _("merge keys (<<) are not used in model files"), _("write it out again"))
    return node


def _not_yaml(source: SourceText, error: yaml.MarkedYAMLError) -> FileError:
    index = source.index_of(error.problem_mark or error.context_mark)
    tab = source.text[index : index + 1] == "\t"
    hint = _("indent with spaces, not tabs") if tab else advice(error.problem)
    return source.error(index, in_words(error.context, error.problem), hint)


def _bad_character(source: SourceText, error: yaml.reader.ReaderError) -> FileError:
    # libyaml counts bytes here.
    before = source.text.encode()[: max(error.position, 0)].decode("utf-8", "ignore")
    message = _("a character here does not belong in a text file")
    return source.error(len(before), message, _("is it a model file?"))
