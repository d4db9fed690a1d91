"""Print condition trees in the condition language, with as few parentheses as it needs, or some more.

Binding, tightest first: not; and; or; xor; implies, if, unless; iff. Of the three in one row only `implies`
may follow itself without parentheses, and then groups to the right.
"""

from __future__ import annotations

from random import Random

from .conditions import Chain, Condition, Conditional, Constant, Count, Defined, Not, Pattern, Taken

TIGHTNESS = {"iff": 1, "implies": 2, "if": 2, "unless": 2, "xor": 3, "or": 4, "and": 5}
NOT, ATOM = 6, 7
SHARE_OF_NEEDLESS_PARENTHESES = 0.1


def condition_text(condition: Condition, rng: Random | None = None) -> str:
    """Print a whole condition; with `rng`, needless parentheses and spaces come in at random.

    A pattern is written bare where it is the whole condition, in double quotes inside a longer one.
    """
    if isinstance(condition, Pattern):
        return _spaced_pattern(condition.letters, rng)
    return _write(condition, 0, rng)


def _write(condition: Condition, needed: int, rng: Random | None) -> str:
    """Print a part, in parentheses if it binds less tightly than `needed`."""
    text = _bare(condition, rng)
    if _tightness(condition) < needed or _chance(rng, SHARE_OF_NEEDLESS_PARENTHESES):
        return f"( {text} )" if _chance(rng, 0.2) else f"({text})"
    return text


def _bare(condition: Condition, rng: Random | None) -> str:
    match condition:
        case Taken(option):
            return option
        case Constant(value):
            return "true" if value else "false"
        case Defined(name, _):
            return name
        case Pattern(letters, _):
            return f'"{_spaced_pattern(letters, rng)}"'
        case Not(part):
            text = _write(part, NOT, rng)
            return f"not{text}" if text.startswith("(") and _chance(rng, 0.5) else f"not {text}"
        case Chain(word, parts):
            return _joined(word, [_chain_part(word, part, rng) for part in parts], rng)
        case Conditional(word, left, right):
            # `a implies b implies c` is a implies (b implies c); every other nesting needs its parentheses.
            follows = isinstance(right, Conditional) and word == right.word == "implies"
            right_text = _write(right, TIGHTNESS[word] + (not follows), rng)
            return _joined(word, [_write(left, TIGHTNESS[word] + 1, rng), right_text], rng)
        case Count(word, number, parts):
            comma = "," if _chance(rng, 0.2) else ", "
            return f"{word} {number} of ({comma.join(_write(part, 0, rng) for part in parts)})"


def _chain_part(word: str, part: Condition, rng: Random | None) -> str:
    same = isinstance(part, Chain) and part.word == word  # grouping does not matter: it may go unmarked
    return _write(part, TIGHTNESS[word] + (not same), rng)


def _joined(word: str, texts: list[str], rng: Random | None) -> str:
    gap = "  " if _chance(rng, 0.05) else " "
    return f"{gap}{word} ".join(texts)


def _tightness(condition: Condition) -> int:
    if isinstance(condition, Chain | Conditional):
        return TIGHTNESS[condition.word]
    return NOT if isinstance(condition, Not) else ATOM


def _spaced_pattern(letters: str, rng: Random | None) -> str:
    if len(letters) < 3 or not _chance(rng, 0.2):
        return letters
    assert rng is not None
    cut = rng.randrange(1, len(letters))
    return f"{letters[:cut]} {letters[cut:]}"


def _chance(rng: Random | None, share: float) -> bool:
    return rng is not None and rng.random() < share
