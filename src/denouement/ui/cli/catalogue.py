"""`denouement catalogue`: the models that come with the program."""

from __future__ import annotations

import sys

from denouement.language import _, in_digits
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_text


@spoken.group()
def catalogue() -> None:
    """List, show and copy the models that come with the program."""


@catalogue.command("list")
@arguments.as_json
def list_models(as_json: bool) -> None:
    """List the models."""
    from denouement import catalogue as shelf

    models = {name: shelf.load(name) for name in shelf.names()}
    if as_json:
        data = [
            {
                "name": name,
                "title": conflict.title,
                "tags": list(conflict.tags),
                "options": len(conflict.options),
            }
            for name, conflict in models.items()
        ]
        print_json({"format": "denouement-catalogue/1", "models": data})
        return
    from rich.table import Table

    from denouement.report.clean import clean
    from denouement.report.terminal import console_for, print_stripped

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(_("name"), no_wrap=True)
    table.add_column(_("title"))
    table.add_column(_("options"), justify="right")
    for name, conflict in models.items():
        table.add_row(name, clean(conflict.title), in_digits(len(conflict.options)))
    print_stripped(console_for(sys.stdout), [table])


@catalogue.command()
@spoken.argument("name", metavar="NAME")
def show(name: str) -> None:
    """Print a model file."""
    from denouement import catalogue as shelf

    print_text(shelf.text(name), end="")


@catalogue.command()
@spoken.argument("name", metavar="NAME")
@spoken.argument("path", metavar="[PATH]", required=False)
def copy(name: str, path: str | None) -> None:
    """Copy a model file, to change it.

    The copy goes to PATH (default: NAME.yaml here). A file that exists is never replaced.
    """
    from denouement import catalogue as shelf
    from denouement.files.writing import write_new
    from denouement.report.clean import clean

    target = path or f"{name}.yaml"  # not said
    write_new(target, shelf.text(name))
    print_text(_("Copied to {file}. Next: denouement analyse {file}", file=clean(target)))
