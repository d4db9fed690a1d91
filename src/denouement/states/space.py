"""Which states can be: every combination of options that breaks no rule.

A state is kept as a code, the integer whose bit p is option p (the first option is the least significant bit).
Codes are sorted, and a state's number is its position counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.errors import BudgetError, ModelError, Problem
from denouement.model.condition import Condition
from denouement.model.timeline import Snapshot
from denouement.model.vocabulary import Valuation, Vocabulary

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]

OPTION_LIMIT = 24
_CHUNK_BITS = 18  # combinations tested at once: small enough to stay in the cache, large enough for NumPy


@frozen(eq=False)
class StateSpace:
    """The feasible states of one model as of one day, in order of their numbers."""

    vocabulary: Vocabulary
    codes: Codes
    """(states,) int64, increasing."""
    _valuation: Valuation = field(init=False, repr=False)

    @_valuation.default
    def _build_valuation(self) -> Valuation:
        return Valuation(self.vocabulary, _columns(self.codes, len(self.options)))

    @property
    def options(self) -> tuple[str, ...]:
        """Full ids of the options, in model order."""
        return self.vocabulary.options

    def __len__(self) -> int:
        return len(self.codes)

    def holds(self, condition: Condition) -> Bools:
        """Return in which states a condition is true; (states,)."""
        return np.broadcast_to(np.asarray(self._valuation(condition), dtype=bool), self.codes.shape)

    def code(self, taken: Iterable[str]) -> int:
        """Return the code of a set of options (full ids), feasible or not."""
        position = {option: p for p, option in enumerate(self.options)}
        return sum(1 << position[option] for option in taken)

    def index(self, taken: Iterable[str]) -> int | None:
        """Return the 0-based index of the state in which exactly these options are taken; None if infeasible."""
        code = self.code(taken)
        at = int(np.searchsorted(self.codes, code))
        return at if at < len(self.codes) and self.codes[at] == code else None

    def taken(self, index: int) -> tuple[str, ...]:
        """Return the options taken in a state (full ids, in model order)."""
        code = int(self.codes[index])
        return tuple(option for p, option in enumerate(self.options) if code >> p & 1)

    def matching(self, pattern: str) -> Bools:
        """Return which states a pattern of Y, N and - describes; (states,)."""
        cared = sum(1 << p for p, letter in enumerate(pattern) if letter != "-")
        wanted = sum(1 << p for p, letter in enumerate(pattern) if letter == "Y")
        matching: Bools = (self.codes & cared) == wanted
        return matching

    def pattern(self, index: int) -> str:
        """Return a state as a full pattern of Y and N."""
        code = int(self.codes[index])
        return "".join("Y" if code >> p & 1 else "N" for p in range(len(self.options)))


def feasible_states(snapshot: Snapshot) -> StateSpace:
    """Return the combinations of options that break no rule in force.

    Raises BudgetError above 2**24 combinations, and ModelError naming a smallest set of rules in conflict if
    nothing is feasible.
    """
    count = len(snapshot.vocabulary.options)
    if count > OPTION_LIMIT:
        raise BudgetError(
            f"{count} options make {2**count:,} combinations; this program works through at most "
            f"{2**OPTION_LIMIT:,} ({OPTION_LIMIT} options)"
        )
    requirements = [rule.requirement for _, rule in snapshot.rules]
    codes = _codes_meeting(requirements, snapshot.vocabulary)
    if not len(codes):
        raise ModelError(snapshot.conflict.located([_contradiction(snapshot)]))
    return StateSpace(snapshot.vocabulary, codes)


def _codes_meeting(requirements: list[Condition], vocabulary: Vocabulary, *, first_only: bool = False) -> Codes:
    total = 1 << len(vocabulary.options)
    step = min(total, 1 << _CHUNK_BITS)
    kept = []
    for begin in range(0, total, step):
        codes = np.arange(begin, begin + step, dtype=np.int64)
        for condition in requirements:
            # Each rule looks only at what the rules before it left.
            valuation = Valuation(vocabulary, _columns(codes, len(vocabulary.options)))
            codes = codes[np.broadcast_to(np.asarray(valuation(condition), dtype=bool), codes.shape)]
            if not len(codes):
                break
        kept.append(codes)
        if first_only and len(codes):
            break
    return np.concatenate(kept)


def _columns(codes: Codes, count: int) -> list[Bools]:
    return [(codes >> p & 1).astype(bool) for p in range(count)]


def _contradiction(snapshot: Snapshot) -> Problem:
    """Return a problem naming rules that contradict each other and of which none can be left out."""
    needed = list(snapshot.rules)
    for candidate in list(needed):
        rest = [rule for rule in needed if rule is not candidate]
        if not len(_codes_meeting([rule.requirement for _, rule in rest], snapshot.vocabulary, first_only=True)):
            needed = rest
    named = "; ".join(f"{rule.id or f'rule{number + 1}'} ({rule})" for number, rule in needed)
    day = f" on {snapshot.date}" if snapshot.date else ""
    return Problem(
        f"no state is possible{day}: these rules contradict each other: {named}",
        "drop or change one of them",
        ("rules", needed[0][0]),
    )
