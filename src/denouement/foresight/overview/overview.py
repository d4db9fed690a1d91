"""What holds under every combination of rival readings, under some and under none: of all that can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar, get_args

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from denouement.analysis.claims import TRUTHS
from denouement.analysis.endings import State
from denouement.analysis.result import Analysis
from denouement.errors import Problem, RequestError
from denouement.foresight.overview.answers import Answers, Parts, worked_out
from denouement.foresight.overview.combinations import Codes, Combined, combined
from denouement.foresight.overview.findings import Finding, Kind, Question, finder
from denouement.foresight.overview.worth import Worth, worth
from denouement.foresight.readings import MOST
from denouement.language import _
from denouement.model.claim_language import (
    SOLUTION_CONCEPTS,
    STANDINGS,
    Ends,
    Fares,
    Joined,
    Says,
    Stable,
    Where,
    concepts_in,
)
from denouement.model.evidence import Claim
from denouement.model.shown import Tabular
from denouement.model.state_reference import StateReference
from denouement.states.budget import Budget
from denouement.states.space import Bools

_HOLDS, _FAILS = TRUTHS.index("holds"), TRUTHS.index("fails")
_NOW = StateReference.parse("now")


@frozen
class Ending:
    """A state that is an ending under some combination of readings."""

    state: State
    finding: Finding
    """Under which it is one: `holds`."""
    concepts: Mapping[str, int]
    """Per concept in how many combinations it is an equilibrium."""


@frozen
class Overview(Tabular):
    """What comes out for every question over the combinations of rival readings."""

    tables: ClassVar[tuple[str, ...]] = ("questions",)

    analysis: Analysis
    """States, moves, and the readings that do not vary."""
    combined: Combined = field(repr=False)
    findings: tuple[Finding, ...]
    """In the order asked: can it last, how it can end, who is better off, claims, what was typed."""
    endings: tuple[Ending, ...]
    """In order of the states."""
    worth: Worth
    """What it is worth that something holds in all of them."""

    def __len__(self) -> int:
        return len(self.combined)

    def of_kind(self, *kinds: str) -> tuple[Finding, ...]:
        """Return the findings on questions of some kinds."""
        return tuple(finding for finding in self.findings if finding.question.kind in kinds)

    def standings(self, decision_maker: str, scenario: str | None = None) -> Finding:
        """Return how somebody (by id) stands over the endings, or those of a scenario; StopIteration if nobody does."""
        return next(
            finding
            for finding in self.of_kind("standings")
            if (finding.question.decision_maker, finding.question.scenario) == (decision_maker, scenario)
        )


def every_reading(
    analysis: Analysis,
    *,
    fixed: Iterable[str] = (),
    typed: Iterable[Claim] = (),
    most: int = MOST,
    seed: int = 0,
    budget: Budget | None = None,
    progress: Parts = iter,
) -> Overview:
    """Return what holds under all combinations of rival readings, under some and under none.

    The decision makers in `fixed` keep the reading of the analysis; `typed` are claims besides the model's own. If
    there are more than `most` combinations, so many are drawn, without replacement and each equally likely. Raises
    RequestError for nothing to draw, BudgetError for what would take too long.
    """
    if most < 1:
        message = _("--most {most}: at least one combination of readings has to be asked", most=str(most))
        raise RequestError(Problem(message, "--most 2000"))  # not said
    budget = budget or Budget()
    mixed = combined(analysis, fixed=fixed, most=most, seed=seed)
    asked = [(question, question.says) for question in _questions(analysis, typed) if question.says is not None]
    named = (id for _question, says in asked for id in concepts_in(says))
    concepts = tuple(dict.fromkeys((*analysis.concepts, *named)))
    answers = worked_out(
        analysis, mixed, [says for _question, says in asked], concepts=concepts, budget=budget, progress=progress
    )
    finding = finder(mixed)
    ending_in = answers.ending_in(len(mixed))
    found = [finding(question, codes) for (question, _says), codes in zip(asked, answers.truths, strict=True)]
    found += [finding(Question("any_ending"), _truth(_any(ending_in.values(), len(mixed))))]
    found += [
        finding(Question("standings", decision_maker=maker, scenario=scenario), codes)
        for (maker, scenario), codes in answers.standings.items()
    ]
    endings = tuple(_endings(analysis, answers, ending_in, finding))
    always = np.array([state for state, inside in ending_in.items() if inside.all()], dtype=np.int64)
    return Overview(
        analysis,
        mixed,
        tuple(sorted(found, key=_place)),
        endings,
        worth(analysis, mixed, always, answers.equilibria, budget=budget),
    )


def _place(finding: Finding) -> int:
    return get_args(Kind).index(finding.question.kind)


def _questions(analysis: Analysis, typed: Iterable[Claim]) -> Iterator[Question]:
    """Yield what can be asked in the language of claims."""
    conflict = analysis.conflict
    if analysis.status_quo is not None:
        yield Question("now", Ends(_NOW))
        for concept in SOLUTION_CONCEPTS:
            if concept in analysis.concepts:
                yield Question("stable", Stable(_NOW, concept), concept=concept)
    told: dict[str, list[str]] = {}
    for scenario in conflict.scenarios:
        told.setdefault(scenario.story or scenario.title, []).append(scenario.id)
    for members in told.values():
        if len(members) > 1:
            yield Question("story", Joined("or", tuple(map(_is_ending, members))), scenarios=tuple(members))
    for scenario in conflict.scenarios:
        yield Question("scenario", _is_ending(scenario.id), scenario=scenario.id)
    if analysis.baseline is not None:
        scenarios = (StateReference.parse(scenario.id) for scenario in conflict.scenarios)
        places: tuple[Where, ...] = ("endings", "some_ending", *scenarios)
        for maker in analysis.decision_makers:
            for where in places:
                for standing in STANDINGS:
                    scenario_id = where.text if isinstance(where, StateReference) else None
                    says = Fares(standing, maker, where)
                    yield Question("standing", says, decision_maker=maker, scenario=scenario_id)
    for claim in conflict.claims:
        yield Question("claim", claim.says, claim=claim)
    for claim in typed:
        yield Question("typed", claim.says, claim=claim)


def _is_ending(scenario: str) -> Says:
    return Ends(StateReference.parse(scenario))


def _endings(
    analysis: Analysis, answers: Answers, ending_in: Mapping[int, Bools], finding: Callable[[Question, Codes], Finding]
) -> Iterator[Ending]:
    for index, inside in ending_in.items():
        state = analysis.state_at(index)
        concepts = {concept: int(counts[index]) for concept, counts in answers.equilibria.items()}
        yield Ending(state, finding(Question("ending", state=state, scenario=state.scenario), _truth(inside)), concepts)


def _truth(inside: Bools) -> Codes:
    return np.where(inside, _HOLDS, _FAILS).astype(np.int8)


def _any(columns: Iterable[NDArray[np.bool_]], size: int) -> Bools:
    found = np.zeros(size, dtype=bool)
    for column in columns:
        found |= column
    return found
