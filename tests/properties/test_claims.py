"""Random claims on random conflicts with rival readings, against a twin that reads only the published JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import combinations, product
from random import Random
from typing import Any

import pytest

from denouement.files.conflict_yaml import read_bytes
from denouement.foresight.claims import concepts_of, judge_claims
from denouement.foresight.readings import Description, described
from denouement.model.conflict import Conflict
from tests.oracle.claims import Place, Tree, answer, claim_text, random_claim
from tests.oracle.condition_text import condition_text
from tests.oracle.option_form import full_pattern
from tests.oracle.random_conditions import random_condition
from tests.oracle.random_conflicts import RandomConflict, random_conflict
from tests.oracle.random_graphs import random_graph
from tests.oracle.random_preferences import Mind, Ranking, random_minds
from tests.properties.test_relations import unknown_twin
from tests.properties.test_whole_form import graph_text, unknown_wants

BATCHES, MODELS, CLAIMS = 4, 30, 10  # 1,200 claims over options
SHORT = {"T": "holds", "F": "fails", "U": "unknown", "M": "does_not_arise"}


def wants(random: RandomConflict, mind: Mind) -> object:
    if isinstance(mind, Ranking):
        return {"ranking": [[full_pattern(random.order, state) for state in tier] for tier in mind.tiers]}
    return [item.text for item in mind.items]


def with_readings_and_scenarios(random: RandomConflict, rng: Random) -> str:
    """Give a random conflict rival readings, drawn as minds are drawn, and two scenarios."""
    minds = [random_minds(rng, random.options, random.states(), random.definitions) for _ in range(3)]
    divided = rng.sample(sorted(random.options), k=min(2, len(random.options)))
    lines: list[str] = []
    skipping = False
    owner = ""
    for line in random.to_yaml_text().splitlines():
        if line.startswith("  ") and not line.startswith("   ") and line.strip()[:-1] in random.options:
            owner = line.strip()[:-1]
        if line.startswith("    preferences:") and owner in divided:
            skipping = True
            number = rng.choice((2, 2, 3))
            readings = {f"r{at}": wants(random, minds[at][owner]) for at in range(number)}
            lines.append(f"    preferences: {json.dumps({'readings': readings})}")
            continue
        skipping = skipping and line.startswith("     ")
        if not skipping:
            lines.append(line)
    one, two = (random_condition(rng, random.order, list(random.definitions)) for _ in range(2))
    lines.append("scenarios:")
    for id, tree in (("one", one), ("two", two)):
        lines.append(f"  {id}: {{when: {json.dumps(condition_text(tree, rng), ensure_ascii=False)}}}")
    return "\n".join(lines) + "\n"


def places_over_options(random: RandomConflict, rng: Random) -> list[Place]:
    states = random.states()
    found = [Place("now", "now"), Place("now", "status_quo"), Place("start", "start")]
    found += [Place("scenario", id, id) for id in ("one", "two", "one")]
    for number, state in rng.sample(list(enumerate(states, 1)), min(3, len(states))):
        listed = [option for option in random.order if option in state]
        rng.shuffle(listed)
        ways = (str(number), full_pattern(random.order, state), f"[{', '.join(listed)}]")
        found.append(Place("state", rng.choice(ways), str(number)))
    every = product("YN", repeat=len(random.order))
    possible = {full_pattern(random.order, state) for state in states}
    impossible = ["".join(letters) for letters in every if "".join(letters) not in possible]
    return [*found, *([Place("none", rng.choice(impossible))] if impossible else [])]


def check(conflict: Conflict, text: str, claims: list[Tree], rng: Random, start: str | None) -> Counter[str]:
    """Judge claims and compare with the twin, which asks for one analysis after another; count the answers."""
    texts = {f"c{at}": claim_text(tree, rng) for at, tree in enumerate(claims)}
    written = "\n".join(f"  {id}: {{says: {json.dumps(says)}}}" for id, says in texts.items())
    conflict = read_bytes(f"{text}claims:\n{written}\n".encode(), "random.yaml")
    judgements = judge_claims(conflict.analyse(concepts=concepts_of(conflict.claims)), conflict.claims)
    rivals = {
        maker.id: [reading.id for reading in maker.readings if reading.id]
        for maker in conflict.decision_makers
        if len(maker.readings) > 1
    }
    every = [dict(zip(rivals, chosen, strict=True)) for chosen in product(*rivals.values())]
    told: list[dict[str, Any]] = [
        conflict.analyse(readings={maker: str(id) for maker, id in chosen.items()}).to_dict(full=True)
        for chosen in every
    ]
    seen: Counter[str] = Counter()
    for judgement, tree in zip(judgements, claims, strict=True):
        expected = {
            tuple(chosen.items()): SHORT[answer(tree, each, start)] for chosen, each in zip(every, told, strict=True)
        }
        found = {chosen: each.truth for chosen, each in judgement.answers.items()}
        assert found == expected, (texts[judgement.claim.id], text)
        counts = Counter(expected.values())
        seen.update(counts)
        assert {truth: count for truth, count in judgement.counts.items() if count} == counts
        seen["depends"] += judgement.verdict == "depends"
        assert (judgement.verdict == "depends") == (0 < counts["holds"] < len(expected))
        assert (judgement.verdict == "holds") == (counts["holds"] == len(expected))
        assert (judgement.verdict == "fails") == (counts["fails"] > 0 == counts["holds"] + counts["unknown"])
    return seen


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_claims_over_options_are_judged_as_the_twin_judges_them(batch: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(70_000 + batch * MODELS, 70_000 + (batch + 1) * MODELS):
        rng = Random(f"claims {seed}")
        random = random_conflict(seed)
        if rng.random() < 0.5:  # so that often enough nothing says where the story begins
            random = replace(random, start=None, status_quo_written=None)
        text = with_readings_and_scenarios(random, rng)
        claims = [random_claim(rng, list(random.options), places_over_options(random, rng)) for _ in range(CLAIMS)]
        begun = frozenset() if random.start is None else random.start
        start = str(random.states().index(begun) + 1) if random.feasible(begun) else None
        seen += check(read_bytes(text.encode(), "random.yaml"), text, claims, rng, start)
    assert min(seen[truth] for truth in SHORT.values()) > 20, seen
    assert seen["depends"] > 20


@pytest.mark.parametrize("batch", range(2))
def test_random_claims_with_preferences_that_are_not_known(batch: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(80_000 + batch * 40, 80_000 + (batch + 1) * 40):
        rng = Random(f"claims {seed}")
        random = random_graph(seed, transitive_preference=True)
        twin = unknown_twin(random, share=0.4)
        makers = {who: unknown_wants(random, twin, who, rng) for who in random.decision_makers}
        start = rng.choice(random.states)
        text = graph_text(random, makers, start)
        conflict = read_bytes(text.encode(), "random.yaml")
        endings = [ending.state.id for ending in conflict.analyse().endings]
        places = [Place("now", "now"), *(Place("state", id, id) for id in endings)]
        claims = [random_claim(rng, list(random.decision_makers), places) for _ in range(CLAIMS)]
        seen += check(conflict, text, claims, rng, f"s{start}")
    assert min(seen[truth] for truth in ("holds", "fails", "unknown")) > 20, seen


def named(description: Description, rivals: dict[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    sides = dict(description.readings)
    meets = all if description.word == "and" else any
    return {
        chosen
        for chosen in product(*rivals.values())
        if meets(reading in sides[maker] for maker, reading in zip(rivals, chosen, strict=True) if maker in sides)
    }


def test_a_description_names_just_the_combinations_described_and_is_found_if_there_is_one() -> None:
    found = Counter[str]()
    for seed in range(1_500):
        rng = Random(f"described {seed}")
        rivals = {who: tuple("xyz"[: rng.choice((2, 2, 3))]) for who in "abc"[: rng.choice((1, 2, 3))]}
        every = list(product(*rivals.values()))
        sides = {
            who: [set(ids) for size in range(1, len(readings) + 1) for ids in combinations(readings, size)]
            for who, readings in rivals.items()
        }
        boxes = {frozenset(product(*chosen)) for chosen in product(*sides.values())}
        if rng.random() < 0.5:
            box = rng.choice(sorted(boxes, key=sorted))
            inside = set(box) if rng.random() < 0.5 else set(every) - box
        else:
            inside = set(rng.sample(every, rng.randint(0, len(every))))
        description = described(rivals, [dict(zip(rivals, chosen, strict=True)) for chosen in sorted(inside)])
        if description is not None:
            assert named(description, rivals) == inside
            found[description.word] += 1
        else:
            trivial = not inside or len(inside) == len(every)
            assert trivial or not {frozenset(inside), frozenset(set(every) - inside)} & boxes
            found["none"] += 1
    assert min(found[word] for word in ("and", "or", "none")) > 100, found
