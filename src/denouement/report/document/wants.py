"""The fifth chapter: what each wants, how sure that is, who says so, and how else each may be read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from denouement.analysis.wanting import Want, wants
from denouement.language import _, in_digits, quoted
from denouement.model.condition import Condition
from denouement.model.conflict import DecisionMaker
from denouement.model.parts import statements_of
from denouement.model.preference import Reading, Statement, Statements
from denouement.report.clean import clean
from denouement.report.document.answer import reading_called
from denouement.report.document.conditions import Conditions
from denouement.report.document.figures import strips_figure
from denouement.report.document.findings import Findings
from denouement.report.document.parts import Chapter, Linked, Part, filled
from denouement.report.document.sources import Sources
from denouement.report.outline import Section
from denouement.report.prefer_outline import number_in_words, prefer_outline
from denouement.report.telling import is_cited, without_emphasis
from denouement.report.words import Names, certainty_in_words


def wanted(found: Findings, sources: Sources) -> Chapter:
    """Return the chapter of wants."""
    words = _Words(found, sources)
    lead = Section(
        "",
        _(
            "Of two states somebody prefers the one that meets the first statement on which they differ. A statement "
            "that decides nothing here is marked idle."
        ),
    )
    statements = any(
        isinstance(reading.preference, Statements) for reading in found.analysis.situation.readings.values()
    )
    parts: list[Part] = [
        *([lead] if statements else []),
        *strips_figure(found.analysis),
        *(words.decision_maker(maker) for maker in found.analysis.conflict.decision_makers),
    ]
    return Chapter("wants", _("What each wants"), tuple(parts))


class _Words:
    def __init__(self, found: Findings, sources: Sources) -> None:
        self.analysis = found.analysis
        self.snapshot = found.analysis.situation.snapshot
        self.names = Names(found.analysis.conflict)
        self.sources = sources
        self.conditions = Conditions(self.snapshot.vocabulary, self.names)
        self.cited = is_cited(found.analysis)

    def decision_maker(self, maker: DecisionMaker) -> Chapter:
        parts: list[Part] = [
            self.used(maker),
            *self.order(maker),
            *self.rivals(maker),
        ]
        return Chapter(f"wants-{maker.id}", self.names[maker.id], tuple(parts))  # not said

    # -- the reading used -----------------------------------------------------------------------------------

    def used(self, maker: DecisionMaker) -> Section:
        reading = self.analysis.situation.readings[maker.id]
        title = _("What is wanted")
        if reading.id is not None and len(self.snapshot.readings[maker.id]) > 1:
            title = _("Read here as {reading}", reading=reading_called(reading))
        found = wants(self.analysis, maker.id)
        if not found:
            nothing = isinstance(reading.preference, Statements)
            lead = _("Nothing: all states are alike.") if nothing else _("Written state by state; see the order below.")
            return Section(title, lead)
        if isinstance(reading.preference, Statements):
            headings = self.headings(_("Met in states"))
            rows = tuple(
                self.statement(want.number, want.premise.statement, self.met(want))
                for want in found
                if want.premise is not None
            )
        else:
            headings = ("", _("What counts"), _("Met in states"), _("Worth"))
            rows = tuple(
                (str(want.number), self.about(want), self.met(want), number_in_words(want.worth or Fraction()))
                for want in found
            )
        return filled(title, "", headings, rows)

    def headings(self, met: str) -> tuple[str, ...]:
        return ("", _("Statement"), met, _("Certainty"), *((_("Evidence for"), _("Against")) if self.cited else ()))

    def statement(self, number: int, statement: Statement, met: str) -> tuple[str, ...]:
        said = self.conditions.in_words(statement.that)
        if statement.name:
            said = _("{name}: {that}", name=clean(statement.name), that=said)
        sides = (self.side(statement.evidence), self.side(statement.against)) if self.cited else ()
        certainty = certainty_in_words(statement.certainty) if statement.certainty is not None else ""
        return str(number), said, met, certainty, *sides

    def side(self, evidence: tuple[str, ...]) -> str:
        cited = self.sources.citing(evidence)
        if cited and self.snapshot.only_hindsight(evidence):
            return Linked.of([*cited.pieces, (f" ({_('known only later')})", None)])
        return cited

    def met(self, want: Want) -> str:
        states = in_digits(want.states)
        return _("{states} (idle)", states=states) if want.idle else states

    def about(self, want: Want) -> str:
        if isinstance(want.about, str):
            return quoted(self.names[want.about])
        if isinstance(want.about, Condition):
            return self.conditions.in_words(want.about)
        return _("state {state}", state=clean(str(want.about)))

    # -- the order it makes, and other accounts -------------------------------------------------------------

    def order(self, maker: DecisionMaker) -> Iterator[Section]:
        told = prefer_outline(self.analysis, maker.id, every_reading=True)[2]
        skipped = bool(wants(self.analysis, maker.id)) or isinstance(
            self.analysis.situation.readings[maker.id].preference, Statements
        )
        # The last one sets the readings side by side, where there are several and scenarios to put in order.
        compared = len(self.snapshot.readings[maker.id]) > 1 and bool(self.analysis.conflict.scenarios)
        yield from told[1 if skipped else 0 : None if compared else -1]

    def rivals(self, maker: DecisionMaker) -> Iterator[Section]:
        used = self.analysis.situation.readings[maker.id]
        for reading in self.snapshot.readings[maker.id]:
            if reading.id != used.id:
                yield self.rival(reading)

    def rival(self, reading: Reading) -> Section:
        title = _("Could also be read as {reading}", reading=reading_called(reading))
        parts = []
        if reading.certainty is not None:
            parts.append(_("Certainty: {certainty}.", certainty=certainty_in_words(reading.certainty)))
        if reading.note:
            parts.append(without_emphasis(reading.note))
        if not statements_of(reading):
            return Section(title, " ".join(parts))
        rows = tuple(
            self.statement(number, statement, "") for number, statement in enumerate(statements_of(reading), 1)
        )
        headings = self.headings("")
        return filled(title, " ".join(parts), headings, rows)
