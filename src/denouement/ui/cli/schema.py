"""`denouement schema`: the JSON Schema of model files."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of model files, with which editors complete and check them."""
    from denouement.files.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))
