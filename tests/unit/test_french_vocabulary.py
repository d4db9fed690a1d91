"""The French has one term for an idea, those of docs/explanation/vocabulaire.fr.md, and joins names as French does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import denouement
from denouement.analysis.wanting import decision_maker_called
from denouement.errors import RequestError
from denouement.foresight.flips.target import target_called
from denouement.language import joined, speaking
from denouement.states.budget import Budget

ROOT = Path(__file__).resolve().parents[2]
FRENCH = ROOT / "src" / "denouement" / "translations" / "fr"
PAGE = ROOT / "docs" / "explanation" / "vocabulaire.fr.md"

REJECTED = {
    r"\b(in)?accessibles?\b": "atteignable, hors d’atteinte",
    r"\binatteignable": "hors d’atteinte",
    r"\bbrouillon": "ébauche",
    r"\bforme graphe\b": "forme de graphe",
    r"(liste|montrée?s?) avec --full": "(avec --full)",
    r"\ben est l’histoire\b": "situation actuelle, où en sont les choses",
    r"\bmeilleurs? mouvements?\b": "amélioration",
    r"\bmouvements? léga|\blégales?\b": "mouvements permis",
    r"\bs’améliorer\b": "amélioration",
    r"\béchanges? de voisins|échanger deux voisins": "permutation",
    r"\bdéfaite?s?\b": "abandonné",
    r"\bacteurs?\b": "décideur",
    r"\bstatus quo\b": "statu quo",
}


def french() -> Iterator[tuple[str, str]]:
    """Yield where each French message stands, and the message."""
    for path in sorted(FRENCH.glob("*.po")):
        with path.open("rb") as stream:
            for entry in read_po(stream, locale="fr"):
                if entry.id:
                    for text in entry.string if isinstance(entry.string, tuple | list) else (entry.string,):
                        yield f"{path.name}: {entry.id!r}", str(text)


@pytest.mark.parametrize("pattern", REJECTED)
def test_one_term_for_an_idea(pattern: str) -> None:
    found = [f"{place}: {text} ({REJECTED[pattern]})" for place, text in french() if re.search(pattern, text, re.I)]
    assert not found, "\n".join(found)


def test_the_terms_of_the_page_are_said() -> None:
    said = " ".join(text for _place, text in french()).casefold()
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    terms = [term for english, row in rows if english not in ("English", "---") for term in row.split(", ")]
    assert len(terms) > 40
    assert [term for term in terms if term.casefold() not in said] == []


def test_french_figures_and_units_stay_together() -> None:
    wrong = [f"{place}: {text}" for place, text in french() if re.search(r"\d \d{3}\b|\} (Go|Mo|s)\b", text)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("Hélène", "d’Hélène"),
        ("Henri", "d’Henri"),
        ("Hongrie", "de Hongrie"),
        ("Hamas", "de Hamas"),
        ("Yahoo", "de Yahoo"),
        ("Yves", "d’Yves"),
        ("Unédic", "d’Unédic"),
        ("L’État", "de l’État"),
        ("Le Havre", "du Havre"),
        ("Les syndicats", "des syndicats"),
    ],
)
def test_de_before_a_name(name: str, of: str) -> None:
    with speaking("fr"):
        assert joined("de", name) == of


def test_what_is_written_in_two_languages_is_found_by_its_name_in_either() -> None:
    conflict = denouement.load("openai-2023")
    assert decision_maker_called(conflict, "Le  conseil") == decision_maker_called(conflict, "the board") == "board"
    assert target_called(conflict, "exode").says == target_called(conflict, "exodus").says
    assert target_called(conflict, "Retour").says == target_called(conflict, "Return").says
    with pytest.raises(RequestError) as refusal:
        target_called(conflict, "Exod")
    assert "exod" in refusal.value.problems[0].hint.casefold()
    analysis = conflict.analyse(take=["Lui rendre son poste"])
    assert analysis.status_quo == conflict.analyse(take=["Offer him the post back"]).status_quo


def test_a_budget_of_nothing_is_refused_in_the_language_spoken() -> None:
    with speaking("fr"), pytest.raises(ValueError, match="un budget est un nombre supérieur à 0, et non -3"):
        Budget(seconds=-3.0)
    with pytest.raises(ValueError, match="a budget is a number above 0, not 0"):
        Budget(gigabytes=0)
