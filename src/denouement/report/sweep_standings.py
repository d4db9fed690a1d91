"""Who is better or worse off over many draws, in words and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.endings import State
from denouement.foresight.sweep.record import Family
from denouement.foresight.sweep.result import Standings, Sweep
from denouement.language import _, in_digits, marked
from denouement.report.outline import Section
from denouement.report.words import SIGNS, Names
from denouement.states.relation import Standing

_SEVERAL = ("▲", "▲●", "▲▼", "●", "●▼", "▼", "?")
"""How somebody can fare in the endings of one draw."""
_LEGEND = marked(
    "▲ better off, ● as well off, ▼ worse off in every ending; two signs: in some endings this, in others that."
)


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
        lead = f"{self.compared(baseline)} {_(_LEGEND)}"
        if any(_counts(it)["?"] for told in self.sweep.standings.values() for it in told.values()):
            lead += " " + _("? in some ending not known.")
        yield Section(_("Who is better or worse off"), lead, ("", *columns), tuple(rows), grid=True)
        families = [family for family in self.there if family is not None]
        if len(families) > 1:
            yield self.by_scenario(families)
        if full:
            yield from map(self.detailed, self.there if len(families) > 1 else [None])

    def compared(self, baseline: State) -> str:
        """Return what all are compared with, and of how many draws the shares are."""
        there, state = self.there[None], self.names.state(baseline)
        if there == self.sweep.draws:
            return _(
                "Compared with {baseline}, over all endings of a draw, in per cent of {number} draws.",
                baseline=state,
                number=there,
            )
        return _(
            "Compared with {baseline}, over all endings of a draw, in per cent of the {number} draws that have one.",
            baseline=state,
            number=there,
        )

    def by_scenario(self, families: Sequence[str]) -> Section:
        headings = ("", *(f"{self.names.scenario(id or None)} ({in_digits(self.there[id])})" for id in families))
        rows = [
            (self.names[maker], *(self.signs(told[family], self.there[family]) for family in families))
            for maker, told in self.sweep.standings.items()
        ]
        lead = _("By scenario, in per cent of the draws in which it is an ending at all, which stand below it:")
        return Section("", lead, headings, tuple(rows), grid=True)

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
            rows.append((self.names[maker], *(in_digits(share.count) for share in counts)))
        headings = (
            "",
            _("better in every"),
            _("better in at least one"),
            _("worse in at least one"),
            _("worse in every"),
        )
        draws = self.sweep.draws
        if family is None:
            lead = _("Over all endings, in how many of all {number} draws:", number=draws)
        else:
            scenario = self.names.scenario(family or None)
            lead = _("Over {scenario}, in how many of all {number} draws:", scenario=scenario, number=draws)
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
