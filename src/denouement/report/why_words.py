"""The sentences that say why a state holds or does not: what a move brings, what decides, what would answer it.

Sentences are made of modal verbs and nouns, so that they are right whether a name is singular or plural and, in other
languages, of whatever gender.
"""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.comparing import Comparison
from denouement.analysis.explain import Answer, Move, Stance, Temptation
from denouement.analysis.result import Analysis
from denouement.language import _, marked, ngettext, quoted
from denouement.model.preference import Pairs, Statements
from denouement.report.telling import is_cited, short_statement, weaknesses
from denouement.report.words import Names, concepts_in_words
from denouement.states.relation import Relation

_AGAINST_HERE = {
    "better": marked("Better for {name} than here: {reason}."),
    "same": marked("Just as good for {name} as here: {reason}."),
    "worse": marked("Worse for {name} than here: {reason}."),
    "unknown": marked("Perhaps better for {name} than here: {reason}."),
}
_LIKING = {
    "better": marked("{name} would prefer that: {reason}."),
    "same": marked("{name} would gain nothing by that: {reason}."),
    "worse": marked("{name} would lose by that: {reason}."),
    "unknown": marked("{name} might prefer that: {reason}."),
}
_NOT_BETTER = {
    "same": marked("just as good: {reason}"),
    "worse": marked("worse: {reason}"),
    "unknown": marked("perhaps better: {reason}"),
}
_RANKED = {"better": marked("ranked higher"), "same": marked("ranked alike"), "worse": marked("ranked lower")}
_LISTED = {
    "better": marked("listed as better"),
    "same": marked("listed as equal"),
    "worse": marked("listed as worse"),
}


class WhyWords:
    """Words the moves of one analysis and what decides, and remembers whether a weak statement was named."""

    def __init__(self, analysis: Analysis) -> None:
        self.names = Names(analysis.conflict)
        self.starred = False
        self._analysis = analysis
        graph = analysis.situation.graph
        self._unsure = {
            maker
            for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
            if isinstance(liking, Relation) and liking.unknown_pairs()
        }
        self._cited = is_cited(analysis)

    def verdict(self, stance: Stance) -> str:
        """Return whether somebody would stay, in a heading."""
        name = self.names[stance.decision_maker]
        if not stance.moves_under:
            return _("{name}: would stay", name=name)
        if not stance.stays_under:
            return _("{name}: would move", name=name)
        moving, staying = concepts_in_words(stance.moves_under), concepts_in_words(stance.stays_under)
        return _(
            "{name}: would move under {moving}; would stay under {staying}", name=name, moving=moving, staying=staying
        )

    def step(self, move: Move) -> str:
        """Return what a move changes and where it leads."""
        return f"{self.names.change(move.take, move.drop)} → {self.names.state(move.to)}".lstrip()

    def better_move(self, move: Move) -> str:
        """Return a better move, and what makes it better."""
        name, reason = self.names[move.decision_maker], self._reason(move.comparison)
        return _("{step}. Better for {name}: {reason}.", step=self.step(move), name=name, reason=reason)

    def answering_move(self, move: Move) -> str:
        """Return a move that answers, with how its mover likes it."""
        name = self.names[move.decision_maker]
        liking = _(_LIKING[move.comparison.standing], name=name, reason=self._reason(move.comparison))
        return _("{name}: {step}. {liking}", name=name, step=self.step(move), liking=liking)

    def other_move(self, move: Move) -> str:
        """Return why a move is not better."""
        return _(_NOT_BETTER[move.comparison.standing], reason=self._reason(move.comparison))

    def against_here(self, comparison: Comparison, name: str) -> str:
        """Return how somebody likes where an answer leads, beside the state asked about."""
        return _(_AGAINST_HERE[comparison.standing], name=name, reason=self._reason(comparison))

    def way_out(self, answer: Answer, name: str) -> str:
        """Return the move that leads out of an answer, or that there is none."""
        move = answer.way_out
        if move is not None:
            judged = self.against_here(move.comparison, name)
            return _("{name}: {step}. {liking}", name=name, step=self.step(move), liking=judged)
        if not answer.moves_after:
            return _("None: no move would be left to {name}.", name=name)
        return ngettext(
            "None: {number} move would be left to {name}, leading to nothing better than here.",
            "None: {number} moves would be left to {name}, leading to nothing better than here.",
            answer.moves_after,
            name=name,
        )

    def not_deterred(self, temptation: Temptation) -> Iterator[tuple[list[str], str]]:
        """Yield the concepts under which nothing deters a move, with the reason, those of one reason together."""
        end, end_or_out = self._better_ends(temptation.move.decision_maker)
        left = list(temptation.tempting_under)
        reasons = (
            ("gmr", ("nash", "gmr", "smr", "seq", "sseq"), _("whatever the others could answer, {end}", end=end)),
            ("nash", ("nash",), _("answers are not looked at")),
            ("seq", ("seq", "sseq"), self._by_liked_answers(end)),
            ("smr", ("smr", "sseq"), _("whatever the others could answer, {end}", end=end_or_out)),
            ("sseq", ("sseq",), self._by_liked_answers(end_or_out)),
        )
        for concept, covered, reason in reasons:
            if concept in left:
                yield [known for known in covered if known in left], reason
                left = [known for known in left if known not in covered]

    def _better_ends(self, maker: str) -> tuple[str, str]:
        """Return that a move would end better, and the same with a way out as the alternative."""
        name = self.names[maker]
        if maker in self._unsure:
            return (
                _("it could end better for {name} than here", name=name),
                _("it could end better for {name} than here, or leave a way out", name=name),
            )
        return (
            _("it would end better for {name} than here", name=name),
            _("it would end better for {name} than here, or leave a way out", name=name),
        )

    def _by_liked_answers(self, end: str) -> str:
        if self._unsure:
            return _("whatever the others could answer by moves that each mover would or might prefer, {end}", end=end)
        return _("whatever the others could answer by moves that each mover would prefer, {end}", end=end)

    def _reason(self, comparison: Comparison) -> str:
        """Return what decides between two states: a statement that comes true or no longer is, a rank, a number."""
        standing, premise = comparison.standing, comparison.premise
        if premise is not None:
            weak = weaknesses(premise, cited=self._cited)
            self.starred = self.starred or bool(weak)
            statement = quoted(short_statement(premise.statement)) + (f"* ({', '.join(weak)})" if weak else "")
            if comparison.satisfied:
                return _("{statement} would then hold", statement=statement)
            return _("{statement} would no longer hold", statement=statement)
        if comparison.worth is not None:
            there, here = map(str, comparison.worth)
            if there == here:
                return _("worth {here} either way", here=here)
            return _("worth {there} instead of {here}", there=there, here=here)
        if standing == "unknown":
            return _("no preference is known")
        wants = self._analysis.situation.readings[comparison.decision_maker].preference
        if isinstance(wants, Statements):
            return _("no statement tells the two apart")
        table = _LISTED if isinstance(wants, Pairs) else _RANKED
        return _(table[standing])


def counts(stance: Stance) -> str:
    """Return how many moves are possible, how many of them are better, and whether those are deterred."""
    better, others = len(stance.temptations), len(stance.other_moves)
    if not better and not others:
        return _("No move is possible.")
    if not better and any(move.comparison.standing == "unknown" for move in stance.other_moves):
        return ngettext(
            "{number} move is possible, and it is not certainly better:",
            "{number} moves are possible, none certainly better:",
            others,
        )
    if not better:
        return ngettext(
            "{number} move is possible, and it is not better:", "{number} moves are possible, none better:", others
        )
    if others:
        total = better + others
        counts = ngettext(
            "{total} moves are possible, {number} better.",
            "{total} moves are possible, {number} better.",
            better,
            total=total,
        )
    else:
        counts = ngettext(
            "{number} move is possible, and it is better.",
            "{number} moves are possible, all of them better.",
            better,
        )
    if not stance.stays_under:
        return counts
    concepts = concepts_in_words(stance.stays_under)
    deterred = _("Under {concepts}, every better move is deterred.", concepts=concepts)
    if better == 1:
        deterred = _("Under {concepts}, the better move is deterred.", concepts=concepts)
    return f"{counts} {deterred}"
