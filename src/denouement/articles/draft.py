"""A draft of a model file from an article: what can be copied from a text, and places for what only a reader can judge.

The draft loads as it stands. Evidence and claims are filled in, each with its quote; who acts, what they can do, and
what they want are not in a text in any form a program could take over, so one decision maker stands there that says it
is to be replaced, and those named are listed beside it.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator

from denouement.articles.article import Article, Candidate, Sentence
from denouement.files.new_values import quoted
from denouement.model.names import why_not_an_id

PLACEHOLDER = "replace_me"
SOURCE = "article"

_NAMED = 12
"""Names that are listed; those named less often are seldom decision makers."""

_ABOUT_DRAFT = (
    "A draft, made by `denouement read`. It loads, but it models nothing yet: a program can copy quotes, it "
    "cannot judge who decides, what they can do and what they want. Work through it from top to bottom, take out "
    "what does not matter, and run `denouement check` on it as you go."
)
_ABOUT_EVIDENCE = (
    "Sentences that report or count something. Keep those that a judgement below rests on, and cite them there."
)
_ABOUT_CLAIMS = (
    "What the article says will, would or may be, and how sure it sounds. Keep claims about the outcome; `says` "
    'puts one into conditions, once there are decision makers: says: "better(somebody, endings)"'
)
_ABOUT_QUESTIONS = (
    "What the article leaves open. A question often is a pair of rival readings, or an option not yet taken."
)
_ABOUT_DECISION_MAKERS = (
    "Who can change something alone? An option is one thing that one of them can do or leave; preferences are "
    "what it wants, most important first. The block below only makes the file load: replace it."
)
_ABOUT_DAYS = (
    "Days in the article, as far as they can be worked out. What somebody did that day is a step of the history, "
    "such as - {date: 2024-03-12, by: somebody, take: [an_option]}, or with `event` and no `by` something that "
    "happened."
)

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def draft(article: Article) -> str:
    """Return the text of a model file."""
    return "\n".join(_lines(article)) + "\n"


def candidates(article: Article) -> Iterator[tuple[str, Sentence, Candidate]]:
    """Yield what the sentences could become, with the ids that they have in the draft: e1, e2 and c1, c2 and so on."""
    counts = {"evidence": 0, "claim": 0, "question": 0}
    for sentence in article.sentences:
        for candidate in sentence.candidates:
            counts[candidate.use] += 1
            yield f"{candidate.use[0]}{counts[candidate.use]}", sentence, candidate


def _lines(article: Article) -> Iterator[str]:
    found = list(candidates(article))
    day = article.date.isoformat() if article.date else None
    yield from _comment(_ABOUT_DRAFT)
    yield ""
    yield "denouement: 1"
    yield f"title: {_text('Draft: ' + (article.title or article.sentences[0].text[:80]))}"
    yield "language: en                       # the language of your names and reasons, not that of the article"
    yield (
        f"as_of: {day}"
        if day
        else "# as_of: 2024-03-15                # the day to stand on: that of the article, or later"
    )
    yield ""
    yield "sources:"
    yield f"  {SOURCE}:"
    if article.title:
        yield f"    title: {_text(article.title)}"
    if day:
        yield f"    date: {day}"
    yield f"    language: {article.language}"
    yield "    # publisher, url, and how reliable it is: reliability A (best) to F"
    evidence = [(id, sentence, candidate) for id, sentence, candidate in found if candidate.use == "evidence"]
    if evidence:
        yield ""
        yield from _comment(_ABOUT_EVIDENCE)
        yield "evidence:"
        for id, sentence, candidate in evidence:
            yield f"  {id}: {{source: {SOURCE}, quote: {_text(candidate.quote)}, where: {_where(sentence)}}}"
    yield ""
    yield from _decision_makers(article)
    yield from _history(article)
    claims = [(id, sentence, candidate) for id, sentence, candidate in found if candidate.use == "claim"]
    if claims:
        yield ""
        yield from _comment(_ABOUT_CLAIMS)
        yield "claims:"
        for id, sentence, candidate in claims:
            sure = f", certainty: {candidate.certainty}" if candidate.certainty else ""
            where = f"sentence {sentence.number}"
            yield f"  {id}: {{quote: {_text(candidate.quote)}, source: {SOURCE}{sure}, note: {_text(where)}}}"
    questions = [(sentence, candidate) for _, sentence, candidate in found if candidate.use == "question"]
    if questions:
        yield ""
        yield from _comment(_ABOUT_QUESTIONS)
        for sentence, candidate in questions:
            yield f"# {sentence.number} {_text(candidate.quote)}"


def _decision_makers(article: Article) -> Iterator[str]:
    yield from _comment(_ABOUT_DECISION_MAKERS)
    yield "decision_makers:"
    yield f"  {PLACEHOLDER}:"
    yield '    name: "(to be replaced by those who decide)"'
    yield "    options:"
    yield '      act: "(to be replaced by what they can do)"'
    yield "    preferences: []                # no wants yet: to be replaced"
    if not article.names:
        return
    yield "# Named in the article, most often first; there are places and products among them:"
    ids = {PLACEHOLDER}
    for named in article.names[:_NAMED]:
        id = _id(named.name, ids)
        ids.add(id)
        first = f"{named.first[0]}.{named.first[1]}"
        times = f"{len(named.mentions)} times, first in {first}" if len(named.mentions) > 1 else f"once, in {first}"
        yield f"#  {id}: {{name: {_text(named.name)}, options: {{}}, preferences: []}}   # {times}"
    if len(article.names) > _NAMED:
        rest = ", ".join(_text(named.name) for named in article.names[_NAMED:])
        yield f"# Named besides: {rest}"


def _history(article: Article) -> Iterator[str]:
    dated = [
        (moment.when, sentence, moment)
        for sentence in article.sentences
        for moment in sentence.moments
        if moment.when and len(moment.when) == 10 and (article.date is None or moment.when <= article.date.isoformat())
    ]
    if not dated:
        return
    yield ""
    yield from _comment(_ABOUT_DAYS)
    yield "history: []"
    for when, sentence, moment in sorted(dated, key=lambda entry: entry[0]):
        ahead = f" (or {moment.or_ahead}, if it was still to come)" if moment.or_ahead else ""
        yield f"# {when}: {sentence.number}, {_text(moment.text)}{ahead}"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, 110)]


def _where(sentence: Sentence) -> str:
    return f'"sentence {sentence.number}"'


def _text(text: str) -> str:
    """Return a text in quotes, on one line, with nothing in it that could turn the reading direction of the file."""
    return _DIRECTION.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted(text))


def _id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"\W+", "_", plain, flags=re.ASCII).strip("_") or "somebody"
    if why_not_an_id(id):
        id = f"{id}_" if why_not_an_id(f"{id}_") is None else f"_{id}"
    number, free = 2, id
    while free in taken:
        free = f"{id}_{number}"
        number += 1
    return free
