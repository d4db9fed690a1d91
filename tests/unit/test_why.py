"""Reasons: every one is read back and judged by the definitions, and false ones are noticed."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from denouement.analysis.plain import plain_explanation
from tests.oracle.reasons import Case, Told, wrong_in_data, wrong_in_words
from tests.unit.reasons import FORMS, explained, sections_of

COUNTS = {"options": 150, "graph": 150, "unknown": 100, "listed": 150}
ENOUGH = 25
"""How often a falsehood of one kind is planted."""


@pytest.mark.parametrize("form", FORMS)
def test_every_reason_is_true_and_none_is_missing(form: str) -> None:
    for analysis, case, state in explained(form, 7_000_000, COUNTS[form]):
        data = plain_explanation(analysis, analysis.why(state))
        assert list(wrong_in_data(case, data)) == [], (analysis.conflict.title, state)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_every_sentence_is_true_and_none_is_missing(form: str, full: bool) -> None:
    for analysis, case, state in explained(form, 7_000_000, COUNTS[form]):
        sections = sections_of(analysis, state, full=full)
        assert list(wrong_in_words(case, case.states[state], sections)) == [], (analysis.conflict.title, state)


# -- planted falsehoods, in the data ---------------------------------------------------------------------------

Plant = Callable[[Random, dict[str, Any]], bool]
"""Makes an explanation false, in place; returns False where it finds nothing to make false."""


def better_moves(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [move for stance in data["decision_makers"].values() for move in stance["better_moves"]]


def answers(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [answer for move in better_moves(data) for answer in move["answers"]]


def moves(data: dict[str, Any]) -> list[dict[str, Any]]:
    others = [move for stance in data["decision_makers"].values() for move in stance["other_moves"]]
    steps = [step for answer in answers(data) for step in answer["moves"]]
    ways_out = [answer["way_out"] for answer in answers(data) if answer["way_out"]]
    return [*better_moves(data), *others, *steps, *ways_out]


def comparisons(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [part["comparison"] for part in (*moves(data), *answers(data))]


def witnesses(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [told for stance in data["decision_makers"].values() for told in stance["witnesses"].values()]


def one_of(rng: Random, parts: list[Any]) -> list[Any]:
    return [rng.choice(parts)] if parts else []


def swap_a_standing(rng: Random, data: dict[str, Any]) -> bool:
    for one in one_of(rng, comparisons(data)):
        one["standing"] = rng.choice(
            [word for word in ("better", "worse", "same", "unknown") if word != one["standing"]]
        )
        return True
    return False


def name_another_statement(rng: Random, data: dict[str, Any]) -> bool:
    for one in one_of(rng, [one for one in comparisons(data) if one["statement"]]):
        who, _, number = one["statement"]["id"].rpartition(".")
        one["statement"]["id"] = f"{who}.{int(number) + 1}"
        return True
    return False


def write_another_statement(rng: Random, data: dict[str, Any]) -> bool:
    for one in one_of(rng, [one for one in comparisons(data) if one["statement"]]):
        one["statement"]["that"] = (
            f"not ({one['statement']['that']})" if "-" not in one["statement"]["that"] else "true"
        )
        return True
    return False


def name_no_statement(rng: Random, data: dict[str, Any]) -> bool:
    for one in one_of(rng, [one for one in comparisons(data) if one["statement"]]):
        one["statement"] = one["satisfied"] = None
        return True
    return False


def satisfy_the_other_side(rng: Random, data: dict[str, Any]) -> bool:
    for one in one_of(rng, [one for one in comparisons(data) if one["satisfied"] is not None]):
        one["satisfied"] = not one["satisfied"]
        return True
    return False


def swap_ranks(rng: Random, data: dict[str, Any]) -> bool:
    for one in one_of(rng, [one for one in comparisons(data) if one["ranks"] and one["standing"] != "same"]):
        one["ranks"].reverse()
        return True
    return False


def let_the_mover_answer(rng: Random, data: dict[str, Any]) -> bool:
    for who, stance in data["decision_makers"].items():
        for move in stance["better_moves"]:
            for answer in move["answers"]:
                rng.choice(answer["moves"])["decision_maker"] = who
                return True
    return False


def let_another_move(rng: Random, data: dict[str, Any]) -> bool:
    for step in one_of(rng, [step for step in moves(data) if step["take"] or step["drop"]]):
        step["decision_maker"] = rng.choice([who for who in data["decision_makers"] if who != step["decision_maker"]])
        return True
    return False


def move_twice_in_succession(rng: Random, data: dict[str, Any]) -> bool:
    for answer in one_of(rng, answers(data)):
        answer["moves"].append(answer["moves"][-1])
        return True
    return False


def stop_half_way(rng: Random, data: dict[str, Any]) -> bool:
    for answer in one_of(rng, [answer for answer in answers(data) if len(answer["moves"]) > 1]):
        answer["moves"].pop()
        return True
    return False


def end_where_it_does_not_hurt(rng: Random, data: dict[str, Any]) -> bool:
    """The answer ends at the improvement itself, as if nobody had answered."""
    for move in one_of(rng, [move for move in better_moves(data) if move["answers"]]):
        rng.choice(move["answers"])["moves"][-1]["to"] = move["to"]
        return True
    return False


def lead_elsewhere(rng: Random, data: dict[str, Any]) -> bool:
    for step in one_of(rng, moves(data)):
        step["to"] = data["state"]["id"] if step["to"] != data["state"]["id"] else better_moves(data)[0]["to"]
        return True
    return False


def take_another_option(rng: Random, data: dict[str, Any]) -> bool:
    for step in one_of(rng, [step for step in moves(data) if step["take"]]):
        option = rng.choice([name for name in data["names"] if "." in name and name not in step["take"]])
        step["take"] = [option]
        return True
    return False


def turn_taking_into_dropping(rng: Random, data: dict[str, Any]) -> bool:
    for step in one_of(rng, [step for step in moves(data) if step["take"] != step["drop"]]):
        step["take"], step["drop"] = step["drop"], step["take"]
        return True
    return False


def say_that_nothing_deters(rng: Random, data: dict[str, Any]) -> bool:
    for move in one_of(rng, [move for move in better_moves(data) if move["answers"]]):
        move["tempting_under"], move["answers"] = list(data["concepts"]), []
        return True
    return False


def deter_under_one_more_concept(rng: Random, data: dict[str, Any]) -> bool:
    for move in one_of(
        rng, [move for move in better_moves(data) if move["answers"] and len(move["tempting_under"]) > 1]
    ):
        concept = rng.choice([concept for concept in move["tempting_under"] if concept != "nash"])
        move["tempting_under"].remove(concept)
        move["answers"][0]["concepts"].append(concept)
        return True
    return False


def show_no_answer_under_a_concept(rng: Random, data: dict[str, Any]) -> bool:
    for answer in one_of(rng, answers(data)):
        answer["concepts"].pop()
        return True
    return False


def count_one_more_move(rng: Random, data: dict[str, Any]) -> bool:
    for answer in one_of(rng, answers(data)):
        answer["moves_after"] += 1
        return True
    return False


def make_up_a_way_out(rng: Random, data: dict[str, Any]) -> bool:
    for move in one_of(rng, [move for move in better_moves(data) if move["answers"]]):
        answer = rng.choice(move["answers"])
        answer["way_out"] = None if answer["way_out"] else copy.deepcopy(move)
        return True
    return False


def leave_a_better_move_out(rng: Random, data: dict[str, Any]) -> bool:
    for stance in one_of(rng, [stance for stance in data["decision_makers"].values() if stance["better_moves"]]):
        stance["better_moves"].pop()
        return True
    return False


def call_another_move_better(rng: Random, data: dict[str, Any]) -> bool:
    for stance in one_of(rng, [stance for stance in data["decision_makers"].values() if stance["other_moves"]]):
        move = stance["other_moves"].pop()
        stance["better_moves"].append({**move, "tempting_under": list(data["concepts"]), "answers": []})
        return True
    return False


def show_the_worst_first(rng: Random, data: dict[str, Any]) -> bool:
    for stance in data["decision_makers"].values():
        ranks = [move["comparison"]["ranks"] for move in stance["better_moves"]]
        if ranks and all(ranks) and ranks[0] != ranks[-1]:
            stance["better_moves"].reverse()
            return True
    return False


def change_the_kind(rng: Random, data: dict[str, Any]) -> bool:
    stance = rng.choice(list(data["decision_makers"].values()))
    stance["kind"] = rng.choice(
        [kind for kind in ("no move", "no better move", "deterred", "tempted") if kind != stance["kind"]]
    )
    return True


def stay_under_one_more_concept(rng: Random, data: dict[str, Any]) -> bool:
    for stance in one_of(rng, [stance for stance in data["decision_makers"].values() if stance["moves_under"]]):
        stance["stays_under"].append(stance["moves_under"].pop())
        return True
    return False


def hold_under_another_concept(rng: Random, data: dict[str, Any]) -> bool:
    holding = set(data["holds_under"]) ^ {rng.choice(data["concepts"])}
    data["holds_under"] = [concept for concept in data["concepts"] if concept in holding]
    return True


def call_it_an_ending_or_not(rng: Random, data: dict[str, Any]) -> bool:
    data["ending"] = not data["ending"]
    return True


def call_it_reachable_or_not(rng: Random, data: dict[str, Any]) -> bool:
    data["reachable"] = not data["reachable"]
    return True


def tempt_where_all_is_deterred(rng: Random, data: dict[str, Any]) -> bool:
    for told in one_of(rng, [told for told in witnesses(data) if told["sanctions"]]):
        told["stable"], told["tempting"], told["sanctions"] = False, told["sanctions"][0]["improvement"], []
        return True
    return False


def deter_without_an_answer(rng: Random, data: dict[str, Any]) -> bool:
    for told in one_of(rng, [told for told in witnesses(data) if told["sanctions"]]):
        told["sanctions"].pop()
        return True
    return False


def stay_where_something_tempts(rng: Random, data: dict[str, Any]) -> bool:
    for told in one_of(rng, [told for told in witnesses(data) if told["tempting"]]):
        told["stable"], told["tempting"] = True, None
        return True
    return False


DATA_PLANTS: list[Plant] = [
    swap_a_standing, name_another_statement, write_another_statement, name_no_statement, satisfy_the_other_side,
    swap_ranks, let_the_mover_answer, let_another_move, move_twice_in_succession, stop_half_way,
    end_where_it_does_not_hurt, lead_elsewhere, take_another_option, turn_taking_into_dropping,
    say_that_nothing_deters, deter_under_one_more_concept, show_no_answer_under_a_concept, count_one_more_move,
    make_up_a_way_out, leave_a_better_move_out, call_another_move_better, show_the_worst_first, change_the_kind,
    stay_under_one_more_concept, hold_under_another_concept, call_it_an_ending_or_not, call_it_reachable_or_not,
    tempt_where_all_is_deterred, deter_without_an_answer, stay_where_something_tempts,
]  # fmt: skip


@pytest.fixture(scope="module")
def told_in_data() -> list[tuple[Case, dict[str, Any]]]:
    return [
        (case, plain_explanation(analysis, analysis.why(state)))
        for analysis, case, state in explained("options", 7_100_000, 60)
    ]


@pytest.mark.parametrize("plant", DATA_PLANTS, ids=lambda plant: plant.__name__)
def test_a_false_reason_is_noticed(plant: Plant, told_in_data: list[tuple[Case, dict[str, Any]]]) -> None:
    planted = 0
    for number, (case, data) in enumerate(told_in_data):
        false = copy.deepcopy(data)
        if plant(Random(number), false):
            planted += 1
            assert list(wrong_in_data(case, false)), (data["model"], data["state"])
        if planted == ENOUGH:
            break
    assert planted > 4


# -- planted falsehoods, in the sentences ----------------------------------------------------------------------

WORD_PLANTS = {
    "better is worse": (r"\bBetter for", "Worse for"),
    "worse is just as good": (r"\bWorse for (.*?) than here", r"Just as good for \1 as here"),
    "just as good is worse": (r"^just as good:", "worse:"),
    "worse, said of another move": (r"^worse:", "just as good:"),
    "a statement would hold": (r"would no longer hold", "would then hold"),
    "a statement would not hold": (r"would then hold", "would no longer hold"),
    "another statement": (r"“.*?” would", "“false” would"),
    "a statement that is not named": (r"“.*?” would (then|no longer) hold", "no statement tells the two apart"),
    "a statement that decides nothing": (r"no statement tells the two apart", "“true” would then hold"),
    "ranked otherwise": (r"ranked (higher|lower)", "ranked alike"),
    "against somebody's interest": (r"would prefer that", "would lose by that"),
    "in somebody's interest": (r"would lose by that", "would prefer that"),
    "without interest": (r"would (prefer|lose by) that", "would gain nothing by that"),
    "another mover": (r"^Alpha: (.*) Alpha would", r"Beta: \1 Beta would"),
    "another option": (r"Option \w+( \(\w+\))? →", "Option unheard of →"),
    "dropped, not taken": (r"(^|: |; )(?!no longer)(Option \w+)", r"\1no longer \2"),
    "taken, not dropped": (r"no longer (Option)", r"\1"),
    "leads to another state": (r"→ State 1\b", "→ State 2"),
    "one more move is left": (r"^None: \d+ moves? would be", "None: 99 moves would be"),
    "no move is left": (r"^None: \d+ moves? would be", "None: no move would be"),
    "no way out": (
        r"^(?!None)(\w+): .*than here.*",
        r"None: 1 move would be left to \1, leading to nothing better than here.",
    ),
    "back again": (r"^(Worse|Just as good) for .* here: .*", "Back in the state asked about."),
    "deters under SEQ": (r"^under GMR, SMR\.$", "under GMR, SMR, SEQ."),
    "deters under SMR": (r"^under GMR\.$", "under GMR, SMR."),
    "a concept left out": (r"^under GMR, ", "under "),
    "nothing can deter it": (
        r"could answer by moves that each mover would prefer, it would end better for (\w+) than here(, or.*)?\.",
        r"could answer, it would end better for \1 than here.",
    ),
    "no way out is left": (r", or leave a way out\.", "."),
    "Nash looks at answers": (r"answers are not looked at", "whatever the others could answer, it would end better"),
    "answers are not looked at": (r"whatever the others could answer.*", "answers are not looked at."),
    "one more move is possible": (r"^(\d+) moves? (is|are) possible", "99 moves are possible"),
    "another is better": (r"possible, none better:", "possible, 1 better."),
    "none is better": (r"possible, (\d+|all of them) better\..*", "possible, none better:"),
    "deterred, it is said": (r" Under .* deterred\.$", ""),
    "would stay": (r": would move$", ": would stay"),
    "would move": (r": would stay$", ": would move"),
    "would move under the others": (
        r"would move under (.*); would stay under (.*)",
        r"would move under \2; would stay under \1",
    ),
    "holds under one concept less": (r"^Holds under Nash, ", "Holds under "),
    "holds under none": (r"^Holds under (\w+).*?\.", r"Holds under none of Nash, GMR, SMR, SEQ, SSEQ."),
    "an ending": (r"No ending: .*", "An ending: it can be reached."),
    "no ending": (r"An ending: it can be reached\.", "No ending: an ending holds under Nash or SEQ."),
    "in the table: move": (r"^stay$", "move"),
    "in the table: stay": (r"^move$", "stay"),
    "fewer moves left out": (r"and \d+ more( better moves?)? \(listed", r"and 99 more\1 (listed"),
}  # fmt: skip
"""What is made false, what is looked for, and what is put in its place."""


def with_one_change(sections: list[Told], pattern: str, new: str, rng: Random) -> list[Told] | None:
    """Change one text that fits; None if there is none."""
    texts = [
        (number, place)
        for number, (title, lead, rows) in enumerate(sections)
        for place, text in [(-2, title), (-1, lead), *enumerate(cell for row in rows for cell in row)]
        if re.search(pattern, text) and re.sub(pattern, new, text, count=1) != text
    ]
    if not texts:
        return None
    number, place = rng.choice(texts)
    title, lead, rows = sections[number]
    cells = iter(range(10_000))
    changed = (
        re.sub(pattern, new, title, count=1) if place == -2 else title,
        re.sub(pattern, new, lead, count=1) if place == -1 else lead,
        tuple(
            tuple(re.sub(pattern, new, cell, count=1) if next(cells) == place else cell for cell in row) for row in rows
        ),
    )
    return [*sections[:number], changed, *sections[number + 1 :]]


@pytest.fixture(scope="module")
def told_in_words() -> list[tuple[Case, str, list[Told]]]:
    return [
        (case, state, sections_of(analysis, state, full=bool(number % 2)))
        for number, (analysis, case, state) in enumerate(explained("options", 7_200_000, 150))
    ]


@pytest.mark.parametrize("name", WORD_PLANTS)
def test_a_false_sentence_is_noticed(name: str, told_in_words: list[tuple[Case, str, list[Told]]]) -> None:
    planted = 0
    for number, (case, state, sections) in enumerate(told_in_words):
        false = with_one_change(sections, *WORD_PLANTS[name], Random(number))
        if false is not None:
            planted += 1
            try:
                noticed = list(wrong_in_words(case, case.states[state], false))
            except (KeyError, AssertionError) as error:
                noticed = [repr(error)]  # it names what there is not, or reads as nothing that is ever said
            assert noticed, (state, [new for new, old in zip(false, sections, strict=True) if new != old])
        if planted == ENOUGH:
            break
    assert planted >= 3
