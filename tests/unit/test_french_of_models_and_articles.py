"""What is said in French of model files, findings and articles; the English is held by the tests of each."""

from __future__ import annotations

import datetime
from importlib.resources import files
from typing import Any

import pytest

from denouement import ModelFile, RequestError
from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.lints.examine import examine
from denouement.analysis.lints.finding import CODES, Finding
from denouement.articles.article import read_article
from denouement.articles.draft import draft
from denouement.errors import InputError, Problem
from denouement.files.conflict_yaml import read_bytes
from denouement.files.keys import KEYS
from denouement.files.schema import json_schema
from denouement.files.writing import write_new
from denouement.language import _, speaking
from tests.unit.models import pair, read
from tests.unit.test_lints import CITED, EVIDENCE, HAVING, RIVALS, TWO

NBSP, THIN = "\u00a0", "\u202f"


def wrong(text: str | bytes) -> list[Problem]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(InputError) as raised:
        read_bytes(data, "modele.yaml")
    return list(raised.value.problems)


def found(text: str, code: str) -> Finding:
    (finding,) = [finding for finding in examine(read(text)).findings if finding.code == code]
    return finding


# -- findings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", HAVING)
def test_findings_are_the_same_ones_in_french_words(code: str) -> None:
    text = HAVING[code][0]
    english = examine(read(text)).findings
    with speaking("fr"):
        french = examine(read(text)).findings
    assert [(finding.code, finding.path) for finding in french] == [(finding.code, finding.path) for finding in english]
    for ours, theirs in zip(french, english, strict=True):
        assert ours.message != theirs.message
        assert not ours.hint or ours.hint != theirs.hint


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            pair(a="[x, y, z, y xor z]", options_a=TWO),
            "statement-cannot-decide",
            "a.4 (y xor z) ne tranche jamais : a.2 (y) et a.3 (z), qui viennent avant, en décident",
            "le placer avant ceux-là s’il compte davantage, ou l’enlever",
        ),
        (
            pair(a=RIVALS.replace("?", ".7")),
            "certainties-over-one",
            "les certitudes des lectures d’a totalisent 1,20 et sont ramenées à 1",
            "d’un même décideur, une seule lecture est la vraie : les baisser, si telle n’est pas l’intention",
        ),
        (
            pair("rules: [{never: x and z}, {never: z}]\n"),
            "rule-without-reason",
            "rule1 et rule2 ne disent pas pourquoi",
            "ajouter `why:`, pour que le lecteur puisse juger",
        ),
        (
            pair("rules: [{never: x and z}]\n"),
            "rule-without-reason",
            "rule1 ne dit pas pourquoi",
            "ajouter `why:`, pour que le lecteur puisse juger",
        ),
        (
            pair(EVIDENCE + "as_of: 2023-06-01\n", a="[{that: x, evidence: [late]}, {that: z, evidence: [early]}]"),
            "hindsight-only",
            "a : uniquement des preuves postérieures au 2023-06-01 pour a.1 (x)",
            "chercher ce que l’on savait au 2023-06-01, ou lire le résultat en connaissance de cause",
        ),
    ],
)
def test_findings_in_french(text: str, code: str, message: str, hint: str) -> None:
    with speaking("fr"):
        finding = found(text, code)
    assert finding.message.replace(NBSP, " ").replace(THIN, " ") == message
    assert finding.hint.replace(NBSP, " ").replace(THIN, " ") == hint


def test_a_finding_names_a_statement_and_a_certainty_in_the_language_spoken() -> None:
    text = pair(a="[{that: x, name: {en: no exodus, fr: pas d’exode}, certainty: unlikely}]")
    assert "a.1 (no exodus, unlikely)" in found(text, "unlikely-statement").message
    with speaking("fr"):
        assert "a.1 (pas d’exode, improbable)" in found(text, "unlikely-statement").message


def test_a_perception_is_called_by_its_name_or_number_in_the_language_spoken() -> None:
    named = "[{unseen: [z], name: {en: Blind, fr: Aveugle}}, {unseen: [x]}]"
    text = pair(EVIDENCE, a=f"{CITED}\n    perceptions: {named}")
    with speaking("fr"):
        said = [finding.message for finding in examine(read(text)).findings if finding.code == "no-evidence"]
    assert "rien n’atteste que a voyait les choses ainsi (Aveugle)" in said
    assert "rien n’atteste que a voyait les choses ainsi (perception 2)" in said


def test_one_analysis_warns_in_the_language_spoken_each_time() -> None:
    analysis = read(
        "denouement: 1\ntitle: Twice\nstatus_quo: s1\ndecision_makers:\n"
        "  a: {moves: {s1: [s2], s2: [s3]}, preferences: {ranking: [s3, s2, s1]}}\n"
        "  b: {moves: {}, preferences: {ranking: [s3, s2, s1]}}\nstates: {s1: , s2: , s3: }\n"
    ).analyse()
    assert analysis.warnings[0].startswith("1 state could be reached only if somebody moved twice")
    with speaking("fr"):
        assert analysis.warnings[0].startswith("1 état ne serait atteignable que si quelqu’un bougeait deux fois")
    assert analysis.warnings[0].startswith("1 state could")


# -- damaged files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "denouement: 1\ntitle: a: b\n",
            "ceci n’est pas du YAML : un deux-points n’a pas sa place ici",
            "mettre entre guillemets un texte qui contient `: `",
        ),
        (
            "tags: [a, b\ntitle: c\n",
            "ceci n’est pas du YAML : une virgule ou un crochet fermant était attendu ici (entre crochets)",
            "une [liste] ou un {dictionnaire} n’est pas fermé, ou un texte avec , : [ ] { } demande des guillemets",
        ),
        ("a:\n\tb: 1\n", "", "indenter par des espaces, et non par des tabulations"),
        ("a: 'x\n", "", "un guillemet n’est pas fermé"),
        ("", "le fichier est vide", "`denouement new` écrit un modèle d’où partir"),
        ("a: &x 1\n", "les ancres (&) et les alias (*) ne servent pas dans un fichier de modèle", ""),
        (
            "- 1\n",
            "ceci n’est pas un fichier de modèle",
            "il commence par `denouement: 1` ; `denouement new` écrit un modèle d’où partir",
        ),
        (b"x: \xff", "l’octet 3 n’est pas du texte en UTF-8", "enregistrer le fichier en UTF-8 ; est-ce un fichier"),
        (b"#" * 2_000_001, "le fichier compte 2 000 001 octets, plus que les 2 000 000 permis à un fichier", ""),
    ],
)
def test_a_damaged_file_is_explained_in_french(text: str | bytes, message: str, hint: str) -> None:
    with speaking("fr"):
        (problem,) = wrong(text)
    assert message in problem.message.replace(NBSP, " ").replace(THIN, " ")
    assert hint in problem.hint.replace(NBSP, " ").replace(THIN, " ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (pair("titel: x\n"), "pas de clé « titel » dans un modèle"),
        (pair("language: french\n"), "« french » n’est pas une langue"),
        (pair("tags: hill\n"), "`tags` doit être une liste"),
        (pair("tags: [[a]]\n"), "l’élément 1 de `tags` doit être un texte, et non une liste"),
        (pair("rules: [[x]]\n"), "il faut ici une règle, et non une liste"),
        (pair("rules: [{why: w}]\n"), "cette règle n’est d’aucune sorte"),
        (pair(a="{pairs: [1 < 2]}"), "« 1 < 2 » ne compare pas deux états"),
        (pair(a="{weights: {x: douze}}"), "« douze » n’est pas un nombre"),
        (pair(a="{ranking: [1], pairs: [1 > 2]}"), "non sous ranking et pairs"),
        (pair(options_a="{x: {moves: often}}"), "« often » n’est pas un sens de mouvement"),
        ("denouement: 1\ndecision_makers: {a: {preferences: []}}\n", "`title` manque"),
    ],
)
def test_what_is_wrong_with_the_shape_is_said_in_french(text: str, message: str) -> None:
    with speaking("fr"):
        said = [problem.message.replace(NBSP, " ") for problem in wrong(text)]
    assert any(message in each for each in said), said


def test_a_condition_that_yaml_cut_at_a_comma_is_one_error_in_french_too() -> None:
    with speaking("fr"):
        assert len(wrong(pair("rules: [{at_most_one: [at least 1 of (x, z), x]}]\n"))) == 1


def test_the_system_refuses_in_french(tmp_path) -> None:
    with speaking("fr"), pytest.raises(InputError) as raised:
        write_new(tmp_path / "nulle_part" / "modele.yaml", "")
    assert "nulle_part/modele.yaml : fichier ou dossier introuvable" in str(raised.value).replace(NBSP, " ")


def test_an_edit_that_cannot_be_is_refused_in_french() -> None:
    file = ModelFile.of_text(pair())
    with speaking("fr"), pytest.raises(RequestError) as raised:
        file.drop_rule("rule7")
    assert "il n’y a pas de règle « rule7 »" in str(raised.value).replace(NBSP, " ")


# -- what tables say --------------------------------------------------------------------------------------------


def descriptions(schema: Any) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["description"]] if isinstance(schema.get("description"), str) else []
        return own + [text for value in schema.values() for text in descriptions(value)]
    return [text for item in schema for text in descriptions(item)] if isinstance(schema, list) else []


def test_the_schema_differs_in_nothing_but_its_words() -> None:
    english = json_schema()
    with speaking("fr"):
        french = json_schema()
    assert french["properties"]["title"]["description"] == "De quel conflit il s’agit, en quelques mots."
    assert len(descriptions(french)) == len(descriptions(english)) >= sum(map(len, KEYS.values()))

    def bare(schema: Any) -> Any:
        if isinstance(schema, dict):
            return {
                key: bare(value)
                for key, value in schema.items()
                if not (key in ("description", "title") and isinstance(value, str))
            }
        return [bare(item) for item in schema] if isinstance(schema, list) else schema

    assert bare(french) == bare(english)


def test_every_key_code_and_concept_is_explained_in_french() -> None:
    texts = [key.says for keys in KEYS.values() for key in keys]
    texts += [*CODES.values(), *(text for concept in CONCEPTS for text in (concept.name, concept.says))]
    with speaking("fr"):
        assert [text for text in texts if _(text) == text] == []


# -- files to start from ----------------------------------------------------------------------------------------


def test_the_french_starter_is_the_english_one_in_french() -> None:
    french, english = (
        read((files("denouement.files") / name).read_text(encoding="utf-8"))
        for name in ("starter.fr.yaml", "starter.yaml")
    )
    ours, theirs = french.analyse(), english.analyse()
    assert french.language == "fr"
    assert [state.id for state in ours.states] == [state.id for state in theirs.states]
    assert {concept: [state.id for state in states] for concept, states in ours.equilibria.items()} == {
        concept: [state.id for state in states] for concept, states in theirs.equilibria.items()
    }
    assert [len(maker.readings) for maker in french.decision_makers] == [1, 2]
    assert {finding.code for finding in examine(french).findings} == {
        finding.code for finding in examine(english).findings
    }
    assert not set(french.names.values()) & set(english.names.values()) - {"village"}


def test_a_draft_is_commented_in_the_language_spoken_and_loads() -> None:
    article = read_article(
        "Le conseil cède\n\nLe conseil de Norlund a annoncé vendredi qu’il paierait. Son départ reste incertain.\n",
        language="fr",
        date=datetime.date(2023, 11, 20),
    )
    with speaking("fr"):
        text = draft(article)
    conflict = read(text)
    assert conflict.language == "fr"
    assert conflict.title == f"Ébauche{NBSP}: Le conseil cède"
    assert "# la langue de vos noms et de vos raisons, non celle de l’article" in text
    assert 'name: "(à remplacer par ceux qui décident)"' in text
    assert "phrase 2.1" in text
    assert "language: en   " in draft(article)
