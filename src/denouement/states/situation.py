"""A model as of a day, with one reading chosen per decision maker, turned into states and a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from denouement.errors import ModelError, Path, Problem, RequestError
from denouement.language import _
from denouement.model.conflict import DecisionMaker
from denouement.model.names import did_you_mean
from denouement.model.preference import Reading
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Snapshot
from denouement.states.budget import Budget, check_moves, check_paths, check_relations
from denouement.states.coalescing import Classes, coalesced
from denouement.states.finding import find_states, only_one
from denouement.states.graph import Graph
from denouement.states.moves import Arcs, fibre_sizes, moves_of
from denouement.states.ranking import liking
from denouement.states.relation import Liking, Relation
from denouement.states.space import NO_OPTIONS, Bools, StateSpace, feasible_states
from denouement.states.standing import baseline_of, options_called, placed, status_quo_of, supposed_place
from denouement.states.viewing import OF_THE_MODEL, find_wanted, located


@frozen(eq=False)
class Situation:
    """Everything that analysis needs, and where the story stands."""

    snapshot: Snapshot
    space: StateSpace
    graph: Graph
    readings: dict[str, Reading]
    """The reading used for each decision maker."""
    status_quo: int | None
    baseline: int | None
    warnings: tuple[str, ...]
    supposed: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Options (full ids) supposed to be taken, and dropped, where the story stands."""
    stands: int | None = None
    """Where the story stands in fact, whatever is supposed."""
    truth: Situation | None = None
    """The model as it is, if this is somebody's view of it: numbers of states, and dates, are those of the model."""

    def read_as(self, readings: Mapping[str, str]) -> Situation:
        """Return the same states and moves under other readings; those not named stay as they are.

        Raises RequestError for a name that is not there, ModelError for a ranking with gaps.
        """
        named = {maker: reading.id for maker, reading in self.readings.items() if reading.id is not None}
        chosen = _choose(self.snapshot, named | dict(readings))
        changed = [maker for maker, reading in chosen.items() if reading is not self.readings[maker]]
        wanted = {maker: chosen[maker] for maker in changed}
        fresh = _likings(self.snapshot, self.space, self.stands, wanted, self.truth)
        likings = dict(zip(self.graph.decision_makers, self.graph.preferences, strict=True)) | fresh
        return evolve(self, graph=self.graph.liking(tuple(likings.values())), readings=chosen)

    def liking_of(self, decision_maker: str, reading: Reading) -> Liking:
        """Return how a decision maker would like the states under a reading, written in the model or not.

        Raises ModelError for a ranking with gaps, or for a state that is not there.
        """
        chosen = {decision_maker: reading}
        return _likings(self.snapshot, self.space, self.stands, chosen, self.truth)[decision_maker]

    def find(self, reference: StateReference) -> Bools:
        """Return which states a reference means; (states,). Raises ModelError if it means none."""
        if self.truth is None or reference.kind not in OF_THE_MODEL:
            return find_states(self.snapshot, self.space, self.status_quo, reference)
        found = self.located(self.truth, np.flatnonzero(self.truth.find(reference)))
        if (found < 0).all():
            raise ModelError(Problem(_("{state} is not possible in this view", state=reference)))
        return np.isin(np.arange(len(self.space)), found)

    def located(self, other: Situation, states: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return where states of another view of the model (by index) are in this one; -1 for those not here."""
        return located(self.space, other.space, states, by_id=self.snapshot.conflict.is_graph)

    def find_one(self, reference: StateReference) -> int:
        """Return the index of the one state that a reference means; raise ModelError if it means several or none."""
        return only_one(self.find(reference), reference)


def situation(
    snapshot: Snapshot,
    readings: Mapping[str, str] | None = None,
    baseline: StateReference | None = None,
    budget: Budget | None = None,
    take: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> Situation:
    """Return the states, moves and preferences of a model as of a day.

    `readings` names the reading used for some decision makers; the others use their first in force. `baseline`
    replaces the model's own. `take` and `drop` suppose that some options were taken, or dropped, where the story
    stands, whoever would have to move and whether or not it could. Raises RequestError for a name that is not there
    or a supposition that is impossible, ModelError for what the model cannot carry on that day, BudgetError for what
    would need more than is allowed.
    """
    conflict = snapshot.conflict
    chosen = _choose(snapshot, dict(readings or {}))
    budget = budget or Budget()
    space, classes, before = possible_states(snapshot, budget)
    generating = [maker for maker in conflict.decision_makers if _generates_moves(maker, before)]
    check_moves(budget, len(before), [fibre_sizes(before, map(maker.full_id, maker.options)) for maker in generating])
    warnings: list[str] = []
    status_quo = status_quo_of(snapshot, space, warnings)
    # Better and worse off are measured against what was, not against what is only supposed.
    base = baseline_of(snapshot, space, status_quo, baseline, warnings)
    likings = tuple(_likings(snapshot, space, status_quo, chosen).values())
    arcs = _moves(snapshot, space, classes, before)
    check_paths(budget, [own.two_step_paths() for own in arcs if not own.known_transitive])
    relations = sum(isinstance(liking, Relation) for liking in likings)
    check_relations(budget, len(space), relations, sum(map(len, arcs)))
    graph = Graph(tuple(maker.id for maker in conflict.decision_makers), arcs, likings)
    supposed = tuple(options_called(snapshot, take)), tuple(options_called(snapshot, drop))
    now = supposed_place(snapshot, space, status_quo, *supposed) if any(supposed) else status_quo
    return Situation(snapshot, space, graph, chosen, now, base, tuple(warnings), supposed, status_quo)


def view_of(
    truth: Situation, snapshot: Snapshot, readings: Mapping[str, str], budget: Budget | None = None
) -> Situation:
    """Return a model as somebody sees it, given with other rules, readings or states hidden than it has in truth.

    It stands where the model stands, and is compared with what the model is compared with, if the view has that state.
    Raises ModelError if nothing is possible in the view, or if a ranking leaves out states that only the view has.
    """
    chosen = _choose(snapshot, dict(readings))
    budget = budget or Budget()
    space, classes, before = possible_states(snapshot, budget, truth)
    if not len(space):
        hint = _("let it see one of the options")
        raise ModelError(Problem(_("no listed state is left in this view"), hint))
    makers = snapshot.conflict.decision_makers
    generating = [maker for maker in makers if _generates_moves(maker, before)]
    check_moves(budget, len(before), [fibre_sizes(before, map(maker.full_id, maker.options)) for maker in generating])
    arcs = _moves(snapshot, space, classes, before)
    unliked = Situation(snapshot, space, truth.graph, chosen, None, None, (), truth.supposed, truth=truth)
    places = [
        None if index is None or (found := int(unliked.located(truth, np.array([index]))[0])) < 0 else found
        for index in (truth.status_quo, truth.baseline, truth.stands)
    ]
    likings = tuple(_likings(snapshot, space, None, chosen, truth).values())
    status_quo, baseline, stands = places
    unliked = evolve(unliked, status_quo=status_quo, baseline=baseline, stands=stands)
    return evolve(unliked, graph=Graph(truth.graph.decision_makers, arcs, likings))


def _moves(snapshot: Snapshot, space: StateSpace, classes: Classes, before: StateSpace) -> tuple[Arcs, ...]:
    """Return everybody's moves between states, merged if some are."""
    arcs = tuple(_arcs(snapshot, before, maker) for maker in snapshot.conflict.decision_makers)
    return tuple(own.merged(classes, len(space)) for own in arcs) if snapshot.conflict.coalesce else arcs


def possible_states(
    snapshot: Snapshot, budget: Budget | None = None, truth: Situation | None = None
) -> tuple[StateSpace, Classes, StateSpace]:
    """Return the states of a day; the state that each of the states before merging belongs to; and those states.

    With `truth`, the states are those of a view of that model.
    """
    space = feasible_states(snapshot, budget)
    if not snapshot.conflict.coalesce:
        return space, np.arange(len(space)), space
    model = space if truth is None else feasible_states(truth.snapshot, budget)
    representatives: list[int | None] = []
    for number, entry in enumerate(snapshot.conflict.coalesce):
        if entry.represented_by is None:
            representatives.append(None)
            continue
        with placed(snapshot, ("coalesce", number, "represented_by")):
            found = find_states(snapshot if truth is None else truth.snapshot, model, None, entry.represented_by)
            named = only_one(found, entry.represented_by)
        if truth is None:
            representatives.append(named)
        elif snapshot.conflict.is_graph:
            representatives.append(space.aliases.get(model.ids[named]))
        else:
            here = space.with_taken(model.taken(named))
            representatives.append(int(here[0]) if len(here) else None)
    merged, classes = coalesced(snapshot, space, representatives)
    return merged, classes, space


def _choose(snapshot: Snapshot, wanted: dict[str, str]) -> dict[str, Reading]:
    conflict = snapshot.conflict
    makers = [maker.id for maker in conflict.decision_makers]
    problems = [
        Problem(_("there is no decision maker {id!r}", id=id), did_you_mean(id, makers))
        for id in wanted
        if id not in makers
    ]
    chosen = {}
    for maker in conflict.decision_makers:
        in_force = snapshot.readings[maker.id]
        if not in_force:
            hint = _("give one reading no `since` or `until`, or choose another day")
            path = ("decision_makers", maker.id, "preferences")
            message = (
                _("no reading of {who} counts on {day}", who=maker.id, day=snapshot.date)
                if snapshot.date
                else _("no reading of {who} counts without a date", who=maker.id)
            )
            raise ModelError(conflict.located([Problem(message, hint, path)]))
        chosen[maker.id] = in_force[0]
        if maker.id in wanted:
            named = {reading.id: reading for reading in in_force if reading.id is not None}
            if wanted[maker.id] in named:
                chosen[maker.id] = named[wanted[maker.id]]
            else:
                none = _("{who} has one list of wants and no readings", who=maker.id)
                message = _("{who} has no reading {reading!r}", who=maker.id, reading=wanted[maker.id])
                problems.append(Problem(message, did_you_mean(wanted[maker.id], named) or none))
    if problems:
        raise RequestError(problems)
    return chosen


def _likings(
    snapshot: Snapshot,
    space: StateSpace,
    status_quo: int | None,
    chosen: Mapping[str, Reading],
    truth: Situation | None = None,
) -> dict[str, Liking]:
    """Return the likings of the decision makers chosen for, in model order; in a view of `truth` if that is given."""

    def find(reference: StateReference) -> Bools | None:
        return find_wanted(snapshot, space, status_quo, truth, reference)

    likings: dict[str, Liking] = {}
    problems: list[Problem] = []
    for maker, reading in chosen.items():
        path: Path = ("decision_makers", maker, "preferences")
        path = path if reading.id is None else (*path, reading.id)
        try:
            likings[maker] = liking(space, reading.preference, find, path)
        except ModelError as error:
            problems += error.problems
    if problems:
        raise ModelError(snapshot.conflict.located(problems))
    return likings


def _generates_moves(maker: DecisionMaker, space: StateSpace) -> bool:
    """Return whether somebody's moves follow from its options, rather than being listed."""
    return maker.moves is None and not (space.codes == NO_OPTIONS).any()


def _arcs(snapshot: Snapshot, space: StateSpace, maker: DecisionMaker) -> Arcs:
    """Return somebody's moves between states before merging: listed, or from its options; less the forbidden ones."""
    if maker.moves is not None:
        listed = dict(maker.moves)
        arcs = Arcs.of_lists(
            [space.aliases[to] for to in listed.get(id, ()) if to in space.aliases] for id in space.ids
        )
    elif not _generates_moves(maker, space):
        arcs = Arcs.of_lists([[]] * len(space))
    else:
        arcs = moves_of(space, map(maker.full_id, maker.options), snapshot.moves)
    for entry in snapshot.forbidden:
        if entry.by == maker.id:
            origin = True if entry.origin is None else space.holds(entry.origin)[arcs.source]
            destination = True if entry.destination is None else space.holds(entry.destination)[arcs.target]
            arcs = arcs.where(~np.broadcast_to(origin & destination, arcs.source.shape))
    return arcs
