"""What a change changes: two analyses side by side, of two models, a model and its edit, or two days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from denouement.analysis.endings import Ending, State, Tally
from denouement.analysis.result import Analysis
from denouement.errors import BudgetError
from denouement.foresight.claims import Judgement, judge_claims
from denouement.model.difference import Change, changes, changes_between_days


@frozen
class Difference:
    """Two analyses, what differs in what they rest on, and what differs in their answers.

    States are the same if the same options are taken in them (in graph form, if they have the same id): numbers
    belong to one analysis.
    """

    before: Analysis
    after: Analysis
    changes: tuple[Change, ...]
    """In the model, or in what counts; and in the readings used and what is supposed."""
    lost: tuple[Ending, ...]
    """Endings of the first analysis that are none in the second."""
    gained: tuple[Ending, ...]
    """Endings of the second that are none in the first."""
    kept: tuple[tuple[Ending, Ending], ...]
    """Endings of both, as each analysis has them."""
    claims: tuple[tuple[Judgement | None, Judgement | None], ...] | None
    """Claims, by id, that do not come out alike; None in place of one that is not judged in that model.

    None for all of them if there are too many combinations of readings.
    """

    @property
    def standings(self) -> dict[str, tuple[Tally | None, Tally | None]]:
        """Each decision maker's tallies over the endings, where they differ; None where nobody is compared."""
        old, new = self.before.standings, self.after.standings
        makers = dict.fromkeys((*self.before.decision_makers, *self.after.decision_makers))
        return {maker: (old.get(maker), new.get(maker)) for maker in makers if old.get(maker) != new.get(maker)}

    @property
    def judged_anew(self) -> tuple[tuple[Ending, Ending], ...]:
        """Endings of both analyses that hold under other concepts, or where somebody stands otherwise."""
        return tuple(
            (old, new) for old, new in self.kept if old.concepts != new.concepts or old.compared != new.compared
        )

    @property
    def stands_still(self) -> bool:
        """Whether the story stands in the same state in both analyses, or in both nobody says where."""
        identity = identities(self.before, self.after)
        old, new = self.before.status_quo, self.after.status_quo
        if old is None or new is None:
            return old is new
        return identity(old) == identity(new)

    @property
    def same_baseline(self) -> bool:
        """Whether both analyses measure against the same state."""
        identity = identities(self.before, self.after)
        old, new = self.before.baseline, self.after.baseline
        return old is new if old is None or new is None else identity(old) == identity(new)

    @property
    def lasting(self) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
        """The concepts under which the status quo of each analysis holds; None where nothing says where it stands."""
        return _lasting(self.before), _lasting(self.after)


def difference(
    before: Analysis, after: Analysis, *, fixed_before: Iterable[str] = (), fixed_after: Iterable[str] = ()
) -> Difference:
    """Return what differs between two analyses; the decision makers in `fixed_…` are taken as read.

    Claims are judged under every combination of the other readings; both analyses need the concepts they name.
    """
    identity = identities(before, after)
    old = {identity(ending.state): ending for ending in before.endings}
    new = {identity(ending.state): ending for ending in after.endings}
    return Difference(
        before,
        after,
        tuple(_changes(before, after)),
        lost=tuple(ending for key, ending in old.items() if key not in new),
        gained=tuple(ending for key, ending in new.items() if key not in old),
        kept=tuple((ending, new[key]) for key, ending in old.items() if key in new),
        claims=_claims(before, after, tuple(fixed_before), tuple(fixed_after)),
    )


def identities(before: Analysis, after: Analysis) -> Callable[[State], str | frozenset[str]]:
    """Return what makes a state the same in both: what is taken in it, or, if both list their states, its id."""
    if before.conflict.is_graph and after.conflict.is_graph:
        return lambda state: state.id
    return lambda state: frozenset(state.taken)


def _claims(
    before: Analysis, after: Analysis, fixed_before: tuple[str, ...], fixed_after: tuple[str, ...]
) -> tuple[tuple[Judgement | None, Judgement | None], ...] | None:
    try:
        old, new = (
            {judgement.claim.id: judgement for judgement in judge_claims(side, side.conflict.claims, fixed=fixed)}
            for side, fixed in ((before, fixed_before), (after, fixed_after))
        )
    except BudgetError:
        return None  # whatever else differs is still worth telling
    pairs = ((old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new)))
    return tuple((mine, theirs) for mine, theirs in pairs if _outcome(mine) != _outcome(theirs))


def _outcome(judgement: Judgement | None) -> object:
    # As shares: with one decision maker taken as read there are fewer combinations, and that alone changes nothing.
    return judgement and {truth: Fraction(count, judgement.readings) for truth, count in judgement.counts.items()}


def _lasting(analysis: Analysis) -> tuple[str, ...] | None:
    now = analysis.status_quo
    return None if now is None else tuple(concept for concept in analysis.concepts if analysis.holds(now, concept))


def _changes(before: Analysis, after: Analysis) -> Iterator[Change]:
    if before.conflict == after.conflict:
        days = before.situation.snapshot.date, after.situation.snapshot.date
        if days[0] != days[1]:
            yield Change(("as_of",), "changed", before.as_of, after.as_of)
        yield from changes_between_days(before.conflict, *days)
    else:
        yield from changes(before.conflict, after.conflict)
    makers = dict.fromkeys((*before.readings, *after.readings))
    for maker in makers:
        used = before.readings.get(maker), after.readings.get(maker)
        if used[0] is not None and used[1] is not None and used[0] != used[1]:
            yield Change(("reading used", maker), "changed", *used)  # not said
    for verb, old, new in zip(("take", "drop"), before.situation.supposed, after.situation.supposed, strict=True):
        yield from (Change(("supposed", verb, option), "added", None, option) for option in new if option not in old)
        yield from (Change(("supposed", verb, option), "removed", option, None) for option in old if option not in new)
