"""Statements over options, such as `leave if not altman_leads`, and when they are true.

A condition is a small tree of frozen nodes. It is read by `parse_condition` (module condition_parser),
written back by `str`, and evaluated on anything that has `&`, `|` and `^`: single truth values here
and columns of states in the states floor alike, so that there is one meaning and one piece of code for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from attrs import field, frozen

Truth = Any
"""A bool, or an array of bools (one a state): whatever has `&`, `|`, `^` and can be added up."""

CountKind = Literal["at least", "at most", "exactly"]


@frozen
class Condition:
    """A statement over options; the base of the nodes below."""

    def __str__(self) -> str:
        return _write(self, 0)


@frozen(str=False)
class Name(Condition):
    """An option or a definition, by the name written."""

    name: str
    at: int = field(default=0, eq=False, repr=False)
    """Characters into the text, for error messages."""


@frozen(str=False)
class Constant(Condition):
    """`true` or `false`."""

    value: bool


@frozen(str=False)
class Pattern(Condition):
    """The field's own notation: one of Y, N, - per option, in option order."""

    letters: str
    at: int = field(default=0, eq=False, repr=False)


@frozen(str=False)
class Not(Condition):
    """`not part`."""

    part: Condition


@frozen(str=False)
class Joined(Condition):
    """Two or more parts joined by one word that needs no parentheses between equals."""

    word: Literal["and", "or", "xor", "iff"]
    parts: tuple[Condition, ...]


@frozen(str=False)
class Arrow(Condition):
    """`left implies right`, `left if right` (right implies left) or `left unless right` (left or right)."""

    word: Literal["implies", "if", "unless"]
    left: Condition
    right: Condition


@frozen(str=False)
class Count(Condition):
    """`at least 2 of (a, b, c)`, `at most …`, `exactly …`."""

    kind: CountKind
    number: int
    parts: tuple[Condition, ...]


BINDING = {"iff": 1, "implies": 2, "if": 2, "unless": 2, "xor": 3, "or": 4, "and": 5}
"""How tightly each word binds; `not` binds tighter than all of them."""


def evaluate(condition: Condition, truth: Callable[[str], Truth], option_truths: Sequence[Truth]) -> Truth:
    """Return the truth of a condition.

    `truth` answers for names; `option_truths` holds the options in model order, for patterns.
    A condition without names gives a plain bool even where the names' values are arrays.
    """

    def value(node: Condition) -> Truth:
        match node:
            case Name(name):
                return truth(name)
            case Constant(constant):
                return constant
            case Not(part):
                return value(part) ^ True
            case Joined(word, parts):
                result = value(parts[0])
                for part in parts[1:]:
                    other = value(part)
                    if word == "and":
                        result = result & other
                    elif word == "or":
                        result = result | other
                    elif word == "xor":
                        result = result ^ other
                    else:
                        result = result ^ other ^ True
                return result
            case Arrow("implies", left, right) | Arrow("if", right, left):
                return (value(left) ^ True) | value(right)
            case Arrow(_, left, right):
                return value(left) | value(right)
            case Count(kind, number, parts):
                total = sum(value(part) for part in parts)  # starts from the integer 0: truths are added up
                if kind == "at least":
                    return total >= number
                return total <= number if kind == "at most" else total == number
            case Pattern(letters):
                result = True
                for letter, option in zip(letters, option_truths, strict=True):
                    if letter != "-":
                        result = result & (option if letter == "Y" else option ^ True)
                return result
            case _:  # pragma: no cover - the nodes above are all there are
                raise TypeError(node)

    return value(condition)


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and everything inside it, from left to right."""
    return (node for node, _ in _walk_with_depth(condition))


def height(condition: Condition) -> int:
    """Return how many nodes lie on the longest way down the tree."""
    return max(depth for _, depth in _walk_with_depth(condition))


def _walk_with_depth(condition: Condition) -> Iterator[tuple[Condition, int]]:
    # Without recursion: this is what finds trees too deep to recurse into.
    stack = [(condition, 1)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend((part, depth + 1) for part in reversed(_parts(node)))


def _parts(node: Condition) -> tuple[Condition, ...]:
    match node:
        case Not(part):
            return (part,)
        case Joined(_, parts) | Count(_, _, parts):
            return parts
        case Arrow(_, left, right):
            return left, right
        case _:
            return ()


def names_in(condition: Condition) -> tuple[str, ...]:
    """Return the names a condition mentions, each once, in the order of their appearance."""
    return tuple(dict.fromkeys(node.name for node in walk(condition) if isinstance(node, Name)))


def _write(node: Condition, outer: int) -> str:
    """Return the text of a node, in parentheses where `outer` binds as tightly or tighter."""
    match node:
        case Name(name):
            return name
        case Constant(value):
            return "true" if value else "false"
        case Pattern(letters):
            return letters if outer == 0 else f'"{letters}"'
        case Not(part):
            return f"not {_write(part, 6)}"  # not said
        case Joined(word, parts):
            level = BINDING[word]
            text = f" {word} ".join(_write(part, level) for part in parts)
        case Arrow(word, left, right):
            level = BINDING[word]
            chained = isinstance(right, Arrow) and word == right.word == "implies"
            text = f"{_write(left, level)} {word} {_write(right, level - 1 if chained else level)}"
        case Count(kind, number, parts):
            items = ", ".join(_write(part, 1 if isinstance(part, Pattern) else 0) for part in parts)
            return f"{kind} {number} of ({items})"  # not said
        case _:  # pragma: no cover - the nodes above are all there are
            raise TypeError(node)
    return f"({text})" if level <= outer else text
