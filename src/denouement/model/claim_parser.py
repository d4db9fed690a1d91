"""From the text of what a claim says to its tree.

A STATE stands in the text as it does everywhere, commas and brackets included, so the text is read character by
character rather than cut into words first.
"""

from __future__ import annotations

import re
from typing import NoReturn, cast

from denouement.errors import ModelError, Problem
from denouement.language import _, marked
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

_FORMS: dict[str, str] = {
    **dict.fromkeys(STANDINGS, marked("{word}(DM, WHERE), such as better(microsoft, endings)")),
    "ending": marked("{word}(SCENARIO) or (STATE), such as ending(exodus)"),
    "stable": marked("{word}(STATE, concept), such as stable(now, nash)"),
    "reachable": marked("{word}(STATE) or (SCENARIO), such as reachable(exodus)"),
}
"""What a claim is built of, and how each is written."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SPACE = re.compile(r"\s*")
_ARGUMENT = re.compile(r"(?:\[[^\]]*\]?|[^,()\[])*")
_OTHER_WORDS = {
    "implies": ("not A or B", "A implies B"),  # not said
    "if": ("A or not B", "A if B"),  # not said
    "unless": ("A or B", "A unless B"),  # not said
    "iff": ("A and B or not A and not B", "A iff B"),  # not said
    "xor": ("A and not B or B and not A", "A xor B"),  # not said
}
"""What to write for words that conditions have and claims have not."""
_OTHER_MARKS = {"&": "and", "|": "or", "!": "not", "~": "not", "¬": "not"}
_COMMA_HINT = marked(
    'inside a [list] or {mapping} YAML splits at commas: put it in quotes, as in says: "better(a, endings)"'
)


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
            message = _("this claim is nested more than {number} deep", number=DEPTH_LIMIT)
            self.fail(message, _("make several claims of it"))

    # -- joined by words ------------------------------------------------------------------------------------

    def whole(self) -> Says:
        if not self.mark:
            hint = _("for example {example}", example="better(microsoft, endings)")
            self.fail(_("what is claimed is missing here"), hint)
        says = self.joined_by("or")
        if self.mark == ")":
            self.fail(_(CLOSES_NOTHING), _("remove it, or open one before"))
        if self.mark:
            self.not_joined(_instead(self.word().lower()) or _instead_of_mark(self.mark))
        return says

    def not_joined(self, hint: str) -> NoReturn:
        message = _("{text!r} is not joined to what stands before it", text=self.word() or self.mark)
        self.fail(message, hint or _("join with and, or"))

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
        if word in _FORMS:
            return self.atom(word)
        if not self.mark:
            hint = _("write one of: {words}", words=", ".join(_FORMS))
            self.fail(_("the claim stops where something should follow"), hint)
        if not word:
            self.fail(_("{text!r} cannot stand here", text=self.mark), _instead_of_mark(self.mark) or _built_of())
        self.fail(_("{text!r} is nothing that a claim is built of", text=word), _advice(word))

    def close(self, opened: int) -> None:
        if not self.mark:
            self.fail(_(NEVER_CLOSED), _(_COMMA_HINT), opened)
        if self.mark != ")":
            self.not_joined(_instead(self.word().lower()))
        self.skip(1)

    # -- what is joined -------------------------------------------------------------------------------------

    def atom(self, word: str) -> Says:
        begun = self.at
        self.skip(len(word))
        if self.mark != "(":
            self.fail(_("what `{word}` is about is missing", word=word), _form(word), begun)
        arguments = self.arguments(word)
        expected = 1 if word in ("ending", "reachable") else 2
        if len(arguments) != expected:
            at = arguments[expected][1] if len(arguments) > expected else begun
            hint = _("{hint}; several options taken stand in brackets, as in [a, b]", hint=_form(word))
            message = _(
                "`{word}` has {number} in its parentheses and needs {expected}",
                word=word,
                number=len(arguments),
                expected=expected,
            )
            self.fail(message, hint, at)
        first, *rest = arguments
        if word == "ending":
            return Ends(self.state(*first), first[1])
        if word == "reachable":
            return Reachable(self.state(*first), first[1])
        if word == "stable":
            return Stable(self.state(*first), self.concept(*rest[0]), first[1])
        if not _WORD.fullmatch(first[0]):
            self.fail(_("{text!r} is no decision maker", text=first[0]), _form(word), first[1])
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
                self.fail(_("something is missing here"), _form(word))
            found.append((part[0].strip(), self.at))
            self.at = part.end()
        if not self.mark:
            self.fail(_(NEVER_CLOSED), _(_COMMA_HINT), opened)
        if self.mark != ")":
            self.fail(_("{text!r} cannot stand here", text=self.mark), _form(word))
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
        self.fail(_("there is no concept {id!r}", id=text), did_you_mean(text.lower(), SOLUTION_CONCEPTS), at)


def _form(word: str) -> str:
    return _("write {form}", form=_(_FORMS[word], word=word))


def _built_of() -> str:
    return _("a claim is built of {words} with and, or, not", words=", ".join(_FORMS))


def _instead(word: str) -> str:
    """Return what to write for a word of conditions; '' for any other."""
    if word not in _OTHER_WORDS:
        return ""
    this, that = _OTHER_WORDS[word]
    return _("write `{this}` for `{that}`", this=this, that=that)


def _instead_of_mark(mark: str) -> str:
    return _("write `{word}`", word=_OTHER_MARKS[mark]) if mark in _OTHER_MARKS else ""


def _advice(word: str) -> str:
    if word.lower() in ("not", "and", "or", *_FORMS) and word != word.lower():
        return _("write `{word}`", word=word.lower())
    meant = closest(word, (*_FORMS, "not"))
    return _instead(word) or (_("did you mean {words}?", words=meant) if meant else _built_of())
