"""The 47 claims of the flagship's column, and what comes out for those that the model can judge.

The expected answers are worked out from 18 analyses' published JSON, apart from the judge.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import product
from typing import Any

import pytest

import denouement
from denouement.analysis.lints.sourcing import words_in
from denouement.foresight.claims import Judgement, concepts_of, judge_claims
from denouement.foresight.readings import Description
from denouement.model.evidence import Claim

BOARD, STAFF, MICROSOFT = ("survival", "checks", "hard_line"), ("letter", "bluff"), ("stability", "seat", "article")
OTHERS = ("board", "altman", "staff", "investors", "regulators")
ONLY = "better(microsoft, endings) and " + " and ".join(f"not better({who}, some_ending)" for who in OTHERS)
MONDAY_UNDER_REVIEW = "[dismiss, msft, offer, probe]"
Told = dict[str, Any]


@cache
def flagship() -> denouement.Conflict:
    return denouement.load("openai-2023")


@cache
def judgements(*typed: str) -> tuple[Judgement, ...]:
    claims = tuple(Claim("typed", says=says) for says in typed) or flagship().claims
    return judge_claims(flagship().analyse(concepts=concepts_of(claims)), claims)


def judgement(id: str) -> Judgement:
    return next(judgement for judgement in judgements() if judgement.claim.id == id)


@cache
def analyses() -> dict[tuple[str, str, str], Told]:
    """What `analyse --json --full` prints under each of the 18 combinations of readings."""
    return {
        (board, staff, microsoft): flagship()
        .analyse(readings={"board": board, "staff": staff, "microsoft": microsoft})
        .to_dict(full=True)
        for board, staff, microsoft in product(BOARD, STAFF, MICROSOFT)
    }


def standings(told: Told, who: str, scenario: str | None = None) -> set[str]:
    """Somebody's standings over all endings, or those of one scenario."""
    endings = [ending for ending in told["endings"] if scenario in (None, ending["scenario"])]
    return {ending["compared"][who] for ending in endings}


def today(told: Told, who: str) -> str:
    ranks = {state["id"]: state["ranks"][who] for state in told["states"]}
    here, before = ranks[told["status_quo"]], ranks[told["baseline"]]
    return "better" if here > before else "worse" if here < before else "same"


def scenarios(told: Told) -> set[str]:
    return {ending["scenario"] for ending in told["endings"]}


def returns(names: set[str]) -> set[str]:
    return names & {"return_with_terms", "return_without"}


def reachable(told: Told) -> set[str]:
    return {state["scenario"] for state in told["states"] if state["reachable"]}


EXPECTED = {
    "c1": lambda told: (
        standings(told, "microsoft") == {"better"} and all("better" not in standings(told, who) for who in OTHERS)
    ),
    "c2": lambda told: scenarios(told) == {"exodus"},
    "c6": lambda told: standings(told, "microsoft") == {"better"},
    "c8": lambda told: standings(told, "microsoft") == {"better"},
    "c12": lambda told: "standoff" not in scenarios(told),
    "c15": lambda told: told["status_quo"] not in {ending["state"] for ending in told["endings"]},
    "c17": lambda told: "exodus" in scenarios(told) and bool(returns(scenarios(told))),
    "c18": lambda told: (
        today(told, "microsoft") == "better" and all(today(told, who) != "better" for who in OTHERS)
    ),
    "c25": lambda told: "better" not in standings(told, "investors", "exodus"),
    "c27": lambda told: standings(told, "microsoft", "exodus") == {"worse"},
    "c28": lambda told: standings(told, "microsoft", "exodus") == {"better"},
    "c29": lambda told: standings(told, "microsoft", "exodus") == {"better"},
    "c31": lambda told: scenarios(told) <= {"exodus", "never_dismissed"},
    "c34": lambda told: not returns(scenarios(told)),
    "c43": lambda told: "exodus" in scenarios(told) and bool(returns(scenarios(told))),
    "c44": lambda told: not returns(reachable(told)),
}  # fmt: skip
"""What each claim means, asked of the published answers."""

VERDICTS = {
    **dict.fromkeys(("c15", "c17", "c25", "c43"), ("holds", 18)),
    **dict.fromkeys(("c6", "c8", "c28", "c29"), ("depends", 6)),
    "c12": ("depends", 9),
    "c27": ("depends", 12),
    **dict.fromkeys(("c1", "c2", "c18", "c31", "c34", "c44"), ("fails", 0)),
}


def test_all_47_claims_are_there_in_their_order_with_source_day_and_note():
    claims = flagship().claims
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, 48)]
    assert {(claim.source, str(claim.date)) for claim in claims} == {("techcrunch", "2023-11-20")}
    assert all(claim.note for claim in claims)


def test_every_quote_is_shorter_than_15_words_and_none_stands_twice():
    quotes = [claim.quote or "" for claim in flagship().claims]
    assert all(0 < words_in(quote) < 15 for quote in quotes)
    assert len(set(quotes)) == 47


def test_certainties_are_those_the_author_gave():
    certainties = Counter(claim.certainty.text if claim.certainty else None for claim in flagship().claims)
    assert certainties == {"certain": 33, "likely": 6, "realistic possibility": 2, None: 6}
    # What the author leaves open, and what is only an opinion, has no certainty.
    assert {claim.id for claim in flagship().claims if claim.certainty is None} == {
        *("c1", "c4", "c17", "c38", "c43", "c47")
    }


def test_notes_name_only_evidence_that_is_there():
    known = {entry.id for entry in flagship().evidence}
    for claim in flagship().claims:
        named = [part.strip() for group in (claim.note or "").split("(")[1:] for part in group.split(")")[0].split(",")]
        assert set(named) <= known, claim.id


def test_the_claims_judged_are_those_expected():
    assert [judgement.claim.id for judgement in judgements()] == list(EXPECTED)
    assert EXPECTED.keys() == VERDICTS.keys()


@pytest.mark.parametrize("id", EXPECTED)
def test_a_claim_holds_just_where_the_published_answers_say_so(id: str):
    found = {
        tuple(reading for _, reading in chosen): answer.truth == "holds"
        for chosen, answer in judgement(id).answers.items()
    }
    assert found == {chosen: EXPECTED[id](told) for chosen, told in analyses().items()}
    assert judgement(id).counts["holds"] + judgement(id).counts["fails"] == 18


@pytest.mark.parametrize("id", VERDICTS)
def test_verdicts(id: str):
    assert (judgement(id).verdict, judgement(id).counts["holds"]) == VERDICTS[id]


def test_microsoft_better_in_every_ending_holds_in_6_of_18_readings_exactly_its_article_ones():
    found = judgement("c8")
    assert (found.counts["holds"], found.readings) == (6, 18)
    assert found.where == Description("and", (("microsoft", ("article",)),))
    assert found.deciding == ("microsoft",)
    assert {dict(chosen)["microsoft"] for chosen, answer in found.answers.items() if answer.truth == "holds"} == {
        "article"
    }
    names = {leaning.premise.statement.name for leaning in found.leanings["holds"]}
    assert names == {"the team in-house", "its leaders in-house", "a place at the table"}


def test_only_microsoft_better_off_in_every_ending_holds_in_0_of_18_readings_because_of_the_board():
    (found,) = judgements(ONLY)
    assert (found.verdict, found.counts["holds"], found.readings) == ("fails", 0, 18)
    assert str(found.claim.says) == str(judgement("c1").claim.says) == ONLY
    everywhere = [leaning for leaning in found.leanings["fails"] if leaning.readings == 18]
    assert [leaning.premise.decision_maker for leaning in everywhere] == ["board"]


def test_monday_lasts_exactly_where_the_staff_bluff_once_a_review_is_open():
    for found in judgements("ending(standoff)", f"ending({MONDAY_UNDER_REVIEW})"):
        assert (found.verdict, found.counts["holds"]) == ("depends", 9)
        assert found.where == Description("and", (("staff", ("bluff",)),))
    (as_it_is,) = judgements("ending(now)")
    assert as_it_is.verdict == "fails"
    assert as_it_is.leavers["fails"] == {"staff": 9, "regulators": 18}


def test_what_the_command_says_of_the_flagship_is_what_was_judged(call):
    code, out, err = call("claims", "openai-2023", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    verdicts = {claim["id"]: claim["verdict"] for claim in told["claims"]}
    assert len(verdicts) == 47
    assert {id: verdict for id, verdict in verdicts.items() if verdict} == {id: v for id, (v, _) in VERDICTS.items()}


def test_the_small_flagship_s_claims():
    conflict = denouement.load("openai-2023-small")
    found = judge_claims(conflict.analyse(), conflict.claims)
    assert [(each.claim.id, each.verdict, each.counts["holds"]) for each in found] == [
        ("c8", "depends", 6),
        ("c18", "fails", 0),
    ]
