"""What a reader is told about what decides: what turns the answer, on what footing, and what was tried in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import MOST, Flip, Flips, Level, Subject, kind_of, subject_of
from denouement.foresight.flips.footing import weakness
from denouement.foresight.flips.target import Target
from denouement.language import together
from denouement.model.claim_language import Ends
from denouement.model.conflict import rule_id
from denouement.model.edits import DropRule, Edit, SwitchReading, arrangements
from denouement.model.edits_listing import options_of
from denouement.model.timeline import broken_rules
from denouement.report.clean import clean
from denouement.report.decides_asked import asked_in_words, is_formula, state_in_words
from denouement.report.decides_words import Words, target_of, verb
from denouement.report.outline import Section
from denouement.report.words import counted, date_in_words

_SHOWN = 12
_MANY = {1: "single changes", 2: "pairs of changes", 3: "sets of three changes"}

_MEANING = (
    "A flip is a statement about this model, not about the world: it says what the answer hangs on here, not how "
    "likely that is to be otherwise. A small change need not be a likely one."
)
_KINDS_TOLD = (
    "“Same order”: nobody's order of states changes, so nothing else can. “No model”: it would contradict the "
    "history, leave no state possible or a state out of a ranking."
)


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
        self.seconds = seconds
        self.full = full

    def facts(self) -> str:
        date = date_in_words(self.analysis.situation.snapshot.date)
        told = f"what decides whether {asked_in_words(self.target, self.found, self.words.names)}"
        return f"{date}: {told}" if date else told[:1].upper() + told[1:]

    def sections(self) -> Iterator[Section]:
        yield self.as_it_is()
        yield self.answer()
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

    # -- the answer -----------------------------------------------------------------------------------------

    def as_it_is(self) -> Section:
        claim = self.target.claim
        says = self.found.says
        rows = [("says", clean(str(says)))] if is_formula(self.target) else []
        if not rows and isinstance(self.target.says, Ends) and self.target.says.state.kind == "status_quo":
            assert isinstance(says, Ends)
            rows = [("now", state_in_words(self.analysis, says.state, self.words.names))]
        if claim is not None and claim.quote:
            rows.insert(0, ("claimed", f"“{clean(claim.quote)}”"))
        read = [f"{self.words.names[maker]} as {clean(id)}" for maker, id in self.analysis.readings.items()]
        if read:
            rows.append(("read", ", ".join(read)))
        impossible = self.not_possible()
        if impossible:
            rows.append(("but", impossible))
        return Section(f"As the model stands, this {verb(self.found.truth)}", rows=tuple(rows))

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
            f"{called.get(at) or rule_id(at, rule)} ({rule})"
            for at, rule in broken_rules(self.analysis.conflict, snapshot.vocabulary, taken, snapshot.date)
        ]
        return (
            f"this state is not possible: it breaks {clean(together(broken))}" if broken else "there is no such state"
        )

    def answer(self) -> Section:
        found = self.found
        if found.smallest is None:
            title = "Nothing that was tried turns it" if found.proved else "Unknown what decides"
            return Section(title, " ".join([self.proof(), *self.not_tried()]))
        subjects = self.subjects(found.found)
        if found.smallest == 1 and not found.all_found:
            so_far = counted(len(found.found), "such change was", "such changes were")
            title = f"One change is enough; {so_far} found so far"
        elif found.smallest == 1 and len(found.found) == 1:
            title = f"One single change turns it: {self.words.whole(found.found[0].edits[0])}"
        elif found.smallest == 1 and len(subjects) == 1:
            title = f"Every single change that turns it is one to {self.words.judgement(subjects[0], found.found)}"
        elif found.smallest == 1:
            title = f"One change is enough; each of {len(subjects)} things can turn it by itself"
            who = {edit.decision_maker for edit in self.turning_switches()}
            rivals = {edit.decision_maker for edit in found.edits if isinstance(edit, SwitchReading)}
            if len(who) == 1 < len(rivals) and found.all_found:
                title = (
                    f"One change is enough; of the rival readings only that of {self.words.names[who.pop()]} suffices"
                )
        else:
            title = f"It takes {found.smallest} changes at once"
        if not found.proved:
            title += ", as far as was tried"
        lead = [self.proof()]
        if found.smallest > 1:
            lead += self.touched()
        else:
            lead += self.rivals()
        lead += self.not_tried()
        return Section(title, " ".join(lead))

    def subjects(self, flips: Sequence[Flip]) -> list[Subject]:
        """Return what sets touch, what is touched by the weakest sets first."""
        ordered = sorted(flips, key=lambda flip: weakness(self.analysis, flip))
        return list(dict.fromkeys(subject for flip in ordered for subject in flip.subjects))

    def turning_switches(self) -> list[SwitchReading]:
        """Return the switches to a rival reading that turn it by themselves."""
        return [edit for flip in self.found.found for edit in flip.edits if isinstance(edit, SwitchReading)]

    def touched(self) -> Iterator[str]:
        """Yield what every smallest set touches, or that they have nothing in common."""
        if not self.found.all_found or len(self.found.found) == 1:
            return
        shared = [self.words.judgement(subject, self.found.found) for subject in self.found.common]
        if shared:
            yield f"Every smallest set changes {together(shared)}."
        else:
            among = Counter(subject for flip in self.found.found for subject in flip.subjects)
            (first, count), *others = among.most_common(4)
            most = [f"{count:,} of these {len(self.found.found):,} sets change {self.words.touching(first)}"]
            most += [f"{count:,} {self.words.touching(subject)}" for subject, count in others]
            yield f"No one thing is in all of them: {'; '.join(most)}."

    def rivals(self) -> Iterator[str]:
        """Yield which of the switches to a rival reading turn it."""
        switches = [edit for edit in self.found.edits if isinstance(edit, SwitchReading)]
        if not switches or not self.found.all_found:
            return
        turning = self.turning_switches()
        told = [f"{self.words.names[edit.decision_maker]} read as {clean(edit.reading)}" for edit in turning]
        verb = "turns" if len(turning) == 1 else "turn"
        which = f"{len(turning)} {verb} it: {', '.join(told)}" if turning else "none turns it"
        yield f"Of the {counted(len(switches), 'switch', 'switches')} to a rival reading {which}."

    def proof(self) -> str:
        """Return what was tried, and what that proves."""
        parts = []
        for level in self.found.levels:
            many, turning = _MANY[level.size], self.turning(level)
            every = level.tried if level.sets is None else level.sets
            changing = every - level.idle - level.impossible
            # Of single changes the table below says how many make no model.
            refused = f"{level.impossible:,} make no model" if level.size > 1 and level.impossible else ""
            if level.complete and changing == every:
                parts.append(f"All {every:,} {many} were tried: {turning}." if every else f"There are no {many}.")
            elif level.complete:
                aside = f" ({refused})" if refused else ""
                parts.append(f"Of {every:,} {many} {changing:,} can change anything{aside}; all were tried: {turning}.")
            else:
                of = f" of {level.sets:,}" if level.sets else ""
                aside = f" and {refused}" if refused else ""
                parts.append(f"Unknown for {many}: {level.tried:,}{of} were tried, of which {turning}{aside}.")
        missing = [_MANY[size] for size in range(len(self.found.levels) + 1, self.found.most + 1)]
        if self.found.stopped is not None:
            how = f"stopped after {self.seconds:g} seconds" if self.found.stopped == "time" else "interrupted"
            parts.append(f"The search was {how}.")
            if missing:
                parts.append(f"Unknown for {together(missing)}: none was tried.")
        return " ".join(parts)

    def not_tried(self) -> Iterator[str]:
        """Yield which larger sets were not tried, and how to ask for them."""
        found = self.found
        last = found.levels[-1].size
        if found.stopped is not None or last == MOST:
            return
        most = max(found.most, last + 1)
        options = [*([f"--most {most}"] if most > found.most else []), *(["--all-sizes"] if found.smallest else [])]
        sizes = together([_MANY[size] for size in range(last + 1, most + 1)])
        yield f"Larger sets were not tried; {' '.join(options)} tries {sizes}."

    def turning(self, level: Level) -> str:
        """Return how many sets of a size turn it, and into what."""
        if not level.flips:
            return "none turns it"
        told = f"{len(level.flips):,} {'turns' if len(level.flips) == 1 else 'turn'} it"
        if self.found.smallest is not None and level.size > self.found.smallest:
            told += " while no part of them does"
        truths = {flip.becomes for flip in level.flips}
        return f"{told}; it then {verb(truths.pop())}" if len(truths) == 1 else told

    # -- what turns it --------------------------------------------------------------------------------------

    def singles(self) -> Iterator[Section]:
        flips = self.found.found
        truths = {flip.becomes for flip in flips}
        for subject in self.subjects(flips):
            own = sorted(
                (flip for flip in flips if flip.subjects == (subject,)), key=lambda flip: weakness(self.analysis, flip)
            )
            groups: dict[tuple[object, Truth], list[Edit]] = {}
            for flip in own:
                groups.setdefault((target_of(flip.edits[0]), flip.becomes), []).append(flip.edits[0])
            rows: list[tuple[str, ...]] = []
            for (_, becomes), edits in groups.items():
                row = (self.words.thing(edits[0]), self.words.changes(edits), self.words.footing(edits[0]))
                rows.append((*row, verb(becomes)) if len(truths) > 1 else row)
            headings = ("What", "If it were", "It rests on", *(("Then this",) if len(truths) > 1 else ()))
            yield _table(f"{self.words.subject(subject)}: {counted(len(own), 'change')}", "", headings, rows)

    def sets(self, flips: Sequence[Flip], size: int) -> Section:
        ordered = sorted(flips, key=lambda flip: weakness(self.analysis, flip))
        alike = len({flip.becomes for flip in flips}) == 1
        blocks = list(self.words.blocks(ordered))
        shown = blocks if self.full else blocks[:_SHOWN]
        rows: list[tuple[str, ...]] = []
        for count, columns, becomes in shown:
            for at, edits in enumerate(columns):
                row = (
                    counted(count, "set") if at == 0 else "",
                    self.words.subject(subject_of(edits[0])),
                    self.words.several(edits),
                    self.words.footing(edits[0]),
                )
                then = verb(becomes) if at == 0 else ""
                rows.append(row if alike else (*row, then))
        left = sum(count for count, _, _ in blocks[len(shown) :])
        if left:
            rows.append(("…", "", f"{counted(left, 'more set')} (shown with --full)", "", "")[: len(rows[-1])])
        smallest = size == self.found.smallest
        so_far = "" if self.found.all_found or not smallest else " found so far"
        part = "" if smallest else ", no part of which turns it"
        lead = f"{counted(len(flips), 'set')}{so_far} of {size} changes{part}."
        if any(len(arrangements(flip.edits)) > 1 for flip in flips):
            lead += " Exchanges in one ranking are made one after the other, in the order of the rows."
        headings = ("", "Whose", "What would have to be otherwise", "It rests on", *(() if alike else ("Then this",)))
        return _table("Smallest sets" if smallest else f"Sets of {size} changes", lead, headings, rows)

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
            rows.append((kind, f"{count:,}", *(f"{cell:,}" for cell in cells)))
        total = (len(self.found.edits), len(turning), len(first.idle_edits), len(refused))
        rows.append(("all", *(f"{cell:,}" for cell in total)))
        headings = ("", "changes", "turn it", "same order", "no model")
        lead = _KINDS_TOLD if first.idle_edits or first.impossible else ""
        yield Section("Single changes, by kind", lead, headings, tuple(rows), grid=True)
        if self.full and first.refusals:
            refusals = tuple((self.whole(refusal.edits), self.words.refusal(refusal)) for refusal in first.refusals)
            yield Section("Changes that make no model", rows=refusals)

    def whole(self, edits: Sequence[Edit]) -> str:
        """Return a set of changes in one line, with what each is about."""
        return "; ".join(map(self.words.whole, edits))

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
            lead = "Changes to rankings, numbers, pairs and forbidden moves cannot be written so." if left else ""
            yield Section("How to ask for each of them, as with `denouement analyse`", lead, rows=tuple(rows))

    def search(self) -> Section:
        parts = []
        if self.found.found and self.words.cites:
            sets = "; a set counts by its best-founded change" if self.found.levels[-1].size > 1 else ""
            parts.append(f"In each table what rests on the weakest evidence stands first{sets}: look there first.")
        large = sum(level.too_large for level in self.found.levels)
        if large:
            parts.append(f"{large:,} make a model that is too large to be worked out here.")
        parts.append(_MEANING)
        return Section("How to read this", " ".join(parts))


def _table(title: str, lead: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Section:
    """Return a section whose table has no columns without a word in them."""
    kept = [at for at, _ in enumerate(headings) if any(row[at] for row in rows)]
    return Section(
        title, lead, tuple(headings[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)
    )
