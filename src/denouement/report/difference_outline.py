"""What a reader is told about the difference between two analyses: what was changed, and what that changes."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import Ending, Tally
from denouement.analysis.result import Analysis
from denouement.foresight.difference import Difference
from denouement.report.changes import rows_of
from denouement.report.claims_outline import verdict_in_words
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.telling import judged_anew_in_words
from denouement.report.words import Names, concepts_in_words, counted, tally_in_signs

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
            (counted(before.number_of_states, "state"), counted(after.number_of_states, "state")),
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
    return old if old == new else f"{old or 'none'} → {new or 'none'}"


def _reachable(analysis: Analysis) -> str:
    return "" if analysis.number_reachable is None else f"{analysis.number_reachable:,} reachable"


def _what_was_changed(difference: Difference, full: bool) -> Section:
    rows = rows_of(difference.changes, _both_names(difference), full=full)
    lead = "" if rows else "Nothing: neither the models, nor the readings used, nor the day."
    return Section("What differs", lead, rows=tuple(rows))


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
        "nothing says where it stands" if analysis.status_quo is None
        else f"{Names(analysis.conflict).state(analysis.status_quo)} {_holds(concepts)}"
        for analysis, concepts in zip((before, after), difference.lasting, strict=True)
    )  # fmt: skip
    same = difference.stands_still and difference.lasting[0] == difference.lasting[1]
    if same and before.status_quo is not None and after.status_quo is not None:
        renumbered = before.status_quo.id != after.status_quo.id
        was = f" (it was state {before.status_quo.id})" if renumbered else ""
        yield Section("Can it last?", f"As before{was}: {new}.")
        return
    yield Section("Can it last?", f"As before: {new}." if same else "", rows=() if same else _pair(old, new))


def _pair(old: str, new: str) -> tuple[tuple[str, str], ...]:
    return ("before", old), ("after", new)


def _holds(concepts: tuple[str, ...] | None) -> str:
    return f"holds under {concepts_in_words(concepts)}" if concepts else "holds under none"


def _endings(difference: Difference, full: bool) -> Iterator[Section]:
    before, after = difference.before, difference.after
    old, new = _in_stories(before), _in_stories(after)
    same = not (difference.lost or difference.gained)
    yield Section("How it can end", f"As before: {new}." if same else "", rows=() if same else _pair(old, new))
    yield from _listed("No longer an ending", before, difference.lost, full)
    yield from _listed("New", after, difference.gained, full)
    if difference.judged_anew:
        yield Section("", "Endings of both in which something else comes out:", rows=tuple(_judged_anew(difference)))


def _in_stories(analysis: Analysis) -> str:
    names = Names(analysis.conflict)
    parts = [f"{names.scenario(story.scenario)} {len(story.endings):,}" for story in analysis.stories]
    total = counted(len(analysis.endings), "ending")
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
            rows.append(("…", f"{counted(len(members) - len(shown), 'more ending')} (shown with --full)"))
        in_order = [option for option in analysis.conflict.options if option in common]
        family = f" in {names.scenario(scenario)}" if analysis.conflict.scenarios else ""
        if len(members) == 1:
            yield Section("", f"{title}: state {members[0].id}{family}: {names.options(in_order)}".rstrip(": "))
            continue
        common_to_all = f" In all {len(members):,}: {names.options(in_order)}" if in_order else ""
        yield Section("", f"{title}: {len(members):,} endings{family}.{common_to_all}", rows=tuple(rows))


def _judged_anew(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield what is judged otherwise, once for all endings of a scenario that it is true of."""
    names = Names(difference.after.conflict)
    groups: dict[tuple[str, str], list[str]] = {}
    for old, new in difference.judged_anew:
        parts = judged_anew_in_words(old, new, names)
        groups.setdefault((names.heading(new.state.scenario), "; ".join(parts)), []).append(new.state.id)
    for (scenario, what), states in groups.items():
        yield f"{scenario} ({len(states):,})" if len(states) > 1 else f"{scenario} (state {states[0]})", what


def _standings(difference: Difference) -> Iterator[Section]:
    if not difference.before.standings and not difference.after.standings:
        return
    texts = {maker: (_tally(old), _tally(new)) for maker, (old, new) in difference.standings.items()}
    changed = {maker: pair for maker, pair in texts.items() if pair[0] != pair[1]}
    baseline = f"compared with {_baselines(difference)}"
    if not changed:
        yield Section("Who is better or worse off", f"As before, for everybody ({baseline}).")
        return
    names = _both_names(difference)
    rows = tuple((names[maker], old, new) for maker, (old, new) in changed.items())
    lead = f"Over all endings, {baseline}. Who is not named stands as before."
    yield Section("Who is better or worse off", lead, ("", "before", "after"), rows, grid=True)


def _tally(tally: Tally | None) -> str:
    return "no ending compared" if tally is None else tally_in_signs(tally)


def _baselines(difference: Difference) -> str:
    old, new = (
        Names(analysis.conflict).state(analysis.baseline) if analysis.baseline is not None else "nothing"
        for analysis in (difference.before, difference.after)
    )  # fmt: skip
    if difference.same_baseline:
        return new
    return f"{old} (before) and {new} (after)"


def _claims(difference: Difference) -> Iterator[Section]:
    if not (difference.before.conflict.claims or difference.after.conflict.claims):
        return
    if difference.claims is None:
        yield Section("What is claimed", "Not judged: there are too many combinations of readings.")
        return
    if not difference.claims:
        yield Section("What is claimed", "As before, every claim that can be judged.")
        return
    rows: list[tuple[str, ...]] = []
    alone: list[tuple[str, ...]] = []
    for old, new in difference.claims:
        if old is not None and new is not None:
            rows += [(clean(new.claim.id), "before", verdict_in_words(old)), ("", "after", verdict_in_words(new))]
        elif new is not None:
            alone.append((clean(new.claim.id), "after", verdict_in_words(new)))
        elif old is not None:
            alone.append((clean(old.claim.id), "before", verdict_in_words(old)))
    yield Section("What is claimed", "A claim that is not named comes out as before.", rows=tuple(rows))
    if alone:
        yield Section("", "Judged on one side only:", rows=tuple(alone))
