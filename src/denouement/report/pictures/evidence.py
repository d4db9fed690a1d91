"""How good the evidence is: the pieces by source and report, and every statement with what it rests on.

The statements of a decision maker stand in a row, the most important first, for that one decides most: an empty box at
the left is what an analyst should worry about first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.language import _, in_digits, ngettext
from denouement.model.evidence import CREDIBILITY, RELIABILITY
from denouement.report.clean import clean
from denouement.report.pictures.drawing import LINE, Drawing, Element, explain, put, put_box
from denouement.report.pictures.legend import Legend
from denouement.report.pictures.picture import Picture
from denouement.report.telling import short_statement
from denouement.report.words import Names, certainty_in_words

Ground = Literal["strong", "some", "later", "none"]
"""What a statement rests on: a good report of a good source, other evidence, only evidence dated later, nothing."""
GROUNDS: tuple[Ground, ...] = ("strong", "some", "later", "none")

_CELL = 34
_BOX = 26
_STEP = 34
_NAMES = 190
_WIDTH = 760
_GOOD_SOURCE, _GOOD_REPORT = "AB", "12"


@frozen
class Grounds:
    """A statement used, and what speaks for and against it."""

    premise: Premise
    ground: Ground
    supporting: int
    """Pieces of evidence that count on the day."""
    against: int


def evidence_quality(analysis: Analysis, *, prefix: str = "evidence") -> Picture:
    """Return the evidence of a model by source and report, and which statements rest on how much of it."""
    title = _("What the judgements rest on · {model}", model=clean(analysis.conflict.title))
    return _Evidence(analysis, prefix).picture(title)


def grounds_of(analysis: Analysis) -> tuple[Grounds, ...]:
    """Return what each statement used rests on, in model order."""
    snapshot = analysis.situation.snapshot
    sources = {source.id: source for source in snapshot.conflict.sources}
    found = []
    for premise in analysis.premises:
        pieces = [snapshot.evidence[id] for id in snapshot.counting(premise.statement.evidence)]
        good = any(
            (sources[piece.source].reliability or "?") in _GOOD_SOURCE and (piece.credibility or "?") in _GOOD_REPORT
            for piece in pieces
        )
        ground: Ground = "later" if premise.hindsight else "none" if not pieces else "strong" if good else "some"
        found.append(Grounds(premise, ground, len(pieces), len(snapshot.counting(premise.statement.against))))
    return tuple(found)


def ratings_of(analysis: Analysis) -> dict[tuple[str, str], int]:
    """Return how many pieces of evidence that count on the day have each rating; "" for what is not rated."""
    snapshot = analysis.situation.snapshot
    sources = {source.id: source for source in snapshot.conflict.sources}
    pieces = [snapshot.evidence[id] for id in snapshot.counting(snapshot.evidence)]
    return Counter((sources[piece.source].reliability or "", piece.credibility or "") for piece in pieces)


class _Evidence:
    """Draws what one analysis rests on."""

    def __init__(self, analysis: Analysis, prefix: str) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)
        self.drawing = Drawing(prefix=prefix)
        self.grounds = grounds_of(analysis)

    def picture(self, title: str) -> Picture:
        """Return the finished picture."""
        y, said = self._statements()
        y, more = self._ratings(y + 14)
        return self.drawing.finished(title, f"{said} {more}", _WIDTH, y + 6)

    # -- statements -----------------------------------------------------------------------------------------

    def _statements(self) -> tuple[float, str]:
        drawing = self.drawing
        counts = Counter(it.ground for it in self.grounds)
        weak = counts["none"] + counts["later"]
        told = ngettext("{number} statement is used", "{number} statements are used", len(self.grounds))
        lead = _("{statements}; without evidence on the day: {weak}.", statements=told, weak=weak)
        drawing.write(_("What each is taken to want, most important first"), 0, 14, _WIDTH, kind="strong")
        drawing.write(lead, 0, 32, _WIDTH, kind="small", colour="muted")
        y, said = 44.0, [lead]
        for maker in self.analysis.decision_makers:
            mine = [it for it in self.grounds if it.premise.decision_maker == maker]
            y += self._row(maker, mine, y)
            parts = [
                f"{_word(ground)} {count}" for ground in GROUNDS if (count := sum(it.ground == ground for it in mine))
            ]
            share = ", ".join(parts) or self._other(maker)
            said.append(_("{name}: {share}", name=self.names[maker], share=share) + ".")
        return self._legend(y + 8) if self.grounds else y + 8, " ".join(said)

    def _row(self, maker: str, mine: Sequence[Grounds], y: float) -> float:
        """Draw the statements of one decision maker; return how high the row is."""
        drawing = self.drawing
        in_line = int((_WIDTH - _NAMES) // _STEP)
        height = max(1, -(-len(mine) // in_line)) * _STEP + 4
        put(drawing.root, "path", kind="hollow line-soft", d=f"M0 {y:.0f}H{_WIDTH}")
        lines = drawing.lines(self.names[maker], _NAMES - 14, most=2)
        drawing.write_lines(self.names[maker], 0, y + 24 - (len(lines) - 1) * LINE / 2, _NAMES - 14, most=2)
        if not mine:
            drawing.write(self._other(maker), _NAMES, y + 24, _WIDTH - _NAMES, kind="small", colour="muted")
        for at, it in enumerate(mine):
            self._box(it, at, _NAMES + at % in_line * _STEP, y + 6 + at // in_line * _STEP)
        return height

    def _other(self, maker: str) -> str:
        """Return what stands in place of statements: an order, numbers, or nothing at all."""
        if getattr(self.analysis.situation.readings[maker].preference, "statements", None) == ():
            return _("wants nothing in particular")
        return _("given as an order or as numbers, not as statements")

    def _box(self, it: Grounds, at: int, x: float, y: float) -> None:
        statement = it.premise.statement
        group = put(self.drawing.root, "g")
        said = [f"{in_digits(at + 1)}. {short_statement(statement)}", _word(it.ground)]
        said += [ngettext("{number} piece for it", "{number} pieces for it", it.supporting)] if it.supporting else []
        said += [ngettext("{number} piece against it", "{number} pieces against it", it.against)] if it.against else []
        if it.premise.doubtful and statement.certainty is not None:
            said.append(certainty_in_words(statement.certainty))
        explain(group, "; ".join(said))
        self._frame(group, it.ground, x, y, _BOX)
        colour = "paper" if it.ground == "strong" else "ink"
        mark = in_digits(it.supporting) if it.supporting else "0"
        drawing = self.drawing
        drawing.write(
            mark,
            x + _BOX / 2,
            y + _BOX / 2 + 5,
            _BOX,
            kind="small strong",
            colour=colour,
            anchor="middle",
            parent=group,
        )
        if it.against:
            points = f"{x + _BOX - 6},{y - 3} {x + _BOX + 4},{y - 3} {x + _BOX - 1},{y + 6}"
            put(group, "polygon", kind="fill-worse line-paper against", points=points, stroke_width=1.5)
        if it.premise.doubtful:
            put(group, "circle", kind="fill-paper line-ink doubtful", cx=x, cy=y + _BOX, r=5, stroke_width=1.5)
            drawing.write("?", x, y + _BOX + 4, 10, kind="small", anchor="middle", parent=group)

    def _frame(self, parent: Element, ground: Ground, x: float, y: float, size: float) -> None:
        kinds: dict[str, tuple[str, float, str | None]] = {
            "strong": ("fill-series-1 line-series-1", 1.5, None),
            "some": ("fill-soft line-ink", 1.5, None),
            "later": ("hollow line-worse", 1.5, "2 2"),
            "none": ("hollow line-worse", 2.5, None),
        }
        kind, stroke, dash = kinds[ground]
        put(
            parent, "rect", kind=f"{kind} {ground}", x=x, y=y, width=size, height=size, rx=3,
            stroke_width=stroke, stroke_dasharray=dash,
        )  # fmt: skip

    def _legend(self, y: float) -> float:
        root, legend = self.drawing.root, Legend(self.drawing, _WIDTH, y)
        for ground in GROUNDS:
            x, at = legend.next(_word(ground), 20)
            self._frame(root, ground, x, at - 11, 14)
        x, at = legend.next(_("evidence against"), 20)
        put(root, "polygon", kind="fill-worse", points=f"{x + 2},{at - 9} {x + 12},{at - 9} {x + 7},{at}")
        x, at = legend.next(_("less likely than not"), 20)
        put(root, "circle", kind="fill-paper line-ink", cx=x + 7, cy=at - 4, r=5, stroke_width=1.5)
        self.drawing.write("?", x + 7, at, 10, kind="small", anchor="middle")
        return legend.y + 24

    # -- ratings --------------------------------------------------------------------------------------------

    def _ratings(self, y: float) -> tuple[float, str]:
        drawing, counts = self.drawing, ratings_of(self.analysis)
        total = sum(counts.values())
        lead = ngettext("{number} piece of evidence", "{number} pieces of evidence", total)
        if not total:
            nothing = _("No evidence is cited.")
            drawing.write(nothing, 0, y + 14, _WIDTH)
            return y + 18, nothing
        drawing.write(_("How good the evidence is: {pieces}", pieces=lead), 0, y + 14, _WIDTH, kind="strong")
        rows = [*RELIABILITY, *([""] if any(not row for row, _column in counts) else [])]
        columns = [*CREDIBILITY, *([""] if any(not column for _row, column in counts) else [])]
        left, top, most = _NAMES, y + 64, max(counts.values())
        drawing.write(
            _("credibility of the report (1 best)"), left, y + 36, _WIDTH - left, kind="small", colour="muted"
        )
        drawing.write_lines(
            _("reliability of the source (A best)"), 0, top + 20, _NAMES - 50, most=3, kind="small", colour="muted"
        )
        for at, column in enumerate(columns):
            x = left + at * _CELL + _CELL / 2
            drawing.write(column or _("none"), x, top - 8, _CELL + 8, kind="small", anchor="middle")
        said = []
        for line, row in enumerate(rows):
            middle = top + line * _CELL + _CELL / 2
            drawing.write(row or _("none"), left - 8, middle + 4, 60, kind="small", anchor="end")
            for at, column in enumerate(columns):
                count = counts.get((row, column), 0)
                self._cell(count, most, left + at * _CELL, top + line * _CELL)
                if count:
                    said.append(f"{row or '-'}{column or '-'} {in_digits(count)}")
        bottom = top + len(rows) * _CELL
        x = left + len(columns) * _CELL + 24
        good = sum(
            count
            for (row, column), count in counts.items()
            if row and column and row in _GOOD_SOURCE and column in _GOOD_REPORT
        )
        strong = _(
            "A or B with 1 or 2: {good} of {total}. “F” and “6” mean that it cannot be judged.", good=good, total=total
        )
        drawing.write_lines(strong, x, top + 16, _WIDTH - x, most=5, kind="small", colour="muted")
        put_box(drawing.root, left, top, 2 * _CELL, 2 * _CELL, kind="hollow line-series-1", stroke_width=2.5)
        return bottom, f"{_('{name}: {that}', name=lead, that=', '.join(said))}. {strong}"

    def _cell(self, count: int, most: int, x: float, y: float) -> None:
        drawing = self.drawing
        put(drawing.root, "rect", kind="hollow line-soft", x=x, y=y, width=_CELL, height=_CELL)
        if not count:
            return
        side = (_CELL - 4) * (count / most) ** 0.5
        left, top = x + (_CELL - side) / 2, y + (_CELL - side) / 2
        put_box(drawing.root, left, top, side, side, kind="fill-series-1", fill_opacity="0.25")
        drawing.write(in_digits(count), x + _CELL / 2, y + _CELL / 2 + 5, _CELL, kind="strong", anchor="middle")


def _word(ground: Ground) -> str:
    return {
        "strong": _("good evidence"),
        "some": _("weaker or unrated evidence"),
        "later": _("known only later"),
        "none": _("no evidence"),
    }[ground]
