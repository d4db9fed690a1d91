"""States of a model found again in somebody's view of it, where other states may be possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from denouement.errors import ModelError
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Snapshot
from denouement.states.finding import find_states
from denouement.states.space import Bools, StateSpace

if TYPE_CHECKING:
    from denouement.states.situation import Situation

OF_THE_MODEL = ("number", "status_quo", "start", "date")
"""Kinds of references that mean the states of the model, in whosever view they are written."""


def located(space: StateSpace, other: StateSpace, states: NDArray[np.integer], *, by_id: bool) -> NDArray[np.int64]:
    """Return where some of other states (by index) are among these; -1 for those that are not here.

    A state is what is taken or, with `by_id`, its id in a model that lists states; a merged state is its
    representative.
    """
    if by_id:
        return np.array([space.aliases.get(other.ids[state], -1) for state in states], dtype=np.int64)
    codes, indices = space.members
    wanted = other.codes[states]
    at = np.searchsorted(codes, wanted).clip(max=len(codes) - 1)
    return np.where(codes[at] == wanted, indices[at], -1).astype(np.int64)


def find_wanted(
    snapshot: Snapshot, space: StateSpace, status_quo: int | None, truth: Situation | None, reference: StateReference
) -> Bools | None:
    """Return which states a reference in what somebody wants means; (states,).

    None for a state that cannot be on this day or, if the states are those of a view of `truth`, in the view. Raises
    ModelError for a reference that means nothing.
    """
    if truth is not None and reference.kind in OF_THE_MODEL:
        meant = np.flatnonzero(find_states(truth.snapshot, truth.space, truth.stands, reference))
        found = located(space, truth.space, meant, by_id=snapshot.conflict.is_graph)
        return np.isin(np.arange(len(space)), found) if (found >= 0).any() else None
    try:
        return find_states(snapshot, space, status_quo, reference)
    except ModelError:
        # A state that cannot be on this day is skipped; one that cannot be read was reported with the model. A view
        # may hide all that a name means.
        if reference.kind in ("taken", "pattern") or (truth is not None and reference.kind == "name"):
            return None
        raise
