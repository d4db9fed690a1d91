"""Who is better or worse off over many draws, in words and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.endings import State
from denouement.foresight.sweep.record import Family
from denouement.foresight.sweep.result import Standings, Sweep
from denouement.report.outline import Section
from denouement.report.words import SIGNS, Names
from denouement.states.relation import Standing

_SEVERAL = ("▲", "▲●", "▲▼", "●", "●▼", "▼", "?")
"""How somebody can fare in the endings of one draw."""
_LEGEND = "▲ better off, ● as well off, ▼ worse off in every ending; two signs: in some endings this, in others that."
_UNKNOWN = " ? in some ending not known."


def standings_sections(sweep: Sweep, *, full: bool = False) -> Iterator[Section]:
    """Yield who fares how: over all endings, by scenario, and with `full` in how many draws in at least one ending."""
    baseline = sweep.analysis.baseline
    if sweep.standings and baseline is not None and sweep.any_ending.count:
        yield from _Words(sweep).sections(baseline, full)


class _Words:
    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.names = Names(sweep.analysis.conflict)
        first = next(iter(sweep.standings.values()))
        there = {family: sweep.draws - standings.none.count for family, standings in first.items()}
        self.there = {family: count for family, count in there.items() if count}

    def sections(self, baseline: State, full: bool) -> Iterator[Section]:
        all_endings = {maker: told[None] for maker, told in self.sweep.standings.items()}
        columns = [sign for sign in _SEVERAL if any(_counts(told)[sign] for told in all_endings.values())]
        rows = [
            (self.names[maker], *(_percent(_counts(told)[sign], self.there[None]) for sign in columns))
            for maker, told in all_endings.items()
        ]
        unknown = (
            _UNKNOWN if any(_counts(it)["?"] for told in self.sweep.standings.values() for it in told.values()) else ""
        )
        lead = (
            f"Compared with {self.names.state(baseline)}, over all endings of a draw, in per cent of {self.draws()}. "
            f"{_LEGEND}{unknown}"
        )
        yield Section("Who is better or worse off", lead, ("", *columns), tuple(rows), grid=True)
        families = [family for family in self.there if family is not None]
        if len(families) > 1:
            yield self.by_scenario(families)
        if full:
            yield from map(self.detailed, self.there if len(families) > 1 else [None])

    def draws(self) -> str:
        there = self.there[None]
        if there == self.sweep.draws:
            return f"{there:,} draws"
        return f"the {there:,} draws that have one"

    def by_scenario(self, families: Sequence[Family]) -> Section:
        headings = ("", *(f"{self.called(family)} ({self.there[family]:,})" for family in families))
        rows = [
            (self.names[maker], *(self.signs(told[family], self.there[family]) for family in families))
            for maker, told in self.sweep.standings.items()
        ]
        lead = "By scenario, in per cent of the draws in which it is an ending at all, which stand below it:"
        return Section("", lead, headings, tuple(rows), grid=True)

    def called(self, family: Family) -> str:
        return "all endings" if family is None else self.names.scenario(family or None)

    def signs(self, standings: Standings, there: int) -> str:
        """Return `▲20 ▲▼10 ▼70`."""
        counts = _counts(standings)
        return " ".join(f"{sign}{_percent(count, there)}" for sign, count in counts.items() if count)

    def detailed(self, family: Family) -> Section:
        rows = []
        for maker, told in self.sweep.standings.items():
            standings = told[family]
            counts = (
                standings.every["better"],
                standings.some["better"],
                standings.some["worse"],
                standings.every["worse"],
            )
            rows.append((self.names[maker], *(f"{share.count:,}" for share in counts)))
        headings = ("", "better in every", "better in at least one", "worse in at least one", "worse in every")
        lead = f"Over {self.called(family)}, in how many of all {self.sweep.draws:,} draws:"
        return Section("", lead, headings, tuple(rows), grid=True)


def _counts(standings: Standings) -> dict[str, int]:
    """Return in how many draws somebody fares in each way."""
    counts = dict.fromkeys(_SEVERAL, 0)
    for occurring, share in standings.sets.items():
        counts[_sign(occurring)] += share.count
    return counts


def _sign(occurring: tuple[Standing, ...]) -> str:
    """Return how somebody fares in the endings of a draw: better here and worse there whatever else there is."""
    if "unknown" in occurring:
        return "?"
    if "better" in occurring and "worse" in occurring:
        return "▲▼"
    return "".join(SIGNS[standing] for standing in occurring)


def _percent(count: int, of: int) -> str:
    """Return a percentage without decimals that never rounds to none or to all."""
    if count in (0, of):
        return "100" if count else "·"
    text = f"{count / of * 100:.0f}"
    return {"0": "<1", "100": ">99"}.get(text, text)
