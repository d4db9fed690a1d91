"""Changes to a model in words, gathered by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flip, Refusal, Subject, subject_of
from denouement.foresight.flips.footing import Strength, footing
from denouement.model.edits import (
    AllowMoves,
    DropEntry,
    DropRule,
    DropStatement,
    Edit,
    EntryEdit,
    ExchangeGroups,
    MoveStatement,
    ReverseEntry,
    ReverseStatement,
    SetOptionMoves,
    StatementEdit,
    SwitchReading,
    TieGroups,
    WantsEdit,
)
from denouement.model.edits_listing import written_reading
from denouement.model.preference import Pairs, Payoffs, Ranking, Weights
from denouement.model.state_reference import StateReference
from denouement.report.clean import clean
from denouement.report.decides_asked import state_in_words
from denouement.report.telling import is_cited, move_in_words, short_statement
from denouement.report.words import TRUTHS, Names, date_in_words

_STRENGTHS: dict[Strength, str] = {
    "rival": "a rival reading",
    "doubtful": "less likely than not",
    "assumed": "no evidence",
    "later": "known only later",
    "not sourced": "no source given",
    "reasoned": "a reason, no evidence",
    "disputed": "disputed",
    "cited": "cited",
}

_WAYS = {"both": "reversible", "take": "once taken, for good", "drop": "once dropped, for good"}

Target = tuple[str, ...]
"""What a change is about, narrower than its subject: a statement, an entry, a rule, an option, who is read."""


Block = tuple[int, list[list[Edit]], Truth]
"""How many sets are told together, the changes to each thing, and what the answer becomes."""


def target_of(edit: Edit) -> Target:
    """Return what tells changes to one thing from changes to another."""
    match edit:
        case StatementEdit() | EntryEdit():
            return (
                "wants",
                edit.list_id,
                str(edit.position),
                "statement" if isinstance(edit, StatementEdit) else "entry",
            )
        case SwitchReading(decision_maker=maker):
            return "reading", maker
    return subject_of(edit)


class Words:
    """Puts changes to the model of one analysis into words."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)
        self.cites = is_cited(analysis)

    def subject(self, subject: Subject) -> str:
        """Return what changes are about, as the heading of a group."""
        what, id = subject
        match what:
            case "wants":
                return self.names[id]
            case "option":
                return f"{self.names[id.partition('.')[0]]}, “{self.names[id]}”"
            case "rule":
                return clean(id)
            case "forbidden":
                return f"Forbidden moves {id}"

    def judgement(self, subject: Subject, flips: Iterable[Flip]) -> str:
        """Return a subject as it stands in a sentence: the reading of somebody, or the wants."""
        what, id = subject
        own = [edit for flip in flips for edit in flip.edits if subject_of(edit) == subject]
        match what:
            case "wants":
                only_read = all(isinstance(edit, SwitchReading) for edit in own)
                return f"{'the reading' if only_read else 'the wants'} of {self.names[id]}"
            case "option":
                return f"whether “{self.names[id]}” can be undone"
            case "rule":
                rule = next(edit.rule for edit in own if isinstance(edit, DropRule))
                return f"{clean(id)} ({clean(str(rule))})"
            case "forbidden":
                return f"the forbidden moves {id}"

    def touching(self, subject: Subject) -> str:
        """Return a subject as it stands in a list of such: `The staff`, `“Hand over” of The board`."""
        what, id = subject
        if what == "option":
            return f"“{self.names[id]}” of {self.names[id.partition('.')[0]]}"
        return self.subject(subject)

    # -- one change -----------------------------------------------------------------------------------------

    def thing(self, edit: Edit) -> str:
        """Return what is changed."""
        match edit:
            case StatementEdit(statement=statement):
                return self._in_reading(edit, short_statement(statement))
            case EntryEdit(entry=entry):
                return self._in_reading(edit, self._entry(edit) or clean(entry))
            case SwitchReading(decision_maker=maker):
                used = self.analysis.readings.get(maker)
                return f"read as {clean(used)}" if used else "read"
            case SetOptionMoves():
                return "reversible" if edit.moves != "both" else "one-way"
            case DropRule(rule=rule):
                return clean(str(rule))
            case AllowMoves(entry=entry):
                ends = (entry.origin or "any", entry.destination or "any")
                return f"{self.names[entry.by]}: from {clean(str(ends[0]))} to {clean(str(ends[1]))}"
        raise TypeError(edit)  # pragma: no cover - the changes above are all there are

    def _entry(self, edit: EntryEdit) -> str:
        """Return the groups of a ranking, or the entry, that is changed; empty if it has no better words."""
        maker = self.analysis.conflict.decision_maker(edit.decision_maker)
        match written_reading(maker, edit.reading).preference:
            case Ranking(groups):
                return " and ".join(" or ".join(map(self._state, group)) for group in groups[edit.position :][:2])
            case Pairs(pairs):
                pair = pairs[edit.position]
                return f"{self._state(pair.left)} {pair.sign} {self._state(pair.right)}"
            case Weights(weights):
                option, number = weights[edit.position]
                return f"{self.names[self.analysis.situation.snapshot.vocabulary.full_id(option)]}: {number}"
            case Payoffs(payoffs):
                key, number = payoffs[edit.position]
                return f"{self._state(key)}: {number}" if isinstance(key, StateReference) else ""
        return ""

    def _state(self, reference: StateReference) -> str:
        told = state_in_words(self.analysis, reference, self.names)
        return told if told == self.names.options(()) else f"“{told}”"

    def _in_reading(self, edit: WantsEdit, text: str) -> str:
        # Only where it is not the reading used is it worth a word.
        used = self.analysis.situation.readings[edit.decision_maker].id
        return text if edit.reading == used else f"{text} (in {clean(edit.reading or '')})"

    def changes(self, edits: Sequence[Edit]) -> str:
        """Return what may become of one thing, as `left out, the opposite, or at place 4, 5 or 6 of 6`."""
        parts: list[str] = []
        places = [edit for edit in edits if isinstance(edit, MoveStatement)]
        for edit in edits:
            match edit:
                case DropStatement() | DropEntry() | DropRule():
                    parts.append("left out")
                case ReverseStatement() | ReverseEntry():
                    parts.append("the opposite")
                case ExchangeGroups():
                    parts.append("exchanged")
                case TieGroups():
                    parts.append("tied")
                case SwitchReading(reading=reading):
                    parts.append(f"as {clean(reading)}")
                case SetOptionMoves(moves=moves):
                    parts.append(_WAYS.get(moves, moves))
                case AllowMoves():
                    parts.append("allowed")
        if places:
            first = places[0]
            numbers = _either(list(_runs(sorted({edit.place for edit in places}))))
            parts.append(f"at place {numbers} of {len(first.among)}, not {first.origin}")
        return _either(parts)

    def several(self, edits: Sequence[Edit]) -> str:
        """Return changes to one thing in one phrase, as `leave if he is out: left out or the opposite`."""
        if isinstance(edits[0], SwitchReading):
            return f"read {self.changes(edits)}"
        if isinstance(edits[0], SetOptionMoves):
            return self.changes(edits)
        return f"{self.thing(edits[0])}: {self.changes(edits)}"

    def whole(self, edit: Edit) -> str:
        """Return one change with whom or what it is about, as `The staff, “leave if he is out”: left out`."""
        match edit:
            case SwitchReading(decision_maker=maker, reading=reading):
                return f"{self.names[maker]} read as {clean(reading)}"
            case DropRule(rule_id=id):
                return f"{clean(id)} left out"
            case StatementEdit():
                return f"{self.names[edit.decision_maker]}, “{self.thing(edit)}”: {self.changes([edit])}"
        return f"{self.subject(subject_of(edit))}: {self.several([edit])}"

    def refusal(self, refusal: Refusal) -> str:
        """Return why some changes make no model; a step of the history by what is done in it."""
        path, conflict = refusal.path, self.analysis.conflict
        if path[:1] != ("history",) or len(path) < 2 or not isinstance(path[1], int):
            return clean(refusal.why)
        step = conflict.history[path[1]]
        moved = move_in_words(step, self.names, self.analysis.situation.snapshot.vocabulary)
        return f"contradicts the history: {date_in_words(step.date)}, {moved}"

    # -- what it rests on -----------------------------------------------------------------------------------

    def footing(self, edit: Edit) -> str:
        """Return what speaks for what is overturned, as `disputed` or `cited, highly likely`."""
        found = footing(self.analysis, edit)
        certainty = clean(found.certainty.text) if found.certainty is not None else ""
        if found.strength == "doubtful":
            return certainty
        label = _STRENGTHS[found.strength]
        if found.strength in ("assumed", "reasoned", "not sourced") and not self.cites:
            label = ""
        if found.strength == "rival":
            return label
        return ", ".join(filter(None, (label, certainty)))

    # -- several sets ---------------------------------------------------------------------------------------

    def blocks(self, flips: Sequence[Flip]) -> Iterator[Block]:
        """Yield sets of changes that are told together.

        A block is every combination of one change to each of its things, and no other.
        """
        groups: dict[tuple[Target, ...], list[Flip]] = {}
        for flip in flips:
            groups.setdefault(tuple(map(target_of, flip.edits)), []).append(flip)
        for members in groups.values():
            yield from _boxes(members)


def _boxes(members: Sequence[Flip]) -> Iterator[Block]:
    """Yield sets that touch the same things as few blocks: in one if they are all combinations, else by the first."""
    columns = [list(dict.fromkeys(column)) for column in zip(*(flip.edits for flip in members), strict=True)]
    there = {flip.edits for flip in members}
    truths = tuple(dict.fromkeys(flip.becomes for flip in members))
    if len(truths) == 1 and len(there) == len(set(product(*columns))):
        yield len(there), columns, truths[0]
        return
    for becomes in truths:
        # Changes of the first thing that go with the same others are told together.
        partners: dict[Edit, set[tuple[Edit, ...]]] = {}
        for flip in members:
            if flip.becomes == becomes:
                partners.setdefault(flip.edits[0], set()).add(flip.edits[1:])
        alike: dict[frozenset[tuple[Edit, ...]], list[Edit]] = {}
        for first, partner in partners.items():
            alike.setdefault(frozenset(partner), []).append(first)
        for rests, firsts in alike.items():
            others = _in_order(rests, members)
            rest = [list(dict.fromkeys(column)) for column in zip(*others, strict=True)]
            if len(others) == len(set(product(*rest))):
                yield len(firsts) * len(others), [firsts, *rest], becomes
            else:
                for one in others:
                    yield len(firsts), [firsts, *([edit] for edit in one)], becomes


def _in_order(others: frozenset[tuple[Edit, ...]], members: Sequence[Flip]) -> list[tuple[Edit, ...]]:
    return [rest for rest in dict.fromkeys(flip.edits[1:] for flip in members) if rest in others]


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield rising numbers with three or more in a row drawn together, as `3 to 9`."""
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        if end - at >= 2:
            yield f"{numbers[at]} to {numbers[end]}"
        else:
            yield from map(str, numbers[at : end + 1])
        at = end + 1


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def verb(truth: Truth) -> str:
    """Return how an answer is called as the end of a sentence: `holds`, `is not known`."""
    return "is not known" if truth == "unknown" else TRUTHS[truth]
