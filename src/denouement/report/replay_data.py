"""A history day by day as plain data and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from denouement.analysis.endings import Ending, State, Tally
from denouement.analysis.result import Analysis
from denouement.foresight.replay.causes import Cause, Chances, Changed, Effect
from denouement.foresight.replay.happened import Move, Outcome
from denouement.foresight.replay.replay import Day, Quiet, Replay
from denouement.model.conflict import Conflict, rule_id
from denouement.model.preference import Statements, statement_id
from denouement.model.shown import Table
from denouement.report.shared_data import state_data
from denouement.report.table import csv_of
from denouement.version import __version__

FORMAT = "denouement-replay/1"


def replay_data(replay: Replay, *, supposed: Sequence[str] = ()) -> dict[str, Any]:
    """Return a history as dicts, lists, texts, numbers and None; states by the options taken in them.

    Steps are named by their places in the history, from 1.
    """
    conflict = replay.conflict
    return {
        "format": FORMAT,
        "version": __version__,
        "model": {"title": conflict.title, "sha256": conflict.sha256},
        "as_of": str(replay.until),
        "supposed": list(supposed),
        "fixed_readings": list(replay.fixed),
        "eve": None if replay.eve is None else str(replay.eve),
        "whole": replay.whole,
        "later_steps": _places(replay.later),
        "history": [
            {
                "date": str(step.date),
                "by": list(step.by),
                "take": list(step.take),
                "drop": list(step.drop),
                "to": step.to,
                "event": step.event,
            }
            for step in conflict.history
        ],
        "days": [_day(conflict, day) for day in replay.days],
        "after": [_quiet(conflict, quiet) for quiet in replay.after],
    }


def _day(conflict: Conflict, day: Day) -> dict[str, Any]:
    analysis = day.analysis
    return {
        "date": str(day.date),
        "quiet_before": [_quiet(conflict, quiet) for quiet in day.quiet],
        "steps": _places(day.steps),
        "evidence_known": {"pieces": day.known[0], "of": day.known[1]},
        "problems": [{"message": problem.message, "hint": problem.hint} for problem in day.problems],
        **({} if analysis is None else _possible(analysis)),
        "readings_counted": _chances(day.chances),
        "changed": None if day.changed is None else _changed(conflict, day.changed),
        "next_moves": [_move(move) for move in day.moves],
        "outcome": None if day.outcome is None else _outcome(day.outcome, day.chances),
    }


def _possible(analysis: Analysis) -> dict[str, Any]:
    now = analysis.status_quo
    force = analysis.situation.snapshot.readings
    return {
        "status_quo": _state(now),
        "lasts_under": None
        if now is None
        else [concept for concept in analysis.concepts if analysis.holds(now, concept)],
        "better_moves": []
        if now is None
        else [
            {
                "decision_maker": move.decision_maker,
                "take": list(move.take),
                "drop": list(move.drop),
                "tempting_under": list(move.tempting_under),
            }
            for move in analysis.departures(now)
        ],
        "readings": analysis.readings,
        "readings_in_force": {maker: [reading.id for reading in force[maker]] for maker in analysis.readings},
        "statements": {
            "used": len(analysis.premises),
            "hindsight": [premise.id for premise in analysis.premises if premise.hindsight],
            "assumed": [premise.id for premise in analysis.premises if premise.assumed],
        },
        "baseline": _state(analysis.baseline),
        "endings": [_ending(ending) for ending in analysis.endings],
        "stories": [{"scenario": story.scenario, "endings": len(story.endings)} for story in analysis.stories],
        "standings": {maker: attrs.asdict(tally) for maker, tally in analysis.standings.items()},
        "warnings": list(analysis.warnings),
    }


def _quiet(conflict: Conflict, quiet: Quiet) -> dict[str, Any]:
    return {
        "date": str(quiet.date),
        "steps": _places(quiet.steps),
        "counting": [_cause(conflict, cause) for cause in quiet.causes],
    }


def _chances(chances: Chances | None) -> dict[str, Any] | None:
    if chances is None:
        return None
    return {
        "readings": chances.total,
        "endings": [{"scenario": scenario, "readings": count} for scenario, count in chances.scenarios.items()],
    }


# -- what changed ---------------------------------------------------------------------------------------------------


def _changed(conflict: Conflict, changed: Changed) -> dict[str, Any]:
    def because(effect: Effect[Any]) -> list[list[int]]:
        """Return sets of causes by their places in the list of all, from 0."""
        return [[changed.causes.index(cause) for cause in chosen] for chosen in effect.because]

    lasting = changed.lasting
    return {
        "since": str(changed.since),
        "causes": [_cause(conflict, cause) for cause in changed.causes],
        "every_combination_tried": changed.exact,
        "lasts_under": lasting
        and {"before": _listed(lasting.before), "after": _listed(lasting.after), "because": because(lasting)},
        "lost": [{"ending": _ending(effect.before), "because": because(effect)} for effect in changed.lost],
        "gained": [{"ending": _ending(effect.after), "because": because(effect)} for effect in changed.gained],
        "judged_anew": [
            {"before": _ending(effect.before), "after": _ending(effect.after), "because": because(effect)}
            for effect in changed.judged_anew
        ],
        "standings": {
            str(effect.subject): {
                "before": _tally(effect.before),
                "after": _tally(effect.after),
                "because": because(effect),
            }
            for effect in changed.standings
        },
        "readings": [
            {
                "scenario": effect.subject,
                "before": {"readings": effect.before[0], "of": effect.before[1]},
                "after": {"readings": effect.after[0], "of": effect.after[1]},
                "because": because(effect),
            }
            for effect in changed.readings
        ],
    }


def _cause(conflict: Conflict, cause: Cause) -> dict[str, Any]:
    """Return what began or ceased to count, by the id that the rest of the program has for it."""
    where = cause.part.where
    told: dict[str, Any] = {"kind": cause.part.kind}
    match cause.part.kind:
        case "moves":
            return told
        case "rule":
            told["id"] = rule_id(int(where[0]), conflict.rules[int(where[0])])
        case "option":
            told["id"] = str(where[0])
        case "forbidden move":
            told["place"] = int(where[0]) + 1
        case "reading" | "statement":
            reading = conflict.decision_maker(str(where[0])).readings[int(where[1])]
            told |= {"decision_maker": str(where[0]), "reading": reading.id}
            if cause.part.kind == "statement":
                assert isinstance(reading.preference, Statements)
                number = int(where[2])
                statement = reading.preference.statements[number]
                told["id"] = statement_id(str(where[0]), reading, number + 1, statement)
    return told | {"change": "begins" if cause.begins else "ends"}


# -- what happened --------------------------------------------------------------------------------------------------


def _move(move: Move) -> dict[str, Any]:
    return {
        "step": move.step + 1,
        "from": _state(move.origin),
        "to": _state(move.to),
        "joint": move.joint,
        "could_be_made": move.could_be_made,
        "standings": {one.decision_maker: one.standing for one in move.comparisons},
        "decided_by": {one.decision_maker: one.premise and one.premise.id for one in move.comparisons},
        "deterred_under": list(move.deterred_under),
    }


def _outcome(outcome: Outcome, chances: Chances | None) -> dict[str, Any]:
    return {
        "state": _state(outcome.state),
        "reachable": outcome.reachable,
        "ending": outcome.ending,
        "ending_in_readings": None if chances is None else chances.watched,
        "scenario": outcome.scenario,
        "scenario_ends": outcome.scenario_ends,
        "scenario_ends_in_readings": None if chances is None else chances.scenarios.get(outcome.scenario, 0),
        "readings": None if chances is None else chances.total,
    }


# -- small parts ----------------------------------------------------------------------------------------------------


def _places(steps: Sequence[int]) -> list[int]:
    return [number + 1 for number in steps]


def _state(state: State | None) -> dict[str, Any] | None:
    return None if state is None else state_data(state)


def _ending(ending: Ending | None) -> dict[str, Any] | None:
    if ending is None:
        return None
    told = _state(ending.state) or {}
    return {**told, "concepts": list(ending.concepts), "compared": ending.compared}


def _tally(tally: Tally | None) -> dict[str, int] | None:
    return None if tally is None else attrs.asdict(tally)


def _listed(concepts: tuple[str, ...] | None) -> list[str] | None:
    return None if concepts is None else list(concepts)


# -- as a table -----------------------------------------------------------------------------------------------------


def replay_csv(replay: Replay) -> str:
    """Return a history as CSV text, one row a day, safe to open in a spreadsheet.

    Columns: the day, where it stood (state, scenario, Y or N for every option), the concepts it held under, how many
    endings there were in all and of each scenario, in how many of how many readings there were any of each scenario,
    everybody's standings as better/same/worse/unknown, evidence known, and how many endings were lost and gained.
    """
    return csv_of(replay_table(replay), options=len(replay.conflict.options))


def replay_table(replay: Replay) -> Table:
    """Return a history as a table with the columns of `replay_csv`; of a day that cannot be analysed only the date."""
    conflict = replay.conflict
    scenarios: list[str | None] = [*(scenario.id for scenario in conflict.scenarios), None]
    makers = [maker.id for maker in conflict.decision_makers]
    named = ["no scenario" if id is None else id for id in scenarios]  # not said
    columns = (
        "date", "state", "scenario", "holds under", "endings",  # not said
        *(f"endings in {name}" for name in named),  # not said
        "readings", *(f"readings with endings in {name}" for name in named),  # not said
        *(f"{maker} better/same/worse/unknown" for maker in makers),  # not said
        "evidence known", "endings lost", "endings gained", *conflict.options,  # not said
    )  # fmt: skip
    rows = (_row(conflict, day, scenarios, makers) for day in replay.days)
    return Table(columns, tuple((*row, *[None] * (len(columns) - len(row))) for row in rows))


def _row(conflict: Conflict, day: Day, scenarios: Sequence[str | None], makers: Sequence[str]) -> tuple[Any, ...]:
    analysis, chances, change = day.analysis, day.chances, day.changed
    if analysis is None:
        return (str(day.date),)
    now = analysis.status_quo
    counts = {story.scenario: len(story.endings) for story in analysis.stories}
    tallies = (analysis.standings.get(maker) for maker in makers)
    return (
        str(day.date),
        None if now is None else now.id,
        None if now is None else now.scenario,
        None if now is None else " ".join(concept for concept in analysis.concepts if analysis.holds(now, concept)),
        len(analysis.endings),
        *(counts.get(scenario, 0) for scenario in scenarios),
        None if chances is None else chances.total,
        *(None if chances is None else chances.scenarios.get(scenario, 0) for scenario in scenarios),
        *(None if one is None else f"{one.better}/{one.same}/{one.worse}/{one.unknown}" for one in tallies),
        day.known[0],
        None if change is None else len(change.lost),
        None if change is None else len(change.gained),
        *(None if now is None else option in now.taken for option in conflict.options),
    )
