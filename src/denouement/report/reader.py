"""Who is told: somebody at the command line, who can ask for more, or somebody who was handed a document.

To the latter no commands are shown, save in the one place of a document that tells how to go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_handed: ContextVar[bool] = ContextVar("handed", default=False)


def asks_by_command() -> bool:
    """Return whether the reader can type a command, so that what more it would show may be hinted at."""
    return not _handed.get()


@contextmanager
def handed_over() -> Iterator[None]:
    """Tell, within a block, what somebody reads who was handed it and knows no commands."""
    before = _handed.set(True)
    try:
        yield
    finally:
        _handed.reset(before)
