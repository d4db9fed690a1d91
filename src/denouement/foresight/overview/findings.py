"""A question, and what comes out for it over combinations of readings: how often, and whose reading decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from denouement.analysis.claims import TRUTHS, Truth
from denouement.analysis.endings import STANDINGS, State
from denouement.foresight.interval import interval_of_all
from denouement.foresight.overview.combinations import Codes, Combined
from denouement.foresight.readings import Description
from denouement.model.claim_language import Says
from denouement.model.evidence import Claim
from denouement.states.relation import Standing
from denouement.states.space import Bools

Kind = Literal["now", "stable", "any_ending", "story", "scenario", "ending", "standings", "standing", "claim", "typed"]
"""What is asked: can it last; is it stable under one concept; is there any ending; is a story, a scenario, a state an
ending; how somebody stands over the endings, and whether better, same or worse; does a claim hold, of the model or
typed."""

Verdict = Literal["all", "some", "none", "does_not_arise"]
"""In which combinations it holds: all, some, none; or it arises in none of them."""

Standings = tuple[Standing, ...]
"""How somebody stands in the endings: every standing that occurs in one; empty without endings."""

Answer = Truth | Standings

SETS_OF_STANDINGS: tuple[Standings, ...] = tuple(
    tuple(standing for at, standing in enumerate(STANDINGS) if code >> at & 1) for code in range(1 << len(STANDINGS))
)
"""By code, whose bit s says that standing s of STANDINGS occurs."""


@frozen
class Share:
    """In how many combinations something is so."""

    combinations: int
    weight: Fraction | None
    """How much they weigh of all; None if no reading says how certain it is, or if combinations were drawn."""
    interval: tuple[float, float] | None
    """If they were drawn, between which shares of all combinations it lies, at 95 %."""

    @classmethod
    def of(cls, inside: Bools, combined: Combined) -> Share:
        """Return the share of some combinations; (combinations,)."""
        count = int(inside.sum())
        between = interval_of_all(count, len(combined), combined.total) if combined.drawn else None
        return cls(count, combined.share_of(inside), between)


@frozen
class Question:
    """What is asked of every combination."""

    kind: Kind
    says: Says | None = None
    """In the language of claims, where that has words for it."""
    decision_maker: str | None = None
    scenario: str | None = None
    """Of `standings` None for all endings; of `ending` None for none."""
    scenarios: tuple[str, ...] = ()
    """Of a story."""
    concept: str | None = None
    state: State | None = None
    claim: Claim | None = None


@frozen
class Outcome:
    """One answer, and where it comes out."""

    answer: Answer
    share: Share
    where: Description | None
    """Exactly which combinations, in few words; None if there are no such words, or it is all of them or none."""


@frozen
class Finding:
    """A question, and its answers over the combinations."""

    question: Question
    readings: int
    """How many combinations were asked."""
    outcomes: tuple[Outcome, ...]
    """Every answer that comes out, and `holds` always."""
    deciding: tuple[str, ...]
    """Whose reading alone can change the answer."""
    by_reading: Mapping[str, Mapping[str, Mapping[Answer, int]]] = field(repr=False)
    """For each of them and each of its readings, how often each answer comes out."""
    codes: Codes = field(repr=False, eq=False)
    """(combinations,): which of `answers` comes out."""
    answers: tuple[Answer, ...] = field(repr=False)
    """By code."""

    @property
    def holds(self) -> Share:
        """In how many combinations it holds; raises StopIteration for `standings`, which are no yes or no."""
        return next(outcome.share for outcome in self.outcomes if outcome.answer == "holds")

    @property
    def where(self) -> Description | None:
        """Exactly where it holds."""
        return next(outcome.where for outcome in self.outcomes if outcome.answer == "holds")

    @property
    def verdict(self) -> Verdict:
        """Whether it holds in all combinations asked, in some, in none, or never arises; of standings, one or more."""
        if self.question.kind == "standings":
            return "all" if len(self.outcomes) == 1 else "some"
        if {outcome.answer for outcome in self.outcomes if outcome.share.combinations} == {"does_not_arise"}:
            return "does_not_arise"
        count = self.holds.combinations
        return "all" if count == self.readings else "some" if count else "none"

    def answer(self, combination: int) -> Answer:
        """Return the answer in the combination at a position (from 0)."""
        return self.answers[int(self.codes[combination])]


def finder(combined: Combined) -> Callable[[Question, Codes], Finding]:
    """Return what turns a question and its answers, (combinations,) numbers of TRUTHS or sets, into a finding.

    Questions that are answered alike are worked out once.
    """
    known: dict[tuple[bool, bytes], Finding] = {}

    def finding(question: Question, codes: Codes) -> Finding:
        of_standings = question.kind == "standings"
        key = of_standings, codes.tobytes()
        if key not in known:
            known[key] = _finding(question, codes, SETS_OF_STANDINGS if of_standings else TRUTHS, combined)
        return evolve(known[key], question=question)

    return finding


def _finding(question: Question, codes: Codes, answers: Sequence[Answer], combined: Combined) -> Finding:
    deciding = combined.deciding(codes)
    occurring = [code for code, answer in enumerate(answers) if answer == "holds" or (codes == code).any()]
    outcomes = [
        Outcome(answers[code], Share.of(codes == code, combined), combined.described(codes == code, deciding))
        for code in occurring
    ]
    # A draw may not show whose reading decides: then the counts of everybody's are told.
    told = combined.rivals if combined.drawn else deciding
    by_reading = {}
    for maker in told:
        counts = combined.counts_by_reading(codes, len(answers), maker)
        by_reading[maker] = {
            reading: {answers[code]: int(row[code]) for code in occurring}
            for reading, row in zip(combined.rivals[maker], counts, strict=True)
        }
    return Finding(question, len(combined), tuple(outcomes), deciding, by_reading, codes, tuple(answers))
