"""Endings, the stories they make, and who is better or worse off in each."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from denouement.model.shown import Shown
from denouement.states.relation import Standing

STANDINGS: tuple[Standing, ...] = ("better", "same", "worse", "unknown")


@frozen
class State(Shown):
    """A feasible state: its number in this analysis, and what it is, the options taken (full ids)."""

    id: str
    """Its number, or in graph form its id."""
    taken: tuple[str, ...]
    scenario: str | None
    """The first scenario that holds, if any does."""
    name: str | None = None
    """Where the model gives one: of a listed or merged state."""

    def change_to(self, other: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the options that are taken, and those that are dropped, on the way to another state."""
        return (
            tuple(option for option in other.taken if option not in self.taken),
            tuple(option for option in self.taken if option not in other.taken),
        )


@frozen
class Ending(Shown):
    """A state where the story can come to rest: reachable from now, and an equilibrium."""

    state: State
    concepts: tuple[str, ...]
    """Every computed concept under which it is an equilibrium."""
    compared: dict[str, Standing]
    """Each decision maker against the baseline; empty without one."""


@frozen
class Tally(Shown):
    """In how many endings somebody is better off, the same, worse off, or not known to be either."""

    better: int = 0
    same: int = 0
    worse: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Tally:
        """Return the counts of a number of standings."""
        found = list(standings)
        return cls(*(found.count(standing) for standing in STANDINGS))


@frozen
class Story(Shown):
    """The endings of one scenario."""

    scenario: str | None
    endings: tuple[Ending, ...]
    standings: dict[str, Tally]


def tallies(endings: Iterable[Ending], decision_makers: Iterable[str]) -> dict[str, Tally]:
    """Return each decision maker's tally over some endings; empty where nobody is compared."""
    endings = list(endings)
    return {
        maker: Tally.of(ending.compared[maker] for ending in endings)
        for maker in decision_makers
        if all(maker in ending.compared for ending in endings)
    }


def stories(
    endings: Iterable[Ending], scenarios: Iterable[str | None], decision_makers: tuple[str, ...]
) -> tuple[Story, ...]:
    """Return the endings grouped by scenario, in the order of the scenarios; those of none come last."""
    endings = tuple(endings)
    found = []
    for scenario in (*scenarios, None):
        members = tuple(ending for ending in endings if ending.state.scenario == scenario)
        if members:
            found.append(Story(scenario, members, tallies(members, decision_makers)))
    return tuple(found)
