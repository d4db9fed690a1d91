"""What changed between two days of a history, and because of what, in words."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.endings import Ending, State, Tally
from denouement.foresight.replay.causes import Changed, Effect
from denouement.language import _, in_digits, in_row, ngettext
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.replay_causes import Causes
from denouement.report.telling import judged_anew_in_words
from denouement.report.words import concepts_in_words, date_in_words, tally_in_signs

_CAUSES_NAMED = 6


def changed_section(changed: Changed, causes: Causes, *, full: bool) -> Section | None:
    """Return what differs from the day before; None if nothing that counts changed."""
    if not changed.causes:
        return None
    since = date_in_words(changed.since)
    rows = tuple(_rows(changed, causes, full))
    if not rows:
        return Section("", _("Since {day} no answer changed.", day=since))
    if len(changed.causes) == 1:
        cause = causes.called(changed.causes[0])
        lead = _("Changed since {day}, all of it because of {cause}:", day=since, cause=cause)
        return Section("", lead, rows=tuple(row[:2] for row in rows))
    if changed.exact:
        return Section("", _("Changed since {day}, and because of what:", day=since), rows=rows)
    told = [causes.called(cause) for cause in changed.causes[:_CAUSES_NAMED]]
    left = len(changed.causes) - len(told)
    if left:
        told.append(ngettext("{number} more", "{number} more", left))
    lead = _(
        "Changed since {day}, by {causes}. Each was tried only alone, as trying all combinations would take too long:",
        day=since,
        causes=told,
    )
    return Section("", lead, rows=rows)


def _rows(changed: Changed, causes: Causes, full: bool) -> Iterator[tuple[str, str, str]]:
    names = causes.names
    if changed.lasting is not None:
        before, after = (_holds(concepts) for concepts in (changed.lasting.before, changed.lasting.after))
        yield _("could it last?"), f"{before} → {after}", causes.because(changed.lasting.because)
    yield from _endings(_("no longer an ending"), changed.lost, causes, full)
    yield from _endings(_("new ending"), changed.gained, causes, full)
    yield from _judged_anew(changed.judged_anew, causes)
    for effect in changed.standings:
        old, new = _tally(effect.before), _tally(effect.after)
        if old != new:
            yield names[str(effect.subject)], f"{old} → {new}", causes.because(effect.because)
    yield from _shares(changed, causes)


def _shares(changed: Changed, causes: Causes) -> Iterator[tuple[str, str, str]]:
    """Yield in how many readings each scenario can come about, those of one cause together."""
    shares: dict[str, list[str]] = {}
    for share in changed.readings:
        (old_count, old_total), (count, total) = share.before, share.after
        if total <= 1 and old_total <= 1:
            continue
        old = in_digits(old_count)
        if old_total != total:
            old = _("{count} of {total}", count=old_count, total=old_total)
        text = _(
            "{scenario} {before} → {count} of {total}",
            scenario=causes.names.scenario(share.subject),
            before=old,
            count=count,
            total=total,
        )
        shares.setdefault(causes.because(share.because), []).append(text)
    for number, (because, texts) in enumerate(shares.items()):
        yield _("in how many readings") if number == 0 else "", in_row(texts), because


def _holds(concepts: tuple[str, ...] | None) -> str:
    if concepts is None:
        return _("nothing says where it stands")
    if not concepts:
        return _("holds under none")
    return _("holds under {concepts}", concepts=concepts_in_words(concepts))


def _tally(tally: Tally | None) -> str:
    return _("no ending compared") if tally is None else tally_in_signs(tally)


def _endings(
    label: str, effects: tuple[Effect[Ending | None], ...], causes: Causes, full: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield endings lost or gained, those of one scenario and one cause together, in the order of the scenarios."""
    order = [scenario.id for scenario in causes.conflict.scenarios]
    groups: dict[tuple[str | None, str], list[State]] = {}
    for effect in effects:
        ending = effect.before or effect.after
        assert ending is not None
        groups.setdefault((ending.state.scenario, causes.because(effect.because)), []).append(ending.state)
    ranked = sorted(groups.items(), key=lambda item: order.index(item[0][0]) if item[0][0] in order else len(order))
    for (scenario, because), states in ranked:
        common = set(states[0].taken).intersection(*(state.taken for state in states))
        taken = causes.names.options([option for option in causes.conflict.options if option in common])
        what = ngettext("{number} ending", "{number} endings", len(states))
        if causes.conflict.scenarios:
            what = f"{causes.names.scenario(scenario)}, {what}"
        if len(states) == 1:
            that = taken or _("state {id}", id=clean(states[0].id))
            what = _("{name}: {that}", name=what, that=that)
        elif common:
            what = _("{endings}, all with: {options}", endings=what, options=taken)
        yield label, what, because
        label = ""
        if full and len(states) > 1:
            for state in states:
                besides = [option for option in state.taken if option not in common]
                extra = causes.names.options(besides) if besides else causes.names.nothing_more(state)
                yield "", f"· {extra or _('state {id}', id=clean(state.id))}", ""


def _judged_anew(effects: tuple[Effect[Ending | None], ...], causes: Causes) -> Iterator[tuple[str, str, str]]:
    """Yield endings of both days of which something else is said, the like together."""
    groups: dict[tuple[str, str, str], int] = {}
    for effect in effects:
        old, new = effect.before, effect.after
        assert old is not None
        assert new is not None
        parts = judged_anew_in_words(old, new, causes.names)
        parts += [_("nobody is compared any more")] if old.compared and not new.compared else []
        key = causes.names.heading(new.state.scenario), in_row(parts), causes.because(effect.because)
        groups[key] = groups.get(key, 0) + 1
    for (heading, text, because), count in groups.items():
        endings = ngettext("{number} ending", "{number} endings", count)
        said = _("{scenario} ({endings}): {what}", scenario=heading, endings=endings, what=text)
        yield _("still an ending"), said, because
