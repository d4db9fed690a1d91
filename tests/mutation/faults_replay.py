"""Faults in the history told day by day: which days, what counted on them, and what changed because of what."""

from __future__ import annotations

from tests.mutation.fault import Fault

REPLAY = "foresight/replay/replay.py"
CAUSES = "foresight/replay/causes.py"
COUNTING = "foresight/replay/counting.py"
HAPPENED = "foresight/replay/happened.py"
HAPPENED_IN_WORDS = "report/replay_happened.py"

_UNIT = "tests/unit/test_replay.py::"
_TWIN = "tests/properties/test_replay.py::test_days_answers_and_causes_are_those_of_the_twin"

REPLAYS = [
    Fault(
        "the-last-day-does-not-count",
        REPLAY,
        "days.add(item.until.day + datetime.timedelta(days=1))",
        "days.add(item.until.day)",
        "What has an end still counts on its last day, and no longer on the day after.",
        _TWIN,
    ),
    Fault(
        "hindsight-of-another-day",
        REPLAY,
        "return evolve(known, situation=evolve(known.situation, snapshot=moment, readings=used))",
        "return known",
        "What is known by then is of the day, even where nothing that counts changed.",
        _UNIT + "test_what_was_known_grows",
    ),
    Fault(
        "moves-of-a-day-are-no-reason-to-tell-it",
        REPLAY,
        "if moment.date.day in self.named or any(self.conflict.history[number].by for number in new):",
        "if moment.date.day in self.named:",
        "A day on which somebody moved is told, whatever that changed.",
        _TWIN,
    ),
    Fault(
        "the-whole-is-not-the-whole",
        REPLAY,
        "        return not self.later\n",
        "        return True\n",
        "What came later is set beside a day only where all of it is told.",
        _UNIT + "test_the_days_of_the_week",
    ),
    Fault(
        "what-the-end-does-not-know-is-told",
        REPLAY,
        "    if moved and not end.later:\n        days",
        "    if moved:\n        days",
        "What came later is set beside a day only where all of it is told.",
        _UNIT + "test_the_days_of_the_week",
    ),
    Fault(
        "the-day-before-may-be-impossible",
        REPLAY,
        "last = last if answers is None else (date, answers)",
        "last = None if answers is None else (date, answers)",
        "After a day that cannot be, the day compared with is the last that could.",
        _TWIN,
    ),
    Fault(
        "a-move-moves-nothing",
        CAUSES,
        "            now = after\n",
        "            now = before\n",
        "The moves are tried as a cause like everything else.",
        _TWIN,
    ),
    Fault(
        "what-ends-begins",
        CAUSES,
        "parts = parts | {cause.part} if cause.begins else parts - {cause.part}",
        "parts = parts | {cause.part}",
        "What ceased to count is taken away.",
        _TWIN,
    ),
    Fault(
        "larger-sets-are-told-too",
        CAUSES,
        "if not any(set(smaller) <= set(chosen) for smaller in sets)]",
        "if not any(set(smaller) == set(chosen) for smaller in sets)]",
        "Only the smallest sets are reasons.",
        _TWIN,
    ),
    Fault(
        "pairs-are-not-tried",
        CAUSES,
        "for size in range(1, len(causes) if exact else min(2, len(causes))):",
        "for size in range(1, min(2, len(causes))):",
        "Two of three changes may do together.",
        _TWIN,
    ),
    Fault(
        "the-moves-are-always-why",
        CAUSES,
        "return {key: tuple(sets) if sets or not exact else (causes,) for key, sets in found.items()}",
        "return {key: tuple(sets) if sets or not exact else (causes[:1],) for key, sets in found.items()}",
        "If no smaller set does, all of them together are why.",
        _TWIN,
    ),
    Fault(
        "wants-of-nobody-are-a-cause",
        CAUSES,
        'return part.kind != "statement" or',
        'return part.kind == "statement" or part.kind != "statement" or',
        "Wants of a reading that counts on neither day changed nothing.",
        _TWIN,
    ),
    Fault(
        "fixed-readings-vary",
        CAUSES,
        "in under_every_reading(quicker, fixed=self.fixed)",
        "in under_every_reading(quicker)",
        "Who is read as asked is not read otherwise.",
        _UNIT + "test_a_reading_is_used_on_every_day_and_not_counted_over",
    ),
    Fault(
        "an-option-outside-its-window-moves",
        COUNTING,
        'full: option.moves if Part("option", (full,)) in parts else "never"',
        "full: option.moves",
        "An option outside its window cannot be changed.",
        _TWIN,
    ),
    Fault(
        "a-statement-counts-in-every-reading",
        COUNTING,
        'if Part("statement", (maker.id, number, at)) in parts\n',
        'if Part("statement", (maker.id, 0, at)) in parts\n',
        "A statement counts in its own reading.",
        _TWIN,
    ),
    Fault(
        "numbers-of-another-day",
        REPLAY,
        "space.codes.tolist() == spaces[0].codes.tolist() for space in spaces",
        "len(space) > 0 for space in spaces",
        "A number is told only where it means the same state on all days.",
        _UNIT + "test_numbers_that_mean_another_state_on_another_day_are_left_out",
    ),
    Fault(
        "a-perception-that-ended-before-the-move",
        HAPPENED_IN_WORDS,
        "return any(counts(perceptions[element.perception], moved) for element in elements)",
        "return any(perceptions[element.perception] for element in elements)",
        "A mover saw it otherwise only if its perception still counted when it moved.",
        _UNIT + "test_a_mover_who_saw_it_otherwise_is_told_for_the_day_on_which_it_moved",
    ),
    Fault(
        "any-move-could-be-made",
        HAPPENED,
        "bool((leading == to).any())",
        "bool(len(leading))",
        "A move could be made if it leads where the move led.",
        _UNIT + "test_a_move_that_was_forbidden_could_not_be_made",
    ),
    Fault(
        "a-move-is-deterred-by-what-deters-another",
        HAPPENED,
        " and departure.to == there",
        "",
        "What deters a move is asked of that move.",
        _UNIT + "test_what_happened_beside_what_was_possible",
    ),
]
