"""History, windows, scenarios and baselines, which random conflicts alone do not have: put into them, or by hand."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from attrs import evolve

from denouement.analysis.endings import Ending, Tally
from denouement.analysis.result import Analysis
from denouement.files.conflict_yaml import read_bytes
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import Conflict, Option, Rule, Scenario, Step, decision_maker
from denouement.model.dates import Date
from denouement.model.preference import Ranking, Reading, Statement, Statements
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Place, snapshot
from denouement.states.relation import Standing
from tests.oracle.condition_text import condition_text
from tests.oracle.conditions import holds
from tests.oracle.definitions import Twin, endings, unilateral_moves
from tests.oracle.option_form import OptionSet
from tests.oracle.random_conditions import random_condition
from tests.oracle.random_conflicts import RandomConflict, random_conflicts

DAYS = [f"2024-01-{day:02}" for day in range(1, 15)]
BEFORE, FIRST, LAST, AFTER = "2024-01-09", "2024-01-10", "2024-01-20", "2024-01-21"


def rank_column(analysis: Analysis) -> list[int]:
    return [analysis.ranks(state)["a"] for state in analysis.states]


def full(random: RandomConflict, taken: OptionSet) -> frozenset[str]:
    return frozenset(random.full_names[option] for option in taken)


def reference(random: RandomConflict, taken: OptionSet) -> StateReference:
    return StateReference.of_options(tuple(sorted(full(random, taken))))


def model(random: RandomConflict) -> Conflict:
    return evolve(read_bytes(random.to_yaml_text().encode(), "random.yaml"), origin=None)


def moves(random: RandomConflict, twin: Twin, here: OptionSet) -> list[tuple[str, OptionSet]]:
    """Return who can go where from a state, in an order that does not hang on how sets are laid out."""
    return [
        (who, to) for who in twin.decision_makers for to in random.states() if to in unilateral_moves(twin, who, here)
    ]


def test_a_history_leads_where_its_steps_lead() -> None:
    dropped = 0
    for random in random_conflicts(80, seed=700_000):
        rng = Random(random.seed)
        twin = random.twin()
        states = [rng.choice(random.states())]
        steps: list[Step] = []
        day = 1
        for _ in range(5):
            here = states[-1]
            choices = moves(random, twin, here)
            if not choices:
                break
            who, to = rng.choice(choices)
            day += rng.choice((0, 1, 2))
            take, drop = tuple(sorted(full(random, to - here))), tuple(sorted(full(random, here - to)))
            steps.append(Step(Date.parse(DAYS[day]), (who,), take, drop))
            states.append(to)
            dropped += bool(drop)
        conflict = evolve(model(random), start=reference(random, states[0]), status_quo=None, history=steps)
        for today in DAYS:
            count = sum(step.date.text <= today for step in steps)
            found = snapshot(conflict, today)
            assert (found.now, found.where_on(Date.parse(today))) == (Place(full(random, states[count])),) * 2
            assert (found.steps, found.later) == (tuple(range(count)), tuple(range(count, len(steps))))
        now = conflict.analyse(concepts=["nash"]).status_quo
        assert now is not None
        assert set(now.taken) == full(random, states[-1])
    assert dropped > 40


def test_scenarios_and_standings_are_as_the_twin_has_them() -> None:
    seen: Counter[str] = Counter()
    named: Counter[str | None] = Counter()
    for random in random_conflicts(80, seed=710_000):
        now = random.status_quo()
        if now is None:
            continue
        rng = Random(random.seed)
        twin = random.twin()
        base = rng.choice(random.states())
        trees = {id: random_condition(rng, random.order, list(random.definitions)) for id in ("one", "two")}
        scenarios = [Scenario(id, parse_condition(condition_text(tree))) for id, tree in trees.items()]
        analysis = evolve(model(random), scenarios=scenarios).analyse(baseline=reference(random, base))

        expected = []
        for state in random.states():
            if state in endings(twin, now):
                scenario = next((id for id, tree in trees.items() if holds(tree, state)), None)
                compared = {who: standing(twin, who, state, base) for who in twin.decision_makers}
                expected.append((full(random, state), scenario, compared))
        assert [plain(ending) for ending in analysis.endings] == expected
        groups = [[ending for ending in expected if ending[1] == scenario] for scenario in ("one", "two", None)]
        told = [[plain(ending) for ending in story.endings] for story in analysis.stories]
        assert told == [group for group in groups if group]
        assert list(analysis.standings) == (list(twin.decision_makers) if expected else [])
        for who, tally in analysis.standings.items():
            counts = Counter(compared[who] for _, _, compared in expected)
            assert tally == Tally(better=counts["better"], same=counts["same"], worse=counts["worse"])
            seen += counts
        named.update(scenario for _, scenario, _ in expected)
    assert min(seen[word] for word in ("better", "same", "worse")) > 20
    assert min(named[id] for id in ("one", "two", None)) > 10


def plain(ending: Ending) -> tuple[frozenset[str], str | None, dict[str, Standing]]:
    return frozenset(ending.state.taken), ending.state.scenario, ending.compared


def test_departures_are_the_improvements_best_first() -> None:
    several = 0
    for random in random_conflicts(40, seed=720_000):
        twin = random.twin()
        analysis = model(random).analyse(concepts=["nash"])
        for here in random.states():
            expected = []
            for who in twin.decision_makers:
                better = [to for mover, to in moves(random, twin, here) if mover == who and twin.prefers(who, to, here)]
                # Best first, and in the order of state numbers where tied: sorting keeps that order.
                better.sort(key=lambda to: sum(twin.prefers(who, other, to) for other in twin.states))
                expected += [(who, full(random, to), full(random, to - here), full(random, here - to)) for to in better]
                several += len(better) > 1
            departures = analysis.departures(f"[{', '.join(full(random, here))}]")
            assert [
                (move.decision_maker, *map(frozenset, (move.to.taken, move.take, move.drop))) for move in departures
            ] == expected
    assert several > 40


def standing(twin: Twin, who: str, state: OptionSet, base: OptionSet) -> Standing:
    if twin.prefers(who, state, base):
        return "better"
    return "worse" if twin.prefers(who, base, state) else "same"


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (FIRST, LAST, [FIRST, LAST]),
        (FIRST, None, [FIRST, LAST, AFTER, None]),
        (None, LAST, [BEFORE, FIRST, LAST]),
        (None, None, [BEFORE, FIRST, LAST, AFTER, None]),
    ],
)
@pytest.mark.parametrize("today", [BEFORE, FIRST, LAST, AFTER, None])
def test_windows(since: str | None, until: str | None, days: list[str | None], today: str | None) -> None:
    window: Any = {"since": since and Date.parse(since), "until": until and Date.parse(until)}
    first = decision_maker("a", {"x": Option("x", **window)}, [Statement(parse_condition("y"), **window)])
    second = decision_maker("b", ["y"], ["not y"])
    rivals = (Reading(Statements(), id="within", **window), Reading(Statements(), id="else"))
    never_both = Rule("never", (parse_condition("x and y"),), **window)
    counts = today in days

    analysis = Conflict("Windows", [first, second]).analyse(as_of=today)
    assert analysis.number_reachable == (4 if counts else 2)
    assert rank_column(analysis) == ([1, 1, 2, 2] if counts else [1, 1, 1, 1])
    read = Conflict("Windows", [first, evolve(second, readings=rivals)]).analyse(as_of=today)
    assert read.readings == {"b": "within" if counts else "else"}
    ruled = Conflict("Windows", [first, second], rules=[never_both]).analyse(as_of=today)
    assert ruled.number_of_states == (3 if counts else 4)


def test_ranks_stay_dense_where_a_ranked_state_is_impossible_on_the_day() -> None:
    best_first = Ranking(tuple((StateReference.parse(text),) for text in ("NY", "YY", "YN", "NN")))
    makers = [decision_maker("a", ["x"], best_first), decision_maker("b", ["y"], [])]
    ruled_out = Rule("never", (parse_condition("x and y"),), since=Date.parse(FIRST))
    conflict = Conflict("Gap", makers, rules=[ruled_out])
    # In the order of state numbers: NN, YN, NY, YY.
    assert rank_column(conflict.analyse(as_of=BEFORE)) == [1, 2, 4, 3]
    assert rank_column(conflict.analyse(as_of=FIRST)) == [1, 2, 3]
