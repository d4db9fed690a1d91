"""An article beside a model: which sentences its evidence and claims quote, and which quotes are not in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from denouement.articles.article import Article
from denouement.articles.names import Place
from denouement.errors import Problem, RequestError
from denouement.language import _
from denouement.model.conflict import Conflict
from denouement.model.names import did_you_mean
from denouement.model.text import Text

_CUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—‑‐", "-"),
    }
)


_PUNCTUATION = re.compile(r"""["()]|[.,;:!?]+(?=[\s"()]|$)""")


@frozen
class Element:
    """A piece of evidence or a claim of a model, and the quote by which it cites a text."""

    kind: Literal["evidence", "claim"]
    id: str
    source: str | None
    quote: str


@frozen
class Cited:
    """An element and the sentences its quote stands in, one or several in a row."""

    element: Element
    places: tuple[Place, ...]


@frozen
class Comparison:
    """What a model cites of an article."""

    source: str | None
    """The source of the model that this article is; None if no quote of any source is found in it."""
    named: bool
    """Whether that source was named, not told by its quotes."""
    cited: tuple[Cited, ...]
    uncited: tuple[Place, ...]
    missing: tuple[Element, ...]
    """Elements of that source whose quotes are not in the text."""
    elsewhere: int
    """How many elements quote other sources."""

    def citing(self, place: Place) -> tuple[Element, ...]:
        """Return the elements whose quotes stand in a sentence."""
        return tuple(one.element for one in self.cited if place in one.places)


def compare(article: Article, conflict: Conflict, *, source: str | None = None) -> Comparison:
    """Return which sentences a model cites; `source` names the model's source that the article is.

    Without it, that is the source most of whose quotes are in the text. A quote is found whatever its apostrophes,
    quotation marks, dashes, spaces and capitals; `…` in it stands for words left out. Raises RequestError for a
    source that the model does not have.
    """
    known = [one.id for one in conflict.sources]
    if source is not None and source not in known:
        message = _("the model has no source {source!r}", source=source)
        raise RequestError(Problem(message, did_you_mean(source, known)))
    text = _Searchable(article)
    found: list[Cited] = []
    lost: list[Element] = []
    for element, versions in _elements(conflict):
        places = next((places for version in versions if (places := text.places_of(version))), ())
        if places:
            found.append(Cited(element, places))
        else:
            lost.append(element)
    tally = Counter(cited.element.source for cited in found if cited.element.source)
    chosen = source or (tally.most_common(1)[0][0] if tally else None)
    # The same few words may stand in two articles; only a quote of this one is a citation of it.
    cited = tuple(one for one in found if one.element.source in (chosen, None))
    missing = tuple(element for element in lost if chosen is not None and element.source == chosen)
    covered = {place for one in cited for place in one.places}
    uncited = tuple(sentence.place for sentence in article.sentences if sentence.place not in covered)
    elsewhere = len(found) + len(lost) - len(cited) - len(missing)
    return Comparison(chosen, source is not None, cited, uncited, missing, elsewhere)


def _elements(conflict: Conflict) -> Iterator[tuple[Element, tuple[str, ...]]]:
    for entry in conflict.evidence:
        if entry.quote is not None:
            yield Element("evidence", entry.id, entry.source, str(entry.quote)), _versions(entry.quote)
    for claim in conflict.claims:
        if claim.quote is not None:
            yield Element("claim", claim.id, claim.source, str(claim.quote)), _versions(claim.quote)


def _versions(quote: str) -> tuple[str, ...]:
    return tuple(quote.translations.values()) if isinstance(quote, Text) else (quote,)


class _Searchable:
    """The sentences in one line, in a form in which quotes are found, and where each begins."""

    def __init__(self, article: Article) -> None:
        self.places = [sentence.place for sentence in article.sentences]
        self.begins: list[int] = []
        self.text = ""
        for sentence in article.sentences:
            self.begins.append(len(self.text))
            self.text += _plain(sentence.text) + " "

    def places_of(self, quote: str) -> tuple[Place, ...]:
        """Return the sentences that a quote stands in; none if it is not in the text."""
        parts = [part for part in (_plain(part) for part in _CUT.split(quote)) if any(map(str.isalnum, part))]
        position = 0
        for part in parts:
            match = _whole(part).search(self.text, position)
            if match is None:
                return ()
            position = match.end()
        # From where the last part ends, the others are looked for backwards: that is the closest they come together.
        spans: list[tuple[int, int]] = []
        for part in reversed(parts):
            *_, last = _whole(part).finditer(self.text, 0, position)
            spans.insert(0, last.span())
            position = last.start()
        return tuple(dict.fromkeys(self._places_in(spans)))

    def _places_in(self, spans: Iterable[tuple[int, int]]) -> Iterator[Place]:
        for start, end in spans:
            first, last = bisect_right(self.begins, start) - 1, bisect_right(self.begins, end - 1) - 1
            yield from self.places[first : last + 1]


def _whole(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
    return " ".join(_PUNCTUATION.sub(" ", folded).split())
