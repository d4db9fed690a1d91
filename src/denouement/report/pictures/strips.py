"""For each decision maker a ladder: the situations that a reader knows at the height of their rank, the best on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from denouement.analysis.landmarks import ALL_SHOWN, liking_of
from denouement.analysis.result import Analysis
from denouement.language import _, in_row, ngettext, pgettext
from denouement.report.clean import clean
from denouement.report.pictures.drawing import LINE, Drawing, Element, put
from denouement.report.pictures.legend import Legend
from denouement.report.pictures.picture import Picture
from denouement.report.words import Names
from denouement.states.relation import Order, Relation

_COLUMN = 380
_AXIS = 14
_LABEL = 44
_STEP = 18
_HEIGHT = 190
_ACROSS = 2
_MARKS = ("now", "baseline", "led", "ending", "other")


@frozen
class Situation:
    """States of one rank that mean the same to a reader."""

    mark: str
    name: str
    rank: int
    full: str = ""
    """The name with the state's number, where one state is meant."""


def preference_strips(analysis: Analysis, *, prefix: str = "strips") -> Picture:
    """Return where each decision maker ranks now, the baseline, the endings and where the history led."""
    title = _("From best to worst for each · {model}", model=clean(analysis.conflict.title))
    return _Strips(analysis, prefix).picture(title)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Return places at least a gap apart, in the order given, between two bounds, and as near as can be to the wanted.

    `wanted` is increasing. If there is no room for all, they run over the upper bound.
    """
    # Without the gaps that come before each, places need only not fall: neighbours that do are put at their mean.
    blocks: list[tuple[float, int]] = []
    for at, place in enumerate(wanted):
        mean, count = place - at * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, more = blocks.pop()
            mean, count = (before * more + mean * count) / (more + count), more + count
        blocks.append((mean, count))
    latest = max(high - (len(wanted) - 1) * gap, low)
    levelled = [min(max(mean, low), latest) for mean, count in blocks for _same in range(count)]
    return tuple(place + at * gap for at, place in enumerate(levelled))


def situations_of(analysis: Analysis, decision_maker: str) -> tuple[Situation, ...]:
    """Return what is shown on somebody's ladder, worst first; nothing where preferences are no order."""
    liking = liking_of(analysis, decision_maker)
    if not isinstance(liking, Order):
        return ()
    names, facts = Names(analysis.conflict), analysis.situation
    found: list[Situation] = []

    def place(mark: str, word: str, index: int) -> None:
        state = analysis.state_at(index)
        full = _state_in_words(analysis, index, names)
        short = names.scenario(state.scenario) if state.scenario and not state.name else full
        told = [_("{what}: {state}", what=word, state=name) for name in (short, full)]
        found.append(Situation(mark, told[0], int(liking.rank[index]), told[1]))

    if facts.status_quo is not None:
        place("now", _("Now"), facts.status_quo)
    if facts.baseline is not None and facts.baseline != facts.status_quo:
        place("baseline", _("Baseline"), facts.baseline)
    led = facts.space.at(facts.snapshot.where_it_led())
    if led is not None:
        place("led", _("What happened"), led)
    small = analysis.number_of_states <= ALL_SHOWN
    endings = {analysis.index_of(ending.state) for ending in analysis.endings}
    if small:
        known = {facts.status_quo, facts.baseline, led}
        for index in range(analysis.number_of_states):
            if index not in known or index in endings:
                mark = "ending" if index in endings else "other"
                name = _state_in_words(analysis, index, names)
                name = _("Ending: {state}", state=name) if mark == "ending" else name
                found.append(Situation(mark, name, int(liking.rank[index])))
    else:
        found += _endings(analysis, liking, names)
    return tuple(sorted(found, key=lambda it: (it.rank, _MARKS.index(it.mark))))


def _state_in_words(analysis: Analysis, index: int, names: Names) -> str:
    state = analysis.state_at(index)
    if state.name or state.scenario:
        return names.state(state)
    return names.options(state.taken) or names.state(state)


def _endings(analysis: Analysis, liking: Order, names: Names) -> Iterable[Situation]:
    """Yield the endings by scenario: by rank where a scenario's have few, else its best and its worst."""
    for story in analysis.stories:
        ranks: dict[int, int] = {}
        for ending in story.endings:
            rank = int(liking.rank[analysis.index_of(ending.state)])
            ranks[rank] = ranks.get(rank, 0) + 1
        name = names.heading(story.scenario)
        if len(ranks) <= 3:
            for rank, count in ranks.items():
                told = ngettext("{number} ending", "{number} endings", count)
                yield Situation("ending", _("{scenario}: {endings}", scenario=name, endings=told), rank)
        else:
            total = len(story.endings)
            yield Situation(
                "ending", _("{scenario}: best of {number} endings", scenario=name, number=total), max(ranks)
            )
            yield Situation(
                "ending", _("{scenario}: worst of {number} endings", scenario=name, number=total), min(ranks)
            )


class _Strips:
    """Draws the ladders of one analysis."""

    def __init__(self, analysis: Analysis, prefix: str) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)
        self.drawing = Drawing(prefix=prefix)

    def picture(self, title: str) -> Picture:
        """Return the finished picture."""
        makers = self.analysis.decision_makers
        across = min(_ACROSS, len(makers))
        width = float(across * _COLUMN)
        y, said = 0.0, []
        marks: set[str] = set()
        for at in range(0, len(makers), across):
            row = makers[at : at + across]
            shown = {maker: situations_of(self.analysis, maker) for maker in row}
            marks |= {it.mark for own in shown.values() for it in own}
            high = max(_HEIGHT, max(len(own) for own in shown.values()) * _STEP)
            for column, (maker, own) in enumerate(shown.items()):
                self._ladder(maker, own, column * _COLUMN, y, high)
                best_first = ", ".join(it.name for it in reversed(own))
                order = best_first or self._no_order(maker)
                said.append(_("{name}: {that}", name=self.names[maker], that=order))
            y += high + 78
        self._legend(marks, y - 4, width)
        lead = _("From best to worst.")
        return self.drawing.finished(title, f"{lead} {in_row(said)}.", width, y + 22)

    def _ladder(self, maker: str, own: Sequence[Situation], x: float, y: float, high: float) -> None:
        drawing = self.drawing
        room = _COLUMN - 16
        lines = drawing.lines(self.names[maker], room, most=2, kind="strong")
        drawing.write_lines(self.names[maker], x, y + 14 + (2 - len(lines)) * LINE, room, most=2, kind="strong")
        top, bottom = y + 2 * LINE + 16, y + 2 * LINE + 16 + high
        if not own:
            drawing.write_lines(self._no_order(maker), x, top + 10, room, most=6, kind="small", colour="muted")
            return
        liking = liking_of(self.analysis, maker)
        assert isinstance(liking, Order)
        ranks = int(liking.rank.max())
        put(drawing.root, "path", kind="hollow line-soft", d=f"M{x + _AXIS:g} {top:g}V{bottom:g}", stroke_width=3)
        best, worst = _("best"), _("worst")
        drawing.write(best, x + _AXIS + 10, top - 4, 60, kind="small", colour="muted")
        drawing.write(worst, x + _AXIS + 10, bottom + 14, 60, kind="small", colour="muted")

        def height(rank: int) -> float:
            return bottom - 8 - (high - 16) * (rank - 1) / max(ranks - 1, 1)

        downwards = sorted(own, key=lambda it: (-it.rank, _MARKS.index(it.mark)))
        places = spread([height(it.rank) for it in downwards], _STEP, top + 4, bottom - 4)
        shared: dict[int, int] = {}
        for it, at in zip(downwards, places, strict=True):
            there = height(it.rank)
            shift = shared.get(it.rank, 0)
            shared[it.rank] = shift + 1
            if not shift:
                put_mark(drawing.root, it.mark, x + _AXIS, there)
            d = f"M{x + _AXIS + 8:g} {there:.1f}L{x + _LABEL - 12:g} {at:.1f}H{x + _LABEL - 10:g}"
            put(drawing.root, "path", kind="hollow line-muted", d=d, stroke_width=0.8)
            put_mark(drawing.root, it.mark, x + _LABEL - 3, at, size=8)
            told = _(
                "{name} (place {place} of {places} from the top)",
                name=it.full or it.name,
                place=ranks - it.rank + 1,
                places=ranks,
            )
            drawing.write(it.name, x + _LABEL + 6, at + 4, _COLUMN - _LABEL - 16, kind="small", told=told)

    def _no_order(self, maker: str) -> str:
        liking = liking_of(self.analysis, maker)
        assert isinstance(liking, Relation)
        unknown = liking.unknown_pairs()
        said = _("Preferences are given pair by pair, which makes no order.")
        if unknown:
            said += " " + ngettext("{number} pair is not known.", "{number} pairs are not known.", unknown)
        return said

    def _legend(self, marks: set[str], y: float, width: float) -> None:
        words = {
            "now": pgettext("legend", "now"),
            "baseline": _("baseline"),
            "led": _("what happened"),
            "ending": pgettext("legend", "ending"),
            "other": _("other state"),
        }
        legend = Legend(self.drawing, width, y)
        for mark in _MARKS:
            if mark in marks:
                x, at = legend.next(words[mark], 18)
                put_mark(self.drawing.root, mark, x + 6, at - 4)


def put_mark(parent: Element, mark: str, x: float, y: float, *, size: float = 12) -> Element:
    """Draw the mark of a state: now a diamond, the baseline a square, what happened a cross, an ending a disc."""
    half = size / 2
    if mark == "now":
        points = f"{x - half:.1f},{y:.1f} {x:.1f},{y - half:.1f} {x + half:.1f},{y:.1f} {x:.1f},{y + half:.1f}"
        return put(parent, "polygon", kind="fill-series-2 line-paper", points=points)
    if mark == "baseline":
        kind = "fill-paper line-ink"
        return put(
            parent, "rect", kind=kind, x=x - half + 1, y=y - half + 1, width=size - 2, height=size - 2, stroke_width=2
        )
    if mark == "led":
        d = f"M{x - half:.1f} {y - half:.1f}l{size} {size}m0 {-size}l{-size} {size}"
        return put(parent, "path", kind="hollow line-series-4", d=d, stroke_width=2.5)
    kind = "fill-series-1" if mark == "ending" else "fill-paper line-muted"
    return put(parent, "circle", kind=kind, cx=x, cy=y, r=half - 1)
