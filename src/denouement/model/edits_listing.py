"""Which single changes there are to a model, as of a day and under the readings used; in model order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import evolve

from denouement.language import together
from denouement.model.condition import Condition
from denouement.model.conflict import DecisionMaker, Moves, rule_id
from denouement.model.dates import counts
from denouement.model.edits import (
    AllowMoves,
    DropEntry,
    DropRule,
    DropStatement,
    Edit,
    ExchangeGroups,
    MoveStatement,
    ReverseEntry,
    ReverseStatement,
    SetOptionMoves,
    SwitchReading,
    TieGroups,
    WantsEdit,
    edited_reading,
)
from denouement.model.preference import (
    Pairs,
    Payoffs,
    Ranking,
    Reading,
    Statement,
    Statements,
    Weights,
    statement_id,
)
from denouement.model.timeline import Snapshot


def single_edits(
    snapshot: Snapshot,
    used: Mapping[str, str | None],
    now: Collection[str],
    rule_ids: Sequence[str] | None = None,
) -> tuple[Edit, ...]:
    """Return every single change to what counts on the day.

    `used` names the reading used for each decision maker; changes to other readings do nothing by themselves and are
    left out, see `edits_of_reading`. `now` holds the options (full ids) taken where the story stands. `rule_ids` are
    what the rules are called in the file, where some of it were left out beforehand and the rest have other numbers.
    """
    conflict = snapshot.conflict
    found: list[Edit] = []
    for maker in conflict.decision_makers:
        in_force = [reading.id for reading in snapshot.readings[maker.id]]
        found += [
            SwitchReading(maker.id, id) for id in in_force if id is not None and id != used[maker.id]
        ]  # fmt: skip
        found += edits_of_reading(snapshot, maker, used[maker.id])
    found += _of_options(snapshot, now)
    if not conflict.is_graph:  # rules make no states there
        found += [DropRule(at, rule_ids[at] if rule_ids else rule_id(at, rule), rule) for at, rule in snapshot.rules]
    for at, entry in enumerate(conflict.forbidden_moves):
        if counts(entry, snapshot.date):
            found.append(AllowMoves(at, entry))
    return tuple(found)


def _of_options(snapshot: Snapshot, now: Collection[str]) -> Iterator[Edit]:
    listing = {maker.id for maker in snapshot.conflict.decision_makers if maker.moves is not None}
    for full, moves in snapshot.moves.items():
        if full.partition(".")[0] in listing:
            continue  # whose moves are listed, its options make none
        ways: tuple[Moves, ...] = ()
        if moves in ("take", "drop"):
            ways = ("both",)
        elif moves == "both":
            # What is not taken could never be taken if it could only be dropped: that is no one-way move.
            ways = ("take", "drop") if full in now else ("take",)
        for way in ways:
            yield SetOptionMoves(full, way)


def written_reading(maker: DecisionMaker, id: str | None) -> Reading:
    """Return a reading as it stands in the model, with what does not count on the day."""
    return next(reading for reading in maker.readings if reading.id == id)


def edits_of_reading(snapshot: Snapshot, maker: DecisionMaker, id: str | None) -> tuple[WantsEdit, ...]:
    """Return every single change to one list of wants."""
    reading = written_reading(maker, id)
    match reading.preference:
        case Statements(statements):
            return tuple(_of_statements(snapshot, maker, reading, statements))
        case Ranking(groups):
            names = [", ".join(map(str, group)) for group in groups]
            pairs = [together(pair) for pair in pairwise(names)]
            exchanges = [ExchangeGroups(maker.id, id, at, entry) for at, entry in enumerate(pairs)]
            return (*exchanges, *(TieGroups(maker.id, id, at, entry) for at, entry in enumerate(pairs)))
        case Weights(entries) | Payoffs(entries):
            found: list[WantsEdit] = []
            for at, (key, number) in enumerate(entries):
                entry = f"{key}: {number}"
                # A state without a payoff would be a gap, not a change.
                if number and isinstance(key, str | Condition):
                    found.append(DropEntry(maker.id, id, at, entry))
                if number:
                    found.append(ReverseEntry(maker.id, id, at, entry))
            return tuple(found)
        case Pairs(compared):
            found = []
            for at, pair in enumerate(compared):
                entry = f"{pair.left} {pair.sign} {pair.right}"
                if pair.sign != "?":
                    found.append(DropEntry(maker.id, id, at, entry))
                if pair.sign in (">", ">>"):
                    found.append(ReverseEntry(maker.id, id, at, entry))
            return tuple(found)


def _of_statements(
    snapshot: Snapshot, maker: DecisionMaker, reading: Reading, statements: tuple[Statement, ...]
) -> Iterator[WantsEdit]:
    among = tuple(at for at, statement in enumerate(statements) if counts(statement, snapshot.date))
    ids = {at: statement_id(maker.id, reading, at + 1, statements[at]) for at in among}
    for at in among:
        yield DropStatement(maker.id, reading.id, at, ids[at], statements[at])
        yield ReverseStatement(maker.id, reading.id, at, ids[at], statements[at])
    for place, at in enumerate(among, 1):
        for to in range(1, len(among) + 1):
            # Down by one is the same list as the next statement up by one; with a second move they differ.
            if to != place:
                yield MoveStatement(maker.id, reading.id, at, ids[at], statements[at], to, among)


def option_of(snapshot: Snapshot, edit: Edit) -> str | None:
    """Return a change as an option of the command line; None if there is none."""
    return options_of(snapshot, (edit,))


def options_of(snapshot: Snapshot, edits: Sequence[Edit]) -> str | None:
    """Return a set of changes as options of the command line, quoted for a shell; None if they cannot be written so.

    A changed list of statements is written whole, with all that count on the day, and stands for its reading.
    """
    found: list[str] = []
    told: set[str] = set()
    for edit in edits:
        if not isinstance(edit, WantsEdit | SwitchReading):
            if edit.option is None:
                return None
            found.append(edit.option)
            continue
        maker = edit.decision_maker
        changes = [other for other in edits if isinstance(other, WantsEdit) and other.decision_maker == maker]
        if maker in told:
            continue
        told.add(maker)
        option = _setting(snapshot, maker, changes) if changes else edit.option
        if option is None:
            return None
        found.append(option)
    return " ".join(found)


def _setting(snapshot: Snapshot, maker_id: str, changes: Sequence[WantsEdit]) -> str | None:
    """Return changes to one list as `--set who.preferences="…; …"`; None if it is not one of statements."""
    maker = snapshot.conflict.decision_maker(maker_id)
    reading = in_force(snapshot, edited_reading(written_reading(maker, changes[0].reading), changes))
    if not isinstance(reading.preference, Statements):
        return None
    # To want nothing is written as to want what is true everywhere.
    wanted = [str(statement.that) for statement in reading.preference.statements] or ["true"]
    # A lone word would be taken for a reading of that name.
    end = ";" if len(wanted) == 1 and any(wanted[0] == other.id for other in maker.readings) else ""
    return f'--set {maker_id}.preferences="{"; ".join(wanted)}{end}"'  # not said


def in_force(snapshot: Snapshot, reading: Reading) -> Reading:
    """Return a reading, written or changed, with only the statements that count on the day."""
    if not isinstance(reading.preference, Statements):
        return reading
    kept = tuple(statement for statement in reading.preference.statements if counts(statement, snapshot.date))
    return evolve(reading, preference=Statements(kept))
