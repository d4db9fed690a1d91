"""A document tells of the day, the readings, the draws and the moves that were asked for, and of no others."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from typing import Any

import pytest

import denouement
from denouement.analysis.claims import judged
from denouement.analysis.paths import paths
from denouement.foresight.readings import under_every_reading
from denouement.report.document import findings
from denouement.report.document.compose import compose
from denouement.report.document.parts import Chapter, Document, Linked, Prose
from denouement.report.document.plain import document_csv
from denouement.report.outline import Section
from denouement.report.page.html import fragment
from denouement.report.page.prose import prose
from tests.unit.models import pair, read

SMALL = "openai-2023-small"


def gather(*arguments: Any, **options: Any) -> Any:
    """Work out what a document tells of; nothing that a test asks for is missing."""
    return findings.gather(*arguments, **options)


def chapter(document: Document, id: str) -> Chapter:
    return next(it for it in document.chapters if it.id == id)


def said(part: Chapter) -> str:
    return "\n".join(
        text
        for it in part.sections()
        for text in (it.title, it.lead, *it.headings, *(cell for row in it.rows for cell in row))
    )


def made(document: Document) -> dict[str, str]:
    table = next(it for it in chapter(document, "appendix").sections() if it.title == "How this was made")
    return {name: value for name, value in table.rows}  # noqa: C416 - of two cells each


# -- what was asked -------------------------------------------------------------------------------------------------


def test_another_day_than_the_model_s_own_is_the_day_of_everything():
    conflict = denouement.load(SMALL)
    analysis = conflict.analyse(as_of="2023-11-18")
    assert analysis.as_of != str(conflict.as_of)
    found = gather(analysis, asked=("replay",), called=SMALL)
    document = compose(found)
    assert "The analysis stands on 18 November 2023." in document.colophon
    assert made(document)["As of"] == "18 November 2023"
    assert [str(day.date) for day in found.replay.days][-1] == "2023-11-18"
    assert "20 November 2023" not in said(chapter(document, "deciding"))


def test_without_a_day_it_is_said_that_all_counts():
    document = compose(gather(read(pair()).analyse(), asked=()))
    assert made(document)["As of"].startswith("no day")
    assert not [line for line in document.colophon if "stands on" in line]


def test_who_is_read_as_asked_is_read_so_in_every_combination_and_draw():
    analysis = denouement.load(SMALL).analyse(readings={"board": "checks"})
    asked = ("readings", "claims", "replay", "sweep")
    found = gather(analysis, asked=asked, fixed=("board",), draws=15, seed=6)
    assert list(found.overview.combined.rivals) == ["staff", "microsoft"]
    assert len(found.overview) == 6
    assert {judgement.readings for judgement in found.judgements} == {6}
    assert [mind.readings[0].id for mind in found.sweep.minds if mind.decision_maker == "board"] == ["checks"]
    assert (found.sweep.draws, found.sweep.seed) == (15, 6)
    assert all(day.analysis.readings["board"] == "checks" for day in found.replay.days)
    told = made(compose(found))
    assert told["Combinations of readings"] == "6"
    assert told["Draws"] == "15, seed 6"
    assert "The board: checks" in told["Readings used"]
    assert told["What the model says (SHA-256)"] == analysis.conflict.sha256


def test_moves_are_those_that_can_be_made_and_improvements_those_that_somebody_likes():
    for name in (SMALL, "cuban-missile-crisis"):
        analysis = denouement.load(name).analyse()
        found = gather(analysis, asked=())
        assert found.legal.reached == analysis.number_reachable
        assert found.improving.reached == paths(analysis, improving=True).reached
        text = said(chapter(compose(found), "ways"))
        number = analysis.number_of_states
        assert f"legal moves reach {analysis.number_reachable} of {number} states" in text


def test_the_strongest_ending_is_the_one_explained_in_full():
    analysis = denouement.load(SMALL).analyse(ending_concepts=["gmr"])
    document = compose(gather(analysis, asked=()))
    inner = [part for part in chapter(document, "reasons").parts if isinstance(part, Chapter)]
    assert len(inner) == len(analysis.stories)
    unlike = 0
    for part, story in zip(inner, analysis.stories, strict=True):
        told = re.findall(r"In full for state (\w+),", said(part))
        if len(story.endings) == 1:
            assert not told
            continue
        concepts = {ending.state.id: len(ending.concepts) for ending in story.endings}
        assert [concepts[id] for id in told] == [max(concepts.values())]
        unlike += len(set(concepts.values())) > 1
    assert unlike


def test_an_ending_is_told_with_the_number_of_readings_in_which_it_is_one():
    found = gather(denouement.load(SMALL).analyse(readings={"staff": "bluff"}), asked=("readings",))
    told: dict[str, int] = {}
    for it in chapter(compose(found), "endings").sections():
        if "In readings" in it.headings:
            told |= {row[0]: int(row[it.headings.index("In readings")]) for row in it.rows}
    expected = {ending.state.id: 0 for ending in found.analysis.endings}
    for _chosen, analysis in under_every_reading(found.analysis):
        for ending in analysis.endings:
            if ending.state.id in expected:
                expected[ending.state.id] += 1
    assert told == expected
    assert len(set(told.values())) > 1


def test_a_claim_is_told_with_the_number_of_readings_in_which_it_holds():
    found = gather(denouement.load(SMALL).analyse(), asked=("claims",))
    table = next(it for it in chapter(compose(found), "claims").sections() if "Verdict" in it.headings)
    told = {row[0]: (row[1], row[2]) for row in table.rows}
    assert told == {"c8": ("Depends", "6 of 18"), "c18": ("Fails", "0 of 18")}
    says = {claim.id: claim.says for claim in found.analysis.conflict.claims}
    held = [judged(analysis, says["c8"]).truth for _chosen, analysis in under_every_reading(found.analysis)]
    assert (held.count("holds"), len(held)) == (6, 18)


def test_only_evidence_dated_after_the_day_is_known_later():
    text = pair(
        "as_of: 2024-02-01\nsources: {s: {title: Paper, date: 2024-01-01, reliability: B}}\nevidence:\n"
        "  old: {source: s, note: Before, date: 2024-01-15, credibility: 2}\n"
        "  new: {source: s, note: After, date: 2024-02-15, credibility: 3}\n",
        a="[{that: x, evidence: [old, new]}]",
    )
    document = compose(gather(read(text).analyse(), asked=()))
    table = next(it for it in chapter(document, "appendix").sections() if it.title == "Evidence")
    assert [(row[0], "known only later" in row[2]) for row in table.rows] == [("old", False), ("new", True)]
    assert ["B2" in row[2] for row in table.rows] == [True, False]
    assert "B3" in table.rows[1][2]


def test_what_is_weak_and_what_could_be_read_otherwise_is_a_limit():
    document = compose(gather(denouement.load("openai-2023").analyse(), asked=()))
    limits = chapter(document, "limits")
    rows = [row for it in limits.sections() for row in it.rows if len(row) == 2]
    of_the_staff = [what for whose, what in rows if "the staff" in whose]
    assert len(of_the_staff) == 2  # what is weak of its wants, and how many readings it has
    assert "“no crisis” (unlikely, no evidence)" in of_the_staff[0]
    assert of_the_staff[1] == "one of 2 readings"
    assert any("“Leave together” (The staff)" in what for _whose, what in rows)
    assert [what for _whose, what in rows].count("not asked for") == 5


# -- what may stand in a page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x.org",
        "x.org/y",
        "ftp://x.org/",
        "javascript://x.org/%0aalert(1)",
        "file://server/share",
        "https:///x",
        "https:// x.org",
        "http:x.org",
    ],
)
def test_only_addresses_of_the_web_are_followed(address):
    cell = Linked.of([("there", address), (" and here", "https://example.org/")])
    assert cell.pieces == (("there", None), (" and here", "https://example.org/"))
    html = fragment([Section("T", "", ("A",), ((cell, "x"),))])
    assert html.count("<a ") == 1
    assert address not in html
    assert "<a" not in prose(f"[there]({address})")


def test_smaller_chapters_have_smaller_headings():
    inner = Chapter("inner", "Inner", (Section("Of the inner", "Told."), Prose("Text")))
    html = fragment([Chapter("outer", "Outer", (Section("Of the outer", "Told."), inner))], level=3)
    assert re.findall(r"<h(\d)[^>]*>([^<]*)<", html) == [
        ("3", "Outer"), ("4", "Of the outer"), ("4", "Inner"), ("5", "Of the inner"),
    ]  # fmt: skip


def test_a_cell_of_the_long_form_stands_under_its_own_title_and_heading():
    sections = (
        Section("First", "Said.", ("", "=A"), (("x", "-1"), ("", "+2"))),
        Section("", "", ("Who",), (("@who",),)),
        Section("Second", rows=(("y",),)),
    )
    document = Document("T", "F", "en", (Chapter("one", "One", (Chapter("in", "In", sections),)),), ())
    assert document_csv(document).splitlines()[1:] == [
        "one,In,First,0,1,,Said.",
        "one,In,First,1,1,,x",
        "one,In,First,1,2,'=A,'-1",
        "one,In,First,2,2,'=A,'+2",
        "one,In,First,1,1,Who,'@who",
        "one,In,Second,1,1,,y",
    ]


# -- the command ----------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_old_file_and_no_half_of_a_new_one(call, tmp_path, monkeypatch):
    (tmp_path / "r.md").write_text("old", encoding="utf-8")

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    for file in ("r.md", "new.md"):
        code, out, err = call("report", "prisoners-dilemma", "-o", file, "--with", "claims")
        assert (code, out) == (2, "")
        assert f"cannot write {file}" in err
    assert [path.name for path in tmp_path.iterdir()] == ["r.md"]
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == "old"


def test_what_is_asked_wrongly_leaves_the_old_file(call, tmp_path):
    (tmp_path / "r.md").write_text("old", encoding="utf-8")
    for wrong in (["--with", "weather"], ["--draws", "0"], ["--reading", "board=nobody"], ["--as-of", "yesterday"]):
        code, out, err = call("report", SMALL, "-o", "r.md", *wrong)
        assert (code, out) == (2, "")
        assert err
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == "old"


def test_what_the_command_is_asked_is_what_the_report_says(call):
    asked = [
        "--with",
        "readings,sweep",
        "--draws",
        "12",
        "--seed",
        "7",
        "--as-of",
        "2023-11-18",
        "--reading",
        "board=checks",
    ]
    code, out, _ = call("report", SMALL, "--format", "md", *asked)
    assert code == 0
    assert "| Draws | 12, seed 7 |" in out
    assert "| As of | 18 November 2023 |" in out
    assert "| Parts | readings, sweep |" in out
    assert "| Combinations of readings | 6 |" in out
    assert "The board: checks" in out


def test_a_page_is_printed_in_the_letters_that_it_declares(tmp_path):
    written = tmp_path / "r.html"
    asked = [sys.executable, "-m", "denouement", "--lang", "fr", "report", "chicken", "--with", "readings"]
    said = {**os.environ, "PYTHONIOENCODING": "latin-1"}  # as a Windows console would
    printed = subprocess.run(asked, env=said, capture_output=True, check=True).stdout
    subprocess.run([*asked, "-o", written], env=said, check=True)
    assert not written.read_bytes().isascii()
    assert printed == written.read_bytes()


def test_nothing_is_no_file_to_write_into(call):
    code, out, err = call("report", "chicken", "-o", "")
    assert (code, out) == (2, "")
    assert "cannot write '': it is a folder" in err
