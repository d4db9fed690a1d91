"""What results show of themselves: tables for data frames and spreadsheets, and HTML in a notebook."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

import denouement
from denouement.errors import RequestError
from denouement.foresight.overview.overview import every_reading
from denouement.language import speaking
from denouement.model.evidence import Claim
from denouement.model.shown import Table
from denouement.report.page.markup import Markup
from denouement.report.pictures import STYLE
from denouement.report.table import csv_of
from tests.documents import HOSTILE
from tests.unit.models import pair, read
from tests.unit.pictures import analysed, overview_of, replayed, swept


def rows_of(table: Table) -> list[dict[str, Any]]:
    assert len(set(table.columns)) == len(table.columns)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


# -- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["openai-2023", "elmira-graph"])
@pytest.mark.parametrize("table", ["endings", "states"])
def test_a_row_of_a_state_says_all_about_it_in_its_columns(name, table):
    analysis = analysed(name)
    rows = rows_of(analysis.table(table))
    states = analysis.states if table == "states" else [ending.state for ending in analysis.endings]
    for row, state in zip(rows, states, strict=True):
        assert (row["state"], row["scenario"]) == (state.id, state.scenario)
        assert row["reachable"] == analysis.can_reach(state)
        assert [row[concept] for concept in analysis.concepts] == [
            analysis.holds(state, concept) for concept in analysis.concepts
        ]
        for maker in analysis.decision_makers:
            assert row[f"{maker} against baseline"] == analysis.compared(state)[maker]
            assert row[f"{maker} rank"] == analysis.ranks(state).get(maker)
        assert tuple(option for option in analysis.conflict.options if row[option]) == state.taken


def test_standings_have_a_row_for_each_story_and_decision_maker():
    analysis = analysed("openai-2023")
    rows = rows_of(analysis.table("standings"))
    assert [(row["scenario"], row["decision maker"]) for row in rows] == [
        (story.scenario, maker) for story in analysis.stories for maker in analysis.decision_makers
    ]
    for row in rows:
        endings = [ending for ending in analysis.endings if ending.state.scenario == row["scenario"]]
        for standing in ("better", "same", "worse", "unknown"):
            assert row[standing] == sum(ending.compared[row["decision maker"]] == standing for ending in endings)


def test_shares_of_a_sweep_have_their_interval_from_low_to_high():
    found = swept("openai-2023")
    rows = {(row["about"], row["of"], row["where"], row["what"]): row for row in rows_of(found.table())}
    assert len(rows) == len(found.table().rows)
    told = [(("scenario", id, "", "ending"), share) for id, share in found.scenarios.items()]
    told += [
        (("standing", maker, "all endings" if family is None else family, f"{standing} in {part} ending"), share)
        for maker, families in found.standings.items()
        for family, standings in families.items()
        for part, shares in (("every", standings.every), ("some", standings.some))
        for standing, share in shares.items()
    ]
    told += [(("any ending", "", "", "ending"), found.any_ending), (("now", "", "", "ending"), found.now)]
    assert any(share.share not in (0, 1) for _, share in told)
    for key, share in told:
        row = rows[key]
        assert (row["count"], row["draws"]) == (share.count, share.draws)
        numbers = [row[name] for name in ("share", "low", "high", "moved")]
        assert numbers == pytest.approx([share.share, *share.interval, share.moved], abs=1e-6)


def test_what_was_drawn_of_the_readings_has_an_interval():
    drawn = every_reading(analysed("openai-2023"), most=7, seed=2)
    rows = rows_of(drawn.table())
    told = [it for it in drawn.findings if it.question.kind != "standings"]
    told += [ending.finding for ending in drawn.endings]
    assert any(row["low"] < row["high"] for row in rows)
    for row, finding in zip(rows, told, strict=True):
        assert (row["kind"], row["verdict"]) == (finding.question.kind, finding.verdict)
        assert (row["combinations"], row["of"]) == (finding.holds.combinations, 7)
        assert (row["low"], row["high"]) == (
            finding.holds.interval if finding.verdict != "does_not_arise" else (None,) * 2
        )
        counts = [finding.answer(at) for at in range(7)]
        assert [row[name] for name in ("does_not_arise", "unknown")] == [
            counts.count(name) for name in ("does_not_arise", "unknown")
        ]


def test_claims_that_do_not_arise_are_counted_apart():
    scenarios = "start: []\nbaseline: [x]\nscenarios: {open: {when: not x}}\n"
    analysis = read(pair(scenarios, a="{readings: {p: [x], q: [not x]}}")).analyse()
    found = every_reading(analysis, typed=[Claim("", says="worse(b, open)")])
    (row,) = (row for row in rows_of(found.table()) if row["kind"] == "typed")
    assert (row["of"], row["does_not_arise"], row["unknown"]) == (2, 1, 0)


def test_a_row_of_a_day_says_all_about_it_in_its_columns():
    told = replayed("openai-2023")
    for row, day in zip(rows_of(told.table()), told.days, strict=True):
        analysis = day.analysis
        assert row["date"] == str(day.date)
        assert (row["state"], row["scenario"]) == (analysis.status_quo.id, analysis.status_quo.scenario)
        assert row["endings"] == len(analysis.endings)
        for scenario in [scenario.id for scenario in told.conflict.scenarios]:
            expected = sum(ending.state.scenario == scenario for ending in analysis.endings)
            assert row[f"endings in {scenario}"] == expected
        for maker in analysis.decision_makers:
            tally = analysis.standings.get(maker)
            written = None if tally is None else f"{tally.better}/{tally.same}/{tally.worse}/{tally.unknown}"
            assert row[f"{maker} better/same/worse/unknown"] == written
        assert row["evidence known"] == day.known[0]
        change = day.changed
        gone = (None, None) if change is None else (len(change.lost), len(change.gained))
        assert (row["endings lost"], row["endings gained"]) == gone
        assert tuple(option for option in told.conflict.options if row[option]) == analysis.status_quo.taken
    assert any(day.changed and len(day.changed.lost) != len(day.changed.gained) for day in told.days)


def test_a_day_that_cannot_be_analysed_has_a_date_and_nothing_else():
    text = pair(
        "start: []\nrules:\n  - {never: x, why: w, since: 2024-01-05}\n"
        "history:\n  - {date: 2024-01-01, by: a, take: [x]}\n  - {date: 2024-01-05, event: E}\n"
    )
    (*_, last) = rows_of(denouement.replay(read(text)).table())
    assert last.pop("date") == "2024-01-05"
    assert set(last.values()) == {None}


def test_a_table_that_is_not_there_is_named_with_the_nearest():
    with pytest.raises(RequestError, match="there is no table 'ending'") as raised:
        analysed("chicken").table("ending")
    assert "endings" in raised.value.problems[0].hint
    assert analysed("chicken").table() == analysed("chicken").table("endings")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames_have_the_rows_of_the_table(library):
    pytest.importorskip(library)
    analysis = analysed("openai-2023")
    frame = getattr(analysis, f"to_{library}")("standings")
    table = analysis.table("standings")
    assert tuple(frame.columns) == table.columns
    rows = frame.itertuples(index=False, name=None) if library == "pandas" else frame.rows()
    assert tuple(map(tuple, rows)) == table.rows


# -- CSV ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\r=1", "\r\n=1"])
def test_a_text_that_a_spreadsheet_would_reckon_with_is_a_text(text):
    told = csv_of(Table((text,), ((text,),)))
    written = "'" + text.replace("\r\n", "\n").replace("\r", "\n")
    assert list(csv.reader(io.StringIO(told, newline=""))) == [[written], [written]]


def test_no_text_ends_its_row():
    told = csv_of(Table(("a", "b"), (("one\r=1+1", 'two\r\n"=2'), ("three\n=3", "\u2028=4"))))
    rows = list(csv.reader(io.StringIO(told, newline="")))
    assert rows == [["a", "b"], ["one\n=1+1", 'two\n"=2'], ["three\n=3", "\u2028=4"]]


def test_texts_numbers_and_truths_in_csv():
    table = Table(("a", "b", "c", "x", "y"), (("plain", -3, True, True, False), ("", 0.5, False, None, True)))
    assert csv_of(table, options=2) == "a,b,c,x,y\nplain,-3,yes,Y,N\n,0.5,no,,Y\n"
    assert csv_of(table) == "a,b,c,x,y\nplain,-3,yes,yes,no\n,0.5,no,,yes\n"


# -- HTML in a notebook ---------------------------------------------------------------------------------------------


def test_a_result_is_shown_as_its_report_with_one_picture():
    shown = analysed("openai-2023")._repr_html_()
    assert shown.count("<svg ") == 1
    assert shown.count(STYLE) == shown.count("<style>") == 1
    assert 'class="denouement"' in shown
    assert denouement.load("openai-2023").title in shown
    assert re.findall(r"<h(\d)", shown) == ["4"] * shown.count("<h4")
    assert shown.count("<h4") > 3
    assert "<html" not in shown


@pytest.mark.parametrize(
    ("shown", "says", "drawn"),
    [
        (lambda: overview_of("openai-2023"), "What comes out in which readings", True),
        (lambda: swept("openai-2023"), "How often it comes out so", True),
        (lambda: replayed("openai-2023"), "Day by day", True),
        (lambda: denouement.load("openai-2023"), "17 November 2023", False),
        (lambda: analysed("openai-2023").why("now"), "Leave together", False),
    ],
    ids=["overview", "sweep", "replay", "conflict", "explanation"],
)
def test_each_kind_of_result_is_shown_as_what_it_is(shown, says, drawn):
    html = shown()._repr_html_()
    assert says in html
    assert ("<svg " in html, STYLE in html) == (drawn, drawn)


def test_an_analysis_that_compares_with_nothing_has_no_grid():
    analysis = read(pair("rules: [{always: x or z, why: w}]\n")).analyse()
    assert analysis.baseline is None
    html = analysis._repr_html_()
    assert "<svg" not in html
    assert "<table" in html


def test_a_small_result_shows_its_fields():
    analysis = analysed("openai-2023")
    html = analysis.endings[0]._repr_html_()
    assert "<h4>Ending</h4>" in html
    assert f">{analysis.endings[0].state.id}<" in html
    assert "microsoft: same" in html or "microsoft: better" in html or "microsoft: worse" in html
    tally = analysis.standings["board"]._repr_html_()
    assert re.findall(r">(better|same|worse|unknown)</th><td[^>]*>(\d+)<", tally) == [
        (name, str(getattr(analysis.standings["board"], name))) for name in ("better", "same", "worse", "unknown")
    ]


def test_a_small_result_shows_what_is_inside_it_in_words():
    analysis = analysed("openai-2023-small")
    story = analysis.stories[0]
    html = Markup(story._repr_html_())
    assert f">{', '.join(ending.state.id for ending in story.endings)}<" in html
    tally = story.standings["board"]
    counts = f"better: {tally.better}, same: {tally.same}, worse: {tally.worse}, unknown: {tally.unknown}"
    assert f"board: ({counts})" in html
    judgement = denouement.judge_claims(analysis, [claim for claim in analysis.conflict.claims if claim.says])[0]
    shown = [story, judgement, analysis.why("1").stances[0], analysis.conflict.rules[0], analysis.conflict.history[0]]
    for it in shown:
        html = Markup(it._repr_html_())
        assert not re.search(r"[A-Z]\w+\(|=&#x27;|\bNone\b", html), html
    assert f">{analysis.conflict.rules[0].conditions[0]}<" in Markup(analysis.conflict.rules[0]._repr_html_())
    assert f">{analysis.conflict.history[0].date.text}<" in Markup(analysis.conflict.history[0]._repr_html_())


def test_results_are_shown_in_the_language_spoken():
    with speaking("fr"):
        html = analysed("openai-2023")._repr_html_()
    assert "Les salariés" in html
    assert "The staff" not in html
    assert "Les salariés" not in analysed("openai-2023")._repr_html_()


def test_names_of_a_model_are_only_text_in_a_notebook():
    conflict = read(HOSTILE.replace("<i>x</i>", r"<i>x</i> \u202e").replace("=HYPERLINK", r"\u202e=HYPERLINK"))
    analysis = conflict.analyse()
    shown = [conflict, analysis, analysis.why("now"), every_reading(analysis), denouement.replay(conflict)]
    shown += [*analysis.endings, *conflict.decision_makers, *conflict.rules, *conflict.scenarios, *conflict.history]
    shown += [option for maker in conflict.decision_makers for option in maker.options]
    for it in shown:
        html = Markup(it._repr_html_())
        assert "<script" not in html
        assert not re.search(r"<[^>]*\son\w+=", html), type(it)
        assert not set("\u202e\x1b") & set(html)
        assert not re.search(r"<(img|b|i|u|h1|iframe)[ >]", html), type(it)
