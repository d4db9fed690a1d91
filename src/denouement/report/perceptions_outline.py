"""Who sees the conflict how, what each expects, and which moves only look safe, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.explain import Move
from denouement.analysis.hypergame import Hypergame, Resting
from denouement.analysis.surprises import LARGEST, Account, Misjudged
from denouement.analysis.views import Element, View
from denouement.language import _, together
from denouement.model.conflict import rule_id
from denouement.report.clean import clean
from denouement.report.outline import Section, glossary
from denouement.report.perceiving import element_in_words, out_of_force, perception_in_words, rule_in_words
from denouement.report.steps import liking_in_words, readings_in_words
from denouement.report.telling import WEAK_SAYS, Record, is_cited, weaknesses
from denouement.report.words import Names, concepts_in_words, counted, date_in_words, resting_in_words

_STATES_SHOWN = 6
_MOVES_SHOWN = 12
_ALIKE_SHOWN = 2


_TITLES = {
    "surprise": "A surprise",
    "impossible": "A move that is not possible",
    "missed": "A missed chance",
    "unseen": "A chance not seen",
}
_SAYS = {
    "surprise": "look safe and are not: nothing deters them in the mover's view, something does in the model",
    "impossible": "look safe and are not possible in the model",
    "missed": "are safe and do not look it: nothing deters them in the model, something seems to",
    "unseen": "are safe and not seen: they lead to states that the mover's view does not have",
}


def perceptions_outline(
    game: Hypergame,
    concept: str,
    state: State | None,
    moves: Sequence[Misjudged],
    accounts: Sequence[Account],
    *,
    everywhere: bool = False,
    full: bool = False,
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections; `full` leaves nothing out.

    `accounts` are of the moves misjudged in `state`; with `everywhere` the moves are those from all states that can be
    reached, and have no accounts.
    """
    writer = _Writer(game, concept, full)
    sections = [
        *writer.who_sees_what(),
        *writer.expected(),
        *(writer.everywhere(moves) if everywhere else writer.from_here(state, accounts)),
        *writer.what_lasts(),
        *writer.legends(),
    ]
    return clean(game.truth.conflict.title), writer.facts(state), tuple(sections)


class _Writer:
    """Words one hypergame."""

    def __init__(self, game: Hypergame, concept: str, full: bool) -> None:
        self.game = game
        self.truth = game.truth
        self.concept = concept
        self.short = concepts_in_words([concept])
        self.full = full
        self.names = Names(game.truth.conflict)
        self.record = Record(game.truth.situation.snapshot)
        self.starred = False
        self._cited = is_cited(game.truth)

    def facts(self, state: State | None) -> str:
        """Return the day, the state asked about and the readings used."""
        day = date_in_words(self.truth.situation.snapshot.date)
        begin = f"from {self.names.state(state)}" if state is not None else ""
        read = readings_in_words(self.truth, self.names, self.truth.decision_makers)
        text = ", ".join(filter(None, (day, begin)))
        return ". ".join(filter(None, (text, read)))

    # -- views ----------------------------------------------------------------------------------------------

    def who_sees_what(self) -> Iterator[Section]:
        """Yield how each view differs from the model."""
        rows: list[tuple[str, ...]] = []
        for maker, view in self.game.views.items():
            lines = [
                line
                for number, perception in view.perceptions
                for line in perception_in_words(
                    perception,
                    [element for element in view.elements if element.perception == number],
                    self.record,
                    self.names,
                    full=self.full,
                )
            ]
            lines += self._cautions(view)
            rows += [(self.names[maker] if at == 0 else "", line) for at, line in enumerate(lines)]
        others = [maker for maker in self.truth.decision_makers if not self.game.views[maker].perceptions]
        if not rows:
            gone = tuple(out_of_force(self.truth.situation.snapshot, self.names))
            day = date_in_words(self.truth.situation.snapshot.date)
            lead = "Everybody sees the conflict as the model has it"
            if gone:
                lead = f"No perception is in force{f' on {day}' if day else ''}"
            yield Section("Who sees what", f"{lead}: no surprise of this kind in the model.", rows=gone)
            return
        lead = "Each judges by its own view. The view of all others is the model as it is." if others else ""
        yield Section("Who sees what", lead, rows=tuple(rows))

    def _cautions(self, view: View) -> Iterator[str]:
        if view.seen:
            named = together([self.names[option] for option in view.seen])
            yield f"Sees all the same, as it is taken where the story stands: {named}."
        if view.contradicted:
            yield "What happened contradicts this view: in it, the story cannot stand where it does."
        extra = view.analysis.number_of_states - int((self.game.places[view.decision_maker] >= 0).sum())
        hidden = int((self.game.places[view.decision_maker] < 0).sum())
        if hidden or extra:
            told = [f"{hidden:,} of {self.truth.number_of_states:,} states are not in it"] if hidden else []
            told += (
                [f"{counted(extra, 'state')} in it {'is' if extra == 1 else 'are'} not possible in the model"]
                if extra
                else []
            )
            yield f"The view: {' and '.join(told)}."

    # -- what each expects ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Section]:
        """Yield in how many endings each thinks the story could come to rest, by scenario."""
        if not self.game.mistaken:
            return
        shown = [("In the model", self.truth)]
        for maker in self.game.mistaken:
            view = self.game.views[maker]
            shown.append((self.names[maker] + (", from anywhere" if view.contradicted else ""), view.analysis))
        scenarios: list[str | None] = [scenario.id for scenario in self.truth.conflict.scenarios]
        counts = [
            [[e.state.scenario for e in analysis.endings].count(id) for id in [*scenarios, None]]
            for _, analysis in shown
        ]
        used = [at for at in range(len(scenarios) + 1) if any(row[at] for row in counts)]
        headings = ("", *(self.names.heading([*scenarios, None][at]) for at in used))
        rows = tuple(
            (name, *(str(row[at]) if row[at] else "–" for at in used))
            for (name, _), row in zip(shown, counts, strict=True)
        )
        lead = (
            f"How many endings there are in each view: states that legal moves can reach from where the story stands, "
            f"and that hold under {resting_in_words(self.truth)} if all are as the view has them."
        )
        if not used:
            yield Section("How it could end, in the eyes of each", "No view has an ending.")
            return
        yield Section("How it could end, in the eyes of each", lead, headings, rows, grid=True)
        yield Section("", "Counts states; more of them does not mean likelier.")

    # -- misjudged moves ------------------------------------------------------------------------------------

    def from_here(self, state: State | None, accounts: Sequence[Account]) -> Iterator[Section]:
        """Yield the moves misjudged in a state, one section each."""
        if not self.game.mistaken:
            return
        if state is None:
            yield Section("Surprises", "Nothing says where the story stands; name a STATE, or ask for --all.")
            return
        here = self.names.state(state)
        index = self.truth.index_of(state)
        blind = [self.names[m] for m in self.game.mistaken if self.game.places[m][index] < 0]
        if blind:
            yield Section(
                "Surprises", f"{here} is not in the view of {together(blind)}, who can judge no move from it."
            )
            if not accounts:
                return
        if not accounts:
            yield Section("Surprises", f"None from {here}: {self._nothing_misjudged()}.")
            yield from self._taken_for_what_they_are(state)
            return
        groups: dict[object, list[Account]] = {}
        for account in accounts:
            groups.setdefault(_told_alike(account), []).append(account)
        shown = list(groups.values()) if self.full else list(groups.values())[:_MOVES_SHOWN]
        for first, *others in shown:
            rows = [*self._account(first), *(("Also", self._move(other.move)) for other in others)]
            name = self.names[first.move.decision_maker]
            yield Section(f"{_TITLES[first.move.kind]}: {name}", self._move(first.move), rows=tuple(rows))
        left = len(accounts) - sum(map(len, shown))
        if left:
            yield Section("", f"… and {counted(left, 'more move')} (shown with --full)")
        yield from self._taken_for_what_they_are(state)

    def _nothing_misjudged(self) -> str:
        """Return why no move is misjudged, in words that can follow a colon."""
        if self.concept == "nash":
            return "under Nash answers are not looked at, so that none can surprise"
        return f"under {self.short}, everybody takes every better move for what it is in the model"

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
                step = f"{self.names.change(move.take, move.drop)} → {self.names.state(move.to)}".lstrip()
                liking = self._liking(self.truth.comparison(maker, move.to, state))
                rows.append((self.names[maker] if at == 0 else "", step, liking))
            if len(shown) < len(true):
                rows.append(("", f"… and {counted(len(true) - len(shown), 'more move')} (with --full)", ""))
        if rows:
            lead = f"Better moves that nothing deters under {self.short}, in the mover's view and in the model:"
            yield Section("Not deterred, in view and in the model", lead, rows=tuple(rows))

    def _account(self, account: Account) -> Iterator[tuple[str, str]]:
        move = account.move
        name = self.names[move.decision_maker]
        yield "Tempting", f"for {name}, against staying: {self._liking(account.comparison)}"
        on = together([self.names[maker] for maker in account.going_on])
        match account.expected:
            case "lasts":
                yield "In its view", f"nothing deters it under {self.short}, and nobody would move on from there."
            case "goes on":
                yield (
                    "In its view",
                    (
                        f"nothing deters it under {self.short}: {on} would move on from there, and still it would end "
                        f"better for {name} than staying."
                    ),
                )
            case "deterred":
                yield "In its view", f"it could be answered, which deters it under {self.short}."
            case _:
                yield "In its view", "there is no such state."
        if account.answer is not None:
            where, says = ("In the model", "could be answered. ") if move.kind == "surprise" else ("Feared", "")
            for number, step in enumerate(account.answer.moves):
                yield ("then", self._step(step)) if number else (where, says + self._step(step))
            yield "Result", f"for {name}, against staying: {self._liking(account.answer.comparison)}"
        if move.kind in ("missed", "unseen"):
            yield "In the model", f"nothing deters it under {self.short}."
        if move.kind == "impossible":
            rules = [rule_in_words(rule_id(number, rule), self.truth.conflict) for number, rule in account.broken]
            yield "In the model", f"not possible{f': it breaks {together(rules)}' if rules else ''}."
        yield "Because", self._because(account)

    def _element(self, element: Element) -> str:
        return element_in_words(element, self.names, self.truth.conflict)

    def _because(self, account: Account) -> str:
        name = self.names[account.move.decision_maker]
        sets = [" and ".join(self._element(element) for element in corrected) for corrected in account.corrections]
        if not sets:
            return f"not found: correcting any {LARGEST} parts of what {name} believes does not change it."
        text = f"{name} {'; or because it '.join(sets)}."
        text += (
            " Without that, it would see the move as the model has it."
            if len(sets) == 1
            else " Without any one of these, it would see the move as the model has it."
        )
        if not account.complete:
            text += f" Larger sets than {LARGEST} were not tried."
        return text

    def _move(self, move: Misjudged) -> str:
        return f"{self.names.change(move.take, move.drop)} → {self._state(move)}".lstrip()

    def _state(self, move: Misjudged) -> str:
        if move.kind == "impossible":
            return f"a state that is not possible in the model: {self.names.options(move.to.taken)}"
        return self.names.state(move.to)

    def _step(self, move: Move) -> str:
        change = f"{self.names.change(move.take, move.drop)} → {self.names.state(move.to)}".lstrip()
        return f"{self.names[move.decision_maker]} could: {change}; {self._liking(move.comparison)}"

    def _liking(self, comparison: Comparison) -> str:
        """Return how a state is liked against another, with a star where a weak statement decides it."""
        weak = () if comparison.premise is None else weaknesses(comparison.premise, cited=self._cited)
        self.starred = self.starred or bool(weak)
        return liking_in_words(comparison) + (f"* ({', '.join(weak)})" if weak else "")

    def everywhere(self, moves: Sequence[Misjudged]) -> Iterator[Section]:
        """Yield the moves misjudged in all states that can be reached."""
        if not self.game.mistaken:
            return
        reach = self.truth.number_reachable
        where = (
            f"the {counted(reach, 'state')} that can be reached"
            if reach
            else f"all {self.truth.number_of_states:,} states"
        )
        if not moves:
            yield Section("Misjudged moves", f"None in {where}: {self._nothing_misjudged()}.")
            return
        for kind, says in _SAYS.items():
            chosen = [move for move in moves if move.kind == kind]
            if not chosen:
                continue
            shown = chosen if self.full else chosen[:_MOVES_SHOWN]
            rows = [(self.names[move.decision_maker], self.names.state(move.state), self._move(move)) for move in shown]
            if len(shown) < len(chosen):
                rows.append(("…", f"{counted(len(chosen) - len(shown), 'more move')} (with --full)", ""))
            begins = len({move.state.id for move in chosen})
            lead = (
                f"{counted(len(chosen), 'move')} from {counted(begins, 'state')}, of {where}, {says}. By {self.short}."
            )
            yield Section(f"{_TITLES[kind]}: {len(chosen):,} in all", lead, ("", "From", "Move"), tuple(rows))

    # -- what lasts -----------------------------------------------------------------------------------------

    def what_lasts(self) -> Iterator[Section]:
        """Yield how many states last in the model and in everybody's own view, and which rest on misperception."""
        if not self.game.mistaken:
            return
        rows = []
        for id in self.truth.concepts:
            found, lost = self.game.equilibria(id), self.game.lost(id)
            only = sum(bool(resting.leaving) for resting in found)
            counts = (len(self.truth.equilibria[id]), len(found), only, len(lost), len(self.game.unseen_by_some(id)))
            rows.append((concepts_in_words([id]), *(f"{count:,}" for count in counts)))
        lead = (
            f"Of {self.truth.number_of_states:,} states, reachable or not. In the model: all would stay if they saw "
            "it as the model has it. In own views: each sees the state and would stay by its own view; studies call "
            "that a hypergame equilibrium."
        )
        headings = (
            "", "In the model", "In own views", "Only in own views", "Only in the model", "Not seen by at least one"
        )  # fmt: skip
        yield Section("What lasts", lead, headings, tuple(rows), grid=True)
        resting = [one for one in self.game.equilibria(self.concept) if one.leaving]
        says = f"Under {self.short}, these last only because of what is misperceived:"
        yield from self._list("Rests on misperception", says, resting, "would leave, seeing it as the model has it")
        says = f"Under {self.short}, these last in the model only:"
        yield from self._list("Lost to misperception", says, self.game.lost(self.concept), "would leave, by its view")
        says = f"Under {self.short}, all who see these would stay:"
        yield from self._list("Not seen by at least one", says, self.game.unseen_by_some(self.concept), "")

    def _list(self, title: str, says: str, resting: Sequence[Resting], leaving: str) -> Iterator[Section]:
        ordered = sorted(resting, key=lambda one: one.reachable is False)
        shown = ordered if self.full else ordered[:_STATES_SHOWN]
        rows = [
            (
                self.names.state(one.state) + ("" if one.reachable is not False else ", not reachable"),
                "; ".join(
                    f"{label}: {together([self.names[maker] for maker in makers])}"
                    for label, makers in ((leaving, one.leaving), ("not seen by", one.blind))
                    if makers
                ),
            )
            for one in shown
        ]
        if len(shown) < len(ordered):
            rows.append((f"… and {counted(len(ordered) - len(shown), 'more state')} (with --full)", ""))
        if rows:
            yield Section(title, says, rows=tuple(rows))

    def legends(self) -> Iterator[Section]:
        """Yield what the marks and the concepts of this page mean."""
        if self.starred:
            yield Section("Weak statements (*)", _(WEAK_SAYS))
        if self.game.mistaken:
            yield glossary(self.truth, brief=True)


def _told_alike(account: Account) -> object:
    """Return what makes two accounts the same but for the move: who answers by what, and what is to blame."""
    answer = () if account.answer is None else account.answer.moves
    steps = tuple((step.decision_maker, step.take, step.drop) for step in answer)
    broken = tuple(number for number, _ in account.broken)
    blame = tuple(tuple(map(str, corrected)) for corrected in account.corrections)
    move = account.move
    return move.kind, move.decision_maker, steps, broken, blame, account.expected, account.going_on
