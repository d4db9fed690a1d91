"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
import shutil
import stat
import tempfile
from collections.abc import Iterator

from denouement.errors import FileError, Problem
from denouement.files.refusals import refusal
from denouement.language import _

_TOLD = 40
"""Letters of a file's name that its temporary file bears."""


def write_new(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a new file; raise FileError, and leave everything as it is, if it exists or cannot be written."""
    target = pathlib.Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with _written_beside(target, data, 0o666 & ~_umask()) as temporary:
            _move_into_place(temporary, target)
    except FileExistsError:
        hint = _("name another file, or remove it first")
        raise FileError(Problem(_("{file} exists already", file=target), hint)) from None
    except OSError as error:
        raise cannot_write(target, error) from None


def replace_file(path: str | os.PathLike[str], data: bytes, *, expected: str | None = None) -> None:
    """Replace what a file holds, in one step; its permissions stay, and a link keeps pointing to it.

    With `expected` (a SHA-256 in hexadecimal), raise FileError and change nothing if the file now holds anything
    else. Whatever goes wrong, the file holds either all of the old content or all of the new.
    """
    target = pathlib.Path(os.path.realpath(path))
    try:
        if expected is not None:
            check_unchanged(path, expected)
        status = target.stat()
        if not os.access(target, os.W_OK):
            message = _("cannot write {file}: it is write-protected", file=path)
            raise FileError(Problem(message, _("save it under another name")))
        with _written_beside(target, data, stat.S_IMODE(status.st_mode), status) as temporary:
            if expected is not None:
                check_unchanged(path, expected)  # again, as late as can be
            os.replace(temporary, target)
    except OSError as error:
        raise cannot_write(path, error) from None
    with contextlib.suppress(OSError):  # not every system lets a folder be flushed; the rename is done all the same
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def check_unchanged(path: str | os.PathLike[str], expected: str) -> None:
    """Raise FileError if a file does not hold what has this SHA-256."""
    try:
        found = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
    except FileNotFoundError:
        hint = _("save it under a name to write it again; nothing was written")
        raise FileError(Problem(_("{file} is no longer there", file=path), hint)) from None
    if found != expected:
        hint = _("open it again, or save under another name; nothing was written")
        raise FileError(Problem(_("{file} was changed by something else since it was read", file=path), hint))


@contextlib.contextmanager
def _written_beside(target: pathlib.Path, data: bytes, mode: int, owner: os.stat_result | None = None) -> Iterator[str]:
    """Give the path of a temporary file in the target's folder that holds the data, safely on disk; then remove it."""
    # A name may be as long as names can be: what is put before and after it would be too much.
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:_TOLD]}.")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if owner is not None and hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only the superuser may give files away
                os.chown(temporary, owner.st_uid, owner.st_gid)
        os.chmod(temporary, mode)
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def cannot_write(path: str | os.PathLike[str], error: OSError) -> FileError:
    """Return the error that says why the system would not write a file."""
    message = _("cannot write {file}: {reason}", file=path, reason=refusal(error))
    return FileError(Problem(message, _("is the path right?") if isinstance(error, FileNotFoundError) else ""))


def _move_into_place(temporary: str, target: pathlib.Path) -> None:
    try:
        os.link(temporary, target)  # unlike a rename, it refuses to replace a file
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        if target.exists():
            raise FileExistsError(str(target)) from None
        shutil.copyfile(temporary, target)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
