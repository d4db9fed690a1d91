"""Random minds: prioritised statements, or rankings with ties; opposed, single-minded and flat ones too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from .condition_text import condition_text
from .conditions import Chain, Condition, Conditional, Defined, Not, holds
from .option_form import Options, OptionSet, Preference, by_ranking, by_statements, option_order
from .random_conditions import random_condition, random_literal


@dataclass(frozen=True)
class Statement:
    """A condition as the program reads it and as the tree that this package evaluates."""

    text: str
    condition: Condition


@dataclass(frozen=True)
class Statements:
    """Prioritised statements, the weightiest first; none at all is indifference."""

    items: tuple[Statement, ...]

    def preference(self) -> Preference:
        """Give the strict preference between two states."""
        return by_statements([partial(holds, item.condition) for item in self.items])


@dataclass(frozen=True)
class Ranking:
    """All feasible states, best first, in tiers of tied ones."""

    tiers: tuple[tuple[OptionSet, ...], ...]

    def preference(self) -> Preference:
        """Give the strict preference between two states."""
        return by_ranking(self.tiers)


Mind = Statements | Ranking


def random_minds(
    rng: Random, options: Options, states: Sequence[OptionSet], definitions: Sequence[Defined]
) -> dict[str, Mind]:
    """Give every decision maker a mind of a kind drawn from `KINDS`."""
    minds: dict[str, Mind] = {}
    for who in options:
        kind = rng.choices(list(KINDS), weights=[weight for weight, _ in KINDS.values()])[0]
        minds[who] = KINDS[kind][1](rng, _Setting(who, options, tuple(states), tuple(definitions), minds))
    return minds


@dataclass(frozen=True)
class _Setting:
    who: str
    options: Options
    states: tuple[OptionSet, ...]
    definitions: tuple[Defined, ...]
    earlier: Mapping[str, Mind]

    @property
    def own(self) -> list[str]:
        return [option for option, _ in self.options[self.who]]

    @property
    def foreign(self) -> list[str]:
        return [option for option in option_order(self.options) if option not in self.own]


def _spoken(rng: Random, conditions: Sequence[Condition]) -> Statements:
    return Statements(tuple(Statement(condition_text(tree, rng), tree) for tree in conditions))


def _wishes(rng: Random, setting: _Setting) -> Mind:
    """Want single options taken or not, mostly the others' first: the shape of many dilemmas."""
    foreign, own = setting.foreign, setting.own
    rng.shuffle(foreign)
    rng.shuffle(own)
    order = foreign + own
    if rng.random() < 0.4:
        rng.shuffle(order)
    kept = order[: rng.randint(max(1, len(order) - 2), len(order))]
    return _spoken(rng, [random_literal(rng, [option]) for option in kept])


def _judgement(rng: Random, setting: _Setting) -> Mind:
    """Hold a few conditions of any kind."""
    order = option_order(setting.options)
    depth = rng.choice((1, 2, 2, 3))
    return _spoken(rng, [random_condition(rng, order, setting.definitions, depth) for _ in range(rng.randint(1, 6))])


def _bargain(rng: Random, setting: _Setting) -> Mind:
    """Hold conditions on the others' conduct and one's own answer to it weightiest, then single options."""
    theirs = random_literal(rng, setting.foreign)
    answer = Conditional(rng.choice(("if", "unless")), random_literal(rng, setting.own), theirs)
    pair = (random_literal(rng, setting.foreign), random_literal(rng, setting.own))
    both = Chain(rng.choice(("and", "or")), pair)
    weightiest: list[Condition] = [theirs, answer, both]
    rng.shuffle(weightiest)
    return _spoken(rng, weightiest + _trees(_wishes(rng, setting)))


def _strict_ranking(rng: Random, setting: _Setting) -> Mind:
    states = list(setting.states)
    rng.shuffle(states)
    return Ranking(tuple((state,) for state in states))


def _tied_ranking(rng: Random, setting: _Setting) -> Mind:
    """Rank by a few wishes, so that a tier is often all that fits one pattern; or at random."""
    if rng.random() < 0.5:
        prefers = _wishes(rng, setting).preference()
        place = {state: sum(prefers(other, state) for other in setting.states) for state in setting.states}
    else:
        place = {state: rng.randint(1, max(2, len(setting.states) // 2)) for state in setting.states}
    tiers = [tuple(s for s in setting.states if place[s] == value) for value in sorted(set(place.values()))]
    return Ranking(tuple(tiers))


def _single_minded(rng: Random, setting: _Setting) -> Mind:
    """Care for one option only, one's own or another's."""
    return _spoken(rng, [random_literal(rng, option_order(setting.options))])


def _flat(rng: Random, setting: _Setting) -> Mind:
    return Statements(())


def _opposed(rng: Random, setting: _Setting) -> Mind:
    """Want the opposite of what an earlier decision maker wants."""
    if not setting.earlier:
        return _wishes(rng, setting)
    rival = rng.choice(list(setting.earlier.values()))
    if isinstance(rival, Ranking):
        return Ranking(rival.tiers[::-1])
    return _spoken(rng, [Not(tree) for tree in _trees(rival)])


def _trees(mind: Mind) -> list[Condition]:
    return [item.condition for item in mind.items] if isinstance(mind, Statements) else []


#: Kind of mind: how often it is drawn, and how it is made.
KINDS: dict[str, tuple[int, Callable[[Random, _Setting], Mind]]] = {
    "wishes": (5, _wishes),
    "judgement": (6, _judgement),
    "bargain": (5, _bargain),
    "strict ranking": (6, _strict_ranking),
    "tied ranking": (3, _tied_ranking),
    "single-minded": (1, _single_minded),
    "flat": (1, _flat),
    "opposed": (3, _opposed),
}
