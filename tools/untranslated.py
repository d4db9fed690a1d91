"""Lists texts of the source, of more than one word, that are said without being translated.

python tools/untranslated.py [FILE ...]    print them; nothing is as it should be
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from translations import CALLS, SOURCE, messages_of, name_of

_NOT_SAID = "# not said"
"""Marks a line of the source whose texts nobody reads, or nobody translates."""
_DATA = ("articles/common_words.py", "articles/cues.py", "articles/moments.py", "articles/quantities.py")
"""Modules that hold nothing but the words, English and French, with which articles are read."""
_PATTERN = re.compile(
    r"\\[bdswuUSW]|\(\?|\[\^|^\^|#/\$defs/"
    r"|\b(?:fill|line)-|^arc |^(?:M|Q)[…{]|^rotate\(|^url\(|xmlns=|^<\?xml|^@media|[{]…:…"
    r"|^-(?:arrow|picture|title|desc)\b"
)
"""What stands in regular expressions and escapes, in what draws pictures, and in nothing that is said."""
_QUIETCALLS = {
    "ValueError",
    "TypeError",
    "AssertionError",
    "KeyError",
    "NotImplementedError",
    "RuntimeError",
    "compile",
    "execute",
    "executemany",
    "executescript",
}


@cache
def _values() -> frozenset[str]:
    """Return the texts that are values of the program's types, as in Literal["no such state"]."""
    return frozenset(
        part.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
        for part in ast.walk(node.slice)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


_QUIET_KEYWORDS = {"kind", "d", "points"}
"""Of what draws pictures: classes and coordinates."""


def strays(path: Path) -> Iterator[str]:
    """Yield the texts of a module, of more than one word, that are not marked for translation."""
    if name_of(path) in _DATA:
        return
    source = path.read_text("utf-8")
    lines = source.splitlines()
    tree = ast.parse(source)
    fine: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            fine.add(id(node.format_spec))
    known = {message.words[0] for message in messages_of(path)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            fine.add(id(node.value))
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for keyword in node.keywords:
                if keyword.arg in _QUIET_KEYWORDS:
                    fine.update(id(inner) for inner in ast.walk(keyword.value))
            if name == "Key":
                fine.update(map(id, node.args[:2]))  # a key of the file and its form
            if name in CALLS or name in _QUIETCALLS or (name in ("option", "command", "argument", "group")):
                fine.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) in fine or (isinstance(node, ast.Constant) and node.value in known):
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            fine.update(id(part) for part in node.values)
            text = "…".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if text in _values() or _PATTERN.search(text):
            continue
        several = " " in text.strip(" ,;:()") or isinstance(node, ast.JoinedStr)
        excused = any(_NOT_SAID in lines[at - 1] for at in (node.lineno, node.end_lineno or node.lineno))
        if several and re.search(r"[^\W\d_]", text) and not excused:
            yield f"{name_of(path)}:{node.lineno}: {text!r}"


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(SOURCE.rglob("*.py")):
        print(*strays(path.resolve()), sep="\n", end="")
