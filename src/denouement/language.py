"""In which language the program speaks: messages by gettext, numbers and dates as that language writes them.

English is the language of the source, so that it needs no catalogue; other languages have theirs in `translations/`.
A message is looked up when it is said, never when a module is loaded, so that one process can speak several languages:

>>> with speaking("fr"):
...     ngettext("{number} ending", "{number} endings", 8)
'8 issues'
"""

from __future__ import annotations

import gettext as stdlib_gettext
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any

LANGUAGES = ("en", "fr")
_ENGLISH = LANGUAGES[0]
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_spoken: ContextVar[str] = ContextVar("language", default=_ENGLISH)


def language() -> str:
    """Return the language spoken here and now, one of LANGUAGES."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within a block: of this thread, or this task of an event loop, and of no other.

    Raises ValueError for a language that the program does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; there are {', '.join(LANGUAGES)}")
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def preferred(environment: Mapping[str, str]) -> str:
    """Return the first language that somebody's environment asks for and the program speaks, else English.

    Looks where gettext looks: LANGUAGE (a list), LC_ALL, LC_MESSAGES, LANG.

    >>> preferred({"LANG": "fr_CA.UTF-8"})
    'fr'
    """
    locale = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return _ENGLISH  # then LANGUAGE does not count, as in GNU gettext
    for wanted in (environment.get("LANGUAGE") or locale).split(":"):
        if (base := re.split("[_.@-]", wanted)[0].lower()) in LANGUAGES:
            return base
    return _ENGLISH


def marked(message: str, plural: str = "") -> str:
    """Return a message as it is: it stands in a table, and is translated by `_` where it is said."""
    return message


def _(message: str, /, **values: object) -> str:
    """Return a message in the language spoken, with its `{places}` filled; see `_Writer` for what fills them."""
    return _filled(_catalogue(language()).gettext(message), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a message whose translation depends on a context."""
    return _filled(_catalogue(language()).pgettext(context, message), values)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Return a message for a number of things; `{number}` is that number."""
    return _filled(_catalogue(language()).ngettext(singular, plural, number), {"number": number, **values})


@cache
def _catalogue(language: str) -> stdlib_gettext.NullTranslations:
    if language == _ENGLISH:
        return stdlib_gettext.NullTranslations()
    from importlib.resources import files  # not needed to say anything in English

    with (files("denouement") / "translations" / language / "LC_MESSAGES" / "denouement.mo").open("rb") as stream:
        return stdlib_gettext.GNUTranslations(stream)


def _filled(message: str, values: Mapping[str, object]) -> str:
    return _WRITER.vformat(message, (), values) if values else message


class _Writer(string.Formatter):
    """Fills the places of a message: whole numbers with the language's digit groups, names as grammar wants them.

    `{name:in}` is a name inside a sentence, without the capital of its article; `{name:cap}` one that begins it.
    In French `{name:de}`, `{name:à}` and `{name:que}` join a name to the word before it: `des salariés`, `au conseil`,
    `qu’Altman`. Several names, in a tuple or a list, stand together, each of them so: `du conseil et des salariés`.
    """

    def format_field(self, value: Any, spec: str) -> str:
        if isinstance(value, (tuple, list)):
            return together([self.format_field(one, spec) for one in value])
        if isinstance(value, int) and not isinstance(value, bool) and not spec:
            return in_digits(value)
        if spec == "in":
            return within(str(value))
        if spec == "cap":
            return str(value)[:1].upper() + str(value)[1:]
        if spec in _JOINED:
            return joined(spec, str(value))
        return str(format(value, spec))


_WRITER = _Writer()
_ARTICLES = {"en": re.compile(r"(The|An?)(?= )"), "fr": re.compile(r"(Les?|La|Une?|Des)(?= )|L(?=[’'])")}
_JOINED = {"de": {"le ": "du ", "les ": "des "}, "à": {"le ": "au ", "les ": "aux "}, "que": {}}
_VOWEL = re.compile(
    r"[aeiouàâäéèêëîïôöùûüœæ]|y(?![aeiouéè])|h(?:a(?:bi|ïti)|e(?:ct|nri|rm|rv)|é(?!ros|riss)|i(?:ppo|stoir)"
    r"|o(?:m[mé]|n[no]|pit|rten|spi|te)|ô|u(?:bert|gu|iss|man)|y(?!u))",
    re.IGNORECASE,
)
"""What a name begins with that is spoken as a vowel: an h is silent in `Hélène`, and none in `Hongrie`."""


def within(name: str) -> str:
    """Return a name as it stands inside a sentence: `the staff` for `The staff`."""
    article = _ARTICLES[language()].match(name)
    return article[0].lower() + name[article.end() :] if article else name


def joined(word: str, name: str) -> str:
    """Return `de`, `à` or `que` and a French name as they are written together."""
    name = within(name)
    for article, both in _JOINED[word].items():
        if name.startswith(article):
            return both + name[len(article) :]
    if word != "à" and _VOWEL.match(name):
        return f"{word[:-1]}’{name}"
    return f"{word} {name}"


def in_digits(number: int) -> str:
    """Return a whole number with its digits in groups: `138,240`, in French `138 240`."""
    if language() == _ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language())


def in_decimals(number: float, places: int) -> str:
    """Return a number with so many decimal places: `0.65`, in French `0,65`."""
    if language() == _ENGLISH:
        return f"{number:,.{places}f}"
    from decimal import Decimal

    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * places if places else "")
    rounded = Decimal(f"{number:.{places}f}")  # as in English: Babel would round a tie its own way
    return format_decimal(rounded, format=pattern, locale=language())


def in_percent(share: float, places: int = 0) -> str:
    """Return a share from 0 to 1 in per cent: `65%`, in French `65 %`."""
    sign = "%" if language() == _ENGLISH else "\u202f%"
    return in_decimals(100 * share, places) + sign


def day_in_words(day: date) -> str:
    """Return a day as `20 November 2023`, in French `20 novembre 2023`."""
    if language() == _ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return _as_babel_has_it(day, "d MMMM y")  # not said


def day_in_short(day: date) -> str:
    """Return a day as `20 Nov 2023`, in French `20 nov. 2023`."""
    if language() == _ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
    return _as_babel_has_it(day, "d MMM y")  # not said


def _as_babel_has_it(day: date, pattern: str) -> str:
    """Return a day in the language spoken, by a pattern of the CLDR; French writes the first of a month `1er`."""
    from babel.dates import format_date

    text = format_date(day, pattern, locale=language())
    return re.sub("^1 ", "1er ", text) if language() == "fr" else text


def together(words: Sequence[str]) -> str:
    """Return `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return _("{some} and {last}", some=", ".join(words[:-1]), last=words[-1])


def either(words: Sequence[str]) -> str:
    """Return `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return _("{some} or {last}", some=", ".join(words[:-1]), last=words[-1])


def in_row(words: Sequence[str]) -> str:
    """Return `a; b; c`, for parts that may hold commas."""
    return _("; ").join(words)


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return _("“{text}”", text=text)
