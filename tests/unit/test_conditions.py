"""The language of conditions: what binds how tightly, what may be mixed, where an error points."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denouement.errors import ModelError, Problem
from denouement.model.condition import Condition, evaluate, names_in
from denouement.model.condition_parser import DEPTH_LIMIT, parse_condition
from tests.unit.models import MARK, messages, only_problem, pair, read

NAMES = ("a", "b", "c", "d", "e")
WORLDS = [dict(zip(NAMES, truths, strict=True)) for truths in product((False, True), repeat=len(NAMES))]


def truths(condition: Condition) -> list[bool]:
    """The truth of a condition in every world."""
    return [bool(evaluate(condition, world.__getitem__, list(world.values()))) for world in WORLDS]


def same(text: str, meant: str) -> bool:
    """Whether two texts have the same tree."""
    return parse_condition(text) == parse_condition(meant)


def problem_of(text: str) -> Problem:
    with pytest.raises(ModelError) as caught:
        parse_condition(text)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def assert_points_at_mark(text: str) -> Problem:
    """The text holds a mark where the error must point."""
    problem = problem_of(text.replace(MARK, ""))
    assert problem.offset == text.index(MARK), problem.message
    return problem


# -- an independent meaning: trees as tuples -----------------------------------------------------------------


def meaning(tree: Any, world: dict[str, bool]) -> bool:
    """The truth of a tuple tree, from the description of the language and from nothing else."""
    head, *parts = tree
    if head == "name":
        return bool(world[parts[0]])
    if head == "constant":
        return bool(parts[0] == "true")
    if head == "pattern":
        pairs = zip(parts[0], world.values(), strict=True)
        return all(letter == "-" or (letter == "Y") == taken for letter, taken in pairs)
    values: list[bool]
    if head == "count":
        kind, number, members = parts
        found = len([member for member in members if meaning(member, world)])
        fits = {"at least": found >= number, "at most": found <= number, "exactly": found == number}
        return bool(fits[kind])
    values = [meaning(part, world) for part in parts]
    if head == "not":
        return not values[0]
    left, right = values
    return {
        "and": left and right,
        "or": left or right,
        "xor": left is not right,
        "iff": left is right,
        "implies": right if left else True,
        "if": left if right else True,
        "unless": left or right,
    }[str(head)]


def in_full(tree: Any) -> str:
    """The text of a tuple tree with every parenthesis."""
    head, *parts = tree
    if head in ("name", "constant"):
        return str(parts[0])
    if head == "pattern":
        return f"'{parts[0]}'"
    if head == "count":
        return f"{parts[0]} {parts[1]} of ({', '.join(map(in_full, parts[2]))})"
    if head == "not":
        return f"not ({in_full(parts[0])})"
    return f"({in_full(parts[0])}) {head} ({in_full(parts[1])})"


LEAVES = st.one_of(
    st.tuples(st.just("name"), st.sampled_from(NAMES)),
    st.tuples(st.just("constant"), st.sampled_from(["true", "false"])),
    st.tuples(st.just("pattern"), st.text("YN-", min_size=len(NAMES), max_size=len(NAMES))),
)
WORDS = st.sampled_from(["and", "or", "xor", "iff", "implies", "if", "unless"])
COUNTS = st.sampled_from(["at least", "at most", "exactly"])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(WORDS, inner, inner),
        st.tuples(st.just("count"), COUNTS, st.integers(0, 4), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(TREES)
def test_text_of_a_random_tree_means_what_the_tree_means(tree):
    assert truths(parse_condition(in_full(tree))) == [meaning(tree, world) for world in WORLDS]


@settings(max_examples=60)
@given(TREES)
def test_text_written_back_has_the_same_tree(tree):
    condition = parse_condition(in_full(tree))
    written = str(condition)
    assert parse_condition(written) == condition
    assert str(parse_condition(written)) == written


@settings(max_examples=60)
@given(TREES)
def test_text_written_back_is_no_longer_than_the_full_one(tree):
    text = in_full(tree)
    assert len(str(parse_condition(text))) <= len(text)


def by_splitting(words: list[str], world: dict[str, bool]) -> bool:
    """The truth of a text without parentheses: split at the loosest word, that is the last in this list."""
    for word in ("iff", "xor", "or", "and"):
        if word in words:
            parts: list[list[str]] = [[]]
            for token in words:
                if token == word:
                    parts.append([])
                else:
                    parts[-1].append(token)
            values = [by_splitting(part, world) for part in parts]
            if word == "and":
                return all(values)
            if word == "or":
                return any(values)
            result = values[0]
            for value in values[1:]:
                result = (result != value) if word == "xor" else (result == value)
            return result
    return world[words[-1]] ^ (words.count("not") % 2 == 1)


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 2)), min_size=1, max_size=7),
    st.data(),
)
def test_binding_without_parentheses_agrees_with_splitting_at_the_loosest_word(operands, data):
    words: list[str] = []
    for name, negations in operands:
        if words:
            words.append(data.draw(st.sampled_from(["and", "or", "xor", "iff"])))
        words += ["not"] * negations + [name]
    assert truths(parse_condition(" ".join(words))) == [by_splitting(words, world) for world in WORLDS]


# -- binding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("not a and b", "(not a) and b"),
        ("not a iff b", "(not a) iff b"),
        ("a or b and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c"),
        ("a xor b or c", "a xor (b or c)"),
        ("a or b xor c", "(a or b) xor c"),
        ("a implies b xor c", "a implies (b xor c)"),
        ("a xor b implies c", "(a xor b) implies c"),
        ("a if b or c", "a if (b or c)"),
        ("a and b if c", "(a and b) if c"),
        ("a unless b and c", "a unless (b and c)"),
        ("a iff b implies c", "a iff (b implies c)"),
        ("a implies b iff c", "(a implies b) iff c"),
        ("a if b iff c unless d", "(a if b) iff (c unless d)"),
        ("not not a", "not (not a)"),
        ("not a implies not b", "(not a) implies (not b)"),
        ("not at least 1 of (a, b) and c", "(not at least 1 of (a, b)) and c"),
        ("a implies b implies c", "a implies (b implies c)"),
        ("a implies b implies c implies d", "a implies (b implies (c implies d))"),
    ],
)
def test_binding_tightest_first(written, meant):
    assert same(written, meant)
    assert not same(written, f"not ({meant})")


def test_implies_associates_to_the_right_in_meaning_too():
    assert truths(parse_condition("a implies b implies c")) != truths(parse_condition("(a implies b) implies c"))


def test_if_is_implies_turned_round():
    assert truths(parse_condition("a if b")) == truths(parse_condition("b implies a"))


def test_unless_is_or():
    assert truths(parse_condition("a unless b")) == truths(parse_condition("a or b"))


def test_long_xor_is_parity_and_long_iff_associates():
    assert truths(parse_condition("a xor b xor c")) == [(w["a"] + w["b"] + w["c"]) % 2 == 1 for w in WORLDS]
    assert truths(parse_condition("a iff b iff c")) == truths(parse_condition("(a iff b) iff c"))


@pytest.mark.parametrize(
    "text",
    [
        "a implies b ‸if c",
        "a if b ‸implies c",
        "a implies b ‸unless c",
        "a unless b ‸implies c",
        "a if b ‸unless c",
        "a unless b ‸if c",
        "a if b ‸if c",
        "a unless b ‸unless c",
        "a implies b implies c ‸if d",
        "(a if b ‸if c) or d",
        "at least 1 of (a if b ‸unless c, d)",
    ],
)
def test_mixed_conditionals_need_parentheses(text):
    problem = assert_points_at_mark(text)
    assert "two ways" in problem.message
    assert "parentheses" in problem.hint


@pytest.mark.parametrize("text", ["(a if b) if c", "a unless (b unless c)", "a if (b implies c)", "(a if b) unless c"])
def test_mixed_conditionals_with_parentheses_are_read(text):
    assert str(parse_condition(text)) == text


# -- counts and constants ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["at least", "at most", "exactly"])
@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_counts(kind, number):
    found = truths(parse_condition(f"{kind} {number} of (a, b and c, not d)"))
    expected = []
    for w in WORLDS:
        total = [w["a"], w["b"] and w["c"], not w["d"]].count(True)
        expected.append(
            total >= number if kind == "at least" else total <= number if kind == "at most" else total == number
        )
    assert found == expected


def test_counts_of_counts_constants_and_patterns():
    text = "exactly 2 of (true, at least 1 of (a, b), 'Y----', a implies b)"
    expected = [1 + (w["a"] or w["b"]) + w["a"] + (not w["a"] or w["b"]) == 2 for w in WORLDS]
    assert truths(parse_condition(text)) == expected


def test_a_thing_counted_twice_counts_twice():
    assert truths(parse_condition("at least 2 of (a, a)")) == truths(parse_condition("a"))


def test_true_and_false():
    assert all(truths(parse_condition("true")))
    assert not any(truths(parse_condition("false")))
    assert truths(parse_condition("false or a")) == truths(parse_condition("a"))


@pytest.mark.parametrize(
    "text",
    [
        "at ‸2 of (a)",
        "at ‸most_of (a)",
        "at least ‸of (a)",
        "at least ‸two of (a)",
        "exactly ‸of (a)",
        "exactly ‸-1 of (a)",
        "at least 2 ‸(a, b)",
        "at least 2 of ‸a",
        "at least 2 of (‸)",
        "at least 2 of (a,‸)",
        "at least 2 of (a ‸b)",
        "at least 1‸.5 of (a)",
        "exactly ‸12345678901234567890 of (a)",
    ],
)
def test_count_that_is_no_count_points_at_the_character(text):
    assert_points_at_mark(text)


# -- patterns ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["YN-Y-", "Y N - Y -", " YN-Y- ", "'YN-Y-'", '"Y N-Y -"'])
def test_pattern_alone_bare_or_quoted(text):
    assert truths(parse_condition(text)) == [w["a"] and not w["b"] and w["d"] for w in WORLDS]


def test_pattern_in_quotes_inside_a_condition():
    text = "not 'YN---' and e"
    assert truths(parse_condition(text)) == [not (w["a"] and not w["b"]) and w["e"] for w in WORLDS]


def test_pattern_of_one_letter():
    assert str(parse_condition("N")) == "N"
    assert names_in(parse_condition("Y")) == ()


def test_bare_pattern_letters_inside_a_condition_are_a_name():
    assert names_in(parse_condition("YY and a")) == ("YY", "a")


@pytest.mark.parametrize("text", ["‸'YNx' and a", "a and ‸'b'", 'a and ‸""', "a and ‸'Y", "a or ‸\"Y'"])
def test_quotes_hold_a_pattern_and_are_closed(text):
    assert_points_at_mark(text)


@pytest.mark.parametrize(
    ("wanted", "letters"), [("Y", 1), ("YNY", 3), ("'Y' and x", 1), ("at least 1 of ('-N-', x)", 3)]
)
def test_pattern_has_one_letter_per_option(wanted, letters):
    problem = only_problem(pair(f"scenarios: {{s: {{when: {wanted!r}}}}}"))
    assert str(letters) in problem.message
    assert "2 options" in problem.message
    assert "a.x, b.z" in problem.hint


def test_pattern_letters_are_in_option_order():
    conflict = read(pair("scenarios: {first: {when: YN}, second: {when: NY}}\n"))
    found = {state.scenario: state.taken for state in conflict.analyse().states if state.scenario}
    assert found == {"first": ("a.x",), "second": ("b.z",)}


# -- errors point at the character ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("a ‸& b", "and"),
        ("a ‸|| b", "or"),
        ("‸!a", "not"),
        ("‸~a", "not"),
        ("a ‸^ b", "xor"),
        ("a ‸== b", "iff"),
        ("a ‸-> b", "implies"),
        ("a ‸→ b", "implies"),
        ("‸¬a", "not"),
        ("a ‸∧ b", "and"),
        ("a ‸∨ b", "or"),
        ("‸[a]", "round parentheses"),
        ("a and ‸{b}", "round parentheses"),
        ("‸été", "letters A to Z"),
        ("a and b ‸c", "join"),
        ("a and‸", "option"),
        ("not‸", "option"),
        ("(a or‸", "option"),
        ("a and ‸or b", "option"),
        ("‸and a", "option"),
        ("a or ‸)", "option"),
        ("‸()", ""),
        ("a and ‸1", "option"),
        ("a ‸; b", ""),
        ("a.b‸.c", ""),
        ("a ‸. b", ""),
        ("‸", "true"),
        ("a‸) and b", "open one"),
        ("a and ‸(b", ""),
        ("a and ‸(b or (c and d)", ""),
    ],
)
def test_error_points_at_the_character_and_says_what_to_write(text, help):
    if text == "‸()":
        text = "(‸)"
    assert help in assert_points_at_mark(text).hint


@pytest.mark.parametrize("text", ["at least 2 of ‸(a", "a‸, b", "(a‸, b)"])
def test_text_rule_1_unbalanced_parenthesis_beside_a_comma_says_to_quote(text):
    problem = assert_points_at_mark(text)
    assert "quotes" in problem.hint
    assert "at least 2 of (a, b, c)" in problem.hint


def test_text_rule_1_unquoted_count_in_a_flow_list_is_told_to_quote():
    found = messages(pair(a="[at least 1 of (x, z)]"))
    assert found
    assert all("quotes" in message for message in found), found


def test_unknown_name_points_at_the_name():
    text = "a.x and (b.z or unkown)"
    problem = only_problem(pair(f"definitions: {{unknown: x}}\nscenarios: {{s: {{when: {text}}}}}"))
    assert problem.location is not None
    line = problem.location.text
    assert line[problem.location.column - 1 :].startswith("unkown")
    assert "unknown" in problem.hint


@pytest.mark.parametrize("text", ["‸NOT a", "a ‸AND b", "a ‸Or b"])
def test_words_in_capitals_are_not_the_words_of_the_language(text):
    assert_points_at_mark(text)


# -- depth ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "a" + ")" * 10_000,
        "(" * 10_000,
        "not " * 10_000 + "a",
        " implies ".join(["a"] * 10_000),
        "at least 1 of (" * 10_000 + "a" + ")" * 10_000,
        "a and (" * 10_000 + "a" + ")" * 10_000,
        "(" * 10_000 + "a" + " and a)" * 10_000,
        "not (" * 10_000 + "a" + ")" * 10_000,
        "a if (" * 10_000 + "a" + ")" * 10_000,
    ],
    ids=["parentheses", "unclosed", "nots", "implies", "counts", "right", "left", "not-parentheses", "ifs"],
)
def test_text_rule_1_depth_beyond_200_is_an_error_not_a_crash(text):
    problem = problem_of(text)
    assert str(DEPTH_LIMIT) in problem.message
    assert "definitions" in problem.hint


@pytest.mark.parametrize("word", ["and", "or", "xor", "iff"])
def test_text_rule_1_long_chains_are_not_deep(word):
    condition = parse_condition(f" {word} ".join(["a"] * 10_000))
    assert str(condition).count("a") - str(condition).count("and") == 10_000
    assert truths(condition)[-1] is (word != "xor")


def test_text_rule_1_wide_counts_are_not_deep():
    condition = parse_condition(f"at least 10000 of ({', '.join(['a'] * 10_000)})")
    assert truths(condition) == truths(parse_condition("a"))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 199 + "a" + ")" * 199,
        "not " * 199 + "a",
        " implies ".join(["a"] * 200),
        "at least 1 of (" * 199 + "a" + ")" * 199,
        "(" * 99 + "a" + " and a)" * 99,
    ],
    ids=["parentheses", "nots", "implies", "counts", "left"],
)
def test_text_rule_1_depth_up_to_200_is_read_evaluated_and_written(text):
    condition = parse_condition(text)
    assert len(truths(condition)) == len(WORLDS)
    assert parse_condition(str(condition)) == condition


def test_deep_conditions_in_a_file_are_one_error_at_their_place():
    problem = only_problem(pair(a=f"[x, {'(' * 1000}x{')' * 1000}]"))
    assert problem.location is not None
    assert problem.location.line == 6
    assert problem.location.column == len("    preferences: [x, ") + DEPTH_LIMIT + 1


# -- definitions ---------------------------------------------------------------------------------------------


def test_definitions_may_use_definitions_in_any_order():
    conflict = read(pair("definitions: {p: not q, q: x and z}\nscenarios: {s: {when: p}}\n"))
    assert [state.scenario for state in conflict.analyse().states] == ["s", "s", "s", None]


def test_definitions_a_cycle_is_an_error_that_shows_it():
    problem = only_problem(pair("definitions: {p: not q, q: r or x, r: p}\n"))
    assert "p → q → r → p" in problem.message


def test_definitions_every_cycle_is_reported():
    found = messages(pair("definitions: {p: q, q: p, r: s, s: r}\n"))
    assert len(found) == 2, found


def test_definitions_are_evaluated_once_never_expanded():
    # Each uses the one before twice: expanded in place the last would have 2**60 names.
    lines = ["definitions:", "  d0: x or z"] + [f"  d{n}: d{n - 1} and not not d{n - 1}" for n in range(1, 60)]
    conflict = read(pair("\n".join(lines) + "\nscenarios: {s: {when: d59}}\n"))
    assert [state.scenario for state in conflict.analyse().states] == [None, "s", "s", "s"]


def test_definitions_a_chain_of_thousands_needs_no_recursion():
    lines = ["definitions:", "  d0: x"] + [f"  d{n}: not d{n - 1}" for n in range(1, 3000)]
    conflict = read(pair("\n".join(lines) + "\nscenarios: {s: {when: d2999}}\n"))
    assert [state.scenario for state in conflict.analyse().states] == ["s", None, "s", None]
