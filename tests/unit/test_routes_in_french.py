"""Paths, play, orders of states and differences told in French: whole sentences, with names as grammar wants them."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from denouement.language import speaking
from denouement.report.prefer_outline import number_in_words
from denouement.report.steps import ordinal, these_states, with_states


@pytest.fixture
def told(call):
    """Run a command in French and return what it prints as one line."""

    def run(*arguments: str) -> str:
        code, out, err = call("--lang", "fr", *arguments)
        assert (code, err) == (0, "")
        return " ".join(out.split())

    return run


# A model in which nothing is said in English but what the program says itself.
ARTICLES = """
denouement: 1
language: fr
title: Le barrage
as_of: 2024-03-15
decision_makers:
  mayors: {name: Les maires, options: {sign: {name: Signer l’accord, moves: take}}, preferences: [sign, not sue]}
  state: {name: L’État, options: {pay: Payer les travaux}, preferences: [sign, not pay]}
  farms: {name: La coopérative, options: {sue: Aller en justice}, preferences: {readings: {dure: [sue], douce: [pay]}}}
scenarios:
  deal: {name: L’accord, when: sign}
  fight: {name: Le procès, when: sue}
"""


def test_paths_count_and_name_in_french(told):
    out = told("paths", "openai-2023")
    assert "Les mouvements permis mènent à 640 états sur 644." in out
    assert "8 états atteignables tiennent selon Nash ou SEQ." in out
    assert "par le conseil ; les salariés ; les investisseurs ; les régulateurs" in out
    assert "Lectures retenues : survival pour le conseil, letter pour les salariés et stability pour Microsoft" in out


def test_ways_in_french(told):
    out = told("paths", "openai-2023", "--to", "628")
    assert "20 chemins les plus courts, de 5 mouvements." in out
    assert (
        "Les 5 mêmes mouvements y mènent dans 20 ordres : tous ceux avec le conseil avant Altman et Brockman ; "
        "Altman et Brockman avant Microsoft." in out
    )
    one = told("paths", "openai-2023", "--to", "28")
    assert "1 chemin le plus court, de 1 mouvement. Chaque mouvement plaît à son auteur." in one
    never = told("paths", "openai-2023", "--to", "start")
    assert "l’option « Révoquer Altman » est prise et ne peut jamais être abandonnée." in never


def test_goal_with_an_article_stands_inside_its_title(told, model):
    assert "Vers l’accord (" in told("paths", model(ARTICLES), "--to", "deal")


def test_play_names_movers_with_their_articles(told, model):
    out = told("play", model(ARTICLES), "--orders", "all")
    assert "6 ordres des maires, de l’État et de la coopérative." in out
    assert "Lectures retenues : dure pour la coopérative" in out
    order = ("openai-2023", "--order", "altman,board,altman,staff")
    one = told("play", *order)
    assert "Un tour de plus, et il y aurait encore un mouvement de Microsoft et des investisseurs." in one
    assert "Cela finit en Retour sans conditions (état 16) : Révoquer Altman ; " in one
    unbroken = told("play", *order, "--md").replace("\\", "")
    assert "▼ Exode (état 28), moins bien (pas d’exode)" in unbroken


def test_turns_of_one_mover_are_counted_in_french(told):
    asked = ("openai-2023", "--order", "altman,board,altman,staff", "--orders", "all", "--reading", "board=checks")
    out = told("play", *asked)
    assert "12 ordres du conseil, d’Altman et Brockman (2 fois) et des salariés." in out
    assert re.search(r"avec Altman et Brockman \(1er tour\) avant le conseil", out)


def test_an_order_of_states_in_french(told):
    out = told("prefer", "openai-2023", "staff")
    assert "644 états en 12 rangs" in out
    assert "4 pour, 2 contre" in out
    assert "Retour sous conditions 96 2 à 6 4 2, rang 2" in out
    assert "connu seulement plus tard" in out


def test_pairs_and_worth_in_french(told, model):
    weights = ARTICLES.replace("[sign, not pay]", "{weights: {sign: 2.5, pay: -1}}")
    out = told("prefer", model(weights), "state")
    assert "Signer l’accord 4 2,5" in out
    assert "valeur 2,5 contre 1,5" in out
    pairs = ARTICLES.replace("[sign, not pay]", "{pairs: [YNN > NNN]}")
    assert "Paires connues : 1 ; inconnues : 27." in told("prefer", model(pairs), "state")


def test_a_difference_in_french(told):
    out = told("diff", "openai-2023", "--reading", "staff=bluff")
    assert "avant 8 issues (Exode 4, Retour sous conditions 2, Retour sans conditions 2)" in out
    assert "En plus : Face-à-face, 8 issues. Commun aux 8 : " in out
    same = told("diff", "openai-2023", "openai-2023")
    assert "Rien : ni les modèles, ni les lectures retenues, ni le jour." in same


def test_single_words_follow_number_and_language():
    with speaking("fr"):
        assert [ordinal(number) for number in (1, 2, 21)] == ["1er", "2e", "21e"]
        assert with_states("Exode", ["7"], most=2) == "Exode (état 7)"
        assert with_states("Exode", ["7", "8"], most=2) == "Exode (états 7 et 8)"
        assert with_states("Exode", list("1234"), most=2) == "Exode (4 états)"
        assert these_states(list("12"), most=1) == "2 états"
        assert number_in_words(Fraction(-5, 2)) == "-2,5"
    assert ordinal(1) == "1st"
