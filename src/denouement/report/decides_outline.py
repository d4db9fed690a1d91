"""What a reader is told about what decides: what turns the answer, on what footing, and what was tried in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import Flip, Flips, Level, Subject, kind_of, subject_of
from denouement.foresight.flips.footing import weakness
from denouement.foresight.flips.target import Target
from denouement.model.claim_language import Ends
from denouement.model.edits import Edit, SwitchReading
from denouement.model.names import together
from denouement.model.timeline import broken_in_words, broken_rules
from denouement.report.clean import clean
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
        told = f"what decides whether {self.asked()}"
        return f"{date}: {told}" if date else told[:1].upper() + told[1:]

    def asked(self) -> str:
        """Return what is asked about, as the end of `whether …`."""
        if self.target.claim is not None:
            return f"claim {clean(self.target.claim.id)} holds"
        if isinstance(self.target.says, Ends) and "(" not in self.target.written:
            state = self.target.says.state
            if state.kind == "status_quo":
                return "it can last as it stands now"
            scenarios = [scenario.id for scenario in self.analysis.conflict.scenarios]
            called = self.words.names.scenario(state.text) if state.text in scenarios else clean(str(state))
            return f"it can end in {called}"
        return f"{clean(self.target.written)} holds"

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
        yield self.search()

    # -- the answer -----------------------------------------------------------------------------------------

    def as_it_is(self) -> Section:
        claim = self.target.claim
        rows = [("says", clean(str(self.found.says)))]
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
        broken = list(broken_rules(self.analysis.conflict, snapshot.vocabulary, taken, snapshot.date))
        return (
            f"this state is not possible: it {clean(broken_in_words(broken))}" if broken else "there is no such state"
        )

    def answer(self) -> Section:
        found = self.found
        if found.smallest is None:
            title = "Nothing that was tried turns it" if found.proved else "Unknown what decides"
            return Section(title, self.proof())
        subjects = self.subjects(found.found)
        if found.smallest == 1 and len(subjects) == 1:
            title = f"It turns on one thing alone: {self.words.judgement(subjects[0], found.found)}"
        elif found.smallest == 1:
            title = f"One change is enough; {len(subjects)} things can turn it"
            who = {edit.decision_maker for edit in self.turning_switches()}
            rivals = {edit.decision_maker for edit in found.edits if isinstance(edit, SwitchReading)}
            if len(who) == 1 < len(rivals) and found.all_found:
                title = (
                    f"One change is enough; of the rival readings only that of {self.words.names[who.pop()]} decides"
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
            most = [f"{self.words.subject(subject)} {count:,}" for subject, count in among.most_common(4)]
            yield f"No one thing is touched by all of them; most often: {', '.join(most)}."

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
            if level.complete and level.sets is not None:
                parts.append(f"All {level.sets:,} {many} were tried: {turning}.")
            elif level.complete:
                parts.append(f"All {many} were tried, {level.tried:,}: {turning}.")
            else:
                of = f" of {level.sets:,}" if level.sets else ""
                parts.append(f"Unknown for {many}: {level.tried:,}{of} were tried, of which {turning}.")
        missing = [_MANY[size] for size in range(len(self.found.levels) + 1, self.found.most + 1)]
        if self.found.stopped is not None:
            how = f"stopped after {self.seconds:g} seconds" if self.found.stopped == "time" else "interrupted"
            parts.append(f"The search was {how}.")
            if missing and self.found.smallest is None:
                parts.append(f"Unknown for {together(missing)}: none was tried.")
        return " ".join(parts)

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
                if self.full:
                    rows += [("", clean(edit.option), "", "")[: len(row)] for edit in edits if edit.option]
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
            rows.append((kind, f"{count:,}", *(f"{cell:,}" if cell else "" for cell in cells)))
        total = (len(self.found.edits), len(turning), len(first.idle_edits), len(refused))
        rows.append(("all", *(f"{cell:,}" if cell else "" for cell in total)))
        headings = ("", "tried", "turn it", "same order", "no model")
        lead = _KINDS_TOLD if first.idle_edits or first.impossible else ""
        yield Section("Single changes, by kind", lead, headings, tuple(rows), grid=True)
        if self.full and first.refusals:
            refusals = tuple((self.whole(refusal.edits), clean(refusal.why)) for refusal in first.refusals)
            yield Section("Changes that make no model", rows=refusals)

    def whole(self, edits: Sequence[Edit]) -> str:
        """Return a set of changes in one line, with what each is about."""
        return "; ".join(f"{self.words.subject(subject_of(edit))}: {self.words.several([edit])}" for edit in edits)

    def search(self) -> Section:
        parts = []
        if self.found.found:
            parts.append("What rests on the weakest evidence stands first: it is the first to look at again.")
        later: list[Level] = [level for level in self.found.levels if level.size > 1 and level.impossible]
        parts += [f"{level.impossible:,} of the {_MANY[level.size]} make no model." for level in later]
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
