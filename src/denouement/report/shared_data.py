"""What the JSON of several commands has alike: what is asked about, and states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from denouement.analysis.endings import State
from denouement.analysis.result import Analysis


def head_data(format: str, analysis: Analysis, supposed: Sequence[str]) -> dict[str, Any]:
    """Return how a JSON object begins: its format, the program, the model, the day, and what is supposed."""
    return {
        "format": format,
        "version": analysis.version,
        "model": {"title": analysis.conflict.title, "sha256": analysis.conflict.sha256},
        "as_of": analysis.as_of,
        "ending_concepts": list(analysis.ending_concepts),
        "supposed": list(supposed),
    }


def state_data(state: State) -> dict[str, Any]:
    """Return a state: its number in this analysis, and what it is, whatever its number."""
    return {"state": state.id, "taken": list(state.taken), "scenario": state.scenario}
