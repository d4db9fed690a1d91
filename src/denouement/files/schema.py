"""The JSON Schema of model files, made from the table of keys that the reader uses.

Scalars may be written as YAML likes them (`1`, `.65`, `2023-11-20`, `no`): the reader takes the text as written,
and so the schema allows every scalar type where a text is meant.
"""

from __future__ import annotations

from typing import Any

from denouement.files.keys import FORMS, KEYS, KINDS, Key
from denouement.language import _
from denouement.model.claim_language import STANDINGS
from denouement.model.conflict import MOVES, RULE_KINDS
from denouement.model.evidence import CREDIBILITY, RELIABILITY, YARDSTICK
from denouement.model.names import CONDITION_WORDS, RESERVED

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_NOT_AN_ID = "|".join([*sorted(CONDITION_WORDS | RESERVED), "[YN]+"])
_ID = {"pattern": rf"^(?!({_NOT_AN_ID})$)[A-Za-z_][A-Za-z0-9_]*$"}
_OPTION = {"pattern": r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$"}


_SPECIAL = frozenset({"model", "statement", "option", "reading", "listed_state", "perceived_wants"})
"""Kinds of mappings that may be written in another way as well."""


def json_schema() -> Schema:
    """Return the schema (draft 2020-12) of a model file, with descriptions in the language spoken."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _("Denouement model file, format 1"),
        **_mapping("model"),
        "$defs": {
            **_FORMS,
            **{kind: _mapping(kind) for kind in KEYS if kind not in _SPECIAL},
            "listed_state": {"anyOf": [{"type": "null"}, _mapping("listed_state")]},
            "option": {"anyOf": [_ref("text"), _mapping("option")]},
            "statement": {"anyOf": [_ref("condition"), _mapping("statement"), _named_condition()]},
            "reading": {"anyOf": [_list("statement"), {**_mapping("reading"), **_one_of(*FORMS)}]},
            "perceived_wants": {"anyOf": [_list("statement"), {**_mapping("perceived_wants"), **_one_of(*FORMS)}]},
            "wants": {"anyOf": [_list("statement"), {**_ref("preferences")}]},
        },
    }


def _mapping(kind: str) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {key.name: {"description": _(key.says), **_value(key)} for key in KEYS[kind]},
        "additionalProperties": False,
    }
    required = [key.name for key in KEYS[kind] if key.required]
    if required:
        schema["required"] = required
    if kind == "rule":
        schema.update(_one_of(*RULE_KINDS))
    if kind == "evidence":
        schema["anyOf"] = [{"required": ["quote"]}, {"required": ["note"]}]
    if kind == "perception":
        saying = ("readings", "preferences", "unseen", "rules", "disbelieves")
        schema["anyOf"] = [{"required": [key]} for key in saying]
    if kind in ("preferences", "reading", "perceived_wants"):
        schema["dependentRequired"] = {"unknown": ["ranking"]}
    if kind == "step":
        schema["dependentRequired"] = {key: ["by"] for key in ("take", "drop", "to")}
    if kind == "preferences":
        schema.update(_one_of(*FORMS, "readings"))
    return schema


def _value(key: Key) -> Schema:
    if key.form.startswith("id: "):
        form = key.form.removeprefix("id: ").replace(" ", "_")
        schema: Schema = {
            "type": "object",
            "propertyNames": _OPTION if form == "number" else _ID,
            "additionalProperties": _ref(form),
        }
        if form in ("reading", "decision_maker"):
            schema["minProperties"] = 1
        return schema
    if key.form.startswith("list: "):
        return _list(key.form.removeprefix("list: ").replace(" ", "_"))
    if key.form == "preferences":
        return _ref("wants")
    return _ref(key.form.replace(" ", "_"))


def _list(form: str) -> Schema:
    return {"type": "array", "items": _ref(form)}


def _ref(form: str) -> Schema:
    return {"$ref": f"#/$defs/{form}"}


def _one_of(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


def _named_condition() -> Schema:
    names = [key.name for key in KEYS["statement"]]
    return {
        "type": "object",
        "propertyNames": {"not": {"enum": names}},
        "additionalProperties": _ref("condition"),
        "minProperties": 1,
        "maxProperties": 1,
    }


_DATE = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?"

_FORMS: dict[str, Schema] = {
    "version": {"enum": [1, "1"]},
    "scalar": _SCALAR,
    "text": {
        "anyOf": [
            _SCALAR,
            {
                "type": "object",
                "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
                "additionalProperties": _SCALAR,
                "minProperties": 1,
            },
        ]
    },
    "texts": {"type": "array", "items": {"$ref": "#/$defs/text"}},
    "number": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?[0-9./]+$"}]},
    "payoffs": {"type": "object", "additionalProperties": {"$ref": "#/$defs/number"}},
    "pair": {"type": "string", "pattern": "[>~?]"},
    "two_states": {"type": "array", "items": {"$ref": "#/$defs/state"}, "minItems": 2, "maxItems": 2},
    "strength": {"enum": ["great"]},
    "word": {"enum": list(KINDS)},
    "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "date": {"type": "string", "pattern": f"^{_DATE}$"},
    "loose_date": {"type": ["string", "number"], "pattern": rf"^(\d{{4}}(-\d{{2}})?|{_DATE})$"},
    "url": {"type": "string", "pattern": "^https?://"},
    "id": {"type": "string", **_ID},
    "ids": {"type": "array", "items": {"type": "string"}},
    "id_or_ids": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "moves": {"enum": list(MOVES)},
    "reliability": {"enum": list(RELIABILITY)},
    "credibility": {"enum": [*CREDIBILITY, *map(int, CREDIBILITY)]},
    "certainty": {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            {"enum": list(YARDSTICK)},
            {"type": "string", "pattern": r"^[0-9./]+$"},
        ]
    },
    "says": {"type": "string", "pattern": rf"\b({'|'.join((*STANDINGS, 'ending', 'stable', 'reachable'))})\s*\("},
    "condition": {"type": ["string", "boolean"]},
    "conditions": {"type": "array", "items": {"type": ["string", "boolean"]}, "minItems": 1},
    "state": {"anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": "string"}}]},
    "ranking": {
        "type": "array",
        "items": {
            "anyOf": [
                {"type": ["string", "number"]},
                {"type": "array", "items": {"$ref": "#/$defs/state"}, "minItems": 1},
            ]
        },
    },
}
