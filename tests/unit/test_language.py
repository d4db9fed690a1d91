"""How languages are chosen and left again, and how each writes numbers, days and names inside sentences."""

from __future__ import annotations

import datetime
import threading

import pytest

from denouement.language import (
    _,
    day_in_short,
    day_in_words,
    either,
    in_decimals,
    in_digits,
    in_percent,
    in_row,
    language,
    ngettext,
    preferred,
    quoted,
    speaking,
    together,
)
from denouement.model.text import Text
from denouement.report.clean import clean, encodable

THIN = "\u202f"
FIXED = "\u00a0"


# -- which language is spoken ---------------------------------------------------------------------------------------


def test_a_language_is_spoken_within_its_block_alone():
    assert language() == "en"
    with speaking("fr"):
        assert language() == "fr"
        with speaking("en"):
            assert language() == "en"
        assert language() == "fr"
    assert language() == "en"


def test_an_error_inside_the_block_leaves_no_language_behind():
    with pytest.raises(RuntimeError), speaking("fr"):
        raise RuntimeError
    assert language() == "en"


def test_another_thread_speaks_its_own_language():
    heard = []
    with speaking("fr"):
        thread = threading.Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert heard == ["en"]


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="'de'; there are en, fr"), speaking("de"):
        pass


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CH.UTF-8@euro"}, "fr"),
        ({"LANG": "FR_fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        ({"LC_MESSAGES": "en_GB", "LC_ALL": "fr_FR"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "C", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANGUAGE": "fr"}, "en"),
        ({"LANG": "POSIX", "LC_ALL": "C"}, "en"),
    ],
)
def test_the_environment_says_which_language_is_wanted(environment, spoken):
    assert preferred(environment) == spoken


# -- places in messages ---------------------------------------------------------------------------------------------


def test_a_message_without_values_is_not_read_for_places():
    assert _("a {b} c") == "a {b} c"


def test_whole_numbers_in_messages_have_the_digit_groups_of_the_language():
    assert _("{number} things", number=138240) == "138,240 things"
    assert ngettext("{number} thing", "{number} things", 138240) == "138,240 things"
    assert ngettext("{number} thing", "{number} things", 1) == "1 thing"
    with speaking("fr"):
        assert _("{number} things", number=138240) == f"138{THIN}240 things"
        assert ngettext("{number} ending", "{number} endings", 2048) == f"2{THIN}048 issues"
        assert ngettext("{number} ending", "{number} endings", 1) == "1 issue"
        assert ngettext("{number} ending", "{number} endings", 0) == "0 issue"  # in French nothing is singular


def test_truths_and_formatted_numbers_are_no_counts():
    assert _("{truth}", truth=True) == "True"
    assert _("{number:05}", number=1234) == "01234"


@pytest.mark.parametrize(
    ("spec", "name", "written"),
    [
        ("de", "Le conseil", "du conseil"),
        ("de", "Les salariés", "des salariés"),
        ("de", "La Cour", "de la Cour"),
        ("de", "L’État", "de l’État"),
        ("de", "Altman", "d’Altman"),
        ("de", "Élise", "d’Élise"),
        ("de", "Microsoft", "de Microsoft"),
        ("de", "Hélène", "d’Hélène"),
        ("de", "Hongrie", "de Hongrie"),
        ("de", "Yvonne", "d’Yvonne"),
        ("de", "Yaccarino", "de Yaccarino"),
        ("que", "Haïti", "qu’Haïti"),
        ("à", "Le conseil", "au conseil"),
        ("à", "Les salariés", "aux salariés"),
        ("à", "La Cour", "à la Cour"),
        ("à", "Altman", "à Altman"),
        ("que", "Altman", "qu’Altman"),
        ("que", "Le conseil", "que le conseil"),
        ("in", "Les salariés", "les salariés"),
        ("in", "L’État", "l’État"),
        ("in", "Lavoisier", "Lavoisier"),
        ("in", "Lesage", "Lesage"),
        ("in", "The board", "The board"),
        ("cap", "les salariés", "Les salariés"),
        ("cap", "", ""),
    ],
)
def test_a_french_name_is_joined_to_the_word_before_it(spec, name, written):
    with speaking("fr"):
        assert _(f"{{name:{spec}}}", name=name) == written


def test_several_names_are_each_joined():
    with speaking("fr"):
        assert _("{names:de}", names=("Le conseil", "Les salariés", "Altman")) == "du conseil, des salariés et d’Altman"
    assert _("{names:in}", names=["The board", "A union", "An aide"]) == "the board, a union and an aide"


def test_an_english_article_inside_a_sentence_is_small():
    assert _("{name:in} left", name="The staff") == "the staff left"
    assert _("{name:in} left", name="Theodore") == "Theodore left"
    assert _("{name:in} left", name="Anna") == "Anna left"


# -- numbers, days, lists -------------------------------------------------------------------------------------------


def test_numbers_are_written_as_in_the_language():
    assert (in_digits(1234567), in_decimals(1234.5, 2), in_percent(0.654)) == ("1,234,567", "1,234.50", "65%")
    assert in_percent(0.0654, 1) == "6.5%"
    with speaking("fr"):
        assert in_digits(1234567) == f"1{THIN}234{THIN}567"
        assert in_decimals(1234.5, 2) == f"1{THIN}234,50"
        assert in_percent(0.654) == f"65{THIN}%"
        assert in_percent(0.0654, 1) == f"6,5{THIN}%"
        assert in_decimals(7, 0) == "7"


@pytest.mark.parametrize("number", [2.675, 0.125, 0.375, 1.005, 0.5, 1.5, 2.5, 1e-9])
def test_both_languages_round_alike(number):
    for places in range(3):
        english = in_decimals(number, places)
        with speaking("fr"):
            assert in_decimals(number, places).replace(",", ".") == english


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ((2023, 11, 1), ("1 November 2023", "1 Nov 2023"), ("1er novembre 2023", "1er nov. 2023")),
        ((2023, 11, 21), ("21 November 2023", "21 Nov 2023"), ("21 novembre 2023", "21 nov. 2023")),
        ((2024, 8, 11), ("11 August 2024", "11 Aug 2024"), ("11 août 2024", "11 août 2024")),
    ],
)
def test_days_are_written_as_in_the_language(day, english, french):
    date = datetime.date(*day)
    assert (day_in_words(date), day_in_short(date)) == english
    with speaking("fr"):
        assert (day_in_words(date), day_in_short(date)) == french


def test_lists_and_quotations_are_written_as_in_the_language():
    words = ["a", "b", "c"]
    assert [together(words), either(words), in_row(words)] == ["a, b and c", "a, b or c", "a; b; c"]
    assert [together([]), together(["a"]), either(["a", "b"]), quoted("x")] == ["", "a", "a or b", "“x”"]
    with speaking("fr"):
        assert [together(words), either(words)] == ["a, b et c", "a, b ou c"]
        assert in_row(words) == f"a{THIN}; b{THIN}; c"
        assert quoted("x") == f"«{FIXED}x{FIXED}»"


# -- texts of a model -----------------------------------------------------------------------------------------------


def test_a_text_of_a_model_is_in_the_language_spoken():
    text = Text({"en": "The board", "fr": "Le conseil"})
    assert clean(text) == "The board"
    with speaking("fr"):
        assert clean(text) == "Le conseil"
        assert clean(Text({"en": "The board"})) == "The board"
        assert clean("The board") == "The board"


def test_texts_are_cleaned_in_every_language():
    with speaking("fr"):
        assert clean(Text({"en": "x", "fr": "a\u202eb\x1b[0m"})) == r"a\u202eb\x1b[0m"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\nb\tc\rd", "a b c d"),
        ("\x1b[31mred\x9b0m", r"\x1b[31mred\x9b0m"),
        ("\x00\x07\x08\x7f", r"\x00\x07\x08\x7f"),
        ("\u202eevil\u2066\u200f\u061c", r"\u202eevil\u2066\u200f\u061c"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\ud800", r"\ud800"),
        ("\uffff", r"\uffff"),
        ("né 👩\u200d🚀 שלום", "né 👩\u200d🚀 שלום"),
    ],
)
def test_what_could_steer_a_terminal_is_written_out(text, printed):
    assert clean(text) == printed


def test_what_a_stream_cannot_carry_has_a_stand_in():
    assert encodable("▲ 2 “é”", "utf-8") == "▲ 2 “é”"
    assert encodable("▲ ● ▼ “a” ‘b’ «c» → … 2\u202f048 語", "ascii") == '+ = - "a" \'b\' "c" > ~ 2 048 ?'
    assert encodable("▲ é", "latin-1") == "+ é"
