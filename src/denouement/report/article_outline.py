"""What a reader is told about an article: what it is, who, when, how much, and each sentence with its use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from denouement.articles.against import Comparison, Element
from denouement.articles.article import Article, Candidate, Sentence
from denouement.articles.cues import CUES, Cue
from denouement.articles.moments import Moment
from denouement.language import together
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.words import counted

_LANGUAGES = {"en": "English", "fr": "French"}
_NAMES_SHOWN = 20


def article_outline(
    article: Article, comparison: Comparison | None = None, *, draft: str | None = None
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections; `draft` is the file that was written, if any."""
    if comparison is None:
        sections = [*_who(article), *_when(article), *_how_much(article), _sentences(article), _next(draft)]
    else:
        sections = [_beside(article, comparison), *_left_out(article, comparison)]
    return clean(article.title) or "An article", _facts(article), tuple(sections)


def cues_outline(language: str | None) -> tuple[str, str, tuple[Section, ...]]:
    """Return the table of cues, in one language or both."""
    sections = tuple(
        Section(f"{_LANGUAGES[cue.language]}: {_kind(cue)}", "; ".join(cue.patterns))
        for cue in CUES
        if language in (None, cue.language)
    )
    facts = (
        "(a|b) is a choice, x? may be missing, ~ stands for up to two words; {conditional} and {future} "
        "are the endings of French verbs"
    )
    return "Words that tell how sure a writer is", facts, sections


def _kind(cue: Cue) -> str:
    if not cue.kind:
        return "false friends, which look like cues and are none"
    return f"{cue.kind} ({cue.certainty})" if cue.certainty else cue.kind


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


def _facts(article: Article) -> str:
    language = _LANGUAGES[article.language]
    parts = [
        counted(len(article.paragraphs), "paragraph"),
        counted(len(article.sentences), "sentence"),
        counted(article.words, "word"),
        f"{language} (guessed; --language says otherwise)" if article.guessed else language,
    ]
    return ", ".join(parts)


def _who(article: Article) -> Iterator[Section]:
    if not article.names:
        yield Section("Who is named", "Nobody, as far as capitals tell.")
        return
    rows = []
    for named in article.names[:_NAMES_SHOWN]:
        others = [clean(form) for form in named.forms if form != named.name]
        also = f"also {together(others)}" if others else ""
        rows.append((clean(named.name), str(len(named.mentions)), f"{named.first[0]}.{named.first[1]}", also))
    lead = "Told by capitals alone: people, organisations, places and products look alike."
    rest = article.names[_NAMES_SHOWN:]
    if rest:
        rows.append((f"… and {counted(len(rest), 'more name')}", "", "", ""))
    yield Section("Who is named", lead, ("Name", "Times", "First in", ""), tuple(rows))


def _when(article: Article) -> Iterator[Section]:
    rows = [
        (clean(moment.text), _moment(moment, article), sentence.number)
        for sentence in article.sentences
        for moment in sentence.moments
    ]
    if not rows:
        return
    lead = (
        ""
        if article.date
        else "Days such as Friday need the day of the article: give it with --date, such as --date 2023-11-20."
    )
    yield Section("When", lead, ("Words", "Date", "In"), tuple(rows))


def _moment(moment: Moment, article: Article) -> str:
    """Return the date that is meant; where two can be meant, the one nearer to the day of the article first."""
    if moment.when is None:
        return ""
    if moment.or_ahead is None:
        return moment.when
    if moment.is_nearer_ahead(article.date):
        return f"{moment.or_ahead} or, if past, {moment.when}"
    return f"{moment.when} or, if still to come, {moment.or_ahead}"


def _how_much(article: Article) -> Iterator[Section]:
    rows = tuple(
        (clean(quantity.text), sentence.number) for sentence in article.sentences for quantity in sentence.quantities
    )
    if rows:
        yield Section("How much", "", ("Words", "In"), rows)


def _sentences(article: Article) -> Section:
    rows = tuple((sentence.number, clean(sentence.text), _uses(sentence)) for sentence in article.sentences)
    lead = (
        "What each could become in a model, with the words that say so. A certainty is what the writer's words "
        "come to "
        "on the probability yardstick, not what is true."
    )
    return Section("Sentence by sentence", lead, ("", "Sentence", "Could become"), rows)


def _uses(sentence: Sentence) -> str:
    return "; ".join(_use(sentence, candidate) for candidate in sentence.candidates)


def _use(sentence: Sentence, candidate: Candidate) -> str:
    kinds = {
        "claim": ("seems", "likely", "possible", "strong", "conditional", "forecast"),
        "evidence": ("reported",),
        "question": ("unknown",),
    }[candidate.use]
    cues = together([clean(hedge.text) for hedge in sentence.hedges if hedge.kind in kinds])
    words = f"{candidate.use}, {candidate.certainty}" if candidate.certainty else candidate.use
    return f"{words} ({cues})" if cues else words


def _next(draft: str | None) -> Section:
    if draft is None:
        lead = "denouement read … -o draft.yaml writes evidence and claims with their quotes into a draft of a model."
    else:
        lead = (
            f"{clean(draft)} holds the evidence and the claims with their quotes. Who decides, what they can do and "
            f"what they want is yours to say: replace the block that says so, then denouement check {clean(draft)}."
        )
    return Section("Next", lead)


def _beside(article: Article, comparison: Comparison) -> Section:
    rows = tuple(
        (
            sentence.number,
            clean(sentence.text),
            ", ".join(f"{element.kind} {element.id}" for element in comparison.citing(sentence.place)) or "–",
        )
        for sentence in article.sentences
    )
    if comparison.source is None:
        lead = "No quote of the model is in this text."
    else:
        chosen = "" if comparison.named else ", recognised by its quotes; --source says otherwise"
        lead = f"This text is the model's source {clean(comparison.source)}{chosen}."
    return Section("The text beside the model", lead, ("", "Sentence", "Cited by"), rows)


def _left_out(article: Article, comparison: Comparison) -> Iterator[Section]:
    texts = {sentence.place: sentence for sentence in article.sentences}
    telling = [texts[place] for place in comparison.uncited if texts[place].candidates]
    lead = f"{counted(len(comparison.uncited), 'sentence')} of {len(article.sentences):,}"
    lead += "; of these, a model could use:" if telling else "."
    rows = tuple((sentence.number, _uses(sentence)) for sentence in telling)
    if comparison.uncited:
        yield Section("Cited by nobody", lead, ("", "Could become") if rows else (), rows)
    if comparison.missing:
        yield Section(
            "Quotes that are not in the text",
            f"They name {clean(str(comparison.source))} as their source, but its words differ:",
            ("", "Quote"),
            tuple((f"{element.kind} {element.id}", clean(element.quote)) for element in comparison.missing),
        )
    if comparison.elsewhere:
        yield Section(
            "", f"{counted(comparison.elsewhere, 'other quote')} of the model, from other sources, left aside."
        )
