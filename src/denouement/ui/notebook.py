"""What notebooks show: results as HTML, in the language spoken, and as tables for data frames."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import singledispatch
from importlib.resources import files
from typing import Any

import attrs

from denouement.analysis.endings import Ending
from denouement.analysis.explain import Explanation
from denouement.analysis.result import Analysis
from denouement.foresight.overview.overview import Overview
from denouement.foresight.replay.replay import Replay
from denouement.foresight.sweep.result import Sweep
from denouement.model.conflict import Conflict
from denouement.model.dates import Date
from denouement.model.narrative import narrative
from denouement.model.shown import Shown, Table
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.document.parts import Figure, Part
from denouement.report.outline import Section, outline
from denouement.report.page.html import fragment
from denouement.report.pictures import STYLE, Picture, endings_grid, readings_matrix, replay_timeline, sweep_bars
from denouement.report.readings_data import readings_table
from denouement.report.readings_outline import readings_outline
from denouement.report.replay_data import replay_table
from denouement.report.replay_outline import replay_outline
from denouement.report.story_outline import story_outline
from denouement.report.sweep_data import sweep_table
from denouement.report.sweep_outline import sweep_outline
from denouement.report.table import analysis_table
from denouement.report.why_outline import why_outline

_LEVEL = 4
"""Headings of results stand below those of the notebook."""


def html_of(shown: Shown) -> str:
    """Return a result as HTML: what its report says and, for the great ones, its picture."""
    parts = _parts(shown)
    style = (files("denouement.ui") / "notebook.css").read_text("utf-8")
    if any(isinstance(part, Figure) for part in parts):
        style += STYLE
    return f'<style>{style}</style><div class="denouement">{fragment(parts, level=_LEVEL)}</div>'  # not said


@singledispatch
def table_of(shown: object, name: str) -> Table:
    """Return one of the tables of a result."""
    raise TypeError(f"{type(shown).__name__} has no tables")


table_of.register(Analysis, analysis_table)
table_of.register(Overview, lambda shown, name: readings_table(shown))
table_of.register(Sweep, lambda shown, name: sweep_table(shown))
table_of.register(Replay, lambda shown, name: replay_table(shown))


@singledispatch
def _parts(shown: Any) -> Sequence[Part]:
    """Return the parts of a result: of a small one its fields."""
    rows = tuple((field.name.replace("_", " "), _in_short(getattr(shown, field.name))) for field in _fields(shown))
    return [Section(type(shown).__name__, rows=rows)]


_parts.register(Conflict, lambda shown: _told(story_outline(moment := snapshot(shown), narrative(moment))))
_parts.register(Analysis, lambda shown: _told(outline(shown), _drawn(endings_grid, shown) if shown.standings else None))
_parts.register(Explanation, lambda shown: _told(why_outline(shown.analysis, shown)))
_parts.register(Overview, lambda shown: _told(readings_outline(shown), _drawn(readings_matrix, shown)))
_parts.register(Sweep, lambda shown: _told(sweep_outline(shown), _drawn(sweep_bars, shown)))
_parts.register(Replay, lambda shown: _told(replay_outline(shown), _drawn(replay_timeline, shown)))


def _told(outline: tuple[str, str, tuple[Section, ...]], picture: Picture | None = None) -> Sequence[Part]:
    """Return an outline as parts, with the picture that sums it up before its sections."""
    title, facts, sections = outline
    drawn = [Figure(picture.title, picture.description, picture.svg)] if picture is not None else []
    return [Section(title, facts), *drawn, *sections]


def _drawn(draw: Callable[..., Picture], shown: Shown) -> Picture:
    """Return a picture whose ids are those of no other picture in the notebook: they come from what it shows."""
    digest = hashlib.sha256(draw(shown).svg.encode("utf-8")).hexdigest()
    return draw(shown, prefix=f"picture-{digest[:8]}")  # not said


def _in_short(value: Any) -> str:
    """Return a value of a field on one line: what has an id by that, else by its fields that are set."""
    match value:
        case str():
            return clean(value)
        case Mapping():
            return ", ".join(f"{_in_short(key) or '-'}: {_in_short(inner)}" for key, inner in value.items())
        case tuple() | list():
            return ", ".join(map(_in_short, value))
        case Date():
            return clean(value.text)
        case None:
            return ""
    if (id := getattr(value, "id", None)) is not None:
        return clean(str(id))
    if isinstance(value, Ending):
        return _in_short(value.state)
    if not attrs.has(type(value)) or any("__str__" in vars(kind) for kind in type(value).__mro__[:-1]):
        return clean(str(value))
    told = ((field.name.replace("_", " "), _in_short(getattr(value, field.name))) for field in _fields(value))
    return "(" + ", ".join(f"{name}: {text}" for name, text in told if text) + ")"


def _fields(shown: Any) -> list[attrs.Attribute[Any]]:
    return [field for field in attrs.fields(type(shown)) if field.repr]
