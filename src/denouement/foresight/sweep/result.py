"""What came out over many draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from attrs import field, frozen

from denouement.analysis.claims import Truth
from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.foresight.sweep.draws import Mind
from denouement.foresight.sweep.record import Family
from denouement.foresight.sweep.shares import Convergence, Share, among
from denouement.model.evidence import Claim
from denouement.model.shown import Tabular
from denouement.states.relation import Standing

Label = Literal["now", "baseline", "happened", "asked"]
"""Why a state is of special interest: the story stands there, it is what is compared with, the moves recorded after the
day led there, or it was asked about."""


@frozen
class Named:
    """A state of special interest, and how often it is an equilibrium."""

    labels: tuple[Label, ...]
    state: State
    ending: Share
    equilibrium: dict[str, Share]
    """By concept, reachable or not."""


@frozen
class Standings:
    """How somebody fares in a family of endings, over the draws."""

    none: Share
    """There is no such ending."""
    every: dict[str, Share]
    """By standing: there is one, and all of them are so."""
    some: dict[str, Share]
    """By standing: at least one of them is so."""
    sets: dict[tuple[Standing, ...], Share]
    """By the standings that occur in them: just these, each in at least one."""


def where_it_arises(truths: Mapping[Truth, Share]) -> Share | None:
    """Return how often a claim holds among the draws in which it arises; None if it never does."""
    return among(truths["holds"], truths["does_not_arise"])


@frozen(eq=False)
class Sweep(Tabular):
    """What came out over many draws."""

    tables: ClassVar[tuple[str, ...]] = ("shares",)

    analysis: Analysis = field(repr=False)
    """Every statement used and one reading chosen: whose states, moves and names these are."""
    minds: tuple[Mind, ...] = field(repr=False)
    seed: int
    swaps: int
    asked: int
    """How many draws were asked for."""
    draws: int
    """How many were done."""
    distinct: int
    """How many of them rank the states differently."""
    varied: bool
    """Whether draws can differ at all."""
    now: Share | None
    """In how many draws where the story stands is an ending; None if nothing says where it stands."""
    any_ending: Share
    scenarios: dict[str, Share]
    """In how many draws each scenario is among the endings; "" for endings that belong to none."""
    stories: dict[str, Share]
    """The same for stories of several scenarios."""
    states: tuple[tuple[State, Share], ...]
    """States that are endings in some draw, most often first."""
    named: tuple[Named, ...]
    standings: dict[str, dict[Family, Standings]]
    """Per decision maker; None: over all endings. Empty without a baseline."""
    claims: tuple[tuple[Claim, dict[Truth, Share]], ...]
    endings: dict[int, Share]
    """In how many draws there are so many endings."""

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before all draws were done."""
        return self.draws < self.asked

    @property
    def convergence(self) -> Convergence:
        """How far the shares are settled."""
        return Convergence.of(
            [
                self.any_ending,
                *([self.now] if self.now else []),
                *self.scenarios.values(),
                *self.stories.values(),
                *(share for _, share in self.states),
                *(share for named in self.named for share in named.equilibrium.values()),
                *(
                    share
                    for families in self.standings.values()
                    for standings in families.values()
                    for share in (standings.none, *standings.every.values(), *standings.some.values())
                ),
                *(share for _, truths in self.claims for share in truths.values()),
            ]
        )
