"""A text in lines below a `|` or `>`, written anew in the same way."""

from __future__ import annotations

import re

_LEAST_WIDTH = 80

_HEADER = re.compile(r"([|>])([-+0-9]*)(.*)", re.DOTALL)


def rewrapped(old: str, value: str, newline: str) -> str | None:
    """Return a block scalar (from its `|` or `>` on) with another text in it, or None where it cannot hold that."""
    header, *lines = old.split(newline)
    mark = _HEADER.fullmatch(header)
    body = [line for line in lines if line.strip()]
    if mark is None or not body or any(digit.isdigit() for digit in mark[2]):
        return None
    indent = " " * (len(body[0]) - len(body[0].lstrip(" ")))
    content = value.removesuffix("\n")
    if not content.strip():
        return None
    chomping = "" if content != value else "-"
    width = max(_LEAST_WIDTH, *(len(line) for line in body)) - len(indent)
    written = ""
    for part in re.split(r"(\n+)", content):
        if part.startswith("\n"):
            written += part if mark[1] == "|" else f"{part}\n"  # between folded lines one line break is a space
        else:
            written += part if mark[1] == "|" else "\n".join(_wrapped(part, width))
    lines = [indent + line if line else "" for line in written.split("\n")]
    return newline.join([f"{mark[1]}{chomping}{mark[3]}", *lines])


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines
