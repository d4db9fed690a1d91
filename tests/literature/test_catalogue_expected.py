"""Every published conflict of the catalogue gives the answers that are printed for it.

The answers stand beside each model in NAME.expected.json. They are compared by the options taken (in
graph form by the ids of the listed states), never by bare state numbers, and shown under the labels of the
publication.
"""

import json
from importlib.resources import files

import pytest

import denouement

SUFFIX = ".expected.json"
CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]
CATALOGUE = files("denouement.catalogue")
NAMES = sorted(entry.name.removesuffix(SUFFIX) for entry in CATALOGUE.iterdir() if entry.name.endswith(SUFFIX))


def expected_answers(name):
    return json.loads(CATALOGUE.joinpath(name + SUFFIX).read_text(encoding="utf-8"))


def computed_answers(name):
    return denouement.load(name).analyse().to_dict()


def labels_by_id(computed, expected):
    """The publication's label for each state id of the program, matched by the options taken or by listed ids."""
    if "ids" in expected:
        return {id: label for label, id in expected["ids"].items()}
    labels = {frozenset(taken): label for label, taken in expected["states"].items()}
    return {state["id"]: labels[frozenset(state["taken"])] for state in computed["states"]}


def test_catalogue_holds_the_published_conflicts():
    assert {
        "prisoners-dilemma",
        "chicken",
        "stag-hunt",
        "syria-iraq-1975",
        "milk-river",
        "cuban-missile-crisis",
        "north-korea-2017-bloodthirsty",
        "north-korea-2017-deterrence",
        "north-korea-2017-invasion-irreversible",
        "elmira-options",
        "elmira-graph",
        "battle-of-the-sexes",
        "matching-pennies",
        "deadlock",
    } <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_expected_file_is_coherent(name):
    expected = expected_answers(name)
    assert expected["format"] == "denouement-expected/1"
    assert expected["model"] == name
    assert expected["source"]
    assert set(expected["published"]) <= set(CONCEPTS)
    assert list(expected["stability"]) == list(expected["equilibria"]) == CONCEPTS
    assert len({frozenset(taken) for taken in expected["states"].values()}) == len(expected["states"])
    for concept, stable in expected["stability"].items():
        in_common = set.intersection(*map(set, stable.values()))
        assert set(expected["equilibria"][concept]) == in_common
        assert set().union(*stable.values()) <= set(expected["states"])


@pytest.mark.parametrize("name", NAMES)
def test_feasible_states(name):
    expected, computed = expected_answers(name), computed_answers(name)
    got = sorted(state["taken"] for state in computed["states"])
    assert got == sorted(expected["states"].values())


@pytest.mark.parametrize("name", [name for name in NAMES if "ids" in expected_answers(name)])
def test_listed_states(name):
    expected, computed = expected_answers(name), computed_answers(name)
    taken = {id: expected["states"][label] for label, id in expected["ids"].items()}
    assert {state["id"]: state["taken"] for state in computed["states"]} == taken


@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("name", NAMES)
def test_stable_states(name, concept):
    expected, computed = expected_answers(name), computed_answers(name)
    label = labels_by_id(computed, expected)
    got = {dm: sorted(label[state] for state in stable[concept]) for dm, stable in computed["stability"].items()}
    assert got == {dm: sorted(stable) for dm, stable in expected["stability"][concept].items()}


@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("name", NAMES)
def test_equilibria(name, concept):
    expected, computed = expected_answers(name), computed_answers(name)
    label = labels_by_id(computed, expected)
    got = sorted(label[state] for state in computed["equilibria"][concept])
    assert got == sorted(expected["equilibria"][concept])


@pytest.mark.parametrize("name", [name for name in NAMES if "moves" in expected_answers(name)])
def test_moves(name):
    expected = expected_answers(name)
    analysis = denouement.load(name).analyse()
    graph = analysis.situation.graph
    label = labels_by_id(analysis.to_dict(), expected)
    labels = [label[state.id] for state in analysis.states]
    got = {
        dm: {label: sorted(labels[target] for target in arcs.leaving(i)) for i, label in enumerate(labels)}
        for dm, arcs in zip(graph.decision_makers, graph.moves, strict=True)
    }
    assert got == {
        dm: {label: sorted(targets) for label, targets in moves.items()} for dm, moves in expected["moves"].items()
    }
