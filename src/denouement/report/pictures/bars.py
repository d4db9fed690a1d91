"""The shares of a sweep as bars from 0 to 100 %, each with its interval and its counts."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from denouement.foresight.reach import out_of_reach
from denouement.foresight.sweep.result import Sweep, where_it_arises
from denouement.foresight.sweep.shares import Share
from denouement.language import _, in_decimals, in_percent, in_row, ngettext
from denouement.report.claims_words import quoted
from denouement.report.clean import clean
from denouement.report.pictures.drawing import SMALL_LINE, Drawing, put
from denouement.report.pictures.picture import Picture
from denouement.report.pictures.signs import put_sign
from denouement.report.says_in_words import SaysInWords
from denouement.report.words import STANDINGS, Names, resting_in_words

_NAMES = 270
_BARS = 260
_GAP = 14
_TOLD = 216
_WIDTH = _NAMES + _BARS + _GAP + _TOLD
_ROW = 26
_HIGH_ROW = 40
_CLAIMS_SHOWN = 24


@frozen
class _Bar:
    """One share to show."""

    name: str
    share: Share | None
    """None: it never arises."""
    sign: str | None = None
    """The standing it counts, of which the sign stands before the name."""
    beneath: str = ""
    """A second line, such as the words of a claim."""
    beyond: bool = False
    """Whether no state of it can be reached, whatever anybody wants."""


@frozen
class _Group:
    title: str
    bars: tuple[_Bar, ...]


def sweep_bars(sweep: Sweep, *, prefix: str = "bars") -> Picture:
    """Return how often each outcome came out in the draws of a sweep, with 95 % intervals."""
    title = _("How often it comes out so · {model}", model=clean(sweep.analysis.conflict.title))
    return _Bars(sweep, prefix).picture(title)


class _Bars:
    """Draws the bars of one sweep."""

    def __init__(self, sweep: Sweep, prefix: str) -> None:
        self.sweep = sweep
        self.names = Names(sweep.analysis.conflict)
        self.drawing = Drawing(prefix=prefix)
        self.said: list[str] = []

    def picture(self, title: str) -> Picture:
        """Return the finished picture."""
        drawing = self.drawing
        lead = self._lead()
        y = 14.0 + SMALL_LINE * drawing.write_lines(lead, 0, 12, _WIDTH, most=4, kind="small", colour="muted")
        for group in self._groups():
            y = self._group(group, y)
        left = len(self.sweep.claims) - _CLAIMS_SHOWN
        if left > 0:
            more = ngettext("… and {number} more claim", "… and {number} more claims", left)
            drawing.write(more, 0, y + 14, _WIDTH, kind="small", colour="muted")
            y += 20
        return drawing.finished(title, f"{lead} {in_row(self.said)}.", _WIDTH, y + 6)

    def _lead(self) -> str:
        sweep = self.sweep
        if not sweep.varied:
            return _("Nothing is doubtful here, so that all draws are alike.")
        lead = ngettext(
            "Shares of {number} draw (seed {seed}), no probabilities; the line on a bar is the 95 % interval.",
            "Shares of {number} draws (seed {seed}), no probabilities; the line on a bar is the 95 % interval.",
            sweep.draws,
            seed=str(sweep.seed),
        )
        if sweep.stopped:
            lead += " " + _("Stopped early: {number} draws were asked for.", number=sweep.asked)
        return lead

    def _groups(self) -> Iterator[_Group]:
        sweep, analysis = self.sweep, self.sweep.analysis
        if sweep.now is not None:
            yield _Group(_("Can it last as it stands?"), (_Bar(resting_in_words(analysis), sweep.now),))
        beyond = out_of_reach(analysis)
        ways = [_Bar(_("Some ending"), sweep.any_ending)]
        ways += [_Bar(_("{story} (story)", story=clean(story)), share) for story, share in sweep.stories.items()]
        ways += [
            _Bar(self.names.scenario(id or None), share, beyond=id in beyond)
            for id, share in sweep.scenarios.items()
            if id or share.count or not analysis.conflict.scenarios
        ]
        yield _Group(_("How can it end? (several ways in one draw are possible)"), tuple(ways))
        fates = tuple(self._fates())
        if fates:
            yield _Group(_("Who is better or worse off in every ending?"), fates)
        words = SaysInWords(analysis)
        claims = [
            _Bar(
                " ".join(filter(None, (clean(claim.id), words.says(claim.says) if claim.says is not None else ""))),
                where_it_arises(truths),
                beneath=quoted(claim),
            )
            for claim, truths in sweep.claims
        ]
        if claims:
            yield _Group(_("What was claimed (in the draws in which it arises)"), tuple(claims[:_CLAIMS_SHOWN]))

    def _fates(self) -> Iterator[_Bar]:
        for maker, families in self.sweep.standings.items():
            for standing, share in families[None].every.items():
                if share.count:
                    name = _("{name}: {standing}", name=self.names[maker], standing=_(STANDINGS[standing]))
                    yield _Bar(name, share, sign=standing)

    def _group(self, group: _Group, y: float) -> float:
        drawing = self.drawing
        y += 12
        drawing.write(group.title, 0, y + 12, _WIDTH, kind="strong")
        y += 22
        height = sum(map(_height, group.bars))
        for tenth in range(0, 11, 5):
            x = _NAMES + _BARS * tenth / 10
            put(drawing.root, "path", kind="hollow line-soft", d=f"M{x:.0f} {y:.0f}v{height}")
        parts = []
        for bar in group.bars:
            told = self._bar(bar, y)
            parts.append(_("{name}: {share}", name=bar.name, share=told))
            y += _height(bar)
        self.said.append(f"{group.title} {', '.join(parts)}")
        for tenth in range(0, 11, 5):
            x = _NAMES + _BARS * tenth / 10
            drawing.write(in_percent(tenth / 10), x, y + 13, 60, kind="small", colour="muted", anchor="middle")
        return y + 18

    def _bar(self, bar: _Bar, y: float) -> str:
        """Draw one bar; return what is said of it."""
        drawing, middle = self.drawing, y + _height(bar) / 2
        room: float = _NAMES - 12
        if bar.sign is not None:
            put_sign(drawing.root, bar.sign, 6, middle)
            room -= 20
        if bar.beneath:
            drawing.write(bar.name, _NAMES - 12 - room, middle - 3, room)
            drawing.write(bar.beneath, _NAMES - 12 - room, middle + 13, room, kind="small", colour="muted")
        else:
            drawing.write(bar.name, _NAMES - 12 - room, middle + 5, room)
        told = self._told(bar)
        drawing.write(told, _NAMES + _BARS + _GAP, middle + 4, _TOLD, kind="small")
        if bar.share is None or bar.beyond:
            return told
        put(
            drawing.root, "rect", kind="fill-series-1 share", x=_NAMES, y=middle - 7,
            width=f"{bar.share.share * _BARS:.2f}", height=14,
        )  # fmt: skip
        if not bar.share.certain:
            low, high = (_NAMES + end * _BARS for end in bar.share.interval)
            whisker = f"M{low:.2f} {middle - 5:.1f}v10M{low:.2f} {middle:.1f}H{high:.2f}M{high:.2f} {middle - 5:.1f}v10"
            # Light below, dark above: it shows on the bar as well as on the paper.
            put(drawing.root, "path", kind="hollow line-paper", d=whisker, stroke_width=4)
            put(drawing.root, "path", kind="hollow line-ink interval", d=whisker, stroke_width=1.5)
        return told

    def _told(self, bar: _Bar) -> str:
        share = bar.share
        if share is None:
            return _("arises in no draw")
        if bar.beyond:
            return _("cannot be reached")
        if share.certain:
            return _("in every draw") if share.count else _("in no draw")
        low, high = (100 * end for end in share.interval)
        places = 1 if high - low < 10 else 0
        if share.count == share.draws:
            return _("all {draws} (at least {low} %)", draws=share.draws, low=in_decimals(low, places))
        if not share.count:
            return _("none of {draws} (at most {high} %)", draws=share.draws, high=in_decimals(high, places))
        return _(
            "{count} of {draws} ({low}–{high} %)",
            count=share.count,
            draws=share.draws,
            low=in_decimals(low, places),
            high=in_decimals(high, places),
        )


def _height(bar: _Bar) -> int:
    return _HIGH_ROW if bar.beneath else _ROW
