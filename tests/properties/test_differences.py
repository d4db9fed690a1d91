"""Random conflicts and random edits: every edit is told, nothing else is, and endings are matched by what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from denouement.errors import InputError
from denouement.files.conflict_yaml import read_bytes
from denouement.foresight.difference import difference
from denouement.model.conflict import MOVES, Conflict
from denouement.model.difference import Change, Kind, changes
from denouement.model.preference import Statements
from tests.oracle.random_conflicts import random_conflicts

COUNT = 150


def conflicts(count: int, seed: int) -> Iterator[tuple[Random, Conflict]]:
    for conflict in random_conflicts(count, seed=seed):
        yield Random(f"edit {conflict.seed}"), read_bytes(conflict.to_yaml_text().encode(), "random.yaml")


def other_moves(rng: Random, conflict: Conflict) -> tuple[Conflict, Change] | None:
    full = rng.choice(conflict.options)
    maker, _, name = full.partition(".")
    old = next(option.moves for option in conflict.decision_maker(maker).options if option.id == name)
    new = rng.choice([moves for moves in MOVES if moves != old])
    kind: Kind = "added" if old == "both" else "removed" if new == "both" else "changed"
    written = [None if moves == "both" else moves for moves in (old, new)]
    path = ("decision_makers", maker, "options", name, "moves")
    return conflict.with_option_moves(full, new), Change(path, kind, *written)


def without_rule(rng: Random, conflict: Conflict) -> tuple[Conflict, Change] | None:
    texts = [str(rule) for rule in conflict.rules]
    if len(set(texts)) < len(texts) or not texts:
        return None
    number = rng.randrange(len(texts))
    rule = conflict.rules[number]
    content = {"kind": rule.kind, "conditions": [str(condition) for condition in rule.conditions]}
    label = f"{rule.kind}: {', '.join(map(str, rule.conditions))}"
    return conflict.without_rule(f"rule{number + 1}"), Change(("rules", label), "removed", content, None)


def moved_statement(rng: Random, conflict: Conflict) -> tuple[Conflict, Change] | None:
    for maker in conflict.decision_makers:
        wants = maker.readings[0].preference
        if (
            isinstance(wants, Statements)
            and len({str(one.that) for one in wants.statements}) == len(wants.statements) > 2
        ):
            statements = list(wants.statements)
            # The first goes to the end past at least two others: it is the one that moved.
            statements.append(statements.pop(0))
            changed = conflict.with_preferences(maker.id, Statements(tuple(statements)))
            path = ("decision_makers", maker.id, "readings", "wants", "preference", "statements")
            return changed, Change(
                (*path, statements[-1].name or str(statements[-1].that)), "moved", 1, len(statements)
            )
    return None


@pytest.mark.parametrize("edit", [other_moves, without_rule, moved_statement])
def test_an_edit_is_told_and_nothing_else(edit):
    told = 0
    for rng, conflict in conflicts(COUNT, seed=4000):
        try:
            edited = edit(rng, conflict)
        except InputError:
            continue  # the edit makes the model unsound
        if edited is None:
            continue
        changed, expected = edited
        assert changes(conflict, changed) == (expected,)
        told += 1
    assert told > COUNT / 5


def test_models_differ_exactly_if_their_hashes_do():
    before: Conflict | None = None
    for _, conflict in conflicts(COUNT, seed=5000):
        again = read_bytes(str.encode(f"# a comment\n{_text(conflict)}"), "again.yaml")
        assert changes(conflict, again) == ()
        assert conflict.sha256 == again.sha256
        if before is not None:
            assert bool(changes(before, conflict)) == (before.sha256 != conflict.sha256)
        before = conflict


def _text(conflict: Conflict) -> str:
    number = int(conflict.title.split()[-1])
    return next(iter(random_conflicts(1, seed=number))).to_yaml_text()


def test_endings_of_random_edits_are_matched_by_what_is_taken():
    lost = gained = kept = 0
    for rng, conflict in conflicts(COUNT, seed=6000):
        try:
            edited = rng.choice([other_moves, without_rule])(rng, conflict)
            if edited is None:
                continue
            before, after = conflict.analyse(), edited[0].analyse()
        except InputError:
            continue
        found = difference(before, after)
        old, new = ({ending.state.taken for ending in side.endings} for side in (before, after))
        assert {ending.state.taken for ending in found.lost} == old - new
        assert {ending.state.taken for ending in found.gained} == new - old
        assert {mine.state.taken for mine, _ in found.kept} == old & new
        for mine, theirs in found.judged_anew:
            assert mine.concepts != theirs.concepts or mine.compared != theirs.compared
        lost, gained, kept = lost + len(found.lost), gained + len(found.gained), kept + len(found.kept)
    assert min(lost, gained, kept) > 20
