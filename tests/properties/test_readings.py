"""Random conflicts with rival readings: every count, recomputed by single analyses from what they publish."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from attrs import evolve

from denouement.files.conflict_yaml import read_bytes
from denouement.foresight.overview.findings import Finding
from denouement.foresight.overview.overview import Overview, every_reading
from denouement.foresight.readings import deciding_readings, described
from denouement.model.conflict import Conflict
from denouement.model.evidence import Certainty
from denouement.report.readings_data import readings_csv, readings_data
from denouement.report.readings_outline import readings_outline
from tests.oracle.claims import answer, claim_text, random_claim
from tests.oracle.random_conflicts import random_conflict
from tests.properties.test_claims import SHORT, places_over_options, with_readings_and_scenarios

BATCHES, MODELS = 4, 8
Chosen = tuple[tuple[str, str], ...]


def weighed(conflict: Conflict, rng: Random) -> Conflict:
    """Give some readings a certainty, low enough that others without one have something left to share."""
    makers = []
    for maker in conflict.decision_makers:
        readings = []
        for reading in maker.readings:
            certainty = Certainty.parse(rng.choice((".1", ".25", ".3", "1/3"))) if rng.random() < 0.4 else None
            readings.append(reading if reading.id is None else evolve(reading, certainty=certainty))
        makers.append(evolve(maker, readings=tuple(readings)))
    return evolve(conflict, decision_makers=tuple(makers))


def enumerated(conflict: Conflict) -> dict[Chosen, Fraction]:
    """Every combination, and how much it weighs, from the certainties."""
    rivals = [maker for maker in conflict.decision_makers if len(maker.readings) > 1]
    weights = {}
    for chosen in product(*(maker.readings for maker in rivals)):
        weight = Fraction(1)
        for maker, reading in zip(rivals, chosen, strict=True):
            said = [each.certainty.value for each in maker.readings if each.certainty is not None]
            silent = len(maker.readings) - len(said)
            value = reading.certainty.value if reading.certainty is not None else (1 - sum(said, Fraction())) / silent
            weight *= value / (1 if silent else sum(said, Fraction()))
        weights[tuple((maker.id, str(reading.id)) for maker, reading in zip(rivals, chosen, strict=True))] = weight
    assert sum(weights.values()) == 1
    return weights


def twin(finding: Finding, told: dict[str, Any]) -> object:
    """What one published analysis answers to a question; None for questions that a claim asks."""
    question = finding.question
    ends = [ending for ending in told["endings"] if question.scenario in (None, ending["scenario"])]
    found = {ending["scenario"] for ending in told["endings"]}
    match question.kind:
        case "now":
            return "holds" if told["status_quo"] in {ending["state"] for ending in told["endings"]} else "fails"
        case "stable":
            return "holds" if told["status_quo"] in told["equilibria"][question.concept] else "fails"
        case "any_ending":
            return "holds" if told["endings"] else "fails"
        case "scenario":
            return "holds" if question.scenario in found else "fails"
        case "story":
            return "holds" if found & {*question.scenarios} else "fails"
        case "standings":
            return frozenset(ending["compared"][question.decision_maker] for ending in ends)
        case "standing":
            says = str(question.says)
            standing, where = says.partition("(")[0], says.rstrip(")").rpartition(", ")[2]
            standings = [ending["compared"][question.decision_maker] for ending in ends]
            if not standings:
                return "does_not_arise"
            return "holds" if (any if where == "some_ending" else all)(it == standing for it in standings) else "fails"
    return None


def as_told(found: object) -> object:
    return found if isinstance(found, str) else frozenset(found)  # type: ignore[call-overload]


def check(
    overview: Overview, finding: Finding, expected: dict[Chosen, object], weights: dict[Chosen, Fraction]
) -> None:
    """Compare a finding with the answers of single analyses, in the order of the combinations."""
    answers = list(expected.values())
    assert [as_told(finding.answer(number)) for number in range(len(overview))] == answers, finding.question
    counts = Counter(answers)
    rivals = overview.combined.rivals
    for outcome in finding.outcomes:
        here = as_told(outcome.answer)
        chosen = [combination for combination, answer in expected.items() if answer == here]
        assert outcome.share.combinations == counts.pop(here, 0) == len(chosen)
        if overview.combined.weights is not None:
            assert outcome.share.weight == sum((weights[combination] for combination in chosen), Fraction())
        where = outcome.where
        assert where == described(rivals, map(dict, chosen))
        if where is not None:  # what is said is exactly those
            word = all if where.word == "and" else any
            fits = [c for c in expected if word(dict(c)[maker] in ids for maker, ids in where.readings)]
            assert fits == chosen
    assert not counts
    assert finding.deciding == deciding_readings(expected)
    for maker, readings in finding.by_reading.items():
        for reading, told in readings.items():
            tally = Counter(answer for chosen, answer in expected.items() if dict(chosen)[maker] == reading)
            assert {as_told(answer): count for answer, count in told.items() if count} == tally
    if finding.question.kind != "standings":
        holding = answers.count("holds")
        arises = any(answer != "does_not_arise" for answer in answers)
        expected_verdict = "all" if holding == len(answers) else "some" if holding else "none"
        assert finding.verdict == (expected_verdict if arises else "does_not_arise")


def checked(seed: int) -> Counter[str]:
    """Check one random conflict in everything; count what it showed."""
    rng = Random(f"readings {seed}")
    random = random_conflict(seed)
    places = places_over_options(random, rng)
    start = str(1 + random.states().index(random.start or frozenset())) if random.feasible(random.start or frozenset()) else None  # fmt: skip  # noqa: E501
    trees = [random_claim(rng, list(random.options), places) for _ in range(3)]
    written = "\n".join(f"  c{at}: {{says: {json.dumps(claim_text(tree, rng))}}}" for at, tree in enumerate(trees))
    text = with_readings_and_scenarios(random, rng)
    conflict = weighed(read_bytes(f"{text}claims:\n{written}\n".encode(), "random.yaml"), rng)
    weights = enumerated(conflict)
    told = {chosen: conflict.analyse(readings=dict(chosen)).to_dict(full=True) for chosen in weights}
    overview = every_reading(conflict.analyse())
    assert [tuple(overview.combined.readings(number).items()) for number in range(len(overview))] == list(weights)
    seen: Counter[str] = Counter()
    for finding in overview.findings:
        if finding.question.claim is not None:
            tree = trees[int(finding.question.claim.id[1:])]
            expected: dict[Chosen, object] = {chosen: SHORT[answer(tree, each, start)] for chosen, each in told.items()}
        else:
            expected = {chosen: twin(finding, each) for chosen, each in told.items()}
        check(overview, finding, expected, weights)
        seen[finding.verdict] += 1
    ends = {chosen: {ending["state"] for ending in each["endings"]} for chosen, each in told.items()}
    assert [ending.state.id for ending in overview.endings] == sorted(set().union(*ends.values()), key=int)
    for ending in overview.endings:
        id = ending.state.id
        check(overview, ending.finding, {c: "holds" if id in found else "fails" for c, found in ends.items()}, weights)
        for concept, count in ending.concepts.items():
            assert count == sum(id in each["equilibria"][concept] for each in told.values())
    always = set.intersection(*ends.values())
    assert {firm.state.id for firm in overview.worth.firm} == always
    seen["firm"] += bool(always)
    reversible(conflict, overview, list(weights))
    seen["one-way"] += any(firm.reversible is not None for firm in overview.worth.firm)
    readings_outline(overview, full=True)
    readings_outline(overview)
    readings_csv(overview)
    json.dumps(readings_data(overview))
    return seen


def reversible(conflict: Conflict, overview: Overview, every: list[Chosen]) -> None:
    """Check what would hold if no option were one-way with a model in which none is."""
    free = conflict
    for maker in conflict.decision_makers:
        for option in maker.options:
            if option.moves != "never":
                free = free.with_option_moves(maker.full_id(option), "both")
    counts: Counter[str] = Counter()
    for chosen in every:
        each = free.analyse(readings=dict(chosen))
        counts.update({state.id for concept in each.ending_concepts for state in each.equilibria[concept]})
    marked = any(option.moves in ("take", "drop") for maker in conflict.decision_makers for option in maker.options)
    for firm in overview.worth.firm:
        assert (firm.reversible is not None) == marked
        if firm.reversible is not None:
            assert firm.reversible.combinations == counts[firm.state.id]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_count_is_that_of_single_analyses(batch: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(81_000 + batch * MODELS, 81_000 + (batch + 1) * MODELS):
        seen.update(checked(seed))
    assert min(seen[what] for what in ("all", "some", "none", "does_not_arise", "firm", "one-way")) > 0


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(4))
def test_every_count_of_many_more(batch: int) -> None:
    for seed in range(82_000 + batch * 40, 82_000 + (batch + 1) * 40):
        checked(seed)


def test_a_draw_is_answered_as_the_combinations_drawn_are() -> None:
    drawn = 0
    for seed in range(83_000, 83_030):
        rng = Random(f"draw {seed}")
        conflict = read_bytes(with_readings_and_scenarios(random_conflict(seed), rng).encode(), "random.yaml")
        analysis = conflict.analyse()
        whole = every_reading(analysis)
        if len(whole) < 3:
            continue
        drawn += 1
        some = every_reading(analysis, most=len(whole) - 1, seed=seed)
        every = {tuple(whole.combined.readings(number).items()): number for number in range(len(whole))}
        chosen = [every[tuple(some.combined.readings(number).items())] for number in range(len(some))]
        assert len({*chosen}) == len(whole) - 1
        for mine, theirs in zip(some.findings, whole.findings, strict=True):
            assert [mine.answer(at) for at in range(len(some))] == [theirs.answer(number) for number in chosen]
            assert {*mine.deciding} <= {*theirs.deciding}
            for outcome in mine.outcomes:  # one is not drawn: of all it is as many, or one more
                true = sum(answer == outcome.answer for answer in map(theirs.answer, range(len(whole))))
                low, high = outcome.share.interval or (0, 0)
                assert low <= true / len(whole) <= high
        readings_outline(some)
    assert drawn > 5
