"""Where a command writes a whole file: checked before the work begins, written in one step after it."""

from __future__ import annotations

import pathlib

import click

from denouement.language import _
from denouement.report.clean import clean


def check_place(target: str | None) -> None:
    """Raise FileError for a place where no file can be; None and `-` stand for standard output."""
    from denouement.errors import FileError, Problem
    from denouement.files.writing import cannot_write

    if target is None or target == "-":
        return
    path = pathlib.Path(target)
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass  # what is missing is told below
    except OSError as error:
        raise cannot_write(target, error) from None
    if not target or path.is_dir():
        raise FileError(Problem(_("cannot write {file}: it is a folder", file=target or "''"), _("name a file in it")))
    if not path.parent.is_dir():
        hint = _("is the path right?")
        raise FileError(Problem(_("cannot write {file}: there is no such folder", file=target), hint))


def write_target(target: str, content: str) -> None:
    """Write a file whole or not at all, and say so; one that is there is replaced in one step."""
    from denouement.files.writing import replace_file, write_new

    path = pathlib.Path(target)
    if path.is_file():
        replace_file(path, content.encode("utf-8"))
    elif path.exists():  # a pipe or a device, which cannot be replaced
        path.write_text(content, encoding="utf-8")
    else:
        write_new(path, content)
    click.echo(_("Wrote {file}.", file=clean(target)))
