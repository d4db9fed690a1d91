"""States that cannot be reached or are told by nobody, merged states that are not alike, and who cannot move."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from denouement.analysis.lints.finding import Finding, reading_in_words
from denouement.analysis.lints.grounds import Grounds, names_states
from denouement.analysis.reachability import reachable_from
from denouement.errors import Path
from denouement.language import together
from denouement.model.conflict import DecisionMaker
from denouement.model.preference import Reading, Statements
from denouement.states.finding import scenario_columns
from denouement.states.ranking import liking
from denouement.states.relation import Order
from denouement.states.space import Bools

MOVE_LIMIT = 20_000_000
"""Moves up to which it is worked out which states can be reached."""
_EXAMPLES = 3


def outcomes(grounds: Grounds) -> Iterator[Finding]:
    """Yield what is odd about where the story stands, where it can go, who can move and what outcomes are called."""
    place = _standpoint(grounds)
    yield from (
        Finding("status-quo", warning.rstrip("."), "write `start`, `history` or `baseline` to say so", place)
        for warning in grounds.situation.warnings
    )
    yield from _unreachable(grounds, place)
    for maker, arcs in zip(grounds.conflict.decision_makers, grounds.situation.graph.moves, strict=True):
        if not len(arcs):
            yield Finding(
                "no-moves",
                f"{maker.id} cannot move in any state: it only watches",
                "give it something to do, unless it is here for its standing alone",
                ("decision_makers", maker.id),
            )
    yield from _merged(grounds)
    yield from _scenarios(grounds)


def _standpoint(grounds: Grounds) -> Path:
    """Return the place of whatever says where the story stands."""
    conflict = grounds.conflict
    moved = [number for number in grounds.snapshot.steps if conflict.history[number].by]
    if moved:
        return ("history", moved[-1])
    if conflict.status_quo is not None:
        return ("status_quo",)
    return ("start",) if conflict.start is not None else ()


def reached(grounds: Grounds) -> Bools | None:
    """Return which states can be reached; None if nothing says from where, or there are too many moves to look."""
    graph, now = grounds.situation.graph, grounds.situation.status_quo
    if now is None or graph.number_of_moves > MOVE_LIMIT:
        return None
    return reachable_from(graph, now)


def _unreachable(grounds: Grounds, place: Path) -> Iterator[Finding]:
    space = grounds.space
    if grounds.situation.status_quo is None:
        return
    found = reached(grounds)
    if found is None:
        moves = grounds.situation.graph.number_of_moves
        message = f"which states can be reached was not looked at: there are {moves:,} moves"
        yield Finding("too-large", message, "`denouement analyse` works it out", place, note=True)
        return
    missed = np.flatnonzero(~found).tolist()
    if not missed:
        return
    examples = together([f"{space.ids[index]} ({space.pattern(index)})" for index in missed[:_EXAMPLES]])
    examples = f": {examples}" if len(missed) <= _EXAMPLES else f", for example {examples}"
    settled = [
        f"{option} is {'taken' if column[found].all() else 'not taken'}"
        for option in space.options
        if (column := space.holds_option(option)).any() and not column.all() and len(np.unique(column[found])) == 1
    ]
    where = f"; in every state that can, {together(settled)}" if settled else ""
    yield Finding(
        "unreachable-states",
        f"{len(missed):,} of {len(space):,} feasible states cannot be reached from where the story stands"
        f"{examples}{where}",
        "none of them can be an ending; if one should be, look at `moves` and the rules on the way to it",
        place,
        note=True,
    )


def _scenarios(grounds: Grounds) -> Iterator[Finding]:
    columns = scenario_columns(grounds.snapshot, grounds.space)
    day = f" on {grounds.snapshot.date}" if grounds.snapshot.date else ""
    for scenario in grounds.conflict.scenarios:
        if columns[scenario.id].any():
            continue
        path = ("scenarios", scenario.id)
        fits = grounds.space.holds(scenario.when)
        if not fits.any():
            message = f"no feasible state belongs to {scenario.id}{day}: {scenario.when} holds in none"
            yield Finding("scenario-never", message, "change its `when`, or leave it out", path)
            continue
        takers = together([id for id, column in columns.items() if (column & fits).any()])
        which = f"all {int(fits.sum()):,} states that fit" if fits.sum() > 1 else "the only state that fits"
        yield Finding(
            "scenario-hidden",
            f"nothing is left for {scenario.id}: {which} {'belong' if fits.sum() > 1 else 'belongs'} to {takers}, "
            "which the file puts before it",
            "the first scenario that fits names a state: move this one up, or leave it out",
            path,
        )


def _merged(grounds: Grounds) -> Iterator[Finding]:
    for number, entry in enumerate(grounds.conflict.coalesce):
        members = grounds.unmerged.holds(entry.when)
        if members.sum() < 2:
            continue
        differing, untold = [], []
        for maker, reading in grounds.readings():
            who = reading_in_words(maker, reading)
            if names_states(reading.preference):
                untold.append(who)
            elif difference := _difference(grounds, maker, reading, members):
                differing.append(f"{who}{difference}")
        what, path = f"the {int(members.sum()):,} states merged here", ("coalesce", number)
        if differing:
            message = f"{what} are not all alike to {together(differing)}"
            hint = "merge fewer states, or choose with `represented_by` whose place in the order they take"
            yield Finding("coalesced-members-differ", message, hint, path)
        if untold:
            message = f"whether {what} are alike cannot be told for {together(untold)}: the wants name states"
            yield Finding("coalesced-members-differ", message, "", path, note=True)


def _difference(grounds: Grounds, maker: DecisionMaker, reading: Reading, members: Bools) -> str:
    """Return what makes a reading like some of the members better than others, in words; '' if nothing does."""
    space = grounds.unmerged
    if isinstance(reading.preference, Statements):
        for wanted in grounds.statements(maker, reading):
            if len(np.unique(space.holds(wanted.statement.that)[members])) > 1:
                return f" (in some of them alone: {wanted.label})"
        return ""
    liked = liking(space, reading.preference, lambda reference: None, ())
    assert isinstance(liked, Order)
    return " (by what they are worth)" if len(np.unique(liked.rank[members])) > 1 else ""
