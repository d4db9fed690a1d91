"""States that count as one: merged, numbered after all others, represented by one of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from denouement.errors import ModelError, Path, Problem
from denouement.language import _
from denouement.model.conflict import Coalesced
from denouement.model.timeline import Snapshot
from denouement.states.space import StateSpace

Classes = NDArray[np.int64]


def coalesced(snapshot: Snapshot, space: StateSpace, representatives: list[int | None]) -> tuple[StateSpace, Classes]:
    """Return the states after merging, and the merged state that each state before belongs to; (states before,).

    `representatives` holds, for each entry of `coalesce`, the index of the member it names, or None for the lowest.
    """
    conflict = snapshot.conflict
    group = np.full(len(space), -1, dtype=np.int64)
    problems = []
    for number, entry in enumerate(conflict.coalesce):
        members = space.holds(entry.when)
        path: Path = ("coalesce", number)
        twice = np.flatnonzero(members & (group >= 0))
        if len(twice):
            other = int(group[twice[0]]) + 1
            message = _("state {id} meets entry {entry} as well", id=space.ids[twice[0]], entry=other)
            problems.append(Problem(message, _("each state can be merged into one"), path))
        wanted = representatives[number]
        if wanted is not None and not members[wanted]:
            message = _("state {id} is not one of the states merged here", id=space.ids[wanted])
            problems.append(Problem(message, _("name a state that meets `when`"), (*path, "represented_by")))
        group[members] = number
    if problems:
        raise ModelError(conflict.located(problems))
    used = [number for number in range(len(conflict.coalesce)) if (group == number).any()]
    single = np.flatnonzero(group < 0)
    represented = [_representative(group, number, representatives[number]) for number in used]
    classes = np.empty(len(space), dtype=np.int64)
    classes[single] = np.arange(len(single))
    for place, number in enumerate(used):
        classes[group == number] = len(single) + place
    kept = np.concatenate([single, np.array(represented, dtype=np.int64)]).astype(np.int64)
    codes, states = space.members
    return StateSpace(
        space.vocabulary,
        space.codes[kept],
        _ids(conflict.is_graph, space, single, len(used)),
        _aliases(conflict.coalesce, used, space, classes, len(single)),
        members=(codes, classes[states]),
    ), classes


def _representative(group: Classes, number: int, wanted: int | None) -> int:
    return int(np.flatnonzero(group == number)[0]) if wanted is None else wanted


def _ids(graph_form: bool, space: StateSpace, single: Classes, merged: int) -> tuple[str, ...]:
    numbers = [str(number) for number in range(1, len(single) + merged + 1)]
    own = [space.ids[index] for index in single.tolist()] if graph_form else numbers[: len(single)]
    return (*own, *numbers[len(single) :])


def _aliases(
    entries: tuple[Coalesced, ...], used: list[int], space: StateSpace, classes: Classes, first: int
) -> dict[str, int]:
    aliases = {id: int(classes[index]) for id, index in space.aliases.items()}
    for place, number in enumerate(used):
        name = entries[number].name
        if name is not None:
            aliases[name] = first + place
    return aliases
