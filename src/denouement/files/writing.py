"""Files written whole or not at all."""

from __future__ import annotations

import os
import pathlib
import tempfile

from denouement.errors import FileError, Problem


def write_new(path: str | os.PathLike[str], text: str) -> None:
    """Write a new file; raise FileError, and leave everything as it is, if it exists or cannot be written."""
    target = pathlib.Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            os.chmod(temporary, 0o666 & ~_umask())
            os.link(temporary, target)  # unlike a rename, it refuses to replace a file
        finally:
            os.unlink(temporary)
    except FileExistsError:
        raise FileError(Problem(f"{target} exists already", "name another file, or remove it first")) from None
    except OSError as error:
        raise FileError(Problem(f"cannot write {target}: {error.strerror or error}")) from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
