"""The map: every state in a grid in which the direction of a move says who makes it.

A map of few states has the moves as arcs. On one of many, each cell is filled by how many decision makers stay there.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import numpy as np
from attrs import define, field

from denouement.analysis.concepts import concept as known_concept
from denouement.analysis.result import Analysis
from denouement.language import _, in_digits, ngettext, pgettext
from denouement.report.clean import clean
from denouement.report.pictures.arrows import curve, put_arrow, put_head
from denouement.report.pictures.drawing import SMALL_LINE, Drawing, Element, explain, number, put, put_box
from denouement.report.pictures.layout import Layout, Track, layout
from denouement.report.pictures.legend import Legend
from denouement.report.pictures.lettering import SIZES, width_of
from denouement.report.pictures.map_parts import (
    MOST_WITH_ARCS,
    Arc,
    arcs_between,
    chosen_states,
    ending_states,
    series_of,
    staying,
)
from denouement.report.pictures.picture import Picture
from denouement.report.words import Names, concepts_in_words

RADIUS = 13
_TRACK = 14
_SLANTING = 18
"""From one track of a row to the next: their names slant below them."""
_LONGEST = 150
"""Of an option's name beside its track."""
_MARGIN = 22
_MARK = 18


def state_map(
    analysis: Analysis,
    *,
    all_improvements: bool = False,
    from_now: bool = False,
    concept: str = "nash",
    prefix: str = "map",
) -> Picture:
    """Return the states of an analysis, with everybody's best improvements as arcs where they are few.

    `all_improvements` draws all of them, `from_now` only the states that chains of improvements can reach. `concept`
    says under which a decision maker stays, on a map of many states. Raises RequestError for more than MOST_STATES
    states, and where nothing is now.
    """
    states = chosen_states(analysis, from_now=from_now)
    drawn = Map(analysis, states, every=all_improvements, concept=concept, prefix=prefix)
    lead = drawn.said()
    if from_now:
        lead = _("Only what chains of improvements can reach from now. {rest}", rest=lead)
    width, height = drawn.draw(lead)
    return drawn.drawing.finished(map_title(analysis), lead, width, height)


def map_title(analysis: Analysis) -> str:
    """Return the title of a map."""
    return _("Map of the states · {model}", model=clean(analysis.conflict.title))


@define(slots=False)
class Map:
    """One map, and how it is drawn."""

    analysis: Analysis
    states: Sequence[int]
    """By index, in order."""
    every: bool = field(kw_only=True)
    """Whether all improvements are drawn, or everybody's best from each state."""
    concept: str = field(kw_only=True)
    prefix: str = field(kw_only=True)
    explored: bool = field(default=False, kw_only=True)
    """Whether a script brings it to life: all arcs are there, and the states and arcs say which they are."""

    def __attrs_post_init__(self) -> None:
        self.names = Names(self.analysis.conflict)
        self.concept = known_concept(self.concept).id
        self.layout: Layout = layout(self.analysis, self.states)
        self.drawing = Drawing(prefix=self.prefix)
        self.with_arcs = len(self.states) <= MOST_WITH_ARCS
        self.endings = ending_states(self.analysis)
        self.staying = staying(self.analysis, self.concept)
        columns, rows = len(self.layout.column_gaps), len(self.layout.row_gaps)
        if self.with_arcs:
            self.cell = 64.0 if columns <= 12 else 56.0, 60.0 if rows <= 12 else 48.0
            self.gap = 12.0
        else:
            self.cell = min(max(600 / columns, 5.0), 26.0), min(max(620 / rows, 5.0), 20.0)
            self.gap = 3.0
        words = [self.names[track.option] for track in self.layout.column_tracks]
        needed = max((width_of(word, size=SIZES["small"]) for word in words), default=0.0)
        if self.layout.row_tracks:
            needed = max(needed, 110.0)  # their names run downwards to the left
        self.names_room = min(needed, _LONGEST) + 8 if self.layout.nested else 0.0
        self.left = self.names_room + _SLANTING * len(self.layout.row_tracks) + 6
        self.xs = self._places(self.layout.column_gaps, self.cell[0])
        self.ys = self._places(self.layout.row_gaps, self.cell[1])

    def _places(self, gaps: Sequence[int], cell: float) -> list[float]:
        """Return where the middles of columns or rows are, from the grid's own corner."""
        return [(at + 0.5) * cell + sum(gaps[: at + 1]) * self.gap for at in range(len(gaps))]

    # -- in words -------------------------------------------------------------------------------------------

    def said(self) -> str:
        """Return what the map shows, in words."""
        here = [state for state in self.states if state in self.endings]
        parts = [
            ngettext("{number} state", "{number} states", len(self.states)),
            ngettext("{number} ending", "{number} endings", len(here)),
        ]
        if self.with_arcs:
            arcs = len(list(arcs_between(self.analysis, self.states, every=self.every)))
            parts.append(
                ngettext("{number} improving move", "{number} improving moves", arcs)
                if self.every
                else ngettext("{number} best improving move", "{number} best improving moves", arcs)
            )
        said = ", ".join(parts) + "."
        now = self.analysis.status_quo
        if now is not None:
            said += " " + _("Now: {state}.", state=self.names.state(now))
        return said

    # -- drawing --------------------------------------------------------------------------------------------

    def draw(self, lead: str) -> tuple[float, float]:
        """Draw everything; return the size."""
        drawing = self.drawing
        tracks = len(self.layout.column_tracks) * _TRACK
        grid_width = self.xs[-1] + self.cell[0] / 2
        grid_height = self.ys[-1] + self.cell[1] / 2
        width = max(self.left + grid_width + _MARGIN, 520.0)
        top = SMALL_LINE * drawing.write_lines(lead, 0, 12, width, most=3, kind="small", colour="muted") + 10
        self.origin = self.left, top + tracks + 8
        for at, track in enumerate(self.layout.column_tracks):
            self._column_track(track, top + at * _TRACK)
        for at, track in enumerate(self.layout.row_tracks):
            self._row_track(track, at, grid_height)
        if self.with_arcs:
            self._arcs()
            self._nodes()
        else:
            self._cells()
        bottom = self.origin[1] + grid_height + 8
        if self.layout.row_tracks:
            words = [self.names[track.option] for track in self.layout.row_tracks]
            longest = max(
                min(width_of(word, size=SIZES["small"]), self._slant_room(at)) for at, word in enumerate(words)
            )
            bottom += longest * 0.72 + 8
        return width, self._legend(bottom + 6, width)

    def place(self, state: int) -> tuple[float, float]:
        """Return where the middle of a state (by index) is."""
        column, row = self.layout.cell_of[state]
        return self.origin[0] + self.xs[column], self.origin[1] + self.ys[row]

    def _mover(self, decision_maker: str) -> int:
        return self.analysis.decision_makers.index(decision_maker)

    def _column_track(self, track: Track, y: float) -> None:
        drawing = self.drawing
        name = self.names[track.option]
        room = self.left - 8
        drawing.write(name, room, y + 11, room, kind="small", anchor="end", told=self._owned(track))
        start, end = self.left, self.left + self.xs[-1] + self.cell[0] / 2
        put(drawing.root, "path", kind="hollow line-soft", d=f"M{start:.1f} {y + 7:.1f}H{end:.1f}")
        kind = f"fill-{series_of(self._mover(track.decision_maker))} taken"
        for begin, last in _runs(track.taken):
            x = self.left + self.xs[begin] - self.cell[0] / 2 + 1
            length = self.xs[last] - self.xs[begin] + self.cell[0] - 2
            put(drawing.root, "rect", kind=kind, x=x, y=y + 3, width=length, height=_TRACK - 6, rx=2)

    def _row_track(self, track: Track, at: int, grid_height: float) -> None:
        drawing, x = self.drawing, self.names_room + at * _SLANTING
        top = self.origin[1]
        put(drawing.root, "path", kind="hollow line-soft", d=f"M{x + 7:.1f} {top:.1f}v{grid_height:.1f}")
        kind = f"fill-{series_of(self._mover(track.decision_maker))} taken"
        for begin, last in _runs(track.taken):
            y = top + self.ys[begin] - self.cell[1] / 2 + 1
            length = self.ys[last] - self.ys[begin] + self.cell[1] - 2
            put(drawing.root, "rect", kind=kind, x=x + 3, y=y, width=_TRACK - 6, height=length, rx=2)
        place, below = x + 11, top + grid_height + 12
        text = drawing.write(
            self.names[track.option], place, below, self._slant_room(at), kind="small", anchor="end",
            told=self._owned(track),
        )  # fmt: skip
        text.set("transform", f"rotate(-45 {number(place)} {number(below)})")

    def _slant_room(self, at: int) -> float:
        """Return how long the slanting name of a row's track may be before it leaves the picture."""
        return min((self.names_room + at * _SLANTING) / 0.72, 190.0)

    def _owned(self, track: Track) -> str:
        owner, option = self.names[track.decision_maker], self.names[track.option]
        return _("{name}: {option}", name=owner, option=option)

    # -- few states: nodes and arcs -------------------------------------------------------------------------

    def _nodes(self) -> None:
        now = self.analysis.situation.status_quo
        parent = self.nodes = put(self.drawing.root, "g", kind="states")
        for state in self.states:
            x, y = self.place(state)
            group = self._state(parent, state, x, y)
            ending = state in self.endings
            if state == now:
                far = 29 if ending else 22
                d = f"M{x - far:.1f} {y:.1f}L{x:.1f} {y - far:.1f}L{x + far:.1f} {y:.1f}L{x:.1f} {y + far:.1f}Z"
                put(group, "path", kind="fill-paper line-series-2 now", d=d, stroke_width=2.5)
            if ending:
                put(group, "circle", kind="fill-paper line-series-1 ending", cx=x, cy=y, r=RADIUS + 4, stroke_width=2)
            kind = "fill-series-1 line-series-1" if ending else "fill-paper line-muted"
            put(group, "circle", kind=kind, cx=x, cy=y, r=RADIUS, stroke_width=1.2)
            id = clean(self.analysis.situation.space.ids[state])
            text = self.drawing.write(
                id,
                x,
                y + 4,
                2 * RADIUS + 8,
                kind="small",
                colour="paper" if ending else "ink",
                anchor="middle",
                parent=group,
            )
            for tip in text.findall("title"):
                text.text = tip.tail
                text.remove(tip)

    def _state(self, parent: Element, state: int, x: float, y: float) -> Element:
        group = put(parent, "g", kind="state")
        if self.explored:
            group.set("data-state", str(state))
        else:
            explain(group, state_in_words(self.analysis, state, self.names))
        return group

    def _arcs(self) -> None:
        parent = put(self.drawing.root, "g", kind="arcs")
        best = set(arcs_between(self.analysis, self.states, every=False))
        arcs = list(arcs_between(self.analysis, self.states, every=self.every or self.explored))
        for mover in sorted({arc.mover for arc in arcs}):
            put_head(self.drawing, mover)
        for arc in arcs:
            kind = "arc" if arc in best else "arc other"
            path = put_arrow(self.drawing, arc.mover, self._curve(arc), kind=kind, thick=1.6, parent=parent)
            path.set("data-mover", str(arc.mover))
            path.set("data-from", str(arc.origin))
            path.set("data-to", str(arc.to))

    def _curve(self, arc: Arc) -> str:
        """Return the path of an arc.

        In the grid it runs flat between two rows (or columns), the further the longer it is, clear of the states
        between; elsewhere it bends.
        """
        start, end = self.place(arc.origin), self.place(arc.to)
        length = hypot(end[0] - start[0], end[1] - start[1])
        if self.layout.nested:
            aside = min(20 + length / 24, 34) if length > max(self.cell) + self.gap * 2 else 14
            lean = min(length / 3, 26)
        else:
            aside, lean = 9 + 0.17 * length + 5 * arc.mover, length / 3
        before, after = self._radius(arc.origin) + 1, self._radius(arc.to) + 2
        return curve(start, end, aside=aside, lean=lean, before=before, after=after)

    def _radius(self, state: int) -> float:
        if state == self.analysis.situation.status_quo:
            return RADIUS + 5
        return RADIUS + (5 if state in self.endings else 0)

    # -- many states: cells ---------------------------------------------------------------------------------

    def _cells(self) -> None:
        """Fill a cell for each state, those in which as many stay together; endings and now stand on top."""
        width, height = self.cell[0] - 1, self.cell[1] - 1
        levels = len(self.analysis.decision_makers)
        self.nodes = put(self.drawing.root, "g", kind="states")
        for level in range(levels + 1):
            members = [state for state in self.states if self.staying[state] == level]
            if not members:
                continue
            group = put(self.nodes, "g", kind="fill-series-1 level", fill_opacity=f"{_opacity(level, levels):.2f}")
            for state in members:
                x, y = self.place(state)
                rect = put(group, "rect", x=x - width / 2, y=y - height / 2, width=width, height=height)
                if self.explored:
                    rect.set("data-state", str(state))
        marks = put(self.drawing.root, "g", kind="marks")
        for state in self.states:
            if state in self.endings:
                x, y = self.place(state)
                self._ending(marks, x, y, width, height)
        now = self.analysis.situation.status_quo
        if now is not None and now in self.layout.cell_of:
            self._now(marks, *self.place(now))

    def _ending(self, parent: Element, x: float, y: float, width: float, height: float) -> None:
        left, top = x - width / 2 - 1, y - height / 2 - 1
        put_box(parent, left, top, width + 2, height + 2, kind="hollow line-ink ending", stroke_width=2)

    def _now(self, parent: Element, x: float, y: float) -> None:
        d = f"M{x - 7:.1f} {y:.1f}L{x:.1f} {y - 7:.1f}L{x + 7:.1f} {y:.1f}L{x:.1f} {y + 7:.1f}Z"
        put(parent, "path", kind="fill-series-2 line-paper now", d=d, stroke_width=1.5)

    # -- legend ---------------------------------------------------------------------------------------------

    def _legend(self, y: float, width: float) -> float:
        """Say who moves in which direction, and what the marks mean; return where it ends."""
        line = Legend(self.drawing, width, y)
        if self.with_arcs:
            movers = [self.analysis.decision_makers[mover] for mover in self._movers()]
        else:
            movers = [*self.layout.across, *self.layout.down]
        for maker in self.analysis.decision_makers:
            if maker not in movers:
                continue
            mover = self._mover(maker)
            sign = " ↔" if maker in self.layout.across else " ↕" if maker in self.layout.down else ""
            x, at = line.next(_("{name}{direction}", name=self.names[maker], direction=sign), 34)
            if self.with_arcs:
                put_arrow(self.drawing, mover, f"M{x:g} {at - 4:g}h26")
            else:
                put(
                    self.drawing.root,
                    "rect",
                    kind=f"fill-{series_of(mover)}",
                    x=x + 6,
                    y=at - 9,
                    width=20,
                    height=8,
                    rx=2,
                )
        line.begin_line()
        self._marks(line)
        if not self.with_arcs:
            line.begin_line()
            self._scale(line)
        return line.y + 22

    def _movers(self) -> list[int]:
        arcs = arcs_between(self.analysis, self.states, every=self.every or self.explored)
        return sorted({arc.mover for arc in arcs})

    def _marks(self, line: Legend) -> None:
        drawing = self.drawing
        shown = set(self.states)
        if self.analysis.situation.status_quo in shown:
            x, at = line.next(pgettext("legend", "now"), 22)
            self._now(drawing.root, x + 8, at - 4)
        if shown & self.endings:
            x, at = line.next(pgettext("legend", "ending"), 22)
            if self.with_arcs:
                put(drawing.root, "circle", kind="fill-series-1", cx=x + 8, cy=at - 4, r=5)
                put(drawing.root, "circle", kind="hollow line-series-1", cx=x + 8, cy=at - 4, r=8, stroke_width=1.5)
            else:
                self._ending(drawing.root, x + 8, at - 4, 12, 10)

    def _scale(self, line: Legend) -> None:
        levels = len(self.analysis.decision_makers)
        line.next(_("So many stay under {concept}:", concept=concepts_in_words([self.concept])), 0, apart=10)
        for level in range(levels + 1):
            x, at = line.next(in_digits(level), 20, apart=8)
            group = put(self.drawing.root, "g", kind="fill-series-1", fill_opacity=f"{_opacity(level, levels):.2f}")
            put(group, "rect", x=x, y=at - 10, width=16, height=12)


def _opacity(level: int, levels: int) -> float:
    return 0.1 + 0.85 * level / levels


def _runs(taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the first and last places of each run of what is taken."""
    edges = np.flatnonzero(np.diff([False, *taken, False]))
    return [(int(begin), int(end) - 1) for begin, end in edges.reshape(-1, 2)]


def state_in_words(analysis: Analysis, state: int, names: Names) -> str:
    """Return a state with everything that is taken in it."""
    found = analysis.state_at(state)
    taken = names.options(found.taken)
    name = names.state(found)
    return _("{state}: {options}", state=name, options=taken) if taken else name
