"""What if somebody saw it otherwise: perceptions written as short texts, as on a command line."""

from __future__ import annotations

from collections.abc import Iterable

from denouement.errors import ModelError, Problem, RequestError
from denouement.language import _, marked
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import RULE_KINDS, Conflict, Rule
from denouement.model.names import perhaps
from denouement.model.perception import Perception
from denouement.model.preference import Statement, Statements

_WORDS = ("unseen", "without", "never", "always")
_FORMS = marked(
    "staff=bluff, microsoft=not leave; seat, unseen offer, never CONDITION, always CONDITION or without rule3"
)


def believing(conflict: Conflict, beliefs: Iterable[str], *, as_is: bool = False) -> Conflict:
    """Return a conflict in which some see it otherwise than the file says.

    `beliefs` are texts such as `board: staff=bluff` (it takes the staff to be read so), `board: staff=not leave`
    (statements, most important first, separated by ;), `board: unseen offer`, `board: without rule3` and `board: never
    leave`. They count after the perceptions of the file, which `as_is` leaves out. Raises RequestError that lists
    everything that is wrong.

    >>> import denouement
    >>> conflict = believing(denouement.load("openai-2023-small"), ["board: staff=bluff"], as_is=True)
    >>> conflict.decision_maker("board").perceptions[0].readings
    (('staff', 'bluff'),)
    """
    if as_is:
        for maker in conflict.decision_makers:
            if maker.perceptions:
                conflict = conflict.with_perceptions(maker.id, ())
    problems: list[Problem] = []
    for text in beliefs:
        try:
            who, perception = _perception(conflict, text)
            conflict = conflict.with_perceptions(who, (*conflict.decision_maker(who).perceptions, perception))
        except (RequestError, ModelError) as error:
            problems += (
                Problem(_("--believes {text}: {message}", text=text, message=problem.message), problem.hint)
                for problem in error.problems
            )
    if problems:
        raise RequestError(problems)
    return conflict


def _perception(conflict: Conflict, text: str) -> tuple[str, Perception]:
    who, colon, belief = (part.strip() for part in text.partition(":"))
    if not (who and colon and belief):
        raise RequestError(Problem(_("who believes what?"), _("put it in quotes, such as 'board: unseen offer'")))
    conflict.decision_maker(who)
    word, _space, rest = (part.strip() for part in belief.partition(" "))
    first, *further = (part.strip() for part in belief.split(";"))
    if further and (word in _WORDS or any(part.partition(" ")[0] in _WORDS or "=" in part for part in further)):
        hint = _("write --believes '{who}: {belief}' and so on", who=who, belief=first)
        raise RequestError(Problem(_("one belief per --believes"), hint))
    name = _("What if")
    if word == "unseen" and rest:
        return who, Perception(name, unseen=tuple(rest.replace(",", " ").split()))
    if word == "without" and rest:
        return who, Perception(name, disbelieves=tuple(rest.replace(",", " ").split()))
    if word in ("never", "always") and rest:
        return who, Perception(name, rules=(Rule(RULE_KINDS[RULE_KINDS.index(word)], (parse_condition(rest),)),))
    whom, sign, wants = (part.strip() for part in belief.partition("="))
    if not (sign and whom and wants):
        hint = perhaps(word, _WORDS) or _("write {form}", form=_(_FORMS))
        raise RequestError(Problem(_("this is no belief"), hint))
    known = [reading.id for reading in conflict.decision_maker(whom).readings if reading.id is not None]
    if wants in known:
        return who, Perception(name, readings=((whom, wants),))
    one_word = not set(wants) & set("; ()")
    if one_word and known:
        return who, Perception(name, readings=((whom, wants),))  # which says what there is instead
    conditions = [parse_condition(part) for part in wants.split(";") if part.strip()]
    return who, Perception(name, preferences=((whom, Statements(tuple(map(Statement, conditions)))),))
