"""Every exception of the program, as one tree.

::

    DenouementError            exit code 1, unless a branch says otherwise
     ├── InputError            2: something the analyst wrote or asked cannot be used
     │    ├── FileError           the file cannot be read as a model file
     │    ├── ModelError          the model contradicts itself or the format
     │    └── RequestError        a question that this model cannot answer
     └── BudgetError           3: the work would be larger than allowed; nothing was started

Input errors carry *all* problems found at once, each with its place and what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from attrs import evolve, frozen

Path = tuple[str | int, ...]
"""Where in a model something stands: keys and 0-based list positions from the root."""


@frozen
class Location:
    """A place in a text file; line and column count from 1."""

    file: str
    line: int
    column: int
    text: str = ""
    """The whole line, so that a message can show it."""


@frozen
class Problem:
    """One thing that is wrong: where, what, and what to write instead."""

    message: str
    hint: str = ""
    path: Path = ()
    offset: int | None = None
    """Characters into the text at `path`, where the text itself is parsed (conditions)."""
    location: Location | None = None

    def under(self, prefix: Path) -> Problem:
        """Return the same problem with `prefix` put before its path."""
        return evolve(self, path=prefix + self.path)

    def where(self) -> str:
        """Return the place in words: `file:line:column` if known, else the path in the model."""
        if self.location is not None:
            place = self.location
            return f"{place.file}:{place.line}:{place.column}"
        return path_in_words(self.path)


def path_in_words(path: Path) -> str:
    """Return a path as an analyst would write it: `rules[3].why`, list positions from 1."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += f".{part}" if words else part
    return words


class DenouementError(Exception):
    """Anything this program raises on purpose."""

    exit_code: ClassVar[int] = 1


class InputError(DenouementError):
    """What was written or asked cannot be used; `problems` lists every reason."""

    exit_code: ClassVar[int] = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(_in_one_line(problem) for problem in self.problems))


class FileError(InputError):
    """The file cannot be read as a model file."""


class ModelError(InputError):
    """The model contradicts itself or the format."""


class RequestError(InputError):
    """A question that this model cannot answer: an unknown reading, state or concept."""


class BudgetError(DenouementError):
    """The work would be larger than allowed; nothing was started."""

    exit_code: ClassVar[int] = 3


def _in_one_line(problem: Problem) -> str:
    where = problem.where()
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{where}: {problem.message}{hint}" if where else f"{problem.message}{hint}"
