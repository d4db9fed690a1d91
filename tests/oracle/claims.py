"""Claims as trees, how they are written, and when they are true: a slow twin that reads only what `--json` prints.

Written from the format: `better|same|worse(DM, WHERE)`, `ending`, `stable`, `reachable` with `and`, `or`, `not`.
Four answers: T, F, U (unknown) and M (moot: it does not arise).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A STATE or SCENARIO as it is written: one of `state` (an id told), `scenario`, `now`, `start`, or `none`."""

    kind: str
    text: str
    id: str = ""


@dataclass(frozen=True)
class Atom:
    """`word(who, place)`, `word(place)` or `stable(place, concept)`; `place` may be `endings` or `some_ending`."""

    word: str
    place: Place | str
    who: str = ""
    concept: str = ""


@dataclass(frozen=True)
class Negation:
    part: Tree


@dataclass(frozen=True)
class Chain:
    word: str
    parts: tuple[Tree, ...]


Tree = Atom | Negation | Chain


# -- what is meant -----------------------------------------------------------------------------------------------


def answer(tree: Tree, told: Told, start: str | None) -> str:
    """Give T, F, U or M; `start` is the id of the state the story began in, if that is a state."""
    if isinstance(tree, Negation):
        return {"T": "F", "F": "T"}.get(inside := answer(tree.part, told, start), inside)
    if isinstance(tree, Chain):
        answers = {answer(part, told, start) for part in tree.parts}
        settles, else_ = ("F", "T") if tree.word == "and" else ("T", "F")
        for truth in (settles, "U", "M"):
            if truth in answers:
                return truth
        return else_
    return atom_answer(tree, told, start)


def atom_answer(atom: Atom, told: Told, start: str | None) -> str:
    if atom.word in ("better", "same", "worse"):
        return fares(atom, told, start)
    place = atom.place
    assert isinstance(place, Place)
    if atom.word == "reachable" and told["status_quo"] is None:
        return "U"
    ids = states_of(place, told, start)
    if ids is None:
        return "U"
    if atom.word == "reachable":
        return "T" if any(state["reachable"] for state in told["states"] if state["id"] in ids) else "F"
    if atom.word == "ending":
        return "T" if any(ending["state"] in ids for ending in told["endings"]) else "F"
    if not ids:
        return "M"
    if len(ids) > 1:
        return "U"
    return "T" if ids[0] in told["equilibria"][atom.concept] else "F"


def fares(atom: Atom, told: Told, start: str | None) -> str:
    """Tell how somebody fares: in every state meant, or for `some_ending` in one of them at least."""
    place = atom.place
    standings: list[str]
    if isinstance(place, str):
        standings = [standing_in(ending, atom.who) for ending in told["endings"]]
    elif place.kind == "scenario":
        standings = [standing_in(ending, atom.who) for ending in told["endings"] if ending["scenario"] == place.id]
    else:
        ids = states_of(place, told, start)
        if ids is None:
            return "U"
        standings = [by_rank(told, atom.who, id) for id in ids]
    if not standings:
        return "M"
    if told["baseline"] is None:
        return "U"
    hits, unknowns = standings.count(atom.word), standings.count("unknown")
    if place == "some_ending":
        return "T" if hits else "U" if unknowns else "F"
    return "F" if hits + unknowns < len(standings) else "U" if unknowns else "T"


def standing_in(ending: Mapping[str, Any], who: str) -> str:
    return str(ending["compared"].get(who, "nobody"))


def by_rank(told: Told, who: str, id: str) -> str:
    """Tell somebody's standing in a state by its rank; where there are none, only an ending is told of."""
    if told["baseline"] is None:
        return "nobody"
    ranks = {state["id"]: state["ranks"] for state in told["states"]}
    if who not in ranks[id]:
        if id == told["baseline"]:
            return "same"
        return standing_in(next(ending for ending in told["endings"] if ending["state"] == id), who)
    here, there = ranks[id][who], ranks[told["baseline"]][who]
    return "better" if here > there else "worse" if here < there else "same"


def states_of(place: Place, told: Told, start: str | None) -> list[str] | None:
    """Give the ids of the states meant, none if there is no such state; None if the model does not say which."""
    match place.kind:
        case "state":
            return [place.id]
        case "scenario":
            return [state["id"] for state in told["states"] if state["scenario"] == place.id]
        case "now":
            return None if told["status_quo"] is None else [told["status_quo"]]
        case "start":
            return [] if start is None else [start]
        case _:
            return []


# -- how it is written -------------------------------------------------------------------------------------------


def claim_text(tree: Tree, rng: Random, outer: int = 0) -> str:
    """Write a tree, now and then with more parentheses and spaces than it needs."""
    if isinstance(tree, Atom):
        place = tree.place if isinstance(tree.place, str) else tree.place.text
        arguments = [part for part in (tree.who, place, tree.concept) if part]
        gap = rng.choice(("", " ", "", ""))
        text = f"{tree.word}{gap}({gap}{f',{gap} '.join(arguments)}{gap})"
    elif isinstance(tree, Negation):
        text = f"not {claim_text(tree.part, rng, 3)}"
    else:
        level = 2 if tree.word == "and" else 1
        text = f" {tree.word} ".join(claim_text(part, rng, level) for part in tree.parts)
        if level <= outer:
            return f"({text})"
    return f"( {text})" if rng.random() < 0.1 else text


# -- random claims -----------------------------------------------------------------------------------------------


def random_claim(rng: Random, makers: Sequence[str], places: Sequence[Place], depth: int = 2) -> Tree:
    """Make a claim over some decision makers and places."""
    kind = rng.random()
    if depth and kind < 0.2:
        return Negation(random_claim(rng, makers, places, depth - 1))
    if depth and kind < 0.5:
        parts = [random_claim(rng, makers, places, depth - 1) for _ in range(rng.choice((2, 2, 3)))]
        return Chain(rng.choice(("and", "or")), tuple(parts))
    word = rng.choice(("better", "same", "worse", "better", "ending", "stable", "reachable"))
    place = rng.choice(places)
    if word == "stable":
        return Atom(word, place, concept=rng.choice(("nash", "gmr", "smr", "seq", "sseq")))
    if word in ("ending", "reachable"):
        return Atom(word, place)
    return Atom(word, rng.choice(("endings", "some_ending", place, place)), who=rng.choice(makers))
