"""Rules that do nothing or give no reason, and options that the rules leave no choice about."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.lints.entailment import COMBINATION_LIMIT, forced_by, removing_nothing
from denouement.analysis.lints.finding import Finding
from denouement.analysis.lints.grounds import Grounds
from denouement.language import together
from denouement.model.condition import Condition, Name, Not
from denouement.model.conflict import rule_id
from denouement.states.space import NO_OPTIONS


def rules(grounds: Grounds) -> Iterator[Finding]:
    """Yield rules without effect or reason, and options that are taken in no feasible state or in all."""
    conflict = grounds.conflict
    silent = [(number, rule) for number, rule in enumerate(conflict.rules) if not (rule.why or "").strip()]
    if silent:
        named = together([rule_id(number, rule) for number, rule in silent])
        yield Finding(
            "rule-without-reason",
            f"{named} {'does' if len(silent) == 1 else 'do'} not say why",
            "add `why:`, so that a reader can judge it",
            ("rules", silent[0][0]),
        )
    small = 1 << len(grounds.snapshot.vocabulary.options) <= COMBINATION_LIMIT
    if not conflict.is_graph and conflict.rules and small:
        yield from _without_effect(grounds)
    elif not conflict.is_graph and conflict.rules:
        yield Finding(
            "too-large",
            f"whether every rule removes something was not looked at: {len(conflict.options)} options are too many",
            "",
            ("rules",),
            note=True,
        )
    yield from _without_choice(grounds, explain=small and not conflict.is_graph)


def _without_effect(grounds: Grounds) -> Iterator[Finding]:
    vocabulary, in_force = grounds.snapshot.vocabulary, grounds.rules()
    day = f" on {grounds.snapshot.date}" if grounds.snapshot.date else ""
    for number in removing_nothing([rule.requirement for _, _, rule in in_force], vocabulary):
        id, path, rule = in_force[number]
        others = [(other, known) for at, (other, _, known) in enumerate(in_force) if at != number]
        implied_by = forced_by(others, rule.requirement, vocabulary)
        why = "it can never be broken"
        if implied_by:
            why = f"{together(implied_by)} {'rules' if len(implied_by) == 1 else 'rule'} out as much"
        yield Finding(
            "rule-removes-nothing",
            f"{id} ({rule}) removes no state{day}: {why}",
            "leave it out, or change it if it was meant to say more",
            path,
        )


def _without_choice(grounds: Grounds, *, explain: bool) -> Iterator[Finding]:
    vocabulary = grounds.snapshot.vocabulary
    codes, _ = grounds.unmerged.members
    codes = codes[codes != NO_OPTIONS]
    if not len(codes):
        return
    in_force = [(id, rule) for id, _, rule in grounds.rules()]
    for maker in grounds.conflict.decision_makers:
        for option in maker.options:
            full = maker.full_id(option)
            taken = codes >> vocabulary.options.index(full) & 1
            fact: Condition = Name(full)
            if not taken.any():
                code, where, fact = "option-never-taken", "no feasible state takes", Not(fact)
            elif taken.all():
                code, where = "option-always-taken", "every feasible state takes"
            else:
                continue
            forcing = forced_by(in_force, fact, vocabulary) if explain else None
            why = f" ({together(forcing)}{' together' if len(forcing) > 1 else ''})" if forcing else ""
            yield Finding(
                code,
                f"{where} {full}, so it is no choice{why}",
                "change the rules if it should be one, or leave the option out"
                if explain
                else "leave the option out, or list a state that differs in it",
                ("decision_makers", maker.id, "options", option.id),
            )
