"""How much of what a person marks in a text the program finds: precision and recall by hand-made labels.

A label is a stretch of words in a paragraph and a kind. In `*.marked.txt` labels stand in the text, as
`[[kind|words]]`; in `*.positions.txt` they are numbers (paragraph, first word, last word, kind) for a text that is not
part of the project. Names must agree in every word; cues, dates and numbers must overlap, and cues are counted once
more with their kinds. To measure a text of your own:

    python -m tests.unit.articles.measure LABELS.positions.txt ARTICLE.txt
"""

from __future__ import annotations

import pathlib
import re
import sys
from collections.abc import Callable
from typing import NamedTuple

from denouement.articles.article import Article, read_article

FOLDER = pathlib.Path(__file__).parent
TEXTS = ("harbour.en", "glassworks.fr", "courier.en", "museum.fr")
_MARK = re.compile(r"\[\[(\w+)\|(.*?)\]\]")


class Label(NamedTuple):
    paragraph: int
    first: int
    last: int
    kind: str


class Score(NamedTuple):
    right: int
    found: int
    marked: int

    def __add__(self, other: object) -> Score:
        assert isinstance(other, Score)
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    def __str__(self) -> str:
        return f"{self.right} of {self.marked} found, {self.right} of {self.found} right"


def marked(name: str) -> tuple[str, list[Label]]:
    """Return a text of this folder without its marks, and its labels."""
    paragraphs, labels = [], []
    for number, paragraph in enumerate((FOLDER / f"{name}.marked.txt").read_text(encoding="utf-8").split("\n\n"), 1):
        plain, spans, position = "", [], 0
        for mark in _MARK.finditer(paragraph):
            plain += paragraph[position : mark.start()]
            spans.append((len(plain), len(plain) + len(mark[2]), mark[1]))
            plain += mark[2]
            position = mark.end()
        plain += paragraph[position:]
        paragraphs.append(plain.strip())
        labels += [_label(number, plain, *span) for span in spans]
    return "\n\n".join(paragraphs) + "\n", labels


def positions(path: pathlib.Path) -> list[Label]:
    """Return labels written as numbers."""
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Label(int(paragraph), int(first), int(last), kind) for paragraph, first, last, kind in rows]


def _label(number: int, paragraph: str, start: int, end: int, kind: str) -> Label:
    words = [match.span() for match in re.finditer(r"\S+", paragraph)]
    inside = [position for position, (a, b) in enumerate(words, 1) if a < end and start < b]
    return Label(number, inside[0], inside[-1], kind)


def found_in(article: Article) -> list[Label]:
    """Return what the program marks."""
    labels: list[Label] = []
    position: dict[int, int] = {}
    for sentence in article.sentences:
        number = sentence.place[0]
        paragraph = article.paragraphs[number - 1]
        begin = paragraph.index(sentence.text, position.get(number, 0))
        position[number] = begin + len(sentence.text)
        spans = [
            *((name.start, name.end, "name") for name in sentence.names),
            *((hedge.start, hedge.end, hedge.kind) for hedge in sentence.hedges),
            *((moment.start, moment.end, "when") for moment in sentence.moments),
            *((quantity.start, quantity.end, "amount") for quantity in sentence.quantities),
        ]
        labels += [_label(number, paragraph, begin + start, begin + end, kind) for start, end, kind in spans]
    return labels


def scores(expected: list[Label], found: list[Label]) -> dict[str, Score]:
    """Return the scores of names, cues, cues with their kinds, dates and numbers."""

    def part(labels: list[Label], kind: str) -> list[Label]:
        others = ("name", "when", "amount")
        return [label for label in labels if (label.kind == kind if kind in others else label.kind not in others)]

    def exact(a: Label, b: Label) -> bool:
        return a[:3] == b[:3]

    def overlap(a: Label, b: Label) -> bool:
        return a.paragraph == b.paragraph and a.first <= b.last and b.first <= a.last

    def same_kind(a: Label, b: Label) -> bool:
        return overlap(a, b) and a.kind == b.kind

    tests: dict[str, tuple[str, Callable[[Label, Label], bool]]] = {
        "names": ("name", exact),
        "cues": ("cue", overlap),
        "cues of the right kind": ("cue", same_kind),
        "dates": ("when", overlap),
        "numbers": ("amount", overlap),
    }
    return {name: _score(part(expected, kind), part(found, kind), fits) for name, (kind, fits) in tests.items()}


def _score(expected: list[Label], found: list[Label], fits: Callable[[Label, Label], bool]) -> Score:
    left, right = list(found), 0
    for label in expected:
        match = next((other for other in left if fits(label, other)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Score(right, len(found), len(expected))


def measured(name: str) -> dict[str, Score]:
    """Return the scores of a text of this folder."""
    text, labels = marked(name)
    return scores(labels, found_in(read_article(text)))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        labels = positions(pathlib.Path(sys.argv[1]))
        article = read_article(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
        results = {sys.argv[2]: scores(labels, found_in(article))}
    else:
        results = {name: measured(name) for name in TEXTS}
    for name, result in results.items():
        print(name)
        for what, score in result.items():
            print(f"  {what}: {score}")
