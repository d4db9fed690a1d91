"""Faults in pictures: what is drawn, where it stands, and whether a page can show it safely."""

from __future__ import annotations

from tests.mutation.fault import Fault

BARS = "report/pictures/bars.py"
GRID = "report/pictures/grid.py"
SIGNS = "report/pictures/signs.py"
MATRIX = "report/pictures/matrix.py"
STRIPS = "report/pictures/strips.py"
TIMELINE = "report/pictures/timeline.py"
EVIDENCE = "report/pictures/evidence.py"
EGO = "report/pictures/ego.py"
STATE_MAP = "report/pictures/state_map.py"
PARTS = "report/pictures/map_parts.py"
LAYOUT = "report/pictures/layout.py"
INTERACTIVE = "report/pictures/interactive.py"
DRAWING = "report/pictures/drawing.py"
ARROWS = "report/pictures/arrows.py"
LETTERING = "report/pictures/lettering.py"

_ALL = "tests/unit/test_pictures.py::"
_RESULTS = "tests/unit/test_pictures_of_results.py::"
_STATES = "tests/unit/test_pictures_of_states.py::"
_BARS = _RESULTS + "test_bars_are_as_long_as_their_shares_and_lines_reach_over_the_interval"
_CELLS = _RESULTS + "test_a_cell_counts_the_endings_by_standing[openai-2023]"
_DATA = _STATES + "test_the_data_say_who_can_come_and_go_and_what_is_out_of_reach[openai-2023-small]"
_HOSTILE = _ALL + "test_hostile_names_are_only_text_and_keep_to_their_room"

_OF_RESULTS = [
    Fault(
        "better-points-down",
        SIGNS,
        'up = -1 if standing == "better" else 1',
        'up = 1 if standing == "better" else -1',
        "Better is a triangle that points upwards, for those who see no colours.",
        _CELLS,
    ),
    Fault(
        "every-story-stands-as-the-first",
        GRID,
        "counted_signs(group.standings[maker]),\n                    any(",
        "counted_signs(groups[0].standings[maker]),\n                    any(",
        "A cell counts the endings of its own story.",
        _CELLS,
    ),
    Fault(
        "stars-of-other-stories",
        GRID,
        "in weak for ending in group.endings)",
        "in weak for ending in analysis.endings)",
        "A star stands where the standing in that story rests on one weak statement.",
        _RESULTS + "test_a_star_marks_what_one_weak_statement_decides",
    ),
    Fault(
        "many-scenarios-are-not-turned",
        GRID,
        "[list(row) for row in zip(*cells, strict=True)]",
        "[[row[at % len(row)] for row in cells] for at in range(len(groups) - 1, -1, -1)]",
        "Where scenarios are rows, a row has the cells of its scenario.",
        _RESULTS + "test_many_scenarios_are_rows_and_say_the_same",
    ),
    Fault(
        "bars-are-as-long-as-they-might-be",
        BARS,
        'f"{bar.share.share * _BARS:.2f}"',
        'f"{bar.share.interval[1] * _BARS:.2f}"',
        "A bar is as long as its share.",
        _BARS,
    ),
    Fault(
        "lines-run-backwards",
        BARS,
        "low, high = (_NAMES + end * _BARS for end in bar.share.interval)",
        "high, low = (_NAMES + end * _BARS for end in bar.share.interval)",
        "The line on a bar begins at the lower end of the interval.",
        _BARS,
    ),
    Fault(
        "the-upper-end-is-said-first",
        BARS,
        "low, high = (100 * end for end in share.interval)",
        "high, low = (100 * end for end in share.interval)",
        "An interval is said from its lower end to its upper one.",
        _RESULTS + "test_of_an_interval_the_lower_end_is_said_first",
    ),
    Fault(
        "claims-are-counted-where-they-do-not-arise",
        BARS,
        "                where_it_arises(truths),\n",
        '                truths["holds"],\n',
        "A claim about endings that there are not is not false.",
        _RESULTS + "test_a_bar_of_a_claim_counts_the_draws_in_which_it_arises",
    ),
    Fault(
        "the-heading-of-the-reading-before",
        MATRIX,
        "shown, middle = clean(own[begin]), x + room / 2",
        "shown, middle = clean(own[begin - 1]), x + room / 2",
        "A reading's name stands over the combinations that have it.",
        _RESULTS + "test_a_reading_stands_over_the_combinations_that_have_it",
    ),
    Fault(
        "failing-parts-are-drawn",
        MATRIX,
        'holds = counts[answers.index("holds")]',
        'holds = total - counts[answers.index("holds")]',
        "A cell is filled by the part of the combinations in which it is so.",
        _RESULTS + "test_many_combinations_are_told_reading_by_reading",
    ),
    Fault(
        "the-worst-on-top",
        STRIPS,
        "return bottom - 8 - (high - 16) * (rank - 1) / max(ranks - 1, 1)",
        "return top + 8 + (high - 16) * (rank - 1) / max(ranks - 1, 1)",
        "The best stands on top of a ladder, as its ends say.",
        _RESULTS + "test_the_best_situation_is_drawn_on_top[openai-2023]",
    ),
    Fault(
        "places-counted-from-below",
        STRIPS,
        "place=ranks - it.rank + 1,",
        "place=it.rank,",
        "Rank 1 is the worst, and places are counted from the top.",
        _RESULTS + "test_the_best_situation_is_drawn_on_top[openai-2023]",
    ),
    Fault(
        "what-is-gone-is-new",
        TIMELINE,
        '_("new") if count else _("gone")',
        '_("gone") if count else _("new")',
        "New is an ending that was none on the day before.",
        _RESULTS + "test_what_is_new_or_gone_is_said",
    ),
    Fault(
        "discs-count-all-endings",
        TIMELINE,
        "return {story.scenario: len(story.endings) for story in analysis.stories}",
        "return {story.scenario: len(analysis.endings) for story in analysis.stories}",
        "A disc counts the endings of its scenario.",
        _RESULTS + "test_discs_count_the_endings_of_each_day",
    ),
    Fault(
        "a-good-report-of-any-source",
        EVIDENCE,
        '(sources[piece.source].reliability or "?") in _GOOD_SOURCE and (piece.credibility or "?") in _GOOD_REPORT',
        '(sources[piece.source].reliability or "?") in _GOOD_SOURCE or (piece.credibility or "?") in _GOOD_REPORT',
        "Good evidence is a good report of a good source.",
        _RESULTS + "test_statements_stand_by_what_they_rest_on",
    ),
    Fault(
        "evidence-of-other-days",
        EVIDENCE,
        "pieces = [snapshot.evidence[id] for id in snapshot.counting(snapshot.evidence)]",
        "pieces = list(snapshot.evidence.values())",
        "Only the evidence that counts on the day is counted.",
        _RESULTS + "test_evidence_that_does_not_count_on_the_day_is_not_drawn",
    ),
]

_OF_STATES = [
    Fault(
        "any-better-move-but-the-worst-is-best",
        PARTS,
        "beaten: Bools = ranks < ranks.max()",
        "beaten: Bools = ranks <= ranks.min()",
        "The best of somebody's moves are those to the highest rank.",
        _STATES + "test_arcs_are_the_best_improvements_or_all[cuban-missile-crisis-False]",
    ),
    Fault(
        "what-beats-something-is-beaten",
        PARTS,
        "np.any(liking.better[np.ix_(targets, targets)], axis=0)",
        "np.any(liking.better[np.ix_(targets, targets)], axis=1)",
        "Beaten is that to which another state is preferred.",
        _STATES + "test_best_under_preferences_given_pair_by_pair_is_what_nothing_beats",
    ),
    Fault(
        "a-state-s-id-is-its-index",
        PARTS,
        "frozenset(analysis.index_of(ending.state) for ending in analysis.endings)",
        "frozenset(int(ending.state.id) for ending in analysis.endings)",
        "States are numbered from 1, their indices from 0.",
        _STATES + "test_now_and_endings_are_marked[openai-2023-small]",
    ),
    Fault(
        "now-is-where-it-began",
        STATE_MAP,
        "        now = self.analysis.situation.status_quo\n        parent = self.nodes",
        "        now = self.analysis.situation.baseline\n        parent = self.nodes",
        "The mark of now is on the state where the story stands.",
        _STATES + "test_now_and_endings_are_marked[openai-2023-small]",
    ),
    Fault(
        "now-in-the-first-corner",
        STATE_MAP,
        "self._now(marks, *self.place(now))",
        "self._now(marks, *self.place(self.states[0]))",
        "The mark of now is on the state where the story stands.",
        _STATES + "test_marks_stand_on_their_states",
    ),
    Fault(
        "tracks-begin-where-they-end",
        STATE_MAP,
        "x = self.left + self.xs[begin] - self.cell[0] / 2 + 1",
        "x = self.left + self.xs[last] - self.cell[0] / 2 + 1",
        "A track covers the columns in which its option is taken.",
        _STATES + "test_a_track_is_as_long_as_its_option_is_taken[openai-2023]",
    ),
    Fault(
        "all-are-counted-as-staying",
        PARTS,
        "np.sum([verdict.stable for verdict in",
        "np.sum([~verdict.stable for verdict in",
        "A cell is filled by how many stay.",
        _STATES + "test_a_map_of_many_states_shows_how_many_stay",
    ),
    Fault(
        "plain-binary-order",
        LAYOUT,
        "    while strategy := strategy >> 1:\n        place ^= strategy\n    return place",
        "    return place",
        "Neighbours in Gray-code order differ in one option.",
        _STATES + "test_gray_code_changes_one_bit_at_a_time",
    ),
    Fault(
        "gray-code-read-the-wrong-way",
        LAYOUT,
        "    while strategy := strategy >> 1:\n        place ^= strategy\n    return place",
        "    return place ^ (strategy >> 1)",
        "The place of a code is not the code of a place.",
        _STATES + "test_gray_code_changes_one_bit_at_a_time",
    ),
    Fault(
        "borders-of-the-innermost-part",
        LAYOUT,
        "gaps.append(len(after) - 1 - level)",
        "gaps.append(level)",
        "The border is deepest where the outermost decision maker changes.",
        _STATES + "test_neighbours_of_an_axis_differ_in_one_option_where_all_are_possible",
    ),
    Fault(
        "who-comes-could-go",
        INTERACTIVE,
        "can_come[np.unique(moves.target)] |= 1 << mover",
        "can_come[np.unique(moves.source)] |= 1 << mover",
        "Who can bring the story to a state has a move that ends there.",
        _DATA,
    ),
    Fault(
        "what-is-reached-is-outside",
        INTERACTIVE,
        "np.flatnonzero(~reached)",
        "np.flatnonzero(reached)",
        "Outside is what chains of improvements cannot reach.",
        _DATA,
    ),
    Fault(
        "the-way-back-is-told",
        EGO,
        "if here else other.change_to(self.here)",
        "if here else self.here.change_to(other)",
        "Who would come here changes what differs on the way here.",
        _STATES + "test_who_would_come_is_told_with_what_changes_on_the_way_here",
    ),
    Fault(
        "the-worst-move-first",
        EGO,
        "np.argsort(-liking.rank[targets], kind",
        "np.argsort(liking.rank[targets], kind",
        "Of somebody's improvements the best are told first; the others may be left out.",
        _STATES + "test_neighbours_are_those_who_would_come_and_go[openai-2023-small]",
    ),
]

_OF_PAGES = [
    Fault(
        "a-title-is-pasted-in",
        DRAWING,
        'svg = ElementTree.tostring(self.root, encoding="unicode")',
        'svg = ElementTree.tostring(self.root, encoding="unicode").replace("&lt;", "<").replace("&gt;", ">")',
        "Names of a model are text, not markup.",
        _HOSTILE,
    ),
    Fault(
        "data-that-end-their-script",
        INTERACTIVE,
        'for sign in "<>&\\u2028\\u2029":',
        'for sign in "&\\u2028\\u2029":',
        "Nothing in a page's data ends the element that holds them.",
        _STATES + "test_no_name_of_a_model_ends_the_data_or_becomes_markup",
    ),
    Fault(
        "all-pictures-share-their-arrows",
        ARROWS,
        'return f"{drawing.prefix}-arrow-{mover}"',
        'return f"arrow-{mover}"',
        "Several pictures stand in one page, where an id is there once.",
        _ALL + "test_prefixes_keep_the_ids_of_several_pictures_apart",
    ),
    Fault(
        "maps-to-explore-share-a-title",
        INTERACTIVE,
        'prefix=f"{prefix}-picture", explored=True',
        'prefix="picture", explored=True',
        "Several maps stand in one page, where an id is there once.",
        _STATES + "test_two_maps_on_a_page_share_no_id",
    ),
    Fault(
        "names-run-out-of-the-picture",
        LETTERING,
        "        if used > room:\n            break\n",
        "        if used > 2 * room:\n            break\n",
        "What does not fit is cut.",
        _ALL + "test_a_text_is_cut_to_its_room_and_no_earlier",
    ),
    Fault(
        "what-is-cut-is-lost",
        DRAWING,
        "if told or shown != text:",
        "if told:",
        "What is cut short is told in full where a pointer rests on it.",
        _ALL + "test_every_text_that_is_cut_is_told_in_full_somewhere",
    ),
]

PICTURE_FAULTS = [*_OF_RESULTS, *_OF_STATES, *_OF_PAGES]
