"""Sweeps, histories day by day and views in French: names, numbers, days and plurals as that language writes them."""

from __future__ import annotations

import re
from functools import cache

import pytest

import denouement
from denouement.analysis.hypergame import hypergame
from denouement.analysis.surprises import account, misjudged
from denouement.foresight.replay.replay import Replay, replay
from denouement.foresight.sweep.shares import Share
from denouement.foresight.sweep.sweep import sweep
from denouement.language import speaking
from denouement.model.conflict import Conflict
from denouement.report.outline import Section
from denouement.report.perceptions_outline import perceptions_outline
from denouement.report.replay_outline import replay_outline
from denouement.report.sweep_outline import sweep_outline
from denouement.report.sweep_shares import interval_in_words, share_in_words
from denouement.report.words import lasts_in_words
from tests.unit.models import read

DAM = """\
denouement: 1
title: {en: A dam upstream, fr: Un barrage en amont}
sources: {s: {title: S}}
evidence: {e: {source: s, note: N, date: 2024-01-01}}
decision_makers:
  up:
    name: {en: The hill towns, fr: Les communes d’amont}
    options:
      fill: {name: {en: Fill the dam, fr: Remplir le barrage}, moves: take}
      share: {name: {en: Share the water by treaty, fr: Partager l’eau par traité}}
    preferences:
      readings:
        proud: [{that: fill, evidence: [e]}, not share]
        careful: {since: 2024-03-01, statements: [not embargo, {that: fill, certainty: .8}, not share]}
    perceptions:
      - {name: {en: No embargo, fr: Pas d’embargo}, unseen: [embargo], evidence: [e], until: 2024-02-15}
  down:
    name: {en: The plain, fr: Le pays d’aval}
    options: {embargo: {name: {en: Stop buying power, fr: Cesser d’acheter le courant}}}
    preferences: [embargo if (fill and not share), share if fill, not embargo]
    perceptions: [{readings: {up: proud}, since: 2024-03-01}]
rules:
  - {always: share implies fill, why: there is nothing to share before}
  - {id: contract, never: embargo, why: the power contract forbids it, until: 2024-01-10}
scenarios:
  wait: {name: {en: No dam, fr: Pas de barrage}, when: not fill}
  pact: {name: {en: Dam and treaty, fr: Barrage et traité}, when: share}
  seized: {name: {en: Dam without treaty, fr: Barrage sans traité}, when: "true"}
history:
  - {date: 2024-01-05, event: {en: The gates are delivered, fr: Les vannes sont livrées}}
  - {date: 2024-02-01, by: up, take: [fill]}
  - {date: 2024-03-01, by: down, take: [embargo]}
  - {date: 2024-03-20, by: [up, down], take: [share], drop: [embargo]}
"""


@cache
def dam() -> Conflict:
    return read(DAM)


def plain(text: str) -> str:
    """Return a text with plain spaces, so that what is expected can be read."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def said(outline: tuple[str, str, tuple[Section, ...]]) -> str:
    """Return all that an outline says, a line each title, sentence, heading and cell."""
    title, facts, sections = outline
    lines = [title, facts]
    for section in sections:
        lines += [section.title, section.lead, *section.headings, *(" | ".join(row) for row in section.rows)]
    return plain("\n".join(lines))


# -- sweeps -----------------------------------------------------------------------------------------------------------


@cache
def swept() -> str:
    with speaking("fr"):
        return said(sweep_outline(sweep(dam().analyse(), draws=1234, swaps=1), full=True))


def test_a_sweep_in_french() -> None:
    text = swept()
    assert "1 234 tirages (graine 0), 7 distincts, ordres perturbés par au plus 1 permutation\n" in text
    assert "Barrage et traité (état 3), comme issue : dans 542 des 1 234 tirages (43,9 %, intervalle à 95 %" in text
    assert "Par rapport à la référence, Pas de barrage (état 1), sur toutes les issues d’un tirage, en %" in text
    assert "Barrage sans traité (1 234)\n" in text
    assert "\nLes communes d’amont | proud et careful, à parts égales | 1 énoncé douteux\n" in text
    assert "Chaque tirage retient une lecture de chaque décideur, garde chaque énoncé selon la certitude" in text
    assert re.search(r"\nPas de barrage \(état 1\), [^|]+ \| hors d’atteinte \| \d+,\d % \| ", text)


def test_fractions_below_two_are_singular_in_french() -> None:
    assert "s’étend à 2,8 points de part et d’autre. Dans la seconde moitié des tirages, aucune part" in swept()
    assert "n’a bougé de plus de 1,7 point. Pour 1 point" in swept()


def test_one_draw_is_said_in_the_singular() -> None:
    with speaking("fr"):
        text = said(sweep_outline(sweep(dam().analyse(), draws=1)))
    assert "\n1 tirage (graine 0)\n" in text
    assert "Il existe une issue dans le seul tirage (au moins 20 %, avec une confiance de 95 %)." in text


@pytest.mark.parametrize(
    ("count", "share", "interval"),
    [(1, "< 0,1 %", "0,0–0,1 %"), (9_999, "> 99,9 %", "99,9–100,0 %"), (10_000, "tous", "au moins 99,96 %")],
)
def test_almost_none_and_almost_all_have_decimal_commas(count: int, share: str, interval: str) -> None:
    counted = Share((count,) * 10, 10_000)
    with speaking("fr"):
        assert (plain(share_in_words(counted)), plain(interval_in_words(counted))) == (share, interval)


# -- day by day -------------------------------------------------------------------------------------------------------


@cache
def told() -> Replay:
    return replay(dam())


def test_days_in_french() -> None:
    with speaking("fr"):
        text = said(replay_outline(told(), full=True))
    assert re.search(r"\nDu 4 janvier 2024 au 20 mars 2024 : 3 \w+ et 1 événement, 5 jours analysés\n", text)
    assert "\n1er févr. 2024 | Barrage sans traité | Non | 1\n" in text
    assert "\n4 janvier 2024, veille de la première étape\n" in text
    assert "Changé depuis le 4 janvier 2024, le tout à cause de la fin de la règle contract :" in text
    assert "\nprend effet | la lecture careful des communes d’amont\n" in text
    assert "| à cause du mouvement fait\n" in text
    assert "| à cause de la lecture careful des communes d’amont\n" in text
    assert "autrement aux yeux des communes d’amont (denouement perceptions --as-of 2024-01-04)" in text
    assert "autrement aux yeux du pays d’aval" in text
    assert "(c’en est une dans 1 des 2 lectures). Aucune issue du scénario « Barrage et traité » n’est" in text
    assert "déjà connu | 1 sur 1 preuve\n" in text
    assert "sur 5 énoncés utilisés, 4 ne citent aucune preuve" in text


@pytest.mark.parametrize(
    ("language", "yes", "title"), [("en", "Yes, ", "Day by day"), ("fr", "Oui, ", "Jour après jour")]
)
def test_what_could_last_is_said_in_short_as_it_is_in_full(language: str, yes: str, title: str) -> None:
    for conflict in (dam(), denouement.load("openai-2023")):
        history = replay(conflict, as_of="latest")
        with speaking(language):
            rows = next(section for section in replay_outline(history)[2] if section.title == title).rows
            for day, row in zip(history.days, rows, strict=True):
                assert day.analysis is not None
                assert day.analysis.status_quo is not None
                full = lasts_in_words(day.analysis, day.analysis.status_quo)
                assert full.partition(".")[0].removeprefix(yes).capitalize() == row[2]


# -- views ------------------------------------------------------------------------------------------------------------


def seen(conflict: Conflict, as_of: str, *, everywhere: bool = False, concept: str = "seq") -> str:
    game = hypergame(conflict.analyse(as_of=as_of))
    now = game.truth.status_quo
    moves = misjudged(game, concept, None if everywhere else now)
    accounts = () if everywhere else tuple(account(game, concept, move) for move in moves)
    with speaking("fr"):
        return said(perceptions_outline(game, concept, now, moves, accounts, everywhere=everywhere))


def test_views_in_french() -> None:
    text = seen(dam(), "2024-01-20")
    assert "option jamais envisagée : « Cesser d’acheter le courant » [S]\n" in text
    assert "Il manque à cette vue 3 des 6 états." in text
    assert "Selon SEQ, ces états ne tiennent que dans le modèle :" in text
    assert "lecture proud prêtée aux communes d’amont" in seen(dam(), "2024-03-10")


WEEK = """\
denouement: 1
title: Semaine
language: fr
decision_makers:
  board: {name: Le conseil, options: {dismiss: Révoquer}, preferences: [not leave, dismiss]}
  staff:
    name: Les salariés
    options: {leave: Partir}
    preferences: {readings: {letter: [leave iff dismiss], bluff: [not leave]}}
start: []
"""


def test_a_surprise_in_french_joins_names_with_their_articles() -> None:
    believed = WEEK.replace("preferences: [not leave, dismiss]", "preferences: [not leave, dismiss], perceptions: P")
    text = seen(read(believed.replace("P", "[{readings: {staff: bluff}}]", 1)), "2024-01-01")
    assert "\nSurprise : le conseil\n" in text
    assert "Tentation | pour le conseil, au lieu de rester : " in text
    assert "Cause | Le conseil : lecture bluff prêtée aux salariés. Sans cela, le mouvement serait vu" in text
    everywhere = seen(read(believed.replace("P", "[{readings: {staff: bluff}}]", 1)), "2024-01-01", everywhere=True)
    assert "\nSurprises : 1 en tout\n" in everywhere
    assert "sur les 4 états atteignables : sans danger en apparence seulement" in everywhere
    misread = seen(read(believed.replace("P", "[{preferences: {staff: [leave]}}]", 1)), "2024-01-01")
    assert "préférences prêtées aux salariés : « leave »" in misread
