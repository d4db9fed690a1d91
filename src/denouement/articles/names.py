"""Who is named in a text: runs of capitalised words, put together where one is another's surname.

There are no lists of people or places: a name is known by its capital. A capital that spelling asks for, as at the
start of a sentence, says nothing; such a word is a name if it has its capital elsewhere too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from denouement.articles.common_words import CALENDAR, INSTITUTIONS, NOT_NAMES, OPENERS, TITLES
from denouement.articles.words import Word, opens, words_of

Place = tuple[int, int]
"""Paragraph and sentence, both from 1."""

_LINKS = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "von",
    "van",
    "der",
    "den",
    "di",
    "da",
    "del",
    "della",
    "bin",
    "al",
    "of",
    "the",
    "for",
}
_LONGEST = 10
_GAPS = {" ", "\u00a0", " & ", "-", "–"}
_BEFORE_LAST = re.compile(r"(?:mr|mrs|ms|dr|m|mm|mme|mlle|me|pr|st)\.? ?$", re.IGNORECASE)


@frozen
class Mention:
    """A name as it stands in one sentence."""

    text: str
    place: Place
    start: int
    end: int


@frozen
class Named:
    """Somebody or something named: the fullest form, all forms, and every mention in order."""

    name: str
    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def first(self) -> Place:
        """The sentence of the first mention."""
        return self.mentions[0].place


def names_of(sentences: Mapping[Place, str], language: str) -> tuple[Named, ...]:
    """Return who is named in the sentences of a text, those named most often first, else in order of the text."""
    words = {place: words_of(text, language) for place, text in sentences.items()}
    evidence = _Evidence(sentences, words, language)
    mentions = [
        mention
        for place, text in sentences.items()
        for mention in _mentions(text, place, words[place], evidence, language)
    ]
    return _linked(mentions)


class _Evidence:
    """What the whole text says about its words: which stand in lower case, which have a capital where none is due."""

    def __init__(self, sentences: Mapping[Place, str], words: Mapping[Place, Sequence[Word]], language: str) -> None:
        self.language = language
        self.lower: set[str] = set()
        self.capital: set[str] = set()
        self.headlines = {place for place, text in sentences.items() if _all_capitals(text, words[place])}
        for place, text in sentences.items():
            for word in words[place]:
                if word.text[0].islower():
                    self.lower.add(word.text.lower())
                elif not opens(text, word.start) and place not in self.headlines:
                    self.capital.add(word.text)

    def is_capitalised(self, word: Word) -> bool:
        """Return whether a word could be part of a name at all."""
        low = word.text.lower()
        return (word.text[0].isupper() or _has_inner_capital(word.text)) and low not in CALENDAR and low not in TITLES

    def is_surely_name(self, word: Word, *, due: bool) -> bool:
        """Return whether a word is a name by itself; `due` tells that spelling asks for its capital."""
        low = word.text.lower()
        if low in NOT_NAMES or len(word.text) == 1:
            return False
        if not due or _has_inner_capital(word.text):
            return True
        return word.text in self.capital and low not in OPENERS[self.language]


def _has_inner_capital(text: str) -> bool:
    return any(character.isupper() for character in text[1:]) and not text.isdigit()


def _all_capitals(text: str, words: Sequence[Word]) -> bool:
    """Return whether a sentence is written as an English headline is, every longer word with a capital."""
    long = [word for word in words if len(word.text) > 3]
    return (
        len(long) > 3
        and 10 * sum(not word.text[0].islower() for word in long) >= 8 * len(long)
        and text[-1] not in ".!?…)"
    )


def _mentions(text: str, place: Place, words: Sequence[Word], known: _Evidence, language: str) -> Iterator[Mention]:
    headline = place in known.headlines
    position = 0
    while position < len(words):
        run = _run(text, words, position, known)
        if not run:
            position += 1
            continue
        position += len(run)
        if headline:
            yield from _in_headline(text, place, run, known)
            continue
        if len(run) > _LONGEST:
            continue  # a line in capitals, not a name
        # Words that only spelling gave a capital fall off at the front: Analysts at Brightwater, La Fondation.
        while run and _is_no_start(text, run, known):
            run = run[1:]
        if language == "fr" or (run and run[0].text.lower() in INSTITUTIONS):
            extended = _body(text, words, run, position)
            position += len(extended) - len(run)
            run = extended
        if run and (len(run) > 1 or run[0].text.lower() not in NOT_NAMES):
            start, end = run[0].start, run[-1].end
            yield Mention(text[start:end], place, start, end)


def _in_headline(text: str, place: Place, run: Sequence[Word], known: _Evidence) -> Iterator[Mention]:
    """Yield those words of a run that have their capitals elsewhere too, where capitals mean something."""
    for sure, group in groupby(run, lambda word: known.is_surely_name(word, due=True)):
        if sure:
            words = list(group)
            start, end = words[0].start, words[-1].end
            yield Mention(text[start:end], place, start, end)


def _run(text: str, words: Sequence[Word], position: int, known: _Evidence) -> list[Word]:
    """Return the capitalised words from a position on, with the small words that link them."""
    first = words[position]
    if not known.is_capitalised(first):
        return []
    run = [first]
    ahead = position + 1
    while ahead < len(words):
        gap = text[run[-1].end : words[ahead].start]
        if known.is_capitalised(words[ahead]) and _joins(gap, run):
            run.append(words[ahead])
            ahead += 1
            continue
        links = ahead
        while (
            links < len(words)
            and words[links].text in _LINKS
            and text[words[links - 1].end : words[links].start] == " "
        ):
            links += 1
        if (
            ahead < links < len(words)
            and links - ahead <= 2
            and known.is_capitalised(words[links])
            and text[words[links - 1].end : words[links].start] == " "
            and _may_link(run, words[ahead].text)
        ):
            run += words[ahead : links + 1]
            ahead = links + 1
            continue
        break
    return run


def _joins(gap: str, run: Sequence[Word]) -> bool:
    # Jones. Smith ends a sentence, J. Smith and St. Mary do not; Dockers’ Union is one, Vane’s Union two.
    return gap in _GAPS or (gap == ". " and len(run[-1].text) <= 2) or (gap in ("’ ", "' ") and run[-1].text[-1] == "s")


def _may_link(run: Sequence[Word], link: str) -> bool:
    if link in ("of", "for", "the"):
        return run[0].text.lower() in INSTITUTIONS or run[-1].text.lower() in INSTITUTIONS
    return True


def _is_no_start(text: str, run: Sequence[Word], known: _Evidence) -> bool:
    word = run[0]
    low = word.text.lower()
    due = opens(text, word.start)
    if len(run) > 1 and low in NOT_NAMES:
        return not run[1].text[0].isupper()
    if low in _LINKS and not word.text[0].isupper():
        return True
    if not due:
        return False
    if known.is_surely_name(word, due=due):
        return False
    common = low in known.lower or low in OPENERS[known.language] or low in NOT_NAMES
    if len(run) > 1 and run[1].text[0].isupper():
        # Judith Okafor at the start of a sentence: a first name, unless it is a common word.
        return common and not (low in INSTITUTIONS and low not in OPENERS[known.language])
    if not common and text[word.end : word.end + 2] in ("’s", "'s"):
        return False
    return not _BEFORE_LAST.search(text[max(0, word.start - 8) : word.start])


def _body(text: str, words: Sequence[Word], run: Sequence[Word], ahead: int) -> list[Word]:
    """Return the name of a body with what follows its first word: Union des verriers, Conseil européen de la presse.

    `ahead` is the position of the word after the run.
    """
    if len(run) != 1 or run[0].text.lower() not in INSTITUTIONS:
        return list(run)
    extended = list(run)
    if (
        ahead < len(words)
        and _ADJECTIVE.fullmatch(words[ahead].text)
        and text[words[ahead - 1].end : words[ahead].start] == " "
    ):
        extended.append(words[ahead])
        ahead += 1
    tail = _OF_WHAT.match(text, extended[-1].end)
    if tail is not None:
        while ahead < len(words) and words[ahead].start < tail.end():
            extended.append(words[ahead])
            ahead += 1
    return extended


_ADJECTIVE = re.compile(
    r"(?:européen|national|international|mondial|général|régional|central|fédéral|supérieur|constitutionnel|économique|"
    r"social|municipal|départemental|permanent|monétaire)(?:ne|le|e)?s?|nationaux|généraux"
)
_OF_WHAT = re.compile(
    r" (?:des |de la |du |de l[’']|d[’']|de )\w[\w-]*(?: (?:des |de la |du |de l[’']|d[’'])[A-ZÀ-Ý][\w-]*)?"
)


def _linked(mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Return the mentions put together by whom they name."""
    order = {mention.text: number for number, mention in reversed(list(enumerate(mentions)))}
    parts = {form: tuple(re.split(r"[\s\u00a0]+", form)) for form in order}
    ending: dict[tuple[str, ...], list[str]] = defaultdict(list)
    beginning: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for form, words in parts.items():
        for length in range(1, len(words)):
            ending[words[-length:]].append(form)
            beginning[words[:length]].append(form)
    whole: dict[str, str] = {}
    for form, words in parts.items():
        # A surname ends one fuller form. Board ends Harbour Board and Port Ellery Harbour Board: the last is meant.
        fuller = [other for other in ending[words] if not ending[parts[other]]]
        # A first name, or Foundation for Caradec Foundation, comes after the fuller form.
        fuller += [other for other in beginning[words] if order[other] < order[form] and other not in fuller[:1]]
        whole[form] = fuller[0] if len(fuller) == 1 else form
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        form = mention.text
        while whole[form] != form:
            form = whole[form]
        groups[form].append(mention)
    named = [Named(form, tuple(Counter(mention.text for mention in of)), tuple(of)) for form, of in groups.items()]
    return tuple(sorted(named, key=lambda one: -len(one.mentions)))
