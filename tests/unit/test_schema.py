"""The JSON Schema: valid itself, fits every published model, and refuses what the reader refuses."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml

from denouement import catalogue
from denouement.files.keys import KEYS
from denouement.files.schema import json_schema
from tests.unit.models import FORMAT_EXAMPLE, pair, problems
from tests.unit.test_any_bytes import FORMS
from tests.unit.test_graph_form import BARE, FULL


class Native(yaml.CSafeLoader):
    """As editors read YAML 1.2: numbers and booleans are that, dates are texts."""


Native.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
LOADERS = {"native types": Native, "texts": yaml.CBaseLoader}


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(json_schema())


def accepts(text: str, loader: type = Native) -> bool:
    return bool(validator().is_valid(yaml.load(text, loader)))


def test_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_is_plain_json():
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_schema_describes_every_key_of_the_reader_and_no_other():
    schema = json_schema()
    kinds = {"model": schema, **{kind: schema["$defs"][kind] for kind in KEYS if kind != "model"}}
    for kind, described in kinds.items():
        forms = [described, *described.get("anyOf", [])]
        (mapping,) = [form for form in forms if "properties" in form]
        assert set(mapping["properties"]) == {key.name for key in KEYS[kind]}
        assert all(value["description"] for value in mapping["properties"].values())


def test_schema_resolves_every_reference():
    text = json.dumps(json_schema())
    for reference in {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}:
        assert reference in json_schema()["$defs"]


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@pytest.mark.parametrize("name", catalogue.names())
def test_schema_fits_every_model_of_the_catalogue(name, loader):
    errors = [
        f"{list(e.absolute_path)}: {e.message}"[:300]
        for e in validator().iter_errors(yaml.load(catalogue.text(name), loader))
    ]
    assert errors == []


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
def test_schema_fits_the_format_s_example_and_the_starter(loader):
    from importlib.resources import files

    assert accepts(FORMAT_EXAMPLE, loader)
    for name in ("starter.yaml", "starter.fr.yaml"):
        assert accepts((files("denouement.files") / name).read_text(encoding="utf-8"), loader)


RIGHT = [
    pair(),
    pair("start: []\nbaseline: start\n"),
    pair("baseline: 3\n"),
    pair("start: NY\n"),
    pair("as_of: 2023-11-20\n"),
    pair('as_of: "2023-11-19T23:53-08:00"\n'),
    pair(a="[]"),
    pair(a="[x, no deal: not z, {that: x, name: N, certainty: .65}]"),
    pair(a="[{that: x, certainty: likely}, 'true']"),
    pair(a="[{that: x, certainty: 1/3}]"),
    pair(a="{ranking: [NN, [NY, YN], YY]}"),
    pair(a="{ranking: [1, [2, 3], [[x, z]]]}"),
    pair(a="{readings: {r: [x], s: {certainty: .5, ranking: ['--']}}}"),
    pair(options_a="{x: {moves: take, note: 1}}"),
    pair("history: [{date: 2023-11-20, by: a, take: [x]}, {date: 2023-11-20, by: [a, b], drop: [x], take: [z]}]\n"),
    pair("rules: [{never: x and z, why: no}, {at_most_one: [x, 'x and z']}]\n"),
    pair("sources: {s: {date: 1993, reliability: A}}\nevidence: {e: {source: s, note: 1, credibility: 2}}\n"),
    pair("definitions: {d: true}\n"),
    pair("title: {en: A pair, fr-CA: Une paire}\n").replace("title: A pair\n", ""),
    pair("forbidden_moves: [{by: a, from: x, to: z, why: W, evidence: [], since: 2023-11-01}, {by: b}]\n"),
    pair("coalesce: [{when: x, as: closed, represented_by: YY, why: {en: W}}, {when: NN}]\n"),
    pair("coalesce: [{when: false, represented_by: [x]}]\n"),
    pair(a="{weights: {x: 3, z: -0.5}}"),
    pair(a="{weights: {x: 1/3, z: '2.5'}}"),
    pair(a='{payoffs: {"1": 4, "2": -1, "3": 0.5, "4": 1/2}}'),
    pair(a="{payoffs: {x and z: 4, not x: -1}}"),
    pair(a="{pairs: [1 > 2, YN ~ NY, 1 ? 3, 4 >> 1]}"),
    pair(a="{ranking: [YY, [YN, NY], NN], unknown: [[YY, NN], [[x], []]]}"),
    pair(a="{readings: {r: {weights: {x: 1}}, s: {payoffs: {x: 1}}, t: {pairs: []}}}"),
    pair(a="[{that: x, strength: great}, z]"),
    BARE.replace("s3: }", "s3: {}}"),
    FULL,
    BARE.replace("s3: }", "s3: {}}") + "history: [{date: 2023-11-01, by: a, to: s3}]\nbaseline: s2\n",
    FORMS,
]


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@pytest.mark.parametrize("text", RIGHT)
def test_schema_and_reader_accept(text, loader):
    assert problems(text) == []
    assert accepts(text, loader)


def test_schema_and_reader_accept_a_listed_state_of_which_nothing_is_said():
    assert problems(BARE) == []
    assert accepts(BARE)


def test_schema_and_reader_agree_on_null():
    text = BARE.replace("s3: }", "s3: null}")
    assert accepts(text) == (not problems(text))


def test_schema_accepts_weights_of_options_with_their_owners():
    text = pair(a="{weights: {x: 3, b.z: -0.5}}")
    assert problems(text) == []
    assert accepts(text)


WRONG = [
    pair("colour: red\n"),
    pair().replace("denouement: 1", "denouement: 2"),
    pair().replace("denouement: 1\n", ""),
    pair().replace("title: A pair\n", ""),
    pair().replace("A pair", "[A, pair]"),
    "denouement: 1\ntitle: T\n",
    "[1, 2]\n",
    "denouement: 1\ntitle: T\ndecision_makers: [a, b]\n",
    pair("tags: one\n"),
    pair("as_of: soon\n"),
    pair("as_of: 2023-11\n"),
    pair("language: 1\n"),
    pair("language: English please\n"),
    pair("start: {x: y}\n"),
    pair("rules: {always: x}\n"),
    pair("rules: [{why: because}]\n"),
    pair("rules: [{always: x or z, never: x and z}]\n"),
    pair("rules: [{at_most_one: x}]\n"),
    pair("rules: [x]\n"),
    pair("rules: [{always: [x]}]\n"),
    pair("definitions: {my-id: x}\n"),
    pair("definitions: {d: {x: z}}\n"),
    pair("scenarios: {s: {name: S}}\n"),
    pair("scenarios: {s: x}\n"),
    pair("history: [{by: a, take: [x]}]\n"),
    pair("history: [{date: 2023-11-20, by: a, take: x}]\n"),
    pair("history: {date: 2023-11-20}\n"),
    pair("sources: {s: {url: 'javascript:alert(1)'}}\n"),
    pair("sources: {s: {reliability: Z}}\n"),
    pair("sources: {s: {date: May}}\n"),
    pair("sources: {s: {}}\nevidence: {e: {note: n}}\n"),
    pair("sources: {s: {}}\nevidence: {e: {source: s, note: n, credibility: 9}}\n"),
    pair(a="x"),
    pair(a="{weights: [x]}"),
    pair(a="{weights: {x: much}}"),
    pair(a="{weights: {x: [1]}}"),
    pair(a="{payoffs: [1]}"),
    pair(a="{payoffs: {x: much}}"),
    pair(a="{pairs: 1 > 2}"),
    pair(a="{pairs: [[1, 2]]}"),
    pair(a="{pairs: [1 = 2]}"),
    pair(a="{ranking: ['--'], unknown: [NN]}"),
    pair(a="{ranking: ['--'], unknown: [[NN]]}"),
    pair(a="{ranking: ['--'], unknown: [[NN, YY, YN]]}"),
    pair(a="{ranking: ['--'], weights: {x: 1}}"),
    pair(a="[{that: x, strength: much}]"),
    pair("forbidden_moves: {by: a}\n"),
    pair("forbidden_moves: [{from: x}]\n"),
    pair("forbidden_moves: [{by: a, form: x}]\n"),
    pair("forbidden_moves: [{by: a, from: [x]}]\n"),
    pair("coalesce: {when: x}\n"),
    pair("coalesce: [{as: closed}]\n"),
    pair("coalesce: [{when: x, as: two words}]\n"),
    pair("coalesce: [{when: x, into: y}]\n"),
    pair("states: [s1, s2]\n"),
    pair("states: {s 1: }\n"),
    FULL.replace("{taken: YN}", "{took: YN}"),
    FULL.replace("{taken: YN}", "YN"),
    FULL.replace("{taken: YN}", "{taken: {x: yes}}"),
    BARE.replace("moves: {s3: [s1]}", "moves: [s3]"),
    BARE.replace("moves: {s3: [s1]}", "moves: {s3: s1}"),
    BARE + "history: [{date: 2023-11-01, by: a, to: [s3]}]\n",
    pair("summary: {}\n"),
    pair("summary: {english please: x}\n"),
    pair("summary: {en: [x]}\n"),
    pair(a="{statements: [x], ranking: ['--']}"),
    pair(a="{}"),
    pair(a="{ranking: NN}"),
    pair(a="{readings: {r: {certainty: 1}}}"),
    pair(a="{readings: [x]}"),
    pair(a="[[x]]"),
    pair(a="[{x: z, z: x}]"),
    pair(a="[{name: N}]"),
    pair(a="[{that: x, certainty: much}]"),
    pair(a="[{that: x, certainty: surely}]"),
    pair(a="[{that: x, evidence: e}]"),
    pair(options_a="{x: {moves: back}}"),
    pair(options_a="{x: [X]}"),
    pair(options_a="[x]"),
    pair().replace("    options: {x", "    kind: mob\n    options: {x"),
    pair().replace("    options: {x", "    members: Ann\n    options: {x"),
    pair().replace("    preferences: [x]\n", ""),
    pair("claims: {c: {certainty: surely}}\n"),
    pair("claims: [c]\n"),
]


@pytest.mark.parametrize("text", WRONG)
def test_schema_and_reader_refuse_mistakes_of_shape(text):
    assert problems(text)
    assert not accepts(text)
    assert not accepts(text, yaml.CBaseLoader)


LENIENT = [
    ("definitions: {start: x}\n", "a reserved word as an id"),
    ("definitions: {not: x}\n", "a word of conditions as an id"),
    ("definitions: {YN: x}\n", "a pattern as an id"),
    ("title: ''\n", "an empty text"),
    ("rules: [{at_most_one: []}]\n", "a list of nothing"),
    ("evidence: {e: {source: s}}\nsources: {s: {}}\n", "evidence that says nothing"),
    ("history: [{date: 2023-11-01}]\n", "a step that says nothing"),
    ("history: [{date: 2023-11-01, take: [x]}]\n", "a step by nobody"),
    ("history: [{date: 2023-11-01, by: a, to: s1, take: [x]}]\nstates: {s1: , s2: }\n", "a step of two kinds"),
    ("rules: [{always: x, why: ''}]\n", "an empty reason"),
    ("coalesce: [{when: x, as: now}]\n", "a reserved word as the name of a merged state"),
    ("as_of: 2023-13-01\n", "a month that there is not"),
]
LENIENT_WANTS = [
    ("{statements: [x], unknown: [[NN, YY]]}", "unknown pairs without a ranking"),
    ("{readings: {}}", "no reading at all"),
    ("{ranking: [[]]}", "a tie of nothing"),
    ("{weights: {x: 1e3}}", "a number in powers of ten"),
    ("{weights: {x: '1.2.3'}}", "a number with two points"),
    ("{pairs: ['1 >']}", "a pair of one"),
    ("{pairs: ['1 < 2']}", "a pair the wrong way round"),
    ("[{that: x, certainty: '7'}]", "a certainty above 1 in quotes"),
    ("{ranking: [NN], readings: {r: [x]}}", "two forms"),
    ("{readings: {r: {ranking: [NN], pairs: []}}}", "two forms in a reading"),
]
UNSAID = {
    "a step that says nothing",
    "a step of two kinds",
    "a month that there is not",
    "a number with two points",
    "a pair of one",
    "a certainty above 1 in quotes",
}
"""What the schema does not say, so that an editor does not warn of it."""


def lenient() -> list[Any]:
    cases = [(pair().replace("title: A pair\n", form) if form.startswith("title") else pair(form), wrong)
             for form, wrong in LENIENT]  # fmt: skip
    cases += [(pair(a=form), wrong) for form, wrong in LENIENT_WANTS]
    mark = pytest.mark.xfail(strict=True, reason="the schema is more lenient than the reader: an editor would not warn")
    return [pytest.param(text, id=wrong, marks=[mark] if wrong in UNSAID else []) for text, wrong in cases]


@pytest.mark.parametrize("text", lenient())
def test_schema_refuses_what_the_reader_refuses_though_it_could_be_said(text):
    refused = not accepts(text) and not accepts(text, yaml.CBaseLoader)
    assert problems(text)
    assert refused


def described(schema: Any) -> int:
    """How many properties there are, after a look at what each says."""
    count = 0
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ():
            assert value["description"][0].isupper() or name in ("moves", "kind", "strength"), name
            assert value["description"].endswith("."), name
            count += 1
        count += sum(described(value) for value in schema.values())
    elif isinstance(schema, list):
        count += sum(map(described, schema))
    return count


def test_schema_completes_in_editors_every_property_has_a_description_in_a_sentence():
    assert described(json_schema()) == sum(map(len, KEYS.values()))


def test_schema_describes_no_form_twice_and_uses_every_one():
    schema = json_schema()
    text = json.dumps(schema)
    used = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert set(schema["$defs"]) - used <= {"scalar"}
