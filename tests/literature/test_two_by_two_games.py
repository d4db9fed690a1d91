"""What the textbooks agree on for the six classic games of two players with one option each."""

import pytest

import denouement

NASH = {
    "prisoners-dilemma": ["NN"],
    "chicken": ["YN", "NY"],
    "stag-hunt": ["NN", "YY"],
    "battle-of-the-sexes": ["NN", "YY"],
    "matching-pennies": [],
    "deadlock": ["NN"],
}
MIRRORED = {"NN": "NN", "YN": "NY", "NY": "YN", "YY": "YY"}


def equilibria(name: str, concept: str) -> list[str]:
    analysis = denouement.load(name).analyse()
    ids = analysis.to_dict()["equilibria"][concept]
    return [analysis.situation.space.pattern(int(id) - 1) for id in ids]


def ranks(name: str) -> dict[str, dict[str, int]]:
    analysis = denouement.load(name).analyse()
    return {pattern: analysis.ranks(pattern) for pattern in MIRRORED}


@pytest.mark.parametrize("name", NASH)
def test_nash_equilibria(name: str) -> None:
    assert equilibria(name, "nash") == NASH[name]


@pytest.mark.parametrize("name", ["prisoners-dilemma", "chicken", "stag-hunt", "deadlock"])
def test_symmetric_games(name: str) -> None:
    here = ranks(name)
    assert all(here[state]["first"] == here[mirror]["second"] for state, mirror in MIRRORED.items())


def test_matching_pennies_is_strictly_opposed() -> None:
    assert all(here["first"] + here["second"] == 3 for here in ranks("matching-pennies").values())


def test_the_sexes_agree_only_that_apart_is_worst() -> None:
    here = ranks("battle-of-the-sexes")
    assert here == {
        "YY": {"first": 3, "second": 2},
        "NN": {"first": 2, "second": 3},
        "YN": {"first": 1, "second": 1},
        "NY": {"first": 1, "second": 1},
    }


def test_deadlock_is_a_dilemma_turned_round() -> None:
    # The two games differ only in which of the equal outcomes is better for both.
    dilemma, deadlock = ranks("prisoners-dilemma"), ranks("deadlock")
    assert dilemma["YY"] == deadlock["NN"]
    assert dilemma["NN"] == deadlock["YY"]
    assert all(dilemma[state] == deadlock[state] for state in ("YN", "NY"))
