"""What comes out combination by combination, as tables: who is read how, and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.foresight.overview.findings import Finding
from denouement.foresight.overview.overview import Overview
from denouement.language import _, in_digits, ngettext
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.readings_standings import Cell, Fortunes
from denouement.report.readings_words import Counts

_MATRIX = 36
"""Combinations up to which each is shown."""


def matrix_sections(overview: Overview, counts: Counts, fortunes: Fortunes, *, full: bool = False) -> Iterator[Section]:
    """Yield who is read how and what comes out: one row for readings that make no difference; with `full` each."""
    if not overview.combined.rivals or (len(overview) > _MATRIX and not full):
        return
    names = counts.names
    scenarios = [finding for finding in overview.of_kind("scenario") if finding.verdict != "none"]
    ends = [names.scenario(finding.question.scenario) for finding in scenarios]
    asked = (_("Can it end there?"), "", ends, scenarios, fortunes.ends)
    if full:
        yield _every_combination(overview, counts)
    for title, lead, headings, findings, cell in (asked, *fortunes.matrix()):
        if full:
            rows = tuple(
                (in_digits(number + 1), *(cell(finding, number) for finding in findings))
                for number in range(len(overview))
            )
            yield Section(title, lead, ("", *headings), rows, grid=True)
        elif findings:
            makers = _telling(overview, findings)
            rest = [names[maker] for maker in overview.combined.rivals if maker not in makers]
            first = ", ".join(names[maker] for maker in makers)
            table = tuple(_by_what_decides(overview, makers, findings, cell))
            lead = " ".join(filter(None, (lead, _no_difference(rest))))
            yield Section(title, lead, (first, *headings), table, grid=True)


def _every_combination(overview: Overview, counts: Counts) -> Section:
    combined = overview.combined
    rows = tuple(
        (in_digits(number + 1), *map(clean, combined.readings(number).values())) for number in range(len(combined))
    )
    headings = ("", *(counts.names[maker] for maker in combined.rivals))
    return Section(_("Combination by combination"), "", headings, rows)


def _telling(overview: Overview, findings: Sequence[Finding]) -> list[str]:
    """Return whose reading makes a difference, or may make one in what was not drawn."""
    deciding = {maker for finding in findings for maker in finding.deciding}
    return [maker for maker in overview.combined.rivals if maker in deciding or overview.combined.drawn]


def _no_difference(names: Sequence[str]) -> str:
    if not names:
        return ""
    return ngettext(
        "How {names} is read makes no difference here.",
        "How {names} are read makes no difference here.",
        len(names),
        names=list(names),
    )


def _by_what_decides(
    overview: Overview, makers: Sequence[str], findings: Sequence[Finding], cell: Cell
) -> Iterator[tuple[str, ...]]:
    """Yield one row for each way to read those whose reading makes a difference."""
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    for number in range(len(overview.combined)):
        readings = overview.combined.readings(number)
        chosen = tuple(clean(readings[maker]) for maker in makers)
        rows.setdefault(chosen, tuple(cell(finding, number) for finding in findings))
    for chosen, row in rows.items():
        yield ", ".join(chosen) or _("in any reading"), *row
