"""What a news text says, sentence by sentence, and what each sentence could become in a model."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Literal

from attrs import frozen

from denouement.articles.excerpts import excerpt
from denouement.articles.hedges import Hedge, certainty_of, hedges_of
from denouement.articles.language import Language, language_of
from denouement.articles.moments import Moment, moments_of
from denouement.articles.names import Mention, Named, Place, names_of
from denouement.articles.quantities import Quantity, quantities_of
from denouement.articles.sentences import paragraphs_of, sentences_of
from denouement.articles.words import words_of
from denouement.errors import FileError, Problem, RequestError
from denouement.language import _

SIZE_LIMIT = 2_000_000

Use = Literal["claim", "evidence", "question"]

_CLAIMED_BY_ITSELF = ("seems", "likely", "possible", "strong")
_CLAIMED_UNLESS_REPORTED = ("conditional", "forecast")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@frozen
class Candidate:
    """A use for a sentence in a model, with the short quote that would stand there."""

    use: Use
    quote: str
    """Under 15 words, word for word as in the text."""
    certainty: str | None = None
    """A word of the yardstick; only claims have one, and only where the writer hedges or insists."""


@frozen
class Sentence:
    """A sentence and what is in it; all places count characters of `text`."""

    place: Place
    text: str
    hedges: tuple[Hedge, ...]
    names: tuple[Mention, ...]
    moments: tuple[Moment, ...]
    quantities: tuple[Quantity, ...]
    candidates: tuple[Candidate, ...]

    @property
    def number(self) -> str:
        """The sentence as `2.3`: third of the second paragraph."""
        return f"{self.place[0]}.{self.place[1]}"


@frozen
class Article:
    """A text, read."""

    language: Language
    guessed: bool
    """Whether the language was told by the text itself."""
    date: datetime.date | None
    """The day of the article, if it was given."""
    paragraphs: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Named, ...]
    words: int

    @property
    def title(self) -> str:
        """The first paragraph, if it is a headline: one sentence without a full stop."""
        first = [sentence for sentence in self.sentences if sentence.place[0] == 1]
        return first[0].text if len(first) == 1 and first[0].text[-1] not in ".!…:,;" else ""


def decoded(data: bytes, name: str) -> str:
    """Return the text in the bytes of an article; raise FileError if it is empty, too long or no text in UTF-8."""
    if len(data) > SIZE_LIMIT:
        message = _("{file} is larger than {number} MB", file=name, number=SIZE_LIMIT // 10**6)
        raise FileError(Problem(message, _("name the text of one article")))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError(Problem(_("{file} is in UTF-16", file=name), _("save it as plain text in UTF-8")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A text in an older encoding has a few odd bytes; a file of another kind has zeros as well.
        if b"\0" in data:
            raise _no_text(name) from None
        line, byte = data[: error.start].count(b"\n") + 1, f"{data[error.start]:#04x}"
        message = _("{file} is not in UTF-8: byte {byte} in line {line}", file=name, byte=byte, line=line)
        raise FileError(Problem(message, _("save it in UTF-8"))) from None
    if "\0" in text or len(_CONTROL.findall(text)) * 20 > len(text):
        raise _no_text(name)
    if not any(unicodedata.category(character)[0] == "L" for character in text):
        hint = _("name a file that holds the text of an article")
        raise FileError(Problem(_("{file} has no words in it", file=name), hint))
    return text


def _no_text(name: str) -> FileError:
    return FileError(Problem(_("{file} is not a text", file=name), _("name a plain text file in UTF-8")))


def read_article(text: str, *, language: str | None = None, date: datetime.date | None = None) -> Article:
    """Return what a text says; raise RequestError if it is in neither English nor French.

    `date` is the day of the article, from which `Friday` and `hier` are worked out; without it they stay words.
    """
    chosen = language_of(text, wanted=language)
    paragraphs = paragraphs_of(text)
    if not paragraphs:
        raise RequestError(Problem(_("there are no words in this text"), _("give the text of an article")))
    places = {
        (number, position): sentence
        for number, paragraph in enumerate(paragraphs, 1)
        for position, sentence in enumerate(sentences_of(paragraph, chosen), 1)
    }
    names = names_of(places, chosen)
    mentions: dict[Place, list[Mention]] = {place: [] for place in places}
    for named in names:
        for mention in named.mentions:
            mentions[mention.place].append(mention)
    sentences = tuple(_sentence(place, text, chosen, date, mentions[place]) for place, text in places.items())
    words = sum(len(words_of(sentence, chosen)) for sentence in places.values())
    return Article(chosen, language is None, date, paragraphs, sentences, names, words)


def _sentence(
    place: Place, text: str, language: Language, date: datetime.date | None, mentions: list[Mention]
) -> Sentence:
    moments = moments_of(text, language, written=date)
    when = [(moment.start, moment.end) for moment in moments]
    names = tuple(
        sorted(
            (name for name in mentions if not any(a < name.end and name.start < b for a, b in when)),
            key=lambda name: name.start,
        )
    )
    who = [(name.start, name.end) for name in names]
    hedges = tuple(
        hedge
        for hedge in hedges_of(text, language)
        if not any(a < hedge.end and hedge.start < b for a, b in when + who)
    )
    quantities = quantities_of(text, language, taken=when + who)
    candidates = _candidates(text, hedges, facts=[*when, *((quantity.start, quantity.end) for quantity in quantities)])
    return Sentence(place, text, hedges, names, moments, quantities, candidates)


def _candidates(text: str, hedges: tuple[Hedge, ...], *, facts: list[tuple[int, int]]) -> tuple[Candidate, ...]:
    """Return what a sentence could become.

    A conditional or future is a claim unless it is what somebody said (then it is evidence, at second hand) or what a
    question asks. A sentence that only tells, with a date or a number, is evidence too.
    """
    of_kind = {kind: [hedge for hedge in hedges if hedge.kind == kind] for kind in {hedge.kind for hedge in hedges}}
    asked, reported = of_kind.get("unknown", []), of_kind.get("reported", [])
    claimed = [hedge for hedge in hedges if hedge.kind in _CLAIMED_BY_ITSELF]
    if not asked and not reported:
        claimed += [hedge for hedge in hedges if hedge.kind in _CLAIMED_UNLESS_REPORTED]
    found = []
    if claimed:
        claimed.sort(key=lambda hedge: hedge.start)
        found.append(Candidate("claim", excerpt(text, claimed[0].start, claimed[0].end), certainty_of(claimed)))
    if reported:
        found.append(Candidate("evidence", excerpt(text, reported[0].start, reported[0].end)))
    elif facts and not claimed and (not asked or (asked[0].text != "?" and min(facts)[0] < asked[0].start)):
        found.append(Candidate("evidence", excerpt(text, *min(facts))))
    if asked:
        found.append(Candidate("question", excerpt(text, asked[0].start, asked[0].end)))
    return tuple(found)
