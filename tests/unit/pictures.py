"""Reading pictures back: shortcuts that the tests of pictures share."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import denouement
from denouement.foresight.overview.overview import every_reading
from denouement.foresight.replay.replay import replay
from denouement.foresight.sweep.sweep import sweep
from denouement.report.pictures.picture import Picture

_SPACE = "{http://www.w3.org/2000/svg}"


@cache
def analysed(name: str) -> Any:
    return denouement.load(name).analyse()


@cache
def overview_of(name: str) -> Any:
    return every_reading(analysed(name))


@cache
def swept(name: str) -> Any:
    return sweep(analysed(name), draws=200, seed=1)


@cache
def replayed(name: str) -> Any:
    return replay(denouement.load(name), as_of="latest", every_reading=False)


def root_of(picture: Picture) -> Any:
    return ElementTree.fromstring(picture.svg)


def kinds(element: ElementTree.Element) -> set[str]:
    return set(element.get("class", "").split())


def of_kind(root: ElementTree.Element, kind: str) -> list[Any]:
    return [element for element in root.iter() if kind in kinds(element)]


def tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_SPACE)


def words(element: ElementTree.Element) -> str:
    """Return what an element shows, without what is shown only on rest."""
    if tag(element) in ("title", "desc"):
        return ""
    inside = "".join(words(child) + (child.tail or "") for child in element)
    return (element.text or "") + inside


def texts(root: ElementTree.Element) -> list[str]:
    return [words(element) for element in root.iter() if tag(element) == "text"]


def assert_sound(svg: str) -> None:
    """The SVG is whole, its ids are unique and all that it points to is there, and a strict page may show it."""
    root = ElementTree.fromstring(svg)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert tag(element) not in ("script", "style", "a", "image", "use", "foreignObject")
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert "href" not in name
            for pointed in re.findall(r"url\(#([^)]*)\)", value):
                assert pointed in ids
    for name in root.get("aria-labelledby", "").split():
        assert name in ids
