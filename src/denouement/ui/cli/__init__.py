"""The command line: thin commands over the library, each loaded when it is called."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    from denouement.ui.cli.program import run

    run()
