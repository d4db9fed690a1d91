"""`denouement new`: a model file to start from."""

from __future__ import annotations

import click


@click.command()
@click.argument("path", default="conflict.yaml")
def new(path: str) -> None:
    """Write a small commented model file to PATH (default conflict.yaml; - prints it).

    It can be analysed as it stands. A file that exists is never replaced.
    """
    from importlib import resources

    from denouement import files
    from denouement.files.writing import write_new
    from denouement.report.clean import clean

    text = (resources.files(files) / "starter.yaml").read_text(encoding="utf-8")
    text = text.replace("conflict.yaml", "conflict.yaml" if path == "-" else clean(path))
    if path == "-":
        click.echo(text, nl=False)
        return
    write_new(path, text)
    click.echo(f"Wrote {clean(path)}. Next: denouement analyse {clean(path)}")
