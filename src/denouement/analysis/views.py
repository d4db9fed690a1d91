"""How each decision maker sees the conflict: the model with its perceptions applied, analysed like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import evolve, frozen

from denouement.analysis.result import Analysis
from denouement.errors import ModelError, Path, Problem
from denouement.language import _
from denouement.model.condition import Name
from denouement.model.conflict import Rule, rule_id
from denouement.model.perception import Perception, seen_as
from denouement.model.preference import Preference, Reading
from denouement.model.timeline import Snapshot, Taken, listed_states
from denouement.states.budget import Budget
from denouement.states.situation import Situation, view_of

ElementKind = Literal["reading", "wants", "unseen", "rule", "disbelief"]


@frozen
class Element:
    """The least part of a perception: one thing in which a view differs from the model."""

    kind: ElementKind
    about: str
    """The other decision maker, the option (full id), the rule believed as text, or the id of the rule not believed."""
    perception: int
    """Position of the perception that says it."""
    reading: str | None = None
    """Which reading the other is taken to have."""
    wants: Preference | None = None
    """What the other is thought to want, as far as it counts on the day."""
    rule: Rule | None = None
    """The rule believed."""

    def __str__(self) -> str:
        match self.kind:
            case "reading":
                return f"{self.about}={self.reading}"
            case "wants":
                return f"wants of {self.about}"  # not said
            case "disbelief":
                return f"without {self.about}"  # not said
            case "unseen":
                return f"unseen {self.about}"  # not said
            case _:
                return self.about


@frozen
class View:
    """One decision maker's view of a conflict."""

    decision_maker: str
    perceptions: tuple[tuple[int, Perception], ...]
    """Those in force on the day, with their positions; none means that it sees the model as it is."""
    elements: tuple[Element, ...]
    """What they change, put together: of two about the same, the later."""
    seen: tuple[str, ...]
    """Options (full ids) that it is said not to see, and that are taken where the story stands: so it sees them."""
    analysis: Analysis
    contradicted: bool
    """Whether the story stands where, in this view, it cannot stand; the view then has no status quo."""


def views(truth: Analysis, budget: Budget | None = None) -> dict[str, View]:
    """Return everybody's view of what has been analysed, by decision maker.

    Raises ModelError for a view in which nothing is possible, or in which somebody's ranking has gaps.
    """
    return {maker: _view(truth, maker, budget) for maker in truth.decision_makers}


def _view(truth: Analysis, maker: str, budget: Budget | None) -> View:
    facts = truth.situation
    perceptions = facts.snapshot.perceptions[maker]
    taken = frozenset() if facts.status_quo is None else frozenset(facts.space.taken(facts.status_quo))
    elements, seen = elements_of(facts.snapshot, maker, taken)
    analysis = as_seen(truth, maker, elements, budget)
    lost = facts.status_quo is not None and analysis.situation.status_quo is None
    return View(maker, perceptions, elements, seen, analysis, lost)


def elements_of(snapshot: Snapshot, maker: str, taken: Taken) -> tuple[tuple[Element, ...], tuple[str, ...]]:
    """Return what somebody's perceptions change, and the options that it sees all the same, as they are taken."""
    found: dict[tuple[str, str], Element] = {}
    seen: dict[str, None] = {}
    conflict = snapshot.conflict
    for number, perception in snapshot.perceptions[maker]:
        for who, reading in perception.readings:
            found["mind", who] = Element("reading", who, number, reading=reading)
        for who, wants in perception.preferences:
            found["mind", who] = Element("wants", who, number, wants=wants)
        for name in perception.unseen:
            option = snapshot.vocabulary.full_id(name)
            if option in taken:
                seen[option] = None
            else:
                found["unseen", option] = Element("unseen", option, number)
        for rule in perception.rules:
            found["rule", str(rule)] = Element("rule", str(rule), number, rule=rule)
        for name in perception.disbelieves:
            position = conflict.position_of_rule(name)
            if any(position == at for at, _rule in snapshot.rules):
                id = rule_id(position, conflict.rules[position])
                found["disbelief", id] = Element("disbelief", id, number)
    return tuple(found.values()), tuple(seen)


def as_seen(
    truth: Analysis,
    maker: str,
    elements: Iterable[Element],
    budget: Budget | None = None,
    concepts: tuple[str, ...] | None = None,
) -> Analysis:
    """Return the analysis of a conflict with some elements of somebody's perceptions applied.

    `concepts` limits what is worked out. Without elements this is what has been analysed already.
    """
    elements = tuple(elements)
    if not elements and concepts is None:
        return truth
    view = situation_seen(truth.situation, maker, elements, budget)
    return Analysis.of(view, concepts=concepts or truth.concepts, ending_concepts=truth.ending_concepts)


def situation_seen(
    truth: Situation, maker: str, elements: tuple[Element, ...], budget: Budget | None = None
) -> Situation:
    """Return the states, moves and likings of a conflict with some elements of somebody's perceptions applied.

    Raises ModelError, with places in its perceptions, for a view in which nothing is possible, or in which somebody's
    ranking has gaps.
    """
    moment = truth.snapshot
    in_force = dict(moment.readings)
    used = {who: reading.id for who, reading in truth.readings.items() if reading.id is not None}
    thought: list[tuple[str, Reading]] = []
    for element in elements:
        if element.kind == "reading":
            _check_in_force(moment, maker, element)
            assert element.reading is not None
            used[element.about] = element.reading
        elif element.kind == "wants":
            assert element.wants is not None
            written = dict(moment.conflict.decision_maker(maker).perceptions[element.perception].preferences)
            thought.append((element.about, Reading(written[element.about], id=seen_as(maker))))
            in_force[element.about] = (Reading(element.wants, id=seen_as(maker)),)
            used[element.about] = seen_as(maker)
    seen = evolve(moment, readings=in_force, thought=tuple(thought))
    try:
        if all(element.kind in ("reading", "wants") for element in elements):
            return evolve(truth, snapshot=seen).read_as(used)
        options = frozenset(element.about for element in elements if element.kind == "unseen")
        seen = evolve(seen, rules=tuple(_rules_believed(moment, elements)), hidden=_hidden(truth, options))
        return view_of(truth, seen, used, budget)
    except ModelError as error:
        raise ModelError(
            moment.conflict.located(
                Problem(
                    _("in the view of {maker}: {problem}", maker=maker, problem=problem.message),
                    problem.hint,
                    _place(maker, elements, problem),
                )
                for problem in error.problems
            )
        ) from None


def _place(maker: str, elements: tuple[Element, ...], problem: Problem) -> Path:
    """Return where in somebody's perceptions a problem of its view is written."""
    mine: Path = ("decision_makers", maker, "perceptions")
    for element in elements:
        made_up = ("decision_makers", element.about, "preferences", seen_as(maker))
        if element.kind == "wants" and problem.path[: len(made_up)] == made_up:
            return (*mine, element.perception, "preferences", element.about, *problem.path[len(made_up) :])
    return (*mine, elements[0].perception)


def _check_in_force(moment: Snapshot, maker: str, element: Element) -> None:
    if all(reading.id != element.reading for reading in moment.readings[element.about]):
        who = {"maker": maker, "other": element.about, "reading": element.reading}
        message = (
            _(
                "{maker} takes {other} to be read as {reading}, which does not count on {day}",
                **who,
                day=moment.date,
            )
            if moment.date
            else _("{maker} takes {other} to be read as {reading}, which does not count without a date", **who)
        )
        hint = _("give the perception the same `since` and `until` as the reading, or write `preferences`")
        path = ("decision_makers", maker, "perceptions", element.perception, "readings", element.about)
        raise ModelError(moment.conflict.located([Problem(message, hint, path)]))


def _rules_believed(moment: Snapshot, elements: tuple[Element, ...]) -> Iterator[tuple[int, Rule]]:
    """Yield the rules of a view; those that only the view has are numbered after those of the model."""
    conflict = moment.conflict
    disbelieved = {element.about for element in elements if element.kind == "disbelief"}
    yield from (pair for pair in moment.rules if rule_id(*pair) not in disbelieved)
    if conflict.is_graph:
        return
    further = len(conflict.rules)
    for element in elements:
        if element.kind == "rule" and element.rule is not None:
            yield further, element.rule
        elif element.kind == "unseen":
            yield further, Rule("never", (Name(element.about),), id="unseen")
        else:
            continue
        further += 1


def _hidden(truth: Situation, options: frozenset[str]) -> frozenset[str]:
    """Return the listed states that are not in a view, since an option unseen is taken in them."""
    if not truth.snapshot.conflict.is_graph:
        return frozenset()
    listed = listed_states(truth.snapshot.conflict, truth.snapshot.vocabulary)
    return frozenset(id for id, taken in listed.items() if taken is not None and taken & options)
