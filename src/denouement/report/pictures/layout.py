"""Where the states of a map stand, so that the direction of a move says who makes it.

A *nested strategy grid*: what the first decision maker does runs from left to right, what the second does from top to
bottom; within each cell of that grid the third runs from left to right and the fourth from top to bottom, and so on.
What somebody can do stands in Gray-code order, so that neighbours differ in one option where both are possible. Rows
and columns without a state are left out. States that such a grid cannot tell apart stand in layers instead: by how
many moves they are from where the story stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from attrs import define, frozen
from numpy.typing import NDArray

from denouement.analysis.result import Analysis
from denouement.analysis.ways import shortest_ways
from denouement.states.space import NO_OPTIONS

Strategy = tuple[int, ...]


@frozen
class Track:
    """An option beside the grid, and in which columns (or rows) it is taken."""

    decision_maker: str
    option: str
    """Full id."""
    taken: tuple[bool, ...]


@define(eq=False, slots=False)
class Layout:
    """The columns and rows of a map, and the state in each cell that has one."""

    states: tuple[int, ...]
    """By index in the analysis."""
    cells: tuple[tuple[int, int], ...]
    """Column and row of each."""
    column_gaps: tuple[int, ...]
    """How deep the border before each column is: 0 within the innermost grid."""
    row_gaps: tuple[int, ...]
    across: tuple[str, ...] = ()
    """The decision makers whose moves run from left to right, the outermost first; empty in layers."""
    down: tuple[str, ...] = ()
    column_tracks: tuple[Track, ...] = ()
    row_tracks: tuple[Track, ...] = ()

    @property
    def nested(self) -> bool:
        """Whether it is a strategy grid rather than layers."""
        return bool(self.across or self.down)

    @cached_property
    def cell_of(self) -> dict[int, tuple[int, int]]:
        """Column and row of each state, by index."""
        return dict(zip(self.states, self.cells, strict=True))


def layout(analysis: Analysis, states: Sequence[int]) -> Layout:
    """Return where some states (by index, in order) stand on a map."""
    return _nested(analysis, states) or _layered(analysis, states)


def place_in_gray_code(strategy: int) -> int:
    """Return where a set of options, as bits, stands in Gray-code order: neighbours there differ in one bit.

    >>> sorted(range(4), key=place_in_gray_code)
    [0, 1, 3, 2]
    """
    place = strategy
    while strategy := strategy >> 1:
        place ^= strategy
    return place


def _nested(analysis: Analysis, states: Sequence[int]) -> Layout | None:
    space = analysis.situation.space
    codes = space.codes[list(states)]
    if (codes == NO_OPTIONS).any() or len(np.unique(codes)) < len(codes):
        return None
    strategies: dict[str, NDArray[np.int64]] = {}
    options: dict[str, list[str]] = {}
    at = 0
    for maker in analysis.conflict.decision_makers:
        own = (codes >> at) & ((1 << len(maker.options)) - 1)
        if len(np.unique(own)) > 1:  # whoever does the same in all of them needs no direction
            strategies[maker.id] = own
            options[maker.id] = [maker.full_id(option) for option in maker.options]
        at += len(maker.options)
    makers = list(strategies)
    if not makers:
        return None
    across, down = makers[::2], makers[1::2]

    def axis(along: Sequence[str]) -> tuple[list[int], tuple[int, ...], tuple[Track, ...]]:
        """Return each state's place along an axis, the borders, and the tracks beside it."""
        keys = [
            tuple(place_in_gray_code(int(strategies[maker][number])) for maker in along) for number in range(len(codes))
        ]
        distinct = sorted(set(keys))
        place = {key: at for at, key in enumerate(distinct)}
        example = {key: number for number, key in enumerate(keys)}
        tracks = []
        for maker in along:
            for bit, option in enumerate(options[maker]):
                taken = tuple(bool(strategies[maker][example[key]] >> bit & 1) for key in distinct)
                if any(taken):
                    tracks.append(Track(maker, option, taken))
        return [place[key] for key in keys], _gaps(distinct), tuple(tracks)

    columns, column_gaps, column_tracks = axis(across)
    rows, row_gaps, row_tracks = axis(down)
    return Layout(
        tuple(states),
        tuple(zip(columns, rows, strict=True)),
        column_gaps,
        row_gaps,
        tuple(across),
        tuple(down),
        column_tracks,
        row_tracks,
    )


def _gaps(keys: Sequence[Strategy]) -> tuple[int, ...]:
    """Return how deep the border before each key is: as deep as the outermost part that differs from the key before."""
    gaps = [0]
    for before, after in pairwise(keys):
        level = next(at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new)
        gaps.append(len(after) - 1 - level)
    return tuple(gaps)


def _layered(analysis: Analysis, states: Sequence[int]) -> Layout:
    """Return layers by the fewest moves from now, those out of reach last; without a now, a plain block."""
    graph, now = analysis.situation.graph, analysis.situation.status_quo
    side = max(1, round(len(states) ** 0.5))
    if now is None:
        layer = {state: at % side for at, state in enumerate(states)}
    else:
        moves = shortest_ways(graph.moves, now, transitive=graph.moves_are_transitive).moves
        far = int(moves.max()) + 1
        layer = {state: int(moves[state]) if moves[state] >= 0 else far for state in states}
    columns: list[list[int]] = []
    for number in sorted(set(layer.values())):
        members = [state for state in states if layer[state] == number]
        height = max(side, 6) if len(states) > 80 else max(len(members), 1)
        columns += [members[begin : begin + height] for begin in range(0, len(members), height)]
    cells = {state: (column, row) for column, members in enumerate(columns) for row, state in enumerate(members)}
    return Layout(
        tuple(states),
        tuple(cells[state] for state in states),
        (0,) * len(columns),
        (0,) * max(map(len, columns)),
    )
