"""Conditions as a reader without the model file understands them: options by their names, words of the language.

`not (altman_leads and not accept)` becomes `not (altman leads and not “Accept terms”)`; what it says stays exact.
"""

from __future__ import annotations

from denouement.language import _, quoted
from denouement.model.condition import Arrow, Condition, Constant, Count, Joined, Name, Not, Pattern
from denouement.model.vocabulary import Vocabulary
from denouement.report.clean import clean
from denouement.report.words import Names

_SHALLOW = 6
"""How deep a condition may be nested and still be read better in words than in the notation of the file."""


class Conditions:
    """Puts the conditions of one model into words."""

    def __init__(self, vocabulary: Vocabulary, names: Names) -> None:
        self._vocabulary = vocabulary
        self._names = names

    def in_words(self, condition: Condition) -> str:
        """Return a condition in words; parentheses stand wherever something joined is part of something else."""
        return self._told(condition, _SHALLOW, top=True)

    def _told(self, node: Condition, depth: int, *, top: bool = False) -> str:
        if depth == 0:
            return clean(str(node))
        match node:
            case Name(name):
                return self._called(name)
            case Constant(value):
                return _("always") if value else _("never")
            case Not(Name(name)):
                return _("not {option}", option=self._called(name))
            case Not(part):
                return _("not {condition}", condition=self._told(part, depth - 1))
            case Pattern(letters):
                return self._pattern(letters)
            case Count(kind, number, parts):
                listed = ", ".join(self._told(part, depth - 1) for part in parts)
                return _COUNTS[kind](number, listed)
            case Joined(word, parts):
                told = self._joined(word, [self._told(part, depth - 1) for part in parts])
            case Arrow(word, left, right):
                told = _arrow(word, self._told(left, depth - 1), self._told(right, depth - 1))
            case _:  # pragma: no cover - the nodes above are all there are
                raise TypeError(node)
        return told if top else f"({told})"

    def _joined(self, word: str, told: list[str]) -> str:
        match word:
            case "and":
                return _(" and ").join(told)
            case "or":
                return _(" or ").join(told)
            case "xor":
                return _(" or else ").join(told)
            case _:
                return _(" just when ").join(told)

    def _called(self, name: str) -> str:
        full = self._vocabulary.full_ids.get(name)
        if full is not None:
            return quoted(self._names[full])
        return clean(name).replace("_", " ")  # a definition, by the word its author gave it

    def _pattern(self, letters: str) -> str:
        told = [
            quoted(self._names[option]) if letter == "Y" else _("not {option}", option=quoted(self._names[option]))
            for letter, option in zip(letters, self._vocabulary.options, strict=False)
            if letter != "-"
        ]
        return _(" and ").join(told) or _("always")


def _arrow(word: str, left: str, right: str) -> str:
    match word:
        case "implies":
            return _("if {condition}, then {consequence}", condition=left, consequence=right)
        case "if":
            return _("{consequence} if {condition}", consequence=left, condition=right)
        case _:
            return _("{consequence} unless {condition}", consequence=left, condition=right)


_COUNTS = {
    "at least": lambda number, parts: _("at least {number} of: {parts}", number=number, parts=parts),
    "at most": lambda number, parts: _("at most {number} of: {parts}", number=number, parts=parts),
    "exactly": lambda number, parts: _("exactly {number} of: {parts}", number=number, parts=parts),
}
