"""Ladders, what decides, and where scenarios stand, worked out anew from the definition on random conflicts.

A score is a tuple compared from its first place on: truths of statements, most important first; or one number.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from attrs import evolve

from denouement.analysis.landmarks import ladder, landmarks, pairwise
from denouement.analysis.result import Analysis
from denouement.analysis.wanting import by_place, contest, families, families_by_reading, wants
from denouement.errors import RequestError
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import Conflict, Scenario, Step, decision_maker
from denouement.model.dates import Date
from denouement.model.preference import Pair, Pairs, Payoffs, Reading, Sign, Statement, Statements, Weights
from tests.oracle.condition_text import condition_text
from tests.oracle.conditions import holds
from tests.oracle.definitions import endings
from tests.oracle.option_form import OptionSet
from tests.oracle.random_conditions import random_condition
from tests.oracle.random_conflicts import RandomConflict, random_conflicts
from tests.oracle.random_preferences import Ranking
from tests.oracle.random_preferences import Statements as SpokenStatements
from tests.properties.test_the_story import full, model, moves, reference

Score = Callable[[OptionSet], tuple[object, ...]]


def score_of(random: RandomConflict, who: str) -> Score:
    mind = random.minds[who]
    if isinstance(mind, Ranking):
        return lambda state: (-next(at for at, tier in enumerate(mind.tiers) if state in tier),)
    return lambda state: tuple(holds(item.condition, state) for item in mind.items)


def summed(numbers: Iterable[tuple[Any, Fraction]], fits: Callable[[Any, OptionSet], bool]) -> Score:
    kept = list(numbers)
    return lambda state: (sum((number for about, number in kept if fits(about, state)), Fraction()),)


def reversed_score(score: Score) -> Score:
    return lambda state: score(state)[::-1]


def plain_states(random: RandomConflict) -> dict[frozenset[str], OptionSet]:
    """Map options by full id, as the program tells them, to options as the twin tells them."""
    return {full(random, state): state for state in random.states()}


def first_difference(first: tuple[object, ...], second: tuple[object, ...]) -> int | None:
    return next((at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b), None)


def check_ladder(random: RandomConflict, analysis: Analysis, who: str, score: Score, *, statements: bool) -> int:
    """Check every rung against all states; return how many rungs there are."""
    states = plain_states(random)
    scores = {state: score(state) for state in states.values()}
    classes = sorted(set(scores.values()), reverse=True)
    rungs = ladder(analysis, who)
    numbers = {want.premise.id: want.number for want in wants(analysis, who) if want.premise is not None}
    for at, rung in enumerate(rungs):
        own = classes[rung.place - 1]
        assert {scores[states[frozenset(mark.state.taken)]] for mark in rung.landmarks} == {own}
        assert rung.states == sum(found == own for found in scores.values())
        assert rung.rank == len(classes) + 1 - rung.place
        if at + 1 == len(rungs):
            assert rung.above is None
            continue
        below = classes[rungs[at + 1].place - 1]
        assert own > below
        assert rung.above is not None
        assert rung.above.standing == "better"
        if statements:
            assert rung.above.premise is not None
            deciding = first_difference(own, below)
            assert deciding is not None
            assert numbers[rung.above.premise.id] == deciding + 1
            assert rung.above.satisfied is True
        else:
            assert rung.above.premise is None
    assert [(rung.place) for rung in rungs] == sorted(rung.place for rung in rungs)
    assert (rungs[0].place, rungs[-1].place) == (1, len(classes))
    return len(rungs)


@pytest.mark.parametrize("batch", range(5))
def test_ladders_of_statements_and_rankings(batch: int) -> None:
    rungs = 0
    for random in random_conflicts(110, seed=800_000 + 110 * batch):
        analysis = model(random).analyse(concepts=["nash", "seq"])
        for who, mind in random.minds.items():
            spoken = isinstance(mind, SpokenStatements)
            rungs += check_ladder(random, analysis, who, score_of(random, who), statements=spoken)
    assert rungs > 1000


def with_scenarios(random: RandomConflict, rng: Random) -> tuple[Conflict, dict[str, set[OptionSet]]]:
    """Return a conflict with two scenarios and a baseline, and the states of each scenario."""
    trees = {id: random_condition(rng, random.order, list(random.definitions)) for id in ("one", "two")}
    scenarios = [Scenario(id, parse_condition(condition_text(tree))) for id, tree in trees.items()]
    first = {state for state in random.states() if holds(trees["one"], state)}
    second = {state for state in random.states() if holds(trees["two"], state)} - first
    return evolve(model(random), scenarios=scenarios), {"one": first, "two": second}


def test_landmarks_and_scenarios_stand_where_their_states_do() -> None:
    seen: Counter[str] = Counter()
    for random in random_conflicts(120, seed=810_000):
        rng = Random(random.seed)
        conflict, members = with_scenarios(random, rng)
        base = rng.choice(random.states())
        analysis = conflict.analyse(concepts=["nash", "seq"], baseline=reference(random, base))
        states = plain_states(random)
        now = random.status_quo()
        rest = endings(random.twin(), now) if now is not None else None
        start = frozenset() if random.start is None else random.start
        everything = set(states.values())
        for who in random.minds:
            score = score_of(random, who)
            roles: dict[str, set[OptionSet]] = {}
            for mark in landmarks(analysis, who):
                for role in mark.roles:
                    roles.setdefault(role.kind, set()).add(states[frozenset(mark.state.taken)])
            assert roles.get("now", set()) == ({now} if now is not None else set())
            assert roles.get("start", set()) == ({start} & everything)
            assert roles.get("baseline", set()) == {base} - {start}
            if rest is not None and len(rest) <= 12:
                assert roles.get("ending", set()) == rest
            top, bottom = max(map(score, everything)), min(map(score, everything))
            assert {score(state) for state in roles["best"]} == {top}
            assert {score(state) for state in roles["worst"]} == {bottom}
            for kind, extreme in (("best_of", max), ("worst_of", min)):
                expected = {id: extreme(map(score, found)) for id, found in members.items() if found}
                chosen = {id: roles.get(kind, set()) & found for id, found in members.items() if found}
                assert {id: {score(state) for state in found} for id, found in chosen.items()} == {
                    id: {value} for id, value in expected.items()
                }
                assert all(len(found) == 1 for found in chosen.values())
                seen[kind] += len(chosen)
            check_families(random, analysis, who, members, score, rest)
            seen["many"] += rest is not None and len(rest) > 12
    assert min(seen.values()) > 10


def check_families(
    random: RandomConflict,
    analysis: Analysis,
    who: str,
    members: dict[str, set[OptionSet]],
    score: Score,
    rest: set[object] | None,
) -> None:
    classes = sorted({score(state) for state in random.states()}, reverse=True)
    others = set(random.states()) - members["one"] - members["two"]
    groups: list[tuple[str | None, set[OptionSet]]] = [*members.items(), (None, others)]
    expected = {}
    for id, found in groups:
        places = sorted(classes.index(score(state)) + 1 for state in found)
        if places:
            # The middle one, or of two middle ones the better: as many stand above it as below, or one fewer.
            middle = next(place for at, place in enumerate(places) if 2 * (at + 1) >= len(places))
            resting = None if rest is None else sorted(classes.index(score(s)) + 1 for s in found if s in rest)
            expected[id] = (len(places), places[0], middle, places[-1], resting)
    told = families(analysis, who)
    assert {
        one.scenario: (one.states, one.best, one.median, one.worst, None if rest is None else list(one.endings))
        for one in told
    } == expected
    assert [one.median for one in told] == sorted(one.median for one in told)


def test_of_many_endings_the_best_and_the_worst_of_each_scenario_are_landmarks() -> None:
    seen = 0
    for random in random_conflicts(300, seed=820_000):
        now = random.status_quo()
        if now is None or len(random.states()) < 24:
            continue
        conflict, members = with_scenarios(random, Random(random.seed))
        rest = endings(random.twin(), now)
        if len(rest) <= 12:
            continue
        analysis = conflict.analyse(concepts=["nash", "seq"])
        states = plain_states(random)
        for who in random.minds:
            score = score_of(random, who)
            marked = {
                states[frozenset(mark.state.taken)]
                for mark in landmarks(analysis, who)
                if any(role.kind == "ending" for role in mark.roles)
            }
            groups = [*members.values(), set(states.values()) - members["one"] - members["two"]]
            for group in groups:
                own = {state for state in group if state in rest}
                assert marked & group <= own
                assert len(marked & group) <= 2
                if own:
                    values = {score(state) for state in marked & group}
                    assert values == {max(map(score, own)), min(map(score, own))}
                    seen += 1
    assert seen > 50


def test_two_states_want_by_want() -> None:
    seen: Counter[str] = Counter()
    for random in random_conflicts(150, seed=830_000):
        rng = Random(random.seed)
        analysis = model(random).analyse(concepts=["nash", "seq"])
        for who, mind in random.minds.items():
            score = score_of(random, who)
            for _ in range(3):
                first, second = rng.choice(random.states()), rng.choice(random.states())
                texts = [f"[{', '.join(full(random, state))}]" for state in (first, second)]
                found = contest(analysis, who, *texts)
                here, there = score(first), score(second)
                standing = "same" if here == there else "better" if here > there else "worse"
                assert found.comparison.standing == standing
                assert found.rivals == {}
                seen[standing] += 1
                if not isinstance(mind, SpokenStatements):
                    assert found.faring == ()
                    continue
                deciding = first_difference(here, there)
                assert [(fate.first, fate.second) for fate in found.faring] == list(zip(here, there, strict=True))
                assert [at for at, fate in enumerate(found.faring) if fate.decides] == (
                    [] if deciding is None else [deciding]
                )
                for at, fate in enumerate(found.faring):
                    # On its own it would prefer the state that loses.
                    otherwise = deciding is not None and here[at] != there[at] and here[at] != here[deciding]
                    assert fate.otherwise == otherwise
                    seen["otherwise"] += otherwise
    assert min(seen.values()) > 50


def test_wants_count_their_states_and_are_idle_if_they_decide_nothing() -> None:
    seen: Counter[bool] = Counter()
    for random in random_conflicts(120, seed=840_000):
        analysis = model(random).analyse(concepts=["nash", "seq"])
        for who, mind in random.minds.items():
            found = wants(analysis, who)
            if not isinstance(mind, SpokenStatements):
                assert found == ()
                continue
            truths = [score_of(random, who)(state) for state in random.states()]
            assert [want.states for want in found] == [sum(map(bool, column)) for column in zip(*truths, strict=True)]
            for at, want in enumerate(found):
                above = {truth[:at] for truth in truths}
                parted = any(len({truth[at] for truth in truths if truth[:at] == prefix}) == 2 for prefix in above)
                assert want.idle == (not parted)
                seen[parted] += 1
    assert min(seen.values()) > 50


def test_ladders_of_numbers() -> None:
    for random in random_conflicts(100, seed=850_000):
        rng = Random(random.seed)

        def number(rng: Random = rng) -> Fraction:
            return Fraction(rng.randint(-9, 9), rng.choice((1, 2, 3)))

        weights = {option: number() for option in random.order}
        trees = [(random_condition(rng, random.order, random.definitions), number()) for _ in range(4)]
        prices = {state: number() for state in random.states()}
        who = rng.choice(list(random.options))
        told: list[tuple[Weights | Payoffs, Score]] = [
            (
                Weights(tuple(weights.items())),
                summed([(frozenset({o}), n) for o, n in weights.items()], frozenset.__le__),
            ),
            (
                Payoffs(tuple((parse_condition(condition_text(tree)), price) for tree, price in trees)),
                summed(trees, holds),
            ),
            (
                Payoffs(tuple((reference(random, state), price) for state, price in prices.items())),
                summed(prices.items(), frozenset.__eq__),
            ),
        ]
        for preference, score in told:
            analysis = model(random).with_preferences(who, preference).analyse(concepts=["nash", "seq"])
            check_ladder(random, analysis, who, score, statements=False)
            states = plain_states(random)
            for rung, lower in zip(ladder(analysis, who), ladder(analysis, who)[1:], strict=False):
                marks = [states[frozenset(one.landmarks[0].state.taken)] for one in (rung, lower)]
                assert rung.above is not None
                assert rung.above.worth == (score(marks[0])[0], score(marks[1])[0])
            assert all(want.idle for want in wants(analysis, who) if want.worth == 0)
            first, second = rng.choice(random.states()), rng.choice(random.states())
            texts = [f"[{', '.join(full(random, state))}]" for state in (first, second)]
            found = contest(analysis, who, *texts)
            gap = score(first)[0] - score(second)[0]  # type: ignore[operator]
            for fate in found.faring:
                pull = (fate.want.worth or 0) * (fate.first - fate.second)
                assert not fate.decides
                assert fate.otherwise == (pull * gap < 0)


def test_all_states_by_place() -> None:
    for random in random_conflicts(60, seed=860_000):
        analysis = model(random).analyse(concepts=["nash", "seq"])
        for who in random.minds:
            score = score_of(random, who)
            classes = sorted({score(state) for state in random.states()}, reverse=True)
            expected = [
                (place, [index for index, state in enumerate(random.states()) if score(state) == own])
                for place, own in enumerate(classes, 1)
            ]
            assert list(by_place(analysis, who)) == expected


def test_rival_readings_decide_each_in_its_own_way() -> None:
    turned = 0
    for random in random_conflicts(150, seed=870_000):
        rng = Random(random.seed)
        spoken = [who for who, mind in random.minds.items() if isinstance(mind, SpokenStatements) and mind.items]
        if not spoken:
            continue
        who = rng.choice(spoken)
        conflict, members = with_scenarios(random, rng)
        (written,) = conflict.decision_maker(who).readings
        assert isinstance(written.preference, Statements)
        backward = written.preference.statements[::-1]
        readings = (evolve(written, id="forward"), Reading(Statements(backward), id="backward"))
        analysis = conflict.with_readings(who, readings).analyse(concepts=["nash", "seq"])
        first, second = rng.choice(random.states()), rng.choice(random.states())
        texts = [f"[{', '.join(full(random, state))}]" for state in (first, second)]
        found = contest(analysis, who, *texts)
        here, there = score_of(random, who)(first)[::-1], score_of(random, who)(second)[::-1]
        standing = "same" if here == there else "better" if here > there else "worse"
        deciding = first_difference(here, there)
        assert list(found.rivals) == ["backward"]
        assert found.rivals["backward"].standing == standing
        premise = found.rivals["backward"].premise
        assert (premise.statement if premise else None) == (None if deciding is None else backward[deciding])
        turned += {standing, found.comparison.standing} == {"better", "worse"}

        order = families_by_reading(analysis, who)
        assert list(order) == ["forward", "backward"]
        forward = score_of(random, who)
        for reading, score in (("forward", forward), ("backward", reversed_score(forward))):
            alone = analysis.read_as({who: reading})
            told = [(one.scenario, one.best, one.median, one.worst) for one in order[reading]]
            assert told == [(one.scenario, one.best, one.median, one.worst) for one in families(alone, who)]
            check_families(random, alone, who, members, score, None)
    assert turned > 10


SIGNS: dict[str, tuple[str, str]] = {">": ("better", "worse"), ">>": ("better", "worse"), "~": ("same",) * 2}


def test_pairs_make_a_table_and_no_ladder() -> None:
    seen: Counter[str] = Counter()
    for random in random_conflicts(80, seed=880_000):
        rng = Random(random.seed)
        states = random.states()
        said: dict[tuple[OptionSet, OptionSet], Sign] = {}
        for _ in range(2 * len(states)):
            a, b = rng.sample(states, 2)
            if (a, b) not in said and (b, a) not in said:
                said[a, b] = rng.choice((">", ">>", "~", "?"))
        pairs = Pairs(tuple(Pair(reference(random, a), sign, reference(random, b)) for (a, b), sign in said.items()))
        who = rng.choice(list(random.options))
        analysis = model(random).with_preferences(who, pairs).analyse(concepts=["nash", "seq"])
        assert ladder(analysis, who) == ()
        assert families(analysis, who) == ()
        assert list(by_place(analysis, who)) == []
        marks = landmarks(analysis, who)
        known = plain_states(random)
        if len(states) <= 9:
            assert len(marks) == len(states)
        table = pairwise(analysis, who, marks)
        for row, mark in zip(table, marks, strict=True):
            for standing, other in zip(row, marks, strict=True):
                a, b = known[frozenset(mark.state.taken)], known[frozenset(other.state.taken)]
                sign, turned = (said[a, b], 0) if (a, b) in said else (said.get((b, a), "?"), 1)
                expected = "same" if a == b else SIGNS.get(sign, ("unknown",) * 2)[turned]
                assert standing == expected
                seen[standing] += 1
    assert min(seen[word] for word in ("better", "worse", "same", "unknown")) > 50


def test_days_are_landmarks_with_the_state_at_their_end() -> None:
    seen: Counter[str] = Counter()
    for random in random_conflicts(60, seed=890_000):
        rng = Random(random.seed)
        twin = random.twin()
        here = rng.choice(random.states())
        begin = here
        steps: list[Step] = []
        after: dict[str, OptionSet] = {}
        for day in ("2024-01-02", "2024-01-02", "2024-01-05", "2024-01-09", "2024-01-09"):
            choices = moves(random, twin, here)
            if not choices:
                break
            who, to = rng.choice(choices)
            take, drop = tuple(sorted(full(random, to - here))), tuple(sorted(full(random, here - to)))
            steps.append(Step(Date.parse(day), (who,), take, drop))
            here = after[day] = to
        conflict = evolve(model(random), start=reference(random, begin), status_quo=None, history=steps)
        analysis = conflict.analyse(concepts=["nash", "seq"], as_of="2024-01-06")
        states = plain_states(random)
        found = {
            str(role.date): (role.kind, states[frozenset(mark.state.taken)])
            for mark in landmarks(analysis, next(iter(random.minds)))
            for role in mark.roles
            if role.kind in ("day", "later")
        }
        expected = {day: ("later" if day > "2024-01-06" else "day", state) for day, state in after.items()}
        assert found == expected
        seen.update(kind for kind, _ in found.values())
    assert min(seen.values()) > 20


def test_a_state_that_is_not_there_is_refused() -> None:
    random = next(random_conflicts(1, seed=800_000))
    analysis = model(random).analyse(concepts=["nash", "seq"])
    with pytest.raises(RequestError, match="there is no state"):
        contest(analysis, next(iter(random.minds)), "1", "100000")


def test_statements_outside_their_window_are_not_counted() -> None:
    late = Statement(parse_condition("y"), since=Date.parse("2024-02-01"))
    one = decision_maker("a", ["x"], [late, Statement(parse_condition("x"))])
    conflict = Conflict("Windows", [one, decision_maker("b", ["y"], [])])
    before = wants(conflict.analyse(as_of="2024-01-01"), "a")
    assert [(want.number, want.premise.id if want.premise else "") for want in before] == [(1, "a.2")]
    assert [want.number for want in wants(conflict.analyse(as_of="2024-03-01"), "a")] == [1, 2]
