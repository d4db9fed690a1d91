"""Limited-move stability of the textbook games and of Syria and Iraq, and the moves of Elmira, as published.

L_h of two decision makers is ordered play in turns, over as soon as somebody stays. The sets were worked out by a
brute force that shares nothing with the program; that mutual defection and cooperation are the non-myopic equilibria
of the prisoner's dilemma, and compromise that of chicken, is in Brams and Wittman (1981).
"""

import pytest

import denouement
from denouement.analysis.ordered_play import play
from denouement.analysis.paths import paths
from denouement.analysis.result import Analysis

NOT_SETTLED, HORIZON = 3, 13


def stable(analysis: Analysis, who: str, h: int) -> set[str]:
    """Return the patterns of the states from which somebody, moving first of h, stays."""
    (other,) = (maker for maker in analysis.decision_makers if maker != who)
    order = [(who, other)[slot % 2] for slot in range(h)]
    space = analysis.situation.space
    found = set()
    for number in range(1, len(space) + 1):
        played = play(analysis, order, start=str(number), staying_ends=True)
        assert (played.lines[0].turns[0].step is None) == (played.outcomes[0].id == str(number))
        if played.lines[0].turns[0].step is None:
            found.add(space.pattern(number - 1))
    return found


@pytest.mark.parametrize(
    ("name", "non_myopic"),
    [("prisoners-dilemma", {"NN", "YY"}), ("chicken", {"YY"}), ("stag-hunt", {"YY"})],
)
def test_non_myopic_equilibria(name: str, non_myopic: set[str]) -> None:
    analysis = denouement.load(name).analyse()
    for h in range(NOT_SETTLED, HORIZON):
        assert stable(analysis, "first", h) & stable(analysis, "second", h) == non_myopic, h


def test_chicken_needs_three_moves_of_foresight() -> None:
    analysis = denouement.load("chicken").analyse()
    first = [stable(analysis, "first", h) for h in (1, 2, 3, 4)]
    assert first[0] == {"YN", "NY"}
    assert len(first[1]) == 1
    assert first[2] == first[3] == first[1] | {"YY"}


SYRIA = [{1, 6}, {1, 3, 6}, {1, 3}, {1, 3, 6}]
IRAQ = [{2, 4, 6}, {2, 4, 6}, {2, 4, 6}, {1, 2, 4, 6}]
NUMBER = {"NNN": 1, "YNN": 2, "NYN": 3, "NNY": 4, "YNY": 5, "NYY": 6}


@pytest.mark.parametrize("h", range(1, 9))
def test_syria_and_iraq_never_settle(h: int) -> None:
    analysis = denouement.load("syria-iraq-1975").analyse()
    assert {NUMBER[pattern] for pattern in stable(analysis, "syria", h)} == SYRIA[(h - 1) % 4]
    assert {NUMBER[pattern] for pattern in stable(analysis, "iraq", h)} == IRAQ[(h - 1) % 4]


def test_staying_may_end_it_or_pass_the_turn_on() -> None:
    # Two prisoners who keep silent: if staying ends it nobody dares to move, for the other would answer. If the last
    # mover moves whatever the first did, it confesses; so the first does.
    analysis = denouement.load("prisoners-dilemma").analyse()
    space = analysis.situation.space
    for staying_ends, expected in ((True, "YY"), (False, "NN")):
        played = play(analysis, ["first", "second"], start="YY", staying_ends=staying_ends)
        assert [space.pattern(analysis.index_of(state)) for state in played.outcomes] == [expected]
        assert len(played.lines[0].turns) == (1 if staying_ends else 2)


def test_elmira_can_be_led_round_delay_and_no_improvement_leads_there() -> None:
    analysis = denouement.load("elmira-graph").analyse()
    ways = paths(analysis, start="s1").ways((analysis.state("s8"),))
    assert {tuple(step.to.id for step in way) for way in ways} >= {("s5", "s6", "s8"), ("s5", "s7", "s8")}
    assert {len(way) for way in ways} == {3}
    improving = paths(analysis, start="s1", improving=True)
    assert [layer.states for layer in improving.layers] == [1, 1]
    assert [arrival.state.id for arrival in improving.resting] == ["s5"]
