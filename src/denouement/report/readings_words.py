"""How often something comes out over combinations of readings, and whose reading decides, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from denouement.foresight.interval import interval
from denouement.foresight.overview.findings import Answer, Finding, Outcome, Share, Standings
from denouement.foresight.overview.overview import Overview
from denouement.model.names import together
from denouement.report.clean import clean
from denouement.report.words import SIGNS, Names

_PARTS_SHOWN = 4
_MAKERS_TOLD = 2
"""Of a draw: those whose readings make the most difference."""


class Counts:
    """Words for one overview."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        self.names = Names(overview.analysis.conflict)
        self.drawn = overview.combined.drawn
        self.number = len(overview)
        self.one = self.number == 1
        self.all = f"all {self.number:,}" + (" drawn" if self.drawn else "")
        self.none = f"none of {self.number:,}" + (" drawn" if self.drawn else "")
        self.weighted = overview.combined.weights is not None and not self.drawn

    # -- how often ------------------------------------------------------------------------------------------

    def of(self, share: Share) -> str:
        """Return `9 of 18`, or of a draw `9 of 18 drawn (29-71 %)`."""
        told = f"{share.combinations:,} of {self.number:,}"
        return f"{told} drawn ({percent_between(share.interval)})" if share.interval is not None else told

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns that `cells` fills."""
        if self.drawn:
            return f"Of {self.number:,} drawn", "Of all (95 %)"
        return (f"Of {self.number:,}", *(("By weight",) if self.weighted else ()))

    def cells(self, share: Share) -> tuple[str, ...]:
        """Return how often, and what that is by weight, or of all if they were drawn."""
        second = percent(share.weight) if self.weighted else percent_between(share.interval) if self.drawn else ""
        return (f"{share.combinations:,}", *([second] if second else []))

    def bounds(self) -> tuple[str, str]:
        """Return the least share of all of what holds in all that were drawn, and the greatest of what holds in none.

        Empty if none were drawn.
        """
        if not self.drawn:
            return "", ""
        low, high = interval(self.number, self.number)[0], interval(0, self.number)[1]
        return f"{100 * low:.2f} %", f"{100 * high:.2f} %"

    # -- where ----------------------------------------------------------------------------------------------

    def where(self, finding: Finding, outcome: Outcome) -> str:
        """Return exactly where an answer comes out, or else how often with each of the readings that decide."""
        if outcome.where is not None:
            return f"{'in the draw ' if self.drawn else ''}exactly with {self.names.read_so(outcome.where)}"
        if not 0 < outcome.share.combinations < self.number:
            return ""
        makers = list(finding.by_reading)
        if self.drawn:
            spread = {maker: _spread(finding.by_reading[maker], outcome.answer) for maker in makers}
            makers = sorted(makers, key=lambda maker: -spread[maker])[:_MAKERS_TOLD]
        return "; ".join(f"{self.names[maker]}: {self.readings(finding, outcome.answer, maker)}" for maker in makers)

    def readings(self, finding: Finding, answer: Answer, maker: str) -> str:
        """Return `letter 3 of 9, bluff 6 of 9`: how often an answer comes out with each reading of somebody."""
        parts = []
        for reading, counts in finding.by_reading[maker].items():
            parts.append(f"{clean(reading)} {counts.get(answer, 0):,} of {sum(counts.values()):,}")
        return ", ".join(parts)

    def often(self, finding: Finding, outcome: Outcome) -> str:
        """Return `9 of 18, exactly with The staff read as bluff`, as short as it can be told."""
        where = self.where(finding, outcome) if outcome.where is not None and not self.drawn else ""
        if not where and outcome.share.combinations < self.number and finding.deciding and not self.drawn:
            where = f"depending on {together([self.names[maker] for maker in finding.deciding])}"
        return ", ".join(filter(None, (self.of(outcome.share), where)))


def shortened(parts: Sequence[str]) -> str:
    """Return parts of a short answer in one line, without those that would make it a long one."""
    left = len(parts) - _PARTS_SHOWN
    return "; ".join([*parts[:_PARTS_SHOWN], *([f"and {left} more (below)"] if left > 0 else [])])


def standings_in_words(standings: Standings, place: str = "every ending") -> str:
    """Return `better off in every ending`, `better off in some, worse in others`, or that there is none."""
    if not standings:
        return f"no such ending as {place}"
    words = [{"same": "as well off", "unknown": "not known"}.get(standing, f"{standing} off") for standing in standings]
    if len(words) == 1:
        return f"{words[0]} in {place}"
    return f"{words[0]} in some, {' or '.join(words[1:])} in others"


def standings_in_signs(standings: Standings) -> str:
    """Return `▲` for better in every ending, `▲▼` for better in some and worse in others."""
    return "".join(SIGNS[standing] for standing in standings)


def percent(share: Fraction | None) -> str:
    """Return `35 %`; never 0 or 100 for what is neither."""
    if share is None:
        return ""
    rounded = round(100 * share)
    if rounded in (0, 100) and share not in (0, 1):
        return "under 1 %" if rounded == 0 else "over 99 %"
    return f"{rounded} %"


def percent_between(interval: tuple[float, float] | None) -> str:
    """Return `48-52 %`, with decimals where whole numbers would say nothing."""
    if interval is None:
        return ""
    low, high = interval
    digits = next((digits for digits in (0, 1, 2) if round(100 * low, digits) < round(100 * high, digits)), 3)
    return f"{100 * low:.{digits}f}-{100 * high:.{digits}f} %"


def _spread(readings: Mapping[str, Mapping[Answer, int]], answer: Answer) -> Fraction:
    shares = [
        Fraction(counts.get(answer, 0), sum(counts.values())) for counts in readings.values() if sum(counts.values())
    ]
    return max(shares) - min(shares) if shares else Fraction()


def numbered(ids: Sequence[str], shown: int) -> str:
    """Return `511, 512, 513, …`."""
    return ", ".join(ids[:shown]) + (", …" if len(ids) > shown else "")
