"""What is said in French of conditions, claims, histories, rankings and budgets; the English is held by their tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from denouement import BudgetError, ModelError, load
from denouement.errors import DenouementError, InputError
from denouement.foresight.flips.target import target_called
from denouement.foresight.readings import combinations
from denouement.foresight.sweep.sweep import check_numbers
from denouement.language import speaking
from denouement.model.believing import believing
from denouement.model.claim_parser import parse_claim
from denouement.model.condition_parser import parse_condition
from denouement.model.difference import changes
from denouement.model.evidence import Certainty
from denouement.model.names import did_you_mean, perhaps, why_not_an_id
from denouement.model.text import in_language
from denouement.model.what_if import what_if
from denouement.states.budget import Budget, check_moves, check_states, in_short
from tests.unit.models import PAIR, problems, read

NBSP, THIN = "\u00a0", "\u202f"

STORY = """\
denouement: 1
title: A story
decision_makers:
  altman:
    options: {hold: {}, go: {moves: take}}
    preferences: [hold]
  board:
    options: {leave: {}}
    preferences: [leave]
start: [hold]
rules:
  - {always: hold or leave, id: apart}
history:
"""


def said(text: str) -> list[str]:
    """Return the problems of a model file in French, each with its hint."""
    with speaking("fr"):
        return [f"{problem.message} | {problem.hint}" for problem in problems(text)]


def refused(attempt: Callable[..., object], *arguments: object, **options: object) -> list[str]:
    """Return what is said in French when something is refused, each with its hint."""
    with speaking("fr"), pytest.raises(DenouementError) as raised:
        attempt(*arguments, **options)
    error = raised.value
    return [f"{one.message} | {one.hint}" for one in error.problems] if isinstance(error, InputError) else [str(error)]


@pytest.mark.parametrize(
    ("condition", "message", "hint"),
    [
        ("a & b", f"«{NBSP}&{NBSP}» n’a pas de sens dans une condition", "écrire `and`"),
        ("(a b", f"rien ne relie «{NBSP}b{NBSP}» à ce qui précède", "relier par and, or, …"),
        ("at least (a, b)", "`at least` doit être suivi d’un nombre", "par exemple `at least 2 of (a, b, c)`"),
        (
            "été",
            f"«{NBSP}é{NBSP}» n’a pas de sens dans une condition",
            "un identifiant n’a que des lettres de A à Z sans accent, des chiffres et _",
        ),
    ],
)
def test_conditions_keep_their_english_words(condition: str, message: str, hint: str) -> None:
    assert refused(parse_condition, condition) == [f"{message} | {hint}"]


def test_claims_name_what_to_fill_in() -> None:
    assert refused(parse_claim, "better(a)") == [
        f"éléments entre les parenthèses de `better`{NBSP}: 1, il en faut 2 | écrire better(DÉCIDEUR, OÙ), par exemple "
        f"better(microsoft, endings){THIN}; plusieurs options prises s’écrivent entre crochets, comme [a, b]"
    ]
    (unknown,) = refused(parse_claim, "implies(a)")
    assert unknown.endswith("| écrire `not A or B` au lieu de `A implies B`")


def test_words_of_the_yardstick_are_written_in_english() -> None:
    (message,) = refused(Certainty.parse, "80 %")
    # What was written is quoted as it was, and what is to be written stands as the file wants it.
    assert message.startswith(f"«{NBSP}80 %{NBSP}» n’est pas une certitude | écrire .8 pour 80{THIN}%, ou l’un de")
    assert "highly unlikely" in message


def test_a_slip_is_asked_about_in_the_language_spoken() -> None:
    assert perhaps("bord", ["board", "staff"]) == did_you_mean("bord", ["board", "staff"]) == "did you mean board?"
    assert perhaps("zzz", ["board", "staff"]) == ""
    with speaking("fr"):
        assert perhaps("cat", ["cart", "chat"]) == f"vouliez-vous dire chat ou cart{THIN}?"
        assert did_you_mean("zzz", ["board", "staff"]) == f"au choix{NBSP}: board, staff"
        assert why_not_an_id("not") == (
            f"«{NBSP}not{NBSP}» est un mot du langage des conditions et ne peut pas servir d’identifiant",
            "par exemple not_",
        )


def test_names_join_the_words_before_them() -> None:
    steps = (
        "  - {date: 2024-02-01, by: altman, take: [leave]}\n  - {date: 2024-03-02, by: [board, altman], drop: [hold]}\n"
    )
    assert said(STORY + steps)[0] == (
        "leave est une option de board, et non d’altman | "
        "écrire `by: board`, ou `by: [altman, board]` pour une étape faite en commun"
    )
    assert refused(what_if, load("openai-2023-small"), settings=["altman.preferences=x y"]) == [
        f"altman.preferences=x y{NBSP}: rien ne relie «{NBSP}y{NBSP}» à ce qui précède | "
        f"relier par and, or, xor, implies, if, unless ou iff{THIN}; un identifiant ne contient pas d’espace"
    ]


def test_a_step_that_cannot_be_says_where_it_leads_and_what_that_breaks() -> None:
    assert said(STORY + "  - {date: 2024-02-01, by: altman, drop: [hold]}\n") == [
        "cette étape mène à une situation (aucune option prise) qui enfreint apart (always: hold or leave) | "
        "ranger les étapes pour que chacune soit possible, ou changer la règle"
    ]


def test_a_condition_that_yaml_cut_at_a_comma_is_told_once_in_any_language() -> None:
    cut = PAIR + "rules:\n  - at_most_one: [at least 1 of (x, z), x]\n"
    english = problems(cut)
    with speaking("fr"):
        french = problems(cut)
    assert len(french) == len(english)
    assert [problem.location for problem in french] == [problem.location for problem in english]
    assert french[0].message == "cette parenthèse n’est jamais fermée"


def test_one_state_and_several_that_a_ranking_leaves_out() -> None:
    def without(*left: str) -> str:
        groups = ", ".join(pattern for pattern in ("NN", "YN", "NY", "YY") if pattern not in left)
        with speaking("fr"), pytest.raises(ModelError) as raised:
            read(PAIR.replace("preferences: [z]", f"preferences: {{ranking: [{groups}]}}")).analyse()
        return raised.value.problems[0].message

    assert without("YY") == "il manque dans ce classement l’état 4 (YY)"
    assert without("NY", "YY") == "il manque dans ce classement les états 3 (NY), 4 (YY)"
    assert without("YN", "NY", "YY").endswith("les états 2 (YN), 3 (NY), 4 (YY)")


def test_warnings_are_sentences_in_the_language_of_the_analysis() -> None:
    conflict = read(PAIR + "rules:\n  - {always: x or z}\n")
    with speaking("fr"):
        assert conflict.analyse().warnings == (
            "Ne prendre aucune option enfreint rule1 (always: x or z), et `start` n’est pas écrit"
            f"{NBSP}: sans statu quo, impossible de dire ce qui peut être atteint ni qui y gagne.",
        )
    assert conflict.analyse().warnings[0].startswith("Nothing taken breaks rule1")


def test_budgets_are_told_in_french_numbers_and_in_options_as_they_are_typed() -> None:
    (refusal,) = refused(check_moves, Budget(seconds=0.5), 138_240, [np.full(2_764_800 // 100, 20)])
    assert refusal == (
        f"138{THIN}240 états et jusqu’à 10{THIN}920{THIN}960 mouvements{NBSP}: il faudrait environ 6,6{NBSP}s{THIN}; "
        f"8{NBSP}Go et 0,5{NBSP}s sont permis. Moins d’options ou plus de règles réduisent le travail{THIN}; "
        "--max-seconds 7.3 le permettrait"
    )
    (tiny,) = refused(check_states, Budget(gigabytes=0.001), 400_000)
    assert f"il faudrait environ 0,04{NBSP}Go{THIN};" in tiny
    assert in_short(0.25) == "0.25"
    with speaking("fr"):
        assert in_short(0.25) == "0,25"


def test_numbers_that_show_nothing() -> None:
    assert refused(check_numbers, 0, 1, 1_000) == [
        "un nombre de tirages de 0 ne montre rien | écrire par exemple --draws 1000",
        "--swaps est un nombre de 0 à 100, et non 1000 | écrire par exemple --swaps 3",
    ]
    with speaking("fr"), pytest.raises(BudgetError, match=f"les lectures rivales font 59{THIN}049 combinaisons"):
        combinations({f"d{number}": ("a", "b", "c") for number in range(10)})


def test_what_is_typed_is_refused_in_french() -> None:
    conflict = load("openai-2023-small")
    assert refused(believing, conflict, ["board: unsen offer"]) == [
        f"--believes board: unsen offer{NBSP}: ce n’est pas une croyance | vouliez-vous dire unseen{THIN}?"
    ]
    assert refused(target_called, conflict, "leave") == [
        f"aucune affirmation, aucun scénario ni état ne s’appelle «{NBSP}leave{NBSP}» | "
        "[leave] est l’état où seule cette option est prise"
    ]
    with speaking("fr"):
        changed = believing(conflict, ["board: unseen offer"], as_is=True)
    assert changed.decision_maker("board").perceptions[0].name == "Et si"


def test_parts_named_in_several_languages_are_the_same_part() -> None:
    def named(name: str, wanted: str) -> str:
        return PAIR.replace("preferences: [z]", f"preferences: [{{that: {wanted}, name: {name}}}]")

    before, after = read(named("{en: Peace, fr: La paix}", "z")), read(named("Peace", "not z"))
    found = {change.path[-2:]: change.kind for change in changes(before, after)}
    assert found == {("Peace", "that"): "changed", ("Peace", "name"): "changed"}
    assert in_language(changes(before, read(PAIR.replace("[z]", "[]")))[0].path[-1], "fr") == "La paix"
