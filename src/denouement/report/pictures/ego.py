"""One state and its neighbours: who would bring the story here at the left, who would leave at the right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.language import _, in_row, ngettext, pgettext
from denouement.report.clean import clean
from denouement.report.pictures.arrows import put_arrow, put_head
from denouement.report.pictures.drawing import LINE, SMALL_LINE, Drawing, put
from denouement.report.pictures.map_parts import ending_states
from denouement.report.pictures.picture import Picture
from denouement.report.words import Names, lasts_in_words
from denouement.states.relation import Order

_SIDE = 280
_ARROW = 54
_MIDDLE = 240
_WIDTH = 2 * (_SIDE + _ARROW) + _MIDDLE
_SHOWN = 3


@frozen
class Neighbours:
    """The states from which, or to which, one decision maker would move, its best first."""

    decision_maker: str
    mover: int
    states: tuple[State, ...]
    others: int
    """Moves besides, that it could make and would not like."""


def ego_diagram(analysis: Analysis, state: str | State, *, prefix: str = "ego") -> Picture:
    """Return who would bring the story to a state (such as `7` or `now`), and who would leave it.

    Raises RequestError for a state that is not there.
    """
    index = analysis.index_of(state)
    names = Names(analysis.conflict)
    title = _(
        "{state} and its neighbours · {model}",
        state=names.state(analysis.state_at(index)),
        model=clean(analysis.conflict.title),
    )
    return _Ego(analysis, index, prefix).picture(title)


def arriving(analysis: Analysis, index: int) -> tuple[Neighbours, ...]:
    """Return from where each decision maker would improve by moving to a state, those who can move here at all."""
    found = []
    graph = analysis.situation.graph
    for mover, (moves, better) in enumerate(zip(graph.moves, graph.improvements, strict=True)):
        origins = better.source[better.target == index]
        count = int((moves.target == index).sum())
        if count:
            states = tuple(analysis.state_at(origin) for origin in origins.tolist())
            found.append(Neighbours(graph.decision_makers[mover], mover, states, count - len(states)))
    return tuple(found)


def leaving(analysis: Analysis, index: int) -> tuple[Neighbours, ...]:
    """Return to where each decision maker would improve by moving from a state, those who can move at all."""
    found = []
    graph = analysis.situation.graph
    for mover, (moves, better) in enumerate(zip(graph.moves, graph.improvements, strict=True)):
        targets = better.leaving(index)
        liking = graph.preferences[mover]
        if isinstance(liking, Order):
            targets = targets[np.argsort(-liking.rank[targets], kind="stable")]
        count = len(moves.leaving(index))
        if count:
            states = tuple(analysis.state_at(target) for target in targets.tolist())
            found.append(Neighbours(graph.decision_makers[mover], mover, states, count - len(states)))
    return tuple(found)


class _Ego:
    """Draws one state with its neighbours."""

    def __init__(self, analysis: Analysis, index: int, prefix: str) -> None:
        self.analysis = analysis
        self.index = index
        self.here = analysis.state_at(index)
        self.names = Names(analysis.conflict)
        self.drawing = Drawing(prefix=prefix)
        self.said: list[str] = []

    def picture(self, title: str) -> Picture:
        """Return the finished picture."""
        drawing = self.drawing
        into, away = arriving(self.analysis, self.index), leaving(self.analysis, self.index)
        right = _SIDE + 2 * _ARROW + _MIDDLE
        drawing.write(_("Who would bring it here"), 0, 14, _SIDE, kind="strong")
        drawing.write(_("Who would leave"), right, 14, _SIDE, kind="strong")
        self.said.append(_("Who would bring it here"))
        low, left_ends = self._side(into, 0.0, here=False)
        self.said.append(_("Who would leave"))
        high, right_ends = self._side(away, right, here=True)
        bottom = max(low, high, self._centre(30))
        self._arrows(left_ends, right_ends)
        return drawing.finished(title, f"{self._about()} {in_row(self.said)}.", _WIDTH, bottom + 8)

    def _about(self) -> str:
        return f"{self.names.state(self.here)}. {lasts_in_words(self.analysis, self.here)}"

    def _centre(self, y: float) -> float:
        """Draw the state itself; return where its box ends."""
        drawing, x = self.drawing, float(_SIDE + _ARROW)
        box = put(drawing.root, "rect", kind="fill-paper line-ink", x=x, y=y, width=_MIDDLE, rx=6, stroke_width=1.5)
        room, at = _MIDDLE - 24, y + 24
        at += LINE * drawing.write_lines(self.names.state(self.here), x + 12, at, room, most=3, kind="strong") + 4
        marks = [pgettext("legend", "now")] if self.index == self.analysis.situation.status_quo else []
        marks += [_("baseline")] if self.index == self.analysis.situation.baseline else []
        marks += [pgettext("legend", "ending")] if self.index in ending_states(self.analysis) else []
        if marks:
            at += (
                SMALL_LINE
                * drawing.write_lines(", ".join(marks), x + 12, at, room, most=2, kind="small", colour="muted")
                + 4
            )
        for maker in self.analysis.conflict.decision_makers:
            mine = [option for option in self.here.taken if option.startswith(f"{maker.id}.")]
            if mine:
                drawing.write(self.names[maker.id], x + 12, at, room, kind="small", colour="muted")
                at += SMALL_LINE
                text = self.names.options(mine)
                at += SMALL_LINE * drawing.write_lines(text, x + 12, at, room, most=4, kind="small") + 4
        lasts = _("Can it last? {answer}", answer=lasts_in_words(self.analysis, self.here))
        at += SMALL_LINE * drawing.write_lines(lasts, x + 12, at + 4, room, most=5, kind="small") + 4
        box.set("height", f"{at - y:g}")
        self.middle = y, at
        return at

    def _side(self, told: Sequence[Neighbours], x: float, *, here: bool) -> tuple[float, list[tuple[float, int]]]:
        """Write one side; return where it ends, and where its arrows begin or end, each with the mover."""
        drawing, y, ends = self.drawing, 44.0, []
        wanting = [it for it in told if it.states]
        for it in wanting:
            name = self.names[it.decision_maker]
            ends.append((y - 5, it.mover))
            y += LINE * drawing.write_lines(name, x, y, _SIDE, most=2) + 1
            parts = []
            for state in it.states[:_SHOWN]:
                line = self._move(state, here=here)
                parts.append(line)
                y += SMALL_LINE * drawing.write_lines(line, x + 10, y, _SIDE - 10, most=3, kind="small") + 3
            left = len(it.states) - _SHOWN
            if left > 0:
                more = ngettext("… and {number} more", "… and {number} more", left)
                drawing.write(more, x + 10, y, _SIDE - 10, kind="small", colour="muted")
                parts.append(more)
                y += SMALL_LINE + 3
            self.said.append(_("{name}: {moves}", name=name, moves=" / ".join(parts)))
            y += 10
        if not wanting:
            nobody = _("Nobody.")
            drawing.write(nobody, x, y, _SIDE)
            self.said.append(nobody)
            y += LINE + 4
        idle = [self.names[it.decision_maker] for it in told if not it.states]
        if idle:
            could = (
                _("Could leave, and would not gain: {names}", names=in_row(idle))
                if here
                else _("Could bring it here, and would not gain: {names}", names=in_row(idle))
            )
            y += SMALL_LINE * drawing.write_lines(could, x, y, _SIDE, most=4, kind="small", colour="muted") + 4
            self.said.append(could)
        return y, ends

    def _move(self, other: State, *, here: bool) -> str:
        """Return a move from here, or to here, in words."""
        take, drop = self.here.change_to(other) if here else other.change_to(self.here)
        change = self.names.change(take, drop)
        if here:
            return f"{change} → {self.names.state(other)}".lstrip()
        return (
            _("from {state}: {change}", state=self.names.state(other), change=change)
            if change
            else _("from {state}", state=self.names.state(other))
        )

    def _arrows(self, into: Sequence[tuple[float, int]], away: Sequence[tuple[float, int]]) -> None:
        """Draw an arrow for each mover between its name and the state's box."""
        for mover in sorted({mover for _y, mover in (*into, *away)}):
            put_head(self.drawing, mover)
        top, bottom = self.middle
        left, right = _SIDE + _ARROW, _SIDE + _ARROW + _MIDDLE
        for ends, start, end in ((into, _SIDE + 4, left - 2), (away, right + 2, right + _ARROW - 6)):
            for at, (y, mover) in enumerate(ends):
                inside = top + (bottom - top) * (at + 1) / (len(ends) + 1)
                first, last = (y, inside) if ends is into else (inside, y)
                middle = (start + end) / 2
                d = f"M{start} {first:.1f}C{middle:g} {first:.1f} {middle:g} {last:.1f} {end} {last:.1f}"
                put_arrow(self.drawing, mover, d, kind="arc")
