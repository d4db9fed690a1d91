"""What is asked about when it is asked what decides: an ending, a claim, "now lasts"; the same whatever is changed."""

from __future__ import annotations

import re

from attrs import evolve, field, frozen

from denouement.analysis.claims import is_scenario
from denouement.analysis.result import Analysis
from denouement.errors import ModelError, Problem, RequestError
from denouement.language import _, either, language, marked
from denouement.model.claim_language import Atom, Ends, Fares, Joined, Not, Reachable, Says, Stable
from denouement.model.claim_parser import parse_claim
from denouement.model.conflict import Conflict
from denouement.model.evidence import Claim
from denouement.model.names import closest, did_you_mean
from denouement.model.state_reference import StateReference
from denouement.model.text import in_all_languages, in_language
from denouement.model.validation import claim_problems, reference_problems
from denouement.model.vocabulary import Vocabulary

_HINT = marked(
    "write a claim's id, a claim such as 'better(microsoft, endings)', a scenario by its id or name, a state such as "
    "[dismiss, msft], or 'now lasts'"
)
_LASTING = "now lasts"  # not said
_LASTS = re.compile(r"\s+lasts?\s*$")


@frozen
class Target:
    """What may come out otherwise."""

    says: Says
    written: str
    """As it was asked for."""
    claim: Claim | None = field(default=None, repr=False)
    """The claim of the model that it is."""


def target_called(conflict: Conflict, text: str) -> Target:
    """Return what a text asks about: a claim's id, what a claim may say, a scenario, a STATE, or one of these `lasts`.

    A scenario or a state means that it is an ending, a story that one of its scenarios is. Names may stand for ids,
    in whatever case. Raises RequestError for what is none of these, or for a name of several.
    """
    written = " ".join(text.split())
    claims = {claim.id: claim for claim in conflict.claims}
    if written in claims:
        claim = claims[written]
        if claim.says is None:
            hint = _("ask about a claim with `says`, or write what it says")
            raise RequestError(Problem(_("claim {id} says nothing in terms of the model", id=written), hint))
        return Target(claim.says, written, claim)
    if "(" in written and not written.startswith("["):
        return Target(_claimed(conflict, text), written)
    place = _LASTS.sub("", written)
    names = [
        *(scenario.id for scenario in conflict.scenarios),
        *(state.id for state in conflict.states),
        *(entry.name for entry in conflict.coalesce if entry.name),
    ]
    try:
        reference = StateReference.parse(place)
    except ModelError:
        reference = StateReference("name", place)
    if reference.kind in ("name", "taken") and not place.startswith("[") and place not in names:
        meant = _named(conflict, written) or _named(conflict, place)
        if meant:
            ends = tuple(Ends(StateReference("name", id)) for id in meant)
            return Target(ends[0] if len(ends) == 1 else Joined("or", ends), written)
        if reference.kind == "name":
            raise RequestError(_unknown(conflict, place, [*claims, *names]))
    wrong = list(reference_problems(conflict, Vocabulary.of(conflict), reference))
    if wrong:
        raise RequestError(evolve(problem, path=()) for problem in wrong)
    return Target(Ends(reference), written)


def _named(conflict: Conflict, text: str) -> tuple[str, ...]:
    """Return the ids of the scenario, else the scenarios of a story, else the listed state that a name stands for."""
    wanted = text.casefold()
    scenarios = [(scenario.id, scenario.title) for scenario in conflict.scenarios]
    states = [(state.id, state.name or state.id) for state in conflict.states]
    named, listed = (
        tuple(id for id, name in called if wanted in (id.casefold(), *map(_plain, in_all_languages(name))))
        for called in (scenarios, states)
    )
    told = tuple(
        scenario.id
        for scenario in conflict.scenarios
        if wanted in map(str.casefold, in_all_languages(scenario.story or ""))
    )
    found = named or told or listed
    if len(found) > 1 and found is not told:
        message = _("{text!r} may be {ids}", text=text, ids=either(found))
        raise RequestError(Problem(message, _("write the one that is meant")))
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _unknown(conflict: Conflict, place: str, ids: list[str]) -> Problem:
    """Return that nothing is called so, with what may be meant."""
    scenarios = conflict.scenarios
    given = [name for scenario in scenarios for name in (scenario.name, scenario.story) if name]
    names = [in_language(name, language()) for name in given]
    meant = closest(place, [*ids, _LASTING, *names]) or closest(place.casefold(), [*ids, *map(str.casefold, names)])
    message = _("there is no claim, scenario or state {id!r}", id=place)
    if meant:
        return Problem(message, _("did you mean {words}?", words=meant))
    if not re.fullmatch(r"[\w.]+", place):
        return Problem(_("{text!r} is nothing that can come out otherwise", text=place), _(_HINT))
    hint = did_you_mean(place, ids)
    if place in Vocabulary.of(conflict).full_ids:
        hint = _("[{option}] is the state in which that option alone is taken", option=place)
    return Problem(message, hint or _(_HINT))


def _claimed(conflict: Conflict, text: str) -> Says:
    try:
        says = parse_claim(text)
    except ModelError as error:
        raise RequestError(error.problems) from None
    problems = list(claim_problems(conflict, Vocabulary.of(conflict), says))
    if problems:
        raise RequestError(problems)
    return says


def pinned(analysis: Analysis, says: Says) -> Says:
    """Return the same claim with every single state given by what makes it that state in every changed model.

    Numbers, patterns, dates, `now` and a scenario of one state become the options taken, or in graph form the id.
    Raises RequestError for a number that no state has, and for a pattern that fits no state.
    """
    match says:
        case Not(part):
            return Not(pinned(analysis, part))
        case Joined(word, parts):
            return Joined(word, tuple(pinned(analysis, part) for part in parts))
        case Fares() | Ends() | Stable() | Reachable():
            return _pinned_atom(analysis, says)
    raise TypeError(says)  # pragma: no cover - the nodes above are all there are


def _pinned_atom(analysis: Analysis, atom: Atom) -> Says:
    if isinstance(atom, Fares):
        if not isinstance(atom.where, StateReference):
            return atom
        return evolve(atom, where=pinned_state(analysis, atom.where, families=True))
    return evolve(atom, state=pinned_state(analysis, atom.state, families=not isinstance(atom, Stable)))


def pinned_state(analysis: Analysis, reference: StateReference, *, families: bool = False) -> StateReference:
    """Return a reference to the same state in every changed model; `families` keeps scenarios as they are."""
    situation = analysis.situation
    if reference.kind == "taken" or (families and is_scenario(situation, reference)):
        return reference
    try:
        found = situation.find(reference)
    except ModelError as error:
        if reference.kind == "number" or (reference.kind == "pattern" and "-" in reference.text):
            raise RequestError(error.problems) from None
        return _not_there(analysis, reference)
    if found.sum() != 1:
        return reference
    return reference_to(analysis, int(found.argmax()))


def reference_to(analysis: Analysis, index: int) -> StateReference:
    """Return a reference to a state (by index) that means it in every changed model, too."""
    space = analysis.situation.space
    if analysis.conflict.is_graph:
        return StateReference("name", space.ids[index])
    return StateReference.of_options(_shortest(analysis, space.taken(index)))


def _not_there(analysis: Analysis, reference: StateReference) -> StateReference:
    """Return the options taken in a state that is not possible, where that is known: it may be in a changed model."""
    snapshot = analysis.situation.snapshot
    if reference.kind == "pattern":
        pairs = zip(reference.text, snapshot.vocabulary.options, strict=True)
        return StateReference.of_options(_shortest(analysis, [option for letter, option in pairs if letter == "Y"]))
    place = snapshot.start if reference.kind == "start" else None
    if reference.kind == "date" and reference.date is not None:
        place = snapshot.where_on(reference.date)
    if place is None or place.taken is None or analysis.conflict.is_graph:
        return reference
    taken = [option for option in snapshot.vocabulary.options if option in place.taken]
    return StateReference.of_options(_shortest(analysis, taken))


def _shortest(analysis: Analysis, options: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return options by the shortest names that the model's conditions may use."""
    full_ids = analysis.situation.snapshot.vocabulary.full_ids
    short = [option.partition(".")[2] for option in options]
    return tuple(name if full_ids.get(name) == full else full for name, full in zip(short, options, strict=True))
