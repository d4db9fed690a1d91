"""`denouement why` and `analyse --witnesses`: what is printed, and what is said of a question that cannot be asked."""

from __future__ import annotations

import json

import pytest

import denouement
from denouement.errors import RequestError
from tests.unit.models import pair

OUTCOME = "[dismiss,reinstate,handover,back,accept,seat,tender,probe]"


def unwrapped(text: str) -> str:
    """Return a text without the breaks of its lines."""
    return " ".join(text.split())


def test_chicken_explains_the_compromise(call):
    code, out, err = call("why", "chicken", "YY", "first")
    assert (code, err) == (0, "")
    text = unwrapped(out)
    for told in (
        "Holds under GMR, SMR; not under Nash, SEQ, SSEQ. No ending: an ending holds under Nash or SEQ.",
        "The first driver: would move under Nash, SEQ, SSEQ; would stay under GMR, SMR",
        "Better for The first driver: ranked higher.",
        "→ Crash (state 1). The second driver would lose by that: ranked lower.",
        "Worse for The first driver than here: ranked lower.",
        "Deterred under GMR, SMR.",
        "Not deterred under Nash: answers are not looked at.",
        "Not deterred under SEQ, SSEQ: whatever the others could answer by moves that each mover would prefer, it "
        "would end better for The first driver than here.",
    ):
        assert told in text
    assert "The second driver: would" not in text
    assert "Who would stay" not in text


def test_the_quiet_before_escalation_has_a_way_out(call):
    text = unwrapped(call("why", "syria-iraq-1975", "quiet", "IRAQ")[1])
    assert "Syria would lose by that: “keep the water” would no longer hold." in text
    assert "Way out Iraq: no longer Attack → Water released (state 2). Better for Iraq than here" in text
    assert "under SMR: whatever the others could answer, it would end better for Iraq than here, or leave a way" in text


def test_the_dismissal_is_answered_by_an_exodus(call):
    text = unwrapped(call("why", "openai-2023", "start", "the  BOARD")[1])
    offer = text.index("Answer Microsoft: Offer everybody a job")
    job = text.index("then Altman and Brockman: Take the Microsoft job")
    leave = text.index("then The staff: Leave together → Exodus")
    result = text.index("Result Worse for The board than here: “no exodus” would no longer hold.")
    assert offer < job < leave < result
    assert text.count("would prefer that") == 3


def test_the_outcome_holds_and_weak_statements_are_marked(call):
    text = unwrapped(call("why", "openai-2023", OUTCOME)[1])
    assert "Holds under Nash, GMR, SMR, SEQ, SSEQ. An ending: it can be reached." in text
    assert "“no squeeze”* (unlikely, no" in text
    assert "Weak statements (*)" in text
    assert "Weak statements" not in call("why", "prisoners-dilemma", "1")[1]


def test_full_leaves_nothing_out(call):
    short, full = (unwrapped(call("why", "openai-2023", "4", "microsoft", *more)[1]) for more in ([], ["--full"]))
    assert "… and 4 more better moves (listed with --full)" in short
    assert "Better move 2" not in short
    assert "Better move 5" in full
    assert "Moves that are not better:" in full
    assert "What the concepts mean" in full
    assert "listed with" not in full


def test_markdown_has_the_same_sections(call):
    _, out, _ = call("why", "chicken", "YY", "--md")
    assert out.startswith("# Chicken\n")
    assert "## The first driver: would move under Nash, SEQ, SSEQ; would stay under GMR, SMR" in out
    assert "| Answer | The second driver: no longer Swerve" in out


def test_only_the_concepts_asked_for_and_those_of_endings_are_told(call):
    text = unwrapped(call("why", "chicken", "YY", "first", "--concepts", "gmr")[1])
    assert "would move under Nash, SEQ; would stay under GMR" in text
    assert "Way out" not in text
    assert "SMR" not in text


def test_json_holds_reasons_and_witnesses(call):
    data = json.loads(call("why", "syria-iraq-1975", "quiet", "--json")[1])
    assert data["format"] == "denouement-why/1"
    assert data["state"] == {"id": "1", "name": None, "scenario": "quiet", "taken": []}
    assert (data["holds_under"], data["ending"], data["reachable"]) == (["gmr"], False, True)
    iraq = data["decision_makers"]["iraq"]
    (move,) = iraq["better_moves"]
    assert (iraq["kind"], move["to"], move["take"]) == ("tempted", "4", ["iraq.attack"])
    assert move["comparison"]["statement"]["name"] == "force against refusal"
    (answer,) = move["answers"]
    assert (answer["concepts"], answer["moves_after"], answer["way_out"]["to"]) == (["gmr"], 1, "2")
    assert iraq["witnesses"]["gmr"] == {
        "stable": True,
        "tempting": None,
        "sanctions": [{"improvement": "4", "countermoves": [{"decision_maker": "syria", "to": "5"}]}],
    }
    assert iraq["witnesses"]["smr"] == {"stable": False, "tempting": "4", "sanctions": []}
    assert data["decision_makers"]["syria"]["kind"] == "no better move"


def test_analyse_tells_witnesses_if_asked(call):
    plain, told = (json.loads(call("analyse", "chicken", "--json", *more)[1]) for more in ([], ["--witnesses"]))
    witnesses = told.pop("witnesses")
    assert told == plain
    assert list(witnesses) == ["first", "second"]
    assert list(witnesses["first"]) == told["concepts"]
    assert list(witnesses["first"]["gmr"]) == ["1", "2", "3", "4"]
    assert witnesses["first"]["gmr"]["4"]["sanctions"] == [
        {"improvement": "3", "countermoves": [{"decision_maker": "second", "to": "1"}]}
    ]


def test_what_is_supposed_is_said(call):
    text = unwrapped(call("why", "openai-2023", "now", "staff", "--take", "reinstate", "--reading", "staff=bluff")[1])
    assert "What if take reinstate" in text
    assert "The staff read as bluff" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chicken", "YY", "frist"], "there is no decision maker 'frist'"),
        (["chicken", "YY", "frist"], "did you mean first"),
        (["chicken", "9"], "there is no state 9"),
        (["chicken", "somewhere"], "somewhere"),
        (["chicken"], "Missing argument 'STATE'"),
        (["openai-2023", "exodus"], "write one of them by its number"),
        (["chicken", "YY", "--concepts", "nahs"], "did you mean nash"),
        (["chicken", "YY", "--json", "--md"], "--json and --md cannot be printed at once"),
    ],
)
def test_what_cannot_be_asked_is_said(call, arguments, told):
    code, out, err = call("why", *arguments)
    assert code == 2
    assert told in unwrapped(out + err)
    assert "Traceback" not in err


def test_witnesses_go_with_json_and_with_few_states(call):
    code, _, err = call("analyse", "chicken", "--witnesses")
    assert (code, "--witnesses needs --json" in err) == (2, True)
    code, out, _ = call("analyse", "uruguay-round", "--json", "--witnesses")
    assert code == 2
    (error,) = json.loads(out)["errors"]
    assert error["message"] == "138,240 states are too many for all witnesses (at most 10,000)"


def test_one_state_of_very_many_is_explained(call):
    code, out, _ = call("why", "uruguay-round", "1", "us")
    assert code == 0
    assert "The United States: would move" in out


def test_names_and_texts_of_the_model_are_made_safe(call, model):
    name = model(pair(a=r'[{"\e[31mred": x}]', options_a=r'{x: {name: "X\u202e"}}'))
    code, out, _ = call("why", name, "start", "--full")
    assert code == 0
    assert r"X\u202e → State 2. Better for a: “\x1b[31mred” would then hold." in unwrapped(out)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_the_library_gives_reasons_and_witnesses():
    analysis = denouement.load("syria-iraq-1975").analyse()
    explanation = analysis.why("quiet", "Iraq")
    assert [stance.decision_maker for stance in explanation.stances] == ["iraq"]
    assert analysis.witness("quiet", "iraq", "GMR").stable
    assert analysis.witnesses["gmr"]["iraq"][0] == analysis.witness("quiet", "iraq", "gmr")
    for wrong in (("quiet", "iran", "gmr"), ("7", "iraq", "gmr"), ("quiet", "iraq", "fhq")):
        with pytest.raises(RequestError):
            analysis.witness(*wrong)
    with pytest.raises(RequestError, match="was not worked out"):
        denouement.load("chicken").analyse(concepts=["nash"]).witness("YY", "first", "gmr")


def test_a_move_that_changes_others_options_is_told_by_where_it_leads(call):
    _, out, _ = call("why", "elmira-graph", "s5", "uniroyal")
    assert "  → The plant closed (state s9)" in out
