"""`denouement new`: a model file to start from."""

from __future__ import annotations

import click

from denouement.language import LANGUAGES, _, language
from denouement.ui.cli import spoken


@spoken.command()
@spoken.argument("path", metavar="[PATH]", default="conflict.yaml")
def new(path: str) -> None:
    """Write a small commented model file to PATH (default conflict.yaml; - prints it).

    It can be analysed as it stands. A file that exists is never replaced.
    """
    from importlib import resources

    from denouement import files
    from denouement.files.writing import write_new
    from denouement.report.clean import clean

    name = "starter.yaml" if language() == LANGUAGES[0] else f"starter.{language()}.yaml"  # not said
    text = (resources.files(files) / name).read_text(encoding="utf-8")
    text = text.replace("conflict.yaml", "conflict.yaml" if path == "-" else clean(path))
    if path == "-":
        click.echo(text, nl=False)
        return
    write_new(path, text)
    click.echo(_("Wrote {file}. Next: denouement analyse {file}", file=clean(path)))
