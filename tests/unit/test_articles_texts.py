"""Articles: language, paragraphs, sentences, names, dates, quantities and short quotes."""

from __future__ import annotations

import datetime
import itertools
import pathlib
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denouement.analysis.lints.sourcing import QUOTE_LIMIT, words_in
from denouement.articles.article import SIZE_LIMIT, decoded, read_article
from denouement.articles.excerpts import excerpt
from denouement.articles.language import language_of
from denouement.articles.moments import moments_of
from denouement.articles.names import Mention, _linked, names_of
from denouement.articles.quantities import quantities_of
from denouement.articles.sentences import paragraphs_of, sentences_of
from denouement.articles.words import words_of
from denouement.errors import FileError, RequestError
from tests.unit.articles.measure import TEXTS, marked, measured

ROOT = pathlib.Path(__file__).parents[2]
MONDAY = datetime.date(2023, 11, 20)

# -- language, paragraphs, sentences --------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEXTS)
def test_the_language_of_every_sentence_long_enough_is_told(name):
    text, _ = marked(name)
    language = name.rpartition(".")[2]
    assert language_of(text) == language
    for paragraph in paragraphs_of(text):
        if len(paragraph.split()) > 20:
            assert language_of(paragraph) == language


@pytest.mark.parametrize(
    "text",
    [
        "Der Vorstand hat sich gegen die Fusion ausgesprochen.",
        "Er hat sich gestern des Falles angenommen und dagegen gestimmt.",
        "Board 12",
        "42 — 17",
    ],
)
def test_other_languages_are_refused_and_both_known_ones_named(text):
    with pytest.raises(RequestError, match=r"English \(en\) nor French \(fr\)"):
        language_of(text)


def test_a_language_asked_for_is_taken_and_others_are_refused():
    assert language_of("Board 12", wanted="FR") == "fr"
    assert language_of("Board 12", wanted="en-GB") == "en"
    with pytest.raises(RequestError, match="not in 'de'"):
        language_of("Le conseil", wanted="de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo\ngoes on.\n", ["One.", "Two goes on."]),
        ("One.\r\n \t\r\n\r\nTwo.", ["One.", "Two."]),
        ("A first line.\nA second one!\nA third.", ["A first line.", "A second one!", "A third."]),
        ("A line that was\nbroken to fit a\nnarrow column.", ["A line that was broken to fit a narrow column."]),
        ("\n\n  \n", []),
        ("Deux\u00a0: trois", ["Deux\u00a0: trois"]),
    ],
)
def test_paragraphs(text, expected):
    assert list(paragraphs_of(text)) == expected


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Holt met Mr. Vane at 5 p.m. on Friday.", "They spoke.", "The U.S. Board agreed."]),
        ("en", ["He paid $4.2 million.", "“Will they go?” asked Holt.", "Nobody knew."]),
        ("fr", ["M. Tissot a vu Mme Aubry à 20 h.", "Ils ont parlé.", "Qui gagne ?", "Le Dr. Lenoir est venu."]),
        (
            "fr",
            ["S. Aubry part.", "J.-C. Roux reste.", "« Nous partons. C’est clair », dit-elle.", "L’article 3.2 suit."],
        ),
    ],
)
def test_sentences_end_where_they_end(language, sentences):
    assert list(sentences_of(" ".join(sentences), language)) == sentences


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.text(max_size=200), st.sampled_from(["en", "fr"]))
def test_no_text_is_lost_between_sentences(text, language):
    for paragraph in paragraphs_of(text):
        together = "".join(sentences_of(paragraph, language))
        assert "".join(together.split()) == "".join(paragraph.split())


def test_elided_articles_and_possessives_are_no_part_of_a_word():
    assert [word.text for word in words_of("L’équipe d’OpenAI, qu'Altman…", "fr")] == ["équipe", "OpenAI", "Altman"]
    assert [word.text for word in words_of("Adam D’Angelo parle", "fr")] == ["Adam", "D’Angelo", "parle"]
    assert [word.text for word in words_of("Vane’s O’Brien", "en")] == ["Vane", "O’Brien"]


# -- names ----------------------------------------------------------------------------------------------------


def named(language: str, *sentences: str) -> dict[str, int]:
    places = {(1, number): sentence for number, sentence in enumerate(sentences, 1)}
    return {one.name: len(one.mentions) for one in names_of(places, language)}


@pytest.mark.parametrize(
    ("language", "sentences", "expected"),
    [
        ("fr", ["L’arrivée d’Altman et Brockman chez Microsoft."], {"Altman": 1, "Brockman": 1, "Microsoft": 1}),
        ("fr", ["Le PDG de Vermeil, Sam Roux, parle.", "Roux se tait."], {"Sam Roux": 2, "Vermeil": 1}),
        ("fr", ["Le Conseil européen de la presse siège."], {"Conseil européen de la presse": 1}),
        ("fr", ["Réunis lundi, les élus de l'État votent en mai."], {"État": 1}),
        ("en", ["Critics of Iris Holt left.", "Holt stayed."], {"Iris Holt": 2}),
        ("en", ["Microsoft’s Satya Nadella spoke.", "Satya smiled."], {"Satya Nadella": 2, "Microsoft": 1}),
        ("en", ["On Monday the Bank of Ellery and Pell & Marsh met in May."], {"Bank of Ellery": 1, "Pell & Marsh": 1}),
        (
            "en",
            ["Anna Ray left.", "So did Tom Ray.", "It was said that Ray won."],
            {"Anna Ray": 1, "Tom Ray": 1, "Ray": 1},
        ),
        ("en", ["Harbour closes.", "The harbour of Ellery closed."], {"Ellery": 1}),
        ("en", ["Dockers And Harbour Board Meet Over Ellery", "The dockers met the board in Ellery."], {"Ellery": 2}),
        ("en", ["I think the CEO will use AI, and GPT-4 too."], {"GPT-4": 1}),
        ("en", ["HE SAID IT WAS OVER AND DONE FOR ALL OF US TODAY HERE."], {}),
        ("en", [""], {}),
    ],
)
def test_names(language, sentences, expected):
    assert named(language, *sentences) == expected


def slowly_linked(forms: list[str]) -> dict[str, str]:
    """For each form in order of appearance, the one it stands for, from the definition."""
    words = [form.split() for form in forms]
    stands: dict[str, str] = {}
    for mine, form in enumerate(forms):
        ends = [
            k
            for k, other in enumerate(words)
            if len(other) > len(words[mine]) and other[-len(words[mine]) :] == words[mine]
        ]
        fullest = [
            k for k in ends if not any(len(o) > len(words[k]) and o[-len(words[k]) :] == words[k] for o in words)
        ]
        starts = [
            k for k in range(mine) if len(words[k]) > len(words[mine]) and words[k][: len(words[mine])] == words[mine]
        ]
        candidates = set(fullest) | set(starts)
        stands[form] = forms[candidates.pop()] if len(candidates) == 1 else form
    for form in forms:
        while stands[stands[form]] != stands[form]:
            stands[form] = stands[stands[form]]
    return stands


def test_surnames_are_linked_as_the_definition_says():
    source = random.Random(7)
    for _ in range(3000):
        pool = [" ".join(choice) for size in (1, 2, 3) for choice in itertools.product("ABC", repeat=size)]
        forms = source.sample(pool, source.randint(1, 7))
        stands = slowly_linked(forms)
        found = _linked([Mention(form, (1, number), 0, 1) for number, form in enumerate(forms, 1)])
        assert {mention.text: one.name for one in found for mention in one.mentions} == stands, forms


# -- dates ----------------------------------------------------------------------------------------------------


def when(sentence: str, language: str, day: datetime.date | None = MONDAY) -> list[tuple[str, str | None, str | None]]:
    return [(one.text, one.when, one.or_ahead) for one in moments_of(sentence, language, written=day)]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "It closed on Friday.", ("Friday", "2023-11-17", "2023-11-24")),
        ("en", "It closed last Friday.", ("last Friday", "2023-11-17", None)),
        ("en", "It closes next Friday.", ("next Friday", "2023-11-24", None)),
        ("en", "They meet on Monday.", ("Monday", "2023-11-20", "2023-11-27")),
        ("en", "They met on Tuesday morning.", ("Tuesday morning", "2023-11-14", "2023-11-21")),
        ("en", "By 30 June it is over.", ("30 June", "2023-06-30", "2024-06-30")),
        ("en", "On Nov. 17, 2022 it ended.", ("Nov. 17, 2022", "2022-11-17", None)),
        ("en", "A week ago it was calm.", ("A week ago", "2023-11-13", None)),
        ("en", "He left in March 1921.", ("March 1921", "1921-03", None)),
        ("en", "It closes in May.", ("May", "2023-05", "2024-05")),
        ("en", "Not before 2026, he said.", ("2026", "2026", None)),
        ("en", "They met yesterday.", ("yesterday", "2023-11-19", None)),
        ("en", "The day is 2023-11-18.", ("2023-11-18", "2023-11-18", None)),
        ("en", "It ends next week.", ("next week", None, None)),
        ("fr", "Reçus hier à Paris.", ("hier", "2023-11-19", None)),
        ("fr", "Il est venu ce matin.", ("ce matin", "2023-11-20", None)),
        ("fr", "Depuis vendredi après-midi.", ("vendredi après-midi", "2023-11-17", "2023-11-24")),
        ("fr", "Votée lundi dernier.", ("lundi dernier", "2023-11-13", None)),
        ("fr", "Le four s’éteint le 15 mai.", ("15 mai", "2023-05-15", "2024-05-15")),
        ("fr", "Fermé le 1er mars 2022.", ("1er mars 2022", "2022-03-01", None)),
        ("fr", "Perdu l’an dernier.", ("l’an dernier", "2022", None)),
        ("fr", "Parti il y a deux semaines.", ("il y a deux semaines", "2023-11-06", None)),
        ("fr", "En septembre 2024, peut-être.", ("septembre 2024", "2024-09", None)),
        ("fr", "Avant la fin du mois.", ("la fin du mois", None, None)),
    ],
)
def test_dates(language, sentence, expected):
    assert when(sentence, language) == [expected]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "They may march on, and the second 12% of it is in sight."),
        ("en", "May I ask? August company, that."),
        ("en", "He has 2000 employees, or 1,900."),
        ("fr", "Sa décision vise mars et sept autres sièges, mais la dite règle reste."),
        ("fr", "Il a 2000 salariés."),
    ],
)
def test_what_only_looks_like_a_date(language, sentence):
    assert when(sentence, language) == []


def test_without_the_day_of_the_article_only_whole_dates_are_worked_out():
    assert when("On Friday, in May and by 30 June.", "en", None) == [
        ("Friday", None, None),
        ("May", None, None),
        ("30 June", None, None),
    ]
    assert when("Le 15 mai 2022, puis hier.", "fr", None) == [("15 mai 2022", "2022-05-15", None), ("hier", None, None)]


def test_the_ends_of_the_calendar_are_no_accident():
    assert when("They met yesterday.", "en", datetime.date.min) == [("yesterday", None, None)]
    assert when("See you tomorrow.", "en", datetime.date.max) == [("tomorrow", None, None)]


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1)), st.sampled_from(DAYS))
def test_a_weekday_is_the_last_one_or_the_next(day, name):
    ((_, before, after),) = when(f"It was on {name}.", "en", day)
    last = next(day - datetime.timedelta(n) for n in range(7) if DAYS[(day - datetime.timedelta(n)).weekday()] == name)
    assert (before, after) == (last.isoformat(), (last + datetime.timedelta(7)).isoformat())


# -- quantities -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "text", "value", "unit", "rounded"),
    [
        ("en", "It lost $4.2 million last year.", "$4.2 million", "4200000", "$", ""),
        ("en", "About 600 of them left.", "About 600", "600", "", "about"),
        ("en", "Some 1,240 workers left.", "Some 1,240 workers", "1240", "workers", "some"),
        ("en", "It handles nearly 40 percent of it.", "nearly 40 percent", "40", "%", "nearly"),
        ("en", "It is worth €75bn.", "€75bn", "75000000000", "€", ""),
        ("en", "He holds just over a third of it.", "just over a third", "1/3", "", "just over"),
        ("en", "He closed $4 million deals.", "$4 million", "4000000", "$", ""),
        ("en", "Within six weeks.", "six weeks", "6", "weeks", ""),
        ("fr", "Près de 500 employés partent.", "Près de 500 employés", "500", "employés", "près de"),
        (
            "fr",
            "Plus de 1 200,5 millions d’euros.",
            "Plus de 1 200,5 millions d’euros",
            "1200500000",
            "euros",
            "plus de",
        ),
        ("fr", "Elle détient 40 % du capital.", "40 %", "40", "%", ""),
        ("fr", "Une hausse de cinq points.", "cinq points", "5", "points", ""),
        ("fr", "Une centaine de salariés.", "Une centaine de salariés", "100", "salariés", ""),
        ("fr", "Des dizaines de salariés.", "Des dizaines de salariés", None, "salariés", ""),
    ],
)
def test_quantities(language, sentence, text, value, unit, rounded):
    (found,) = quantities_of(sentence, language)
    assert found.text == text == sentence[found.start : found.end]
    assert found.value == (Fraction(value) if value else None)
    assert (found.unit, found.rounded) == (unit, rounded)


@pytest.mark.parametrize("sentence", ["The 4th of them used GPT-4 in A320s.", "One thing is v1.2x.", "Half-hearted."])
def test_what_only_looks_like_a_quantity(sentence):
    assert quantities_of(sentence, "en") == ()


# -- quotes ---------------------------------------------------------------------------------------------------


WORDS = st.sampled_from(
    ["the", "board,", "said:", "(it", "4.2", "d’OpenAI", "peut-être", "—", "and", "no.", "«", "U.S."]
)


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join), st.data())
def test_a_quote_is_short_and_word_for_word_and_holds_its_place(sentence, data):
    start = data.draw(st.integers(0, len(sentence) - 1))
    marked = excerpt(sentence, start, start + 1)
    quote = marked.removeprefix("… ").removesuffix(" …")
    assert quote in sentence
    # Whoever reads the quote sees where words are missing.
    if sentence.count(quote) == 1:
        before, _, after = sentence.partition(quote)
        assert marked.startswith("… ") == any(map(str.isalnum, before))
        assert marked.endswith(" …") == any(map(str.isalnum, after))
    assert words_in(quote) < QUOTE_LIMIT
    if sentence[start].isalpha() and quote:
        around = [position for position in range(len(sentence)) if sentence.startswith(quote, position)]
        assert any(position <= start < position + len(quote) for position in around)


def test_a_quote_that_is_cut_ends_with_no_word_that_hangs_and_begins_with_none_that_joins():
    sentence = "After a week of talks, but before any vote, the board seems ready to give up the plan of its chair."
    start = sentence.index("seems")
    assert excerpt(sentence, start, start + 5) == "… before any vote, the board seems ready to give up the plan …"


# -- whole texts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_found_in_the_labelled_texts(name):
    for what, score in measured(name).items():
        assert score.right >= score.marked, what  # nothing marked by hand is missed
        assert score.found - score.right <= 2, what  # and little else is found


def test_the_figures_in_the_documents_are_those_measured():
    page = (ROOT / "docs" / "how-to" / "read-an-article.md").read_text(encoding="utf-8")
    for name in TEXTS:
        names, cues = (measured(name)[what] for what in ("names", "cues of the right kind"))
        cells = [f"{score.right} of {total}" for score in (names, cues) for total in (score.marked, score.found)]
        assert f"| `{name}` | {' | '.join(cells)} |\n" in page


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.text(min_size=1), st.sampled_from(["en", "fr"]))
def test_any_text_is_read_or_refused_and_places_are_right(text, language):
    try:
        article = read_article(text, language=language, date=MONDAY)
    except RequestError:
        assert not text.strip() or not paragraphs_of(text)
        return
    for sentence in article.sentences:
        parts: list[Any] = [*sentence.hedges, *sentence.names, *sentence.moments, *sentence.quantities]
        for part in parts:
            assert sentence.text[part.start : part.end] == part.text
        for candidate in sentence.candidates:
            assert candidate.quote in sentence.text


def test_dates_and_names_are_not_counted_as_quantities():
    text = "It was on 30 June 2022 that GPT-4 and the Board of Twelve Rivers lost 20 people."
    (sentence,) = read_article(text, date=MONDAY).sentences
    assert [quantity.text for quantity in sentence.quantities] == ["20 people"]
    (sentence,) = read_article("Il y a deux semaines, le 15 mai, le conseil a perdu deux sièges.").sentences
    assert [quantity.text for quantity in sentence.quantities] == ["deux sièges"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no words"),
        (b" \n\t 12 !", "no words"),
        ("Vérité".encode("latin-1"), "not in UTF-8: byte 0xe9 in line 1"),
        ("Le conseil".encode("utf-16"), "UTF-16"),
        (b"%PDF\0\xff\xfe", "not a text"),
        (b"abc\0def", "not a text"),
        (b"a" * (SIZE_LIMIT + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_article_is_refused(data, says):
    with pytest.raises(FileError, match=says):
        decoded(data, "article.txt")


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decoded(b"\xef\xbb\xbfThe board", "article.txt") == "The board"
