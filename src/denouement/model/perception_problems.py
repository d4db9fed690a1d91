"""What must hold of perceptions: whom and what they name, and that they say something."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.errors import Path, Problem
from denouement.model.conflict import Conflict, DecisionMaker, rule_id
from denouement.model.names import did_you_mean, why_not_an_id
from denouement.model.parts import placed_perceptions
from denouement.model.perception import Perception
from denouement.model.vocabulary import Vocabulary


def perception_problems(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with perceptions, apart from their citations, windows, conditions and wants."""
    for path, maker, perception in placed_perceptions(conflict):
        if perception.says_nothing:
            hint = "write `readings`, `preferences`, `unseen`, `rules` or `disbelieves`"
            yield Problem("this perception says nothing", hint, path)
        yield from _about_others(conflict, maker, perception, path)
        yield from _unseen(vocabulary, perception, path)
        yield from _rules(conflict, perception, path)


def _about_others(conflict: Conflict, maker: DecisionMaker, perception: Perception, path: Path) -> Iterator[Problem]:
    makers = {other.id: other for other in conflict.decision_makers}
    named: set[str] = set()
    pairs = [("readings", who, id) for who, id in perception.readings]
    for key, who, id in [*pairs, *(("preferences", who, None) for who, _ in perception.preferences)]:
        place = (*path, key, who)
        if who not in makers:
            yield Problem(f"there is no decision maker {who!r}", did_you_mean(who, makers), place)
        elif who == maker.id:
            hint = "what it wants stands under its own preferences"
            yield Problem(f"{who} is not mistaken about its own wants", hint, place)
        elif who in named:
            hint = "keep one: a reading of the model, or wants of its own"
            yield Problem(f"it is said twice what {maker.id} takes {who} to want", hint, place)
        elif id is not None and makers[who].readings:
            known = [reading.id for reading in makers[who].readings if reading.id is not None]
            if id not in known:
                hint = did_you_mean(id, known) or (
                    f"its readings are {', '.join(known)}"
                    if known
                    else "write what it is thought to want: `preferences`"
                )
                message = f"{who} has no reading {id!r}" if known else f"{who} has no rival readings"
                yield Problem(message, hint, (*place, "reading"))
        named.add(who)


def _unseen(vocabulary: Vocabulary, perception: Perception, path: Path) -> Iterator[Problem]:
    named: set[str] = set()
    for position, name in enumerate(perception.unseen):
        place = (*path, "unseen", position)
        if name in vocabulary.ambiguous:
            yield vocabulary.problem_with(name).under(place)
        elif name not in vocabulary.full_ids:
            yield Problem(f"there is no option {name!r}", did_you_mean(name, vocabulary.full_ids), place)
        elif vocabulary.full_id(name) in named:
            yield Problem(f"{name} stands here twice", "keep one", place)
        named.add(vocabulary.full_ids.get(name, name))


def _rules(conflict: Conflict, perception: Perception, path: Path) -> Iterator[Problem]:
    if conflict.is_graph:
        for key in ("rules", "disbelieves"):
            if getattr(perception, key):
                hint = "`unseen` hides listed states; who moves where is as listed"
                yield Problem("rules make no states in graph form, so none is believed or not", hint, (*path, key))
        return
    known = [rule_id(number, rule) for number, rule in enumerate(conflict.rules)]
    by_number = [f"rule{number}" for number in range(1, len(known) + 1)]
    named: set[int] = set()
    for position, id in enumerate(perception.disbelieves):
        place = (*path, "disbelieves", position)
        if id not in known and id not in by_number:
            yield Problem(f"there is no rule {id!r}", did_you_mean(id, known), place)
            continue
        number = known.index(id) if id in known else by_number.index(id)
        if number in named:
            yield Problem(f"{id} stands here twice", "keep one", place)
        named.add(number)
    for number, rule in enumerate(perception.rules):
        place = (*path, "rules", number)
        if rule.kind in ("always", "never") and len(rule.conditions) > 1:
            message = f"`{rule.kind}` takes one condition, not {len(rule.conditions)}"
            yield Problem(message, "join them with and, or write several rules", place)
        if not rule.conditions:
            yield Problem(f"`{rule.kind}` lists nothing", "list the options it is about", (*place, rule.kind))
        if rule.id is not None:
            wrong = why_not_an_id(rule.id)
            if wrong:
                yield Problem(*wrong, (*place, "id"))
            elif rule.id in known:
                yield Problem(f"{rule.id!r} is a rule of the model already", "rename one", (*place, "id"))
