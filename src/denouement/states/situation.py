"""A model as of a day, with one reading chosen per decision maker, turned into states and a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from denouement.errors import ModelError, Path, Problem, RequestError
from denouement.model.conflict import DecisionMaker, Rule
from denouement.model.names import did_you_mean
from denouement.model.preference import Reading
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Snapshot, broken_in_words, broken_rules, in_words, listed_states
from denouement.states.budget import Budget, check_moves, check_paths, check_relations
from denouement.states.coalescing import Classes, coalesced
from denouement.states.finding import find_states, only_one
from denouement.states.graph import Graph
from denouement.states.moves import Arcs, fibre_sizes, moves_of
from denouement.states.ranking import liking
from denouement.states.relation import Liking, Relation
from denouement.states.space import NO_OPTIONS, Bools, StateSpace, feasible_states
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
            raise ModelError(Problem(f"{reference} is not possible in this view"))
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
    status_quo = _status_quo(snapshot, space, warnings)
    # Better and worse off are measured against what was, not against what is only supposed.
    base = _baseline(snapshot, space, status_quo, baseline, warnings)
    likings = tuple(_likings(snapshot, space, status_quo, chosen).values())
    arcs = _moves(snapshot, space, classes, before)
    check_paths(budget, [own.two_step_paths() for own in arcs if not own.known_transitive])
    relations = sum(isinstance(liking, Relation) for liking in likings)
    check_relations(budget, len(space), relations, sum(map(len, arcs)))
    graph = Graph(tuple(maker.id for maker in conflict.decision_makers), arcs, likings)
    supposed = tuple(_options_called(snapshot, take)), tuple(_options_called(snapshot, drop))
    now = _supposed(snapshot, space, status_quo, *supposed) if any(supposed) else status_quo
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
        raise ModelError(Problem("no listed state is left in this view", "let it see one of the options"))
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
        with _located(snapshot, ("coalesce", number, "represented_by")):
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


@contextmanager
def _located(snapshot: Snapshot, path: Path) -> Iterator[None]:
    """Put a path before the problems raised inside, and their places in the file."""
    try:
        yield
    except ModelError as error:
        problems = (problem.under(path) for problem in error.problems)
        raise ModelError(snapshot.conflict.located(problems)) from None


def _choose(snapshot: Snapshot, wanted: dict[str, str]) -> dict[str, Reading]:
    conflict = snapshot.conflict
    makers = [maker.id for maker in conflict.decision_makers]
    problems = [
        Problem(f"there is no decision maker {id!r}", did_you_mean(id, makers)) for id in wanted if id not in makers
    ]
    chosen = {}
    for maker in conflict.decision_makers:
        in_force = snapshot.readings[maker.id]
        if not in_force:
            hint = "give one reading no `since` or `until`, or choose another day"
            path = ("decision_makers", maker.id, "preferences")
            day = f"on {snapshot.date}" if snapshot.date else "without a date"
            raise ModelError(conflict.located([Problem(f"no reading of {maker.id} counts {day}", hint, path)]))
        chosen[maker.id] = in_force[0]
        if maker.id in wanted:
            named = {reading.id: reading for reading in in_force if reading.id is not None}
            if wanted[maker.id] in named:
                chosen[maker.id] = named[wanted[maker.id]]
            else:
                hint = did_you_mean(wanted[maker.id], named) or f"{maker.id} has one list of wants and no readings"
                problems.append(Problem(f"{maker.id} has no reading {wanted[maker.id]!r}", hint))
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


def _status_quo(snapshot: Snapshot, space: StateSpace, warnings: list[str]) -> int | None:
    conflict = snapshot.conflict
    moved = any(step.by for step in conflict.history)
    declared: int | None = None
    if conflict.status_quo is not None:
        with _located(snapshot, ("status_quo",)):
            declared = only_one(find_states(snapshot, space, None, conflict.status_quo), conflict.status_quo)
        if not moved and (conflict.start is None or space.at(snapshot.start) is not None):
            return declared
    now = space.at(snapshot.now)
    if now is None:
        taken = snapshot.now.taken if snapshot.now is not None else None
        broken = list(broken_rules(conflict, snapshot.vocabulary, taken, snapshot.date))
        if conflict.start is None and not moved:
            empty = [
                id for id, options in listed_states(conflict, snapshot.vocabulary).items() if options == frozenset()
            ]
            nothing = "Nothing says where the story begins"
            if broken:
                nothing = f"Nothing taken {broken_in_words(broken)}"
            elif empty:
                nothing = f"More than one listed state has nothing taken ({', '.join(empty)})"
            warnings.append(
                f"{nothing}, and no `start` is written: without a status quo there is no telling what can be reached, "
                "or who is better off."
            )
            return None
        raise ModelError(conflict.located([_stranded(snapshot, broken)]))
    if declared is not None and declared != now:
        warnings.append("`status_quo` and the history disagree about where the story stands; the history is used.")
    return now


def _options_called(snapshot: Snapshot, given: Iterable[str]) -> Iterator[str]:
    """Yield options (full ids) by id or by name, in any case; raise RequestError for what is neither."""
    called: dict[str, list[str]] = {}
    for maker in snapshot.conflict.decision_makers:
        for option in maker.options:
            called.setdefault((option.name or option.id).casefold(), []).append(maker.full_id(option))
    for text in given:
        found = called.get(text.casefold(), [])
        yield found[0] if len(found) == 1 else snapshot.vocabulary.full_id_of(text)


def _supposed(
    snapshot: Snapshot, space: StateSpace, status_quo: int | None, take: tuple[str, ...], drop: tuple[str, ...]
) -> int:
    """Return where the story stands if options were taken and dropped; raise RequestError if it cannot stand there."""
    if status_quo is None:
        raise RequestError(Problem("nothing says where the story stands, so nothing can be supposed to have changed"))
    before = frozenset(space.taken(status_quo))
    idle = [
        *(f"{option} is taken already" for option in take if option in before),
        *(f"{option} is not taken" for option in drop if option not in before),
        *(f"{option} is to be both taken and dropped" for option in take if option in drop),
    ]
    if idle:
        raise RequestError(Problem(text, f"where the story stands: {in_words(before)}") for text in idle)
    taken = (before - frozenset(drop)) | frozenset(take)
    found = space.with_taken(taken)
    if len(found) == 1:
        return int(found[0])
    if len(found) > 1:
        raise RequestError(Problem(f"more than one listed state is {in_words(taken)}", "write `start` or a state"))
    broken = list(broken_rules(snapshot.conflict, snapshot.vocabulary, taken, snapshot.date))
    why = f"it {broken_in_words(broken)}" if broken else "no listed state is that"
    hint = "take or drop what it needs as well"
    raise RequestError(Problem(f"{in_words(taken)} is not possible: {why}", hint if broken else ""))


def _stranded(snapshot: Snapshot, broken: list[tuple[int, Rule]]) -> Problem:
    conflict = snapshot.conflict
    steps = [number for number in snapshot.steps if conflict.history[number].by]
    when = f"where the step of {conflict.history[steps[-1]].date} leads" if steps else "the start"
    path: Path = ("history", steps[-1]) if steps else ("start",)
    day = f" on {snapshot.date}" if snapshot.date else ""
    if not broken:
        return Problem(f"{when} is no one listed state", "write a listed state", path)
    since = conflict.rules[broken[0][0]].since
    if since is not None and snapshot.date is None:
        hint = f"the rule counts from {since}: stand before that with `as_of`, or change the rule"
    elif steps:
        hint = "change the step or the rule (a rule that came later needs `since`)"
    else:
        hint = "change the start or the rule"
    return Problem(f"{when}, {snapshot.now}, is not possible{day}: it {broken_in_words(broken)}", hint, path)


def _baseline(
    snapshot: Snapshot,
    space: StateSpace,
    status_quo: int | None,
    asked: StateReference | None,
    warnings: list[str],
) -> int | None:
    conflict = snapshot.conflict
    if asked is not None:
        try:
            return only_one(find_states(snapshot, space, status_quo, asked), asked)
        except ModelError as error:
            raise RequestError(problem.under(("baseline",)) for problem in error.problems) from None
    if status_quo is None and (conflict.baseline is None or conflict.baseline.kind in ("start", "status_quo", "date")):
        return None
    if conflict.baseline is not None:
        with _located(snapshot, ("baseline",)):
            return only_one(find_states(snapshot, space, status_quo, conflict.baseline), conflict.baseline)
    index = space.at(snapshot.start)
    if index is None and conflict.start is None and conflict.status_quo is not None:
        return status_quo  # no start is written: what is compared with is where the story stands
    if index is None:
        warnings.append("The start is not feasible on this day and no `baseline` is written: nobody is compared.")
    return index
