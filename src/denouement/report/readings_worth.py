"""What it is worth that something holds in all readings: what else does, and what that rests on, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from denouement.analysis.endings import State
from denouement.foresight.overview.overview import Overview
from denouement.foresight.overview.worth import Firm, Happened
from denouement.language import _, ngettext, together
from denouement.report.outline import Section
from denouement.report.readings_words import Counts, listed, numbered
from denouement.report.words import concepts_in_words

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
        yield Section(_("What “in {all}” is worth", all=self.counts.all), self.how_many())
        yield from (Section("", told) for told in (" ".join(self.happened()), self.no_way_back()) if told)
        rows = list(self.rows())
        shown = rows if self.full else rows[:_ROWS_SHOWN]
        freely = (_("Holds if nothing is one-way"),) if self.asked_freely else ()
        headings = (_("Ending"), _("States"), _("Options never to be undone"), _("From there it can go to"))
        yield Section("", "", (*headings, *freely), tuple(shown))
        if self.worth.number > len(self.worth.firm):
            more = self.worth.number - len(self.worth.firm)
            told = ngettext(
                "{number} more state that holds in {all} was not examined.",
                "{number} more states that hold in {all} were not examined.",
                more,
                all=self.counts.all,
            )
            yield Section("", told)

    @property
    def asked_freely(self) -> bool:
        return any(firm.reversible is not None for firm in self.worth.firm)

    def by_scenario(self, states: list[State]) -> str:
        """Return `Exodus 4, Return with terms 2`; the states' numbers where there are no scenarios."""
        if not self.has_scenarios:
            ids = numbered([state.id for state in states], _STATES_SHOWN)
            return ngettext("state {ids}", "states {ids}", len(states), ids=ids)
        counts = Counter(state.scenario for state in states)
        return together(
            [
                _("{scenario} {count}", scenario=self.names.scenario(id), count=counts[id])
                for id in self.order
                if id in counts
            ]
        )

    def how_many(self) -> str:
        states = [firm.state for firm in self.worth.firm]
        number, every = self.worth.number, self.counts.all
        if number == 1:
            return _(
                "One state is an ending in {all}: {state}. No other is: that it holds whichever reading is true tells "
                "it from the rest.",
                all=every, state=self.names.state(states[0]),
            )  # fmt: skip
        if number > len(states):
            return _(
                "{number} states are endings in {all}. So that a state is one says little about it.",
                number=number, all=every,
            )  # fmt: skip
        told = _(
            "{number} states are endings in {all}: {states}.", number=number, all=every, states=self.by_scenario(states)
        )
        return f"{told} {self.tells_nothing(states)}"

    def tells_nothing(self, states: list[State]) -> str:
        """Return that holding in all tells none of several states from the others."""
        within = {state.scenario for state in states}
        kinds = [id for id in self.order if id in within] if self.has_scenarios else []
        every, drawn = self.counts.all, self.counts.drawn
        if len(kinds) < 2:
            if drawn:
                return _(
                    "Being an ending in {all} does not tell between them: none of the combinations drawn rules one of "
                    "them out.",
                    all=every,
                )
            return _(
                "Being an ending in {all} does not tell between them: no reading of anybody rules one of them out.",
                all=every,
            )
        scenarios = [self.names.scenario(id) for id in kinds]
        if drawn:
            return _(
                "Being an ending in {all} does not tell between {scenarios}: none of the combinations drawn rules one "
                "of them out.",
                all=every, scenarios=scenarios,
            )  # fmt: skip
        return _(
            "Being an ending in {all} does not tell between {scenarios}: no reading of anybody rules one of them out.",
            all=every, scenarios=scenarios,
        )  # fmt: skip

    def happened(self) -> Iterator[str]:
        happened = self.worth.happened
        if happened is None:
            return
        state = happened.state
        holding = self.holding(happened)
        yield _("What happened in fact led to {state}: {holding}.", state=self.names.state(state), holding=holding)
        firm = [known.state for known in self.worth.firm]
        if any(known.id == state.id for known in firm):
            others = [other for other in firm if other.id != state.id]
            if others:
                yield ngettext(
                    "The same is true of {number} other state: {states}.",
                    "The same is true of {number} other states: {states}.",
                    len(others),
                    states=self.by_scenario(others),
                )
            return
        if happened.firm:
            yield ngettext(
                "From there it can still come to the ending {ids}, which holds in {all}.",
                "From there it can still come to the endings {ids}, which hold in {all}.",
                len(happened.firm),
                ids=together([it.id for it in happened.firm]),
                all=self.counts.all,
            )
        within = {known.id for known in happened.firm}
        others = [other for other in firm if other.id not in within]
        if happened.firm and others:
            yield _(
                "But so do {states}: this speaks for what happened no more than for those.",
                states=self.by_scenario(others),
            )

    def holding(self, happened: Happened) -> str:
        """Return `an equilibrium in 18 of 18 under GMR, SMR, in 0 of 18 under Nash, SEQ, SSEQ`."""
        alike: dict[int, list[str]] = {}
        for concept, count in happened.holds.items():
            alike.setdefault(count, []).append(concept)
        parts = [self.so_often_under(count, concepts) for count, concepts in sorted(alike.items(), reverse=True)]
        return _("an equilibrium {counts}", counts=", ".join(parts))

    def so_often_under(self, count: int, concepts: list[str]) -> str:
        number, under = self.counts.number, concepts_in_words(concepts)
        if self.counts.drawn:
            return _("in {count} of {number} drawn under {concepts}", count=count, number=number, concepts=under)
        return _("in {count} of {number} under {concepts}", count=count, number=number, concepts=under)

    def no_way_back(self) -> str:
        """Return what would be left if every option could be taken and dropped again."""
        firm = self.worth.firm
        if not self.asked_freely or self.worth.number > len(firm):
            return ""
        left = [
            known.state for known in firm if known.reversible and known.reversible.combinations == len(self.overview)
        ]
        why = _("A state that can hardly be left holds whatever anybody wants.")
        return f"{why} {self.left_freely(left, len(firm) - len(left))}"

    def left_freely(self, left: list[State], rest: int) -> str:
        """Return which states would be left if every option could be taken and dropped again; `rest` would not."""
        every = self.counts.all
        if not rest:
            return _("That is not the reason here: all would still hold if no option were one-way.")
        if left:
            return ngettext(
                "If every option could be taken and dropped again, only {left} of them ({states}) would still hold in "
                "{all}: the other one rests on moves that cannot be undone.",
                "If every option could be taken and dropped again, only {left} of them ({states}) would still hold in "
                "{all}: the other {number} rest on moves that cannot be undone.",
                rest,
                left=len(left),
                states=self.by_scenario(left),
                all=every,
            )
        return ngettext(
            "If every option could be taken and dropped again, it would not hold in {all}.",
            "If every option could be taken and dropped again, none of them would still hold in {all}: all {number} "
            "rest on moves that cannot be undone.",
            rest,
            all=every,
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
        number, taken = len(firm.locked), len(firm.state.taken)
        if self.full and firm.locked:
            options = self.names.options(firm.locked)
            return _("{number} of {taken} taken: {options}", number=number, taken=taken, options=options)
        return _("{number} of {taken} taken", number=number, taken=taken)

    def onward(self, firm: Firm) -> str:
        if not firm.onward:
            return _("nowhere: nobody can move")
        if not self.has_scenarios:
            return ngettext("{number} state", "{number} states", firm.onward)
        if firm.leads_to == (firm.state.scenario,):
            return _("only {scenario}", scenario=self.names.scenario(firm.state.scenario))
        return listed([self.names.scenario(id) for id in firm.leads_to])

    def freely(self, firm: Firm) -> str:
        return "" if firm.reversible is None else _("in {often}", often=self.counts.of(firm.reversible))
