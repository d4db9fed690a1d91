"""The last chapter: all states, the concepts, the sources, and what is needed to work everything out again."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.language import _, in_digits, in_row, ngettext
from denouement.report.clean import clean
from denouement.report.document.findings import PARTS, Findings
from denouement.report.document.parts import Chapter, Part, filled
from denouement.report.document.sources import Sources
from denouement.report.outline import Section, glossary
from denouement.report.words import Names, concepts_in_words, date_in_words, resting_in_words

_STATES = 100
"""States up to which all are listed."""
_OF_MORE = 40
"""Of more states so many are listed: now, the baseline, and what can last."""


def appendix(found: Findings, sources: Sources) -> Chapter:
    """Return the appendix."""
    analysis = found.analysis
    names = Names(analysis.conflict)
    conflict = analysis.conflict
    parts: list[Part] = [
        glossary(analysis),
        _states(found, names),
        *([sources.evidence_table(names)] if conflict.evidence else []),
        *([sources.table()] if conflict.sources else []),
        Section(_("How this was made"), "", rows=tuple(_made(found, names))),
        *_going_on(found),
    ]
    return Chapter("appendix", _("Appendix"), tuple(parts))


def _states(found: Findings, names: Names) -> Section:
    analysis = found.analysis
    number = analysis.number_of_states
    shown = _chosen(analysis)
    lead = ngettext("{number} state is possible.", "{number} states are possible.", number)
    if len(shown) < number:
        lead += " " + _(
            "Listed are {shown}: where it stands, the baseline, and states that hold under {concepts}, those under "
            "the most concepts first.",
            shown=len(shown),
            concepts=resting_in_words(analysis),
        )
        counts = [
            _("{concept} {number}", concept=concepts_in_words([concept]), number=len(states))
            for concept, states in analysis.equilibria.items()
        ]
        lead += " " + _("Equilibria: {counts}.", counts=", ".join(counts))
    lead += " " + _("An equilibrium holds for everybody, reachable or not.")
    headings = (_("State"), _("What it is"), _("Reachable"), _("Equilibrium under"))
    rows = tuple(_state(analysis, state, names) for state in shown)
    return filled(_("All states") if len(shown) == number else _("States"), lead, headings, rows)


def _chosen(analysis: Analysis) -> tuple[State, ...]:
    if analysis.number_of_states <= _STATES:
        return analysis.states
    known: dict[str, State] = {state.id: state for state in (analysis.status_quo, analysis.baseline) if state}
    holding: dict[str, tuple[int, State]] = {}
    for states in analysis.equilibria.values():
        for state in states:
            holding[state.id] = (holding.get(state.id, (0, state))[0] + 1, state)
    for id, (_count, state) in list(holding.items()):
        if not any(analysis.holds(state, concept) for concept in analysis.ending_concepts):
            del holding[id]
    strongest = sorted(holding.values(), key=lambda it: (-it[0], analysis.index_of(it[1])))
    for _count, state in strongest:
        if len(known) >= _OF_MORE:
            break
        known.setdefault(state.id, state)
    return tuple(sorted(known.values(), key=analysis.index_of))


def _state(analysis: Analysis, state: State, names: Names) -> tuple[str, ...]:
    reached = analysis.can_reach(state)
    holding = [concept for concept in analysis.concepts if analysis.holds(state, concept)]
    name = clean(state.name) if state.name else names.scenario(state.scenario) if state.scenario else ""
    options = names.options(state.taken)
    told = _("{name}: {that}", name=name, that=options) if name and options else name or options
    roles = [
        word
        for word, other in ((_("now"), analysis.status_quo), (_("baseline"), analysis.baseline))
        if other is not None and other.id == state.id
    ]
    return (
        state.id + (f" ({', '.join(roles)})" if roles else ""),
        told,
        "" if reached is None else _("yes") if reached else _("no"),
        concepts_in_words(holding),
    )


def _made(found: Findings, names: Names) -> Iterator[tuple[str, str]]:
    analysis = found.analysis
    yield _("Model"), clean(analysis.conflict.title)
    yield _("What the model says (SHA-256)"), analysis.conflict.sha256
    yield _("Program"), f"denouement {analysis.version}"  # not said
    date = analysis.situation.snapshot.date
    yield _("As of"), date_in_words(date) if date else _("no day: all that the model says counts")
    if analysis.readings:
        read = [_("{name}: {that}", name=names[maker], that=clean(id)) for maker, id in analysis.readings.items()]
        yield _("Readings used"), in_row(read)
    if found.supposed:
        yield _("Supposed"), in_row(list(map(clean, found.supposed)))
    yield _("Concepts"), concepts_in_words(analysis.concepts)
    yield _("An ending holds under"), concepts_in_words(analysis.ending_concepts)
    yield (
        _("States and moves"),
        _(
            "{states} states, {moves} moves",
            states=analysis.number_of_states,
            moves=analysis.situation.graph.number_of_moves,
        ),
    )
    if found.overview is not None:
        drawn = found.overview.combined.seed
        told = in_digits(len(found.overview))
        yield _("Combinations of readings"), told if drawn is None else _("{number} drawn with seed {seed}",
            number=len(found.overview), seed=str(drawn))  # fmt: skip
    if found.sweep is not None:
        yield _("Draws"), _("{number}, seed {seed}", number=found.sweep.draws, seed=str(found.sweep.seed))
    yield _("Parts"), ", ".join(found.asked)


def _going_on(found: Findings) -> Iterator[Section]:
    """Yield how to ask further: the one place of a document that shows commands."""
    model = found.called
    yield Section(_("How to go on"), _("With the program and the model's file one can ask further, by these commands:"))
    if set(PARTS) - set(found.asked):
        command = f"denouement report {model} --with all -o report.html"  # not said
        yield Section("", _("This document with the parts that were not asked for: `{command}`", command=command))
    command = f"denouement why {model} {_('STATE')}"  # not said
    yield Section("", _("Why any state holds or does not: `{command}`", command=command))
    command = f"denouement analyse {model} --csv --full"  # not said
    yield Section("", _("All states, endings and standings as a table: `{command}`", command=command))
    if any(found.analysis.situation.snapshot.perceptions.values()):
        command = f"denouement perceptions {model}"  # not said
        yield Section("", _("How each of them sees the conflict: `{command}`", command=command))
