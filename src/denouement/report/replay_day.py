"""What was possible on one day of a history: where it stood, who would move, how it was read, what was known."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import State
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis, Departure
from denouement.foresight.replay.replay import Day, Replay
from denouement.language import _, in_digits, in_row, ngettext, pgettext, together
from denouement.report.clean import clean
from denouement.report.replay_happened import States
from denouement.report.telling import is_cited, short_statement
from denouement.report.words import Names, concepts_in_words, lasts_in_words

_MOVES_SHOWN = 2
_STATEMENTS_SHOWN = 4


class Possible:
    """Puts what was possible on a day, as seen from that day, into rows of a label and a text."""

    def __init__(self, replay: Replay, names: Names, states: States, full: bool) -> None:
        self.conflict = replay.conflict
        self.names = names
        self.states = states
        self.full = full

    def where_it_stood(self, analysis: Analysis) -> Iterator[tuple[str, str]]:
        """Yield where it stood, whether that could last, who would move, and how it could end."""
        now = analysis.status_quo
        if now is None:
            yield _("where it stood"), _("the model does not say")
        else:
            yield _("where it stood"), self.states.told(now)
            yield _("could it last?"), lasts_in_words(analysis, now)
            yield from self._departures(analysis, now)
        total = ngettext("{number} ending", "{number} endings", len(analysis.endings))
        if analysis.stories and self.conflict.scenarios:
            parts = [f"{self.names.scenario(one.scenario)} {in_digits(len(one.endings))}" for one in analysis.stories]
            total = _("{name}: {that}", name=total, that=", ".join(parts))
        yield _("how it could end"), total

    def _departures(self, analysis: Analysis, now: State) -> Iterator[tuple[str, str]]:
        """Yield the moves that would make somebody better off, and what deters them."""
        resting = any(analysis.holds(now, concept) for concept in analysis.ending_concepts)
        label = _("tempted to move") if resting else _("who would move")
        departures = [move for move in analysis.departures(now) if move.tempting_under]
        for maker in analysis.decision_makers:
            moves = [move for move in departures if move.decision_maker == maker]
            for move in moves if self.full else moves[:_MOVES_SHOWN]:
                yield label, self._departure(move, analysis)
                label = ""
            if not self.full and len(moves) > _MOVES_SHOWN:
                more = ngettext(
                    "{name}: … {number} more move",
                    "{name}: … {number} more moves",
                    len(moves) - _MOVES_SHOWN,
                    name=self.names[maker],
                )
                yield "", more

    def _departure(self, move: Departure, analysis: Analysis) -> str:
        name, change = self.names[move.decision_maker], self.names.change(move.take, move.drop)
        state = self.states.named(move.to)
        deterred = [concept for concept in analysis.concepts if concept not in move.tempting_under]
        if not deterred:
            return _("{name}: {change} → {state}, nothing deters it", name=name, change=change, state=state)
        return _(
            "{name}: {change} → {state}, deterred under {concepts}",
            name=name,
            change=change,
            state=state,
            concepts=concepts_in_words(deterred),
        )

    def read_so(self, analysis: Analysis, before: Analysis | None) -> Iterator[tuple[str, str]]:
        """Yield the reading used for each decision maker who is read in more than one way in the model."""
        rivals = [maker.id for maker in self.conflict.decision_makers if len(maker.readings) > 1]
        if not rivals:
            return
        if before is not None and not self.full and all(_read_alike(maker, before, analysis) for maker in rivals):
            return
        told = []
        for maker in rivals:
            used = analysis.readings.get(maker, "")
            name, reading = self.names[maker], clean(used)
            others = ", ".join(clean(id) for id in _in_force(maker, analysis) if id != used)
            if others:
                told.append(_("{name} as {reading} (or {others})", name=name, reading=reading, others=others))
            else:
                told.append(_("{name} as {reading} (no rival then)", name=name, reading=reading))
        yield pgettext("several minds", "read as"), in_row(told)

    def known(self, day: Day, analysis: Analysis) -> Iterator[tuple[str, str]]:
        """Yield how much was known by then, and how many statements rest on what was not."""
        known, total = day.known
        if not total:
            return
        pieces = ngettext(
            "{known} of {number} piece of evidence", "{known} of {number} pieces of evidence", total, known=known
        )
        yield _("known by then"), pieces
        if not is_cited(analysis):
            return
        later = [premise for premise in analysis.premises if premise.hindsight]
        assumed = [premise for premise in analysis.premises if premise.assumed]
        parts = []
        if later:
            text = ngettext(
                "{number} rest only on what came later", "{number} rest only on what came later", len(later)
            )
            parts.append(text + self._listed(later))
        if assumed:
            text = ngettext("{number} cite no evidence", "{number} cite no evidence", len(assumed))
            parts.append(text + self._listed(assumed))
        if parts:
            number = len(analysis.premises)
            said = together(parts)
            yield (
                "",
                ngettext(
                    "of {number} statement used, {said}", "of {number} statements used, {said}", number, said=said
                ),
            )

    def _listed(self, premises: list[Premise]) -> str:
        """Return statements in brackets by decision maker; none if they are many, unless nothing is left out."""
        if not self.full and len(premises) > _STATEMENTS_SHOWN:
            return ""
        named: dict[str, list[str]] = {}
        for premise in premises:
            named.setdefault(premise.decision_maker, []).append(short_statement(premise.statement))
        listed = [_("{who}: {what}", who=self.names[maker], what=", ".join(texts)) for maker, texts in named.items()]
        return f" ({in_row(listed)})"


def _in_force(maker: str, analysis: Analysis) -> list[str]:
    """Return the readings of a decision maker that count on the day of an analysis."""
    return [reading.id or "" for reading in analysis.situation.snapshot.readings[maker]]


def _read_alike(maker: str, one: Analysis, other: Analysis) -> bool:
    """Return whether a decision maker is read alike in two analyses, among the same rivals."""
    return one.readings.get(maker, "") == other.readings.get(maker, "") and _in_force(maker, one) == _in_force(
        maker, other
    )
