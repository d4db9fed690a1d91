"""How often something comes out over combinations of readings, and whose reading decides, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, prod

from denouement.foresight.interval import interval_of_all
from denouement.foresight.overview.findings import Answer, Finding, Outcome, Share, Standings
from denouement.foresight.overview.overview import Overview
from denouement.foresight.readings import Description, rival_readings
from denouement.language import together
from denouement.report.clean import clean
from denouement.report.words import SIGNS, Names

_PARTS_SHOWN = 4
_COUNTED = 1_000
"""Combinations up to which the bounds of a draw are told in counts, beyond them in per cent."""
_MAKERS_TOLD = 2
"""Of a draw: those whose readings make the most difference."""


class Counts:
    """Words for one overview."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        self.names = Names(overview.analysis.conflict)
        self.drawn = overview.combined.drawn
        self.total = overview.combined.total
        self.number = len(overview)
        self.one = self.number == 1
        self.all = f"all {self.number:,}" + (" drawn" if self.drawn else "")
        self.none = f"none of {self.number:,}" + (" drawn" if self.drawn else "")
        self.weighted = overview.combined.weights is not None and not self.drawn

    # -- how often ------------------------------------------------------------------------------------------

    def of(self, share: Share) -> str:
        """Return `9 of 18`, or of a draw `4 of 12 drawn (4-10 of all 18)`."""
        told = f"{share.combinations:,} of {self.number:,}"
        if share.interval is None:
            return told
        return f"{told} drawn ({self.between(share.interval)} of all{f' {self.total:,}' if self.counts_all else ''})"

    @property
    def counts_all(self) -> bool:
        """Whether the bounds of a draw are told in counts."""
        return self.total <= _COUNTED

    def between(self, interval: tuple[float, float]) -> str:
        """Return between which counts of all combinations, `4-10`, or shares of them, `14-61 %`, a share lies."""
        if not self.counts_all:
            return percent_between(interval)
        low, high = counts_between(interval, self.total)
        return f"{low:,}-{high:,}" if low < high else f"{low:,}"

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns that `cells` fills."""
        if self.drawn:
            return f"Of {self.number:,} drawn", f"Of all{f' {self.total:,}' if self.counts_all else ''} (95 %)"
        return (f"Of {self.number:,}", *(("By weight",) if self.weighted else ()))

    def cells(self, share: Share) -> tuple[str, ...]:
        """Return how often, and what that is by weight, or of all if they were drawn."""
        second = percent(share.weight) if self.weighted else ""
        if share.interval is not None:
            second = self.between(share.interval)
        return (f"{share.combinations:,}", *([second] if second else []))

    def bounds(self) -> tuple[str, str]:
        """Return in how many of all what holds in all that were drawn does at least, what holds in none at most.

        Empty if none were drawn.
        """
        if not self.drawn:
            return "", ""
        every, none = (interval_of_all(count, self.number, self.total) for count in (self.number, 0))
        if self.counts_all:
            low, high = counts_between(every, self.total)[0], counts_between(none, self.total)[1]
            return f"{low:,} or more of all {self.total:,}", f"{high:,} or less of all {self.total:,}"
        return f"{floor(100 * every[0])} % or more of all", f"{ceil(100 * none[1])} % or less of all"

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
        if self.one:
            return ""
        where = self.where(finding, outcome) if outcome.where is not None and not self.drawn else ""
        if not where and outcome.share.combinations < self.number and finding.deciding and not self.drawn:
            where = f"depending on {together([self.names[maker] for maker in finding.deciding])}"
        return ", ".join(filter(None, (self.of(outcome.share), where)))

    # -- what was asked for ---------------------------------------------------------------------------------

    def asked(self) -> str:
        """Return `Microsoft read as article, as asked`: the rival readings that do not vary; empty without."""
        fixed = fixed_readings(self.overview)
        return f"{self.names.read_so(fixed)}, as asked" if fixed.readings else ""

    def of_how_many(self) -> int:
        """Return how many combinations there would be if no reading were fixed."""
        return prod(map(len, rival_readings(self.overview.analysis).values()))


def fixed_readings(overview: Overview) -> Description:
    """Return which reading those have who have rivals and do not vary."""
    analysis = overview.analysis
    fixed = (maker for maker in rival_readings(analysis) if maker not in overview.combined.rivals)
    return Description("and", tuple((maker, (analysis.readings[maker],)) for maker in fixed))


def so_often(who: Iterable[str], often: str) -> str:
    """Return `The board and The staff in 18 of 18`; without how often where there is nothing to count."""
    return together(list(who)) + (f" in {often}" if often else "")


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


def percent_between(interval: tuple[float, float]) -> str:
    """Return `48-52 %`, never narrower than it is."""
    return f"{floor(100 * interval[0])}-{ceil(100 * interval[1])} %"


def counts_between(interval: tuple[float, float], total: int) -> tuple[int, int]:
    """Return the least and the greatest count of a total whose share lies in an interval."""
    # What is a whole number but for rounding is one.
    return ceil(interval[0] * total - 1e-9), floor(interval[1] * total + 1e-9)


def _spread(readings: Mapping[str, Mapping[Answer, int]], answer: Answer) -> Fraction:
    shares = [
        Fraction(counts.get(answer, 0), sum(counts.values())) for counts in readings.values() if sum(counts.values())
    ]
    return max(shares) - min(shares) if shares else Fraction()


def numbered(ids: Sequence[str], shown: int) -> str:
    """Return `511, 512, 513, …`."""
    return ", ".join(ids[:shown]) + (", …" if len(ids) > shown else "")
