"""What an answer to a claim rests on, in words: statements, who would leave, endings, or why it cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from denouement.analysis.claims import Answer, Ground, Reason
from denouement.analysis.result import Analysis
from denouement.foresight.claims import Leaning
from denouement.language import _, in_digits, in_row, marked, ngettext, together
from denouement.model.claim_language import Ends, Fares, Reachable, Stable
from denouement.model.state_reference import StateReference
from denouement.report.clean import clean
from denouement.report.telling import is_cited, short_statement
from denouement.report.words import STANDINGS, Names

_STATEMENTS_SHOWN = 6
_STATES_SHOWN = 6

REASONS: dict[Reason, str] = {
    "no such ending": marked("an ending that it names is not there"),
    "no such state": marked("there is no such state"),
    "several states": marked("several states are meant; it takes one"),
    "not said which state": marked("the model does not say which state is meant"),
    "no baseline": marked("nobody is compared; the model needs a `baseline`"),
    "no status quo": marked("the model does not say where the story stands"),
    "preferences not known": marked("what is preferred is not known"),
}


class GroundWords:
    """Puts into words what the answers of one analysis rest on."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._names = Names(analysis.conflict)
        # Where nothing cites evidence, a statement without any is no weaker than the rest.
        self._cites = is_cited(analysis)

    def is_weak(self, leaning: Leaning) -> bool:
        """Return whether a statement that decides an answer is one to be wary of."""
        return leaning.doubtful or leaning.hindsight or (leaning.assumed and self._cites)

    def statements(self, leanings: Sequence[Leaning], full: bool) -> str:
        """Return the statements that decide, those of each decision maker together; the weak ones with a star."""
        shown = leanings if full else leanings[:_STATEMENTS_SHOWN]
        by_maker: dict[str, list[str]] = {}
        for leaning in shown:
            text = short_statement(leaning.premise.statement) + ("*" if self.is_weak(leaning) else "")
            by_maker.setdefault(leaning.premise.decision_maker, []).append(text)
        parts = [_("{who}: {what}", who=self._names[maker], what=", ".join(texts)) for maker, texts in by_maker.items()]
        if left := len(leanings) - len(shown):
            parts.append(ngettext("and {number} more statement", "and {number} more statements", left))
        return in_row(parts)

    def leavers(self, counts: Mapping[str, int], count: int) -> str:
        """Return who would leave, in how many of the `count` readings."""
        parts = [
            self._so_often(self._names.inside(maker), counts[maker], count)
            for maker in self._analysis.decision_makers
            if maker in counts
        ]
        return _("would move away: {decision_makers}", decision_makers=", ".join(parts)) if parts else ""

    def endings(self, endings: Mapping[str | None, int], count: int) -> str:
        """Return the scenarios that it can end in, in how many of the `count` readings."""
        scenarios = [scenario.id for scenario in self._analysis.conflict.scenarios]
        parts = [self._so_often(self._names.scenario(id), endings[id], count) for id in scenarios if id in endings]
        return _("it can end in {scenarios}", scenarios=", ".join(parts)) if parts else ""

    def _so_often(self, name: str, readings: int, count: int) -> str:
        """Return a name, with the number of readings that it is true in unless that is all of them."""
        return name if readings == count else _("{name} (in {number})", name=name, number=readings)

    def facts(self, answer: Answer) -> str:
        """Return what speaks for an answer."""
        return in_row(list(dict.fromkeys(fact for ground in answer.grounds if (fact := self._fact(ground)))))

    def _fact(self, ground: Ground) -> str:
        """Return what one part of a claim rests on, such as `Microsoft worse in 4 endings (Exodus 2, Return 2)`."""
        if ground.reason is not None:
            return _(REASONS[ground.reason])
        match ground.says:
            case Fares(decision_maker=maker, where=where):
                return self._standings(ground, maker, where)
            case Ends() if ground.truth == "holds":
                return ngettext(
                    "{number} ending ({states})",
                    "{number} endings ({states})",
                    len(ground.states),
                    states=self._states(ground),
                )
            case Stable() if ground.truth == "holds":
                return _("nobody would move away")
            case Ends() | Stable():
                return self.leavers(dict.fromkeys(ground.leavers, 1), 1) or _("cannot be reached")
            case Reachable(state):
                called = self._names.scenario(state.text) if self._is_scenario(state) else clean(str(state))
                if ground.truth == "holds":
                    return _("{state} can be reached", state=called)
                return _("{state} cannot be reached", state=called)

    def _is_scenario(self, state: StateReference) -> bool:
        return any(scenario.id == state.text for scenario in self._analysis.conflict.scenarios)

    def _standings(self, ground: Ground, maker: str, where: object) -> str:
        name = self._names[maker]
        standings = together([_(STANDINGS[standing]) for standing in dict.fromkeys(ground.standings)])
        if isinstance(where, StateReference) and len(ground.states) == 1:
            state = self._names.state(ground.states[0])
            return _("{name} {standings} in {state}", name=name, standings=standings, state=state)
        return ngettext(
            "{name} {standings} in {number} ending ({states})",
            "{name} {standings} in {number} endings ({states})",
            len(ground.states),
            name=name,
            standings=standings,
            states=self._states(ground),
        )

    def _states(self, ground: Ground) -> str:
        """Return which endings, by scenario and how many of each; by number where there are no scenarios."""
        if self._analysis.conflict.scenarios:
            counts = Counter(state.scenario for state in ground.states)
            if len(counts) == 1:
                return self._names.scenario(next(iter(counts)))
            return ", ".join(f"{self._names.scenario(id)} {in_digits(count)}" for id, count in counts.items())
        ids = [state.id for state in ground.states]
        listed = ", ".join(ids[:_STATES_SHOWN]) + (", …" if len(ids) > _STATES_SHOWN else "")
        return ngettext("state {states}", "states {states}", len(ids), states=listed)
