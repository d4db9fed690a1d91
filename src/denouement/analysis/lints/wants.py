"""Statements that never decide anything, and statements that nobody may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from denouement.analysis.lints.entailment import COMBINATION_LIMIT, forced_by
from denouement.analysis.lints.finding import Finding, reading_in_words
from denouement.analysis.lints.grounds import Grounds, Wanted
from denouement.language import _, in_decimals, in_row, marked, ngettext
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
            f"{wanted.id} ({wanted.label}, {_(wanted.statement.certainty.text)})"
            for wanted in listed
            if wanted.doubtful and wanted.statement.certainty is not None
        ]
        if doubted:
            who = reading_in_words(maker, reading)
            yield Finding(
                "unlikely-statement",
                ngettext(
                    "{who} uses a statement judged less likely than not: {statements}",
                    "{who} uses {number} statements judged less likely than not: {statements}",
                    len(doubted),
                    who=who,
                    statements=doubted,
                ),
                ngettext(
                    "see whether the result stands without it",
                    "see whether the result stands without each of them",
                    len(doubted),
                ),
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
                _(
                    "the certainties of {maker}'s readings add up to {total} and are scaled down to 1",
                    maker=maker.id,
                    total=in_decimals(float(total), 2),
                ),
                _("exactly one reading of a mind is true: lower them, if that is not what is meant"),
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
        code, fact = "statement-always-true", wanted.statement.that
        message = _("{statement} holds in every feasible state, so it never decides", statement=wanted)
    elif not truth.any():
        code, fact = "statement-never-true", Not(wanted.statement.that)
        message = _("{statement} holds in no feasible state, so it never decides", statement=wanted)
    else:
        return None
    if why := _because(grounds, fact):
        message = f"{message} ({why})"
    return Finding(code, message, _("say it in another way, or leave it out"), wanted.path)


def _because(grounds: Grounds, fact: Condition) -> str:
    """Return which rules make something so, in words; '' where that is not known."""
    vocabulary = grounds.snapshot.vocabulary
    if grounds.conflict.is_graph or 1 << len(vocabulary.options) > COMBINATION_LIMIT:
        return ""
    rules = forced_by([(id, rule) for id, _path, rule in grounds.rules()], fact, vocabulary)
    if rules is None:
        return ""  # merging states made it so
    if not rules:
        return _("that is so whatever the options")
    return ngettext("{rules} makes it so", "{rules} make it so", len(rules), rules=list(rules))


_SAME = marked("{statement} says the same as {other} in every feasible state, so it never decides")
_OPPOSITE = marked("{statement} says the opposite of {other} in every feasible state, so it never decides")


def _repetition(wanted: Wanted, truth: Bools, earlier: list[tuple[Wanted, Bools]]) -> Finding | None:
    for before, column in earlier:
        same = np.array_equal(truth, column)
        if same or np.array_equal(truth, ~column):
            repeats = _SAME if same else _OPPOSITE
            message = _(repeats, statement=wanted, other=before)
            return Finding("statement-repeats", message, _("keep the one that is meant"), wanted.path)
    return None


def _settled(wanted: Wanted, truth: Bools, earlier: list[tuple[Wanted, Bools]]) -> Finding:
    needed = list(earlier)
    if len(earlier) ** 2 * len(truth) > _SEARCH_LIMIT:
        message = _(
            "{statement} never decides: the {number} statements that come before settle it",
            statement=wanted,
            number=len(earlier),
        )
        return Finding("statement-cannot-decide", message, _("put it before them, or leave it out"), wanted.path)
    for candidate in list(needed):
        columns = [column for before, column in needed if before is not candidate[0]]
        if _kinds(columns) == _kinds([*columns, truth]):
            needed = [pair for pair in needed if pair[0] is not candidate[0]]
    hint = ngettext(
        "put it before it if it matters more, or leave it out",
        "put it before them if it matters more, or leave it out",
        len(needed),
    )
    if any(before.statement.certainty is not None for before, _column in needed):
        more = _("it counts only where one of those is not held, as its `certainty` allows")
        hint = in_row([hint, more])
    message = ngettext(
        "{statement} never decides: {others}, which comes before, settles it",
        "{statement} never decides: {others}, which come before, settle it",
        len(needed),
        statement=wanted,
        others=[str(before) for before, _column in needed],
    )
    return Finding("statement-cannot-decide", message, hint, wanted.path)


def _kinds(columns: Sequence[Bools]) -> int:
    """Return how many kinds of states some columns of truth tell apart."""
    return int(rank_by_truths(columns, len(columns[0])).max()) if columns else 1
