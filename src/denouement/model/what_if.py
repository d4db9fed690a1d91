"""What if something were otherwise: changes to a model written as short texts, as on a command line."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from denouement.errors import ModelError, Problem, RequestError, path_in_words
from denouement.language import _, marked
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import MOVES, Conflict, DecisionMaker
from denouement.model.names import closest, did_you_mean
from denouement.model.preference import Reading, Statement, Statements
from denouement.model.vocabulary import Vocabulary

_SETTABLE = marked(
    "OPTION.moves (both, take, drop or never) and WHO.preferences (a reading, or statements separated by ;)"
)


def what_if(conflict: Conflict, *, settings: Iterable[str] = (), without_rules: Iterable[str] = ()) -> Conflict:
    """Return a conflict with some things otherwise.

    `settings` are texts such as `board.preferences=checks` (that reading alone), `board.preferences=not leave; not
    handover` (these statements, most important first) and `handover.moves=both`. `without_rules` are ids of rules.
    Raises RequestError that lists everything that cannot be set, or what is wrong with the changed model.

    >>> import denouement
    >>> changed = what_if(denouement.load("openai-2023-small"), settings=["altman.accept.moves=both"])
    >>> changed.decision_maker("altman").options[2].moves
    'both'
    """
    problems: list[Problem] = []
    rules = dict.fromkeys(without_rules)
    # By their ids in the file: taking one out must not renumber the rest.
    dropping = _positions(conflict, rules, problems)
    for text in settings:
        try:
            conflict = _with_setting(conflict, text)
        except (RequestError, ModelError) as error:
            problems += (_about(text, problem) for problem in error.problems)
    if problems:
        raise RequestError(problems)
    if dropping:
        try:
            conflict = conflict.with_rules(rule for number, rule in enumerate(conflict.rules) if number not in dropping)
        except ModelError as error:
            dropped = _("without {rules}", rules=", ".join(rules))
            raise RequestError(_about(dropped, problem) for problem in error.problems) from None
    return conflict


def _positions(conflict: Conflict, rules: Iterable[str], problems: list[Problem]) -> set[int]:
    found = set()
    for id in rules:
        try:
            found.add(conflict.position_of_rule(id))
        except RequestError as error:
            problems += error.problems
    return found


def _about(what: str, problem: Problem) -> Problem:
    # Where in the model it goes wrong, as with a step of the history that the change makes impossible.
    message = problem.message
    if problem.path:
        message = _("{what}: {message}", what=path_in_words(problem.path), message=message)
    return Problem(_("{what}: {message}", what=what, message=message), problem.hint)


def _with_setting(conflict: Conflict, text: str) -> Conflict:
    path, sign, value = (part.strip() for part in text.partition("="))
    what, dot, key = path.rpartition(".")
    if not (sign and value and dot and what):
        hint = _("write PATH=VALUE; what can be set: {settable}", settable=_(_SETTABLE))
        raise RequestError(Problem(_("what is set to what?"), hint))
    if key == "moves":
        return _with_moves(conflict, what, value)
    if key == "preferences":
        return _with_preferences(conflict, conflict.decision_maker(what), value)
    meant = closest(key, ("moves", "preferences"))
    hint = _("did you mean {words}?", words=meant) if meant else _("what can be set: {settable}", settable=_(_SETTABLE))
    raise RequestError(Problem(_("{key!r} cannot be set", key=key), hint))


def _with_moves(conflict: Conflict, option: str, value: str) -> Conflict:
    if value not in MOVES:
        raise RequestError(Problem(_("{value!r} is no way to move", value=value), did_you_mean(value, MOVES)))
    full = Vocabulary.of(conflict).full_id_of(option)
    return conflict.with_option_moves(full, value)


def _with_preferences(conflict: Conflict, maker: DecisionMaker, value: str) -> Conflict:
    named = {reading.id: reading for reading in maker.readings if reading.id is not None}
    if value in named:
        # A lone reading needs no certainty: there is nothing to choose from.
        return conflict.with_readings(maker.id, (evolve(named[value], certainty=None),))
    try:
        conditions = [parse_condition(part) for part in value.split(";") if part.strip()]
    except ModelError as error:
        if ";" in value or " " in value:
            raise
        none = _("{who} has no rival readings; write statements separated by ;", who=maker.id)
        message = _("{who} has no reading {reading!r}", who=maker.id, reading=value)
        raise RequestError(Problem(message, did_you_mean(value, named) or none)) from error
    vocabulary = Vocabulary.of(conflict)
    wrong = [problem for condition in conditions for problem in vocabulary.problems(condition)]
    if wrong and named and ";" not in value and " " not in value:
        message = _("{who} has no reading {reading!r}, and no option is called that", who=maker.id, reading=value)
        raise RequestError(Problem(message, did_you_mean(value, named)))
    if wrong:
        raise RequestError(wrong)
    return conflict.with_readings(maker.id, (Reading(Statements(tuple(Statement(that) for that in conditions))),))
