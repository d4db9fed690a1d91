"""Random histories against a twin: which days are told, what was possible on each, what changed and because of what."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from denouement.errors import InputError
from denouement.files.conflict_yaml import read_bytes
from denouement.foresight.replay.causes import Effect
from denouement.foresight.replay.replay import Day, Replay, replay
from denouement.model.conflict import Conflict
from tests.oracle.histories import History, Key, changes, day_text, differing, explanations, random_history, value


def histories(first: int, count: int) -> list[tuple[Random, History]]:
    found: list[tuple[Random, History]] = []
    seed = first
    while len(found) < count:
        history = random_history(seed)
        if history is not None:
            found.append((Random(f"replay {seed}"), history))
        seed += 1
    return found


def conflict_of(history: History, as_of: int | None) -> Conflict:
    return read_bytes(json.dumps(history.to_json(as_of)).encode(), "history.yaml")


def told(history: History, fixed: tuple[str, str] | None, end: int, named: set[int]) -> list[int]:
    """The days that must be told: the eve, moves, answers that differ, days asked for, days that cannot be."""
    days = [0]
    last = None
    for day in range(end + 1):
        here = history.keys(day), history.place(day)
        answers = history.answers(*here, fixed)
        moved = any(step.day == day and step.by for step in history.steps)
        before = history.keys(day - 1), history.place(day - 1)
        new = here != before if answers is None or last is None else bool(differing(last, answers))
        if day and (moved or day in named or new):
            days.append(day)
        last = answers or last
    return days


def key_of(kind: str, effect: Effect[Any]) -> Key:
    if kind in ("there", "ending"):
        ending = effect.before or effect.after
        return kind, frozenset(ending.state.taken)
    return (kind,) if kind == "lasts" else (kind, effect.subject)


def effects(day: Day) -> dict[Key, Effect[Any]]:
    change = day.changed
    assert change is not None
    listed: list[tuple[str, Effect[Any]]] = [("lasts", change.lasting)] if change.lasting is not None else []
    listed += [("there", effect) for effect in (*change.lost, *change.gained)]
    listed += [("ending", effect) for effect in change.judged_anew]
    listed += [("standing", effect) for effect in change.standings]
    listed += [("readings", effect) for effect in change.readings]
    return {key_of(kind, effect): effect for kind, effect in listed}


def with_full_names(history: History, key: Key) -> Key:
    names = history.base.full_names
    return (key[0], frozenset(names[name] for name in key[1])) if key[0] in ("there", "ending") else key


def check_day(history: History, conflict: Conflict, number: int, day: Day, fixed: tuple[str, str] | None) -> bool:
    """A day told is the analysis as of that day, and what the twin says; whether it can be analysed at all."""
    answers = history.answers(history.keys(number), history.place(number), fixed)
    in_force = [reading.id for at, reading in enumerate(history.readings[fixed[0]])
                if ("reading", fixed[0], at) in history.keys(number)] if fixed else []  # fmt: skip
    readings = {fixed[0]: fixed[1]} if fixed and fixed[1] in in_force else {}
    if answers is None:
        with pytest.raises(InputError):
            conflict.analyse(as_of=day.date, readings=readings)
        assert day.analysis is None
        assert day.problems
        return False
    assert day.analysis is not None
    real = conflict.analyse(as_of=day.date, readings=readings)
    assert day.analysis.to_dict(full=True) == real.to_dict(full=True)
    assert day.analysis.premises == real.premises
    assert day.analysis.situation.snapshot == real.situation.snapshot
    assert {frozenset(ending.state.taken) for ending in day.analysis.endings} == {
        frozenset(history.base.full_names[name] for name in key[1]) for key in answers if key[0] == "ending"
    }
    assert day.chances is not None
    for scenario in (*(id for id, _, _ in history.scenarios), None):
        share = value(answers, ("readings", scenario))
        assert day.chances.scenarios.get(scenario, 0) == share * day.chances.total
    return True


def check(rng: Random, history: History, seen: Counter[str]) -> None:
    as_of = rng.choice((None, rng.randint(1, history.last)))
    until = rng.choice((None, "latest", rng.randint(1, history.last + 3)))
    fixed = None
    if rng.random() < 0.3:
        who = rng.choice(list(history.readings))
        fixed = who, rng.choice(history.readings[who]).id
    conflict = conflict_of(history, as_of)
    end = until if isinstance(until, int) else as_of if until is None and as_of is not None else history.last
    named = {number for number in (as_of, until) if isinstance(number, int)}
    asked = day_text(until) if isinstance(until, int) else until
    readings = {} if fixed is None else {fixed[0]: fixed[1]}
    if all(history.answers(history.keys(day), history.place(day), fixed) is None for day in range(end + 1)):
        with pytest.raises(InputError):
            replay(conflict, as_of=asked, readings=readings)
        seen["nothing"] += 1
        return
    found = replay(conflict, as_of=asked, readings=readings)
    numbers = told(history, fixed, end, named)
    assert [day.date.day.isoformat() for day in found.days] == [day_text(number) for number in numbers]
    assert sorted(step for day in found.days for step in day.steps) + sorted(found.later) == [
        at for at in range(len(history.steps)) if at not in quiet_steps(found)
    ]
    last = None
    for number, day in zip(numbers, found.days, strict=True):
        assert set(day.steps) == {at for at, step in enumerate(history.steps) if step.day == number}
        if not check_day(history, conflict, number, day, fixed):
            seen["impossible"] += 1
            continue
        if last is not None:
            check_changes(history, last, number, day, fixed, seen)
        last = number
        seen["days"] += 1


def quiet_steps(found: Replay) -> set[int]:
    quiet = [*(one for day in found.days for one in day.quiet), *found.after]
    return {step for one in quiet for step in one.steps}


def check_changes(
    history: History, before: int, number: int, day: Day, fixed: tuple[str, str] | None, seen: Counter[str]
) -> None:
    """What changed and the causes are the twin's, every set of causes tried."""
    change = day.changed
    assert change is not None
    assert change.since.day.isoformat() == day_text(before)
    causes = changes(history, before, number)
    assert {(cause.part.kind, *cause.part.where) for cause in change.causes} == causes
    for cause in change.causes:
        key = (cause.part.kind, *cause.part.where)
        assert cause.begins == (key == ("moves",) or key in history.keys(number))
    old, new = (history.answers(history.keys(at), history.place(at), fixed) for at in (before, number))
    assert old is not None
    assert new is not None
    mine, theirs = effects(day), differing(old, new)
    assert set(mine) == {with_full_names(history, key) for key in theirs}
    assert change.anything == bool(theirs)
    assert change.exact == (len(causes) <= 6)
    seen["too many"] += not change.exact
    for key in theirs:
        because = {
            frozenset((cause.part.kind, *cause.part.where) for cause in chosen)
            for chosen in mine[with_full_names(history, key)].because
        }
        expected = explanations(history, before, number, key, fixed, most=None if change.exact else 1)
        assert because == expected, key
        sizes = {len(chosen) for chosen in expected}
        kind = "alone" if len(expected) == 1 and sizes == {1} else "either" if sizes == {1} else "together"
        seen["mixed" if len(sizes) > 1 else kind] += change.exact
        seen[str(key[0])] += change.exact


def test_days_answers_and_causes_are_those_of_the_twin() -> None:
    seen: Counter[str] = Counter()
    for rng, history in histories(100_000, 60):
        check(rng, history, seen)
    assert min(seen[kind] for kind in ("alone", "either", "together")) > 20, seen
    assert min(seen[kind] for kind in ("impossible", "mixed")) > 1, seen
    assert min(seen[kind] for kind in ("lasts", "there", "ending", "standing", "readings")) > 20, seen


@pytest.mark.slow
def test_many_more_histories() -> None:
    seen: Counter[str] = Counter()
    for rng, history in histories(200_000, 240):
        check(rng, history, seen)
    assert min(seen[kind] for kind in ("alone", "either", "together")) > 100, seen
    assert min(seen[kind] for kind in ("mixed", "impossible", "too many")) > 4, seen
