"""What it is worth that something holds in all readings: what else does, and what that rests on, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from denouement.analysis.endings import State
from denouement.foresight.overview.overview import Overview
from denouement.foresight.overview.worth import Firm, Happened
from denouement.language import together
from denouement.report.outline import Section
from denouement.report.readings_words import Counts, numbered
from denouement.report.words import concepts_in_words, counted

_STATES_SHOWN = 8
_ROWS_SHOWN = 12


def worth_sections(overview: Overview, counts: Counts, *, full: bool = False) -> Iterator[Section]:
    """Yield what a reader should think of `holds in all 18`."""
    if overview.combined.rivals and overview.worth.number:
        yield from _Words(overview, counts, full).sections()


class _Words:
    def __init__(self, overview: Overview, counts: Counts, full: bool) -> None:
        self.overview = overview
        self.counts = counts
        self.names = counts.names
        self.full = full
        self.worth = overview.worth
        self.order: tuple[str | None, ...] = (*(it.id for it in overview.analysis.conflict.scenarios), None)
        self.has_scenarios = len(self.order) > 1

    def sections(self) -> Iterator[Section]:
        title = f"What “in {self.counts.all}” is worth"
        yield Section(title, self.how_many())
        yield from (Section("", told) for told in (" ".join(self.happened()), self.no_way_back()) if told)
        rows = list(self.rows())
        shown = rows if self.full else rows[:_ROWS_SHOWN]
        freely = ("Holds if nothing is one-way",) if self.asked_freely else ()
        headings = ("Ending", "States", "Options never to be undone", "From there it can go to", *freely)
        yield Section("", "", headings, tuple(shown))
        if self.worth.number > len(self.worth.firm):
            more = self.worth.number - len(self.worth.firm)
            yield Section("", f"{counted(more, 'more state')} that hold in {self.counts.all} were not examined.")

    @property
    def asked_freely(self) -> bool:
        return any(firm.reversible is not None for firm in self.worth.firm)

    def by_scenario(self, states: list[State]) -> str:
        """Return `Exodus 4, Return with terms 2`; the states' numbers where there are no scenarios."""
        if not self.has_scenarios:
            return f"state{'s' if len(states) > 1 else ''} {numbered([state.id for state in states], _STATES_SHOWN)}"
        counts = Counter(state.scenario for state in states)
        return together([f"{self.names.scenario(id)} {counts[id]:,}" for id in self.order if id in counts])

    def how_many(self) -> str:
        states = [firm.state for firm in self.worth.firm]
        number = self.worth.number
        if number == 1:
            return (
                f"One state is an ending in {self.counts.all}: {self.names.state(states[0])}. No other is: that it "
                "holds whichever reading is true tells it from the rest."
            )
        if number > len(states):
            return f"{number:,} states are endings in {self.counts.all}. So that a state is one says little about it."
        told = f"{number:,} states are endings in {self.counts.all}: {self.by_scenario(states)}."
        within = {state.scenario for state in states}
        kinds = [id for id in self.order if id in within] if self.has_scenarios else []
        between = together([self.names.scenario(id) for id in kinds]) if len(kinds) > 1 else "them"
        nobody = "none of the combinations drawn" if self.counts.drawn else "no reading of anybody"
        return (
            f"{told} Being an ending in {self.counts.all} does not tell between {between}: {nobody} rules one of them "
            "out."
        )

    def happened(self) -> Iterator[str]:
        happened = self.worth.happened
        if happened is None:
            return
        state = happened.state
        yield f"What happened in fact led to {self.names.state(state)}: {self.holding(happened)}."
        firm = [known.state for known in self.worth.firm]
        if any(known.id == state.id for known in firm):
            others = [other for other in firm if other.id != state.id]
            if others:
                yield f"The same is true of {counted(len(others), 'other state')}: {self.by_scenario(others)}."
            return
        if happened.firm:
            those = f"the ending{'s' if len(happened.firm) > 1 else ''} {together([it.id for it in happened.firm])}"
            hold = "hold" if len(happened.firm) > 1 else "holds"
            yield f"From there it can still come to {those}, which {hold} in {self.counts.all}."
        within = {known.id for known in happened.firm}
        others = [other for other in firm if other.id not in within]
        if happened.firm and others:
            yield f"But so do {self.by_scenario(others)}: this speaks for what happened no more than for those."

    def holding(self, happened: Happened) -> str:
        """Return `an equilibrium in 18 of 18 under GMR, SMR; in 0 of 18 under Nash, SEQ, SSEQ`."""
        alike: dict[int, list[str]] = {}
        for concept, count in happened.holds.items():
            alike.setdefault(count, []).append(concept)
        parts = [
            f"in {count:,} of {self.counts.number:,}{' drawn' if self.counts.drawn else ''} under "
            f"{concepts_in_words(concepts)}"
            for count, concepts in sorted(alike.items(), reverse=True)
        ]
        return f"an equilibrium {', '.join(parts)}"

    def no_way_back(self) -> str:
        """Return what would be left if every option could be taken and dropped again."""
        firm = self.worth.firm
        if not self.asked_freely or self.worth.number > len(firm):
            return ""
        left = [
            known.state for known in firm if known.reversible and known.reversible.combinations == len(self.overview)
        ]
        told = "A state that can hardly be left holds whatever anybody wants."
        if len(firm) == 1 and not left:
            return f"{told} If every option could be taken and dropped again, it would not hold in {self.counts.all}."
        if len(left) == len(firm):
            return f"{told} That is not the reason here: all would still hold if no option were one-way."
        rest = len(firm) - len(left)
        still = f"only {len(left):,} of them ({self.by_scenario(left)})" if left else "none of them"
        others = "the other one rests" if rest == 1 else f"{'the other' if left else 'all'} {rest:,} rest"
        return (
            f"{told} If every option could be taken and dropped again, {still} would still hold in {self.counts.all}: "
            f"{others} on moves that cannot be undone."
        )

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield one row for endings of a scenario that are alike."""
        groups: dict[tuple[object, ...], list[Firm]] = {}
        for firm in self.worth.firm:
            locked = firm.locked if self.full else (len(firm.locked), len(firm.state.taken))
            groups.setdefault((firm.state.scenario, locked, firm.leads_to, firm.reversible), []).append(firm)
        for group in sorted(groups.values(), key=lambda group: self.order.index(group[0].state.scenario)):
            first = group[0]
            name = self.names.scenario(first.state.scenario) if self.has_scenarios else ""
            states = numbered([firm.state.id for firm in group], _STATES_SHOWN)
            reversible = () if not self.asked_freely else (self.freely(first),)
            yield name, states, self.locked(first), self.onward(first), *reversible

    def locked(self, firm: Firm) -> str:
        told = f"{len(firm.locked)} of {len(firm.state.taken)} taken"
        return f"{told}: {self.names.options(firm.locked)}" if self.full and firm.locked else told

    def onward(self, firm: Firm) -> str:
        if not firm.onward:
            return "nowhere: nobody can move"
        if not self.has_scenarios:
            return counted(firm.onward, "state")
        if firm.leads_to == (firm.state.scenario,):
            return f"only {self.names.scenario(firm.state.scenario)}"
        return ", ".join(map(self.names.scenario, firm.leads_to))

    def freely(self, firm: Firm) -> str:
        return "" if firm.reversible is None else f"in {self.counts.of(firm.reversible)}"
