"""Sets of changes that are told together: every combination of one change to each of some things, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from denouement.analysis.claims import Truth
from denouement.foresight.flips.flips import Flip, subject_of
from denouement.model.edits import Edit, EntryEdit, StatementEdit, SwitchReading

Target = tuple[str, ...]
"""What a change is about, narrower than its subject: a statement, an entry, a rule, an option, who is read."""

Block = tuple[int, list[list[Edit]], Truth]
"""How many sets are told together, the changes to each thing, and what the answer becomes."""


def target_of(edit: Edit) -> Target:
    """Return what tells changes to one thing from changes to another."""
    match edit:
        case StatementEdit() | EntryEdit():
            return (
                "wants",
                edit.list_id,
                str(edit.position),
                "statement" if isinstance(edit, StatementEdit) else "entry",
            )
        case SwitchReading(decision_maker=maker):
            return "reading", maker
    return subject_of(edit)


def blocks(flips: Sequence[Flip]) -> Iterator[Block]:
    """Yield sets of changes that are told together."""
    groups: dict[tuple[Target, ...], list[Flip]] = {}
    for flip in flips:
        groups.setdefault(tuple(map(target_of, flip.edits)), []).append(flip)
    for members in groups.values():
        yield from _boxes(members)


def _boxes(members: Sequence[Flip]) -> Iterator[Block]:
    """Yield sets that touch the same things as few blocks: in one if they are all combinations, else by the first."""
    columns = [list(dict.fromkeys(column)) for column in zip(*(flip.edits for flip in members), strict=True)]
    there = {flip.edits for flip in members}
    truths = tuple(dict.fromkeys(flip.becomes for flip in members))
    if len(truths) == 1 and len(there) == len(set(product(*columns))):
        yield len(there), columns, truths[0]
        return
    for becomes in truths:
        # Changes of the first thing that go with the same others are told together.
        partners: dict[Edit, set[tuple[Edit, ...]]] = {}
        for flip in members:
            if flip.becomes == becomes:
                partners.setdefault(flip.edits[0], set()).add(flip.edits[1:])
        alike: dict[frozenset[tuple[Edit, ...]], list[Edit]] = {}
        for first, partner in partners.items():
            alike.setdefault(frozenset(partner), []).append(first)
        for rests, firsts in alike.items():
            others = _in_order(rests, members)
            rest = [list(dict.fromkeys(column)) for column in zip(*others, strict=True)]
            if len(others) == len(set(product(*rest))):
                yield len(firsts) * len(others), [firsts, *rest], becomes
            else:
                for one in others:
                    yield len(firsts), [firsts, *([edit] for edit in one)], becomes


def _in_order(others: frozenset[tuple[Edit, ...]], members: Sequence[Flip]) -> list[tuple[Edit, ...]]:
    return [rest for rest in dict.fromkeys(flip.edits[1:] for flip in members) if rest in others]
