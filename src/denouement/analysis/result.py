"""The result of an analysis: verdicts, endings, standings, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from attrs import define, evolve, field, frozen
from numpy.typing import NDArray

from denouement.analysis.comparing import Comparison, comparison
from denouement.analysis.concepts import concept as known_concept
from denouement.analysis.concepts import verdicts
from denouement.analysis.endings import Ending, State, Story, Tally, stories, tallies
from denouement.analysis.premises import Premise, deciding, premises
from denouement.analysis.reachability import reachable_by_any_path, reachable_from
from denouement.analysis.stability.closure import Stability
from denouement.analysis.witnesses import Witness, witness, witnesses
from denouement.errors import ModelError, Problem, RequestError
from denouement.language import _, ngettext
from denouement.model.conflict import Conflict
from denouement.model.shown import Shown, Tabular
from denouement.model.state_reference import StateReference
from denouement.model.timeline import in_words
from denouement.states.finding import scenario_columns, state_names
from denouement.states.relation import Order, Standing
from denouement.states.situation import Situation
from denouement.states.space import Bools
from denouement.version import __version__

if TYPE_CHECKING:
    from denouement.analysis.explain import Explanation

FULL_LIMIT = 10_000
"""Above this many states, tables of all states are given only when asked for."""


@frozen
class Departure(Shown):
    """A move by which somebody would be better off, and whether anything deters it."""

    decision_maker: str
    to: State
    take: tuple[str, ...]
    drop: tuple[str, ...]
    tempting_under: tuple[str, ...]
    """The computed concepts under which nothing deters it."""


@define(eq=False, slots=False, kw_only=True)
class Analysis(Tabular):
    """What was worked out about a conflict, with everything needed to work it out again.

    States, decision makers and concepts are named; nothing here is changed once built.
    """

    tables: ClassVar[tuple[str, ...]] = ("endings", "states", "standings")

    conflict: Conflict
    version: str
    """Of the program."""
    concepts: tuple[str, ...]
    ending_concepts: tuple[str, ...]
    situation: Situation = field(repr=False)
    verdicts: Mapping[str, Mapping[str, Stability]] = field(repr=False)
    """Per concept and decision maker."""
    reachable: Bools | None = field(repr=False)
    """(states,): reachable from the status quo; None if there is none."""

    @classmethod
    def of(cls, facts: Situation, *, concepts: tuple[str, ...], ending_concepts: tuple[str, ...]) -> Analysis:
        """Return what some solution concepts say of a situation; the ending concepts must be among them."""
        now = facts.status_quo
        return cls(
            conflict=facts.snapshot.conflict,
            version=__version__,
            concepts=concepts,
            ending_concepts=ending_concepts,
            situation=facts,
            verdicts=verdicts(facts.graph, concepts),
            reachable=None if now is None else reachable_from(facts.graph, now),
        )

    # -- in numbers -----------------------------------------------------------------------------------------

    @property
    def number_of_states(self) -> int:
        """How many states are feasible."""
        return len(self.situation.space)

    @property
    def number_reachable(self) -> int | None:
        """How many of them can be reached from the status quo, it included; None without one."""
        return None if self.reachable is None else int(self.reachable.sum())

    @property
    def decision_makers(self) -> tuple[str, ...]:
        """Ids of the decision makers."""
        return self.situation.graph.decision_makers

    @property
    def readings(self) -> dict[str, str]:
        """The reading used for each decision maker that has rival ones (by id)."""
        return {maker: reading.id for maker, reading in self.situation.readings.items() if reading.id is not None}

    @property
    def as_of(self) -> str | None:
        """The day the analysis stands on."""
        date = self.situation.snapshot.date
        return None if date is None else str(date)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should know before believing the rest."""
        if not self._unreached:
            return self.situation.warnings
        further = ngettext(
            "{number} state could be reached only if somebody moved twice in succession. Legal sequences of moves do "
            "not allow that, so they do not count as reachable: list such moves as one, if they are meant.",
            "{number} states could be reached only if somebody moved twice in succession. Legal sequences of moves do "
            "not allow that, so they do not count as reachable: list such moves as one, if they are meant.",
            self._unreached,
        )
        return (*self.situation.warnings, further)

    def read_as(self, readings: Mapping[str, str]) -> Analysis:
        """Return the same question answered under other readings; those not named stay as they are.

        States and moves are worked out only once. Raises RequestError for a name that is not there.
        """
        facts = self.situation.read_as(readings)
        return evolve(self, situation=facts, verdicts=verdicts(facts.graph, self.concepts))

    # -- states ---------------------------------------------------------------------------------------------

    @property
    def status_quo(self) -> State | None:
        """Where the story stands; None if the model does not say."""
        index = self.situation.status_quo
        return None if index is None else self.state_at(index)

    @property
    def baseline(self) -> State | None:
        """What better and worse off are measured against; None if nobody is compared."""
        index = self.situation.baseline
        return None if index is None else self.state_at(index)

    def state(self, reference: str | StateReference) -> State:
        """Return the one state that a reference means, such as `7`, `YN-Y`, `[dismiss, msft]`, `now` or a date."""
        return self.state_at(self.index_of(reference))

    def ranks(self, state: State | str) -> dict[str, int]:
        """Return the rank of a state for each decision maker (1 = worst, ties equal) whose preferences are an order."""
        index = self.index_of(state)
        graph = self.situation.graph
        return {
            maker: int(liking.rank[index])
            for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
            if isinstance(liking, Order)
        }

    def can_reach(self, state: State | str) -> bool | None:
        """Return whether a state can be reached from the status quo; None without one."""
        return None if self.reachable is None else bool(self.reachable[self.index_of(state)])

    def holds(self, state: State | str, concept: str) -> bool:
        """Return whether a state is an equilibrium under a concept."""
        return bool(self._equilibria[self._computed(concept)][self.index_of(state)])

    def compared(self, state: State | str) -> dict[str, Standing]:
        """Return each decision maker's standing in a state against the baseline; empty without one."""
        return self._compared(self.index_of(state))

    def decided_by(self, state: State | str) -> dict[str, Premise]:
        """Return, for each decision maker, the statement that decides between a state and the baseline.

        Decision makers to whom both are alike, or whose wants are no statements, are left out.
        """
        index = self.index_of(state)
        numbers = {maker: int(column[index]) for maker, column in self._deciding.items()}
        return {maker: self.premises[number] for maker, number in numbers.items() if number >= 0}

    def comparison(self, decision_maker: str, first: State | str, second: State | str) -> Comparison:
        """Return how the first state stands against the second for a decision maker, and what decides it.

        Raises RequestError for a decision maker or a state that is not there.
        """
        maker = self.conflict.decision_maker(decision_maker).id
        return comparison(self.situation, self.premises, maker, self.index_of(first), self.index_of(second))

    def departures(self, state: State | str) -> tuple[Departure, ...]:
        """Return every unilateral improvement from a state, each mover's best first, and where it tempts."""
        index = self.index_of(state)
        here = self.state_at(index)
        graph = self.situation.graph
        found = []
        for i, maker in enumerate(self.decision_makers):
            arcs = graph.improvements[i]
            liking = graph.preferences[i]
            leaving = list(range(int(arcs.begin[index]), int(arcs.begin[index + 1])))
            if isinstance(liking, Order):
                leaving.sort(key=lambda arc: -int(liking.rank[arcs.target[arc]]))
            for arc in leaving:
                to = self.state_at(int(arcs.target[arc]))
                take, drop = here.change_to(to)
                found.append(
                    Departure(
                        maker,
                        to,
                        take,
                        drop,
                        tempting_under=tuple(
                            concept for concept in self.concepts if not self.verdicts[concept][maker].deterred[arc]
                        ),
                    )
                )
        return tuple(found)

    def witness(self, state: State | str, decision_maker: str, concept: str) -> Witness:
        """Return what shows that a decision maker stays in a state, or would leave it, under a concept.

        Raises RequestError for a state, decision maker or concept that is not there.
        """
        maker = self.conflict.decision_maker(decision_maker).id
        return witness(self, self.index_of(state), maker, self._computed(concept))

    @cached_property
    def witnesses(self) -> dict[str, dict[str, tuple[Witness, ...]]]:
        """The witness of every verdict: per concept and decision maker one for each state, in order of the states.

        Raises RequestError above 10,000 states; `witness` gives single ones of any analysis.
        """
        if self.number_of_states > FULL_LIMIT:
            hint = _("ask about one state: `denouement why MODEL STATE`, or `Analysis.witness`")
            message = _(
                "{number} states are too many for all witnesses (at most {limit})",
                number=self.number_of_states,
                limit=FULL_LIMIT,
            )
            raise RequestError(Problem(message, hint))
        return {
            concept: {maker: witnesses(self, maker, concept) for maker in self.decision_makers}
            for concept in self.concepts
        }

    def why(self, state: State | str, decision_maker: str | None = None) -> Explanation:
        """Return why a state holds or does not: for each decision maker, or for one (id or name), move by move.

        Raises RequestError for a state or decision maker that is not there.
        """
        from denouement.analysis.explain import explain

        return explain(self, self.index_of(state), decision_maker)

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All feasible states, in order of their numbers."""
        return tuple(self.state_at(index) for index in range(self.number_of_states))

    # -- answers --------------------------------------------------------------------------------------------

    @cached_property
    def equilibria(self) -> dict[str, tuple[State, ...]]:
        """Per concept, the states stable for everybody, reachable or not."""
        return {concept: self._states(column) for concept, column in self._equilibria.items()}

    @cached_property
    def endings(self) -> tuple[Ending, ...]:
        """States that can be reached from now and hold under one of the ending concepts."""
        resting = np.logical_or.reduce([self._equilibria[concept] for concept in self.ending_concepts])
        if self.reachable is not None:
            resting = resting & self.reachable
        return tuple(
            Ending(
                self.state_at(index),
                tuple(concept for concept in self.concepts if self._equilibria[concept][index]),
                self._compared(index),
            )
            for index in np.flatnonzero(resting).tolist()
        )

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The endings grouped by scenario."""
        scenarios = [scenario.id for scenario in self.conflict.scenarios]
        return stories(self.endings, scenarios, self.decision_makers)

    @cached_property
    def standings(self) -> dict[str, Tally]:
        """In how many endings each decision maker is better or worse off; empty if nobody is compared."""
        return tallies(self.endings, self.decision_makers) if self.endings and self.baseline else {}

    @cached_property
    def premises(self) -> tuple[Premise, ...]:
        """The statements the analysis rests on."""
        return premises(self.situation)

    def to_dict(self, *, full: bool = False, witnesses: bool = False) -> dict[str, Any]:
        """Return everything as plain data, the object that `analyse --json` prints.

        Above 10,000 states the tables `states` and `stability` are left out unless `full`. `witnesses` adds what
        every verdict rests on, and raises RequestError above 10,000 states.
        """
        from denouement.analysis.plain import plain

        return plain(self, full=full or self.number_of_states <= FULL_LIMIT, witnesses=witnesses)

    @cached_property
    def _unreached(self) -> int:
        """How many states moves lead to only if one decision maker makes two in succession, which is not legal."""
        graph, now = self.situation.graph, self.situation.status_quo
        if self.reachable is None or now is None or graph.moves_are_transitive:
            return 0
        return int(reachable_by_any_path(graph, now).sum()) - int(self.reachable.sum())

    @cached_property
    def _deciding(self) -> dict[str, NDArray[np.int32]]:
        base = self.situation.baseline
        return {} if base is None else deciding(self.situation, self.premises, base)

    # -- indices, for the floors that work on arrays ----------------------------------------------------------------

    def index_of(self, state: State | str | StateReference) -> int:
        """Return the position (from 0) of the one state that a reference means; raise RequestError if it means none."""
        if isinstance(state, State):
            return self._index_of_state(state)
        try:
            reference = StateReference.parse(state) if isinstance(state, str) else state
            return self.situation.find_one(reference)
        except ModelError as error:
            raise RequestError(error.problems) from None

    def _index_of_state(self, state: State) -> int:
        """Return where a state of this or another analysis stands here: it is what is taken, or its id if listed."""
        space = self.situation.space
        if self.conflict.is_graph:
            index = space.aliases.get(state.id)
        else:
            found = space.with_taken(state.taken)
            index = int(found[0]) if len(found) else None
        if index is None:
            what = in_words(frozenset(state.taken))
            raise RequestError(Problem(_("{state} is not feasible in this analysis", state=what)))
        return index

    def state_at(self, index: int) -> State:
        """Return the state at a position (from 0)."""
        space = self.situation.space
        return State(space.ids[index], space.taken(index), self._scenario[index], self._names.get(index))

    def _computed(self, concept: str) -> str:
        """Return a concept's id; raise RequestError if there is none of that name, or it was not worked out."""
        id = known_concept(concept).id
        if id not in self.concepts:
            hint = _("this analysis has {concepts}", concepts=", ".join(self.concepts))
            raise RequestError(Problem(_("{concept} was not worked out", concept=id), hint))
        return id

    def _states(self, column: Bools) -> tuple[State, ...]:
        return tuple(self.state_at(index) for index in np.flatnonzero(column).tolist())

    def _compared(self, index: int) -> dict[str, Standing]:
        base = self.situation.baseline
        if base is None:
            return {}
        graph = self.situation.graph
        return {
            maker: liking.compare(index, base)
            for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
        }

    @cached_property
    def _equilibria(self) -> dict[str, Bools]:
        return {
            concept: np.logical_and.reduce([verdict.stable for verdict in by_maker.values()])
            for concept, by_maker in self.verdicts.items()
        }

    @cached_property
    def _names(self) -> dict[int, str]:
        return state_names(self.situation.snapshot, self.situation.space)

    @cached_property
    def _scenario(self) -> list[str | None]:
        names: list[str | None] = [None] * self.number_of_states
        for id, column in scenario_columns(self.situation.snapshot, self.situation.space).items():
            for index in np.flatnonzero(column).tolist():
                names[index] = id
        return names
