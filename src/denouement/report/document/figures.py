"""The pictures of a document, each with its words; where a picture would be too large, what there is instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from denouement.analysis.result import Analysis
from denouement.errors import InputError
from denouement.foresight.overview.overview import Overview
from denouement.foresight.replay.replay import Replay
from denouement.foresight.sweep.result import Sweep
from denouement.language import _
from denouement.report import pictures
from denouement.report.clean import clean
from denouement.report.document.parts import Figure, Part
from denouement.report.outline import Section


def evidence_figure(analysis: Analysis) -> Iterator[Part]:
    """Yield how good the evidence is, and what rests on none."""
    if analysis.conflict.evidence:
        yield from _drawn(analysis, lambda: pictures.evidence_quality(analysis))


def strips_figure(analysis: Analysis) -> Iterator[Part]:
    """Yield where the situations that a reader knows stand for each decision maker."""
    yield from _drawn(analysis, lambda: pictures.preference_strips(analysis))


def matrix_figure(overview: Overview) -> Iterator[Part]:
    """Yield what comes out in which readings."""
    yield from _drawn(overview.analysis, lambda: pictures.readings_matrix(overview))


def bars_figure(sweep: Sweep) -> Iterator[Part]:
    """Yield the shares of the draws."""
    yield from _drawn(sweep.analysis, lambda: pictures.sweep_bars(sweep))


def timeline_figure(replay: Replay) -> Iterator[Part]:
    """Yield what was possible on each day."""
    analysed = next((day.analysis for day in replay.days if day.analysis is not None), None)
    if analysed is not None:
        yield from _drawn(analysed, lambda: pictures.replay_timeline(replay))


def map_figure(analysis: Analysis) -> Iterator[Part]:
    """Yield the map of states and moves; in a page it can be explored."""
    try:
        picture = pictures.state_map(analysis)
        explored = pictures.interactive_map(analysis)
    except InputError as error:
        yield _instead(error)
        return
    yield Figure(_title(analysis, picture), picture.description, explored, explored=True)


def _title(analysis: Analysis, picture: pictures.Picture) -> str:
    """Return a picture's title without that of the model, which stands above the document."""
    return picture.title.removesuffix(f" · {clean(analysis.conflict.title)}")


def _drawn(analysis: Analysis, draw: Callable[[], pictures.Picture]) -> Iterator[Part]:
    try:
        picture = draw()
    except InputError as error:
        yield _instead(error)
        return
    yield Figure(_title(analysis, picture), picture.description, picture.svg)


def _instead(error: InputError) -> Section:
    why = "; ".join(clean(problem.message) for problem in error.problems)
    return Section("", _("A picture is left out: {reason}.", reason=why))
