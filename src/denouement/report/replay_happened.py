"""What happened in fact beside what was possible on a day, in words, and how states of several days are called."""

from __future__ import annotations

from denouement.analysis.endings import State
from denouement.analysis.views import elements_of
from denouement.foresight.replay.happened import Move, Outcome
from denouement.foresight.replay.replay import Day, Replay
from denouement.language import together
from denouement.model.dates import Date, counts
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.steps import liking_in_words
from denouement.report.telling import move_in_words
from denouement.report.words import Names, concepts_in_words, date_in_words

_STOPS = "where the recorded history stops"


class States:
    """Names states as `Exodus (state 7)`, but without numbers where they mean other states on other days."""

    def __init__(self, replay: Replay, names: Names) -> None:
        self.names = names
        self.numbered = replay.numbered_alike

    def named(self, state: State) -> str:
        """Return a state's name, or what is taken in it where neither a name nor a number tells it."""
        if self.numbered:
            return self.names.state(state)
        if state.name or state.scenario:
            return clean(state.name) if state.name else self.names.scenario(state.scenario)
        return self.names.options(state.taken)

    def told(self, state: State) -> str:
        """Return a state and what is taken in it, as `Exodus (state 7): Leave together`."""
        name, taken = self.named(state), self.names.options(state.taken)
        return f"{name}: {taken}" if taken and taken != name else name


class Happened:
    """Puts the moves that came next, and where the recorded history stops, into words."""

    def __init__(self, replay: Replay, names: Names, states: States) -> None:
        self.conflict = replay.conflict
        self.names = names
        self.states = states
        self.vocabulary = snapshot(replay.conflict).vocabulary

    def section(self, day: Day, outcome: Outcome) -> Section:
        """Return what came of a day, seen from it."""
        rows: list[tuple[str, str]] = []
        for move in day.moves:
            step = self.conflict.history[move.step]
            rows.append((date_in_words(step.date), f"→ {move_in_words(step, self.names, self.vocabulary)}"))
            seeing = together([self.names[maker] for maker in step.by if _sees_otherwise(day, maker, step.date)])
            where = f"denouement perceptions --as-of {day.date}"
            rows.append(
                ("", self._judged(move) + (f". By the file, {seeing} saw it otherwise ({where})" * bool(seeing)))
            )
        rows.append(("last recorded", self._ended(day, outcome)))
        lead = "What came of it, seen from this day:"
        if day.moves:
            each = ", each move from where the one before it led" if len(day.moves) > 1 else ""
            lead = f"What came next in fact, seen from this day{each}:"
        return Section("", lead, rows=tuple(rows))

    def _judged(self, move: Move) -> str:
        """Return whether a move was a better one for its movers, and whether anything deterred it."""
        if move.origin is None or move.to is None:
            return "leads through states that could not be as the model stood on this day"
        if move.joint:
            liked = (f"{self.names[one.decision_maker]} {liking_in_words(one)}" for one in move.comparisons)
            return f"a joint step, nobody's move alone: {'; '.join(liked)}"
        (only,) = move.comparisons
        text = liking_in_words(only)
        if not move.could_be_made:
            return f"{text}; not a move that {self.names[only.decision_maker]} could make on this day"
        if only.standing != "better":
            return f"{text}: not a better move by itself"
        if move.deterred_under:
            return f"{text}; could be answered so that it ends no better ({concepts_in_words(move.deterred_under)})"
        return f"{text}; nothing deters it"

    def _ended(self, day: Day, outcome: Outcome) -> str:
        """Return whether where the recorded history stops was among the endings of a day."""
        chances = day.chances if day.chances is not None and day.chances.total > 1 else None
        if outcome.state is None:
            verdict = f"{_STOPS.capitalize()} could not be as the model stood on this day"
        else:
            is_not = (
                "is" if outcome.ending else "cannot be reached, and is not" if outcome.reachable is False else "is not"
            )
            state = self.states.named(outcome.state)
            if not self.states.numbered:  # the name alone may be that of many states
                state = f"{state} ({self.names.options(outcome.state.taken)})"
            verdict = f"{state}, {_STOPS}, {is_not} an ending on this day"
            if chances is not None:
                verdict += f" (in {chances.watched:,} of {chances.total:,} readings it is one)"
        if outcome.scenario is None:
            return f"{verdict}."
        some = "An ending" if outcome.scenario_ends else "No ending"
        verdict += f". {some} in {self.names.scenario(outcome.scenario)} is within reach"
        if chances is not None:
            count = chances.scenarios.get(outcome.scenario, 0)
            verdict += f" (in {count:,} of {chances.total:,} readings there is one)"
        return f"{verdict}."


def _sees_otherwise(day: Day, maker: str, moved: Date) -> bool:
    """Return whether the model has a mover see something otherwise on a day, and still when it moved."""
    if day.analysis is None:
        return False
    now, moment = day.analysis.status_quo, day.analysis.situation.snapshot
    elements, _ = elements_of(moment, maker, frozenset(now.taken if now else ()))
    perceptions = moment.conflict.decision_maker(maker).perceptions
    return any(counts(perceptions[element.perception], moved) for element in elements)
