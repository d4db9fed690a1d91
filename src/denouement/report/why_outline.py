"""Why a state holds or does not, in plain sentences: who would stay, who would move, and what would answer it.

Sentences are made of modal verbs and nouns, so that they are right whether a name is singular or plural and, in other
languages, of whatever gender.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.comparing import Comparison
from denouement.analysis.explain import Answer, Explanation, Move, Stance, Temptation
from denouement.analysis.result import Analysis
from denouement.language import _
from denouement.model.preference import Pairs, Statements
from denouement.report.clean import clean
from denouement.report.outline import Section, glossary, taken_in
from denouement.report.telling import WEAK_SAYS, is_cited, short_statement, weaknesses
from denouement.report.words import Names, concepts_in_words, counted, date_in_words, resting_in_words
from denouement.states.relation import Relation

_MOVES_SHOWN = 3
_DETERRED_SHOWN = 2

_AGAINST_HERE = {
    "better": "Better for {} than here",
    "same": "Just as good for {} as here",
    "worse": "Worse for {} than here",
    "unknown": "Perhaps better for {} than here",
}
_LIKING = {
    "better": "{} would prefer that",
    "same": "{} would gain nothing by that",
    "worse": "{} would lose by that",
    "unknown": "{} might prefer that",
}
_RANKED = {"better": "ranked higher", "same": "ranked alike", "worse": "ranked lower"}
_LISTED = {"better": "listed as better", "same": "listed as equal", "worse": "listed as worse"}


def why_outline(
    analysis: Analysis, explanation: Explanation, *, full: bool = False
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    writer = _Writer(analysis, explanation, full)
    sections = [
        _the_state(analysis, explanation, writer.names),
        *([_who(explanation, writer.names)] if len(explanation.stances) > 1 else []),
        *(section for stance in explanation.stances for section in writer.stance(stance)),
    ]
    if writer.starred:
        sections.append(Section("Weak statements (*)", _(WEAK_SAYS)))
    if full:
        sections.append(glossary(analysis))
    return clean(analysis.conflict.title), _facts(analysis, writer.names), tuple(sections)


def _facts(analysis: Analysis, names: Names) -> str:
    day = date_in_words(analysis.situation.snapshot.date)
    readings = ", ".join(f"{names[maker]} read as {clean(reading)}" for maker, reading in analysis.readings.items())
    return "; ".join(filter(None, (day, counted(analysis.number_of_states, "state"), readings)))


def _the_state(analysis: Analysis, explanation: Explanation, names: Names) -> Section:
    state = explanation.state
    taken = taken_in(analysis, state, names)
    return Section(names.state(state), f"{_holding(explanation)} {_ending(analysis, explanation)}", rows=taken)


def _holding(explanation: Explanation) -> str:
    failing = [concept for concept in explanation.concepts if concept not in explanation.holds_under]
    if not explanation.holds_under:
        return f"Holds under none of {concepts_in_words(failing)}."
    holding = concepts_in_words(explanation.holds_under)
    return f"Holds under {holding}; not under {concepts_in_words(failing)}." if failing else f"Holds under {holding}."


def _ending(analysis: Analysis, explanation: Explanation) -> str:
    if set(explanation.holds_under).isdisjoint(analysis.ending_concepts):
        return f"No ending: an ending holds under {resting_in_words(analysis)}."
    if explanation.reachable is None:
        return "An ending, if it can be reached: where the story stands is not known."
    if explanation.reachable:
        return "An ending: it can be reached."
    return "No ending: it cannot be reached from where the story stands."


def _who(explanation: Explanation, names: Names) -> Section:
    rows = tuple(
        (
            names[stance.decision_maker],
            *("stay" if concept in stance.stays_under else "move" for concept in explanation.concepts),
        )
        for stance in explanation.stances
    )
    headings = ("", *(concepts_in_words([concept]) for concept in explanation.concepts))
    return Section("Who would stay, who would move", "A state holds if all stay.", headings, rows, grid=True)


class _Writer:
    """Words the stances of one explanation, and remembers whether a weak statement was named."""

    def __init__(self, analysis: Analysis, explanation: Explanation, full: bool) -> None:
        self.names = Names(analysis.conflict)
        self.starred = False
        self._analysis = analysis
        self._explanation = explanation
        self._full = full
        graph = analysis.situation.graph
        self._unsure = {
            maker
            for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
            if isinstance(liking, Relation) and liking.unknown_pairs()
        }
        self._cited = is_cited(analysis)

    def stance(self, stance: Stance) -> Iterator[Section]:
        """Yield what is told of one decision maker: a sentence, and the moves behind it."""
        name = self.names[stance.decision_maker]
        others = tuple(self._other_moves(stance.other_moves))
        title, lead = f"{name}: {_verdict(stance)}", self._counts(stance)
        if not stance.temptations:
            yield Section(title, lead, rows=others)
            return
        yield Section(title, lead)
        shown = self._shown(stance)
        for number, temptation in enumerate(stance.temptations, 1):
            if temptation in shown:
                label = "Better move" if len(stance.temptations) == 1 else f"Better move {number}"
                yield Section("", rows=tuple(self._temptation(label, temptation)))
        if len(stance.temptations) > len(shown):
            left = counted(len(stance.temptations) - len(shown), "more better move")
            yield Section("", f"… and {left} (listed with --full)")
        if self._full and others:
            yield Section("", "Moves that are not better:", rows=others)

    def _counts(self, stance: Stance) -> str:
        better, others = len(stance.temptations), len(stance.other_moves)
        if not better and not others:
            return "No move is possible."
        possible = f"{counted(better + others, 'move is', 'moves are')} possible"
        if not better:
            sure = "certainly " if any(m.comparison.standing == "unknown" for m in stance.other_moves) else ""
            return f"{possible}, and it is not {sure}better:" if others == 1 else f"{possible}, none {sure}better:"
        each = "the better move" if better == 1 else "every better move"
        deterred = f" Under {concepts_in_words(stance.stays_under)}, {each} is deterred." if stance.stays_under else ""
        many = (
            "and it is better" if better + others == 1 else "all of them better" if not others else f"{better:,} better"
        )
        return f"{possible}, {many}.{deterred}"

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
        told = {"same": "just as good", "worse": "worse", "unknown": "perhaps better"}
        shown = moves if self._full else moves[:_MOVES_SHOWN]
        for move in shown:
            yield self._step(move), f"{told[move.comparison.standing]}: {self._reason(move.comparison)}"
        if len(moves) > len(shown):
            yield f"… and {len(moves) - len(shown):,} more (listed with --full)", ""

    def _temptation(self, label: str, temptation: Temptation) -> Iterator[tuple[str, str]]:
        move = temptation.move
        name = self.names[move.decision_maker]
        yield label, f"{self._step(move)}. Better for {name}: {self._reason(move.comparison)}."
        for number, answer in enumerate(temptation.answers):
            yield from self._answer("Another answer" if number else "Answer", answer, name)
        for concepts, reason in self._not_deterred(temptation):
            yield "Not deterred", f"under {concepts_in_words(concepts)}: {reason}."

    def _answer(self, label: str, answer: Answer, name: str) -> Iterator[tuple[str, str]]:
        for number, move in enumerate(answer.moves):
            mover = self.names[move.decision_maker]
            liking = _LIKING[move.comparison.standing].format(mover)
            step = f"{mover}: {self._step(move)}. {liking}: {self._reason(move.comparison)}."
            yield "then" if number else label, step
        if answer.moves[-1].to == self._explanation.state:
            yield "Result", "Back in the state asked about."
        else:
            standing = _AGAINST_HERE[answer.comparison.standing].format(name)
            yield "Result", f"{standing}: {self._reason(answer.comparison)}."
        if not {"smr", "sseq"}.isdisjoint(self._explanation.concepts):
            yield "Way out", self._way_out(answer, name)
        yield "Deterred", f"under {concepts_in_words(answer.concepts)}."

    def _way_out(self, answer: Answer, name: str) -> str:
        move = answer.way_out
        if move is not None:
            standing = _AGAINST_HERE[move.comparison.standing].format(name)
            return f"{name}: {self._step(move)}. {standing}: {self._reason(move.comparison)}."
        if not answer.moves_after:
            return f"None: no move would be left to {name}."
        left = counted(answer.moves_after, "move")
        return f"None: {left} would be left to {name}, leading to nothing better than here."

    def _not_deterred(self, temptation: Temptation) -> Iterator[tuple[list[str], str]]:
        """Yield the concepts under which nothing deters a move, with the reason, those of one reason together."""
        maker = temptation.move.decision_maker
        end = f"it {'could' if maker in self._unsure else 'would'} end better for {self.names[maker]} than here"
        out = "or leave a way out"
        liked = f"by moves that each mover would {'or might ' if self._unsure else ''}prefer"
        left = list(temptation.tempting_under)
        reasons = (
            ("gmr", ("nash", "gmr", "smr", "seq", "sseq"), f"whatever the others could answer, {end}"),
            ("nash", ("nash",), "answers are not looked at"),
            ("seq", ("seq", "sseq"), f"whatever the others could answer {liked}, {end}"),
            ("smr", ("smr", "sseq"), f"whatever the others could answer, {end}, {out}"),
            ("sseq", ("sseq",), f"whatever the others could answer {liked}, {end}, {out}"),
        )
        for concept, covered, reason in reasons:
            if concept in left:
                yield [known for known in covered if known in left], reason
                left = [known for known in left if known not in covered]

    def _step(self, move: Move) -> str:
        return f"{self.names.change(move.take, move.drop)} → {self.names.state(move.to)}".lstrip()

    def _reason(self, comparison: Comparison) -> str:
        """Return what decides between two states: a statement that comes true or no longer is, a rank, a number."""
        standing, premise = comparison.standing, comparison.premise
        if premise is not None:
            weak = weaknesses(premise, cited=self._cited)
            self.starred = self.starred or bool(weak)
            marks = f"* ({', '.join(weak)})" if weak else ""
            when = "then" if comparison.satisfied else "no longer"
            return f"“{short_statement(premise.statement)}”{marks} would {when} hold"
        if comparison.worth is not None:
            there, here = comparison.worth
            return f"worth {there} instead of {here}" if there != here else f"worth {here} either way"
        if standing == "unknown":
            return "no preference is known"
        wants = self._analysis.situation.readings[comparison.decision_maker].preference
        if isinstance(wants, Statements):
            return "no statement tells the two apart"
        return (_LISTED if isinstance(wants, Pairs) else _RANKED)[standing]


def _verdict(stance: Stance) -> str:
    """Return whether somebody would stay, without a subject that its verb would have to agree with."""
    if not stance.moves_under:
        return "would stay"
    if not stance.stays_under:
        return "would move"
    moving, staying = concepts_in_words(stance.moves_under), concepts_in_words(stance.stays_under)
    return f"would move under {moving}; would stay under {staying}"
