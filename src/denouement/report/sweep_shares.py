"""Shares of draws in words: how large, and how sure that is."""

from __future__ import annotations

from math import ceil, floor, log10

from denouement.foresight.sweep.result import Sweep
from denouement.foresight.sweep.shares import Share
from denouement.language import _, in_decimals, ngettext, pgettext

_BAR = 10


def percent(number: float, places: int) -> str:
    """Return `6.1 %`."""
    return _("{number} %", number=in_decimals(number, places))


def share_in_words(share: Share) -> str:
    """Return `6.1 %`; only none is called none, and only all is called all."""
    if share.count in (0, share.draws):
        return pgettext("draws", "all") if share.count else pgettext("draws", "none")
    rounded = f"{share.share * 100:.1f}"
    if rounded == "0.0":
        return _("<{percent}", percent=percent(0.1, 1))
    if rounded == "100.0":
        return _(">{percent}", percent=percent(99.9, 1))
    return percent(share.share * 100, 1)


def interval_in_words(share: Share) -> str:
    """Return a 95 % interval as `4.8–7.8 %`, or where it ends if it is of none or of all."""
    if share.certain:
        return ""
    low, high = (end * 100 for end in share.interval)
    digits = max(0, ceil(log10(share.draws)) - 2)
    if share.count == share.draws:
        return _("at least {percent}", percent=percent(floor(low * 10**digits) / 10**digits, digits))
    if share.count == 0:
        return _("at most {percent}", percent=percent(ceil(high * 10**digits) / 10**digits, digits))
    return _("{low}–{high} %", low=in_decimals(low, 1), high=in_decimals(high, 1))


def in_draws(sweep: Sweep, share: Share) -> str:
    """Return `in 61 of 1,000 draws (6.1 %, 95 % interval 4.8–7.8 %)`."""
    if not sweep.varied:
        return _("in every draw") if share.count else _("in no draw")
    interval = interval_in_words(share)
    if share.count == 0:
        return ngettext(
            "in none of {number} draws ({interval} with 95 % confidence)",
            "in none of {number} draws ({interval} with 95 % confidence)",
            sweep.draws,
            interval=interval,
        )
    if share.count == share.draws:
        return ngettext(
            "in all {number} draws ({interval} with 95 % confidence)",
            "in all {number} draws ({interval} with 95 % confidence)",
            sweep.draws,
            interval=interval,
        )
    return _(
        "in {count} of {total} draws ({share}, 95 % interval {interval})",
        count=share.count,
        total=sweep.draws,
        share=share_in_words(share),
        interval=interval,
    )


def bar(share: Share) -> str:
    """Return a bar as long as the share: empty only for none, full only for all."""
    length = round(share.share * _BAR)
    length = min(max(length, 1 if share.count else 0), _BAR if share.count == share.draws else _BAR - 1)
    return "●" * length + "·" * (_BAR - length)
