"""Write a random conflict as a model file of format 1, varying what the format leaves free."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

from .condition_text import condition_text
from .option_form import OptionSet, full_pattern, matches
from .random_preferences import Mind, Ranking, Statements

if TYPE_CHECKING:
    from .random_conflicts import RandomConflict, Rule


def model_text(conflict: RandomConflict) -> str:
    """Give the YAML of a conflict; the same conflict always gives the same text."""
    rng = Random(f"text of {conflict.seed}")
    lines = ["denouement: 1", f"title: {_quoted(f'Random conflict {conflict.seed}')}", "decision_makers:"]
    for who, own in conflict.options.items():
        lines += [f"  {who}:", f"    name: {_quoted(who.title())}", "    options:"]
        for name, mark in own:
            lines.append(f"      {name.split('.')[-1]}: {_option(name, mark, rng)}")
        lines += _preferences(conflict, conflict.minds[who], rng)
    if conflict.definitions:
        lines.append("definitions:")
        for item in conflict.definitions:
            lines.append(f"  {item.name}: {_condition(condition_text(item.meaning, rng), rng)}")
    if conflict.rules:
        lines.append("rules:")
        lines += [f"  - {{{rule.kind}: {_rule(rule, rng)}}}" for rule in conflict.rules]
    if conflict.start is not None:
        lines.append(f"start: {_taken(conflict, conflict.start)}")
    if conflict.status_quo_written is not None:
        lines.append(f"status_quo: {_quoted(full_pattern(conflict.order, conflict.status_quo_written))}")
    return "\n".join(lines) + "\n"


def _condition(text: str, rng: Random) -> str:
    """Write a condition bare where YAML lets it stand so, as people do, or else in quotes."""
    bare = text[0].isalpha() and all(letter.isalnum() or letter in " _.()" for letter in text)
    return text if bare and rng.random() < 0.5 else _quoted(text)


def _quoted(text: str) -> str:
    """Write a double-quoted scalar: JSON's is YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _option(name: str, mark: str, rng: Random) -> str:
    called = _quoted(f"Option {name}")
    if mark == "both" and rng.random() < 0.7:
        return called
    return rng.choice((f"{{name: {called}, moves: {mark}}}", f"{{moves: {mark}}}"))


def _rule(rule: Rule, rng: Random) -> str:
    return _condition(rule.text, rng) if rule.condition is not None else f"[{', '.join(rule.options)}]"


def _taken(conflict: RandomConflict, taken: OptionSet) -> str:
    return f"[{', '.join(option for option in conflict.order if option in taken)}]"


def _preferences(conflict: RandomConflict, mind: Mind, rng: Random) -> list[str]:
    if isinstance(mind, Ranking):
        return ["    preferences:", "      ranking:", *_ranking(conflict, mind, rng)]
    if not mind.items:
        return ["    preferences: []"]
    if rng.random() < 0.5:
        return ["    preferences:", *_statements(mind, 6, rng)]
    return ["    preferences:", "      statements:", *_statements(mind, 8, rng)]


def _statements(mind: Statements, indent: int, rng: Random) -> list[str]:
    lines = []
    for number, item in enumerate(mind.items, start=1):
        condition = _condition(item.text, rng)
        named = f"statement {number}: {condition}"
        mapping = f"{{that: {condition}, name: statement {number}}}"
        lines.append(" " * indent + "- " + rng.choice((condition, condition, named, mapping)))
    return lines


def _ranking(conflict: RandomConflict, mind: Ranking, rng: Random) -> list[str]:
    """Write a state as pattern or number, a tie as a list or as the one pattern that it fills."""
    states = sorted((state for tier in mind.tiers for state in tier), key=conflict.place)
    number = {state: str(place) for place, state in enumerate(states, start=1)}
    by_number = rng.random() < 0.4

    def state_text(state: OptionSet) -> str:
        return number[state] if by_number else _quoted(full_pattern(conflict.order, state))

    lines = []
    for tier in mind.tiers:
        text = f"[{', '.join(state_text(state) for state in tier)}]"
        if len(tier) == 1:
            text = state_text(tier[0])
        elif rng.random() < 0.7:
            hull = _hull(conflict, tier)
            if sum(matches(hull, conflict.order, state) for state in states) == len(tier):
                text = _quoted(hull)
        lines.append(f"        - {text}")
    return lines


def _hull(conflict: RandomConflict, tier: tuple[OptionSet, ...]) -> str:
    """Give the narrowest pattern that all states of a tier fit."""
    columns = zip(*(full_pattern(conflict.order, state) for state in tier), strict=True)
    return "".join(column[0] if len(set(column)) == 1 else "-" for column in columns)
