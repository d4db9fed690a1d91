"""How much: numbers with what they count, money, shares; and whether they are rounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from attrs import frozen

_NUMBER_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt",
}
_ROUND_NUMBERS: dict[str, dict[str, int]] = {
    "en": {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "fr": {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingts": 80},
}
_SHARES: dict[str, dict[str, Fraction]] = {
    "en": {
        "a third": Fraction(1, 3),
        "one third": Fraction(1, 3),
        "two thirds": Fraction(2, 3),
        "two-thirds": Fraction(2, 3),
        "half": Fraction(1, 2),
        "a quarter": Fraction(1, 4),
        "three quarters": Fraction(3, 4),
        "three-quarters": Fraction(3, 4),
    },
    "fr": {
        "un tiers": Fraction(1, 3),
        "le tiers": Fraction(1, 3),
        "deux tiers": Fraction(2, 3),
        "la moitié": Fraction(1, 2),
        "un quart": Fraction(1, 4),
        "trois quarts": Fraction(3, 4),
    },
}
_CROWDS: dict[str, dict[str, int]] = {
    "en": {"a dozen": 12, "dozens": 0, "hundreds": 0, "thousands": 0, "a hundred": 100, "a thousand": 1000},
    "fr": {
        **{"une dizaine": 10, "une quinzaine": 15, "une vingtaine": 20, "une trentaine": 30, "une cinquantaine": 50},
        **{"une centaine": 100, "un millier": 1000, "cent": 100, "mille": 1000},
        **{"des dizaines": 0, "des centaines": 0, "des milliers": 0},
    },
}
"""Round numbers of people and things; 0 where the word gives no number."""

_ABOUT = {
    "en": "just over|just under|more than|less than|fewer than|close to|at least|at most|up to|about|around|"
    "almost|nearly|"
    "roughly|approximately|some|over|under",
    "fr": "un peu plus de|un peu moins de|plus de|moins de|près de|au moins|au plus|jusqu’à|environ|quelque|presque|"
    "autour de|à peu près",
}
_TIMES = {
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "thousand": 1000,
    "hundred": 100,
    "bn": 10**9,
    "m": 10**6,
}
_TIMES_FR = {"million": 10**6, "milliard": 10**9, "millier": 1000, "mille": 1000}
_PERCENT = r"%|percent\b|per cent\b|pour cent\b"
_MONEY = r"dollars?|euros?|pounds?|francs?|yens?|livres?"
_NOT_COUNTED = {
    "en": "the of and or to in on at by for from with as than that who which is are was were have has had will "
    "would may might could before after but its his her their a an per times close last this next more them it us "
    "him these those each all whom what",
    "fr": "de des du d l la le les et ou à au aux en dans sur par pour avec que qui est sont ont a avait sera ne se "
    "ce un une plus eux elles lui ceux celles fois dernier dernière prochain",
}


@frozen
class Quantity:
    """A number in a sentence; `value` is None where the words give none, as in `dozens of`."""

    text: str
    start: int
    end: int
    value: Fraction | None
    unit: str
    """What is counted, a currency sign or name, `%`, or empty."""
    rounded: str
    """The word that says it is not exact: near, about, more than; or empty."""


def quantities_of(sentence: str, language: str, *, taken: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, but for numbers in the spans that are taken (dates and names)."""
    found = []
    for match in _pattern(language).finditer(sentence):
        core = match.span("digits" if match["digits"] else "words")
        if any(start < core[1] and core[0] < end for start, end in taken):
            continue
        quantity = _quantity(match, language)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _quantity(match: re.Match[str], language: str) -> Quantity | None:
    words, digits = match["words"], match["digits"]
    sign, percent, times, money = match["sign"], match["percent"], match["times"], match["money"]
    noun = match["noun"] or ""
    value: Fraction | None
    if words is not None:
        low = words.lower()
        value = _value_of_words(low, language)
        if low in _CROWDS[language] and not noun and not times:
            return None
    else:
        value = _value_of_digits(digits, language)
    if times and value is not None:
        table = {**_TIMES, **(_TIMES_FR if language == "fr" else {})}
        low = times.lower()
        value *= table[low] if low in table else table[low.rstrip("s")]
    end = match.end()
    if (sign or percent or money or match["after"]) and noun:
        end = match.start("counted")  # money and shares count nothing else
    text = match.string[match.start() : end].rstrip(" \u00a0\u202f")
    unit = "%" if percent else sign or match["after"] or money or noun
    return Quantity(text, match.start(), match.start() + len(text), value, unit, (match["about"] or "").lower())


def _value_of_words(low: str, language: str) -> Fraction | None:
    if low in _SHARES[language]:
        return _SHARES[language][low]
    if low in _ROUND_NUMBERS[language]:
        return Fraction(_ROUND_NUMBERS[language][low])
    if low in _CROWDS[language]:
        return Fraction(_CROWDS[language][low]) or None
    return Fraction(_NUMBER_WORDS[language].split().index(low) + 2)


def _value_of_digits(digits: str, language: str) -> Fraction:
    plain = re.sub(r"[\s\u00a0\u202f]", "", digits)
    if language == "fr":
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    return Fraction(plain.replace(",", "."))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = [
        *_SHARES[language], *_CROWDS[language], *_ROUND_NUMBERS[language], *_NUMBER_WORDS[language].split(),
    ]  # fmt: skip
    spelled = "|".join(sorted(words, key=len, reverse=True))
    space = r"[ \u00a0\u202f]"
    digits = (
        rf"\d{{1,3}}(?:{space}\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?"
        if language == "fr"
        else r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    )
    times = (
        "millions?|milliards?|milliers?|mille"
        if language == "fr"
        else "trillions?|billions?|millions?|thousands?|hundred|bn|m"
    )
    stop = "|".join(_NOT_COUNTED[language].split())
    of = r"(?:d[’']|de )" if language == "fr" else "of "
    ends = r"(?=bn\b|m\b|[^\w-]|-(?!\w)|$)"  # neither 4th nor GPT-4 nor 2023-11
    about = _ABOUT[language].replace("’", "[’']")
    return re.compile(
        rf"(?:\b(?i:(?P<about>{about})){space})?"
        rf"(?:(?P<sign>[$€£¥])?(?P<digits>(?<![\w.,-])(?:{digits}){ends})|\b(?i:(?P<words>{spelled}))\b(?!-))"
        rf"(?:{space}?(?P<times>{times})\b)?"
        rf"(?:{space}?(?P<percent>{_PERCENT})|{space}?(?P<after>[$€£])|{space}(?:{of})?(?P<money>{_MONEY})\b)?"
        rf"(?P<counted>{space}(?:{of})?(?P<noun>(?!(?:{stop})\b)[^\W\d_A-ZÀ-Ý][^\W\d_]+))?"
    )
