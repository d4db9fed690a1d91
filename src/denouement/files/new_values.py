"""New values as YAML text: texts quoted where they must be, lists and mappings in one line or one entry a line.

Every scalar of a model file is text. What another program would take for something else (`no`, `1e3`, `0x1F`) is
quoted all the same, so that the file means the same to everybody; plain numbers and days are not, as in files
written by hand. Whether a text can go without quotes is asked of the parser itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from attrs import frozen

from denouement.model.text import Text

Value = str | list[Any] | dict[str, Any]
"""Plain data of a model file: texts, and lists and mappings of them."""

_NOT_ONLY_TEXT = re.compile(r"[-+]?(\.?\d[\d_]*(\.\d*)?([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+)")
_NUMBER_OR_DAY = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?|\.\d+|\d{4}-\d\d-\d\d")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # JSON leaves these, YAML does not take them

_RESOLVER = yaml.resolver.Resolver()

_WIDTH = 120


@frozen
class Layout:
    """How a file is laid out: the columns by which mappings and dashes are indented, and whether it is JSON."""

    mapping: int = 2
    dash: int = 2
    is_json: bool = False


def plain(value: object) -> Value:
    """Return a fresh copy of a value made of texts, lists and mappings; raise TypeError for anything else."""
    if isinstance(value, Text):
        return dict(value.translations)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(_text(key))): plain(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [plain(item) for item in value]
    raise TypeError(f"a model file holds texts, lists and mappings, not {value!r}; write it as text")


def _text(key: object) -> str:
    if isinstance(key, str):
        return key
    raise TypeError(f"a key is text, not {key!r}")


def quoted(text: str) -> str:
    """Return a text in double quotes, which both YAML and JSON read back exactly."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def single_quoted(text: str) -> str:
    """Return a text in single quotes; only for texts of one line."""
    return "'" + text.replace("'", "''") + "'"


def looks_like_more(text: str) -> bool:
    """Return whether some program would read an unquoted text as a truth value, a number, a date or nothing."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag != "tag:yaml.org,2002:str" or _NOT_ONLY_TEXT.fullmatch(text) is not None


def can_be_plain(text: str, *, in_flow: bool, is_key: bool = False) -> bool:
    """Return whether the parser reads a text without quotes as just this text."""
    if "\t" in text:  # parsers disagree about tabs
        return False
    entry = f"{text}: x" if is_key else text  # not said
    if in_flow:
        sample = f"{{{entry}}}" if is_key else f"[{entry}]"
    else:
        sample = f"{entry}\n" if is_key else f"- {entry}\n"
    try:
        node = yaml.compose(sample, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeEncodeError):
        return False
    if not isinstance(node, yaml.MappingNode if is_key else yaml.SequenceNode) or len(node.value) != 1:
        return False
    found = node.value[0][0] if is_key else node.value[0]
    return isinstance(found, yaml.ScalarNode) and not found.style and found.value == text != ""


def scalar(text: str, layout: Layout, *, in_flow: bool, is_key: bool = False) -> str:
    """Return a text as YAML, without quotes where it needs none."""
    if layout.is_json or (looks_like_more(text) and not _NUMBER_OR_DAY.fullmatch(text)):
        return quoted(text)
    return text if can_be_plain(text, in_flow=in_flow, is_key=is_key) else quoted(text)


def in_one_line(value: Value, layout: Layout, *, in_flow: bool = True) -> str:
    """Return a value in one line, lists and mappings in brackets."""
    if isinstance(value, str):
        return scalar(value, layout, in_flow=in_flow)
    if isinstance(value, list):
        return f"[{', '.join(in_one_line(item, layout) for item in value)}]"
    pairs = (
        f"{scalar(key, layout, in_flow=True, is_key=True)}: {in_one_line(item, layout)}" for key, item in value.items()
    )
    return f"{{{', '.join(pairs)}}}"


def fits_one_line(value: Value, layout: Layout, column: int) -> bool:
    """Return whether an analyst would write a value in one line: it is short, and holds no mapping inside."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if any(_holds_mapping(item) for item in inside):
        return False
    return column + len(in_one_line(value, layout)) <= _WIDTH


def _holds_mapping(value: Value) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_mapping, value)))


def entry_lines(key: str | None, value: Value, layout: Layout, column: int, one_line: bool | None = None) -> list[str]:
    """Return the lines of an entry of a list (no key) or mapping that has one entry a line.

    The first line begins at the given column; the others hold their further indentation only.
    """
    lead = "- " if key is None else f"{scalar(key, layout, in_flow=False, is_key=True)}: "
    if one_line is None:
        one_line = fits_one_line(value, layout, column + len(lead))
    if isinstance(value, str) or not value or one_line:
        return [lead + in_one_line(value, layout, in_flow=False)]
    step = 2 if key is None else layout.dash if isinstance(value, list) else layout.mapping
    first, *rest = block_lines(value, layout, column + step)
    if key is None:
        return [lead + first, *(f"  {line}" for line in rest)]
    return [lead.rstrip(), *(" " * step + line for line in (first, *rest))]


def block_lines(value: Value, layout: Layout, column: int) -> list[str]:
    """Return the lines of a list or mapping, one entry a line."""
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    return [line for key, item in pairs for line in entry_lines(key, item, layout, column)]
