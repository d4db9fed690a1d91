"""Which states can be: every combination of options that breaks no rule, or the states that a model lists.

A state's options are kept as a code, the integer whose bit p is option p (the first option is the least significant
bit). In option form codes are sorted, and a state's number is its position counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.errors import ModelError, Problem
from denouement.language import _, in_row
from denouement.model.condition import Condition, Name
from denouement.model.conflict import rule_id
from denouement.model.timeline import Place, Snapshot, broken_rules, listed_states, rules_in_words
from denouement.model.vocabulary import Valuation, Vocabulary
from denouement.states.budget import Budget, check_combinations, check_estimate, check_states

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]

NO_OPTIONS = -1
"""The code of a listed state that says nothing of options."""
_SAMPLE_BITS = 20  # options above which a sample tells beforehand whether going through all of them is worth it
_CHUNK_BITS = 18  # combinations tested at once: small enough to stay in the cache, large enough for NumPy


@frozen(eq=False)
class StateSpace:
    """The feasible states of one model as of one day, in order of their numbers."""

    vocabulary: Vocabulary
    codes: Codes
    """(states,) int64; of a merged state the code of the member that represents it."""
    ids: tuple[str, ...] = field(repr=False)
    """What each state is called: its number, or its id in graph form."""
    aliases: dict[str, int] = field(factory=dict, repr=False)
    """Other names for states: ids in graph form, names of merged states."""
    members: tuple[Codes, NDArray[np.int64]] = field(repr=False, kw_only=True)
    """Codes in increasing order, and the state that each belongs to; merged states have several."""
    _valuation: Valuation = field(init=False, repr=False)

    @_valuation.default
    def _build_valuation(self) -> Valuation:
        return Valuation(self.vocabulary, _Columns(self.codes, len(self.options)))

    @classmethod
    def of_codes(cls, vocabulary: Vocabulary, codes: Codes) -> StateSpace:
        """Return the states with these codes, in increasing order, numbered from 1."""
        ids = tuple(str(number) for number in range(1, len(codes) + 1))
        return cls(vocabulary, codes, ids, members=(codes, np.arange(len(codes))))

    @property
    def options(self) -> tuple[str, ...]:
        """Full ids of the options, in model order."""
        return self.vocabulary.options

    def __len__(self) -> int:
        return len(self.codes)

    def holds(self, condition: Condition) -> Bools:
        """Return in which states a condition is true; (states,)."""
        return np.broadcast_to(np.asarray(self._valuation(condition), dtype=bool), self.codes.shape)

    def holds_option(self, option: str) -> Bools:
        """Return in which states an option (as a condition may write it) is taken; (states,)."""
        return self.holds(Name(option))

    def code(self, taken: Iterable[str]) -> int:
        """Return the code of a set of options (full ids), feasible or not."""
        position = {option: p for p, option in enumerate(self.options)}
        return sum(1 << position[option] for option in taken)

    def with_taken(self, taken: Iterable[str]) -> NDArray[np.int64]:
        """Return the 0-based indices of the states in which exactly these options are taken: one, none or several."""
        code = self.code(taken)
        codes, states = self.members
        found = states[np.searchsorted(codes, code, "left") : np.searchsorted(codes, code, "right")]
        return np.unique(found)

    def at(self, place: Place | None) -> int | None:
        """Return the index of the state where a story stands; None if it is not feasible or not one state."""
        if place is None:
            return None
        if place.state is not None:
            return self.aliases.get(place.state)
        found = self.with_taken(place.taken or ())
        return int(found[0]) if len(found) == 1 else None

    def taken(self, index: int) -> tuple[str, ...]:
        """Return the options taken in a state (full ids, in model order)."""
        code = int(self.codes[index])
        return tuple(option for p, option in enumerate(self.options) if code != NO_OPTIONS and code >> p & 1)

    def matching(self, pattern: str) -> Bools:
        """Return which states a pattern of Y, N and - describes; (states,)."""
        cared = sum(1 << p for p, letter in enumerate(pattern) if letter != "-")
        wanted = sum(1 << p for p, letter in enumerate(pattern) if letter == "Y")
        codes, states = self.members
        matching = np.zeros(len(self), dtype=bool)
        matching[states[(codes & cared) == wanted]] = True  # a merged state is described where a member is
        return matching

    def pattern(self, index: int) -> str:
        """Return a state as a full pattern of Y and N; of `?` if it says nothing of options."""
        code = int(self.codes[index])
        if code == NO_OPTIONS:
            return "?" * len(self.options)
        return "".join("Y" if code >> p & 1 else "N" for p in range(len(self.options)))


def feasible_states(snapshot: Snapshot, budget: Budget | None = None) -> StateSpace:
    """Return the states that can be on a day, before any are merged.

    Raises BudgetError if there are too many combinations or states; ModelError naming a smallest set of rules in
    conflict if nothing is feasible, or the rule that a listed state breaks.
    """
    if snapshot.conflict.is_graph:
        return _listed(snapshot)
    budget = budget or Budget()
    requirements = [rule.requirement for _number, rule in snapshot.rules]
    check_combinations(budget, len(snapshot.vocabulary.options), len(requirements))
    if len(snapshot.vocabulary.options) > _SAMPLE_BITS:
        check_estimate(
            budget, len(snapshot.vocabulary.options), _feasible_share(requirements, snapshot), _owned(snapshot)
        )
    codes = _codes_meeting(requirements, snapshot.vocabulary, budget=budget)
    if not len(codes):
        raise ModelError(snapshot.conflict.located([_contradiction(snapshot)]))
    return StateSpace.of_codes(snapshot.vocabulary, codes)


def _feasible_share(requirements: list[Condition], snapshot: Snapshot) -> float:
    """Return about which share of all combinations is feasible, from a sample (always the same one)."""
    count = len(snapshot.vocabulary.options)
    codes = np.random.default_rng(0).integers(0, 1 << count, size=1 << _SAMPLE_BITS - 4, dtype=np.int64)
    return len(_meeting(requirements, snapshot.vocabulary, codes)) / (1 << _SAMPLE_BITS - 4)


def _owned(snapshot: Snapshot) -> list[int]:
    return [len(maker.options) for maker in snapshot.conflict.decision_makers]


def _listed(snapshot: Snapshot) -> StateSpace:
    conflict, vocabulary = snapshot.conflict, snapshot.vocabulary
    position = {option: p for p, option in enumerate(vocabulary.options)}
    listed = {id: taken for id, taken in listed_states(conflict, vocabulary).items() if id not in snapshot.hidden}
    problems = []
    for id, taken in listed.items():
        broken = list(broken_rules(conflict, vocabulary, taken, snapshot.date))
        if broken:
            message = _("state {id} is listed, and breaks {rules}", id=id, rules=rules_in_words(broken))
            hint = _("rules make no states in graph form: drop the state or the rule")
            problems.append(Problem(message, hint, ("states", id)))
    if problems:
        raise ModelError(conflict.located(problems))
    codes = np.array(
        [NO_OPTIONS if taken is None else sum(1 << position[option] for option in taken) for taken in listed.values()],
        dtype=np.int64,
    )
    order = np.argsort(codes, kind="stable")
    order = order[codes[order] != NO_OPTIONS]
    aliases = {id: index for index, id in enumerate(listed)}
    return StateSpace(vocabulary, codes, tuple(listed), aliases, members=(codes[order], order))


def _codes_meeting(
    requirements: list[Condition], vocabulary: Vocabulary, *, budget: Budget | None = None, first_only: bool = False
) -> Codes:
    total = 1 << len(vocabulary.options)
    step = min(total, 1 << _CHUNK_BITS)
    kept = []
    count = 0
    for begin in range(0, total, step):
        codes = _meeting(requirements, vocabulary, np.arange(begin, begin + step, dtype=np.int64))
        kept.append(codes)
        count += len(codes)
        if budget is not None:
            check_states(budget, count)
        if first_only and len(codes):
            break
    return np.concatenate(kept)


def _meeting(requirements: list[Condition], vocabulary: Vocabulary, codes: Codes) -> Codes:
    for condition in requirements:
        # Each rule looks only at what the rules before it left.
        valuation = Valuation(vocabulary, _Columns(codes, len(vocabulary.options)))
        codes = codes[np.broadcast_to(np.asarray(valuation(condition), dtype=bool), codes.shape)]
        if not len(codes):
            break
    return codes


class _Columns(Sequence[Bools]):
    """The truth of every option in some states, each worked out when first asked for: most rules ask for few."""

    def __init__(self, codes: Codes, count: int) -> None:
        self._codes = codes
        self._columns: list[Bools | None] = [None] * count

    def __len__(self) -> int:
        return len(self._columns)

    def __getitem__(self, p: Any) -> Any:
        if self._columns[p] is None:
            self._columns[p] = (self._codes >> p & 1).astype(bool)
        return self._columns[p]


def _contradiction(snapshot: Snapshot) -> Problem:
    """Return a problem naming rules that contradict each other and of which none can be left out."""
    needed = list(snapshot.rules)
    for candidate in list(needed):
        rest = [rule for rule in needed if rule is not candidate]
        if not len(_codes_meeting([rule.requirement for _number, rule in rest], snapshot.vocabulary, first_only=True)):
            needed = rest
    rules = in_row([f"{rule_id(number, rule)} ({rule})" for number, rule in needed])
    message = (
        _("no state is possible on {day}: these rules contradict each other: {rules}", day=snapshot.date, rules=rules)
        if snapshot.date
        else _("no state is possible: these rules contradict each other: {rules}", rules=rules)
    )
    return Problem(
        message,
        _("drop or change one of them"),
        ("rules", needed[0][0]),
    )
