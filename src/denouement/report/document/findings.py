"""Everything that a document tells of, worked out; what is too large is left out, and it is known why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, get_args

from attrs import evolve, field, frozen

from denouement.analysis.paths import Paths, paths
from denouement.analysis.result import Analysis
from denouement.errors import DenouementError, InputError
from denouement.foresight.claims import Judgement, judge_claims
from denouement.foresight.flips.flips import Flips, flips
from denouement.foresight.flips.target import Target
from denouement.foresight.overview.overview import Overview, every_reading
from denouement.foresight.readings import MOST, rival_readings
from denouement.foresight.replay.replay import Replay, replay
from denouement.foresight.sweep.result import Sweep
from denouement.foresight.sweep.sweep import sweep
from denouement.language import _, marked
from denouement.model.claim_language import Ends, Joined
from denouement.model.edits_listing import single_edits
from denouement.model.state_reference import StateReference
from denouement.report.clean import clean
from denouement.report.words import Names
from denouement.states.budget import Budget

Costly = Literal["readings", "claims", "decides", "replay", "sweep"]
PARTS: tuple[Costly, ...] = get_args(Costly)
"""The parts that cost time, and can be asked for by name."""
USUAL: tuple[Costly, ...] = ("readings", "claims", "decides")
"""Those worked out unless others are asked for."""

_WORKING: dict[Costly, str] = {
    "readings": marked("Going through the readings …"),
    "claims": marked("Judging the claims …"),
    "decides": marked("Trying single changes …"),
    "replay": marked("Going through the days …"),
    "sweep": marked("Drawing doubtful judgements …"),
}
_PATIENCE = 20
"""How many times as long as is allowed a search may take that is estimated to take no longer."""
_QUICK = 60.0
"""Seconds that a part may take where nobody asked for it."""
_SECONDS_PER_ARC_JUDGED = 4e-6  # one move or state under one combination, measured with the claims of the flagship
_SECONDS_PER_CHANGE = 2e-3  # measured on small models
_SECONDS_PER_ARC_CHANGED = 8e-8  # one move or state of one changed model, measured on the largest of the catalogue
_MOVERS = 6
"""Decision makers of the models measured; with more, each has more others, and what they do is followed further."""


@frozen
class Findings:
    """What was worked out of one model."""

    analysis: Analysis
    asked: tuple[Costly, ...]
    fixed: tuple[str, ...] = ()
    """The decision makers who are read as was asked, in every combination."""
    supposed: tuple[str, ...] = ()
    """What the model was asked to suppose, as it was written."""
    called: str = "MODEL"
    """The model as it was named, for the commands that a document shows."""
    legal: Paths | None = None
    """Where moves lead from now; None if nothing says where the story stands."""
    improving: Paths | None = None
    overview: Overview | None = None
    judgements: tuple[Judgement, ...] = ()
    deciding: tuple[tuple[Target, Flips], ...] = ()
    """For each story, which single changes turn whether it can end so."""
    replay: Replay | None = None
    sweep: Sweep | None = None
    left_out: dict[Costly, str] = field(factory=dict)
    """Parts that were asked for and could not be worked out, with the reason in words."""


Watch = Callable[[str], AbstractContextManager[None]]
"""Given what is being worked out, shows that while a block runs."""


class _TooLargeError(DenouementError):
    """More than is done unasked."""


def gather(
    analysis: Analysis,
    *,
    asked: Iterable[Costly] | None = None,
    fixed: Iterable[str] = (),
    supposed: Iterable[str] = (),
    called: str = "MODEL",
    draws: int = 1_000,
    seed: int = 0,
    budget: Budget | None = None,
    watch: Watch | None = None,
) -> Findings:
    """Return what a document tells of: the analysis, and the costly parts that were asked for.

    Unless `asked` names parts, the usual ones are worked out as far as they take no more than a minute by estimate;
    named parts may use the whole `budget`. A part that cannot be worked out is left out with the reason.
    """
    parts = USUAL if asked is None else tuple(part for part in PARTS if part in set(asked))
    allowed = budget or Budget()
    if asked is None:
        allowed = evolve(allowed, seconds=min(allowed.seconds, _QUICK))
    worker = _Worker(analysis, tuple(fixed), allowed, draws, seed)
    found = Findings(analysis, parts, tuple(fixed), tuple(supposed), called)
    if analysis.status_quo is not None:
        found = evolve(found, legal=paths(analysis), improving=paths(analysis, improving=True))
    for part in parts:
        with watch(_(_WORKING[part])) if watch else nullcontext():
            try:
                found = worker.with_part(found, part)
            except InputError as error:
                why = "; ".join(problem.message for problem in error.problems)
                found = evolve(found, left_out={**found.left_out, part: clean(why)})
            except DenouementError as error:
                found = evolve(found, left_out={**found.left_out, part: clean(str(error))})
    return found


@frozen
class _Worker:
    analysis: Analysis
    fixed: tuple[str, ...]
    budget: Budget
    draws: int
    seed: int

    def with_part(self, found: Findings, part: Costly) -> Findings:
        """Return the findings with one part more; raise an error of the program for what is too large."""
        match part:
            case "readings":
                overview = every_reading(self.analysis, fixed=self.fixed, seed=self.seed, budget=self.budget)
                return evolve(found, overview=overview)
            case "claims":
                return evolve(found, judgements=self._judgements())
            case "decides":
                return evolve(found, deciding=tuple(self._deciding()))
            case "replay":
                conflict = self.analysis.conflict
                if not conflict.history:
                    return found
                told = replay(
                    conflict,
                    as_of=self.analysis.as_of,
                    readings={maker: self.analysis.readings[maker] for maker in self.fixed},
                    budget=self.budget,
                )
                return evolve(found, replay=told)
            case "sweep":
                swept = sweep(
                    self.analysis, draws=self.draws, seed=self.seed, fixed=self.fixed, budget=self.budget
                )  # fmt: skip
                return evolve(found, sweep=swept)

    def _judgements(self) -> tuple[Judgement, ...]:
        judging = [claim for claim in self.analysis.conflict.claims if claim.says is not None]
        if not judging:
            return ()
        combinations = 1
        for ids in rival_readings(self.analysis, fixed=self.fixed).values():
            combinations *= len(ids)
        if combinations <= MOST:  # else the error says what can be done
            self._check(combinations * self._size() * _SECONDS_PER_ARC_JUDGED)
        return judge_claims(self.analysis, judging, fixed=self.fixed)

    def _deciding(self) -> Iterator[tuple[Target, Flips]]:
        targets = tuple(stories_as_targets(self.analysis))
        situation = self.analysis.situation
        used = {maker: reading.id for maker, reading in situation.readings.items()}
        changes = len(single_edits(situation.snapshot, used, ())) * len(targets)
        more = max(1.0, len(self.analysis.decision_makers) / _MOVERS) ** 2
        self._check(changes * (_SECONDS_PER_CHANGE + self._size() * more * _SECONDS_PER_ARC_CHANGED))
        for target in targets:
            # The estimate has let it through: a slower machine shall find the same, if later.
            patient = evolve(self.budget, seconds=_PATIENCE * self.budget.seconds)
            found = flips(self.analysis, target.says, most=1, budget=patient)
            if found.stopped == "interrupted":
                raise KeyboardInterrupt  # half of an answer is worth something alone, but not in a document
            yield target, found

    def _size(self) -> int:
        return self.analysis.situation.graph.number_of_moves + self.analysis.number_of_states

    def _check(self, seconds: float) -> None:
        if seconds > self.budget.seconds:
            raise _TooLargeError(
                _(
                    "it would take about {seconds} seconds; {allowed} are allowed",
                    seconds=round(seconds),
                    allowed=round(self.budget.seconds),
                )
            )


def stories_as_targets(analysis: Analysis) -> Iterator[Target]:
    """Yield for each story of the model the question whether it can end so."""
    names = Names(analysis.conflict)
    told: dict[str, list[str]] = {}
    for scenario in analysis.conflict.scenarios:
        told.setdefault(names.story(scenario.id), []).append(scenario.id)
    for title, members in told.items():
        ends = tuple(Ends(StateReference("name", id)) for id in members)
        yield Target(ends[0] if len(ends) == 1 else Joined("or", ends), title)
