"""`denouement schema`: the JSON Schema of model files."""

from __future__ import annotations

from denouement.ui.cli import spoken
from denouement.ui.cli.output import print_json


@spoken.command()
def schema() -> None:
    """Print the JSON Schema of model files, with which editors complete and check them."""
    from denouement.files.schema import json_schema

    print_json(json_schema())
