"""Whether anything turns the answer, in words: how many changes it takes, what was tried, and what that proves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.result import Analysis
from denouement.foresight.flips.flips import MOST, Flip, Flips, Level, Subject
from denouement.foresight.flips.footing import weakness
from denouement.language import _, in_decimals, in_row, marked, ngettext, together
from denouement.model.edits import SwitchReading
from denouement.report.clean import clean
from denouement.report.decides_words import Words
from denouement.report.outline import Section

_MANY = {1: marked("single changes"), 2: marked("pairs of changes"), 3: marked("sets of three changes")}
_THEN: dict[Truth, str] = {
    "holds": marked("{turning}; it then holds"),
    "fails": marked("{turning}; it then fails"),
    "does_not_arise": marked("{turning}; it then does not arise"),
    "unknown": marked("{turning}; it then is not known"),
}


class Answer:
    """Puts the answer of one search into words; `seconds` is how long the search was allowed."""

    def __init__(self, found: Flips, words: Words, seconds: float) -> None:
        self.found = found
        self.analysis: Analysis = found.analysis
        self.words = words
        self.names = words.names
        self.seconds = seconds

    def section(self) -> Section:
        """Return how many changes it takes, and what was tried."""
        smallest = self.found.smallest
        if smallest is None:
            title = _("Nothing that was tried turns it") if self.found.proved else _("Unknown what decides")
            return Section(title, " ".join([self.proof(), *self.not_tried()]))
        title = self.one_is_enough() if smallest == 1 else _("It takes {number} changes at once", number=smallest)
        if not self.found.proved:
            title = _("{title}, as far as was tried", title=title)
        more = self.rivals() if smallest == 1 else self.touched()
        return Section(title, " ".join([self.proof(), *more, *self.not_tried()]))

    def one_is_enough(self) -> str:
        """Return the title where single changes turn it: which, if that is soon told."""
        found = self.found
        number, subjects = len(found.found), self.subjects()
        if not found.all_found:
            return ngettext(
                "One change is enough; {number} such change was found so far",
                "One change is enough; {number} such changes were found so far",
                number,
            )
        if number == 1:
            return _("One single change turns it: {change}", change=self.words.whole(found.found[0].edits[0]))
        if len(subjects) == 1:
            thing = self.words.judgement(subjects[0], found.found)
            return _("Every single change that turns it is one to {thing}", thing=thing)
        who = {edit.decision_maker for edit in self.turning_switches()}
        rivals = {edit.decision_maker for edit in found.edits if isinstance(edit, SwitchReading)}
        if len(who) == 1 < len(rivals):
            return _(
                "One change is enough; of the rival readings only that of {name} suffices", name=self.names[who.pop()]
            )
        return _("One change is enough; each of {number} things can turn it by itself", number=len(subjects))

    def subjects(self) -> list[Subject]:
        """Return what the smallest sets touch, what is touched by the weakest of them first."""
        ordered = sorted(self.found.found, key=lambda flip: weakness(self.analysis, flip))
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
            yield _("Every smallest set changes {things}.", things=together(shared))
        else:
            counts = in_row(list(self.most_touched(self.found.found)))
            yield _("No one thing is in all of them: {counts}.", counts=counts)

    def most_touched(self, flips: Sequence[Flip]) -> Iterator[str]:
        """Yield how many sets change what most of them change, then those that follow."""
        (first, count), *others = Counter(subject for flip in flips for subject in flip.subjects).most_common(4)
        thing = self.words.touching(first)
        yield _("{count} of these {number} sets change {thing}", count=count, number=len(flips), thing=thing)
        for subject, count in others:
            yield _("{count} {thing}", count=count, thing=self.words.touching(subject))

    def rivals(self) -> Iterator[str]:
        """Yield which of the switches to a rival reading turn it."""
        switches = sum(isinstance(edit, SwitchReading) for edit in self.found.edits)
        if not switches or not self.found.all_found:
            return
        turning = [
            _("{name} read as {readings}", name=self.names[edit.decision_maker], readings=clean(edit.reading))
            for edit in self.turning_switches()
        ]
        which = ", ".join(turning)
        if not turning:
            yield ngettext(
                "Of the {number} switch to a rival reading none turns it.",
                "Of the {number} switches to a rival reading none turns it.",
                switches,
            )
        elif len(turning) == 1:
            yield ngettext(
                "Of the {number} switch to a rival reading 1 turns it: {which}.",
                "Of the {number} switches to a rival reading 1 turns it: {which}.",
                switches,
                which=which,
            )
        else:
            yield _(
                "Of the {number} switches to a rival reading {turning} turn it: {which}.",
                number=switches, turning=len(turning), which=which,
            )  # fmt: skip

    # -- what was tried -------------------------------------------------------------------------------------

    def proof(self) -> str:
        """Return what was tried, and what that proves."""
        parts = [self.tried_all(level) if level.complete else self.tried_some(level) for level in self.found.levels]
        if self.found.stopped is not None:
            if self.found.stopped == "time":
                parts.append(_("The search was stopped after {seconds} seconds.", seconds=_in_seconds(self.seconds)))
            else:
                parts.append(_("The search was interrupted."))
            missing = [_(_MANY[size]) for size in range(len(self.found.levels) + 1, self.found.most + 1)]
            if missing:
                parts.append(_("Unknown for {sets}: none was tried.", sets=together(missing)))
        return " ".join(parts)

    def tried_all(self, level: Level) -> str:
        """Return what came out of trying all sets of a size."""
        many, turning = _(_MANY[level.size]), self.turning(level)
        every = level.tried if level.sets is None else level.sets
        changing = every - level.idle - level.impossible
        if not every:
            return _("There are no {sets}.", sets=many)
        if changing == every:
            return _("All {number} {sets} were tried: {turning}.", number=every, sets=many, turning=turning)
        if refused := self.refused(level):
            return _(
                "Of {number} {sets} {changing} can change anything ({refused}); all were tried: {turning}.",
                number=every, sets=many, changing=changing, refused=refused, turning=turning,
            )  # fmt: skip
        return _(
            "Of {number} {sets} {changing} can change anything; all were tried: {turning}.",
            number=every, sets=many, changing=changing, turning=turning,
        )  # fmt: skip

    def tried_some(self, level: Level) -> str:
        """Return what came out of trying some sets of a size, of how many if that is known."""
        many, turning, refused = _(_MANY[level.size]), self.turning(level), self.refused(level)
        if refused:
            turning = _("{turning} and {refused}", turning=turning, refused=refused)
        if level.sets:
            return _(
                "Unknown for {sets}: {tried} of {number} were tried, of which {turning}.",
                sets=many, tried=level.tried, number=level.sets, turning=turning,
            )  # fmt: skip
        tried = level.tried
        return _("Unknown for {sets}: {tried} were tried, of which {turning}.", sets=many, tried=tried, turning=turning)

    def refused(self, level: Level) -> str:
        """Return how many sets make no model; of single changes the table below says it."""
        if level.size == 1 or not level.impossible:
            return ""
        return ngettext("{number} makes no model", "{number} make no model", level.impossible)

    def turning(self, level: Level) -> str:
        """Return how many sets of a size turn it, and into what."""
        if not level.flips:
            return _("none turns it")
        if self.found.smallest is not None and level.size > self.found.smallest:
            told = ngettext(
                "{number} turns it while no part of them does",
                "{number} turn it while no part of them does",
                len(level.flips),
            )
        else:
            told = ngettext("{number} turns it", "{number} turn it", len(level.flips))
        truths = {flip.becomes for flip in level.flips}
        return _(_THEN[truths.pop()], turning=told) if len(truths) == 1 else told

    def not_tried(self) -> Iterator[str]:
        """Yield which larger sets were not tried, and how to ask for them."""
        found = self.found
        last = found.levels[-1].size
        if found.stopped is not None or last == MOST:
            return
        most = max(found.most, last + 1)
        more = [f"--most {most}"] if most > found.most else []  # not said
        options = [*more, *(["--all-sizes"] if found.smallest else [])]
        sets = together([_(_MANY[size]) for size in range(last + 1, most + 1)])
        yield _("Larger sets were not tried; {options} tries {sets}.", options=" ".join(options), sets=sets)


def _in_seconds(seconds: float) -> str:
    text = f"{seconds:g}"
    _whole, point, part = text.partition(".")
    return in_decimals(seconds, len(part)) if point and part.isdigit() else text
