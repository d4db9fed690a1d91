"""Where the story stands on a day, or would if something were supposed, and what is compared with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from denouement.errors import ModelError, Path, Problem, RequestError
from denouement.language import _, pgettext
from denouement.model.conflict import Rule
from denouement.model.dates import Date
from denouement.model.state_reference import StateReference
from denouement.model.text import in_all_languages
from denouement.model.timeline import Snapshot, broken_rules, in_words, listed_states, rules_in_words
from denouement.states.finding import find_states, only_one
from denouement.states.space import StateSpace


@contextmanager
def placed(snapshot: Snapshot, path: Path) -> Iterator[None]:
    """Put a path before the problems raised inside, and their places in the file."""
    try:
        yield
    except ModelError as error:
        problems = (problem.under(path) for problem in error.problems)
        raise ModelError(snapshot.conflict.located(problems)) from None


def status_quo_of(snapshot: Snapshot, space: StateSpace, warnings: list[str]) -> int | None:
    """Return where the story stands (by index); None, and a warning to those before, if nothing says where.

    Raises ModelError if it stands where it cannot on that day.
    """
    conflict = snapshot.conflict
    moved = any(step.by for step in conflict.history)
    declared: int | None = None
    if conflict.status_quo is not None:
        with placed(snapshot, ("status_quo",)):
            declared = only_one(find_states(snapshot, space, None, conflict.status_quo), conflict.status_quo)
        if not moved and (conflict.start is None or space.at(snapshot.start) is not None):
            return declared
    now = space.at(snapshot.now)
    if now is None:
        taken = snapshot.now.taken if snapshot.now is not None else None
        broken = list(broken_rules(conflict, snapshot.vocabulary, taken, snapshot.date))
        if conflict.start is None and not moved:
            empty = [
                id for id, options in listed_states(conflict, snapshot.vocabulary).items() if options == frozenset()
            ]
            warnings.append(_no_start(broken, empty))
            return None
        raise ModelError(conflict.located([_stranded(snapshot, broken)]))
    if declared is not None and declared != now:
        warnings.append(_("`status_quo` and the history disagree about where the story stands; the history is used."))
    return now


def _no_start(broken: list[tuple[int, Rule]], empty: list[str]) -> str:
    """Return that no start is written, and why the state in which nothing is taken is not taken for one."""
    if broken:
        return _(
            "Nothing taken breaks {rules}, and no `start` is written: without a status quo there is no telling what "
            "can be reached, or who is better off.",
            rules=rules_in_words(broken),
        )
    if empty:
        return _(
            "More than one listed state has nothing taken ({states}), and no `start` is written: without a status quo "
            "there is no telling what can be reached, or who is better off.",
            states=", ".join(empty),
        )
    return _(
        "Nothing says where the story begins, and no `start` is written: without a status quo there is no telling what "
        "can be reached, or who is better off."
    )


def options_called(snapshot: Snapshot, given: Iterable[str]) -> Iterator[str]:
    """Yield options (full ids) by id or by name, in any case; raise RequestError for what is neither."""
    called: dict[str, list[str]] = {}
    for maker in snapshot.conflict.decision_makers:
        for option in maker.options:
            for name in {name.casefold() for name in in_all_languages(option.name or option.id)}:
                called.setdefault(name, []).append(maker.full_id(option))
    for text in given:
        found = called.get(text.casefold(), [])
        yield found[0] if len(found) == 1 else snapshot.vocabulary.full_id_of(text)


def supposed_place(
    snapshot: Snapshot, space: StateSpace, status_quo: int | None, take: tuple[str, ...], drop: tuple[str, ...]
) -> int:
    """Return where the story stands if options were taken and dropped; raise RequestError if it cannot stand there."""
    if status_quo is None:
        message = _("nothing says where the story stands, so nothing can be supposed to have changed")
        raise RequestError(Problem(message))
    before = frozenset(space.taken(status_quo))
    idle = [
        *(_("{option} is taken already", option=option) for option in take if option in before),
        *(pgettext("supposed", "{option} is not taken", option=option) for option in drop if option not in before),
        *(_("{option} is to be both taken and dropped", option=option) for option in take if option in drop),
    ]
    if idle:
        hint = _("where the story stands: {options}", options=in_words(before))
        raise RequestError(Problem(text, hint) for text in idle)
    taken = (before - frozenset(drop)) | frozenset(take)
    found = space.with_taken(taken)
    if len(found) == 1:
        return int(found[0])
    if len(found) > 1:
        message = _("more than one listed state is {place}", place=in_words(taken))
        raise RequestError(Problem(message, _("write `start` or a state")))
    broken = list(broken_rules(snapshot.conflict, snapshot.vocabulary, taken, snapshot.date))
    if not broken:
        raise RequestError(Problem(_("{place} is not possible: no listed state is that", place=in_words(taken))))
    message = _("{place} is not possible: it breaks {rules}", place=in_words(taken), rules=rules_in_words(broken))
    raise RequestError(Problem(message, _("take or drop what it needs as well")))


def _stranded(snapshot: Snapshot, broken: list[tuple[int, Rule]]) -> Problem:
    conflict = snapshot.conflict
    steps = [number for number in snapshot.steps if conflict.history[number].by]
    path: Path = ("history", steps[-1]) if steps else ("start",)
    step = conflict.history[steps[-1]].date if steps else None
    if not broken:
        message = (
            _("where the step of {step} leads is no one listed state", step=step)
            if step
            else _("the start is no one listed state")
        )
        return Problem(message, _("write a listed state"), path)
    since = conflict.rules[broken[0][0]].since
    if since is not None and snapshot.date is None:
        hint = _("the rule counts from {since}: stand before that with `as_of`, or change the rule", since=since)
    elif steps:
        hint = _("change the step or the rule (a rule that came later needs `since`)")
    else:
        hint = _("change the start or the rule")
    return Problem(_not_possible(snapshot, step, rules_in_words(broken)), hint, path)


def _not_possible(snapshot: Snapshot, step: Date | None, rules: str) -> str:
    """Return that the place where the last step leads, or else the start, breaks some rules."""
    place, day = snapshot.now, snapshot.date
    if step and day:
        return _(
            "where the step of {step} leads, {place}, is not possible on {day}: it breaks {rules}",
            step=step,
            place=place,
            day=day,
            rules=rules,
        )
    if step:
        return _(
            "where the step of {step} leads, {place}, is not possible: it breaks {rules}",
            step=step,
            place=place,
            rules=rules,
        )
    if day:
        return _("the start, {place}, is not possible on {day}: it breaks {rules}", place=place, day=day, rules=rules)
    return _("the start, {place}, is not possible: it breaks {rules}", place=place, rules=rules)


def baseline_of(
    snapshot: Snapshot,
    space: StateSpace,
    status_quo: int | None,
    asked: StateReference | None,
    warnings: list[str],
) -> int | None:
    """Return what is better or worse is measured against (by index): the state asked for, else the model's own.

    None if there is nothing to compare with, with a warning to those before if that is for want of a feasible start.
    """
    conflict = snapshot.conflict
    if asked is not None:
        try:
            return only_one(find_states(snapshot, space, status_quo, asked), asked)
        except ModelError as error:
            raise RequestError(problem.under(("baseline",)) for problem in error.problems) from None
    if status_quo is None and (conflict.baseline is None or conflict.baseline.kind in ("start", "status_quo", "date")):
        return None
    if conflict.baseline is not None:
        with placed(snapshot, ("baseline",)):
            return only_one(find_states(snapshot, space, status_quo, conflict.baseline), conflict.baseline)
    index = space.at(snapshot.start)
    if index is None and conflict.start is None and conflict.status_quo is not None:
        return status_quo  # no start is written: what is compared with is where the story stands
    if index is None:
        warnings.append(_("The start is not feasible on this day and no `baseline` is written: nobody is compared."))
    return index
