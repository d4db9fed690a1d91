"""Words of an article: what a possessive or an article leaves of them."""

from __future__ import annotations

import pytest

from denouement.articles.article import read_article
from denouement.articles.words import words_of


@pytest.mark.parametrize("mark", ["’s", "'s"])
def test_a_possessive_on_its_own_is_no_word(mark):
    words = words_of(f"Microsoft {mark} lawyers [sic]{mark} case", "en")
    assert [word.text for word in words] == ["Microsoft", "lawyers", "sic", "case"]


def test_an_article_with_a_possessive_on_its_own_is_read():
    article = read_article("The board said on Friday that Microsoft ’s lawyers would not yield to it.")
    assert "Microsoft" in [named.name for named in article.names]
