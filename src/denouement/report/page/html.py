"""A document as one page of HTML: contents, chapters, figures; what it may load and run is stated, and is nothing else.

The security policy allows the one style and the one script by their hashes; there are no `style` or `on…` attributes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from denouement.language import _
from denouement.report import pictures
from denouement.report.document.parts import Chapter, Document, Figure, Part, Prose
from denouement.report.outline import Section
from denouement.report.page.markup import Markup, element, said, text
from denouement.report.page.prose import prose
from denouement.report.page.tables import section
from denouement.version import __version__

_RUNNING_TITLE = 80
"""Letters of the title that stand at the top of each printed page."""


def to_html(document: Document) -> str:
    """Return a document as a page that needs nothing else."""
    style = _style(document.title)
    script = _script()
    page = element(
        "html",
        _head(document, style, script),
        element(
            "body",
            element("a", _("Skip to the report"), class_="skip", href="#report"),
            _banner(document),
            element(
                "div",
                _contents(document),
                element("main", [_chapter(it, at) for at, it in enumerate(document.chapters, 1)], id="report",
                        tabindex=-1),
                class_="columns",
            ),
            element("footer", [element("p", text(line)) for line in document.colophon]),
            element("script", Markup(script)),
        ),
        lang=document.language,
        dir="ltr",
    )  # fmt: skip
    return f"<!doctype html>\n{page}\n"  # not said


def fragment(parts: Iterable[Part], *, level: int = 3) -> str:
    """Return some parts of a document as HTML without a page around them, headings beginning at a level."""
    return Markup("").join(_parts(parts, level))


def _head(document: Document, style: str, script: str) -> Markup:
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "  # not said
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),  # not said
        element("meta", name="color-scheme", content="light dark"),  # not said
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content=f"denouement {__version__}"),  # not said
        element("title", document.title),
        element("style", Markup(style)),
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _banner(document: Document) -> Markup:
    switch = element(
        "button", _("Dark"), id="shade", type="button", aria_pressed="false", hidden=True,
        title=_("Switch between light and dark"),
    )  # fmt: skip
    heading = element("h1", text(document.title))
    return element("header", element("div", heading, element("p", text(document.facts), class_="facts-line")), switch)


def _contents(document: Document) -> Markup:
    entries = []
    for number, chapter in enumerate(document.chapters, 1):
        inner = [
            element("li", element("a", text(part.title), href=f"#{part.id}"))
            for part in chapter.parts
            if isinstance(part, Chapter)
        ]
        link = element("a", element("span", str(number), class_="numeral"), " ", text(chapter.title),
                       href=f"#{chapter.id}")  # fmt: skip
        entries.append(element("li", link, element("ol", inner) if inner else None))
    title = element("h2", _("Contents"), id="contents-title")
    return element("nav", title, element("ol", entries), aria_labelledby="contents-title", id="contents")


def _chapter(chapter: Chapter, number: int) -> Markup:
    heading = element(
        "h2",
        element("span", str(number), class_="numeral"),
        " ",
        text(chapter.title),
        id=_heading_id(chapter),
    )
    body = [heading, *_parts(chapter.parts, 3, before=chapter.title)]
    return element("section", body, id=chapter.id, class_="chapter", aria_labelledby=_heading_id(chapter))


def _parts(parts: Iterable[Part], level: int, *, before: str = "") -> Iterator[Markup]:
    title = before
    for part in parts:
        match part:
            case Section():
                yield from section(part, level, before=title)
                title = part.title or title
            case Figure():
                yield _figure(part)
            case Prose(markdown):
                yield element("div", prose(markdown), class_="prose")
            case Chapter():
                heading = element(f"h{level}", text(part.title), id=_heading_id(part))  # not said
                body = [heading, *_parts(part.parts, level + 1, before=part.title)]
                yield element("section", body, id=part.id, aria_labelledby=_heading_id(part))


def _heading_id(chapter: Chapter) -> str:
    return f"heading-of-{chapter.id}"  # not said


def _figure(figure: Figure) -> Markup:
    caption = element("figcaption", element("strong", text(figure.title)))
    key = element("p", said(figure.key), class_="key") if figure.key else None
    drawn = Markup(figure.svg)
    if not figure.explored:
        drawn = element("div", drawn, class_="scroll", tabindex=0, role="group", aria_label=figure.title)
    words = element("details", element("summary", _("The same in words")), element("p", said(figure.description)))
    return element("figure", caption, key, drawn, words)


def _style(title: str) -> str:
    own = (files("denouement.report.page") / "style.css").read_text("utf-8")
    return own.replace("RUNNING TITLE", _in_css(title[:_RUNNING_TITLE])) + pictures.STYLE  # not said


def _script() -> str:
    own = (files("denouement.report.page") / "page.js").read_text("utf-8")
    return own + pictures.SCRIPT


def _in_css(text: str) -> str:
    """Return a text as it may stand between quotation marks in a style: everything but letters and digits escaped."""
    plain = (character.isascii() and (character.isalnum() or character == " ") for character in text)
    return "".join(
        character if is_plain else f"\\{ord(character):x} " for character, is_plain in zip(text, plain, strict=True)
    )
