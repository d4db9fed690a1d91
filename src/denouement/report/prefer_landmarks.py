"""The states that mean something to a reader, and how they compare for somebody who has no order of all states."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.landmarks import Kind, Landmark, Role, landmarks, liking_of, pairwise
from denouement.analysis.result import Analysis
from denouement.language import _, marked, ngettext
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.words import SIGNS, Names, date_in_words
from denouement.states.relation import Relation

_PAIRWISE = 9
"""Landmarks up to which all pairs are shown."""

_ROLES: dict[Kind, str] = {
    "start": marked("the start"),
    "baseline": marked("the baseline"),
    "now": marked("now"),
    "ending": marked("ending"),
    "best_of": marked("best of its scenario"),
    "worst_of": marked("worst of its scenario"),
    "best": marked("best of all"),
    "worst": marked("worst of all"),
}
"""Why a state is on the ladder, to be translated where it is said."""


def roles(landmark: Landmark, *, alone: bool = False) -> list[str]:
    """Return why a state is on the ladder; that it is best or worst of its scenario only where that says something."""
    kinds = {role.kind for role in landmark.roles}
    dull = {"best_of"} if "best" in kinds else {"worst_of"} if "worst" in kinds else set()
    level = {"best_of", "worst_of"} <= kinds  # all states of its scenario stand at one place
    if level:
        dull = {"best_of", "worst_of"}
    words = [_role(role) for role in landmark.roles if role.kind not in dull]
    return words or ([_("all of its scenario")] if level and not alone else [])


def _role(role: Role) -> str:
    if role.kind == "day":
        return date_in_words(role.date)
    if role.kind == "later":
        return _("{day} (later)", day=date_in_words(role.date))
    return _(_ROLES[role.kind])


def pair_by_pair(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    """Yield a section on how the states that mean something compare, where there are no places."""
    liking = liking_of(analysis, decision_maker)
    assert isinstance(liking, Relation)
    states = analysis.number_of_states
    unknown = liking.unknown_pairs()
    known = states * (states - 1) // 2 - unknown
    lead = ngettext(
        "Some pairs of states are not known, or compared one by one, so there are no places: {number} pair known, "
        "{unknown} not known.",
        "Some pairs of states are not known, or compared one by one, so there are no places: {number} pairs known, "
        "{unknown} not known.",
        known,
        unknown=unknown,
    )
    title = _("Pair by pair")
    marks = landmarks(analysis, decision_maker)
    if len(marks) > _PAIRWISE:
        lead += " " + ngettext(
            "{number} state means something here; name two of them to see how they compare.",
            "{number} states mean something here; name two of them to see how they compare.",
            len(marks),
        )
        listed = tuple((names.state(mark.state), ", ".join(roles(mark))) for mark in marks)
        yield Section(title, lead, rows=listed)
        return
    lead += " " + _("Each row against each column: ▲ better, ▼ worse, ● the same, ? not known.")
    table = pairwise(analysis, decision_maker, marks)
    rows = tuple(
        (
            _with_roles(mark, names),
            *("" if at == other else SIGNS[standing] for other, standing in enumerate(row)),
        )
        for at, (mark, row) in enumerate(zip(marks, table, strict=True))
    )
    yield Section(title, lead, ("", *(clean(mark.state.id) for mark in marks)), rows)


def _with_roles(mark: Landmark, names: Names) -> str:
    state, why = names.state(mark.state), ", ".join(roles(mark))
    return _("{state}: {roles}", state=state, roles=why) if why else state
