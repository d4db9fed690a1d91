"""In how many draws what was claimed came out true."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.foresight.sweep.result import Sweep, where_it_arises
from denouement.language import _
from denouement.model.claim_language import Reachable, atoms
from denouement.model.evidence import Claim
from denouement.report.claims_words import says_and_quote
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.sweep_shares import interval_in_words, share_in_words


def claims_section(sweep: Sweep, *, full: bool = False) -> Iterator[Section]:
    """Yield the claims tested, of the model and asked about, with the share of draws in which each holds."""
    # Those of the model are no matter of draws where all draws are the same; `denouement claims` judges them.
    asked = [told for told in sweep.claims if sweep.varied or not told[0].id]
    if not asked:
        return
    rows = []
    for claim, truths in asked:
        among, unknown = where_it_arises(truths), truths["unknown"].count
        told = says_and_quote(sweep.analysis, claim, full=full)
        if unknown:
            told = _("{claim} (not known in {number})", claim=told, number=unknown)
        if among is None:
            share, interval = "–", _("arises in no draw")
        else:
            if among.draws < sweep.draws:
                told = _("{claim} (of the {number} in which it arises)", claim=told, number=among.draws)
            share = share_in_words(among)
            certain = not unknown and _is_bound(claim)
            interval = _("by the moves alone") if certain else interval_in_words(among)
        rows.append((clean(claim.id) or _("asked"), told, share, interval))
    lead = _(
        "What was tested, and in how many of the {number} draws it came out true: not how likely what was said is to "
        "come true.",
        number=sweep.draws,
    )
    headings = ("", _("Tested"), _("True in"), _("95 % interval") if sweep.varied else "")
    yield Section(_("Claims"), lead, headings, tuple(rows))


def _is_bound(claim: Claim) -> bool:
    """Return whether a claim comes out so whatever anybody wants, being of nothing but what can be reached."""
    assert claim.says is not None
    return all(isinstance(atom, Reachable) for atom in atoms(claim.says))
