"""What a reader is told about paths: how far it is to where, by whose moves, and whether they would make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from denouement.analysis.paths import Arrival, Paths, Way
from denouement.language import _, in_digits, in_row, ngettext, together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.steps import readings_in_words, these_states, with_states
from denouement.report.words import Names, date_in_words, resting_in_words

ENDINGS_SHOWN = 12
_LISTED = 6  # states of a scenario that are named rather than counted


def paths_outline(found: Paths, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return title, facts and sections on everything that can be reached; `full` leaves nothing out."""
    names = Names(found.analysis.conflict)
    sections = [
        *warnings(found.analysis),
        _distances(found, names),
        *_destinations(found, names, full),
        *_missed(found, names),
    ]
    return clean(found.analysis.conflict.title), facts(found, names), tuple(sections)


def facts(found: Paths, names: Names) -> str:
    """Return the day, where the paths begin, by which moves they go, and how minds are read."""
    analysis = found.analysis
    date, state = analysis.situation.snapshot.date, names.state(found.start)
    if date and found.improving:
        said = _("{day}, from {state}, by improvements alone", day=date_in_words(date), state=state)
    elif date:
        said = _("{day}, from {state}, by legal moves", day=date_in_words(date), state=state)
    elif found.improving:
        said = _("From {state}, by improvements alone", state=state)
    else:
        said = _("From {state}, by legal moves", state=state)
    read = readings_in_words(analysis, names, analysis.decision_makers)
    return f"{said}. {read}" if read else said


def _distances(found: Paths, names: Names) -> Section:
    title = _("How far it is")
    if found.reached == 1:
        return Section(title, _no_further(found.improving))
    total = found.analysis.number_of_states
    if found.improving:
        lead = ngettext(
            "Chains of improvements reach {reached} of {number} state.",
            "Chains of improvements reach {reached} of {number} states.",
            total,
            reached=found.reached,
        )
    else:
        lead = ngettext(
            "Legal moves reach {reached} of {number} state.",
            "Legal moves reach {reached} of {number} states.",
            total,
            reached=found.reached,
        )
    scenarios = bool(found.analysis.conflict.scenarios)
    headings = (_("Moves"), _("States"), *([_("First reached")] if scenarios else []))
    rows = [
        (
            in_digits(layer.moves),
            in_digits(layer.states),
            *([", ".join(names.scenario(id) for id in layer.scenarios)] if scenarios else []),
        )
        for layer in found.layers
    ]
    return Section(title, lead, headings, tuple(rows))


def _no_further(improving: bool) -> str:
    if improving:
        return _("Chains of improvements reach nothing else: no decision maker has an improvement here.")
    return _("Legal moves reach nothing else: no decision maker has a move here.")


def _destinations(found: Paths, names: Names, full: bool) -> Iterator[Section]:
    endings = found.endings
    if not found.improving and endings:
        lead = ngettext(
            "{number} state within reach holds under {concepts}.",
            "{number} states within reach hold under {concepts}.",
            len(endings),
            concepts=resting_in_words(found.analysis),
        )
        if not full and len(endings) > 1:
            one = f"--to {endings[-1].state.id}"  # not said
            lead += " " + _("For all ways to one of them write, for example, {option}.", option=one)
        yield _table(_("The endings"), lead, endings, found, names, full)
    if not found.improving:
        return
    places = {arrival.state.id: arrival for arrival in (*found.resting, *endings)}
    title = _("Where the chains come to rest")
    if not places:
        lead = _("Nowhere: from every state reached somebody still improves, and none is an equilibrium.")
        yield Section(title, lead)
        return
    lead = _at_rest(len(found.resting), len(places) - len(found.resting))
    yield _table(title, lead, tuple(places.values()), found, names, full)


def _at_rest(resting: int, deterred: int) -> str:
    """Say in how many states nobody can improve, and in how many others nobody dares to."""
    if not resting:
        return ngettext(
            "Nowhere, for somebody can always improve; but in {number} state the improvements that are left are "
            "deterred.",
            "Nowhere, for somebody can always improve; but in {number} states the improvements that are left are "
            "deterred.",
            deterred,
        )
    if not deterred:
        return ngettext(
            "{number} state in which nobody can improve any more (a Nash equilibrium).",
            "{number} states in which nobody can improve any more (Nash equilibria).",
            resting,
        )
    return ngettext(
        "{number} state in which nobody can improve any more (a Nash equilibrium), and {others} where the improvements "
        "that are left are deterred.",
        "{number} states in which nobody can improve any more (Nash equilibria), and {others} where the improvements "
        "that are left are deterred.",
        resting,
        others=deterred,
    )


def _table(title: str, lead: str, arrivals: Sequence[Arrival], found: Paths, names: Names, full: bool) -> Section:
    """Return one row a state, by scenario; the way to the nearest of each, of the others who makes it."""
    order = list(dict.fromkeys(arrival.state.scenario for arrival in arrivals))
    arrivals = sorted(arrivals, key=lambda arrival: order.index(arrival.state.scenario))
    most = len(arrivals) if full else max(1, ENDINGS_SHOWN // len(order))
    rows = []
    told: set[str] = set()
    listed: Counter[str | None] = Counter()
    for arrival in arrivals:
        listed[arrival.state.scenario] += 1
        if listed[arrival.state.scenario] > most:
            continue
        label = clean(arrival.state.name or "") or names.heading(arrival.state.scenario)
        way = found.ways((arrival.state,), limit=1)[0]
        in_full = full or label not in told or not found.analysis.conflict.scenarios
        cell = _in_one_line(way, names) if in_full else _movers(way, names)
        nameless = not (found.analysis.conflict.scenarios or arrival.state.name)
        first = "" if label in told or nameless else label
        told.add(label)
        numbers = (in_digits(arrival.moves), in_digits(arrival.ways))
        rows.append((first, arrival.state.id, *numbers, cell or _("it stands there")))
    for scenario, count in listed.items():
        if count > most:
            if len(order) > 1:
                more = _("… {number} more: {scenario}", number=count - most, scenario=names.scenario(scenario))
            else:
                more = _("… {number} more (--full)", number=count - most)
            rows.append((more, "", "", "", ""))
    return Section(title, lead, ("", _("State"), _("Moves"), _("Ways"), _("One of the shortest")), tuple(rows))


def _in_one_line(way: Way, names: Names) -> str:
    return " → ".join(
        _("{who}: {what}", who=names[step.decision_maker], what=names.change(step.take, step.drop) or step.to.id)
        for step in way
    )


def _movers(way: Way, names: Names) -> str:
    movers = [names.inside(who) for who in dict.fromkeys(step.decision_maker for step in way)]
    return _("by {names}", names=in_row(movers)) if movers else ""


def _missed(found: Paths, names: Names) -> Iterator[Section]:
    missed = found.missed_endings
    if not missed:
        return
    by_scenario: dict[str | None, list[str]] = {}
    for state in missed:
        by_scenario.setdefault(state.scenario, []).append(state.id)
    named = bool(found.analysis.conflict.scenarios)
    parts = [
        with_states(names.scenario(id), ids, most=_LISTED) if named else these_states(ids, most=_LISTED)
        for id, ids in by_scenario.items()
    ]
    if found.improving:
        lead = _("No chain of improvements leads to {endings}.", endings=together(parts))
    else:
        lead = _("Nothing leads from here to {endings}.", endings=together(parts))
    yield Section(_("Endings not reached"), lead)
