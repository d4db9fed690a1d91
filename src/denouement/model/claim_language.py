"""What a claim says in terms of a model, such as `better(microsoft, endings) and not ending(exodus)`.

A small tree of frozen nodes, read by `parse_claim` (module claim_parser) and written back by `str`. When it is true
is worked out in the analysis floor.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import field, frozen

from denouement.model.state_reference import StateReference

Standing = Literal["better", "same", "worse"]
STANDINGS: tuple[Standing, ...] = ("better", "same", "worse")

SolutionConcept = Literal["nash", "gmr", "smr", "seq", "sseq"]
SOLUTION_CONCEPTS: tuple[SolutionConcept, ...] = ("nash", "gmr", "smr", "seq", "sseq")
"""The concepts that can be written; the analysis floor defines them."""

Family = Literal["endings", "some_ending"]
FAMILIES: tuple[Family, ...] = ("endings", "some_ending")
"""Every ending, or at least one."""

Where = Family | StateReference


@frozen
class Says:
    """What a claim says; the base of the nodes below."""

    def __str__(self) -> str:
        return _write(self, 0)


@frozen(str=False)
class Fares(Says):
    """`better(DM, WHERE)`, `same(…)`, `worse(…)`: somebody's standing against the baseline."""

    standing: Standing
    decision_maker: str
    where: Where
    """A state is that state; a scenario is every ending in it."""
    at: int = field(default=0, eq=False, repr=False)
    """Characters into the text at which the decision maker is named, for error messages."""
    where_at: int = field(default=0, eq=False, repr=False)
    """The same for WHERE."""


@frozen(str=False)
class Ends(Says):
    """`ending(STATE)`: it is an ending; `ending(SCENARIO)`: some ending belongs to it."""

    state: StateReference
    at: int = field(default=0, eq=False, repr=False)


@frozen(str=False)
class Stable(Says):
    """`stable(STATE, concept)`: it is an equilibrium under the concept, reachable or not."""

    state: StateReference
    concept: SolutionConcept
    at: int = field(default=0, eq=False, repr=False)


@frozen(str=False)
class Reachable(Says):
    """`reachable(STATE)`: it can be reached from now; `reachable(SCENARIO)`: some state of it can."""

    state: StateReference
    at: int = field(default=0, eq=False, repr=False)


@frozen(str=False)
class Not(Says):
    """`not part`."""

    part: Says


@frozen(str=False)
class Joined(Says):
    """Two or more parts joined by `and` or by `or`."""

    word: Literal["and", "or"]
    parts: tuple[Says, ...]


Atom = Fares | Ends | Stable | Reachable


def atoms(says: Says) -> Iterator[Atom]:
    """Yield what a claim is built of, from left to right."""
    match says:
        case Not(part):
            yield from atoms(part)
        case Joined(_, parts):
            for part in parts:
                yield from atoms(part)
        case Fares() | Ends() | Stable() | Reachable():
            yield says


def references(says: Says) -> Iterator[tuple[StateReference, int, bool]]:
    """Yield every reference to a state, its place in the text, and whether a scenario of several states may stand."""
    for atom in atoms(says):
        match atom:
            case Fares(where=StateReference() as reference, where_at=at):
                yield reference, at, True
            case Ends(reference, at) | Reachable(reference, at):
                yield reference, at, True
            case Stable(reference, _, at):
                yield reference, at, False


def concepts_in(says: Says) -> tuple[str, ...]:
    """Return the solution concepts that a claim names, each once."""
    return tuple(dict.fromkeys(atom.concept for atom in atoms(says) if isinstance(atom, Stable)))


_BINDING = {"or": 1, "and": 2}


def _write(node: Says, outer: int) -> str:
    """Return the text of a node, in parentheses where `outer` binds as tightly or tighter."""
    match node:
        case Fares(standing, decision_maker, where):
            return f"{standing}({decision_maker}, {where})"
        case Ends(state):
            return f"ending({state})"  # not said
        case Stable(state, concept):
            return f"stable({state}, {concept})"  # not said
        case Reachable(state):
            return f"reachable({state})"  # not said
        case Not(part):
            return f"not {_write(part, 3)}"  # not said
        case Joined(word, parts):
            level = _BINDING[word]
            text = f" {word} ".join(_write(part, level) for part in parts)
            return f"({text})" if level <= outer else text
        case _:  # pragma: no cover - the nodes above are all there are
            raise TypeError(node)
