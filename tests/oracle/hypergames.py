"""First-level hypergames in sets: everybody's view of a random conflict, and what is misjudged, from the definitions.

A view is the conflict with some minds replaced, some options never taken, some rules added and some left out. An option
that is taken where the story stands is seen, whatever is said. Everything here is worked out in the twin of each view.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Any

from .condition_text import condition_text
from .definitions import State, Twin, credible_replies, replies, unilateral_improvements, unilateral_moves
from .option_form import OptionSet, feasible_states, option_form_twin
from .random_conditions import random_condition, random_literal
from .random_conflicts import RandomConflict, Rule
from .random_preferences import Mind, Ranking, Statement, Statements

Part = tuple[str, Any]
"""One thing seen otherwise: ("mind", who), ("unseen", option), ("rule", which believed) or ("without", which)."""


@dataclass(frozen=True)
class Eyes:
    """What one decision maker sees otherwise; all of it, as it counts in the end."""

    minds: dict[str, Statements]
    unseen: tuple[str, ...]
    believed: tuple[Rule, ...]
    disbelieved: tuple[int, ...]

    def parts(self, seen_anyway: OptionSet) -> list[Part]:
        """List everything that is seen otherwise, less the options that are taken already."""
        return [
            *(("mind", who) for who in self.minds),
            *(("unseen", option) for option in self.unseen if option not in seen_anyway),
            *(("rule", number) for number in range(len(self.believed))),
            *(("without", number) for number in self.disbelieved),
        ]


def random_eyes(conflict: RandomConflict, seed: int) -> dict[str, Eyes]:
    """Give some decision makers eyes of their own."""
    rng = Random(f"eyes {seed}")
    makers = list(conflict.options)
    return {who: _eyes(rng, conflict, who) for who in rng.sample(makers, rng.randint(1, len(makers)))}


def _eyes(rng: Random, conflict: RandomConflict, who: str) -> Eyes:
    others = [other for other in conflict.options if other != who]
    minds = {}
    for other in rng.sample(others, rng.choice((0, 1, 1, len(others)))):
        trees = [random_literal(rng, conflict.order) for _ in range(rng.randint(0, 3))]
        minds[other] = Statements(tuple(Statement(condition_text(tree, rng), tree) for tree in trees))
    unseen = rng.sample(list(conflict.order), rng.choice((0, 0, 1, min(2, len(conflict.order)))))
    believed = []
    for _ in range(rng.choice((0, 0, 0, 1))):
        tree = random_condition(rng, conflict.order, conflict.definitions, 1)
        believed.append(Rule(rng.choice(("never", "always")), condition_text(tree, rng), tree))
    count = min(len(conflict.rules), rng.choice((0, 0, 0, 1)))
    return Eyes(minds, tuple(unseen), tuple(believed), tuple(sorted(rng.sample(range(len(conflict.rules)), count))))


def perceptions_text(conflict: RandomConflict, eyes: dict[str, Eyes]) -> str:
    """Write the conflict as a model file with perceptions: split over several, and some said wrongly before."""
    rng = Random(f"perceptions of {conflict.seed}")
    text = conflict.to_yaml_text()
    for who, own in eyes.items():
        listed: list[dict[str, Any]] = []
        if own.minds and rng.random() < 0.4:  # overridden by what comes after
            other = next(iter(own.minds))
            listed.append({"preferences": {other: [rng.choice(conflict.order)]}})
        minds = {other: [item.text for item in mind.items] for other, mind in own.minds.items()}
        rules = [{rule.kind: rule.text} for rule in own.believed]
        full = [conflict.full_names[option] if rng.random() < 0.5 else option for option in own.unseen]
        said = {
            "preferences": minds, "unseen": full, "rules": rules,
            "disbelieves": [f"rule{number + 1}" for number in own.disbelieved],
        }  # fmt: skip
        said = {key: value for key, value in said.items() if value}
        if rng.random() < 0.5:
            listed += [{key: value} for key, value in said.items()]
        elif said:
            listed.append(said)
        if listed:
            line = f"    perceptions: {json.dumps(listed, ensure_ascii=False)}\n"
            text = text.replace(f"  {who}:\n", f"  {who}:\n{line}", 1)
    return text


def possible(conflict: RandomConflict, own: Eyes, parts: list[Part]) -> tuple[OptionSet, ...]:
    """Give the states of a view with some parts."""
    unseen = {name for kind, name in parts if kind == "unseen"}
    rules = [rule for number, rule in enumerate(conflict.rules) if ("without", number) not in parts]
    rules += [own.believed[name] for kind, name in parts if kind == "rule"]
    return feasible_states(
        conflict.options, lambda taken: not taken & unseen and all(rule.allows(taken) for rule in rules)
    )


def view(conflict: RandomConflict, own: Eyes, parts: list[Part]) -> Twin | None:
    """Give a view with some parts; None if nothing is possible in it, or a ranking names not all its states.

    In the file a ranking may be written in patterns, which then place more states than it was made of.
    """
    minds: dict[str, Mind] = dict(conflict.minds)
    minds.update({name: own.minds[name] for kind, name in parts if kind == "mind"})
    states = possible(conflict, own, parts)
    more = set(states) - set(conflict.states())
    if not states or (more and any(isinstance(mind, Ranking) for mind in minds.values())):
        return None
    return option_form_twin(conflict.options, states, {who: mind.preference() for who, mind in minds.items()})


def tempting(twin: Twin, concept: str, who: str) -> set[tuple[State, State]]:
    """Give the improvements of `who` that nothing deters under a concept: pairs of where they begin and end."""
    return {
        (s, s1)
        for s in twin.states
        for s1 in unilateral_improvements(twin, who, s)
        if not any(_deters(twin, concept, who, s, s2) for s2 in _answers(twin, concept, who, s1))
    }


def _answers(twin: Twin, concept: str, who: str, s1: State) -> Iterator[State]:
    if concept in ("gmr", "smr"):
        yield from replies(twin, who, s1)
    elif concept in ("seq", "sseq"):
        yield from credible_replies(twin, who, s1)


def _deters(twin: Twin, concept: str, who: str, s: State, s2: State) -> bool:
    if twin.prefers(who, s2, s):
        return False
    further = unilateral_moves(twin, who, s2) if concept in ("smr", "sseq") else ()
    return not any(twin.prefers(who, s3, s) for s3 in further)


def misjudged(truth: Twin, seen: Twin, concept: str, who: str, begin: set[State]) -> set[tuple[str, State, State]]:
    """Give the moves that are not what they seem, from some states: kind, and where each begins and ends."""
    here = begin & set(seen.states)
    believed = {pair for pair in tempting(seen, concept, who) if pair[0] in here}
    true = {pair for pair in tempting(truth, concept, who) if pair[0] in here}
    possible, known = set(truth.states), set(seen.states)
    return {
        *(("surprise" if end in possible else "impossible", start, end) for start, end in believed - true),
        *(("missed" if end in known else "unseen", start, end) for start, end in true - believed),
    }


def corrections(
    conflict: RandomConflict, own: Eyes, parts: list[Part], concept: str, who: str, move: tuple[str, State, State]
) -> set[frozenset[Part]] | None:
    """Give the least sets of up to two parts without which the move is seen as it is; None if it cannot be told."""
    kind, start, end = move
    found: set[frozenset[Part]] = set()
    for size in (1, 2):
        for left_out in combinations(parts, size):
            rest = [part for part in parts if part not in left_out]
            seen = view(conflict, own, rest)
            if seen is None and possible(conflict, own, rest):
                return None
            if seen is None or start not in seen.states or any(less <= set(left_out) for less in found):
                continue
            if ((start, end) in tempting(seen, concept, who)) == (kind in ("missed", "unseen")):
                found.add(frozenset(left_out))
    return found
