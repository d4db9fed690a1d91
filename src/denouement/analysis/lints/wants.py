"""Statements that never decide anything, and statements that nobody may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from denouement.analysis.lints.entailment import COMBINATION_LIMIT, forced_by
from denouement.analysis.lints.finding import Finding, reading_in_words
from denouement.analysis.lints.grounds import Grounds, Wanted
from denouement.language import together
from denouement.model.condition import Condition, Not
from denouement.model.parts import reading_path
from denouement.states.ranking import rank_by_truths
from denouement.states.space import Bools

_SEARCH_LIMIT = 20_000_000
"""Statements, squared, times states, up to which it is worked out which of them settle another."""


def wants(grounds: Grounds) -> Iterator[Finding]:
    """Yield the statements of every reading that never decide, and those that are used against the odds."""
    for maker, reading in grounds.readings():
        listed = grounds.statements(maker, reading)
        yield from _never_deciding(grounds, listed)
        doubted = [
            f"{wanted.id} ({wanted.label}, {wanted.statement.certainty.text})"
            for wanted in listed
            if wanted.doubtful and wanted.statement.certainty is not None
        ]
        if doubted:
            who = reading_in_words(maker, reading)
            what, it = ("a statement", "it") if len(doubted) == 1 else (f"{len(doubted)} statements", "each of them")
            yield Finding(
                "unlikely-statement",
                f"{who} uses {what} judged less likely than not: {together(doubted)}",
                f"see whether the result stands without {it}",
                reading_path(maker, reading),
                note=True,
            )


def certainties(grounds: Grounds) -> Iterator[Finding]:
    """Yield rival readings whose certainties add up to more than 1."""
    for maker in grounds.conflict.decision_makers:
        given = [reading.certainty.value for reading in maker.readings if reading.certainty is not None]
        total = sum(given, Fraction(0))
        if total > 1:
            yield Finding(
                "certainties-over-one",
                f"the certainties of {maker.id}'s readings add up to {float(total):.2f} and are scaled down to 1",
                "exactly one reading of a mind is true: lower them, if that is not what is meant",
                ("decision_makers", maker.id, "preferences"),
                note=True,
            )


def _never_deciding(grounds: Grounds, listed: list[Wanted]) -> Iterator[Finding]:
    space = grounds.space
    earlier: list[tuple[Wanted, Bools]] = []
    # Which kind each state is of, as far as the earlier statements tell states apart; and how many kinds there are.
    kind, kinds = np.zeros(len(space), dtype=np.int64), 1
    for wanted in listed:
        truth = space.holds(wanted.statement.that)
        found = _constant(grounds, wanted, truth) or _repetition(wanted, truth, earlier)
        if found is None:
            before = kinds
            if kinds < len(space):
                kind = np.unique(kind * 2 + truth, return_inverse=True)[1].astype(np.int64)
                kinds = int(kind.max()) + 1
            if kinds == before:
                found = _settled(wanted, truth, earlier)
        if found is not None:
            yield found
        else:
            earlier.append((wanted, truth))


def _constant(grounds: Grounds, wanted: Wanted, truth: Bools) -> Finding | None:
    if truth.all():
        code, where, fact = "statement-always-true", "every feasible state", wanted.statement.that
    elif not truth.any():
        code, where, fact = "statement-never-true", "no feasible state", Not(wanted.statement.that)
    else:
        return None
    message = f"{wanted} holds in {where}, so it never decides{_because(grounds, fact)}"
    return Finding(code, message, "say it in another way, or leave it out", wanted.path)


def _because(grounds: Grounds, fact: Condition) -> str:
    """Return which rules make something so, in words; '' where that is not known."""
    vocabulary = grounds.snapshot.vocabulary
    if grounds.conflict.is_graph or 1 << len(vocabulary.options) > COMBINATION_LIMIT:
        return ""
    rules = forced_by([(id, rule) for id, _, rule in grounds.rules()], fact, vocabulary)
    if rules is None:
        return ""  # merging states made it so
    if not rules:
        return " (that is so whatever the options)"
    return f" ({together(rules)} {'makes' if len(rules) == 1 else 'make'} it so)"


def _repetition(wanted: Wanted, truth: Bools, earlier: list[tuple[Wanted, Bools]]) -> Finding | None:
    for before, column in earlier:
        same = np.array_equal(truth, column)
        if same or np.array_equal(truth, ~column):
            what = "says the same as" if same else "says the opposite of"
            message = f"{wanted} {what} {before} in every feasible state, so it never decides"
            return Finding("statement-repeats", message, "keep the one that is meant", wanted.path)
    return None


def _settled(wanted: Wanted, truth: Bools, earlier: list[tuple[Wanted, Bools]]) -> Finding:
    needed = list(earlier)
    if len(earlier) ** 2 * len(truth) > _SEARCH_LIMIT:
        message = f"{wanted} never decides: the {len(earlier)} statements that come before settle it"
        return Finding("statement-cannot-decide", message, "put it before them, or leave it out", wanted.path)
    for candidate in list(needed):
        columns = [column for before, column in needed if before is not candidate[0]]
        if _kinds(columns) == _kinds([*columns, truth]):
            needed = [pair for pair in needed if pair[0] is not candidate[0]]
    come, settle, them = ("comes", "settles", "it") if len(needed) == 1 else ("come", "settle", "them")
    hint = f"put it before {them} if it matters more, or leave it out"
    if any(before.statement.certainty is not None for before, _ in needed):
        hint += "; it counts only where one of those is not held, as its `certainty` allows"
    return Finding(
        "statement-cannot-decide",
        f"{wanted} never decides: {together([str(before) for before, _ in needed])}, which {come} before, {settle} it",
        hint,
        wanted.path,
    )


def _kinds(columns: Sequence[Bools]) -> int:
    """Return how many kinds of states some columns of truth tell apart."""
    return int(rank_by_truths(columns, len(columns[0])).max()) if columns else 1
