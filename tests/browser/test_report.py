"""The report as a reader has it: from a file, with no network, light or dark, by keyboard, on a phone, on paper."""

from __future__ import annotations

import pathlib
import re

import axe_playwright_python
import pytest

from denouement.report.document.compose import compose
from denouement.report.document.findings import gather
from denouement.report.page.html import to_html
from tests.browser.conftest import DESKTOP, PHONE
from tests.documents import document
from tests.unit.models import PAIR, read

AXE = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js")


def test_a_report_opens_from_a_file_and_asks_for_nothing(open_report):
    page = open_report("openai-2023-small")
    assert page.title() == document("openai-2023-small").title
    assert page.locator("section.chapter").count() == len(document("openai-2023-small").chapters)
    assert page.locator("figure svg").count() >= 5


def test_the_switch_turns_light_to_dark_and_back(open_report):
    page = open_report("prisoners-dilemma")
    button = page.get_by_role("button", name="Dark")

    def paper():
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    light = paper()
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert paper() != light
    button.click()
    assert paper() == light


def test_a_dark_system_gets_a_dark_page(open_report):
    page = open_report("prisoners-dilemma", scheme="dark")
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    red, green, blue = map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor")))
    assert max(red, green, blue) < 64


@pytest.mark.parametrize(
    ("name", "language", "size", "scheme"),
    [
        ("openai-2023-small", "en", DESKTOP, "light"),
        ("openai-2023-small", "fr", PHONE, "dark"),
        ("elmira-graph", "en", PHONE, "light"),
        ("hostile", "fr", DESKTOP, "dark"),
    ],
)
def test_nothing_serious_stands_in_the_way_of_anybody(open_report, name, language, size, scheme):
    page = open_report(name, language, size=size, scheme=scheme, free=True)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    serious = [(it["id"], it["nodes"][0]["html"]) for it in found if it["impact"] in ("serious", "critical")]
    assert not serious


@pytest.mark.parametrize(("name", "language"), [("openai-2023-small", "fr"), ("hostile", "en"), ("elmira-graph", "en")])
def test_nothing_is_wider_than_a_small_phone(open_report, name, language):
    page = open_report(name, language, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


@pytest.mark.parametrize("width", [700, 1100, 3840])
def test_nothing_is_wider_than_the_window(open_report, width):
    page = open_report("hostile", size=(width, 900))
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_keyboard_reaches_everything_that_can_be_used(open_report):
    page = open_report("openai-2023-small")
    reached: list[list[str]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
                const it = document.activeElement;
                const seen = getComputedStyle(it).outlineStyle;
                return [it.tagName, it.id || it.getAttribute("href") || it.getAttribute("data-state") || "", seen];
            }"""
        )
        if reached and at == reached[0]:
            break
        reached.append(at)
    assert reached[0][:2] == ["A", "#report"]
    assert reached[1][:2] == ["BUTTON", "shade"]
    names = [name for _tag, name, _outline in reached]
    chapters = [f"#{chapter.id}" for chapter in document("openai-2023-small").chapters]
    assert [name for name in names if name in chapters] == chapters
    assert any(tag == "INPUT" for tag, _name, _outline in reached)
    assert page.locator(".state-map svg [tabindex='0']").count() == 1
    assert any(tag.lower() in ("g", "rect", "circle", "path") for tag, _name, _outline in reached)
    assert all(outline != "none" for tag, _name, outline in reached if tag in ("A", "BUTTON", "SUMMARY"))


def test_the_skip_link_leads_to_the_report(open_report):
    page = open_report("prisoners-dilemma")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"


def test_the_map_tells_of_a_state_by_keyboard(open_report):
    page = open_report("openai-2023-small")
    page.locator(".state-map svg [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator(".state-map-said").inner_text().strip()


def test_a_hostile_model_breaks_nothing(open_report):
    page = open_report("hostile")
    assert page.evaluate("typeof window.broken") == "undefined"
    assert page.locator("h1").count() == 1
    assert " ".join(page.locator("h1").inner_text().split()) == " ".join(document("hostile").title.split())
    assert page.locator("script:not([type])").count() == 1
    assert page.locator("bdi").first.inner_text().strip()


def test_on_paper_it_is_light_has_all_chapters_and_fits_the_page(open_report):
    page = open_report("openai-2023-small", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 665, "height": 980})  # what A4 leaves between the margins
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for chapter in document("openai-2023-small").chapters:
        assert page.locator(f"#{chapter.id} > h2").is_visible()
    assert not page.locator("#shade").is_visible()
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll("table, figure svg, p, h1, h2, h3, h4")]
            .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(it => it.outerHTML.slice(0, 120))"""
    )
    assert not too_wide
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= len(document("openai-2023-small").chapters)


def test_a_language_is_that_of_the_page_and_its_switch(open_report):
    page = open_report("prisoners-dilemma", "fr")
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.get_by_role("button", name="Sombre").is_visible()
    assert page.get_by_role("navigation", name="Sommaire").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_word_without_end_is_broken_wherever_it_stands(browser, size):
    text = PAIR.replace("a:\n", f'a:\n    name: "{"N" * 300}"\n').replace("{x: X}", f'{{x: "{"X" * 300}"}}')
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(to_html(compose(gather(read(text + "baseline: start\n").analyse(), asked=()))))
    page.locator(".state-map svg [tabindex='0']").focus()
    for key in ("Home", "Enter"):
        page.keyboard.press(key)
    assert "N" * 300 in page.locator(".state-map-ego").inner_text()
    assert page.locator("thead th", has_text="N" * 300).count()
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    page.close()
