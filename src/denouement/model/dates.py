"""Dates of the history, and windows of time in which something counts.

A date may carry a time of day and an offset. Two dates are compared as instants if both carry both; else by
their clock time; and if either is a bare day, that whole day counts as one. So a step at 23:53 on 19 November
belongs to 19 November wherever the reader sits.
"""

from __future__ import annotations

import datetime
import re
from typing import Protocol

from attrs import frozen

from denouement.errors import ModelError, Problem
from denouement.language import _, marked

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?", re.ASCII)
_HINT = marked("write 2023-11-20, or 2023-11-19T23:53-08:00 with time and offset")


@frozen
class Date:
    """A day, with an optional time and offset; `text` is what was written."""

    text: str
    day: datetime.date
    time: datetime.time | None = None
    """With `tzinfo` if an offset was written."""

    @classmethod
    def parse(cls, text: str) -> Date:
        """Return the date that `text` writes in ISO form; raise ModelError if there is no such day.

        >>> Date.parse("2023-11-19T23:53-08:00").day
        datetime.date(2023, 11, 19)
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise ModelError(Problem(_("{text!r} is not a date", text=text), _(_HINT)))
        day, time, offset = match.groups()
        try:
            return cls(
                text.strip(),
                datetime.date.fromisoformat(day),
                datetime.time.fromisoformat(time + (offset or "")) if time else None,
            )
        except ValueError:
            raise ModelError(Problem(_("there is no such day or time as {text!r}", text=text), _(_HINT))) from None

    def is_before(self, other: Date) -> bool:
        """Return whether this date lies strictly before another; a bare day is neither before nor after its hours."""
        if self.time is None or other.time is None:
            return self.day < other.day
        mine = datetime.datetime.combine(self.day, self.time)
        theirs = datetime.datetime.combine(other.day, other.time)
        if mine.tzinfo is None or theirs.tzinfo is None:
            mine, theirs = mine.replace(tzinfo=None), theirs.replace(tzinfo=None)
        return mine < theirs

    def eve(self) -> Date:
        """Return the day before (a bare day); the first day of the calendar has itself as eve."""
        if self.day == datetime.date.min:
            return Date(self.day.isoformat(), self.day)
        day = self.day - datetime.timedelta(days=1)
        return Date(day.isoformat(), day)

    def __str__(self) -> str:
        return self.text


class Windowed(Protocol):
    """Whatever counts only between two dates, both included."""

    @property
    def since(self) -> Date | None:
        """The first day; None for no beginning."""

    @property
    def until(self) -> Date | None:
        """The last day; None for no end."""


def counts(item: Windowed, on: Date | None) -> bool:
    """Return whether an item counts on a date; with no date, every `since` counts and no `until` does."""
    if on is None:
        return item.until is None
    if item.since is not None and on.is_before(item.since):
        return False
    return item.until is None or not item.until.is_before(on)
