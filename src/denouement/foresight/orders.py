"""Which orders of moves lead where, and what becomes of that under other readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import factorial, prod

from attrs import frozen

from denouement.analysis.backward import Induction, Sets
from denouement.analysis.endings import State
from denouement.analysis.ordered_play import movers_of
from denouement.analysis.paths import beginning
from denouement.analysis.precedence import Precedence, shortest_rule
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError, Problem, RequestError
from denouement.foresight.readings import combinations, deciding_readings, rival_readings
from denouement.language import _, in_decimals
from denouement.states.budget import Budget, in_short
from denouement.states.relation import Order
from denouement.states.situation import Situation

MOST = 10_000
"""Orders up to which all are worked out."""

Ends = tuple[str | None, ...]
"""The scenarios in which play can end, in the order of the model; the states, in a model without scenarios.

More than one where indifference leaves it open.
"""

_SECONDS_PER_ARC = 3e-8
_SECONDS_PER_ARC_OF_A_RELATION = 2e-5
_SECONDS_PER_STEP = 1e-4


@frozen
class Group:
    """The orders that end in the same scenarios."""

    ends: Ends
    outcomes: tuple[State, ...]
    """Every state in which one of them can end."""
    orders: tuple[tuple[str, ...], ...]
    rule: tuple[Precedence, ...] | None
    """Precedences that hold in all of these orders and together in no other; empty if these are all orders, None if
    there are no such precedences."""


@frozen
class Orders:
    """Where every order of some movers leads."""

    movers: tuple[str, ...]
    """In model order, those who move more than once as often."""
    start: State
    staying_ends: bool
    number: int
    groups: tuple[Group, ...]
    """The one with the most orders first."""


@frozen
class UnderReadings:
    """Where orders lead under every combination of the rival readings of those who move."""

    orders: tuple[tuple[str, ...], ...]
    """Those asked about; or whose orders, where every order is."""
    every: bool
    start: State
    staying_ends: bool
    deciding: tuple[str, ...]
    """The decision makers whose reading makes a difference."""
    rivals: Mapping[str, tuple[str, ...]]
    rows: tuple[tuple[dict[str, str], tuple[dict[Ends, int], ...]], ...]
    """Each combination; and for each of the orders asked about, how many orders end where."""


def every_order(
    analysis: Analysis,
    movers: Sequence[str] | None = None,
    *,
    start: str | State | None = None,
    staying_ends: bool = False,
    budget: Budget | None = None,
) -> Orders:
    """Return where every order of some movers leads: of all who have a move at all, once each, unless others are named.

    Raises RequestError for a name that is not there, BudgetError if there are more than 10,000 orders, or they would
    take too long.
    """
    names = able(analysis) if movers is None else tuple(movers)
    numbers = movers_of(analysis, names)
    check(analysis, [names], every=True, times=1, budget=budget)
    begin = beginning(analysis, start)
    induction = Induction(analysis.situation.graph, staying_ends)
    found: dict[Ends, list[tuple[str, ...]]] = {}
    states: dict[Ends, set[int]] = {}
    for order, outcome in _outcomes(induction, Counter(numbers), begin):
        members = induction.members(outcome)
        ends = _ends(analysis, members)
        found.setdefault(ends, []).append(tuple(analysis.decision_makers[mover] for mover in order))
        states.setdefault(ends, set()).update(members)
    total = sum(map(len, found.values()))
    groups = []
    for ends in sorted(found, key=lambda each: -len(found[each])):
        own = sorted(found[ends], key=lambda order: [analysis.decision_makers.index(id) for id in order])
        others = [order for each, orders in found.items() if each != ends for order in orders]
        outcomes = tuple(analysis.state_at(index) for index in sorted(states[ends]))
        groups.append(Group(ends, outcomes, tuple(own), shortest_rule(own, others)))
    in_model_order = tuple(sorted(names, key=analysis.decision_makers.index))
    return Orders(in_model_order, analysis.state_at(begin), staying_ends, total, tuple(groups))


def by_reading(
    analysis: Analysis,
    orders: Sequence[Sequence[str]],
    *,
    every: bool = False,
    start: str | State | None = None,
    staying_ends: bool = False,
    fixed: Iterable[str] = (),
    budget: Budget | None = None,
    progress: Callable[[Iterable[dict[str, str]]], Iterable[dict[str, str]]] = iter,
) -> UnderReadings:
    """Return where orders lead under every combination of the readings of those who move.

    With `every`, each of `orders` stands for all orders of its movers. Decision makers in `fixed` keep the reading of
    the analysis. `progress` wraps the combinations.
    """
    numbers = [movers_of(analysis, order) for order in orders]
    moving = {id for order in orders for id in order}
    others = [maker for maker in analysis.decision_makers if maker not in moving]
    rivals = rival_readings(analysis, fixed=[*fixed, *others])
    chosen = combinations(rivals)
    check(analysis, orders, every=every, times=len(chosen), budget=budget)
    begin = beginning(analysis, start)
    rows = []
    for readings in progress(chosen):
        situation = analysis.situation.read_as(readings)
        rows.append((readings, tuple(_tally(analysis, situation, own, begin, every, staying_ends) for own in numbers)))
    answers = {tuple(readings.items()): tuple(map(_key, tallies)) for readings, tallies in rows}
    asked = tuple(map(tuple, orders))
    deciding = deciding_readings(answers)
    return UnderReadings(asked, every, analysis.state_at(begin), staying_ends, deciding, rivals, tuple(rows))


def _key(tally: Mapping[Ends, int]) -> frozenset[tuple[Ends, int]]:
    return frozenset(tally.items())


def able(analysis: Analysis) -> tuple[str, ...]:
    """Return the decision makers who have any move, in some state; raise RequestError if nobody has."""
    graph = analysis.situation.graph
    movers = tuple(maker for maker, arcs in zip(graph.decision_makers, graph.moves, strict=True) if len(arcs))
    if not movers:
        raise RequestError(Problem(_("nobody in this model can move at all, so there are no orders of moves")))
    return movers


def _tally(
    analysis: Analysis, situation: Situation, movers: Sequence[int], begin: int, every: bool, staying_ends: bool
) -> dict[Ends, int]:
    """Return how many orders (the one given, or all of its movers) end where."""
    induction = Induction(situation.graph, staying_ends)
    if every:
        outcomes = [outcome for _order, outcome in _outcomes(induction, Counter(movers), begin)]
    else:
        after = induction.at_the_end()
        for mover in reversed(movers[1:]):
            after = induction.before(mover, after)
        outcomes = [induction.choice(movers[0], after, begin).outcome]
    return dict(Counter(_ends(analysis, induction.members(outcome)) for outcome in outcomes))


def _outcomes(induction: Induction, movers: Counter[int], begin: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield every order of some movers with the number of the set in which it ends.

    Orders that end alike share the work: what comes after their first moves is worked out once.
    """

    def before(tail: tuple[int, ...], after: Sets) -> Iterator[tuple[tuple[int, ...], int]]:
        left = [mover for mover, times in movers.items() if tail.count(mover) < times]
        for mover in left:
            order = (mover, *tail)
            if len(order) == movers.total():
                yield order, induction.choice(mover, after, begin).outcome
            else:
                yield from before(order, induction.before(mover, after))

    yield from before((), induction.at_the_end())


def _ends(analysis: Analysis, states: Iterable[int]) -> Ends:
    ended = [analysis.state_at(index) for index in states]
    if not analysis.conflict.scenarios:
        return tuple(state.id for state in ended)
    found = {state.scenario for state in ended}
    return tuple(id for id in (*(each.id for each in analysis.conflict.scenarios), None) if id in found)


def number_of_orders(movers: Sequence[str]) -> int:
    """Return how many different orders some movers have."""
    return factorial(len(movers)) // prod(map(factorial, Counter(movers).values()))


def check(
    analysis: Analysis, orders: Sequence[Sequence[str]], *, every: bool, times: int, budget: Budget | None
) -> None:
    """Raise BudgetError if orders are too many, or working them out would take too long."""
    budget = budget or Budget()
    for order in orders if every else ():
        count = number_of_orders(order)
        if count > MOST:
            message = _(
                "{moves} moves make {orders} different orders; {most} are the most that are worked out. Name fewer who "
                "move with --movers, or one order with --order",
                moves=len(order),
                orders=count,
                most=MOST,
            )
            raise BudgetError(message)
    seconds = times * sum(_seconds(analysis, order, every) for order in orders)
    if seconds > budget.seconds:
        message = _(
            "this would take about {seconds} seconds; {allowed} are allowed. Fewer moves or readings make it shorter; "
            "--max-seconds {enough} would allow it",
            seconds=in_decimals(seconds, 0),
            allowed=in_short(budget.seconds),
            enough=f"{seconds * 1.1:.0f}",
        )
        raise BudgetError(message)


def _seconds(analysis: Analysis, order: Sequence[str], every: bool) -> float:
    graph = analysis.situation.graph
    cost = {}
    for maker in set(order):
        number = graph.number(maker)
        ordered = isinstance(graph.preferences[number], Order)
        per_arc = _SECONDS_PER_ARC if ordered else _SECONDS_PER_ARC_OF_A_RELATION
        cost[maker] = _SECONDS_PER_STEP + per_arc * len(graph.moves[number])
    if not every:
        return sum(cost[maker] for maker in order)
    counts = Counter(order)
    makers = tuple(counts)

    @cache
    def tails(left: tuple[int, ...]) -> tuple[float, int]:
        """Return the cost of all that may still be put before a tail, and how many nodes that are."""
        total, nodes = 0.0, 0
        for at, maker in enumerate(makers):
            if left[at]:
                below, more = tails((*left[:at], left[at] - 1, *left[at + 1 :]))
                total += cost[maker] + below
                nodes += 1 + more
        return total, nodes

    return tails(tuple(counts[maker] for maker in makers))[0]
