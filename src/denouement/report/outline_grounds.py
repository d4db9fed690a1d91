"""What came after the day of an analysis, and what the analysis rests on."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.language import _, in_row, ngettext, together
from denouement.model.preference import Statements
from denouement.report.clean import clean
from denouement.report.section import Section
from denouement.report.telling import change_in_words, is_cited, short_statement, weaknesses
from denouement.report.words import Names, date_in_words
from denouement.states.relation import Relation


def what_happened(analysis: Analysis, names: Names) -> Iterator[Section]:
    """Yield the moves that the history records after the day, if there are any."""
    later = [analysis.conflict.history[number] for number in analysis.situation.snapshot.later]
    vocabulary = analysis.situation.snapshot.vocabulary
    rows = tuple(
        (date_in_words(step.date), names.these(step.by), change_in_words(step, names, vocabulary))
        for step in later
        if step.by
    )
    if rows:
        lead = _("Moves recorded after this day, unknown to the analysis.") + " " + _where_they_led(analysis, names)
        supposing = any(analysis.situation.supposed)
        yield Section(_("What happened in fact") if supposing else _("What happened after"), lead, rows=rows)


def _where_they_led(analysis: Analysis, names: Names) -> str:
    """Return where the recorded moves led, and whether that was among the endings."""
    index = analysis.situation.space.at(analysis.situation.snapshot.where_it_led())
    if index is None:
        return _("They led to a state that is not feasible on this day.")
    state = analysis.states[index]
    led_to = names.state(state)
    if any(ending.state.id == state.id for ending in analysis.endings):
        return _("They led to {state}, one of the endings.", state=led_to)
    near = [ending.state.id for ending in analysis.endings if ending.state.scenario == state.scenario]
    if not near:
        return _("They led to {state}, not itself an ending.", state=led_to)
    return _(
        "They led to {state}, not itself an ending; the endings of that scenario are {endings}.",
        state=led_to,
        endings=together(near[:6]),
    )


def rests_on(analysis: Analysis, names: Names) -> Iterator[Section]:
    """Yield the readings used, the statements leaned on, and how weak they are."""
    title = _("What it rests on")
    rows: list[tuple[str, ...]] = [*_readings_used(analysis, names), *_unknown_pairs(analysis, names)]
    cited = is_cited(analysis)
    weak = [premise for premise in analysis.premises if weaknesses(premise, cited=cited)]
    rows += _weak_statements(analysis, names, weak, cited)
    if not analysis.premises:
        nothing = all(reading.preference == Statements() for reading in analysis.situation.readings.values())
        lead = _("What everybody wants is written state by state; no evidence is cited.")
        if nothing:
            lead = _("Nobody wants anything yet: all states are alike to everybody, so that every state holds.")
        yield Section(title, lead, rows=tuple(rows))
        return
    lead = _in_statements(len(analysis.premises), len(weak), cited=cited)
    if not all(isinstance(reading.preference, Statements) for reading in analysis.situation.readings.values()):
        lead += " " + _("Wants that are not written as statements are taken as given.")
    yield Section(title, lead, rows=tuple(rows))


def _readings_used(analysis: Analysis, names: Names) -> Iterator[tuple[str, str, str]]:
    for maker in analysis.conflict.decision_makers:
        used = analysis.situation.readings[maker.id]
        if used.id is not None:
            others = ", ".join(clean(reading.id or "") for reading in maker.readings if reading.id != used.id)
            rivals = _("rivals: {readings}", readings=others) if others else _("no rival on this day")
            yield names[maker.id], _("read as {reading}", reading=used.id), rivals


def _in_statements(number: int, weak: int, *, cited: bool) -> str:
    """Return in how many statements it is written what everybody wants, and how many of them are weak."""
    if weak and cited:
        return ngettext(
            "What everybody wants, in {number} statement; {weak} of them less likely than not, without evidence, or "
            "known only later (below).",
            "What everybody wants, in {number} statements; {weak} of them less likely than not, without evidence, or "
            "known only later (below).",
            number,
            weak=weak,
        )
    if weak:
        return ngettext(
            "What everybody wants, in {number} statement; {weak} of them less likely than not, without evidence, or "
            "known only later (below); none cites evidence.",
            "What everybody wants, in {number} statements; {weak} of them less likely than not, without evidence, or "
            "known only later (below); none cites evidence.",
            number,
            weak=weak,
        )
    if cited:
        return ngettext(
            "What everybody wants, in {number} statement.", "What everybody wants, in {number} statements.", number
        )
    return ngettext(
        "What everybody wants, in {number} statement; none cites evidence.",
        "What everybody wants, in {number} statements; none cites evidence.",
        number,
    )


def _unknown_pairs(analysis: Analysis, names: Names) -> Iterator[tuple[str, str, str]]:
    graph = analysis.situation.graph
    for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True):
        unknown = liking.unknown_pairs() if isinstance(liking, Relation) else 0
        if unknown:
            pairs = ngettext("{number} pair of states not known", "{number} pairs of states not known", unknown)
            yield names[maker], pairs, _("what is not known tempts nobody")


def _weak_statements(
    analysis: Analysis, names: Names, weak: list[Premise], cited: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield rows of decision maker, statements and their common weaknesses."""
    for maker in analysis.decision_makers:
        groups: dict[tuple[str, ...], list[str]] = {}
        for premise in weak:
            if premise.decision_maker == maker:
                name = short_statement(premise.statement)
                groups.setdefault(weaknesses(premise, cited=cited), []).append(name)
        for number, (weak_in, statements) in enumerate(groups.items()):
            yield names[maker] if number == 0 else "", in_row(statements), ", ".join(weak_in)
