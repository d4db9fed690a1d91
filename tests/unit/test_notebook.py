"""What a notebook shows of results, and the data frames made of them."""

from __future__ import annotations

import csv
import html
import importlib
import io
import re
from collections import Counter

import pytest

import denouement
from denouement.report.readings_data import readings_csv
from denouement.report.replay_data import replay_csv
from denouement.report.sweep_data import sweep_csv
from denouement.report.table import csv_of, to_csv

SMALL = denouement.load("openai-2023-small")


@pytest.fixture(scope="module")
def analysis():
    return SMALL.analyse()


def texts(shown: str) -> str:
    """Return what a reader sees of some HTML."""
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL)))


def test_an_analysis_shows_its_report_and_the_grid(analysis):
    shown = analysis._repr_html_()
    assert "<svg" in shown
    assert f"{len(analysis.endings)} endings in 2 stories" in texts(shown)
    assert analysis.conflict.title in texts(shown)


def test_a_reason_shows_itself_in_the_language_spoken(analysis):
    assert "The staff: would move" in texts(analysis.why("now", "staff")._repr_html_())
    with denouement.speaking("fr"):
        assert "les salariés" in texts(analysis.why("now", "staff")._repr_html_())


def test_two_pictures_in_one_notebook_have_no_id_in_common(analysis):
    def ids(shown: str) -> set[str]:
        return set(re.findall(r' id="([^"]+)"', shown))

    first, second = analysis._repr_html_(), analysis.read_as({"staff": "bluff"})._repr_html_()
    assert ids(first)
    assert not ids(first) & ids(second)


def test_small_results_show_their_fields(analysis):
    tally = analysis.standings["microsoft"]
    shown = " ".join(texts(tally._repr_html_()).split())
    assert f"worse {tally.worse}" in shown
    assert analysis.endings[0].state.id in texts(analysis.endings[0]._repr_html_())


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u202eevil", "&lt;b&gt;"]
)
def test_names_are_text(name, model, call):
    hostile = (
        f"denouement: 1\ntitle: {name!r}\ndecision_makers:\n"
        f"  a: {{name: {name!r}, options: {{x: {name!r}}}, preferences: [x]}}\nbaseline: start\n"
    )
    call("--version")  # moves to the folder of the test
    conflict = denouement.load(model(hostile))
    result = conflict.analyse()
    for shown in (
        conflict,
        result,
        result.why("now"),
        result.endings[0],
        conflict.decision_maker("a"),
        result.endings[0].state,
    ):
        said = shown._repr_html_()
        assert "<script" not in said
        assert "<img" not in said
        assert "\u202e" not in said
        assert "<b>" not in said


def test_tables_are_those_of_the_csv(analysis):
    overview, sweep = denouement.every_reading(analysis), denouement.sweep(analysis, draws=40)
    replay = denouement.replay(SMALL)
    options = len(SMALL.options)
    assert csv_of(analysis.table(), options=options) == to_csv(analysis)
    assert csv_of(analysis.table("states"), options=options) == to_csv(analysis, full=True)
    assert csv_of(overview.table()) == readings_csv(overview)
    assert csv_of(sweep.table()) == sweep_csv(sweep)
    assert csv_of(replay.table(), options=options) == replay_csv(replay)


def test_data_frames_hold_what_the_analysis_says(analysis):
    frame = analysis.to_pandas()
    assert list(frame["state"]) == [ending.state.id for ending in analysis.endings]
    assert list(frame["board against baseline"]) == [ending.compared["board"] for ending in analysis.endings]
    assert list(frame["nash"]) == [analysis.holds(ending.state, "nash") for ending in analysis.endings]
    states = analysis.to_polars("states")
    assert states.height == analysis.number_of_states
    assert states["reachable"].sum() == analysis.number_reachable
    worse: Counter[str] = Counter()
    for row in analysis.to_polars("standings").rows(named=True):
        worse[row["decision maker"]] += row["worse"]
    assert worse == Counter({maker: tally.worse for maker, tally in analysis.standings.items()})


def test_without_endings_a_frame_still_has_its_columns():
    analysis = denouement.load("matching-pennies").analyse(ending_concepts=["nash"])
    assert not analysis.endings
    frame = analysis.to_pandas()
    assert len(frame) == 0
    assert list(frame.columns) == next(csv.reader(io.StringIO(to_csv(analysis))))


def test_a_table_that_is_not_there_is_one_clear_error(analysis):
    with pytest.raises(denouement.RequestError, match=r"there is no table 'endigns' .*endings"):
        analysis.to_pandas("endigns")


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_library_that_is_missing_is_named(analysis, monkeypatch, library, method):
    real = importlib.import_module

    def without(name, *rest):
        if name == library:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr("denouement.model.shown.import_module", without)
    with pytest.raises(denouement.RequestError, match=rf"{library} is not installed.*denouement\[{library}\]"):
        getattr(analysis, method)()
