"""The fourth chapter: who can do what, what cannot be undone, and what cannot be at all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import evolve

from denouement.language import _, in_digits, in_row, language, marked, ngettext
from denouement.model.condition import Constant
from denouement.model.conflict import DecisionMaker, Option, rule_id
from denouement.model.text import in_language
from denouement.report.clean import clean
from denouement.report.document.conditions import Conditions
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Part, filled
from denouement.report.document.sources import Sources
from denouement.report.outline import Section
from denouement.report.story_outline import persons
from denouement.report.telling import without_emphasis
from denouement.report.words import Names
from denouement.states.finding import scenario_columns
from denouement.states.situation import possible_states
from denouement.states.space import NO_OPTIONS

_WAYS = {
    "both": marked("can be undone"),
    "take": marked("once taken, for good"),
    "drop": marked("once dropped, for good"),
    "never": marked("fixed"),
}
_RULES = {
    "always": marked("Always: {conditions}"),
    "never": marked("Never: {conditions}"),
    "at_most_one": marked("At most one of: {conditions}"),
    "exactly_one": marked("Exactly one of: {conditions}"),
    "at_least_one": marked("At least one of: {conditions}"),
}
_COUNTED = 1 << 22
"""Combinations of options times rules up to which it is worked out what each rule alone excludes."""


def players(found: Findings, sources: Sources) -> Chapter:
    """Return the chapter of decision makers, options and rules."""
    words = _Words(found, sources)
    conflict = found.analysis.conflict
    parts: list[Part] = [
        *(words.decision_maker(maker) for maker in conflict.decision_makers),
        *words.rules(),
        *words.forbidden(),
        *words.definitions(),
        *words.states(),
    ]
    return Chapter("players", _("Who can do what"), tuple(parts))


class _Words:
    def __init__(self, found: Findings, sources: Sources) -> None:
        self.analysis = found.analysis
        self.conflict = found.analysis.conflict
        self.snapshot = found.analysis.situation.snapshot
        self.space = found.analysis.situation.space
        self.names = Names(self.conflict)
        self.sources = sources
        self.conditions = Conditions(self.snapshot.vocabulary, self.names)

    # -- decision makers and options ------------------------------------------------------------------------

    def decision_maker(self, maker: DecisionMaker) -> Section:
        told = [*persons(maker)]
        told += [without_emphasis(in_language(maker.note, language()))] if maker.note else []
        lead = " ".join(f"{text.rstrip('.')}." for text in told if text)
        if not maker.options:
            moves = _("Moves between the listed states.") if maker.moves else _("Has no options of its own.")
            return Section(self.names[maker.id], f"{lead} {moves}".strip())
        headings = (_("Option"), _("Now"), _("Undone?"), _("In states"), _("Why, and who says so"))
        rows = tuple(self.option(maker, option) for option in maker.options)
        return filled(self.names[maker.id], lead, headings, rows)

    def option(self, maker: DecisionMaker, option: Option) -> tuple[str, ...]:
        full = maker.full_id(option)
        now = self.analysis.status_quo
        moves = self.snapshot.moves[full]
        way = _("not on this day") if moves != option.moves else _(_WAYS[moves])
        cited = self.sources.citing(option.evidence)
        note = without_emphasis(option.note) if option.note else ""
        return (
            self.names[full],
            "" if now is None else _("taken") if full in now.taken else _("not taken"),
            "" if self.conflict.is_graph else way,
            in_digits(int(self.space.holds_option(full).sum())),
            self.sources.after(note, cited),
        )

    # -- what cannot be -------------------------------------------------------------------------------------

    def rules(self) -> Iterator[Section]:
        rules = self.snapshot.rules
        if not rules:
            if not self.conflict.is_graph:
                yield Section(_("Rules"), _("The model has no rules: every combination of options is possible."))
            return
        counts = self.excluded()
        headings = (_("Rule"), *((_("Excludes alone"), _("States without it")) if counts else ()), _("Why"))
        rows = []
        for at, (number, rule) in enumerate(rules):
            listed = in_row([self.conditions.in_words(condition) for condition in rule.conditions])
            said = f"{clean(rule_id(number, rule))}. {_(_RULES[rule.kind], conditions=listed)}"
            why = self.sources.after(clean(rule.why or ""), self.sources.citing(rule.evidence))
            rows.append((said, *(map(in_digits, counts[at]) if counts else ()), why))
        lead = self.how_many()
        if counts:
            lead += " " + _(
                "For each rule: how many of all combinations it excludes by itself, and how many states there would be "
                "if it alone were left out."
            )
        yield filled(_("What cannot be"), lead, headings, rows)

    def how_many(self) -> str:
        told = _(
            "Of {combinations} combinations of options {states} are possible under all rules together.",
            combinations=1 << len(self.conflict.options),
            states=self.analysis.number_of_states,
        )
        if self.analysis.number_reachable is not None:
            told += " " + _("{number} of them can be reached from now.", number=self.analysis.number_reachable)
        return told

    def excluded(self) -> list[tuple[int, int]]:
        """Return for each rule how much it excludes alone, and how many states there would be without it."""
        combinations = 1 << len(self.conflict.options)
        rules = self.snapshot.rules
        if combinations * len(rules) ** 2 > _COUNTED or self.conflict.is_graph or self.conflict.coalesce:
            return []
        found = []
        for at in range(len(rules)):
            alone = possible_states(evolve(self.snapshot, rules=(rules[at],)))[0]
            without = possible_states(evolve(self.snapshot, rules=rules[:at] + rules[at + 1 :]))[0]
            found.append((combinations - len(alone), len(without)))
        return found

    def forbidden(self) -> Iterator[Section]:
        rows = []
        for entry in self.snapshot.forbidden:
            ends = [
                self.conditions.in_words(end) if end is not None else _("any state")
                for end in (entry.origin, entry.destination)
            ]
            why = self.sources.after(clean(entry.why or ""), self.sources.citing(entry.evidence))
            rows.append((self.names[entry.by], *ends, why))
        if rows:
            headings = (_("Who"), _("From"), _("To"), _("Why"))
            yield filled(_("Moves that are not possible"), "", headings, rows)

    def definitions(self) -> Iterator[Section]:
        rows = tuple(
            (clean(name).replace("_", " "), self.conditions.in_words(condition))
            for name, condition in self.conflict.definitions
        )
        if rows:
            yield Section(_("Words used"), _("Short words for conditions, used in rules and wants:"), rows=rows)

    def states(self) -> Iterator[Section]:
        columns = scenario_columns(self.snapshot, self.space)
        if not columns:
            return
        rows = []
        for scenario in self.conflict.scenarios:
            column = columns[scenario.id]
            reached = self.analysis.reachable
            rows.append(
                (
                    self.names.scenario(scenario.id),
                    _("everything else")
                    if scenario.when == Constant(True)
                    else self.conditions.in_words(scenario.when),
                    in_digits(int(column.sum())),
                    "" if reached is None else in_digits(int((column & reached).sum())),
                )
            )
        rest = ~np.logical_or.reduce(list(columns.values()))
        if rest.any() and (self.space.codes != NO_OPTIONS).any():
            rows.append((self.names.scenario(None), "", in_digits(int(rest.sum())), ""))
        lead = ngettext(
            "{number} scenario names a family of states; the first whose condition holds names a state.",
            "{number} scenarios name families of states; the first whose condition holds names a state.",
            len(columns),
        )
        headings = (_("Scenario"), _("When"), _("States"), _("Reachable"))
        yield filled(_("Scenarios"), lead, headings, rows)
