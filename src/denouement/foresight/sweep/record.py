"""What is kept of the outcome of a draw: a few bytes, alike for draws that come out alike.

A record holds, each as bytes: whether each named state is an equilibrium, by concept; which standings occur among the
endings, by decision maker and family of endings; what comes out for each claim; and which states are endings, a bit
each.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.analysis.outcomes import Outcomes
from denouement.analysis.result import Analysis
from denouement.errors import FileError, Problem
from denouement.language import _
from denouement.model.evidence import Claim
from denouement.states.finding import scenario_columns
from denouement.states.space import Bools

Bytes = NDArray[np.uint8]

Family = str | None
"""A scenario's id, or "" for endings that belong to none; None stands for all endings."""


@frozen(eq=False)
class Layout:
    """What the bytes of a record mean."""

    named: tuple[int, ...]
    """States (by index) of which it is kept whether they are equilibria."""
    concepts: tuple[str, ...]
    decision_makers: tuple[str, ...]
    """Those who are compared with the baseline; none without one."""
    families: dict[Family, Bools] = field(repr=False)
    """Which states belong to each; (states,)."""
    claims: tuple[Claim, ...]
    states: int

    @classmethod
    def of(cls, analysis: Analysis, named: Sequence[int], claims: Sequence[Claim]) -> Layout:
        """Return how the outcomes of an analysis' draws are kept."""
        compared = () if analysis.situation.baseline is None else analysis.decision_makers
        scenarios = scenario_columns(analysis.situation.snapshot, analysis.situation.space)
        families: dict[Family, Bools] = {None: np.ones(analysis.number_of_states, dtype=bool)}
        families.update(scenarios)
        rest = ~np.logical_or.reduce([*scenarios.values(), np.zeros(analysis.number_of_states, dtype=bool)])
        if scenarios and rest.any():
            families[""] = rest
        return cls(
            tuple(named), analysis.concepts, compared, families, tuple(claims), analysis.number_of_states
        )  # fmt: skip

    @property
    def widths(self) -> tuple[int, int, int, int]:
        """How many bytes each part of a record takes."""
        standings = len(self.decision_makers) * len(self.families)
        return len(self.named) * len(self.concepts), standings, len(self.claims), -(-self.states // 8)

    def records(self, outcomes: Outcomes) -> list[bytes]:
        """Return a record for each of some outcomes."""
        draws = len(outcomes)
        named = [outcomes.equilibria[concept][:, state] for state in self.named for concept in self.concepts]
        ending = np.flatnonzero(outcomes.endings.any(axis=0))
        there = outcomes.endings[:, ending]
        occurring = []
        for maker in self.decision_makers:
            standing = outcomes.standings(maker)
            assert standing is not None  # decision makers are in the layout only if there is a baseline
            bits = np.where(there, np.uint8(1) << standing[:, ending].astype(np.uint8), np.uint8(0))
            for column in self.families.values():
                inside = bits[:, column[ending]]
                occurring.append(np.bitwise_or.reduce(inside, axis=1) if inside.shape[1] else np.zeros(draws))
        truths = [outcomes.truths(claim.says) for claim in self.claims if claim.says is not None]
        columns = [np.asarray(column, dtype=np.uint8)[:, None] for column in (*named, *occurring, *truths)]
        rows: Bytes = np.concatenate([*columns, np.packbits(outcomes.endings, axis=1)], axis=1)
        return [row.tobytes() for row in np.ascontiguousarray(rows)]

    def parts(self, records: Sequence[bytes]) -> Iterator[tuple[int, Bytes, Bytes, Bytes, Bools]]:
        """Yield records taken apart, some at a time, with the number of the first.

        Named states (records, named x concepts), standings (records, decision makers x families), truths (records,
        claims), endings (records, states).
        """
        at_once = max(1, (1 << 26) // max(1, self.states))
        bounds = np.cumsum(self.widths)[:-1]
        for begin in range(0, len(records), at_once):
            some = np.frombuffer(b"".join(records[begin : begin + at_once]), dtype=np.uint8)
            rows = some.reshape(-1, sum(self.widths))
            named, standings, truths, endings = np.split(rows, bounds, axis=1)
            yield begin, named, standings, truths, np.unpackbits(endings, axis=1, count=self.states).astype(bool)


def packed(record: bytes) -> bytes:
    """Return a record in fewer bytes."""
    return zlib.compress(record)


def unpacked(data: bytes, layout: Layout) -> bytes:
    """Return a record from fewer bytes; raise FileError if it is none."""
    try:
        record = zlib.decompress(data)
    except zlib.error:
        record = b""
    if len(record) != sum(layout.widths):
        raise FileError(Problem(_("an outcome in the file cannot be read")))
    return record
