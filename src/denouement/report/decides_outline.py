"""What a reader is told about what decides: what turns the answer, on what footing, and what was tried in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flip, Flips, kind_of, subject_of
from denouement.foresight.flips.footing import weakness
from denouement.foresight.flips.target import Target
from denouement.language import _, in_digits, in_row, marked, ngettext, pgettext, quoted, together
from denouement.model.claim_language import Ends
from denouement.model.conflict import rule_id
from denouement.model.edits import DropRule, Edit, arrangements
from denouement.model.edits_listing import options_of
from denouement.model.timeline import broken_rules
from denouement.report.clean import clean
from denouement.report.decides_answer import Answer
from denouement.report.decides_asked import asked_in_words, is_formula, state_in_words
from denouement.report.decides_blocks import blocks, target_of
from denouement.report.decides_words import KINDS, Words, verb
from denouement.report.outline import Section
from denouement.report.words import date_in_words

_SHOWN = 12
_MEANING = marked(
    "A flip is a statement about this model, not about the world: it says what the answer hangs on here, not how "
    "likely that is to be otherwise. A small change need not be a likely one."
)
_KINDS_TOLD = marked(
    "“Same order”: nobody's order of states changes, so nothing else can. “No model”: it would contradict the "
    "history, leave no state possible or a state out of a ranking."
)
_AS_IT_STANDS: dict[Truth, str] = {
    "holds": marked("As the model stands, this holds"),
    "fails": marked("As the model stands, this fails"),
    "does_not_arise": marked("As the model stands, this does not arise"),
    "unknown": marked("As the model stands, this is not known"),
}


def decides_outline(
    target: Target, found: Flips, *, seconds: float, full: bool = False
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `seconds` is how long the search was allowed."""
    telling = _Telling(target, found, seconds, full)
    return clean(found.analysis.conflict.title), telling.facts(), tuple(telling.sections())


class _Telling:
    def __init__(self, target: Target, found: Flips, seconds: float, full: bool) -> None:
        self.target = target
        self.found = found
        self.analysis: Analysis = found.analysis
        self.words = Words(found.analysis)
        self.answer = Answer(found, self.words, seconds)
        self.full = full

    def facts(self) -> str:
        date = date_in_words(self.analysis.situation.snapshot.date)
        told = asked_in_words(self.target, self.found, self.words.names)
        return _("{day}: {what}", day=date, what=told) if date else told[:1].upper() + told[1:]

    def sections(self) -> Iterator[Section]:
        yield self.as_it_is()
        yield self.answer.section()
        if self.found.smallest == 1:
            yield from self.singles()
        elif self.found.smallest is not None:
            yield self.sets(self.found.found, self.found.smallest)
        for level in self.found.levels:
            if level.flips and level.size != self.found.smallest:
                yield self.sets(level.flips, level.size)
        yield from self.in_vain()
        if self.full:
            yield from self.commands()
        yield self.search()

    def as_it_is(self) -> Section:
        claim = self.target.claim
        says = self.found.says
        rows = [(_("says"), clean(str(says)))] if is_formula(self.target) else []
        if not rows and isinstance(self.target.says, Ends) and self.target.says.state.kind == "status_quo":
            assert isinstance(says, Ends)
            rows = [(_("now"), state_in_words(self.analysis, says.state, self.words.names))]
        if claim is not None and claim.quote:
            rows.insert(0, (_("claimed"), quoted(clean(claim.quote))))
        read = [
            _("{name} as {reading}", name=self.words.names[maker], reading=clean(id))
            for maker, id in self.analysis.readings.items()
        ]
        if read:
            rows.append((pgettext("in which readings", "read"), ", ".join(read)))
        impossible = self.not_possible()
        if impossible:
            rows.append((_("but"), impossible))
        return Section(_(_AS_IT_STANDS[self.found.truth]), rows=tuple(rows))

    def not_possible(self) -> str:
        """Return why the state asked about cannot be, if it is a state that cannot be."""
        says, snapshot = self.found.says, self.analysis.situation.snapshot
        if not isinstance(says, Ends) or says.state.kind != "taken":
            return ""
        taken = frozenset(map(snapshot.vocabulary.full_id, says.state.taken))
        if len(self.analysis.situation.space.with_taken(taken)):
            return ""
        called = {edit.position: edit.rule_id for edit in self.found.edits if isinstance(edit, DropRule)}
        broken = [
            clean(f"{called.get(at) or rule_id(at, rule)} ({rule})")
            for at, rule in broken_rules(self.analysis.conflict, snapshot.vocabulary, taken, snapshot.date)
        ]
        if broken:
            return _("this state is not possible: it breaks {rules}", rules=together(broken))
        return _("there is no such state")

    # -- what turns it --------------------------------------------------------------------------------------

    def singles(self) -> Iterator[Section]:
        flips = self.found.found
        truths = {flip.becomes for flip in flips}
        for subject in self.answer.subjects():
            own = sorted(
                (flip for flip in flips if flip.subjects == (subject,)), key=lambda flip: weakness(self.analysis, flip)
            )
            groups: dict[tuple[object, Truth], list[Edit]] = {}
            for flip in own:
                groups.setdefault((target_of(flip.edits[0]), flip.becomes), []).append(flip.edits[0])
            rows: list[tuple[str, ...]] = []
            for (_target, becomes), edits in groups.items():
                row = (self.words.thing(edits[0]), self.words.changes(edits), self.words.footing(edits[0]))
                rows.append((*row, verb(becomes)) if len(truths) > 1 else row)
            what = pgettext("what is changed", "What")
            headings = (what, _("If it were"), _("It rests on"), *((_("Then this"),) if len(truths) > 1 else ()))
            title = ngettext(
                "{thing}: {number} change",
                "{thing}: {number} changes",
                len(own),
                thing=self.words.subject(subject),
            )
            yield _table(title, "", headings, rows)

    def sets(self, flips: Sequence[Flip], size: int) -> Section:
        ordered = sorted(flips, key=lambda flip: weakness(self.analysis, flip))
        alike = len({flip.becomes for flip in flips}) == 1
        told = list(blocks(ordered))
        shown = told if self.full else told[:_SHOWN]
        rows: list[tuple[str, ...]] = []
        for count, columns, becomes in shown:
            for at, edits in enumerate(columns):
                row = (
                    ngettext("{number} set", "{number} sets", count) if at == 0 else "",
                    self.words.subject(subject_of(edits[0])),
                    self.words.several(edits),
                    self.words.footing(edits[0]),
                )
                then = verb(becomes) if at == 0 else ""
                rows.append(row if alike else (*row, then))
        left = sum(count for count, _columns, _becomes in told[len(shown) :])
        if left:
            more = ngettext("{number} more set (shown with --full)", "{number} more sets (shown with --full)", left)
            rows.append(("…", "", more, "", "")[: len(rows[-1])])
        smallest = size == self.found.smallest
        title = _("Smallest sets") if smallest else _("Sets of {size} changes", size=size)
        lead = self.how_many_sets(len(flips), size)
        if any(len(arrangements(flip.edits)) > 1 for flip in flips):
            lead += " " + _("Exchanges in one ranking are made one after the other, in the order of the rows.")
        then_this = () if alike else (_("Then this"),)
        headings = ("", _("Whose"), _("What would have to be otherwise"), _("It rests on"), *then_this)
        return _table(title, lead, headings, rows)

    def how_many_sets(self, number: int, size: int) -> str:
        """Return how many sets of a size turn it."""
        if size != self.found.smallest:
            return ngettext(
                "{number} set of {size} changes, no part of which turns it.",
                "{number} sets of {size} changes, no part of which turns it.",
                number,
                size=size,
            )
        if self.found.all_found:
            return ngettext("{number} set of {size} changes.", "{number} sets of {size} changes.", number, size=size)
        return ngettext(
            "{number} set found so far of {size} changes.",
            "{number} sets found so far of {size} changes.",
            number,
            size=size,
        )

    # -- what does not --------------------------------------------------------------------------------------

    def in_vain(self) -> Iterator[Section]:
        first = self.found.levels[0]
        if not first.complete:
            return
        turning = {edit for flip in first.flips for edit in flip.edits}
        refused = {edit for refusal in first.refusals for edit in refusal.edits}
        tried = Counter(kind_of(edit) for edit in self.found.edits)
        rows = []
        for kind, count in tried.items():
            of_kind = [edit for edit in self.found.edits if kind_of(edit) == kind]
            cells = (
                sum(edit in turning for edit in of_kind),
                sum(edit in first.idle_edits for edit in of_kind),
                sum(edit in refused for edit in of_kind),
            )
            rows.append((_(KINDS[kind]), *map(in_digits, (count, *cells))))
        total = (len(self.found.edits), len(turning), len(first.idle_edits), len(refused))
        rows.append((pgettext("changes", "all"), *map(in_digits, total)))
        headings = ("", _("changes"), _("turn it"), _("same order"), _("no model"))
        lead = _(_KINDS_TOLD) if first.idle_edits or first.impossible else ""
        yield Section(_("Single changes, by kind"), lead, headings, tuple(rows), grid=True)
        if self.full and first.refusals:
            refusals = tuple((self.whole(refusal.edits), self.words.refusal(refusal)) for refusal in first.refusals)
            yield Section(_("Changes that make no model"), rows=refusals)

    def whole(self, edits: Sequence[Edit]) -> str:
        """Return a set of changes in one line, with what each is about."""
        return in_row(list(map(self.words.whole, edits)))

    def commands(self) -> Iterator[Section]:
        """Yield each set that turns it with the options that ask for it."""
        flips = [flip for level in self.found.levels for flip in level.flips]
        written = {flip: options_of(self.analysis.situation.snapshot, flip.edits) for flip in flips}
        rows: list[tuple[str, ...]] = []
        for flip in sorted(flips, key=lambda flip: (len(flip.edits), weakness(self.analysis, flip))):
            options = written[flip]
            if options is not None:
                rows += [(self.whole(flip.edits),), ("  " + clean(options),)]
        if rows:
            left = None in written.values()
            lead = _("Changes to rankings, numbers, pairs and forbidden moves cannot be written so.") if left else ""
            yield Section(_("How to ask for each of them, as with `denouement analyse`"), lead, rows=tuple(rows))

    def search(self) -> Section:
        parts = []
        if self.found.found and self.words.cites:
            if self.found.levels[-1].size > 1:
                parts.append(
                    _(
                        "In each table what rests on the weakest evidence stands first; a set counts by its "
                        "best-founded change: look there first."
                    )
                )
            else:
                parts.append(_("In each table what rests on the weakest evidence stands first: look there first."))
        large = sum(level.too_large for level in self.found.levels)
        if large:
            parts.append(
                ngettext(
                    "{number} makes a model that is too large to be worked out here.",
                    "{number} make a model that is too large to be worked out here.",
                    large,
                )
            )
        parts.append(_(_MEANING))
        return Section(_("How to read this"), " ".join(parts))


def _table(title: str, lead: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Section:
    """Return a section whose table has no columns without a word in them."""
    kept = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    return Section(
        title, lead, tuple(headings[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)
    )
