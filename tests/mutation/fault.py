"""What a fault is, and the tests that notice faults."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"

_TWIN = "tests/properties/test_against_the_twin.py::"
_KERNELS = "tests/properties/test_kernels.py::"
_STORY = "tests/properties/test_the_story.py::"
_RELATIONS = "tests/properties/test_relations.py::"
_OF_RELATIONS = "tests/properties/test_kernels_of_relations.py::"
CONFLICTS = _TWIN + "test_random_conflicts_get_the_same_answers[0]"
GRAPHS = _TWIN + "test_random_graphs_with_moves_that_are_not_transitive_get_the_same_answers[0]"
NUMBERS = _KERNELS + "test_statements_rank_as_one_long_binary_number"
DECIDING = _KERNELS + "test_every_statement_decides_where_all_others_are_equal"
LARGE = _KERNELS + "test_more_combinations_than_are_tested_at_once"
CONTRADICTION = _KERNELS + "test_a_contradiction_names_only_the_rules_that_make_it"
HISTORY = _STORY + "test_a_history_leads_where_its_steps_lead"
STANDINGS = _STORY + "test_scenarios_and_standings_are_as_the_twin_has_them"
DEPARTURES = _STORY + "test_departures_are_the_improvements_best_first"
WINDOWS = _STORY + "test_windows"
GAPS = _STORY + "test_ranks_stay_dense_where_a_ranked_state_is_impossible_on_the_day"
UNKNOWN = _RELATIONS + "test_unknown_preferences_follow_extension_b[0-True]"
FORBIDDEN = _OF_RELATIONS + "test_forbidden_moves_are_left_out_and_no_others"
FORBIDDEN_DAYS = _OF_RELATIONS + "test_moves_are_forbidden_within_a_window"
MERGED = _OF_RELATIONS + "test_merged_states_move_as_their_members_and_rank_as_one_of_them"
MERGED_ONCE = _OF_RELATIONS + "test_a_state_is_merged_once_and_represented_by_a_member"
LISTED = _OF_RELATIONS + "test_listed_states_get_the_moves_and_answers_of_the_twin[0]"
LISTED_HISTORY = _OF_RELATIONS + "test_a_history_over_listed_states_leads_where_its_steps_lead"
LISTED_STEP = _OF_RELATIONS + "test_a_step_leads_to_one_listed_state"
SUMS = _OF_RELATIONS + "test_weights_and_payoffs_add_up"
PAYOFFS = _OF_RELATIONS + "test_every_state_has_one_payoff"
PAIRS = _OF_RELATIONS + "test_pairs_contradict_each_other_where_they_differ"
PAIRS_OVER_OPTIONS = _OF_RELATIONS + "test_pairs_over_options_get_the_answers_of_the_twin"
BATCHES = _OF_RELATIONS + "test_relations_are_judged_in_batches"
CHUNKS = _OF_RELATIONS + "test_transitivity_is_tested_in_chunks"


class RottenFaultError(Exception):
    """A fault that no longer fits the code it was written for."""


@dataclass(frozen=True)
class Fault:
    """A fault that can be planted in a copy of the code."""

    name: str
    file: str
    """Under src/denouement."""
    old: str
    new: str
    why: str
    """Why it is wrong, in one sentence."""
    noticed_by: str
    """The quickest test that must fail with it."""

    def planted(self, code: str) -> str:
        """Return a file's text with the fault in it; raise RottenFaultError if it cannot be planted."""
        times = code.count(self.old)
        if times != 1:
            raise RottenFaultError(f"{self.name}: this text occurs {times} times in {self.file}, not once:\n{self.old}")
        changed = code.replace(self.old, self.new)
        try:
            same = ast.dump(ast.parse(changed)) == ast.dump(ast.parse(code))
        except SyntaxError as error:
            raise RottenFaultError(f"{self.name}: {self.file} is no longer Python with it: {error}") from None
        if same:
            raise RottenFaultError(f"{self.name}: it changes nothing that runs in {self.file}")
        return changed

    def plant(self, src: Path) -> None:
        """Write the fault into a copy of src."""
        path = src / "denouement" / self.file
        path.write_text(self.planted(path.read_text(encoding="utf-8")), encoding="utf-8")
