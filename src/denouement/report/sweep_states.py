"""Which states are an ending in how many draws, and what of states of special interest."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.concepts import CONCEPTS
from denouement.foresight.sweep.result import Label, Named, Sweep
from denouement.language import _, marked, together
from denouement.report.ending_words import ending_in_words
from denouement.report.outline import Section
from denouement.report.reader import asks_by_command
from denouement.report.sweep_shares import share_in_words
from denouement.report.words import Names

_STATES_SHOWN = 8

_LABELS: dict[Label, str] = {
    "now": marked("where it stands"),
    "baseline": marked("the baseline"),
    "happened": marked("what happened"),
    "asked": marked("asked about"),
}


def states_section(sweep: Sweep, *, full: bool = False) -> Iterator[Section]:
    """Yield which states are an ending in some draw, those most often first; all of them with `full`."""
    found = sweep.states if full else sweep.states[:_STATES_SHOWN]
    if not found:
        return
    names = Names(sweep.analysis.conflict)
    common = set(found[0][0].taken).intersection(*(state.taken for state, share in found))
    in_order = [option for option in sweep.analysis.conflict.options if option in common]
    rows = []
    for state, share in found:
        besides = [option for option in state.taken if option not in common]
        more = names.options(besides) if besides else names.nothing_more(state)
        scenario = names.scenario(state.scenario) if state.scenario else ""
        rows.append((state.id, scenario, share_in_words(share), more))
    lead = _("States that are an ending in some draw: {number}.", number=len(sweep.states))
    alike = names.options(in_order) if in_order and len(found) > 1 else ""
    if len(found) < len(sweep.states):
        lead += " " + _which(sweep, len(found), alike)
    elif alike:
        lead += " " + _("All of these: {options}.", options=alike)
    headings = (_("State"), "", _("Share"), _("Besides"))
    yield Section(_("Which endings"), lead, headings, tuple(rows))


def _which(sweep: Sweep, shown: int, alike: str) -> str:
    """Return which states are shown, and what is taken in all of them, if anything is."""
    alone = sweep.states[-1][1].count == sweep.states[0][1].count
    if not asks_by_command():
        told = _("The {number} that are one most often.", number=shown)
        if alone:
            told = _("{number} of them, all equally often.", number=shown)
        return told + (" " + _("All of these: {options}.", options=alike) if alike else "")
    if alone:
        if alike:
            return _(
                "{number} of them, all equally often (the others with --full); all of these: {options}.",
                number=shown,
                options=alike,
            )
        return _("{number} of them, all equally often (the others with --full).", number=shown)
    if alike:
        return _(
            "The {number} that are one most often (the others with --full); all of these: {options}.",
            number=shown,
            options=alike,
        )
    return _("The {number} that are one most often (the others with --full).", number=shown)


def named_section(sweep: Sweep) -> Iterator[Section]:
    """Yield how often states of special interest are an ending, and an equilibrium under each concept."""
    if not sweep.named:
        return
    names = Names(sweep.analysis.conflict)
    shorts = {concept.id: concept.short for concept in CONCEPTS}
    lead = _(
        "In how many draws each is an ending, and in how many an equilibrium under each concept, reachable or not. "
        "{ending}",
        ending=ending_in_words(sweep.analysis),
    )
    headings = ("", _("Ending"), *(shorts[concept] for concept in sweep.analysis.concepts))
    rows = tuple(_row(sweep, named, names) for named in sweep.named)
    yield Section(_("States of special interest"), lead, headings, rows)


def _row(sweep: Sweep, named: Named, names: Names) -> tuple[str, ...]:
    labels = together([_(_LABELS[label]) for label in named.labels])
    reachable = sweep.analysis.reachable
    out = reachable is not None and not reachable[sweep.analysis.index_of(named.state)]
    ending = _("out of reach") if out else share_in_words(named.ending)
    return f"{names.state(named.state)}, {labels}", ending, *map(share_in_words, named.equilibrium.values())
