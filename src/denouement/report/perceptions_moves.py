"""Moves that somebody takes for something else than they are: what is expected, what is so, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.explain import Move
from denouement.analysis.hypergame import Hypergame
from denouement.analysis.result import Departure
from denouement.analysis.surprises import LARGEST, Account, Kind, Misjudged
from denouement.language import _, marked, ngettext, pgettext
from denouement.model.conflict import rule_id
from denouement.report.outline import Section
from denouement.report.perceiving import element_in_words, rule_in_words
from denouement.report.steps import liking_in_words
from denouement.report.telling import is_cited, weaknesses
from denouement.report.words import Names, concepts_in_words

_MOVES_SHOWN = 12
_ALIKE_SHOWN = 2

_TITLES: dict[Kind, str] = {
    "surprise": marked("A surprise: {name}"),
    "impossible": marked("A move that is not possible: {name}"),
    "missed": marked("A missed chance: {name}"),
    "unseen": marked("A chance not seen: {name}"),
}
_IN_ALL: dict[Kind, str] = {
    "surprise": marked("A surprise: {number} in all"),
    "impossible": marked("A move that is not possible: {number} in all"),
    "missed": marked("A missed chance: {number} in all"),
    "unseen": marked("A chance not seen: {number} in all"),
}
_SAYS: dict[Kind, str] = {
    "surprise": marked(
        "{moves} from {states}, of {where}, look safe and are not: nothing deters them in the mover's view, something "
        "does in the model. By {concept}."
    ),
    "impossible": marked(
        "{moves} from {states}, of {where}, look safe and are not possible in the model. By {concept}."
    ),
    "missed": marked(
        "{moves} from {states}, of {where}, are safe and do not look it: nothing deters them in the model, something "
        "seems to. By {concept}."
    ),
    "unseen": marked(
        "{moves} from {states}, of {where}, are safe and not seen: they lead to states that the mover's view does not "
        "have. By {concept}."
    ),
}


class Moves:
    """Words the misjudged moves of one hypergame."""

    starred = False
    """Whether a star has been set beside a weak statement, so that the page must say what it means."""

    def __init__(self, game: Hypergame, concept: str, full: bool) -> None:
        self.game = game
        self.truth = game.truth
        self.concept = concept
        self.short = concepts_in_words([concept])
        self.full = full
        self.names = Names(game.truth.conflict)
        self._cited = is_cited(game.truth)

    # -- from one state -------------------------------------------------------------------------------------

    def from_here(self, state: State | None, accounts: Sequence[Account]) -> Iterator[Section]:
        """Yield the moves misjudged in a state, one section each."""
        title = _("Surprises")
        if state is None:
            yield Section(title, _("Nothing says where the story stands; name a STATE, or ask for --all."))
            return
        here = self.names.state(state)
        index = self.truth.index_of(state)
        blind = [self.names[maker] for maker in self.game.mistaken if self.game.places[maker][index] < 0]
        if blind:
            lead = _("{state} is not in the view of {names}, who can judge no move from it.", state=here, names=blind)
            yield Section(title, lead)
            if not accounts:
                return
        if not accounts:
            yield Section(title, _("None from {state}: {why}.", state=here, why=self._nothing_misjudged()))
            yield from self._taken_for_what_they_are(state)
            return
        groups: dict[object, list[Account]] = {}
        for account in accounts:
            groups.setdefault(_told_alike(account), []).append(account)
        shown = list(groups.values()) if self.full else list(groups.values())[:_MOVES_SHOWN]
        for first, *others in shown:
            rows = [*self._account(first), *((_("Also"), self._move(other.move)) for other in others)]
            title = _(_TITLES[first.move.kind], name=self.names[first.move.decision_maker])
            yield Section(title, self._move(first.move), rows=tuple(rows))
        left = len(accounts) - sum(map(len, shown))
        if left:
            yield Section("", _moves_left_out(left))
        yield from self._taken_for_what_they_are(state)

    def _nothing_misjudged(self) -> str:
        """Return why no move is misjudged, in words that can follow a colon."""
        if self.concept == "nash":
            return _("under Nash answers are not looked at, so that none can surprise")
        return _("under {concept}, everybody takes every better move for what it is in the model", concept=self.short)

    def _taken_for_what_they_are(self, state: State) -> Iterator[Section]:
        """Yield the moves that tempt those who misperceive something, in their view as well as in the model."""
        index = self.truth.index_of(state)
        rows: list[tuple[str, ...]] = []
        for maker in self.game.mistaken:
            place = self.game.places[maker]
            view = self.game.views[maker].analysis
            tempting = [
                move
                for move in (view.departures(state) if place[index] >= 0 else ())
                if move.decision_maker == maker and self.concept in move.tempting_under
            ]
            there = {move.to.taken for move in tempting}
            true = [
                move
                for move in self.truth.departures(state)
                if move.decision_maker == maker and self.concept in move.tempting_under and move.to.taken in there
            ]
            shown = true if self.full else true[:_ALIKE_SHOWN]
            for at, move in enumerate(shown):
                liking = self._liking(self.truth.comparison(maker, move.to, state))
                rows.append((self.names[maker] if at == 0 else "", self._step(move), liking))
            if len(shown) < len(true):
                rows.append(("", _more_moves(len(true) - len(shown)), ""))
        if rows:
            lead = _(
                "Better moves that nothing deters under {concept}, in the mover's view and in the model:",
                concept=self.short,
            )
            yield Section(_("Not deterred, in view and in the model"), lead, rows=tuple(rows))

    # -- one move -------------------------------------------------------------------------------------------

    def _account(self, account: Account) -> Iterator[tuple[str, str]]:
        move = account.move
        yield _("Tempting"), self._against_staying(move, account.comparison)
        yield _("In its view"), self._expected(account)
        if account.answer is not None:
            for number, step in enumerate(account.answer.moves):
                answer = self._answer(step)
                if number:
                    yield _("then"), answer
                elif move.kind == "surprise":
                    yield _("In the model"), _("could be answered. {answer}", answer=answer)
                else:
                    yield _("Feared"), answer
            yield _("Result"), self._against_staying(move, account.answer.comparison)
        if move.kind in ("missed", "unseen"):
            yield _("In the model"), _("nothing deters it under {concept}.", concept=self.short)
        if move.kind == "impossible":
            rules = [rule_in_words(rule_id(number, rule), self.truth.conflict) for number, rule in account.broken]
            yield _("In the model"), _("not possible: it breaks {rules}.", rules=rules) if rules else _("not possible.")
        yield _("Because"), self._because(account)

    def _against_staying(self, move: Misjudged, comparison: Comparison) -> str:
        liking = self._liking(comparison)
        return _("for {name}, against staying: {liking}", name=self.names[move.decision_maker], liking=liking)

    def _expected(self, account: Account) -> str:
        """Return what the mover expects of a move."""
        match account.expected:
            case "lasts":
                return _("nothing deters it under {concept}, and nobody would move on from there.", concept=self.short)
            case "goes on":
                return _(
                    "nothing deters it under {concept}: {others} would move on from there, and still it would end "
                    "better for {name} than staying.",
                    concept=self.short,
                    others=[self.names[maker] for maker in account.going_on],
                    name=self.names[account.move.decision_maker],
                )
            case "deterred":
                return _("it could be answered, which deters it under {concept}.", concept=self.short)
            case "not seen":
                return _("there is no such state.")

    def _because(self, account: Account) -> str:
        name = self.names[account.move.decision_maker]
        sets = [
            _(" and ").join(element_in_words(element, self.names, self.truth.conflict) for element in corrected)
            for corrected in account.corrections
        ]
        if not sets:
            return _(
                "not found: correcting any {number} parts of what {name} believes does not change it.",
                number=LARGEST,
                name=name,
            )
        if len(sets) == 1:
            text = _(
                "{name} {believes}. Without that, it would see the move as the model has it.",
                name=name,
                believes=sets[0],
            )
        else:
            text = _(
                "{name} {believes}. Without any one of these, it would see the move as the model has it.",
                name=name,
                believes=_("; or because it ").join(sets),
            )
        if not account.complete:
            text += " " + _("Larger sets than {number} were not tried.", number=LARGEST)
        return text

    def _move(self, move: Misjudged) -> str:
        if move.kind == "impossible":
            options = self.names.options(move.to.taken)
            state = _("a state that is not possible in the model: {options}", options=options)
        else:
            state = self.names.state(move.to)
        return f"{self.names.change(move.take, move.drop)} → {state}".lstrip()

    def _step(self, move: Move | Departure) -> str:
        return f"{self.names.change(move.take, move.drop)} → {self.names.state(move.to)}".lstrip()

    def _answer(self, move: Move) -> str:
        liking = self._liking(move.comparison)
        return _(
            "{name} could: {change}; {liking}",
            name=self.names[move.decision_maker],
            change=self._step(move),
            liking=liking,
        )

    def _liking(self, comparison: Comparison) -> str:
        """Return how a state is liked against another, with a star where a weak statement decides it."""
        weak = () if comparison.premise is None else weaknesses(comparison.premise, cited=self._cited)
        self.starred = self.starred or bool(weak)
        return liking_in_words(comparison) + (f"* ({', '.join(weak)})" if weak else "")

    # -- from everywhere ------------------------------------------------------------------------------------

    def everywhere(self, moves: Sequence[Misjudged]) -> Iterator[Section]:
        """Yield the moves misjudged in all states that can be reached."""
        reach, total = self.truth.number_reachable, self.truth.number_of_states
        if reach:
            where = ngettext("the {number} state that can be reached", "the {number} states that can be reached", reach)
        else:
            where = _("all {total} states", total=total)
        if not moves:
            yield Section(
                _("Misjudged moves"), _("None in {where}: {why}.", where=where, why=self._nothing_misjudged())
            )
            return
        for kind, says in _SAYS.items():
            chosen = [move for move in moves if move.kind == kind]
            if not chosen:
                continue
            shown = chosen if self.full else chosen[:_MOVES_SHOWN]
            rows = [(self.names[move.decision_maker], self.names.state(move.state), self._move(move)) for move in shown]
            if len(shown) < len(chosen):
                left = len(chosen) - len(shown)
                more = ngettext("{number} more move (with --full)", "{number} more moves (with --full)", left)
                rows.append(("…", more, ""))
            begins = len({move.state.id for move in chosen})
            lead = _(
                says,
                moves=ngettext("{number} move", "{number} moves", len(chosen)),
                states=ngettext("{number} state", "{number} states", begins),
                where=where,
                concept=self.short,
            )
            headings = ("", pgettext("state", "From"), _("Move"))
            yield Section(_(_IN_ALL[kind], number=len(chosen)), lead, headings, tuple(rows))


def _moves_left_out(number: int) -> str:
    return ngettext(
        "… and {number} more move (shown with --full)", "… and {number} more moves (shown with --full)", number
    )


def _more_moves(number: int) -> str:
    return ngettext("… and {number} more move (with --full)", "… and {number} more moves (with --full)", number)


def _told_alike(account: Account) -> object:
    """Return what makes two accounts the same but for the move: who answers by what, and what is to blame."""
    answer = () if account.answer is None else account.answer.moves
    steps = tuple((step.decision_maker, step.take, step.drop) for step in answer)
    broken = tuple(number for number, rule in account.broken)
    blame = tuple(tuple(map(str, corrected)) for corrected in account.corrections)
    move = account.move
    return move.kind, move.decision_maker, steps, broken, blame, account.expected, account.going_on
