"""What a reader is told about paths: how far it is to where, by whose moves, and whether they would make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from denouement.analysis.endings import State
from denouement.analysis.paths import LISTED, Arrival, Paths, Step, Way, unwilling
from denouement.analysis.precedence import shortest_rule
from denouement.language import together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.steps import liking_in_words, readings_in_words, rule_in_words, step_in_words
from denouement.report.words import Names, counted, date_in_words, resting_in_words

ENDINGS_SHOWN = 12
WAYS_SHOWN = 20
_GROUPS_SHOWN = 6
_PERMUTED = 7  # moves of which all orders are gone through


def paths_outline(found: Paths, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return title, facts and sections on everything that can be reached; `full` leaves nothing out."""
    names = Names(found.analysis.conflict)
    sections = [
        *warnings(found.analysis),
        _distances(found, names),
        *_destinations(found, names, full),
        *_missed(found, names),
    ]
    return clean(found.analysis.conflict.title), _facts(found, names), tuple(sections)


def ways_outline(
    found: Paths, asked: str, states: tuple[State, ...], legal: Paths | None = None, *, full: bool = False
) -> tuple[str, str, tuple[Section, ...]]:
    """Return title, facts and sections on the shortest ways to the nearest of some states.

    `asked` is how they were written; `legal` the paths by any moves, where only improvements were asked for.
    """
    names = Names(found.analysis.conflict)
    arrivals = found.nearest(states)
    sections = [*warnings(found.analysis)]
    if not arrivals:
        sections.append(_not_reached(found, asked, states, legal, names))
    else:
        sections += _ways(found, asked, states, arrivals, names, full)
    return clean(found.analysis.conflict.title), _facts(found, names), tuple(sections)


def _facts(found: Paths, names: Names) -> str:
    analysis = found.analysis
    date = analysis.situation.snapshot.date
    day = f"{date_in_words(date)}, from" if date else "From"
    by = "improvements alone" if found.improving else "legal moves"
    read = readings_in_words(analysis, names, analysis.decision_makers)
    return f"{day} {names.state(found.start)}, by {by}" + (f". {read}" if read else "")


def _distances(found: Paths, names: Names) -> Section:
    what = "Chains of improvements reach" if found.improving else "Legal moves reach"
    total = counted(found.analysis.number_of_states, "state")
    lead = f"{what} {found.reached:,} of {total}."
    if found.reached == 1:
        lead = f"{what} nothing else: no decision maker has {'an improvement' if found.improving else 'a move'} here."
        return Section("How far it is", lead)
    scenarios = bool(found.analysis.conflict.scenarios)
    headings = ("Moves", "States", *(["First reached"] if scenarios else []))
    rows = [
        (
            f"{layer.moves:,}",
            f"{layer.states:,}",
            *([", ".join(names.scenario(id) for id in layer.scenarios)] if scenarios else []),
        )
        for layer in found.layers
    ]
    return Section("How far it is", lead, headings, tuple(rows))


def _destinations(found: Paths, names: Names, full: bool) -> Iterator[Section]:
    resting = resting_in_words(found.analysis)
    endings = found.endings
    if not found.improving and endings:
        lead = f"{counted(len(endings), 'state')} within reach {_holds(len(endings))} under {resting}."
        if not full and len(endings) > 1:
            lead += f" For all ways to one of them write, for example, --to {endings[-1].state.id}."
        yield _table("The endings", lead, endings, found, names, full)
    if not found.improving:
        return
    places = {arrival.state.id: arrival for arrival in (*found.resting, *endings)}
    waiting = len(places) - len(found.resting)
    title, deterred = "Where the chains come to rest", "the improvements that are left are deterred"
    if not places:
        lead = "Nowhere: from every state reached somebody still improves, and none is an equilibrium."
        yield Section(title, lead)
        return
    lead = f"Nowhere, for somebody can always improve; but in {counted(waiting, 'state')} {deterred}."
    if found.resting:
        more = f", and {waiting:,} where {deterred}" if waiting else ""
        nash = "a Nash equilibrium" if len(found.resting) == 1 else "Nash equilibria"
        lead = f"{counted(len(found.resting), 'state')} in which nobody can improve any more ({nash}){more}."
    yield _table(title, lead, tuple(places.values()), found, names, full)


def _holds(count: int) -> str:
    return "holds" if count == 1 else "hold"


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
        rows.append((first, arrival.state.id, f"{arrival.moves:,}", f"{arrival.ways:,}", cell or "it stands there"))
    for scenario, count in listed.items():
        if count > most:
            more = f"… {count - most:,} more"
            rows.append(
                (f"{more}: {names.scenario(scenario)}" if len(order) > 1 else f"{more} (--full)", "", "", "", "")
            )
    return Section(title, lead, ("", "State", "Moves", "Ways", "One of the shortest"), tuple(rows))


def _in_one_line(way: Way, names: Names) -> str:
    return " → ".join(
        f"{names[step.decision_maker]}: {names.change(step.take, step.drop) or step.to.id}" for step in way
    )


def _movers(way: Way, names: Names) -> str:
    return f"by {'; '.join(names[who] for who in dict.fromkeys(step.decision_maker for step in way))}" if way else ""


def _missed(found: Paths, names: Names) -> Iterator[Section]:
    missed = found.missed_endings
    if not missed:
        return
    by_scenario: dict[str | None, list[str]] = {}
    for state in missed:
        by_scenario.setdefault(state.scenario, []).append(state.id)
    parts = [
        (f"{names.scenario(id)} " if found.analysis.conflict.scenarios else "")
        + (f"({_numbered(ids)})" if len(ids) <= 6 else f"({counted(len(ids), 'state')})")
        for id, ids in by_scenario.items()
    ]
    how = "No chain of improvements leads" if found.improving else "Nothing leads from here"
    yield Section("Endings not reached", f"{how} to {together(parts)}.")


def _numbered(ids: list[str]) -> str:
    return f"state{'s' if len(ids) > 1 else ''} {together(ids)}"


def _not_reached(found: Paths, asked: str, states: tuple[State, ...], legal: Paths | None, names: Names) -> Section:
    goal = _goal(asked, states, names)
    if legal is not None and (arrivals := legal.nearest(states)):
        ways = sum(arrival.ways for arrival in arrivals)
        lead = (
            f"No chain of improvements leads there. Legal moves do, in {counted(arrivals[0].moves, 'move')} "
            f"({counted(ways, 'way')}): leave out --improving to see them."
        )
        return Section(f"No way to {goal}", lead)
    graph_of_moves = legal or found
    stuck = graph_of_moves.barriers(states)
    if stuck:
        here = set(found.start.taken)
        parts = [
            f"“{names[option]}” {'is taken and can never be undone' if option in here else 'can never be taken'}"
            for option in stuck
        ]
        lead = f"No legal moves lead there: {together(parts)}."
    elif graph_of_moves.by_moving_twice(states):
        lead = "It could be reached only if somebody moved twice in succession, which legal sequences do not allow."
    elif found.analysis.conflict.is_graph:
        lead = "No moves that the model lists lead there."
    else:
        lead = "No legal moves lead there: rules, forbidden moves and one-way options together leave no way through."
    return Section(f"No way to {goal}", lead)


def _goal(asked: str, states: tuple[State, ...], names: Names) -> str:
    """Return what was asked for, `Exodus (state 28)` or `Exodus (32 states)`."""
    if len(states) == 1:
        return names.state(states[0])
    scenarios = {state.scenario for state in states}
    title = names.scenario(scenarios.pop()) if len(scenarios) == 1 else clean(asked)
    return f"{title} ({len(states):,} states)"


def _ways(
    found: Paths, asked: str, states: tuple[State, ...], arrivals: tuple[Arrival, ...], names: Names, full: bool
) -> Iterator[Section]:
    count, moves = sum(arrival.ways for arrival in arrivals), arrivals[0].moves
    title = f"To {_goal(asked, states, names)}"
    if not moves:
        yield Section(title, "No move is needed: it starts there.")
        return
    ways = found.ways(states)
    kind = "improvement" if found.improving else "move"
    lead = f"{counted(count, 'shortest way')}, of {counted(moves, kind)}."
    if len(states) > 1:
        near = [arrival.state.id for arrival in arrivals]
        some = f"states {together(near)}" if 1 < len(near) <= 8 else f"{len(near):,} states"
        lead += f" Nearest: {names.state(arrivals[0].state) if len(near) == 1 else some}."
    lead += _signs(ways, count, found.improving)
    yield Section(title, lead)
    # The same moves in another order are told in a line, unless there are too many ways to have seen all of them.
    groups = [[way] for way in ways] if full or len(ways) < count else _by_moves(ways)
    shown = groups if full else groups[:_GROUPS_SHOWN]
    for number, group in enumerate(shown, 1):
        rows = tuple(
            (str(at), names[step.decision_maker], step_in_words(step, names), liking_in_words(step.liking))
            for at, step in enumerate(group[0], 1)
        )
        heading = "The way" if count == 1 else "A way" if len(groups) == 1 else f"Way {number:,}"
        yield Section(heading, _same_moves(group, names), rows=rows)
    rest = count - sum(map(len, shown))
    if rest:
        more = "" if full else f" --full shows {'all' if count <= LISTED else f'{LISTED:,}'}."
        yield Section("", f"… and {counted(rest, 'more way')}.{more}")


def _by_moves(ways: Sequence[Way]) -> list[list[Way]]:
    """Return ways grouped by what is done in them, whatever the order."""
    groups: dict[frozenset[tuple[str, tuple[str, ...]]], list[Way]] = {}
    for way in ways:
        done = frozenset((step.decision_maker, (*step.take, "", *step.drop, *_unsaid(step))) for step in way)
        groups.setdefault(done, []).append(way)
    return list(groups.values())


def _unsaid(step: Step) -> tuple[str, ...]:
    """Return what tells a move from others where no option does: where it leads."""
    return () if step.take or step.drop else (step.to.id,)


def _same_moves(group: Sequence[Way], names: Names) -> str:
    """Say in how many orders the same moves lead there, and in which."""
    if len(group) == 1:
        return ""
    orders = [tuple(step.decision_maker for step in way) for way in group]
    same = f"The same {counted(len(orders[0]), 'move')} lead there in"
    text = f"{same} {counted(len(orders), 'order')}"
    if len(orders[0]) > _PERMUTED or len(set(orders[0])) < len(orders[0]):
        return f"{text}."
    known = set(orders)
    rule = shortest_rule(orders, [order for order in permutations(orders[0]) if order not in known])
    if rule is None:
        return f"{text}."
    return f"{text}: all with {rule_in_words(rule, names)}." if rule else f"{same} any order ({len(orders):,})."


def _signs(ways: Sequence[Way], count: int, improving: bool) -> str:
    """Say what the signs mean, and how many of the ways nobody would mind."""
    meaning = " ▲ ● ▼: how the mover likes where it goes, against where it stands."
    if improving:
        return " Every mover likes its move."
    if len(ways) < count:
        return meaning
    willing = sum(not unwilling(way) for way in ways)
    if willing == count:
        return f" Every mover likes its move{' in all of them' if count > 1 else ''}."
    if count == 1:
        return f" Not every mover likes its move.{meaning}"
    some = f"In {willing:,} of them every mover likes" if willing else "In none of them does every mover like"
    return f" {some} its move.{meaning}"
