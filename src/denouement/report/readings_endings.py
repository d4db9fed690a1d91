"""The endings over all combinations of rival readings, state by state."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.foresight.overview.overview import Ending, Overview
from denouement.language import _, in_row, ngettext
from denouement.report.ending_words import ending_in_words
from denouement.report.outline import Section
from denouement.report.reader import asks_by_command
from denouement.report.readings_words import Counts, holding, numbered
from denouement.report.words import concepts_in_words

_STATES_SHOWN = 8
_GROUPS_SHOWN = 12


def endings_sections(overview: Overview, counts: Counts, *, full: bool = False) -> Iterator[Section]:
    """Yield the endings, those of a scenario that come out alike in one row; with `full` what is taken in each."""
    if not overview.endings:
        return
    words = _Words(overview, counts, full)
    groups = words.groups()
    shown = groups if full else groups[:_GROUPS_SHOWN]
    rows = [words.row(group) for group in shown]
    if len(shown) < len(groups):
        left = sum(map(len, groups[len(shown) :]))
        more = ngettext("… {number} more state", "… {number} more states", left)
        if asks_by_command():
            more = ngettext(
                "… {number} more state (shown with --full)", "… {number} more states (shown with --full)", left
            )
        rows.append((more,))
    number = ngettext(
        "{number} state is an ending with some combination of readings.",
        "{number} states are endings with some combination of readings.",
        len(overview.endings),
    )
    headings = (_("Ending"), _("States"), *counts.headings(), _("Equilibrium under"))
    yield Section(_("The endings"), f"{number} {ending_in_words(overview.analysis)}", headings, tuple(rows))
    if full:
        states = tuple((ending.state.id, counts.names.options(ending.state.taken)) for ending in overview.endings)
        yield Section("", "", (_("State"), _("What is taken")), states)


class _Words:
    def __init__(self, overview: Overview, counts: Counts, full: bool) -> None:
        self.overview = overview
        self.counts = counts
        self.names = counts.names
        self.full = full

    def groups(self) -> list[list[Ending]]:
        """Return endings of a scenario that come out alike together, what comes out most often first."""
        groups: dict[tuple[object, ...], list[Ending]] = {}
        for ending in self.overview.endings:
            pattern = ending.finding.codes.tobytes(), tuple(ending.concepts.items())
            key = ending.state.scenario, ending.finding.holds.combinations, pattern
            groups.setdefault(key, []).append(ending)
        order = {scenario.id: at for at, scenario in enumerate(self.overview.analysis.conflict.scenarios)}
        return sorted(
            groups.values(),
            key=lambda group: (
                -group[0].finding.holds.combinations,
                order.get(group[0].state.scenario or "", len(order)),
            ),
        )

    def row(self, group: list[Ending]) -> tuple[str, ...]:
        first = group[0]
        states = numbered([ending.state.id for ending in group], len(group) if self.full else _STATES_SHOWN)
        outcome = holding(first.finding)
        where = self.counts.where(first.finding, outcome) if outcome.where is not None or self.full else ""
        concepts = self.under(first, outcome.share.combinations)
        label = self.names.scenario(first.state.scenario) if self.overview.analysis.conflict.scenarios else ""
        return label, states, *self.counts.cells(outcome.share), in_row([*filter(None, (concepts, where))])

    def under(self, ending: Ending, times: int) -> str:
        """Return the concepts under which a state is an equilibrium, with how often where that is another number."""
        always = [concept for concept, count in ending.concepts.items() if count == times]
        told = [concepts_in_words(always)] if always else []
        if len(always) == len(ending.concepts) > 1:
            told = [_("all {number} concepts", number=len(always))]
        told += [
            _(
                "{concept} in {count} of all {number}",
                concept=concepts_in_words([concept]), count=count, number=len(self.overview),
            )
            for concept, count in ending.concepts.items()
            if count not in (0, times)
        ]  # fmt: skip
        return ", ".join(told)
