"""Whether claims hold whichever reading is true, and if not, which reading decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from attrs import evolve, field, frozen

from denouement.analysis.claims import TRUTHS, Answer, Reason, Truth, judged
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.foresight.readings import (
    Description,
    deciding_readings,
    described,
    rival_readings,
    under_every_reading,
)
from denouement.model.claim_language import Ends, concepts_in
from denouement.model.evidence import Claim
from denouement.model.shown import Shown

Verdict = Literal["holds", "depends", "fails", "does_not_arise", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("holds", "depends", "fails", "does_not_arise", "unknown")

DETAILED = 1_000
"""Combinations of readings up to which the grounds of every answer are kept."""

Combination = tuple[tuple[str, str], ...]
"""Decision makers, each with the reading used."""


@frozen
class Leaning:
    """A statement that decides where somebody stands, and in how many readings an answer leans on it."""

    premise: Premise
    """As one of the readings has it: rival readings often share a statement."""
    readings: int
    doubtful: bool
    """In one of the readings it is judged less likely than not, and used all the same."""
    assumed: bool
    """In one of the readings it rests on no evidence."""
    hindsight: bool
    """In one of the readings all its evidence is dated after the day."""


@frozen
class Judgement(Shown):
    """A claim, and its answer under every combination of rival readings."""

    claim: Claim
    answers: Mapping[Combination, Answer] = field(repr=False)
    counts: Mapping[Truth, int]
    """In how many combinations each answer comes out."""
    deciding: tuple[str, ...]
    """Whose reading alone can change the answer."""
    where: Description | None
    """The combinations with the answer `told`, in few words; None if there are none such, or all are."""
    leanings: Mapping[Truth, tuple[Leaning, ...]]
    """The statements that decide, for each answer; most widely used first."""
    leavers: Mapping[Truth, Mapping[str, int]]
    """For each answer, who would leave the states it is about, and in how many readings."""
    endings: Mapping[Truth, Mapping[str | None, int]]
    """For each answer, the scenarios of endings that are there, and in how many readings."""
    reasons: Mapping[Truth, tuple[Reason, ...]]
    """For each answer, why it is neither true nor false, or false of what cannot be."""

    @property
    def readings(self) -> int:
        """How many combinations of readings there are."""
        return len(self.answers)

    @property
    def told(self) -> Truth:
        """The answer that is told of: `holds` wherever it holds at all."""
        return next(truth for truth in TRUTHS if self.counts[truth])

    @property
    def verdict(self) -> Verdict:
        """What comes out over all combinations.

        It depends if it holds in some and not in others. It fails only where it is not unknown whether it holds.
        """
        if self.counts["holds"]:
            return "holds" if self.counts["holds"] == self.readings else "depends"
        if self.counts["unknown"]:
            return "unknown"
        return "fails" if self.counts["fails"] else "does_not_arise"


def concepts_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the solution concepts that an analysis needs for judging some claims."""
    return tuple(dict.fromkeys(id for claim in claims if claim.says is not None for id in concepts_in(claim.says)))


def judge_claims(
    analysis: Analysis,
    claims: Iterable[Claim],
    *,
    fixed: Iterable[str] = (),
    progress: Callable[[Iterable[dict[str, str]]], Iterable[dict[str, str]]] = iter,
) -> tuple[Judgement, ...]:
    """Return the judgements of those claims that say something in terms of the model, in their order.

    Every combination of rival readings is used, but the decision makers in `fixed` keep the reading of the analysis.
    Raises BudgetError beyond 20,000 combinations.
    """
    judging = [(claim, claim.says) for claim in claims if claim.says is not None]
    if not judging:
        return ()
    fixed = tuple(fixed)
    rivals = rival_readings(analysis, fixed=fixed)
    answers: list[dict[Combination, Answer]] = [{} for _ in judging]
    tallies: list[dict[Truth, _Tally]] = [{truth: _Tally() for truth in TRUTHS} for _ in judging]
    for number, (chosen, turn) in enumerate(under_every_reading(analysis, fixed=fixed, progress=progress)):
        for (_, says), found, tally in zip(judging, answers, tallies, strict=True):
            answer = judged(turn, says)
            tally[answer.truth].add(answer)
            found[tuple(chosen.items())] = answer if number < DETAILED else evolve(answer, grounds=())
    return tuple(
        _judgement(claim, found, rivals, tally)
        for (claim, _), found, tally in zip(judging, answers, tallies, strict=True)
    )


def _judgement(
    claim: Claim,
    answers: Mapping[Combination, Answer],
    rivals: Mapping[str, tuple[str, ...]],
    tallies: Mapping[Truth, _Tally],
) -> Judgement:
    truths = {combination: answer.truth for combination, answer in answers.items()}
    counts: dict[Truth, int] = {truth: list(truths.values()).count(truth) for truth in TRUTHS}
    told = next(truth for truth in TRUTHS if counts[truth])
    where = described(rivals, (dict(combination) for combination, truth in truths.items() if truth == told))
    return Judgement(
        claim,
        answers,
        counts,
        deciding_readings(truths),
        where,
        {truth: tally.leanings() for truth, tally in tallies.items()},
        {truth: dict(tally.leavers) for truth, tally in tallies.items()},
        {truth: dict(tally.endings) for truth, tally in tallies.items()},
        {truth: tuple(tally.reasons) for truth, tally in tallies.items()},
    )


class _Tally:
    """Counts in how many answers each statement decides; those of one decision maker that say the same are one."""

    def __init__(self) -> None:
        self.leavers: Counter[str] = Counter()
        self.endings: Counter[str | None] = Counter()
        self.reasons: dict[Reason, None] = {}
        self._found: dict[tuple[str, str], list[Premise]] = {}

    def add(self, answer: Answer) -> None:
        """Count what is behind an answer, each statement and each leaver once."""
        grounds = answer.grounds
        used = {
            (premise.decision_maker, str(premise.statement.that)): premise
            for ground in grounds
            for premise in ground.premises
        }
        for key, premise in used.items():
            self._found.setdefault(key, []).append(premise)
        self.leavers.update({maker for ground in grounds for maker in ground.leavers})
        there = [ground for ground in grounds if isinstance(ground.says, Ends) and ground.truth == "holds"]
        self.endings.update({state.scenario for ground in there for state in ground.states})
        self.reasons.update(dict.fromkeys(ground.reason for ground in grounds if ground.reason is not None))

    def leanings(self) -> tuple[Leaning, ...]:
        """Return the statements counted, most widely used first."""
        found = [
            Leaning(
                premises[0],
                len(premises),
                doubtful=any(premise.doubtful for premise in premises),
                assumed=any(premise.assumed for premise in premises),
                hindsight=any(premise.hindsight for premise in premises),
            )
            for premises in self._found.values()
        ]
        return tuple(sorted(found, key=lambda leaning: -leaning.readings))
