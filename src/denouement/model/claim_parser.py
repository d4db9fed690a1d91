"""From the text of what a claim says to its tree.

A STATE stands in the text as it does everywhere, commas and brackets included, so the text is read character by
character rather than cut into words first.
"""

from __future__ import annotations

import re
from typing import NoReturn, cast

from denouement.errors import ModelError, Problem
from denouement.model.claim_language import (
    FAMILIES,
    SOLUTION_CONCEPTS,
    STANDINGS,
    Ends,
    Fares,
    Joined,
    Not,
    Reachable,
    Says,
    SolutionConcept,
    Stable,
    Standing,
    Where,
)
from denouement.model.condition_parser import CLOSES_NOTHING, DEPTH_LIMIT, NEVER_CLOSED
from denouement.model.names import closest, did_you_mean
from denouement.model.state_reference import StateReference

_EXAMPLES: dict[str, str] = {
    **dict.fromkeys(STANDINGS, "(DM, WHERE), such as better(microsoft, endings)"),
    "ending": "(SCENARIO) or (STATE), such as ending(exodus)",
    "stable": "(STATE, concept), such as stable(now, nash)",
    "reachable": "(STATE) or (SCENARIO), such as reachable(exodus)",
}
"""What a claim is built of, and how each is written."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SPACE = re.compile(r"\s*")
_ARGUMENT = re.compile(r"(?:\[[^\]]*\]?|[^,()\[])*")
_OTHER_WORDS = {
    "implies": "write `not A or B` for `A implies B`",
    "if": "write `A or not B` for `A if B`",
    "unless": "write `A or B` for `A unless B`",
    "iff": "write `A and B or not A and not B` for `A iff B`",
    "xor": "write `A and not B or B and not A` for `A xor B`",
}
_OTHER_MARKS = {"&": "write `and`", "|": "write `or`", "!": "write `not`", "~": "write `not`", "¬": "write `not`"}
_COMMA_HINT = 'inside a [list] or {mapping} YAML splits at commas: put it in quotes, as in says: "better(a, endings)"'


def parse_claim(text: str) -> Says:
    """Return what `text` says; raise ModelError pointing at the character if it says nothing.

    >>> str(parse_claim("not (better(a, now)) or ending([x,y])"))
    'not better(a, now) or ending([x, y])'
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.skip()

    # -- the text -------------------------------------------------------------------------------------------

    def skip(self, characters: int = 0) -> None:
        """Go on by some characters and then to the next one that is no space."""
        found = _SPACE.match(self.text, self.at + characters)
        assert found is not None  # it may be empty
        self.at = found.end()

    @property
    def mark(self) -> str:
        """The character here; empty at the end."""
        return self.text[self.at : self.at + 1]

    def word(self) -> str:
        """Return the word that begins here, or ''."""
        found = _WORD.match(self.text, self.at)
        return found[0] if found else ""

    def fail(self, message: str, hint: str = "", at: int | None = None) -> NoReturn:
        raise ModelError(Problem(message, hint, offset=self.at if at is None else at))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.fail(f"this claim is nested more than {DEPTH_LIMIT} deep", "make several claims of it")

    # -- joined by words ------------------------------------------------------------------------------------

    def whole(self) -> Says:
        if not self.mark:
            self.fail("what is claimed is missing here", "for example better(microsoft, endings)")
        says = self.joined_by("or")
        if self.mark == ")":
            self.fail(CLOSES_NOTHING, "remove it, or open one before")
        if self.mark:
            word = self.word()
            hint = _OTHER_WORDS.get(word.lower()) or _OTHER_MARKS.get(self.mark) or "join with and, or"
            self.fail(f"{word or self.mark!r} is not joined to what stands before it", hint)
        return says

    def joined_by(self, word: str) -> Says:
        """Read parts joined by `or`, or (tighter) by `and`."""
        parts: list[Says] = []
        while True:
            parts.append(self.joined_by("and") if word == "or" else self.part())
            if self.word() != word:
                return parts[0] if len(parts) == 1 else Joined("and" if word == "and" else "or", tuple(parts))
            self.skip(len(word))

    def part(self) -> Says:
        word = self.word()
        if word == "not":
            self.deeper()
            self.skip(len(word))
            inside = self.part()
            self.depth -= 1
            return Not(inside)
        if self.mark == "(":
            opened = self.at
            self.deeper()
            self.skip(1)
            says = self.joined_by("or")
            self.depth -= 1
            self.close(opened)
            return says
        if word in _EXAMPLES:
            return self.atom(word)
        if not self.mark:
            self.fail("the claim stops where something should follow", f"write one of: {', '.join(_EXAMPLES)}")
        if not word:
            self.fail(f"{self.mark!r} cannot stand here", _OTHER_MARKS.get(self.mark, "") or _built_of())
        self.fail(f"{word!r} is nothing that a claim is built of", _advice(word))

    def close(self, opened: int) -> None:
        if not self.mark:
            self.fail(NEVER_CLOSED, _COMMA_HINT, opened)
        if self.mark != ")":
            hint = _OTHER_WORDS.get(self.word().lower(), "join with and, or")
            self.fail(f"{self.word() or self.mark!r} is not joined to what stands before it", hint)
        self.skip(1)

    # -- what is joined -------------------------------------------------------------------------------------

    def atom(self, word: str) -> Says:
        begun = self.at
        self.skip(len(word))
        if self.mark != "(":
            self.fail(f"what `{word}` is about is missing", f"write {word}{_EXAMPLES[word]}", begun)
        arguments = self.arguments(word)
        expected = 1 if word in ("ending", "reachable") else 2
        if len(arguments) != expected:
            at = arguments[expected][1] if len(arguments) > expected else begun
            hint = f"write {word}{_EXAMPLES[word]}; several options taken stand in brackets, as in [a, b]"
            self.fail(f"`{word}` has {len(arguments)} in its parentheses and needs {expected}", hint, at)
        first, *rest = arguments
        if word == "ending":
            return Ends(self.state(*first), first[1])
        if word == "reachable":
            return Reachable(self.state(*first), first[1])
        if word == "stable":
            return Stable(self.state(*first), self.concept(*rest[0]), first[1])
        if not _WORD.fullmatch(first[0]):
            self.fail(f"{first[0]!r} is no decision maker", f"write {word}{_EXAMPLES[word]}", first[1])
        return Fares(cast(Standing, word), first[0], self.where(*rest[0]), first[1], rest[0][1])

    def arguments(self, word: str) -> list[tuple[str, int]]:
        """Return what stands between parentheses, split at commas, each with its place."""
        opened = self.at
        found: list[tuple[str, int]] = []
        while self.mark in ("(", ",") and (self.mark == "," or not found):
            self.skip(1)
            part = _ARGUMENT.match(self.text, self.at)
            assert part is not None  # it may be empty
            if not part[0].strip() and part.end() < len(self.text):
                self.fail("something is missing here", f"write {word}{_EXAMPLES[word]}")
            found.append((part[0].strip(), self.at))
            self.at = part.end()
        if not self.mark:
            self.fail(NEVER_CLOSED, _COMMA_HINT, opened)
        if self.mark != ")":
            self.fail(f"{self.mark!r} cannot stand here", f"write {word}{_EXAMPLES[word]}")
        self.skip(1)
        return found

    def state(self, text: str, at: int) -> StateReference:
        try:
            return StateReference.parse(text)
        except ModelError as error:
            problem = error.problems[0]
            self.fail(problem.message, problem.hint, at)

    def where(self, text: str, at: int) -> Where:
        return text if text in FAMILIES else self.state(text, at)

    def concept(self, text: str, at: int) -> SolutionConcept:
        if text.lower() in SOLUTION_CONCEPTS:
            return cast(SolutionConcept, text.lower())
        hint = did_you_mean(text.lower(), SOLUTION_CONCEPTS) or f"one of {', '.join(SOLUTION_CONCEPTS)}"
        self.fail(f"there is no concept {text!r}", hint, at)


def _built_of() -> str:
    return f"a claim is built of {', '.join(_EXAMPLES)} with and, or, not"


def _advice(word: str) -> str:
    if word.lower() in ("not", "and", "or", *_EXAMPLES) and word != word.lower():
        return f"write `{word.lower()}`"
    meant = closest(word, (*_EXAMPLES, "not"))
    return _OTHER_WORDS.get(word) or (f"did you mean {meant}?" if meant else _built_of())
