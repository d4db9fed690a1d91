"""Faults in the model: conditions and rules, the story and its windows."""

from __future__ import annotations

from tests.mutation.fault import CONFLICTS, FORBIDDEN_DAYS, HISTORY, LISTED_HISTORY, LISTED_STEP, WINDOWS, Fault

CONDITION = "model/condition.py"
CONFLICT = "model/conflict.py"
DATES = "model/dates.py"
TIMELINE = "model/timeline.py"

_OF_CONDITIONS = [
    Fault(
        "exactly-one-read-as-at-most-one",
        CONFLICT,
        'return Count("exactly", 1, self.conditions)',
        'return Count("at most", 1, self.conditions)',
        "Under `exactly_one` none at all is ruled out.",
        CONFLICTS,
    ),
    Fault(
        "never-read-as-always",
        CONFLICT,
        "return Not(self.conditions[0])",
        "return self.conditions[0]",
        "`never` rules out the states in which its condition holds.",
        CONFLICTS,
    ),
    Fault(
        "if-read-the-wrong-way-round",
        CONDITION,
        'Arrow("implies", left, right) | Arrow("if", right, left)',
        'Arrow("implies" | "if", left, right)',
        "`a if b` is true unless b holds without a.",
        CONFLICTS,
    ),
    Fault(
        "unless-as-xor",
        CONDITION,
        "            case Arrow(_, left, right):\n                return value(left) | value(right)",
        "            case Arrow(_, left, right):\n                return value(left) ^ value(right)",
        "`a unless b` is true also where both hold.",
        CONFLICTS,
    ),
    Fault(
        "iff-as-implies",
        CONDITION,
        "result = result ^ other ^ True",
        "result = (result ^ True) | other",
        "`a iff b` is false where b holds without a.",
        CONFLICTS,
    ),
    Fault(
        "at-least-as-more-than",
        CONDITION,
        "return total >= number",
        "return total > number",
        "`at least 2` is true of exactly 2.",
        CONFLICTS,
    ),
    Fault(
        "at-most-as-less-than",
        CONDITION,
        "return total <= number if",
        "return total < number if",
        "`at most 1` is true of exactly 1.",
        CONFLICTS,
    ),
    Fault(
        "dash-read-as-n",
        CONDITION,
        'if letter != "-":',
        "if letter:",
        "A dash in a pattern leaves the option open.",
        CONFLICTS,
    ),
]

_OF_THE_STORY = [
    Fault(
        "step-drops-nothing",
        TIMELINE,
        "(before.taken or frozenset()) - drop | take",
        "(before.taken or frozenset()) | take",
        "A step also drops what it says it drops.",
        HISTORY,
    ),
    Fault(
        "every-step-from-the-start",
        TIMELINE,
        "        yield step, before, after\n        before = after\n",
        "        yield step, before, after\n",
        "Each step goes on from where the one before it led.",
        HISTORY,
    ),
    Fault(
        "today-is-left-for-later",
        TIMELINE,
        "if later or (date is not None and date.is_before(step.date)):",
        "if later or (date is not None and not step.date.is_before(date)):",
        "The steps of the day itself have been taken on that day.",
        HISTORY,
    ),
    Fault(
        "rules-outside-their-window",
        TIMELINE,
        "for number, rule in enumerate(conflict.rules) if counts(rule, date))",
        "for number, rule in enumerate(conflict.rules))",
        "A rule counts only within its window.",
        WINDOWS,
    ),
    Fault(
        "statements-outside-their-window",
        TIMELINE,
        "for statement in preference.statements if counts(statement, on))",
        "for statement in preference.statements)",
        "A statement counts only within its window.",
        WINDOWS,
    ),
    Fault(
        "readings-outside-their-window",
        TIMELINE,
        "        if counts(reading, on):\n",
        "        if reading:\n",
        "A reading counts only within its window.",
        WINDOWS,
    ),
    Fault(
        "options-outside-their-window",
        TIMELINE,
        'return option.moves if counts(option, on) else "never"',
        "return option.moves",
        "Outside its window an option cannot be changed.",
        WINDOWS,
    ),
    Fault(
        "until-is-exclusive",
        DATES,
        "item.until is None or not item.until.is_before(on)",
        "item.until is None or on.is_before(item.until)",
        "The day of `until` is the last one that counts.",
        WINDOWS,
    ),
    Fault(
        "since-is-exclusive",
        DATES,
        "item.since is not None and on.is_before(item.since)",
        "item.since is not None and not item.since.is_before(on)",
        "The day of `since` is the first one that counts.",
        WINDOWS,
    ),
    Fault(
        "what-has-ended-counts-without-a-date",
        DATES,
        "        return item.until is None\n",
        "        return True\n",
        "Where no day is asked for, nothing counts that has an `until`.",
        WINDOWS,
    ),
    Fault(
        "forbidden-moves-outside-their-window",
        TIMELINE,
        "tuple(entry for entry in conflict.forbidden_moves if counts(entry, date))",
        "conflict.forbidden_moves",
        "Moves are forbidden only within their window.",
        FORBIDDEN_DAYS,
    ),
    Fault(
        "options-of-a-listed-state-forgotten",
        TIMELINE,
        "after = Place(listed_states(conflict, vocabulary).get(step.to), step.to)",
        "after = Place(before and before.taken, step.to)",
        "A step `to` a listed state leads to its options.",
        LISTED_HISTORY,
    ),
    Fault(
        "first-of-the-listed-states-that-fit",
        TIMELINE,
        "if len(fitting) == 1 else None",
        "if fitting else None",
        "Options taken in several listed states do not tell which is meant.",
        LISTED_STEP,
    ),
]

MODEL = (*_OF_CONDITIONS, *_OF_THE_STORY)
