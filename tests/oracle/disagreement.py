"""How often the concepts differ over a batch of conflicts.

If two concepts never differed on the random conflicts, a program that mixed them up would still agree with
this package. The report counts, for each ordered pair (X, Y), where X holds and Y does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from .definitions import CONCEPTS, Twin, stable_sets

Pair = tuple[str, str]
PAIRS: tuple[Pair, ...] = tuple(permutations(CONCEPTS, 2))


@dataclass(frozen=True)
class Disagreement:
    """Shares per pair (X, Y): of judgements stable by X and not by Y, and of conflicts where there is one.

    A judgement is one decision maker at one state. `equilibria` is the share of conflicts with an equilibrium
    by X that is none by Y.
    """

    conflicts: int
    judgements: Mapping[Pair, float]
    conflicts_with_one: Mapping[Pair, float]
    equilibria: Mapping[Pair, float]

    def table(self) -> str:
        """Give the report as lines of text, without the pairs that never differ."""
        lines = ["stable by, but not by   judgements  conflicts  equilibria"]
        for pair in PAIRS:
            one, two, three = self.judgements[pair], self.conflicts_with_one[pair], self.equilibria[pair]
            if one or two or three:
                lines.append(f"{pair[0]:<10} {pair[1]:<10} {one:>12.4f} {two:>10.4f} {three:>11.4f}")
        return "\n".join(lines)


def disagreement(twins: Iterable[Twin]) -> Disagreement:
    """Compare all pairs of concepts over a batch."""
    number = cells = 0
    in_cells, in_conflicts, in_equilibria = (dict.fromkeys(PAIRS, 0) for _ in range(3))
    for twin in twins:
        number += 1
        cells += len(twin.states) * len(twin.decision_makers)
        stable = stable_sets(twin)
        common = {concept: set.intersection(*stable[concept].values()) for concept in CONCEPTS}
        for one, other in PAIRS:
            found = sum(len(stable[one][who] - stable[other][who]) for who in twin.decision_makers)
            in_cells[one, other] += found
            in_conflicts[one, other] += found > 0
            in_equilibria[one, other] += bool(common[one] - common[other])
    return Disagreement(
        number,
        {pair: count / cells for pair, count in in_cells.items()},
        {pair: count / number for pair, count in in_conflicts.items()},
        {pair: count / number for pair, count in in_equilibria.items()},
    )
