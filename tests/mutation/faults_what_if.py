"""Faults in what is asked: other readings, what is supposed, what differs."""

from __future__ import annotations

from tests.mutation.fault import Fault

SITUATION = "states/situation.py"
STANDING = "states/standing.py"
WHAT_IF = "model/what_if.py"
DIFFERENCE = "model/difference.py"
BETWEEN = "foresight/difference.py"
READINGS = "foresight/readings.py"
COMPARING = "analysis/comparing.py"

_ASKED = "tests/unit/test_what_if.py::"
_DIFFERS = "tests/unit/test_difference.py::"
_MANY = "tests/unit/test_many_readings.py::"

WHAT_IFS = [
    Fault(
        "the-baseline-moves-along",
        SITUATION,
        "    base = baseline_of(snapshot, space, status_quo, baseline, warnings)\n",
        "    base = baseline_of(snapshot, space, status_quo, baseline, warnings)\n"
        "    if drop or take:\n        base = status_quo\n",
        "What is supposed is compared with what was.",
        _ASKED + "test_what_is_supposed_moves_the_story_and_not_the_baseline",
    ),
    Fault(
        "dropping-is-forgotten",
        STANDING,
        "taken = (before - frozenset(drop)) | frozenset(take)",
        "taken = before | frozenset(take)",
        "What is dropped is no longer taken.",
        _ASKED + "test_a_supposition_may_undo_what_nobody_could_undo",
    ),
    Fault(
        "preferences-move-along",
        SITUATION,
        "fresh = _likings(self.snapshot, self.space, self.stands,",
        "fresh = _likings(self.snapshot, self.space, self.status_quo,",
        "A ranking that names the present state means the real one.",
        _MANY + "test_a_ranking_that_names_the_present_state_means_the_real_one",
    ),
    Fault(
        "readings-are-forgotten",
        SITUATION,
        "chosen = _choose(self.snapshot, named | dict(readings))",
        "chosen = _choose(self.snapshot, dict(readings))",
        "Who is not named is read as before.",
        _ASKED + "test_reading_otherwise_is_the_same_as_asking_anew[readings0]",
    ),
    Fault(
        "rules-are-renumbered",
        WHAT_IF,
        "enumerate(conflict.rules) if number not in dropping",
        "enumerate(conflict.rules) if number + 1 not in dropping",
        "A rule is left out by its number in the file.",
        _ASKED + "test_rules_are_left_out_by_the_numbers_of_the_file",
    ),
    Fault(
        "a-set-reading-keeps-its-rivals",
        WHAT_IF,
        "(evolve(named[value], certainty=None),)",
        "(evolve(named[value], certainty=None), *(reading for reading in maker.readings if reading.id != value))",
        "The reading that is set is the only one.",
        _ASKED + "test_a_reading_that_is_set_is_the_only_one_and_needs_no_certainty",
    ),
    Fault(
        "everything-moved",
        DIFFERENCE,
        "        if left not in staying:\n",
        "        if left != right:\n",
        "What is only passed by something else has not moved.",
        _DIFFERS + "test_what_moved_is_said_and_what_it_passed_is_not",
    ),
    Fault(
        "names-tell-nobody-apart",
        DIFFERENCE,
        '    lambda item: str(_text(item["name"])),\n',
        "",
        "A statement that changed is known by its name.",
        _DIFFERS + "test_each_change_is_said_once_and_in_its_place[- Altman out: not altman_leads-"
        "- Altman out: not altman_leads or accept-expected3]",
    ),
    Fault(
        "all-evidence-is-known",
        DIFFERENCE,
        "if moment.counting([entry.id]) and not moment.only_hindsight([entry.id])",
        "if moment.counting([entry.id])",
        "Evidence dated after a day is not known on it.",
        _DIFFERS + "test_days_differ_by_what_counts_and_what_is_known",
    ),
    Fault(
        "lost-and-gained",
        BETWEEN,
        "lost=tuple(ending for key, ending in old.items() if key not in new)",
        "lost=tuple(ending for key, ending in new.items() if key not in old)",
        "Lost is what was an ending and is none.",
        _DIFFERS + "test_endings_are_matched_by_what_is_taken[changed0]",
    ),
    Fault(
        "states-are-matched-by-number",
        BETWEEN,
        "return lambda state: frozenset(state.taken)",
        "return lambda state: state.id",
        "Numbers belong to one analysis.",
        _DIFFERS + "test_endings_are_matched_by_what_is_taken[changed0]",
    ),
    Fault(
        "every-reading-decides",
        READINGS,
        "found.setdefault(chosen[:at] + chosen[at + 1 :], answer) != answer",
        "found.setdefault(chosen[:at], answer) != answer",
        "A reading decides if its switch alone changes an answer.",
        _MANY + "test_what_the_last_decides_is_not_laid_on_the_first",
    ),
    Fault(
        "any-statement-decides",
        COMPARING,
        "if truth[first] != truth[second]:",
        "if truth[first] or truth[second]:",
        "The statement on which two states differ decides, not one that both satisfy.",
        _MANY + "test_the_first_statement_on_which_two_states_differ_decides",
    ),
    Fault(
        "the-other-one-satisfies-it",
        COMPARING,
        "premise, bool(truth[first]),",
        "premise, bool(truth[second]),",
        "It is the first state of which is said whether it satisfies the statement.",
        _MANY + "test_the_first_statement_on_which_two_states_differ_decides",
    ),
    Fault(
        "worth-of-what-is-not-taken",
        COMPARING,
        "if situation.space.holds_option(option)[state])",
        "if not situation.space.holds_option(option)[state])",
        "Weights are of options taken.",
        _MANY + "test_weights_and_payoffs_say_what_states_are_worth",
    ),
]
