"""Markdown of a model's author as HTML: emphasis, lists and links; no HTML of its own, no pictures, safe addresses."""

from __future__ import annotations

import html

from markdown_it import MarkdownIt
from markdown_it.token import Token

from denouement.report.clean import clean
from denouement.report.document.parts import followed
from denouement.report.page.markup import Markup

_KEPT = ("emphasis", "list", "link", "backticks", "newline", "escape", "entity", "blockquote")


def prose(text: str) -> Markup:
    """Return a Markdown text as HTML; whatever it may not do stands there as it was written."""
    reader = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(list(_KEPT))
    reader.validateLink = _may_be_followed  # type: ignore[method-assign]
    tokens = reader.parse("\n".join(map(clean, text.splitlines())))
    for token in _all(tokens):
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer")  # not said
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def _all(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *_all(token.children or []))]


def _may_be_followed(url: str) -> bool:
    return followed(html.unescape(url)) is not None
