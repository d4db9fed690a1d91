"""What must hold of perceptions: whom and what they name, and that they say something."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.errors import Path, Problem
from denouement.language import _
from denouement.model.conflict import Conflict, DecisionMaker, Rule, rule_id
from denouement.model.names import did_you_mean, why_not_an_id
from denouement.model.parts import placed_perceptions
from denouement.model.perception import Perception
from denouement.model.vocabulary import Vocabulary


def perception_problems(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with perceptions, apart from their citations, windows, conditions and wants."""
    for path, maker, perception in placed_perceptions(conflict):
        if perception.says_nothing:
            hint = _("write `readings`, `preferences`, `unseen`, `rules` or `disbelieves`")
            yield Problem(_("this perception says nothing"), hint, path)
        yield from _about_others(conflict, maker, perception, path)
        yield from _unseen(vocabulary, perception, path)
        yield from _rules(conflict, perception, path)


def _about_others(conflict: Conflict, maker: DecisionMaker, perception: Perception, path: Path) -> Iterator[Problem]:
    makers = {other.id: other for other in conflict.decision_makers}
    named: set[str] = set()
    pairs = [("readings", who, id) for who, id in perception.readings]
    for key, who, id in [*pairs, *(("preferences", who, None) for who, _wants in perception.preferences)]:
        place = (*path, key, who)
        if who not in makers:
            yield Problem(_("there is no decision maker {id!r}", id=who), did_you_mean(who, makers), place)
        elif who == maker.id:
            hint = _("what it wants stands under its own preferences")
            yield Problem(_("{who} is not mistaken about its own wants", who=who), hint, place)
        elif who in named:
            hint = _("keep one: a reading of the model, or wants of its own")
            yield Problem(_("it is said twice what {who} takes {other} to want", who=maker.id, other=who), hint, place)
        elif id is not None and makers[who].readings:
            known = [reading.id for reading in makers[who].readings if reading.id is not None]
            if id not in known:
                yield _no_reading(who, id, known).under((*place, "reading"))
        named.add(who)


def _no_reading(who: str, id: str, known: list[str]) -> Problem:
    if not known:
        hint = _("write what it is thought to want: `preferences`")
        return Problem(_("{who} has no rival readings", who=who), hint)
    hint = did_you_mean(id, known) or _("its readings are {readings}", readings=", ".join(known))
    return Problem(_("{who} has no reading {reading!r}", who=who, reading=id), hint)


def _unseen(vocabulary: Vocabulary, perception: Perception, path: Path) -> Iterator[Problem]:
    named: set[str] = set()
    for position, name in enumerate(perception.unseen):
        place = (*path, "unseen", position)
        if name in vocabulary.ambiguous:
            yield vocabulary.problem_with(name).under(place)
        elif name not in vocabulary.full_ids:
            yield Problem(_("there is no option {id!r}", id=name), did_you_mean(name, vocabulary.full_ids), place)
        elif vocabulary.full_id(name) in named:
            yield Problem(_("{id} stands here twice", id=name), _("keep one"), place)
        named.add(vocabulary.full_ids.get(name, name))


def _rules(conflict: Conflict, perception: Perception, path: Path) -> Iterator[Problem]:
    if conflict.is_graph:
        for key in ("rules", "disbelieves"):
            if getattr(perception, key):
                message = _("rules make no states in graph form, so none is believed or not")
                hint = _("`unseen` hides listed states; who moves where is as listed")
                yield Problem(message, hint, (*path, key))
        return
    known = [rule_id(number, rule) for number, rule in enumerate(conflict.rules)]
    by_number = [f"rule{number}" for number in range(1, len(known) + 1)]
    named: set[int] = set()
    for position, id in enumerate(perception.disbelieves):
        place = (*path, "disbelieves", position)
        if id not in known and id not in by_number:
            yield Problem(_("there is no rule {id!r}", id=id), did_you_mean(id, known), place)
            continue
        number = known.index(id) if id in known else by_number.index(id)
        if number in named:
            yield Problem(_("{id} stands here twice", id=id), _("keep one"), place)
        named.add(number)
    for number, rule in enumerate(perception.rules):
        place = (*path, "rules", number)
        yield from (problem.under(place) for problem in number_of_conditions_problems(rule))
        if rule.id is not None:
            wrong = why_not_an_id(rule.id)
            if wrong:
                yield Problem(*wrong, (*place, "id"))
            elif rule.id in known:
                message = _("{id!r} is a rule of the model already", id=rule.id)
                yield Problem(message, _("rename one"), (*place, "id"))


def number_of_conditions_problems(rule: Rule) -> Iterator[Problem]:
    """Yield what is wrong with how many conditions a rule has, with paths from the rule on."""
    if rule.kind in ("always", "never") and len(rule.conditions) > 1:
        message = _("`{kind}` takes one condition, not {number}", kind=rule.kind, number=len(rule.conditions))
        yield Problem(message, _("join them with and, or write several rules"))
    if not rule.conditions:
        message = _("`{kind}` lists nothing", kind=rule.kind)
        yield Problem(message, _("list the options it is about"), (rule.kind,))
