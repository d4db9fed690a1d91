"""`denouement story`: who is who, what happened, what is claimed and disputed, and what nothing supports."""

import json
import re

import pytest

from denouement.model.narrative import Judgement, grades, narrative
from denouement.model.timeline import snapshot
from denouement.report.telling import without_emphasis
from tests.unit.models import FORMAT_EXAMPLE, PAIR, read

STORY = """\
denouement: 1
title: A quarrel
summary: "**Two** sides *quarrel*."
as_of: 2024-02-10
sources:
  early: {title: The first report, publisher: The Valley Gazette, date: 2024-02-01, reliability: B}
  late: {title: The second report, date: 2024-03-01, url: "https://example.org/late"}
evidence:
  heard: {source: early, quote: "we will go", date: 2024-02-01, credibility: 2}
  denied: {source: early, note: They would rather stay., date: 2024-02-02, credibility: 3, where: p. 4}
  after: {source: late, quote: "we never meant it", date: 2024-03-01}
  gone: {source: late, note: No longer counted., date: 2024-01-01, until: 2024-01-31}
decision_makers:
  a:
    name: The owners
    kind: group
    members: [Ann, Bob, Cy]
    note: They decide together.
    options:
      go: {name: Go away, moves: take, evidence: [heard], note: For ever.}
      stay: {name: Stay quiet, moves: drop}
      late_option: {name: Come back, since: 2024-06-01}
    preferences:
      readings:
        bold:
          name: Bold
          certainty: likely
          evidence: [after]
          statements:
            - {that: go, name: leave, evidence: [heard], against: [denied]}
            - {that: stay, name: quiet, evidence: [gone]}
            - {that: pay, name: money, against: [after]}
        shy:
          statements:
            - {that: not go, name: remain, evidence: [denied], certainty: unlikely}
            - {that: go, name: leave, evidence: [heard], against: [denied]}
            - {that: not pay, evidence: [after]}
  b:
    options: {pay: {name: Pay up, moves: never}}
    preferences: [pay]
rules:
  - {always: pay implies not go, why: meaning}
  - {never: go and pay}
  - {always: stay or go or pay or not pay, why: seen, evidence: [heard]}
start: [stay]
history:
  - {date: 2024-02-03, event: They meet, evidence: [heard, denied]}
  - {date: 2024-02-03, by: a, drop: [stay], event: In the night}
  - {date: "2024-02-05T21:30", by: a, take: [go], evidence: [after], note: By train.}
  - {date: 2024-03-02, event: They regret it, evidence: [after]}
claims:
  c1: {quote: "they will be fine", source: early, certainty: certain, says: "better(a, now)"}
  c2: {note: A guess., source: late, date: 2024-02-09}
"""


@pytest.fixture(autouse=True)
def story_file(tmp_path):
    """Put the story into the folder."""
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")


def section(out: str, title: str) -> list[str]:
    """Return the lines of a section, cells parted by bars."""
    lines = out.split(f"\n{title}\n")[1].split("\n\n")[0].splitlines()
    return [re.sub(r" {2,}", " | ", line.strip()) for line in lines]


def test_the_story_in_order(call):
    code, out, err = call("story", "story.yaml")
    assert (code, err) == (0, "")
    titles = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert titles == [
        "A quarrel",
        "10 February 2024: 2 decision makers, 4 options, 4 steps, 2 sources, 4 pieces of",
        "evidence",
        "In short",
        "Who is who",
        "What happened",
        "What came later",
        "What is claimed",
        "What the sources dispute",
        "Who is read in more than one way",
        "Judgements without evidence",
        "Known only later",
        "The sources",
    ]
    assert section(out, "In short") == ["Two sides quarrel."]


def test_who_is_who(call):
    _, out, _ = call("story", "story.yaml")
    assert section(out, "Who is who") == [
        "The owners | Group: Ann, Bob and Cy",
        "May: Go away (for good); Stay quiet (can only be given up); Come",
        "back (not on this day)",
        "b | May: Pay up (fixed)",
    ]
    _, out, _ = call("story", "story.yaml", "--full")
    assert "They decide together." in section(out, "Who is who")
    assert "· Go away: For ever. [The Valley Gazette]" in section(out, "Who is who")


def test_what_happened_and_what_came_later(call):
    _, out, _ = call("story", "story.yaml")
    assert section(out, "What happened") == [
        "It begins with Stay quiet. → marks moves; in brackets, who tells it.",
        "3 February 2024 | They meet [The Valley Gazette]",
        "→ The owners: no longer Stay quiet (In the night)",
        "5 February 2024 | → 21:30 The owners: Go away [The second report]",
    ]
    assert section(out, "What came later") == [
        "Plays no part as of 10 February 2024. Only moves; --full tells 1 event more."
    ]
    _, out, _ = call("story", "story.yaml", "--full")
    told = section(out, "What happened")
    assert "· “we will go” [The Valley Gazette, 1 February 2024, B2]" in told
    assert "· They would rather stay. [The Valley Gazette, p. 4, 2 February 2024, B3]" in " ".join(told)
    assert "· By train." in told
    assert "· “we never meant it” [The second report, 1 March 2024 (later)]" in " ".join(told)
    later = section(out, "What came later")
    assert later[1:] == [
        "2 March 2024 | They regret it",
        "· “we never meant it” [The second report, 1 March 2024]",
    ]


def test_another_day_is_another_story(call):
    _, out, _ = call("story", "story.yaml", "--as-of", "2024-01-15")
    assert section(out, "What happened") == ["It begins with Stay quiet. Nothing has happened yet."]
    assert len(section(out, "What came later")) == 3
    _, out, _ = call("story", "story.yaml", "--as-of", "latest")
    assert "What came later" not in out
    assert "They regret it" in out


def test_claims_are_listed_and_not_judged(call):
    _, out, _ = call("story", "story.yaml")
    assert section(out, "What is claimed") == [
        "2 claims about the outcome; 1 can be judged (denouement claims).",
        "c1 | “they will be fine” | The Valley Gazette, certain",
        "c2 | A guess. | The second report, not judged",
    ]
    _, out, _ = call("story", "story.yaml", "--full")
    assert "Judged as: better(a, now)" in section(out, "What is claimed")
    assert "39 more claims (shown with --full)" in call("story", "openai-2023")[1]


def test_what_the_sources_dispute(call):
    _, out, _ = call("story", "story.yaml")
    assert section(out, "What the sources dispute")[1:] == [
        "The owners | leave | 1 for: The Valley Gazette",
        "1 against: The Valley Gazette",
        "money | 1 against: The second report",
    ]
    assert section(out, "Who is read in more than one way")[2:] == [
        "The owners | Bold | likely; 1 for: The second report; all of it later",
        "shy | no evidence of its own",
    ]
    _, out, _ = call("story", "story.yaml", "--full")
    told = " ".join(section(out, "What the sources dispute"))
    assert "leave: go for: “we will go” | The Valley Gazette, 1 February 2024, B2" in told
    assert "against: They would rather | The Valley Gazette, p. 4, 2 stay. | February 2024, B3" in told
    both = section(out, "Evidence that cuts both ways")
    assert any("They would rather stay." in line for line in both)
    assert any("we never meant it" in line for line in both)
    assert not any("we will go" in line for line in both)


def test_judgements_nothing_supports_and_those_known_only_later(call):
    _, out, _ = call("story", "story.yaml")
    # `quiet` cites only what no longer counts, so that nothing is left of it.
    assert section(out, "Judgements without evidence")[1:] == [
        "Wants | 3 of 6 | The owners: quiet, money; b: pay",
        "Readings | 1 of 2 | The owners: shy",
        "Rules | 2 of 3 | 1 of them without a reason",
        "Options | 3 of 4",
        "Steps | 1 of 4",
    ]
    assert section(out, "Known only later")[1:] == [
        "Wants | 1 of 6 | The owners: not pay",
        "Readings | 1 of 2 | The owners: Bold",
        "Steps | 1 of 4",
    ]
    _, out, _ = call("story", "story.yaml", "--full")
    told = " ".join(section(out, "Judgements without evidence"))
    assert "always: pay implies not go; never: go and pay" in told
    assert "Stay quiet; Come back; Pay up" in told


def test_how_good_the_sources_are(call):
    _, out, _ = call("story", "story.yaml")
    assert section(out, "The sources")[1:] == [
        "Sources | B: 1, not graded: 1 | A is most reliable, F cannot be judged",
        "Evidence | 2: 1, 3: 1, not graded: 2 | 1 is confirmed, 6 cannot be judged",
    ]
    _, out, _ = call("story", "story.yaml", "--full")
    assert section(out, "Where it can be read") == [
        "The Valley Gazette, 2024-02-01, B | The first report",
        "The second report, 2024-03-01 | The second report",
        "https://example.org/late",
    ]


def test_judgements_as_data():
    told = narrative(snapshot(read(STORY)))
    assert [day.steps for day in told.days] == [(0, 1), (2,), (3,)]
    assert [day.later for day in told.days] == [False, False, True]
    assert [(one.ids, one.readings) for one in told.wanted[:2]] == [
        (("a.bold.1", "a.shy.2"), ("bold", "shy")),
        (("a.bold.2",), ("bold",)),
    ]
    assert told.wanted[1].statement.evidence == ()
    assert [one.statement.name for one in told.disputed] == ["leave"]
    assert [one.statement.name for one in told.opposed] == ["money"]
    assert told.two_sided == ("denied", "after")
    assert Judgement("step", "3", "hindsight") in told.judgements
    assert Judgement("step", "4", "cited") in told.judgements
    assert Judgement("option", "a.go", "cited") in told.judgements
    assert Judgement("rule", "rule3", "cited") in told.judgements
    assert grades(snapshot(read(STORY))) == ({"B": 1, "": 1}, {"2": 1, "3": 1, "": 2})


def test_readings_and_statements_outside_their_window_are_not_told():
    text = STORY.replace("        shy:\n", "        shy:\n          since: 2024-06-01\n")
    told = narrative(snapshot(read(text)))
    assert [one.ids for one in told.wanted if one.decision_maker == "a"] == [
        ("a.bold.1",),
        ("a.bold.2",),
        ("a.bold.3",),
    ]
    assert told.how_many("reading") == 1


def test_json_holds_the_whole_story(call):
    code, out, err = call("story", "story.yaml", "--json")
    data = json.loads(out)
    assert (code, err, data["format"], data["as_of"]) == (0, "", "denouement-story/1", "2024-02-10")
    assert [step["later"] for step in data["history"]] == [False, False, False, True]
    assert data["history"][1]["drop"] == ["a.stay"]
    assert data["claims"][0]["says"] == "better(a, now)"
    assert data["claims"][1]["says"] is None
    assert [wanted["ids"] for wanted in data["disputed"]] == [["a.bold.1", "a.shy.2"]]
    assert data["without_evidence"]["rule"] == ["rule1", "rule2"]
    assert data["hindsight"]["statement"] == ["a.shy.3"]
    assert [(piece["id"], piece["counts"], piece["later"]) for piece in data["evidence"]] == [
        ("heard", True, False),
        ("denied", True, False),
        ("after", True, True),
        ("gone", False, False),
    ]
    moves = [[option["moves"] for option in maker["options"]] for maker in data["decision_makers"]]
    assert moves == [["take", "drop", "never"], ["never"]]
    assert data["reliability"] == {"B": 1, "": 1}


def test_markdown(call):
    _, out, _ = call("story", "story.yaml", "--md")
    assert "## What happened" in out
    assert "| 3 February 2024 | They meet \\[The Valley Gazette\\] |" in out


def test_a_model_without_story_is_told_in_a_few_lines(call, tmp_path):
    (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
    code, out, _ = call("story", "pair.yaml")
    assert code == 0
    assert section(out, "What happened") == ["No history is written. It begins with nothing taken."]
    assert section(out, "What it rests on") == ["The model cites no evidence: all of it is the analyst's judgement."]
    for title in ("In short", "What is claimed", "What the sources dispute", "The sources", "Judgements"):
        assert title not in out
    assert "1 source; none of them, and no evidence, is graded." in call("story", "uruguay-round")[1]
    assert "It begins in Delay (state s1)." in call("story", "elmira-graph")[1]


def test_a_model_too_large_to_analyse_has_a_story(call, tmp_path):
    options = ", ".join(f"x{number}: X{number}" for number in range(60))
    text = PAIR.replace("options: {x: X}", f"options: {{x: X, {options}}}")
    (tmp_path / "large.yaml").write_text(text, encoding="utf-8")
    assert call("analyse", "large.yaml")[0] == 3
    assert call("story", "large.yaml")[0] == 0


@pytest.mark.parametrize(
    "name", ["openai-2023", "openai-2023-small", "elmira-options", "uruguay-round", "starter.yaml"]
)
@pytest.mark.parametrize("full", [[], ["--full"]])
def test_stories_fit_a_terminal(call, name, full):
    call("new", "starter.yaml")
    code, out, err = call("story", name, *full)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert not re.search(r"\bNone\b(?! has)|\[\]|\(\)|: $", out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.yaml"], "there is no file"),
        (["story.yaml", "--as-of", "soon"], "is not a date"),
        (["uruguay-round", "--as-of", "latest"], "no history"),
        (["story.yaml", "--json", "--md"], "choose one"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_told_is_refused(call, arguments, told):
    code, out, err = call("story", *arguments)
    assert code == 2
    assert told in (out if "--json" in arguments else err)


def test_hostile_texts_do_not_reach_the_terminal(call, tmp_path):
    bad = r"\x1b[31m\u202e"
    text = STORY.replace("we will go", bad).replace("They meet", f'"{bad}"').replace("The owners", f'"{bad}"')
    text = (
        text.replace("The first report", f'"{bad}"')
        .replace("name: quiet", f'name: "{bad}"')
        .replace("Bold", f'"{bad}"')
    )
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    for more in ([], ["--full"], ["--md"]):
        code, out, _ = call("story", "bad.yaml", *more)
        assert code == 0
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_the_format_example_is_told(tmp_path, call):
    (tmp_path / "example.yaml").write_text(FORMAT_EXAMPLE, encoding="utf-8")
    _, out, _ = call("story", "example.yaml")
    assert "→ Microsoft: Offer everybody a job" in out


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**bold** and *slanted*", "bold and slanted"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*b*c", "a*b*c"),
        ("*one", "*one"),
        ("__x__ y", "x y"),
        ("two\nlines", "two lines"),
    ],
)
def test_emphasis_is_taken_out(text, plain):
    assert without_emphasis(text) == plain
