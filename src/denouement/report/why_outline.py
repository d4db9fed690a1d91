"""Why a state holds or does not, in plain sentences: who would stay, who would move, and what would answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.explain import Answer, Explanation, Move, Stance, Temptation
from denouement.analysis.result import Analysis
from denouement.language import _, in_row, ngettext, pgettext
from denouement.report.clean import clean
from denouement.report.outline import glossary, taken_in
from denouement.report.reader import asks_by_command
from denouement.report.section import Section
from denouement.report.telling import WEAK_SAYS
from denouement.report.why_words import WhyWords, counts
from denouement.report.words import Names, concepts_in_words, date_in_words, resting_in_words

_MOVES_SHOWN = 3
_DETERRED_SHOWN = 2


def why_outline(
    analysis: Analysis, explanation: Explanation, *, full: bool = False
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    writer = _Writer(analysis, explanation, full)
    sections = [
        _the_state(analysis, explanation, writer.words.names),
        *([_who(explanation, writer.words.names)] if len(explanation.stances) > 1 else []),
        *(section for stance in explanation.stances for section in writer.stance(stance)),
    ]
    if writer.words.starred:
        sections.append(Section(_("Weak statements (*)"), _(WEAK_SAYS)))
    if full:
        sections.append(glossary(analysis))
    return clean(analysis.conflict.title), _facts(analysis, writer.words.names), tuple(sections)


def _facts(analysis: Analysis, names: Names) -> str:
    day = date_in_words(analysis.situation.snapshot.date)
    states = ngettext("{number} state", "{number} states", analysis.number_of_states)
    readings = ", ".join(
        _("{name} read as {reading}", name=names[maker], reading=clean(reading))
        for maker, reading in analysis.readings.items()
    )
    return in_row([part for part in (day, states, readings) if part])


def _the_state(analysis: Analysis, explanation: Explanation, names: Names) -> Section:
    state = explanation.state
    taken = taken_in(analysis, state, names)
    return Section(names.state(state), f"{_holding(explanation)} {_ending(analysis, explanation)}", rows=taken)


def _holding(explanation: Explanation) -> str:
    holding = concepts_in_words(explanation.holds_under)
    failing = concepts_in_words([concept for concept in explanation.concepts if concept not in explanation.holds_under])
    if not holding:
        return _("Holds under none of {concepts}.", concepts=failing)
    if not failing:
        return _("Holds under {concepts}.", concepts=holding)
    return _("Holds under {concepts}; not under {others}.", concepts=holding, others=failing)


def _ending(analysis: Analysis, explanation: Explanation) -> str:
    if set(explanation.holds_under).isdisjoint(analysis.ending_concepts):
        return _("No ending: an ending holds under {concepts}.", concepts=resting_in_words(analysis))
    if explanation.reachable is None:
        return _("An ending, if it can be reached: where the story stands is not known.")
    if explanation.reachable:
        return _("An ending: it can be reached.")
    return _("No ending: it cannot be reached from where the story stands.")


def _who(explanation: Explanation, names: Names) -> Section:
    rows = tuple(
        (
            names[stance.decision_maker],
            *(_stays(concept in stance.stays_under) for concept in explanation.concepts),
        )
        for stance in explanation.stances
    )
    headings = ("", *(concepts_in_words([concept]) for concept in explanation.concepts))
    return Section(_("Who would stay, who would move"), _("A state holds if all stay."), headings, rows, grid=True)


def _stays(stays: bool) -> str:
    return pgettext("what somebody would do", "stay") if stays else pgettext("what somebody would do", "move")


class _Writer:
    """Arranges what is said of the stances of one explanation."""

    def __init__(self, analysis: Analysis, explanation: Explanation, full: bool) -> None:
        self.words = WhyWords(analysis)
        self._explanation = explanation
        self._full = full

    def stance(self, stance: Stance) -> Iterator[Section]:
        """Yield what is told of one decision maker: a sentence, and the moves behind it."""
        others = tuple(self._other_moves(stance.other_moves))
        title, lead = self.words.verdict(stance), counts(stance)
        if not stance.temptations:
            yield Section(title, lead, rows=others)
            return
        yield Section(title, lead)
        shown = self._shown(stance)
        for number, temptation in enumerate(stance.temptations, 1):
            if temptation in shown:
                label = _("Better move") if len(stance.temptations) == 1 else _("Better move {number}", number=number)
                yield Section("", rows=tuple(self._temptation(label, temptation)))
        if left := len(stance.temptations) - len(shown):
            yield Section("", _better_moves_left(left))
        if self._full and others:
            yield Section("", _("Moves that are not better:"), rows=others)

    def _shown(self, stance: Stance) -> list[Temptation]:
        """Return all better moves or, in short, the best that tempts under each concept (else the best that do not)."""
        if self._full:
            return list(stance.temptations)
        if not stance.moves_under:
            return list(stance.temptations[:_DETERRED_SHOWN])
        tempting = [
            next(temptation for temptation in stance.temptations if concept in temptation.tempting_under)
            for concept in stance.moves_under
        ]
        return [temptation for temptation in stance.temptations if temptation in tempting]

    def _other_moves(self, moves: Sequence[Move]) -> Iterator[tuple[str, str]]:
        shown = moves if self._full else moves[:_MOVES_SHOWN]
        for move in shown:
            yield self.words.step(move), self.words.other_move(move)
        if left := len(moves) - len(shown):
            yield _moves_left(left), ""

    def _temptation(self, label: str, temptation: Temptation) -> Iterator[tuple[str, str]]:
        name = self.words.names[temptation.move.decision_maker]
        yield label, self.words.better_move(temptation.move)
        for number, answer in enumerate(temptation.answers):
            yield from self._answer(_("Another answer") if number else _("Answer"), answer, name)
        for concepts, reason in self.words.not_deterred(temptation):
            under = concepts_in_words(concepts)
            yield _("Not deterred"), _("under {concepts}: {reason}.", concepts=under, reason=reason)

    def _answer(self, label: str, answer: Answer, name: str) -> Iterator[tuple[str, str]]:
        for number, move in enumerate(answer.moves):
            yield _("then") if number else label, self.words.answering_move(move)
        if answer.moves[-1].to == self._explanation.state:
            yield _("Result"), _("Back in the state asked about.")
        else:
            yield _("Result"), self.words.against_here(answer.comparison, name)
        if not {"smr", "sseq"}.isdisjoint(self._explanation.concepts):
            yield _("Way out"), self.words.way_out(answer, name)
        yield _("Deterred"), _("under {concepts}.", concepts=concepts_in_words(answer.concepts))


def _better_moves_left(left: int) -> str:
    if not asks_by_command():
        return ngettext("… and {number} more better move", "… and {number} more better moves", left)
    return ngettext(
        "… and {number} more better move (listed with --full)",
        "… and {number} more better moves (listed with --full)",
        left,
    )


def _moves_left(left: int) -> str:
    if not asks_by_command():
        return ngettext("… and {number} more", "… and {number} more", left)
    return ngettext("… and {number} more (listed with --full)", "… and {number} more (listed with --full)", left)
