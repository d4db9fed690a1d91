"""`denouement check`: is a model file sound, and what should its author look at again."""

from __future__ import annotations

import json
from typing import Any

import click

from denouement.ui.cli import arguments


@click.command()
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@arguments.as_of
@arguments.as_json
def check(models: tuple[str, ...], as_of: str | None, as_json: bool) -> int:
    """Check MODEL files from end to end, under every reading, and name what deserves a second look."""
    from denouement.errors import InputError, Problem

    reports = []
    problems: list[Problem] = []
    for model in models:
        try:
            reports.append(_examined(model, as_of))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if as_json:
        click.echo(json.dumps({"format": "denouement-check/1", "models": reports}, ensure_ascii=False, indent=1))
        return 0
    for report in reports:
        click.echo(f"{report['model']}: sound; {report['states']:,} feasible states")
        for warning in report["warnings"]:
            click.echo(f"  look again: {warning}")
    return 0


def _examined(model: str, as_of: str | None) -> dict[str, Any]:
    from denouement.loading import load
    from denouement.model.preference import Statements, statement_id
    from denouement.model.timeline import snapshot
    from denouement.report.clean import clean
    from denouement.states.situation import situation

    conflict = load(model)
    moment = snapshot(conflict, as_of)
    warnings: list[str] = []
    # Rankings can have gaps of their own, so each rival reading is used once.
    most = max(len(readings) for readings in moment.readings.values())
    for turn in range(max(most, 1)):
        chosen = {
            maker: id
            for maker, readings in moment.readings.items()
            if readings and (id := readings[turn % len(readings)].id) is not None
        }
        facts = situation(moment, chosen)
    warnings += facts.warnings
    for maker in conflict.decision_makers:
        for reading in maker.readings:
            if not isinstance(reading.preference, Statements):
                continue
            for number, statement in enumerate(reading.preference.statements, 1):
                certainty = statement.certainty
                if certainty is not None and certainty.value * 2 < 1:
                    id = statement_id(maker.id, reading, number, statement)
                    name = f" ({statement.name})" if statement.name else ""
                    warnings.append(f"{id}{name} is used, though judged {certainty.text}")
    return {
        "model": model,
        "title": conflict.title,
        "sha256": conflict.sha256,
        "states": len(facts.space),
        "warnings": [clean(warning) for warning in warnings],
    }
