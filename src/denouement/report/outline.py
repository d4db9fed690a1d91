"""What a reader is told about an analysis, in order, as sections of plain text; how they look is for others.

The order is that of the questions: where does it stand, can that last, how can it end, who is better off, what
happened, what does all this rest on.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.endings import Ending, State, Story
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis, Departure
from denouement.language import together
from denouement.model.preference import Statements
from denouement.report.clean import clean
from denouement.report.ending_words import explained_concepts
from denouement.report.telling import change_in_words, is_cited, short_statement, weaknesses
from denouement.report.words import (
    Names,
    concepts_in_words,
    counted,
    date_in_words,
    lasts_in_words,
    resting_in_words,
    tally_in_signs,
)
from denouement.states.relation import Relation

_ENDINGS_SHOWN = 12
_MOVES_SHOWN = 2


@frozen
class Section:
    """A heading, a sentence, and perhaps a table."""

    title: str
    """Empty for a remark on the section before."""
    lead: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    grid: bool = False
    """Cells are short and line up: better several tables than a broken cell."""


def outline(analysis: Analysis, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    names = Names(analysis.conflict)
    sections = [
        *warnings(analysis),
        *_now(analysis, names, full),
        *_endings(analysis, names),
        *_story_details(analysis, names, full),
        _equilibria(analysis, full),
        *_what_happened(analysis, names),
        *_rests_on(analysis, names),
        *([glossary(analysis)] if full else []),
    ]
    return clean(analysis.conflict.title), _facts(analysis), tuple(sections)


def _facts(analysis: Analysis) -> str:
    date = analysis.situation.snapshot.date
    parts = [
        counted(len(analysis.decision_makers), "decision maker"),
        *([counted(len(analysis.conflict.options), "option")] if analysis.conflict.options else []),
        counted(analysis.number_of_states, "state"),
    ]
    if analysis.number_reachable is not None:
        parts.append(f"{analysis.number_reachable:,} reachable")
    return f"{date_in_words(date)}: {', '.join(parts)}" if date else ", ".join(parts)


def warnings(analysis: Analysis) -> Iterator[Section]:
    """Yield a section with what the reader should know before believing the rest, if there is anything."""
    if analysis.warnings:
        yield Section("Take care", rows=tuple((clean(warning),) for warning in analysis.warnings))


def taken_in(analysis: Analysis, state: State, names: Names) -> tuple[tuple[str, ...], ...]:
    """Return rows of decision makers and what each has taken in a state; that nothing is, where something could be."""
    taken: tuple[tuple[str, ...], ...] = tuple(
        (names[maker.id], names.options(mine))
        for maker in analysis.conflict.decision_makers
        if (mine := [option for option in state.taken if option.startswith(f"{maker.id}.")])
    )
    return taken or ((("Nothing taken",),) if analysis.conflict.options else ())


def _now(analysis: Analysis, names: Names, full: bool) -> Iterator[Section]:
    now = analysis.status_quo
    if now is None:
        return
    yield Section("Where it stands", names.state(now), rows=taken_in(analysis, now, names))
    departures = [move for move in analysis.departures(now) if move.tempting_under]
    rows = []
    for maker in analysis.decision_makers:
        moves = [move for move in departures if move.decision_maker == maker]
        shown = moves if full else moves[:_MOVES_SHOWN]
        rows += [(names[maker], _move(move, names), _deterrence(move, analysis)) for move in shown]
        if len(moves) > len(shown):
            rows.append(("", f"… and {counted(len(moves) - len(shown), 'more move')}", ""))
    lead = lasts_in_words(analysis, now)
    if rows:
        resting = any(analysis.holds(now, concept) for concept in analysis.ending_concepts)
        lead += " Who is tempted to move:" if resting else " Who would move:"
    yield Section("Can it last?", lead, rows=tuple(rows))


def _move(move: Departure, names: Names) -> str:
    return f"{names.change(move.take, move.drop)} → {names.state(move.to)}".lstrip()


def _deterrence(move: Departure, analysis: Analysis) -> str:
    deterred = [concept for concept in analysis.concepts if concept not in move.tempting_under]
    return f"deterred under {concepts_in_words(deterred)}" if deterred else "nothing deters it"


def _endings(analysis: Analysis, names: Names) -> Iterator[Section]:
    if not analysis.endings:
        yield Section("How it can end", f"Nowhere: no state within reach holds under {resting_in_words(analysis)}.")
        return
    told: dict[str, list[Story]] = {}
    for story in analysis.stories:
        told.setdefault(names.story(story.scenario), []).append(story)
    parts = []
    for title, members in told.items():
        total = sum(len(story.endings) for story in members)
        within = ", ".join(f"{names.scenario(story.scenario)} {len(story.endings):,}" for story in members)
        parts.append(f"{title} {total:,}" + (f" ({within})" if len(members) > 1 else ""))
    lead = f"{counted(len(analysis.endings), 'ending')}."
    if analysis.conflict.scenarios:
        lead = f"{lead[:-1]} in {counted(len(told), 'story', 'stories')}: {together(parts)}."
    if analysis.status_quo is None:
        lead += " Which of them can be reached is not known."
    yield Section("How it can end", lead)
    if analysis.standings and analysis.baseline is not None:
        yield from _standings(analysis, names, analysis.baseline)


def _standings(analysis: Analysis, names: Names, baseline: State) -> Iterator[Section]:
    cited = is_cited(analysis)
    weak = _weakly_decided(analysis) if cited else {}
    groups = [(names.heading(story.scenario), story.endings, story.standings) for story in analysis.stories]
    if len(groups) > 1:
        groups.append(("All", analysis.endings, analysis.standings))
    headings = ("", *(f"{heading} ({len(endings):,})" for heading, endings, _ in groups))
    rows = []
    for maker in analysis.decision_makers:
        cells = [
            tally_in_signs(tallies[maker])
            + ("*" if any((maker, ending.state.id) in weak for ending in endings) else "")
            for _, endings, tallies in groups
        ]
        rows.append((names[maker], *cells))
    taken = names.options(baseline.taken)
    lead = f"Compared with {names.state(baseline)}: {taken}".rstrip(": ") + "."
    yield Section("Who is better or worse off", lead, headings, tuple(rows), grid=True)
    if weak:
        lead = "* Decided in some ending by one statement less likely than not, without evidence, or known only later:"
        yield Section("", lead, rows=tuple(_weak_reasons(analysis, names, weak, cited)))


def _weakly_decided(analysis: Analysis) -> dict[tuple[str, str], Premise]:
    """Return the doubtful or assumed statements that decide a standing, by decision maker and ending."""
    return {
        (maker, ending.state.id): premise
        for ending in analysis.endings
        for maker, premise in analysis.decided_by(ending.state).items()
        if premise.weak
    }


def _weak_reasons(
    analysis: Analysis, names: Names, weak: dict[tuple[str, str], Premise], cited: bool
) -> Iterator[tuple[str, str, str]]:
    leaned_on = list(dict.fromkeys(weak.values()))
    for maker in analysis.decision_makers:
        for premise in leaned_on:
            if premise.decision_maker == maker:
                label = short_statement(premise.statement)
                yield names[maker], label, ", ".join(weaknesses(premise, cited=cited))


def _story_details(analysis: Analysis, names: Names, full: bool) -> Iterator[Section]:
    for story in analysis.stories:
        common = set(story.endings[0].state.taken).intersection(*(ending.state.taken for ending in story.endings))
        in_order = [option for option in analysis.conflict.options if option in common]
        shown = story.endings if full else story.endings[:_ENDINGS_SHOWN]
        rows = [_ending(ending, common, names, alone=len(story.endings) == 1) for ending in shown]
        if len(shown) < len(story.endings):
            rows.append(("…", f"{counted(len(story.endings) - len(shown), 'more ending')} (shown with --full)", ""))
        lead = names.options(in_order)
        if len(story.endings) > 1 and analysis.conflict.options:
            lead = f"In all {len(story.endings):,}: {lead}" if in_order else "They have no option in common."
        title = f"Ending: {names.scenario(story.scenario)}" if analysis.conflict.scenarios else "The endings"
        headings = ("State", "Besides" if analysis.conflict.options else "", "Holds under")
        yield Section(title, lead, headings, tuple(rows))


def _ending(ending: Ending, common: set[str], names: Names, *, alone: bool) -> tuple[str, str, str]:
    besides = [option for option in ending.state.taken if option not in common]
    extra = names.options(besides) if besides else "" if alone else names.nothing_more(ending.state)
    return ending.state.id, extra, concepts_in_words(ending.concepts)


def _equilibria(analysis: Analysis, full: bool) -> Section:
    counts = {concept: len(states) for concept, states in analysis.equilibria.items()}
    text = ", ".join(f"{count:,} {concepts_in_words([concept])}" for concept, count in counts.items())
    meaning = " ".join(f"{known.short}: {known.says}" for known in explained_concepts(analysis))
    others = "" if full or set(analysis.concepts) <= set(analysis.ending_concepts) else " --full explains the others."
    lead = (
        f"{text}. An ending is one that can be reached and holds under {resting_in_words(analysis)}. {meaning}{others}"
    )
    return Section("Equilibria", lead)


def _what_happened(analysis: Analysis, names: Names) -> Iterator[Section]:
    later = [analysis.conflict.history[number] for number in analysis.situation.snapshot.later]
    rows = []
    vocabulary = analysis.situation.snapshot.vocabulary
    for step in later:
        if not step.by:
            continue
        who = together([names[maker] for maker in step.by])
        rows.append((date_in_words(step.date), who, change_in_words(step, names, vocabulary)))
    if rows:
        lead = f"Moves recorded after this day, unknown to the analysis.{_where_they_led(analysis, names)}"
        supposing = any(analysis.situation.supposed)
        yield Section("What happened in fact" if supposing else "What happened after", lead, rows=tuple(rows))


def _where_they_led(analysis: Analysis, names: Names) -> str:
    """Return where the recorded moves led, and whether that was among the endings."""
    index = analysis.situation.space.at(analysis.situation.snapshot.where_it_led())
    if index is None:
        return " They led to a state that is not feasible on this day."
    state = analysis.states[index]
    text = f" They led to {names.state(state)}"
    if any(ending.state.id == state.id for ending in analysis.endings):
        return f"{text}, one of the endings."
    near = [ending.state.id for ending in analysis.endings if ending.state.scenario == state.scenario]
    of_it = f"; the endings of that scenario are {together(near[:6])}" if near else ""
    return f"{text}, not itself an ending{of_it}."


def _rests_on(analysis: Analysis, names: Names) -> Iterator[Section]:
    rows: list[tuple[str, ...]] = []
    for maker in analysis.conflict.decision_makers:
        used = analysis.situation.readings[maker.id]
        if used.id is not None:
            others = [clean(reading.id or "") for reading in maker.readings if reading.id != used.id]
            rivals = f"rivals: {', '.join(others)}" if others else "no rival on this day"
            rows.append((names[maker.id], f"read as {used.id}", rivals))
    rows += _unknown_pairs(analysis, names)
    cited = is_cited(analysis)
    weak = [premise for premise in analysis.premises if weaknesses(premise, cited=cited)]
    rows += _weak_statements(analysis, names, weak, cited)
    if not analysis.premises:
        nothing = all(reading.preference == Statements() for reading in analysis.situation.readings.values())
        lead = "Nobody wants anything yet: all states are alike to everybody, so that every state holds."
        if not nothing:
            lead = "What everybody wants is written state by state; no evidence is cited."
        yield Section("What it rests on", lead, rows=tuple(rows))
        return
    lead = f"What everybody wants, in {counted(len(analysis.premises), 'statement')}"
    if weak:
        lead += f"; {len(weak)} of them less likely than not, without evidence, or known only later (below)"
    lead += "." if cited else "; none cites evidence."
    if not all(isinstance(reading.preference, Statements) for reading in analysis.situation.readings.values()):
        lead += " Wants that are not written as statements are taken as given."
    yield Section("What it rests on", lead, rows=tuple(rows))


def _unknown_pairs(analysis: Analysis, names: Names) -> Iterator[tuple[str, str, str]]:
    graph = analysis.situation.graph
    for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True):
        unknown = liking.unknown_pairs() if isinstance(liking, Relation) else 0
        if unknown:
            yield names[maker], f"{counted(unknown, 'pair')} of states not known", "what is not known tempts nobody"


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
            yield names[maker] if number == 0 else "", "; ".join(statements), ", ".join(weak_in)


def glossary(analysis: Analysis, *, brief: bool = False) -> Section:
    """Return what the concepts of an analysis mean; `brief` without their full names."""
    known = [concept for concept in CONCEPTS if concept.id in analysis.concepts]
    rows = tuple((it.short, it.says) if brief else (it.short, it.name, it.says) for it in known)
    return Section("What the concepts mean", "Why a state holds for somebody:", rows=rows)
