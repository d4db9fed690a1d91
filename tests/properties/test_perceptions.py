"""Random conflicts seen by many eyes, against the slow twin; and what must always hold of hypergames."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

import pytest
from attrs import evolve

from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.endings import State as ProgramState
from denouement.analysis.hypergame import Hypergame, hypergame
from denouement.analysis.surprises import KINDS, account, misjudged
from denouement.analysis.views import Element
from denouement.errors import ModelError
from denouement.files.conflict_yaml import read_bytes
from denouement.model.conflict import Conflict
from denouement.model.perception import Perception
from denouement.model.preference import Reading
from tests.oracle import hypergames
from tests.oracle.definitions import State, equilibria, reachable, stable_states
from tests.oracle.hypergames import Eyes, Part, perceptions_text, possible, random_eyes, view
from tests.oracle.random_conflicts import RandomConflict, random_conflict

CONFLICTS = 45
IDS = [concept.id for concept in CONCEPTS]
MET: Counter[str] = Counter()


def test_random_hypergames_get_the_answers_of_the_twin() -> None:
    MET.clear()
    for seed in range(CONFLICTS):
        check(random_conflict(seed), seed)
    assert set(MET) >= {*KINDS, "contradicted", "impossible view", "corrected by two", "rests on misperception", "lost"}


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(4))
def test_many_more_random_hypergames_get_the_answers_of_the_twin(batch: int) -> None:
    for seed in range(50_000 + batch * 60, 50_000 + (batch + 1) * 60):
        check(random_conflict(seed), seed)


def check(conflict: RandomConflict, seed: int) -> None:
    eyes = random_eyes(conflict, seed)
    text = perceptions_text(conflict, eyes)
    model = with_some_as_readings(read_bytes(text.encode(), "random.yaml"), Random(seed))
    now = conflict.status_quo()
    seen_anyway = frozenset() if now is None else now
    twins = {who: view(conflict, own, own.parts(seen_anyway)) for who, own in eyes.items()}
    analysis = model.analyse(concepts=IDS)
    if None in twins.values():
        MET["impossible view"] += 1
        if all(possible(conflict, own, own.parts(seen_anyway)) for own in eyes.values()):
            with contextlib.suppress(ModelError):  # unless the ranking is written in patterns that place more
                hypergame(analysis)
            return
        with pytest.raises(ModelError):
            hypergame(analysis)
        return
    game = hypergame(analysis)
    truth = conflict.twin()
    full = conflict.full_names
    views = {who: twins.get(who) or truth for who in conflict.options}
    for who, twin in views.items():
        told = game.views[who]
        assert [frozenset(state.taken) for state in told.analysis.states] == [spoken(full, s) for s in twin.states], (
            text
        )
        lost = now is not None and now not in twin.states
        assert told.contradicted == lost
        MET["contradicted"] += lost
    begin = set(truth.states) if now is None else set(reachable(truth, now))
    for concept in IDS:
        by_own = {who: stable_states(twin, concept, who) for who, twin in views.items()}
        for who, stable in by_own.items():
            states = {s for s, kept in zip(truth.states, game.stable(who, concept), strict=True) if kept}
            assert states == stable & set(truth.states), (text, who, concept)
        expected = set.intersection(set(truth.states), *by_own.values())
        true = equilibria(truth, concept)
        assert taken(one.state for one in game.equilibria(concept)) == named(full, expected), text
        assert taken(one.state for one in game.lost(concept)) == named(full, true - expected), text
        resting = {frozenset(one.state.taken) for one in game.equilibria(concept) if one.leaving}
        assert resting == named(full, expected - true)
        for one in game.equilibria(concept):
            here = next(s for s in truth.states if named(full, [s]) == {frozenset(one.state.taken)})
            assert set(one.leaving) == {w for w in views if here not in stable_states(truth, concept, w)}
        some = {s for s in truth.states if 0 < sum(s in twin.states for twin in views.values()) < len(views)}
        partly = {s for s in some if all(s in by_own[who] for who, twin in views.items() if s in twin.states)}
        assert taken(one.state for one in game.unseen_by_some(concept)) == named(full, partly)
        MET["rests on misperception"] += len(resting)
        MET["lost"] += len(true - expected)
        check_moves(conflict, game, eyes, concept, begin, text)


def check_moves(
    conflict: RandomConflict, game: Hypergame, eyes: dict[str, Eyes], concept: str, begin: set[State], text: str
) -> None:
    full, truth = conflict.full_names, conflict.twin()
    now = conflict.status_quo() or frozenset()
    found = misjudged(game, concept)
    for who, own in eyes.items():
        parts = own.parts(now)
        seen = view(conflict, own, parts)
        assert seen is not None
        expected = hypergames.misjudged(truth, seen, concept, who, begin)
        told = {(m.kind, frozenset(m.state.taken), frozenset(m.to.taken)) for m in found if m.decision_maker == who}
        assert told == {(k, *(spoken(full, s) for s in ends)) for k, *ends in expected}, (text, who)
        MET.update(kind for kind, _, _ in expected)
        for move in sorted(expected, key=lambda m: (m[0], *(sorted(spoken(full, s)) for s in m[1:])))[:2]:
            mine = next(
                m for m in found
                if (m.kind, m.decision_maker) == (move[0], who)
                and named(full, move[1:]) == {frozenset(m.state.taken), frozenset(m.to.taken)}
                and {frozenset(m.state.taken)} == named(full, move[1:2])
            )  # fmt: skip
            said = account(game, concept, mine)
            expected_sets = hypergames.corrections(conflict, own, parts, concept, who, move)
            if expected_sets is None:
                continue
            assert {frozenset(part(element, own, full) for element in one) for one in said.corrections} == expected_sets
            MET["corrected by two"] += any(len(one) == 2 for one in expected_sets)
            assert (said.answer is None) == (mine.kind in ("impossible", "unseen")), text
            if said.answer is not None:
                assert said.answer.comparison.standing in ("same", "worse")
            assert (mine.kind == "impossible") == bool(said.broken)


def part(element: Element, own: Eyes, full: dict[str, str]) -> Part:
    short = {name: option for option, name in full.items()}
    match element.kind:
        case "unseen":
            return "unseen", short[element.about]
        case "rule":
            return "rule", 0
        case "disbelief":
            return "without", int(element.about.removeprefix("rule")) - 1
        case _:
            return "mind", element.about


def taken(states: Iterable[ProgramState]) -> set[frozenset[str]]:
    return {frozenset(state.taken) for state in states}


def named(full: dict[str, str], states: Iterable[State]) -> set[frozenset[str]]:
    return {spoken(full, state) for state in states}


def spoken(full: dict[str, str], state: State) -> frozenset[str]:
    """Say what is taken in a state of the twin by full ids."""
    assert isinstance(state, frozenset)
    return frozenset(full[option] for option in state)


def with_some_as_readings(model: Conflict, rng: Random) -> Conflict:
    """Turn some of what others are thought to want into a rival reading of them, which the perception names."""
    for maker in model.decision_makers:
        for number, perception in enumerate(maker.perceptions):
            for who, wants in perception.preferences:
                other = model.decision_maker(who)
                if other.readings[0].id is None and rng.random() < 0.3:
                    rivals = (evolve(other.readings[0], id="actual"), Reading(wants, id="other"))
                    model = model.with_readings(who, rivals)
                    mine = model.decision_maker(maker.id).perceptions
                    kept = tuple(pair for pair in perception.preferences if pair[0] != who)
                    changed = evolve(mine[number], readings=((who, "other"),), preferences=kept)
                    model = model.with_perceptions(maker.id, (*mine[:number], changed, *mine[number + 1 :]))
                    break
    return model


# -- what must always hold ---------------------------------------------------------------------------------------


def games(count: int, *, seed: int) -> Iterator[tuple[Conflict, Hypergame]]:
    for number in range(seed, seed + count):
        conflict = random_conflict(number)
        model = read_bytes(perceptions_text(conflict, random_eyes(conflict, number)).encode(), "random.yaml")
        try:
            yield model, hypergame(model.analyse())
        except ModelError:
            continue


def test_without_perceptions_hypergame_equilibria_are_equilibria_and_nothing_surprises() -> None:
    for number in range(30):
        analysis = read_bytes(random_conflict(number).to_yaml_text().encode(), "random.yaml").analyse()
        game = hypergame(analysis)
        for concept in analysis.concepts:
            assert tuple(one.state for one in game.equilibria(concept)) == analysis.equilibria[concept]
            assert not game.lost(concept)
            assert not game.unseen_by_some(concept)
            assert misjudged(game, concept) == ()
        assert all(view.analysis is analysis for view in game.views.values())


def test_seeing_what_is_so_changes_nothing() -> None:
    for number in range(30):
        model = read_bytes(random_conflict(number).to_yaml_text().encode(), "random.yaml")
        for maker in model.decision_makers:
            others = (other for other in model.decision_makers if other.id != maker.id)
            true = Perception(
                preferences=tuple((other.id, other.readings[0].preference) for other in others), rules=model.rules
            )
            if not true.says_nothing:
                model = model.with_perceptions(maker.id, [true])
        game = hypergame(model.analyse())
        assert game.mistaken
        for concept in game.truth.concepts:
            assert tuple(one.state for one in game.equilibria(concept)) == game.truth.equilibria[concept]
            assert misjudged(game, concept) == ()


def test_only_the_mistaken_are_surprised_and_plain_analysis_sees_no_perceptions() -> None:
    met = 0
    for model, game in games(25, seed=9_000):
        for concept in game.truth.concepts:
            met += len(misjudged(game, concept))
            assert {move.decision_maker for move in misjudged(game, concept)} <= set(game.mistaken)
        bare = model
        for maker in model.decision_makers:
            bare = bare.with_perceptions(maker.id, ())
        mine, theirs = game.truth.to_dict(), bare.analyse().to_dict()
        assert {key: mine[key] for key in mine if key != "model"} == {k: theirs[k] for k in theirs if k != "model"}
        assert (model.sha256 == bare.sha256) == (model == bare)
    assert met


def test_nothing_deters_anybody_under_nash_so_only_what_is_possible_can_be_misjudged() -> None:
    kinds = {move.kind for _, game in games(40, seed=12_000) for move in misjudged(game, "nash")}
    assert kinds == {"impossible", "unseen"}


def test_renaming_decision_makers_and_options_changes_no_answer() -> None:
    letters = str.maketrans("abcdefghijklmnopqrstuvwxyz", "bcdefghijklmnopqrstuvwxyza")
    for number in range(15):
        conflict = random_conflict(number)
        eyes = random_eyes(conflict, number)
        text = perceptions_text(conflict, eyes)
        renamed = text
        for who in conflict.options:  # names of their own, that occur nowhere else in the text
            renamed = renamed.replace(who, f"zz{who.translate(letters)}")
        games_: list[Hypergame | None] = []
        for version in (text, renamed):
            try:
                games_.append(hypergame(read_bytes(version.encode(), "random.yaml").analyse()))
            except ModelError:
                games_.append(None)
        one, other = games_
        assert (one is None) == (other is None)
        if one is None or other is None:
            continue
        for concept in IDS:
            assert [m.kind for m in misjudged(one, concept)] == [m.kind for m in misjudged(other, concept)]
            assert [r.state.id for r in one.equilibria(concept)] == [r.state.id for r in other.equilibria(concept)]


def test_states_that_nobody_sees_are_not_said_to_last() -> None:
    met = 0
    for number in range(40):
        conflict = random_conflict(number)
        model = read_bytes(conflict.to_yaml_text().encode(), "random.yaml")
        option = model.options[0]
        for maker in model.decision_makers:
            model = model.with_perceptions(maker.id, [Perception(unseen=(option,))])
        try:
            game = hypergame(model.analyse())
        except ModelError:
            continue
        met += game.views[model.decision_makers[0].id].elements != ()
        for concept in IDS:
            assert game.unseen_by_some(concept) == ()
            assert all(option not in one.state.taken for one in game.equilibria(concept) if game.mistaken)
    assert met > 10
