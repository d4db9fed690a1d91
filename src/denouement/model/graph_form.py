"""What must hold of a model that lists its states, and of one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.errors import Path, Problem
from denouement.language import _
from denouement.model.condition import Name, Pattern, walk
from denouement.model.conflict import Conflict, DecisionMaker
from denouement.model.names import did_you_mean
from denouement.model.parts import placed_conditions, placed_perceptions, placed_wants
from denouement.model.preference import Weights
from denouement.model.vocabulary import Vocabulary


def option_form_problems(conflict: Conflict) -> Iterator[Problem]:
    """Yield parts of graph form in a model that lists no states."""
    hint = _("list the states under `states`")
    for maker in conflict.decision_makers:
        if maker.moves is not None:
            path: Path = ("decision_makers", maker.id, "moves")
            yield Problem(_("moves are listed only where states are (graph form)"), hint, path)
    for number, step in enumerate(conflict.history):
        if step.to is not None:
            yield Problem(_("`to` names a listed state, and none is listed"), hint, ("history", number, "to"))


def graph_problems(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with listed states and moves between them."""
    known = dict.fromkeys(state.id for state in conflict.states)
    silent = [state.id for state in conflict.states if state.taken is None]
    for state in conflict.states:
        path: Path = ("states", state.id, "taken")
        if state.taken is None:
            continue
        if state.taken.kind == "pattern" and "-" in state.taken.text:
            message = _("`taken` is a full pattern or a list of options")
            yield Problem(message, _("write Y or N for each option"), path)
        elif state.taken.kind not in ("taken", "pattern"):
            message = _("`taken` is a list of options or a full pattern")
            yield Problem(message, _("for example {example}", example="[dismiss, offer]"), path)
        elif state.taken.kind == "pattern" and len(state.taken.text) != len(vocabulary.options):
            yield vocabulary.problem_with_pattern(state.taken.text).under(path)
        else:
            for at, name in enumerate(state.taken.taken):
                if name not in vocabulary.full_ids:
                    yield vocabulary.problem_with(name).under((*path, at))
    for maker in conflict.decision_makers:
        yield from _move_problems(maker, known)
    for number, step in enumerate(conflict.history):
        if step.to is not None and step.to not in known:
            path = ("history", number, "to")
            yield _no_listed_state(step.to, known, path)
        if step.to is not None and (step.take or step.drop):
            message = _("a step leads `to` a state or takes and drops options")
            yield Problem(message, _("keep one"), ("history", number, "to"))
    if silent:
        yield from _silent_problems(conflict, silent[0])


def _move_problems(maker: DecisionMaker, known: dict[str, None]) -> Iterator[Problem]:
    for origin, targets in maker.moves or ():
        path: Path = ("decision_makers", maker.id, "moves", origin)
        if origin not in known:
            yield _no_listed_state(origin, known, path)
        for at, target in enumerate(targets):
            if target not in known:
                yield _no_listed_state(target, known, (*path, at))
            elif target == origin:
                yield Problem(_("{id} to itself is no move", id=origin), _("leave it out"), (*path, at))


def _no_listed_state(id: str, known: Iterable[str], path: Path) -> Problem:
    return Problem(_("there is no listed state {id!r}", id=id), did_you_mean(id, known), path)


def _silent_problems(conflict: Conflict, silent: str) -> Iterator[Problem]:
    """Yield every use of options where some listed state says nothing of them."""
    message = _("state {id} says nothing of options, so this cannot be told there", id=silent)
    hint = _("give {id} its `taken`, or write a ranking or pairs of states", id=silent)
    for path, condition in placed_conditions(conflict):
        if (
            path[0] not in ("rules", "definitions")
            and "rules" not in path
            and any(isinstance(node, Name | Pattern) for node in walk(condition))
        ):
            yield Problem(message, hint, path)
    for path, wants in placed_wants(conflict):
        if isinstance(wants, Weights) and wants.weights:
            yield Problem(message, hint, path)
    for path, _maker, perception in placed_perceptions(conflict):
        if perception.unseen:
            hint = _("give {id} its `taken`, or leave `unseen` out", id=silent)
            yield Problem(message, hint, (*path, "unseen"))
