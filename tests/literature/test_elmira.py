"""The Elmira conflict, told in options with its closed plant coalesced and as a graph, is one conflict."""

import pytest

import denouement
from denouement import catalogue
from denouement.analysis.result import Analysis
from denouement.files.conflict_yaml import read_bytes

CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]
RENAMED = {f"s{number}": str(number) for number in range(1, 10)}


def analyses() -> tuple[Analysis, Analysis]:
    return denouement.load("elmira-options").analyse(), denouement.load("elmira-graph").analyse()


def moves(analysis: Analysis) -> dict[str, set[tuple[str, str]]]:
    graph = analysis.situation.graph
    ids = [state.id for state in analysis.states]
    return {
        maker: {(ids[source], ids[target]) for source in range(len(ids)) for target in arcs.leaving(source)}
        for maker, arcs in zip(graph.decision_makers, graph.moves, strict=True)
    }


def renamed(states: list[str]) -> list[str]:
    return [RENAMED[state] for state in states]


def test_nine_states_in_the_order_of_the_literature() -> None:
    options, graph = analyses()
    patterns = ["NYNNN", "YYNNN", "NNYNN", "YNYNN", "NYNNY", "YYNNY", "NNYNY", "YNYNY", "NNNYN"]
    assert [options.state(str(number)).taken for number in range(1, 10)] == [
        options.state(pattern).taken for pattern in patterns
    ]
    assert options.state("closed").id == "9"
    assert [state.id for state in options.states] == renamed([state.id for state in graph.states])
    assert [state.taken for state in options.states] == [state.taken for state in graph.states]
    assert options.status_quo is not None
    assert graph.status_quo is not None
    assert (options.status_quo.id, graph.status_quo.id) == ("1", "s1")


def test_both_forms_have_the_same_moves() -> None:
    options, graph = analyses()
    assert moves(options) == {
        maker: {(RENAMED[source], RENAMED[target]) for source, target in arcs} for maker, arcs in moves(graph).items()
    }
    assert {maker: len(arcs) for maker, arcs in moves(options).items()} == {"ministry": 4, "uniroyal": 12, "local": 8}


def test_the_moves_need_their_list() -> None:
    # Options alone do not say that the plant can be closed from every state, since s9 is written by one of its members.
    text = catalogue.text("elmira-graph")
    without = "\n".join(line for line in text.splitlines() if not line.startswith("    moves: {s1:"))
    generated = moves(read_bytes(without.encode(), "elmira-graph.yaml").analyse())
    assert ("s5", "s9") not in generated["uniroyal"]
    assert ("s1", "s9") in generated["uniroyal"]


@pytest.mark.parametrize("concept", CONCEPTS)
def test_both_forms_have_the_same_answers(concept: str) -> None:
    options, graph = (analysis.to_dict() for analysis in analyses())
    for maker, stable in graph["stability"].items():
        assert options["stability"][maker][concept] == renamed(stable[concept]), maker
    assert options["equilibria"][concept] == renamed(graph["equilibria"][concept])


def test_both_forms_end_and_rank_alike() -> None:
    options, graph = (analysis.to_dict() for analysis in analyses())
    endings = [ending["state"] for ending in options["endings"]]
    assert sorted(endings) == ["5", "8", "9"]
    assert endings == renamed([ending["state"] for ending in graph["endings"]])
    assert options["standings"] == graph["standings"]
    assert [state["ranks"] for state in options["states"]] == [state["ranks"] for state in graph["states"]]
    assert [state["scenario"] for state in options["states"]] == [state["scenario"] for state in graph["states"]]


def test_closing_the_plant_is_one_state_with_one_rank() -> None:
    analysis = denouement.load("elmira-options").analyse()
    members = ["NNNYN", "YNNYN", "NNNYY", "YNNYY"]
    assert {analysis.state(member).id for member in members} == {"9"}
    assert analysis.ranks("closed") == {"ministry": 1, "uniroyal": 5, "local": 1}


def test_the_software_ranking_for_uniroyal_changes_no_answer() -> None:
    text = catalogue.text("elmira-options")
    ours = "closed, NNYNN, NNYNY, YYNNN, YYNNY]"
    theirs = "closed, YYNNN, NNYNN, NNYNY, YYNNY]"
    assert text.count(ours) == 1
    other = read_bytes(text.replace(ours, theirs).encode(), "elmira-options.yaml").analyse().to_dict()
    computed = denouement.load("elmira-options").analyse().to_dict()
    assert other["states"] != computed["states"]
    assert other["stability"] == computed["stability"]
