"""The story so far, and the model as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from denouement.errors import ModelError, Path, Problem, RequestError
from denouement.model.conflict import Conflict, DecisionMaker, Moves, Option, Rule, Step
from denouement.model.dates import Date, counts
from denouement.model.preference import Reading, Statements
from denouement.model.vocabulary import Valuation, Vocabulary

Taken = frozenset[str]
"""The options taken (full ids): what a state is, whatever its number."""


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
    readings: dict[str, tuple[Reading, ...]]
    """The readings in force per decision maker, holding only the statements in force."""
    start: Taken
    now: Taken
    """Where the history up to the day leads."""
    steps: tuple[int, ...]
    """Positions of the steps taken up to the day."""
    later: tuple[int, ...]
    """Positions of the steps after it: what happened."""

    def where_on(self, date: Date) -> Taken:
        """Return the state after a day's steps; before the first step it is the start."""
        taken = self.start
        for step, _, after in walk(self.conflict, self.vocabulary):
            if date.is_before(step.date):
                break
            taken = after
        return taken


def snapshot(conflict: Conflict, as_of: str | Date | None = None) -> Snapshot:
    """Return the model as of a date, "latest" (its last step), or, by default, the date the model names."""
    date = _date(conflict, as_of)
    vocabulary = Vocabulary.of(conflict)
    start = start_of(conflict, vocabulary)
    taken, done, later = start, [], []
    for number, (step, _, after) in enumerate(walk(conflict, vocabulary)):
        if date is not None and date.is_before(step.date):
            later.append(number)
        else:
            taken = after
            done.append(number)
    makers = conflict.decision_makers
    return Snapshot(
        conflict,
        vocabulary,
        date,
        rules=tuple((number, rule) for number, rule in enumerate(conflict.rules) if counts(rule, date)),
        moves={maker.full_id(option): _moves(option, date) for maker in makers for option in maker.options},
        readings={maker.id: tuple(_readings_in_force(maker, date)) for maker in makers},
        start=start,
        now=taken,
        steps=tuple(done),
        later=tuple(later),
    )


def start_of(conflict: Conflict, vocabulary: Vocabulary) -> Taken:
    """Return the options taken before the story begins (none, unless written)."""
    if conflict.start is None:
        return frozenset()
    if conflict.start.kind == "pattern":
        pairs = zip(conflict.start.text, vocabulary.options, strict=True)
        return frozenset(option for letter, option in pairs if letter == "Y")
    return frozenset(vocabulary.full_id(name) for name in conflict.start.taken)


def walk(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[tuple[Step, Taken, Taken]]:
    """Yield each step with the options taken before and after it."""
    before = start_of(conflict, vocabulary)
    for step in conflict.history:
        take = {vocabulary.full_id(name) for name in step.take}
        drop = {vocabulary.full_id(name) for name in step.drop}
        after = frozenset(before - drop | take)
        yield step, before, after
        before = after


def history_problems(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with the start and the steps: each is tested by the rules as they stood that day."""
    if not conflict.history:
        return
    first_day = conflict.history[0].date
    start_path: Path = ("start",) if conflict.start is not None else ("history", 0)
    start = start_of(conflict, vocabulary)
    broken = list(broken_rules(conflict, vocabulary, start, first_day.eve()))
    if broken and any(step.by for step in conflict.history):
        yield Problem(
            f"the story cannot begin with {in_words(start)}: {broken_in_words(broken)}",
            "write under `start` what was taken before the first step",
            start_path,
        )
        return
    owners = {maker.full_id(option): (maker, option) for maker in conflict.decision_makers for option in maker.options}
    latest = first_day
    for number, (step, before, after) in enumerate(walk(conflict, vocabulary)):
        path: Path = ("history", number)
        if step.date.is_before(latest):
            yield Problem(f"this step ({step.date}) stands after one of {latest}", "put the steps in date order", path)
        latest = step.date
        if step.by:
            yield from _step_problems(conflict, vocabulary, owners, step, (before, after), path)


def _step_problems(
    conflict: Conflict,
    vocabulary: Vocabulary,
    owners: dict[str, tuple[DecisionMaker, Option]],
    step: Step,
    change: tuple[Taken, Taken],
    path: Path,
) -> Iterator[Problem]:
    before, after = change
    for key, names in (("take", step.take), ("drop", step.drop)):
        for position, name in enumerate(names):
            full = vocabulary.full_id(name)
            place = (*path, key, position)
            maker, option = owners[full]
            if maker.id not in step.by:
                yield Problem(
                    f"{name} belongs to {maker.id}, not to {' and '.join(step.by)}",
                    f"write `by: {maker.id}`, or `by: [{', '.join((*step.by, maker.id))}]` for a joint step",
                    place,
                )
            if (full in before) == (key == "take"):
                state = "already taken" if key == "take" else "not taken"
                yield Problem(f"{name} is {state} at this point", f"leave it out of `{key}`", place)
            elif _moves(option, step.date) not in ("both", key):
                if not counts(option, step.date):
                    yield Problem(f"{name} cannot be changed on {step.date}, outside its window", "", place)
                else:
                    hint = f"its `moves` is {option.moves}: change that, or this step"
                    yield Problem(f"{name} cannot be changed this way", hint, place)
    if before == after:
        yield Problem("this step changes nothing", "name what was taken or dropped, or use `event` without `by`", path)
    broken = list(broken_rules(conflict, vocabulary, after, step.date))
    if broken:
        hint = "order the steps so that each is possible, or change the rule"
        yield Problem(f"this step leads to {in_words(after)}, which {broken_in_words(broken)}", hint, path)


def broken_rules(
    conflict: Conflict, vocabulary: Vocabulary, taken: Taken, on: Date | None
) -> Iterator[tuple[int, Rule]]:
    """Yield the rules in force on a date that a state breaks, with their positions in the model."""
    holds = Valuation(vocabulary, [option in taken for option in vocabulary.options])
    for number, rule in enumerate(conflict.rules):
        if counts(rule, on) and not holds(rule.requirement):
            yield number, rule


def in_words(taken: Taken) -> str:
    """Return the options taken as a list for a message."""
    return f"[{', '.join(sorted(taken))}]" if taken else "nothing taken"


def broken_in_words(broken: list[tuple[int, Rule]]) -> str:
    """Return which rules are broken, for a message."""
    parts = [f"rule {rule.id or f'rule{number + 1}'} ({rule})" for number, rule in broken]
    return f"breaks {' and '.join(parts)}"


def _date(conflict: Conflict, as_of: str | Date | None) -> Date | None:
    if as_of is None:
        return conflict.as_of
    if isinstance(as_of, Date):
        return as_of
    if as_of.strip() == "latest":
        if not conflict.history:
            raise RequestError(Problem("this model has no history, so there is no latest day", "leave --as-of out"))
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
            preference = reading.preference
            if isinstance(preference, Statements):
                kept = tuple(statement for statement in preference.statements if counts(statement, on))
                reading = evolve(reading, preference=Statements(kept))
            yield reading
