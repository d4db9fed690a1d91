"""What a graph is made of beyond options and ranks: moves listed, forbidden and merged; numbers, pairs, the unknown.

Each model is random and small; its meaning is worked out here pair by pair, and the concepts come from the twin.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from random import Random

import numpy as np
import pytest
from attrs import evolve

from denouement.analysis.result import Analysis
from denouement.analysis.stability import closure
from denouement.errors import ModelError
from denouement.model.condition import Condition, Name
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import (
    MOVES,
    Coalesced,
    Conflict,
    DecisionMaker,
    ForbiddenMoves,
    GraphState,
    Option,
    Step,
    decision_maker,
)
from denouement.model.dates import Date
from denouement.model.preference import Pair, Pairs, Payoffs, Preference, Ranking, Reading, Sign, Weights
from denouement.model.state_reference import StateReference
from denouement.model.timeline import Place, snapshot
from denouement.states import moves as moves_module
from denouement.states.graph import Graph
from denouement.states.moves import Arcs
from denouement.states.relation import Relation, Standing
from tests.oracle.condition_text import condition_text
from tests.oracle.conditions import Chain, Not, holds
from tests.oracle.conditions import Condition as Tree
from tests.oracle.definitions import Twin, reachable, stable_sets, unilateral_moves
from tests.oracle.option_form import OptionSet
from tests.oracle.random_conditions import random_condition
from tests.oracle.random_conflicts import RandomConflict, random_conflicts
from tests.oracle.random_graphs import random_graphs
from tests.oracle.random_preferences import Statements
from tests.oracle.unknown import UnknownTwin, stable_sets_b
from tests.properties.test_against_the_twin import graph_of
from tests.properties.test_relations import arcs_of, matrix, program, unknown_twin
from tests.properties.test_the_story import full, model, reference

Steps = set[tuple[int, int]]
"""Moves, or anything else that holds of pairs of states, by index."""


def read(tree: Tree | None) -> Condition | None:
    return None if tree is None else parse_condition(condition_text(tree))


def stable(analysis: Analysis) -> dict[str, dict[str, set[int]]]:
    """Return the stable states by index: concept, then decision maker."""
    return {
        concept: {who: set(np.flatnonzero(verdict.stable).tolist()) for who, verdict in by_maker.items()}
        for concept, by_maker in analysis.verdicts.items()
    }


def steps_of(arcs: Arcs) -> Steps:
    found = set(zip(arcs.source.tolist(), arcs.target.tolist(), strict=True))
    assert len(found) == len(arcs)  # each once
    return found


def moves_in(analysis: Analysis) -> dict[str, Steps]:
    graph = analysis.situation.graph
    return {who: steps_of(arcs) for who, arcs in zip(graph.decision_makers, graph.moves, strict=True)}


def by_origin(moves: Mapping[str, Steps]) -> dict[str, dict[int, set[int]]]:
    return {who: {s: {to for origin, to in own if origin == s} for s, _ in own} for who, own in moves.items()}


def is_transitive(moves: Steps) -> bool:
    return all((a, d) in moves for (a, b), (c, d) in product(moves, moves) if b == c and a != d)


# -- option form: moves forbidden, states merged ---------------------------------------------------------------


def test_forbidden_moves_are_left_out_and_no_others() -> None:
    fewer = intransitive = 0
    for random in random_conflicts(100, seed=740_000):
        rng = Random(random.seed)
        twin = random.twin()
        states = dict(enumerate(random.states()))

        def some_condition(random: RandomConflict = random, rng: Random = rng) -> Tree | None:
            return random_condition(rng, random.order, random.definitions) if rng.random() < 0.7 else None

        entries = [(rng.choice(twin.decision_makers), some_condition(), some_condition()) for _ in range(2)]
        forbidden = [ForbiddenMoves(by, read(a), read(b)) for by, a, b in entries]
        analysis = evolve(model(random), forbidden_moves=forbidden).analyse()

        every = option_moves(twin, states)
        moves = every
        for by, a, b in entries:
            origins, ends = ([n for n in states if tree is None or holds(tree, states[n])] for tree in (a, b))
            moves = {**moves, by: moves[by] - set(product(origins, ends))}
        assert moves_in(analysis) == moves, random.seed
        assert stable(analysis) == stable_sets(among(twin, states, moves)), random.seed
        fewer += moves != every
        transitive = all(map(is_transitive, moves.values()))
        assert analysis.situation.graph.moves_are_transitive == transitive, random.seed
        intransitive += not transitive
    assert fewer > 40
    assert intransitive > 5


def option_moves(twin: Twin, states: Mapping[int, OptionSet]) -> dict[str, Steps]:
    number = {state: index for index, state in states.items()}
    return {
        who: {(s, number[to]) for s, state in states.items() for to in unilateral_moves(twin, who, state)}  # type: ignore[index]
        for who in twin.decision_makers
    }


def among(twin: Twin, states: Mapping[int, OptionSet], moves: Mapping[str, Steps]) -> Twin:
    """Return a twin over indices, with the preferences of `twin` between what the indices stand for."""

    def prefers(who: str, a: object, b: object) -> bool:
        return twin.prefers(who, states[a], states[b])  # type: ignore[index]

    return Twin(twin.decision_makers, tuple(states), by_origin(moves), prefers)  # type: ignore[arg-type]


def test_merged_states_move_as_their_members_and_rank_as_one_of_them() -> None:
    merged = by_choice = 0
    for random in random_conflicts(120, seed=750_000):
        if not all(isinstance(mind, Statements) for mind in random.minds.values()):
            continue  # a ranking would list a merged state once for each member
        rng = Random(random.seed)
        twin, states = random.twin(), random.states()
        first, second = (random_condition(rng, random.order, random.definitions) for _ in range(2))
        entries: list[Coalesced] = []
        groups: list[list[OptionSet]] = []
        represented: list[OptionSet] = []
        for tree in (first, Chain("and", (second, Not(first)))):
            members = [state for state in states if holds(tree, state)]
            if members:
                chosen = rng.choice(members) if rng.random() < 0.5 else None
                name = f"merged{len(groups)}"
                wanted = None if chosen is None else reference(random, chosen)
                entries.append(Coalesced(parse_condition(condition_text(tree)), name, wanted))
                groups.append(members)
                represented.append(members[0] if chosen is None else chosen)
                by_choice += represented[-1] != members[0]
        analysis = evolve(model(random), coalesce=entries).analyse()

        single = [state for state in states if not any(state in members for members in groups)]
        standing = dict(enumerate([*single, *represented]))
        assert [frozenset(state.taken) for state in analysis.states] == [full(random, s) for s in standing.values()]
        where = {state: index for index, state in enumerate(single)}
        for place, members in enumerate(groups, len(single)):
            where |= dict.fromkeys(members, place)
            assert analysis.state(f"merged{place - len(single)}").id == str(place + 1)
        for state, place in where.items():
            pattern = "".join("Y" if option in state else "N" for option in random.order)
            for written in (reference(random, state), pattern):
                assert analysis.state(written).id == str(place + 1), random.seed
        before = dict(enumerate(states))
        moves = {
            who: {(where[before[s]], where[before[t]]) for s, t in own if where[before[s]] != where[before[t]]}
            for who, own in option_moves(twin, before).items()
        }
        assert moves_in(analysis) == moves, random.seed
        expected = among(twin, standing, moves)
        assert stable(analysis) == stable_sets(expected), random.seed
        now = random.status_quo()
        if now is not None:
            assert analysis.reachable is not None
            assert set(np.flatnonzero(analysis.reachable).tolist()) == reachable(expected, where[now])
        merged += len(standing) < len(states)
    assert merged > 40
    assert by_choice > 10


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([Coalesced(Name("x")), Coalesced(Name("y"))], "meets entry 1 as well"),
        ([Coalesced(Name("x"), represented_by=StateReference.parse("NY"))], "not one of the states merged here"),
    ],
)
def test_a_state_is_merged_once_and_represented_by_a_member(entries: list[Coalesced], told: str) -> None:
    makers = [decision_maker("a", ["x"], []), decision_maker("b", ["y"], [])]
    with pytest.raises(ModelError, match=told):
        Conflict("Merged", makers, coalesce=entries).analyse(concepts=["nash"])


def test_moves_are_forbidden_within_a_window() -> None:
    makers = [decision_maker("a", ["x"], []), decision_maker("b", ["y"], [])]
    forbidden = ForbiddenMoves("a", since=Date.parse("2024-01-10"), until=Date.parse("2024-01-20"))
    conflict = Conflict("Forbidden", makers, forbidden_moves=[forbidden])
    for day, moves in (("2024-01-09", 4), ("2024-01-10", 0), ("2024-01-20", 0), ("2024-01-21", 4)):
        analysis = conflict.analyse(as_of=day, concepts=["nash"])
        assert {who: len(found) for who, found in moves_in(analysis).items()} == {"a": moves, "b": 4}


# -- graph form: states and moves listed, some states alike or silent ------------------------------------------

SIGNS: tuple[Sign, ...] = (">", ">>", "~", "?")
OPPOSITE: dict[Standing, Standing] = {"better": "worse", "worse": "better", "same": "same", "unknown": "unknown"}
MEANING: dict[Sign, Standing] = {">": "better", ">>": "better", "~": "same", "?": "unknown"}


class GraphForm:
    """A random model that lists its states, and what it means."""

    def __init__(self, seed: int) -> None:
        rng = Random(f"graph form {seed}")
        self.rng = rng
        self.makers = ("a", "b", "c")[: rng.choice((2, 2, 3))]
        self.ids = [f"s{number}" for number in range(rng.randint(3, 6))]
        rng.shuffle(self.ids)
        self.options = {who: [f"{who}{n}" for n in range(rng.choice((1, 1, 2)))] for who in self.makers}
        self.everything = [option for own in self.options.values() for option in own]
        silent = rng.random() < 0.3
        self.taken: list[frozenset[str] | None] = [
            None if silent and rng.random() < 0.4 else frozenset(o for o in self.everything if rng.random() < 0.5)
            for _ in self.ids
        ]
        self.marks = {option: rng.choice((*MOVES, "both", "both")) for option in self.everything}
        listed = rng.choice((0.0, 0.5, 0.9))
        self.listed = {who: self._listed_moves() if rng.random() < listed else None for who in self.makers}
        self.moves = {who: self._from_options(who) if own is None else own for who, own in self.listed.items()}
        self.standings: dict[str, list[list[Standing]]] = {}
        self.wants = {who: self._wants(who) for who in self.makers}

    def _listed_moves(self) -> Steps:
        return {(s, t) for s in self.numbers for t in self.numbers if s != t and self.rng.random() < 0.3}

    @property
    def numbers(self) -> range:
        return range(len(self.ids))

    def _from_options(self, who: str) -> Steps:
        if None in self.taken:
            return set()
        every = list(enumerate(taken for taken in self.taken if taken is not None))
        return {(s, t) for (s, before), (t, after) in product(every, every) if self.may(who, before, after)}

    def may(self, who: str, before: frozenset[str], after: frozenset[str]) -> bool:
        """Tell whether somebody's options and their marks allow a change."""
        ways = {option: "take" if option in after else "drop" for option in before ^ after}
        own = self.options[who]
        return bool(ways) and all(option in own and self.marks[option] in ("both", way) for option, way in ways.items())

    def _wants(self, who: str) -> Preference:
        """Draw a ranking with unknown pairs, or pairs, and note how each state stands against each."""
        rng, size = self.rng, len(self.ids)
        ranking = rng.random() < 0.5
        level = [rng.randrange(4) for _ in self.ids]
        standing: list[list[Standing]] = [["same"] * size for _ in self.ids]
        pairs = []
        for a, b in product(self.numbers, repeat=2):
            if a >= b:
                continue
            if ranking:
                sure: Standing = "same" if level[a] == level[b] else "better" if level[a] > level[b] else "worse"
                standing[a][b] = "unknown" if rng.random() < 0.2 else sure
                if standing[a][b] == "unknown":
                    pairs.append((a, b, SIGNS[-1]))
            else:
                sign = rng.choice(SIGNS)
                left, right = (a, b) if rng.random() < 0.5 else (b, a)
                standing[left][right] = MEANING[sign]
                standing[a][b] = standing[a][b] if left == a else OPPOSITE[standing[b][a]]
                if sign != "?" or rng.random() < 0.5:
                    pairs.append((left, right, sign))
            standing[b][a] = OPPOSITE[standing[a][b]]
        self.standings[who] = standing
        refer = [StateReference.parse(id) for id in self.ids]
        rng.shuffle(pairs)
        if not ranking:
            return Pairs(tuple(Pair(refer[a], sign, refer[b]) for a, b, sign in pairs))
        groups = [tuple(refer[s] for s in self.numbers if level[s] == value) for value in (3, 2, 1, 0)]
        unknown = tuple((refer[a], refer[b]) if rng.random() < 0.5 else (refer[b], refer[a]) for a, b, _ in pairs)
        return Ranking(tuple(group for group in groups if group), unknown)

    def model(self, **more: object) -> Conflict:
        makers = [
            DecisionMaker(
                who,
                options=tuple(Option(option, moves=self.marks[option]) for option in self.options[who]),
                readings=(Reading(self.wants[who]),),
                moves=None if self.listed[who] is None else self._by_id(self.listed[who] or set()),
            )
            for who in self.makers
        ]
        states = [
            GraphState(id, taken=None if taken is None else StateReference.of_options(tuple(sorted(taken))))
            for id, taken in zip(self.ids, self.taken, strict=True)
        ]
        return Conflict("Listed", makers, states=states, **more)  # type: ignore[arg-type]

    def _by_id(self, moves: Steps) -> tuple[tuple[str, tuple[str, ...]], ...]:
        origins = sorted({s for s, _ in moves})
        return tuple((self.ids[s], tuple(self.ids[t] for origin, t in moves if origin == s)) for s in origins)

    def twin(self) -> UnknownTwin:
        better, same = (
            {
                who: {(a, b) for a in self.numbers for b in self.numbers if standing[a][b] == word}
                for who, standing in self.standings.items()
            }
            for word in ("better", "same")
        )
        return UnknownTwin(self.makers, tuple(self.numbers), by_origin(self.moves), better, same)  # type: ignore[arg-type]


def found_by(analysis: Analysis, written: StateReference) -> set[int]:
    try:
        return set(np.flatnonzero(analysis.situation.find(written)).tolist())
    except ModelError:
        return set()


@pytest.mark.parametrize("batch", range(2))
def test_listed_states_get_the_moves_and_answers_of_the_twin(batch: int) -> None:
    alike = silent = intransitive = 0
    for seed in range(batch * 200, batch * 200 + 200):
        form = GraphForm(seed)
        analysis = form.model().analyse()
        assert [state.id for state in analysis.states] == form.ids
        assert moves_in(analysis) == form.moves, seed
        for who, liking in zip(form.makers, analysis.situation.graph.preferences, strict=True):
            found = [[liking.compare(a, b) for b in form.numbers] for a in form.numbers]
            assert found == form.standings[who], seed
        transitive = all(map(is_transitive, form.moves.values()))
        assert analysis.situation.graph.moves_are_transitive == transitive, seed
        assert stable(analysis) == stable_sets_b(form.twin()), seed
        for code in range(1 << len(form.everything)):
            letters = "".join("NY"[code >> at & 1] for at in range(len(form.everything)))
            taken = frozenset(option for option, letter in zip(form.everything, letters, strict=True) if letter == "Y")
            meant = {state for state in form.numbers if form.taken[state] == taken}
            for written in (StateReference.parse(letters), StateReference.of_options(tuple(taken))):
                assert found_by(analysis, written) == meant, (seed, letters)
        told = [taken for taken in form.taken if taken is not None]
        silent += len(told) < len(form.taken)
        alike += len(set(told)) < len(told)
        intransitive += any(form.listed[who] is None and not is_transitive(own) for who, own in form.moves.items())
    assert min(alike, silent, intransitive) > 10


def test_a_history_over_listed_states_leads_where_its_steps_lead() -> None:
    written: Counter[str] = Counter()
    for seed in range(1000, 1120):
        form = GraphForm(seed)
        start = place = form.rng.choice(form.numbers)
        steps = []
        for day in range(1, 6):
            choices = sorted((who, t) for who, own in form.moves.items() for s, t in own if s == place)
            if not choices:
                break
            who, to = form.rng.choice(choices)
            by, date = (who,), Date.parse(f"2024-01-0{day}")
            before, after = form.taken[place], form.taken[to]
            if before is None or after is None or form.taken.count(after) > 1 or not form.may(who, before, after):
                steps.append(Step(date, by, to=form.ids[to]))
                written["by id"] += 1
            else:
                steps.append(Step(date, by, tuple(after - before), tuple(before - after)))
                written["by options"] += 1
            place = to
        conflict = form.model(start=StateReference.parse(form.ids[start]), history=steps)
        taken = form.taken[place]
        where = Place(
            None if taken is None else frozenset(f"{option[0]}.{option}" for option in taken), form.ids[place]
        )
        assert snapshot(conflict).now == where, seed
        now = conflict.analyse(concepts=["nash"]).status_quo
        assert now is not None
        assert now.id == form.ids[place]
    assert min(written["by id"], written["by options"]) > 20


def test_a_step_leads_to_one_listed_state() -> None:
    makers = [decision_maker("a", ["x"], []), decision_maker("b", ["y"], [])]
    listed = {"neither": "NN", "one": "YN", "same": "YN"}
    states = [GraphState(id, taken=StateReference.parse(pattern)) for id, pattern in listed.items()]
    day = Date.parse("2024-01-01")
    told = Conflict("Alike", makers, states=states, history=[Step(day, ("a",), to="same")])
    assert snapshot(told).now == Place(frozenset({"a.x"}), "same")
    with pytest.raises(ModelError, match="to more than one"):
        evolve(told, history=[Step(day, ("a",), ("x",))])


# -- wants in numbers and in pairs -----------------------------------------------------------------------------


def test_weights_and_payoffs_add_up() -> None:
    for random in random_conflicts(80, seed=760_000):
        rng = Random(random.seed)
        states = random.states()

        def number(rng: Random = rng) -> Fraction:
            return rng.choice((1, -1, 10**30)) * Fraction(rng.randint(0, 9), rng.choice((1, 3, 10, 2**70)))

        weights = {option: number() for option in random.order if rng.random() < 0.8}
        trees = [(random_condition(rng, random.order, random.definitions), number()) for _ in range(4)]
        prices = [(state, number()) for state in rng.sample(states, len(states))]
        sums: dict[Preference, list[Fraction]] = {
            Weights(tuple(weights.items())): [
                sum((weights.get(o, Fraction()) for o in state), Fraction()) for state in states
            ],
            Payoffs(tuple((parse_condition(condition_text(tree)), price) for tree, price in trees)): [
                sum((price for tree, price in trees if holds(tree, state)), Fraction()) for state in states
            ],
            Payoffs(tuple((reference(random, state), price) for state, price in prices)): [
                dict(prices)[state] for state in states
            ],
        }
        who = rng.choice(list(random.options))
        for wants, expected in sums.items():
            analysis = model(random).with_preferences(who, wants).analyse(concepts=["nash"])
            order = sorted(set(expected))
            found = [analysis.ranks(state)[who] - 1 for state in analysis.states]
            assert found == [order.index(value) for value in expected], (random.seed, wants)


@pytest.mark.parametrize(
    ("priced", "told"),
    [(["NN", "YN", "NY", "YY", "YN"], "YN has two payoffs"), (["NN", "YY"], r"no payoff for states 2 \(YN\), 3")],
)
def test_every_state_has_one_payoff(priced: list[str], told: str) -> None:
    payoffs = Payoffs(tuple((StateReference.parse(text), Fraction(at)) for at, text in enumerate(priced)))
    conflict = Conflict("Priced", [decision_maker("a", ["x"], payoffs), decision_maker("b", ["y"], [])])
    with pytest.raises(ModelError, match=told):
        conflict.analyse(concepts=["nash"])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("second", SIGNS)
@pytest.mark.parametrize("first", SIGNS)
def test_pairs_contradict_each_other_where_they_differ(first: Sign, second: Sign, turned: bool) -> None:
    a, b = StateReference.parse("YN"), StateReference.parse("NY")
    other = Pair(StateReference.parse("YY"), ">", a)
    pairs = Pairs((other, Pair(a, first, b), Pair(b, second, a) if turned else Pair(a, second, b)))
    conflict = Conflict("Pairs", [decision_maker("a", ["x"], pairs), decision_maker("b", ["y"], [])])
    meaning = OPPOSITE[MEANING[second]] if turned else MEANING[second]
    if meaning == MEANING[first]:
        liking = conflict.analyse(concepts=["nash"]).situation.graph.preferences[0]
        assert (liking.compare(1, 2), liking.compare(2, 1)) == (meaning, OPPOSITE[meaning])
        return
    with pytest.raises(ModelError, match="contradicts pair 2") as caught:
        conflict.analyse(concepts=["nash"])
    assert caught.value.problems[0].path[-1] == 2


def test_pairs_over_options_get_the_answers_of_the_twin() -> None:
    matters = 0
    for random in random_conflicts(250, seed=770_000):
        rng = Random(random.seed)
        states = dict(enumerate(random.states()))
        if len(states) > 10:
            continue
        moves = option_moves(random.twin(), states)
        conflict = model(random)
        better: dict[str, Steps] = {}
        same: dict[str, Steps] = {}
        for who in moves:
            pairs = [(a, b, rng.choice(SIGNS)) for a in states for b in states if a < b]
            pairs = [(b, a, sign) if rng.random() < 0.5 else (a, b, sign) for a, b, sign in pairs]
            better[who] = {(a, b) for a, b, sign in pairs if MEANING[sign] == "better"}
            same[who] = {pair for a, b, sign in pairs if sign == "~" for pair in ((a, b), (b, a))}
            written = [Pair(reference(random, states[a]), sign, reference(random, states[b])) for a, b, sign in pairs]
            conflict = conflict.with_preferences(who, Pairs(tuple(written)))
        twin = UnknownTwin(tuple(moves), tuple(states), by_origin(moves), better, same)  # type: ignore[arg-type]
        analysis = conflict.analyse()
        assert stable(analysis) == stable_sets_b(twin), random.seed
        graph = analysis.situation.graph
        matters += graph.moves_are_transitive and not graph.credible_moves_are_transitive
    assert matters > 10


# -- chunks and batches, which small models do not fill --------------------------------------------------------


def test_relations_are_judged_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closure, "_BATCH", 20)
    for random in random_graphs(60, seed=9900):
        twin = unknown_twin(random, share=0.2)
        size = len(random.states)
        likings = tuple(
            Relation(matrix(twin.better[who], size), matrix(twin.same[who], size) | np.eye(size, dtype=bool))
            for who in random.decision_makers
        )
        assert program(Graph(random.decision_makers, arcs_of(random), likings)) == stable_sets_b(twin), random.seed


def test_transitivity_is_tested_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves_module, "_CHUNK", 2)
    found: Counter[bool] = Counter()
    for random in random_graphs(150, seed=9950):
        for arcs in graph_of(random).moves:
            # Most are not transitive: what follows from two moves or more is put in until nothing does.
            moves = closed = steps_of(arcs)
            while not is_transitive(closed):
                closed = closed | {(a, d) for (a, b), (c, d) in product(closed, closed) if b == c and a != d}
            rng = Random(random.seed)
            nearly = closed - set(rng.sample(sorted(closed), min(1, len(closed))))
            for some in (moves, closed, nearly):
                lists = [[t for s, t in some if s == state] for state in random.states]
                assert Arcs.of_lists(lists).are_transitive() == is_transitive(some), random.seed
                found[is_transitive(some)] += 1
    assert min(found[True], found[False]) > 100
