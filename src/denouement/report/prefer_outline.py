"""What a reader is told about what somebody wants: the wants as written, a ladder of states, two states compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import compress

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.landmarks import ENDINGS_SHOWN, Landmark, Role, Rung, ladder, landmarks, liking_of, pairwise
from denouement.analysis.premises import Premise
from denouement.analysis.result import FULL_LIMIT, Analysis
from denouement.analysis.wanting import Family, Want, by_place, families, families_by_reading, readings_in_force, wants
from denouement.model.condition import Condition
from denouement.model.preference import Payoffs, Ranking, Reading, Statements, Weights
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.telling import is_cited, short_statement, statement_in_words, weaknesses
from denouement.report.words import SIGNS, Names, counted, date_in_words
from denouement.states.relation import Order, Relation

_PAIRWISE = 9
"""Landmarks up to which all pairs are shown."""


def prefer_outline(
    analysis: Analysis,
    decision_maker: str,
    *,
    every_reading: bool = False,
    full: bool = False,
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections on one decision maker's order of states."""
    names = Names(analysis.conflict)
    sections = [
        *_wants(analysis, decision_maker, names),
        *_order(analysis, decision_maker, names),
        *_families(analysis, decision_maker, names),
        *(_every_reading(analysis, decision_maker, names) if every_reading else ()),
        *(_all_states(analysis, decision_maker, names) if full else ()),
        *([] if every_reading else _other_readings(analysis, decision_maker)),
    ]
    return clean(analysis.conflict.title), facts(analysis, decision_maker), tuple(sections)


def facts(analysis: Analysis, decision_maker: str) -> str:
    """Return who is asked about, in which reading, on which day, and how fine the order is."""
    names = Names(analysis.conflict)
    liking = liking_of(analysis, decision_maker)
    day = date_in_words(analysis.situation.snapshot.date)
    parts = [names[decision_maker] + _read_as(analysis.situation.readings[decision_maker])]
    parts += [day] if day else []
    states = counted(analysis.number_of_states, "state")
    if isinstance(liking, Order):
        states += f" in {counted(int(liking.rank.max()), 'place')}"
    parts.append(states)
    return "; ".join(parts)


def _read_as(reading: Reading) -> str:
    if reading.id is None:
        return ""
    name = f" ({clean(reading.name)})" if reading.name else ""
    return f", read as {clean(reading.id)}{name}"


# -- what is wanted ----------------------------------------------------------------------------------------------


def _wants(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    """Yield the list of wants, if there is one."""
    found = wants(analysis, decision_maker)
    preference = analysis.situation.readings[decision_maker].preference
    title = "What is wanted"
    if not found:
        if isinstance(preference, Statements):
            yield Section(title, "Nothing: all states are alike.")
        return
    headings: tuple[str, ...] = ("", "", f"States of {analysis.number_of_states:,}")
    rows = [(str(want.number), want_in_words(want, names), _states(want)) for want in found]
    more: list[tuple[str, ...]]
    if isinstance(preference, Statements):
        lead = "Most important first: of two states, the one that meets the first on which they differ is better."
        grounds = [_grounds(analysis, want.premise) for want in found if want.premise is not None]
        said = (any(certainty for certainty, _ in grounds), is_cited(analysis))
        headings = (*headings, *compress(("Certainty", "Evidence"), said))
        more = [tuple(compress(row, said)) for row in grounds]
    else:
        lead = "Numbers: a state is worth the sum of those that fit it."
        headings, more = (*headings, "Worth"), [(number_in_words(want.worth or Fraction()),) for want in found]
    table = tuple((*row, *extra) for row, extra in zip(rows, more, strict=True))
    yield Section(title, lead, headings, table)


def want_in_words(want: Want, names: Names) -> str:
    """Return a want as it is written, with its name."""
    if want.premise is not None:
        return statement_in_words(want.premise.statement)
    if isinstance(want.about, str):
        return names[want.about]
    return clean(str(want.about)) if isinstance(want.about, Condition) else f"state {clean(str(want.about))}"


def _states(want: Want) -> str:
    return f"{want.states:,}" + (" (idle)" if want.idle else "")


def _grounds(analysis: Analysis, premise: Premise) -> tuple[str, str]:
    """Return how certain a statement is and what evidence there is for and against it."""
    snapshot = analysis.situation.snapshot
    statement = premise.statement
    supporting, opposing = len(snapshot.counting(statement.evidence)), len(snapshot.counting(statement.against))
    parts = [f"{supporting} for" if supporting else "none"]
    parts += [f"{opposing} against"] if opposing else []
    parts += ["known only later"] if premise.hindsight else []
    return statement.certainty.text if statement.certainty else "", ", ".join(parts)


def number_in_words(number: Fraction) -> str:
    """Return an exact number as decimals where it has few, else as a fraction."""
    if number.denominator == 1:
        return str(number.numerator)
    if 1000 % number.denominator:
        return str(number)
    whole, rest = divmod(abs(number) * 1000, 1000)
    return f"{'-' if number < 0 else ''}{whole}.{int(rest):03}".rstrip("0")


# -- the order ---------------------------------------------------------------------------------------------------


def _order(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    rungs = ladder(analysis, decision_maker)
    if rungs:
        yield _ladder(analysis, decision_maker, names, rungs)
    else:
        yield from _relation(analysis, decision_maker, names)


def _ladder(analysis: Analysis, decision_maker: str, names: Names, rungs: tuple[Rung, ...]) -> Section:
    numbers = numbers_of_wants(analysis, decision_maker)
    cited = is_cited(analysis)
    single = {family.scenario for family in families(analysis, decision_maker) if family.states == 1}
    preference = analysis.situation.readings[decision_maker].preference
    besides = {} if isinstance(preference, Statements) else _besides(rungs)
    rows: list[tuple[str, ...]] = []
    for rung in rungs:
        for at, landmark in enumerate(rung.landmarks):
            roles = ", ".join(_roles(landmark, alone=landmark.state.scenario in single))
            told = names.state(landmark.state)
            if more := besides.get(landmark.state.id):
                told += f": {names.options(more)}"
            rows.append((f"{rung.place:,}" if at == 0 else "=", told, roles))
        if rung.above is not None:
            decides, weak = decision_in_words(rung.above, numbers, cited=cited)
            if decides:
                rows.append((SIGNS["better"], decides, weak))
    lead = "The places as they are written."
    if not isinstance(preference, Ranking):
        lead = f"{SIGNS['better']} names the want that lifts the rung above it over the rung below it."
        lead += " Places that are left out hold none of these."
        if isinstance(preference, Weights | Payoffs):
            lead = f"{SIGNS['better']} tells what the two neighbours are worth."
    if len(analysis.endings) > ENDINGS_SHOWN:
        lead += f" Of {len(analysis.endings):,} endings, the best and the worst of each scenario."
    return Section("From best to worst", lead, ("Place", "", ""), tuple(rows))


def _besides(rungs: tuple[Rung, ...]) -> dict[str, list[str]]:
    """Return, by state, the options that tell a state from the others of its scenario, where no want does it."""
    by_scenario: dict[str, list[State]] = {}
    for rung in rungs:
        for landmark in rung.landmarks:
            if landmark.state.scenario is not None and landmark.state.name is None:
                by_scenario.setdefault(landmark.state.scenario, []).append(landmark.state)
    found = {}
    for states in by_scenario.values():
        common = set(states[0].taken).intersection(*(state.taken for state in states))
        found.update({state.id: [option for option in state.taken if option not in common] for state in states})
    return found


def numbers_of_wants(analysis: Analysis, decision_maker: str) -> dict[str, int]:
    """Return the place of each statement (by id) in the list that is shown."""
    return {want.premise.id: want.number for want in wants(analysis, decision_maker) if want.premise is not None}


def _roles(landmark: Landmark, *, alone: bool = False) -> list[str]:
    """Return why a state is on the ladder; that it is best or worst of its scenario only where that says something."""
    kinds = {role.kind for role in landmark.roles}
    dull = {"best_of"} if "best" in kinds else {"worst_of"} if "worst" in kinds else set()
    level = {"best_of", "worst_of"} <= kinds  # all states of its scenario stand at one place
    if level:
        dull = {"best_of", "worst_of"}
    words = [_role(role) for role in landmark.roles if role.kind not in dull]
    return words or (["all of its scenario"] if level and not alone else [])


def _role(role: Role) -> str:
    match role.kind:
        case "day":
            return date_in_words(role.date)
        case "later":
            return f"{date_in_words(role.date)} (later)"
        case "best_of":
            return "best of its scenario"
        case "worst_of":
            return "worst of its scenario"
        case "best" | "worst":
            return f"{role.kind} of all"
        case "start" | "baseline":
            return f"the {role.kind}"
        case _:
            return role.kind


def decision_in_words(found: Comparison, numbers: dict[str, int], *, cited: bool) -> tuple[str, str]:
    """Return what decides, and what is weak about it: `1: no exodus`, the numbers, or nothing if places do."""
    if found.premise is not None:
        number = f"{numbers[found.premise.id]}: " if found.premise.id in numbers else ""
        text = f"{number}{short_statement(found.premise.statement)}"
        return text, ", ".join(weaknesses(found.premise, cited=cited))
    if found.worth is not None:
        here, there = map(number_in_words, found.worth)
        return f"worth {here} against {there}", ""
    return "", ""


def _relation(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    liking = liking_of(analysis, decision_maker)
    assert isinstance(liking, Relation)
    states = analysis.number_of_states
    unknown = liking.unknown_pairs()
    known = states * (states - 1) // 2 - unknown
    lead = "Some pairs of states are not known, or compared one by one, so there are no places: "
    lead += f"{counted(known, 'pair')} known, {unknown:,} not known."
    marks = landmarks(analysis, decision_maker)
    if len(marks) > _PAIRWISE:
        lead += f" {len(marks)} states mean something here; name two of them to see how they compare."
        listed = tuple((names.state(mark.state), ", ".join(_roles(mark))) for mark in marks)
        yield Section("Pair by pair", lead, rows=listed)
        return
    lead += " Each row against each column: ▲ better, ▼ worse, ● the same, ? not known."
    table = pairwise(analysis, decision_maker, marks)
    rows = tuple(
        (
            ": ".join(filter(None, (names.state(mark.state), ", ".join(_roles(mark))))),
            *("" if at == other else SIGNS[standing] for other, standing in enumerate(row)),
        )
        for at, (mark, row) in enumerate(zip(marks, table, strict=True))
    )
    yield Section("Pair by pair", lead, ("", *(clean(mark.state.id) for mark in marks)), rows)


def _families(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    found = families(analysis, decision_maker)
    if all(family.states == 1 for family in found):
        return  # the ladder has said it
    rows = tuple(
        (
            names.scenario(family.scenario),
            f"{family.states:,}",
            _range(family.best, family.worst),
            f"{family.median:,}",
            f"{len(family.endings):,}, {_at(family.endings[0], family.endings[-1])}" if family.endings else "none",
        )
        for family in found
    )
    lead = "By the place of the middle state of each; their ranges may overlap."
    headings = ("", "States", "Places", "Middle", "Endings, their places")
    yield Section("Scenarios from best to worst", lead, headings, rows)


def _at(best: int, worst: int) -> str:
    """Return `at place 3`, or `at places 3 to 9`."""
    return f"at place{'' if best == worst else 's'} {_range(best, worst)}"


def _range(best: int, worst: int) -> str:
    return f"{best:,}" if best == worst else f"{best:,} to {worst:,}"


def _every_reading(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    by_reading = {reading: found for reading, found in families_by_reading(analysis, decision_maker).items() if found}
    if len(by_reading) < 2:
        alone = len(readings_in_force(analysis, decision_maker)) < 2
        lead = "There is only one reading." if alone else "The model has no scenarios to put in order."
        yield Section("Under every reading", lead)
        return
    used = analysis.readings.get(decision_maker)
    headings = ("", *(clean(reading) + (" (used)" if reading == used else "") for reading in by_reading))
    count = max(map(len, by_reading.values()))
    rows = tuple((str(at + 1), *(_cell(found, at, names) for found in by_reading.values())) for at in range(count))
    lead = "The scenarios from best to worst, by the place of the middle state of each; = is as good as the one above."
    yield Section("Under every reading", lead, headings, rows, grid=True)


def _cell(found: tuple[Family, ...], at: int, names: Names) -> str:
    if at >= len(found):
        return ""
    tied = at > 0 and found[at].median == found[at - 1].median
    return ("= " if tied else "") + names.scenario(found[at].scenario)


def _all_states(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    if analysis.number_of_states > FULL_LIMIT:
        yield Section("All states", f"{analysis.number_of_states:,} are too many to read; --json --full lists them.")
        return
    rows: list[tuple[str, ...]] = []
    for place, members in by_place(analysis, decision_maker):
        for at, index in enumerate(members):
            state = analysis.state_at(index)
            rows.append((f"{place:,}" if at == 0 else "=", names.state(state), names.options(state.taken)))
    if rows:
        yield Section("All states", "Best first; those marked = are alike.", ("Place", "", ""), tuple(rows))


def _other_readings(analysis: Analysis, decision_maker: str) -> Iterator[Section]:
    used = analysis.readings.get(decision_maker)
    others = [clean(reading) for reading in readings_in_force(analysis, decision_maker) if reading != used]
    if others:
        yield Section("", f"Other readings: {', '.join(others)}. --every-reading shows them side by side.")
