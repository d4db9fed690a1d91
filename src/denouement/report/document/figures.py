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
from denouement.report.pictures.map_parts import MOST_WITH_ARCS


def evidence_figure(analysis: Analysis) -> Iterator[Part]:
    """Yield how good the evidence is, and what rests on none."""
    if analysis.conflict.evidence:
        key = _("The number in a square counts the pieces of evidence for that statement.")
        yield from _drawn(analysis, lambda: pictures.evidence_quality(analysis), key=key)


def strips_figure(analysis: Analysis) -> Iterator[Part]:
    """Yield where the situations that a reader knows stand for each decision maker."""
    key = _("Places are ranks: a gap does not say how much more something is wanted.")
    yield from _drawn(analysis, lambda: pictures.preference_strips(analysis), key=key, repeats=True)


def matrix_figure(overview: Overview) -> Iterator[Part]:
    """Yield what comes out in which readings."""
    key = _("In how many combinations something comes out is no probability.")
    yield from _drawn(overview.analysis, lambda: pictures.readings_matrix(overview), key=key, repeats=True)


def bars_figure(sweep: Sweep) -> Iterator[Part]:
    """Yield the shares of the draws."""
    yield from _drawn(sweep.analysis, lambda: pictures.sweep_bars(sweep), repeats=True)


def timeline_figure(replay: Replay) -> Iterator[Part]:
    """Yield what was possible on each day."""
    analysed = next((day.analysis for day in replay.days if day.analysis is not None), None)
    if analysed is not None:
        yield from _drawn(analysed, lambda: pictures.replay_timeline(replay), repeats=True)


def map_figure(analysis: Analysis) -> Iterator[Part]:
    """Yield the map of states and moves; in a page it can be explored."""
    try:
        picture = pictures.state_map(analysis)
        explored = pictures.interactive_map(analysis)
    except InputError as error:
        yield _instead(error)
        return
    yield Figure(_title(analysis, picture), picture.description, explored, explored=True, key=_map_key(analysis))


def _map_key(analysis: Analysis) -> str:
    """Return how the map is to be read, and what would be read into it wrongly."""
    told = []
    if analysis.conflict.options and not analysis.conflict.is_graph:
        told.append(
            _(
                "Each place is a state. The bars at the edges show in which columns and rows an option is taken; an "
                "empty place is a combination that cannot be."
            )
        )
    if analysis.number_of_states <= MOST_WITH_ARCS:
        told.append(_("An arrow is the best move of somebody who gains by it at once; others may answer it."))
    else:
        told.append(_("The darker a state, the more decision makers have no better move there (Nash)."))
    told.append(_("Where a state stands, and how dark, says nothing about how likely it is."))
    return " ".join(told)


def _title(analysis: Analysis, picture: pictures.Picture) -> str:
    """Return a picture's title without that of the model, which stands above the document."""
    return picture.title.removesuffix(f" · {clean(analysis.conflict.title)}")


def _drawn(
    analysis: Analysis, draw: Callable[[], pictures.Picture], *, key: str = "", repeats: bool = False
) -> Iterator[Part]:
    try:
        picture = draw()
    except InputError as error:
        yield _instead(error)
        return
    yield Figure(_title(analysis, picture), picture.description, picture.svg, key=key, repeats=repeats)


def _instead(error: InputError) -> Section:
    why = "; ".join(clean(problem.message) for problem in error.problems)
    return Section("", _("A picture is left out: {reason}.", reason=why))
