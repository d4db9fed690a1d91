"""Judgements of claims as plain data and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from denouement.analysis.claims import TRUTHS, Ground
from denouement.analysis.result import Analysis
from denouement.foresight.claims import Judgement
from denouement.foresight.readings import rival_readings
from denouement.model.claim_language import Fares
from denouement.model.evidence import Claim
from denouement.report.shared_data import head_data
from denouement.report.table import cell

FORMAT = "denouement-claims/1"


def claims_data(
    analysis: Analysis,
    judgements: Sequence[Judgement],
    others: Sequence[Claim] = (),
    *,
    fixed: Sequence[str] = (),
    supposed: Sequence[str] = (),
    full: bool = False,
) -> dict[str, Any]:
    """Return judgements as dicts, lists, texts and numbers; with `full`, the answer in every reading.

    The claims come in the order given, those that are not judged last.
    """
    rivals = rival_readings(analysis, fixed=fixed)
    return {
        **head_data(FORMAT, analysis, supposed),
        "baseline": None if analysis.baseline is None else analysis.baseline.id,
        "rival_readings": {maker: list(ids) for maker, ids in rivals.items()},
        "fixed_readings": {maker: id for maker, id in analysis.readings.items() if maker not in rivals},
        "claims": [
            *(_judgement(judgement, analysis, full) for judgement in judgements),
            *({**_claim(claim), "says": None, "verdict": None} for claim in others),
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id or None,
        "quote": claim.quote,
        "source": claim.source,
        "certainty": None if claim.certainty is None else claim.certainty.text,
        "date": None if claim.date is None else str(claim.date),
        "note": claim.note,
    }


def _judgement(judgement: Judgement, analysis: Analysis, full: bool) -> dict[str, Any]:
    scenarios = (*(scenario.id for scenario in analysis.conflict.scenarios), None)  # an order that is always the same
    where = judgement.where
    told = {
        **_claim(judgement.claim),
        "says": str(judgement.claim.says),
        "verdict": judgement.verdict,
        "readings": judgement.readings,
        "counts": {truth: judgement.counts[truth] for truth in TRUTHS},
        "deciding": list(judgement.deciding),
        "where": where
        and {
            "answer": judgement.told,
            "all" if where.word == "and" else "any": {maker: list(ids) for maker, ids in where.readings},
        },
        "rests_on": {
            truth: [
                {
                    "decision_maker": leaning.premise.decision_maker,
                    "id": leaning.premise.id,
                    "statement": str(leaning.premise.statement.that),
                    "name": leaning.premise.statement.name,
                    "readings": leaning.readings,
                    "doubtful": leaning.doubtful,
                    "assumed": leaning.assumed,
                    "hindsight": leaning.hindsight,
                }
                for leaning in judgement.leanings[truth]
            ]
            for truth in TRUTHS
            if judgement.counts[truth]
        },
        "leavers": {truth: judgement.leavers[truth] for truth in TRUTHS if judgement.counts[truth]},
        "endings": {
            truth: [
                {"scenario": id, "readings": judgement.endings[truth][id]}
                for id in scenarios
                if id in judgement.endings[truth]
            ]
            for truth in TRUTHS
            if judgement.counts[truth]
        },
        "reasons": {truth: list(judgement.reasons[truth]) for truth in TRUTHS if judgement.counts[truth]},
    }
    if full:
        told["answers"] = [
            {
                "readings": dict(chosen),
                "answer": answer.truth,
                "grounds": [_ground(ground) for ground in answer.grounds],
            }
            for chosen, answer in judgement.answers.items()
        ]
    return told


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "says": str(ground.says),
        "answer": ground.truth,
        "states": [state.id for state in ground.states],
        **({"standings": list(ground.standings)} if isinstance(ground.says, Fares) else {}),
        "statements": [premise.id for premise in ground.premises],
        "leavers": list(ground.leavers),
        "reason": ground.reason,
    }


_COLUMNS = (
    "claim", "quote", "source", "certainty", "date", "says", "verdict", "readings", *TRUTHS,
    "deciding", "where", "note",
)  # fmt: skip


def claims_csv(judgements: Sequence[Judgement], others: Sequence[Claim] = ()) -> str:
    """Return claims as CSV text, one row each, safe to open in a spreadsheet; those not judged come last."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for judgement in judgements:
        writer.writerow(_row(judgement.claim) | _answer(judgement))
    writer.writerows(_row(claim) for claim in others)
    return stream.getvalue()


def _row(claim: Claim) -> dict[str, str]:
    named = {key: value for key, value in _claim(claim).items() if value is not None}
    return {("claim" if key == "id" else key): cell(value) for key, value in named.items()}


def _answer(judgement: Judgement) -> dict[str, str]:
    where = judgement.where
    sides = () if where is None else (f"{maker}={'|'.join(ids)}" for maker, ids in where.readings)
    return {
        "says": cell(str(judgement.claim.says)),
        "verdict": judgement.verdict,
        "readings": str(judgement.readings),
        **{truth: str(judgement.counts[truth]) for truth in TRUTHS},
        "deciding": cell(" ".join(judgement.deciding)),
        "where": "" if where is None else cell(f"{judgement.told} with " + f" {where.word} ".join(sides)),  # not said
    }
