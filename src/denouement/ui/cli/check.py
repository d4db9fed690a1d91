"""`denouement check`: is a model file sound, and what should its author look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from denouement.language import _, ngettext
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_text

if TYPE_CHECKING:
    from denouement.errors import Problem


@spoken.command()
@spoken.argument("models", nargs=-1, required=True, metavar="MODEL...")
@arguments.as_of
@spoken.option("--strict", is_flag=True, help="Exit with 2 if anything deserves a second look (notes do not count).")
@arguments.as_json
def check(models: tuple[str, ...], as_of: str | None, strict: bool, as_json: bool) -> int:
    """Check MODEL files from end to end, under every reading, and name what deserves a second look."""
    from denouement.errors import InputError

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
        print_json({"format": "denouement-check/1", "models": reports})
    else:
        for report in reports:
            _print(report)
    found = any(not finding["note"] for report in reports for finding in report["findings"])
    return 2 if strict and found else 0


def _examined(model: str, as_of: str | None) -> dict[str, Any]:
    from denouement.analysis.lints.examine import examine
    from denouement.errors import Problem
    from denouement.loading import load

    conflict = load(model)
    examination = examine(conflict, as_of)
    places = conflict.located(
        Problem(finding.message, finding.hint, finding.path) for finding in examination.findings
    )  # fmt: skip
    findings = []
    for finding, problem in zip(examination.findings, places, strict=True):
        place = problem.location
        findings.append(
            {
                "code": finding.code,
                "message": finding.message,
                "hint": finding.hint,
                "note": finding.note,
                "path": place.file if place else None,
                "line": place.line if place else None,
                "column": place.column if place else None,
            }
        )
    return {
        "model": model,
        "title": conflict.title,
        "sha256": conflict.sha256,
        "states": examination.states,
        "findings": sorted(findings, key=lambda finding: (finding["line"], finding["column"])),
    }


def _print(report: dict[str, Any]) -> None:
    from denouement.report.clean import clean

    sound = ngettext(
        "{model}: sound; {number} feasible state",
        "{model}: sound; {number} feasible states",
        report["states"],
        model=clean(report["model"]),
    )
    print_text(sound)
    for finding in report["findings"]:
        place = f"{clean(finding['path'])}:{finding['line']}:{finding['column']}"
        message = clean(finding["message"])
        said = _("note: {message}", message=message) if finding["note"] else _("look again: {message}", message=message)
        print_text(f"{place}: {said} [{finding['code']}]")  # not said: what editors look for
        if finding["hint"]:
            print_text("  " + _("help: {hint}", hint=clean(finding["hint"])))
