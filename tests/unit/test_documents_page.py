"""The page of a document: what it is built of, what it allows itself, and that a hostile model breaks nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest

from denouement.report.document.parts import Linked
from denouement.report.outline import Section
from denouement.report.page.html import fragment
from denouement.report.page.markup import Markup, element, markup, text
from denouement.report.page.prose import prose
from tests.documents import document, found, page, read_page

PAGES = [("openai-2023-small", "en"), ("openai-2023-small", "fr"), ("hostile", "en"), ("elmira-graph", "en")]


def test_whatever_is_no_element_is_escaped():
    told = element("p", "<b>", element("i", "&"), None, ["'", Markup("<br>")])
    assert told == "<p>&lt;b&gt;<i>&amp;</i>&#x27;<br></p>"
    assert element("a", "x", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;">x</a>'
    assert element("td", class_=None, hidden=True, data_label="a b") == '<td hidden data-label="a b"></td>'
    assert isinstance(markup("<"), Markup)


def test_words_from_right_to_left_turn_nothing_around_them():
    assert text("Who: שלום עולם (state 3)") == "Who: <bdi>שלום עולם</bdi> (state 3)"
    assert text("plain") == "plain"


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_headings_nest_and_tables_say_what_they_are(name, language):
    reader = read_page(page(name, language))
    levels = [level for level, _text in reader.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.caption for table in reader.tables)
    for tag, attributes in reader.tags:
        if tag == "th":
            assert attributes["scope"] in ("col", "row")
    ids = [attributes["id"] for _tag, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [attributes["href"] for tag, attributes in reader.tags if tag == "a" and attributes["href"][0] == "#"]
    assert {target[1:] for target in targets} <= set(ids)
    assert [tag for tag, _ in reader.tags if tag in ("header", "nav", "main", "footer")] == [
        "header", "nav", "main", "footer",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_the_page_allows_itself_its_style_and_script_and_nothing_else(name, language):
    content = page(name, language)
    reader = read_page(content)
    policy = next(
        attributes["content"]
        for tag, attributes in reader.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", content, re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    for tag, attributes in reader.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert tag not in ("img", "iframe", "object", "link", "base", "form", "audio", "video", "embed")
        if tag == "script":
            assert attributes in ({}, {"type": "application/json", "class": "state-map-data"})
        if tag == "a" and not attributes["href"].startswith("#"):
            assert attributes["href"].startswith(("http://", "https://"))
            assert attributes["rel"] == "noopener noreferrer"


def test_the_title_stands_on_every_printed_page_and_cannot_end_the_style():
    style = found(r"<style>(.*?)</style>", page("hostile"))[1]
    running = found(r'@top-left \{ content: "([^"]*)"', style)[1]
    assert "<" not in running
    back = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), running)
    assert document("hostile").title.startswith(back)
    assert len(back) == 80


def test_a_hostile_model_is_told_as_text():
    content = page("hostile")
    assert "<script>window" not in content
    assert "<h1>rest" not in content
    heading = next(text for level, text in read_page(content).headings if level == 1)
    assert heading == " ".join(document("hostile").title.split())


def test_prose_keeps_emphasis_lists_and_safe_links_and_shows_the_rest_as_text():
    told = prose("*a* and **b**\n\n* one\n* two [x](https://example.org)\n\n<b>no</b> [y](javascript:alert(1))")
    assert "<em>a</em> and <strong>b</strong>" in told
    assert "<li>one</li>" in told
    assert '<a href="https://example.org" rel="noopener noreferrer">x</a>' in told
    assert "&lt;b&gt;no&lt;/b&gt; [y](javascript:alert(1))" in told
    assert "<img" not in prose("![i](https://example.org/i.png)")


def test_signs_are_said_in_words_to_whoever_hears_them():
    told = fragment([Section("T", "", ("", "A"), (("Who", "▲ 2  ▼ 6"), ("Other", "▲ better*")), grid=True)])
    assert '<span aria-hidden="true">▲</span><span class="unseen"> better </span>' in told
    assert '<span class="better"><span aria-hidden="true">▲</span></span> better*' in told


def test_a_fragment_has_sections_and_no_page_around_them():
    cell = Linked.of([("Axios", "https://example.org")])
    told = fragment([Section("Title <", "A sentence.", ("", "By"), (("x", cell),))])
    assert told.startswith("<h3>Title &lt;</h3><p>A sentence.</p><table")
    assert '<a href="https://example.org" rel="noopener noreferrer">Axios</a>' in told
    assert "<html" not in told
