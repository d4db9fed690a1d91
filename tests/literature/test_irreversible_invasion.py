"""An invasion that cannot be undone: single moves taken out, as the source does, and the whole option marked."""

import denouement
from denouement import catalogue
from denouement.analysis.result import Analysis
from denouement.files.conflict_yaml import read_bytes

NAME = "north-korea-2017-invasion-irreversible"
LISTED = "      invade: Invade South Korea\n"


def with_everything(*, whole_option: bool) -> Analysis:
    """Return the analysis without forbidden moves, and with the invasion never undone or not."""
    head, rest = catalogue.text(NAME).split("forbidden_moves:\n")
    text = head + rest[rest.index("scenarios:\n") :]
    assert text.count(LISTED) == 1
    if whole_option:
        text = text.replace(LISTED, "      invade: {name: Invade South Korea, moves: take}\n")
    return read_bytes(text.encode(), f"{NAME}.yaml").analyse()


def moves(analysis: Analysis) -> set[tuple[int, int]]:
    """Return North Korea's moves between states by the source's numbers: the value of the options, the first least."""
    graph = analysis.situation.graph
    arcs = graph.moves[graph.decision_makers.index("north_korea")]
    codes = analysis.situation.space.codes.tolist()
    return {(codes[source], codes[target]) for source in range(len(codes)) for target in arcs.leaving(source)}


def equilibria(analysis: Analysis, concept: str) -> list[int]:
    ids = analysis.to_dict()["equilibria"][concept]
    return [int(analysis.situation.space.codes[int(id) - 1]) for id in ids]


def test_exactly_the_listed_moves_are_taken_out() -> None:
    listed = {(source, target) for source in (4, 5, 6) for target in (0, 1, 2, 8, 9, 10)}
    free = moves(with_everything(whole_option=False))
    held = moves(denouement.load(NAME).analyse())
    assert free - held == free & listed == {(4, 0), (4, 8), (5, 1), (5, 9), (6, 2), (6, 10)}
    assert held <= free


def test_an_invader_without_the_bomb_may_still_withdraw() -> None:
    assert {(12, 0), (13, 1), (14, 2)} <= moves(denouement.load(NAME).analyse())


def test_marking_the_whole_option_is_another_model() -> None:
    analysis = with_everything(whole_option=True)
    assert not {(12, 0), (13, 1), (14, 2)} & moves(analysis)
    assert equilibria(analysis, "seq") == [0, 5, 10, 12]
    assert equilibria(denouement.load(NAME).analyse(), "seq") == [0, 5, 10]
