"""`denouement prefer`: the command line, what is said in words, and what is refused."""

import json
import re
from fractions import Fraction

import pytest

import denouement
from denouement.analysis.wanting import decision_maker_called
from denouement.errors import RequestError
from denouement.report.prefer_outline import number_in_words
from tests.unit.models import FORMAT_EXAMPLE, pair, read


def section(out: str, title: str) -> list[str]:
    """Return the lines of a section."""
    lines = out.split(f"\n{title}\n")[1].split("\n\n")[0].splitlines()
    return [line.strip() for line in lines]


def squeezed(out: str) -> list[str]:
    return [re.sub(r" {2,}", " | ", line.strip()) for line in out.splitlines()]


# -- who ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["board", "BOARD", "The board", "the  BOARD ", "tHe board"])
def test_a_decision_maker_is_found_by_id_or_name(text):
    assert decision_maker_called(read(FORMAT_EXAMPLE), text) == "board"


def test_an_id_goes_before_a_name():
    conflict = read(pair().replace("  b:\n", "  b:\n    name: a\n"))
    assert decision_maker_called(conflict, "a") == "a"
    with pytest.raises(RequestError, match="may be a or b"):
        decision_maker_called(conflict, "A")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("bord", "did you mean board?"),
        ("Altmann and Brockmann", "did you mean Altman and Brockman?"),
        ("q", "write one of"),
    ],
)
def test_who_is_not_there_is_refused(call, text, advice):
    code, out, err = call("prefer", "openai-2023-small", text)
    assert (code, out) == (2, "")
    assert f"there is no decision maker {text!r}" in err
    assert advice in err


# -- the ladder --------------------------------------------------------------------------------------------------


def test_the_ladder_names_what_lifts_each_rung(call):
    code, out, err = call("prefer", "openai-2023", "board")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    ladder = squeezed("\n".join(section(out, "From best to worst")))
    assert ladder[3:7] == [
        "1 | Standoff (state 2) | 17 November 2023, best of all",
        "= | Standoff (state 17) | 19 November 2023, now",
        "▲ | 4: keep control",
        "8 | Standoff (state 195) | worst of its scenario",
    ]
    assert "▲ | 6: no lawsuit | unlikely, no evidence" in ladder
    assert "= | Never dismissed (state 82) | the start" in ladder
    assert "13 | Return with terms (state 11) | 22 November 2023 (later)" in ladder
    assert ladder[-1] == "28 | Exodus (state 219) | worst of all"
    scenarios = squeezed("\n".join(section(out, "Scenarios from best to worst")))
    assert "Standoff | 384 | 1 to 8 | 4 | none" in scenarios
    assert "Return with terms | 96 | 9 to 16 | 13 | 2, at places 13 to 14" in scenarios
    wanted = squeezed("\n".join(section(out, "What is wanted")))
    assert "1 | no exodus: not leave | 580 | 5 for, 3 against" in wanted
    assert "Other readings: checks, hard_line." in out


def test_a_ranking_is_told_by_its_places(call):
    _, out, _ = call("prefer", "elmira-graph", "ministry")
    ladder = squeezed("\n".join(section(out, "From best to worst")))
    assert ladder[0] == "The places as they are written."
    assert ladder[2].startswith("1 | The original order accepted as")
    assert not any("▲" in line for line in ladder)
    assert "What is wanted" not in out
    _, out, _ = call("prefer", "elmira-graph", "local", "s1", "s3")
    assert "The original order accepted (state s3) over Delay (state s1), at place 2" in out
    assert "Want by want" not in out


def test_states_of_one_scenario_are_told_apart_where_no_want_does_it(call):
    _, out, _ = call("prefer", "elmira-options", "ministry")
    flat = " ".join(out.split())
    assert "1 The original order is accepted (state best of all 7): Insist on the order as it was" in flat


def test_rival_readings_side_by_side(call):
    _, out, _ = call("prefer", "openai-2023", "board", "--every-reading")
    rows = squeezed("\n".join(section(out, "Under every reading")))
    assert rows[2:] == [
        "survival (used) | checks | hard_line",
        "1 | Standoff | Standoff | Standoff",
        "2 | Return with terms | Return with terms | Exodus",
        "3 | Never dismissed | Exodus | Return with terms",
        "4 | Return without terms | Never dismissed | Never dismissed",
        "5 | Exodus | Return without terms | Return without terms",
    ]
    assert "Other readings" not in out
    _, out, _ = call("prefer", "openai-2023", "altman", "--every-reading")
    assert "There is only one reading." in out


def test_the_reading_and_what_is_supposed_are_told(call):
    _, out, _ = call(
        "prefer", "openai-2023", "board", "--reading", "board=checks", "--take", "handover", "--take", "reinstate"
    )
    facts = " ".join(out.split("\n\n")[0].split())
    assert "The board, read as checks (Checks first); 20 November 2023; 644 states in 28 places" in facts
    assert "What if\n  take handover\n  take reinstate\n" in out
    _, out, _ = call("prefer", "openai-2023", "board", "--set", "board.preferences=leave; not sue")
    wanted = squeezed("\n".join(section(out, "What is wanted")))
    assert wanted[-2:] == ["1 | leave | 64 | none", "2 | not sue | 324 | none"]


def test_a_want_that_decides_nothing_is_marked(call, model):
    _, out, _ = call("prefer", model(pair(a="[x, x or z, x, not z]")), "a")
    wanted = squeezed("\n".join(section(out, "What is wanted")))
    assert wanted[-4:] == ["1 | x | 2", "2 | x or z | 3", "3 | x | 2 (idle)", "4 | not z | 2"]
    _, out, _ = call("prefer", model(pair(a="[]")), "a")
    assert "Nothing: all states are alike." in out


def test_weights_and_payoffs_are_told_in_numbers(call, model):
    name = model(pair(a="{weights: {x: 3, z: -0.5}}", b="{payoffs: {x and z: 1/3, not x: 1.25}}"))
    _, out, _ = call("prefer", name, "a")
    ladder = squeezed("\n".join(section(out, "From best to worst")))
    assert [line for line in ladder if line.startswith("▲ |")] == [
        "▲ | worth 3 against 2.5", "▲ | worth 2.5 against 0", "▲ | worth 0 against -0.5",
    ]  # fmt: skip
    _, out, _ = call("prefer", name, "a", "[z]", "[x]")
    assert "State 2 over State 3, worth 3 against -0.5." in out
    _, out, _ = call("prefer", name, "a", "[x, z]", "[x]")
    assert "Want by want" in out
    _, out, _ = call("prefer", name, "b", "start", "[z]")
    assert "Each is worth 1.25." in " ".join(out.split())


def test_a_relation_gets_no_false_ladder(call, model):
    name = model(pair(a="{pairs: [1 > 2, 2 ~ 3, 4 ? 1, 4 > 2]}"))
    _, out, _ = call("prefer", name, "a")
    assert "From best to worst" not in out
    table = squeezed("\n".join(section(out, "Pair by pair")))
    assert "3 pairs known, 3 not known" in " ".join(table)
    assert table[-4:] == [
        "State 1: the start, now | ▲ | ? | ?",
        "State 2 | ▼ | ● | ▼",
        "State 3: ending | ? | ● | ?",
        "State 4: ending | ? | ▲ | ?",
    ]
    assert "Not known between State 1 and State 4." in call("prefer", name, "a", "1", "4")[1]
    assert "State 1 over State 2." in call("prefer", name, "a", "2", "1")[1]
    data = json.loads(call("prefer", name, "a", "--json")[1])
    assert (data["places"], data["ladder"], data["scenarios"]) == (None, [], [])
    assert data["pairwise"] == [
        ["same", "better", "unknown", "unknown"],
        ["worse", "same", "same", "worse"],
        ["unknown", "same", "same", "unknown"],
        ["unknown", "better", "unknown", "same"],
    ]


def test_all_states_with_full(call):
    _, out, _ = call("prefer", "openai-2023-small", "board", "--full")
    rows = squeezed("\n".join(section(out, "All states")))
    assert sum(bool(re.search(r"\(state \d+\)", row)) for row in rows) == 41
    data = json.loads(call("prefer", "openai-2023-small", "board", "--full", "--json")[1])
    places = [state["place"] for state in data["states"]]
    assert len(places) == 41
    assert places == sorted(places)
    assert set(places) == set(range(1, data["places"] + 1))
    assert "states" not in json.loads(call("prefer", "openai-2023-small", "board", "--json")[1])


def test_a_large_model_is_told_by_its_landmarks(call):
    code, out, _ = call("prefer", "uruguay-round", "ec", "--full")
    assert code == 0
    assert "Of 4,608 endings, the best and the worst of each scenario." in " ".join(out.split())
    assert "138,240 are too many to read; --json --full lists them." in " ".join(out.split())
    assert len(out.splitlines()) < 120


# -- two states --------------------------------------------------------------------------------------------------


def test_two_states_and_the_statement_that_decides(call):
    code, out, err = call("prefer", "openai-2023", "microsoft", "628", "513")
    assert (code, err) == (0, "")
    assert "Return with terms (state 628) over Exodus (state 513), by 2: OpenAI intact." in out
    rows = squeezed("\n".join(section(out, "Want by want")))
    assert "2 | OpenAI intact: not leave | yes | no | decides" in rows
    assert rows[0] == "The states agree on 1 want above it; no want says otherwise."
    grounds = " ".join("\n".join(section(out, "What the deciding want rests on")).split())
    assert "Certainty: likely." in grounds
    assert "“we remain committed to our Deccan Herald, 20 November 2023, B1" in grounds
    assert "(later)" in grounds
    assert squeezed("\n".join(section(out, "Under the other readings"))) == [
        "seat | the same, by OpenAI intact",
        "article | the other way round, by the team in-house",
    ]
    turned = call("prefer", "openai-2023", "microsoft", "513", "628")[1]
    assert "Return with terms (state 628) over Exodus (state 513), by 2: OpenAI intact." in turned


def test_what_would_say_otherwise_is_told(call, model):
    name = model(pair(a="[x, z, not x]"))
    rows = squeezed("\n".join(section(call("prefer", name, "a", "[x]", "[z]")[1], "Want by want")))
    assert rows[0] == "2 and 3 would say otherwise, and count for less."
    assert rows[-3:] == [
        "1 | x | yes | no | decides",
        "2 | z | no | yes | would say otherwise",
        "3 | not x | no | yes | would say otherwise",
    ]
    rows = squeezed("\n".join(section(call("prefer", name, "a", "[x, z]", "[x]")[1], "Want by want")))
    assert rows[0] == "The states agree on 1 want above it; no want says otherwise."


def test_states_that_are_alike(call):
    _, out, _ = call("prefer", "openai-2023", "board", "now", "2")
    text = " ".join(out.split())
    assert (
        "Neither: Standoff (state 17) and Standoff (state 2) are alike. Every want holds in both or in neither." in text
    )
    assert "Only in state 17 Take the Microsoft job; Offer everybody a job" in text
    _, out, _ = call("prefer", "openai-2023", "board", "now", "17")
    assert "Both are Standoff (state 17)." in out


def test_against_evidence_is_shown(call):
    _, out, _ = call("prefer", "openai-2023", "board", "513", "now")
    grounds = "\n".join(section(out, "What the deciding want rests on"))
    assert re.search(r"^For +“agreed in principle", grounds, re.M)
    assert re.search(r"^Against +“would be consistent", grounds, re.M)


def test_a_deciding_want_without_evidence_says_so(call):
    _, out, _ = call("prefer", "openai-2023", "board", "468", "628")
    assert "by 6: no lawsuit (unlikely, no evidence)" in " ".join(out.split())
    assert "No evidence is given for it." in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["3"], "3 is compared with what?"),
        (["3", "9999"], "there is no state 9999"),
        (["3", "exodus"], "exodus means 64 states"),
        (["3", "[leave]"], "is not feasible"),
        (["3", "4", "5"], "unexpected extra argument"),
        (["--json", "--md"], "choose one"),
    ],
)
def test_what_cannot_be_compared_is_refused(call, arguments, told):
    code, out, err = call("prefer", "openai-2023", "board", *arguments)
    assert code == 2
    assert told in (out if "--json" in arguments else err)
    assert "Traceback" not in err


# -- other doors -------------------------------------------------------------------------------------------------


def test_json_is_one_object_with_everything(call):
    code, out, err = call("prefer", "openai-2023", "board", "--json", "--every-reading")
    data = json.loads(out)
    assert (code, err, data["format"]) == (0, "", "denouement-prefer/1")
    analysis = denouement.load("openai-2023").analyse()
    for rung in data["ladder"]:
        for mark in rung["landmarks"]:
            assert analysis.ranks(mark["state"]["id"])["board"] == rung["rank"]
    assert data["ladder"][0]["above_next"]["statement"] == "board.survival.4"
    assert data["every_reading"]["hard_line"][1] == "exodus"
    assert data["form"] == "statements"
    assert data["wants"][4]["doubtful"] is True
    assert data["wants"][0]["evidence"][0] == "agreed_to_resign"
    assert data["ladder"][0]["landmarks"][0]["roles"] == [
        {"kind": "day", "date": "2023-11-17"},
        {"kind": "best", "date": None},
        {"kind": "best_of", "date": None},
    ]


def test_json_of_two_states(call):
    data = json.loads(call("prefer", "openai-2023", "microsoft", "628", "513", "--json")[1])
    assert data["standing"] == "better"
    assert data["decided_by"]["statement"] == "microsoft.stability.2"
    assert {reading: found["standing"] for reading, found in data["rivals"].items()} == {
        "seat": "better",
        "article": "worse",
    }
    assert [want["decides"] for want in data["wants"]].index(True) == 1


def test_json_errors(call):
    code, out, _ = call("prefer", "openai-2023", "nobody", "--json")
    assert code == 2
    assert json.loads(out)["format"] == "denouement-error/1"


def test_markdown(call):
    _, out, _ = call("prefer", "openai-2023", "board", "--md")
    assert "## From best to worst" in out
    assert r"| ▲ | 4: keep control |  |" in out


def test_hostile_names_do_not_reach_the_terminal(call, model):
    text = pair(a='[{that: x, name: "bad\\x1b[31m\\u202e"}]')
    _, out, _ = call("prefer", model(text), "a")
    assert "\x1b" not in out
    assert "\u202e" not in out
    _, out, _ = call("prefer", model(text), "a", "[x]", "start")
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(3), "3"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(10**20) + Fraction(1, 4), "100000000000000000000.25"),
        (Fraction(1, 16), "1/16"),
        (Fraction(201, 20), "10.05"),
    ],
)
def test_numbers_are_exact_in_words(number, words):
    assert number_in_words(number) == words
