"""Small conflicts from textbooks and the literature, typed in by hand with their stable states.

State numbers are those of the source. Where a source leaves a concept out (symmetric sequential stability in
all, everything but the equilibria in Elmira), the sets were computed once from the definitions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .definitions import State, Twin
from .option_form import Options, by_ranking, option_form_twin, option_order

Stable = Mapping[str, Mapping[str, set[int]]]  # concept, then decision maker


@dataclass(frozen=True)
class KnownConflict:
    """A twin, the source's number of each state, and the stable states by those numbers."""

    twin: Twin
    number: Mapping[State, int]
    stable: Stable


def known_conflicts() -> dict[str, KnownConflict]:
    """Give all of them by name."""
    return {
        "prisoner's dilemma": prisoners_dilemma(),
        "chicken": chicken(),
        "Syria and Iraq 1975": syria_iraq_1975(),
        "United States and North Korea 2017": us_north_korea_2017(),
        "Elmira": elmira(),
    }


def prisoners_dilemma() -> KnownConflict:
    """Two prisoners, from the example files of GMCR+: foresight keeps mutual silence (4), Nash does not."""
    stable = {"one": {1, 3}, "two": {1, 2}}
    foresighted = {"one": {1, 3, 4}, "two": {1, 2, 4}}
    return _option_form(
        {"one": (("silent_one", "both"),), "two": (("silent_two", "both"),)},
        {1: "NN", 2: "YN", 3: "NY", 4: "YY"},
        {"one": [3, 4, 1, 2], "two": [2, 4, 1, 3]},
        {"nash": stable, "gmr": foresighted, "smr": foresighted, "seq": foresighted, "sseq": foresighted},
    )


def chicken() -> KnownConflict:
    """Two drivers: the compromise 1 lasts only for who fears a reply that costs the other something too."""
    bold, wary = {"a": {2, 3}, "b": {2, 3}}, {"a": {1, 2, 3}, "b": {1, 2, 3}}
    return _option_form(
        {"a": (("swerve_a", "both"),), "b": (("swerve_b", "both"),)},
        {1: "YY", 2: "NY", 3: "YN", 4: "NN"},
        {"a": [2, 1, 3, 4], "b": [3, 1, 2, 4]},
        {"nash": bold, "gmr": wary, "smr": wary, "seq": bold, "sseq": bold},
    )


def syria_iraq_1975() -> KnownConflict:
    """The Euphrates dispute, from the GMCR+ handout (Kinsara 2014) and its test data."""
    return _option_form(
        {"syria": (("release", "both"), ("escalate", "both")), "iraq": (("attack", "both"),)},
        {1: "NNN", 2: "YNN", 3: "NYN", 4: "NNY", 5: "YNY", 6: "NYY"},
        {"syria": [1, 3, 6, 2, 4, 5], "iraq": [2, 4, 6, 1, 5, 3]},
        {
            "nash": {"syria": {1, 6}, "iraq": {2, 4, 6}},
            "gmr": {"syria": {1, 3, 6}, "iraq": {1, 2, 4, 5, 6}},
            "smr": {"syria": {1, 3, 6}, "iraq": {2, 4, 6}},
            "seq": {"syria": {1, 3, 6}, "iraq": {2, 4, 5, 6}},
            "sseq": {"syria": {1, 3, 6}, "iraq": {2, 4, 6}},
        },
    )


def us_north_korea_2017() -> KnownConflict:
    """The nuclear stand-off, deterrence preferences and one-way options, from Jacobi's printed tableaux."""
    us, korea = {0, 1, 5, 8, 9, 10, 12, 13}, {0, 4, 5, 6, 10, 12, 14}
    both = {"us": us, "korea": korea}
    states = {
        0: "NNNN", 1: "YNNN", 2: "NYNN", 4: "NNYN", 5: "YNYN", 6: "NYYN",
        8: "NNNY", 9: "YNNY", 10: "NYNY", 12: "NNYY", 13: "YNYY", 14: "NYYY",
    }  # fmt: skip
    return _option_form(
        {
            "us": (("strike", "take"), ("withdraw", "both")),
            "korea": (("invade", "take"), ("abandon", "both")),
        },
        states,
        {
            "us": [8, 9, 0, 10, 13, 12, 5, 4, 1, 2, 14, 6],
            "korea": [6, 14, 4, 12, 0, 10, 5, 13, 2, 1, 9, 8],
        },
        {
            "nash": {"us": {0, 1, 5, 8, 9, 13}, "korea": {4, 5, 6}},
            **dict.fromkeys(("gmr", "smr", "seq", "sseq"), both),
        },
    )


def elmira() -> KnownConflict:
    """The nine-state graph of the Elmira conflict, arcs and ordinal payoffs as in a script by Xu (2007)."""
    empty: set[State] = set()
    moves: dict[str, dict[State, set[State]]] = {
        "moe": {1: {2}, 3: {4}, 5: {6}, 7: {8}},
        "uniroyal": {1: {3, 9}, 2: {4, 9}, 3: {9}, 4: {9}, 5: {7, 9}, 6: {8, 9}, 7: {9}, 8: {9}, 9: empty},
        "local": {1: {5}, 2: {6}, 3: {7}, 4: {8}, 5: {1}, 6: {2}, 7: {3}, 8: {4}},
    }
    payoff = {
        "moe": (4, 3, 8, 7, 5, 2, 9, 6, 1),
        "uniroyal": (9, 2, 4, 8, 6, 1, 3, 7, 5),
        "local": (6, 2, 8, 3, 7, 4, 9, 5, 1),
    }
    value: dict[str, dict[State, int]] = {who: dict(enumerate(row, start=1)) for who, row in payoff.items()}
    every, firm = set(range(1, 10)), {1, 4, 5, 8, 9}
    warned = {"moe": every, "uniroyal": firm, "local": every}
    foresighted = {"moe": every, "uniroyal": firm, "local": {2, 3, 5, 6, 7, 8, 9}}
    return KnownConflict(
        Twin(tuple(moves), tuple(every), moves, lambda who, a, b: value[who][a] > value[who][b]),
        {state: state for state in range(1, 10)},
        {
            "nash": {"moe": every, "uniroyal": firm, "local": {5, 6, 7, 8, 9}},
            **dict.fromkeys(("gmr", "smr"), warned),
            **dict.fromkeys(("seq", "sseq"), foresighted),
        },
    )


def _option_form(
    options: Options, states: Mapping[int, str], rankings: Mapping[str, list[int]], stable: Stable
) -> KnownConflict:
    """Build from patterns and strict rankings, best first, in the source's numbers."""
    order = option_order(options)
    taken = {
        number: frozenset(option for option, letter in zip(order, letters, strict=True) if letter == "Y")
        for number, letters in states.items()
    }
    preferences = {who: by_ranking([[taken[n]] for n in ranking]) for who, ranking in rankings.items()}
    twin = option_form_twin(options, set(taken.values()), preferences)
    return KnownConflict(twin, {state: number for number, state in taken.items()}, stable)
