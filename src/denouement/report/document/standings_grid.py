"""The grid of endings: who is better or worse off in each story, and what weak statement decides that."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.language import _, quoted
from denouement.report.outline import standings_table
from denouement.report.section import Section
from denouement.report.telling import short_statement, weakly_decided, weaknesses
from denouement.report.words import Names


def standings_grid(analysis: Analysis) -> Iterator[Section]:
    """Yield the grid, and what the stars in it mean; nothing where nobody is compared."""
    names, weak = Names(analysis.conflict), weakly_decided(analysis)
    if not analysis.standings or analysis.baseline is None:
        return
    headings, rows = standings_table(analysis, names, weak)
    lead = _(
        "▲ better off, ● as well off, ▼ worse off than in {state}; with numbers where the endings of a story "
        "differ. In brackets how many endings.",
        state=names.state(analysis.baseline),
    )
    yield Section(_("Who is better or worse off"), lead, headings, rows, grid=True)
    if weak:
        reasons = tuple(_weak_reasons(analysis, weak, names))
        lead = _(
            "* Decided in some ending by one statement that is less likely than not, has no evidence, or is known "
            "only later:"
        )
        yield Section("", lead, rows=reasons)


def _weak_reasons(
    analysis: Analysis, weak: dict[tuple[str, str], Premise], names: Names
) -> Iterator[tuple[str, str, str]]:
    """Yield for whom a weak statement decides, the statement, and its weakness; the same words in one row."""
    told: dict[tuple[str, str], dict[str, None]] = {}
    for maker in analysis.decision_makers:
        for premise in dict.fromkeys(weak.values()):
            if premise.decision_maker == maker:
                key = quoted(short_statement(premise.statement)), ", ".join(weaknesses(premise, cited=True))
                told.setdefault(key, {})[maker] = None
    for (label, weakness), makers in told.items():
        yield names.these(makers), label, weakness
