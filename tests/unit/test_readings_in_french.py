"""What holds under which readings, and what decides, as told in French: joined names, plurals, digits."""

from __future__ import annotations

from functools import cache

import pytest

import denouement
from denouement.foresight.flips.flips import flips
from denouement.foresight.flips.target import target_called
from denouement.foresight.overview.overview import every_reading
from denouement.language import speaking
from denouement.model.claim_language import concepts_in
from denouement.report.decides_data import decides_csv
from denouement.report.decides_outline import decides_outline
from denouement.report.outline import Section
from denouement.report.readings_outline import readings_outline
from denouement.report.readings_words import percent_between, standings_in_words
from tests.unit.models import pair, read

NAMES = """\
denouement: 1
title: Qui cède
language: fr
decision_makers:
  board:
    name: Le conseil
    options: {oust: Révoquer}
    preferences: {readings: {hard: {statements: [oust, not quit], certainty: likely}, soft: {statements: [not oust]}}}
  staff:
    name: Les salariés
    options: {quit: Partir}
    preferences: {readings: {loyal: {statements: [quit iff oust]}, bluff: {statements: [not quit]}}}
  firm:
    name: L’entreprise
    options: {wait: {name: Attendre, moves: take}}
    preferences: [not quit, wait]
start: []
scenarios:
  calm: {name: Le calme, story: La paix, when: not oust and not quit}
  truce: {name: La trêve, story: La paix, when: oust and not quit}
  rift: {name: La rupture, when: quit}
"""


def words(title: str, facts: str, sections: tuple[Section, ...]) -> str:
    """All that is told, in one line, with plain spaces for those that do not break."""
    parts = [title, facts]
    for section in sections:
        parts += [section.title, section.lead, *section.headings, *(" ".join(row) for row in section.rows)]
    return " ".join(" ".join(parts).split())


@cache
def readings(model: str = "", most: int = 20_000) -> str:
    analysis = (denouement.load(model) if model else read(NAMES)).analyse()
    overview = every_reading(analysis, most=most)
    with speaking("fr"):
        return words(*readings_outline(overview))


@cache
def decides(target: str, model: str = "", most: int = 1) -> str:
    conflict = denouement.load(model) if model else read(NAMES)
    asked = target_called(conflict, target)
    found = flips(conflict.analyse(concepts=concepts_in(asked.says)), asked.says, most=most)
    with speaking("fr"):
        return words(*decides_outline(asked, found, seconds=9))


# -- readings ---------------------------------------------------------------------------------------------------------


def test_articles_are_small_inside_a_sentence_and_join_with_the_word_before():
    text = readings()
    assert "4 combinaisons de lectures rivales (le conseil 2 × les salariés 2)" in text
    assert "Le poids tient compte de la certitude de chaque lecture : le conseil (hard 65 %, soft 35 %)" in text
    assert "poids égaux pour les lectures des salariés, faute de certitude" in text
    assert "Le conseil : mieux dans toutes les issues" in text


def test_whose_readings_make_no_difference_is_told_in_the_plural_of_several():
    text = readings("openai-2023")
    assert "Les lectures du conseil et de Microsoft ne changent rien ici." in text
    assert "La lecture" not in text.partition("ne changent rien")[2].partition("Qui y gagne")[0]


def test_the_short_answer_counts_cases():
    text = readings("openai-2023")
    assert "La situation peut-elle tenir en l’état ? Dans 0 cas sur 18 (selon Nash ou SEQ)" in text
    assert "Face-à-face dans 9 cas sur 18, exactement avec" in text
    assert "Altman et Brockman, les salariés, les investisseurs et les régulateurs dans 18 cas sur 18" in text
    assert "8 états sont des issues dans les 18 combinaisons : 4 dans « Exode »," in text
    assert "il en resterait seulement 1 (1 dans « Retour sans conditions »)" in text
    assert "les 7 autres reposent sur des mouvements irréversibles" in text


def test_a_draw_of_one_is_told_in_the_singular_and_of_five_in_the_plural():
    one, five = readings("openai-2023", 1), readings("openai-2023", 5)
    assert "1 combinaison de lectures rivales tirée sur 18" in one
    assert "ce qui ne vaut dans aucune combinaison tirée vaut dans au plus" in one
    assert "5 combinaisons de lectures rivales tirées sur 18" in five
    assert "À 95 %, ce qui vaut dans les 5 combinaisons tirées vaut dans au moins 11 des 18 combinaisons" in five
    assert "Dans 0 cas sur 5 tirés (0 à 7 sur les 18 possibles)" in five


@pytest.mark.parametrize(
    ("standings", "told"),
    [
        (("better",), "mieux dans toutes les issues"),
        (("same",), "pareil dans toutes les issues"),
        (("better", "worse"), "mieux dans certaines issues, moins bien dans d’autres"),
        (("better", "same", "unknown"), "mieux dans certaines issues, pareil ou inconnu dans d’autres"),
    ],
)
def test_standings_need_no_agreement(standings, told):
    with speaking("fr"):
        assert standings_in_words(standings) == told


def test_bounds_of_a_share_are_joined_by_a_word():
    with speaking("fr"):
        assert percent_between((0.4781, 0.5219)) == "47 à 53\u202f%"


def test_one_combination_is_told_without_counts():
    text = readings("chicken")
    assert "Il n’y a pas ici de lectures rivales, donc une seule combinaison." in text
    assert "Non (selon Nash ou SEQ)" in text


# -- decides ----------------------------------------------------------------------------------------------------------


def test_what_decides_is_asked_of_a_scenario_and_answered_by_whose_reading():
    text = decides("standoff", "openai-2023")
    assert "20 novembre 2023 : ce qui décide si cela peut finir par Face-à-face" in text
    assert "parmi les lectures rivales, seule celle des salariés y suffit" in text
    assert "Sur 324 changements isolés, 271 peuvent changer quelque chose ; essai complet : 27 font basculer" in text
    assert "Sur les 5 passages à une lecture rivale, 1 fait basculer la réponse :" in text
    assert "Les régulateurs : 1 changement " in text
    assert "Les salariés : 8 changements " in text
    assert "omission, contraire ou rang 4 à 6 sur 6, au lieu de 1" in text


def test_digits_stand_in_groups_and_one_refusal_in_the_singular():
    text = decides("now", "elmira-graph", 2)
    assert "Ce qui décide si la situation peut tenir en l’état" in text
    assert "Un seul changement suffit ; 2 éléments peuvent chacun faire basculer la réponse" in text
    conflict = denouement.load("elmira-graph")
    asked = target_called(conflict, "now")
    found = flips(conflict.analyse(), asked.says, most=2, all_sizes=True)
    with speaking("fr"):
        said = words(*decides_outline(asked, found, seconds=9))
    assert found.levels[1].sets == 1125
    assert "Essai complet des 1 125 paires de changements : rien ne fait basculer la réponse." in said


def test_the_wants_that_every_set_changes_are_joined_by_article():
    text = decides("[oust]", most=2)
    assert "Il faut 2 changements à la fois" in text
    assert "Tout ensemble minimal touche les préférences des salariés et les préférences de l’entreprise." in text
    assert "2 ensembles Les salariés lecture bluff lecture rivale" in text


def test_scenarios_are_named_inside_the_sentence():
    assert "Ce qui décide si cela peut finir par la rupture" in decides("rift")
    assert "Ce qui décide si cela peut finir par le calme ou la trêve" in decides("la paix")


def test_the_answer_is_yes_or_no_and_csv_keeps_its_headings():
    conflict = read(pair("start: []\n", a="{readings: {p: [x], q: [not x]}}"))
    asked = target_called(conflict, "now")
    found = flips(conflict.analyse(), asked.says, most=2)
    with speaking("fr"):
        head, *rows = decides_csv(found, model="m").splitlines()
    assert head == "size,becomes,touches,changes,in words,rests on,command"
    assert any("a : lecture q ; b : z : omission" in row.replace("\u202f", " ").replace("\u00a0", " ") for row in rows)
