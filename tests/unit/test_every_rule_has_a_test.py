"""Every rule, table row and error of the format's description, with the tests that are named after it."""

from __future__ import annotations

import ast
import pathlib
import re

import pytest

RULES: dict[str, tuple[str, ...]] = {
    # -- the head of the description
    "head: every scalar is text": ("test_text_every_scalar_is_the_text_written", "test_text_keys_are_text_too"),
    "head: YAML in UTF-8": ("test_bytes_that_are_not_utf_8_are_an_error_at_their_place",),
    "head: JSON too": ("test_json_is_read_too", "test_one_model_in_json_gives_what_it_gives_in_yaml"),
    "head: .yaml, .yml, .json": ("test_files_are_read_by_path",),
    "head: a JSON Schema": ("test_schema_is_a_valid_schema", "test_schema_prints_the_schema"),
    "head: unknown keys are errors": ("test_unknown_keys_are_errors_with_a_guess",),
    "head: errors name their place": ("test_every_error_names_file_line_column_what_is_wrong_and_what_to_write",),
    "head: all errors at once": ("test_all_errors_of_a_file_are_shown_at_once_in_the_order_of_the_file",),
    "head: the whole model loads": ("test_format_s_example_loads_as_it_stands",),
    "head: format version, required": ("test_format_version_1_is_read", "test_format_version_other_than_1_is_refused"),
    "head: scenarios, the first match wins": ("test_scenarios_the_first_match_wins",),
    "head: baseline, what better off is measured against": ("test_baseline_defaults_to_the_start",),
    # -- text and names
    "text 1: anchors, aliases, merge keys and tags are refused": (
        "test_text_rule_1_anchors_are_refused",
        "test_text_rule_1_aliases_are_refused",
        "test_text_rule_1_merge_keys_are_refused",
        "test_text_rule_1_tags_are_refused",
    ),
    "text 1: 2 MB": ("test_text_rule_1_size_limit_is_2_mb",),
    "text 1: nesting 50": ("test_text_rule_1_nesting_limit_is_50",),
    "text 1: condition depth 200": (
        "test_text_rule_1_depth_beyond_200_is_an_error_not_a_crash",
        "test_text_rule_1_depth_up_to_200_is_read_evaluated_and_written",
    ),
    "text 1: duplicate keys are errors": ("test_text_rule_1_duplicate_keys_are_errors",),
    "text 1: a count in a flow list must be quoted": (
        "test_text_rule_1_unquoted_count_in_a_flow_list_is_told_to_quote",
        "test_text_rule_1_unbalanced_parenthesis_beside_a_comma_says_to_quote",
    ),
    "text 2: ids": ("test_text_rule_2_ids_that_are_not_allowed", "test_text_rule_2_holds_for_every_kind_of_id"),
    "text 2: case-sensitive": ("test_text_rule_2_ids_that_are_allowed_case_counts",),
    "text 2: names are any Unicode": ("test_text_rule_2_names_are_any_unicode",),
    "text 2: any text per language": ("test_text_rule_2_any_text_may_be_given_per_language",),
    "text 3: an option by its id where unique": ("test_text_rule_3_an_option_of_two_owners_is_written_with_its_owner",),
    "text 3: one namespace": ("test_text_rule_3_definitions_and_options_share_one_namespace",),
    "text 3: order": ("test_text_rule_3_order_in_the_file_is_the_order_of_the_model",),
    "text 4: ISO dates": ("test_text_rule_4_iso_dates_with_optional_time_and_offset",),
    "text 4: impossible dates are errors": ("test_text_rule_4_impossible_dates_are_errors",),
    "text 5: sha256, model order, no comments": (
        "test_text_rule_5_the_hash_is_blind_to_comments_layout_and_order_of_keys",
        "test_text_rule_5_the_hash_sees_everything_else",
        "test_text_rule_5_sha256_sees_every_part_of_the_whole_form",
    ),
    "text 5: NFC": ("test_text_rule_5_the_hash_is_blind_to_unicode_composition",),
    "text 5: defaults omitted": ("test_text_rule_5_sha256_is_of_the_canonical_json_defaults_omitted",),
    "text 6: rules may have an id": ("test_text_rule_6_rules_have_default_ids",),
    "text 6: statements may have an id": ("test_text_rule_6_statements_have_default_ids",),
    # -- conditions
    "conditions: not, and, or, xor, implies, if, unless, iff": (
        "test_text_of_a_random_tree_means_what_the_tree_means",
        "test_if_is_implies_turned_round",
        "test_unless_is_or",
    ),
    "conditions: true, false": ("test_true_and_false",),
    "conditions: counts": ("test_counts", "test_count_that_is_no_count_points_at_the_character"),
    "conditions: binding": ("test_binding_tightest_first",),
    "conditions: not mixed without parentheses": ("test_mixed_conditionals_need_parentheses",),
    "conditions: implies to the right": ("test_implies_associates_to_the_right_in_meaning_too",),
    "conditions: errors point at the character": ("test_error_points_at_the_character_and_says_what_to_write",),
    "conditions: definitions use definitions": ("test_definitions_may_use_definitions_in_any_order",),
    "conditions: cycles are errors": ("test_definitions_a_cycle_is_an_error_that_shows_it",),
    "conditions: never expanded in place": ("test_definitions_are_evaluated_once_never_expanded",),
    "conditions: patterns": ("test_pattern_alone_bare_or_quoted", "test_pattern_letters_are_in_option_order"),
    "conditions: a pattern has one letter an option": ("test_pattern_has_one_letter_per_option",),
    "conditions: a pattern in quotes": ("test_pattern_in_quotes_inside_a_condition",),
    # -- a state
    "state: a number, a pattern, a list": ("test_state_every_way_to_write_the_same_state",),
    "state: a graph-form id": ("test_states_rule_2_graph_form_an_id_is_a_way_to_write_a_state",),
    "state: a date": ("test_state_a_date_is_the_state_after_that_day_s_steps_and_before_the_first_the_start",),
    "state: start, status_quo, now": ("test_state_every_way_to_write_the_same_state",),
    "state: a scenario of one state": ("test_state_a_scenario_that_holds_one_state",),
    "state: by options across dates": ("test_states_of_another_analysis_are_found_by_what_is_taken",),
    # -- states and moves
    "states 1: all combinations that break no rule, numbered": (
        "test_states_rule_1_numbering_the_first_option_is_the_least_significant_bit",
        "test_states_rule_1_numbering_counts_feasible_states_only",
    ),
    "states 1: any of its own options at once": ("test_states_rule_1_moves_change_any_of_ones_own_options_at_once",),
    "states 1: both, take, drop, never; forbidden whole": (
        "test_states_rule_1_moves_take_drop_never_both_and_joint_changes_forbidden_whole",
    ),
    "states 1: intermediate states need not exist": ("test_states_rule_1_moves_intermediate_states_need_not_exist",),
    "states 1: moves in succession": ("test_option_form_moves_held_to_be_transitive_are",),
    "states 2: states by id": ("test_states_rule_2_graph_form_states_are_those_listed_in_the_order_of_the_file",),
    "states 2: taken": (
        "test_states_rule_2_graph_form_taken_is_a_list_of_options_or_a_full_pattern",
        "test_states_rule_2_graph_form_taken_that_is_none_is_an_error",
    ),
    "states 2: rules do not apply": ("test_states_rule_2_graph_form_rules_make_no_states",),
    "states 2: a listed state that breaks a rule is an error": (
        "test_states_rule_2_graph_form_a_listed_state_that_breaks_a_rule_is_an_error",
    ),
    "states 2: listed moves": (
        "test_states_rule_2_listed_moves_are_those_written",
        "test_states_rule_2_listed_moves_that_are_none_are_errors",
        "test_graph_form_with_rankings_or_pairs_gets_the_answers_of_the_twin",
    ),
    "states 2: generated moves": ("test_states_rule_2_moves_are_generated_if_all_states_have_taken",),
    "states 2: else none": ("test_states_rule_2_else_there_are_no_moves",),
    "states 2: two states may share taken": (
        "test_states_rule_2_graph_form_two_states_may_share_taken_and_nothing_moves_between_them",
    ),
    "states 2: to": ("test_states_rule_2_history_steps_may_use_to",),
    "states 3: forbidden moves": (
        "test_states_rule_3_forbidden_moves_are_taken_out_and_a_missing_end_means_any",
        "test_forbidden_moves_are_as_if_never_drawn",
    ),
    "states 4: merges all that meet the condition": ("test_merged_states_have_the_moves_of_all_and_the_wants_of_one",),
    "states 4: numbered after all others": (
        "test_states_rule_4_coalesce_merged_states_are_numbered_after_all_others_in_the_order_written",
    ),
    "states 4: the number is the id, as an alias": (
        "test_states_rule_4_coalesce_the_number_is_the_id_and_as_an_alias",
        "test_states_rule_4_coalesce_the_number_is_the_id_in_graph_form_too",
    ),
    "states 4: the union of the members' moves": (
        "test_states_rule_4_coalesce_moves_are_the_union_of_the_members_less_those_inside",
    ),
    "states 4: the lowest-numbered member": (
        "test_states_rule_4_coalesce_taken_and_preferences_come_from_the_lowest_numbered_member",
    ),
    "states 4: represented_by": (
        "test_states_rule_4_coalesce_or_from_represented_by",
        "test_states_rule_4_coalesce_represented_by_is_one_member",
    ),
    "states 4: check warns": ("test_states_rule_4_check_warns_where_members_differ_for_somebody",),
    "states 5: always, never": ("test_states_rule_5_always_and_never_with_conditions_and_patterns",),
    "states 5: at_most_one, exactly_one, at_least_one": ("test_states_rule_5_counting_kinds",),
    "states 5: no feasible state is an error": ("test_states_rule_5_contradiction_names_a_smallest_set_of_rules",),
    # -- history and time
    "history 1: one change at once": ("test_history_rule_1_a_step_is_one_change_made_at_once",),
    "history 1: take and drop": ("test_history_rule_1_steps_take_and_drop",),
    "history 1: a joint step": ("test_history_rule_1_a_joint_step_changes_options_of_several",),
    "history 1: date order": ("test_history_rule_1_steps_stand_in_date_order",),
    "history 1: a step that changes nothing is an error": (
        "test_history_rule_1_a_step_that_changes_nothing_is_an_error",
    ),
    "history 1: a step that breaks a rule is an error": (
        "test_history_rule_1_a_step_that_breaks_a_rule_is_an_error_that_names_it",
    ),
    "history 1: a step that breaks a one-way mark is an error": (
        "test_history_rule_1_a_step_that_breaks_a_one_way_mark_is_an_error",
        "test_history_rule_1_to_may_change_only_what_its_maker_may",
    ),
    "history 1: a step that moves another's option is an error": (
        "test_history_rule_1_moving_another_s_option_is_an_error",
    ),
    "history 1: an event only tells": ("test_history_rule_1_a_step_with_an_event_and_no_by_only_tells",),
    "history 2: windows are inclusive": (
        "test_history_rule_2_windows_are_inclusive_and_without_a_date_until_never_counts",
    ),
    "history 2: windows of options": ("test_history_rule_3_an_option_outside_its_window_cannot_be_changed",),
    "history 2: windows of rules": ("test_history_rule_2_rules_count_in_their_window",),
    "history 2: windows of statements": ("test_history_rule_2_statements_count_in_their_window",),
    "history 2: windows of readings": ("test_history_rule_2_readings_count_in_their_window",),
    "history 2: windows of evidence": ("test_history_rule_2_evidence_counts_in_its_window",),
    "history 2: windows of forbidden moves": ("test_history_rule_2_forbidden_moves_count_in_their_window",),
    "history 2: as of a date": (
        "test_history_rule_2_as_of_a_date_the_story_stands_where_the_history_leads",
        "test_history_rule_2_the_date_of_the_file_counts_unless_another_is_asked_for",
    ),
    "history 2: later steps are kept and shown": (
        "test_history_rule_2_later_steps_are_kept",
        "test_history_rule_2_later_steps_are_shown_as_what_happened",
    ),
    "history 3: an option outside its window": (
        "test_history_rule_3_an_option_outside_its_window_keeps_its_value",
        "test_history_rule_3_a_step_that_changes_an_option_outside_its_window_is_an_error",
    ),
    "history 3: rules as they stood that day": (
        "test_history_rule_3_rules_are_tested_on_each_step_as_they_stood_that_day",
    ),
    "history 3: a later rule": (
        "test_history_rule_3_a_later_rule_that_makes_the_current_state_infeasible_is_named_with_the_step",
    ),
    "history 3: a ranking skips": ("test_history_rule_3_a_ranking_skips_states_not_feasible_then",),
    "history 3: an unlisted feasible state is an error": (
        "test_history_rule_3_an_unlisted_feasible_state_is_an_error_on_the_day_it_is_feasible",
    ),
    "history 3: no reading left is an error": ("test_history_rule_3_no_reading_left_is_an_error",),
    "history 4: hindsight": (
        "test_history_rule_4_a_judgement_resting_only_on_later_evidence_is_hindsight",
        "test_history_rule_4_hindsight_is_marked_not_dropped",
        "test_analyse_marks_hindsight",
    ),
    "history 5: status_quo without history": ("test_history_rule_5_status_quo_is_a_state_in_a_model_without_history",),
    "history 5: history wins": ("test_history_rule_5_history_wins_over_status_quo_with_a_warning",),
    "history 5: start defaults to nothing taken": ("test_start_defaults_to_nothing_taken",),
    "history 5: infeasible and not written": (
        "test_history_rule_5_start_not_written_and_infeasible_leaves_reachability_and_comparison_out",
    ),
    "history 5: infeasible and written is an error": ("test_history_rule_5_start_written_and_infeasible_is_an_error",),
    # -- preferences
    "preferences: statements": (
        "test_preferences_statements_the_first_difference_decides",
        "test_preferences_statements_equal_on_all_is_indifference",
        "test_preferences_statements_are_exact_for_any_number",
        "test_preferences_statements_under_their_key_mean_the_same_as_a_list",
    ),
    "preferences: ranking": (
        "test_preferences_ranking_best_first",
        "test_preferences_ranking_inner_lists_are_ties",
        "test_preferences_ranking_a_pattern_with_dashes_stands_for_several_tied",
        "test_preferences_ranking_a_missing_feasible_state_is_an_error_that_names_it",
    ),
    "preferences: overlaps are errors": ("test_preferences_ranking_overlaps_are_errors_at_the_second_place",),
    "preferences: weights": (
        "test_preferences_weights_are_summed_over_the_options_taken",
        "test_preferences_weights_are_exact",
        "test_preferences_weights_that_are_none_are_errors",
        "test_weights_and_payoffs_are_exact_sums",
    ),
    "preferences: payoffs": (
        "test_preferences_payoffs_of_states_or_of_conditions_summed",
        "test_preferences_payoffs_are_exact",
        "test_preferences_payoffs_that_are_none_are_errors",
    ),
    "preferences: pairs": (
        "test_preferences_pairs_are_known_one_by_one_without_closure_and_unmentioned_ones_are_unknown",
        "test_preferences_pairs_that_are_none_are_errors",
    ),
    "preferences: contradictions are errors": ("test_preferences_pairs_contradictions_are_errors",),
    "preferences: one form per place": (
        "test_preferences_one_form_per_place",
        "test_preferences_one_form_per_place_whichever",
    ),
    "preferences: unknown beside a ranking": (
        "test_preferences_unknown_pairs_beside_a_ranking",
        "test_preferences_unknown_pairs_stand_only_beside_a_ranking",
    ),
    "preferences: missing ones are an error": ("test_preferences_missing_are_an_error",),
    "preferences: [] is indifference": ("test_preferences_empty_list_is_indifference",),
    "preferences: extension b": (
        "test_preferences_unknown_pairs_only_certain_improvements_tempt_and_only_certain_losses_deter",
        "test_unknown_pairs_of_a_file_follow_extension_b",
    ),
    "preferences: three ways to write a statement": ("test_preferences_forms_of_a_statement",),
    "preferences: strength": ("test_preferences_strength_great_marks_a_leading_run_and_plain_analysis_ignores_it",),
    "preferences: readings, one form each": (
        "test_preferences_readings_the_first_is_used_by_default",
        "test_preferences_every_form_says_the_same_and_may_stand_in_a_reading",
    ),
    "preferences: weights of readings over 1 are an error": (
        "test_preferences_reading_weights_over_1_with_one_missing_are_an_error",
    ),
    # -- certainty
    "certainty: a probability in (0, 1]": (
        "test_certainty_numbers_are_exact",
        "test_certainty_outside_its_range_is_an_error",
    ),
    "certainty: words": ("test_certainty_words_are_read_as_the_middle_of_their_band",),
    "certainty: plain analysis uses every statement": ("test_certainty_plain_analysis_uses_every_statement",),
    "certainty: check names those below .5": ("test_certainty_check_names_statements_below_one_half",),
    "certainty: reliability A to F": (
        "test_certainty_sources_carry_reliability_a_to_f",
        "test_certainty_other_reliability_is_an_error",
    ),
    "certainty: credibility 1 to 6": (
        "test_certainty_evidence_carries_credibility_1_to_6",
        "test_certainty_other_credibility_is_an_error",
    ),
    # -- endings, standings
    "endings: equilibria over all feasible states": (
        "test_json_stability_names_every_decision_maker_and_concept_and_equilibria_are_their_common_states",
    ),
    "endings: reachable, and an equilibrium": (
        "test_json_endings_are_reachable_equilibria_under_an_ending_concept",
        "test_endings_staying_counts_and_what_cannot_be_reached_does_not",
    ),
    "endings: Nash or SEQ, or as asked": ("test_endings_are_nash_or_seq_by_default_and_others_on_request",),
    "endings: stories by scenario": ("test_json_stories_group_the_endings_by_scenario_in_the_order_of_the_scenarios",),
    "standings: better, same, worse": ("test_standings_better_same_and_worse",),
    "standings: unknown": ("test_preferences_pairs_standings_are_better_same_worse_or_unknown",),
    "standings: over the endings and per story": ("test_json_standings_count_the_endings_in_all_and_per_story",),
    # -- the JSON
    "json: this and nothing else": ("test_json_keys_in_the_order_of_the_format",),
    "json: nothing else on standard output": ("test_analyse_json_is_the_result_and_nothing_else",),
    "json: ranks are dense ordinals": ("test_json_ranks_are_dense_ordinals_1_is_worst",),
    "json: no ranks of relations": ("test_preferences_pairs_have_no_ranks_in_the_json",),
    "json: ids in state order": ("test_json_ids_in_lists_are_in_state_order",),
    "json: above 10,000 states": ("test_json_above_10_000_states_tables_need_full",),
    "json: errors": (
        "test_errors_under_json_are_an_object_on_standard_output_and_nothing_else",
        "test_errors_under_json_carry_file_line_and_column",
    ),
    "exit codes: 0": ("test_analyse_tells_the_flagship",),
    "exit codes: 1": ("test_exit_code_1_under_json_is_an_errors_object",),
    "exit codes: 2": ("test_exit_code_2_for_what_cannot_be_used_with_a_message_and_no_traceback",),
    "exit codes: 3": ("test_exit_code_3_for_a_budget_refused",),
    "exit codes: 130": ("test_exit_codes_130_interrupted_3_memory_1_internal",),
    # -- claims
    "claims: says is built of better, same, worse, ending, stable, reachable": (
        "test_claims_say_what_the_format_says_they_say",
        "test_random_claims_over_options_are_judged_as_the_twin_judges_them",
    ),
    "claims: with and, or, not": (
        "test_claims_not_binds_tightest_then_and_then_or",
        "test_claims_about_preferences_that_are_not_known_are_unknown",
    ),
    "claims: WHERE": (
        "test_claims_some_ending_asks_for_one_and_endings_for_all",
        "test_claims_of_every_ending_in_a_scenario_not_of_every_state_in_it",
        "test_claims_where_is_a_family_or_a_state",
    ),
    "claims: holds, fails or depends, in n of N readings": (
        "test_claims_depend_where_they_hold_in_some_readings_and_not_in_others",
        "test_microsoft_better_in_every_ending_holds_in_6_of_18_readings_exactly_its_article_ones",
    ),
    "claims: the reading or statement that decides": (
        "test_a_description_names_just_the_combinations_described_and_is_found_if_there_is_one",
        "test_claims_name_the_statements_that_decide_and_how_doubtful_they_are",
    ),
    "claims: without says, listed as not judged": ("test_claims_without_says_are_listed_as_not_judged",),
    # -- readings and draws
    "preferences: readings are normalised with a note, share what is left, or are counted": (
        "test_weights_are_certainties_made_to_sum_to_one",
        "test_without_certainties_there_are_counts_and_no_shares",
        "test_readings_that_are_only_counted_are_said_to_be",
    ),
    "certainty: a draw takes one reading and keeps each statement with its certainty": (
        "test_a_draw_takes_readings_by_weight_and_keeps_statements_by_certainty",
        "test_draws_come_as_often_as_their_exact_probability_says",
    ),
    # -- perceptions
    "perceptions: how a view differs": (
        "test_perceptions_are_read_with_all_their_keys",
        "test_errors_of_perceptions_have_their_places",
    ),
    "perceptions: the later of two wins": ("test_perceptions_count_in_their_window_and_the_later_of_two_wins",),
    "perceptions: what is taken is seen": (
        "test_a_view_has_no_states_with_an_option_unseen_and_sees_it_once_it_is_taken",
    ),
    "perceptions: numbers are the model's": ("test_rankings_by_number_mean_the_states_of_the_model_in_every_view",),
}

NOT_IN_THIS_RELEASE = {
    "preferences: another extension than b may be chosen",
}
"""What the description promises and the program does not do yet; a rule that is implemented moves up."""


def names_of_tests() -> set[str]:
    """The names of all tests, without importing any."""
    found = set()
    for path in pathlib.Path(__file__).parents[1].rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(node.name)
    return found


@pytest.fixture(scope="module")
def tests() -> set[str]:
    return names_of_tests()


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_test(rule, tests):
    assert RULES[rule]
    assert set(RULES[rule]) - tests == set()


def test_every_rule_has_a_test_and_every_test_of_a_rule_has_its_rule(tests):
    numbers = {tuple(rule.split(":")[0].split()) for rule in RULES}
    for name in tests:
        match = re.match(r"test_(text|states|history)_rule_(\d)_", name)
        assert match is None or match.groups() in numbers, name
    assert {("text", str(n)) for n in range(1, 7)} <= numbers
    assert {(part, str(n)) for part in ("states", "history") for n in range(1, 6)} <= numbers
    assert not NOT_IN_THIS_RELEASE & set(RULES)
