"""The difference between two analyses as plain data, the object that `diff --json` prints."""

from __future__ import annotations

from typing import Any

import attrs

from denouement.analysis.endings import Ending
from denouement.analysis.result import Analysis
from denouement.foresight.claims import Judgement
from denouement.foresight.difference import Difference

FORMAT = "denouement-diff/1"


def difference_data(difference: Difference) -> dict[str, Any]:
    """Return a difference as dicts, lists, texts, numbers and None; states by the options taken in them."""
    before, after = difference.before, difference.after
    return {
        "format": FORMAT,
        "version": after.version,
        "before": _side(before),
        "after": _side(after),
        "changes": [
            {"path": list(change.path), "kind": change.kind, "before": change.before, "after": change.after}
            for change in difference.changes
        ],
        "lasting": dict(zip(("before", "after"), map(_listed, difference.lasting), strict=True)),
        "endings": {
            "lost": [_ending(ending) for ending in difference.lost],
            "gained": [_ending(ending) for ending in difference.gained],
            "kept": len(difference.kept),
            "judged_anew": [{"before": _ending(old), "after": _ending(new)} for old, new in difference.judged_anew],
        },
        "standings": {
            maker: {"before": old and attrs.asdict(old), "after": new and attrs.asdict(new)}
            for maker, (old, new) in difference.standings.items()
        },
        "claims": None
        if difference.claims is None
        else [{"before": _judgement(old), "after": _judgement(new)} for old, new in difference.claims],
    }


def _side(analysis: Analysis) -> dict[str, Any]:
    now, baseline = analysis.status_quo, analysis.baseline
    return {
        "title": analysis.conflict.title,
        "sha256": analysis.conflict.sha256,
        "as_of": analysis.as_of,
        "readings": analysis.readings,
        "states": analysis.number_of_states,
        "status_quo": now and list(now.taken),
        "baseline": baseline and list(baseline.taken),
    }


def _judgement(judgement: Judgement | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    return {
        "claim": judgement.claim.id,
        "says": str(judgement.claim.says),
        "verdict": judgement.verdict,
        "readings": judgement.readings,
        "counts": dict(judgement.counts),
    }


def _listed(concepts: tuple[str, ...] | None) -> list[str] | None:
    return None if concepts is None else list(concepts)


def _ending(ending: Ending) -> dict[str, Any]:
    return {
        "state": ending.state.id,
        "taken": list(ending.state.taken),
        "scenario": ending.state.scenario,
        "concepts": list(ending.concepts),
        "compared": ending.compared,
    }
