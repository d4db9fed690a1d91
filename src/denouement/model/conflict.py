"""The whole model: decision makers and their options, what cannot be, what has happened, who says so.

Everything here is frozen. Building a `Conflict` checks it from end to end and raises one ModelError that lists
all problems; a change is a new object (`evolve`, `with_preferences`, …). The module is long because the parts of a
model, and the edits that keep them consistent, are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from attrs import Attribute, evolve, field, frozen

from denouement.errors import Location, ModelError, Path, Problem, RequestError
from denouement.language import _
from denouement.model.condition import Condition, Count, Not
from denouement.model.condition_parser import parse_condition
from denouement.model.dates import Date
from denouement.model.evidence import Claim, Evidence, Source
from denouement.model.names import did_you_mean
from denouement.model.perception import Perception, with_renumbered_rules, without_readings
from denouement.model.preference import Preference, Reading, Statement, Statements
from denouement.model.shown import Shown
from denouement.model.state_reference import StateReference

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis
    from denouement.states.budget import Budget

Moves = Literal["both", "take", "drop", "never"]
MOVES: tuple[Moves, ...] = ("both", "take", "drop", "never")

RuleKind = Literal["always", "never", "at_most_one", "exactly_one", "at_least_one"]
RULE_KINDS: tuple[RuleKind, ...] = ("always", "never", "at_most_one", "exactly_one", "at_least_one")


def one_of(words: tuple[str, ...]) -> Callable[[Any, Attribute[str], str], None]:
    """Return a check that a field holds one of some words."""

    def check(holder: Any, attribute: Attribute[str], value: str) -> None:
        if value not in words:
            message = _("{value!r} is no {field}", value=value, field=attribute.name)
            raise ModelError(Problem(message, did_you_mean(str(value), words)))

    return check


@frozen
class Option(Shown):
    """Something a decision maker can do or leave; `moves` says which way it may be changed."""

    id: str
    name: str | None = None
    moves: Moves = field(default="both", validator=one_of(MOVES))
    note: str | None = None
    evidence: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None


@frozen
class DecisionMaker(Shown):
    """Somebody who can change the state alone, and what they want."""

    id: str
    name: str | None = None
    options: tuple[Option, ...] = ()
    readings: tuple[Reading, ...] = ()
    kind: str | None = None
    members: tuple[str, ...] = ()
    note: str | None = None
    moves: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    """In graph form: from each state (by id) the states it can move to; None where moves follow from options."""
    perceptions: tuple[Perception, ...] = ()
    """How its view differs from the model; plain analysis ignores them."""

    @property
    def title(self) -> str:
        """The name, or the id where no name was given."""
        return self.name or self.id

    def full_id(self, option: Option) -> str:
        """Return an option's id with its owner's in front."""
        return f"{self.id}.{option.id}"


@frozen
class Rule(Shown):
    """What cannot be, and why: the condition(s) under one of five kinds."""

    kind: RuleKind = field(validator=one_of(RULE_KINDS))
    conditions: tuple[Condition, ...]
    """One for `always` and `never`; the listed ones for the counting kinds."""
    why: str | None = None
    id: str | None = None
    evidence: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None

    @property
    def requirement(self) -> Condition:
        """The single condition that every feasible state meets."""
        match self.kind:
            case "always":
                return self.conditions[0]
            case "never":
                return Not(self.conditions[0])
            case "at_most_one":
                return Count("at most", 1, self.conditions)
            case "exactly_one":
                return Count("exactly", 1, self.conditions)
            case "at_least_one":
                return Count("at least", 1, self.conditions)

    def __str__(self) -> str:
        if self.kind in ("always", "never"):
            return f"{self.kind}: {self.conditions[0]}"
        return f"{self.kind}: [{', '.join(map(str, self.conditions))}]"


def rule_id(number: int, rule: Rule) -> str:
    """Return a rule's id: its own, or `rule3` by its position (given from 0)."""
    return rule.id or f"rule{number + 1}"


@frozen
class Scenario(Shown):
    """A name for a family of states; the first scenario that holds names the state."""

    id: str
    when: Condition
    name: str | None = None
    story: str | None = None
    """Scenarios with the same story are told together (and still counted apart)."""
    note: str | None = None

    @property
    def title(self) -> str:
        """The name, or the id where no name was given."""
        return self.name or self.id


@frozen
class GraphState:
    """A state of a model in graph form, listed by id; `taken` is None if it says nothing of options."""

    id: str
    name: str | None = None
    taken: StateReference | None = None
    note: str | None = None


@frozen
class ForbiddenMoves:
    """Single moves that are not possible; a missing end means any state."""

    by: str
    origin: Condition | None = None
    """`from` in the file."""
    destination: Condition | None = None
    """`to` in the file."""
    why: str | None = None
    evidence: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None


@frozen
class Coalesced:
    """States that are told apart by nobody and count as one."""

    when: Condition
    name: str | None = None
    """`as` in the file: another way to refer to the merged state."""
    represented_by: StateReference | None = None
    """The member whose options and ranks it has; default: the lowest-numbered."""
    why: str | None = None


@frozen
class Step(Shown):
    """One change made at once, or (with `event` and nobody in `by`) something that only tells."""

    date: Date
    by: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    event: str | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None
    to: str | None = None
    """In graph form: the state that the step leads to."""


class Origin(Protocol):
    """Where a model was read from: finds the place in the file for a path in the model."""

    def locate(self, path: Path, offset: int | None = None) -> Location:
        """Return the place of a path, or of a character of the text there."""
        ...


def _condition(given: str | Condition) -> Condition:
    return parse_condition(given) if isinstance(given, str) else given


def _pairs(
    given: Mapping[str, str | Condition] | Iterable[tuple[str, str | Condition]],
) -> tuple[tuple[str, Condition], ...]:
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple((name, _condition(condition)) for name, condition in pairs)


@frozen
class Conflict(Shown):
    """A conflict as the analyst describes it; checked when built.

    >>> conflict = Conflict(
    ...     title="Who gives way",
    ...     decision_makers=[
    ...         decision_maker("a", {"wait": "Wait"}, ["wait", "not wait"]),
    ...         decision_maker("b", {"push": "Push"}, ["not wait", "push"]),
    ...     ],
    ... )
    >>> conflict.options
    ('a.wait', 'b.push')
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...] = field(converter=tuple[DecisionMaker, ...])
    definitions: tuple[tuple[str, Condition], ...] = field(default=(), converter=_pairs)
    rules: tuple[Rule, ...] = field(default=(), converter=tuple[Rule, ...])
    scenarios: tuple[Scenario, ...] = field(default=(), converter=tuple[Scenario, ...])
    start: StateReference | None = None
    """None: not written, which means nothing taken."""
    history: tuple[Step, ...] = field(default=(), converter=tuple[Step, ...])
    status_quo: StateReference | None = None
    baseline: StateReference | None = None
    as_of: Date | None = None
    summary: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
    evidence: tuple[Evidence, ...] = field(default=(), converter=tuple[Evidence, ...])
    claims: tuple[Claim, ...] = field(default=(), converter=tuple[Claim, ...])
    states: tuple[GraphState, ...] = field(default=(), converter=tuple[GraphState, ...])
    """The states, if the model lists them (graph form); empty in option form, where rules make them."""
    forbidden_moves: tuple[ForbiddenMoves, ...] = field(default=(), converter=tuple[ForbiddenMoves, ...])
    coalesce: tuple[Coalesced, ...] = field(default=(), converter=tuple[Coalesced, ...])
    origin: Origin | None = field(default=None, eq=False, repr=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        from denouement.model.validation import problems_in  # it needs the classes of this module

        problems = problems_in(self)
        if problems:
            raise ModelError(self.located(problems))

    @property
    def options(self) -> tuple[str, ...]:
        """Full ids (`board.dismiss`) of all options, in model order: the order of patterns and state numbers."""
        return tuple(maker.full_id(option) for maker in self.decision_makers for option in maker.options)

    @property
    def is_graph(self) -> bool:
        """Whether the model lists its states (graph form)."""
        return bool(self.states)

    @property
    def names(self) -> dict[str, str]:
        """What decision makers and options (by full id) are called."""
        names = {}
        for maker in self.decision_makers:
            names[maker.id] = maker.title
            names.update({maker.full_id(option): option.name or option.id for option in maker.options})
        return names

    @property
    def sha256(self) -> str:
        """Hash of what the model says: blind to comments, layout and order of keys, not to anything else."""
        from denouement.model.canonical import sha256

        return sha256(self)

    def decision_maker(self, id: str) -> DecisionMaker:
        """Return a decision maker by id; raise RequestError if there is none."""
        for maker in self.decision_makers:
            if maker.id == id:
                return maker
        hint = did_you_mean(id, [maker.id for maker in self.decision_makers])
        raise RequestError(Problem(_("there is no decision maker {id!r}", id=id), hint))

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems with their places in the file this model was read from, if it was."""
        if self.origin is None:
            return list(problems)
        return [
            evolve(problem, location=problem.location or self.origin.locate(problem.path, problem.offset))
            for problem in problems
        ]

    def with_preferences(self, decision_maker: str, preference: Preference | Iterable[str | Statement]) -> Conflict:
        """Return the conflict with one decision maker's wants replaced, rival readings included."""
        return self.with_readings(decision_maker, (Reading(_preference(preference)),))

    def with_readings(self, decision_maker: str, readings: Iterable[Reading]) -> Conflict:
        """Return the conflict with one decision maker's rival readings replaced."""
        maker, after = self.decision_maker(decision_maker), tuple(readings)
        makers = (
            evolve(other, perceptions=without_readings(other.perceptions, maker.id, maker.readings, after))
            for other in self.decision_makers
        )
        changed = tuple(evolve(other, readings=after) if other.id == maker.id else other for other in makers)
        return evolve(self, decision_makers=changed, origin=None)

    def with_perceptions(self, decision_maker: str, perceptions: Iterable[Perception]) -> Conflict:
        """Return the conflict with one decision maker's perceptions replaced."""
        return self._with_maker(evolve(self.decision_maker(decision_maker), perceptions=tuple(perceptions)))

    def with_option_moves(self, option: str, moves: Moves) -> Conflict:
        """Return the conflict with an option (full id) made reversible, one-way or fixed."""
        owner, _dot, name = option.partition(".")
        maker = self.decision_maker(owner) if name else None
        if maker is None or all(known.id != name for known in maker.options):
            message = _("there is no option {id!r}", id=option)
            raise RequestError(Problem(message, did_you_mean(option, self.options)))
        options = tuple(evolve(known, moves=moves) if known.id == name else known for known in maker.options)
        return self._with_maker(evolve(maker, options=options))

    def with_rules(self, rules: Iterable[Rule]) -> Conflict:
        """Return the conflict with other rules."""
        after = tuple(rules)
        makers = tuple(
            evolve(maker, perceptions=tuple(with_renumbered_rules(maker.perceptions, self.rules, after)))
            for maker in self.decision_makers
        )
        return evolve(self, rules=after, decision_makers=makers, origin=None)

    def without_rule(self, id: str) -> Conflict:
        """Return the conflict without one rule, by its id or its default id (`rule3`)."""
        dropped = self.position_of_rule(id)
        return self.with_rules(rule for number, rule in enumerate(self.rules) if number != dropped)

    def position_of_rule(self, id: str) -> int:
        """Return the position (from 0) of a rule, by its id or its default id (`rule3`); RequestError if none."""
        ids = [rule_id(number, rule) for number, rule in enumerate(self.rules)]
        if id in ids:
            return ids.index(id)
        by_number = [f"rule{number}" for number in range(1, len(ids) + 1)]
        if id in by_number:
            return by_number.index(id)
        raise RequestError(Problem(_("there is no rule {id!r}", id=id), did_you_mean(id, ids)))

    def _with_maker(self, changed: DecisionMaker) -> Conflict:
        makers = tuple(changed if maker.id == changed.id else maker for maker in self.decision_makers)
        return evolve(self, decision_makers=makers, origin=None)

    def analyse(
        self,
        *,
        concepts: Iterable[str] | None = None,
        ending_concepts: Iterable[str] | None = None,
        as_of: str | Date | None = None,
        readings: Mapping[str, str] | None = None,
        baseline: str | StateReference | None = None,
        budget: Budget | None = None,
        take: Iterable[str] = (),
        drop: Iterable[str] = (),
    ) -> Analysis:
        """Return which states hold, how the story can end, and who is better or worse off.

        `concepts` are ids of solution concepts (default: all five); `ending_concepts` those that make an ending
        (default: nash and seq). `as_of` is a date, or "latest"; default: the model's own. `readings` chooses one
        reading for each decision maker named (default: the first). `baseline` is the state that standings are
        measured against. `budget` is what may be used (default: 8 GB and 15 minutes). `take` and `drop` suppose
        that options were taken, or dropped, where the story stands. Raises RequestError for an unknown name or for
        what is impossible, ModelError if the model as of that day has no feasible state or a ranking with gaps,
        BudgetError if more would be needed than is allowed.
        """
        from denouement.analysis.analyse import analyse  # the one import upwards, at the moment of use

        return analyse(
            self,
            concepts=concepts,
            ending_concepts=ending_concepts,
            as_of=as_of,
            readings=readings,
            baseline=baseline,
            budget=budget,
            take=take,
            drop=drop,
        )


def decision_maker(
    id: str,
    options: Mapping[str, str | Option] | Iterable[str],
    wants: Preference | Iterable[str | Statement] | Mapping[str, Preference | Iterable[str | Statement]],
    *,
    name: str | None = None,
) -> DecisionMaker:
    """Return a decision maker from plain values: options by id, wants as condition texts or rival readings.

    >>> decision_maker("a", ["wait"], ["wait"]).readings[0].preference
    Statements(statements=(Statement(that=Name(name='wait'), ...
    """
    if isinstance(options, Mapping):
        built = tuple(value if isinstance(value, Option) else Option(key, name=value) for key, value in options.items())
    else:
        built = tuple(Option(key) for key in options)
    if isinstance(wants, Mapping):
        readings = tuple(Reading(_preference(want), id=key) for key, want in wants.items())
    else:
        readings = (Reading(_preference(wants)),)
    return DecisionMaker(id, name=name, options=built, readings=readings)


def rule(kind: RuleKind, *conditions: str | Condition, why: str | None = None, id: str | None = None) -> Rule:
    """Return a rule from condition texts.

    >>> str(rule("at_most_one", "back", "msft"))
    'at_most_one: [back, msft]'
    """
    return Rule(kind, tuple(_condition(condition) for condition in conditions), why=why, id=id)


def _preference(given: Preference | Iterable[str | Statement]) -> Preference:
    if isinstance(given, Preference):
        return given
    return Statements(tuple(item if isinstance(item, Statement) else Statement(_condition(item)) for item in given))
