"""What an analysis rests on: the statements used, and which of them are doubtful, assumed or hindsight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from denouement.model.preference import Statement, Statements, statement_id
from denouement.states.situation import Situation


@frozen
class Premise:
    """A statement that the analysis takes as wanted by somebody."""

    decision_maker: str
    id: str
    statement: Statement
    assumed: bool
    """No evidence is given for it (none that counts on the day)."""
    hindsight: bool
    """All its evidence is dated after the day of the analysis."""

    @property
    def weak(self) -> bool:
        """Whether leaning on it takes an excuse: it is doubtful, assumed, or known only later."""
        return self.doubtful or self.assumed or self.hindsight

    @property
    def doubtful(self) -> bool:
        """Judged less likely than not, and used all the same."""
        return self.statement.doubtful


def deciding(situation: Situation, used: Sequence[Premise], other: int) -> dict[str, NDArray[np.int32]]:
    """Return which premise decides between each state and another one, for each decision maker with statements.

    (states,) positions in `used`; -1 where none does and the two are alike.
    """
    decided: dict[str, NDArray[np.int32]] = {}
    for number, premise in enumerate(used):
        column = decided.setdefault(premise.decision_maker, np.full(len(situation.space), -1, dtype=np.int32))
        truth = situation.space.holds(premise.statement.that)
        column[(column < 0) & (truth != truth[other])] = number
    return decided


def premises(situation: Situation) -> tuple[Premise, ...]:
    """Return the statements of the readings used, in model order."""
    return tuple(_premises(situation))


def _premises(situation: Situation) -> Iterator[Premise]:
    snapshot = situation.snapshot
    thought = dict(snapshot.thought)
    for maker in snapshot.conflict.decision_makers:
        used = situation.readings[maker.id]
        if not isinstance(used.preference, Statements):
            continue
        rivals = (*maker.readings, *([thought[maker.id]] if maker.id in thought else []))
        written = next(reading for reading in rivals if reading.id == used.id)
        assert isinstance(written.preference, Statements)
        for number, statement in enumerate(written.preference.statements, 1):
            if statement not in used.preference.statements:
                continue  # not in force on this day; numbers and so ids stay those of the file
            yield Premise(
                maker.id,
                statement_id(maker.id, written, number, statement),
                statement,
                assumed=not snapshot.counting(statement.evidence),
                hindsight=snapshot.only_hindsight(statement.evidence),
            )
