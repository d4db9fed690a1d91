"""The story of a model as plain data, in the published format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from denouement.model.canonical import plain
from denouement.model.conflict import DecisionMaker, Step
from denouement.model.dates import Date
from denouement.model.evidence import Certainty, Claim, Evidence, Source
from denouement.model.narrative import JUDGEMENT_KINDS, Narrative, Support, Wanted, grades
from denouement.model.timeline import Snapshot
from denouement.version import __version__

FORMAT = "denouement-story/1"


def plain_narrative(snapshot: Snapshot, told: Narrative) -> dict[str, Any]:
    """Return the whole story as dicts, lists, texts, numbers and None."""
    conflict = snapshot.conflict
    reliability, credibility = grades(snapshot)
    later = frozenset(snapshot.later)
    return {
        "format": FORMAT,
        "version": __version__,
        "model": {"title": conflict.title, "sha256": conflict.sha256},
        "as_of": _text(snapshot.date),
        "summary": conflict.summary,
        "decision_makers": [_maker(snapshot, maker) for maker in conflict.decision_makers],
        "history": [_step(snapshot, step, number in later) for number, step in enumerate(conflict.history)],
        "claims": [_claim(claim) for claim in conflict.claims],
        "disputed": [_wanted(wanted) for wanted in told.disputed],
        "opposed": [_wanted(wanted) for wanted in told.opposed],
        "two_sided": list(told.two_sided),
        "without_evidence": _by_kind(told, "none"),
        "hindsight": _by_kind(told, "hindsight"),
        "sources": [_source(source) for source in conflict.sources],
        "evidence": [_evidence(snapshot, piece) for piece in conflict.evidence],
        "reliability": reliability,
        "credibility": credibility,
    }


def _maker(snapshot: Snapshot, maker: DecisionMaker) -> dict[str, Any]:
    return {
        "id": maker.id,
        "name": maker.title,
        "kind": maker.kind,
        "members": list(maker.members),
        "note": maker.note,
        "options": [
            {
                "id": maker.full_id(option),
                "name": option.name or option.id,
                "moves": snapshot.moves[maker.full_id(option)],
                "note": option.note,
                "evidence": list(snapshot.counting(option.evidence)),
            }
            for option in maker.options
        ],
        "readings": [
            {
                "id": reading.id,
                "name": reading.name,
                "certainty": _certainty(reading.certainty),
                "evidence": list(snapshot.counting(reading.evidence)),
                "note": reading.note,
            }
            for reading in snapshot.readings[maker.id]
            if reading.id is not None
        ],
        "perceptions": [
            {**plain(perception, translations=False), "position": number + 1}
            for number, perception in snapshot.perceptions[maker.id]
        ],
    }


def _step(snapshot: Snapshot, step: Step, later: bool) -> dict[str, Any]:
    full_id = snapshot.vocabulary.full_id
    return {
        "date": str(step.date),
        "by": list(step.by),
        "take": [full_id(name) for name in step.take],
        "drop": [full_id(name) for name in step.drop],
        "to": step.to,
        "event": step.event,
        "note": step.note,
        "evidence": list(snapshot.counting(step.evidence)),
        "later": later,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "quote": claim.quote,
        "note": claim.note,
        "source": claim.source,
        "date": _text(claim.date),
        "certainty": _certainty(claim.certainty),
        "says": None if claim.says is None else str(claim.says),
    }


def _wanted(wanted: Wanted) -> dict[str, Any]:
    return {
        "decision_maker": wanted.decision_maker,
        "ids": list(wanted.ids),
        "that": str(wanted.statement.that),
        "name": wanted.statement.name,
        "certainty": _certainty(wanted.statement.certainty),
        "evidence": list(wanted.statement.evidence),
        "against": list(wanted.statement.against),
    }


def _by_kind(told: Narrative, support: Support) -> dict[str, list[str]]:
    return {kind: [found.id for found in told.supported(support, kind)] for kind in JUDGEMENT_KINDS}


def _source(source: Source) -> dict[str, Any]:
    keys = ("id", "title", "publisher", "date", "url", "doi", "language", "reliability", "note")
    return _given(source, keys) | {"authors": list(source.authors)}


def _evidence(snapshot: Snapshot, piece: Evidence) -> dict[str, Any]:
    return {
        **_given(piece, ("id", "source", "quote", "note", "where", "credibility")),
        "date": _text(piece.date),
        "counts": bool(snapshot.counting([piece.id])),
        "later": snapshot.only_hindsight([piece.id]),
    }


def _given(item: Source | Evidence, keys: Iterable[str]) -> dict[str, Any]:
    return {key: getattr(item, key) for key in keys}


def _certainty(certainty: Certainty | None) -> str | None:
    return None if certainty is None else certainty.text


def _text(date: Date | None) -> str | None:
    return None if date is None else str(date)
