"""Counting the outcomes of draws, tenth by tenth."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from denouement.analysis.claims import TRUTHS
from denouement.analysis.endings import STANDINGS
from denouement.analysis.result import Analysis
from denouement.foresight.sweep.draws import Mind, varieties
from denouement.foresight.sweep.record import Layout
from denouement.foresight.sweep.result import Label, Named, Standings, Sweep
from denouement.foresight.sweep.shares import TENTHS, Share, ends_of_tenths
from denouement.foresight.sweep.store import Memory
from denouement.states.space import Bools


class Tally:
    """Counts records by tenths of the draws."""

    def __init__(self, analysis: Analysis, layout: Layout, kept: Memory, draws: int) -> None:
        self.analysis = analysis
        self.layout = layout
        self.asked = draws
        self.draws = min(draws, kept.draws)
        chosen = kept.outcomes(self.draws)
        self.distinct = len(set(kept.profiles(self.draws)))
        self.ends = ends_of_tenths(self.draws)
        self.records = kept.records
        bounds = (0, *self.ends)
        self.weight = np.stack(
            [np.bincount(chosen[begin:end], minlength=len(self.records)) for begin, end in pairwise(bounds)]
        ).cumsum(axis=0)
        """(tenths, records): in how many draws each came out, up to each tenth."""

    def sweep(self, named: dict[int, tuple[Label, ...]], minds: tuple[Mind, ...], seed: int, swaps: int) -> Sweep:
        """Return all shares."""
        layout, analysis = self.layout, self.analysis
        self.varied = varieties(minds, swaps) > 1
        concepts, families = len(layout.concepts), len(layout.families)
        named_counts = np.zeros((TENTHS, layout.widths[0]), dtype=np.int64)
        codes = np.zeros((TENTHS, layout.widths[1], 1 << len(STANDINGS)), dtype=np.int64)
        truths = np.zeros((TENTHS, layout.widths[2], len(TRUTHS)), dtype=np.int64)
        states = np.zeros((TENTHS, layout.states), dtype=np.int64)
        stories = self._stories()
        told = [*layout.families.values(), *stories.values()]
        groups = [np.zeros(TENTHS, dtype=np.int64) for _ in told]
        numbers: dict[int, NDArray[np.int64]] = {}
        for begin, holding, occurring, answers, endings in layout.parts(self.records):
            weight = self.weight[:, begin : begin + len(endings)]
            named_counts += _counted(weight, holding)
            for code in range(codes.shape[2]):
                codes[:, :, code] += _counted(weight, occurring == code)
            for code in range(truths.shape[2]):
                truths[:, :, code] += _counted(weight, answers == code)
            states += _counted(weight, endings)
            for group, column in zip(groups, told, strict=True):
                group += weight @ endings[:, column].any(axis=1).astype(np.int64)
            amounts = endings.sum(axis=1)
            for number in np.unique(amounts).tolist():
                numbers[number] = numbers.get(number, 0) + weight @ (amounts == number).astype(np.int64)
        occurring_states = np.flatnonzero(states[-1])
        ordered = sorted(occurring_states.tolist(), key=lambda state: (-int(states[-1, state]), state))
        now = analysis.situation.status_quo
        of_family = dict(zip(layout.families, map(self._share, groups), strict=False))
        return Sweep(
            analysis=analysis,
            minds=minds,
            seed=seed,
            swaps=swaps,
            asked=self.asked,
            draws=self.draws,
            distinct=self.distinct,
            varied=self.varied,
            now=None if now is None else self._share(states[:, now]),
            any_ending=of_family[None],
            scenarios={id: share for id, share in of_family.items() if id is not None},
            stories=dict(zip(stories, map(self._share, groups[families:]), strict=True)),
            states=tuple((analysis.state_at(state), self._share(states[:, state])) for state in ordered),
            named=tuple(
                Named(
                    labels,
                    analysis.state_at(state),
                    self._share(states[:, state]),
                    {
                        concept: self._share(named_counts[:, at * concepts + place])
                        for place, concept in enumerate(layout.concepts)
                    },
                )
                for at, (state, labels) in enumerate(named.items())
            ),
            standings={
                maker: {
                    family: self._standings(codes[:, at * families + place])
                    for place, family in enumerate(layout.families)
                }
                for at, maker in enumerate(layout.decision_makers)
            },
            claims=tuple(
                (claim, {truth: self._share(truths[:, at, code]) for code, truth in enumerate(TRUTHS)})
                for at, claim in enumerate(layout.claims)
            ),
            endings={number: self._share(numbers[number]) for number in sorted(numbers)},
        )

    def _share(self, counts: NDArray[np.int64]) -> Share:
        return Share(tuple(counts.tolist()), self.draws, certain=not self.varied)

    def _standings(self, codes: NDArray[np.int64]) -> Standings:
        """Return what sets of standings say; (tenths, sets), a set being a number whose bits are standings."""
        sets = np.arange(codes.shape[1])
        return Standings(
            self._share(codes[:, 0]),
            {standing: self._share(codes[:, 1 << at]) for at, standing in enumerate(STANDINGS)},
            {
                standing: self._share(codes[:, (sets >> at & 1) == 1].sum(axis=1))
                for at, standing in enumerate(STANDINGS)
            },
            {
                tuple(standing for at, standing in enumerate(STANDINGS) if code >> at & 1): self._share(codes[:, code])
                for code in sets.tolist()[1:]
            },
        )

    def _stories(self) -> dict[str, Bools]:
        """Return the states of each story that takes several scenarios together."""
        members: dict[str, list[str]] = {}
        for scenario in self.analysis.conflict.scenarios:
            if scenario.story:
                members.setdefault(scenario.story, []).append(scenario.id)
        return {
            story: np.logical_or.reduce([self.layout.families[id] for id in ids])
            for story, ids in members.items()
            if len(ids) > 1
        }


def _counted(weight: NDArray[np.int64], flags: NDArray[np.generic]) -> NDArray[np.int64]:
    """Return in how many draws each column is set, up to each tenth; exact, counts being far below 2**53."""
    counts: NDArray[np.int64] = (weight.astype(np.float64) @ flags.astype(np.float64)).astype(np.int64)
    return counts
