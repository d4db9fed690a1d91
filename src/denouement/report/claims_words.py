"""Claims as the tables of several reports have them: what is tested first, who said it so after."""

from __future__ import annotations

from denouement.analysis.result import Analysis
from denouement.language import quoted as in_quotes
from denouement.model.evidence import Claim
from denouement.report.clean import clean
from denouement.report.says_in_words import tested

_QUOTE_SHOWN = 44


def says_and_quote(analysis: Analysis, claim: Claim, *, full: bool = False) -> str:
    """Return what a claim says in terms of the model, and its quote, shortened unless `full`: `not ending(now) “…”`."""
    says = tested(analysis, claim.says) if claim.says is not None else ""
    return " ".join(filter(None, (says, quoted(claim, full=full))))


def quoted(claim: Claim, *, full: bool = False) -> str:
    """Return a claim's quote in quotation marks, shortened unless `full`; empty without one."""
    quote = clean(claim.quote or "").strip()
    if not full and len(quote) > _QUOTE_SHOWN:
        quote = quote[: _QUOTE_SHOWN - 1].rstrip() + "…"
    return in_quotes(quote) if quote else ""
