"""The draws of a sweep, kept in memory, or in a file as well so that they can be gone on with.

The file is an SQLite database. Each batch of draws is one transaction: whatever ends the program, the file holds every
batch before. Only draws of one model under one set of settings stand in one file.
"""

from __future__ import annotations

import json
import pathlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from denouement.analysis.result import Analysis
from denouement.errors import FileError, Problem
from denouement.files.refusals import refusal
from denouement.files.writing import write_new
from denouement.foresight.sweep.record import Layout, packed, unpacked
from denouement.language import _, in_row, marked, pgettext
from denouement.model.evidence import Claim

FORMAT = "denouement-draws/1"
ENDINGS = (".sqlite", ".sqlite3", ".db")
"""How the names of such files end."""

_APPLICATION = 0x44454E6F
"""What SQLite calls the application's id: it marks the file as one of draws."""
_MAGIC = b"SQLite format 3\x00"
_ID_AT = 68  # where SQLite's file format has it
_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE outcomes (outcome INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE draws (draw INTEGER PRIMARY KEY, profile BLOB NOT NULL, outcome INTEGER NOT NULL);
CREATE TABLE batches (first INTEGER PRIMARY KEY, draws INTEGER NOT NULL, outcomes INTEGER NOT NULL, mark BLOB NOT NULL);
"""  # not said
_SETTINGS = {
    "version": marked("the program's version is {new}, it was {old}"),
    "sha256": marked("the model is another one (or was changed since)"),
    "as_of": marked("the day is {new}, it was {old}"),
    "readings": marked("the readings fixed are {new}, they were {old}"),
    "now": marked("the story stands at {new}, it stood at {old}"),
    "baseline": marked("the baseline is {new}, it was {old}"),
    "concepts": marked("the concepts are {new}, they were {old}"),
    "ending_concepts": marked("an ending is what holds under {new}, it was {old}"),
    "seed": marked("the seed is {new}, it was {old}"),
    "swaps": marked("--swaps is {new}, it was {old}"),
    "says": marked("--says asks {new}, it was {old}"),
    "states": marked("--state asks about {new}, it was {old}"),
}


def settings_of(
    analysis: Analysis,
    *,
    seed: int,
    swaps: int,
    fixed: Collection[str] = (),
    typed: Sequence[Claim] = (),
    states: Sequence[str] = (),
) -> dict[str, Any]:
    """Return everything that draws and their outcomes depend on."""
    now, baseline = analysis.status_quo, analysis.baseline
    graph = analysis.conflict.is_graph
    return {
        "version": analysis.version,
        "sha256": analysis.conflict.sha256,
        "as_of": analysis.as_of,
        "readings": {maker: id for maker, id in analysis.readings.items() if maker in fixed},
        "now": now and (now.id if graph else list(now.taken)),
        "baseline": baseline and (baseline.id if graph else list(baseline.taken)),
        "concepts": list(analysis.concepts),
        "ending_concepts": list(analysis.ending_concepts),
        "seed": seed,
        "swaps": swaps,
        "says": [str(claim.says) for claim in typed],
        "states": [analysis.state(text).id for text in states],
    }


class Memory:
    """Draws done: the profile and the outcome of each, and every outcome once."""

    def __init__(self) -> None:
        self.records: list[bytes] = []
        """The outcomes, in the order in which they first came out."""
        self.known: dict[bytes, int] = {}
        """The outcome of each profile that was worked out."""
        self._numbers: dict[bytes, int] = {}
        self._profiles: list[bytes] = []
        self._chosen: list[int] = []

    @property
    def draws(self) -> int:
        """How many draws are done."""
        return len(self._profiles)

    def profiles(self, draws: int) -> list[bytes]:
        """Return the profiles of the first so many draws."""
        return self._profiles[:draws]

    def outcomes(self, draws: int) -> NDArray[np.int64]:
        """Return which outcome each of the first so many draws has."""
        return np.array(self._chosen[:draws], dtype=np.int64)

    def load(self, layout: Layout) -> None:
        """Take up what was done before, if anything is kept."""

    def add(self, profiles: Sequence[bytes], new: Mapping[bytes, bytes]) -> None:
        """Add a batch of draws: their profiles, and the records of those profiles that were not known."""
        numbers = dict(self._numbers)
        fresh: list[bytes] = []
        for record in new.values():
            if numbers.setdefault(record, len(numbers)) == len(self.records) + len(fresh):
                fresh.append(record)
        known = {profile: numbers[record] for profile, record in new.items()}
        chosen = [known[profile] if profile in known else self.known[profile] for profile in profiles]
        self._keep(profiles, chosen, fresh)
        self._numbers = numbers
        self.records += fresh
        self.known |= known
        self._profiles += profiles
        self._chosen += chosen

    def _keep(self, profiles: Sequence[bytes], chosen: Sequence[int], fresh: Sequence[bytes]) -> None:
        """Keep a batch for later, before anything else is done with it."""


class Store(Memory):
    """Draws that are kept in a file as well."""

    def __init__(self, path: pathlib.Path, connection: sqlite3.Connection) -> None:
        super().__init__()
        self.path = path
        self._connection = connection

    def load(self, layout: Layout) -> None:
        """Take up what the file holds; raise FileError if it is damaged."""
        with _told(self.path):
            records = self._connection.execute("SELECT outcome, record FROM outcomes ORDER BY outcome").fetchall()
            draws = self._connection.execute("SELECT draw, profile, outcome FROM draws ORDER BY draw").fetchall()
            batches = self._connection.execute("SELECT * FROM batches ORDER BY first").fetchall()
        if [number for number, _record in records] != list(range(len(records))):
            raise _damaged(self.path, _("an outcome is missing"))
        if [number for number, _profile, _outcome in draws] != list(range(len(draws))):
            raise _damaged(self.path, _("a draw is missing"))
        begun = told = 0
        for first, count, outcomes, mark in batches:
            some, fresh = draws[first : first + count], records[told : told + outcomes]
            if first != begun or mark != _mark([it[1] for it in some], [it[2] for it in some], [it[1] for it in fresh]):
                what = _("the draws from {number} on are not those that were written", number=first + 1)
                raise _damaged(self.path, what)
            begun, told = first + count, told + outcomes
        if (begun, told) != (len(draws), len(records)):
            raise _damaged(self.path, _("there are more draws than were written"))
        try:
            self.records = [unpacked(record, layout) for _number, record in records]
        except FileError:
            raise _damaged(self.path, _("an outcome cannot be read")) from None
        self._numbers = {record: number for number, record in enumerate(self.records)}
        self._profiles = [profile for _number, profile, _outcome in draws]
        self._chosen = [outcome for _number, _profile, outcome in draws]
        self.known = dict(zip(self._profiles, self._chosen, strict=True))

    def _keep(self, profiles: Sequence[bytes], chosen: Sequence[int], fresh: Sequence[bytes]) -> None:
        first, told = self.draws, len(self.records)
        small = [packed(record) for record in fresh]
        rows = zip(range(first, first + len(profiles)), profiles, chosen, strict=True)
        with _told(self.path), self._connection:
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT INTO outcomes VALUES (?, ?)", enumerate(small, told))
            self._connection.executemany("INSERT INTO draws VALUES (?, ?, ?)", rows)
            batch = (first, len(profiles), len(fresh), _mark(profiles, chosen, small))
            self._connection.execute("INSERT INTO batches VALUES (?, ?, ?, ?)", batch)


@contextmanager
def opened(path: str, settings: Mapping[str, Any]) -> Iterator[Store]:
    """Give the draws kept in a file, which is made if it is not there; nobody else can write to it meanwhile.

    Raises FileError, and leaves the file as it is, if it holds anything but draws under these settings, is damaged or
    is in use.
    """
    target = pathlib.Path(path)
    if target.suffix not in ENDINGS:
        message = _("{path} is no name for a file of draws", path=path)
        raise FileError(Problem(message, _("write one that ends in .sqlite")))
    if target.is_dir():
        raise FileError(Problem(_("{path} is a folder", path=path), _("name a file in it")))
    if not target.exists():
        write_new(target, _empty(settings))
    _check_kind(target)
    connection: sqlite3.Connection | None = None
    try:
        with _told(target):
            uri = f"{target.absolute().as_uri()}?mode=rw"  # not said
            connection = sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)
            # The lock is held until the end, and a killed program's is gone with it.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if sound != "ok":
                raise _damaged(target, str(sound))
            kept = {name: json.loads(value) for name, value in connection.execute("SELECT * FROM settings")}
        _check_settings(target, kept, settings)
        yield Store(target, connection)
    finally:
        if connection is not None:
            connection.close()


def _empty(settings: Mapping[str, Any]) -> bytes:
    """Return a file without draws."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(f"PRAGMA application_id = {_APPLICATION};{_TABLES}")
    rows = {"format": FORMAT, **settings}
    with connection:
        connection.executemany(
            "INSERT INTO settings VALUES (?, ?)", [(name, json.dumps(value)) for name, value in rows.items()]
        )
    data = connection.serialize()
    connection.close()
    return data


def _check_kind(path: pathlib.Path) -> None:
    """Raise FileError unless a file is one of draws, from its first bytes: nothing else may touch it."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_ID_AT + 4)
    except OSError as error:
        raise FileError(Problem(_("cannot read {file}: {reason}", file=path, reason=refusal(error)))) from None
    if not head.startswith(_MAGIC) or head[_ID_AT:] != _APPLICATION.to_bytes(4, "big"):
        message = _("{path} holds something else than draws", path=path)
        raise FileError(Problem(message, _("name another file; it was left as it is")))


def _check_settings(path: pathlib.Path, kept: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
    if kept.get("format") != FORMAT:
        message = _("{path} holds draws in another format, {format}", path=path, format=kept.get("format"))
        raise FileError(Problem(message, _("name another file")))
    differing = [
        _(text, new=_in_words(name, settings[name]), old=_in_words(name, kept.get(name)))
        for name, text in _SETTINGS.items()
        if kept.get(name) != settings[name]
    ]
    if differing:
        message = _("{path} holds other draws: {differences}", path=path, differences=in_row(differing))
        hint = _("ask as before to go on with it, or name another file; it was left as it is")
        raise FileError(Problem(message, hint))


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, dict):
        value = [f"{key}={item}" for key, item in value.items()]
    if isinstance(value, list):
        nothing = _("nothing taken") if name in ("now", "baseline") else pgettext("settings", "none")
        return ", ".join(map(str, value)) or nothing
    return _("not said") if value is None else str(value)


def _mark(profiles: Sequence[bytes], chosen: Sequence[int], fresh: Sequence[bytes]) -> bytes:
    """Return a digest of a batch, by which damage is noticed."""
    digest = blake2b(digest_size=16)
    for part in (*profiles, *(str(outcome).encode() for outcome in chosen), *fresh):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


@contextmanager
def _told(path: pathlib.Path) -> Iterator[None]:
    """Turn what SQLite says into a message."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest only tells apart kinds of one error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            message = _("{path} is in use by another program, perhaps a sweep", path=path)
            raise FileError(Problem(message, _("wait until it has ended, or name another file"))) from None
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
            message = _("cannot write {file}: {reason}", file=path, reason=error)
            raise FileError(Problem(message, _("what it held before is still there"))) from None
        raise _damaged(path, str(error)) from None


def _damaged(path: pathlib.Path, what: str) -> FileError:
    message = _("{path} is damaged: {what}", path=path, what=what)
    return FileError(Problem(message, _("name another file, or remove it")))
