"""Seeded random conflicts in option form, as plain data: every seed gives one conflict, always the same.

`random_conflict(17)` has everything a model file can say that bears on stability: direction marks, rules of
every kind, definitions, statements and rankings, a start that may be infeasible. `twin()` is its meaning
according to this package, `to_yaml_text()` what the program is given to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from .condition_text import condition_text
from .conditions import Condition, Defined, holds
from .definitions import Twin
from .model_text import model_text
from .option_form import OptionSet, feasible_states, option_form_twin, option_order
from .random_conditions import random_condition, random_pattern
from .random_preferences import Mind, random_minds

DECISION_MAKERS = ("alpha", "beta", "gamma", "delta", "omega")
#: Legal names that a hasty reader of YAML or of conditions could take for something else.
OPTION_NAMES = (
    "act", "buy", "cede", "deal", "exit", "fight", "grant", "hold", "a", "b", "x1", "_z", "Act", "Yes",
    "no", "on", "off", "null", "nothing", "order", "android", "iffy", "unlessy", "of_all", "at_once",
    "true_offer", "n", "y2",
)  # fmt: skip
DEFINITION_NAMES = ("peace", "not_yet", "d3")
RULE_KINDS = ("pattern", "pattern", "state", "always", "never", "at_most_one", "exactly_one", "at_least_one")


@dataclass(frozen=True)
class Rule:
    """What cannot be: a condition under `always` or `never`, or options under one of the three counts."""

    kind: str
    text: str = ""
    condition: Condition | None = None
    options: tuple[str, ...] = ()

    def allows(self, taken: OptionSet) -> bool:
        """Tell whether a set of options keeps the rule."""
        if self.condition is not None:
            return holds(self.condition, taken) == (self.kind == "always")
        count = len(taken & set(self.options))
        return {"at_most_one": count <= 1, "exactly_one": count == 1, "at_least_one": count >= 1}[self.kind]


@dataclass(frozen=True)
class RandomConflict:
    """One conflict as plain data, with options named as in conditions: `id`, or `owner.id` if shared."""

    seed: int
    options: Mapping[str, tuple[tuple[str, str], ...]]
    definitions: tuple[Defined, ...]
    rules: tuple[Rule, ...]
    minds: Mapping[str, Mind]
    start: OptionSet | None  # None: not written in the file, which means nothing taken
    status_quo_written: OptionSet | None

    @property
    def order(self) -> tuple[str, ...]:
        """All options, in model order."""
        return option_order(self.options)

    @property
    def full_names(self) -> dict[str, str]:
        """Each option as `owner.id`."""
        return {name: f"{who}.{name.split('.')[-1]}" for who, own in self.options.items() for name, _ in own}

    def place(self, taken: OptionSet) -> int:
        """Give the number whose bit p is option p: states are numbered in its order."""
        return sum(1 << bit for bit, option in enumerate(self.order) if option in taken)

    def feasible(self, taken: OptionSet) -> bool:
        """Tell whether a set of options breaks no rule."""
        return all(rule.allows(taken) for rule in self.rules)

    def states(self) -> tuple[OptionSet, ...]:
        """Give the feasible states in the order of their numbers."""
        return feasible_states(self.options, self.feasible)

    def status_quo(self) -> OptionSet | None:
        """Give the state the story stands in; none if the start is infeasible and nobody wrote it."""
        if self.status_quo_written is not None:
            return self.status_quo_written
        start = frozenset() if self.start is None else self.start
        return start if self.feasible(start) else None

    def twin(self) -> Twin:
        """Give the conflict as this package understands it."""
        minds = {who: mind.preference() for who, mind in self.minds.items()}
        return option_form_twin(self.options, self.feasible, minds)

    def to_yaml_text(self) -> str:
        """Write the conflict as a model file."""
        return model_text(self)


def random_conflict(seed: int) -> RandomConflict:
    """Make the conflict that belongs to a seed."""
    rng = Random(seed)
    options = _random_options(rng)
    order = option_order(options)
    definitions: list[Defined] = []
    for name in DEFINITION_NAMES[: rng.choice((0, 0, 1, 2, 3))]:
        definitions.append(Defined(name, random_condition(rng, order, definitions)))
    rules, states = _random_rules(rng, options, definitions)
    minds = random_minds(rng, options, states, definitions)
    start = rng.choice(states) if rng.random() < 0.6 else None
    written = rng.choice(states) if rng.random() < 0.2 else None
    return RandomConflict(seed, options, tuple(definitions), rules, minds, start, written)


def random_conflicts(count: int, *, seed: int = 0) -> Iterator[RandomConflict]:
    """Make the conflicts of `count` seeds in a row, from `seed` on."""
    return (random_conflict(number) for number in range(seed, seed + count))


def _random_options(rng: Random) -> dict[str, tuple[tuple[str, str], ...]]:
    count = rng.choices((2, 3, 4, 5), weights=(7, 7, 4, 2))[0]
    total = max(count, rng.choices((2, 3, 4, 5, 6, 7), weights=(1, 3, 6, 6, 3, 1))[0])
    sizes = [1] * count
    for _ in range(total - count):
        sizes[rng.randrange(count)] += 1
    names = rng.sample(OPTION_NAMES, total)
    marked = rng.random() < 0.5  # half of the conflicts have no one-way option at all
    share = rng.random() < 0.15  # two decision makers call an option by one name
    options: dict[str, tuple[tuple[str, str], ...]] = {}
    for who, size in zip(DECISION_MAKERS, sizes, strict=False):
        own = [names.pop() for _ in range(size)]
        if share and len(options) < 2:
            own[0] = f"{who}.same"
        marks = rng.choices(("both", "take", "drop", "never"), (6, 4, 2, 1), k=size)
        options[who] = tuple(zip(own, marks if marked else ["both"] * size, strict=True))
    return options


def _random_rules(
    rng: Random, options: Mapping[str, tuple[tuple[str, str], ...]], definitions: list[Defined]
) -> tuple[tuple[Rule, ...], tuple[OptionSet, ...]]:
    """Draw rules, keeping those that leave at least two option sets, and half of all, feasible."""
    order = option_order(options)
    kept: tuple[Rule, ...] = ()
    states = everything = feasible_states(options, lambda _: True)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 4))):
        rule = _random_rule(rng, order, definitions)
        left = tuple(state for state in states if rule.allows(state))
        if len(left) >= max(2, len(everything) // 2):
            kept, states = (*kept, rule), left
    return kept, states


def _random_rule(rng: Random, order: tuple[str, ...], definitions: list[Defined]) -> Rule:
    kind = rng.choice(RULE_KINDS)
    if kind.endswith("one"):
        chosen = set(rng.sample(order, rng.randint(2, min(3, len(order)))))
        return Rule(kind, options=tuple(option for option in order if option in chosen))
    if kind in ("pattern", "state"):
        fixed = len(order) if kind == "state" else rng.randint(2, min(4, len(order)))
        tree: Condition = random_pattern(rng, order, fixed)
        return Rule("never", condition_text(tree, rng), tree)
    tree = random_condition(rng, order, definitions)
    return Rule(kind, condition_text(tree, rng), tree)
