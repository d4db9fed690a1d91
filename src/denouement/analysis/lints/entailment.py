"""What follows from the rules, and from which of them, by trying every combination of the options they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from denouement.model.condition import Condition, Name, Pattern, names_in, walk
from denouement.model.conflict import Rule
from denouement.model.vocabulary import Valuation, Vocabulary
from denouement.states.space import Bools, Codes

COMBINATION_LIMIT = 1 << 20
"""Combinations of options up to which the rules are looked into."""
_CHUNK = 1 << 16


def options_in(condition: Condition, vocabulary: Vocabulary, *, through_definitions: bool) -> frozenset[str]:
    """Return the options (full ids) that a condition mentions, by itself or through definitions as well."""
    found: set[str] = set()
    waiting, seen = [condition], set[str]()
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, Name) and node.name in vocabulary.full_ids:
                found.add(vocabulary.full_ids[node.name])
            elif isinstance(node, Pattern):
                pairs = zip(node.letters, vocabulary.options, strict=True)
                found.update(option for letter, option in pairs if letter != "-")
            elif isinstance(node, Name) and through_definitions and node.name not in seen:
                seen.add(node.name)
                waiting.append(vocabulary.definitions[node.name])
    return frozenset(found)


def definitions_in(condition: Condition, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the definitions that a condition mentions by itself."""
    return frozenset(name for name in names_in(condition) if name in vocabulary.declared)


def forced_by(
    rules: Sequence[tuple[str, Rule]], condition: Condition, vocabulary: Vocabulary
) -> tuple[str, ...] | None:
    """Return the ids of rules from which a condition follows and of which none can be left out.

    None if it does not follow from them all; empty if it holds whatever happens.
    """
    requirements = [rule.requirement for _, rule in rules]
    mentioned = frozenset[str]().union(*(_all_options_in(part, vocabulary) for part in (*requirements, condition)))
    tried = [option for option in vocabulary.options if option in mentioned]
    codes = np.arange(1 << len(tried), dtype=np.int64)
    codes = codes[~_holds(condition, codes, tried, vocabulary)]
    # Each combination without the condition has to be broken by a rule that stays; (rules, codes).
    broken = np.zeros((len(rules), len(codes)), dtype=bool)
    for number, requirement in enumerate(requirements):
        broken[number] = ~_holds(requirement, codes, tried, vocabulary)
    breakers = broken.sum(axis=0)
    if (breakers == 0).any():
        return None
    needed = []
    for (id, _), column in zip(rules, broken, strict=True):
        if (column & (breakers == 1)).any():
            needed.append(id)
        else:
            breakers = breakers - column
    return tuple(needed)


def removing_nothing(requirements: Sequence[Condition], vocabulary: Vocabulary) -> list[int]:
    """Return the positions of the rules each of which could go alone without adding a state."""
    removes = np.zeros(len(requirements), dtype=bool)
    for codes in _chunks(1 << len(vocabulary.options)):
        # Only combinations that break one rule at most are kept: which one, or -1 for none so far.
        broken = np.full(len(codes), -1, dtype=np.int64)
        for number, requirement in enumerate(requirements):
            fails = ~_holds(requirement, codes, vocabulary.options, vocabulary)
            kept = ~fails | (broken < 0)
            broken = np.where(fails, number, broken)[kept]
            codes = codes[kept]
        removes[broken[broken >= 0]] = True
    return np.flatnonzero(~removes).tolist()


def _chunks(total: int) -> Iterator[Codes]:
    for begin in range(0, total, _CHUNK):
        yield np.arange(begin, min(begin + _CHUNK, total), dtype=np.int64)


def _holds(condition: Condition, codes: Codes, tried: Sequence[str], vocabulary: Vocabulary) -> Bools:
    """Return where a condition holds, bit p of a code being the p-th option tried; (codes,)."""
    mentioned = _all_options_in(condition, vocabulary)
    columns = {option: (codes >> p & 1).astype(bool) for p, option in enumerate(tried) if option in mentioned}
    never_looked_at = np.zeros(len(codes), dtype=bool)
    valuation = Valuation(vocabulary, [columns.get(option, never_looked_at) for option in vocabulary.options])
    return np.broadcast_to(np.asarray(valuation(condition), dtype=bool), codes.shape)


def _all_options_in(condition: Condition, vocabulary: Vocabulary) -> frozenset[str]:
    return options_in(condition, vocabulary, through_definitions=True)
