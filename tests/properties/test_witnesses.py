"""Every witness is judged by the definitions, in every form that a model can have."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from random import Random

import pytest

from denouement.analysis import answers
from denouement.analysis.result import Analysis
from denouement.analysis.witnesses import Witness
from denouement.files.conflict_yaml import read_bytes
from denouement.states.relation import Order
from tests.oracle.definitions import State, Twin
from tests.oracle.option_form import OptionSet, option_moves
from tests.oracle.random_conflicts import random_conflict
from tests.oracle.random_graphs import random_graph
from tests.oracle.unknown import UnknownTwin
from tests.oracle.witnesses import Judge, Told, wrong_in_answer, wrong_in_witness
from tests.properties.test_kernels_of_relations import GraphForm
from tests.properties.test_relations import unknown_twin
from tests.properties.test_whole_form import graph_text, pairs, ranking, statements_only, unknown_wants

Conflict = tuple[Analysis, Twin | UnknownTwin, Mapping[str, State]]
"""The program's analysis, the twin, and the twin's state of every id."""
Answer = list[tuple[str, State]]


def analysed(text: str) -> Analysis:
    return read_bytes(text.encode(), "random.yaml").analyse()


def option_form(seed: int) -> Conflict:
    random = random_conflict(seed)
    states = {str(number): state for number, state in enumerate(random.states(), 1)}
    return analysed(random.to_yaml_text()), random.twin(), states


def graph_form(seed: int) -> Conflict:
    """Any moves, two to four movers, rankings or pairs, in a third of the graphs preferences that run in circles."""
    rng = Random(f"wants {seed}")
    random = random_graph(seed, transitive_preference=bool(seed % 3))
    wants = {
        who: {"pairs": pairs(random, who, rng)} if random.ranks is None else {"ranking": ranking(random, who, rng)}
        for who in random.decision_makers
    }
    return analysed(graph_text(random, wants, 0)), random.twin(), {f"s{s}": s for s in random.states}


def graph_form_with_unknown_pairs(seed: int) -> Conflict:
    rng = Random(f"wants {seed}")
    random = random_graph(seed, transitive_preference=bool(seed % 2))
    twin = unknown_twin(random, share=0.3)
    wants = {who: unknown_wants(random, twin, who, rng) for who in random.decision_makers}
    return analysed(graph_text(random, wants, 0)), twin, {f"s{s}": s for s in random.states}


def listed_states_with_options(seed: int) -> Conflict:
    form = GraphForm(seed)
    return form.model().analyse(), form.twin(), dict(zip(form.ids, form.numbers, strict=True))


def merged_states(seed: int) -> Conflict:
    """All states in which one option is taken are merged; the first of them speaks for all."""
    random = statements_only(seed)
    option = Random(f"merged {seed}").choice(random.order)
    text = f'{random.to_yaml_text()}coalesce:\n  - {{when: "{option}"}}\n'
    members = [state for state in random.states() if option in state]
    if not 0 < len(members) < len(random.states()):
        return option_form(seed)
    nodes = [frozenset([state]) for state in random.states() if option not in state] + [frozenset(members)]
    home = {state: node for node in nodes for state in node}
    original = random.twin()
    moves = option_moves(random.options, random.states())
    merged: dict[str, dict[State, set[State]]] = {
        who: {node: {home[t] for s in node for t in own[s]} - {node} for node in nodes}  # type: ignore[index, misc]
        for who, own in moves.items()
    }

    def speaker(node: State) -> OptionSet:
        assert isinstance(node, frozenset)
        return min(node, key=random.place)

    def prefers(who: str, a: State, b: State) -> bool:
        return original.prefers(who, speaker(a), speaker(b))

    twin = Twin(original.decision_makers, tuple(nodes), merged, prefers)
    return analysed(text), twin, {str(number): node for number, node in enumerate(nodes, 1)}


def told(witness: Witness, states: Mapping[str, State]) -> Told:
    """Return a witness in terms of the twin."""
    return (
        None if witness.tempting is None else states[witness.tempting.id],
        [
            (
                states[sanction.improvement.id],
                [(move.decision_maker, states[move.to.id]) for move in sanction.countermoves],
            )
            for sanction in witness.sanctions
        ],
    )


def check(conflict: Conflict, seen: Counter[str]) -> None:
    """Judge every witness of a conflict."""
    analysis, twin, states = conflict
    judge = Judge.of(twin)
    graph = analysis.situation.graph
    seen["intransitive"] += not graph.moves_are_transitive
    for concept, by_maker in analysis.witnesses.items():
        for (who, found), liking in zip(by_maker.items(), graph.preferences, strict=True):
            assert [witness.state for witness in found] == list(analysis.states)
            for witness in found:
                assert (witness.concept, witness.decision_maker) == (concept, who)
                s = states[witness.state.id]
                faults = wrong_in_witness(
                    judge, concept, who, s, told(witness, states), ordered=isinstance(liking, Order)
                )
                assert list(faults) == [], (analysis.conflict.title, witness)
                seen["tempted" if witness.tempting else "nothing better"] += not witness.sanctions
                for sanction in witness.sanctions:
                    seen[f"{min(len(sanction.countermoves), 3)} steps"] += 1


FORMS: dict[str, tuple[Callable[[int], Conflict], int, bool]] = {
    "options": (option_form, 400, False),
    "graph": (graph_form, 500, True),
    "unknown": (graph_form_with_unknown_pairs, 450, True),
    "listed": (listed_states_with_options, 450, True),
    "merged": (merged_states, 150, False),
}
"""How conflicts are made, how many by default, and whether moves of most are not transitive."""


@pytest.mark.parametrize("form", FORMS)
def test_every_witness_is_what_the_definitions_ask_for(form: str) -> None:
    make, count, intransitive = FORMS[form]
    seen: Counter[str] = Counter()
    for seed in range(3_000_000, 3_000_000 + count):
        check(make(seed), seen)
    assert min(seen[word] for word in ("tempted", "nothing better", "1 steps", "2 steps")) > count / 20, seen
    assert seen["3 steps"], seen
    assert not intransitive or seen["intransitive"] > count / 3, seen


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_every_witness_of_many_more_is(form: str) -> None:
    make, count, _ = FORMS[form]
    for seed in range(4_000_000, 4_000_000 + count):
        check(make(seed), Counter())


def test_one_witness_is_the_same_alone_as_among_all() -> None:
    for seed in range(5_000_000, 5_000_060):
        for make, _, _ in FORMS.values():
            analysis = make(seed)[0]
            for concept, by_maker in analysis.witnesses.items():
                for who, found in by_maker.items():
                    for witness in found[seed % 3 :: 5]:
                        assert analysis.witness(witness.state, who, concept) == witness


def test_many_witnesses_are_found_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(5_000_000, 5_000_060):
        for make, _, _ in FORMS.values():
            at_once = make(seed)[0].witnesses
            with monkeypatch.context() as patched:
                patched.setattr(answers, "_BATCH", 20)
                patched.setattr(answers, "_WIDEST", 2)
                assert make(seed)[0].witnesses == at_once


# -- which of the shortest answers is given --------------------------------------------------------------------


def shortest(judge: Judge, concept: str, who: str, s: State, s1: State, steps: int) -> list[Answer]:
    """Return all answers of a length that deter."""
    sequences: list[Answer] = [[]]
    for _ in range(steps):
        sequences = [
            [*sequence, (mover, after)]
            for sequence in sequences
            for mover in judge.decision_makers
            for after in judge.reached(mover, sequence[-1][1] if sequence else s1)
        ]
    return [sequence for sequence in sequences if not any(wrong_in_answer(judge, concept, who, s, s1, sequence))]


def charging(conflict: Conflict, judge: Judge) -> Callable[[str, State, State, Answer], tuple[object, ...]]:
    """Return what an answer is charged for: the less, the sooner it is given."""
    analysis, _, states = conflict
    place = {states[state.id]: number for number, state in enumerate(analysis.states)}
    taken = {states[state.id]: set(state.taken) for state in analysis.states}
    codes = analysis.situation.space.codes.tolist()
    silent = {states[state.id] for state, code in zip(analysis.states, codes, strict=True) if code < 0}

    def charge(who: str, s: State, s1: State, answer: Answer) -> tuple[object, ...]:
        path = [s1, *(after for _, after in answer)]
        steps = [(mover, *ends) for (mover, _), ends in zip(answer, itertools.pairwise(path), strict=True)]
        return (
            sum(judge.no_better(mover, after, before) for mover, before, after in steps),
            not judge.better(who, s, path[-1]),
            sum(len(taken[before] ^ taken[after]) for _, before, after in steps if not {before, after} & silent),
            [(judge.decision_makers.index(mover), place[after]) for mover, after in answer],
        )

    return charge


@pytest.mark.parametrize("form", FORMS)
def test_of_the_shortest_answers_the_promised_one_is_given(form: str) -> None:
    choices = 0
    for seed in range(6_000_000, 6_000_060):
        conflict = FORMS[form][0](seed)
        analysis, twin, states = conflict
        if len(states) > 16:
            continue
        judge = Judge.of(twin)
        charge = charging(conflict, judge)
        for concept, by_maker in analysis.witnesses.items():
            for who, witness in ((who, witness) for who, found in by_maker.items() for witness in found):
                s = states[witness.state.id]
                for s1, answer in told(witness, states)[1]:
                    every = shortest(judge, concept, who, s, s1, len(answer))
                    assert list(answer) == min(every, key=partial(charge, who, s, s1)), (seed, witness)
                    choices += len(every) > 1
    assert choices > 20
