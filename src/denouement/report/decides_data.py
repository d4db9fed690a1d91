"""What decides, as plain data and as CSV."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Sequence
from typing import Any

from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flip, Flips, Level, Refusal, Subject, kind_of, subject_of
from denouement.foresight.flips.footing import footing, weakness
from denouement.foresight.flips.target import Target
from denouement.language import in_row
from denouement.model.edits import Edit, StatementEdit, SwitchReading, WantsEdit
from denouement.model.edits_listing import option_of, options_of
from denouement.report.decides_words import Words
from denouement.report.shared_data import head_data, state_data
from denouement.report.table import cell

FORMAT = "denouement-decides/1"


def decides_data(target: Target, found: Flips, *, supposed: Sequence[str] = (), full: bool = False) -> dict[str, Any]:
    """Return what decides as dicts, lists, texts and numbers; with `full` also what every single change is."""
    analysis = found.analysis
    claim = target.claim
    told = {
        **head_data(FORMAT, analysis, supposed),
        "baseline": analysis.baseline and state_data(analysis.baseline),
        "readings": analysis.readings,
        "target": {
            "written": target.written,
            "claim": None if claim is None else claim.id,
            "says": str(target.says),
            "pinned": str(found.says),
        },
        "answer": found.truth,
        "most": found.most,
        "verdict": _verdict(found),
        "smallest": found.smallest,
        "proved": found.proved,
        "all_found": found.all_found,
        "stopped": found.stopped,
        "in_every_smallest_set": [_subject(subject) for subject in found.common] if found.all_found else None,
        "levels": [_level(analysis, level) for level in found.levels],
        "sets": [_flip(analysis, flip) for level in found.levels for flip in _weakest_first(analysis, level.flips)],
    }
    if full:
        told["single_changes"] = [_edit(analysis, edit) for edit in found.edits]
    return told


def _verdict(found: Flips) -> str:
    if found.smallest is None:
        return "none found" if found.proved else "unknown"  # not said
    return "found" if found.proved else "found, perhaps not the smallest"  # not said


def _weakest_first(analysis: Analysis, flips: Sequence[Flip]) -> list[Flip]:
    return sorted(flips, key=lambda flip: weakness(analysis, flip))


def _level(analysis: Analysis, level: Level) -> dict[str, Any]:
    kinds: dict[str, int] = {}
    for flip in level.flips:
        for edit in flip.edits:
            kinds[kind_of(edit)] = kinds.get(kind_of(edit), 0) + 1
    return {
        "size": level.size,
        "sets": level.sets,
        "tried": level.tried,
        "complete": level.complete,
        "turning": len(level.flips),
        "turning_by_kind": kinds,
        "changing_nobodys_order": level.idle,
        "impossible": level.impossible,
        "too_large": level.too_large,
        "refusals": [_refusal(analysis, refusal) for refusal in level.refusals],
    }


def _refusal(analysis: Analysis, refusal: Refusal) -> dict[str, Any]:
    return {"changes": [edit.id for edit in refusal.edits], "why": refusal.why}


def _flip(analysis: Analysis, flip: Flip) -> dict[str, Any]:
    return {
        "size": len(flip.edits),
        "becomes": flip.becomes,
        "touches": [_subject(subject) for subject in flip.subjects],
        "changes": [_edit(analysis, edit) for edit in flip.edits],
        "options": options_of(analysis.situation.snapshot, flip.edits),
    }


def _subject(subject: Subject) -> dict[str, str]:
    return {"kind": subject[0], "id": subject[1]}


def _edit(analysis: Analysis, edit: Edit) -> dict[str, Any]:
    found = footing(analysis, edit)
    told: dict[str, Any] = {
        "id": edit.id,
        "kind": kind_of(edit),
        "touches": _subject(subject_of(edit)),
        "option": option_of(analysis.situation.snapshot, edit),
        "rests_on": {
            "strength": found.strength,
            "certainty": None if found.certainty is None else found.certainty.text,
            "evidence": list(found.evidence),
        },
    }
    if isinstance(edit, StatementEdit):
        told["statement"] = {
            "id": edit.statement_id,
            "that": str(edit.statement.that),
            "name": None if edit.statement.name is None else str(edit.statement.name),
        }
    if isinstance(edit, WantsEdit | SwitchReading):
        told["reading"] = edit.reading
    return told


_COLUMNS = ("size", "becomes", "touches", "changes", "in words", "rests on", "command")  # not said


def decides_csv(found: Flips, *, model: str, given: Sequence[tuple[str, str]] = ()) -> str:
    """Return the sets that turn the answer as CSV text, one row each, safe to open in a spreadsheet.

    `model` is how the model was named, `given` the options with which it was asked about, for the command to see more.
    """
    words = Words(found.analysis)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for level in found.levels:
        for flip in _weakest_first(found.analysis, level.flips):
            row = (
                str(len(flip.edits)),
                flip.becomes,
                " ".join(id for _, id in flip.subjects),
                "; ".join(edit.id for edit in flip.edits),
                in_row([words.with_subject(edit) for edit in flip.edits]),
                in_row([*filter(None, map(words.footing, flip.edits))]),
                _command(found.analysis, flip, model, given),
            )
            writer.writerow(cell(text) for text in row)
    return stream.getvalue()


def _command(analysis: Analysis, flip: Flip, model: str, given: Sequence[tuple[str, str]]) -> str:
    """Return the command that analyses the model with some changes made; empty if they cannot be written so."""
    options = options_of(analysis.situation.snapshot, flip.edits)
    if options is None:
        return ""
    # Who is read otherwise, or wants something else, is no longer read as was asked.
    touched = {id for kind, id in flip.subjects if kind == "wants"}
    kept = [
        (option, value)
        for option, value in given
        if option != "--reading" or value.partition("=")[0].strip() not in touched
    ]
    words = ["denouement", "analyse", model, *(word for pair in kept for word in pair)]
    return f"{shlex.join(words)} {options}"
