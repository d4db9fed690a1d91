"""Lists of wants with some changes made, for the search of what decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from math import comb

from attrs import define, field, frozen

from denouement.analysis.result import Analysis
from denouement.errors import InputError, ModelError
from denouement.model.edits import Edit, SwitchReading, WantsEdit, arrangements, edited_reading
from denouement.model.edits_listing import edits_of_reading, in_force, written_reading
from denouement.model.timeline import Snapshot
from denouement.states.relation import Liking

COUNTED = 2_000_000
"""Sets of changes to one list up to which they are counted beforehand."""

Arrangement = tuple[Edit, ...]


@define(slots=False)
class Wants:
    """The ways to change what one decision maker wants."""

    snapshot: Snapshot = field(repr=False)
    decision_maker: str
    used: str | None
    """The reading used."""

    @cached_property
    def _lists(self) -> list[tuple[SwitchReading | None, tuple[WantsEdit, ...]]]:
        """The reading used and those that can be switched to, each with the changes to it."""
        maker = self.snapshot.conflict.decision_maker(self.decision_maker)
        ids = [reading.id for reading in self.snapshot.readings[maker.id] if reading.id != self.used]
        others = [(SwitchReading(maker.id, id), id) for id in ids if id is not None]
        return [
            (None, edits_of_reading(self.snapshot, maker, self.used)),
            *((switch, edits_of_reading(self.snapshot, maker, id)) for switch, id in others),
        ]

    def ways(self, size: int) -> Iterator[Arrangement]:
        """Yield every way to make `size` changes at once, a switch of reading among them or not."""
        for switch, edits in self._lists:
            prefix = () if switch is None else (switch,)
            for chosen in combinations(edits, size - len(prefix)) if size >= len(prefix) else ():
                yield from arrangements((*prefix, *chosen))

    def count(self, size: int) -> int | None:
        """Return how many ways there are; None if too many to be counted beforehand."""
        pairs = sum(comb(len(edits), size - (switch is not None)) for switch, edits in self._lists)
        return None if pairs > COUNTED else sum(1 for _ in self.ways(size))

    def liking(self, analysis: Analysis, way: Arrangement) -> Liking | ModelError:
        """Return how the states of an analysis are liked after some changes, or why that cannot be said."""
        id = next((edit.reading for edit in way if isinstance(edit, SwitchReading)), self.used)
        maker = self.snapshot.conflict.decision_maker(self.decision_maker)
        changes = [edit for edit in way if isinstance(edit, WantsEdit)]
        reading = in_force(self.snapshot, edited_reading(written_reading(maker, id), changes))
        try:
            return analysis.situation.liking_of(self.decision_maker, reading)
        except ModelError as error:
            return error


@frozen
class Group:
    """Ways to change one decision maker's wants that come to the same order of states."""

    place: int
    """Which order it is (from 0; 0 is the one without changes)."""
    liking: Liking = field(repr=False)
    ways: list[Arrangement] = field(repr=False)


@define
class Orders:
    """Numbers the orders of states that occur for one decision maker, without keeping them."""

    places: dict[bytes, int] = field(factory=dict)

    def place(self, liking: Liking) -> int:
        """Return the number (from 0) of an order."""
        return self.places.setdefault(liking.digest, len(self.places))


def grouped(
    wants: Wants, analysis: Analysis, orders: Orders, ways: Iterable[Arrangement]
) -> tuple[list[Group], list[tuple[Arrangement, InputError]]]:
    """Return ways to change somebody's wants by the order they come to, and those that come to none, and why."""
    found: dict[int, Group] = {}
    refused: list[tuple[Arrangement, InputError]] = []
    for way in ways:
        liking = wants.liking(analysis, way)
        if isinstance(liking, ModelError):
            refused.append((way, liking))
            continue
        place = orders.place(liking)
        found.setdefault(place, Group(place, liking, [])).ways.append(way)
    return list(found.values()), refused


def shares(size: int, makers: Sequence[str]) -> Iterator[tuple[tuple[str, int], ...]]:
    """Yield every way to share `size` changes among decision makers, each with how many are theirs (at least one).

    >>> list(shares(2, ["a", "b"]))
    [(('a', 2),), (('a', 1), ('b', 1)), (('b', 2),)]
    """
    if size == 0:
        yield ()
    for at, maker in enumerate(makers):
        for own in range(size, 0, -1):
            for rest in shares(size - own, makers[at + 1 :]):
                yield ((maker, own), *rest)
