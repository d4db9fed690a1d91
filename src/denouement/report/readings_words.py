"""How often something comes out over combinations of readings, and whose reading decides, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, prod

from denouement.foresight.interval import interval_of_all
from denouement.foresight.overview.findings import Answer, Finding, Outcome, Share, Standings
from denouement.foresight.overview.overview import Overview
from denouement.foresight.readings import Description, rival_readings
from denouement.language import _, in_digits, in_row, marked, ngettext, pgettext
from denouement.report.clean import clean
from denouement.report.words import SIGNS, Names, in_company
from denouement.states.relation import Standing

_PARTS_SHOWN = 4
_COUNTED = 1_000
"""Combinations up to which the bounds of a draw are told in counts, beyond them in per cent."""
_MAKERS_TOLD = 2
"""Of a draw: those whose readings make the most difference."""
_STANDINGS: dict[Standing, str] = {
    "better": marked("better off"),
    "same": marked("as well off"),
    "worse": marked("worse off"),
    "unknown": marked("not known"),
}


class Counts:
    """Words for one overview."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        self.names = Names(overview.analysis.conflict)
        self.drawn = overview.combined.drawn
        self.total = overview.combined.total
        self.number = len(overview)
        self.one = self.number == 1
        if self.drawn:
            self.all = ngettext("all {number} drawn", "all {number} drawn", self.number)
            self.none = ngettext("none of {number} drawn", "none of {number} drawn", self.number)
        else:
            self.all = _("all {number}", number=self.number)
            self.none = _("none of {number}", number=self.number)
        self.weighted = overview.combined.weights is not None and not self.drawn

    # -- how often ------------------------------------------------------------------------------------------

    def of(self, share: Share) -> str:
        """Return `9 of 18`, or of a draw `4 of 12 drawn (4-10 of all 18)`."""
        count, number = share.combinations, self.number
        if share.interval is None:
            return pgettext("combinations", "{count} of {number}", count=count, number=number)
        between = self.between(share.interval)
        if not self.counts_all:
            return _("{count} of {number} drawn ({between} of all)", count=count, number=number, between=between)
        return _(
            "{count} of {number} drawn ({between} of all {total})",
            count=count, number=number, between=between, total=self.total,
        )  # fmt: skip

    @property
    def counts_all(self) -> bool:
        """Whether the bounds of a draw are told in counts."""
        return self.total <= _COUNTED

    def between(self, interval: tuple[float, float]) -> str:
        """Return between which counts of all combinations, `4-10`, or shares of them, `14-61 %`, a share lies."""
        if not self.counts_all:
            return percent_between(interval)
        low, high = counts_between(interval, self.total)
        return _("{low}-{high}", low=low, high=high) if low < high else in_digits(low)

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns that `cells` fills."""
        if self.drawn:
            every = _("Of all {total} (95 %)", total=self.total) if self.counts_all else _("Of all (95 %)")
            return _("Of {number} drawn", number=self.number), every
        return (_("Of {number}", number=self.number), *((_("By weight"),) if self.weighted else ()))

    def cells(self, share: Share) -> tuple[str, ...]:
        """Return how often, and what that is by weight, or of all if they were drawn."""
        second = percent(share.weight) if self.weighted else ""
        if share.interval is not None:
            second = self.between(share.interval)
        return (in_digits(share.combinations), *([second] if second else []))

    def at_least(self) -> str:
        """Return in how many of all what holds in all that were drawn does at least; empty if none were drawn."""
        if not self.drawn:
            return ""
        interval, drawn = interval_of_all(self.number, self.number, self.total), self.all
        if self.counts_all:
            return _(
                "At 95 %, what holds in {drawn} holds in {low} or more of all {total} combinations.",
                drawn=drawn, low=counts_between(interval, self.total)[0], total=self.total,
            )  # fmt: skip
        low = floor(100 * interval[0])
        return _("At 95 %, what holds in {drawn} holds in {low} % or more of all combinations.", drawn=drawn, low=low)

    def at_most(self) -> str:
        """Return in how many of all what holds in none that were drawn does at most; empty if none were drawn."""
        if not self.drawn:
            return ""
        interval, drawn = interval_of_all(0, self.number, self.total), self.none
        if self.counts_all:
            return _(
                "At 95 %, what holds in {drawn} holds in {high} or less of all {total} combinations.",
                drawn=drawn, high=counts_between(interval, self.total)[1], total=self.total,
            )  # fmt: skip
        high = ceil(100 * interval[1])
        return _(
            "At 95 %, what holds in {drawn} holds in {high} % or less of all combinations.", drawn=drawn, high=high
        )

    # -- where ----------------------------------------------------------------------------------------------

    def where(self, finding: Finding, outcome: Outcome) -> str:
        """Return exactly where an answer comes out, or else how often with each of the readings that decide."""
        if outcome.where is not None:
            readings = self.names.read_so(outcome.where)
            if self.drawn:
                return _("in the draw exactly with {readings}", readings=readings)
            return _("exactly with {readings}", readings=readings)
        if not 0 < outcome.share.combinations < self.number:
            return ""
        makers = list(finding.by_reading)
        if self.drawn:
            spread = {maker: _spread(finding.by_reading[maker], outcome.answer) for maker in makers}
            makers = sorted(makers, key=lambda maker: -spread[maker])[:_MAKERS_TOLD]
        return in_row(
            [
                _("{name}: {counts}", name=self.names[maker], counts=self.readings(finding, outcome.answer, maker))
                for maker in makers
            ]
        )

    def readings(self, finding: Finding, answer: Answer, maker: str) -> str:
        """Return `letter 3 of 9, bluff 6 of 9`: how often an answer comes out with each reading of somebody."""
        parts = []
        for reading, counts in finding.by_reading[maker].items():
            count, number = counts.get(answer, 0), sum(counts.values())
            parts.append(_("{reading} {count} of {number}", reading=clean(reading), count=count, number=number))
        return ", ".join(parts)

    def often(self, finding: Finding, outcome: Outcome) -> str:
        """Return `9 of 18, exactly with The staff read as bluff`, as short as it can be told."""
        if self.one:
            return ""
        where = self.where(finding, outcome) if outcome.where is not None and not self.drawn else ""
        if not where and outcome.share.combinations < self.number and finding.deciding and not self.drawn:
            where = _("depending on {names}", names=[self.names[maker] for maker in finding.deciding])
        return ", ".join(filter(None, (self.of(outcome.share), where)))

    # -- what was asked for ---------------------------------------------------------------------------------

    def asked(self) -> str:
        """Return `Microsoft read as article, as asked`: the rival readings that do not vary; empty without."""
        fixed = fixed_readings(self.overview)
        return _("{readings}, as asked", readings=self.names.read_so(fixed)) if fixed.readings else ""

    def of_how_many(self) -> int:
        """Return how many combinations there would be if no reading were fixed."""
        return prod(map(len, rival_readings(self.overview.analysis).values()))


def holding(finding: Finding) -> Outcome:
    """Return what is said of where a question is answered by yes."""
    return next(outcome for outcome in finding.outcomes if outcome.answer == "holds")


def fixed_readings(overview: Overview) -> Description:
    """Return which reading those have who have rivals and do not vary."""
    analysis = overview.analysis
    fixed = (maker for maker in rival_readings(analysis) if maker not in overview.combined.rivals)
    return Description("and", tuple((maker, (analysis.readings[maker],)) for maker in fixed))


def listed(names: Sequence[str]) -> str:
    """Return names as `The board, Microsoft`, those after the first as they stand inside a sentence."""
    return ", ".join([*names[:1], *(in_company([name], inside=True) for name in names[1:])])


def so_often(who: str, often: str) -> str:
    """Return `The board and The staff in 18 of 18`; without how often where there is nothing to count."""
    return _("{who} in {often}", who=who, often=often) if often else who


def shortened(parts: Iterable[tuple[Sequence[str], str]]) -> str:
    """Return who so often, and who else how often, in one line, without those that would make it a long one."""
    parts = list(parts)
    shown = [so_often(in_company(who, inside=at > 0), often) for at, (who, often) in enumerate(parts[:_PARTS_SHOWN])]
    left = len(parts) - len(shown)
    return in_row([*shown, *([_("and {number} more (below)", number=left)] if left else [])])


def standings_in_words(standings: Standings, scenario: str | None = None) -> str:
    """Return `better off in every ending`, or `better off in some, worse off in others`; in those of a scenario."""
    first, *others = (_(_STANDINGS[standing]) for standing in standings)
    if others:
        return _("{standing} in some, {others} in others", standing=first, others=_(" or ").join(others))
    if scenario is not None:
        return _("{standing} in {scenario}", standing=first, scenario=scenario)
    return _("{standing} in every ending", standing=first)


def standings_in_signs(standings: Standings) -> str:
    """Return `▲` for better in every ending, `▲▼` for better in some and worse in others."""
    return "".join(SIGNS[standing] for standing in standings)


def percent(share: Fraction | None) -> str:
    """Return `35 %`; never 0 or 100 for what is neither."""
    if share is None:
        return ""
    rounded = round(100 * share)
    if rounded in (0, 100) and share not in (0, 1):
        return _("under 1 %") if rounded == 0 else _("over 99 %")
    return _("{number} %", number=rounded)


def percent_between(interval: tuple[float, float]) -> str:
    """Return `48-52 %`, never narrower than it is."""
    return _("{low}-{high} %", low=floor(100 * interval[0]), high=ceil(100 * interval[1]))


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
