"""When: days, months and years in a text, those that are told from the day of the article worked out from it.

What counts as an expression of time is said here; the library dateparser (BSD) reads it. Its own search is not used: it
takes `12% of`, the verb `may` and the French `sa` for dates.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any, Literal

from attrs import frozen

from denouement.articles.needed import needed

_DAYS = {
    "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
}
_MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan\b\.?|feb\b\.?|mar\b\.?|apr\b\.?|aug\b\.?|sept?\b\.?|oct\b\.?|nov\b\.?|dec\b\.?",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
}
_HOURS = {"en": "early morning|morning|afternoon|evening|night", "fr": "matin|midi|après-midi|soir|nuit"}
_SPANS = {"en": "days?|weeks?|months?|years?|hours?", "fr": "jours?|semaines?|mois|ans?|années?|heures?"}
_COUNTS = {
    "en": r"\d+|an?|two|three|four|five|six|seven|eight|nine|ten",
    "fr": r"\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix",
}
_NO_DAY = {
    "en": "(?:last|this|next|the) week(?:end|-end)|(?:last|this|next) week|(?:the )?(?:following|next|previous) "
    "(?:day|morning|week|month|year)|(?:the )?(?:end|start|beginning) of the (?:day|week|month|year)|weekend|"
    "(?:in|by) (?:the )?(?:spring|summer|autumn|fall|winter)(?: of \\d{4})?|overnight",
    "fr": "(?:la semaine|le mois) (?:dernière?|prochaine?|suivante?|passée?)|ce week-end|cette semaine|"
    "ce mois-ci|week-end|"
    "le lendemain|la veille|(?:la )?(?:fin|mi|début) (?:du mois|de (?:la |l[’'])?(?:journée|semaine|année|mois|an))|"
    "(?:au|cet|l[’'])(?: )?(?:printemps|été|automne|hiver)(?: (?:dernier|prochain|\\d{4}))?|(?:l[’']an|"
    "l[’']année) prochaine?",
}
_TODAY = {
    "en": "today|tonight|this morning|this afternoon|this evening",
    "fr": "aujourd[’']hui|ce matin|cet après-midi|ce soir|cette nuit",
}
_ONE_OFF = {
    "en": {"yesterday": -1, "tomorrow": 1},
    "fr": {"avant-hier": -2, "après-demain": 2, "hier": -1, "demain": 1},
}
_LAST_YEAR = {"en": "last year", "fr": "l[’']an (?:dernier|passé)|l[’']année (?:dernière|passée)"}
_BEFORE_A_YEAR = {
    "en": r"(?:in|since|by|until|before|after|from|of|during|early|late|mid-|year)\s*",
    "fr": r"(?:en|depuis|dès|avant|après|fin|début|mi-|de|année|jusqu[’']en|courant)\s*",
}


@frozen
class Moment:
    """Words of a sentence that say when."""

    text: str
    start: int
    end: int
    when: str | None = None
    """ISO, a day, a month or only a year; None if the words do not tell, or only with the date of the article."""
    or_ahead: str | None = None
    """The same day of the week or year still to come, where the words leave open which one is meant."""

    def is_nearer_ahead(self, day: datetime.date | None) -> bool:
        """Return whether the day still to come is nearer to a day than the one past."""
        if day is None or self.or_ahead is None or self.when is None or len(self.when) < 10 or len(self.or_ahead) < 10:
            return False
        past, ahead = datetime.date.fromisoformat(self.when), datetime.date.fromisoformat(self.or_ahead)
        return ahead - day < day - past


def moments_of(sentence: str, language: str, *, written: datetime.date | None) -> tuple[Moment, ...]:
    """Return the expressions of time in a sentence; `written` is the day of the article."""
    found = []
    for match in _pattern(language).finditer(sentence):
        kind = str(match.lastgroup)
        if kind == "month" and not _is_month(match, language):
            continue
        start, end = match.span(kind)
        when, ahead = _resolved(sentence[start:end], kind, language, written)
        found.append(Moment(sentence[start:end], start, end, when, ahead))
    return tuple(found)


def _is_month(match: re.Match[str], language: str) -> bool:
    """Return whether a month's name alone is one: May and March are verbs too, and `mars` a planet."""
    text = match["month"]
    if language == "fr":
        return (
            re.search(
                r"(?:en|depuis|dès|avant|après|fin|début|mi-|courant|de|d[’']|au mois de)\s?$",
                match.string[max(0, match.start() - 12) : match.start()],
            )
            is not None
        )
    in_place = re.search(
        r"\b(?:in|since|by|until|before|after|from|of|during|early|late|mid-|last|next|this)\s?$",
        match.string[max(0, match.start() - 12) : match.start()],
    )
    return text[0].isupper() and (in_place is not None or text.lower() not in ("may", "march", "august"))


def _resolved(text: str, kind: str, language: str, written: datetime.date | None) -> tuple[str | None, str | None]:
    if kind == "year":
        return text, None
    has_year = re.search(r"\b\d{4}\b", text) is not None
    if kind in ("vague", "clock") or (written is None and not (has_year and kind in ("iso", "date", "month_of_year"))):
        return None, None
    base = written or datetime.date(2000, 1, 1)  # plays no part in a date that has its year
    if kind == "today":
        return base.isoformat(), None
    if kind == "one_off":
        days = next(days for word, days in _ONE_OFF[language].items() if text.lower().startswith(word))
        return _shifted(base, days), None
    if kind == "last_year":
        return f"{base.year - 1:04}", None
    plain = re.sub(rf"(?i)\s*(?:{_HOURS[language]})$", "", text).replace("’", "'")
    # `lundi dernier` and `last Monday`: the library knows the second only.
    said = re.search(r"(?i)\b(last|past|dernier|passé|next|prochain)\b", plain)
    plain = re.sub(r"(?i)\s*\b(?:last|past|dernier|passé|next|prochain|this|ce)\b\s*", "", plain)
    forward = said is not None and said[1].lower() in ("next", "prochain")
    before, after = (_parsed(plain, language, base, which) for which in ("past", "future"))
    if before is None or after is None:
        return None, None
    if said is not None:
        before = after = after if forward else before
    elif kind == "weekday" and before.weekday() == base.weekday():
        before = base  # a paper of Monday that says `Monday` means its own day
    if kind == "month" or kind == "month_of_year":
        first, second = f"{before:%Y-%m}", f"{after:%Y-%m}"
    else:
        first, second = before.isoformat(), after.isoformat()
    return first, second if second != first else None


def _parsed(text: str, language: str, base: datetime.date, which: Literal["past", "future"]) -> datetime.date | None:
    settings: dict[str, Any] = {
        "RELATIVE_BASE": datetime.datetime.combine(base, datetime.time(12)),
        "PREFER_DATES_FROM": which,
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "DMY",
    }
    found = needed("dateparser").parse(text, languages=[language], settings=settings)
    return None if found is None else found.date()


def _shifted(day: datetime.date, days: int) -> str | None:
    try:
        return (day + datetime.timedelta(days)).isoformat()
    except OverflowError:
        return None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    days, months, hours = _DAYS[language], _MONTHS[language], _HOURS[language]
    part = rf"(?: (?:{hours}))?"
    if language == "fr":
        date = rf"(?:(?:{days}) )?(?:\d\d?|1er)[ \u00a0](?:{months})(?:[ \u00a0]\d{{4}})?"
        weekday = rf"(?:{days})(?: (?:dernier|prochain|passé))?{part}"
        ago = rf"il y a (?:{_COUNTS['fr']})[ \u00a0](?:{_SPANS['fr']})"
        clock = r"\d\d?[ \u00a0]?h(?:[ \u00a0]?\d\d)?\b|\d\d? heures"
    else:
        day = r"\d\d?(?:st|nd|rd|th)?"
        date = rf"(?:(?:{days}),? )?(?:{day}(?: of)? (?:{months})|(?:{months}) {day})(?:,? \d{{4}})?"
        weekday = rf"(?:(?:last|next|this) )?(?:{days}){part}"
        ago = rf"(?:{_COUNTS['en']}) (?:{_SPANS['en']}) ago"
        clock = r"\d\d?(?::\d\d)? ?[ap]\.?m\b\.?"
    one_off = "|".join(_ONE_OFF[language])
    groups = {
        "iso": r"\d{4}-\d\d-\d\d",
        "date": date,
        "month_of_year": rf"(?:{months}) \d{{4}}",
        "ago": ago,
        "last_year": _LAST_YEAR[language],
        "vague": _NO_DAY[language],
        "today": _TODAY[language],
        "one_off": rf"(?:{one_off}){part}",
        "weekday": weekday,
        "clock": clock,
        "month": rf"(?:{months})",
    }
    choices = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in groups.items())
    year = r"(?<=\s)(?P<year>(?:1[5-9]|20)\d\d)(?![\w%-]|[.,]\d|\s?(?:€|%|euros?|dollars?))"
    return re.compile(rf"(?i:(?<![\w-])(?:{choices})(?![\w-]))|(?i:\b{_BEFORE_A_YEAR[language]}){year}")
