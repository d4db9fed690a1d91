"""Seeded random conflicts as arbitrary graphs: moves neither transitive nor reversible, some shared.

Here the two ways to treat a return to s part, legal sequences differ from plain reachability, and preference
may even run in circles. Everything is plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from .definitions import State, Twin


@dataclass(frozen=True)
class RandomGraph:
    """States 0, 1, ...; everybody's moves; what everybody strictly prefers, as pairs (better, worse)."""

    seed: int
    states: tuple[int, ...]
    moves: Mapping[str, Mapping[State, frozenset[int]]]
    better: Mapping[str, frozenset[tuple[int, int]]]
    ranks: Mapping[str, Mapping[int, int]] | None  # higher is better; none where preference is not transitive

    @property
    def decision_makers(self) -> tuple[str, ...]:
        """The movers, in order."""
        return tuple(self.moves)

    def twin(self) -> Twin:
        """Give the conflict as this package understands it."""
        return Twin(self.decision_makers, self.states, self.moves, self.prefers)

    def prefers(self, who: str, a: State, b: State) -> bool:
        """Tell whether `who` strictly prefers a to b."""
        return (a, b) in self.better[who]


def random_graph(seed: int, *, transitive_preference: bool = True) -> RandomGraph:
    """Make the graph that belongs to a seed."""
    rng = Random(f"graph {seed} {transitive_preference}")
    names = tuple(f"dm{number}" for number in range(1, rng.choice((2, 2, 3, 3, 4)) + 1))
    states = tuple(range(rng.randint(3, 9)))
    density = rng.uniform(0.08, 0.35)
    moves: dict[str, dict[State, frozenset[int]]] = {
        who: {s: frozenset(q for q in states if q != s and rng.random() < density) for s in states} for who in names
    }
    if not transitive_preference:
        return RandomGraph(seed, states, moves, {who: _any_pairs(rng, states) for who in names}, None)
    steps = rng.choice((2, 4, 20))  # few steps make many ties
    ranks = {who: {s: rng.randrange(steps) for s in states} for who in names}
    better = {who: pairs_of(rank) for who, rank in ranks.items()}
    return RandomGraph(seed, states, moves, better, ranks)


def random_graphs(count: int, *, seed: int = 0, transitive_preference: bool = True) -> Iterator[RandomGraph]:
    """Make the graphs of `count` seeds in a row, from `seed` on."""
    return (random_graph(n, transitive_preference=transitive_preference) for n in range(seed, seed + count))


def pairs_of(rank: Mapping[int, int]) -> frozenset[tuple[int, int]]:
    """List the pairs (better, worse) of an order by rank."""
    return frozenset((a, b) for a in rank for b in rank if rank[a] > rank[b])


def _any_pairs(rng: Random, states: tuple[int, ...]) -> frozenset[tuple[int, int]]:
    """Draw each pair of states on its own: one way, the other way, or indifferent."""
    pairs = []
    for a in states:
        for b in states[:a]:
            dice = rng.random()
            if dice < 0.8:
                pairs.append((a, b) if dice < 0.4 else (b, a))
    return frozenset(pairs)
