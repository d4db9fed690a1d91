"""Analyses, reasons, claims, stories and changes as told in French: joined names, plurals, digits, guillemets."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pytest

from denouement.analysis.result import Analysis
from denouement.analysis.wanting import contest
from denouement.articles.article import read_article
from denouement.foresight.claims import judge_claims
from denouement.language import speaking
from denouement.model.difference import changes
from denouement.model.narrative import narrative
from denouement.model.timeline import snapshot
from denouement.report.article_outline import article_outline, cues_outline
from denouement.report.changes import rows_of
from denouement.report.claims_outline import claims_outline, verdict_in_words
from denouement.report.contest_outline import contest_outline
from denouement.report.outline import outline
from denouement.report.section import Section
from denouement.report.story_outline import story_outline
from denouement.report.telling import without_emphasis
from denouement.report.terminal import console_for, print_outline
from denouement.report.why_outline import why_outline
from denouement.report.words import Names
from tests.unit.models import pair, read

NAMES = """\
denouement: 1
title: {en: Who gives way, fr: Qui cède}
language: fr
as_of: 2023-11-20
sources:
  s1: {title: T, publisher: La Gazette, reliability: B}
evidence:
  e1: {source: s1, quote: "**tout** va bien", date: 2023-11-19, credibility: 2}
  e2: {source: s1, note: Vu plus tard, date: 2023-11-25, credibility: 3}
decision_makers:
  board:
    name: Le conseil
    kind: committee
    members: [Ada, Bob]
    options: {oust: {name: Révoquer, evidence: [e1]}, talk: {name: {en: Talk, fr: Négocier}}}
    preferences:
      readings:
        hard: {name: Dur, statements: [{that: oust, name: garder la main, evidence: [e1]}, not quit], certainty: likely}
        soft: {statements: [{that: not quit, name: pas de départ, evidence: [e1], against: [e2]}, not oust]}
  staff:
    name: Les salariés
    kind: crowd
    options: {quit: {name: Partir, moves: take}}
    preferences:
      readings:
        loyal: {statements: [{that: quit iff oust, certainty: unlikely}]}
        bluff: {statements: [not quit]}
  firm:
    name: L’entreprise
    options: {wait: {name: Attendre, moves: take}}
    preferences: [not quit, wait]
start: []
history:
  - {date: "2023-11-19T23:53", by: board, take: [oust], event: {en: At night, fr: La nuit}, evidence: [e1]}
  - {date: 2023-11-21, by: [staff, firm], take: [quit, wait]}
  - {date: 2023-11-22, event: Le calme revient}
scenarios:
  calm: {name: Le calme, story: La paix, when: not oust and not quit}
  truce: {name: La trêve, story: La paix, when: oust and not quit}
  rift: {name: La rupture, when: quit}
claims:
  c1: {quote: "le conseil tiendra", source: s1, certainty: likely, says: "better(board, endings)"}
  c2: {quote: "on verra", source: s1}
  c3: {says: "ending(now)"}
"""

NO_BREAK = str.maketrans("\u00a0\u202f", "  ")


def words(told: tuple[str, str, tuple[Section, ...]]) -> str:
    """All that is told, a line for each row, with plain spaces for those that do not break."""
    title, facts, sections = told
    lines = [title, facts]
    for section in sections:
        lines += [section.title, section.lead, " | ".join(section.headings), *(" | ".join(row) for row in section.rows)]
    return "\n".join(lines).translate(NO_BREAK)


@cache
def analysed() -> Analysis:
    return read(NAMES).analyse()


@pytest.fixture(autouse=True)
def french():
    with speaking("fr"):
        yield


def test_names_stand_in_sentences_as_grammar_wants_them():
    text = words(why_outline(analysed(), analysed().why("start"), full=True))
    assert "\nInstable pour le conseil\n3 mouvements possibles, dont 2 améliorations.\n" in text
    assert "\nStable pour les salariés\n1 mouvement possible, qui n’est pas une amélioration :\n" in text
    assert "\nInstable pour l’entreprise selon Nash, stable selon GMR, SMR, SEQ, SSEQ\n" in text
    assert "Mieux pour le conseil : « garder la main » serait alors satisfait." in text
    assert "Échappatoire | Aucune : il ne resterait aucun mouvement à l’entreprise." in text
    text = words(why_outline(analysed(), analysed().why("now")))
    assert "Échappatoire | Aucune : il ne resterait aucun mouvement aux salariés." in text
    assert "lecture hard pour le conseil, lecture loyal pour les salariés" in text


def test_no_sentence_of_a_reason_is_left_in_english():
    for state in ("start", "now", "[quit]", "[oust, quit, wait]"):
        text = words(why_outline(analysed(), analysed().why(state), full=True))
        for english in ("would", "better", "move", "under", "Answer", "Deterred", "holds"):
            assert english not in text


def test_an_analysis_is_told_with_plurals_and_guillemets():
    text = words(outline(analysed(), full=True))
    assert text.startswith("Qui cède\n20 novembre 2023 : 3 décideurs, 4 options, 16 états, 16 atteignables\n")
    assert "2 issues en 1 récit : La rupture 2." in text
    assert "Par rapport à la référence, Le calme (état 1) : aucune option prise." in text
    assert "Le conseil | ▲ mieux" in text
    assert "Les salariés | Partir → La rupture (état 6) | dissuasion selon GMR, SMR" in text
    assert "21 novembre 2023 | Les salariés et l’entreprise | Partir ; Attendre" in text
    assert "Point d’arrivée : La rupture (état 14), l’une des issues." in text
    assert "Ce que chacun veut, en 5 énoncés, dont 4 à prendre avec réserve" in text


def test_large_numbers_are_written_in_french_groups():
    options = "".join(f", y{number}: Y{number}" for number in range(9))
    analysis = read(pair().replace("{x: X}", f"{{x: X{options}}}")).analyse()
    assert analysis.number_of_states == 2048
    assert "11 options, 2 048 états" in words(outline(analysis))


def test_a_move_that_drops_an_option_names_it_in_guillemets():
    names = Names(read(NAMES))
    assert names.change(["board.talk"], ["board.oust"]).translate(NO_BREAK) == "Négocier ; abandon de « Révoquer »"


def test_claims_are_told_by_how_often_they_hold():
    conflict = analysed().conflict
    judging = [claim for claim in conflict.claims if claim.says is not None]
    judgements = judge_claims(analysed(), judging)
    others = [claim for claim in conflict.claims if claim.says is None]
    text = words(claims_outline(analysed(), judgements, others, readings=4, full=True))
    assert "3 affirmations, dont 2 jugées, sous 4 combinaisons de lectures" in text
    assert (
        "c1 : dépend de la lecture : tient dans 2 lectures sur 4, ne tient pas dans 2\n« le conseil tiendra »" in text
    )
    assert "tient | exactement avec la lecture hard pour le conseil" in text
    assert "hard | bluff | tient | mieux pour le conseil dans 4 issues (La trêve 2, La rupture 2)" in text
    assert "repose sur | instable pour le conseil (dans 2), les salariés (dans 2), l’entreprise" in text
    one = judge_claims(analysed(), judging[:1], fixed=("board", "staff"))
    assert verdict_in_words(one[0]) == "tient"


def test_a_story_is_told_with_hours_kinds_and_the_texts_of_its_language():
    moment = snapshot(read(NAMES), analysed().situation.snapshot.date)
    text = words(story_outline(moment, narrative(moment)))
    assert "3 décideurs, 4 options, 3 étapes, 1 source, 2 preuves" in text
    assert "Le conseil | Comité : Ada et Bob\n | Options : Révoquer ; Négocier\n" in text
    assert "19 novembre 2023 | → 23 h 53 Le conseil : Révoquer (La nuit) [La Gazette]" in text
    assert "Mouvements seuls ; --full ajoute 1 événement." in text
    assert "Le conseil | pas de départ | 1 pour : La Gazette\n |  | 1 contre : La Gazette" in text
    full = words(story_outline(moment, narrative(moment), full=True))
    assert " | contre : Vu plus tard | La Gazette, 25 novembre 2023, B3 (plus tard)" in full


def test_two_states_are_compared():
    text = words(contest_outline(analysed(), "board", contest(analysed(), "board", "now", "start")))
    assert "La trêve (état 2) plutôt que le calme (état 1), d’après 1" in text
    assert "Aucune préférence ne dit le contraire." in text
    assert "soft | ordre inverse (not oust) | sans preuve" in text


def test_changes_of_a_model_are_told_and_a_translation_alone_changes_no_answer():
    before = read(NAMES)
    after = read(
        NAMES.replace("fr: Qui cède", "fr: Qui plie")
        .replace("en: Talk", "en: Speak")
        .replace("quit iff oust, certainty: unlikely", "quit iff oust and talk, certainty: unlikely")
        .replace("event: Le calme revient", "event: {fr: Le calme se fait, en: Calm returns}")
    )
    names = {maker.id: maker.title for maker in before.decision_makers}
    rows = [" | ".join(row).translate(NO_BREAK) for row in rows_of(changes(before, after), names, full=False)]
    assert rows == [
        "Les salariés › lecture › loyal › quit iff oust | retrait",
        "Les salariés › lecture › loyal › quit iff oust and talk | ajout",
        "2023-11-22 | en moins : Le calme revient",
        "2023-11-22 | Le calme se fait",
        "en outre | 2 changements de notes, de noms, de citations, etc. (avec --full)",
    ]


def test_an_article_is_told():
    article = read_article(
        "The Council said on Friday that it would close. About 300 people signed.", date=date(2024, 3, 11)
    )
    text = words(article_outline(article))
    assert "1 paragraphe, 2 phrases, 13 mots, anglais (deviné ; à corriger par --language)" in text
    assert "2024-03-08 ou, si c’est encore à venir, 2024-03-15" in text
    assert "1.1 | The Council said on Friday that it would close. | " in text
    assert "Français : " in words(cues_outline("fr"))


def test_emphasis_is_taken_from_the_language_spoken():
    title = read(pair().replace("A pair", "{en: '*A* pair', fr: 'Une **paire**'}")).title
    assert without_emphasis(title) == "Une paire"


def test_no_line_of_a_terminal_begins_with_a_sign_that_belongs_to_the_word_before():
    stream = io.StringIO()
    for state in ("start", "now"):
        print_outline(console_for(stream), *why_outline(analysed(), analysed().why(state), full=True))
    print_outline(console_for(stream), *outline(analysed()))
    text = stream.getvalue()
    assert "«\u00a0garder la main\u00a0»" in text
    assert [line for line in text.splitlines() if line.lstrip()[:1] in (*"»;:?!",) or line.endswith("«")] == []
