"""What an analysis would need, estimated before the work starts, and what it is allowed."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.errors import BudgetError
from denouement.language import _, in_decimals, together

# Measured on one core with NumPy, rounded up: an estimate is there to be on the safe side.
_SECONDS_PER_TEST = 8e-9
"""One rule on one combination of options."""
_SECONDS_PER_MOVE = 6e-7
"""One move, through five concepts for everybody."""
_SECONDS_PER_PATH = 2e-7
"""Two moves in succession, while it is tested whether they are one."""
_SECONDS_PER_STATE_AND_ARC = 6e-8
"""One state judged over one arc, through five concepts, where preferences are no order."""
_BYTES_PER_MOVE = 30
_BYTES_PER_PAIR = 60
"""A pair of states while it is decided whether a move joins them."""
_BYTES_PER_STATE = 100
_IMAGINABLE = 1000.0
"""Gigabytes beyond which nobody is told to allow more."""
_FAR = 2
"""How far beyond the budget an estimate from a sample must lie to be believed."""


def _positive(budget: object, attribute: object, value: float) -> None:
    if not value > 0:
        raise ValueError(_("a budget is a number above 0, not {value}", value=value))


@frozen
class Budget:
    """What an analysis may use; more is refused before it is begun."""

    gigabytes: float = field(default=8.0, validator=_positive)
    seconds: float = field(default=900.0, validator=_positive)


def check_combinations(budget: Budget, options: int, rules: int) -> None:
    """Raise BudgetError if going through all combinations of options would take too long."""
    if options > 62:
        message = _(
            "{options} options make more combinations than can be numbered; 62 options are the most", options=options
        )
        raise BudgetError(message)
    seconds = (rules + 1) * 2.0**options * _SECONDS_PER_TEST
    if seconds > budget.seconds:
        what = _("{options} options make {combinations} combinations", options=options, combinations=2**options)
        raise BudgetError(_refusal(budget, what, seconds, 0.0))


def check_estimate(budget: Budget, options: int, share: float, owned: list[int]) -> None:
    """Raise BudgetError if a sample shows that states and moves will be far too many.

    `share` is about the feasible share of all combinations, `owned` the number of options of each decision maker. If
    feasibility were independent of who moves, a state would have share * 2**owned moves; it has more, if anything.
    """
    states = share * 2.0**options
    moves = sum(states * share * 2.0**own for own in owned)
    gigabytes, seconds = moves * _BYTES_PER_MOVE / 1e9, moves * _SECONDS_PER_MOVE
    if gigabytes > _FAR * budget.gigabytes or seconds > _FAR * budget.seconds:
        what = _("about {states} states with {moves} moves", states=in_decimals(states, 0), moves=in_decimals(moves, 0))
        raise BudgetError(_refusal(budget, what, seconds, gigabytes))


def check_states(budget: Budget, states: int) -> None:
    """Raise BudgetError if keeping so many states would need too much memory."""
    gigabytes = states * _BYTES_PER_STATE / 1e9
    if gigabytes > budget.gigabytes:
        raise BudgetError(_refusal(budget, _("at least {states} feasible states", states=states), 0.0, gigabytes))


def check_moves(budget: Budget, states: int, fibres: list[NDArray[np.int64]]) -> None:
    """Raise BudgetError if the moves would be too many.

    `fibres` holds, for each decision maker, the numbers of states among which it can move freely.
    """
    pairs = [float((sizes.astype(np.float64) ** 2).sum()) - states for sizes in fibres]
    moves = sum(pairs)
    gigabytes = (moves * _BYTES_PER_MOVE + max(pairs, default=0.0) * _BYTES_PER_PAIR + states * _BYTES_PER_STATE) / 1e9
    seconds = moves * _SECONDS_PER_MOVE
    if gigabytes > budget.gigabytes or seconds > budget.seconds:
        what = _("{states} states with up to {moves} moves", states=states, moves=in_decimals(moves, 0))
        raise BudgetError(_refusal(budget, what, seconds, gigabytes))


def check_relations(budget: Budget, states: int, relations: int, arcs: int) -> None:
    """Raise BudgetError if judging preferences that are no order would take too long or need too much memory.

    Each state of each decision maker with such preferences is judged on its own, over all arcs.
    """
    seconds = relations * states * arcs * _SECONDS_PER_STATE_AND_ARC
    gigabytes = 2.0 * relations * states**2 / 1e9
    if seconds > budget.seconds or gigabytes > budget.gigabytes:
        what = _(
            "{relations} relations over {states} states, preferences pair by pair,", relations=relations, states=states
        )
        raise BudgetError(_refusal(budget, what, seconds, gigabytes))


def check_paths(budget: Budget, paths: list[int]) -> None:
    """Raise BudgetError if telling whether moves are transitive would take too long; `paths` are of two moves each."""
    seconds = sum(paths) * _SECONDS_PER_PATH
    if seconds > budget.seconds:
        what = _("{number} ways to move twice in succession", number=sum(paths))
        raise BudgetError(_refusal(budget, what, seconds, 0.0))


def _refusal(budget: Budget, what: str, seconds: float, gigabytes: float) -> str:
    needs = []
    if gigabytes > min(budget.gigabytes, 1):
        needs.append(_("{number} GB", number=_roughly(gigabytes)))
    if seconds > min(budget.seconds, 1):
        needs.append(_("{number} seconds", number=_roughly(seconds)))
    allow = [
        f"--{name} {np.ceil(value * 11) / 10:g}"
        for value, limit, name in (
            (gigabytes, budget.gigabytes, "max-memory"),
            (seconds, budget.seconds, "max-seconds"),
        )
        if value > limit
    ]
    message = _(
        "{what} would need about {needs}; {gigabytes} GB and {seconds} seconds are allowed. Fewer options or more "
        "rules make it smaller",
        what=what,
        needs=together(needs),
        gigabytes=in_short(budget.gigabytes),
        seconds=in_short(budget.seconds),
    )
    if gigabytes >= _IMAGINABLE:
        return message
    return _("{message}; {options} would allow it", message=message, options=" ".join(allow))


def _roughly(number: float) -> str:
    return in_decimals(number, 1) if number >= 0.1 else in_short(number, digits=1)


def in_short(number: float, *, digits: int = 6) -> str:
    """Return a number in as few digits as it needs: `0.5`, in French `0,5`."""
    return f"{number:.{digits}g}".replace(".", in_decimals(0.5, 1)[1])
