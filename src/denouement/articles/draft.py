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
from denouement.language import _, language, marked
from denouement.model.names import why_not_an_id

PLACEHOLDER = marked("replace_me")
"""The id of who stands where the decision makers are to come; translated like the rest of the draft."""
SOURCE = "article"

_NAMED = 12
"""Names that are listed; those named less often are seldom decision makers."""

_ABOUT_DRAFT = marked(
    "A draft, made by `denouement read`. It loads, but it models nothing yet: a program can copy quotes, it "
    "cannot judge who decides, what they can do and what they want. Work through it from top to bottom, take out "
    "what does not matter, and run `denouement check` on it as you go."
)
_ABOUT_EVIDENCE = marked(
    "Sentences that report or count something. Keep those that a judgement below rests on, and cite them there."
)
_ABOUT_CLAIMS = marked(
    "What the article says will, would or may be, and how sure it sounds. Keep claims about the outcome; `says` "
    'puts one into conditions, once there are decision makers: says: "better(somebody, endings)"'
)
_ABOUT_QUESTIONS = marked(
    "What the article leaves open. A question often is a pair of rival readings, or an option not yet taken."
)
_ABOUT_DECISION_MAKERS = marked(
    "Who can change something alone? An option is one thing that one of them can do or leave; preferences are "
    "what it wants, most important first. The block below only makes the file load: replace it."
)
_ABOUT_DAYS = marked(
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
    yield from _comment(_(_ABOUT_DRAFT))
    yield ""
    yield "denouement: 1"  # not said
    title = article.title or article.sentences[0].text[:80]
    yield f"title: {_text(_('Draft: {title}', title=title))}"  # not said
    spoken = f"language: {language()}"  # not said
    yield _noted(spoken, _("the language of your names and reasons, not that of the article"))
    if day:
        yield f"as_of: {day}"  # not said
    else:
        yield _noted("# as_of: 2024-03-15", _("the day to stand on: that of the article, or later"))  # not said
    yield ""
    yield "sources:"
    yield f"  {SOURCE}:"
    if article.title:
        yield f"    title: {_text(article.title)}"  # not said
    if day:
        yield f"    date: {day}"  # not said
    yield f"    language: {article.language}"  # not said
    yield f"    # {_('publisher, url, and how reliable it is: reliability A (best) to F')}"
    evidence = [(id, sentence, candidate) for id, sentence, candidate in found if candidate.use == "evidence"]
    if evidence:
        yield ""
        yield from _comment(_(_ABOUT_EVIDENCE))
        yield "evidence:"
        for id, sentence, candidate in evidence:
            parts = f"source: {SOURCE}, quote: {_text(candidate.quote)}, where: {_where(sentence)}"  # not said
            yield f"  {id}: {{{parts}}}"
    yield ""
    yield from _decision_makers(article)
    yield from _history(article)
    claims = [(id, sentence, candidate) for id, sentence, candidate in found if candidate.use == "claim"]
    if claims:
        yield ""
        yield from _comment(_(_ABOUT_CLAIMS))
        yield "claims:"
        for id, sentence, candidate in claims:
            sure = f", certainty: {candidate.certainty}" if candidate.certainty else ""  # not said
            parts = f"quote: {_text(candidate.quote)}, source: {SOURCE}{sure}, note: {_where(sentence)}"  # not said
            yield f"  {id}: {{{parts}}}"
    questions = [(sentence, candidate) for _id, sentence, candidate in found if candidate.use == "question"]
    if questions:
        yield ""
        yield from _comment(_(_ABOUT_QUESTIONS))
        for sentence, candidate in questions:
            yield f"# {sentence.number} {_text(candidate.quote)}"


def _decision_makers(article: Article) -> Iterator[str]:
    yield from _comment(_(_ABOUT_DECISION_MAKERS))
    yield "decision_makers:"
    yield f"  {_(PLACEHOLDER)}:"
    yield f"    name: {_text(_('(to be replaced by those who decide)'))}"  # not said
    yield "    options:"
    yield f"      {_('act')}: {_text(_('(to be replaced by what they can do)'))}"  # not said
    yield _noted("    preferences: []", _("no wants yet: to be replaced"))  # not said
    if not article.names:
        return
    yield from _comment(_("Named in the article, most often first; there are places and products among them:"))
    ids = {_(PLACEHOLDER)}
    for named in article.names[:_NAMED]:
        id = _id(named.name, ids)
        ids.add(id)
        first = f"{named.first[0]}.{named.first[1]}"
        times = len(named.mentions)
        note = _("{number} times, first in {place}", number=times, place=first) if times > 1 else ""
        note = note or _("once, in {place}", place=first)
        yield f"#  {id}: {{name: {_text(named.name)}, options: {{}}, preferences: []}}   # {note}"  # not said
    if len(article.names) > _NAMED:
        rest = ", ".join(_text(named.name) for named in article.names[_NAMED:])
        yield f"# {_('Named besides: {names}', names=rest)}"


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
    yield from _comment(_(_ABOUT_DAYS))
    yield "history: []"  # not said
    for when, sentence, moment in sorted(dated, key=lambda entry: entry[0]):
        line = f"# {when}: {sentence.number}, {_text(moment.text)}"
        if moment.or_ahead:
            line += f" ({_('or {day}, if it was still to come', day=moment.or_ahead)})"
        yield line


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, 110)]


def _noted(line: str, note: str) -> str:
    """Return a line of the file with a comment in the column where comments stand."""
    return f"{line:<34} # {note}"


def _where(sentence: Sentence) -> str:
    return _text(_("sentence {number}", number=sentence.number))


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
