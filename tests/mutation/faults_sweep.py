"""Faults in draws, in what is counted over them, and in the file that keeps them."""

from __future__ import annotations

from tests.mutation.fault import Fault

DRAWS = "foresight/sweep/draws.py"
WORKER = "foresight/sweep/worker.py"
RECORD = "foresight/sweep/record.py"
TALLY = "foresight/sweep/tally.py"
SWEEP = "foresight/sweep/sweep.py"
SHARES = "foresight/sweep/shares.py"
STORE = "foresight/sweep/store.py"
SHARES_IN_WORDS = "report/sweep_shares.py"

_UNIT = "tests/unit/test_sweep.py::"
_ALONE = "tests/properties/test_sweep.py::test_every_draw_comes_out_as_the_analysis_of_it_alone[0]"
_OFTEN = "tests/properties/test_sweep.py::test_draws_come_as_often_as_their_exact_probability_says[0]"

SWEEPS = [
    Fault(
        "doubtful-statements-are-kept",
        DRAWS,
        "True if share >= 1 else",
        "True if share >= 0.8 else",
        "A statement is kept with its certainty.",
        _OFTEN,
    ),
    Fault(
        "readings-are-drawn-equally",
        DRAWS,
        "reading = _chosen(mind.weights, words[0])",
        "reading = _chosen((Fraction(1, len(mind.weights)),) * len(mind.weights), words[0])",
        "Readings are drawn by weight.",
        _UNIT + "test_a_draw_takes_readings_by_weight_and_keeps_statements_by_certainty",
    ),
    Fault(
        "everybody-draws-alike",
        DRAWS,
        "words = self._words((number, at, 0), 1 + longest)",
        "words = self._words((number, 0, 0), 1 + longest)",
        "Minds are drawn independently.",
        _UNIT + "test_a_draw_takes_readings_by_weight_and_keeps_statements_by_certainty",
    ),
    Fault(
        "every-block-is-the-first",
        DRAWS,
        "words = self._words((number, at, 0), 1 + longest)",
        "words = self._words((0, at, 0), 1 + longest)",
        "Each thousand draws has words of its own.",
        _UNIT + "test_another_seed_gives_other_draws_and_large_ones_are_not_mixed_up",
    ),
    Fault(
        "always-as-many-exchanges-as-allowed",
        DRAWS,
        "times = _below(words[0], np.full(BLOCK, self.swaps + 1))",
        "times = np.full(BLOCK, self.swaps)",
        "Each number of exchanges is as likely.",
        _UNIT + "test_orders_are_disturbed_by_as_many_exchanges_as_asked_each_number_as_likely",
    ),
    Fault(
        "the-last-two-are-never-exchanged",
        DRAWS,
        "_below(word, np.maximum(lengths - 1, 1))",
        "_below(word, np.maximum(lengths - 2, 1))",
        "Every pair of neighbours is as likely.",
        _UNIT + "test_orders_are_disturbed_by_as_many_exchanges_as_asked_each_number_as_likely",
    ),
    Fault(
        "who-is-fixed-is-drawn",
        DRAWS,
        "readings = (used,) if maker in fixed else",
        "readings = situation.snapshot.readings[maker] if maker in fixed else",
        "A reading chosen is used in every draw.",
        _UNIT + "test_readings_that_are_fixed_stay_as_they_are",
    ),
    Fault(
        "profiles-forget-somebody",
        WORKER,
        "for i, at in enumerate(pick)), digest_size=16",
        "for i, at in enumerate(pick[1:], 1)), digest_size=16",
        "Draws are alike only if they are in every decision maker's order.",
        _ALONE,
    ),
    Fault(
        "scenarios-are-mixed",
        RECORD,
        "inside = bits[:, column[ending]]",
        "inside = bits",
        "Standings in a scenario are those of its endings.",
        _ALONE,
    ),
    Fault(
        "some-is-not-every",
        TALLY,
        "{standing: self._share(codes[:, 1 << at]) for",
        "{standing: self._share(codes[:, (sets >> at & 1) == 1].sum(axis=1)) for",
        "Better in every ending is more than better in some.",
        _ALONE,
    ),
    Fault(
        "shares-of-all-where-it-does-not-arise",
        SHARES,
        "end - count for end, count in",
        "end for end, count in",
        "What does not always arise is shared among the draws in which it does.",
        _UNIT + "test_shares_of_what_does_not_always_arise_are_of_the_draws_in_which_it_does",
    ),
    Fault(
        "the-last-tenth-is-lost",
        SHARES,
        "return tuple(-(-draws * tenth // TENTHS) for tenth in range(1, TENTHS + 1))",
        "return tuple(draws * tenth // (TENTHS + 1) for tenth in range(1, TENTHS + 1))",
        "The last tenth ends with the last draw.",
        _UNIT + "test_fewer_than_ten_draws_have_tenths_too",
    ),
    Fault(
        "batches-run-over-blocks",
        SWEEP,
        "until = min(first + size, draws, (first // BLOCK + 1) * BLOCK)",
        "until = min(first + size, draws, first + BLOCK)",
        "A batch ends with its block.",
        _UNIT + "test_draws_can_be_gone_on_with_and_more_or_fewer_asked_for",
    ),
    Fault(
        "other-settings-are-taken-for-these",
        STORE,
        "if kept.get(name) != settings[name]",
        'if kept.get(name) != settings[name] and name != "swaps"',
        "Draws disturbed otherwise are other draws.",
        _UNIT + "test_a_file_of_other_draws_is_refused_and_left_as_it_is",
    ),
    Fault(
        "damage-goes-unnoticed",
        STORE,
        "if first != begun or mark != _mark(",
        "if first != begun or bytes(mark) == _mark(",
        "A batch that was changed is not believed.",
        _UNIT + "test_changes_by_others_are_noticed",
    ),
    Fault(
        "two-write-at-once",
        STORE,
        'connection.execute("PRAGMA locking_mode = EXCLUSIVE")',
        'connection.execute("PRAGMA locking_mode = NORMAL")',
        "Nobody else writes to the file meanwhile.",
        _UNIT + "test_a_file_in_use_is_left_alone",
    ),
    Fault(
        "almost-all-is-all",
        SHARES_IN_WORDS,
        'if rounded == "100.0"',
        'if rounded == "100"',
        "Almost all draws are not all.",
        _UNIT + "test_what_a_share_means_is_said_and_all_is_not_said_of_almost_all",
    ),
]
