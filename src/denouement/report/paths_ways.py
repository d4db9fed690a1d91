"""What a reader is told about the ways to one destination: how many, by which moves, and who likes its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from denouement.analysis.endings import State
from denouement.analysis.paths import LISTED, Arrival, Paths, Step, Way, unwilling
from denouement.analysis.precedence import shortest_rule
from denouement.language import _, in_digits, ngettext, quoted, together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.paths_outline import facts
from denouement.report.steps import liking_in_words, rule_in_words, step_in_words, these_states
from denouement.report.words import Names

WAYS_SHOWN = 20
_GROUPS_SHOWN = 6
_NEAREST = 8
_PERMUTED = 7  # moves of which all orders are gone through


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
    return clean(found.analysis.conflict.title), facts(found, names), tuple(sections)


def _not_reached(found: Paths, asked: str, states: tuple[State, ...], legal: Paths | None, names: Names) -> Section:
    title = _("No way to {goal}", goal=_goal(asked, states, names))
    if legal is not None and (arrivals := legal.nearest(states)):
        lead = _(
            "No chain of improvements leads there. Legal moves do, in {moves} ({ways}): leave out --improving to see "
            "them.",
            moves=_moves(arrivals[0].moves),
            ways=_number_of_ways(sum(arrival.ways for arrival in arrivals)),
        )
        return Section(title, lead)
    graph_of_moves = legal or found
    stuck = graph_of_moves.barriers(states)
    if stuck:
        here = set(found.start.taken)
        parts = [
            _("{option} is taken and can never be undone", option=quoted(names[option]))
            if option in here
            else _("{option} can never be taken", option=quoted(names[option]))
            for option in stuck
        ]
        lead = _("No legal moves lead there: {reasons}.", reasons=together(parts))
    elif graph_of_moves.by_moving_twice(states):
        lead = _("It could be reached only if somebody moved twice in succession, which legal sequences do not allow.")
    elif found.analysis.conflict.is_graph:
        lead = _("No moves that the model lists lead there.")
    else:
        lead = _("No legal moves lead there: rules, forbidden moves and one-way options together leave no way through.")
    return Section(title, lead)


def _moves(number: int) -> str:
    return ngettext("{number} move", "{number} moves", number)


def _number_of_ways(number: int) -> str:
    return ngettext("{number} way", "{number} ways", number)


def _goal(asked: str, states: tuple[State, ...], names: Names) -> str:
    """Return what was asked for, `Exodus (state 28)` or `Exodus (32 states)`."""
    if len(states) == 1:
        return names.state(states[0])
    scenarios = {state.scenario for state in states}
    name = names.scenario(scenarios.pop()) if len(scenarios) == 1 else clean(asked)
    return ngettext("{name} ({number} state)", "{name} ({number} states)", len(states), name=name)


def _ways(
    found: Paths, asked: str, states: tuple[State, ...], arrivals: tuple[Arrival, ...], names: Names, full: bool
) -> Iterator[Section]:
    count, moves = sum(arrival.ways for arrival in arrivals), arrivals[0].moves
    title = _("To {goal}", goal=_goal(asked, states, names))
    if not moves:
        yield Section(title, _("No move is needed: it starts there."))
        return
    ways = found.ways(states)
    steps = ngettext("{number} improvement", "{number} improvements", moves) if found.improving else _moves(moves)
    lead = [ngettext("{number} shortest way, of {moves}.", "{number} shortest ways, of {moves}.", count, moves=steps)]
    if len(states) > 1:
        near = [arrival.state.id for arrival in arrivals]
        some = names.state(arrivals[0].state) if len(near) == 1 else these_states(near, most=_NEAREST)
        lead.append(_("Nearest: {states}.", states=some))
    lead += _signs(ways, count, found.improving)
    yield Section(title, " ".join(lead))
    # The same moves in another order are told in a line, unless there are too many ways to have seen all of them.
    groups = [[way] for way in ways] if full or len(ways) < count else _by_moves(ways)
    shown = groups if full else groups[:_GROUPS_SHOWN]
    for number, group in enumerate(shown, 1):
        rows = tuple(
            (in_digits(at), names[step.decision_maker], step_in_words(step, names), liking_in_words(step.liking))
            for at, step in enumerate(group[0], 1)
        )
        only = _("The way") if count == 1 else _("A way")
        heading = only if len(groups) == 1 else _("Way {number}", number=number)
        yield Section(heading, _same_moves(group, names), rows=rows)
    rest = count - sum(map(len, shown))
    if rest:
        more = ngettext("… and {number} more way.", "… and {number} more ways.", rest)
        if not full:
            shows = _("--full shows all.") if count <= LISTED else _("--full shows {number}.", number=LISTED)
            more += f" {shows}"
        yield Section("", more)


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
    number = len(orders[0])
    in_orders = ngettext("{number} order", "{number} orders", len(orders))
    known = set(orders)
    rule = None
    if number <= _PERMUTED and len(set(orders[0])) == number:
        rule = shortest_rule(orders, [order for order in permutations(orders[0]) if order not in known])
    if rule is None:
        return ngettext(
            "The same {number} move lead there in {orders}.",
            "The same {number} moves lead there in {orders}.",
            number,
            orders=in_orders,
        )
    if not rule:
        return ngettext(
            "The same {number} move lead there in any order ({orders}).",
            "The same {number} moves lead there in any order ({orders}).",
            number,
            orders=len(orders),
        )
    return ngettext(
        "The same {number} move lead there in {orders}: all with {rule}.",
        "The same {number} moves lead there in {orders}: all with {rule}.",
        number,
        orders=in_orders,
        rule=rule_in_words(rule, names),
    )


def _signs(ways: Sequence[Way], count: int, improving: bool) -> list[str]:
    """Say what the signs mean, and how many of the ways nobody would mind."""
    if improving:
        return [_("Every mover likes its move.")]
    meaning = _("▲ ● ▼: how the mover likes where it goes, against where it stands.")
    if len(ways) < count:
        return [meaning]
    willing = sum(not unwilling(way) for way in ways)
    if willing == count:
        return [_("Every mover likes its move in all of them.") if count > 1 else _("Every mover likes its move.")]
    if count == 1:
        return [_("Not every mover likes its move."), meaning]
    if not willing:
        return [_("In none of them does every mover like its move."), meaning]
    some = ngettext(
        "In {number} of them every mover likes its move.", "In {number} of them every mover likes its move.", willing
    )
    return [some, meaning]
