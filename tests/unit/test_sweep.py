"""Sweeps: draws, shares, what is printed, and the file that keeps them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from fractions import Fraction
from math import comb, sqrt
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

import denouement
from denouement.analysis.outcomes import outcomes
from denouement.errors import BudgetError, FileError, RequestError
from denouement.foresight.sweep.draws import BLOCK, Draws, Mind, minds_of, undisturbed, varieties
from denouement.foresight.sweep.shares import Share, ends_of_tenths
from denouement.foresight.sweep.store import Memory, opened, settings_of
from denouement.foresight.sweep.sweep import sweep
from denouement.model.conflict import Conflict
from denouement.model.preference import Statements
from denouement.report.sweep_data import sweep_data
from denouement.states.budget import Budget
from tests.unit.models import pair, read

ROOT = Path(__file__).resolve().parents[2]
DOUBTFUL = pair(
    a="{readings: {p: {certainty: likely, statements: [{that: x, certainty: .2}, not z]}, q: [not x]}}",
    b="[{that: z, certainty: unlikely}, {that: not x, certainty: .5}, x]",
)
"""Two readings, 65 to 35, and three statements that may be left out."""
RETURN = "[dismiss, reinstate, handover, back, accept, seat, tender, probe]"


def minds(text: str = DOUBTFUL) -> tuple[Mind, ...]:
    return minds_of(read(text).analyse().situation)


def near(count: int, share: float, of: int) -> bool:
    """Whether a count lies within 4.5 standard deviations."""
    return abs(count - share * of) <= 4.5 * sqrt(share * (1 - share) * of)


# -- draws ----------------------------------------------------------------------------------------------------------


def test_a_draw_takes_readings_by_weight_and_keeps_statements_by_certainty():
    draws = Draws(minds(), seed=5)
    blocks = [draws.block(number) for number in range(20)]
    count = 20 * BLOCK
    a = [block.variants[0][at] for block in blocks for at in block.which[0].tolist()]
    b = [block.variants[1][at] for block in blocks for at in block.which[1].tolist()]
    first = [variant for variant in a if variant.reading == 0]
    assert near(len(first), 0.65, count)
    assert near(sum(0 in variant.order for variant in first), 0.2, len(first))
    assert all(1 in variant.order for variant in first)  # no certainty: always kept
    assert all(variant.order == (0,) for variant in a if variant.reading == 1)
    assert near(sum(0 in variant.order for variant in b), 0.3, count)
    assert near(sum(1 in variant.order for variant in b), 0.5, count)
    # One independently of another, within a mind and between minds.
    assert near(sum({0, 1} <= set(variant.order) for variant in b), 0.15, count)
    both = sum(one.reading == 0 and 1 in other.order for one, other in zip(a, b, strict=True))
    assert near(both, 0.65 * 0.5, count)
    firsts = sum(one.reading == 0 and 0 in one.order and 0 in other.order for one, other in zip(a, b, strict=True))
    assert near(firsts, 0.65 * 0.2 * 0.3, count)
    assert all(list(variant.order) == sorted(variant.order) for variant in (*a, *b))


def test_orders_are_disturbed_by_as_many_exchanges_as_asked_each_number_as_likely():
    text = pair(a="[x, not x, z, not z]", b="{ranking: [YY, [YN, NY], NN]}")
    draws = Draws(minds(text), seed=1, swaps=2)
    block = draws.block(0)
    orders = [block.variants[0][at].order for at in block.which[0].tolist()]
    groups = [block.variants[1][at].order for at in block.which[1].tolist()]
    # Untouched: no exchange (1/3), or the same twice (1/3 of 1/3).
    assert near(sum(order == (0, 1, 2, 3) for order in orders), 1 / 3 + 1 / 9, BLOCK)
    assert near(sum(order == (1, 0, 3, 2) for order in orders), 2 / 27, BLOCK)
    assert near(sum(group == (0, 1, 2) for group in groups), 1 / 3 + 1 / 6, BLOCK)
    assert near(sum(group == (1, 2, 0) for group in groups), 1 / 12, BLOCK)
    assert {tuple(sorted(order)) for order in orders} == {(0, 1, 2, 3)}
    assert len(set(orders)) == 1 + 3 + 5


def test_disturbing_changes_neither_readings_nor_what_is_kept():
    calm, stirred = Draws(minds(), seed=3).block(4), Draws(minds(), seed=3, swaps=3).block(4)
    for own in range(2):
        before = [calm.variants[own][at] for at in calm.which[own].tolist()]
        after = [stirred.variants[own][at] for at in stirred.which[own].tolist()]
        assert [variant.reading for variant in before] == [variant.reading for variant in after]
        assert [variant.order for variant in before] == [tuple(sorted(variant.order)) for variant in after]


def test_numbers_state_by_state_have_no_order_to_disturb():
    text = pair(a="{weights: {x: 2}}", b="{pairs: [YY > NN]}")
    found = minds(text)
    assert undisturbed(found) == ("a", "b")
    assert varieties(found, 5) == 1
    assert {variant.order for own in Draws(found, seed=0, swaps=5).block(0).variants for variant in own} == {()}


def test_a_reading_without_weight_is_never_drawn():
    text = pair(a="{readings: {p: {certainty: 1, statements: [x]}, q: [not x]}}")
    (mind, _) = minds(text)
    assert [reading.id for reading in mind.readings] == ["p"]
    assert mind.weights == (Fraction(1),)


def test_readings_that_are_fixed_stay_as_they_are():
    situation = read(DOUBTFUL).analyse(readings={"a": "q"}).situation
    fixed, free = minds_of(situation, fixed=["a"]), minds_of(situation)
    assert [reading.id for reading in fixed[0].readings] == ["q"]
    assert [reading.id for reading in free[0].readings] == ["p", "q"]


def test_another_seed_gives_other_draws_and_large_ones_are_not_mixed_up():
    def kept(seed: int, block: int) -> bytes:
        return bytes(Draws(minds(), seed=seed).block(block).which[1])

    assert kept(0, 0) == kept(0, 0)
    asked = ((0, 0), (0, 1), (1, 0), (2**32, 0), (2**32, 1), (2**63 - 1, 0))
    assert len({kept(seed, block) for seed, block in asked}) == len(asked)


def test_the_first_draws_of_a_seed_are_for_ever():
    """The words of PCG64 are promised never to change; were they to, files of draws could not be gone on with."""
    block = Draws(minds(), seed=7).block(0)
    first = [[block.variants[own][at] for at in block.which[own, :6].tolist()] for own in range(2)]
    told = [[f"{variant.reading}{variant.order}" for variant in own] for own in first]
    assert told == FIRST_OF_SEED_7


FIRST_OF_SEED_7 = [
    ["0(1,)", "0(0, 1)", "0(1,)", "0(1,)", "0(0, 1)", "1(0,)"],
    ["0(1, 2)", "0(0, 2)", "0(0, 1, 2)", "0(2,)", "0(2,)", "0(2,)"],
]


# -- shares ---------------------------------------------------------------------------------------------------------


def test_intervals_contain_the_share_that_is_true_as_often_as_they_say():
    """Exactly, from binomial probabilities: Wilson's intervals are right in about 95 of 100 sweeps."""
    for share in (0.05, 0.3, 0.5, 0.9):
        right = 0.0
        for count in range(201):
            low, high = Share((count,) * 10, 200).interval
            right += comb(200, count) * share**count * (1 - share) ** (200 - count) * (low <= share <= high)
        assert 0.93 < right < 0.975


def test_a_share_tells_how_far_it_moved_over_the_second_half():
    share = Share((1, 2, 3, 4, 5, 8, 7 + 1, 8, 9, 10), 100)
    assert ends_of_tenths(100) == tuple(range(10, 101, 10))
    shares = [5 / 50, 8 / 60, 8 / 70, 8 / 80, 9 / 90, 10 / 100]
    assert share.moved == max(shares) - min(shares)
    assert Share((0,) * 10, 100).moved == 0
    assert Share((5, 10, 15, 20, 25, 30, 35, 40, 45, 50), 100).draws_for_a_point == 9604


def test_all_of_10000_draws_are_at_least_99_96_per_cent():
    low, high = Share(tuple(range(1000, 10_001, 1000)), 10_000).interval
    assert (int(low * 10_000), high) == (9996, 1.0)


def test_fewer_than_ten_draws_have_tenths_too():
    told = sweep_data(sweep(read(DOUBTFUL).analyse(), draws=3))
    assert told["tenths"] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
    assert told["any_ending"]["running"][-1] == told["any_ending"]["count"]


# -- what is counted ------------------------------------------------------------------------------------------------


def test_without_doubt_every_draw_is_the_analysis():
    analysis = denouement.load("openai-2023").analyse()
    certain = without_certainty(analysis.conflict)
    fixed = {maker.id: maker.readings[0].id for maker in certain.decision_makers if maker.readings[0].id}
    found = sweep(certain.analyse(), draws=50, fixed=tuple(fixed))
    assert (found.varied, found.distinct) == (False, 1)
    assert {state.id for state, share in found.states} == {ending.state.id for ending in analysis.endings}
    assert all(share.count == 50 and share.interval == (1.0, 1.0) for _, share in found.states)
    assert list(found.endings) == [len(analysis.endings)]


def without_certainty(conflict: Conflict) -> Conflict:
    for maker in conflict.decision_makers:
        readings = []
        for reading in maker.readings:
            assert isinstance(reading.preference, Statements)
            statements = (evolve(statement, certainty=None) for statement in reading.preference.statements)
            readings.append(evolve(reading, preference=Statements(tuple(statements))))
        conflict = conflict.with_readings(maker.id, readings)
    return conflict


@pytest.mark.parametrize("doubtful", [False, True])
def test_what_happened_in_the_flagship_is_stable_under_every_concept_in_all_disturbed_draws(doubtful):
    """Published with the model: in 400 of 400 reorderings by 0 to 3 exchanges, no statement left out."""
    conflict = denouement.load("openai-2023")
    analysis = (conflict if doubtful else without_certainty(conflict)).analyse()
    found = sweep(analysis, draws=400, swaps=3, states=[RETURN])
    (asked,) = (named for named in found.named if "asked" in named.labels)
    assert found.distinct > 390
    assert {concept: share.count for concept, share in asked.equilibrium.items()} == dict.fromkeys(
        analysis.concepts, 400
    )
    assert asked.ending.count == 400
    assert found.scenarios["exodus"].count == 400  # so is the exodus: it does not tell between them
    assert 0 < found.scenarios["standoff"].count < 400


def test_preferences_pair_by_pair_are_drawn_too():
    text = pair(a="{readings: {p: {pairs: [YN > NN]}, q: [x]}}", b="[{that: z, certainty: .5}]")
    found = sweep(read(text).analyse(), draws=300)
    told = sweep_data(found)
    assert told["distinct"] == 4
    unknown = [it for it in told["standings"] if it["decision_maker"] == "a" and it["endings"] == "all"]
    assert 0 < unknown[0]["some"]["unknown"]["count"] < 300


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"draws": 0}, "0 draws show nothing"),
        ({"draws": -5}, "-5 draws show nothing"),
        ({"seed": -1}, "a seed is a whole number"),
        ({"seed": 2**63}, "a seed is a whole number"),
        ({"swaps": -1}, "--swaps is a number from 0 to 100"),
        ({"swaps": 101}, "--swaps is a number from 0 to 100"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(numbers, message):
    with pytest.raises(RequestError, match=message):
        sweep(read(DOUBTFUL).analyse(), **numbers)


def test_too_many_draws_are_refused_before_they_are_begun():
    analysis = denouement.load("openai-2023").analyse()
    with pytest.raises(BudgetError, match=r"1,000,000,000,000 draws would need about .* draws fit"):
        sweep(analysis, draws=10**12)
    with pytest.raises(BudgetError, match="not even one draw fits"):
        sweep(analysis, draws=5, budget=Budget(seconds=1e-9))


# -- draws that are kept --------------------------------------------------------------------------------------------


def kept_in(path: Path, draws: int, *, seed: int = 0, stop_after: int | None = None, text: str = DOUBTFUL) -> str:
    """Sweep with a file, perhaps stopped; return what is printed as JSON."""
    analysis = read(text).analyse()
    done: list[int] = []
    with opened(str(path), settings_of(analysis, seed=seed, swaps=1)) as store:
        found = sweep(
            analysis,
            draws=draws,
            seed=seed,
            swaps=1,
            store=store,
            progress=done.append,
            stopping=lambda: stop_after is not None and done[-1] >= stop_after,
        )
    return json.dumps(sweep_data(found))


def plain(draws: int) -> str:
    return json.dumps(sweep_data(sweep(read(DOUBTFUL).analyse(), draws=draws, swaps=1)))


def test_draws_can_be_gone_on_with_and_more_or_fewer_asked_for(tmp_path):
    path = tmp_path / "d.sqlite"
    assert kept_in(path, 130) == plain(130)
    stopped = json.loads(kept_in(path, 3_000, stop_after=900))
    assert (stopped["stopped"], stopped["asked"]) == (True, 3000)
    assert 900 <= stopped["draws"] < 3000
    assert kept_in(path, 3_000) == plain(3_000)
    size = path.stat().st_size
    assert kept_in(path, 777) == plain(777)
    assert path.stat().st_size == size


def test_identical_draws_are_worked_out_once_also_when_gone_on_with(tmp_path, monkeypatch):
    worked: list[int] = []

    def counting(analysis, likings, picks, **rest):
        worked.append(len(picks))
        return outcomes(analysis, likings, picks, **rest)

    monkeypatch.setattr("denouement.foresight.sweep.worker.outcomes", counting)
    path = tmp_path / "d.sqlite"
    kept_in(path, 500)
    told = json.loads(kept_in(path, 1_500))
    assert sum(worked) == told["distinct"] < 30
    with sqlite3.connect(path) as connection:
        draws, came_out, profiles = connection.execute(
            "SELECT count(*), count(DISTINCT outcome), count(DISTINCT profile) FROM draws"
        ).fetchone()
    assert (draws, profiles) == (1_500, told["distinct"])
    assert came_out <= profiles


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": 4}, "the seed is 4, it was 0"),
        ({"swaps": 2}, "--swaps is 2, it was 1"),
        ({"fixed": ["a"]}, "the readings fixed are a=p, they were none"),
        ({"states": ["2"]}, "--state asks about 2, it was none"),
    ],
)
def test_a_file_of_other_draws_is_refused_and_left_as_it_is(tmp_path, change, message):
    path = tmp_path / "d.sqlite"
    kept_in(path, 50)
    before = path.read_bytes()
    settings = settings_of(read(DOUBTFUL).analyse(), **({"seed": 0, "swaps": 1} | change))
    with pytest.raises(FileError, match=message), opened(str(path), settings):
        pass
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_another_model_is_refused(tmp_path):
    path = tmp_path / "d.sqlite"
    kept_in(path, 50)
    with pytest.raises(FileError, match="the model is another one"):
        kept_in(path, 50, text=DOUBTFUL.replace("not z", "z"))
    with pytest.raises(FileError, match="the model is another one"):
        kept_in(path, 50, text=DOUBTFUL.replace("A pair", "Another pair"))


@pytest.mark.parametrize("content", [b"", b"denouement: 1\n", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_of_something_else_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "d.db"
    path.write_bytes(content)
    with pytest.raises(FileError, match="holds something else than draws"):
        kept_in(path, 50)
    assert path.read_bytes() == content


def test_a_foreign_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "d.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE settings (name, value)")
    before = path.read_bytes()
    with pytest.raises(FileError, match="holds something else than draws"):
        kept_in(path, 50)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["d.parquet", "d", "d.yaml", "d.csv"])
def test_other_names_are_refused(tmp_path, name):
    with pytest.raises(FileError, match=r"is no name for a file of draws .*\.sqlite"):
        kept_in(tmp_path / name, 50)
    assert not list(tmp_path.iterdir())


def test_damage_is_noticed(tmp_path):
    path = tmp_path / "d.sqlite"
    kept_in(path, 300)
    whole = path.read_bytes()
    complaints = []
    rng = np.random.default_rng(0)
    for at in rng.integers(100, len(whole), 60).tolist():
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            again = kept_in(path, 300)
        except FileError as error:
            complaints.append(str(error))
        else:
            assert again == plain(300)  # where nothing stands
    assert len(complaints) > 10
    assert all(re.search("is damaged|other draws|another format", text) for text in complaints)
    for cut in (200, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(FileError, match="damaged"):
            kept_in(path, 300)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM draws WHERE draw = 17",
        "DELETE FROM outcomes WHERE outcome = 1",
        "UPDATE draws SET outcome = 0",
        "UPDATE draws SET profile = zeroblob(16) WHERE draw = 20",
        "UPDATE outcomes SET record = zeroblob(9) WHERE outcome = 1",
        "DELETE FROM batches",
        "DROP TABLE outcomes",
        "UPDATE settings SET value = 'x' WHERE name = 'seed'",
    ],
)
def test_changes_by_others_are_noticed(tmp_path, statement):
    path = tmp_path / "d.sqlite"
    kept_in(path, 300)
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    with pytest.raises(FileError, match="is damaged"):
        kept_in(path, 300)


def test_a_file_in_use_is_left_alone(tmp_path):
    path = tmp_path / "d.sqlite"
    settings = settings_of(read(DOUBTFUL).analyse(), seed=0, swaps=1)
    with opened(str(path), settings), pytest.raises(FileError, match="is in use by another program"):
        kept_in(path, 50)
    assert kept_in(path, 50) == plain(50)


def test_a_batch_that_could_not_be_written_is_not_counted(tmp_path, monkeypatch):
    path = tmp_path / "d.sqlite"
    kept_in(path, 100)
    real = Memory.add
    added: list[int] = []

    def failing(self, profiles, new):
        added.append(len(profiles))
        if len(added) == 2:
            self._connection.set_authorizer(lambda *_: sqlite3.SQLITE_DENY)
        real(self, profiles, new)

    monkeypatch.setattr(Memory, "add", failing)
    with pytest.raises(FileError):
        kept_in(path, 2_000)
    monkeypatch.undo()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM draws").fetchone() == (100 + added[0],)
    assert kept_in(path, 2_000) == plain(2_000)


# -- the command line -----------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_whatever_the_batches(call, model, monkeypatch):
    name = model(DOUBTFUL)
    told: dict[tuple[str, ...], str] = {}
    for size in (7, 100):
        monkeypatch.setattr("denouement.foresight.sweep.sweep._size", lambda analysis, size=size: (1 << 21) // size)
        for form in ((), ("--json",), ("--csv",), ("--md",), ("--full",)):
            code, out, err = call("sweep", name, "--draws", "1234", "--seed", "9", "--swaps", "1", *form)
            assert (code, err) == (0, "")
            assert told.setdefault(form, out) == out
    data = json.loads(told["--json",])
    assert (data["format"], data["draws"], data["seed"]) == ("denouement-sweep/1", 1234, 9)
    rows = list(csv.DictReader(io.StringIO(told["--csv",])))
    by_state = {row["of"]: int(row["count"]) for row in rows if (row["about"], row["what"]) == ("state", "ending")}
    assert by_state == {" ".join(state["taken"]) or state["state"]: state["count"] for state in data["states"]}
    assert all(len(line) <= 80 for line in told[()].splitlines())
    assert call("sweep", name, "--draws", "1234", "--seed", "10", "--json")[1] != told["--json",]


def test_certain_models_say_that_every_draw_is_the_same_and_what_to_write(call):
    code, out, _ = call("sweep", "chicken")
    assert code == 0
    assert "Every draw is the same" in out
    assert "certainty: likely" in out
    assert "What a share means" not in out
    assert "How it can end\n  2 endings" in out
    assert "●●●" not in out
    assert len(out.splitlines()) < 15
    asked = call("sweep", "chicken", "--says", "ending(1)")[1]
    assert "asked  ending(1)" in asked
    assert "Every draw is the same" not in call("sweep", "chicken", "--swaps", "1")[1]


def test_readings_that_are_only_counted_are_said_to_be(call, model):
    text = pair(a="{readings: {p: [x], q: [not x]}}")
    _, out, _ = call("sweep", model(text))
    said = " ".join(out.split())
    assert "Each draw takes one reading of each mind." in said
    assert "Only readings vary, and all count alike" in said
    _, out, _ = call("sweep", model(pair(a="[x, not z]")), "--swaps", "1")
    assert "Each draw lets neighbours in each order of wants change places." in " ".join(out.split())
    assert "certainty" not in out
    _, out, _ = call("sweep", model(pair()), "--swaps", "1")
    assert "No order has parts to exchange." in " ".join(out.split())


def test_what_a_share_means_is_said_and_all_is_not_said_of_almost_all(call, model):
    name = model(pair(a="[{that: x, certainty: .9997}]"))
    _, out, _ = call("sweep", name, "--draws", "10000", "--says", "not ending(NY)")
    assert "robust is not likely" in " ".join(out.split())
    assert ">99.9 %" in out  # the claim
    assert "<0.1 %" in out  # the state
    assert "at least 99.96 %" in out  # that there is an ending at all


def test_bad_values_get_one_clear_message(call, model):
    name = model(DOUBTFUL)
    for given, message in (
        (("--draws", "0"), "0 draws show nothing"),
        (("--draws", "ten"), "not a valid integer"),
        (("--swaps", "-1"), "--swaps is a number from 0 to 100"),
        (("--out", "there.txt"), "ends in .sqlite"),
        (("--out", "no/folder.sqlite"), "cannot write no/folder.sqlite"),
        (("--state", "YX"), "YX"),
        (("--says", "better(c, endings)"), "better(c, endings)"),
        (("--md", "--csv"), "cannot be printed at once"),
    ):
        code, out, err = call("sweep", name, *given)
        assert (code, out) == (2, "")
        assert message in err
        assert "Traceback" not in err
    assert call("sweep", name, "--draws", "1000000000000")[0] == 3


def test_typed_claims_and_states_are_counted(call, model):
    name = model(DOUBTFUL)
    told = json.loads(call("sweep", name, "--says", "ending(YN)", "--state", "YN", "--json")[1])
    (claim,) = told["claims"]
    state = next(it for it in told["states"] if it["taken"] == ["a.x"])
    named = next(it for it in told["named"] if "asked" in it["named"])
    assert claim["holds"]["count"] == state["count"] == named["ending"]["count"] > 0


OPEN = "start: []\nbaseline: [x]\nscenarios:\n  open: {name: Open, when: not x}\n"
"""Added to the pair: an open end, which is none in the draws in which `a` wants x."""


def test_shares_of_what_does_not_always_arise_are_of_the_draws_in_which_it_does(call, model):
    name = model(pair(OPEN, a="{readings: {p: [x], q: [not x]}}", b="[{that: x, certainty: .5}, z]"))
    told = json.loads(call("sweep", name, "--says", "worse(b, open)", "--json")[1])
    (claim,) = told["claims"]
    arises = 1_000 - claim["does_not_arise"]["count"]
    among = claim["holds_where_it_arises"]
    assert (among["draws"], among["share"]) == (arises, round(claim["holds"]["count"] / arises, 6))
    assert 400 < arises < 600
    said = call("sweep", name, "--says", "worse(b, open)", "--md")[1].replace("\\", "")
    assert f"| asked | worse(b, open) (of the {arises} in which it arises) | {100 * among['share']:.1f} % |" in said
    rows = list(csv.DictReader(io.StringIO(call("sweep", name, "--says", "worse(b, open)", "--csv")[1])))
    (row,) = (row for row in rows if row["what"] == "holds where it arises")
    assert int(row["draws"]) == arises
    never = model(pair(OPEN, b="[{that: x, certainty: .5}, z]"))
    said = call("sweep", never, "--says", "better(b, open)", "--md")[1].replace("\\", "")
    assert "| asked | better(b, open) | – | arises in no draw |" in said


def test_what_no_wanting_can_bring_about_is_said_to_be_out_of_reach(call, model):
    text = pair(OPEN, b="[{that: x, certainty: .5}, z]").replace(
        "options: {x: X}", "options: {x: {name: X, moves: never}}"
    )
    said = call("sweep", model(text.replace("not x", "x")), "--says", "reachable(open)", "--md")[1].replace("\\", "")
    assert "| Open | 0 | none | cannot be reached |" in said
    assert "| asked | reachable(open) | none | by the moves alone |" in said
    assert re.search(r"the baseline \| out of reach \|", said)


def test_everything_adds_up_to_100_per_cent_in_the_table_of_standings(call):
    data = json.loads(call("sweep", "openai-2023", "--json")[1])
    for standings in data["standings"]:
        just = sum(share["count"] for share in standings["just"])
        assert just + standings["none"]["count"] == data["draws"]
    lines = call("sweep", "openai-2023")[1].splitlines()
    heading = next(number for number, line in enumerate(lines) if line.split() == ["▲", "▲●", "▲▼", "●", "●▼", "▼"])
    assert lines[heading + 1].split() == ["The", "board", "·", "13", "82", "·", "2", "2"]


def test_readings_that_are_fixed_are_named_first(call):
    said = " ".join(call("sweep", "openai-2023", "--draws", "20", "--reading", "microsoft=article")[1].split())
    assert "20 draws (seed 0), no two alike; Microsoft read as article in each, as asked" in said
    assert "takes one reading of each other mind" in said
    assert "as asked" not in call("sweep", "openai-2023", "--draws", "20")[1]


def test_what_was_tested_comes_before_what_was_said(call):
    said = call("sweep", "openai-2023", "--says", "ending(now)", "--md")[1].replace("\\", "")
    assert "| c15 | not ending(now) “Tout est si fluide à ce stade” | 93.9 % |" in said
    assert "| asked | ending(now) | 6.1 % |" in said
    assert "| Never dismissed | 0 | none | cannot be reached |" in said


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "denouement", *arguments]


def draws_in(path: Path) -> int:
    """How many draws a file holds, as another program sees it while it is written."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM draws").fetchone()[0])


def begun(asked: list[str], path: Path) -> subprocess.Popen[str]:
    """Begin a sweep, and return once it has written draws to its file, or has ended."""
    size = path.stat().st_size if path.exists() else 0
    process = subprocess.Popen(
        asked, cwd=path.parent, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while (not path.exists() or path.stat().st_size <= max(size, 30_000)) and time.monotonic() < until:
        if process.poll() is not None:
            break
        time.sleep(0.005)
    return process


def killed(tmp_path: Path, draws: int, times: int, how: signal.Signals) -> tuple[str, list[int]]:
    """Run a sweep again and again, each time ended by a signal, then to its end; return what it prints at last."""
    asked = command("sweep", "openai-2023", "--draws", str(draws), "--swaps", "1", "--out", "d.sqlite", "--json")
    path = tmp_path / "d.sqlite"
    held: list[int] = []
    for _ in range(times):
        process = begun(asked, path)
        time.sleep(0.05 * len(held))
        process.send_signal(how)
        out, _ = process.communicate()
        if how == signal.SIGINT and process.returncode == 130:
            told = json.loads(out)
            assert told["stopped"]
            assert told["draws"] == draws_in(path)
        held.append(draws_in(path) if how == signal.SIGINT else process.returncode)
    done = subprocess.run(asked, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True)
    return done.stdout, held


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_sweep_that_is_killed_is_gone_on_with(tmp_path, how, call):
    out, held = killed(tmp_path, 700, 2, how)
    code, expected, _ = call("sweep", "openai-2023", "--draws", "700", "--swaps", "1", "--json")
    assert code == 0
    assert out == expected
    assert how == signal.SIGINT or -signal.SIGKILL in held


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_a_sweep_that_is_killed_many_times_is_gone_on_with(tmp_path, call):
    out, held = killed(tmp_path, 4_000, 7, signal.SIGKILL)
    assert out == call("sweep", "openai-2023", "--draws", "4000", "--swaps", "1", "--json")[1]
    assert held.count(-signal.SIGKILL) >= 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_ctrl_c_prints_what_is_done_so_far(tmp_path):
    asked = command("sweep", "openai-2023", "--draws", "200000", "--out", "d.sqlite")
    process = begun(asked, tmp_path / "d.sqlite")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert " of 200,000 draws. The same command goes on with d.sqlite." in err
    assert "Not all draws were done" in out
    assert "Has it settled?" in out


def test_thresholds_are_exact():
    from denouement.foresight.sweep.draws import _chosen, _threshold

    assert int(_threshold(Fraction(1, 2))) == 2**63
    words = np.array([0, 2**63 - 1, 2**63, 2**64 - 1], dtype=np.uint64)
    assert _chosen((Fraction(1, 2), Fraction(1, 2)), words).tolist() == [0, 0, 1, 1]
    assert _chosen((Fraction(1),), words).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ["elmira-graph", "elmira-options", "north-korea-2017-deterrence"])
def test_published_conflicts_are_swept_with_their_orders_disturbed(call, name):
    """Without a disturbance the endings are those of the analysis; with one there are others."""
    calm = json.loads(call("sweep", name, "--draws", "20", "--json")[1])
    told = json.loads(call("analyse", name, "--json")[1])
    assert {state["state"] for state in calm["states"]} == {ending["state"] for ending in told["endings"]}
    stirred = json.loads(call("sweep", name, "--draws", "200", "--swaps", "2", "--json")[1])
    assert stirred["distinct"] > 4
    assert {state["state"] for state in stirred["states"]} > {state["state"] for state in calm["states"]}
