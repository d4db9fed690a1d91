"""Which language a text is in, told by its most common small words."""

from __future__ import annotations

import re
from typing import Literal

from denouement.errors import Problem, RequestError
from denouement.language import _

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_WORDS: dict[Language, frozenset[str]] = {
    "en": _words(
        "the of and to in that is was for it with as his her on be at by had not are but from or have an they which "
        "would there their been will who has were than its this said"  # not said
    ),
    "fr": _words(
        "le la les de des du et à un une que qui dans en il elle est pour pas ne sur se au aux par avec plus son sa "
        "ses ce cette ont été mais ou sont leur qu d l n s c"  # not said
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 8  # of a text's words, one in so many is a small word of its language; usually it is one in three


def language_of(text: str, *, wanted: str | None = None) -> Language:
    """Return the language of a text, or the one that is wanted; raise RequestError if it is neither of the two.

    >>> language_of("Le conseil ne se prononce pas sur la question.")
    'fr'
    """
    if wanted is not None:
        code = wanted.strip().lower().partition("-")[0]
        if code not in LANGUAGES:
            hint = _("write --language en or --language fr")
            message = _("articles are read in English (en) or French (fr), not in {language!r}", language=wanted)
            raise RequestError(Problem(message, hint))
        return code
    words = [word.lower() for word in _WORD.findall(text)]
    found = {language: sum(word in _SMALL_WORDS[language] for word in words) for language in LANGUAGES}
    best, second = sorted(LANGUAGES, key=lambda language: found[language], reverse=True)
    if found[best] * _LEAST_SHARE < len(words) or found[best] == found[second]:
        message = _("this text looks neither English (en) nor French (fr), the two languages that articles are read in")
        hint = _("if it is one of them after all, write --language en or --language fr")
        raise RequestError(Problem(message, hint))
    return best
