"""What a reader is told about ordered play: where it leads, what each does and why, and who is better or worse off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from denouement.analysis.endings import State
from denouement.analysis.ordered_play import Play, Turn
from denouement.analysis.result import Analysis
from denouement.foresight.orders import Ends, Group, Orders, UnderReadings
from denouement.language import together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.steps import liking_in_words, readings_in_words, rule_in_words, step_in_words
from denouement.report.words import SIGNS, Names, concepts_in_words, counted, date_in_words

LINES_SHOWN = 2
OUTCOMES_SHOWN = 4
ORDERS_SHOWN = 12
ROWS_SHOWN = 40

Outline = tuple[str, str, tuple[Section, ...]]


def play_outline(analysis: Analysis, played: Sequence[Play], *, full: bool = False) -> Outline:
    """Return title, facts and sections: one order turn by turn, or several beside each other."""
    names = Names(analysis.conflict)
    # Whoever wants what also decides who ends better off, which is told of one order only.
    read = analysis.decision_makers if len(played) == 1 else {id for each in played for id in each.order}
    sections = [*warnings(analysis)]
    if len(played) == 1:
        sections += _one(analysis, played[0], names, full)
    else:
        rows = tuple((_order(each.order, names), _open(each.outcomes, names)) for each in played)
        sections.append(Section("Where it leads", _assumption(played[0].staying_ends), ("Order", "Ends in"), rows))
    return clean(analysis.conflict.title), _facts(analysis, played[0].start, names, read), tuple(sections)


def orders_outline(analysis: Analysis, found: Orders, *, full: bool = False) -> Outline:
    """Return title, facts and sections on where every order of some movers leads."""
    names = Names(analysis.conflict)
    lead = f"{_every(found.movers, found.number, names)}. {_assumption(found.staying_ends)}"
    rows = [row for group in found.groups for row in _group(analysis, group, found, names, full)]
    section = Section("Where every order leads", lead, ("Ends in", "Orders", "Which"), tuple(rows))
    facts = _facts(analysis, found.start, names, found.movers)
    return clean(analysis.conflict.title), facts, (*warnings(analysis), section)


def readings_outline(analysis: Analysis, found: UnderReadings, *, full: bool = False) -> Outline:
    """Return title, facts and sections on where orders lead under every combination of readings."""
    names = Names(analysis.conflict)
    movers = {id for order in found.orders for id in order}
    lead = [f"{_every(found.orders[0], sum(found.rows[0][1][0].values()), names)}."] if found.every else []
    lead += [_whose(found, names), _assumption(found.staying_ends)]
    rows = _reading_rows(analysis, found, names)
    shown = rows if full else rows[:ROWS_SHOWN]
    if len(shown) < len(rows):
        shown.append((f"… {len(rows) - len(shown):,} more (--full)", *[""] * (len(rows[0]) - 1)))
    asked = ["Orders that end in"] if found.every else [", ".join(order) for order in found.orders]
    headings = (*(names[maker] for maker in found.deciding), *asked)
    section = Section("Where it leads, by reading", " ".join(lead), headings, tuple(shown), grid=not found.every)
    facts = _facts(analysis, found.start, names, movers - set(found.rivals))
    return clean(analysis.conflict.title), facts, (*warnings(analysis), section)


# -- one order --------------------------------------------------------------------------------------------


def _one(analysis: Analysis, played: Play, names: Names, full: bool) -> Iterator[Section]:
    yield Section("Where it leads", _leads(analysis, played, names))
    shown = played.lines if full else played.lines[:LINES_SHOWN]
    for line in shown:
        title = "Turn by turn" if len(played.lines) == 1 else f"Turn by turn to {names.state(line.outcome)}"
        headings = ("", "", "Does", "Otherwise it ends in")
        yield Section(title, "", headings, tuple(_turn(at, turn, names) for at, turn in enumerate(line.turns, 1)))
    if len(shown) < len(played.lines):
        more = counted(len(played.lines) - len(shown), "more course", "more courses")
        yield Section("", f"… and {more} of play (--full shows all).")
    yield from _standings(analysis, played, names, full)


def _leads(analysis: Analysis, played: Play, names: Names) -> str:
    outcomes = played.outcomes
    text = _assumption(played.staying_ends)
    if len(outcomes) == 1:
        (outcome,) = outcomes
        taken = f": {names.options(outcome.taken)}" if analysis.conflict.options else ""
        return f"{text} It ends in {names.state(outcome)}{taken}. {_lasting(analysis, outcome, names)}"
    some = together([names.state(state) for state in outcomes[:OUTCOMES_SHOWN]])
    more = f" (and {len(outcomes) - OUTCOMES_SHOWN:,} more)" if len(outcomes) > OUTCOMES_SHOWN else ""
    return f"{text} Indifference leaves it open between {counted(len(outcomes), 'state')}: {some}{more}."


def _assumption(staying_ends: bool) -> str:
    if staying_ends:
        return "Everybody knows the order and looks ahead to its end; it is over as soon as somebody stays."
    return "Everybody knows the order, looks ahead to its end, and may also stay."


def _lasting(analysis: Analysis, outcome: State, names: Names) -> str:
    """Say whether anybody would still move once the order is over."""
    tempted = dict.fromkeys(move.decision_maker for move in analysis.departures(outcome))
    if not tempted:
        return "Nobody would still move from there."
    who = together([names[maker] for maker in tempted])
    holding = [concept for concept in analysis.concepts if analysis.holds(outcome, concept)]
    if holding:
        verb = "is" if len(tempted) == 1 else "are"
        return f"{who} would like to move on from there, and {verb} deterred ({concepts_in_words(holding)})."
    return f"Given another turn, {who} would still move from there."


def _turn(number: int, turn: Turn, names: Names) -> tuple[str, ...]:
    who = names[turn.decision_maker]
    if turn.instead is None or turn.liking is None:
        return str(number), who, "has no move here", ""
    does = "stays" if turn.step is None else step_in_words(turn.step, names)
    if turn.others:
        does += f" ({counted(turn.others, 'other choice')} as good)"
    if turn.step is None and turn.liking.standing == "same":
        return str(number), who, does, "nothing better, whatever it does"
    sign, _, words = liking_in_words(turn.liking).partition(" ")
    return str(number), who, does, f"{sign} {names.state(turn.instead)}, {words}"


def _standings(analysis: Analysis, played: Play, names: Names, full: bool) -> Iterator[Section]:
    base = analysis.baseline
    if base is None:
        return
    lead = f"Compared with {names.state(base)}."
    title = "Who ends better or worse off"
    if len(played.outcomes) == 1:
        (outcome,) = played.outcomes
        reasons = {maker: analysis.comparison(maker, outcome, base) for maker in analysis.decision_makers}
        rows = tuple((names[maker], liking_in_words(reason)) for maker, reason in reasons.items())
        yield Section(title, lead, rows=rows)
        return
    shown = played.outcomes if full else played.outcomes[:OUTCOMES_SHOWN]
    compared = [analysis.compared(outcome) for outcome in shown]
    grid = tuple(
        (names[maker], *(f"{SIGNS[each[maker]]} {each[maker]}" for each in compared))
        for maker in analysis.decision_makers
    )
    yield Section(title, lead, ("", *(names.state(outcome) for outcome in shown)), grid, grid=True)


# -- many orders ------------------------------------------------------------------------------------------


def _every(movers: Sequence[str], number: int, names: Names) -> str:
    """Return `6 orders of The board, The staff and Microsoft`, with how often those move who move more than once."""
    counts = {who: movers.count(who) for who in movers}
    who = together([names[maker] + (f" ({times} times)" if times > 1 else "") for maker, times in counts.items()])
    return f"{counted(number, 'order')} of {who}"


def _group(analysis: Analysis, group: Group, found: Orders, names: Names, full: bool) -> Iterator[tuple[str, str, str]]:
    ends = _ends(analysis, group.ends, names)
    states = group.outcomes
    if analysis.conflict.scenarios:
        ids = [state.id for state in states]
        ends += f" (state{'s' if len(ids) > 1 else ''} {together(ids)})" if len(ids) <= 4 else f" ({len(ids)} states)"
    count = f"{len(group.orders):,}"
    if group.rule is not None:
        yield ends, count, f"all with {rule_in_words(group.rule, names)}" if group.rule else "all"
        return
    if sum(each.rule is None for each in found.groups) == 1 and not full:
        yield ends, count, "all others"
        return
    shown = group.orders if full else group.orders[:ORDERS_SHOWN]
    for at, order in enumerate(shown):
        yield ends if at == 0 else "", count if at == 0 else "", ", ".join(order)
    if len(shown) < len(group.orders):
        yield "", "", f"… and {len(group.orders) - len(shown):,} more (shown with --full)"


def _whose(found: UnderReadings, names: Names) -> str:
    """Say whose reading decides."""
    if not found.rivals:
        return "None of those who move has rival readings."
    if not found.deciding:
        return f"The readings of {together([names[maker] for maker in found.rivals])} make no difference."
    indifferent = [names[maker] for maker in found.rivals if maker not in found.deciding]
    rest = f" No difference: {', '.join(indifferent)}." if indifferent else ""
    return f"Whose reading decides: {', '.join(names[maker] for maker in found.deciding)}.{rest}"


def _reading_rows(analysis: Analysis, found: UnderReadings, names: Names) -> list[tuple[str, ...]]:
    """Return one row for each combination of the readings that decide."""
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    for readings, tallies in found.rows:
        key = tuple(clean(readings[maker]) for maker in found.deciding)
        rows.setdefault(key, tuple(_tally(analysis, tally, names, found.every) for tally in tallies))
    return [(*key, *cells) for key, cells in rows.items()]


def _tally(analysis: Analysis, tally: Mapping[Ends, int], names: Names, every: bool) -> str:
    if not every:
        return _ends(analysis, next(iter(tally)), names)
    most_first = sorted(tally.items(), key=lambda item: -item[1])
    return ", ".join(f"{_ends(analysis, ends, names)} {count:,}" for ends, count in most_first)


# -- words ------------------------------------------------------------------------------------------------


def _ends(analysis: Analysis, ends: Ends, names: Names) -> str:
    if analysis.conflict.scenarios:
        return " or ".join(names.scenario(id) for id in ends)
    return " or ".join(names.state(analysis.state(id)) for id in ends if id is not None)


def _open(outcomes: Sequence[State], names: Names) -> str:
    some = " or ".join(names.state(state) for state in outcomes[:OUTCOMES_SHOWN])
    return some + (f" or {len(outcomes) - OUTCOMES_SHOWN:,} more" if len(outcomes) > OUTCOMES_SHOWN else "")


def _order(order: Sequence[str], names: Names) -> str:
    return ", ".join(names[id] for id in order)


def _facts(analysis: Analysis, start: State, names: Names, movers: Iterable[str]) -> str:
    date = analysis.situation.snapshot.date
    day = f"{date_in_words(date)}, from" if date else "From"
    read = readings_in_words(analysis, names, movers)
    return f"{day} {names.state(start)}" + (f". {read}" if read else "")
