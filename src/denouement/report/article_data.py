"""An article as plain data: names, moments, quantities, and each sentence with its cues and what it could become."""

from __future__ import annotations

from typing import Any

from denouement.articles.against import Comparison, Element
from denouement.articles.article import Article, Sentence


def article_data(article: Article, comparison: Comparison | None = None) -> dict[str, Any]:
    """Return everything about an article as plain data."""
    data: dict[str, Any] = {
        "format": "denouement-read/1",
        "title": article.title or None,
        "language": article.language,
        "language_guessed": article.guessed,
        "date": article.date.isoformat() if article.date else None,
        "paragraphs": len(article.paragraphs),
        "words": article.words,
        "names": [
            {
                "name": named.name,
                "forms": list(named.forms),
                "mentions": len(named.mentions),
                "first": f"{named.first[0]}.{named.first[1]}",
            }
            for named in article.names
        ],
        "sentences": [_sentence_data(sentence, comparison) for sentence in article.sentences],
    }
    if comparison is not None:
        data["against"] = {
            "source": comparison.source,
            "cited": [_element_data(one.element) for one in comparison.cited],
            "not_cited": [f"{place[0]}.{place[1]}" for place in comparison.uncited],
            "not_found": [_element_data(element) for element in comparison.missing],
            "other_sources": comparison.elsewhere,
        }
    return data


def _sentence_data(sentence: Sentence, comparison: Comparison | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "number": sentence.number,
        "text": sentence.text,
        "names": [mention.text for mention in sentence.names],
        "moments": [
            {"text": moment.text, "when": moment.when, "or_ahead": moment.or_ahead} for moment in sentence.moments
        ],
        "quantities": [
            {
                "text": quantity.text,
                "value": str(quantity.value) if quantity.value is not None else None,
                "unit": quantity.unit,
                "rounded": quantity.rounded,
            }
            for quantity in sentence.quantities
        ],
        "cues": [
            {"text": hedge.text, "start": hedge.start, "kind": hedge.kind, "certainty": hedge.certainty}
            for hedge in sentence.hedges
        ],
        "candidates": [
            {"use": candidate.use, "quote": candidate.quote, "certainty": candidate.certainty}
            for candidate in sentence.candidates
        ],
    }
    if comparison is not None:
        data["cited_by"] = [{"kind": element.kind, "id": element.id} for element in comparison.citing(sentence.place)]
    return data


def _element_data(element: Element) -> dict[str, Any]:
    return {"kind": element.kind, "id": element.id, "source": element.source, "quote": element.quote}
