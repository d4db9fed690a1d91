"""What holds under all readings, some and none: the flagship against its 18 analyses, draws, weights, the command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb
from typing import Any

import numpy as np
import pytest

import denouement
from denouement.errors import BudgetError, RequestError
from denouement.foresight.interval import interval, interval_of_all
from denouement.foresight.overview.combinations import _drawn, _picks, combined
from denouement.foresight.overview.overview import Overview, every_reading
from denouement.foresight.readings import Description, under_every_reading
from denouement.foresight.weights import weighted, weights_of
from denouement.model.evidence import Certainty
from denouement.model.preference import Reading, Statements
from denouement.report.readings_words import counts_between, percent_between
from denouement.states.budget import Budget
from tests.unit.models import PAIR, pair, read
from tests.unit.test_flagship_claims import BOARD, EXPECTED, MICROSOFT, STAFF, analyses, flagship

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
LETTER = Fraction(13, 20)
RETURN = {
    "board.dismiss", "board.reinstate", "board.handover", "altman.back", "altman.accept", "microsoft.seat",
    "investors.tender", "regulators.probe",
}  # fmt: skip
"""The return as the model's description has it: with a seat, the share sale and a review."""


@cache
def told() -> dict[str, Any]:
    """What the command prints as JSON, from the overview of the flagship."""
    from denouement.report.readings_data import readings_data

    data: dict[str, Any] = json.loads(json.dumps(readings_data(overview())))
    return data


@cache
def overview() -> Overview:
    return every_reading(flagship().analyse())


def weight(chosen: tuple[str, str, str]) -> Fraction:
    """Board and Microsoft three readings alike, the staff's letter .65."""
    return Fraction(1, 9) * (LETTER if chosen[1] == "letter" else 1 - LETTER)


def counted(test: Any) -> tuple[int, str]:
    """In how many of the 18 published analyses something is so, and how much those weigh."""
    inside = [chosen for chosen, told in analyses().items() if test(told)]
    return len(inside), str(sum(map(weight, inside), Fraction()))


def found(kind: str, **asked: object) -> dict[str, Any]:
    finding: dict[str, Any]
    (finding,) = (
        finding
        for finding in told()["findings"]
        if finding["kind"] == kind and all(finding[key] == value for key, value in asked.items())
    )
    return finding


def holding(finding: dict[str, Any]) -> tuple[int, str]:
    (answer,) = (answer for answer in finding["answers"] if answer["answer"] == "holds")
    return answer["combinations"], answer["weight"]["exact"]


# -- the flagship, against its 18 analyses ----------------------------------------------------------------------------


def test_it_cannot_last_as_it_stands_in_0_of_18():
    expected = counted(lambda told: told["status_quo"] in {ending["state"] for ending in told["endings"]})
    assert holding(found("now")) == expected == (0, "0")
    for concept in CONCEPTS:
        stable = counted(lambda told, concept=concept: told["status_quo"] in told["equilibria"][concept])
        assert holding(found("stable", concept=concept)) == stable


@pytest.mark.parametrize(
    ("scenario", "count"),
    [("never_dismissed", 0), ("exodus", 18), ("return_with_terms", 18), ("return_without", 18), ("standoff", 9)],
)
def test_in_how_many_readings_a_scenario_is_among_the_endings(scenario: str, count: int):
    expected = counted(lambda told: scenario in {ending["scenario"] for ending in told["endings"]})
    assert holding(found("scenario", scenario=scenario)) == expected
    assert expected[0] == count


def test_a_standoff_is_an_ending_exactly_with_the_staff_bluffing():
    finding = found("scenario", scenario="standoff")
    assert finding["deciding"] == ["staff"]
    assert [answer["where"] for answer in finding["answers"]] == [
        {"all": {"staff": ["bluff"]}}, {"all": {"staff": ["letter"]}}
    ]  # fmt: skip
    assert holding(finding) == (9, "7/20")
    assert finding["by_reading"]["staff"]["bluff"][0] == {"answer": "holds", "combinations": 9}


@pytest.mark.parametrize("scenario", [None, "exodus", "return_with_terms", "return_without", "standoff"])
@pytest.mark.parametrize("maker", ["board", "altman", "staff", "microsoft", "investors", "regulators"])
def test_who_stands_how(maker: str, scenario: str | None):
    expected: Counter[frozenset[str]] = Counter()
    for each in analyses().values():
        ends = [ending for ending in each["endings"] if scenario in (None, ending["scenario"])]
        expected[frozenset(ending["compared"][maker] for ending in ends)] += 1
    finding = found("standings", decision_maker=maker, scenario=scenario)
    assert {frozenset(it["answer"]): it["combinations"] for it in finding["answers"]} == expected


def test_every_claim_comes_out_as_18_analyses_have_it():
    for id, test in EXPECTED.items():
        assert holding(found("claim", claim=id)) == counted(test), id
    c8 = found("claim", claim="c8")
    assert (c8["deciding"], c8["answers"][0]["where"]) == (["microsoft"], {"all": {"microsoft": ["article"]}})
    assert holding(c8) == (6, "1/3")


def test_every_ending_is_counted_by_the_options_taken():
    seen: Counter[tuple[str, ...]] = Counter()
    under: Counter[tuple[tuple[str, ...], str]] = Counter()
    for each in analyses().values():
        taken = {state["id"]: tuple(state["taken"]) for state in each["states"]}
        seen.update(taken[ending["state"]] for ending in each["endings"])
        under.update((taken[state], concept) for concept in CONCEPTS for state in each["equilibria"][concept])
    assert {tuple(ending["taken"]): ending["combinations"] for ending in told()["endings"]} == seen
    for ending in told()["endings"]:
        assert ending["concepts"] == {concept: under[tuple(ending["taken"]), concept] for concept in CONCEPTS}


def test_each_combination_lists_its_answers_and_they_add_up():
    each = told()["each"]
    assert [tuple(one["readings"].values()) for one in each] == list(product(BOARD, STAFF, MICROSOFT))
    assert sum(Fraction(one["weight"]["exact"]) for one in each) == 1
    for one, published in zip(each, analyses().values(), strict=True):
        assert one["endings"] == [ending["state"] for ending in published["endings"]]
    for at, finding in enumerate(told()["findings"]):
        tally = Counter(json.dumps(one["answers"][at]) for one in each)
        assert {
            json.dumps(it["answer"]): it["combinations"] for it in finding["answers"] if it["combinations"]
        } == tally


# -- what "stable in 18 of 18" is worth -------------------------------------------------------------------------------


def test_the_return_holds_in_18_of_18_under_all_concepts_and_so_does_every_exodus():
    firm = {frozenset(state["taken"]): state for state in told()["worth"]["states"]}
    assert told()["worth"]["number"] == len(firm) == 8
    assert firm[frozenset(RETURN)]["concepts"] == list(CONCEPTS)
    for each in analyses().values():
        taken = {state["id"]: frozenset(state["taken"]) for state in each["states"]}
        for concept in CONCEPTS:
            assert {taken[id] for id in each["equilibria"][concept]} >= firm.keys()
    scenarios = Counter(state["scenario"] for state in told()["worth"]["states"])
    assert scenarios == {"exodus": 4, "return_with_terms": 2, "return_without": 2}


def test_where_the_moves_of_22_november_led_is_told_as_it_is():
    happened = told()["worth"]["happened"]
    # The model's own history ends before the seat, the sale and the review: there somebody would still move.
    assert set(happened["taken"]) == RETURN - {"microsoft.seat", "investors.tender", "regulators.probe"}
    assert happened["concepts"] == {"nash": 0, "gmr": 18, "smr": 18, "seq": 0, "sseq": 0}
    assert {state["scenario"] for state in happened["endings_within_reach"]} == {"return_with_terms"}
    for each in analyses().values():
        (id,) = (state["id"] for state in each["states"] if state["taken"] == happened["taken"])
        assert [concept for concept in CONCEPTS if id in each["equilibria"][concept]] == ["gmr", "smr"]


def test_an_exodus_cannot_be_left_and_a_return_can():
    for state in told()["worth"]["states"]:
        if state["scenario"] == "exodus":
            assert state["leads_to"] == ["exodus"]
            # Only an offer to reinstate is idle there, and can be taken back.
            assert set(state["taken"]) - set(state["locked"]) <= {"board.reinstate"}
        else:
            assert "standoff" in state["leads_to"]
            assert "altman.back" not in state["locked"]


def test_what_would_hold_if_no_option_were_one_way_is_what_a_model_without_them_says():
    conflict = flagship()
    for option in conflict.options:
        conflict = conflict.with_option_moves(option, "both")
    seen: Counter[tuple[str, ...]] = Counter()
    for board, staff, microsoft in product(BOARD, STAFF, MICROSOFT):
        each = conflict.analyse(readings={"board": board, "staff": staff, "microsoft": microsoft})
        holding = {*each.equilibria["nash"], *each.equilibria["seq"]}
        seen.update(state.taken for state in holding)
    for state in told()["worth"]["states"]:
        assert state["reversible"]["combinations"] == seen[tuple(state["taken"])]
    assert sum(state["reversible"]["combinations"] == 18 for state in told()["worth"]["states"]) == 1


# -- weights ----------------------------------------------------------------------------------------------------------


def reading(certainty: str | None) -> Reading:
    return Reading(Statements(), "r", certainty=None if certainty is None else Certainty.parse(certainty))


@pytest.mark.parametrize(
    ("certainties", "weights"),
    [
        (["likely", None], ["13/20", "7/20"]),
        ([".5", None, None], ["1/2", "1/4", "1/4"]),
        ([None, None, None], ["1/3", "1/3", "1/3"]),
        ([".9", ".9"], ["1/2", "1/2"]),
        ([".2", ".3"], ["2/5", "3/5"]),
        (["1", None], ["1", "0"]),
        ([".6"], ["1"]),
        ([None], ["1"]),
        ([], []),
    ],
)
def test_weights_are_certainties_made_to_sum_to_one(certainties: list[str | None], weights: list[str]):
    readings = [reading(certainty) for certainty in certainties]
    assert [str(weight) for weight in weights_of(readings)] == weights
    assert weighted(readings) == any(certainties)


MINDS = """\
    preferences:
      readings:
        go: {%s statements: [x]}
        stay: {statements: [not x]}
"""


def minds(certainty: str = "") -> str:
    return PAIR.replace("    preferences: [x]\n", MINDS % (f"certainty: {certainty}," if certainty else ""))


def test_without_certainties_there_are_counts_and_no_shares(call, model):
    found = every_reading(read(minds()).analyse())
    assert found.combined.weights is None
    assert all(outcome.share.weight is None for finding in found.findings for outcome in finding.outcomes)
    code, out, _ = call("readings", model(minds()))
    assert (code, "By weight" in out) == (0, False)


def test_readings_that_are_not_in_force_have_no_weight():
    text = minds(".3").replace("stay: {", "stay: {until: 2024-01-31, ")
    later = text.replace("        stay:", "        think: {statements: [], since: 2024-01-01}\n        stay:")
    found = every_reading(read(later).analyse(as_of="2024-03-01")).combined
    assert (found.rivals, found.weights) == ({"a": ("go", "think")}, {"a": (Fraction(3, 10), Fraction(7, 10))})


# -- drawing ----------------------------------------------------------------------------------------------------------


def crowd(size: int) -> str:
    """Decision makers with two readings each, who care about their neighbour."""
    lines = ["denouement: 1", "title: A crowd", "decision_makers:"]
    for number in range(size):
        other = (number + 1) % size
        wants = f"{{readings: {{like: [o{number} iff o{other}], unlike: [o{number} xor o{other}]}}}}"
        lines.append(f"  d{number}: {{options: {{o{number}: O}}, preferences: {wants}}}")
    return "\n".join(lines) + "\n"


def test_a_draw_of_all_but_one_has_every_other_combination_once():
    analysis = read(crowd(4)).analyse()
    assert not combined(analysis, most=16).drawn
    found = combined(analysis, most=15, seed=3)
    assert (found.drawn, len(found), found.total, found.seed) == (True, 15, 16, 3)
    assert len({tuple(found.readings(number).items()) for number in range(15)}) == 15


def test_every_combination_is_as_likely_to_be_drawn():
    analysis = read(crowd(3)).analyse()
    drawn = Counter(
        tuple(each.readings(number).values())
        for seed in range(400)
        for each in [combined(analysis, most=3, seed=seed)]
        for number in range(3)
    )
    assert len(drawn) == 8
    assert all(abs(count - 150) < 50 for count in drawn.values())  # 4 standard deviations and more


def test_a_seed_gives_the_same_draw_and_another_seed_another():
    analysis = read(crowd(6)).analyse()
    one, again, other = (combined(analysis, most=20, seed=seed).picks.tolist() for seed in (1, 1, 2))
    assert one == again != other


def test_more_combinations_than_a_machine_counts_are_drawn_too():
    rivals = [2] * 100
    numbers = _drawn(2**100, 50, seed=0)
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 50
    assert all(0 <= number < 2**100 for number in numbers)
    picks = _picks(numbers, rivals)
    assert [sum(bit << at for at, bit in enumerate(reversed(row))) for row in picks.tolist()] == numbers


def test_what_is_counted_in_a_draw_is_what_the_drawn_combinations_have():
    analysis = read(crowd(5)).analyse()
    full, some = every_reading(analysis), every_reading(analysis, most=12, seed=5)
    every = {tuple(full.combined.readings(number).items()): number for number in range(len(full))}
    chosen = [every[tuple(some.combined.readings(number).items())] for number in range(12)]
    for finding in some.findings:
        (whole,) = (it for it in full.findings if it.question == finding.question)
        assert [finding.answer(at) for at in range(12)] == [whole.answer(number) for number in chosen]
        assert set(finding.deciding) <= set(whole.deciding)
        assert all(outcome.share.weight is None for outcome in finding.outcomes)
        assert all(outcome.share.interval is not None for outcome in finding.outcomes)


@pytest.mark.parametrize(("count", "drawn"), [(0, 10), (10, 10), (3, 10), (1, 2000), (999, 2000)])
def test_wilson_s_interval_ends_where_a_count_is_just_not_surprising(count: int, drawn: int):
    low, high = interval(count, drawn)
    assert low <= count / drawn <= high
    for end in (low, high):
        if 0 < end < 1:
            assert abs(end - count / drawn) == pytest.approx(1.959963984540054 * (end * (1 - end) / drawn) ** 0.5)
    assert (low == 0) == (count == 0)
    assert (high == 1) == (count == drawn)


def test_of_a_draw_without_replacement_what_is_certain_is_told():
    """Of 18 with 12 drawn: 4 found, so 4 at least; 6 not drawn, so 10 at most."""
    assert interval_of_all(4, 12, 18) == (4 / 18, 10 / 18)
    assert interval_of_all(0, 12, 18) == (0.0, interval(0, 12)[1])
    assert interval_of_all(3, 10, 2**2000) == interval(3, 10)
    for total in (5, 9, 40):
        for drawn in range(1, total):
            for count in range(drawn + 1):
                low, high = interval_of_all(count, drawn, total)
                assert count / total <= low <= count / drawn <= high <= (count + total - drawn) / total
                assert counts_between((low, high), total)[0] <= counts_between((low, high), total)[1]


def test_a_draw_s_interval_holds_the_true_count_as_often_as_it_says():
    """Exactly, from hypergeometric probabilities."""
    for true in (1, 7, 20, 39):
        right = Fraction()
        for count in range(max(0, true - 15), min(25, true) + 1):
            likely = Fraction(comb(true, count) * comb(40 - true, 25 - count), comb(40, 25))
            low, high = counts_between(interval_of_all(count, 25, 40), 40)
            right += likely * (low <= true <= high)
        assert right > 0.95


def test_more_than_1000_combinations_are_told_in_whole_per_cents_never_too_narrow(call, model):
    assert percent_between((0.4781, 0.5219)) == "47-53 %"
    name = model(crowd(11))
    out = " ".join(call("readings", name, "--most", "100")[1].split())
    assert "100 of 100 drawn (96-100 % of all)" in out or "In all 100 drawn" in out
    assert "holds in 96 % or more of all combinations." in out
    assert "holds in 4 % or less of all combinations." in out


def test_in_a_large_draw_the_one_reading_that_tells_all_apart_is_named():
    found = every_reading(flagship().analyse(), most=17)
    assert found.combined.drawn
    claim = next(it for it in found.of_kind("claim") if it.question.claim is not None and it.question.claim.id == "c8")
    assert claim.where is None  # by a few it may look so by chance
    many = combined(read(crowd(8)).analyse(), most=200)
    maker, ids = next(iter(many.rivals.items()))
    inside = np.array([many.readings(number)[maker] == ids[0] for number in range(200)])
    assert many.described(inside, ()) == Description("and", ((maker, (ids[0],)),))
    inside[np.flatnonzero(inside)[0]] = False
    assert many.described(inside, ()) is None


def test_of_readings_that_cannot_be_told_apart_in_a_draw_none_is_named(monkeypatch):
    monkeypatch.setattr("denouement.foresight.overview.combinations._TELLING", 2)
    few = combined(read(crowd(4)).analyse(), most=2)
    assert few.drawn
    assert few.described(np.array([True, False]), ()) is None


def test_without_an_ending_in_any_combination_there_is_that_to_tell(call):
    code, out, _ = call("readings", "matching-pennies", "--ending-concepts", "nash")
    assert code == 0
    assert "ending" in out


# -- bounds and bad input ---------------------------------------------------------------------------------------------


def test_what_would_take_too_long_is_refused_with_how_many_would_do():
    analysis = flagship().analyse()
    with pytest.raises(
        BudgetError, match=r"18 combinations .* --most \d+ draws fewer; --max-seconds \d+ would"
    ) as told:
        every_reading(analysis, budget=Budget(seconds=0.02))
    fewer = int(str(told.value).split("--most ")[1].split()[0])
    assert len(every_reading(analysis, most=fewer, budget=Budget(seconds=0.02))) == fewer
    with pytest.raises(BudgetError, match="endings already"):
        every_reading(analysis, budget=Budget(gigabytes=1e-6))


def test_nothing_to_draw_is_refused(call):
    with pytest.raises(RequestError, match="--most 0"):
        every_reading(read(PAIR).analyse(), most=0)
    code, out, err = call("readings", "openai-2023", "--most", "0")
    assert (code, out) == (2, "")
    assert "--most 0: at least one combination" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--says", "better(nobody, endings)"), "there is no decision maker 'nobody'"),
        (("--reading", "board=mild"), "board has no reading 'mild'"),
        (("--md", "--csv"), "cannot be printed at once"),
        (("--ending-concepts", "nosh"), "nosh"),
        (("--most", "many"), "not a valid integer"),
    ],
)
def test_bad_input_is_told_once(call, arguments: tuple[str, ...], says: str):
    code, out, err = call("readings", "openai-2023", *arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_a_refused_budget_exits_with_3(call, model):
    name = model(crowd(9))
    assert call("readings", name)[0] == 0
    code, out, err = call("readings", name, "--max-seconds", "0.5")
    assert (code, out) == (3, "")
    assert "512 combinations of readings over 512 states with 4,608 moves" in err
    assert call("readings", name, "--max-seconds", "0.5", "--most", "20")[0] == 0


# -- the command ------------------------------------------------------------------------------------------------------


def test_the_command_prints_what_was_worked_out(call):
    code, out, err = call("readings", "openai-2023", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == told()
    assert told()["format"] == "denouement-readings/1"


def test_the_short_answer_comes_first(call):
    _, out, _ = call("readings", "openai-2023")
    text = " ".join(out.split())
    assert "Can it last as it stands? In 0 of 18" in text
    assert "Standoff in 9 of 18, exactly with The staff read as bluff" in text
    assert "Microsoft in 6 of 18, exactly with Microsoft read as article" in text
    assert "8 states are endings in all 18: Exodus 4, Return with terms 2 and Return without terms 2." in text
    assert "only 1 of them (Return without terms 1) would still hold in all 18: the other 7 rest on moves" in text
    assert "9 35 % exactly with The staff read as bluff" in text
    assert all(len(line) <= 80 for line in out.splitlines())
    order = [
        out.index(title) for title in ("In short", "In all 18", "In some of 18", "In none of 18", "Can it end there?")
    ]
    assert order == sorted(order)


def test_a_reading_that_is_fixed_does_not_vary(call):
    _, out, _ = call("readings", "openai-2023", "--json", "--reading", "staff=bluff")
    data = json.loads(out)
    assert (data["combinations"], data["fixed_readings"]) == (9, {"staff": "bluff"})
    assert data["weights"] is None  # nobody else says how certain a reading is
    (standoff,) = (it for it in data["findings"] if (it["kind"], it["scenario"]) == ("scenario", "standoff"))
    assert (standoff["verdict"], standoff["deciding"]) == ("all", [])


def test_readings_that_are_fixed_are_named_first(call):
    said = " ".join(call("readings", "openai-2023", "--reading", "microsoft=article")[1].split())
    assert "6 of 18 combinations of rival readings (The board 3 × The staff 2): Microsoft read as article" in said
    assert "Microsoft in 6 of 6" in said
    fixed = [
        argument for who in ("board=checks", "staff=bluff", "microsoft=article") for argument in ("--reading", who)
    ]
    said = " ".join(call("readings", "openai-2023", *fixed)[1].split())
    assert "1 of 18 combinations of rival readings: The board read as checks, and The staff read as bluff" in said
    assert "With these readings one combination is all there is." in said
    assert "Can it last as it stands? No (under Nash or SEQ)" in said
    assert "of 1 " not in said.replace("1 of 18", "")


def test_what_arises_nowhere_is_told_from_what_holds_nowhere(call, model):
    more = "start: []\nbaseline: [x]\nscenarios:\n  open: {name: Open, when: not x}\n"
    text = pair(more, a="{readings: {p: {certainty: likely, statements: [x]}, q: [x, z]}}")
    name = model(text)
    asked = ("--says", "better(b, open)", "--says", "not ending(YY)")
    (nowhere, _) = (
        it for it in json.loads(call("readings", name, *asked, "--json")[1])["findings"] if it["kind"] == "typed"
    )
    assert (nowhere["verdict"], nowhere["answers"][-1]["answer"]) == ("does_not_arise", "does_not_arise")
    rows = list(csv.DictReader(io.StringIO(call("readings", name, *asked, "--csv")[1])))
    verdicts = {row["says"]: (row["verdict"], row["weight"]) for row in rows if row["kind"] == "typed"}
    assert verdicts == {"better(b, open)": ("does_not_arise", ""), "not ending(YY)": ("none", "0.0")}
    assert "better(b, open) (arises in none of 2)" in " ".join(call("readings", name, *asked)[1].split())


def test_what_is_typed_is_asked_too(call):
    _, out, _ = call("readings", "openai-2023", "--says", "better(board, exodus)", "--json")
    asked = [it for it in json.loads(out)["findings"] if it["kind"] == "typed"]
    assert [(it["says"], it["answers"][0]["combinations"], it["deciding"]) for it in asked] == [
        ("better(board, exodus)", 12, ["board"])
    ]


def test_what_is_drawn_is_never_said_to_be_all(call):
    code, out, _ = call("readings", "openai-2023", "--most", "7", "--seed", "2")
    assert code == 0
    assert "drawn: 7 of 18 combinations of rival readings" in " ".join(out.split())
    assert "In all 7 drawn" in out
    assert "in all 7:" not in out
    assert "In all 7\n" not in out
    assert "By weight" not in out.replace("By weight counts", "")
    assert "none of the combinations drawn rules one of them out" in " ".join(out.split())
    assert "7 of 7 drawn (12-18 of all 18)" in " ".join(out.split())
    assert {*re.findall(r"\d+ %", out)} == {"95 %"}
    data = json.loads(call("readings", "openai-2023", "--most", "7", "--seed", "2", "--json")[1])
    assert (data["drawn"], data["seed"], data["combinations"], data["of"]) == (True, 2, 7, 18)
    assert all(answer["weight"] is None for finding in data["findings"] for answer in finding["answers"])


def test_csv_has_one_row_a_question(call):
    _, out, _ = call("readings", "openai-2023", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    asked = [it for it in told()["findings"] if it["kind"] != "standings"]
    assert len(rows) == len(asked) + len(told()["endings"])
    for row, finding in zip(rows, asked, strict=False):
        assert (row["kind"], int(row["combinations"])) == (finding["kind"], holding(finding)[0])
    (standoff,) = (row for row in rows if row["says"] == "ending(standoff)")
    assert (standoff["verdict"], standoff["weight"], standoff["where"]) == ("some", "0.35", "staff=bluff")


def test_markdown_and_everything(call):
    code, out, _ = call("readings", "openai-2023", "--md", "--full")
    assert code == 0
    assert "## In some of 18, and whose reading decides" in out
    assert "| 18 | hard" in out


def test_a_model_without_rivals_has_one_combination_and_is_told_so(call):
    code, out, _ = call("readings", "chicken")
    assert code == 0
    assert "no rival readings" in out
    assert "In all" not in out


def test_a_model_that_says_nothing_of_where_it_stands_is_told_what_can_be_told(call, model):
    text = minds() + "rules:\n  - {always: x or z, why: w}\n"
    code, out, err = call("readings", model(text))
    assert (code, err) == (0, "")
    assert "Can it last" not in out
    assert "Who is better" not in out


def test_graph_form_and_suppositions_are_asked_like_any_other(call):
    for arguments in (("elmira-graph",), ("openai-2023", "--take", "probe"), ("openai-2023", "--drop-rule", "rule2")):
        code, _, err = call("readings", *arguments, "--json")
        assert (code, err) == (0, "")


def test_endings_of_a_work_in_parts_are_those_of_single_analyses():
    analysis = read(crowd(7)).analyse()
    found = every_reading(analysis)
    assert len(found) == 128  # more than one part
    for number, (chosen, each) in enumerate(under_every_reading(analysis)):
        assert found.combined.readings(number) == chosen
        ends = [ending.state for ending in found.endings if ending.finding.answer(number) == "holds"]
        assert ends == [ending.state for ending in each.endings]


def test_progress_goes_through_every_part():
    seen: list[int] = []

    def shown(parts):
        for part in parts:
            seen.extend(part)
            yield part

    every_reading(read(crowd(8)).analyse(), progress=shown)
    assert seen == list(range(256))


def test_the_small_flagship():
    found = every_reading(denouement.load("openai-2023-small").analyse())
    assert (len(found), found.worth.number) == (18, 6)
    (now,) = found.of_kind("now")
    assert (now.verdict, now.where) == ("some", Description("and", (("staff", ("bluff",)),)))
