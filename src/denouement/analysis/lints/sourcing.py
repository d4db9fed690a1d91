"""Judgements without evidence, or with hindsight alone; and quotes that are too long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from denouement.analysis.lints.finding import Finding, reading_in_words
from denouement.analysis.lints.grounds import Grounds
from denouement.analysis.lints.unused import cited_evidence
from denouement.errors import Path
from denouement.language import together
from denouement.model.parts import reading_path
from denouement.model.text import Text

QUOTE_LIMIT = 15
"""Quotes stay under so many words."""

_BREAK = re.compile(r"[—–…/]|\.\.\.")
_GROUPED_DIGITS = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}\b)")


def sourcing(grounds: Grounds) -> Iterator[Finding]:
    """Yield what rests on no evidence, what rests on hindsight alone, and long quotes."""
    if cited_evidence(grounds.conflict):
        yield from _without_evidence(grounds)
        yield from _hindsight(grounds)
    else:
        sources = bool(grounds.conflict.sources)
        yield Finding(
            "cites-no-evidence",
            "nothing in this model cites evidence" + (", though it names sources" if sources else ""),
            "add `evidence` and cite it where somebody could doubt what is wanted, or what cannot be",
            ("decision_makers",),
            note=True,
        )
    yield from _long_quotes(grounds)


def words_in(quote: str) -> int:
    """Return how many words a quote has; neither an apostrophe nor a hyphen divides one.

    >>> words_in("l’action d’aujourd’hui, peut-être")
    3
    """
    joined = _GROUPED_DIGITS.sub("", unicodedata.normalize("NFC", quote))
    parts = _BREAK.sub(" ", joined).split()
    return sum(any(character.isalnum() for character in part) for part in parts)


def _without_evidence(grounds: Grounds) -> Iterator[Finding]:
    for maker, reading in grounds.readings():
        who, path = reading_in_words(maker, reading), reading_path(maker, reading)
        listed = grounds.statements(maker, reading)
        # What is judged less likely than not is named as that already.
        bare = [wanted for wanted in listed if not wanted.statement.evidence and not wanted.doubtful]
        hint = "cite evidence; what is only assumed can say so by a low `certainty`"
        if not reading.evidence and not any(wanted.statement.evidence for wanted in listed):
            yield Finding("no-evidence", f"what {who} wants rests on no evidence at all", hint, path)
        elif bare:
            yield Finding(
                "no-evidence", f"{who} has no evidence for {together([str(wanted) for wanted in bare])}", hint, path
            )
    for maker_id, in_force in grounds.snapshot.perceptions.items():
        for number, perception in in_force:
            if not perception.evidence:
                message = f"nothing says that {maker_id} saw it so ({perception.name or f'perception {number + 1}'})"
                place = ("decision_makers", maker_id, "perceptions", number)
                yield Finding("no-evidence", message, "cite evidence for what was seen, and when", place)
    bare_rules = [(id, place) for id, place, rule in grounds.rules() if not rule.evidence]
    if bare_rules:
        yield Finding(
            "no-evidence",
            f"{together([id for id, _ in bare_rules])} cite no evidence"
            if len(bare_rules) > 1
            else f"{bare_rules[0][0]} cites no evidence",
            "that is as it should be where a rule follows from what the options mean",
            bare_rules[0][1],
            note=True,
        )


def _hindsight(grounds: Grounds) -> Iterator[Finding]:
    day = grounds.snapshot.date
    if day is None:
        return
    only_later = grounds.snapshot.only_hindsight
    hint = f"look for what was known on {day}, or read the result knowing it"

    for maker, reading in grounds.readings():
        listed = [wanted for wanted in grounds.statements(maker, reading) if only_later(wanted.statement.evidence)]
        resting = [*(["the reading as a whole"] if only_later(reading.evidence) else []), *map(str, listed)]
        if resting:
            message = f"{reading_in_words(maker, reading)} has only evidence dated after {day} for {together(resting)}"
            yield Finding("hindsight-only", message, hint, reading_path(maker, reading))
    for maker_id, in_force in grounds.snapshot.perceptions.items():
        for number, perception in in_force:
            if only_later(perception.evidence):
                name = perception.name or f"perception {number + 1}"
                message = f"what {maker_id} saw ({name}) rests only on evidence dated after {day}"
                place = ("decision_makers", maker_id, "perceptions", number)
                yield Finding("hindsight-only", message, hint, place)
    rules = [(id, place) for id, place, rule in grounds.rules() if only_later(rule.evidence)]
    if rules:
        named = together([id for id, _ in rules])
        message = f"{named} {'rests' if len(rules) == 1 else 'rest'} only on evidence dated after {day}"
        yield Finding("hindsight-only", message, hint, rules[0][1])


def _long_quotes(grounds: Grounds) -> Iterator[Finding]:
    conflict = grounds.conflict
    quotes: list[tuple[Path, str | None]] = [
        *((("evidence", entry.id, "quote"), entry.quote) for entry in conflict.evidence),
        *((("claims", claim.id, "quote"), claim.quote) for claim in conflict.claims),
    ]
    for path, quote in quotes:
        if quote is None:
            continue
        versions = quote.translations.values() if isinstance(quote, Text) else [quote]
        length = max(map(words_in, versions))
        if length >= QUOTE_LIMIT:
            hint = f"keep quotes under {QUOTE_LIMIT} words: quote the heart of it and put the rest in a `note`"
            yield Finding("long-quote", f"the quote of {path[1]} has {length} words", hint, path)
