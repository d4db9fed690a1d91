"""What a reader is told about the difference between two analyses: what was changed, and what that changes."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import Ending, Tally
from denouement.analysis.result import Analysis
from denouement.foresight.difference import Difference
from denouement.language import _, in_digits, in_row, ngettext, pgettext
from denouement.report.changes import rows_of
from denouement.report.claims_outline import verdict_in_words
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.telling import judged_anew_in_words
from denouement.report.words import Names, concepts_in_words, tally_in_signs

_SHOWN = 12


def difference_outline(difference: Difference, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    before, after = difference.before, difference.after
    title = clean(before.conflict.title)
    if after.conflict.title != before.conflict.title:
        title = f"{title} → {clean(after.conflict.title)}"
    facts = ", ".join(
        _from_to(old, new)
        for old, new in (
            (_states(before), _states(after)),
            (_reachable(before), _reachable(after)),
        )
        if old or new
    )
    sections = [
        _what_was_changed(difference, full),
        *_lasting(difference),
        *_endings(difference, full),
        *_standings(difference),
        *_claims(difference),
    ]
    return title, facts, tuple(sections)


def _from_to(old: str, new: str) -> str:
    nothing = pgettext("reachable states", "none")
    return old if old == new else f"{old or nothing} → {new or nothing}"


def _states(analysis: Analysis) -> str:
    return ngettext("{number} state", "{number} states", analysis.number_of_states)


def _reachable(analysis: Analysis) -> str:
    number = analysis.number_reachable
    return "" if number is None else ngettext("{number} reachable", "{number} reachable", number)


def _what_was_changed(difference: Difference, full: bool) -> Section:
    rows = rows_of(difference.changes, _both_names(difference), full=full)
    lead = "" if rows else _("Nothing: neither the models, nor the readings used, nor the day.")
    return Section(_("What differs"), lead, rows=tuple(rows))


def _both_names(difference: Difference) -> dict[str, str]:
    names: dict[str, str] = {}
    for analysis in (difference.after, difference.before):
        names |= {maker.id: clean(maker.title) for maker in analysis.conflict.decision_makers}
    return names


def _lasting(difference: Difference) -> Iterator[Section]:
    before, after = difference.before, difference.after
    if before.status_quo is None and after.status_quo is None:
        return
    old, new = (
        _lasts(analysis, concepts) for analysis, concepts in zip((before, after), difference.lasting, strict=True)
    )
    title = _("Can it last?")
    if not (difference.stands_still and difference.lasting[0] == difference.lasting[1]):
        yield Section(title, rows=_pair(old, new))
        return
    was = "" if before.status_quo is None else before.status_quo.id
    if before.status_quo is None or after.status_quo is None or was == after.status_quo.id:
        yield Section(title, _("As before: {state}.", state=new))
    else:
        yield Section(title, _("As before (it was state {id}): {state}.", id=was, state=new))


def _pair(old: str, new: str) -> tuple[tuple[str, str], ...]:
    return (_("before"), old), (_("after"), new)


def _lasts(analysis: Analysis, concepts: tuple[str, ...] | None) -> str:
    if analysis.status_quo is None:
        return _("nothing says where it stands")
    state = Names(analysis.conflict).state(analysis.status_quo)
    if not concepts:
        return _("{state} holds under none", state=state)
    return _("{state} holds under {concepts}", state=state, concepts=concepts_in_words(concepts))


def _endings(difference: Difference, full: bool) -> Iterator[Section]:
    before, after = difference.before, difference.after
    old, new = _in_stories(before), _in_stories(after)
    title = _("How it can end")
    if difference.lost or difference.gained:
        yield Section(title, rows=_pair(old, new))
    else:
        yield Section(title, _("As before: {endings}.", endings=new))
    yield from _listed(_("No longer an ending"), before, difference.lost, full)
    yield from _listed(pgettext("endings", "New"), after, difference.gained, full)
    if difference.judged_anew:
        lead = _("Endings of both in which something else comes out:")
        yield Section("", lead, rows=tuple(_judged_anew(difference)))


def _in_stories(analysis: Analysis) -> str:
    names = Names(analysis.conflict)
    parts = [f"{names.scenario(story.scenario)} {in_digits(len(story.endings))}" for story in analysis.stories]
    total = ngettext("{number} ending", "{number} endings", len(analysis.endings))
    return f"{total} ({', '.join(parts)})" if parts and analysis.conflict.scenarios else total


def _listed(title: str, analysis: Analysis, endings: tuple[Ending, ...], full: bool) -> Iterator[Section]:
    """Yield a section for each scenario, with what its endings have in common said once."""
    names = Names(analysis.conflict)
    for scenario in dict.fromkeys(ending.state.scenario for ending in endings):
        members = [ending.state for ending in endings if ending.state.scenario == scenario]
        common = set(members[0].taken).intersection(*(state.taken for state in members))
        shown = members if full else members[:_SHOWN]
        rows = [
            (state.id, names.options(besides) if besides else names.nothing_more(state))
            for state in shown
            for besides in [[option for option in state.taken if option not in common]]
        ]
        if len(shown) < len(members):
            more = ngettext(
                "{number} more ending (shown with --full)",
                "{number} more endings (shown with --full)",
                len(members) - len(shown),
            )
            rows.append(("…", more))
        family = names.scenario(scenario) if analysis.conflict.scenarios else ""
        if len(members) == 1:
            yield Section("", _one(title, members[0].id, family, names.options(members[0].taken)))
        else:
            in_order = [option for option in analysis.conflict.options if option in common]
            alike = names.options(in_order) if in_order else ""
            yield Section("", _several(title, len(members), family, alike), rows=tuple(rows))


def _one(title: str, id: str, family: str, options: str) -> str:
    """Return `New: state 7 in Exodus: Leave together`."""
    if family and options:
        return _("{title}: state {id} in {scenario}: {options}", title=title, id=id, scenario=family, options=options)
    if family:
        return _("{title}: state {id} in {scenario}", title=title, id=id, scenario=family)
    if options:
        return _("{title}: state {id}: {options}", title=title, id=id, options=options)
    return _("{title}: state {id}", title=title, id=id)


def _several(title: str, number: int, family: str, common: str) -> str:
    """Return `New: 8 endings in Exodus. In all 8: Leave together`."""
    if family:
        said = ngettext(
            "{title}: {number} ending in {scenario}.",
            "{title}: {number} endings in {scenario}.",
            number,
            title=title,
            scenario=family,
        )
    else:
        said = ngettext("{title}: {number} ending.", "{title}: {number} endings.", number, title=title)
    return f"{said} {_('In all {number}: {options}', number=number, options=common)}" if common else said


def _judged_anew(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield what is judged otherwise, once for all endings of a scenario that it is true of."""
    names = Names(difference.after.conflict)
    groups: dict[tuple[str, str], list[str]] = {}
    for old, new in difference.judged_anew:
        parts = judged_anew_in_words(old, new, names)
        groups.setdefault((names.heading(new.state.scenario), in_row(parts)), []).append(new.state.id)
    for (scenario, what), states in groups.items():
        if len(states) > 1:
            yield f"{scenario} ({in_digits(len(states))})", what
        else:
            yield _("{name} (state {id})", name=scenario, id=states[0]), what


def _standings(difference: Difference) -> Iterator[Section]:
    if not difference.before.standings and not difference.after.standings:
        return
    texts = {maker: (_tally(old), _tally(new)) for maker, (old, new) in difference.standings.items()}
    changed = {maker: pair for maker, pair in texts.items() if pair[0] != pair[1]}
    title, baseline = _("Who is better or worse off"), _baselines(difference)
    if not changed:
        yield Section(title, _("As before, for everybody (compared with {baseline}).", baseline=baseline))
        return
    names = _both_names(difference)
    rows = tuple((names[maker], old, new) for maker, (old, new) in changed.items())
    lead = _("Over all endings, compared with {baseline}. Who is not named stands as before.", baseline=baseline)
    yield Section(title, lead, ("", _("before"), _("after")), rows, grid=True)


def _tally(tally: Tally | None) -> str:
    return _("no ending compared") if tally is None else tally_in_signs(tally)


def _baselines(difference: Difference) -> str:
    old, new = (
        Names(analysis.conflict).state(analysis.baseline) if analysis.baseline is not None else _("nothing")
        for analysis in (difference.before, difference.after)
    )  # fmt: skip
    if difference.same_baseline:
        return new
    return _("{old} (before) and {new} (after)", old=old, new=new)


def _claims(difference: Difference) -> Iterator[Section]:
    if not (difference.before.conflict.claims or difference.after.conflict.claims):
        return
    title = _("What is claimed")
    if difference.claims is None:
        yield Section(title, _("Not judged: there are too many combinations of readings."))
        return
    if not difference.claims:
        yield Section(title, _("As before, every claim that can be judged."))
        return
    before, after = _("before"), _("after")
    rows: list[tuple[str, ...]] = []
    alone: list[tuple[str, ...]] = []
    for old, new in difference.claims:
        if old is not None and new is not None:
            rows += [(clean(new.claim.id), before, verdict_in_words(old)), ("", after, verdict_in_words(new))]
        elif new is not None:
            alone.append((clean(new.claim.id), after, verdict_in_words(new)))
        elif old is not None:
            alone.append((clean(old.claim.id), before, verdict_in_words(old)))
    yield Section(title, _("A claim that is not named comes out as before."), rows=tuple(rows))
    if alone:
        yield Section("", _("Judged on one side only:"), rows=tuple(alone))
