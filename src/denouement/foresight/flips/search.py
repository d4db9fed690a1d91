"""The search of what decides: many preference profiles at once on each changed set of states and moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, islice, product
from math import prod
from time import monotonic

import numpy as np
from attrs import define, field

from denouement.analysis.claims import TRUTHS, Truth, judged
from denouement.analysis.outcomes import outcomes
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError, InputError
from denouement.foresight.flips.flips import Flip, Flips, Level, Progress, Refusal, Stopped, Watch
from denouement.foresight.flips.target import pinned, reference_to
from denouement.foresight.flips.wants import Group, Orders, Wants, grouped, shares
from denouement.language import _
from denouement.model.claim_language import Says, concepts_in
from denouement.model.edits import (
    DropEntry,
    Edit,
    SwitchReading,
    WantsEdit,
    arrangements,
    edited,
    switched,
)
from denouement.model.edits_listing import single_edits
from denouement.states.budget import Budget
from denouement.states.relation import Liking

_PROFILES = 512
_NUMBERS = 1 << 25  # profiles x states in one call
_MOVES = 1 << 24  # profiles x moves in one call: some seconds at most, so that a search can stop in time
_WAYS = 1024  # ways to change one list that are looked at together
_KEPT_STATES = 10_000  # changed models up to which their moves are kept from one size to the next


class _OutOfTimeError(Exception):
    """The seconds allowed are used up."""


@define(eq=False)
class _World:
    """One set of states and moves, and what is known of preference profiles on it."""

    analysis: Analysis
    base: tuple[Liking, ...] = field(init=False)
    orders: dict[str, Orders] = field(init=False)
    known: dict[tuple[int, ...], Truth] = field(factory=dict)
    singles: dict[tuple[str, int], tuple[list[Group], list[tuple[tuple[Edit, ...], InputError]]]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.base = self.analysis.situation.graph.preferences
        self.orders = {maker: Orders() for maker in self.analysis.decision_makers}
        for maker, liking in zip(self.analysis.decision_makers, self.base, strict=True):
            self.orders[maker].place(liking)


@define
class _Tally:
    size: int
    sets: int | None = None
    tried: int = 0
    idle: int = 0
    impossible: int = 0
    too_large: int = 0
    flips: list[tuple[tuple[Edit, ...], Truth]] = field(factory=list)
    refusals: list[Refusal] = field(factory=list)
    idle_edits: list[Edit] = field(factory=list)
    finished: bool = False


@define(slots=False)
class Search:
    """Tries sets of changes to one analysis; used once."""

    analysis: Analysis
    says: Says
    budget: Budget
    watch: Watch | None
    rule_ids: Sequence[str] | None = None

    def __attrs_post_init__(self) -> None:
        self.began = monotonic()
        analysis = self.analysis
        self.says = pinned(analysis, self.says)
        self.truth = judged(analysis, self.says).truth
        self.snapshot = analysis.situation.snapshot
        used = {maker: reading.id for maker, reading in analysis.situation.readings.items()}
        stands = analysis.situation.stands
        now = () if stands is None else analysis.situation.space.taken(stands)
        self.edits = single_edits(self.snapshot, used, now, self.rule_ids)
        self.position = {edit: at for at, edit in enumerate(self.edits)}
        self.wants = {maker: Wants(self.snapshot, maker, id) for maker, id in used.items()}
        self.structure = [edit for edit in self.edits if not isinstance(edit, WantsEdit | SwitchReading)]
        self.base = _World(analysis)
        self.worlds: dict[tuple[Edit, ...], _World | InputError | BudgetError] = {(): self.base}
        self.unbuilt: set[tuple[Edit, ...]] = set()
        self.turning: set[frozenset[Edit]] = set()
        self.refused: set[frozenset[Edit]] = set()

    def run(self, most: int, *, all_sizes: bool) -> Flips:
        """Return what was found."""
        levels: list[Level] = []
        stopped: Stopped | None = None
        tally = _Tally(1)
        try:
            for size in range(1, most + 1):
                tally = _Tally(size)
                tally.sets = self._count(size)
                self._report(tally)
                self._try_all(tally)
                tally.finished = True
                levels.append(self._level(tally))
                if tally.flips and not all_sizes:
                    break
        except _OutOfTimeError:
            stopped = "time"
        except KeyboardInterrupt:
            stopped = "interrupted"
        if stopped is not None and not (levels and levels[-1].size == tally.size):
            levels.append(self._level(tally))
        return Flips(self.analysis, self.says, self.truth, self.edits, tuple(levels), most, stopped)

    def _level(self, tally: _Tally) -> Level:
        found: dict[tuple[Edit, ...], Flip] = {}
        for edits, truth in tally.flips:
            ordered_edits = self._sorted(edits)
            found.setdefault(ordered_edits, Flip(ordered_edits, truth))
        ordered = sorted(found.values(), key=lambda flip: [self._place(edit) for edit in flip.edits])
        self.turning.update(map(frozenset, found))
        refusals = sorted(tally.refusals, key=lambda refusal: [self._place(edit) for edit in refusal.edits])
        return Level(
            tally.size,
            tally.sets,
            tally.tried,
            tally.idle,
            tally.impossible,
            tally.too_large,
            tuple(ordered),
            tuple(refusals),
            complete=tally.finished and not tally.too_large,
            idle_edits=tuple(sorted(tally.idle_edits, key=self._place)),
        )

    def _place(self, edit: Edit) -> tuple[int, str]:
        # A change to a reading that is not used stands after all single changes.
        return self.position.get(edit, len(self.edits)), edit.id

    def _sorted(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        return tuple(sorted(edits, key=self._place)) if len(arrangements(edits)) == 1 else tuple(edits)

    # -- sets of changes ------------------------------------------------------------------------------------

    def _structures(self, size: int) -> Iterator[tuple[Edit, ...]]:
        """Yield sets of changes to options, rules and forbidden moves."""
        for chosen in combinations(self.structure, size):
            yield from arrangements(chosen)

    def _count(self, size: int) -> int | None:
        total = 0
        counts = [{own: wants.count(own) for own in range(1, size + 1)} for wants in self.wants.values()]
        by_maker = dict(zip(self.wants, counts, strict=True))
        for built in range(size + 1):
            structures = sum(1 for _structure in self._structures(built))
            for share in shares(size - built, list(self.wants)):
                parts = [by_maker[maker][own] for maker, own in share]
                if None in parts:
                    return None
                total += structures * prod(part for part in parts if part is not None)
        return total

    def _try_all(self, tally: _Tally) -> None:
        for built in range(tally.size + 1):
            for structure in self._structures(built):
                world = self._world(structure)
                for share in shares(tally.size - built, list(self.wants)):
                    self._check_time()
                    if isinstance(world, _World):
                        self._try_share(tally, structure, world, share)
                    else:
                        self._try_refused(tally, structure, world, share)

    def _check_time(self) -> None:
        if monotonic() - self.began > self.budget.seconds:
            raise _OutOfTimeError

    def _report(self, tally: _Tally) -> None:
        if self.watch is not None:
            self.watch(Progress(tally.size, tally.tried, tally.sets))

    # -- changed states and moves ---------------------------------------------------------------------------

    def _world(self, structure: tuple[Edit, ...]) -> _World | InputError | BudgetError:
        """Return the states and moves after some changes, or why there are none."""
        if structure in self.worlds:
            return self.worlds[structure]
        self._check_time()
        try:
            world: _World | InputError | BudgetError = _World(self._analysis_after(structure))
        except (InputError, BudgetError) as error:
            world = error
        small = not isinstance(world, _World) or world.analysis.number_of_states <= _KEPT_STATES
        if len(structure) == 1 and small:
            self.worlds[structure] = world
        return world

    def _analysis_after(self, edits: tuple[Edit, ...]) -> Analysis:
        """Return the same question about a changed model; raise InputError or BudgetError if there is no answer."""
        analysis = self.analysis
        base = analysis.situation.baseline
        take, drop = analysis.situation.supposed
        try:
            conflict = edited(analysis.conflict, edits)
        except InputError:
            self.unbuilt.add(edits)
            raise
        return conflict.analyse(
            concepts=concepts_in(self.says),
            ending_concepts=analysis.ending_concepts,
            as_of=self.snapshot.date,
            readings=analysis.readings | switched(edits),
            # By what makes it that state: its number may be another one's in the changed model.
            baseline=None if base is None else reference_to(analysis, base),
            budget=self.budget,
            take=take,
            drop=drop,
        )

    # -- changed wants on them ------------------------------------------------------------------------------

    def _try_share(
        self, tally: _Tally, structure: tuple[Edit, ...], world: _World, share: tuple[tuple[str, int], ...]
    ) -> None:
        """Try a changed set of states and moves with every way to change so much of what some decision makers want."""
        if len(share) == 1 and share[0][1] > 1:
            # Very many ways, none of which is needed again.
            ways = self.wants[share[0][0]].ways(share[0][1])
            while some := list(islice(ways, _WAYS)):
                found = grouped(self.wants[share[0][0]], world.analysis, world.orders[share[0][0]], some)
                self._try_groups(tally, structure, world, share, [found])
            return
        parts = []
        for maker, own in share:
            if (maker, own) not in world.singles:
                ways = self.wants[maker].ways(own)
                world.singles[maker, own] = grouped(self.wants[maker], world.analysis, world.orders[maker], ways)
            parts.append(world.singles[maker, own])
        self._try_groups(tally, structure, world, share, parts)

    def _try_groups(
        self,
        tally: _Tally,
        structure: tuple[Edit, ...],
        world: _World,
        share: tuple[tuple[str, int], ...],
        parts: Sequence[tuple[list[Group], Sequence[tuple[tuple[Edit, ...], InputError]]]],
    ) -> None:
        makers = [world.analysis.decision_makers.index(maker) for maker, _own in share]
        profiles = product(*(groups for groups, _counts in parts))
        moves = world.analysis.situation.graph.number_of_moves
        size = max(1, min(_PROFILES, _NUMBERS // world.analysis.number_of_states, _MOVES // max(1, moves)))
        while some := list(islice(profiles, size)):
            self._check_time()
            for profile, truth in zip(some, self._truths(world, makers, some), strict=True):
                count = prod(len(group.ways) for group in profile)
                tally.tried += count
                if not structure and not any(group.place for group in profile):
                    tally.idle += count
                    if tally.size == 1:
                        tally.idle_edits += (edit for group in profile for way in group.ways for edit in way)
                if truth != self.truth:
                    self._found(tally, structure, profile, truth)
            self._report(tally)
        # What makes no order makes none together with anything else.
        every = prod(sum(len(group.ways) for group in groups) + len(refused) for groups, refused in parts)
        impossible = every - prod(sum(len(group.ways) for group in groups) for groups, _counts in parts)
        tally.tried += impossible
        tally.impossible += impossible
        if len(parts) == 1:
            for way, error in parts[0][1]:
                self._refuse(tally, (*structure, *way), error)

    def _found(self, tally: _Tally, structure: tuple[Edit, ...], profile: Sequence[Group], truth: Truth) -> None:
        for ways in product(*(group.ways for group in profile)):
            edits = (*structure, *(edit for way in ways for edit in way))
            if not _has_part(edits, self.turning):
                tally.flips.append((edits, truth))

    def _truths(self, world: _World, makers: Sequence[int], profiles: Sequence[tuple[Group, ...]]) -> list[Truth]:
        """Return the answer under each profile of changed likings; those asked for before are looked up."""
        numbers = len(world.base)
        keys = []
        fresh: dict[tuple[int, ...], tuple[Liking, ...]] = {}
        for profile in profiles:
            places, likings = [0] * numbers, list(world.base)
            for at, group in zip(makers, profile, strict=True):
                places[at], likings[at] = group.place, group.liking
            keys.append(tuple(places))
            if keys[-1] not in world.known:
                fresh[keys[-1]] = tuple(likings)
        if fresh:
            used: list[dict[int, int]] = [{} for _number in range(numbers)]
            kept: list[list[Liking]] = [[] for _number in range(numbers)]
            picks = np.empty((len(fresh), numbers), dtype=np.int64)
            for row, (places_of, likings_of) in enumerate(fresh.items()):
                for at, (place, liking) in enumerate(zip(places_of, likings_of, strict=True)):
                    if place not in used[at]:
                        used[at][place] = len(kept[at])
                        kept[at].append(liking)
                    picks[row, at] = used[at][place]
            result = outcomes(world.analysis, kept, picks, concepts=concepts_in(self.says))
            for key, code in zip(fresh, result.truths(self.says).tolist(), strict=True):
                world.known[key] = TRUTHS[code]
        return [world.known[key] for key in keys]

    # -- what makes no model --------------------------------------------------------------------------------

    def _try_refused(
        self,
        tally: _Tally,
        structure: tuple[Edit, ...],
        error: InputError | BudgetError,
        share: tuple[tuple[str, int], ...],
    ) -> None:
        """Count what cannot be worked out; a ranking with gaps may be one that a change of wants replaces."""
        for ways in product(*(self.wants[maker].ways(own) for maker, own in share)):
            wanted = tuple(edit for way in ways for edit in way)
            edits = (*structure, *wanted)
            reason: InputError | BudgetError = error
            mending = any(isinstance(edit, SwitchReading | DropEntry) for edit in wanted)
            if mending and structure not in self.unbuilt and isinstance(error, InputError):
                self._check_time()
                try:
                    truth = judged(self._analysis_after(edits), self.says).truth
                except (InputError, BudgetError) as still:
                    reason = still
                else:
                    tally.tried += 1
                    if truth != self.truth and not _has_part(edits, self.turning):
                        tally.flips.append((edits, truth))
                    continue
            if isinstance(reason, BudgetError):
                tally.too_large += 1
                continue
            tally.tried += 1
            tally.impossible += 1
            self._refuse(tally, edits, reason)
        self._report(tally)

    def _refuse(self, tally: _Tally, edits: tuple[Edit, ...], error: InputError) -> None:
        """Keep why some changes make no model, unless a part of them makes none."""
        if _has_part(edits, self.refused):
            return
        self.refused.add(frozenset(edits))
        problem = error.problems[0]
        where = problem.where() if problem.path else ""
        why = _("{what}: {message}", what=where, message=problem.message) if where else problem.message
        tally.refusals.append(Refusal(edits, why, problem.path))


def _has_part(edits: Sequence[Edit], sets: Collection[frozenset[Edit]]) -> bool:
    """Return whether some of the changes, or all of them, are one of the sets."""
    return any(
        frozenset(part) in sets for size in range(1, len(edits) + 1) for part in combinations(edits, size)
    )  # fmt: skip
