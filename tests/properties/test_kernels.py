"""What random conflicts do not touch: many statements, many combinations, and none at all."""

import numpy as np
import pytest

from denouement.errors import ModelError
from denouement.model.conflict import Conflict, decision_maker, rule
from denouement.model.timeline import snapshot
from denouement.states.budget import Budget
from denouement.states.ranking import rank_by_truths
from denouement.states.space import feasible_states
from tests.properties.test_against_the_twin import dense

# Around the ends of the packs in which statements are put together, and of a 64-bit integer.
COUNTS = [1, 2, 30, 31, 32, 61, 62, 63, 64, 65, 93, 94, 130]


@pytest.mark.parametrize("count", COUNTS)
def test_statements_rank_as_one_long_binary_number(count: int) -> None:
    rng = np.random.default_rng(count)
    truths = [rng.random(300) < 0.5 for _ in range(count)]
    numbers = [int("".join("1" if bit else "0" for bit in column), 2) for column in np.transpose(truths)]
    assert rank_by_truths(truths, 300).tolist() == dense(numbers)


@pytest.mark.parametrize("count", COUNTS)
def test_every_statement_decides_where_all_others_are_equal(count: int) -> None:
    one = np.arange(4) % 2 == 1
    for deciding in range(count):
        truths = [one if at == deciding else np.full(4, at % 3 == 0) for at in range(count)]
        assert rank_by_truths(truths, 4).tolist() == [1, 2, 1, 2], deciding


def test_no_statement_is_indifference() -> None:
    assert rank_by_truths([], 3).tolist() == [1, 1, 1]


def test_more_combinations_than_are_tested_at_once() -> None:
    count = 20
    names = [f"o{number}" for number in range(count)]
    makers = [decision_maker("a", names[:9], []), decision_maker("b", names[9:], [])]
    few_or_many = f"at most 1 of ({', '.join(names)}) or at least {count - 1} of ({', '.join(names)})"
    space = feasible_states(snapshot(Conflict("Large", makers, rules=[rule("always", few_or_many)])), Budget())
    everything = 2**count - 1
    single = [1 << option for option in range(count)]
    assert space.codes.tolist() == sorted([0, *single, everything, *(everything - bit for bit in single)])


def test_a_contradiction_names_only_the_rules_that_make_it() -> None:
    makers = [decision_maker("a", ["x", "y"], []), decision_maker("b", ["z"], [])]
    innocent = [rule("never", "z"), rule("never", "x and z")]
    guilty = [rule("always", "x"), rule("always", "x implies y"), rule("never", "y")]
    rules = [guilty[0], innocent[0], guilty[1], guilty[2], innocent[1]]
    with pytest.raises(ModelError) as caught:
        feasible_states(snapshot(Conflict("Impossible", makers, rules=rules)))
    message = str(caught.value)
    assert [number for number in range(1, 6) if f"rule{number} (" in message] == [1, 3, 4]
