"""Conditions over options as trees, with their truth in a state.

The trees are grown by `random_conditions`, printed by `condition_text` and read by nobody: the program reads
the text, and must find the truth that `holds` finds in the tree.
"""

from __future__ import annotations

from dataclasses import dataclass

from .option_form import OptionSet, matches


@dataclass(frozen=True)
class Taken:
    """An option, by the name it is written with."""

    option: str


@dataclass(frozen=True)
class Constant:
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True)
class Defined:
    """A definition, by its name; `meaning` is what it stands for."""

    name: str
    meaning: Condition


@dataclass(frozen=True)
class Pattern:
    """One Y, N or - per option of the model, in option order."""

    letters: str
    order: tuple[str, ...]


@dataclass(frozen=True)
class Not:
    """`not part`."""

    part: Condition


@dataclass(frozen=True)
class Chain:
    """Two or more parts joined by `and`, `or`, `xor` or `iff`; each of these associates freely."""

    word: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Conditional:
    """`left implies right`, `left if right` or `left unless right`."""

    word: str
    left: Condition
    right: Condition


@dataclass(frozen=True)
class Count:
    """`at least`, `at most` or `exactly` a number of the parts."""

    word: str
    number: int
    parts: tuple[Condition, ...]


Condition = Taken | Constant | Defined | Pattern | Not | Chain | Conditional | Count


def holds(condition: Condition, taken: OptionSet) -> bool:
    """Tell whether a condition is true where exactly these options are taken."""
    match condition:
        case Taken(option):
            return option in taken
        case Constant(value):
            return value
        case Defined(_, meaning):
            return holds(meaning, taken)
        case Pattern(letters, order):
            return matches(letters, order, taken)
        case Not(part):
            return not holds(part, taken)
        case Chain(word, parts):
            return _chain_holds(word, [holds(part, taken) for part in parts])
        case Conditional(word, left, right):
            return _conditional_holds(word, holds(left, taken), holds(right, taken))
        case Count(word, number, parts):
            true_parts = sum(holds(part, taken) for part in parts)
            return {
                "at least": true_parts >= number,
                "at most": true_parts <= number,
                "exactly": true_parts == number,
            }[word]


def _chain_holds(word: str, parts: list[bool]) -> bool:
    if word == "and":
        return all(parts)
    if word == "or":
        return any(parts)
    result = parts[0]
    for part in parts[1:]:
        result = (result != part) if word == "xor" else (result == part)
    return result


def _conditional_holds(word: str, left: bool, right: bool) -> bool:
    if word == "implies":
        return right if left else True
    if word == "if":  # A if B: B implies A
        return left if right else True
    return left or right  # A unless B
