"""Why the system would not read or write a file, in the language spoken."""

from __future__ import annotations

from denouement.language import _, marked

_USUAL = (
    marked("No such file or directory"),
    marked("Permission denied"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("File name too long"),
    marked("No space left on device"),
    marked("Read-only file system"),
    marked("Input/output error"),
    marked("Operation not permitted"),
)
"""What the system says in English whatever its locale; anything else is passed on as it is."""


def refusal(error: OSError) -> str:
    """Return the system's reason for an error.

    >>> refusal(FileNotFoundError(2, "No such file or directory"))
    'No such file or directory'
    """
    return _(error.strerror) if error.strerror else str(error)
