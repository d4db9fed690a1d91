"""Who sees the conflict how, what each expects, and which moves only look safe, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.endings import State
from denouement.analysis.hypergame import Hypergame
from denouement.analysis.surprises import Account, Misjudged
from denouement.analysis.views import View
from denouement.language import _, in_digits, ngettext
from denouement.report.clean import clean
from denouement.report.outline import Section, glossary
from denouement.report.perceiving import out_of_force, perception_in_words
from denouement.report.perceptions_lasting import lasting_sections
from denouement.report.perceptions_moves import Moves
from denouement.report.steps import readings_in_words
from denouement.report.telling import WEAK_SAYS, Record
from denouement.report.words import Names, date_in_words, resting_in_words


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
    views, judged = _Views(game, full), Moves(game, concept, full)
    sections = [*views.who_sees_what()]
    if game.mistaken:
        sections += views.expected()
        sections += judged.everywhere(moves) if everywhere else judged.from_here(state, accounts)
        sections += lasting_sections(game, concept, full=full)
    if judged.starred:
        sections.append(Section(_("Weak statements (*)"), _(WEAK_SAYS)))
    if game.mistaken:
        sections.append(glossary(game.truth, brief=True))
    return clean(game.truth.conflict.title), views.facts(state), tuple(sections)


class _Views:
    """Words what everybody sees, and how it could end in each view."""

    def __init__(self, game: Hypergame, full: bool) -> None:
        self.game = game
        self.truth = game.truth
        self.full = full
        self.names = Names(game.truth.conflict)
        self.record = Record(game.truth.situation.snapshot)

    def facts(self, state: State | None) -> str:
        """Return the day, the state asked about and the readings used."""
        text = day = date_in_words(self.truth.situation.snapshot.date)
        if state is not None:
            begin = self.names.state(state)
            text = _("{day}, from {state}", day=day, state=begin) if day else _("from {state}", state=begin)
        read = readings_in_words(self.truth, self.names, self.truth.decision_makers)
        return ". ".join(filter(None, (text, read)))

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
        if not rows:
            yield self._no_perception()
            return
        others = [maker for maker in self.truth.decision_makers if not self.game.views[maker].perceptions]
        lead = _("Each judges by its own view. The view of all others is the model as it is.") if others else ""
        yield Section(_("Who sees what"), lead, rows=tuple(rows))

    def _no_perception(self) -> Section:
        """Return that nobody sees anything otherwise, and whose perceptions count on other days."""
        snapshot = self.truth.situation.snapshot
        gone = tuple(out_of_force(snapshot, self.names))
        day = date_in_words(snapshot.date)
        if not gone:
            lead = _("Everybody sees the conflict as the model has it: no surprise of this kind in the model.")
        elif day:
            lead = _("No perception is in force on {day}: no surprise of this kind in the model.", day=day)
        else:
            lead = _("No perception is in force: no surprise of this kind in the model.")
        return Section(_("Who sees what"), lead, rows=gone)

    def _cautions(self, view: View) -> Iterator[str]:
        if view.seen:
            options = [self.names[option] for option in view.seen]
            yield _("Sees all the same, as it is taken where the story stands: {options}.", options=options)
        if view.contradicted:
            yield _("What happened contradicts this view: in it, the story cannot stand where it does.")
        total = self.truth.number_of_states
        extra = view.analysis.number_of_states - int((self.game.places[view.decision_maker] >= 0).sum())
        hidden = int((self.game.places[view.decision_maker] < 0).sum())
        if hidden and extra:
            yield ngettext(
                "The view: {hidden} of {total} states are not in it and {number} state in it is not possible in the "
                "model.",
                "The view: {hidden} of {total} states are not in it and {number} states in it are not possible in the "
                "model.",
                extra,
                hidden=hidden,
                total=total,
            )
        elif hidden:
            yield _("The view: {hidden} of {total} states are not in it.", hidden=hidden, total=total)
        elif extra:
            yield ngettext(
                "The view: {number} state in it is not possible in the model.",
                "The view: {number} states in it are not possible in the model.",
                extra,
            )

    def expected(self) -> Iterator[Section]:
        """Yield in how many endings each thinks the story could come to rest, by scenario."""
        shown = [(_("In the model"), self.truth)]
        for maker in self.game.mistaken:
            view, name = self.game.views[maker], self.names[maker]
            shown.append((_("{name}, from anywhere", name=name) if view.contradicted else name, view.analysis))
        scenarios: list[str | None] = [*(scenario.id for scenario in self.truth.conflict.scenarios), None]
        counts = [
            [[ending.state.scenario for ending in analysis.endings].count(id) for id in scenarios]
            for whose, analysis in shown
        ]
        used = [at for at in range(len(scenarios)) if any(row[at] for row in counts)]
        title = _("How it could end, in the eyes of each")
        if not used:
            yield Section(title, _("No view has an ending."))
            return
        headings = ("", *(self.names.heading(scenarios[at]) for at in used))
        rows = tuple(
            (name, *(in_digits(row[at]) if row[at] else "–" for at in used))
            for (name, analysis), row in zip(shown, counts, strict=True)
        )
        lead = _(
            "How many endings there are in each view: states that legal moves can reach from where the story stands, "
            "and that hold under {concepts} if all are as the view has them.",
            concepts=resting_in_words(self.truth),
        )
        yield Section(title, lead, headings, rows, grid=True)
        yield Section("", _("Counts states; more of them does not mean likelier."))
