"""Which option or definition a name means, and the truth of conditions given the options."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from attrs import frozen

from denouement.errors import Problem, RequestError
from denouement.language import _, either
from denouement.model.condition import Condition, Name, Pattern, Truth, evaluate, names_in, walk
from denouement.model.conflict import Conflict
from denouement.model.names import did_you_mean

_CIRCLES = 10  # that many mistakes are enough for one reading


@frozen
class Vocabulary:
    """The names of one model: options by full id and, where unique, by their own id; definitions in order of use."""

    options: tuple[str, ...]
    full_ids: dict[str, str]
    """Every way to write an option, and the full id it means."""
    ambiguous: frozenset[str]
    definitions: dict[str, Condition]
    """Each after those it uses; without those in a cycle."""
    declared: frozenset[str]
    """Ids of all definitions, those in a cycle included."""
    words: tuple[str, ...]
    """Every name that may be written in a condition, in the shortest way."""

    @classmethod
    def of(cls, conflict: Conflict) -> Vocabulary:
        """Return the vocabulary of a model; names that are wrong or in a cycle are left out, not reported."""
        options = conflict.options
        short = [option.partition(".")[2] for option in options]
        times = Counter(short)
        full_ids = {option: option for option in options}
        full_ids.update({name: option for name, option in zip(short, options, strict=True) if times[name] == 1})
        declared = [name for name, _condition in conflict.definitions]
        shortest = [name if times[name] == 1 else option for name, option in zip(short, options, strict=True)]
        return cls(
            options,
            full_ids,
            frozenset(name for name in times if times[name] > 1),
            _in_order_of_use(dict(conflict.definitions)),
            frozenset(declared),
            (*shortest, *declared),
        )

    def full_id(self, name: str) -> str:
        """Return the full id of an option; raise KeyError if the name means none."""
        return self.full_ids[name]

    def full_id_of(self, name: str) -> str:
        """Return the same for a name that somebody gave; raise RequestError if it means no option."""
        if name in self.full_ids:
            return self.full_ids[name]
        if name in self.ambiguous:
            raise RequestError(self.problem_with(name))
        known = self.options if "." in name else [word for word in self.words if word in self.full_ids]
        raise RequestError(Problem(_("there is no option {id!r}", id=name), did_you_mean(name, known)))

    def problems(self, condition: Condition) -> Iterator[Problem]:
        """Yield what is wrong with the names and patterns in a condition, with their offsets in its text."""
        for node in walk(condition):
            if isinstance(node, Name) and node.name not in self.full_ids and node.name not in self.declared:
                yield self.problem_with(node.name, node.at)
            elif isinstance(node, Pattern) and len(node.letters) != len(self.options):
                yield self.problem_with_pattern(node.letters, node.at)

    def problem_with_pattern(self, letters: str, offset: int | None = None) -> Problem:
        """Return the problem of a pattern with too few or too many letters."""
        return Problem(
            _(
                "the pattern {letters} has {number} letters, the model {options} options",
                letters=letters,
                number=len(letters),
                options=len(self.options),
            ),
            _("one letter for each of: {options}", options=", ".join(self.options)),
            offset=offset,
        )

    def problem_with(self, name: str, offset: int | None = None) -> Problem:
        """Return why a name means no option (or definition) here."""
        if name in self.ambiguous:
            owners = [option for option in self.options if option.endswith(f".{name}")]
            return Problem(
                _("{id!r} is an option of more than one decision maker", id=name),
                _("write {ids}", ids=either(owners)),
                offset=offset,
            )
        message = _("there is no option or definition {id!r}", id=name)
        return Problem(message, did_you_mean(name, self.words), offset=offset)


class Valuation:
    """The truth of conditions, given the truth of every option: single values or columns of states alike.

    `option_truths` holds one truth per option, in model order. Definitions are worked out once, when first used.
    """

    def __init__(self, vocabulary: Vocabulary, option_truths: Sequence[Truth]) -> None:
        self._option_truths = option_truths
        position = {option: at for at, option in enumerate(vocabulary.options)}
        self._options = {name: position[full] for name, full in vocabulary.full_ids.items()}
        self._definitions = vocabulary.definitions
        self._known: dict[str, Truth] = {}

    def __call__(self, condition: Condition) -> Truth:
        """Return the truth of a condition whose names are all known."""
        return evaluate(condition, self._truth, self._option_truths)

    def _truth(self, name: str) -> Truth:
        if name in self._options:
            return self._option_truths[self._options[name]]
        if name not in self._known:
            # In order of use, so that a long chain of definitions needs no deep recursion.
            for definition, condition in self._definitions.items():
                if definition not in self._known:
                    self._known[definition] = self(condition)
                if definition == name:
                    break
        return self._known[name]


def definition_cycles(definitions: dict[str, Condition]) -> list[list[str]]:
    """Return circles of definitions, each as names along it with the first one repeated at the end; at most ten."""
    remaining = dict(definitions)
    circles: list[list[str]] = []
    while len(circles) < _CIRCLES:
        try:
            TopologicalSorter(_uses(remaining)).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            circles.append(circle)
            for name in circle:
                remaining.pop(name, None)
        else:
            break
    return circles


def _in_order_of_use(definitions: dict[str, Condition]) -> dict[str, Condition]:
    sorter = TopologicalSorter(_uses(definitions))
    with contextlib.suppress(CycleError):  # the sorter still yields what no circle blocks
        sorter.prepare()
    order: list[str] = []
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return {name: definitions[name] for name in order}


def _uses(definitions: dict[str, Condition]) -> dict[str, list[str]]:
    return {
        name: [used for used in names_in(condition) if used in definitions] for name, condition in definitions.items()
    }
