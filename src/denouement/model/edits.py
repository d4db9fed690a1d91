"""Everything in a model that could be otherwise by one change, and the model with some of these changes made.

A change is frozen data with a stable id. Several changes are made *at once*, so that a set of them has one result: a
place that a statement is moved to is its place in the list that comes out, counted before anything is dropped.
Only neighbouring groups of a ranking can be exchanged in different orders with different results; they are exchanged
in the order given, before any are tied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations
from typing import TypeVar

from attrs import evolve, field, frozen

from denouement.model.condition import Condition, Not
from denouement.model.conflict import Conflict, DecisionMaker, ForbiddenMoves, Moves, Rule
from denouement.model.perception import with_renumbered_rules
from denouement.model.preference import Pairs, Payoffs, Preference, Ranking, Reading, Statement, Statements, Weights
from denouement.model.state_reference import StateReference

_Entry = TypeVar("_Entry")
_Groups = tuple[tuple[StateReference, ...], ...]


@frozen
class Edit:
    """One change to a model; the base of those below."""

    @property
    def id(self) -> str:
        """What tells the change from all others of the same model, such as `drop staff.letter.1`."""
        raise NotImplementedError

    @property
    def option(self) -> str | None:
        """The change as an option of the command line, such as `--drop-rule rule2`; None if it needs more words."""
        return None

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the model with this change made; raise ModelError if that is no model."""
        return edited(conflict, (self,))


# -- wants ------------------------------------------------------------------------------------------------------------


@frozen
class WantsEdit(Edit):
    """A change to one list of wants."""

    decision_maker: str
    reading: str | None
    """Which of the rival readings; None where there is nothing to choose from."""

    @property
    def list_id(self) -> str:
        """The list that is changed, such as `staff.letter`."""
        return ".".join(filter(None, (self.decision_maker, self.reading)))


@frozen
class StatementEdit(WantsEdit):
    """A change to a statement, given by its position (from 0) in the list as it is written."""

    position: int
    statement_id: str
    statement: Statement = field(eq=False, repr=False)


@frozen
class DropStatement(StatementEdit):
    """It is not wanted, nor the opposite."""

    @property
    def id(self) -> str:
        """The change's id."""
        return f"drop {self.statement_id}"  # not said


@frozen
class ReverseStatement(StatementEdit):
    """The opposite is wanted, at the same place."""

    @property
    def id(self) -> str:
        """The change's id."""
        return f"reverse {self.statement_id}"  # not said


@frozen
class MoveStatement(StatementEdit):
    """It is wanted more, or less, than it was."""

    place: int
    """From 1, among the statements that count on the day."""
    among: tuple[int, ...] = field(eq=False, repr=False)
    """Positions (from 0) of the statements that count on the day."""

    @property
    def origin(self) -> int:
        """The place from 1 that it had."""
        return self.among.index(self.position) + 1

    @property
    def id(self) -> str:
        """The change's id."""
        return f"move {self.statement_id} to {self.place}"  # not said


@frozen
class EntryEdit(WantsEdit):
    """A change to an entry of wants that are no statements, given by its position (from 0)."""

    position: int
    entry: str = field(eq=False)
    """What stands there, in the words of the file."""


@frozen
class ExchangeGroups(EntryEdit):
    """A group of a ranking changes places with the next one."""

    @property
    def id(self) -> str:
        """The change's id."""
        return f"exchange {self.list_id} {self.position + 1} and {self.position + 2}"  # not said


@frozen
class TieGroups(EntryEdit):
    """A group of a ranking is tied with the next one."""

    @property
    def id(self) -> str:
        """The change's id."""
        return f"tie {self.list_id} {self.position + 1} and {self.position + 2}"  # not said


@frozen
class DropEntry(EntryEdit):
    """A weight, a payoff of a condition or a pair is left out."""

    @property
    def id(self) -> str:
        """The change's id."""
        return f"drop {self.list_id} entry {self.position + 1}"  # not said


@frozen
class ReverseEntry(EntryEdit):
    """A weight or payoff has the opposite sign, a pair the opposite direction."""

    @property
    def id(self) -> str:
        """The change's id."""
        return f"reverse {self.list_id} entry {self.position + 1}"  # not said


@frozen
class SwitchReading(Edit):
    """Another of the rival readings of a mind is true."""

    decision_maker: str
    reading: str

    @property
    def id(self) -> str:
        """The change's id."""
        return f"read {self.decision_maker} as {self.reading}"  # not said

    @property
    def option(self) -> str | None:
        """The change as an option of the command line."""
        return f"--reading {self.decision_maker}={self.reading}"  # not said


# -- structure --------------------------------------------------------------------------------------------------------


@frozen
class SetOptionMoves(Edit):
    """An option is reversible, or one-way."""

    name: str
    """Its full id."""
    moves: Moves

    @property
    def id(self) -> str:
        """The change's id."""
        return f"set {self.name}.moves {self.moves}"  # not said

    @property
    def option(self) -> str | None:
        """The change as an option of the command line."""
        return f"--set {self.name}.moves={self.moves}"  # not said


@frozen
class DropRule(Edit):
    """A rule does not hold; `position` is from 0."""

    position: int
    rule_id: str
    rule: Rule = field(eq=False, repr=False)

    @property
    def id(self) -> str:
        """The change's id."""
        return f"drop {self.rule_id}"  # not said

    @property
    def option(self) -> str | None:
        """The change as an option of the command line."""
        return f"--drop-rule {self.rule_id}"  # not said


@frozen
class AllowMoves(Edit):
    """Moves that are forbidden are possible; `position` (from 0) is that of the entry."""

    position: int
    entry: ForbiddenMoves = field(eq=False, repr=False)

    @property
    def id(self) -> str:
        """The change's id."""
        return f"drop forbidden_moves {self.position + 1}"  # not said


# -- several at once --------------------------------------------------------------------------------------------------


def edited(conflict: Conflict, edits: Sequence[Edit]) -> Conflict:
    """Return the model with some changes made; raise ModelError if that is no model.

    A reading that is switched to becomes the first. The changes must go together, see `arrangements`.
    """
    gone = {edit.position for edit in edits if isinstance(edit, DropRule)}
    allowed = {edit.position for edit in edits if isinstance(edit, AllowMoves)}
    rules = tuple(rule for at, rule in enumerate(conflict.rules) if at not in gone)
    makers = [_edited_maker(maker, edits) for maker in conflict.decision_makers]
    if gone:  # a rule that somebody disbelieves has another number
        makers = [
            evolve(maker, perceptions=tuple(with_renumbered_rules(maker.perceptions, conflict.rules, rules)))
            for maker in makers
        ]
    return evolve(
        conflict,
        decision_makers=tuple(makers),
        rules=rules,
        forbidden_moves=tuple(entry for at, entry in enumerate(conflict.forbidden_moves) if at not in allowed),
        origin=None,
    )


def _edited_maker(maker: DecisionMaker, edits: Sequence[Edit]) -> DecisionMaker:
    moves = {edit.name: edit.moves for edit in edits if isinstance(edit, SetOptionMoves)}
    options = tuple(evolve(option, moves=moves.get(maker.full_id(option), option.moves)) for option in maker.options)
    wants = [edit for edit in edits if isinstance(edit, WantsEdit) and edit.decision_maker == maker.id]
    readings = [
        edited_reading(reading, [edit for edit in wants if edit.reading == reading.id]) for reading in maker.readings
    ]
    for edit in edits:
        if isinstance(edit, SwitchReading) and edit.decision_maker == maker.id:
            readings.sort(key=lambda reading, first=edit.reading: reading.id != first)  # type: ignore[misc]
    return evolve(maker, options=options, readings=tuple(readings))


def edited_reading(reading: Reading, edits: Sequence[WantsEdit]) -> Reading:
    """Return a reading, as it is written, with changes to its list of wants made."""
    return evolve(reading, preference=_edited_preference(reading.preference, edits)) if edits else reading


def _edited_preference(wants: Preference, edits: Sequence[WantsEdit]) -> Preference:
    match wants:
        case Statements(statements):
            return Statements(_edited_statements(statements, edits))
        case Ranking(groups):
            return evolve(wants, ranking=_edited_groups(groups, edits))
        case Weights(weights):
            return Weights(tuple((key, number * sign) for (key, number), sign in _kept(weights, edits)))
        case Payoffs(payoffs):
            return Payoffs(tuple((key, number * sign) for (key, number), sign in _kept(payoffs, edits)))
        case Pairs(pairs):
            return Pairs(
                tuple(
                    pair if sign > 0 else evolve(pair, left=pair.right, right=pair.left)
                    for pair, sign in _kept(pairs, edits)
                )
            )


def _kept(entries: Sequence[_Entry], edits: Sequence[WantsEdit]) -> list[tuple[_Entry, int]]:
    """Return the entries that are not dropped, each with -1 if it is reversed and 1 if not."""
    gone = {edit.position for edit in edits if isinstance(edit, DropEntry)}
    reversed_ = {edit.position for edit in edits if isinstance(edit, ReverseEntry)}
    return [(entry, -1 if at in reversed_ else 1) for at, entry in enumerate(entries) if at not in gone]


def _edited_groups(groups: _Groups, edits: Sequence[WantsEdit]) -> _Groups:
    order = list(groups)
    for edit in edits:
        if isinstance(edit, ExchangeGroups):
            at = edit.position
            order[at], order[at + 1] = order[at + 1], order[at]
    tied = {edit.position for edit in edits if isinstance(edit, TieGroups)}
    found: list[tuple[StateReference, ...]] = []
    for at, group in enumerate(order):
        if at - 1 in tied:
            found[-1] += group
        else:
            found.append(group)
    return tuple(found)


def _edited_statements(statements: tuple[Statement, ...], edits: Sequence[WantsEdit]) -> tuple[Statement, ...]:
    reversed_ = {edit.position for edit in edits if isinstance(edit, ReverseStatement)}
    gone = {edit.position for edit in edits if isinstance(edit, DropStatement)}
    order = list(range(len(statements)))
    moves = [edit for edit in edits if isinstance(edit, MoveStatement)]
    if moves:
        places = {edit.place - 1: edit.position for edit in moves}
        rest = iter(at for at in moves[0].among if at not in places.values())
        wanted = [places[place] if place in places else next(rest) for place in range(len(moves[0].among))]
        # Statements that do not count on the day stay where they are; what is moved stands next to what it follows.
        order = [at for at in order if at not in places.values()]
        for before, at in zip([None, *wanted], wanted, strict=False):
            if at in places.values():
                order.insert(0 if before is None else order.index(before) + 1, at)
    return tuple(
        evolve(statements[at], that=opposite(statements[at].that)) if at in reversed_ else statements[at]
        for at in order
        if at not in gone
    )


def opposite(condition: Condition) -> Condition:
    """Return the condition that is true where this one is not."""
    return condition.part if isinstance(condition, Not) else Not(condition)


def arrangements(edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], ...]:
    """Return the orders of some changes that can have different results: mostly one; none if they do not go together.

    Two changes to one thing do not, unless one turns a statement round and the other moves it; nor do two statements
    moved to one place, two readings of one mind, or a change to a reading together with the switch from it.
    """
    for one, other in combinations(edits, 2):
        if not _go_together(one, other):
            return ()
    exchanges = [edit for edit in edits if isinstance(edit, ExchangeGroups)]
    if not any(
        one.list_id == other.list_id and abs(one.position - other.position) == 1
        for one, other in combinations(exchanges, 2)
    ):
        return (tuple(edits),)
    others = tuple(edit for edit in edits if not isinstance(edit, ExchangeGroups))
    return tuple(others + order for order in permutations(exchanges))


def _go_together(one: Edit, other: Edit) -> bool:
    match one, other:
        case StatementEdit(), StatementEdit() if one.list_id == other.list_id:
            if one.position == other.position:
                return {type(one), type(other)} == {ReverseStatement, MoveStatement}
            return not (
                isinstance(one, MoveStatement) and isinstance(other, MoveStatement) and one.place == other.place
            )
        case EntryEdit(), EntryEdit() if one.list_id == other.list_id:
            return one.position != other.position
        case SwitchReading(), SwitchReading():
            return one.decision_maker != other.decision_maker
        case (SwitchReading() as switch, WantsEdit() as change) | (WantsEdit() as change, SwitchReading() as switch):
            return change.decision_maker != switch.decision_maker or change.reading == switch.reading
        case SetOptionMoves(), SetOptionMoves():
            return one.name != other.name
    return one != other


def switched(edits: Iterable[Edit]) -> dict[str, str]:
    """Return the readings that some changes switch to, by decision maker."""
    return {edit.decision_maker: edit.reading for edit in edits if isinstance(edit, SwitchReading)}
