"""A twin from options: states are sets of options taken, moves change one decision maker's own options.

A state is the frozenset of the options taken in it, whatever else is not. States stand in increasing order
of the number whose bit p is option p, option 0 being the least significant bit; numbers in model files are
places in that order, counted from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from .definitions import State, Twin

OptionSet = frozenset[str]
#: Per decision maker its options in order, each with its direction mark.
Options = Mapping[str, Sequence[tuple[str, str]]]
#: One mind: whether it strictly prefers the first state to the second.
Preference = Callable[[OptionSet, OptionSet], bool]

MAY_TAKE = {"both", "take"}
MAY_DROP = {"both", "drop"}


def option_order(options: Options) -> tuple[str, ...]:
    """List all options, in model order."""
    return tuple(option for own in options.values() for option, _ in own)


def feasible_states(
    options: Options, feasible: Callable[[OptionSet], bool] | Collection[OptionSet]
) -> tuple[OptionSet, ...]:
    """List the feasible option sets, by a test or from a collection, in increasing order of their number."""
    order = option_order(options)
    everything = (
        frozenset(option for place, option in enumerate(order) if number >> place & 1)
        for number in range(2 ** len(order))
    )
    if callable(feasible):
        return tuple(state for state in everything if feasible(state))
    return tuple(state for state in everything if state in feasible)


def option_moves(options: Options, states: Sequence[OptionSet]) -> dict[str, dict[State, set[State]]]:
    """Give R_i: a change of i's own options, any number at once, every single flip allowed by its mark."""
    mark = {option: direction for own in options.values() for option, direction in own}
    owned = {who: {option for option, _ in own} for who, own in options.items()}
    moves: dict[str, dict[State, set[State]]] = {who: {state: set() for state in states} for who in options}
    for before in states:
        for after in states:
            changed = before ^ after
            movers = [who for who, own in owned.items() if changed and changed <= own]
            if (
                movers
                and all(mark[option] in MAY_TAKE for option in after - before)
                and all(mark[option] in MAY_DROP for option in before - after)
            ):
                moves[movers[0]][before].add(after)
    return moves


def by_statements(statements: Iterable[Callable[[OptionSet], bool]]) -> Preference:
    """Prefer, of two states, the one that satisfies the first statement on which they differ."""
    ordered = tuple(statements)
    truth: dict[OptionSet, tuple[bool, ...]] = {}

    def prefers(a: OptionSet, b: OptionSet) -> bool:
        for state in (a, b):
            if state not in truth:
                truth[state] = tuple(bool(statement(state)) for statement in ordered)
        for of_a, of_b in zip(truth[a], truth[b], strict=True):
            if of_a != of_b:
                return of_a
        return False

    return prefers


def by_ranking(tiers: Iterable[Iterable[OptionSet]]) -> Preference:
    """Prefer what stands in an earlier tier (best first); states of one tier are tied."""
    place = {state: number for number, tier in enumerate(tiers) for state in tier}
    return lambda a, b: place[a] < place[b]


def option_form_twin(
    options: Options,
    feasible: Callable[[OptionSet], bool] | Collection[OptionSet],
    preferences: Mapping[str, Preference],
) -> Twin:
    """Build the twin of a conflict in option form."""
    states = feasible_states(options, feasible)

    def prefers(who: str, a: State, b: State) -> bool:
        return preferences[who](a, b)  # type: ignore[arg-type]  # every state here is an option set

    return Twin(tuple(options), states, option_moves(options, states), prefers)


def matches(pattern: str, order: Sequence[str], taken: OptionSet) -> bool:
    """Tell whether an option set fits a pattern of one Y, N or - per option, in option order."""
    letters = pattern.replace(" ", "")
    return all(
        letter == "-" or (letter == "Y") == (option in taken) for letter, option in zip(letters, order, strict=True)
    )


def full_pattern(order: Sequence[str], taken: OptionSet) -> str:
    """Write an option set as one Y or N per option."""
    return "".join("Y" if option in taken else "N" for option in order)


def state_numbers(twin: Twin, states: Iterable[State]) -> set[int]:
    """Give the places of states in the twin's order, counted from 1."""
    number = {state: place for place, state in enumerate(twin.states, start=1)}
    return {number[state] for state in states}
