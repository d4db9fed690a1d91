"""Claims: how what they say is written, what is wrong with it, how it is judged and told."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest
from attrs import evolve

from denouement.analysis.claims import judged
from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.lints.examine import examine
from denouement.errors import BudgetError, ModelError, RequestError
from denouement.files.schema import json_schema
from denouement.foresight.claims import DETAILED, Judgement, concepts_of, judge_claims
from denouement.model.claim_language import SOLUTION_CONCEPTS, Fares, Joined, Not, concepts_in
from denouement.model.claim_parser import parse_claim
from denouement.model.conflict import Conflict
from denouement.model.evidence import Claim
from denouement.model.state_reference import StateReference
from tests.unit.models import FORMAT_EXAMPLE, assert_one_at_mark, messages, pair, problems, read


def says(text: str) -> str:
    """A claim as the end of a model file."""
    return f"claims:\n  c: {{says: {json.dumps(text)}}}\n"


def judge(conflict: Conflict, *texts: str, ending_concepts: str | None = None) -> list[Judgement]:
    claims = [Claim("c", says=text) for text in texts]
    analysis = conflict.analyse(concepts=concepts_of(claims), ending_concepts=ending_concepts)
    return list(judge_claims(analysis, claims))


def truth(conflict: Conflict, text: str) -> str:
    """The one answer of a claim in a model without rival readings."""
    (judgement,) = judge(conflict, text)
    (answer,) = judgement.answers.values()
    assert judgement.told == answer.truth
    return answer.truth


# -- the language --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("better(up, endings)", None),
        ("same( up ,some_ending )", "same(up, some_ending)"),
        ("worse(up,now)", "worse(up, now)"),
        ("worse(up,status_quo)", "worse(up, status_quo)"),
        ("ending([fill,embargo])", "ending([fill, embargo])"),
        ("ending(YN)", None),
        ("ending(Y N)", "ending(YN)"),
        ("ending(007)", "ending(7)"),
        ("ending([])", None),
        ("ending(2023-11-19T23:53-08:00)", None),
        ("stable(start, SEQ)", "stable(start, seq)"),
        ("reachable(dry)", None),
        ("not not ending(now)", None),
        ("not (ending(now))", "not ending(now)"),
        ("((ending(now)) and (ending(start)))", "ending(now) and ending(start)"),
        ("not (ending(now) and ending(start))", None),
        ("(ending(now) or ending(1)) and ending(2)", None),
        ("ending(now) or (ending(1) and ending(2))", "ending(now) or ending(1) and ending(2)"),
        ("ending(1) and (ending(2) and ending(3))", None),
        ("not\nending(1)\tor ending(2)", "not ending(1) or ending(2)"),
        ("(not(ending(1)))and(ending(2))", "not ending(1) and ending(2)"),
    ],
)
def test_claims_are_written_back_with_the_fewest_parentheses(text: str, written: str | None):
    assert str(parse_claim(text)) == (written or text)
    assert parse_claim(str(parse_claim(text))) == parse_claim(text)


def test_claims_not_binds_tightest_then_and_then_or():
    one, two, three = (parse_claim(f"ending({number})") for number in (1, 2, 3))
    assert parse_claim("not ending(1) and ending(2) or ending(3)") == Joined(
        "or", (Joined("and", (Not(one), two)), three)
    )
    assert parse_claim("ending(1) or ending(2) and not ending(3)") == Joined(
        "or", (one, Joined("and", (two, Not(three))))
    )
    assert parse_claim("ending(1) and ending(2) and ending(3)") == Joined("and", (one, two, three))


def test_claims_where_is_a_family_or_a_state():
    assert parse_claim("better(a, endings)") == Fares("better", "a", "endings")
    assert parse_claim("better(a, some_ending)") == Fares("better", "a", "some_ending")
    assert parse_claim("better(a, [x, b.y])") == Fares("better", "a", StateReference.of_options(("x", "b.y")))


@pytest.mark.parametrize(
    ("text", "offset", "part"),
    [
        ("", 0, "what is claimed is missing"),
        ("  ", 2, "what is claimed is missing"),
        ("better", 0, "what `better` is about is missing"),
        ("better up", 0, "what `better` is about is missing"),
        ("better(up)", 0, "`better` has 1 in its parentheses and needs 2"),
        ("better(up, now, start)", 16, "`better` has 3"),
        ("ending(fill, embargo)", 13, "stand in brackets"),
        ("stable(now)", 0, "such as stable(now, nash)"),
        ("stable(now, nsh)", 12, "did you mean nash?"),
        ("stable(now, perfect)", 12, "nash, gmr, smr, seq, sseq"),
        ("better(u p, now)", 7, "'u p' is no decision maker"),
        ("better(, now)", 7, "something is missing here"),
        ("better(up,)", 10, "something is missing here"),
        ("better(up, now", 6, "never closed"),
        ("better(up, [x, now)", 6, "never closed"),
        ("(ending(1)", 0, "never closed"),
        ("ending(1))", 9, "closes nothing"),
        ("ending(1) ending(2)", 10, "join with and, or"),
        ("(ending(1) ending(2))", 11, "join with and, or"),
        ("ending(1) and", 13, "stops where something should follow"),
        ("not", 3, "stops where something should follow"),
        ("and ending(1)", 0, "'and' is nothing that a claim is built of"),
        ("beter(up, now)", 0, "did you mean better?"),
        ("Better(up, now)", 0, "write `better`"),
        ("NOT ending(1)", 0, "write `not`"),
        ("wins(up)", 0, "a claim is built of better, same, worse, ending, stable, reachable"),
        ("ending(1) implies ending(2)", 10, "write `not A or B`"),
        ("(ending(1) implies ending(2))", 11, "write `not A or B`"),
        ("ending(1) & ending(2)", 10, "write `and`"),
        ("!ending(1)", 0, "write `not`"),
        ("ending(?)", 7, "is not a way to write a state"),
        ("ending(a(b))", 8, "'(' cannot stand here"),
        ("ending(2023-02-30)", 7, "no such day"),
        ("(" * 201 + "ending(1)" + ")" * 201, 200, "more than 200 deep"),
        ("not " * 201 + "ending(1)", 800, "more than 200 deep"),
    ],
)
def test_claims_that_say_nothing_are_errors_that_point_at_the_character(text: str, offset: int, part: str):
    with pytest.raises(ModelError) as caught:
        parse_claim(text)
    (problem,) = caught.value.problems
    assert problem.offset == offset
    assert part in f"{problem.message} {problem.hint}"


def test_claims_nested_200_deep_are_read_written_and_judged():
    conflict = read(pair())
    for text in ("not (ending(1) and " * 100 + "ending(1)" + ")" * 100, "(" * 200 + "ending(1)" + ")" * 200):
        says = parse_claim(text)
        assert parse_claim(str(says)) == says
        assert judged(conflict.analyse(), says).truth in ("holds", "fails")


def test_claims_know_the_concepts_of_the_register():
    assert tuple(concept.id for concept in CONCEPTS) == SOLUTION_CONCEPTS
    assert concepts_in(parse_claim("stable(1, seq) or not (stable(2, gmr) and stable(3, seq))")) == ("seq", "gmr")


# -- in a file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("better(‸c, endings)", "there is no decision maker 'c'"),
        ("better(a, ‸wet)", "there is no scenario 'wet' (known here: dry)"),
        ("ending(‸drye)", "did you mean dry?"),
        ("ending(‸x)", "an option alone is written [x]"),
        ("reachable(‸[x, y])", "there is no option 'y'"),
        ("stable(‸YNY, nash)", "has 3 letters, the model 2 options"),
        ("stable(‸Y-, nash)", "a pattern with - means several states"),
        ("ending(‸2023-01-01)", "this model has no history"),
        ("ending(1) ‸xor ending(2)", "A and not B"),
        ("better(a, now) or ‸worse(a)", "needs 2"),
    ],
)
def test_claims_that_name_what_is_not_there_are_errors_at_the_place(text: str, part: str):
    model = pair(f"scenarios: {{dry: {{when: x}}}}\nclaims:\n  c: {{quote: q, says: '{text}'}}\n")
    problem = assert_one_at_mark(model)
    assert part in f"{problem.message} ({problem.hint})"


def test_claims_all_errors_are_shown_at_once():
    assert len(problems(pair(says("better(c, endings) and worse(d, now) or ending(dry)")))) == 3


def test_claims_unquoted_in_a_flow_mapping_are_told_to_quote():
    found = messages(pair("claims:\n  c: {says: better(a, endings)}\n"))
    assert any("split" in message and "quotes" in message for message in found)


def test_claims_a_scenario_called_some_ending_is_an_error():
    model = pair(f"scenarios: {{some_ending: {{when: x}}}}\n{says('better(a, some_ending)')}")
    assert "another id" in messages(model)[0]
    assert not messages(model.replace("better(a, some_ending)", "ending(some_ending)"))


def test_claims_built_in_code_are_parsed_and_checked():
    assert str(Claim("c", says="not (ending(now))").says) == "not ending(now)"
    conflict = read(pair())
    with pytest.raises(ModelError, match="no decision maker 'c'"):
        evolve(conflict, claims=[Claim("k", says="better(c, now)")])


def test_claims_the_hash_sees_what_they_say_and_not_how_it_is_spaced():
    hashes = {
        text: read(pair(says(text))).sha256
        for text in ("better(a, now)", "( better( a,now ) )", "better(b, now)", "ending(now)")
    }
    assert hashes["better(a, now)"] == hashes["( better( a,now ) )"]
    assert len(set(hashes.values())) == 3


def test_claims_the_hash_of_the_format_s_example_is_as_it_was_when_claims_were_text():
    # Worked out before claims were read.
    assert read(FORMAT_EXAMPLE).sha256 == "aa0f2e1ac828465abca4e113ce82d7c6a78c3ed0c1a25679b0f8924471da4ff3"


def test_claims_in_the_schema():
    schema = json_schema()
    model = {"denouement": 1, "title": "t", "decision_makers": {"a": {"options": {"x": "X"}, "preferences": ["x"]}}}
    for text, fits in (("not better(a, now)", True), ("ending (1)", True), ("he wins", False), ({"en": "x"}, False)):
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors({**model, "claims": {"c": {"says": text}}}))
        assert (not errors) == fits, text


# -- truth ---------------------------------------------------------------------------------------------------

# In the pair x and z are each wanted by whoever has it and nobody minds the other: the one ending is x and z.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("better(a, endings)", "holds"),
        ("better(a, some_ending)", "holds"),
        ("better(a, [z])", "fails"),
        ("same(a, [z])", "holds"),
        ("same(a, now)", "holds"),
        ("worse(a, endings)", "fails"),
        ("ending([x, z])", "holds"),
        ("ending(now)", "fails"),
        ("ending(both)", "holds"),
        ("ending(one)", "fails"),
        ("stable([x, z], nash)", "holds"),
        ("stable(now, nash)", "fails"),
        ("stable(both, nash)", "holds"),
        ("reachable(one)", "holds"),
        ("reachable([x])", "holds"),
        ("better(a, both)", "holds"),
        ("better(a, one)", "does_not_arise"),
        ("not better(a, one)", "does_not_arise"),
        ("better(a, one) and ending(now)", "fails"),
        ("better(a, one) and ending(both)", "does_not_arise"),
        ("better(a, one) or ending(both)", "holds"),
        ("better(a, one) or ending(now)", "does_not_arise"),
        ("stable(one, nash)", "unknown"),
        ("better(a, one) and stable(one, nash)", "unknown"),
        ("better(a, one) or stable(one, nash)", "unknown"),
        ("ending(99)", "fails"),
        ("reachable(99)", "fails"),
        ("better(a, 99)", "does_not_arise"),
        ("stable(99, nash)", "does_not_arise"),
    ],
)
def test_claims_say_what_the_format_says_they_say(text: str, expected: str):
    model = pair("scenarios: {both: {when: x and z}, one: {when: x or z}}\n", a="[x, z]", b="[z]")
    model = model.replace("preferences: [x, z]", "preferences: [x]")
    assert truth(read(model), text) == expected


def test_claims_of_every_ending_in_a_scenario_not_of_every_state_in_it():
    # a is better off with x; z is nobody's wish, so that every state of x is an ending.
    conflict = read(pair("scenarios: {s: {when: x}, t: {when: not x}}\n", b="[]"))
    assert truth(conflict, "better(a, s)") == "holds"
    assert truth(conflict, "better(b, s)") == "fails"
    assert truth(conflict, "same(b, s)") == "holds"
    assert truth(conflict, "same(a, t)") == "does_not_arise"


def test_claims_some_ending_asks_for_one_and_endings_for_all():
    conflict = read(pair(a="[{that: z}]", b="[]"))
    assert truth(conflict, "better(a, some_ending)") == "holds"
    assert truth(conflict, "better(a, endings)") == "fails"
    assert truth(conflict, "same(a, some_ending)") == "holds"
    assert truth(conflict, "worse(a, some_ending)") == "fails"


UNKNOWN = pair(a="{pairs: ['2 > 1', '4 ? 1', '3 ~ 1']}", b="[]")
"""For a, state 2 is better than now, 3 is the same, 4 is not known; all may be endings."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("better(a, 4)", "unknown"),
        ("not better(a, 4)", "unknown"),
        ("same(a, 4)", "unknown"),
        ("better(a, 4) or better(a, 2)", "holds"),
        ("better(a, 4) and worse(a, 2)", "fails"),
        ("better(a, 4) and better(a, 2)", "unknown"),
        ("better(a, 4) or worse(a, 2)", "unknown"),
        ("worse(a, some_ending)", "unknown"),
        ("better(a, some_ending)", "holds"),
    ],
)
def test_claims_about_preferences_that_are_not_known_are_unknown(text: str, expected: str):
    assert truth(read(UNKNOWN), text) == expected


def test_claims_without_a_baseline_are_unknown_with_the_reason():
    conflict = read(pair("rules: [{always: x or z, why: w}]\n"))
    for text, reason in (
        ("better(a, endings)", "no baseline"),
        ("better(a, now)", "not said which state"),
        ("reachable([x])", "no status quo"),
        ("stable(now, nash)", "not said which state"),
    ):
        (found,) = judge(conflict, text)
        assert (found.verdict, found.reasons["unknown"]) == ("unknown", (reason,)), text
    # Without a status quo every equilibrium is told of as an ending, reachable or not.
    assert truth(conflict, "ending([x, z])") == "holds"
    # The start is written nowhere; what it would be by default cannot be.
    assert truth(conflict, "stable(start, nash)") == "does_not_arise"


PENNIES = pair(a="[x iff z]", b="[not (x iff z)]")
"""Matching pennies: whoever is caught would move, but SEQ and GMR say that the other would answer."""


def test_claims_about_endings_do_not_arise_where_there_are_none():
    for text in ("better(a, endings)", "better(a, some_ending)", "not worse(b, endings)"):
        (found,) = judge(read(PENNIES), text, ending_concepts="nash")
        assert (found.verdict, found.reasons["does_not_arise"]) == ("does_not_arise", ("no such ending",))


def test_claims_are_judged_with_the_ending_concepts_asked_for():
    for concepts, verdict in ((None, "holds"), ("nash", "fails"), ("seq", "holds")):
        (found,) = judge(read(PENNIES), "ending(now)", ending_concepts=concepts)
        assert found.verdict == verdict
    with pytest.raises(RequestError, match="smr was not worked out"):
        judged(read(PENNIES).analyse(concepts=["nash"]), parse_claim("stable(now, smr)"))


def test_claims_command_takes_the_ending_concepts(call, model):
    model(PENNIES + says("ending(now)"))
    assert "c: holds\n" in call("claims", "model.yaml")[1]
    assert "c: fails\n" in call("claims", "model.yaml", "--ending-concepts", "nash")[1]


# -- over readings -------------------------------------------------------------------------------------------

RIVALS = pair(
    "claims: {c: {says: 'better(a, endings)'}, d: {quote: q}}\n",
    a="{readings: {yes: [x], no: [not x], idle: []}}",
    b="{readings: {zed: [z], not_zed: [not z]}}",
)


def test_claims_depend_where_they_hold_in_some_readings_and_not_in_others():
    conflict = read(RIVALS)
    (found,) = judge(conflict, "better(a, endings)")
    assert (found.verdict, found.readings, found.deciding) == ("depends", 6, ("a",))
    assert found.counts == {"holds": 2, "fails": 4, "does_not_arise": 0, "unknown": 0}
    assert found.where is not None
    assert found.where.readings == (("a", ("yes",)),)
    (both,) = judge(conflict, "better(a, endings) and better(b, endings)")
    assert both.where is not None
    assert (both.where.word, both.where.readings) == ("and", (("a", ("yes",)), ("b", ("zed",))))
    (either,) = judge(conflict, "better(a, endings) or better(b, endings)")
    assert either.where is not None
    assert (either.where.word, either.where.readings) == ("or", (("a", ("yes",)), ("b", ("zed",))))


def test_claims_with_a_reading_fixed_are_judged_under_the_others():
    conflict = read(RIVALS)
    analysis = conflict.analyse(readings={"a": "no"})
    (found,) = judge_claims(analysis, conflict.claims, fixed=["a"])
    assert (found.verdict, found.readings) == ("fails", 2)
    assert all(dict(chosen).keys() == {"b"} for chosen in found.answers)


def test_claims_that_hold_in_some_readings_and_do_not_arise_in_others_depend():
    model = RIVALS.replace("claims:", "scenarios: {s: {when: x}}\nclaims:")
    (found,) = judge(read(model), "better(a, s)")
    # Where a minds x there is no ending with it; where a is idle there is, and a is no better off.
    assert found.counts == {"holds": 2, "fails": 2, "does_not_arise": 2, "unknown": 0}
    assert found.verdict == "depends"
    (found,) = judge(read(model.replace(", idle: []", "")), "better(a, s)")
    assert found.counts == {"holds": 2, "fails": 0, "does_not_arise": 2, "unknown": 0}
    assert found.verdict == "depends"
    (found,) = judge(read(model), "worse(a, s)")
    assert (found.verdict, found.counts["does_not_arise"]) == ("fails", 2)


def test_claims_over_too_many_readings_are_refused():
    makers = {
        f"m{at}": {"options": {f"o{at}": "O"}, "preferences": {"readings": {f"r{n}": [f"o{at}"] for n in range(9)}}}
        for at in range(5)
    }
    model = {"denouement": 1, "title": "t", "decision_makers": makers, "claims": {"c": {"says": "ending(now)"}}}
    conflict = read(json.dumps(model))
    with pytest.raises(BudgetError, match="59,049 combinations"):
        judge_claims(conflict.analyse(), conflict.claims)


def test_claims_keep_their_grounds_only_up_to_a_number_of_readings(monkeypatch):
    conflict = read(RIVALS)
    assert DETAILED >= 18
    monkeypatch.setattr("denouement.foresight.claims.DETAILED", 2)
    (found,) = judge_claims(conflict.analyse(), conflict.claims)
    assert [bool(answer.grounds) for answer in found.answers.values()] == [True, True, False, False, False, False]
    assert found.leanings["holds"][0].readings == 2


def test_claims_progress_is_told_of_each_combination():
    conflict = read(RIVALS)
    told = []

    def progress(combinations):
        for chosen in combinations:
            told.append(chosen)
            yield chosen

    judge_claims(conflict.analyse(), conflict.claims, progress=progress)
    assert len(told) == 6


def test_claims_name_the_statements_that_decide_and_how_doubtful_they_are():
    a = "{readings: {yes: [{that: x, certainty: .3}], other: [{that: x, certainty: .9, evidence: [e]}, z]}}"
    sources = "sources: {s: {title: t}}\nevidence: {e: {source: s, note: n}}\n"
    (found,) = judge(read(pair(sources, a=a)), "better(a, endings)")
    (leaning,) = found.leanings["holds"]
    assert (str(leaning.premise.statement.that), leaning.readings) == ("x", 2)
    assert (leaning.doubtful, leaning.assumed) == (True, True)
    assert found.leanings["fails"] == ()
    (found,) = judge(read(pair(sources, a=a)), "worse(a, endings)")
    assert (len(found.leanings["fails"]), found.leanings["holds"]) == (1, ())


# -- check ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "text", "code"),
    [
        ("", "ending(99)", "claim-no-such-state"),
        ("scenarios: {s: {when: x and not x}}\n", "better(a, s)", "claim-no-such-state"),
        ("rules: [{never: x and z, why: w}]\n", "stable([x, z], nash)", "claim-no-such-state"),
        ("scenarios: {s: {when: x}}\n", "stable(s, nash)", "claim-not-told"),
        ("rules: [{always: x or z, why: w}]\n", "better(a, endings)", "claim-not-told"),
        ("rules: [{always: x or z, why: w}]\n", "ending(now)", "claim-not-told"),
        ("rules: [{always: x or z, why: w}]\n", "reachable([x])", "claim-not-told"),
        ("scenarios: {s: {when: not x}}\nstart: [x]\n", "better(a, s)", "claim-does-not-arise"),
    ],
)
def test_claims_that_can_neither_hold_nor_fail_are_found_by_check(extra: str, text: str, code: str):
    model = pair(extra + says(text), options_a="{x: {name: X, moves: take}}")
    found = [finding for finding in examine(read(model)).findings if finding.code.startswith("claim-")]
    assert [(finding.code, finding.path) for finding in found] == [(code, ("claims", "c", "says"))]


@pytest.mark.parametrize("text", ["better(a, s)", "ending(t)", "reachable(t)", "stable(now, nash)", "same(b, endings)"])
def test_claims_that_can_hold_or_fail_are_not(text: str):
    model = pair(f"scenarios: {{s: {{when: x}}, t: {{when: 'true'}}}}\n{says(text)}")
    assert not [finding for finding in examine(read(model)).findings if finding.code.startswith("claim-")]


# -- the command ---------------------------------------------------------------------------------------------


def test_claims_command_tells_the_judged_first_and_then_the_others(call):
    code, out, err = call("claims", "openai-2023")
    assert (code, err) == (0, "")
    headings = re.findall(r"^(c\d+): (holds|depends|fails)", out, re.M)
    order = ["holds", "depends", "fails"]
    assert [verdict for _, verdict in headings] == sorted((verdict for _, verdict in headings), key=order.index)
    assert "c8: depends, holds in 6 of 18 readings, fails in 12\n" in out
    assert "exactly with Microsoft read as article" in out
    assert "TechCrunch, 20 November 2023, certain" in out
    judged_, _, others = out.partition("Not judged by this model")
    assert len(re.findall(r"^  c\d+ ", others, re.M)) == 31
    assert "c5 " not in judged_


def test_claims_without_says_are_listed_as_not_judged(call, model):
    code, out, _ = call("claims", model(RIVALS))
    assert code == 0
    assert re.search(r"Not judged by this model\n.*\n  d +“q”", out)
    told = json.loads(call("claims", "model.yaml", "--json")[1])
    assert [(claim["id"], claim["verdict"]) for claim in told["claims"]] == [("c", "depends"), ("d", None)]


def test_claims_named_are_told_in_detail(call, model):
    code, out, _ = call("claims", model(RIVALS), "c")
    assert code == 0
    assert len(re.findall(r"^  (?:yes|no|idle) +(?:zed|not_zed) +(?:holds|fails)", out, re.M)) == 6
    assert "Not judged" not in out


def test_claims_typed_are_judged_instead(call):
    code, out, _ = call("claims", "openai-2023", "--says", "ending(standoff)", "--says", "ending(now)")
    assert code == 0
    assert "Depends, holds in 9 of 18 readings, fails in 9" in out
    assert "exactly with The staff read as bluff" in out
    assert "Fails in all 18 readings" in out
    assert "would move away: The staff (in 9), The regulators" in out
    assert "c8" not in out


def test_claims_with_one_reading_left_are_told_without_counts(call, model):
    _, out, _ = call("claims", model(RIVALS), "--reading", "a=yes", "--reading", "b=zed")
    assert "c: holds\n" in out
    assert "readings" not in out


def test_claims_suppose_what_the_question_supposes(call, model):
    model(pair(says("ending([x])"), b="[z]"))
    assert "c: fails\n" in call("claims", "model.yaml")[1]
    _, out, _ = call("claims", "model.yaml", "--set", "b.preferences=not z")
    assert "c: holds\n" in out
    assert "b.preferences=not z" in out


def test_claims_of_a_model_without_any_say_what_to_write(call, model):
    code, out, err = call("claims", model(pair()))
    assert (code, err) == (0, "")
    assert "The model has no claims." in out
    assert "better(WHO, endings)" in out
    assert json.loads(call("claims", "model.yaml", "--json")[1])["claims"] == []


def test_claims_json_with_the_answer_in_every_reading(call, model):
    told = json.loads(call("claims", model(RIVALS), "--json", "--full")[1])
    assert told["format"] == "denouement-claims/1"
    assert told["rival_readings"] == {"a": ["yes", "no", "idle"], "b": ["zed", "not_zed"]}
    claim = told["claims"][0]
    assert claim["counts"] == {"holds": 2, "fails": 4, "does_not_arise": 0, "unknown": 0}
    assert claim["where"] == {"answer": "holds", "all": {"a": ["yes"]}}
    assert claim["deciding"] == ["a"]
    assert claim["rests_on"]["holds"][0]["statement"] == "x"
    assert len(claim["answers"]) == 6
    first = claim["answers"][0]
    assert first["readings"] == {"a": "yes", "b": "zed"}
    assert first["grounds"] == [
        {
            "says": "better(a, endings)", "answer": "holds", "states": ["4"], "standings": ["better"],
            "statements": ["a.yes.1"], "leavers": [], "reason": None,
        }
    ]  # fmt: skip
    assert "answers" not in json.loads(call("claims", "model.yaml", "--json")[1])["claims"][0]


def test_claims_csv_is_one_row_a_claim_and_safe_in_a_spreadsheet(call, model):
    model(pair("claims: {c: {quote: '=1+1', note: '@x', says: 'better(a, endings)'}, d: {quote: q}}\n"))
    code, out, _ = call("claims", "model.yaml", "--csv")
    assert code == 0
    one, two = csv.DictReader(io.StringIO(out))
    assert (one["claim"], one["quote"], one["note"], one["verdict"], one["holds"]) == (
        "c",
        "'=1+1",
        "'@x",
        "holds",
        "1",
    )
    assert one["says"] == "better(a, endings)"
    assert (two["claim"], two["verdict"], two["holds"]) == ("d", "", "")


def test_claims_markdown_opens_no_markup(call, model):
    model(pair("claims: {c: {quote: '**b** <i>', says: 'better(a, endings)'}}\n"))
    out = call("claims", "model.yaml", "--md")[1]
    assert "## c: holds" in out
    assert r"\*\*b\*\* \<i\>" in out


def test_claims_texts_cannot_steer_the_terminal(call, model):
    model(pair('claims: {c: {quote: "\\e[31mred", note: "\\e[0m"}, d: {quote: "\\e[1m", says: "ending(now)"}}\n'))
    assert "\x1b" not in call("claims", "model.yaml", "--full")[1]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["c9"], "there is no claim 'c9'"),
        (["--says", "better(c, endings)"], "--says:1:8: there is no decision maker 'c'"),
        (["--says", "ending(1) and beter(a, now)"], "--says:1:15: 'beter'"),
        (["--md", "--csv"], "cannot be printed at once"),
        (["--reading", "a=maybe"], "a has no reading 'maybe'"),
        (["--ending-concepts", "nsh"], "did you mean nash"),
    ],
)
def test_claims_bad_input_is_one_clear_message(call, model, arguments: list[str], part: str):
    code, out, err = call("claims", model(RIVALS), *arguments)
    assert (code, out) == (2, "")
    assert part in err
    assert "Traceback" not in err


def test_claims_errors_in_a_file_are_told_with_the_line(call, model):
    code, _, err = call("claims", model(pair(says("better(c, endings)"))))
    assert code == 2
    assert "model.yaml:11:21: there is no decision maker 'c'" in err


def test_claims_about_what_cannot_be_do_not_stop_the_others(call, model):
    code, out, _ = call("claims", model(pair("claims: {c: {says: 'better(a, 99)'}, d: {says: 'ending(4)'}}\n")))
    assert code == 0
    assert "c: does not arise\n" in out
    assert "there is no such state" in out
    assert "d: holds\n" in out


def test_claims_help_names_what_they_are_built_of(call):
    _, out, _ = call("claims", "--help")
    assert all(word in out for word in ("better(DM, WHERE)", "some_ending", "stable(STATE, concept)", "reachable("))
