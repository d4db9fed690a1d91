"""What a reader is told about ordered play: where it leads, what each does and why, and who is better or worse off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from denouement.analysis.endings import State
from denouement.analysis.ordered_play import Play, Turn
from denouement.analysis.result import Analysis
from denouement.foresight.orders import Ends, Group, Orders, UnderReadings
from denouement.language import _, in_digits, ngettext, pgettext, together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.steps import (
    liking_in_words,
    readings_in_words,
    rule_in_words,
    standing_in_words,
    step_in_words,
    with_states,
)
from denouement.report.words import SIGNS, STANDINGS, Names, concepts_in_words, date_in_words

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
        headings = (_("Order"), _("Ends in"))
        sections.append(Section(_("Where it leads"), _assumption(played[0].staying_ends), headings, rows))
    return clean(analysis.conflict.title), _facts(analysis, played[0].start, names, read), tuple(sections)


def orders_outline(analysis: Analysis, found: Orders, *, full: bool = False) -> Outline:
    """Return title, facts and sections on where every order of some movers leads."""
    names = Names(analysis.conflict)
    lead = f"{_every(found.movers, found.number, names)} {_assumption(found.staying_ends)}"
    rows = [row for group in found.groups for row in _group(analysis, group, found, names, full)]
    section = Section(
        _("Where every order leads"), lead, (_("Ends in"), _("Orders"), pgettext("orders", "Which")), tuple(rows)
    )
    facts = _facts(analysis, found.start, names, found.movers)
    return clean(analysis.conflict.title), facts, (*warnings(analysis), section)


def readings_outline(analysis: Analysis, found: UnderReadings, *, full: bool = False) -> Outline:
    """Return title, facts and sections on where orders lead under every combination of readings."""
    names = Names(analysis.conflict)
    movers = {id for order in found.orders for id in order}
    lead = [_every(found.orders[0], sum(found.rows[0][1][0].values()), names)] if found.every else []
    lead += [_whose(found, names), _assumption(found.staying_ends)]
    rows = _reading_rows(analysis, found, names)
    shown = rows if full else rows[:ROWS_SHOWN]
    if len(shown) < len(rows):
        more = _("… {number} more (--full)", number=len(rows) - len(shown))
        shown.append((more, *[""] * (len(rows[0]) - 1)))
    asked = [_("Orders that end in")] if found.every else [", ".join(order) for order in found.orders]
    headings = (*(names[maker] for maker in found.deciding), *asked)
    section = Section(_("Where it leads, by reading"), " ".join(lead), headings, tuple(shown), grid=not found.every)
    facts = _facts(analysis, found.start, names, movers - set(found.rivals))
    return clean(analysis.conflict.title), facts, (*warnings(analysis), section)


# -- one order --------------------------------------------------------------------------------------------


def _one(analysis: Analysis, played: Play, names: Names, full: bool) -> Iterator[Section]:
    yield Section(_("Where it leads"), _leads(analysis, played, names))
    shown = played.lines if full else played.lines[:LINES_SHOWN]
    for line in shown:
        several = len(played.lines) > 1
        title = _("Turn by turn to {state}", state=names.state(line.outcome)) if several else _("Turn by turn")
        headings = ("", "", _("Does"), _("Otherwise it ends in"))
        yield Section(title, "", headings, tuple(_turn(at, turn, names) for at, turn in enumerate(line.turns, 1)))
    if len(shown) < len(played.lines):
        more = ngettext(
            "… and {number} more course of play (--full shows all).",
            "… and {number} more courses of play (--full shows all).",
            len(played.lines) - len(shown),
        )
        yield Section("", more)
    yield from _standings(analysis, played, names, full)


def _leads(analysis: Analysis, played: Play, names: Names) -> str:
    outcomes = played.outcomes
    if len(outcomes) == 1:
        (outcome,) = outcomes
        state = names.state(outcome)
        if analysis.conflict.options:
            ends = _("It ends in {state}: {options}.", state=state, options=names.options(outcome.taken))
        else:
            ends = _("It ends in {state}.", state=state)
        return " ".join((_assumption(played.staying_ends), ends, _lasting(analysis, outcome, names)))
    some = together([names.state(state) for state in outcomes[:OUTCOMES_SHOWN]])
    if len(outcomes) > OUTCOMES_SHOWN:
        some = _("{states} (and {number} more)", states=some, number=len(outcomes) - OUTCOMES_SHOWN)
    ends = ngettext(
        "Indifference leaves it open between {number} state: {states}.",
        "Indifference leaves it open between {number} states: {states}.",
        len(outcomes),
        states=some,
    )
    return f"{_assumption(played.staying_ends)} {ends}"


def _assumption(staying_ends: bool) -> str:
    if staying_ends:
        return _("Everybody knows the order and looks ahead to its end; it is over as soon as somebody stays.")
    return _("Everybody knows the order, looks ahead to its end, and may also stay.")


def _lasting(analysis: Analysis, outcome: State, names: Names) -> str:
    """Say whether anybody would still move once the order is over."""
    tempted = dict.fromkeys(move.decision_maker for move in analysis.departures(outcome))
    if not tempted:
        return _("Nobody would still move from there.")
    who = [names[maker] for maker in tempted]
    holding = [concept for concept in analysis.concepts if analysis.holds(outcome, concept)]
    if holding:
        return ngettext(
            "{who} would like to move on from there, and is deterred ({concepts}).",
            "{who} would like to move on from there, and are deterred ({concepts}).",
            len(tempted),
            who=who,
            concepts=concepts_in_words(holding),
        )
    return _("Given another turn, {who} would still move from there.", who=who)


def _turn(number: int, turn: Turn, names: Names) -> tuple[str, ...]:
    at, who = in_digits(number), names[turn.decision_maker]
    if turn.instead is None or turn.liking is None:
        return at, who, _("has no move here"), ""
    does = _("stays") if turn.step is None else step_in_words(turn.step, names)
    if turn.others:
        does = ngettext(
            "{move} ({number} other choice as good)", "{move} ({number} other choices as good)", turn.others, move=does
        )
    if turn.step is None and turn.liking.standing == "same":
        return at, who, does, _("nothing better, whatever it does")
    sign = SIGNS[turn.liking.standing]
    return at, who, does, f"{sign} {names.state(turn.instead)}, {standing_in_words(turn.liking)}"


def _standings(analysis: Analysis, played: Play, names: Names, full: bool) -> Iterator[Section]:
    base = analysis.baseline
    if base is None:
        return
    lead = _("Compared with {state}.", state=names.state(base))
    title = _("Who ends better or worse off")
    if len(played.outcomes) == 1:
        (outcome,) = played.outcomes
        reasons = {maker: analysis.comparison(maker, outcome, base) for maker in analysis.decision_makers}
        rows = tuple((names[maker], liking_in_words(reason)) for maker, reason in reasons.items())
        yield Section(title, lead, rows=rows)
        return
    shown = played.outcomes if full else played.outcomes[:OUTCOMES_SHOWN]
    compared = [analysis.compared(outcome) for outcome in shown]
    grid = tuple(
        (names[maker], *(f"{SIGNS[each[maker]]} {_(STANDINGS[each[maker]])}" for each in compared))
        for maker in analysis.decision_makers
    )
    yield Section(title, lead, ("", *(names.state(outcome) for outcome in shown)), grid, grid=True)


# -- many orders ------------------------------------------------------------------------------------------


def _every(movers: Sequence[str], number: int, names: Names) -> str:
    """Say that there are 6 orders of The board, The staff and Microsoft, and how often those move who move again."""
    counts = {who: movers.count(who) for who in movers}
    who = [
        ngettext("{name} ({number} time)", "{name} ({number} times)", times, name=names[maker])
        if times > 1
        else names[maker]
        for maker, times in counts.items()
    ]
    return ngettext("{number} order of {who}.", "{number} orders of {who}.", number, who=who)


def _group(analysis: Analysis, group: Group, found: Orders, names: Names, full: bool) -> Iterator[tuple[str, str, str]]:
    ends = _ends(analysis, group.ends, names)
    if analysis.conflict.scenarios:
        ends = with_states(ends, [state.id for state in group.outcomes], most=OUTCOMES_SHOWN)
    count = in_digits(len(group.orders))
    if group.rule is not None:
        rule = rule_in_words(group.rule, names)
        yield ends, count, _("all with {rule}", rule=rule) if group.rule else pgettext("orders", "all")
        return
    if sum(each.rule is None for each in found.groups) == 1 and not full:
        yield ends, count, pgettext("orders", "all others")
        return
    shown = group.orders if full else group.orders[:ORDERS_SHOWN]
    for at, order in enumerate(shown):
        yield ends if at == 0 else "", count if at == 0 else "", ", ".join(order)
    if len(shown) < len(group.orders):
        yield "", "", _("… and {number} more (shown with --full)", number=len(group.orders) - len(shown))


def _whose(found: UnderReadings, names: Names) -> str:
    """Say whose reading decides."""
    if not found.rivals:
        return _("None of those who move has rival readings.")
    if not found.deciding:
        return _("The readings of {who} make no difference.", who=[names[maker] for maker in found.rivals])
    decide = _("Whose reading decides: {names}.", names=", ".join(names.inside(maker) for maker in found.deciding))
    indifferent = [names.inside(maker) for maker in found.rivals if maker not in found.deciding]
    return f"{decide} {_('No difference: {names}.', names=', '.join(indifferent))}" if indifferent else decide


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
    return ", ".join(f"{_ends(analysis, ends, names)} {in_digits(count)}" for ends, count in most_first)


# -- words ------------------------------------------------------------------------------------------------


def _ends(analysis: Analysis, ends: Ends, names: Names) -> str:
    if analysis.conflict.scenarios:
        return _(" or ").join(names.scenario(id) for id in ends)
    return _(" or ").join(names.state(analysis.state(id)) for id in ends if id is not None)


def _open(outcomes: Sequence[State], names: Names) -> str:
    some = _(" or ").join(names.state(state) for state in outcomes[:OUTCOMES_SHOWN])
    more = len(outcomes) - OUTCOMES_SHOWN
    return _("{states} or {number} more", states=some, number=more) if more > 0 else some


def _order(order: Sequence[str], names: Names) -> str:
    return ", ".join(names[id] if at == 0 else names.inside(id) for at, id in enumerate(order))


def _facts(analysis: Analysis, start: State, names: Names, movers: Iterable[str]) -> str:
    date, state = analysis.situation.snapshot.date, names.state(start)
    if date:
        said = _("{day}, from {state}", day=date_in_words(date), state=state)
    else:
        said = _("From {state}", state=state)
    read = readings_in_words(analysis, names, movers)
    return f"{said}. {read}" if read else said
