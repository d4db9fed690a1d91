"""A model as of a day, with one reading chosen per decision maker, turned into states and a graph."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from denouement.errors import ModelError, Path, Problem, RequestError
from denouement.model.conflict import Rule
from denouement.model.names import did_you_mean
from denouement.model.preference import Ranking, Reading
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Snapshot, broken_in_words, broken_rules, in_words
from denouement.model.validation import reference_problems
from denouement.states.graph import Graph
from denouement.states.moves import moves_of
from denouement.states.ranking import Ranks, rank_by_groups, rank_by_statements
from denouement.states.space import Bools, StateSpace, feasible_states


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

    def find(self, reference: StateReference) -> Bools:
        """Return which states a reference means; (states,). Raises ModelError if it means none."""
        return find_states(self.snapshot, self.space, self.status_quo, reference)

    def find_one(self, reference: StateReference) -> int:
        """Return the index of the one state that a reference means; raise ModelError if it means several or none."""
        found = np.flatnonzero(self.find(reference))
        if len(found) > 1:
            hint = "write one state, for example by its number"
            raise ModelError(Problem(f"{reference} means {len(found)} states", hint))
        return int(found[0])


def situation(
    snapshot: Snapshot,
    readings: Mapping[str, str] | None = None,
    baseline: StateReference | None = None,
) -> Situation:
    """Return the states, moves and ranks of a model as of a day.

    `readings` names the reading used for some decision makers; the others use their first in force. `baseline`
    replaces the model's own. Raises RequestError for a name that is not there, ModelError for what the model
    cannot carry on that day.
    """
    conflict = snapshot.conflict
    chosen = _choose(snapshot, dict(readings or {}))
    space = feasible_states(snapshot)
    warnings: list[str] = []
    status_quo = _status_quo(snapshot, space, warnings)
    problems: list[Problem] = []
    ranks = []
    for maker in conflict.decision_makers:
        reading = chosen[maker.id]
        path: Path = ("decision_makers", maker.id, "preferences")
        path = path if reading.id is None else (*path, reading.id)
        try:
            ranks.append(_ranks(snapshot, space, status_quo, reading, path))
        except ModelError as error:
            problems += error.problems
    if problems:
        raise ModelError(conflict.located(problems))
    graph = Graph(
        tuple(maker.id for maker in conflict.decision_makers),
        tuple(moves_of(space, map(maker.full_id, maker.options), snapshot.moves) for maker in conflict.decision_makers),
        np.stack(ranks),
    )
    base = _baseline(snapshot, space, status_quo, baseline, warnings)
    return Situation(snapshot, space, graph, chosen, status_quo, base, tuple(warnings))


def find_states(snapshot: Snapshot, space: StateSpace, status_quo: int | None, reference: StateReference) -> Bools:
    """Return which states a reference means; (states,). Raises ModelError, with paths from the reference on."""
    wrong = list(reference_problems(snapshot.conflict, snapshot.vocabulary, reference))
    if wrong:
        raise ModelError(wrong)
    match reference.kind:
        case "number":
            if not 1 <= int(reference.text) <= len(space):
                raise ModelError(Problem(f"there is no state {reference.text}", f"states go from 1 to {len(space):,}"))
            return _only(space, int(reference.text) - 1)
        case "pattern":
            found = space.matching(reference.text)
            if not found.any():
                raise ModelError(Problem(f"no feasible state fits the pattern {reference.text}"))
            return found
        case "scenario":
            found = scenario_columns(snapshot, space)[reference.text]
            if not found.any():
                raise ModelError(Problem(f"no feasible state belongs to scenario {reference.text}"))
            return found
        case "status_quo":
            if status_quo is None:
                raise ModelError(
                    Problem("this model does not say where the story stands", "write `start` or `history`")
                )
            return _only(space, status_quo)
        case "date":
            assert reference.date is not None
            taken = snapshot.where_on(reference.date)
        case "start":
            taken = snapshot.start
        case "taken":
            taken = frozenset(map(snapshot.vocabulary.full_id, reference.taken))
    index = space.index(taken)
    if index is None:
        broken = list(broken_rules(snapshot.conflict, snapshot.vocabulary, taken, snapshot.date))
        raise ModelError(Problem(f"{in_words(taken)} is not feasible: it {broken_in_words(broken)}"))
    return _only(space, index)


def scenario_columns(snapshot: Snapshot, space: StateSpace) -> dict[str, Bools]:
    """Return which states belong to each scenario, first match wins; (states,) each."""
    free = np.ones(len(space), dtype=bool)
    columns = {}
    for scenario in snapshot.conflict.scenarios:
        columns[scenario.id] = space.holds(scenario.when) & free
        free &= ~columns[scenario.id]
    return columns


def _only(space: StateSpace, index: int) -> Bools:
    found = np.zeros(len(space), dtype=bool)
    found[index] = True
    return found


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
            raise ModelError(
                conflict.located([Problem(f"no reading of {maker.id} counts on {snapshot.date}", hint, path)])
            )
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


def _ranks(snapshot: Snapshot, space: StateSpace, status_quo: int | None, reading: Reading, path: Path) -> Ranks:
    wants = reading.preference
    if not isinstance(wants, Ranking):
        return rank_by_statements(space, wants)
    groups = []
    problems: list[Problem] = []
    for at, references in enumerate(wants.ranking):
        members = np.zeros(len(space), dtype=bool)
        for within, reference in enumerate(references):
            place = (*path, at, within)
            if reference.kind == "taken" or (reference.kind == "pattern" and "-" not in reference.text):
                # A single state that cannot be on this day is skipped.
                single = _single(snapshot, space, reference)
                if single is None:
                    continue
                found = _only(space, single)
            else:
                try:
                    found = find_states(snapshot, space, status_quo, reference)
                except ModelError as error:
                    if reference.kind != "pattern":
                        problems += [problem.under(place) for problem in error.problems]
                    continue
            if (members & found).any():
                problems.append(Problem("a state stands twice in this tie", "keep one", place))
            members |= found
        groups.append((members, (*path, at)))
    ranks = rank_by_groups(space, groups, path)
    if isinstance(ranks, list):
        problems += ranks
    if problems:
        raise ModelError(problems)
    assert not isinstance(ranks, list)
    return ranks


def _single(snapshot: Snapshot, space: StateSpace, reference: StateReference) -> int | None:
    if reference.kind == "pattern":
        pairs = zip(reference.text, space.options, strict=True)
        return space.index(option for letter, option in pairs if letter == "Y")
    return space.index(map(snapshot.vocabulary.full_id, reference.taken))


def _status_quo(snapshot: Snapshot, space: StateSpace, warnings: list[str]) -> int | None:
    conflict = snapshot.conflict
    moved = any(step.by for step in conflict.history)
    written = conflict.status_quo
    declared: int | None = None
    if written is not None:
        try:
            found = np.flatnonzero(find_states(snapshot, space, None, written))
        except ModelError as error:
            raise ModelError(conflict.located(problem.under(("status_quo",)) for problem in error.problems)) from None
        if len(found) != 1:
            problem = Problem(f"{written} means {len(found)} states", "write one state", ("status_quo",))
            raise ModelError(conflict.located([problem]))
        declared = int(found[0])
        if not moved:
            return declared
    now = space.index(snapshot.now)
    if now is None:
        broken = list(broken_rules(conflict, snapshot.vocabulary, snapshot.now, snapshot.date))
        if conflict.start is None and not moved:
            warnings.append(
                f"Nothing taken {broken_in_words(broken)}, and no `start` is written: without a status quo there "
                "is no telling what can be reached, or who is better off."
            )
            return None
        raise ModelError(conflict.located([_stranded(snapshot, broken)]))
    if declared is not None and declared != now:
        warnings.append("`status_quo` and the history disagree about where the story stands; the history is used.")
    return now


def _stranded(snapshot: Snapshot, broken: list[tuple[int, Rule]]) -> Problem:
    steps = [number for number in snapshot.steps if snapshot.conflict.history[number].by]
    when = f"where the step of {snapshot.conflict.history[steps[-1]].date} leads" if steps else "the start"
    day = f" on {snapshot.date}" if snapshot.date else ""
    return Problem(
        f"{when}, {in_words(snapshot.now)}, is not possible{day}: it {broken_in_words(broken)}",
        "change the step, the start or the rule (a rule that came later needs `since`)",
        ("rules", broken[0][0]),
    )


def _baseline(
    snapshot: Snapshot,
    space: StateSpace,
    status_quo: int | None,
    asked: StateReference | None,
    warnings: list[str],
) -> int | None:
    conflict = snapshot.conflict
    reference = asked or conflict.baseline
    if reference is None:
        index = space.index(snapshot.start)
        if index is None and status_quo is not None:
            warnings.append("The start is not feasible on this day and no `baseline` is written: nobody is compared.")
        return index if status_quo is not None else None
    try:
        found = np.flatnonzero(find_states(snapshot, space, status_quo, reference))
        if len(found) > 1:
            raise ModelError(Problem(f"{reference} means {len(found)} states", "write one state"))
    except ModelError as error:
        if asked is not None:
            raise RequestError(problem.under(("baseline",)) for problem in error.problems) from None
        raise ModelError(conflict.located(problem.under(("baseline",)) for problem in error.problems)) from None
    return int(found[0])
