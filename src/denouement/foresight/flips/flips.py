"""What would have to be otherwise in a model for an ending, or a claim, to come out otherwise.

Sets of changes are tried from small to large until some of one size turn the answer; then all of that size are. That
nothing smaller does is so proved by trying all of it. A search that ran out of time says how far it came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from attrs import field, frozen

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.errors import Path
from denouement.model.claim_language import Says
from denouement.model.edits import AllowMoves, DropRule, Edit, SetOptionMoves, SwitchReading, WantsEdit
from denouement.states.budget import Budget

MOST = 3
"""Changes at once up to which can be searched."""

Stopped = Literal["time", "interrupted"]

Kind = Literal[
    "drop a statement", "reverse a statement", "move a statement", "switch a reading",
    "exchange neighbours in a ranking", "tie neighbours in a ranking", "drop a number or pair",
    "reverse a number or pair", "make an option one-way", "make an option reversible",
    "drop a rule", "allow forbidden moves",
]  # fmt: skip

_KINDS: dict[str, Kind] = {
    "DropStatement": "drop a statement",
    "ReverseStatement": "reverse a statement",
    "MoveStatement": "move a statement",
    "SwitchReading": "switch a reading",
    "ExchangeGroups": "exchange neighbours in a ranking",
    "TieGroups": "tie neighbours in a ranking",
    "DropEntry": "drop a number or pair",
    "ReverseEntry": "reverse a number or pair",
    "DropRule": "drop a rule",
    "AllowMoves": "allow forbidden moves",
}


def kind_of(edit: Edit) -> Kind:
    """Return what kind of change it is."""
    if isinstance(edit, SetOptionMoves):
        return "make an option reversible" if edit.moves == "both" else "make an option one-way"
    return _KINDS[type(edit).__name__]


Subject = tuple[Literal["wants", "option", "rule", "forbidden"], str]
"""Whose wants are touched, or which option (full id), rule (its id) or entry of `forbidden_moves` (from 1)."""


def subject_of(edit: Edit) -> Subject:
    """Return what a change is about."""
    match edit:
        case WantsEdit(decision_maker=maker) | SwitchReading(decision_maker=maker):
            return "wants", maker
        case SetOptionMoves(name=name):
            return "option", name
        case DropRule(rule_id=id):
            return "rule", id
        case AllowMoves(position=position):
            return "forbidden", str(position + 1)
    raise TypeError(edit)  # pragma: no cover - the changes above are all there are


@frozen
class Flip:
    """A set of changes that turns the answer, while no part of it does."""

    edits: tuple[Edit, ...]
    becomes: Truth

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What it touches, each once."""
        return tuple(dict.fromkeys(map(subject_of, self.edits)))


@frozen
class Refusal:
    """A set of changes that makes no model, while its parts do."""

    edits: tuple[Edit, ...]
    why: str
    path: Path = ()
    """Where in the model it goes wrong."""


@frozen
class Level:
    """What came out for all sets of so many changes."""

    size: int
    sets: int | None
    """How many there are, of changes that go together; None if too many to count."""
    tried: int
    """For how many of them it is known what comes out, those that make no model included."""
    idle: int
    """How many of them are changes of wants that leave everybody's order of states as it was."""
    impossible: int
    """How many make no model: no state is possible, or the history is not, or a ranking has gaps."""
    too_large: int
    """How many make a model that is too large to be worked out."""
    flips: tuple[Flip, ...] = field(repr=False)
    """Those that turn the answer while no part of them does, in model order."""
    refusals: tuple[Refusal, ...] = field(repr=False)
    """Why some make no model, those left out of which a part is refused already."""
    complete: bool
    """Whether all of them were tried."""
    idle_edits: tuple[Edit, ...] = field(default=(), repr=False)
    """Of single changes: those that leave everybody's order of states as it was."""


@frozen
class Flips:
    """What decides the answer to a question about one analysis."""

    analysis: Analysis = field(repr=False)
    says: Says
    """With every state given by what makes it that state in every changed model."""
    truth: Truth
    """The answer without any change."""
    edits: tuple[Edit, ...] = field(repr=False)
    """Every single change."""
    levels: tuple[Level, ...]
    """For one change, two, …; as far as it was searched."""
    most: int
    """Changes at once up to which was to be searched."""
    stopped: Stopped | None = None
    """Why the search ended early; None if it did not."""

    @property
    def smallest(self) -> int | None:
        """How many changes the smallest set found has; None if none was found."""
        return next((level.size for level in self.levels if level.flips), None)

    @property
    def proved(self) -> bool:
        """Whether nothing smaller than the smallest set found, or nothing up to `most`, can turn the answer."""
        size = self.smallest
        return all(level.complete for level in self.levels if size is None or level.size < size) and (
            size is not None or len(self.levels) == self.most
        )

    @property
    def found(self) -> tuple[Flip, ...]:
        """The smallest sets."""
        return next((level.flips for level in self.levels if level.flips), ())

    @property
    def all_found(self) -> bool:
        """Whether `found` has all of the smallest sets."""
        return self.proved and all(level.complete for level in self.levels if level.size == self.smallest)

    @property
    def common(self) -> tuple[Subject, ...]:
        """What every smallest set found touches."""
        shared = dict.fromkeys(self.found[0].subjects) if self.found else {}
        for flip in self.found:
            shared = {subject: None for subject in shared if subject in flip.subjects}
        return tuple(shared)


@frozen
class Progress:
    """How far a search has come."""

    size: int
    tried: int
    sets: int | None


Watch = Callable[[Progress], None]


def flips(
    analysis: Analysis,
    says: Says,
    *,
    most: int = 2,
    all_sizes: bool = False,
    budget: Budget | None = None,
    watch: Watch | None = None,
    rule_ids: Sequence[str] | None = None,
) -> Flips:
    """Return the smallest sets of changes that make a claim come out otherwise.

    The readings are those of the analysis, which must have the concepts that the claim names. Sets of up to `most`
    changes are tried, and no larger ones than the first that turn the answer, unless `all_sizes`. The search ends
    early when the seconds of the budget are used up, or when it is interrupted: then `complete` tells what is proved.
    `watch` is called with how far the search has come. `rule_ids` are what the rules are to be called, by position,
    if not by what they are called in this model. Raises RequestError for a state that cannot be told in a
    changed model, ValueError for another number of changes than 1, 2 or 3.
    """
    from denouement.foresight.flips.search import Search

    if not 1 <= most <= MOST:
        raise ValueError(f"sets of 1 to {MOST} changes can be searched, not of {most}")
    return Search(analysis, says, budget or Budget(), watch, rule_ids).run(most, all_sizes=all_sizes)
