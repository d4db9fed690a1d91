"""Who says so: sources, evidence, and how certain a judgement is."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from denouement.errors import ModelError, Problem
from denouement.language import _
from denouement.model.claim_language import Says
from denouement.model.claim_parser import parse_claim
from denouement.model.dates import Date
from denouement.model.names import did_you_mean

YARDSTICK: dict[str, Fraction] = {
    "remote": Fraction(3, 100),
    "highly unlikely": Fraction(15, 100),  # not said
    "unlikely": Fraction(30, 100),
    "realistic possibility": Fraction(45, 100),  # not said
    "likely": Fraction(65, 100),
    "probable": Fraction(65, 100),
    "highly likely": Fraction(85, 100),  # not said
    "almost certain": Fraction(97, 100),  # not said
    "certain": Fraction(1),
}
"""The probability yardstick of the UK's Professional Head of Intelligence Assessment, read as band middles."""

RELIABILITY = "ABCDEF"
CREDIBILITY = "123456"
"""The Admiralty scale: how reliable a source is (A best), how credible a single report (1 best)."""


@frozen
class Certainty:
    """A probability in (0, 1], exact, and the words or digits it was written in."""

    text: str = field(eq=False)
    value: Fraction

    @classmethod
    def parse(cls, text: str) -> Certainty:
        """Return the certainty that `text` writes, a word of the yardstick or a number in (0, 1].

        >>> Certainty.parse("likely").value
        Fraction(13, 20)
        """
        words = " ".join(text.lower().split())
        if words in YARDSTICK:
            return cls(words, YARDSTICK[words])
        try:
            # A bound on the length keeps 1e999999999 from being written out as a fraction.
            value = Fraction(text) if len(text) <= 30 and "e" not in text.lower() else None
        except (ValueError, ZeroDivisionError):
            value = None
        if value is None and text.strip().endswith("%"):
            hint = _("write .8 for 80 %, or one of: {words}", words=", ".join(YARDSTICK))
            raise ModelError(Problem(_("{text!r} is not a certainty", text=text), hint))
        if value is None:
            raise ModelError(Problem(_("{text!r} is not a certainty", text=text), did_you_mean(text, YARDSTICK)))
        if not 0 < value <= 1:
            hint = _("write .5 for 50 %") if value > 1 else _("leave out what cannot be")
            raise ModelError(Problem(_("a certainty lies above 0 and at most at 1, not at {text}", text=text), hint))
        return cls(text, value)


@frozen
class Source:
    """Where something can be read."""

    id: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    """ISO, or only a year or a month."""
    url: str | None = None
    doi: str | None = None
    language: str | None = None
    reliability: str | None = None
    note: str | None = None


@frozen
class Evidence:
    """What a source says: a short quote, or a note in the analyst's words."""

    id: str
    source: str
    quote: str | None = None
    note: str | None = None
    where: str | None = None
    date: Date | None = None
    credibility: str | None = None
    since: Date | None = None
    until: Date | None = None


def _says(given: str | Says | None) -> Says | None:
    return parse_claim(given) if isinstance(given, str) else given


@frozen
class Claim:
    """What somebody said the outcome would be; kept with the model.

    >>> str(Claim("c8", says="better(microsoft, endings)").says)
    'better(microsoft, endings)'
    """

    id: str
    quote: str | None = None
    source: str | None = None
    certainty: Certainty | None = None
    says: Says | None = field(default=None, converter=_says)
    """The claim in terms of the model; a text is parsed. None: this model does not judge it."""
    date: Date | None = None
    note: str | None = None
