"""What holds over all combinations of rival readings as plain data and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from denouement.analysis.endings import State
from denouement.foresight.overview.findings import Answer, Finding, Question, Share
from denouement.foresight.overview.overview import Ending, Overview
from denouement.foresight.overview.worth import Firm, Happened
from denouement.foresight.readings import Description
from denouement.model.shown import Table
from denouement.report.readings_words import holding
from denouement.report.shared_data import head_data, state_data
from denouement.report.table import csv_of

FORMAT = "denouement-readings/1"

_EACH = 36
"""Combinations up to which the answers of each are given."""


def readings_data(overview: Overview, *, supposed: Sequence[str] = (), full: bool = False) -> dict[str, Any]:
    """Return the overview as dicts, lists, texts and numbers; with `full` or few, the answers of each combination."""
    analysis, combined = overview.analysis, overview.combined
    return {
        **head_data(FORMAT, analysis, supposed),
        "status_quo": _taken(analysis.status_quo),
        "baseline": _taken(analysis.baseline),
        "rival_readings": {maker: list(ids) for maker, ids in combined.rivals.items()},
        "fixed_readings": {maker: id for maker, id in analysis.readings.items() if maker not in combined.rivals},
        "weights": combined.weights
        and {
            maker: {id: _exact(weight) for id, weight in zip(ids, combined.weights[maker], strict=True)}
            for maker, ids in combined.rivals.items()
        },
        "combinations": len(combined),
        "of": combined.total,
        "drawn": combined.drawn,
        "seed": combined.seed,
        "findings": [_finding(finding) for finding in overview.findings],
        "endings": [_ending(ending) for ending in overview.endings],
        "worth": {
            "number": overview.worth.number,
            "states": [_firm(firm) for firm in overview.worth.firm],
            "happened": overview.worth.happened and _happened(overview.worth.happened),
        },
        **({"each": _each(overview)} if full or len(combined) <= _EACH else {}),
    }


def _taken(state: State | None) -> dict[str, Any] | None:
    return None if state is None else state_data(state)


def _exact(weight: Fraction | None) -> dict[str, Any] | None:
    """Return a share as a number, and exactly."""
    return None if weight is None else {"share": float(weight), "exact": str(weight)}


def _share(share: Share) -> dict[str, Any]:
    return {
        "combinations": share.combinations,
        "weight": _exact(share.weight),
        "interval": None if share.interval is None else list(share.interval),
    }


def _asked(question: Question) -> dict[str, Any]:
    return {
        "kind": question.kind,
        "says": None if question.says is None else str(question.says),
        "decision_maker": question.decision_maker,
        "scenario": question.scenario,
        "scenarios": list(question.scenarios),
        "concept": question.concept,
        "claim": question.claim and (question.claim.id or None),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        **_asked(finding.question),
        "verdict": finding.verdict,
        "answers": [
            {"answer": _answer(outcome.answer), **_share(outcome.share), "where": _where(outcome.where)}
            for outcome in finding.outcomes
        ],
        "deciding": list(finding.deciding),
        "by_reading": {
            maker: {
                reading: [{"answer": _answer(answer), "combinations": count} for answer, count in counts.items()]
                for reading, counts in readings.items()
            }
            for maker, readings in finding.by_reading.items()
        },
    }


def _answer(answer: Answer) -> str | list[str]:
    """Return an answer; of standings those that occur in some ending."""
    return answer if isinstance(answer, str) else list(answer)


def _where(where: Description | None) -> dict[str, Any] | None:
    if where is None:
        return None
    return {"all" if where.word == "and" else "any": {maker: list(ids) for maker, ids in where.readings}}


def _ending(ending: Ending) -> dict[str, Any]:
    outcome = holding(ending.finding)
    return {
        **(_taken(ending.state) or {}),
        "verdict": ending.finding.verdict,
        **_share(outcome.share),
        "concepts": dict(ending.concepts),
        "deciding": list(ending.finding.deciding),
        "where": _where(outcome.where),
    }


def _firm(firm: Firm) -> dict[str, Any]:
    return {
        **(_taken(firm.state) or {}),
        "concepts": list(firm.concepts),
        "locked": list(firm.locked),
        "onward": firm.onward,
        "leads_to": list(firm.leads_to),
        "reversible": None if firm.reversible is None else _share(firm.reversible),
    }


def _happened(happened: Happened) -> dict[str, Any]:
    return {
        **(_taken(happened.state) or {}),
        "concepts": dict(happened.holds),
        "endings_within_reach": [_taken(state) for state in happened.firm],
    }


def _each(overview: Overview) -> list[dict[str, Any]]:
    """Return for each combination its readings, its weight, and the answer to each finding, in their order."""
    combined = overview.combined
    weights = combined.each
    return [
        {
            "readings": combined.readings(number),
            "weight": None if weights is None else _exact(weights[number]),
            "answers": [_answer(finding.answer(number)) for finding in overview.findings],
            "endings": [ending.state.id for ending in overview.endings if ending.finding.answer(number) == "holds"],
        }
        for number in range(len(combined))
    ]


_COLUMNS = (
    "kind", "about", "says", "verdict", "combinations", "of", "weight", "low", "high", "deciding", "where",
    "does_not_arise", "unknown",
)  # fmt: skip


def readings_csv(overview: Overview) -> str:
    """Return the questions that are answered by yes or no as CSV text, one row each, safe to open in a spreadsheet."""
    return csv_of(readings_table(overview))


def readings_table(overview: Overview) -> Table:
    """Return the questions that are answered by yes or no as a table, one row each.

    `combinations` counts those with the answer yes, `low` and `high` are the interval if they were drawn; what
    arises in none has no share.
    """
    told = (finding for finding in overview.findings if finding.question.kind != "standings")
    return Table(_COLUMNS, tuple(map(_row, (*told, *(ending.finding for ending in overview.endings)))))


def _row(finding: Finding) -> tuple[Any, ...]:
    question, share, where = finding.question, finding.holds, finding.where
    sides = () if where is None else (f"{maker}={'|'.join(ids)}" for maker, ids in where.readings)
    arises = finding.verdict != "does_not_arise"
    low, high = share.interval if share.interval is not None and arises else (None, None)
    others = {outcome.answer: outcome.share.combinations for outcome in finding.outcomes}
    return (
        question.kind,
        _about(question),
        None if question.says is None else str(question.says),
        finding.verdict,
        share.combinations,
        finding.readings,
        float(share.weight) if share.weight is not None and arises else None,
        low,
        high,
        " ".join(finding.deciding),
        None if where is None else f" {where.word} ".join(sides),
        others.get("does_not_arise", 0),
        others.get("unknown", 0),
    )


def _about(question: Question) -> str:
    if question.state is not None:
        return " ".join(question.state.taken) or question.state.id
    parts = (question.decision_maker, question.concept, question.scenario, *question.scenarios)
    return " ".join(filter(None, (*parts, question.claim.id if question.claim is not None else None)))
