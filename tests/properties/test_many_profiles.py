"""Many preference profiles at once: each gets the answers that it gets alone, from definitions and from `Analysis`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest

import denouement
from denouement.analysis.claims import TRUTHS, judged
from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.endings import STANDINGS
from denouement.analysis.outcomes import Choices, outcomes
from denouement.analysis.result import Analysis
from denouement.analysis.stability import profiles
from denouement.analysis.stability.profiles import DEMANDS, equilibria_of_profiles, stability_of_profiles
from denouement.files.conflict_yaml import read_bytes
from denouement.foresight.readings import under_every_reading
from denouement.model.claim_language import Says
from denouement.model.claim_parser import parse_claim
from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.relation import Liking, Order, Relation
from tests.oracle.claims import Place, claim_text, random_claim
from tests.oracle.definitions import stable_sets
from tests.oracle.random_conflicts import random_conflict
from tests.oracle.random_graphs import pairs_of, random_graph
from tests.properties.test_claims import places_over_options, with_readings_and_scenarios
from tests.properties.test_relations import unknown_twin
from tests.properties.test_whole_form import graph_text, unknown_wants

ALL = tuple(concept.id for concept in CONCEPTS)


def test_every_concept_of_the_register_is_known() -> None:
    assert tuple(DEMANDS) == ALL


@pytest.mark.parametrize("batch", range(4))
def test_any_moves_and_any_ranks_get_the_answers_of_the_definitions(batch: int, monkeypatch) -> None:
    monkeypatch.setattr(profiles, "_BATCH", (1, 40, 200, 1 << 20)[batch])  # however the profiles are cut up
    differing: Counter[str] = Counter()
    for seed in range(5_000 + 40 * batch, 5_000 + 40 * (batch + 1)):
        random = random_graph(seed)
        rng = Random(f"profiles {seed}")
        makers, states = random.decision_makers, random.states
        moves = tuple(Arcs.of_lists(random.moves[who].get(s, ()) for s in states) for who in makers)
        ranks = np.array([[[rng.randrange(4) - 7 for _ in states] for _ in makers] for _ in range(6)])
        graph = Graph.of_ranks(makers, moves, ranks[0])
        for concept in ALL:
            found = stability_of_profiles(graph, ranks, concept)
            for number, profile in enumerate(ranks):
                order = dict(zip(makers, profile.tolist(), strict=True))
                better = {who: pairs_of(dict(enumerate(ranked))) for who, ranked in order.items()}
                expected = stable_sets(replace(random, better=better).twin())[concept]
                mine = {who: set(np.flatnonzero(found[number, i]).tolist()) for i, who in enumerate(makers)}
                assert mine == expected, (seed, concept, number)
            differing[concept] += len(np.unique(found, axis=0)) > 1
    assert min(differing.values()) > 20, differing


@pytest.mark.parametrize("size", [1, 30_000, 1 << 20])
def test_the_flagship_gets_its_own_answers_in_batches_of_any_size(size: int, monkeypatch) -> None:
    monkeypatch.setattr(profiles, "_BATCH", size)
    analysis = denouement.load("openai-2023").analyse()
    turns = [turn for _, turn in under_every_reading(analysis)]
    choices = Choices(analysis.decision_makers)
    picks = np.array([places(choices, turn) for turn in turns])
    orders = [
        np.stack([liking.rank for liking in choices.likings[maker] if isinstance(liking, Order)])
        for maker in analysis.decision_makers
    ]
    for concept in ALL:
        found = equilibria_of_profiles(analysis.situation.graph, orders, picks, concept)
        for number, turn in enumerate(turns):
            ids = [analysis.situation.space.ids[at] for at in np.flatnonzero(found[number]).tolist()]
            assert ids == [state.id for state in turn.equilibria[concept]]


def places(choices: Choices, turn: Analysis) -> list[int]:
    graph = turn.situation.graph
    return [choices.place(maker, own) for maker, own in zip(graph.decision_makers, graph.preferences, strict=True)]


def check(analysis: Analysis, claims: list[Says]) -> Counter[str]:
    """Compare the outcomes under all readings with one analysis after another; count the answers."""
    seen: Counter[str] = Counter()
    turns = [turn for _, turn in under_every_reading(analysis)]
    turns += turns[:2]  # what is alike is worked out once, and told each time
    choices = Choices(analysis.decision_makers)
    picks = np.array([places(choices, turn) for turn in turns])
    found = outcomes(analysis, list(choices.likings.values()), picks, concepts=ALL)
    assert len(found) == len(turns)
    for number, turn in enumerate(turns):
        for concept in ALL:
            column = found.equilibria[concept][number]
            assert [turn.state_at(at) for at in np.flatnonzero(column).tolist()] == list(turn.equilibria[concept])
        ending = np.flatnonzero(found.endings[number]).tolist()
        assert [turn.state_at(at) for at in ending] == [each.state for each in turn.endings]
        for maker in turn.decision_makers:
            standings = found.standings(maker)
            assert (standings is None) == (turn.baseline is None)
            if standings is not None:
                told = [STANDINGS[code] for code in standings[number].tolist()]
                assert told == [turn.compared(state)[maker] for state in turn.states]
                seen.update(told)
    for says in claims:
        truths = [TRUTHS[code] for code in found.truths(says).tolist()]
        assert truths == [judged(turn, says).truth for turn in turns], str(says)
        seen.update(f"claim {truth}" for truth in truths)
    return seen


@pytest.mark.parametrize("batch", range(3))
def test_outcomes_are_those_of_one_analysis_after_another(batch: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(75_000 + batch * 25, 75_000 + (batch + 1) * 25):
        rng = Random(f"outcomes {seed}")
        random = random_conflict(seed)
        if rng.random() < 0.4:
            random = replace(random, start=None, status_quo_written=None)
        conflict = read_bytes(with_readings_and_scenarios(random, rng).encode(), "random.yaml")
        places = places_over_options(random, rng)
        claims = [
            parse_claim(claim_text(random_claim(rng, list(random.options), places), rng)) for _ in range(8)
        ]  # fmt: skip
        seen += check(conflict.analyse(), claims)
    assert min(seen[f"claim {truth}"] for truth in TRUTHS) > 10, seen
    assert min(seen[standing] for standing in ("better", "same", "worse")) > 100, seen


def test_outcomes_with_preferences_that_are_not_known() -> None:
    seen: Counter[str] = Counter()
    for seed in range(85_000, 85_040):
        rng = Random(f"outcomes {seed}")
        random = random_graph(seed)
        twin = unknown_twin(random, share=0.4)
        makers = {who: unknown_wants(random, twin, who, rng) for who in random.decision_makers}
        start = rng.choice(random.states)
        conflict = read_bytes(graph_text(random, makers, start).encode(), "random.yaml")
        places = [Place("now", "now"), *(Place("state", f"s{state}", f"s{state}") for state in random.states)]
        claims = [
            parse_claim(claim_text(random_claim(rng, list(random.decision_makers), places), rng)) for _ in range(8)
        ]  # fmt: skip
        seen += check(conflict.analyse(), claims)
    assert seen["unknown"] > 100, seen
    assert min(seen[f"claim {truth}"] for truth in ("holds", "fails", "unknown")) > 10, seen


def test_likings_that_say_the_same_are_one() -> None:
    up, down = np.array([[False, False], [True, False]]), np.array([[False, True], [False, False]])
    same = np.eye(2, dtype=bool)
    choices = Choices(("a", "b"))
    order = Order(np.array([1, 2], dtype=np.int32))
    given: list[Liking] = [Relation(up, same), Relation(down, same), order, Relation(up, same)]
    assert [choices.place("a", liking) for liking in given] == [0, 1, 2, 0]
    assert choices.place("b", given[1]) == 0
    assert choices.likings == {"a": given[:3], "b": [given[1]]}
