"""The command line: thin commands over the library, each loaded when it is called."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    try:
        from denouement.ui.cli.program import run
    except KeyboardInterrupt:  # before there is anything that could say so
        sys.stderr.write("Interrupted.\n")
        sys.exit(130)
    run()
