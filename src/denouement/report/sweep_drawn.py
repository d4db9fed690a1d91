"""What was drawn, what a share of draws means, and whether the shares have settled."""

from __future__ import annotations

from denouement.foresight.sweep.draws import Mind, undisturbed
from denouement.foresight.sweep.result import Sweep
from denouement.foresight.weights import weighted
from denouement.language import _, in_decimals, ngettext, together
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.reader import asks_by_command
from denouement.report.sweep_shares import percent
from denouement.report.words import Names


def meaning(sweep: Sweep, *, fixed: bool) -> str:
    """Return what a share of these draws means; `fixed` if somebody is read in one way in every draw, as asked."""
    doubtful = any(mind.doubtful for mind in sweep.minds)
    rival = any(len(mind.readings) > 1 for mind in sweep.minds)
    parts = []
    if rival:
        one = _("takes one reading of each other mind") if fixed else _("takes one reading of each mind")
        parts.append(one)
    if doubtful:
        parts.append(_("keeps each statement with the certainty that the model gives it"))
    if sweep.swaps:
        parts.append(_("lets neighbours in each order of wants change places"))
    does = together(parts)
    said = [
        _("A share says in how many draws something comes out."),
        _("Each draw {does}, one independently of another.", does=does)
        if doubtful
        else _("Each draw {does}.", does=does),
        _("A share is not the probability that it will happen: robust is not likely."),
    ]
    if doubtful and rival and asks_by_command():
        said.append(_("`denouement readings` keeps every statement, so that its figures are others."))
    equal = not (doubtful or sweep.swaps or any(weighted(mind.readings) for mind in sweep.minds))
    if equal and not asks_by_command():
        said.append(_("Only readings vary, and all count alike."))
    elif equal:
        said.append(
            _(
                "Only readings vary, and all count alike: give readings and doubtful statements a `certainty`, such as "
                "{that: leave, certainty: likely}. `denouement readings` goes through all combinations, and says whose "
                "reading decides."
            )
        )
    return " ".join(said)


def settled_section(sweep: Sweep) -> Section:
    """Return how sure the shares are, and how many more draws would make them surer."""
    found = sweep.convergence
    reach, moved = found.reach * 100, found.moved * 100
    lead = ngettext(
        "The widest 95 % interval reaches {reach} points to either side.",
        "The widest 95 % interval reaches {reach} points to either side.",
        int(round(reach, 1)),  # a fraction has a plural too, in French from 2 on
        reach=in_decimals(reach, 1),
    )
    still = ngettext(
        "Over the second half of the draws no running share moved by more than {moved} points.",
        "Over the second half of the draws no running share moved by more than {moved} points.",
        int(round(moved, 1)),
        moved=in_decimals(moved, 1),
    )
    if found.draws_for_a_point > sweep.draws:
        draws = _up(found.draws_for_a_point)
        missing = draws - sweep.draws
        more = _(
            "For 1 point to either side draw {more} more (--draws {draws}).",
            more=missing,
            draws=str(draws),  # as it is typed
        )
        if not asks_by_command():
            more = _("For 1 point to either side it would take {more} draws more.", more=missing)
    else:
        more = _("More draws would change little.")
    return Section(_("Has it settled?"), f"{lead} {still} {more}")


def _up(number: int) -> int:
    """Return a number rounded up to two leading digits."""
    scale = int("1".ljust(len(str(number)) - 1, "0"))
    return -(-number // scale) * scale


def drawn_section(sweep: Sweep) -> Section:
    """Return what was left to chance, mind by mind."""
    names = Names(sweep.analysis.conflict)
    rows = [(names[mind.decision_maker], _readings(mind), _doubts(mind)) for mind in sweep.minds]
    said = []
    if any(mind.doubtful for mind in sweep.minds):
        said.append(_("A doubtful statement carries a certainty below 1: by it, a draw keeps it or leaves it out."))
    if sweep.swaps == 1:
        said.append(_("In each order of wants neighbours changed places 0 or 1 times, each number as likely."))
    elif sweep.swaps:
        said.append(
            _(
                "In each order of wants neighbours changed places 0 to {number} times, each number as likely.",
                number=sweep.swaps,
            )
        )
    left = undisturbed(sweep.minds) if sweep.swaps else ()
    if left:
        said.append(_("Not disturbed, having no order: {names}.", names=[names[maker] for maker in left]))
    return Section(_("What was drawn"), " ".join(said), rows=tuple(rows))


def _readings(mind: Mind) -> str:
    ids = [clean(reading.id or "") for reading in mind.readings]
    if len(ids) == 1:
        return _("read as {reading}", reading=ids[0]) if ids[0] else ""
    if not weighted(mind.readings):
        return _("{readings}, equally often", readings=ids)
    return ", ".join(f"{id} {percent(float(weight) * 100, 0)}" for id, weight in zip(ids, mind.weights, strict=True))


def _doubts(mind: Mind) -> str:
    if not mind.doubtful:
        return _("nothing doubtful")
    return ngettext("{number} doubtful statement", "{number} doubtful statements", mind.doubtful)
