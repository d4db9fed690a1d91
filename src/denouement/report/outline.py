"""What a reader is told about an analysis, in order, as sections of plain text; how they look is for others.

The order is that of the questions: where does it stand, can that last, how can it end, who is better off, what
happened, what does all this rest on.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.endings import Ending, State, Story
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis, Departure
from denouement.language import _, in_digits, ngettext, pgettext, together
from denouement.report.clean import clean
from denouement.report.ending_words import explained_concepts, meanings
from denouement.report.outline_grounds import rests_on, what_happened
from denouement.report.section import Section as Section
from denouement.report.telling import short_statement, weakly_decided, weaknesses
from denouement.report.words import (
    Names,
    concepts_in_words,
    date_in_words,
    lasts_in_words,
    resting_in_words,
    tally_in_signs,
)

_ENDINGS_SHOWN = 12
_MOVES_SHOWN = 2


def outline(analysis: Analysis, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    names = Names(analysis.conflict)
    sections = [
        *warnings(analysis),
        *_now(analysis, names, full),
        *_endings(analysis, names),
        *_story_details(analysis, names, full),
        _equilibria(analysis, full),
        *what_happened(analysis, names),
        *rests_on(analysis, names),
        *([glossary(analysis)] if full else []),
    ]
    return clean(analysis.conflict.title), facts_of(analysis), tuple(sections)


def facts_of(analysis: Analysis) -> str:
    """Return the line beneath the title: the day, and how large the model is."""
    date = analysis.situation.snapshot.date
    options, reachable = len(analysis.conflict.options), analysis.number_reachable
    parts = [
        ngettext("{number} decision maker", "{number} decision makers", len(analysis.decision_makers)),
        *([ngettext("{number} option", "{number} options", options)] if options else []),
        ngettext("{number} state", "{number} states", analysis.number_of_states),
        *([ngettext("{number} reachable", "{number} reachable", reachable)] if reachable is not None else []),
    ]
    facts = ", ".join(parts)
    return _("{day}: {facts}", day=date_in_words(date), facts=facts) if date else facts


def warnings(analysis: Analysis) -> Iterator[Section]:
    """Yield a section with what the reader should know before believing the rest, if there is anything."""
    if analysis.warnings:
        yield Section(_("Take care"), rows=tuple((clean(warning),) for warning in analysis.warnings))


def taken_in(analysis: Analysis, state: State, names: Names) -> tuple[tuple[str, ...], ...]:
    """Return rows of decision makers and what each has taken in a state; that nothing is, where something could be."""
    taken: tuple[tuple[str, ...], ...] = tuple(
        (names[maker.id], names.options(mine))
        for maker in analysis.conflict.decision_makers
        if (mine := [option for option in state.taken if option.startswith(f"{maker.id}.")])
    )
    return taken or (((_("Nothing taken"),),) if analysis.conflict.options else ())


def _now(analysis: Analysis, names: Names, full: bool) -> Iterator[Section]:
    now = analysis.status_quo
    if now is None:
        return
    yield Section(_("Where it stands"), names.state(now), rows=taken_in(analysis, now, names))
    departures = [move for move in analysis.departures(now) if move.tempting_under]
    rows = []
    for maker in analysis.decision_makers:
        moves = [move for move in departures if move.decision_maker == maker]
        shown = moves if full else moves[:_MOVES_SHOWN]
        rows += [(names[maker], _move(move, names), _deterrence(move, analysis)) for move in shown]
        if len(moves) > len(shown):
            more = ngettext("… and {number} more move", "… and {number} more moves", len(moves) - len(shown))
            rows.append(("", more, ""))
    lead = lasts_in_words(analysis, now)
    if rows:
        resting = any(analysis.holds(now, concept) for concept in analysis.ending_concepts)
        lead += " " + (_("Who is tempted to move:") if resting else _("Who would move:"))
    yield Section(_("Can it last?"), lead, rows=tuple(rows))


def _move(move: Departure, names: Names) -> str:
    return f"{names.change(move.take, move.drop)} → {names.state(move.to)}".lstrip()


def _deterrence(move: Departure, analysis: Analysis) -> str:
    deterred = [concept for concept in analysis.concepts if concept not in move.tempting_under]
    return _("deterred under {concepts}", concepts=concepts_in_words(deterred)) if deterred else _("nothing deters it")


def _endings(analysis: Analysis, names: Names) -> Iterator[Section]:
    title = _("How it can end")
    if not analysis.endings:
        concepts = resting_in_words(analysis)
        yield Section(title, _("Nowhere: no state within reach holds under {concepts}.", concepts=concepts))
        return
    number = len(analysis.endings)
    lead = ngettext("{number} ending.", "{number} endings.", number)
    if analysis.conflict.scenarios:
        told: dict[str, list[Story]] = {}
        for story in analysis.stories:
            told.setdefault(names.story(story.scenario), []).append(story)
        lead = _(
            "{endings} in {stories}: {parts}.",
            endings=ngettext("{number} ending", "{number} endings", number),
            stories=ngettext("{number} story", "{number} stories", len(told)),
            parts=together([_told_story(title, members, names) for title, members in told.items()]),
        )
    if analysis.status_quo is None:
        lead += " " + _("Which of them can be reached is not known.")
    yield Section(title, lead)
    if analysis.standings and analysis.baseline is not None:
        yield from _standings(analysis, names, analysis.baseline)


def _told_story(title: str, members: list[Story], names: Names) -> str:
    """Return `Return 4 (With terms 2, Without terms 2)`."""
    text = f"{title} {in_digits(sum(len(story.endings) for story in members))}"
    within = [f"{names.scenario(story.scenario)} {in_digits(len(story.endings))}" for story in members]
    return f"{text} ({', '.join(within)})" if len(members) > 1 else text


def standings_table(
    analysis: Analysis, names: Names, weak: Container[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return headings and rows of who is better or worse off; a star where something in `weak` decides in an ending."""
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
    return headings, tuple(rows)


def _standings(analysis: Analysis, names: Names, baseline: State) -> Iterator[Section]:
    weak = weakly_decided(analysis)
    headings, rows = standings_table(analysis, names, weak)
    taken = names.options(baseline.taken)
    state = names.state(baseline)
    compared = (
        _("Compared with {state}: {taken}.", state=state, taken=taken)
        if taken
        else _("Compared with {state}.", state=state)
    )
    yield Section(_("Who is better or worse off"), compared, headings, rows, grid=True)
    if weak:
        decided = _(
            "* Decided in some ending by one statement less likely than not, without evidence, or known only later:"
        )
        yield Section("", decided, rows=tuple(_weak_reasons(analysis, names, weak)))


def _weak_reasons(
    analysis: Analysis, names: Names, weak: dict[tuple[str, str], Premise]
) -> Iterator[tuple[str, str, str]]:
    leaned_on = list(dict.fromkeys(weak.values()))
    for maker in analysis.decision_makers:
        for premise in leaned_on:
            if premise.decision_maker == maker:
                label = short_statement(premise.statement)
                yield names[maker], label, ", ".join(weaknesses(premise, cited=True))


def _story_details(analysis: Analysis, names: Names, full: bool) -> Iterator[Section]:
    for story in analysis.stories:
        common = set(story.endings[0].state.taken).intersection(*(ending.state.taken for ending in story.endings))
        in_order = [option for option in analysis.conflict.options if option in common]
        shown = story.endings if full else story.endings[:_ENDINGS_SHOWN]
        rows = [_ending(ending, common, names, alone=len(story.endings) == 1) for ending in shown]
        if len(shown) < len(story.endings):
            left = len(story.endings) - len(shown)
            more = ngettext(
                "{number} more ending (shown with --full)", "{number} more endings (shown with --full)", left
            )
            rows.append(("…", more, ""))
        lead = names.options(in_order)
        if len(story.endings) > 1 and analysis.conflict.options:
            common_to_all = _("In all {number}: {options}", number=len(story.endings), options=lead)
            lead = common_to_all if in_order else _("They have no option in common.")
        title = _("The endings")
        if analysis.conflict.scenarios:
            title = _("Ending: {scenario}", scenario=names.scenario(story.scenario))
        headings = (_("State"), _("Besides") if analysis.conflict.options else "", _("Holds under"))
        yield Section(title, lead, headings, tuple(rows))


def _ending(ending: Ending, common: set[str], names: Names, *, alone: bool) -> tuple[str, str, str]:
    besides = [option for option in ending.state.taken if option not in common]
    extra = names.options(besides) if besides else "" if alone else names.nothing_more(ending.state)
    return ending.state.id, extra, concepts_in_words(ending.concepts)


def _equilibria(analysis: Analysis, full: bool) -> Section:
    counts = {concept: len(states) for concept, states in analysis.equilibria.items()}
    lead = _(
        "{counts}. An ending is one that can be reached and holds under {concepts}. {meaning}",
        counts=", ".join(f"{in_digits(count)} {concepts_in_words([concept])}" for concept, count in counts.items()),
        concepts=resting_in_words(analysis),
        meaning=meanings(explained_concepts(analysis)),
    )
    if not full and not set(analysis.concepts) <= set(analysis.ending_concepts):
        lead += " " + _("--full explains the others.")
    return Section(_("Equilibria"), lead)


def glossary(analysis: Analysis, *, brief: bool = False) -> Section:
    """Return what the concepts of an analysis mean; `brief` without their full names."""
    known = [concept for concept in CONCEPTS if concept.id in analysis.concepts]
    rows = tuple((it.short, _(it.says)) if brief else (it.short, _(it.name), _(it.says)) for it in known)
    return Section(_("What the concepts mean"), _("Why a state holds for somebody:"), rows=rows)
