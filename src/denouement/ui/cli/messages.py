"""Errors on a terminal, with the offending line and a caret; or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from denouement.errors import InputError, Problem
from denouement.language import _, ngettext
from denouement.report.clean import clean

_LINE_WIDTH = 100
_SHOWN = 50
"""Errors shown to a reader; JSON has all."""


def print_errors(error: Exception, *, as_json: bool) -> None:
    """Print an error: as JSON to standard output, or for a reader to standard error."""
    if as_json:
        errors = list(_as_data(error))
        data = {"format": "denouement-error/1", "errors": errors}
        click.echo(json.dumps(data, indent=1))  # escapes, so that no stream can refuse it
        return
    if isinstance(error, InputError):
        for problem in error.problems[:_SHOWN]:
            click.echo(in_words(problem), err=True)
        if len(error.problems) > 1:
            click.echo(_how_many(len(error.problems)), err=True)
    elif isinstance(error, click.UsageError):
        click.echo(f"denouement: {clean(error.format_message())}", err=True)  # not said
        if error.ctx is not None:
            click.echo(_helping(f"{error.ctx.command_path} --help"), err=True)  # not said
    elif isinstance(error, click.ClickException):
        click.echo(f"denouement: {clean(error.format_message())}", err=True)  # not said
    else:
        click.echo(f"denouement: {clean(str(error))}", err=True)  # not said


def in_words(problem: Problem) -> str:
    """Return a problem as lines for a terminal: place and message, the line with a caret, what to write instead."""
    where = problem.where()
    lines = [f"{clean(where) if where else 'denouement'}: {clean(problem.message)}"]
    place = problem.location
    if place is not None and place.text.strip():
        text, column = _shown(place.text, place.column)
        gutter = f"{place.line:>6} | "
        lines += [gutter + text, " " * (len(gutter) - 2) + "| " + " " * (column - 1) + "^"]
    if problem.hint:
        lines.append(_helping(clean(problem.hint)))
    return "\n".join(lines)


def _helping(hint: str) -> str:
    return "  " + _("help: {hint}", hint=hint)


def _how_many(errors: int) -> str:
    if errors <= _SHOWN:
        return ngettext("{number} error", "{number} errors", errors)
    return ngettext(
        "{number} error, of which the first {shown} are shown",
        "{number} errors, of which the first {shown} are shown",
        errors,
        shown=_SHOWN,
    )


def _shown(text: str, column: int) -> tuple[str, int]:
    """Return a line, or the part of a long one around the column, with the column in it."""
    begin = max(0, column - _LINE_WIDTH // 2) if len(text) > _LINE_WIDTH else 0
    part = text[begin : begin + _LINE_WIDTH]
    before = ("… " if begin else "") + clean(part[: column - 1 - begin])
    after = clean(part[column - 1 - begin :]) + (" …" if begin + _LINE_WIDTH < len(text) else "")
    return before + after, len(before) + 1


def _as_data(error: Exception) -> Iterator[dict[str, Any]]:
    if isinstance(error, InputError):
        for problem in error.problems:
            place = problem.location
            yield {
                "path": place.file if place else problem.where() or None,
                "line": place.line if place else None,
                "column": place.column if place else None,
                "message": problem.message,
                "hint": problem.hint,
            }
    else:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        yield {"path": None, "line": None, "column": None, "message": message, "hint": ""}
