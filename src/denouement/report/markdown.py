"""An outline as Markdown that any renderer shows as text: model texts cannot open markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from denouement.report.outline import Section

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def to_markdown(title: str, facts: str, sections: tuple[Section, ...]) -> str:
    """Return an outline as Markdown with tables."""
    return "\n".join(_lines(title, facts, sections))


def _lines(title: str, facts: str, sections: tuple[Section, ...]) -> Iterator[str]:
    yield f"# {_escaped(title)}"
    yield ""
    yield _escaped(facts)
    for section in sections:
        if section.title:
            yield ""
            yield f"## {_escaped(section.title)}"
        if section.lead:
            yield ""
            yield _escaped(section.lead)
        if section.rows:
            width = max(len(row) for row in section.rows)
            headings = section.headings or ("",) * width
            yield ""
            yield _row(headings)
            yield "|" + " --- |" * width
            for row in section.rows:
                yield _row(row + ("",) * (width - len(row)))


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
