"""`denouement draw`: every kind of picture, files written whole, and what is asked wrongly."""

from __future__ import annotations

import errno
import os
from xml.etree import ElementTree

import pytest

import denouement
from denouement.foresight.sweep.sweep import sweep
from denouement.report import pictures

KINDS = ["grid", "map", "ego", "strips", "matrix", "bars", "timeline", "evidence"]


@pytest.mark.parametrize("what", KINDS)
def test_every_kind_is_printed_as_one_svg_file(call, what):
    code, out, err = call("draw", "openai-2023-small", "--what", what, *(["--draws", "50"] if what == "bars" else []))
    assert (code, err) == (0, "")
    assert out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert ElementTree.fromstring(out).tag.endswith("svg")


def test_a_file_is_written_and_replaced_whole(call, tmp_path):
    assert call("draw", "chicken", "-o", "a.svg") == (0, "Wrote a.svg.\n", "")
    first = (tmp_path / "a.svg").read_bytes()
    assert call("draw", "chicken", "--what", "map", "-o", "a.svg") == (0, "Wrote a.svg.\n", "")
    assert (tmp_path / "a.svg").read_bytes() != first
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]
    assert call("draw", "chicken", "-o", "-")[1].encode() == first


def test_a_full_disk_leaves_the_old_file_and_no_half_of_a_new_one(call, tmp_path, monkeypatch):
    (tmp_path / "a.svg").write_text("old", encoding="utf-8")

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    for file in ("a.svg", "b.svg"):
        code, out, err = call("draw", "chicken", "-o", file)
        assert (code, out) == (2, "")
        assert f"cannot write {file}" in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == "old"


def test_what_cannot_be_drawn_leaves_the_old_file(call, tmp_path):
    (tmp_path / "a.svg").write_text("old", encoding="utf-8")
    assert call("draw", "uruguay-round", "--what", "map", "-o", "a.svg")[0] == 2
    assert call("draw", "chicken", "--what", "ego", "--state", "99", "-o", "a.svg")[0] == 2
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--what", "map", "--state", "7"], "--state goes with --what ego, not with --what map"),
        (["--draws", "5"], "--draws goes with --what bars"),
        (["--what", "grid", "--from-now"], "--from-now goes with --what map"),
        (["--what", "strips", "--seed", "0"], "--seed goes with --what bars and --what matrix"),
        (["--what", "ego", "--state", "99"], "there is no state 99"),
        (["--what", "ego", "--state", ""], "state"),
        (["--what", "map", "--concept", "nish"], "nish"),
        (["--what", "bars", "--draws", "0"], "draw"),
        (["--what", "timeline"], "no history"),
        (["--what", "timeline", "--take", "swerve"], "--take"),
        (["--what", "pie"], "pie"),
        (["-o", "no/such/folder.svg"], "no such folder"),
        (["-o", "."], "folder"),
        (["-o", ""], "folder"),
    ],
)
def test_what_is_asked_wrongly_gets_one_message(call, tmp_path, options, says):
    code, out, err = call("draw", "chicken", *options)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_a_map_that_is_too_large_says_what_can_be_drawn(call):
    code, _, err = call("draw", "uruguay-round", "--what", "map")
    assert code == 2
    assert "--from-now" in err
    assert "--what ego" in err


def test_the_options_of_a_question_count(call):
    plain = call("draw", "openai-2023-small", "--what", "grid")[1]
    assert call("draw", "openai-2023-small", "--what", "grid", "--baseline", "now")[1] != plain
    assert call("draw", "openai-2023-small", "--what", "ego", "--state", "3")[1] != plain


def test_a_map_shows_more_moves_when_asked(call):
    few = call("draw", "openai-2023-small", "--what", "map")[1]
    assert call("draw", "openai-2023-small", "--what", "map", "--all-moves")[1].count(" arc") > few.count(" arc")


def test_a_picture_can_be_in_french(call):
    assert "Qui y gagne, qui y perd" in call("draw", "chicken", "--lang", "fr")[1]


def test_draws_and_readings_asked_for_are_those_of_the_bars(call):
    asked = ["--what", "bars", "--draws", "30", "--seed", "4", "--reading", "board=checks"]
    analysis = denouement.load("openai-2023").analyse(readings={"board": "checks"})
    expected = sweep(analysis, draws=30, seed=4, fixed=("board",))
    assert "board" not in [mind.decision_maker for mind in expected.minds if len(mind.readings) > 1]
    assert call("draw", "openai-2023", *asked)[1] == pictures.sweep_bars(expected).alone()
    assert (
        call("draw", "openai-2023", *asked[:4], "--reading", "board=checks")[1]
        != call("draw", "openai-2023", *asked)[1]
    )


@pytest.mark.parametrize("file", ["n" * 251 + ".svg", "é" * 125 + ".svg"])
def test_a_name_may_be_as_long_as_names_can_be(call, tmp_path, file):
    for _ in range(2):  # written, and replaced
        assert call("draw", "chicken", "-o", file) == (0, f"Wrote {file}.\n", "")
        assert [path.name for path in tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_longer_than_names_can_be_is_refused_before_the_work(call, tmp_path, language):
    (tmp_path / "loop").symlink_to("loop")
    for file in ("n" * 300 + ".svg", "n" * 300 + "/x.svg", "loop/x.svg"):
        code, out, err = call("--lang", language, "draw", "chicken", "-o", file)
        assert (code, out) == (2, "")
        assert {"en": f"cannot write {file}", "fr": f"impossible d’écrire {file}"}[language] in err
