"""What holds for all pictures: sound, safe, alike twice, and with room for any name."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

import denouement
from denouement.language import speaking
from denouement.report import pictures
from denouement.report.pictures import STYLE, Picture
from denouement.report.pictures.lettering import fitted, width_of, wrapped
from denouement.report.pictures.strips import spread
from denouement.report.pictures.style import LIGHT
from tests.unit.models import read
from tests.unit.pictures import analysed, assert_sound, overview_of, replayed, root_of, swept, texts

MODELS = ["openai-2023-small", "elmira-graph", "chicken", "milk-river"]
LONG = "An endless name " * 20
HOSTILE = f"""\
denouement: 1
title: "<script>alert(1)</script> & 'quotes'"
decision_makers:
  a:
    name: "</svg><script>alert(2)</script>"
    options: {{x: {{name: "{LONG}"}}, y: {{name: "\\u202Eevil"}}}}
    preferences: [x, "not z"]
  b:
    name: "שלום עולם مرحبا بالعالم"
    options: {{z: {{name: "🎉🎉 family 👨‍👩‍👧‍👦 ends"}}}}
    preferences:
      readings: {{one: [z], two: ["not z"]}}
scenarios:
  s: {{name: "]]><b onclick=x>{LONG}", when: x}}
  t: {{name: "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", when: "true"}}
history:
  - {{date: 2024-01-01, by: a, take: [x], event: "<img src=x onerror=alert(3)> {LONG}"}}
"""


def all_pictures(name: str) -> dict[str, Picture]:
    analysis = analysed(name)
    found = {
        "grid": pictures.endings_grid(analysis),
        "map": pictures.state_map(analysis),
        "all": pictures.state_map(analysis, all_improvements=True),
        "ego": pictures.ego_diagram(analysis, analysis.states[0]),
        "strips": pictures.preference_strips(analysis),
        "matrix": pictures.readings_matrix(overview_of(name)),
        "bars": pictures.sweep_bars(swept(name)),
        "evidence": pictures.evidence_quality(analysis),
    }
    if analysis.conflict.history:
        found["timeline"] = pictures.replay_timeline(replayed(name))
    return found


def hostile_pictures() -> list[Picture]:
    from denouement.foresight.overview.overview import every_reading
    from denouement.foresight.replay.replay import replay
    from denouement.foresight.sweep.sweep import sweep

    conflict = read(HOSTILE)
    analysis = conflict.analyse()
    return [
        pictures.endings_grid(analysis),
        pictures.state_map(analysis),
        pictures.ego_diagram(analysis, "now"),
        pictures.preference_strips(analysis),
        pictures.readings_matrix(every_reading(analysis)),
        pictures.sweep_bars(sweep(analysis, draws=20)),
        pictures.evidence_quality(analysis),
        pictures.replay_timeline(replay(conflict)),
    ]


@pytest.mark.parametrize("name", [*MODELS, "openai-2023"])
def test_every_picture_is_sound_and_says_what_it_shows(name):
    for what, picture in all_pictures(name).items():
        assert_sound(picture.svg)
        root = root_of(picture)
        assert root.get("role") == "img"
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert root[0].text == picture.title, what
        assert root[1].text == picture.description
        assert len(picture.description) > 20
        lines = [float(element.get("y")) for element in root.iter() if element.tag.endswith("text")]
        assert min(lines) >= 8
        assert max(lines) + 3 <= picture.height, what


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_model_gives_the_same_bytes(language):
    with speaking(language):
        first = {what: picture.alone() for what, picture in all_pictures("openai-2023-small").items()}
        again = {what: picture.alone() for what, picture in all_pictures("openai-2023-small").items()}
    assert first == again


def test_pictures_speak_french():
    with speaking("fr"):
        said = texts(root_of(pictures.endings_grid(analysed("openai-2023"))))
    assert "Les salariés" in said
    assert "moins bien" in said
    assert not {"worse", "better", "All"} & set(said)


def test_prefixes_keep_the_ids_of_several_pictures_apart():
    analysis = analysed("chicken")
    together = "".join(pictures.state_map(analysis, prefix=prefix).svg for prefix in ("first", "second"))
    assert_sound(f"<div>{together}</div>")


def test_a_prefix_that_is_no_word_is_refused():
    with pytest.raises(ValueError, match="prefix"):
        pictures.endings_grid(analysed("chicken"), prefix='a"><script>')


def test_a_picture_alone_is_a_file_with_its_style_in_light_and_dark():
    picture = pictures.endings_grid(analysed("chicken"))
    text = picture.alone()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    root = ElementTree.fromstring(text)
    (style,) = [element for element in root.iter() if element.tag.endswith("style")]
    assert STYLE in (style.text or "")
    assert "prefers-color-scheme:dark" in (style.text or "")
    assert picture.title in texts(root)
    assert float(root.get("height", 0)) > picture.height


def test_every_class_has_its_style():
    used = {
        kind
        for name in MODELS
        for picture in all_pictures(name).values()
        for kind in re.findall(r'class="([^"]*)"', picture.svg)
        for kind in kind.split()
        if kind.startswith(("fill-", "line-"))
    }
    assert used
    for kind in used:
        assert f".picture .{kind}{{" in STYLE
    for name, colour in LIGHT.items():
        assert f"fill:{colour};fill:var(--{name},{colour})" in STYLE


def test_hostile_names_are_only_text_and_keep_to_their_room():
    for picture in hostile_pictures():
        assert_sound(picture.svg)
        assert "<script" not in picture.svg
        assert "\u202e" not in picture.svg
        root = root_of(picture)
        width = float(root.get("width", 0))
        for element in root.iter():
            if element.tag.endswith("text") and not element.get("transform"):
                shown = "".join(texts(element))
                size = 12 if "small" in element.get("class", "") else 14
                room = width_of(shown, size=size, bold="strong" in element.get("class", ""))
                x = float(element.get("x", 0))
                begin = {"middle": x - room / 2, "end": x - room}.get(element.get("text-anchor", ""), x)
                assert begin >= -1, shown
                assert begin + room <= width + 1, shown
        assert ElementTree.fromstring(picture.alone()) is not None


def test_what_is_cut_short_is_told_in_full_on_rest():
    (picture,) = [made for made in hostile_pictures() if made.svg.count('id="strips-title"')]
    told = [element.text or "" for element in root_of(picture).iter() if element.tag.endswith("title")]
    assert any(LONG.strip() in text for text in told)


def test_every_text_that_is_cut_is_told_in_full_somewhere():
    cut = 0
    for picture in hostile_pictures():
        root = root_of(picture)
        told = [element.text or "" for element in root.iter() if element.tag.endswith("title")][1:]
        for element in root.iter():
            shown = "".join(texts(element)) if element.tag.endswith("text") else ""
            if shown.endswith("…"):
                cut += 1
                beginning = "".join(shown.removesuffix("…").split())
                assert any(beginning in "".join(text.split()) for text in told), shown
    assert cut > 10


def test_a_text_is_cut_to_its_room_and_no_earlier():
    assert fitted("short", 1000) == "short"
    cut = fitted("a" * 300, 100)
    assert cut.endswith("…")
    assert width_of(cut) <= 100 < width_of("a" + cut)
    assert width_of("e\u0301") == width_of("e")


def test_a_text_is_wrapped_between_words_and_in_them_only_where_it_must():
    assert wrapped("one two three", 45, most=5) == ("one", "two", "three")
    assert len(wrapped(LONG, 200, most=3)) == 3
    assert wrapped(LONG, 200, most=3)[-1].endswith("…")
    pieces = wrapped("w" * 40, 100, most=9)
    assert "".join(pieces) == "w" * 40
    assert all(width_of(piece) <= 100 for piece in pieces)
    assert wrapped("5\u00a0% de", 300, most=2) == ("5\u00a0% de",)
    assert wrapped("", 100, most=2) == ("",)


def test_labels_are_spread_apart_and_no_further_than_needed():
    assert spread([0, 50, 100], 10, 0, 100) == (0, 50, 100)
    assert spread([50, 50, 50], 10, 0, 100) == (40, 50, 60)
    assert spread([0, 0], 10, 0, 100) == (0, 10)
    assert spread([100, 100], 10, 0, 100) == (90, 100)
    assert spread([], 10, 0, 100) == ()
    crowded = spread([1, 2, 3, 4, 90], 10, 0, 100)
    assert all(after - before >= 10 - 1e-9 for before, after in pairwise(crowded))
    assert crowded[-1] == 90


def test_where_there_is_nothing_to_draw_the_picture_says_so():
    pennies = denouement.load("matching-pennies")
    endless = pictures.endings_grid(pennies.analyse(ending_concepts=["nash"]))
    assert endless.description == "No state within reach holds under Nash."
    assert endless.description in " ".join(texts(root_of(endless)))
    assert pictures.evidence_quality(pennies.analyse()).description.endswith("No evidence is cited.")
