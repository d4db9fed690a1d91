"""Faults in what decides: the changes, how they are made at once, the search, what it may claim to have proved."""

from __future__ import annotations

from tests.mutation.fault import Fault

EDITS = "model/edits.py"
LISTING = "model/edits_listing.py"
FLIPS = "foresight/flips/flips.py"
SEARCH = "foresight/flips/search.py"
WANTS = "foresight/flips/wants.py"
TARGET = "foresight/flips/target.py"
FOOTING = "foresight/flips/footing.py"
ANSWER = "report/decides_answer.py"

_EDITS = "tests/unit/test_edits.py::"
_DECIDES = "tests/unit/test_decides.py::"
_FLAGSHIP = "tests/unit/test_flagship_decides.py::"
_TWIN = "tests/properties/test_flips.py::"
_SINGLES = _TWIN + "test_single_changes_that_turn_a_random_claim_are_those_of_the_twin"
_PAIRS = _TWIN + "test_sets_of_two_changes_that_turn_a_random_claim_are_those_of_the_twin"

DECIDES = [
    Fault(
        "dropping-before-moving",
        EDITS,
        "        rest = iter(at for at in moves[0].among if at not in places.values())\n",
        "        rest = iter(at for at in moves[0].among if at not in places.values() and at not in gone)\n"
        "        wanted = list(places.values())\n",
        "Places are those of the list before anything is dropped.",
        _EDITS + "test_changes_to_a_list_are_made_at_once_whatever_their_order",
    ),
    Fault(
        "the-opposite-of-not",
        EDITS,
        "    return condition.part if isinstance(condition, Not) else Not(condition)",
        "    return condition.part if isinstance(condition, Not) else condition",
        "A reversed statement wants the opposite.",
        _EDITS + "test_changes_to_a_list_are_made_at_once_whatever_their_order",
    ),
    Fault(
        "exchanges-in-one-order",
        EDITS,
        "    return tuple(others + order for order in permutations(exchanges))",
        "    return (tuple(edits),)",
        "Exchanges next to each other have different results in different orders.",
        _EDITS + "test_exchanges_next_to_each_other_are_made_in_every_order_and_others_in_one",
    ),
    Fault(
        "a-switch-and-the-reading-left",
        EDITS,
        "            return change.decision_maker != switch.decision_maker or change.reading == switch.reading\n",
        "            return True\n",
        "A change to a reading that is switched from does nothing.",
        _EDITS + "test_which_changes_go_together",
    ),
    Fault(
        "moving-down-by-one-is-forgotten",
        LISTING,
        "            if to != place:\n",
        "            if to not in (place, place + 1):\n",
        "With another move it is no longer the same as moving the next one up.",
        _EDITS + "test_every_list_that_two_moves_can_make_is_made_by_two_changes",
    ),
    Fault(
        "rules-of-another-day",
        LISTING,
        "rule_id(at, rule), rule) for at, rule in snapshot.rules]\n",
        "rule_id(at, rule), rule) for at, rule in enumerate(conflict.rules[1:])]\n",
        "A rule is dropped by its position in the file.",
        _TWIN + "test_single_changes_are_listed_in_the_order_of_the_twin",
    ),
    Fault(
        "dropping-for-good-what-is-not-taken",
        LISTING,
        '            ways = ("take", "drop") if full in now else ("take",)\n',
        '            ways = ("take", "drop")\n',
        "What is not taken could then never be taken.",
        _EDITS + "test_every_change_has_its_own_id_and_stands_in_model_order",
    ),
    Fault(
        "minimal-sets-with-a-turning-part",
        SEARCH,
        "            if not _has_part(edits, self.turning):\n                tally.flips.append((edits, truth))\n\n",
        "            tally.flips.append((edits, truth))\n\n",
        "A set of which a part turns the answer is not minimal.",
        _DECIDES + "test_the_smallest_sets_are_found_and_nothing_larger_unless_asked",
    ),
    Fault(
        "an-early-end-is-complete",
        SEARCH,
        "            complete=tally.finished and not tally.too_large,\n",
        "            complete=not tally.too_large,\n",
        "A search that was stopped has not tried everything.",
        _DECIDES + "test_an_interrupted_search_tells_what_is_proved_so_far",
    ),
    Fault(
        "too-large-counts-as-tried",
        SEARCH,
        "            complete=tally.finished and not tally.too_large,\n",
        "            complete=tally.finished,\n",
        "What is too large to be worked out is not proved to leave the answer.",
        _DECIDES + "test_a_model_that_would_be_too_large_leaves_the_answer_open",
    ),
    Fault(
        "the-baseline-by-its-number",
        SEARCH,
        "            baseline=None if base is None else reference_to(analysis, base),\n",
        "            baseline=None if base is None else analysis.state_at(base).id,\n",
        "Numbers belong to one analysis.",
        _DECIDES + "test_the_baseline_stays_what_it_is_when_a_rule_is_left_out",
    ),
    Fault(
        "known-answers-of-other-states",
        SEARCH,
        "                places[at], likings[at] = group.place, group.liking\n",
        "                places[at], likings[at] = 0, group.liking\n",
        "Profiles are told apart by the orders in them.",
        _SINGLES,
    ),
    Fault(
        "no-mending-by-another-reading",
        SEARCH,
        "            mending = any(isinstance(edit, SwitchReading | DropEntry) for edit in wanted)\n",
        "            mending = False\n",
        "A ranking with gaps may not be the one that is used.",
        _DECIDES + "test_a_ranking_with_gaps_is_no_model_until_another_reading_is_used",
    ),
    Fault(
        "switches-without-a-second-change",
        WANTS,
        "            for chosen in combinations(edits, size - len(prefix)) if size >= len(prefix) else ():\n",
        "            for chosen in combinations(edits, size) if not prefix else ((),) if size == 1 else ():\n",
        "A switch goes with changes to the reading switched to.",
        _DECIDES + "test_a_switch_of_reading_goes_with_changes_to_the_reading_switched_to",
    ),
    Fault(
        "proved-without-the-last-size",
        FLIPS,
        "            size is not None or len(self.levels) == self.most\n",
        "            True\n",
        "Nothing found is proved only when every size was tried.",
        _DECIDES + "test_nothing_is_proved_before_every_size_was_tried",
    ),
    Fault(
        "common-to-some",
        FLIPS,
        "            shared = {subject: None for subject in shared if subject in flip.subjects}\n",
        "            shared = dict.fromkeys((*shared, *flip.subjects))\n",
        "What every set touches is in each of them.",
        _PAIRS,
    ),
    Fault(
        "now-moves-along",
        TARGET,
        "    return StateReference.of_options(_shortest(analysis, space.taken(index)))\n",
        '    return StateReference("number", space.ids[index])\n',
        "A state is what is taken in it.",
        _DECIDES + "test_a_state_is_meant_by_what_is_taken_in_it_whatever_is_changed",
    ),
    Fault(
        "a-disputed-statement-is-cited",
        FOOTING,
        '    return "disputed" if snapshot.counting(against) else "cited"\n',
        '    return "cited"\n',
        "Evidence against a statement makes it weaker.",
        _DECIDES + "test_what_rests_on_the_weakest_evidence_comes_first",
    ),
    Fault(
        "a-set-is-as-weak-as-its-weakest",
        FOOTING,
        "for edit in flip.edits), reverse=True))\n",
        "for edit in flip.edits)))\n",
        "All of a set would have to be otherwise.",
        _DECIDES + "test_a_set_is_as_weak_as_the_best_established_of_its_changes",
    ),
    Fault(
        "every-set-of-an-unfinished-search",
        ANSWER,
        "        if not self.found.all_found or len(self.found.found) == 1:\n            return\n",
        "        if len(self.found.found) == 1:\n            return\n",
        "What is in all sets found so far need not be in all.",
        _DECIDES + "test_what_all_sets_found_so_far_have_in_common_is_not_said_of_all",
    ),
]
