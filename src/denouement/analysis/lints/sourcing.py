"""Judgements without evidence, or with hindsight alone; and quotes that are too long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from denouement.analysis.lints.finding import Finding, reading_in_words
from denouement.analysis.lints.grounds import Grounds
from denouement.analysis.lints.unused import cited_evidence
from denouement.errors import Path
from denouement.language import _, language, ngettext
from denouement.model.parts import reading_path
from denouement.model.perception import Perception
from denouement.model.text import Text, in_language

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
        yield Finding(
            "cites-no-evidence",
            _("nothing in this model cites evidence, though it names sources")
            if grounds.conflict.sources
            else _("nothing in this model cites evidence"),
            _("add `evidence` and cite it where somebody could doubt what is wanted, or what cannot be"),
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
        hint = _("cite evidence; what is only assumed can say so by a low `certainty`")
        if not reading.evidence and not any(wanted.statement.evidence for wanted in listed):
            yield Finding("no-evidence", _("what {who} wants rests on no evidence at all", who=who), hint, path)
        elif bare:
            message = _("{who} has no evidence for {statements}", who=who, statements=bare)
            yield Finding("no-evidence", message, hint, path)
    for maker_id, in_force in grounds.snapshot.perceptions.items():
        for number, perception in in_force:
            if not perception.evidence:
                name = _called(perception, number)
                message = _("nothing says that {maker} saw it so ({perception})", maker=maker_id, perception=name)
                place = ("decision_makers", maker_id, "perceptions", number)
                yield Finding("no-evidence", message, _("cite evidence for what was seen, and when"), place)
    bare_rules = [(id, place) for id, place, rule in grounds.rules() if not rule.evidence]
    if bare_rules:
        named = [id for id, _place in bare_rules]
        yield Finding(
            "no-evidence",
            ngettext("{rules} cites no evidence", "{rules} cite no evidence", len(named), rules=named),
            _("that is as it should be where a rule follows from what the options mean"),
            bare_rules[0][1],
            note=True,
        )


def _called(perception: Perception, number: int) -> str:
    """Return a perception's name, or else its number (0-based) in words."""
    if perception.name:
        return in_language(perception.name, language())
    return _("perception {number}", number=number + 1)


def _hindsight(grounds: Grounds) -> Iterator[Finding]:
    day = grounds.snapshot.date
    if day is None:
        return
    only_later = grounds.snapshot.only_hindsight
    hint = _("look for what was known on {day}, or read the result knowing it", day=day)

    for maker, reading in grounds.readings():
        listed = [wanted for wanted in grounds.statements(maker, reading) if only_later(wanted.statement.evidence)]
        resting = [*([_("the reading as a whole")] if only_later(reading.evidence) else []), *map(str, listed)]
        if resting:
            who = reading_in_words(maker, reading)
            message = _("{who} has only evidence dated after {day} for {what}", who=who, day=day, what=resting)
            yield Finding("hindsight-only", message, hint, reading_path(maker, reading))
    for maker_id, in_force in grounds.snapshot.perceptions.items():
        for number, perception in in_force:
            if only_later(perception.evidence):
                message = _(
                    "what {maker} saw ({perception}) rests only on evidence dated after {day}",
                    maker=maker_id,
                    perception=_called(perception, number),
                    day=day,
                )
                place = ("decision_makers", maker_id, "perceptions", number)
                yield Finding("hindsight-only", message, hint, place)
    rules = [(id, place) for id, place, rule in grounds.rules() if only_later(rule.evidence)]
    if rules:
        message = ngettext(
            "{rules} rests only on evidence dated after {day}",
            "{rules} rest only on evidence dated after {day}",
            len(rules),
            rules=[id for id, _place in rules],
            day=day,
        )
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
            message = _("the quote of {id} has {number} words", id=path[1], number=length)
            hint = _(
                "keep quotes under {number} words: quote the heart of it and put the rest in a `note`",
                number=QUOTE_LIMIT,
            )
            yield Finding("long-quote", message, hint, path)
