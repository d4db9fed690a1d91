"""What a reader is told about what somebody wants: the wants as written, a ladder of states, two states compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import compress

from denouement.analysis.comparing import Comparison
from denouement.analysis.endings import State
from denouement.analysis.landmarks import (
    ENDINGS_SHOWN,
    Rung,
    ladder,
    liking_of,
)
from denouement.analysis.premises import Premise
from denouement.analysis.result import Analysis
from denouement.analysis.wanting import Want, families, readings_in_force, wants
from denouement.language import _, in_digits, in_row, ngettext, pgettext
from denouement.model.condition import Condition
from denouement.model.preference import Payoffs, Ranking, Reading, Statements, Weights
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.prefer_families import all_states, families_from_best, under_every_reading
from denouement.report.prefer_landmarks import pair_by_pair, roles
from denouement.report.telling import is_cited, short_statement, statement_in_words, weaknesses
from denouement.report.words import SIGNS, Names, certainty_in_words, date_in_words
from denouement.states.relation import Order


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
        *families_from_best(analysis, decision_maker, names),
        *(under_every_reading(analysis, decision_maker, names) if every_reading else ()),
        *(all_states(analysis, decision_maker, names) if full else ()),
        *([] if every_reading else _other_readings(analysis, decision_maker)),
    ]
    return clean(analysis.conflict.title), facts(analysis, decision_maker), tuple(sections)


def facts(analysis: Analysis, decision_maker: str) -> str:
    """Return who is asked about, in which reading, on which day, and how fine the order is."""
    names = Names(analysis.conflict)
    liking = liking_of(analysis, decision_maker)
    day = date_in_words(analysis.situation.snapshot.date)
    who = _read_as(names[decision_maker], analysis.situation.readings[decision_maker])
    states = ngettext("{number} state", "{number} states", analysis.number_of_states)
    if isinstance(liking, Order):
        places = int(liking.rank.max())
        states = ngettext("{states} in {number} place", "{states} in {number} places", places, states=states)
    return in_row([who, *([day] if day else []), states])


def _read_as(name: str, reading: Reading) -> str:
    if reading.id is None:
        return name
    read = f"{clean(reading.id)} ({clean(reading.name)})" if reading.name else clean(reading.id)
    return _("{name}, read as {reading}", name=name, reading=read)


# -- what is wanted ----------------------------------------------------------------------------------------------


def _wants(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    """Yield the list of wants, if there is one."""
    found = wants(analysis, decision_maker)
    preference = analysis.situation.readings[decision_maker].preference
    title = _("What is wanted")
    if not found:
        if isinstance(preference, Statements):
            yield Section(title, _("Nothing: all states are alike."))
        return
    headings: tuple[str, ...] = ("", "", _("States of {number}", number=analysis.number_of_states))
    rows = [(in_digits(want.number), want_in_words(want, names), _states(want)) for want in found]
    more: list[tuple[str, ...]]
    if isinstance(preference, Statements):
        lead = _("Most important first: of two states, the one that meets the first on which they differ is better.")
        grounds = [_grounds(analysis, want.premise) for want in found if want.premise is not None]
        said = (any(certainty for certainty, _evidence in grounds), is_cited(analysis))
        headings = (*headings, *compress((_("Certainty"), _("Evidence")), said))
        more = [tuple(compress(row, said)) for row in grounds]
    else:
        lead = _("Numbers: a state is worth the sum of those that fit it.")
        headings, more = (*headings, _("Worth")), [(number_in_words(want.worth or Fraction()),) for want in found]
    table = tuple((*row, *extra) for row, extra in zip(rows, more, strict=True))
    yield Section(title, lead, headings, table)


def want_in_words(want: Want, names: Names) -> str:
    """Return a want as it is written, with its name."""
    if want.premise is not None:
        return statement_in_words(want.premise.statement)
    if isinstance(want.about, str):
        return names[want.about]
    return clean(str(want.about)) if isinstance(want.about, Condition) else _("state {id}", id=clean(str(want.about)))


def _states(want: Want) -> str:
    return _("{number} (idle)", number=want.states) if want.idle else in_digits(want.states)


def _grounds(analysis: Analysis, premise: Premise) -> tuple[str, str]:
    """Return how certain a statement is and what evidence there is for and against it."""
    snapshot = analysis.situation.snapshot
    statement = premise.statement
    supporting, opposing = len(snapshot.counting(statement.evidence)), len(snapshot.counting(statement.against))
    parts = [_("{number} for", number=supporting) if supporting else pgettext("evidence", "none")]
    parts += [_("{number} against", number=opposing)] if opposing else []
    parts += [_("known only later")] if premise.hindsight else []
    return certainty_in_words(statement.certainty) if statement.certainty else "", ", ".join(parts)


def number_in_words(number: Fraction) -> str:
    """Return an exact number as decimals where it has few, else as a fraction."""
    if number.denominator == 1:
        return str(number.numerator)
    if 1000 % number.denominator:
        return str(number)
    whole, rest = divmod(abs(number) * 1000, 1000)
    decimals = f"{int(rest):03}".rstrip("0")
    return f"{'-' if number < 0 else ''}{whole}{pgettext('before decimals', '.')}{decimals}"


# -- the order ---------------------------------------------------------------------------------------------------


def _order(analysis: Analysis, decision_maker: str, names: Names) -> Iterator[Section]:
    rungs = ladder(analysis, decision_maker)
    if rungs:
        yield _ladder(analysis, decision_maker, names, rungs)
    else:
        yield from pair_by_pair(analysis, decision_maker, names)


def _ladder(analysis: Analysis, decision_maker: str, names: Names, rungs: tuple[Rung, ...]) -> Section:
    numbers = numbers_of_wants(analysis, decision_maker)
    cited = is_cited(analysis)
    single = {family.scenario for family in families(analysis, decision_maker) if family.states == 1}
    preference = analysis.situation.readings[decision_maker].preference
    besides = {} if isinstance(preference, Statements) else _besides(rungs)
    rows: list[tuple[str, ...]] = []
    for rung in rungs:
        for at, landmark in enumerate(rung.landmarks):
            why = ", ".join(roles(landmark, alone=landmark.state.scenario in single))
            told = names.state(landmark.state)
            if more := besides.get(landmark.state.id):
                told = _("{state}: {options}", state=told, options=names.options(more))
            rows.append((in_digits(rung.place) if at == 0 else "=", told, why))
        if rung.above is not None:
            decides, weak = decision_in_words(rung.above, numbers, cited=cited)
            if decides:
                rows.append((SIGNS["better"], decides, weak))
    lead = " ".join(_about_the_ladder(analysis, preference))
    return Section(_("From best to worst"), lead, (_("Place"), "", ""), tuple(rows))


def _about_the_ladder(analysis: Analysis, preference: object) -> Iterator[str]:
    """Yield what a reader has to know to read the ladder."""
    if isinstance(preference, Ranking):
        yield _("The places as they are written.")
    elif isinstance(preference, Weights | Payoffs):
        yield _("{sign} tells what the two neighbours are worth.", sign=SIGNS["better"])
    else:
        sign = SIGNS["better"]
        yield _("{sign} names the want that lifts the rung above it over the rung below it.", sign=sign)
        yield _("Places that are left out hold none of these.")
    if len(analysis.endings) > ENDINGS_SHOWN:
        yield ngettext(
            "Of {number} ending, the best and the worst of each scenario.",
            "Of {number} endings, the best and the worst of each scenario.",
            len(analysis.endings),
        )


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


def decision_in_words(found: Comparison, numbers: dict[str, int], *, cited: bool) -> tuple[str, str]:
    """Return what decides, and what is weak about it: `1: no exodus`, the numbers, or nothing if places do."""
    if found.premise is not None:
        text = short_statement(found.premise.statement)
        if found.premise.id in numbers:
            text = _("{number}: {statement}", number=numbers[found.premise.id], statement=text)
        return text, ", ".join(weaknesses(found.premise, cited=cited))
    if found.worth is not None:
        here, there = map(number_in_words, found.worth)
        return _("worth {here} against {there}", here=here, there=there), ""
    return "", ""


def _other_readings(analysis: Analysis, decision_maker: str) -> Iterator[Section]:
    used = analysis.readings.get(decision_maker)
    others = [clean(reading) for reading in readings_in_force(analysis, decision_maker) if reading != used]
    if others:
        lead = _("Other readings: {readings}. --every-reading shows them side by side.", readings=", ".join(others))
        yield Section("", lead)
