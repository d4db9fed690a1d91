"""Small pieces of wording shared by all reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from denouement.analysis.claims import Truth
from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.endings import State, Tally
from denouement.analysis.result import Analysis
from denouement.foresight.readings import Description
from denouement.language import _, day_in_words, in_digits, in_row, marked, pgettext, together
from denouement.model.conflict import Conflict
from denouement.model.dates import Date
from denouement.model.evidence import Certainty
from denouement.report.clean import clean

SIGNS = {"better": "▲", "same": "●", "worse": "▼", "unknown": "?"}

TRUTHS: dict[Truth, str] = {
    "holds": marked("holds"),
    "fails": marked("fails"),
    "does_not_arise": marked("does not arise"),
    "unknown": marked("not known"),
}
"""How the answers to claims are called, to be translated where they are said."""

STANDINGS = {
    "better": marked("better"),
    "same": marked("same"),
    "worse": marked("worse"),
    "unknown": marked("unknown"),
}
"""How the standings are called, to be translated where they are said."""

_CERTAINTY = {
    "remote": marked("remote"),
    "highly unlikely": marked("highly unlikely"),
    "unlikely": marked("unlikely"),
    "realistic possibility": marked("realistic possibility"),
    "likely": marked("likely"),
    "probable": marked("probable"),
    "highly likely": marked("highly likely"),
    "almost certain": marked("almost certain"),
    "certain": marked("certain"),
}


class Names:
    """What the parts of one model are called, made safe to print."""

    def __init__(self, conflict: Conflict) -> None:
        self._names = {id: clean(name) for id, name in conflict.names.items()}
        times = Counter(self._names[option] for option in conflict.options)
        for option in conflict.options:
            if times[self._names[option]] > 1:  # two decision makers' options of one name are told apart
                self._names[option] += f" ({self._names[option.partition('.')[0]]})"
        self._says_options = bool(conflict.options)
        self._scenarios = {scenario.id: clean(scenario.title) for scenario in conflict.scenarios}
        self._states = {state.id: clean(state.name) for state in conflict.states if state.name}
        self._stories = {scenario.id: clean(scenario.story or scenario.title) for scenario in conflict.scenarios}

    def __getitem__(self, id: str) -> str:
        return self._names[id]

    def inside(self, id: str) -> str:
        """Return a name as it stands inside a sentence."""
        return _inside(self[id])

    def these(self, ids: Iterable[str], *, inside: bool = False) -> str:
        """Return names as `The board and Microsoft`; `inside` a sentence also the first of them."""
        return in_company([self[id] for id in ids], inside=inside)

    def scenario(self, id: str | None) -> str:
        """Return a scenario's name; states of none are just that."""
        return self._scenarios[id] if id is not None else _("No scenario")

    def heading(self, id: str | None) -> str:
        """Return the heading of a column of endings: their scenario, if the model has any."""
        return self.scenario(id) if self._scenarios else _("Endings")

    def listed_state(self, id: str) -> str:
        """Return a listed state as `Peace (state s3)`."""
        if id in self._states:
            return _("{name} (state {id})", name=self._states[id], id=id)
        return _("state {id}", id=id)

    def story(self, id: str | None) -> str:
        """Return the story that a scenario is told under."""
        return self._stories[id] if id is not None else _("No scenario")

    def options(self, options: Iterable[str]) -> str:
        """Return options in words; nothing taken is said, where there is something to take."""
        return in_row([self[option] for option in options]) or (_("nothing taken") if self._says_options else "")

    def change(self, take: Iterable[str], drop: Iterable[str]) -> str:
        """Return what a move changes, as `Return as chief executive; no longer Take the Microsoft job`."""
        dropped = (_("no longer {option}", option=self[option]) for option in drop)
        return in_row([*(self[option] for option in take), *dropped])

    def read_so(self, description: Description) -> str:
        """Return readings as `The staff read as bluff, and Microsoft read as seat or article`."""
        parts = [
            _("{name} read as {readings}", name=self[maker], readings=_(" or ").join(map(clean, ids)))
            for maker, ids in description.readings
        ]
        return (_(", and ") if description.word == "and" else _(", or ")).join(parts)

    def nothing_more(self, state: State) -> str:
        """Return what tells a state from its like where no option does."""
        return _("nothing more") if self._says_options else clean(state.name or "")

    def state(self, state: State) -> str:
        """Return a state as `Exodus (state 7)`, by its own name or its scenario's, or `State 7` if it has neither."""
        name = clean(state.name) if state.name else self.scenario(state.scenario) if state.scenario else ""
        if name:
            return _("{name} (state {id})", name=name, id=state.id)
        return _("State {id}", id=state.id)


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: `les salariés` for `Les salariés`; in English as it is."""
    return pgettext("a name inside a sentence", "{name}", name=name)


def in_company(names: Sequence[str], *, inside: bool = False) -> str:
    """Return names as `Le conseil et les salariés`; `inside` a sentence also the first of them."""
    return together([name if at == 0 and not inside else _inside(name) for at, name in enumerate(names)])


def date_in_words(date: Date | None) -> str:
    """Return a day as `20 November 2023`."""
    return day_in_words(date.day) if date is not None else ""


def certainty_in_words(certainty: Certainty) -> str:
    """Return a certainty as it was written, a word in the language spoken."""
    return yardstick_in_words(certainty.text)


def yardstick_in_words(text: str) -> str:
    """Return a word of the probability yardstick in the language spoken; a number as it was written."""
    return _(_CERTAINTY[text]) if text in _CERTAINTY else clean(text)


def concepts_in_words(concepts: Iterable[str]) -> str:
    """Return concepts by their short names, in the register's order."""
    wanted = set(concepts)
    return ", ".join(concept.short for concept in CONCEPTS if concept.id in wanted)


def resting_in_words(analysis: Analysis) -> str:
    """Return the concepts that make an ending, as `Nash or SEQ`."""
    return concepts_in_words(analysis.ending_concepts).replace(", ", _(" or "))


def tally_in_signs(tally: Tally) -> str:
    """Return `▼ worse` where all endings agree, else the counts, `▲ 2  ▼ 6`."""
    counts = {name: getattr(tally, name) for name in SIGNS if getattr(tally, name)}
    if len(counts) == 1:
        name = next(iter(counts))
        return f"{SIGNS[name]} {_(STANDINGS[name])}"
    return "  ".join(f"{SIGNS[name]} {in_digits(count)}" for name, count in counts.items())


def lasts_in_words(analysis: Analysis, state: State) -> str:
    """Return whether a state can last, and under which concepts, in one sentence."""
    holding = [concept for concept in analysis.concepts if analysis.holds(state, concept)]
    concepts = concepts_in_words(holding)
    if not holding:
        return _("No. It holds under none of {concepts}.", concepts=concepts_in_words(analysis.concepts))
    if len(holding) == len(analysis.concepts):
        if len(holding) == 1:
            return _("Yes. It holds under {concepts}.", concepts=concepts)
        return _("Yes. It holds under all of {concepts}.", concepts=concepts)
    others = concepts_in_words([concept for concept in analysis.concepts if concept not in holding])
    if set(holding) & set(analysis.ending_concepts):
        said = _(
            "Yes, with reservations. It holds under {concepts}, not under {others}.", concepts=concepts, others=others
        )
    else:
        said = _("Hardly. It holds under {concepts}, not under {others}.", concepts=concepts, others=others)
    return said
