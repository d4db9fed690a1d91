"""Working out draws in batches: what each ranks how, and what comes out for those that nobody has worked out yet."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b

import numpy as np

from denouement.analysis.outcomes import Choices, outcomes
from denouement.analysis.result import Analysis
from denouement.foresight.sweep.draws import BLOCK, Draws, Variant
from denouement.foresight.sweep.record import Layout
from denouement.model.preference import Statements
from denouement.states.ranking import rank_by_truths
from denouement.states.relation import Liking, Order
from denouement.states.space import Bools

_LIKINGS_KEPT = 1 << 28  # bytes of ranks kept for draws to come
_NUMBERS_AT_ONCE = 1 << 25  # profiles x states, of which each concept needs a byte


class Worker:
    """Works out draws that nobody has worked out yet."""

    def __init__(self, analysis: Analysis, draws: Draws, layout: Layout) -> None:
        self.analysis = analysis
        self.draws = draws
        self.layout = layout
        self.at_once = max(1, _NUMBERS_AT_ONCE // analysis.number_of_states)
        self._likings: dict[tuple[int, Variant], tuple[bytes, Liking]] = {}
        self._bytes = 0
        self._truths: dict[tuple[int, int, int], Bools] = {}

    def batch(self, first: int, until: int, known: Collection[bytes]) -> tuple[list[bytes], dict[bytes, bytes]]:
        """Return the profiles of some draws of one block, and the records of those not known."""
        block = self.draws.block(first // BLOCK)
        which = block.which[:, first % BLOCK : (until - 1) % BLOCK + 1]
        used = [
            {at: self._liking(i, variants[at]) for at in np.unique(which[i]).tolist()}
            for i, variants in enumerate(block.variants)
        ]
        picks = which.T.tolist()
        profiles = [
            blake2b(b"".join(used[i][at][0] for i, at in enumerate(pick)), digest_size=16).digest() for pick in picks
        ]
        fresh = {profile: pick for profile, pick in zip(profiles, picks, strict=True) if profile not in known}
        return profiles, dict(zip(fresh, self._records(list(fresh.values()), used), strict=True))

    def _records(self, picks: list[list[int]], used: list[dict[int, tuple[bytes, Liking]]]) -> list[bytes]:
        records: list[bytes] = []
        for begin in range(0, len(picks), self.at_once):
            some = np.array(picks[begin : begin + self.at_once])
            choices = Choices(self.analysis.decision_makers)
            places = np.empty_like(some)
            for i, (maker, mine) in enumerate(zip(choices.decision_makers, used, strict=True)):
                place = {at: choices.place(maker, mine[at][1]) for at in np.unique(some[:, i]).tolist()}
                places[:, i] = [place[at] for at in some[:, i].tolist()]
            likings = list(choices.likings.values())
            found = outcomes(self.analysis, likings, places, concepts=self.analysis.concepts)
            records += self.layout.records(found)
        return records

    def _liking(self, i: int, variant: Variant) -> tuple[bytes, Liking]:
        """Return how a variant of a decision maker's wants likes the states, and a digest of that."""
        if (i, variant) in self._likings:
            return self._likings[i, variant]
        liking = self._liked(i, variant)
        digest = liking.digest
        size = (liking.rank.nbytes if isinstance(liking, Order) else 2 * liking.better.nbytes) + 400
        if self._bytes + size > _LIKINGS_KEPT:
            self._likings, self._bytes = {}, 0
        self._likings[i, variant] = digest, liking
        self._bytes += size
        return digest, liking

    def _liked(self, i: int, variant: Variant) -> Liking:
        mind = self.draws.minds[i]
        preference = mind.readings[variant.reading].preference
        if not isinstance(preference, Statements):
            return self.analysis.situation.liking_of(mind.decision_maker, variant.of(mind))
        space = self.analysis.situation.space
        truths = []
        for at in variant.order:
            key = (i, variant.reading, at)
            if key not in self._truths:
                self._truths[key] = space.holds(preference.statements[at].that)
            truths.append(self._truths[key])
        return Order(rank_by_truths(truths, len(space)))
