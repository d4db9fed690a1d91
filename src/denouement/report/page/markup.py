"""HTML built of elements: whatever is no element is a text, and is escaped; there is no way around it by accident.

>>> str(element("p", "a < b"))
'<p>a &lt; b</p>'
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_VOID = frozenset(("br", "meta", "link", "hr", "img"))
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
# A run of words written from right to left, the signs between them included.
_RUN = re.compile(rf"[{_RIGHT_TO_LEFT}](?:[^A-Za-zÀ-ɏ\n]*[{_RIGHT_TO_LEFT}])?")
_CODE = re.compile(r"`([^`]+)`")


class Markup(str):
    """HTML that is known to be right: made of elements, with every text in it escaped."""

    __slots__ = ()


Content = str | Markup | None | Iterable["Content"]


def element(tag: str, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """Return an element; `class_` and `for_` write attributes that are words of Python, `_` in names is `-`.

    An attribute that is None or False is left out, one that is True is written without a value.
    """
    told = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{told}>")
    return Markup(f"<{tag}{told}>{markup(content)}</{tag}>")


def markup(content: Content) -> Markup:
    """Return content as HTML: texts escaped, elements as they are."""
    if content is None:
        return Markup("")
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return text(content)
    return Markup("".join(markup(part) for part in content))


def text(content: str) -> Markup:
    """Return a text escaped; words written from right to left stand apart, so that they turn nothing around them."""
    escaped = html.escape(content, quote=True)
    return Markup(_RUN.sub(lambda found: f"<bdi>{found[0]}</bdi>", escaped))  # not said


def said(content: str) -> list[Markup]:
    """Return a sentence of the program, in which what stands in backticks is a command."""
    parts = _CODE.split(content)
    return [element("code", part) if at % 2 else text(part) for at, part in enumerate(parts)]


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value), quote=True)}"'
