"""What commands print: JSON that every reader understands, and text in the characters that the terminal has."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from denouement.language import _
from denouement.report.clean import clean, encodable

if TYPE_CHECKING:
    from denouement.report.outline import Section


def print_json(data: dict[str, Any]) -> None:
    """Print data as JSON: in UTF-8 where the stream is, with escapes where it is not."""
    plain = _encoding().lower().replace("-", "") != "utf8"
    print_text(json.dumps(data, ensure_ascii=plain, indent=1))


def print_text(text: str, *, end: str = "\n") -> None:
    """Print text; characters that the stream does not have get stand-ins."""
    sys.stdout.write(encodable(text, _encoding()) + end)


def print_report(
    title: str, facts: str, sections: tuple[Section, ...], *, supposed: tuple[str, ...] = (), as_markdown: bool = False
) -> None:
    """Print an outline for a terminal or as Markdown, and before it what the model was asked to suppose."""
    if supposed:
        from denouement.report.outline import Section

        sections = (Section(_("What if"), rows=tuple((clean(text),) for text in supposed)), *sections)
    if as_markdown:
        from denouement.report.markdown import to_markdown

        print_text(to_markdown(title, facts, sections))
        return
    from denouement.report.terminal import console_for, print_outline

    print_outline(console_for(sys.stdout), title, facts, sections)


def print_file(text: str) -> None:
    """Print what is a file of its own: in UTF-8, as it says of itself, whatever the terminal speaks."""
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        sys.stdout.write(text)


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show on a terminal that work is under way; leave no trace of it."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, markup=False, emoji=False).status(text, spinner="line"):
        yield
