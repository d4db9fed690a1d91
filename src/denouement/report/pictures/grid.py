"""The grid of endings: how each decision maker stands in the endings of each scenario."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from denouement.analysis.endings import STANDINGS, Ending, Tally
from denouement.analysis.result import Analysis
from denouement.language import _, in_row
from denouement.report.clean import clean
from denouement.report.pictures.drawing import LINE, SMALL_LINE, Drawing, explain, number, put, put_box
from denouement.report.pictures.lettering import width_of
from denouement.report.pictures.picture import Picture
from denouement.report.pictures.signs import (
    counted_signs,
    endings_in_words,
    put_counts,
    put_legend,
    room_for,
    tally_in_words,
)
from denouement.report.telling import weakly_decided
from denouement.report.words import Names, resting_in_words

_ROW = 38
_NAMES = 220
_NARROWEST = 112
_WIDEST = 200
"""Of a column, unless its counts need more."""
_MOST_ACROSS = 6
"""Groups of endings up to which they stand side by side; more are rows."""


@frozen
class _Group:
    """Endings that are told together, and how everybody stands in them."""

    name: str
    endings: tuple[Ending, ...]
    standings: dict[str, Tally]


@frozen
class _Cell:
    counts: dict[str, int]
    weak: bool
    """Whether one weak statement decides in some of these endings."""


def endings_grid(analysis: Analysis, *, prefix: str = "grid") -> Picture:
    """Return who is better, equally or worse off in the endings of each scenario, against the baseline."""
    title = _("Who is better or worse off · {model}", model=clean(analysis.conflict.title))
    if not analysis.endings:
        return _only_words(
            prefix, title, _("No state within reach holds under {concepts}.", concepts=resting_in_words(analysis))
        )
    if analysis.baseline is None:
        return _only_words(prefix, title, _("Nothing says what better and worse off are measured against."))
    return _Grid(analysis, prefix).picture(title)


def _only_words(prefix: str, title: str, said: str) -> Picture:
    drawing = Drawing(prefix=prefix)
    count = drawing.write_lines(said, 0, LINE, 480, most=4)
    return drawing.finished(title, said, 480, count * LINE + 8)


class _Grid:
    """Lays out and draws one grid."""

    def __init__(self, analysis: Analysis, prefix: str) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)
        self.drawing = Drawing(prefix=prefix)
        weak = weakly_decided(analysis)
        groups = [_Group(self.names.heading(it.scenario), it.endings, it.standings) for it in analysis.stories]
        if len(groups) > 1:
            groups.append(_Group(_("All"), analysis.endings, analysis.standings))
        self.groups = groups
        cells = [
            [
                _Cell(
                    counted_signs(group.standings[maker]),
                    any((maker, ending.state.id) in weak for ending in group.endings),
                )
                for group in groups
            ]
            for maker in analysis.decision_makers
        ]
        makers = [(self.names[maker], "") for maker in analysis.decision_makers]
        told = [(group.name, endings_in_words(len(group.endings))) for group in groups]
        self.across = len(groups) <= _MOST_ACROSS or len(groups) <= len(makers)
        self.rows, self.columns = (makers, told) if self.across else (told, makers)
        self.cells = cells if self.across else [list(row) for row in zip(*cells, strict=True)]
        self.weak = any(cell.weak for row in cells for cell in row)

    def picture(self, title: str) -> Picture:
        """Return the finished grid."""
        analysis, drawing = self.analysis, self.drawing
        assert analysis.baseline is not None
        widths = [self._width(at) for at in range(len(self.columns))]
        width = _NAMES + sum(widths)
        lead = _("Compared with {state}", state=self.names.state(analysis.baseline))
        lines = drawing.write_lines(lead, 0, 14, width, most=2, kind="small", colour="muted")
        bottom = self._headings(widths, lines * SMALL_LINE + 8)
        for at in range(len(self.rows)):
            bottom += self._row(at, widths, bottom)
        put(drawing.root, "path", kind="hollow line-soft", d=f"M0 {number(bottom)}H{number(width)}")
        mixed = {kind for row in self.cells for cell in row if len(cell.counts) > 1 for kind in cell.counts}
        if mixed:
            put_legend(drawing, [standing for standing in STANDINGS if standing in mixed], 0, bottom + 22)
            bottom += 28
        if self.weak:
            star = _(
                "* Decided in some ending by one statement less likely than not, without evidence, or known only later"
            )
            bottom += 6 + SMALL_LINE * drawing.write_lines(
                star, 0, bottom + 12, width, most=3, kind="small", colour="muted"
            )
        return drawing.finished(title, f"{_('{name}: {that}', name=lead, that=self._said())}.", width, bottom)

    def _width(self, at: int) -> float:
        name, more = self.columns[at]
        counts = max(room_for(row[at].counts) + (10 if row[at].weak else 0) for row in self.cells)
        heading = width_of(max(name.split() or [""], key=len), bold=True)
        return max(_NARROWEST, counts + 24, min(max(heading, width_of(more, size=12)) + 16, _WIDEST))

    def _headings(self, widths: Sequence[float], top: float) -> float:
        lines = max(
            len(self.drawing.lines(name, width - 12, most=3, kind="strong"))
            for (name, _more), width in zip(self.columns, widths, strict=True)
        )
        counted = any(more for _name, more in self.columns)
        bottom = top + lines * LINE + (SMALL_LINE if counted else 0) + 8
        x: float = _NAMES
        for (name, more), width in zip(self.columns, widths, strict=True):
            mine = self.drawing.lines(name, width - 12, most=3, kind="strong")
            y = top + 14 + (lines - len(mine)) * LINE
            self.drawing.write_lines(name, x + width / 2, y, width - 12, most=3, kind="strong", anchor="middle")
            if more:
                self.drawing.write(
                    more, x + width / 2, bottom - 9, width - 8, kind="small", colour="muted", anchor="middle"
                )
            x += width
        return bottom

    def _row(self, at: int, widths: Sequence[float], y: float) -> float:
        """Draw one row; return how high it is."""
        drawing, (name, more) = self.drawing, self.rows[at]
        lines = drawing.lines(name, _NAMES - 16, most=2)
        height = max(_ROW, len(lines) * LINE + (SMALL_LINE if more else 0) + 10)
        last = len(self.groups) > 1 and not self.across and at == len(self.rows) - 1
        colour = "muted" if last else "soft"  # what is counted over all endings is set apart
        put(drawing.root, "path", kind=f"hollow line-{colour}", d=f"M0 {number(y)}H{number(_NAMES + sum(widths))}")
        middle = y + height / 2
        above = middle - (len(lines) * LINE + (SMALL_LINE if more else 0)) / 2
        drawing.write_lines(name, 0, above + 13, _NAMES - 16, most=2)
        if more:
            below = above + len(lines) * LINE + 11
            drawing.write(more, 0, below, _NAMES - 16, kind="small", colour="muted")
        x: float = _NAMES
        for column, (cell, width) in enumerate(zip(self.cells[at], widths, strict=True)):
            group = put(drawing.root, "g", kind="cell")
            if len(cell.counts) == 1:
                (standing,) = cell.counts
                kind = f"fill-{standing}" if standing != "unknown" else "fill-muted"
                put_box(group, x + 3, y + 4, width - 6, height - 8, kind=kind, rx=4, fill_opacity="0.12")
            put_counts(drawing, group, cell.counts, x + width / 2, middle, star=cell.weak)
            told = _("{name}: {standing}", name=self.columns[column][0], standing=tally_in_words(cell.counts))
            explain(group, _("{name}: {standing}", name=name, standing=told))
            x += width
        return height

    def _said(self) -> str:
        """Return the grid in words, decision maker by decision maker."""
        told = []
        for maker in self.analysis.decision_makers:
            parts = [
                _(
                    "{scenario}: {standing}",
                    scenario=group.name,
                    standing=tally_in_words(counted_signs(group.standings[maker])),
                )
                for group in self.groups
            ]
            told.append(_("{name} ({parts})", name=self.names[maker], parts=", ".join(parts)))
        return in_row(told)
