"""Random histories in which rules, options, wants, readings and forbidden moves come and go; and what they mean.

Days are numbers: day 0 is the eve of the first step. What counts on a day is a set of keys such as `("rule", 2)`, and
what is to be told of a day follows from such a set and the place where the story stands, so that days that never were
can be asked about as well as real ones. Two days that differ are explained by trying every set of the changes between
them: a set explains an answer if it gives the later day's answer and no smaller set inside it does.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from itertools import combinations, product
from random import Random
from typing import Any

from .condition_text import condition_text
from .conditions import Condition, holds
from .definitions import CONCEPTS, Twin, endings
from .option_form import OptionSet, by_statements, option_form_twin
from .random_conditions import random_condition, random_literal
from .random_conflicts import RandomConflict, random_conflict

FIRST = datetime.date(2024, 1, 1)
LENGTH = 12  # days after the eve

Window = tuple[int | None, int | None]  # the first and the last day on which something counts
Key = tuple[Any, ...]
Keys = frozenset[Key]


def day_text(day: int) -> str:
    return (FIRST + datetime.timedelta(days=day)).isoformat()


def counts(window: Window, day: int) -> bool:
    since, until = window
    return (since is None or since <= day) and (until is None or day <= until)


@dataclass(frozen=True)
class Reading:
    id: str
    window: Window
    statements: tuple[tuple[Condition, str, Window], ...]


@dataclass(frozen=True)
class Step:
    day: int
    by: tuple[str, ...]
    before: OptionSet
    after: OptionSet
    hour: str


@dataclass
class History:
    """One conflict with windows and a history, as plain data."""

    base: RandomConflict
    option_windows: dict[str, Window]
    rule_windows: tuple[Window, ...]
    forbidden: tuple[tuple[str, Condition | None, Condition | None, Window, tuple[str, ...]], ...]
    readings: dict[str, tuple[Reading, ...]]
    scenarios: tuple[tuple[str, Condition, str], ...]
    start: OptionSet
    steps: tuple[Step, ...]
    known: dict[Any, Any] = field(default_factory=dict)

    # -- what counts -----------------------------------------------------------------------------------------------

    def keys(self, day: int) -> Keys:
        return frozenset(self._keys(day))

    def _keys(self, day: int) -> Iterator[Key]:
        yield from (("rule", at) for at, window in enumerate(self.rule_windows) if counts(window, day))
        yield from (("forbidden move", at) for at, one in enumerate(self.forbidden) if counts(one[3], day))
        full = self.base.full_names
        yield from (("option", full[name]) for name, window in self.option_windows.items() if counts(window, day))
        for who, readings in self.readings.items():
            for at, reading in enumerate(readings):
                if counts(reading.window, day):
                    yield "reading", who, at
                for number, (_, _, window) in enumerate(reading.statements):
                    if counts(window, day):
                        yield "statement", who, at, number

    def place(self, day: int) -> OptionSet:
        place = self.start
        for step in self.steps:
            if step.day <= day:
                place = step.after
        return place

    def allowed(self, taken: OptionSet, keys: Keys) -> bool:
        return all(rule.allows(taken) for at, rule in enumerate(self.base.rules) if ("rule", at) in keys)

    # -- what is told of a day -------------------------------------------------------------------------------------

    def answers(self, keys: Keys, place: OptionSet, fixed: tuple[str, str] | None = None) -> dict[Key, Any] | None:
        """Give every answer by its key; None if such a day cannot be."""
        asked = keys, place, fixed
        if asked not in self.known:
            self.known[asked] = self._answers(*asked)
        found: dict[Key, Any] | None = self.known[asked]
        return found

    def _answers(self, keys: Keys, place: OptionSet, fixed: tuple[str, str] | None) -> dict[Key, Any] | None:
        in_force = {
            who: [at for at in range(len(readings)) if ("reading", who, at) in keys]
            for who, readings in self.readings.items()
        }
        if not self.allowed(place, keys) or not all(in_force.values()):
            return None
        used = {who: found[0] for who, found in in_force.items()}
        if fixed is not None:
            for at in in_force[fixed[0]]:
                if self.readings[fixed[0]][at].id == fixed[1]:
                    used[fixed[0]] = at
            in_force[fixed[0]] = [used[fixed[0]]]
        twin = self.twin(keys, used)
        base = self.start if self.allowed(self.start, keys) else None
        told: dict[Key, Any] = {("lasts",): self.holding(twin, place)}
        found = endings(twin, place)
        for state in found:
            compared = {} if base is None else {who: self.standing(twin, who, state, base) for who in self.readings}
            told["ending", state] = (self.holding(twin, state), compared)
        for who in self.readings if base is not None and found else ():
            told["standing", who] = [
                sum(told["ending", state][1][who] == word for state in found) for word in ("better", "same", "worse")
            ]
        total = 0
        times: dict[str | None, int] = {}
        for chosen in product(*in_force.values()):
            total += 1
            there = endings(self.twin(keys, dict(zip(in_force, chosen, strict=True))), place)
            for scenario in {self.scenario(state) for state in there}:
                times[scenario] = times.get(scenario, 0) + 1
        told |= {("readings", scenario): Fraction(count, total) for scenario, count in times.items()}
        return told

    def twin(self, keys: Keys, used: dict[str, int]) -> Twin:
        full = self.base.full_names
        options = {
            who: [(name, mark if ("option", full[name]) in keys else "never") for name, mark in own]
            for who, own in self.base.options.items()
        }
        minds = {
            who: by_statements(
                partial(holds, tree)
                for number, (tree, _, _) in enumerate(self.readings[who][at].statements)
                if ("statement", who, at, number) in keys
            )
            for who, at in used.items()
        }
        twin = option_form_twin(options, lambda taken: self.allowed(taken, keys), minds)
        for number, (who, origin, to, _, _) in enumerate(self.forbidden):
            if ("forbidden move", number) in keys:
                moves: Any = twin.moves[who]
                for before, after in moves.items():
                    if origin is None or holds(origin, before):
                        after -= {one for one in after if to is None or holds(to, one)}
        return twin

    def holding(self, twin: Twin, state: OptionSet | Any) -> tuple[str, ...]:
        return tuple(id for id, stable in CONCEPTS.items() if all(stable(twin, who, state) for who in self.readings))

    @staticmethod
    def standing(twin: Twin, who: str, state: Any, base: OptionSet) -> str:
        return "better" if twin.prefers(who, state, base) else "worse" if twin.prefers(who, base, state) else "same"

    def scenario(self, taken: Any) -> str | None:
        return next((id for id, when, _ in self.scenarios if holds(when, taken)), None)

    # -- the model file --------------------------------------------------------------------------------------------

    def to_json(self, as_of: int | None) -> dict[str, Any]:
        """Give the whole model as data; JSON is YAML too."""
        makers = {}
        for who, own in self.base.options.items():
            options = {
                name.split(".")[-1]: {"name": name, "moves": mark, **_window(self.option_windows[name])}
                for name, mark in own
            }
            readings = {
                reading.id: {
                    "statements": [{"that": text, **_window(window)} for _, text, window in reading.statements],
                    **_window(reading.window),
                }
                for reading in self.readings[who]
            }
            makers[who] = {"options": options, "preferences": {"readings": readings}}
        rules = [
            {rule.kind: rule.text or list(rule.options), **_window(window)}
            for rule, window in zip(self.base.rules, self.rule_windows, strict=True)
        ]
        forbidden = [
            {"by": who, **({"from": texts[0]} if origin else {}), **({"to": texts[1]} if to else {}), **_window(window)}
            for who, origin, to, window, texts in self.forbidden
        ]
        history = [
            {"date": day_text(step.day) + step.hour, "event": "something is said"}
            if not step.by
            else {
                "date": day_text(step.day) + step.hour,
                "by": list(step.by),
                "take": sorted(step.after - step.before),
                "drop": sorted(step.before - step.after),
            }
            for step in self.steps
        ]
        return {
            "denouement": "1",
            "title": f"History {self.base.seed}",
            **({} if as_of is None else {"as_of": day_text(as_of)}),
            "decision_makers": makers,
            "definitions": {one.name: condition_text(one.meaning, Random(0)) for one in self.base.definitions},
            "rules": rules,
            "forbidden_moves": forbidden,
            "scenarios": {id: {"when": text} for id, _, text in self.scenarios},
            "start": sorted(self.start),
            "history": history,
        }

    @cached_property
    def last(self) -> int:
        return self.steps[-1].day


def _window(window: Window) -> dict[str, str]:
    since, until = window
    return {
        **({} if since is None else {"since": day_text(since)}),
        **({} if until is None else {"until": day_text(until)}),
    }


# -- explaining -------------------------------------------------------------------------------------------------------


def changes(history: History, before: int, after: int) -> frozenset[Key]:
    """Give what changed between two days: keys that count on one of them only, and `("moves",)`."""
    old, new = history.keys(before), history.keys(after)
    moved = {("moves",)} if history.place(before) != history.place(after) else set()
    idle = {
        key for key in old ^ new if key[0] == "statement" and ("reading", key[1], key[2]) not in old | new
    }  # wants of a reading that nobody has on either day
    return ((old ^ new) - idle) | moved


def explanations(
    history: History, before: int, after: int, key: Key, fixed: tuple[str, str] | None, most: int | None = None
) -> set[frozenset[Key]]:
    """Give the smallest sets of changes, of at most so many, with which an answer comes out as on the later day."""
    wanted = value(history.answers(history.keys(after), history.place(after), fixed), key)
    every = sorted(changes(history, before, after), key=str)
    enough = []
    for size in range(1, (most or len(every)) + 1):
        for chosen in map(frozenset, combinations(every, size)):
            place = history.place(after if ("moves",) in chosen else before)
            keys = history.keys(before) ^ (chosen - {("moves",)})
            there = history.answers(keys, place, fixed)
            if there is not None and value(there, key) == wanted:
                enough.append(chosen)
    return {chosen for chosen in enough if not any(smaller < chosen for smaller in enough)}


def value(answers: dict[Key, Any] | None, key: Key) -> Any:
    """Give one answer for comparing; of endings lost or gained it counts only whether they are there."""
    assert answers is not None
    if key[0] == "there":
        return ("ending", key[1]) in answers
    if key[0] == "readings":
        return answers.get(key, Fraction(0))
    return answers.get(key)


def differing(before: dict[Key, Any], after: dict[Key, Any]) -> set[Key]:
    """Give the answers that differ between two days; an ending of one of them only is a matter of being there."""
    found = set()
    for key in before.keys() | after.keys():
        if key[0] == "ending" and (key in before) != (key in after):
            key = ("there", key[1])
        if value(before, key) != value(after, key):
            found.add(key)
    return found


# -- drawing ----------------------------------------------------------------------------------------------------------


def random_history(seed: int) -> History | None:
    """Make the history that belongs to a seed; None if its conflict is too large or nobody can move."""
    base = random_conflict(seed)
    rng = Random(f"history {seed}")
    if len(base.order) > 4:
        return None
    turns = sorted(rng.sample(range(2, LENGTH), 3))  # days on which things come and go

    def window(share: float) -> Window:
        if rng.random() > share:
            return None, None
        since, until = rng.choice(turns), rng.choice(turns) - 1
        return rng.choice(((since, None), (None, until), (since, None), (None, until), (since, LENGTH)))

    readings: dict[str, tuple[Reading, ...]] = {}
    for who in base.options:
        number = rng.choice((1, 2, 2))
        always = rng.randrange(number)
        readings[who] = tuple(
            Reading(
                f"r{at}",
                (None, None) if at == always else window(0.6),
                tuple(
                    (tree, condition_text(tree, rng), window(0.3))
                    for _ in range(rng.randint(1, 4))
                    for tree in [
                        random_literal(rng, base.order)
                        if rng.random() < 0.6
                        else random_condition(rng, base.order, base.definitions)
                    ]
                ),
            )
            for at in range(number)
        )
    forbidden = []
    for _ in range(rng.choice((0, 0, 1))):
        ends = [random_literal(rng, base.order) if rng.random() < 0.7 else None for _ in range(2)]
        texts = tuple("" if end is None else condition_text(end, rng) for end in ends)
        forbidden.append((rng.choice(list(base.options)), ends[0], ends[1], window(0.7), texts))
    scenarios = [random_literal(rng, base.order) for _ in range(rng.choice((1, 2)))]
    history = History(
        base,
        {name: window(0.3) for name in base.order},
        tuple(window(0.6) for _ in base.rules),
        tuple(forbidden),
        readings,
        tuple((f"s{at}", when, condition_text(when, rng)) for at, when in enumerate(scenarios)),
        frozenset(),
        (),
    )
    starts = [state for state in _all_states(base) if history.allowed(state, history.keys(0))]
    history.start = rng.choice(starts)
    return history if _draw_steps(history, rng, turns) else None


def _all_states(base: RandomConflict) -> list[OptionSet]:
    return [frozenset(chosen) for size in range(len(base.order) + 1) for chosen in combinations(base.order, size)]


def _draw_steps(history: History, rng: Random, turns: list[int]) -> bool:
    base = history.base
    place = history.start
    days = sorted([1, *rng.choices([*turns, *turns, *range(2, LENGTH + 1)], k=rng.randint(2, 4))])
    steps: list[Step] = []
    for day in days:
        by = tuple(sorted(rng.sample(list(base.options), rng.choice((1, 1, 1, 2))), key=list(base.options).index))
        keys = history.keys(day)
        marks = {name: (who, mark) for who, own in base.options.items() for name, mark in own}
        targets = [
            state
            for state in _all_states(base)
            if state != place
            and history.allowed(state, keys)
            and all(
                marks[name][0] in by
                and ("option", base.full_names[name]) in keys
                and marks[name][1] in ("both", "take" if name in state else "drop")
                for name in state ^ place
            )
        ]
        hour = "T09:30" if rng.random() < 0.2 and (not steps or steps[-1].day < day) else ""
        if day == 1 or rng.random() < 0.2 or not targets:
            steps.append(Step(day, (), place, place, hour))
        else:
            after = rng.choice(targets)
            steps.append(Step(day, by, place, after, hour))
            place = after
    history.steps = tuple(steps)
    return any(step.by for step in steps)
