"""Everything that must hold of a model before it is analysed, found all at once.

Each check yields problems with paths into the model, so that the same words serve a file (which turns a path
into line and column) and a model built in code. What needs the feasible states (rankings without gaps, states by
number) is checked where those are, in the states floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from denouement.errors import Path, Problem
from denouement.language import _
from denouement.model.claim_language import FAMILIES, Fares, Says, atoms, references
from denouement.model.conflict import Conflict
from denouement.model.dates import Windowed
from denouement.model.graph_form import graph_problems, option_form_problems
from denouement.model.names import did_you_mean, why_not_an_id
from denouement.model.parts import (
    placed_conditions,
    placed_perceptions,
    placed_statements,
    placed_wants,
    reading_path,
)
from denouement.model.perception_problems import number_of_conditions_problems, perception_problems
from denouement.model.preference import Pairs, Payoffs, Preference, Ranking, Statement, Statements, Weights
from denouement.model.state_reference import StateReference
from denouement.model.timeline import history_problems
from denouement.model.vocabulary import Vocabulary, definition_cycles


def problems_in(conflict: Conflict) -> list[Problem]:
    """Return all problems of a model, in the order of its parts; an empty list means it is sound."""
    vocabulary = Vocabulary.of(conflict)
    problems = [
        *_shape(conflict),
        *_ids(conflict),
        *_citations(conflict),
        *_windows(conflict),
        *_conditions(conflict, vocabulary),
        *_certainties(conflict),
        *_wants(conflict, vocabulary),
        *_references(conflict, vocabulary),
        *_claims(conflict, vocabulary),
        *(graph_problems(conflict, vocabulary) if conflict.is_graph else option_form_problems(conflict)),
    ]
    steps = list(_step_names(conflict, vocabulary))
    problems += steps
    if not steps and not any(problem.path[:1] in _NEEDED_FOR_HISTORY for problem in problems):
        problems += history_problems(conflict, vocabulary)
    problems += perception_problems(conflict, vocabulary)
    return problems


_NEEDED_FOR_HISTORY = {("decision_makers",), ("definitions",), ("rules",), ("start",), ("history",), ("states",)}


def _shape(conflict: Conflict) -> Iterator[Problem]:
    if not conflict.title.strip():
        yield Problem(_("the title is empty"), _("say in a few words which conflict this is"), ("title",))
    if not conflict.decision_makers:
        message = _("a conflict needs decision makers")
        yield Problem(message, _("at least one, with its options"), ("decision_makers",))
    elif not conflict.options and not conflict.is_graph:
        message = _("nobody has an option, so nothing can happen")
        yield Problem(message, _("add `options`"), ("decision_makers",))
    for maker in conflict.decision_makers:
        path: Path = ("decision_makers", maker.id)
        if not maker.readings:
            hint = _("add `preferences`; write `preferences: []` if all states are alike to them")
            yield Problem(_("what {who} wants is missing", who=maker.id), hint, path)
    for number, rule in enumerate(conflict.rules):
        yield from (problem.under(("rules", number)) for problem in number_of_conditions_problems(rule))
    for number, step in enumerate(conflict.history):
        path = ("history", number)
        if not step.by and (step.take or step.drop or step.to):
            yield Problem(_("it is not said who made this step"), _("add `by:`"), path)
        elif not step.by and not step.event:
            yield Problem(_("this step says nothing"), _("write `by` with `take` or `drop`, or `event`"), path)
    for entry in conflict.evidence:
        if not entry.quote and not entry.note:
            message = _("evidence needs a `quote` or a `note`")
            yield Problem(message, _("say what the source says"), ("evidence", entry.id))


def _ids(conflict: Conflict) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [(("sources", source.id), source.id) for source in conflict.sources]
    named += [(("evidence", entry.id), entry.id) for entry in conflict.evidence]
    named += [(("scenarios", scenario.id), scenario.id) for scenario in conflict.scenarios]
    named += [(("claims", claim.id), claim.id) for claim in conflict.claims]
    named += [(("definitions", name), name) for name, _condition in conflict.definitions]
    for maker in conflict.decision_makers:
        path: Path = ("decision_makers", maker.id)
        named.append((path, maker.id))
        named += [((*path, "options", option.id), option.id) for option in maker.options]
        ids = [reading.id for reading in maker.readings]
        named += [((*path, "preferences", id), id) for id in ids if id is not None]
        if len(ids) > 1 and None in ids:
            yield Problem(_("rival readings need names"), "", (*path, "preferences"))
    named += [(("rules", number, "id"), rule.id) for number, rule in enumerate(conflict.rules) if rule.id]
    named += [(("states", state.id), state.id) for state in conflict.states]
    merged = [(("coalesce", at, "as"), entry.name) for at, entry in enumerate(conflict.coalesce) if entry.name]
    named += merged
    for path, id in named:
        wrong = why_not_an_id(id)
        if wrong:
            yield Problem(*wrong, path)
    yield from _twice(named)
    yield from _statement_ids(conflict)
    listed = {state.id for state in conflict.states}
    scenarios = {scenario.id for scenario in conflict.scenarios}
    for path, id in merged:
        if id in listed or id in scenarios:
            message = (
                _("{id!r} is a listed state already", id=id)
                if id in listed
                else _("{id!r} is a scenario already", id=id)
            )
            yield Problem(message, _("states go by one set of names: rename one"), path)
    for id in sorted(scenarios & listed):
        yield Problem(_("{id!r} is a listed state already", id=id), _("rename one"), ("scenarios", id))
    short = {option.id for maker in conflict.decision_makers for option in maker.options}
    for name, _condition in conflict.definitions:
        if name in short:
            hint = _("options and definitions share one set of names: rename one")
            yield Problem(_("{id!r} is an option already", id=name), hint, ("definitions", name))


def _twice(named: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    # A model built in code can repeat an id; two entries at the same path are that.
    seen: set[tuple[Path, str]] = set()
    for path, id in named:
        key = (path[:1], id) if path[0] in ("rules", "coalesce") else (path, id)
        if key in seen:
            yield Problem(_("{id!r} is used twice", id=id), _("ids are unique"), path)
        seen.add(key)


def _statement_ids(conflict: Conflict) -> Iterator[Problem]:
    seen: set[tuple[Path, str]] = set()
    for path, statement in placed_statements(conflict):
        if statement.id is None:
            continue
        if (path[:-1], statement.id) in seen:
            message = _("{id!r} is used twice in one list", id=statement.id)
            yield Problem(message, _("ids are unique"), (*path, "id"))
        seen.add((path[:-1], statement.id))
        wrong = why_not_an_id(statement.id)
        if wrong:
            yield Problem(*wrong, (*path, "id"))


def _citations(conflict: Conflict) -> Iterator[Problem]:
    sources = dict.fromkeys(source.id for source in conflict.sources)
    evidence = dict.fromkeys(entry.id for entry in conflict.evidence)

    def missing(ids: Iterable[str], path: Path) -> Iterator[Problem]:
        for position, id in enumerate(ids):
            if id not in evidence:
                yield Problem(_("there is no evidence {id!r}", id=id), did_you_mean(id, evidence), (*path, position))

    cited = [(entry.source, ("evidence", entry.id, "source")) for entry in conflict.evidence]
    cited += [(claim.source, ("claims", claim.id, "source")) for claim in conflict.claims if claim.source is not None]
    for id, place in cited:
        if id not in sources:
            yield Problem(_("there is no source {id!r}", id=id), did_you_mean(id, sources), place)
    for number, rule in enumerate(conflict.rules):
        yield from missing(rule.evidence, ("rules", number, "evidence"))
    for number, moves in enumerate(conflict.forbidden_moves):
        yield from missing(moves.evidence, ("forbidden_moves", number, "evidence"))
    for number, step in enumerate(conflict.history):
        yield from missing(step.evidence, ("history", number, "evidence"))
    for maker in conflict.decision_makers:
        for option in maker.options:
            path: Path = ("decision_makers", maker.id, "options", option.id, "evidence")
            yield from missing(option.evidence, path)
        for reading in maker.readings:
            path = (*reading_path(maker, reading), "evidence")
            yield from missing(reading.evidence, path)
    for path, statement in placed_statements(conflict):
        yield from missing(statement.evidence, (*path, "evidence"))
        yield from missing(statement.against, (*path, "against"))
    for path, _maker, perception in placed_perceptions(conflict):
        yield from missing(perception.evidence, (*path, "evidence"))
        for number, rule in enumerate(perception.rules):
            yield from missing(rule.evidence, (*path, "rules", number, "evidence"))


def _windows(conflict: Conflict) -> Iterator[Problem]:
    windowed: list[tuple[Path, Windowed]] = [(("evidence", entry.id), entry) for entry in conflict.evidence]
    windowed += [(("rules", number), rule) for number, rule in enumerate(conflict.rules)]
    windowed += [(("forbidden_moves", number), moves) for number, moves in enumerate(conflict.forbidden_moves)]
    for maker in conflict.decision_makers:
        windowed += [(("decision_makers", maker.id, "options", option.id), option) for option in maker.options]
        windowed += [(reading_path(maker, reading), reading) for reading in maker.readings]
    windowed += placed_statements(conflict)
    for path, _maker, perception in placed_perceptions(conflict):
        windowed.append((path, perception))
        windowed += [((*path, "rules", number), rule) for number, rule in enumerate(perception.rules)]
    for path, item in windowed:
        if item.since is not None and item.until is not None and item.until.is_before(item.since):
            yield Problem(
                _("`until` {until} lies before `since` {since}", until=item.until, since=item.since),
                _("it would never count"),
                (*path, "until"),
            )


def _conditions(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    for cycle in definition_cycles(dict(conflict.definitions)):
        message = _("these definitions go round in a circle: {circle}", circle=" → ".join(cycle))
        hint = _("a definition may use others, but not itself in the end")
        yield Problem(message, hint, ("definitions", cycle[0]))
    for path, condition in placed_conditions(conflict):
        for problem in vocabulary.problems(condition):
            yield problem.under(path)


def _certainties(conflict: Conflict) -> Iterator[Problem]:
    for maker in conflict.decision_makers:
        weights = [reading.certainty for reading in maker.readings]
        given = [weight.value for weight in weights if weight is not None]
        path: Path = ("decision_makers", maker.id, "preferences")
        if len(given) < len(weights) and sum(given, Fraction(0)) > 1:
            yield Problem(
                _("the certainties of these readings add up to more than 1, and one has none"),
                _("give every reading a certainty, or lower them"),
                path,
            )


def _wants(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    for path, wants in placed_wants(conflict):
        match wants:
            case Statements(statements):
                yield from _strengths(statements, path)
            case Weights(weights):
                named: set[str] = set()
                for name, _weight in weights:
                    if name not in vocabulary.full_ids:
                        yield _no_option(vocabulary, name).under((*path, name))
                    elif vocabulary.full_id(name) in named:
                        yield Problem(_("{id} has a weight already", id=name), _("keep one"), (*path, name))
                    named.add(vocabulary.full_ids.get(name, name))
            case Payoffs(payoffs):
                if len({isinstance(key, StateReference) for key, _payoff in payoffs}) > 1:
                    hint = _("states in one reading, conditions in another")
                    yield Problem(_("payoffs are given to states or to conditions, not to both"), hint, path)
        for place, reference in _references_in(wants):
            for problem in reference_problems(conflict, vocabulary, reference):
                yield problem.under((*path, *place))


def _strengths(statements: tuple[Statement, ...], path: Path) -> Iterator[Problem]:
    marks = [statement.strength is not None for statement in statements]
    for at, (before, marked) in enumerate(pairwise(marks), 1):
        if marked and not before:
            hint = _("mark the statements before it as well, or take this mark off")
            yield Problem(_("`strength: great` marks a leading run of statements"), hint, (*path, at, "strength"))


def _references_in(preference: Preference) -> Iterator[tuple[Path, StateReference]]:
    match preference:
        case Ranking(ranking, unknown):
            for at, group in enumerate(ranking):
                yield from (((at, within), reference) for within, reference in enumerate(group))
            for at, pair in enumerate(unknown):
                yield from ((("unknown", at), reference) for reference in pair)
        case Payoffs(payoffs):
            yield from (((at,), key) for at, (key, _payoff) in enumerate(payoffs) if isinstance(key, StateReference))
        case Pairs(pairs):
            for at, pair_ in enumerate(pairs):
                yield from (((at,), reference) for reference in (pair_.left, pair_.right))


def _references(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    start = conflict.start
    if start is not None and start.kind not in ("taken", "pattern", *(["name"] if conflict.is_graph else [])):
        hint = _("for example {example}", example="[tender]")
        yield Problem(_("`start` lists the options taken before the story begins"), hint, ("start",))
    elif start is not None and start.kind == "pattern" and "-" in start.text:
        message = _("`start` is one state: a pattern with - means several")
        yield Problem(message, _("write Y or N for each"), ("start",))
    elif start is not None and start.kind == "name" and all(state.id != start.text for state in conflict.states):
        known = [state.id for state in conflict.states]
        message = _("there is no listed state {id!r}", id=start.text)
        yield Problem(message, did_you_mean(start.text, known), ("start",))
    elif start is not None:
        yield from (problem.under(("start",)) for problem in reference_problems(conflict, vocabulary, start))
    for key in ("baseline", "status_quo"):
        reference: StateReference | None = getattr(conflict, key)
        if reference is not None:
            yield from (problem.under((key,)) for problem in reference_problems(conflict, vocabulary, reference))
    for number, entry in enumerate(conflict.coalesce):
        if entry.represented_by is not None:
            path: Path = ("coalesce", number, "represented_by")
            yield from (
                problem.under(path) for problem in reference_problems(conflict, vocabulary, entry.represented_by)
            )
    if conflict.status_quo is not None and conflict.status_quo.kind in ("status_quo", "date"):
        message = _("`status_quo` cannot be written as itself or as a date")
        yield Problem(message, _("list the options taken"), ("status_quo",))
    makers = [maker.id for maker in conflict.decision_makers]
    for number, moves in enumerate(conflict.forbidden_moves):
        if moves.by not in makers:
            hint = did_you_mean(moves.by, makers)
            message = _("there is no decision maker {id!r}", id=moves.by)
            yield Problem(message, hint, ("forbidden_moves", number, "by"))


def _claims(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    for claim in conflict.claims:
        if claim.says is not None:
            for problem in claim_problems(conflict, vocabulary, claim.says):
                yield problem.under(("claims", claim.id, "says"))


def claim_problems(conflict: Conflict, vocabulary: Vocabulary, says: Says) -> Iterator[Problem]:
    """Yield what is wrong with the names in what a claim says, with their offsets in its text."""
    makers = [maker.id for maker in conflict.decision_makers]
    named = {scenario.id for scenario in conflict.scenarios} | {state.id for state in conflict.states}
    named |= {entry.name for entry in conflict.coalesce if entry.name}
    for atom in atoms(says):
        if isinstance(atom, Fares) and atom.decision_maker not in makers:
            hint = did_you_mean(atom.decision_maker, makers)
            yield Problem(_("there is no decision maker {id!r}", id=atom.decision_maker), hint, offset=atom.at)
        if isinstance(atom, Fares) and atom.where in FAMILIES and atom.where in named:
            message = _("{id!r} is a state or scenario of this model, and a word of claims", id=atom.where)
            yield Problem(message, _("give that state or scenario another id"), offset=atom.where_at)
    for reference, at, _several in references(says):
        if reference.kind == "pattern" and "-" in reference.text:
            hint = _("write Y or N for each option")
            yield Problem(_("a pattern with - means several states"), hint, offset=at)
        else:
            # Problems inside a list of options have paths of their own; in a claim it is one text.
            for problem in reference_problems(conflict, vocabulary, reference):
                yield Problem(problem.message, problem.hint, offset=at)


def reference_problems(conflict: Conflict, vocabulary: Vocabulary, reference: StateReference) -> Iterator[Problem]:
    """Yield what is wrong with the names in a reference to a state."""
    if reference.kind == "pattern" and len(reference.text) != len(vocabulary.options):
        yield vocabulary.problem_with_pattern(reference.text)
    elif reference.kind == "taken":
        for position, name in enumerate(reference.taken):
            if name not in vocabulary.full_ids:
                yield _no_option(vocabulary, name).under((position,))
    elif reference.kind == "name":
        known = [state.id for state in conflict.states]
        known += [entry.name for entry in conflict.coalesce if entry.name]
        known += [scenario.id for scenario in conflict.scenarios]
        if reference.text not in known:
            hint = (
                _("an option alone is written [{option}]", option=reference.text)
                if reference.text in vocabulary.full_ids
                else did_you_mean(reference.text, known)
            )
            message = (
                _("there is no state or scenario {id!r}", id=reference.text)
                if conflict.is_graph or conflict.coalesce
                else _("there is no scenario {id!r}", id=reference.text)
            )
            yield Problem(message, hint)
    elif reference.kind == "date" and not conflict.history:
        message = _("a date means the state on that day, and this model has no history")
        yield Problem(message, _("list the options taken"))


def _step_names(conflict: Conflict, vocabulary: Vocabulary) -> Iterator[Problem]:
    makers = [maker.id for maker in conflict.decision_makers]
    for number, step in enumerate(conflict.history):
        path: Path = ("history", number)
        for position, id in enumerate(step.by):
            if id not in makers:
                message = _("there is no decision maker {id!r}", id=id)
                yield Problem(message, did_you_mean(id, makers), (*path, "by", position))
        for position, id in enumerate(step.by):
            if id in step.by[:position]:
                yield Problem(_("{id} stands here twice", id=id), _("keep one"), (*path, "by", position))
        changed: set[str] = set()
        for key, names in (("take", step.take), ("drop", step.drop)):
            for position, name in enumerate(names):
                place = (*path, key, position)
                if name not in vocabulary.full_ids:
                    yield _no_option(vocabulary, name).under(place)
                elif vocabulary.full_id(name) in changed:
                    yield Problem(_("{id} is changed twice in this step", id=name), _("keep one"), place)
                changed.add(vocabulary.full_ids.get(name, name))


def _no_option(vocabulary: Vocabulary, name: str) -> Problem:
    if name in vocabulary.ambiguous:
        return vocabulary.problem_with(name)
    return Problem(_("there is no option {id!r}", id=name), did_you_mean(name, vocabulary.full_ids))
