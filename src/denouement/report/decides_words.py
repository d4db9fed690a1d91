"""Changes to a model in words, gathered by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flip, Kind, Refusal, Subject, subject_of
from denouement.foresight.flips.footing import Strength, footing
from denouement.language import _, either, in_digits, marked, pgettext, quoted, together
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
from denouement.report.words import Names, certainty_in_words, date_in_words

_STRENGTHS: dict[Strength, str] = {
    "rival": marked("a rival reading"),
    "assumed": marked("no evidence"),
    "later": marked("known only later"),
    "not sourced": marked("no source given"),
    "reasoned": marked("a reason, no evidence"),
    "disputed": marked("disputed"),
    "cited": marked("cited"),
}
"""What is less likely than not is told by its certainty."""

_WAYS = {
    "both": marked("reversible"),
    "take": marked("once taken, for good"),
    "drop": marked("once dropped, for good"),
}

KINDS: dict[Kind, str] = {
    "drop a statement": marked("drop a statement"),
    "reverse a statement": marked("reverse a statement"),
    "move a statement": marked("move a statement"),
    "switch a reading": marked("switch a reading"),
    "exchange neighbours in a ranking": marked("exchange neighbours in a ranking"),
    "tie neighbours in a ranking": marked("tie neighbours in a ranking"),
    "drop a number or pair": marked("drop a number or pair"),
    "reverse a number or pair": marked("reverse a number or pair"),
    "make an option one-way": marked("make an option one-way"),
    "make an option reversible": marked("make an option reversible"),
    "drop a rule": marked("drop a rule"),
    "allow forbidden moves": marked("allow forbidden moves"),
}
"""How the kinds of changes are called, to be translated where they are said."""


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
                return _("{owner}, “{option}”", owner=self.names[id.partition(".")[0]], option=self.names[id])
            case "rule":
                return clean(id)
            case "forbidden":
                return _("Forbidden moves {id}", id=id)

    def judgement(self, subject: Subject, flips: Iterable[Flip]) -> str:
        """Return a subject as it stands in a sentence: the reading of somebody, or the wants."""
        what, id = subject
        own = [edit for flip in flips for edit in flip.edits if subject_of(edit) == subject]
        match what:
            case "wants":
                only_read = all(isinstance(edit, SwitchReading) for edit in own)
                if only_read:
                    return _("the reading of {name}", name=self.names[id])
                return _("the wants of {name}", name=self.names[id])
            case "option":
                return _("whether “{option}” can be undone", option=self.names[id])
            case "rule":
                rule = next(edit.rule for edit in own if isinstance(edit, DropRule))
                return f"{clean(id)} ({clean(str(rule))})"
            case "forbidden":
                return _("the forbidden moves {id}", id=id)

    def touching(self, subject: Subject) -> str:
        """Return a subject as it stands in a list of such: `The staff`, `“Hand over” of The board`."""
        what, id = subject
        if what == "option":
            return _("“{option}” of {owner}", option=self.names[id], owner=self.names[id.partition(".")[0]])
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
                if not used:
                    return pgettext("what is changed", "read")
                return pgettext("what is changed", "read as {reading}", reading=clean(used))
            case SetOptionMoves():
                return _("reversible") if edit.moves != "both" else _("one-way")
            case DropRule(rule=rule):
                return clean(str(rule))
            case AllowMoves(entry=entry):
                ends = (entry.origin, entry.destination)
                origin, destination = (clean(str(end)) if end else pgettext("a state", "any") for end in ends)
                who = self.names[entry.by]
                return _("{name}: from {origin} to {destination}", name=who, origin=origin, destination=destination)
        raise TypeError(edit)  # pragma: no cover - the changes above are all there are

    def _entry(self, edit: EntryEdit) -> str:
        """Return the groups of a ranking, or the entry, that is changed; empty if it has no better words."""
        maker = self.analysis.conflict.decision_maker(edit.decision_maker)
        match written_reading(maker, edit.reading).preference:
            case Ranking(groups):
                two = groups[edit.position : edit.position + 2]
                return together([_(" or ").join(map(self._state, group)) for group in two])
            case Pairs(pairs):
                pair = pairs[edit.position]
                return f"{self._state(pair.left)} {pair.sign} {self._state(pair.right)}"
            case Weights(weights):
                option, number = weights[edit.position]
                full = self.analysis.situation.snapshot.vocabulary.full_id(option)
                return _("{thing}: {number}", thing=self.names[full], number=str(number))
            case Payoffs(payoffs):
                key, number = payoffs[edit.position]
                if isinstance(key, StateReference):
                    return _("{thing}: {number}", thing=self._state(key), number=str(number))
        return ""

    def _state(self, reference: StateReference) -> str:
        told = state_in_words(self.analysis, reference, self.names)
        return told if told == self.names.options(()) else quoted(told)

    def _in_reading(self, edit: WantsEdit, text: str) -> str:
        # Only where it is not the reading used is it worth a word.
        used = self.analysis.situation.readings[edit.decision_maker].id
        if edit.reading == used:
            return text
        return _("{text} (in {reading})", text=text, reading=clean(edit.reading or ""))

    def changes(self, edits: Sequence[Edit]) -> str:
        """Return what may become of one thing, as `left out, the opposite, or at place 4, 5 or 6 of 6`."""
        parts: list[str] = []
        places = [edit for edit in edits if isinstance(edit, MoveStatement)]
        for edit in edits:
            match edit:
                case DropStatement() | DropEntry() | DropRule():
                    parts.append(_("left out"))
                case ReverseStatement() | ReverseEntry():
                    parts.append(_("the opposite"))
                case ExchangeGroups():
                    parts.append(_("exchanged"))
                case TieGroups():
                    parts.append(_("tied"))
                case SwitchReading(reading=reading):
                    parts.append(_("as {reading}", reading=clean(reading)))
                case SetOptionMoves(moves=moves):
                    parts.append(_(_WAYS[moves]))
                case AllowMoves():
                    parts.append(_("allowed"))
        if places:
            first = places[0]
            numbers = either(list(_runs(sorted({edit.place for edit in places}))))
            parts.append(
                _(
                    "at place {places} of {number}, not {place}",
                    places=numbers,
                    number=len(first.among),
                    place=first.origin,
                )
            )
        return either(parts)

    def several(self, edits: Sequence[Edit]) -> str:
        """Return changes to one thing in one phrase, as `leave if he is out: left out or the opposite`."""
        if isinstance(edits[0], SwitchReading):
            return _("read {readings}", readings=self.changes(edits))
        if isinstance(edits[0], SetOptionMoves):
            return self.changes(edits)
        return _("{thing}: {change}", thing=self.thing(edits[0]), change=self.changes(edits))

    def whole(self, edit: Edit) -> str:
        """Return one change with whom or what it is about, as `The staff, “leave if he is out”: left out`."""
        match edit:
            case SwitchReading(decision_maker=maker, reading=reading):
                return _("{name} read as {readings}", name=self.names[maker], readings=clean(reading))
            case DropRule(rule_id=id):
                return _("{rule} left out", rule=clean(id))
            case StatementEdit():
                name, thing, change = self.names[edit.decision_maker], self.thing(edit), self.changes([edit])
                return _("{name}, “{thing}”: {change}", name=name, thing=thing, change=change)
        return self.with_subject(edit)

    def with_subject(self, edit: Edit) -> str:
        """Return one change after its subject, as `The staff: leave if he is out: left out`."""
        return _("{thing}: {change}", thing=self.subject(subject_of(edit)), change=self.several([edit]))

    def refusal(self, refusal: Refusal) -> str:
        """Return why some changes make no model; a step of the history by what is done in it."""
        path, conflict = refusal.path, self.analysis.conflict
        if path[:1] != ("history",) or len(path) < 2 or not isinstance(path[1], int):
            return clean(refusal.why)
        step = conflict.history[path[1]]
        moved = move_in_words(step, self.names, self.analysis.situation.snapshot.vocabulary)
        return _("contradicts the history: {day}, {moved}", day=date_in_words(step.date), moved=moved)

    # -- what it rests on -----------------------------------------------------------------------------------

    def footing(self, edit: Edit) -> str:
        """Return what speaks for what is overturned, as `disputed` or `cited, highly likely`."""
        found = footing(self.analysis, edit)
        certainty = certainty_in_words(found.certainty) if found.certainty is not None else ""
        if found.strength == "doubtful":
            return certainty
        label = _(_STRENGTHS[found.strength])
        if found.strength in ("assumed", "reasoned", "not sourced") and not self.cites:
            label = ""
        if found.strength == "rival":
            return label
        return ", ".join(filter(None, (label, certainty)))


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield rising numbers with three or more in a row drawn together, as `3 to 9`."""
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        if end - at >= 2:
            yield pgettext("places", "{first} to {last}", first=numbers[at], last=numbers[end])
        else:
            yield from map(in_digits, numbers[at : end + 1])
        at = end + 1


def verb(truth: Truth) -> str:
    """Return how an answer is called as the end of a sentence: `holds`, `is not known`."""
    match truth:
        case "holds":
            return pgettext("an answer", "holds")
        case "fails":
            return pgettext("an answer", "fails")
        case "does_not_arise":
            return pgettext("an answer", "does not arise")
        case "unknown":
            return _("is not known")
