"""What happened in fact beside what was possible on a day, in words, and how states of several days are called."""

from __future__ import annotations

from denouement.analysis.endings import State
from denouement.analysis.views import elements_of
from denouement.foresight.replay.happened import Move, Outcome
from denouement.foresight.replay.replay import Day, Replay
from denouement.language import _, in_row
from denouement.model.dates import Date, counts
from denouement.model.timeline import snapshot
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.steps import liking_in_words
from denouement.report.telling import move_in_words
from denouement.report.words import Names, concepts_in_words, date_in_words


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
        return _("{name}: {that}", name=name, that=taken) if taken and taken != name else name


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
            judged = self._judged(move)
            if seeing := [self.names[maker] for maker in step.by if _sees_otherwise(day, maker, step.date)]:
                judged = _(
                    "{judged}. By the file, {names} saw it otherwise ({command})",
                    judged=judged,
                    names=seeing,
                    command=f"denouement perceptions --as-of {day.date}",  # not said
                )
            rows.append(("", judged))
        rows.append((_("last recorded"), self._ended(day, outcome)))
        if len(day.moves) > 1:
            lead = _("What came next in fact, seen from this day, each move from where the one before it led:")
        elif day.moves:
            lead = _("What came next in fact, seen from this day:")
        else:
            lead = _("What came of it, seen from this day:")
        return Section("", lead, rows=tuple(rows))

    def _judged(self, move: Move) -> str:
        """Return whether a move was a better one for its movers, and whether anything deterred it."""
        if move.origin is None or move.to is None:
            return _("leads through states that could not be as the model stood on this day")
        if move.joint:
            liked = in_row([f"{self.names[one.decision_maker]} {liking_in_words(one)}" for one in move.comparisons])
            return _("a joint step, nobody's move alone: {liked}", liked=liked)
        (only,) = move.comparisons
        liking = liking_in_words(only)
        if not move.could_be_made:
            name = self.names[only.decision_maker]
            return _("{liking}; not a move that {name} could make on this day", liking=liking, name=name)
        if only.standing != "better":
            return _("{liking}: not a better move by itself", liking=liking)
        if move.deterred_under:
            return _(
                "{liking}; could be answered so that it ends no better ({concepts})",
                liking=liking,
                concepts=concepts_in_words(move.deterred_under),
            )
        return _("{liking}; nothing deters it", liking=liking)

    def _ended(self, day: Day, outcome: Outcome) -> str:
        """Return whether where the recorded history stops was among the endings of a day."""
        chances = day.chances if day.chances is not None and day.chances.total > 1 else None
        if outcome.state is None:
            said = [_("Where the recorded history stops could not be as the model stood on this day.")]
        elif chances is None:
            said = [_("{said}.", said=self._stopped(outcome, outcome.state))]
        else:
            said = [
                _(
                    "{said} (in {count} of {total} readings it is one).",
                    said=self._stopped(outcome, outcome.state),
                    count=chances.watched,
                    total=chances.total,
                )
            ]
        if outcome.scenario is not None:
            name = self.names.scenario(outcome.scenario)
            if outcome.scenario_ends:
                within = _("An ending in {scenario} is within reach", scenario=name)
            else:
                within = _("No ending in {scenario} is within reach", scenario=name)
            if chances is None:
                said.append(_("{said}.", said=within))
            else:
                count = chances.scenarios.get(outcome.scenario, 0)
                said.append(
                    _(
                        "{said} (in {count} of {total} readings there is one).",
                        said=within,
                        count=count,
                        total=chances.total,
                    )
                )
        return " ".join(said)

    def _stopped(self, outcome: Outcome, where: State) -> str:
        """Return whether the state in which the recorded history stops is an ending."""
        state = self.states.named(where)
        if not self.states.numbered:  # the name alone may be that of many states
            state = f"{state} ({self.names.options(where.taken)})"
        if outcome.ending:
            return _("{state}, where the recorded history stops, is an ending on this day", state=state)
        if outcome.reachable is False:
            return _(
                "{state}, where the recorded history stops, cannot be reached, and is not an ending on this day",
                state=state,
            )
        return _("{state}, where the recorded history stops, is not an ending on this day", state=state)


def _sees_otherwise(day: Day, maker: str, moved: Date) -> bool:
    """Return whether the model has a mover see something otherwise on a day, and still when it moved."""
    if day.analysis is None:
        return False
    now, moment = day.analysis.status_quo, day.analysis.situation.snapshot
    elements, _ = elements_of(moment, maker, frozenset(now.taken if now else ()))
    perceptions = moment.conflict.decision_maker(maker).perceptions
    return any(counts(perceptions[element.perception], moved) for element in elements)
