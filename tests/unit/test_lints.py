"""What `check` finds in a sound model: every finding in a model that has it, and not in one that has not."""

from __future__ import annotations

import itertools
import json

import pytest

from denouement import catalogue
from denouement.analysis.lints.entailment import forced_by, removing_nothing
from denouement.analysis.lints.examine import examine
from denouement.analysis.lints.finding import CODES, Finding
from denouement.analysis.lints.outcomes import MOVE_LIMIT
from denouement.analysis.lints.sourcing import words_in
from denouement.errors import ModelError
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import Conflict, decision_maker, rule
from denouement.model.vocabulary import Vocabulary
from denouement.ui.cli import program
from tests.oracle.conditions import holds
from tests.oracle.random_conflicts import random_conflicts
from tests.oracle.random_preferences import Statements as TwinStatements
from tests.unit.models import pair, read

SOURCED = "sources: {s: {title: S}}\nevidence: {early: {source: s, note: N, date: 2023-01-01}, "
EVIDENCE = SOURCED + "late: {source: s, note: N, date: 2023-12-31}}\n"
CITED = "[{that: x, evidence: [early, late]}]"
"""Wants that cite everything above."""
RIVALS = "{readings: {p: {certainty: ?, statements: [x]}, q: {certainty: .5, statements: [not x]}}}"
GRAPH = """\
denouement: 1
title: A graph
decision_makers:
  a:
    options: {x: X, y: Y}
    moves: {s1: [s2]}
    preferences: [x]
  b:
    moves: {s2: [s1]}
    preferences: [not x]
states: {s1: {taken: []}, s2: {taken: [x]}}
"""


def findings(text: str, as_of: str | None = None) -> list[Finding]:
    return list(examine(read(text), as_of).findings)


def only(text: str, code: str, as_of: str | None = None) -> Finding:
    found = [finding for finding in findings(text, as_of) if finding.code == code]
    assert len(found) == 1, findings(text, as_of)
    return found[0]


def long(count: int) -> str:
    return " ".join(["word"] * count)


TWO = "{x: X, y: Y}"

ONE_WAY = "{x: {name: X, moves: take}}"
HAVING = {
    "perception-changes-nothing": (
        pair(a="[x]\n    perceptions: [{preferences: {b: [z]}}]"),
        "a: that is how b likes the states anyway",
    ),
    "unused-option": (pair(options_a=TWO), "a.y"),
    "unused-definition": (pair("definitions: {d: x}\n"), "nothing uses d"),
    "unused-evidence": (pair(EVIDENCE, a="[{that: x, evidence: [early]}]"), "late"),
    "unused-source": (pair(EVIDENCE.replace("{s:", "{t: {title: T}, s:"), a=CITED), "from t"),
    "status-quo": (pair("rules: [{always: x, why: w}]\n"), "no `start` is written"),
    "unreachable-states": (
        pair("start: [x]\n", options_a="{x: {name: X, moves: take}}"),
        "2 of 4 feasible states cannot be reached from where the story stands: 1 (NN) and 3 (NY); "
        "in every state that can, a.x is taken",
    ),
    "no-moves": (pair(options_a="{x: {name: X, moves: never}}"), "a cannot move"),
    "scenario-never": (pair("scenarios: {s: {when: x and not x}}\n"), "belongs to s"),
    "scenario-hidden": (
        pair("scenarios: {s: {when: x}, t: {when: 'true'}, u: {when: x and z}}\n"),
        "the only state that fits belongs to s,",
    ),
    "coalesced-members-differ": (pair("coalesce: [{when: z}]\n"), "all alike to a (in some of them alone: x)"),
    "statement-always-true": (
        pair("rules: [{never: x and z, why: w}]\n", a="[x, not x or not z]"),
        "a.2 (not x or not z) holds in every feasible state, so it never decides (rule1 makes it so)",
    ),
    "statement-never-true": (pair(a="[x and not x, x]"), "(that is so whatever the options)"),
    "statement-repeats": (pair(a="[x, z, not x]"), "a.3 (not x) says the opposite of a.1 (x)"),
    "statement-cannot-decide": (
        pair(a="[x, y, z, y xor z]", options_a=TWO),
        "a.4 (y xor z) never decides: a.2 (y) and a.3 (z), which come before, settle it",
    ),
    "certainties-over-one": (pair(a=RIVALS.replace("?", ".7")), "add up to 1.20"),
    "unlikely-statement": (
        pair(a="[{that: x, certainty: .49}, {that: z, certainty: .5}]"),
        "a uses a statement judged less likely than not: a.1 (x, .49)",
    ),
    "rule-removes-nothing": (
        pair("rules: [{never: x and z, why: w}, {at_most_one: [x, z], id: r, why: w, until: 2023-01-01},"
             " {always: not (x and z), id: q, why: w}]\n", options_a=TWO),
        "",
    ),
    "rule-without-reason": (pair("rules: [{never: x and z}, {never: z}]\n"), "rule1 and rule2 do not say why"),
    "option-never-taken": (pair("rules: [{never: x, why: w}]\n"), "takes a.x, so it is no choice (rule1)"),
    "option-always-taken": (pair("rules: [{always: x, why: w}]\nstart: [x]\n"), "takes a.x"),
    "cites-no-evidence": (pair(), "nothing in this model cites evidence"),
    "no-evidence": (pair(EVIDENCE, a="[{that: x, evidence: [early, late]}, z]"), "a has no evidence for a.2 (z)"),
    "hindsight-only": (
        pair(EVIDENCE + "as_of: 2023-06-01\n", a="[{that: x, evidence: [late]}, {that: z, evidence: [early]}]"),
        "a has only evidence dated after 2023-06-01 for a.1 (x)",
    ),
    "long-quote": (pair(f"claims: {{c: {{quote: {long(15)}}}}}\n"), "c has 15 words"),
    "claim-no-such-state": (pair("claims: {c: {says: 'ending(99)'}}\n"), "c is about 99: no feasible state is that"),
    "claim-does-not-arise": (
        pair("scenarios: {s: {when: not x}}\nstart: [x]\nclaims: {c: {says: 'better(a, s)'}}\n", options_a=ONE_WAY),
        "c asks who fares how in s, which cannot be reached",
    ),
    "claim-not-told": (
        pair("rules: [{always: x or z, why: w}]\nclaims: {c: {says: 'better(a, endings)'}}\n"),
        "c compares somebody with a baseline, and there is none",
    ),
}  # fmt: skip

WITHOUT = {
    "perception-changes-nothing": pair(a="[x]\n    perceptions: [{preferences: {b: [not z]}}]"),
    "unused-option": pair(a="[y, x]", options_a=TWO),
    "unused-definition": pair("definitions: {e: x, d: e}\n", a="[d]"),
    "unused-evidence": pair(EVIDENCE, a="[{that: x, evidence: [early], against: [late]}]"),
    "unused-source": pair(EVIDENCE, a=CITED),
    "status-quo": pair("rules: [{always: x, why: w}]\nstart: [x]\n"),
    "unreachable-states": pair(),
    "no-moves": pair(),
    "scenario-never": pair("scenarios: {s: {when: x}}\n"),
    "scenario-hidden": pair("scenarios: {u: {when: x and z}, s: {when: x}, t: {when: 'true'}}\n"),
    "coalesced-members-differ": pair("coalesce: [{when: x and z}]\n"),
    "statement-always-true": pair(a="[x, not x or not z]"),
    "statement-never-true": pair(a="[x and z, x]"),
    "statement-repeats": pair(a="[x, z]"),
    "statement-cannot-decide": pair(a="[x, y, y xor z]", options_a=TWO),
    "certainties-over-one": pair(a=RIVALS.replace("?", ".5")),
    "unlikely-statement": pair(a="[{that: x, certainty: .5}]"),
    "rule-removes-nothing": pair("rules: [{never: x and z, why: w}, {never: x and y, why: w}]\n", options_a=TWO),
    "rule-without-reason": pair("rules: [{never: x and z, why: w}]\n"),
    "option-never-taken": pair("rules: [{never: x and z, why: w}]\n"),
    "option-always-taken": pair("rules: [{always: x or z, why: w}]\nstart: [x]\n"),
    "cites-no-evidence": pair(EVIDENCE + "history: [{date: 2023-01-01, event: E, evidence: [late]}]\n"),
    "no-evidence": pair(EVIDENCE, a=CITED, b="[{that: z, evidence: [early]}]"),
    "hindsight-only": pair(EVIDENCE + "as_of: 2023-06-01\n", a=CITED),
    "long-quote": pair(f"claims: {{c: {{quote: {long(14)}}}}}\n"),
    "claim-no-such-state": pair("claims: {c: {says: 'ending(4)'}}\n"),
    "claim-does-not-arise": pair("scenarios: {s: {when: x}}\nclaims: {c: {says: 'better(a, s)'}}\n"),
    "claim-not-told": pair("rules: [{always: x or z, why: w}]\nstart: [x]\nclaims: {c: {says: 'better(a, now)'}}\n"),
}


@pytest.mark.parametrize("code", HAVING)
def test_a_model_that_has_it(code: str) -> None:
    text, words = HAVING[code]
    found = [finding for finding in findings(text) if finding.code == code]
    assert found
    assert any(words in finding.message for finding in found), [finding.message for finding in found]


@pytest.mark.parametrize("code", WITHOUT)
def test_a_model_that_has_it_not(code: str) -> None:
    assert [finding for finding in findings(WITHOUT[code]) if finding.code == code] == []


def test_every_code_is_tested_and_no_other_can_be_used() -> None:
    assert {*HAVING, "too-large"} == {*WITHOUT, "too-large"} == set(CODES)
    with pytest.raises(ValueError, match="not a code"):
        Finding("unused-opinion", "", "", ())


# -- unused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "extra",
    [
        "rules: [{never: y and x, why: w}]\n",
        "rules: [{never: -Y-, why: w}]\n",
        "rules: [{at_most_one: [x, y], why: w}]\n",
        "definitions: {d: y}\n",
        "scenarios: {s: {when: y}}\n",
        "coalesce: [{when: y and x and z}]\n",
        "forbidden_moves: [{by: b, from: y}]\n",
    ],
)
def test_whatever_mentions_an_option_uses_it(extra: str) -> None:
    assert "unused-option" not in {finding.code for finding in findings(pair(extra, options_a=TWO))}


@pytest.mark.parametrize(
    ("wants", "used"),
    [
        ("{weights: {y: 0}}", True),
        ("{payoffs: {y: 1, x: 2}}", True),
        ("{ranking: [Y--, N--]}", False),
        ("{ranking: [Y--, NY-, NN-]}", True),
        ("{ranking: [[YYY, YNY], [YYN, YNN], N--]}", False),
        ("{pairs: [YYY > NNN]}", True),
        ("{readings: {first: [x], second: {ranking: [Y--, NY-, NN-]}}}", True),
    ],
)  # fmt: skip
def test_wants_use_an_option_if_they_depend_on_it(wants: str, used: bool) -> None:
    found = [f for f in findings(pair(a=wants, options_a=TWO)) if f.code == "unused-option" and "a.y" in f.message]
    assert (found == []) == used


def test_an_option_that_only_the_history_mentions() -> None:
    text = pair("history: [{date: 2023-01-01, by: a, take: [y]}]\n", options_a=TWO)
    assert "only the history mentions it" in only(text, "unused-option").message


def test_an_option_of_a_graph_is_used_by_its_states() -> None:
    codes = [finding.code for finding in findings(GRAPH)]
    assert "unused-option" not in codes
    assert only(GRAPH, "option-never-taken").path == ("decision_makers", "a", "options", "y")


def test_definitions_that_only_use_each_other() -> None:
    found = [
        finding for finding in findings(pair("definitions: {d: x, e: d}\n")) if finding.code == "unused-definition"
    ]
    assert [finding.message for finding in found] == ["only definitions that nothing uses mention d", "nothing uses e"]


def test_sources_of_the_model_as_a_whole_are_used() -> None:
    assert {finding.code for finding in findings(pair("sources: {s: {title: S}}\n"))} == {"cites-no-evidence"}


# -- statements ----------------------------------------------------------------------------------------------


def test_every_reading_is_looked_at_and_only_what_counts_on_the_day() -> None:
    text = pair(a="{readings: {first: [x], second: [z, {that: x, until: 2023-01-01}, x, z]}}")
    assert only(text, "statement-repeats").message.startswith("a.second.4 (z) says the same as a.second.1")
    on_the_day = [f.message for f in findings(text, "2023-01-01") if f.code == "statement-repeats"]
    assert [message.split()[0] for message in on_the_day] == ["a.second.3", "a.second.4"]
    assert only(text, "statement-repeats").path == ("decision_makers", "a", "preferences", "second", 3)


def test_a_statement_that_settles_is_perhaps_not_held() -> None:
    certain = only(pair(a="[x, z, x and z]"), "statement-cannot-decide")
    doubted = only(pair(a="[x, {that: z, certainty: likely}, x and z]"), "statement-cannot-decide")
    assert "certainty" not in certain.hint
    assert "certainty" in doubted.hint


def test_against_the_twin_which_statements_never_decide() -> None:
    """In random conflicts a statement is found exactly if no two states that earlier ones leave equal differ on it."""
    never = {"statement-always-true", "statement-never-true", "statement-repeats", "statement-cannot-decide"}
    total = 0
    for random in random_conflicts(150, seed=810_000):
        found = {f.path for f in findings(random.to_yaml_text()) if f.code in never}
        expected = set()
        for who, mind in random.minds.items():
            if not isinstance(mind, TwinStatements):
                continue
            rows = [[holds(item.condition, taken) for item in mind.items] for taken in random.states()]
            for at in range(len(mind.items)):
                differ = any(
                    one[:at] == other[:at] and one[at] != other[at] for one, other in itertools.combinations(rows, 2)
                )
                if not differ:
                    expected.add(("decision_makers", who, "preferences", at))
        assert found == expected, random.seed
        total += len(expected)
    assert total > 50


# -- rules ---------------------------------------------------------------------------------------------------


def test_a_rule_is_without_effect_if_the_others_rule_out_as_much() -> None:
    text, _ = HAVING["rule-removes-nothing"]
    found = [finding for finding in findings(text) if finding.code == "rule-removes-nothing"]
    assert [finding.path for finding in found] == [("rules", 0), ("rules", 2)]
    assert found[0].message == "rule1 (never: x and z) removes no state: q rules out as much"
    assert len([f for f in findings(text, "2023-01-01") if f.code == "rule-removes-nothing"]) == 3
    tautology = only(pair("rules: [{always: x or not x, why: w}]\n"), "rule-removes-nothing")
    assert tautology.message.endswith("it can never be broken")


def test_rules_that_force_an_option_together() -> None:
    text = pair("rules: [{never: x and z, why: w}, {never: y, why: w}, {always: x implies z, why: w}]\n", options_a=TWO)
    message = next(f.message for f in findings(text) if f.code == "option-never-taken" and "a.x" in f.message)
    assert message.endswith("(rule1 and rule3 together)")


def test_against_the_twin_which_rules_remove_nothing() -> None:
    total = 0
    for random in random_conflicts(150, seed=820_000):
        found = {f.path[1] for f in findings(random.to_yaml_text()) if f.code == "rule-removes-nothing"}
        sets = [frozenset(some) for count in range(len(random.order) + 1)
                for some in itertools.combinations(random.order, count)]  # fmt: skip
        expected = {
            number
            for number, known in enumerate(random.rules)
            if not any(
                not known.allows(taken) and all(other is known or other.allows(taken) for other in random.rules)
                for taken in sets
            )
        }
        assert found == expected, random.seed
        total += len(expected)
    assert total > 20


def test_a_rule_about_a_definition_alone_follows_through_it() -> None:
    makers = [decision_maker("a", ["x", "y"], []), decision_maker("b", ["z"], [])]
    conflict = Conflict("C", makers, definitions={"d": "x and y"}, rules=[rule("always", "d"), rule("always", "x")])
    vocabulary = Vocabulary.of(conflict)
    rules = [("first", conflict.rules[0]), ("second", conflict.rules[1])]
    assert forced_by(rules, parse_condition("x and y"), vocabulary) == ("first",)
    assert forced_by(rules, parse_condition("z"), vocabulary) is None
    assert forced_by(rules, parse_condition("z or not z"), vocabulary) == ()
    assert removing_nothing([known.requirement for known in conflict.rules], vocabulary) == [1]


# -- states --------------------------------------------------------------------------------------------------


def test_merged_states_whose_ranking_names_them_as_one() -> None:
    text = pair("coalesce: [{when: z, as: m}]\n", a="{ranking: [YN, NN, m]}", b="{weights: {z: 1}}")
    found = only(text, "coalesced-members-differ")
    assert found.note
    assert "cannot be told for a:" in found.message
    heavy = pair("coalesce: [{when: z, as: m}]\n", a="{weights: {x: 1}}", b="{payoffs: {x: 1, z: 2}}")
    assert "a (by what they are worth) and b (by what" in only(heavy, "coalesced-members-differ").message


def test_reachability_is_a_note() -> None:
    assert only(HAVING["unreachable-states"][0], "unreachable-states").note


def test_where_the_story_stands_is_shown_where_it_is_written() -> None:
    taking = pair("history: [{date: 2023-01-01, by: a, take: [x]}]\n", options_a="{x: {name: X, moves: take}}")
    assert only(taking, "unreachable-states").path == ("history", 0)
    start = pair("status_quo: [x]\n", options_a="{x: {name: X, moves: take}}")
    assert only(start, "unreachable-states").path == ("status_quo",)


def test_what_is_too_large_is_left_out_with_a_note(monkeypatch) -> None:
    text = pair("rules: [{never: x, why: w}, {never: x and z, why: w}]\n", a="[x]")
    monkeypatch.setattr("denouement.analysis.lints.outcomes.MOVE_LIMIT", 1)
    monkeypatch.setattr("denouement.analysis.lints.rules.COMBINATION_LIMIT", 3)
    monkeypatch.setattr("denouement.analysis.lints.wants.COMBINATION_LIMIT", 3)
    found = findings(text)
    assert [finding.note for finding in found if finding.code == "too-large"] == [True, True]
    assert "rule-removes-nothing" not in {finding.code for finding in found}
    assert next(f for f in found if f.code == "statement-never-true").message.endswith("it never decides")
    assert MOVE_LIMIT >= 100_000


# -- evidence ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("", 0),
        ("l'action d’aujourd’hui", 2),
        ("a-t-il peut-être raison ?", 3),
        ("well-informed, and effective governance", 4),
        ("« Oui », dit-il !", 2),
        ("willing to return … if they go", 6),
        ("end…start", 2),
        ("yes—no", 2),
        ("10,000 men and 10\u202f000 more, 3.5 % of U.S. staff", 9),
        ("e\u0301te\u0301", 1),
        ("and/or", 2),
    ],
)
def test_words_of_a_quote(quote: str, words: int) -> None:
    assert words_in(quote) == words


def test_a_quote_is_long_in_any_language() -> None:
    quote = f"{{en: short, fr: {long(20)}}}"
    text = pair(f"language: en\nsources: {{s: {{title: S}}}}\nevidence: {{e: {{source: s, quote: {quote}}}}}\n")
    found = only(text, "long-quote")
    assert (found.path, "20 words" in found.message) == (("evidence", "e", "quote"), True)


def test_evidence_is_asked_for_once_a_reading() -> None:
    readings = "{readings: {first: {evidence: [early, late], statements: [x, z]}, second: [z]}}"
    found = [f for f in findings(pair(EVIDENCE + "rules: [{never: x and z, why: w}]\n", a=readings)) if
             f.code == "no-evidence"]  # fmt: skip
    assert [(finding.message, finding.note) for finding in found] == [
        ("a.first has no evidence for a.first.1 (x) and a.first.2 (z)", False),
        ("what a.second wants rests on no evidence at all", False),
        ("what b wants rests on no evidence at all", False),
        ("rule1 cites no evidence", True),
    ]


def test_what_is_judged_unlikely_needs_no_evidence() -> None:
    text = pair(EVIDENCE, a="[{that: x, evidence: [early, late]}, {that: z, certainty: unlikely}]")
    assert [f.message for f in findings(text) if f.code == "no-evidence"] == [
        "what b wants rests on no evidence at all"
    ]  # fmt: skip


def test_hindsight_of_readings_and_rules() -> None:
    text = pair(
        EVIDENCE + "rules: [{never: x and z, why: w, evidence: [late]}]\n",
        a="{readings: {r: {evidence: [late], statements: [{that: x, evidence: [late, early]}]}}}",
    )
    found = [f.message for f in findings(text, "2023-06-01") if f.code == "hindsight-only"]
    assert found == [
        "a.r has only evidence dated after 2023-06-01 for the reading as a whole",
        "rule1 rests only on evidence dated after 2023-06-01",
    ]
    assert not [f for f in findings(text, "2023-12-31") if f.code == "hindsight-only"]
    assert not [f for f in findings(text) if f.code == "hindsight-only"]


def test_a_model_without_evidence_has_a_note() -> None:
    assert only(pair("sources: {s: {title: S}}\n"), "cites-no-evidence").note
    assert only(pair(), "cites-no-evidence").note


# -- the whole -----------------------------------------------------------------------------------------------


def test_gaps_in_all_readings_are_reported_at_once() -> None:
    text = pair(
        a="{readings: {first: {ranking: [YY]}, second: [x], third: {ranking: [NN]}}}",
        b="{readings: {first: [z], second: {ranking: [NN]}}}",
    )
    with pytest.raises(ModelError) as raised:
        findings(text)
    assert {problem.path[-1] for problem in raised.value.problems} == {"first", "second", "third"}
    assert len(raised.value.problems) == 3


def test_what_is_found_in_the_flagship() -> None:
    """As many as an author can read, and nothing about its rules, options, scenarios or sources."""
    found = examine(catalogue.load("openai-2023")).findings
    looked = [finding for finding in found if not finding.note]
    assert {finding.code for finding in looked} <= {"unlikely-statement", "hindsight-only", "statement-cannot-decide"}
    assert len(looked) < 25


@pytest.mark.parametrize("name", catalogue.names())
def test_models_of_the_catalogue_have_no_loose_ends(name: str) -> None:
    codes = {finding.code for finding in examine(catalogue.load(name)).findings if not finding.note}
    loose = {"unused-definition", "unused-evidence", "unused-source", "status-quo", "scenario-never", "scenario-hidden"}
    assert not codes & {*loose, "rule-without-reason", "long-quote", "coalesced-members-differ"}


# -- the command ---------------------------------------------------------------------------------------------


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **files: str) -> tuple[int, str]:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            program.run(["check", *arguments])
        return int(left.value.code or 0), capsys.readouterr().out

    return run


CLEAN = pair(EVIDENCE, a=CITED, b="[{that: z, evidence: [early]}]")


def test_findings_are_printed_with_their_places(call) -> None:
    code, out = call("m.yaml", "n.yaml", m=pair("definitions: {d: x}\n"), n=CLEAN)
    assert code == 0
    assert out.splitlines() == [
        "m.yaml: sound; 4 feasible states",
        "m.yaml:4:3: note: nothing in this model cites evidence [cites-no-evidence]",
        "  help: add `evidence` and cite it where somebody could doubt what is wanted, or what cannot be",
        "m.yaml:10:18: look again: nothing uses d [unused-definition]",
        "  help: use it, or leave it out",
        "n.yaml: sound; 4 feasible states",
    ]


def test_findings_in_json(call) -> None:
    code, out = call("m.yaml", "--json", m=pair("definitions: {d: x}\n"))
    assert code == 0
    (report,) = json.loads(out)["models"]
    assert report["findings"][1] == {
        "code": "unused-definition",
        "message": "nothing uses d",
        "hint": "use it, or leave it out",
        "note": False,
        "path": "m.yaml",
        "line": 10,
        "column": 18,
    }


def test_strict_exits_with_2_for_findings_and_not_for_notes(call) -> None:
    noted = CLEAN.replace("{x: X}", "{x: {name: X, moves: take}}") + "start: [x]\n"
    unused = pair("definitions: {d: x}\n")
    assert call("m.yaml", "--strict", m=unused)[0] == 2
    assert call("m.yaml", "--strict", "--json", m=unused)[0] == 2
    assert call("m.yaml", "--strict", m=pair())[0] == 0
    code, out = call("m.yaml", "--strict", m=noted)
    assert (code, "note: " in out) == (0, True)


def test_texts_of_a_model_cannot_steer_the_terminal(call) -> None:
    _, out = call("m.yaml", m=pair(a='[{"\\e[31m red": x}, {that: x, name: "\\u202e a"}]'))
    assert "statement-repeats" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
