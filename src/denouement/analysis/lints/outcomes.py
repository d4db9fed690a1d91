"""States that cannot be reached or are told by nobody, merged states that are not alike, and who cannot move."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from denouement.analysis.lints.finding import Finding, reading_in_words
from denouement.analysis.lints.grounds import Grounds, names_states
from denouement.analysis.reachability import reachable_from
from denouement.errors import Path
from denouement.language import _, in_row, marked, ngettext
from denouement.model.conflict import DecisionMaker
from denouement.model.preference import Reading, Statements
from denouement.states.finding import scenario_columns
from denouement.states.ranking import liking
from denouement.states.relation import Order
from denouement.states.space import Bools

MOVE_LIMIT = 20_000_000
"""Moves up to which it is worked out which states can be reached."""
_EXAMPLES = 3
_ALL_UNREACHABLE = marked("{number} of {all} feasible states cannot be reached from where the story stands: {states}")
_SOME_UNREACHABLE = marked(
    "{number} of {all} feasible states cannot be reached from where the story stands, for example {states}"
)


def outcomes(grounds: Grounds) -> Iterator[Finding]:
    """Yield what is odd about where the story stands, where it can go, who can move and what outcomes are called."""
    place = _standpoint(grounds)
    yield from (
        Finding("status-quo", warning.rstrip("."), _("write `start`, `history` or `baseline` to say so"), place)
        for warning in grounds.situation.warnings
    )
    yield from _unreachable(grounds, place)
    for maker, arcs in zip(grounds.conflict.decision_makers, grounds.situation.graph.moves, strict=True):
        if not len(arcs):
            yield Finding(
                "no-moves",
                _("{maker} cannot move in any state: it only watches", maker=maker.id),
                _("give it something to do, unless it is here for its standing alone"),
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
        message = _("which states can be reached was not looked at: there are {number} moves", number=moves)
        yield Finding("too-large", message, _("`denouement analyse` works it out"), place, note=True)
        return
    missed = np.flatnonzero(~found).tolist()
    if not missed:
        return
    states = [f"{space.ids[index]} ({space.pattern(index)})" for index in missed[:_EXAMPLES]]
    unreachable = _ALL_UNREACHABLE if len(missed) <= _EXAMPLES else _SOME_UNREACHABLE
    message = _(unreachable, number=len(missed), all=len(space), states=states)
    settled = [
        _("{option} is taken", option=option) if column[found].all() else _("{option} is not taken", option=option)
        for option in space.options
        if (column := space.holds_option(option)).any() and not column.all() and len(np.unique(column[found])) == 1
    ]
    where = [_("in every state that can, {options}", options=settled)] if settled else []
    yield Finding(
        "unreachable-states",
        in_row([message, *where]),
        _("none of them can be an ending; if one should be, look at `moves` and the rules on the way to it"),
        place,
        note=True,
    )


_NEVER = marked("no feasible state belongs to {scenario}: {condition} holds in none")
_NEVER_ON_DAY = marked("no feasible state belongs to {scenario} on {day}: {condition} holds in none")


def _scenarios(grounds: Grounds) -> Iterator[Finding]:
    columns = scenario_columns(grounds.snapshot, grounds.space)
    day = grounds.snapshot.date
    for scenario in grounds.conflict.scenarios:
        if columns[scenario.id].any():
            continue
        path = ("scenarios", scenario.id)
        fits = grounds.space.holds(scenario.when)
        if not fits.any():
            never = _NEVER_ON_DAY if day else _NEVER
            message = _(never, scenario=scenario.id, condition=scenario.when, **({"day": day} if day else {}))
            yield Finding("scenario-never", message, _("change its `when`, or leave it out"), path)
            continue
        yield Finding(
            "scenario-hidden",
            ngettext(
                "nothing is left for {scenario}: the only state that fits belongs to {others}, which the file puts "
                "before it",
                "nothing is left for {scenario}: all {number} states that fit belong to {others}, which the file puts "
                "before it",
                int(fits.sum()),
                scenario=scenario.id,
                others=[id for id, column in columns.items() if (column & fits).any()],
            ),
            _("the first scenario that fits names a state: move this one up, or leave it out"),
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
                differing.append(f"{who} ({difference})")
        count, path = int(members.sum()), ("coalesce", number)
        if differing:
            message = _("the {number} states merged here are not all alike to {who}", number=count, who=differing)
            hint = _("merge fewer states, or choose with `represented_by` whose place in the order they take")
            yield Finding("coalesced-members-differ", message, hint, path)
        if untold:
            message = _(
                "whether the {number} states merged here are alike cannot be told for {who}: the wants name states",
                number=count,
                who=untold,
            )
            yield Finding("coalesced-members-differ", message, "", path, note=True)


def _difference(grounds: Grounds, maker: DecisionMaker, reading: Reading, members: Bools) -> str:
    """Return what makes a reading like some of the members better than others, in words; '' if nothing does."""
    space = grounds.unmerged
    if isinstance(reading.preference, Statements):
        for wanted in grounds.statements(maker, reading):
            if len(np.unique(space.holds(wanted.statement.that)[members])) > 1:
                return _("in some of them alone: {statement}", statement=wanted.label)
        return ""
    liked = liking(space, reading.preference, lambda reference: None, ())
    assert isinstance(liked, Order)
    return _("by what they are worth") if len(np.unique(liked.rank[members])) > 1 else ""
