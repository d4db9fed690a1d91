"""Somebody's order of scenarios, under one reading and under all, and of all states."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.result import FULL_LIMIT, Analysis
from denouement.analysis.wanting import Family, by_place, families, families_by_reading, readings_in_force
from denouement.language import _, in_digits, pgettext
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.words import Names


def families_from_best(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    """Yield a section on the scenarios in order, unless each is one state."""
    found = families(analysis, decision_maker)
    if all(family.states == 1 for family in found):
        return  # the ladder has said it
    rows = tuple(
        (
            names.scenario(family.scenario),
            in_digits(family.states),
            _range(family.best, family.worst),
            in_digits(family.median),
            _endings(family),
        )
        for family in found
    )
    lead = _("By the place of the middle state of each; their ranges may overlap.")
    headings = ("", _("States"), _("Places"), _("Middle"), _("Endings, their places"))
    yield Section(_("Scenarios from best to worst"), lead, headings, rows)


def _endings(family: Family) -> str:
    """Return how many endings a scenario has, and where: `2, at places 3 to 9`."""
    if not family.endings:
        return pgettext("endings", "none")
    best, worst = family.endings[0], family.endings[-1]
    if best == worst:
        return _("{number}, at place {place}", number=len(family.endings), place=best)
    return _("{number}, at places {places}", number=len(family.endings), places=_range(best, worst))


def _range(best: int, worst: int) -> str:
    return in_digits(best) if best == worst else _("{first} to {last}", first=best, last=worst)


def under_every_reading(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    """Yield a section on the order of scenarios under each reading of a decision maker."""
    by_reading = {reading: found for reading, found in families_by_reading(analysis, decision_maker).items() if found}
    if len(by_reading) < 2:
        alone = len(readings_in_force(analysis, decision_maker)) < 2
        lead = _("There is only one reading.") if alone else _("The model has no scenarios to put in order.")
        yield Section(_("Under every reading"), lead)
        return
    used = analysis.readings.get(decision_maker)
    called = ((reading, clean(reading)) for reading in by_reading)
    headings = ("", *(_("{name} (used)", name=name) if reading == used else name for reading, name in called))
    count = max(map(len, by_reading.values()))
    rows = tuple(
        (in_digits(at + 1), *(_cell(found, at, names) for found in by_reading.values())) for at in range(count)
    )
    lead = _(
        "The scenarios from best to worst, by the place of the middle state of each; = is as good as the one above."
    )
    yield Section(_("Under every reading"), lead, headings, rows, grid=True)


def _cell(found: tuple[Family, ...], at: int, names: Names) -> str:
    if at >= len(found):
        return ""
    tied = at > 0 and found[at].median == found[at - 1].median
    return ("= " if tied else "") + names.scenario(found[at].scenario)


def all_states(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    """Yield a section on all states in order, if they are not too many."""
    if analysis.number_of_states > FULL_LIMIT:
        lead = _("{number} are too many to read; --json --full lists them.", number=analysis.number_of_states)
        yield Section(_("All states"), lead)
        return
    rows: list[tuple[str, ...]] = []
    for place, members in by_place(analysis, decision_maker):
        for at, index in enumerate(members):
            state = analysis.state_at(index)
            rows.append((in_digits(place) if at == 0 else "=", names.state(state), names.options(state.taken)))
    if rows:
        lead = _("Best first; those marked = are alike.")
        yield Section(_("All states"), lead, (_("Place"), "", ""), tuple(rows))
