"""Random conditions: mostly the short ones that analysts write, sometimes deep ones of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .conditions import Chain, Condition, Conditional, Constant, Count, Defined, Not, Pattern, Taken

INNER = {"not": 3, "and": 4, "or": 4, "xor": 1, "iff": 2, "implies": 2, "if": 3, "unless": 1, "count": 2}


def random_condition(
    rng: Random, order: Sequence[str], definitions: Sequence[Defined] = (), depth: int = 2
) -> Condition:
    """Grow a condition over the options of `order`, at most `depth` connectives deep (a count adds one)."""
    if depth <= 0 or rng.random() < 0.3:
        return _random_leaf(rng, order, definitions)
    kind = rng.choices(list(INNER), weights=list(INNER.values()))[0]

    def part() -> Condition:
        return random_condition(rng, order, definitions, depth - 1)

    if kind == "not":
        return Not(part())
    if kind in ("implies", "if", "unless"):
        return Conditional(kind, part(), part())
    if kind == "count":
        return _random_count(rng, order, definitions, depth)
    return Chain(kind, tuple(part() for _ in range(rng.choice((2, 2, 2, 3)))))


def random_literal(rng: Random, options: Sequence[str]) -> Condition:
    """Give an option or its negation."""
    literal = Taken(rng.choice(options))
    return literal if rng.random() < 0.5 else Not(literal)


def random_pattern(rng: Random, order: Sequence[str], fixed: int) -> Pattern:
    """Give a pattern with `fixed` of its places Y or N and the others open."""
    places = set(rng.sample(range(len(order)), fixed))
    letters = "".join(rng.choice("YN") if place in places else "-" for place in range(len(order)))
    return Pattern(letters, tuple(order))


def _random_leaf(rng: Random, order: Sequence[str], definitions: Sequence[Defined]) -> Condition:
    dice = rng.random()
    if dice < 0.02:
        return Constant(rng.random() < 0.5)
    if dice < 0.08:
        return random_pattern(rng, order, rng.randint(1, len(order)))
    if dice < 0.2 and definitions:
        return rng.choice(definitions)
    return random_literal(rng, order)


def _random_count(rng: Random, order: Sequence[str], definitions: Sequence[Defined], depth: int) -> Condition:
    size = rng.randint(2, min(4, len(order)))
    if rng.random() < 0.7:
        parts: list[Condition] = [Taken(option) for option in rng.sample(list(order), size)]
    else:
        parts = [random_condition(rng, order, definitions, min(depth - 1, 1)) for _ in range(size)]
    word = rng.choice(("at least", "at most", "exactly"))
    return Count(word, rng.randint(0 if word != "at least" else 1, size), tuple(parts))
