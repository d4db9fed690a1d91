"""Read a printed condition back, to see that `condition_text` prints what it means; judges while it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from .option_form import OptionSet, matches

TOKEN = re.compile(r'"[^"]*"|[A-Za-z_][\w.]*|\d+|[(),]')


def truth_of_text(text: str, order: Sequence[str], taken: OptionSet, defined: Mapping[str, bool]) -> bool:
    """Tell whether a condition holds where these options are taken and the definitions have these truths."""
    if re.fullmatch(r"[YN -]+", text):
        return matches(text, order, taken)
    reader = _Reader(TOKEN.findall(text), order, taken, defined)
    result = reader.equivalence()
    assert not reader.tokens, f"{text!r} goes on with {reader.tokens}"
    return result


class _Reader:
    """One method per level of binding, loosest first; every method takes its tokens off the front."""

    def __init__(self, tokens: list[str], order: Sequence[str], taken: OptionSet, defined: Mapping[str, bool]) -> None:
        self.tokens, self.order, self.taken, self.defined = tokens, order, taken, defined

    def next_is(self, word: str) -> bool:
        if self.tokens and self.tokens[0] == word:
            self.tokens.pop(0)
            return True
        return False

    def expect(self, word: str) -> None:
        assert self.next_is(word), f"expected {word} before {self.tokens}"

    def chain(self, word: str, part: Callable[[], bool], join: Callable[[bool, bool], bool]) -> bool:
        result = part()
        while self.next_is(word):
            right = part()
            result = join(result, right)
        return result

    def equivalence(self) -> bool:
        return self.chain("iff", self.conditional, lambda a, b: a == b)

    def conditional(self) -> bool:
        left = self.exclusive()
        if self.next_is("implies"):
            right = self.conditional_after_implies()
            return not left or right
        if self.next_is("if"):
            right = self.exclusive()
            return left or not right
        if self.next_is("unless"):
            right = self.exclusive()
            return left or right
        return left

    def conditional_after_implies(self) -> bool:
        left = self.exclusive()
        if self.next_is("implies"):
            right = self.conditional_after_implies()
            return not left or right
        return left

    def exclusive(self) -> bool:
        return self.chain("xor", self.disjunction, lambda a, b: a != b)

    def disjunction(self) -> bool:
        return self.chain("or", self.conjunction, lambda a, b: a or b)

    def conjunction(self) -> bool:
        return self.chain("and", self.negation, lambda a, b: a and b)

    def negation(self) -> bool:
        return not self.negation() if self.next_is("not") else self.atom()

    def atom(self) -> bool:
        token = self.tokens.pop(0)
        if token == "(":
            inside = self.equivalence()
            self.expect(")")
            return inside
        if token.startswith('"'):
            return matches(token.strip('"'), self.order, self.taken)
        if token in ("at", "exactly"):
            return self.count(token if token == "exactly" else f"at {self.tokens.pop(0)}")
        if token in ("true", "false"):
            return token == "true"
        return self.defined[token] if token in self.defined else self.option(token)

    def option(self, name: str) -> bool:
        assert name in self.order, f"{name} is no option"
        return name in self.taken

    def count(self, word: str) -> bool:
        number = int(self.tokens.pop(0))
        self.expect("of")
        self.expect("(")
        parts = [self.equivalence()]
        while self.next_is(","):
            parts.append(self.equivalence())
        self.expect(")")
        found = sum(parts)
        return {"at least": found >= number, "at most": found <= number, "exactly": found == number}[word]
