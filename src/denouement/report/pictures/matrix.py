"""What comes out in which readings of people's minds.

Combination by combination or, where they are many, reading by reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from denouement.foresight.overview.findings import Answer, Finding
from denouement.foresight.overview.overview import Overview
from denouement.language import _, in_percent, in_row, ngettext
from denouement.report.claims_words import quoted
from denouement.report.clean import clean
from denouement.report.pictures.drawing import SMALL_LINE, Drawing, Element, explain, number, put, put_box
from denouement.report.pictures.lettering import SIZES, width_of
from denouement.report.pictures.picture import Picture
from denouement.report.pictures.signs import put_legend, put_sign
from denouement.report.says_in_words import SaysInWords
from denouement.report.words import STANDINGS, TRUTHS, Names, resting_in_words

MOST_COLUMNS = 36
"""Combinations up to which each has a column."""
_NAMES = 320
_CELL = 24
_WIDE_CELL = 58
_ROW = 24
_HIGHEST = 96
"""Of a line of readings whose names are written upwards."""
_CLAIMS_SHOWN = 40


@frozen
class _Row:
    name: str
    finding: Finding
    told: str = ""
    """What is shown when a pointer rests on the name."""


@frozen
class _Group:
    title: str
    rows: tuple[_Row, ...]


def readings_matrix(overview: Overview, *, prefix: str = "matrix") -> Picture:
    """Return which endings, standings and claims come out in which combinations of rival readings."""
    title = _("What comes out in which readings · {model}", model=clean(overview.analysis.conflict.title))
    return _Matrix(overview, prefix).picture(title)


class _Matrix:
    """Draws one overview."""

    def __init__(self, overview: Overview, prefix: str) -> None:
        self.overview = overview
        self.combined = overview.combined
        self.names = Names(overview.analysis.conflict)
        self.drawing = Drawing(prefix=prefix)
        self.each = len(overview) <= MOST_COLUMNS
        self.signs: set[str] = set()

    def picture(self, title: str) -> Picture:
        """Return the finished picture."""
        drawing = self.drawing
        readings = self._columns()
        cell = _CELL if self.each else _WIDE_CELL
        count = len(self.overview) if self.each else len(readings)
        width = max(_NAMES + count * cell + 96, 560.0)
        lead = self._lead()
        y = 6.0 + SMALL_LINE * drawing.write_lines(lead, 0, 12, width, most=4, kind="small", colour="muted")
        y = self._headings(y) if self.each else self._reading_headings(readings, y)
        said = []
        for group in self._groups():
            drawing.write(group.title, 0, y + 18, width, kind="strong")
            y += 26
            told = []
            for row in group.rows:
                self._row(row, readings, y)
                told.append(_("{name}: {share}", name=row.name, share=self._often(row.finding)))
                y += _ROW
            said.append(_("{name}: {that}", name=group.title, that=in_row(told)) + ".")
        left = sum(1 for finding in self.overview.of_kind("claim", "typed")) - _CLAIMS_SHOWN
        if left > 0:
            more = ngettext("… and {number} more claim", "… and {number} more claims", left)
            drawing.write(more, 0, y + 14, width, kind="small", colour="muted")
            y += 18
        return drawing.finished(title, f"{lead} {' '.join(said)}", width, self._legend(y + 12))

    def _lead(self) -> str:
        many, total = len(self.overview), self.combined.total
        if many == 1 and total == 1:
            return _("Nobody is read in rival ways: there is one combination.")
        if self.combined.drawn:
            said = _("{number} of {total} combinations of readings, drawn at random.", number=many, total=total)
        else:
            said = ngettext("{number} combination of readings.", "{number} combinations of readings.", many)
        if not self.each:
            said += " " + _("A cell tells in which part of the combinations with that reading it is so.")
        return said

    def _columns(self) -> list[tuple[str, str]]:
        return [(maker, id) for maker, ids in self.combined.rivals.items() for id in ids]

    # -- headings -------------------------------------------------------------------------------------------

    def _headings(self, y: float) -> float:
        """Write a line for each decision maker with rivals, and its reading over the combinations that have it."""
        drawing = self.drawing
        for maker in self.combined.rivals:
            name = _("{name} read as", name=self.names[maker])
            own = [self.combined.readings(at)[maker] for at in range(len(self.overview))]
            begins = [at for at in range(len(own)) if not at or own[at] != own[at - 1]]
            spans = list(zip(begins, [*begins[1:], len(own)], strict=True))
            needed = [width_of(clean(own[begin]), size=SIZES["small"]) + 6 for begin, _end in spans]
            # Where a reading's name is wider than its columns, all of the line are written upwards.
            upwards = any(room > (end - begin) * _CELL for room, (begin, end) in zip(needed, spans, strict=True))
            height = min(max(needed), _HIGHEST) if upwards else 20
            drawing.write(name, 0, y + height - 6, _NAMES - 10, kind="small", colour="muted")
            for begin, end in spans:
                x, room = _NAMES + begin * _CELL, (end - begin) * _CELL
                put(drawing.root, "rect", kind="hollow line-soft", x=x + 1, y=y + 1, width=room - 2, height=height - 2)
                shown, middle = clean(own[begin]), x + room / 2
                told = f"{name} {shown}"
                if upwards:
                    text = drawing.write(shown, middle + 4, y + height - 4, height - 6, kind="small", told=told)
                    text.set("transform", f"rotate(-90 {number(middle + 4)} {number(y + height - 4)})")
                else:
                    drawing.write(shown, middle, y + 14, room - 4, kind="small", anchor="middle", told=told)
            y += height
        return y + 4

    def _reading_headings(self, readings: Sequence[tuple[str, str]], y: float) -> float:
        drawing = self.drawing
        x: float = _NAMES
        for maker, ids in self.combined.rivals.items():
            room = len(ids) * _WIDE_CELL
            put(drawing.root, "rect", kind="hollow line-soft", x=x + 1, y=y + 1, width=room - 2, height=36)
            drawing.write(self.names[maker], x + room / 2, y + 15, room - 6, kind="small strong", anchor="middle")
            for at, id in enumerate(ids):
                place = x + (at + 0.5) * _WIDE_CELL
                told = _("{name} read as {readings}", name=self.names[maker], readings=clean(id))
                drawing.write(clean(id), place, y + 31, _WIDE_CELL - 4, kind="small", anchor="middle", told=told)
            x += room
        return y + 42

    # -- rows -----------------------------------------------------------------------------------------------

    def _groups(self) -> Iterator[_Group]:
        overview, resting = self.overview, resting_in_words(self.overview.analysis)
        now = tuple(_Row(resting, finding) for finding in overview.of_kind("now"))
        if now:
            yield _Group(_("Can it last as it stands?"), now)
        ways = [_Row(_("Some ending"), finding) for finding in overview.of_kind("any_ending")]
        for finding in overview.of_kind("story"):
            name = self.names.story(finding.question.scenarios[0])
            ways.append(_Row(_("{story} (story)", story=name), finding))
        ways += [_Row(self.names.scenario(it.question.scenario), it) for it in overview.of_kind("scenario")]
        yield _Group(_("How can it end?"), tuple(ways))
        fates = [it for it in overview.of_kind("standings") if it.question.scenario is None]
        if fates:
            rows = tuple(_Row(self.names[it.question.decision_maker or ""], it) for it in fates)
            yield _Group(_("Who is better or worse off in the endings?"), rows)
        claims = tuple(self._claims())
        if claims:
            yield _Group(_("What was claimed"), claims[:_CLAIMS_SHOWN])

    def _claims(self) -> Iterator[_Row]:
        words = SaysInWords(self.overview.analysis)
        for finding in self.overview.of_kind("claim", "typed"):
            claim = finding.question.claim
            assert claim is not None
            says = words.says(claim.says) if claim.says is not None else ""
            name = " ".join(filter(None, (clean(claim.id), says)))
            yield _Row(name, finding, " ".join(filter(None, (says, quoted(claim, full=True)))))

    def _row(self, row: _Row, readings: Sequence[tuple[str, str]], y: float) -> None:
        drawing, finding = self.drawing, row.finding
        put(drawing.root, "path", kind="hollow line-soft", d=f"M0 {y:g}H{_NAMES - 8}")
        drawing.write(row.name, 0, y + 16, _NAMES - 14, told=row.told or None)
        group = put(drawing.root, "g", kind="row")
        if self.each:
            end = _NAMES + len(self.overview) * _CELL
            for at in range(len(self.overview)):
                self._answer(group, finding.answer(at), _NAMES + (at + 0.5) * _CELL, y + _ROW / 2)
        else:
            end = _NAMES + len(readings) * _WIDE_CELL
            for at, (maker, id) in enumerate(readings):
                self._part(group, finding, maker, id, _NAMES + at * _WIDE_CELL, y)
        drawing.write(self._often(finding), end + 8, y + 16, 88, kind="small", colour="muted")

    def _answer(self, parent: Element, answer: Answer, x: float, y: float) -> None:
        """Draw one answer: a square for yes, an empty one for no, a stroke where it does not arise, or signs."""
        put(
            parent,
            "rect",
            kind="hollow line-soft",
            x=x - _CELL / 2 + 1,
            y=y - _ROW / 2 + 1,
            width=_CELL - 2,
            height=_ROW - 2,
        )
        if isinstance(answer, tuple):
            self.signs.update(answer)
            small = len(answer) > 1
            for at, standing in enumerate(answer):
                shift = (at - (len(answer) - 1) / 2) * 8
                put_sign(parent, standing, x + shift, y, size=7 if small else 11)
            return
        put_answer(parent, answer, x, y)

    def _part(self, parent: Element, finding: Finding, maker: str, id: str, x: float, y: float) -> None:
        """Draw, for the combinations with one reading, in which part of them it holds, or how somebody stands."""
        at = list(self.combined.rivals[maker]).index(id)
        answers = finding.answers
        counts = self.combined.counts_by_reading(finding.codes, len(answers), maker)[at].tolist()
        total = sum(counts)
        put_box(parent, x + 2, y + 2, _WIDE_CELL - 4, _ROW - 4, kind="hollow line-soft")
        if not total:
            return
        if finding.question.kind == "standings":
            standings = {
                one: sum(n for n, answer in zip(counts, answers, strict=True) if one in answer) for one in STANDINGS
            }
            found = {one: count for one, count in standings.items() if count}
            self.signs.update(found)
            for place, (standing, count) in enumerate(found.items()):
                shift = (place + 0.5) * (_WIDE_CELL - 4) / max(len(found), 1)
                full = count == total
                sign = put_sign(parent, standing, x + 2 + shift, y + _ROW / 2, size=11 if full else 7)
                explain(
                    sign,
                    _("{standing} in {count} of {total}", standing=_(STANDINGS[standing]), count=count, total=total),
                )
            return
        holds = counts[answers.index("holds")]
        put(
            parent, "rect", kind="fill-series-1 part", fill_opacity="0.35", x=x + 2, y=y + 2,
            width=f"{(_WIDE_CELL - 4) * holds / total:.2f}", height=_ROW - 4,
        )  # fmt: skip
        told = in_percent(holds / total) if 0 < holds < total else _("all") if holds else _("none")
        self.drawing.write(
            told, x + _WIDE_CELL / 2, y + 16, _WIDE_CELL - 4, kind="small", anchor="middle", parent=parent
        )

    def _often(self, finding: Finding) -> str:
        total = len(self.overview)
        if finding.question.kind == "standings":
            alike = len(finding.outcomes) == 1
            return _("always so") if alike else _("{number} answers", number=len(finding.outcomes))
        if finding.verdict == "does_not_arise":
            return _(TRUTHS["does_not_arise"])
        return _("{count} of {total}", count=finding.holds.combinations, total=total)

    def _legend(self, y: float) -> float:
        drawing, x = self.drawing, 8.0
        if self.each:
            for answer in ("holds", "fails", "does_not_arise", "unknown"):
                put_answer(drawing.root, answer, x, y + 6)
                word = _(TRUTHS[answer])
                drawing.write(word, x + 12, y + 10, 140, kind="small", colour="muted")
                x += 12 + width_of(word, size=SIZES["small"]) + 16
        if self.signs:
            put_legend(drawing, [standing for standing in STANDINGS if standing in self.signs], x, y + 10)
        note = (
            _("Two signs in a cell: endings differ. A small sign: not in all of these combinations.")
            if not self.each
            else _("Two signs in a cell: endings differ.")
        )
        if self.signs:
            drawing.write(note, 0, y + 28, 560, kind="small", colour="muted")
        return y + 38


def put_answer(parent: Element, answer: str, x: float, y: float) -> None:
    """Draw an answer with its middle at x and y."""
    if answer == "holds":
        put(parent, "rect", kind="fill-series-1 holds", x=x - 6, y=y - 6, width=12, height=12)
    elif answer == "fails":
        put(parent, "rect", kind="hollow line-muted fails", x=x - 5, y=y - 5, width=10, height=10)
    elif answer == "does_not_arise":
        put(parent, "path", kind="hollow line-muted", d=f"M{x - 5:g} {y:g}h10", stroke_width=2)
    else:
        put(parent, "circle", kind="hollow line-muted", cx=x, cy=y, r=4, stroke_dasharray="2 2")
