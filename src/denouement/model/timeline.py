"""The story so far, and the model as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from denouement.errors import ModelError, Path, Problem, RequestError
from denouement.language import _, together
from denouement.model.conflict import Conflict, DecisionMaker, ForbiddenMoves, Moves, Option, Rule, Step, rule_id
from denouement.model.dates import Date, counts
from denouement.model.evidence import Evidence
from denouement.model.perception import Perception
from denouement.model.preference import Preference, Reading, Statements
from denouement.model.state_reference import StateReference
from denouement.model.vocabulary import Valuation, Vocabulary

Taken = frozenset[str]
"""The options taken (full ids): what a state is, whatever its number."""


@frozen
class Place:
    """Where a story stands: the options taken, and in graph form the listed state."""

    taken: Taken | None
    """None for a listed state that says nothing of options."""
    state: str | None = None
    """The id of the listed state; None in option form."""

    def __str__(self) -> str:
        return in_words(self.taken or frozenset()) if self.state is None else _("state {id}", id=self.state)


@frozen
class Snapshot:
    """A model as of a day: what counts then, and where the story stands."""

    conflict: Conflict
    vocabulary: Vocabulary
    date: Date | None
    """None: no day was asked for; every `since` counts and nothing that has an `until`."""
    rules: tuple[tuple[int, Rule], ...]
    """The rules in force, with their positions in the model."""
    moves: dict[str, Moves]
    """Which way each option (full id) may be changed; `never` outside its window."""
    forbidden: tuple[ForbiddenMoves, ...]
    """The moves forbidden on that day."""
    evidence: dict[str, Evidence]
    """All evidence of the model, by id."""
    readings: dict[str, tuple[Reading, ...]]
    """The readings in force per decision maker, holding only the statements in force."""
    perceptions: dict[str, tuple[tuple[int, Perception], ...]]
    """The perceptions in force per decision maker, with their positions, holding only the rules and statements in
    force."""
    start: Place | None
    """None in graph form if no listed state is the start."""
    now: Place | None
    """Where the history up to the day leads."""
    steps: tuple[int, ...]
    """Positions of the steps taken up to the day."""
    later: tuple[int, ...]
    """Positions of the steps after it: what happened."""
    thought: tuple[tuple[str, Reading], ...] = ()
    """In somebody's view of the model: what others are thought to want, as written, where no reading says it."""
    hidden: frozenset[str] = frozenset()
    """In somebody's view of a model in graph form: the listed states that are not in it."""

    def counting(self, evidence: Iterable[str]) -> tuple[str, ...]:
        """Return which of some evidence counts on the day."""
        return tuple(id for id in evidence if counts(self.evidence[id], self.date))

    def only_hindsight(self, evidence: Iterable[str]) -> bool:
        """Return whether there is evidence, and all of it that counts is dated after the day."""
        known = [self.evidence[id].date for id in self.counting(evidence)]
        return bool(known) and all(
            date is not None and self.date is not None and self.date.is_before(date) for date in known
        )

    def where_it_led(self) -> Place | None:
        """Return where the moves recorded after the day led; None if there are none, or to no one listed state."""
        if not any(self.conflict.history[number].by for number in self.later):
            return None
        *_earlier, (_step, _before, last) = walk(self.conflict, self.vocabulary)
        return last

    def where_on(self, date: Date) -> Place | None:
        """Return the place after a day's steps; before the first step it is the start."""
        place = self.start
        for step, _before, after in walk(self.conflict, self.vocabulary):
            if date.is_before(step.date):
                break
            place = after
        return place


def snapshot(conflict: Conflict, as_of: str | Date | None = None) -> Snapshot:
    """Return the model as of a date, "latest" (its last step), or, by default, the date the model names."""
    date = _date(conflict, as_of)
    vocabulary = Vocabulary.of(conflict)
    place = start = start_of(conflict, vocabulary)
    done: list[int] = []
    later: list[int] = []
    for number, (step, _before, after) in enumerate(walk(conflict, vocabulary)):
        # What comes after a later step is later too, even where a bare day cannot be told from the hour.
        if later or (date is not None and date.is_before(step.date)):
            later.append(number)
        else:
            place = after
            done.append(number)
    makers = conflict.decision_makers
    return Snapshot(
        conflict,
        vocabulary,
        date,
        rules=tuple((number, rule) for number, rule in enumerate(conflict.rules) if counts(rule, date)),
        moves={maker.full_id(option): _moves(option, date) for maker in makers for option in maker.options},
        forbidden=tuple(entry for entry in conflict.forbidden_moves if counts(entry, date)),
        evidence={entry.id: entry for entry in conflict.evidence},
        readings={maker.id: tuple(_readings_in_force(maker, date)) for maker in makers},
        perceptions={maker.id: tuple(_perceptions_in_force(maker, date)) for maker in makers},
        start=start,
        now=place,
        steps=tuple(done),
        later=tuple(later),
    )


def taken_by(reference: StateReference, vocabulary: Vocabulary) -> Taken:
    """Return the options that a list or a full pattern names (full ids)."""
    if reference.kind == "pattern":
        pairs = zip(reference.text, vocabulary.options, strict=True)
        return frozenset(option for letter, option in pairs if letter == "Y")
    return frozenset(vocabulary.full_id(name) for name in reference.taken)


def listed_states(conflict: Conflict, vocabulary: Vocabulary) -> dict[str, Taken | None]:
    """Return, in graph form, the options taken in each listed state; None where a state does not say."""
    return {state.id: None if state.taken is None else taken_by(state.taken, vocabulary) for state in conflict.states}


def start_of(conflict: Conflict, vocabulary: Vocabulary) -> Place | None:
    """Return the place before the story begins: nothing taken, unless written; None if no listed state is that."""
    if conflict.start is not None and conflict.start.kind == "name":
        return Place(listed_states(conflict, vocabulary)[conflict.start.text], conflict.start.text)
    taken = frozenset() if conflict.start is None else taken_by(conflict.start, vocabulary)
    return _place(conflict, vocabulary, taken)


def _place(conflict: Conflict, vocabulary: Vocabulary, taken: Taken) -> Place | None:
    if not conflict.is_graph:
        return Place(taken)
    fitting = [id for id, options in listed_states(conflict, vocabulary).items() if options == taken]
    return Place(taken, fitting[0]) if len(fitting) == 1 else None


def walk(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[tuple[Step, Place | None, Place | None]]:
    """Yield each step with the place before and after it; None where a step leads to no one listed state."""
    before = start_of(conflict, vocabulary)
    for step in conflict.history:
        after = before
        if step.to is not None:
            after = Place(listed_states(conflict, vocabulary).get(step.to), step.to)
        elif before is not None and (step.take or step.drop):
            take = {vocabulary.full_id(name) for name in step.take}
            drop = {vocabulary.full_id(name) for name in step.drop}
            after = _place(conflict, vocabulary, frozenset((before.taken or frozenset()) - drop | take))
        yield step, before, after
        before = after


def history_problems(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with the start and the steps: each is tested by the rules as they stood that day."""
    if not conflict.history:
        return
    first_day = conflict.history[0].date
    start_path: Path = ("start",) if conflict.start is not None else ("history", 0)
    start = start_of(conflict, vocabulary)
    moving = any(step.by for step in conflict.history)
    broken = [] if start is None else list(broken_rules(conflict, vocabulary, start.taken, first_day.eve()))
    if moving and (start is None or broken):
        place = start or in_words(frozenset())
        message = (
            _("the story cannot begin with {place}: breaks {rules}", place=place, rules=rules_in_words(broken))
            if broken
            else _("the story cannot begin with {place}: no one listed state is that", place=place)
        )
        yield Problem(message, _("write under `start` where the story was before the first step"), start_path)
        return
    owners = {maker.full_id(option): (maker, option) for maker in conflict.decision_makers for option in maker.options}
    latest = first_day
    for number, (step, before, after) in enumerate(walk(conflict, vocabulary)):
        path: Path = ("history", number)
        if step.date.is_before(latest):
            message = _("this step ({date}) stands after one of {other}", date=step.date, other=latest)
            yield Problem(message, _("put the steps in date order"), path)
        if step.date.time is not None or step.date.day != latest.day:
            latest = step.date  # a bare day says nothing of the hour before it
        if not step.by or before is None:
            continue
        flips = list(_flip_problems(_changes(conflict, vocabulary, step, before, after), owners, step, before, path))
        yield from flips
        if after is None:
            hint = _("write `to:` with the id of the state it leads to")
            yield Problem(_("this step leads to no listed state, or to more than one"), hint, path)
        elif before == after and flips:
            pass  # what was to change has been named
        elif before == after:
            hint = _("name what was taken or dropped, or use `event` without `by`")
            yield Problem(_("this step changes nothing"), hint, path)
        else:
            yield from _arrival_problems(conflict, vocabulary, step, before, after, path)


Change = tuple[str, str, tuple[str | int, ...]]
"""`take` or `drop`, the option (full id), and where in the step it is written."""


def _changes(
    conflict: Conflict, vocabulary: Vocabulary, step: Step, before: Place, after: Place | None
) -> Iterator[Change]:
    """Yield the options that a step changes: as written, or as the listed states that it joins differ."""
    for key, names in (("take", step.take), ("drop", step.drop)):
        yield from ((key, vocabulary.full_id(name), (key, at)) for at, name in enumerate(names))
    listing = any(conflict.decision_maker(id).moves is not None for id in step.by)
    if step.to is None or listing or after is None or before.taken is None or after.taken is None:
        return
    for option in vocabulary.options:
        if (option in before.taken) != (option in after.taken):
            yield "take" if option in after.taken else "drop", option, ("to",)


def _flip_problems(
    changes: Iterator[Change],
    owners: dict[str, tuple[DecisionMaker, Option]],
    step: Step,
    before: Place,
    path: Path,
) -> Iterator[Problem]:
    for key, full, written in changes:
        place = (*path, *written)
        maker, option = owners[full]
        name = option.id
        if maker.id not in step.by:
            joint = ", ".join((*step.by, maker.id))
            others = together(step.by)
            yield Problem(
                _("{option} belongs to {owner}, not to {others}", option=name, owner=maker.id, others=others),
                _("write `by: {owner}`, or `by: [{joint}]` for a joint step", owner=maker.id, joint=joint),
                place,
            )
        if (full in (before.taken or ())) == (key == "take"):
            message = (
                _("{option} is already taken at this point", option=name)
                if key == "take"
                else _("{option} is not taken at this point", option=name)
            )
            yield Problem(message, _("leave it out of `{key}`", key=key), place)
        elif _moves(option, step.date) not in ("both", key):
            if not counts(option, step.date):
                message = _("{option} cannot be changed on {date}, outside its window", option=name, date=step.date)
                yield Problem(message, "", place)
            else:
                hint = _("its `moves` is {moves}: change that, or this step", moves=option.moves)
                yield Problem(_("{option} cannot be changed this way", option=name), hint, place)


def _arrival_problems(
    conflict: Conflict, vocabulary: Vocabulary, step: Step, before: Place, after: Place, path: Path
) -> Iterator[Problem]:
    broken = list(broken_rules(conflict, vocabulary, after.taken, step.date))
    if broken:
        message = _("this step leads to {place}, which breaks {rules}", place=after, rules=rules_in_words(broken))
        yield Problem(message, _("order the steps so that each is possible, or change the rule"), path)
    if len(step.by) == 1 and before.state is not None and after.state is not None:
        maker = conflict.decision_maker(step.by[0])
        listed = maker.moves
        if listed is not None and after.state not in dict(listed).get(before.state, ()):
            hint = _("list it under the moves of {who}, or write who else took part", who=maker.id)
            message = _(
                "{who} has no move from {before} to {after}", who=maker.id, before=before.state, after=after.state
            )
            yield Problem(message, hint, path)


def broken_rules(
    conflict: Conflict, vocabulary: Vocabulary, taken: Taken | None, on: Date | None
) -> Iterator[tuple[int, Rule]]:
    """Yield the rules in force on a date that a state breaks, with their positions in the model."""
    if taken is None:
        return
    holds = Valuation(vocabulary, [option in taken for option in vocabulary.options])
    for number, rule in enumerate(conflict.rules):
        if counts(rule, on) and not holds(rule.requirement):
            yield number, rule


def in_words(taken: Taken) -> str:
    """Return the options taken as a list for a message."""
    return f"[{', '.join(sorted(taken))}]" if taken else _("nothing taken")


def rules_in_words(rules: Iterable[tuple[int, Rule]]) -> str:
    """Return some rules, given with their positions, by id and with what they say, for a message."""
    return together([f"{rule_id(number, rule)} ({rule})" for number, rule in rules])


def _date(conflict: Conflict, as_of: str | Date | None) -> Date | None:
    if as_of is None:
        return conflict.as_of
    if isinstance(as_of, Date):
        return as_of
    if as_of.strip() == "latest":
        if not conflict.history:
            message = _("this model has no history, so there is no latest day")
            raise RequestError(Problem(message, _("leave --as-of out")))
        return conflict.history[-1].date
    try:
        return Date.parse(as_of)
    except ModelError as error:
        raise RequestError(error.problems) from None


def _moves(option: Option, on: Date | None) -> Moves:
    return option.moves if counts(option, on) else "never"


def _readings_in_force(maker: DecisionMaker, on: Date | None) -> Iterator[Reading]:
    for reading in maker.readings:
        if counts(reading, on):
            yield evolve(reading, preference=_wants_in_force(reading.preference, on))


def _perceptions_in_force(maker: DecisionMaker, on: Date | None) -> Iterator[tuple[int, Perception]]:
    for number, perception in enumerate(maker.perceptions):
        if counts(perception, on):
            yield (
                number,
                evolve(
                    perception,
                    preferences=tuple((who, _wants_in_force(wants, on)) for who, wants in perception.preferences),
                    rules=tuple(rule for rule in perception.rules if counts(rule, on)),
                ),
            )


def _wants_in_force(preference: Preference, on: Date | None) -> Preference:
    if not isinstance(preference, Statements):
        return preference
    return Statements(tuple(statement for statement in preference.statements if counts(statement, on)))
