"""Models whose sources print no results: that they are what the sources say, and that they load."""

from itertools import product

import pytest
from click.testing import CliRunner

import denouement
from denouement import catalogue
from denouement.model.preference import Statements
from denouement.model.timeline import snapshot
from denouement.model.vocabulary import Valuation
from denouement.states.space import feasible_states
from denouement.ui.cli.program import program

# The statements of the Uruguay Round as its source writes them: one list of alternatives per statement, each
# alternative a list of options (counted from 1, negative for not taken).
URUGUAY: dict[str, list[list[list[int]]]] = {
    "us": [
        *([[option]] for option in (1, 4, 7, 10, 13, -15, 18, 12, 5, -9, -11, -14, -16, -20)),
        [[-2, -9], [2, -9], [2, -11], [-2, -11], [2, 14], [-2, -14], [2, 16], [-2, -16], [2, 20], [2, -20], [-2, -20]],
        [marks for other in (9, 11, 14, 16, 20) for marks in ([3, other], [3, -other], [-3, -other])],
    ],
    "ec": [
        *([[option]] for option in (6, -2, -5, -3, -4)),
        [[4, 18], [-4, 18], [-4, -18]],
        [[-4, 7], [4, 7], [4, -7]],
        [[5, 8], [-5, 8], [-5, -8]],
        [[4, 9], [-4, 9], [-4, -9]],
        [[-20]],
    ],
    "japan": [*([[option]] for option in (12, -2, -5, 4, -3)), [[10, 12], [10, -12], [-10, -12]]],
    "nics": [],
    "ldcs": [],
    "middle": [],
}
URUGUAY_INFEASIBLE = [
    "N--Y----------------",
    "------YY------------",
    "------Y-Y-----------",
    "---------YY---------",
    "---------Y-Y--------",
    "---------N-Y--------",
    "------------YY------",
]
REVOLUTION_INFEASIBLE = ["---YY--", "--NY---", "---Y--N", "-----NY"]


def test_they_have_no_expected_answers() -> None:
    assert catalogue.expected("uruguay-round") is None
    assert catalogue.expected("american-revolution") is None


def test_uruguay_round_has_138240_states() -> None:
    moment = snapshot(denouement.load("uruguay-round"), None)
    space = feasible_states(moment)
    assert len(space.options) == 20
    assert len(space) == 138_240
    assert not any(space.matching(pattern).any() for pattern in URUGUAY_INFEASIBLE)
    assert not space.holds_option("japan.stress").any()


@pytest.mark.slow
def test_uruguay_round_has_as_many_equilibria_as_an_independent_count() -> None:
    # Not published: regression values, computed from the definitions apart from the program.
    equilibria = denouement.load("uruguay-round").analyse().equilibria
    counts = {concept: len(states) for concept, states in equilibria.items()}
    assert counts == {"nash": 2256, "gmr": 20840, "smr": 20840, "seq": 4608, "sseq": 4608}


@pytest.mark.slow
def test_uruguay_round_is_sound() -> None:
    done = CliRunner().invoke(program, ["check", "uruguay-round"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "138,240 feasible states" in done.output


@pytest.mark.parametrize("maker", URUGUAY)
def test_uruguay_round_statements_mean_what_the_source_lists(maker: str) -> None:
    conflict = denouement.load("uruguay-round")
    vocabulary = snapshot(conflict, None).vocabulary
    wants = next(one for one in conflict.decision_makers if one.id == maker).readings[0].preference
    assert isinstance(wants, Statements)
    conditions = [statement.that for statement in wants.statements]
    for condition, alternatives in zip(conditions, URUGUAY[maker], strict=True):
        relevant = sorted({abs(mark) for alternative in alternatives for mark in alternative})
        # Each combination of the options that the source names, with the others all left or all taken.
        for others, *marks in product((False, True), repeat=len(relevant) + 1):
            taken = dict.fromkeys(range(1, 21), others) | dict(zip(relevant, marks, strict=True))
            listed = any(all(taken[abs(mark)] == (mark > 0) for mark in one) for one in alternatives)
            assert Valuation(vocabulary, [taken[at] for at in range(1, 21)])(condition) == listed


def test_american_revolution_has_52_states() -> None:
    analysis = denouement.load("american-revolution").analyse()
    space = analysis.situation.space
    everything = ["".join(letters)[::-1] for letters in product("NY", repeat=7)]
    feasible = [
        state
        for state in everything
        if not any(
            all(mark in ("-", letter) for mark, letter in zip(pattern, state, strict=True))
            for pattern in REVOLUTION_INFEASIBLE
        )
    ]
    assert len(feasible) == 52
    assert [space.pattern(index) for index in range(len(space))] == feasible


def test_a_declaration_is_never_taken_back() -> None:
    analysis = denouement.load("american-revolution").analyse()
    space, graph = analysis.situation.space, analysis.situation.graph
    declared = space.holds_option("declare")
    arcs = graph.moves[graph.decision_makers.index("americans")]
    assert declared[arcs.target[declared[arcs.source]]].all()
    assert (declared[arcs.target] & ~declared[arcs.source]).any()
