"""Sweeps over random conflicts, against every draw enumerated with its exact probability and analysed on its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest
from attrs import evolve

from denouement.analysis.analyse import analyse
from denouement.files.conflict_yaml import read_bytes
from denouement.foresight.claims import judge_claims
from denouement.foresight.sweep.draws import BLOCK, Draws, minds_of
from denouement.foresight.sweep.sweep import sweep
from denouement.model.conflict import Conflict
from denouement.model.evidence import Certainty, Claim
from denouement.model.preference import Ranking, Reading, Statements
from denouement.report.sweep_data import sweep_data
from tests.oracle.claims import claim_text, random_claim
from tests.oracle.draws import Kept, Part, every_profile, weights
from tests.oracle.random_conflicts import random_conflict
from tests.properties.test_claims import places_over_options, with_readings_and_scenarios

FIRST, CONFLICTS, DRAWS = 81_014, 6, 60
Told = dict[str, Any]


def doubted(conflict: Conflict, rng: Random) -> Conflict:
    """Give some readings and statements of a conflict a certainty."""
    shares = ("unlikely", "likely", ".5", "0.123", "certain", "almost certain")
    for maker in conflict.decision_makers:
        readings = []
        left = Fraction(9, 10)
        for reading in maker.readings:
            if reading.id is not None and rng.random() < 0.5:
                share = left * Fraction(rng.randint(1, 9), 10)
                left -= share
                reading = evolve(reading, certainty=Certainty(str(share), share))
            if isinstance(reading.preference, Statements):
                statements = [
                    evolve(it, certainty=Certainty.parse(rng.choice(shares))) if rng.random() < 0.5 else it
                    for it in reading.preference.statements
                ]
                reading = evolve(reading, preference=Statements(tuple(statements)))
            readings.append(reading)
        conflict = conflict.with_readings(maker.id, readings)
    return conflict


@cache
def random_case(seed: int) -> Conflict:
    rng = Random(f"sweep {seed}")
    random = random_conflict(seed)
    if seed % 2:  # so that often enough nothing says where the story begins
        random = replace(random, start=None, status_quo_written=None)
    text = with_readings_and_scenarios(random, rng)
    conflict = doubted(read_bytes(text.encode(), "random.yaml"), rng)
    places = places_over_options(random, rng)
    claims = [random_claim(rng, [*random.options], places) for _ in range(3)]
    return evolve(
        conflict,
        claims=tuple(Claim(f"c{at}", says=claim_text(tree, rng)) for at, tree in enumerate(claims)),
        origin=None,
    )


def parts(conflict: Conflict) -> list[Part]:
    found = []
    for maker in conflict.decision_makers:
        given = [None if reading.certainty is None else reading.certainty.value for reading in maker.readings]
        found.append(Part(weights(given), tuple(map(certainties, maker.readings))))
    return found


def certainties(reading: Reading) -> tuple[Fraction, ...]:
    match reading.preference:
        case Statements(statements):
            return tuple(Fraction(1) if it.certainty is None else it.certainty.value for it in statements)
        case Ranking(groups):
            return (Fraction(1),) * len(groups)
        case _:
            raise TypeError(reading)


def drawn(conflict: Conflict, profile: tuple[Kept, ...]) -> Conflict:
    """Give the conflict in which everybody wants what one draw says, and nothing is doubtful."""
    for maker, (place, order) in zip(conflict.decision_makers, profile, strict=True):
        wants = maker.readings[place].preference
        if isinstance(wants, Statements):
            wants = Statements(tuple(evolve(wants.statements[at], certainty=None) for at in order))
        else:
            assert isinstance(wants, Ranking)
            wants = Ranking(tuple(wants.ranking[at] for at in order))
        conflict = conflict.with_preferences(maker.id, wants)
    return conflict


def profiles(conflict: Conflict, *, seed: int, swaps: int, count: int) -> list[tuple[Kept, ...]]:
    """Give the first draws as the program has them."""
    minds = minds_of(conflict.analyse().situation)
    draws = Draws(minds, seed=seed, swaps=swaps)
    found = []
    for number in range(count):
        block = draws.block(number // BLOCK)
        chosen = block.which[:, number % BLOCK]
        # Readings of no weight are left out of a mind: they are told by their ids.
        found.append(
            tuple(
                (maker.readings.index(mind.readings[variant.reading]), variant.order)
                for maker, mind, own, at in zip(
                    conflict.decision_makers, minds, block.variants, chosen.tolist(), strict=True
                )
                for variant in [own[at]]
            )
        )
    return found


def single(conflict: Conflict, profile: tuple[Kept, ...]) -> Counter[tuple[object, ...]]:
    """Give what one draw comes to, from the analysis of it alone, as things that are so."""
    analysis = analyse(drawn(conflict, profile))
    told = analysis.to_dict(full=True)
    taken = {state["id"]: tuple(state["taken"]) for state in told["states"]}
    so: set[tuple[object, ...]] = {("number", len(told["endings"]))}
    compared: dict[tuple[str, str], set[str]] = {}
    for ending in told["endings"]:
        so |= {("ending", taken[ending["state"]]), ("scenario", ending["scenario"]), ("any",)}
        if ending["state"] == told["status_quo"]:
            so.add(("now",))
        for maker, standing in ending["compared"].items():
            compared.setdefault((maker, "all"), set()).add(standing)
            compared.setdefault((maker, ending["scenario"]), set()).add(standing)
    for place, standings in compared.items():
        so |= {("some", *place, standing) for standing in standings}
        so.add(("just", *place, frozenset(standings)))
        if len(standings) == 1:
            so.add(("every", *place, next(iter(standings))))
    for concept, states in told["equilibria"].items():
        so |= {("equilibrium", concept, taken[id]) for id in states}
    for judgement in judge_claims(analysis, conflict.claims):
        (answer,) = judgement.answers.values()
        so.add(("claim", judgement.claim.id, answer.truth))
    return Counter(so)


def published(told: Told) -> Counter[tuple[object, ...]]:
    """Give in how many draws things are so, from what `sweep --json` prints."""
    found: Counter[tuple[object, ...]] = Counter({("any",): told["any_ending"]["count"]})
    if told["now"]:
        found["now",] = told["now"]["count"]
    for state in told["states"]:
        found["ending", tuple(state["taken"])] += state["count"]
    for scenario in told["scenarios"]:
        found["scenario", scenario["scenario"]] += scenario["count"]
    for number in told["numbers_of_endings"]:
        found["number", number["endings"]] += number["count"]
    for standings in told["standings"]:
        place = (standings["decision_maker"], standings["endings"])
        for word in ("every", "some"):
            for standing, share in standings[word].items():
                found[(word, *place, standing)] += share["count"]
        for share in standings["just"]:
            found["just", *place, frozenset(share["standings"])] += share["count"]
    for claim in told["claims"]:
        for truth in ("holds", "fails", "does_not_arise", "unknown"):
            found["claim", claim["id"], truth] += claim[truth]["count"]
        arises = told["draws"] - claim["does_not_arise"]["count"]
        among = claim["holds_where_it_arises"]
        assert (among and among["draws"]) == (arises or None)
        if among:
            assert among["share"] == round(claim["holds"]["count"] / arises, 6)
            assert 0 <= among["low"] <= among["share"] <= among["high"] <= 1
            assert 0 <= among["moved"] <= 1
    for named in told["named"]:
        for concept, share in named["equilibrium"].items():
            found["equilibrium", concept, tuple(named["taken"])] += share["count"]
    return +found


def few_enough(conflict: Conflict, swaps: int, most: int = 3_000) -> dict[tuple[Kept, ...], Fraction] | None:
    count = 1
    for part in parts(conflict):
        count *= sum(2 ** sum(share < 1 for share in shares) * 6**swaps for shares in part.certainties)
    return every_profile(parts(conflict), swaps) if count <= most else None


def compare(seeds: range, *, swaps: int, count: int) -> None:
    seen: Counter[object] = Counter()
    for seed in seeds:
        conflict = random_case(seed)
        draws = profiles(conflict, seed=seed, swaps=swaps, count=count)
        alone = {profile: single(conflict, profile) for profile in set(draws)}
        expected: Counter[tuple[object, ...]] = Counter()
        for profile in draws:
            expected += alone[profile]
        told = sweep_data(sweep(conflict.analyse(), draws=count, seed=seed, swaps=swaps))
        named = {tuple(entry["taken"]) for entry in told["named"]}
        relevant = {key: n for key, n in expected.items() if key[0] != "equilibrium" or key[2] in named}
        assert published(told) == relevant, seed
        seen.update(different=len(alone), told=len(relevant), without_baseline=told["baseline"] is None)
    assert seen["different"] > 10 * len(seeds)
    assert seen["told"] > 20 * len(seeds)
    assert seen["without_baseline"] > 0


@pytest.mark.parametrize("swaps", [0, 1])
def test_every_draw_comes_out_as_the_analysis_of_it_alone(swaps: int) -> None:
    compare(range(FIRST, FIRST + CONFLICTS), swaps=swaps, count=DRAWS)


@pytest.mark.slow
@pytest.mark.parametrize("swaps", [0, 1, 3])
def test_every_draw_of_many_comes_out_as_the_analysis_of_it_alone(swaps: int) -> None:
    compare(range(84_000, 84_010), swaps=swaps, count=100)


@pytest.mark.parametrize("swaps", [0, 1])
def test_draws_come_as_often_as_their_exact_probability_says(swaps: int) -> None:
    assert as_often_as_said(range(82_000, 82_016), swaps) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("swaps", [0, 1])
def test_draws_of_many_come_as_often_as_their_exact_probability_says(swaps: int) -> None:
    assert as_often_as_said(range(82_016, 82_070), swaps) >= 12


def as_often_as_said(seeds: range, swaps: int) -> int:
    """Compare draws of some conflicts with their probabilities; return how many conflicts have several."""
    tested = 0
    for seed in seeds:
        conflict = random_case(seed)
        exact = few_enough(conflict, swaps)
        if exact is None or len(exact) < 4:
            continue
        assert sum(exact.values()) == 1
        count = 4 * BLOCK
        found = Counter(profiles(conflict, seed=seed, swaps=swaps, count=count))
        assert set(found) <= set(exact)
        # Draws too rare to be tested each are taken together.
        cells: list[tuple[int, float]] = []
        rare_found, rare_expected = 0, 0.0
        for profile, likely in exact.items():
            expected = float(likely) * count
            if expected >= 10:
                cells.append((found[profile], expected))
            else:
                rare_found, rare_expected = rare_found + found[profile], rare_expected + expected
        if rare_expected >= 10:
            cells.append((rare_found, rare_expected))
        chi_square = sum((seen - expected) ** 2 / expected for seen, expected in cells)
        freedom = len(cells) - 1
        # The chance of more is below one in ten thousand (Wilson and Hilferty's approximation).
        spread = 2 / (9 * max(freedom, 1))
        limit = freedom * (1 - spread + 3.72 * spread**0.5) ** 3 + 1e-9
        assert chi_square <= limit, (seed, chi_square, freedom)
        tested += freedom > 2
    return tested


@pytest.mark.slow
def test_shares_come_close_to_the_exact_ones() -> None:
    """The exact share of everything that can be so, summed over all draws, lies where a long sweep says."""
    tested = 0
    for seed in range(83_000, 83_024):
        conflict = random_case(seed)
        exact = few_enough(conflict, 0, most=150)
        if exact is None or len(exact) < 4:
            continue
        share: dict[tuple[object, ...], Fraction] = {}
        for profile, likely in exact.items():
            for key in single(conflict, profile):
                share[key] = share.get(key, Fraction(0)) + likely
        count = 10 * BLOCK
        told = sweep_data(sweep(conflict.analyse(), draws=count, seed=1))
        named = {tuple(entry["taken"]) for entry in told["named"]}
        found = published(told)
        for key, likely in share.items():
            if key[0] == "equilibrium" and key[2] not in named:
                continue
            spread = float(likely * (1 - likely) * count) ** 0.5
            assert abs(found[key] - float(likely) * count) <= 4.5 * spread + 1e-9, (seed, key)
        assert set(found) <= set(share)
        tested += 1
    assert tested >= 5
