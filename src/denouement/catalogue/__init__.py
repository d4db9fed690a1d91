"""Published conflicts as model files, each with its citation and expected answers."""

from __future__ import annotations

import json
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from denouement.errors import Problem, RequestError
from denouement.files.conflict_yaml import read_bytes
from denouement.language import _
from denouement.model.conflict import Conflict
from denouement.model.names import did_you_mean

_MODEL, _EXPECTED = ".yaml", ".expected.json"


def names() -> tuple[str, ...]:
    """Return the names of all models in the catalogue, sorted."""
    files = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_MODEL) for name in files if name.endswith(_MODEL)))


def text(name: str) -> str:
    """Return the model file of a catalogue entry as it stands."""
    return _file(name).read_text(encoding="utf-8")


def load(name: str) -> Conflict:
    """Return a catalogue model; raise RequestError if there is none of that name."""
    return read_bytes(_file(name).read_bytes(), f"{name}{_MODEL}")


def expected(name: str) -> dict[str, Any] | None:
    """Return the expected answers of a catalogue model, by options taken; None if it has none."""
    file = resources.files(__name__) / f"{name}{_EXPECTED}"
    if name not in names() or not file.is_file():
        return None
    answers: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return answers


def _file(name: str) -> Traversable:
    if name not in names():
        hint = did_you_mean(name, names()) or _("`denouement catalogue list` shows all")
        raise RequestError(Problem(_("there is no model {name!r} in the catalogue", name=name), hint))
    return resources.files(__name__) / f"{name}{_MODEL}"
