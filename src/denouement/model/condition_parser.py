"""From the text of a condition to its tree.

A hand-written parser by binding strength: the language has seven joining words, and errors can say in the
analyst's terms what to write instead. Every level of nesting costs two or three Python frames, so the depth
limit is reached long before the interpreter's own.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from denouement.errors import ModelError, Problem
from denouement.language import _, marked
from denouement.model.condition import (
    BINDING,
    Arrow,
    Condition,
    Constant,
    Count,
    CountKind,
    Joined,
    Name,
    Not,
    Pattern,
    height,
)
from denouement.model.names import CONDITION_WORDS

DEPTH_LIMIT = 200
NEVER_CLOSED = marked("this parenthesis is never closed")
CLOSES_NOTHING = marked("this parenthesis closes nothing")

_TOKEN = re.compile(
    r"""\s*(?: (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)
             | (?P<number>[0-9]+)
             | (?P<quoted>"[^"]*"|'[^']*')
             | (?P<mark>[(),])
             | (?P<other>\S)
             | (?P<end>$) )""",
    re.VERBOSE,
)
_WORDS_FOR = {
    "&": "and", "|": "or", "!": "not", "~": "not", "^": "xor", ">": "implies",
    "¬": "not", "∧": "and", "∨": "or", "→": "implies",
}  # fmt: skip
"""Signs of other notations, and the word to write instead."""
_OTHER_SIGNS = {
    "-": marked("write `not`, or `implies` for an arrow; a pattern inside a condition stands in quotes"),
    "=": marked("write `iff` for equality, `implies` for an arrow"),
    "[": marked("use round parentheses"),
    "{": marked("use round parentheses"),
}


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def parse_condition(text: str) -> Condition:
    """Return the condition that `text` writes; raise ModelError pointing at the character if it writes none.

    >>> str(parse_condition("not (dismiss and leave) or back"))
    'not (dismiss and leave) or back'
    """
    if _is_pattern(text):
        return _pattern(text, 0)
    return _Parser(text).whole()


def _is_pattern(text: str) -> bool:
    return bool(text.strip()) and not text.strip("YN- \t\r\n")  # not said


def _pattern(text: str, at: int) -> Pattern:
    return Pattern("".join(text.split()), at)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()
        self.position = 0
        self.depth = 0

    def _tokens(self) -> list[_Token]:
        tokens = []
        at = 0
        while True:
            match = _TOKEN.match(self.text, at)
            assert match is not None  # the last two branches catch everything
            kind = str(match.lastgroup)
            token = _Token(kind, match[kind], match.start(kind))
            if kind == "other":
                self.fail(_("{text!r} means nothing in a condition", text=token.text), token, self._advice(token))
            tokens.append(token)
            if kind == "end":
                return tokens
            at = match.end()

    @staticmethod
    def _advice(token: _Token) -> str:
        if token.text in "\"'":
            return _("a quote is opened here and never closed")
        if token.text.isalpha():
            return _("ids use the letters A to Z, digits and _")
        if token.text in _WORDS_FOR:
            return _("write `{word}`", word=_WORDS_FOR[token.text])
        return _(_OTHER_SIGNS[token.text]) if token.text in _OTHER_SIGNS else ""

    def fail(self, message: str, token: _Token, hint: str = "") -> None:
        raise ModelError(Problem(message, hint, offset=token.at))

    @property
    def next(self) -> _Token:
        return self.tokens[self.position]

    def take(self) -> _Token:
        token = self.next
        self.position += 1
        return token

    def word(self) -> str:
        """Return the next token's text if it is a word, else ''."""
        return self.next.text if self.next.kind == "name" else ""

    def deeper(self, token: _Token) -> None:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.too_deep(token)

    def too_deep(self, token: _Token) -> None:
        self.fail(
            _("this condition is nested more than {number} deep", number=DEPTH_LIMIT),
            token,
            _("give parts of it names under `definitions`"),
        )

    def whole(self) -> Condition:
        if self.next.kind == "end":
            self.fail(_("a condition is missing here"), self.next, _("write `true` for one that always holds"))
        condition = self.expression(1)
        token = self.next
        if token.kind == "end":
            if height(condition) > DEPTH_LIMIT:
                self.too_deep(self.tokens[0])
            return condition
        if token.text == ")":
            hint = _("remove it, or open one before; {or_else}", or_else=_(_COMMA_HINT))
            self.fail(_(CLOSES_NOTHING), token, hint)
        if token.text == ",":
            self.fail(_("a comma means nothing here"), token, _(_COMMA_HINT))
        if token.text in BINDING:
            self.fail(_("`{word}` needs parentheses here", word=token.text), token, _(_MIXED_HINT))
        self.fail(
            _("{text!r} is not joined to what stands before it", text=token.text),
            token,
            _("join with and, or, xor, implies, if, unless or iff; ids have no spaces"),
        )
        raise AssertionError  # pragma: no cover - fail() raises

    def expression(self, loosest: int) -> Condition:
        """Read operands joined by words that bind at least as tightly as `loosest`."""
        left = self.operand()
        while self.word() in BINDING and BINDING[self.word()] >= loosest:
            word = self.word()
            if BINDING[word] == BINDING["implies"]:
                left = self.arrow(left)
                continue
            parts = [left]
            while self.word() == word:
                self.deeper(self.take())
                parts.append(self.expression(BINDING[word] + 1))
                self.depth -= 1
            left = Joined(cast(Literal["and", "or", "xor", "iff"], word), tuple(parts))
        return left

    def arrow(self, left: Condition) -> Condition:
        token = self.take()
        word = cast(Literal["implies", "if", "unless"], token.text)
        self.deeper(token)
        right = self.expression(BINDING["xor"])
        if word == "implies" and self.word() == "implies":
            right = self.arrow(right)
        self.depth -= 1
        if self.word() in ("implies", "if", "unless"):
            message = _("`{one}` and `{other}` side by side can be read two ways", one=word, other=self.word())
            self.fail(message, self.next, _(_MIXED_HINT))
        return Arrow(word, left, right)

    def operand(self) -> Condition:
        token = self.take()
        if token.text == "not" and token.kind == "name":
            self.deeper(token)
            part = self.operand()
            self.depth -= 1
            return Not(part)
        if token.text == "(":
            self.deeper(token)
            inner = self.expression(1)
            self.depth -= 1
            self.close(token)
            return inner
        if token.kind == "quoted":
            return self.quoted(token)
        if token.kind == "name":
            if token.text in ("true", "false"):
                return Constant(token.text == "true")
            if token.text in ("at", "exactly"):
                return self.count(token)
            if token.text.lower() in CONDITION_WORDS and token.text not in CONDITION_WORDS:
                hint = _("write `{word}`", word=token.text.lower())
                self.fail(_("{text!r} is not a word of the language", text=token.text), token, hint)
            if token.text not in CONDITION_WORDS:
                return Name(token.text, token.at)
        if token.kind == "end":
            self.fail(
                _("the condition stops where something should follow"),
                token,
                _("write an option, or a part in parentheses"),
            )
        self.fail(
            _("{text!r} cannot stand here", text=token.text),
            token,
            _("an option, a definition, `not`, a count or a part in parentheses is expected"),
        )
        raise AssertionError  # pragma: no cover - fail() raises

    def close(self, opening: _Token) -> None:
        token = self.next
        if token.text == ")":
            self.take()
        elif token.kind == "end":
            self.fail(_(NEVER_CLOSED), opening, _(_COMMA_HINT))
        elif token.text == ",":
            self.fail(_("a comma means nothing here"), token, _(_COMMA_HINT))
        elif token.text in BINDING:
            self.fail(_("`{word}` needs parentheses here", word=token.text), token, _(_MIXED_HINT))
        else:
            message = _("{text!r} is not joined to what stands before it", text=token.text)
            self.fail(message, token, _("join with and, or, …"))

    def quoted(self, token: _Token) -> Condition:
        inside = token.text[1:-1]
        if not _is_pattern(inside):
            self.fail(
                _("only a pattern of Y, N and - may stand in quotes inside a condition"),
                token,
                _("remove the quotes"),
            )
        return _pattern(inside, token.at + 1)

    def count(self, first: _Token) -> Condition:
        kind = first.text
        if kind == "at":
            if self.word() not in ("least", "most"):
                self.fail(_("`at` must be followed by `least` or `most`"), self.next, _(_COUNT_HINT))
            kind = f"at {self.take().text}"  # not said
        number = self.take()
        if number.kind != "number" or len(number.text) > 9:
            self.fail(_("`{words}` must be followed by a number", words=kind), number, _(_COUNT_HINT))
        if self.word() != "of":
            self.fail(_("`of` is missing"), self.next, _(_COUNT_HINT))
        self.take()
        opening = self.take()
        if opening.text != "(":
            self.fail(_("a list in parentheses is missing"), opening, _(_COUNT_HINT))
        self.deeper(opening)
        parts = [self.expression(1)]
        while self.next.text == ",":
            self.take()
            parts.append(self.expression(1))
        self.depth -= 1
        self.close(opening)
        return Count(cast(CountKind, kind), int(number.text), tuple(parts))


_MIXED_HINT = marked("say which comes first with parentheses: `a if (b implies c)`")
_COUNT_HINT = marked("for example `at least 2 of (a, b, c)`")
_COMMA_HINT = marked(
    "inside a [list] or {mapping} YAML splits at commas: put a condition with a count in quotes, "
    'as in ["at least 2 of (a, b, c)"]'
)
