"""How a conflict can end, and who wins: the Graph Model for Conflict Resolution.

>>> import denouement
>>> conflict = denouement.load("openai-2023")  # a model file's path, or a name from the catalogue
>>> analysis = conflict.analyse()  # states, moves, ranks, stability, endings
>>> analysis.number_of_states, len(analysis.endings)
(644, 8)
>>> [(story.scenario, len(story.endings)) for story in analysis.stories]
[('exodus', 4), ('return_with_terms', 2), ('return_without', 2)]
>>> analysis.standings["microsoft"]  # in how many endings it is better or worse off
Tally(better=0, same=0, worse=8, unknown=0)
>>> conflict.analyse(readings={"microsoft": "article"}).standings["microsoft"].better
8
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from denouement.version import __version__ as __version__

if TYPE_CHECKING:
    from denouement.analysis.comparing import Comparison
    from denouement.analysis.endings import Ending, State, Story, Tally
    from denouement.analysis.explain import Answer, Explanation, Move, Stance, Temptation
    from denouement.analysis.result import Analysis, Departure
    from denouement.analysis.witnesses import Countermove, Sanction, Witness
    from denouement.errors import (
        BudgetError,
        DenouementError,
        FileError,
        InputError,
        ModelError,
        Problem,
        RequestError,
    )
    from denouement.files.editing import ModelFile
    from denouement.foresight.claims import Judgement, judge_claims
    from denouement.foresight.overview.overview import Overview, every_reading
    from denouement.foresight.replay.replay import Replay, replay
    from denouement.foresight.sweep.result import Sweep
    from denouement.foresight.sweep.sweep import sweep
    from denouement.language import speaking
    from denouement.loading import load
    from denouement.model.condition_parser import parse_condition
    from denouement.model.conflict import (
        Conflict,
        DecisionMaker,
        Option,
        Rule,
        Scenario,
        Step,
        decision_maker,
        rule,
    )
    from denouement.model.dates import Date
    from denouement.model.preference import Ranking, Reading, Statement, Statements
    from denouement.model.state_reference import StateReference
    from denouement.states.budget import Budget

_HOMES = {
    "denouement.analysis.comparing": ("Comparison",),
    "denouement.analysis.endings": ("Ending", "State", "Story", "Tally"),
    "denouement.analysis.explain": ("Answer", "Explanation", "Move", "Stance", "Temptation"),
    "denouement.analysis.result": ("Analysis", "Departure"),
    "denouement.analysis.witnesses": ("Countermove", "Sanction", "Witness"),
    "denouement.errors": (
        "BudgetError", "DenouementError", "FileError", "InputError", "ModelError", "Problem", "RequestError",
    ),
    "denouement.files.editing": ("ModelFile",),
    "denouement.foresight.claims": ("Judgement", "judge_claims"),
    "denouement.foresight.overview.overview": ("Overview", "every_reading"),
    "denouement.foresight.replay.replay": ("Replay", "replay"),
    "denouement.foresight.sweep.result": ("Sweep",),
    "denouement.foresight.sweep.sweep": ("sweep",),
    "denouement.language": ("speaking",),
    "denouement.loading": ("load",),
    "denouement.model.condition_parser": ("parse_condition",),
    "denouement.model.conflict": (
        "Conflict", "DecisionMaker", "Option", "Rule", "Scenario", "Step", "decision_maker", "rule",
    ),
    "denouement.model.dates": ("Date",),
    "denouement.model.preference": ("Ranking", "Reading", "Statement", "Statements"),
    "denouement.model.state_reference": ("StateReference",),
    "denouement.states.budget": ("Budget",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Analysis",
    "Answer",
    "Budget",
    "BudgetError",
    "Comparison",
    "Conflict",
    "Countermove",
    "Date",
    "DecisionMaker",
    "DenouementError",
    "Departure",
    "Ending",
    "Explanation",
    "FileError",
    "InputError",
    "Judgement",
    "ModelError",
    "ModelFile",
    "Move",
    "Option",
    "Overview",
    "Problem",
    "Ranking",
    "Reading",
    "Replay",
    "RequestError",
    "Rule",
    "Sanction",
    "Scenario",
    "Stance",
    "State",
    "StateReference",
    "Statement",
    "Statements",
    "Step",
    "Story",
    "Sweep",
    "Tally",
    "Temptation",
    "Witness",
    "decision_maker",
    "every_reading",
    "judge_claims",
    "load",
    "parse_condition",
    "replay",
    "rule",
    "speaking",
    "sweep",
]


def __getattr__(name: str) -> Any:
    # Public names are imported when first used, so that `denouement --help` need not wait for NumPy.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")  # not said


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
