"""From what a decision maker wants to an order or a relation over states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from denouement.errors import BudgetError, ModelError, Path, Problem
from denouement.language import _, in_decimals, pgettext
from denouement.model.condition import Condition
from denouement.model.preference import Pairs, Payoffs, Preference, Ranking, Statements, Weights
from denouement.model.state_reference import StateReference
from denouement.states.relation import Liking, Order, Ranks, Relation
from denouement.states.space import Bools, StateSpace

Find = Callable[[StateReference], Bools | None]
"""Which states a reference means, (states,); None for a state that is not feasible on the day.

Raises ModelError, with paths from the reference on.
"""

_BITS = 31  # statements packed into one integer before ranks are made dense again
_RELATION_LIMIT = 10_000
"""States up to which preferences may be given pair by pair: a relation needs two bytes a pair."""


def liking(space: StateSpace, wants: Preference, find: Find, path: Path) -> Liking:
    """Return how states are liked; raise ModelError, with paths from `path` on, for gaps and contradictions."""
    match wants:
        case Statements():
            return Order(rank_by_statements(space, wants))
        case Weights(weights):
            columns = [space.holds_option(option) for option, _number in weights]
            return Order(_rank_by_numbers(columns, [number for _option, number in weights], len(space)))
        case Payoffs():
            return Order(_rank_by_payoffs(space, wants, find, path))
        case Ranking():
            rank = _rank_by_groups(space, wants, find, path)
            return _with_unknown_pairs(Order(rank), wants, find, path)
        case Pairs():
            return _relation_of_pairs(space, wants, find, path)


def rank_by_statements(space: StateSpace, wants: Statements) -> Ranks:
    """Return ranks by prioritised statements; (states,) int32.

    Of two states the one that satisfies the first statement on which they differ ranks higher: the truths, most
    important first, are read as one binary number. Exact for any number of statements.
    """
    return rank_by_truths([space.holds(statement.that) for statement in wants.statements], len(space))


def rank_by_truths(truths: Sequence[Bools], states: int) -> Ranks:
    """Return ranks by columns of truth, most important first; each (states,)."""
    score = np.zeros(states, dtype=np.int64)
    for at in range(0, len(truths), _BITS):
        # A rank of fewer than 2**31 states and 31 further bits fit into 62.
        for truth in truths[at : at + _BITS]:
            score = score * 2 + truth
        score = _dense(score).astype(np.int64)
    return _dense(score)


def _rank_by_numbers(columns: Sequence[Bools], numbers: Sequence[Fraction], states: int) -> Ranks:
    """Return ranks by the exact sum of the numbers whose columns are true."""
    scale = lcm(*(number.denominator for number in numbers)) if numbers else 1
    whole = [int(number * scale) for number in numbers]
    # Beyond 62 bits the sums are Python's own integers: slower, and as exact.
    small = sum(map(abs, whole)) < 1 << 62
    score = np.zeros(states, dtype=np.int64 if small else object)
    for column, number in zip(columns, whole, strict=True):
        score = score + column.astype(score.dtype) * number
    return _dense(score)


def _rank_by_payoffs(space: StateSpace, wants: Payoffs, find: Find, path: Path) -> Ranks:
    columns, numbers = [], []
    priced = np.zeros(len(space), dtype=bool)
    by_state = False
    problems: list[Problem] = []
    for at, (key, number) in enumerate(wants.payoffs):
        if isinstance(key, Condition):
            column: Bools | None = space.holds(key)
        else:
            by_state = True
            column = _found(find, key, (*path, at), problems)
            if column is not None and (column & priced).any():
                problems.append(Problem(_("{state} has two payoffs", state=key), _("keep one"), (*path, at)))
        if column is not None:
            priced |= column
            columns.append(column)
            numbers.append(number)
    if by_state and not problems and not priced.all():
        missing = _in_words(space, ~priced)
        message = _("no payoff for {states}", states=missing)
        problems.append(Problem(message, _("give every feasible state one"), path))
    if problems:
        raise ModelError(problems)
    return _rank_by_numbers(columns, numbers, len(space))


def _rank_by_groups(space: StateSpace, wants: Ranking, find: Find, path: Path) -> Ranks:
    """Return ranks by groups of tied states, best first; every feasible state stands in one place."""
    problems: list[Problem] = []
    rank = np.zeros(len(space), dtype=np.int32)
    for at, references in enumerate(wants.ranking):
        members = np.zeros(len(space), dtype=bool)
        for within, reference in enumerate(references):
            found = _found(find, reference, (*path, at, within), problems)
            if found is None:
                continue
            twice = found & (members | (rank > 0))
            if twice.any():
                message = _("{states} is listed twice in this ranking", states=_in_words(space, twice))
                problems.append(Problem(message, _("keep one place"), (*path, at, within)))
            members |= found
        rank[members] = len(wants.ranking) - at
    if (rank == 0).any() and not problems:
        message = _("this ranking does not list {states}", states=_in_words(space, rank == 0))
        hint = _("list every feasible state once; a pattern with - stands for several, tied")
        problems.append(Problem(message, hint, path))
    if problems:
        raise ModelError(problems)
    return _dense(rank)


def _with_unknown_pairs(order: Order, wants: Ranking, find: Find, path: Path) -> Liking:
    pairs = []
    problems: list[Problem] = []
    for at, (left, right) in enumerate(wants.unknown):
        place = (*path, "unknown", at)
        a, b = _only(find, left, place, problems), _only(find, right, place, problems)
        if a is not None and a == b:
            problems.append(Problem(_("{one} and {other} are one state", one=left, other=right), _("name two"), place))
        if a is not None and b is not None:
            pairs.append((a, b))
    if problems:
        raise ModelError(problems)
    if not pairs:
        return order
    _refuse_large(len(order.rank))
    better = order.rank[:, None] > order.rank[None, :]
    same = order.rank[:, None] == order.rank[None, :]
    for a, b in pairs:
        better[a, b] = better[b, a] = same[a, b] = same[b, a] = False
    return Relation(better, same)


def _relation_of_pairs(space: StateSpace, wants: Pairs, find: Find, path: Path) -> Relation:
    _refuse_large(len(space))
    better = np.zeros((len(space), len(space)), dtype=bool)
    same = np.eye(len(space), dtype=bool)
    said: dict[tuple[int, int], tuple[str, int]] = {}
    problems: list[Problem] = []
    for at, pair in enumerate(wants.pairs):
        a, b = _only(find, pair.left, (*path, at), problems), _only(find, pair.right, (*path, at), problems)
        if a is None or b is None:
            continue
        if a == b:
            message = _("a state is compared with itself")
            problems.append(Problem(message, _("name two states"), (*path, at)))
            continue
        sign = ">" if pair.sign == ">>" else pair.sign
        before = said.get((a, b))
        if before is not None and before[0] != sign:
            message = _(
                "this contradicts pair {number}, which says {pair}",
                number=str(before[1] + 1),
                pair=_reading(before[0], space, a, b),
            )
            problems.append(Problem(message, _("keep one of the two"), (*path, at)))
            continue
        said[a, b] = (sign, at)
        said[b, a] = ("<" if sign == ">" else sign, at)
        better[a, b] = sign == ">"
        same[a, b] = same[b, a] = sign == "~"
    if problems:
        raise ModelError(problems)
    return Relation(better, same)


def _reading(sign: str, space: StateSpace, a: int, b: int) -> str:
    if sign == "<":
        a, b, sign = b, a, ">"
    return f"{space.ids[a]} {sign} {space.ids[b]}"


def _found(find: Find, reference: StateReference, path: Path, problems: list[Problem]) -> Bools | None:
    """Return which states a reference means; note what is wrong with it, and return None, if it means none."""
    try:
        return find(reference)
    except ModelError as error:
        problems += [problem.under(path) for problem in error.problems]
        return None


def _only(find: Find, reference: StateReference, path: Path, problems: list[Problem]) -> int | None:
    """Return the one state that a reference means; the same where it means none or several."""
    found = _found(find, reference, path, problems)
    if found is None:
        return None
    states = np.flatnonzero(found)
    if len(states) > 1:
        message = _("{state} means {number} states", state=reference, number=len(states))
        problems.append(Problem(message, _("write one state on each side"), path))
        return None
    return int(states[0])


def _refuse_large(states: int) -> None:
    if states > _RELATION_LIMIT:
        message = _(
            "preferences pair by pair over {states} states would need {gigabytes} GB; this program takes them up to "
            "{most} states",
            states=states,
            gigabytes=in_decimals(2 * states * states / 1e9, 1),
            most=_RELATION_LIMIT,
        )
        raise BudgetError(message)


def _dense(score: NDArray[np.integer] | NDArray[np.object_]) -> Ranks:
    _values, inverse = np.unique(score, return_inverse=True)
    ranks: Ranks = (inverse.reshape(score.shape) + 1).astype(np.int32)
    return ranks


def _in_words(space: StateSpace, chosen: Bools) -> str:
    indices = np.flatnonzero(chosen).tolist()
    some = ", ".join(f"{space.ids[index]} ({space.pattern(index)})" for index in indices[:3])
    if len(indices) > 3:
        return _("states {states} and {number} more", states=some, number=len(indices) - 3)
    if len(indices) > 1:
        return pgettext("wanted", "states {states}", states=some)
    return pgettext("wanted", "state {states}", states=some)
