"""The cues in a sentence: which words, of which kind, and the certainty they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import frozen

from denouement.articles.cues import CUES, LISTS, Kind
from denouement.articles.words import opens
from denouement.model.evidence import YARDSTICK

_ASKED = re.compile(r"\?(?=[\s\u00a0\u202f»”\"’')]*$|[\s\u00a0\u202f]*[»”\"])")
"""A question mark that ends a sentence, or a quotation in it."""


@frozen
class Hedge:
    """Words of a sentence that tell how sure its writer is; a question mark counts as such."""

    text: str
    start: int
    end: int
    kind: Kind
    certainty: str | None


def hedges_of(sentence: str, language: str) -> tuple[Hedge, ...]:
    """Return the cues of a sentence in order; where two meet, the longer one (then the earlier in the table).

    >>> [(hedge.text, hedge.certainty) for hedge in hedges_of("It may rain, and very likely will.", "en")]
    [('may', 'realistic possibility'), ('very likely', 'highly likely'), ('will', None)]
    """
    candidates: list[tuple[int, int, Hedge]] = []
    lowered = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    for order, (pattern, kind, certainty) in enumerate(_patterns(language)):
        for match in pattern.finditer(lowered):
            start, end = match.span()
            if sentence[start].isupper() and not opens(sentence, start):
                continue  # the month of May, a man called Will
            hedge = Hedge(sentence[start:end], start, end, kind, certainty)
            candidates.append((start - end, order, hedge))
    kept: list[Hedge] = []
    for _, _, hedge in sorted(candidates, key=lambda entry: entry[:2]):
        if all(hedge.end <= other.start or other.end <= hedge.start for other in kept):
            kept.append(hedge)
    kept += [Hedge("?", found.start(), found.end(), "unknown", None) for found in _ASKED.finditer(sentence)]
    return tuple(sorted((hedge for hedge in kept if hedge.kind), key=lambda hedge: hedge.start))


def certainty_of(hedges: Sequence[Hedge]) -> str | None:
    """Return the word of the yardstick that the cues of one statement come to: the most doubtful of them.

    A conditional counts only where nothing else does: in `aurait probablement` the second word says how sure.
    """
    words = [hedge for hedge in hedges if hedge.certainty is not None]
    telling = [hedge for hedge in words if hedge.kind != "conditional"] or words
    return min((str(hedge.certainty) for hedge in telling), key=YARDSTICK.__getitem__, default=None)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Kind, str | None], ...]:
    return tuple(
        (re.compile(_expression(pattern)), cue.kind, cue.certainty)
        for cue in CUES
        if cue.language == language
        for pattern in cue.patterns
    )


def _expression(pattern: str) -> str:
    text = re.sub(r"\{(\w+)\}", lambda name: f"\0{name[1]}\0", pattern)
    text = text.replace("(", "(?:").replace("*", r"\w*")
    text = (
        text.replace(" ~ ", r" (?:(?!not |never |pas |rien |jamais |guère |plus )\w+ ){0,2}")
        .replace(" ", r"[\s\u00a0]+")
        .replace("’", "[’']")
    )
    text = re.sub(r"\0(\w+)\0", lambda name: LISTS[name[1]], text)
    before = "" if pattern.startswith("’") else r"(?<![\w-])"
    return rf"{before}(?:{text})(?![\w])"
