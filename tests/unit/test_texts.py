"""Texts in several languages: text rule 2."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle

import pytest

from denouement.model.text import Text, in_language
from tests.unit.models import (
    FORMAT_EXAMPLE,
    PAIR,
    assert_one_at_mark,
    only_problem,
    pair,
    read,
)

BOTH = "{en: A pair, fr: Une paire}"


@pytest.mark.parametrize(
    ("language", "expected"), [("", "A pair"), ("language: fr\n", "Une paire"), ("language: de\n", "A pair")]
)
def test_text_rule_2_per_language_is_read_in_the_model_s_language_else_in_the_first(language, expected):
    title = read(pair(language).replace("A pair", BOTH)).title
    assert title == expected
    assert (in_language(title, "fr"), in_language(title, "en")) == ("Une paire", "A pair")


def test_text_rule_2_per_language_falls_back_to_the_base_and_then_to_what_there_is():
    text = Text({"en": "A pair", "fr": "Une paire"}, "en")
    assert (in_language(text, "fr-CA"), in_language(text, "de")) == ("Une paire", "A pair")
    assert in_language("plain", "fr") == "plain"


EVERYWHERE = """\
denouement: 1
title: {t}
summary: {t}
tags: [{t}]
sources: {{s: {{title: {t}, publisher: {t}, note: {t}, authors: [{t}]}}}}
evidence: {{e: {{source: s, quote: {t}, note: {t}, where: {t}}}}}
decision_makers:
  a:
    name: {t}
    note: {t}
    members: [{t}]
    options: {{x: {{name: {t}, note: {t}}}}}
    preferences: {{readings: {{r: {{name: {t}, note: {t}, statements: [{{that: x, name: {t}}}]}}}}}}
rules: [{{always: x or not x, why: {t}}}]
scenarios: {{k: {{when: x, name: {t}, story: {t}, note: {t}}}}}
history: [{{date: 2023-11-01, event: {t}, note: {t}}}]
claims: {{c: {{quote: {t}, note: {t}}}}}
forbidden_moves: [{{by: a, from: x, why: {t}}}]
coalesce: [{{when: 'false', why: {t}}}]
"""


def test_text_rule_2_any_text_may_be_given_per_language():
    plain, translated = read(EVERYWHERE.format(t="A pair")), read(EVERYWHERE.format(t=BOTH))
    assert translated.names == plain.names
    assert translated.analyse().to_dict(full=True)["names"] == {"a": "A pair", "a.x": "A pair"}
    french = read("language: fr\n" + EVERYWHERE.format(t=BOTH))
    assert set(french.names.values()) == {"Une paire"}
    assert french.scenarios[0].title == french.rules[0].why == french.history[0].event == "Une paire"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("‸{}", "empty"),
        ("{‸french: Une paire}", "not a language"),
        ("{en: A pair, ‸en: Again}", "twice"),
        ("{en: ‸[A]}", "must be a text"),
        ("{en: ‸''}", "empty"),
        ("‸[A, pair]", "must be a text"),
    ],
)
def test_text_rule_2_per_language_what_is_none_is_an_error(written, says):
    assert_one_at_mark(pair().replace("title: A pair", f"title: {written}"), says)


@pytest.mark.parametrize("key", ["as_of: {en: 2023-11-20}", "start: {en: x}", "language: {en: en}"])
def test_text_rule_2_what_is_no_text_for_people_has_one_value(key):
    only_problem(pair(f"{key}\n"))


def test_text_rule_5_sha256_sees_every_translation():
    def sha(title: str) -> str:
        return read(pair().replace("A pair", title)).sha256

    assert len({sha("A pair"), sha("{en: A pair}"), sha(BOTH), sha(BOTH.replace("Une", "La"))}) == 4
    assert sha(BOTH) == sha('{"en": "A pair", "fr": \'Une paire\'}')


def test_text_rule_5_sha256_sees_every_part_of_the_whole_form():
    base = FORMAT_EXAMPLE
    others = [
        base,
        base + "forbidden_moves: [{by: board, from: leave}]\n",
        base + "forbidden_moves: [{by: board, to: leave}]\n",
        base + "coalesce: [{when: leave}]\n",
        base + "coalesce: [{when: leave, as: gone}]\n",
    ]
    assert len({read(text).sha256 for text in others}) == len(others)
    wants = [
        "{ranking: [YY, YN, NY, NN]}",
        "{ranking: [YY, YN, [NY, NN]]}",
        "{ranking: [YY, YN, NY, NN], unknown: [[YY, NN]]}",
        "{ranking: [YY, YN, NY, NN], unknown: [[NN, YY]]}",
        "{weights: {x: 1}}",
        "{weights: {x: 2}}",
        "{payoffs: {x: 1}}",
        "{pairs: [1 > 2]}",
        "{pairs: [1 >> 2]}",
        "{pairs: [1 ~ 2]}",
        "{pairs: [1 ? 2]}",
        "{pairs: []}",
        "{statements: [{that: x, strength: great}]}",
    ]
    assert len({read(pair(a=want)).sha256 for want in wants}) == len(wants)
    assert read(pair(a="{weights: {x: 0.5}}")).sha256 == read(pair(a="{weights: {x: 1/2}}")).sha256


def test_text_is_a_string_that_can_be_copied_and_compared():
    text = Text({"en": "A pair", "fr": "Une paire"}, "fr")
    assert text == "Une paire"
    for again in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert again == text
        assert dict(again.translations) == dict(text.translations)
    assert not text == Text({"en": "Another", "fr": "Une paire"}, "fr")  # noqa: SIM201


def test_text_that_is_not_equal_is_unequal():
    assert Text({"en": "Another", "fr": "Une paire"}, "fr") != Text({"en": "A pair", "fr": "Une paire"}, "fr")


def test_text_rule_5_sha256_is_of_the_canonical_json_defaults_omitted():
    maker = {
        "id": "a",
        "options": [{"id": "x", "name": "X"}],
        "readings": [{"preference": {"statements": [{"that": "x"}]}}],
    }
    other = {
        "id": "b",
        "options": [{"id": "z", "name": "Z"}],
        "readings": [{"preference": {"statements": [{"that": "z"}]}}],
    }
    data = {"denouement": "1", "title": "A pair", "decision_makers": [maker, other]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert read(PAIR).sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_text_rule_6_statements_have_default_ids():
    readings = "{readings: {r: [x, {that: z, id: own}, x], s: [z]}}"
    conflict = read(pair(a=readings, b="[z, x]"))
    assert [premise.id for premise in conflict.analyse().premises] == ["a.r.1", "own", "a.r.3", "b.1", "b.2"]
    assert conflict.analyse(readings={"a": "s"}).premises[0].id == "a.s.1"
