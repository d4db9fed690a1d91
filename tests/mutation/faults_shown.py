"""Faults in what results show: tables for data frames and spreadsheets, HTML in notebooks, pictures in files."""

from __future__ import annotations

from tests.mutation.fault import Fault

TABLE = "report/table.py"
SWEEP = "report/sweep_data.py"
READINGS = "report/readings_data.py"
REPLAY = "report/replay_data.py"
NOTEBOOK = "ui/notebook.py"
DRAW = "ui/cli/draw.py"
TARGET = "ui/cli/target.py"

_SHOWN = "tests/unit/test_shown_results.py::"
_DRAW = "tests/unit/test_draw.py::"
_FORMULA = _SHOWN + "test_a_text_that_a_spreadsheet_would_reckon_with_is_a_text"
_STATE_ROW = _SHOWN + "test_a_row_of_a_state_says_all_about_it_in_its_columns[endings-openai-2023]"
_DAY_ROW = _SHOWN + "test_a_row_of_a_day_says_all_about_it_in_its_columns"
_KINDS = _SHOWN + "test_each_kind_of_result_is_shown_as_what_it_is"

_OF_TABLES = [
    Fault(
        "formulas-are-cells",
        TABLE,
        'safe = f"\'{text}" if text.startswith(_FORMULA) else text',
        "safe = text",
        "No text of a model is a formula in somebody's spreadsheet.",
        _FORMULA,
    ),
    Fault(
        "only-the-equals-sign-makes-a-formula",
        TABLE,
        '_FORMULA = ("=", "+", "-", "@", ',
        '_FORMULA = ("=", ',
        "A spreadsheet reckons with what begins with a sign, or with @, too.",
        _FORMULA,
    ),
    Fault(
        "a-cell-ends-its-row",
        TABLE,
        'return safe.replace("\\r\\n", "\\n").replace("\\r", "\\n")',
        "return safe",
        "What follows a carriage return would begin a row, where it may be a formula.",
        _SHOWN + "test_no_text_ends_its_row",
    ),
    Fault(
        "headings-may-be-formulas",
        TABLE,
        "writer.writerow(map(cell, table.columns))",
        "writer.writerow(table.columns)",
        "A heading may hold the name of a model's part, too.",
        _FORMULA,
    ),
    Fault(
        "options-shifted-by-one",
        TABLE,
        "first = len(table.columns) - options",
        "first = len(table.columns) - options + 1",
        "Every option is told by Y or N, and no other truth.",
        _SHOWN + "test_texts_numbers_and_truths_in_csv",
    ),
    Fault(
        "ranks-under-standings",
        TABLE,
        '("state", "scenario", "reachable", *analysis.concepts, *against, *ranks,',
        '("state", "scenario", "reachable", *analysis.concepts, *ranks, *against,',
        "A column holds what its heading says.",
        _STATE_ROW,
    ),
    Fault(
        "concepts-of-the-endings-alone",
        TABLE,
        "*(analysis.holds(state.id, concept) for concept in analysis.concepts)",
        "*(concept in analysis.ending_concepts for concept in analysis.concepts)",
        "A column of a concept says whether the state is an equilibrium under it.",
        _STATE_ROW,
    ),
    Fault(
        "standings-of-the-first-story",
        TABLE,
        "            for maker, tally in story.standings.items()",
        "            for maker, tally in analysis.stories[0].standings.items()",
        "A row has the standings of its own story.",
        _SHOWN + "test_standings_have_a_row_for_each_story_and_decision_maker",
    ),
    Fault(
        "high-under-low",
        SWEEP,
        'for key in ("share", "low", "high", "moved")',
        'for key in ("share", "high", "low", "moved")',
        "A column holds what its heading says.",
        _SHOWN + "test_shares_of_a_sweep_have_their_interval_from_low_to_high",
    ),
    Fault(
        "some-is-every",
        SWEEP,
        "            for standing, share in standings.some.items():\n                yield",
        "            for standing, share in standings.every.items():\n                yield",
        "Better off in some ending is more often so than in every one.",
        _SHOWN + "test_shares_of_a_sweep_have_their_interval_from_low_to_high",
    ),
    Fault(
        "what-does-not-arise-is-unknown",
        READINGS,
        '        others.get("does_not_arise", 0),\n        others.get("unknown", 0),\n',
        '        others.get("unknown", 0),\n        others.get("does_not_arise", 0),\n',
        "A column holds what its heading says.",
        _SHOWN + "test_claims_that_do_not_arise_are_counted_apart",
    ),
    Fault(
        "lost-under-gained",
        REPLAY,
        "len(change.lost),\n        None if change is None else len(change.gained),\n",
        "len(change.gained),\n        None if change is None else len(change.lost),\n",
        "A column holds what its heading says.",
        _DAY_ROW,
    ),
    Fault(
        "evidence-there-is-at-all",
        REPLAY,
        "        day.known[0],\n",
        "        day.known[1],\n",
        "Known is the evidence of that day, not all there will be.",
        _DAY_ROW,
    ),
    Fault(
        "a-lost-day-is-short",
        REPLAY,
        "tuple((*row, *[None] * (len(columns) - len(row))) for row in rows)",
        "tuple(rows)",
        "Every row has a cell for every column.",
        _SHOWN + "test_a_day_that_cannot_be_analysed_has_a_date_and_nothing_else",
    ),
]

_OF_NOTEBOOKS = [
    Fault(
        "pictures-without-colours",
        NOTEBOOK,
        "if any(isinstance(part, Figure) for part in parts):",
        "if all(isinstance(part, Figure) for part in parts):",
        "Where there is a picture there is its style.",
        _SHOWN + "test_a_result_is_shown_as_its_report_with_one_picture",
    ),
    Fault(
        "a-grid-of-nothing",
        NOTEBOOK,
        "_drawn(endings_grid, shown) if shown.standings else None",
        "_drawn(endings_grid, shown)",
        "Where nobody is compared there is no grid to draw.",
        _SHOWN + "test_an_analysis_that_compares_with_nothing_has_no_grid",
    ),
    Fault(
        "fields-that-steer",
        NOTEBOOK,
        "        case str():\n            return clean(value)",
        "        case str():\n            return value",
        "Texts of a model are cleaned wherever they are shown.",
        _SHOWN + "test_names_of_a_model_are_only_text_in_a_notebook",
    ),
    Fault(
        "the-first-field-is-lost",
        NOTEBOOK,
        "return [field for field in attrs.fields(type(shown)) if field.repr]",
        "return [field for field in attrs.fields(type(shown)) if field.repr][1:]",
        "A small result shows all its fields.",
        _SHOWN + "test_a_small_result_shows_its_fields",
    ),
    Fault(
        "headings-above-the-notebook-s",
        NOTEBOOK,
        "_LEVEL = 4",
        "_LEVEL = 2",
        "Headings of results stand below those of the notebook.",
        _SHOWN + "test_a_result_is_shown_as_its_report_with_one_picture",
    ),
    Fault(
        "readings-are-drawn-as-endings",
        NOTEBOOK,
        "_drawn(readings_matrix, shown))",
        "_drawn(endings_grid, shown.analysis))",
        "Every kind of result has the picture of its kind.",
        _KINDS,
    ),
]

_OF_DRAWING = [
    Fault(
        "zero-is-not-asked",
        DRAW,
        "if value is not None and what not in _ONLY_FOR[name]:",
        "if value and what not in _ONLY_FOR[name]:",
        "An option that does nothing here is refused, whatever its value.",
        _DRAW + "test_what_is_asked_wrongly_gets_one_message",
    ),
    Fault(
        "seeds-are-forgotten",
        DRAW,
        'seed = int(given["seed"] or 0)',
        "seed = 0",
        "The seed asked for is that of the draws.",
        _DRAW + "test_draws_and_readings_asked_for_are_those_of_the_bars",
    ),
    Fault(
        "readings-asked-for-are-drawn-all-the-same",
        DRAW,
        "fixed = tuple(question.readings)",
        "fixed: tuple[str, ...] = ()",
        "Who is read as asked is not drawn.",
        _DRAW + "test_draws_and_readings_asked_for_are_those_of_the_bars",
    ),
    Fault(
        "a-file-is-emptied-before-the-work",
        TARGET,
        "    path = pathlib.Path(target)\n    try:\n",
        "    path = pathlib.Path(target)\n    if path.is_file():\n        path.write_bytes(b'')\n    try:\n",
        "What goes wrong leaves the old file as it was.",
        _DRAW + "test_what_cannot_be_drawn_leaves_the_old_file",
    ),
    Fault(
        "a-file-is-written-in-place",
        TARGET,
        '        replace_file(path, content.encode("utf-8"))',
        '        path.write_text(content, encoding="utf-8")',
        "A file holds all of the old picture or all of the new one.",
        _DRAW + "test_a_full_disk_leaves_the_old_file_and_no_half_of_a_new_one",
    ),
    Fault(
        "the-place-is-not-looked-at",
        DRAW,
        "    check_place(target)\n",
        "",
        "Where no file can be is said in words, before the work.",
        _DRAW + "test_what_is_asked_wrongly_gets_one_message",
    ),
]

SHOWN_FAULTS = [*_OF_TABLES, *_OF_NOTEBOOKS, *_OF_DRAWING]
