"""What lasts in the model and in everybody's own view, and what rests on misperception."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from denouement.analysis.hypergame import Hypergame, Resting
from denouement.language import _, in_digits, in_row, marked, ngettext
from denouement.report.outline import Section
from denouement.report.words import Names, concepts_in_words

_STATES_SHOWN = 6
_BY_THE_MODEL = marked("would leave, seeing it as the model has it: {names}")
_BY_ITS_VIEW = marked("would leave, by its view: {names}")


def lasting_sections(game: Hypergame, concept: str, *, full: bool = False) -> Iterator[Section]:
    """Yield how many states last in the model and in own views by concept, and under one of them which do not in both.

    `full` leaves no state out.
    """
    yield _counts(game)
    short, listed = concepts_in_words([concept]), _Lists(game, full)
    resting = [one for one in game.equilibria(concept) if one.leaving]
    says = _("Under {concept}, these last only because of what is misperceived:", concept=short)
    yield from listed.section(_("Rests on misperception"), says, resting, _BY_THE_MODEL)
    says = _("Under {concept}, these last in the model only:", concept=short)
    yield from listed.section(_("Lost to misperception"), says, game.lost(concept), _BY_ITS_VIEW)
    says = _("Under {concept}, all who see these would stay:", concept=short)
    yield from listed.section(_("Not seen by at least one"), says, game.unseen_by_some(concept), "")


def _counts(game: Hypergame) -> Section:
    """Return how many states last, by concept."""
    truth = game.truth
    rows = []
    for id in truth.concepts:
        found, lost = game.equilibria(id), game.lost(id)
        only = sum(bool(resting.leaving) for resting in found)
        counts = (len(truth.equilibria[id]), len(found), only, len(lost), len(game.unseen_by_some(id)))
        rows.append((concepts_in_words([id]), *map(in_digits, counts)))
    lead = _(
        "Of {total} states, reachable or not. In the model: all would stay if they saw it as the model has it. In own "
        "views: each sees the state and would stay by its own view; studies call that a hypergame equilibrium.",
        total=truth.number_of_states,
    )
    headings = (
        "",
        _("In the model"),
        _("In own views"),
        _("Only in own views"),
        _("Only in the model"),
        _("Not seen by at least one"),
    )
    return Section(_("What lasts"), lead, headings, tuple(rows), grid=True)


class _Lists:
    """Lists states that last in one sense and not in another, with those who make the difference."""

    def __init__(self, game: Hypergame, full: bool) -> None:
        self.names = Names(game.truth.conflict)
        self.full = full

    def section(self, title: str, says: str, resting: Sequence[Resting], leaving: str) -> Iterator[Section]:
        """Yield a list of states, unless it is empty; `leaving` is the message that says who would leave them."""
        ordered = sorted(resting, key=lambda one: one.reachable is False)
        shown = ordered if self.full else ordered[:_STATES_SHOWN]
        rows = [self._row(one, leaving) for one in shown]
        if len(shown) < len(ordered):
            left = len(ordered) - len(shown)
            more = ngettext("… and {number} more state (with --full)", "… and {number} more states (with --full)", left)
            rows.append((more, ""))
        if rows:
            yield Section(title, says, rows=tuple(rows))

    def _row(self, one: Resting, leaving: str) -> tuple[str, str]:
        state = self.names.state(one.state)
        if one.reachable is False:
            state = _("{state}, not reachable", state=state)
        why = []
        if one.leaving:
            why.append(_(leaving, names=[self.names[maker] for maker in one.leaving]))
        if one.blind:
            why.append(_("not seen by: {names}", names=[self.names[maker] for maker in one.blind]))
        return state, in_row(why)
