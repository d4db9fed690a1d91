"""Conflicts whose reasons are known to the oracle, for the tests of `why`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from denouement.analysis.result import Analysis
from denouement.report.why_outline import why_outline
from denouement.states.relation import Order
from tests.oracle.condition_reader import truth_of_text
from tests.oracle.conditions import Condition, holds
from tests.oracle.definitions import State, Twin, reachable
from tests.oracle.option_form import OptionSet
from tests.oracle.random_conflicts import RandomConflict, random_conflict
from tests.oracle.random_preferences import Statements
from tests.oracle.reasons import Case, Told, Wish
from tests.oracle.unknown import UnknownTwin
from tests.oracle.witnesses import Judge
from tests.properties import test_witnesses as witnesses


def _is_called(random: RandomConflict, number: int, condition: Condition, text: str) -> bool:
    """Tell whether a text is a statement's name, or a condition that is true just where the statement is."""
    if text.startswith("statement "):
        return text == f"statement {number}"
    for taken in random.states():
        defined = {item.name: holds(item.meaning, taken) for item in random.definitions}
        if truth_of_text(text, random.order, taken, defined) != holds(condition, taken):
            return False
    return True


def _holds(condition: Condition, state: State) -> bool:
    assert isinstance(state, frozenset)
    return holds(condition, state)


def option_form(seed: int) -> tuple[Analysis, Case]:
    analysis, twin, states = witnesses.option_form(seed)
    random = random_conflict(seed)
    wishes = {
        who: [
            Wish(partial(_holds, item.condition), partial(_is_called, random, number, item.condition))
            for number, item in enumerate(mind.items, 1)
        ]
        for who, mind in random.minds.items()
        if isinstance(mind, Statements)
    }
    now = random.status_quo()
    assert isinstance(twin, Twin)
    reached = None if now is None else frozenset(reachable(twin, now))
    taken: dict[State, OptionSet] = {s: frozenset(random.full_names[o] for o in s) for s in random.states()}
    return analysis, _case(analysis, twin, states, taken, wishes, reached)


def listed_form(make: Callable[[int], witnesses.Conflict], seed: int) -> tuple[Analysis, Case]:
    """States that are listed, with intransitive moves and wants; the story starts where the model says, if it does."""
    analysis, twin, states = make(seed)
    taken = {states[state.id]: frozenset(state.taken) for state in analysis.states}
    now = analysis.status_quo
    plain = Twin(twin.decision_makers, twin.states, twin.moves, lambda *_: False)
    reached = None if now is None else frozenset(reachable(plain, states[now.id]))
    return analysis, _case(analysis, twin, states, taken, {}, reached)


def _case(
    analysis: Analysis,
    twin: Twin | UnknownTwin,
    states: Mapping[str, State],
    taken: Mapping[State, frozenset[str]],
    wishes: Mapping[str, list[Wish]],
    reached: frozenset[State] | None,
) -> Case:
    graph = analysis.situation.graph
    names = analysis.conflict.names
    options = [names[option] for option in analysis.conflict.options]
    called = {
        f"{name} ({names[id.partition('.')[0]]})" if options.count(name) > 1 else name: id for id, name in names.items()
    }
    ordered = zip(graph.decision_makers, graph.preferences, strict=True)
    return Case(
        Judge.of(twin),
        states,
        taken,
        wishes,
        frozenset(who for who, liking in ordered if isinstance(liking, Order)),
        called,
        reached,
    )


FORMS: dict[str, Callable[[int], tuple[Analysis, Case]]] = {
    "options": option_form,
    "graph": partial(listed_form, witnesses.graph_form),
    "unknown": partial(listed_form, witnesses.graph_form_with_unknown_pairs),
    "listed": partial(listed_form, witnesses.listed_states_with_options),
}


def explained(form: str, first: int, count: int) -> Iterator[tuple[Analysis, Case, str]]:
    """Yield conflicts of a form, each with some of its states."""
    for seed in range(first, first + count):
        analysis, case = FORMS[form](seed)
        for state in analysis.states[seed % 3 :: 3][:4]:
            yield analysis, case, state.id


def sections_of(analysis: Analysis, state: str, *, full: bool = False) -> list[Told]:
    """Return what is printed about a state, section by section."""
    sections = why_outline(analysis, analysis.why(state), full=full)[2]
    return [(section.title, section.lead, section.rows) for section in sections]
