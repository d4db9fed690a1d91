"""Rules that do nothing or give no reason, and options that the rules leave no choice about."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.lints.entailment import COMBINATION_LIMIT, forced_by, removing_nothing
from denouement.analysis.lints.finding import Finding
from denouement.analysis.lints.grounds import Grounds
from denouement.language import _, ngettext
from denouement.model.condition import Condition, Name, Not
from denouement.model.conflict import rule_id
from denouement.states.space import NO_OPTIONS


def rules(grounds: Grounds) -> Iterator[Finding]:
    """Yield rules without effect or reason, and options that are taken in no feasible state or in all."""
    conflict = grounds.conflict
    silent = [(number, rule) for number, rule in enumerate(conflict.rules) if not (rule.why or "").strip()]
    if silent:
        named = [rule_id(number, rule) for number, rule in silent]
        yield Finding(
            "rule-without-reason",
            ngettext("{rules} does not say why", "{rules} do not say why", len(named), rules=named),
            _("add `why:`, so that a reader can judge it"),
            ("rules", silent[0][0]),
        )
    small = 1 << len(grounds.snapshot.vocabulary.options) <= COMBINATION_LIMIT
    if not conflict.is_graph and conflict.rules and small:
        yield from _without_effect(grounds)
    elif not conflict.is_graph and conflict.rules:
        yield Finding(
            "too-large",
            _(
                "whether every rule removes something was not looked at: {number} options are too many",
                number=len(conflict.options),
            ),
            "",
            ("rules",),
            note=True,
        )
    yield from _without_choice(grounds, explain=small and not conflict.is_graph)


def _without_effect(grounds: Grounds) -> Iterator[Finding]:
    vocabulary, in_force = grounds.snapshot.vocabulary, grounds.rules()
    day = grounds.snapshot.date
    for number in removing_nothing([rule.requirement for _id, _path, rule in in_force], vocabulary):
        id, path, rule = in_force[number]
        others = [(other, known) for at, (other, _path, known) in enumerate(in_force) if at != number]
        implied_by = forced_by(others, rule.requirement, vocabulary)
        why = _("it can never be broken")
        if implied_by:
            why = ngettext(
                "{rules} rules out as much", "{rules} rule out as much", len(implied_by), rules=list(implied_by)
            )
        yield Finding(
            "rule-removes-nothing",
            _("{rule} ({text}) removes no state on {day}: {why}", rule=id, text=rule, day=day, why=why)
            if day
            else _("{rule} ({text}) removes no state: {why}", rule=id, text=rule, why=why),
            _("leave it out, or change it if it was meant to say more"),
            path,
        )


def _without_choice(grounds: Grounds, *, explain: bool) -> Iterator[Finding]:
    vocabulary = grounds.snapshot.vocabulary
    codes = grounds.unmerged.members[0]
    codes = codes[codes != NO_OPTIONS]
    if not len(codes):
        return
    in_force = [(id, rule) for id, _path, rule in grounds.rules()]
    for maker in grounds.conflict.decision_makers:
        for option in maker.options:
            full = maker.full_id(option)
            taken = codes >> vocabulary.options.index(full) & 1
            fact: Condition = Name(full)
            if not taken.any():
                code, fact = "option-never-taken", Not(fact)
                message = _("no feasible state takes {option}, so it is no choice", option=full)
            elif taken.all():
                code = "option-always-taken"
                message = _("every feasible state takes {option}, so it is no choice", option=full)
            else:
                continue
            forcing = forced_by(in_force, fact, vocabulary) if explain else None
            if forcing:
                why = forcing[0] if len(forcing) == 1 else _("{rules} together", rules=list(forcing))
                message = f"{message} ({why})"
            yield Finding(
                code,
                message,
                _("change the rules if it should be one, or leave the option out")
                if explain
                else _("leave the option out, or list a state that differs in it"),
                ("decision_makers", maker.id, "options", option.id),
            )
