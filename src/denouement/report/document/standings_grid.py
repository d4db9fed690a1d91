"""The grid of endings: who is better or worse off in each story, and what weak statement decides that."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.language import _, in_digits, pgettext, quoted
from denouement.report.outline import Section
from denouement.report.telling import is_cited, short_statement, weaknesses
from denouement.report.words import Names, tally_in_signs


def weakly_decided(analysis: Analysis) -> dict[tuple[str, str], Premise]:
    """Return the weak statements that decide a standing, by decision maker and ending; empty if nothing is cited."""
    if not is_cited(analysis):
        return {}
    return {
        (maker, ending.state.id): premise
        for ending in analysis.endings
        for maker, premise in analysis.decided_by(ending.state).items()
        if premise.weak
    }


def standings_grid(analysis: Analysis) -> Iterator[Section]:
    """Yield the grid, and what the stars in it mean; nothing where nobody is compared."""
    names, weak = Names(analysis.conflict), weakly_decided(analysis)
    if not analysis.standings or analysis.baseline is None:
        return
    groups = [(names.heading(story.scenario), story.endings, story.standings) for story in analysis.stories]
    if len(groups) > 1:
        groups.append((pgettext("endings", "All"), analysis.endings, analysis.standings))
    headings = ("", *(f"{heading} ({in_digits(len(endings))})" for heading, endings, _tallies in groups))
    rows = []
    for maker in analysis.decision_makers:
        cells = [
            tally_in_signs(tallies[maker])
            + ("*" if any((maker, ending.state.id) in weak for ending in endings) else "")
            for _heading, endings, tallies in groups
        ]
        rows.append((names[maker], *cells))
    lead = _(
        "▲ better off, ● as well off, ▼ worse off than in {state}; with numbers where the endings of a story "
        "differ. In brackets how many endings.",
        state=names.state(analysis.baseline),
    )
    yield Section(_("Who is better or worse off"), lead, headings, tuple(rows), grid=True)
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
