"""What a reader is told before any analysis: who is who, what happened, what is claimed, disputed and unsupported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.views import elements_of
from denouement.language import _, in_row, marked, ngettext, quoted, together
from denouement.model.conflict import DecisionMaker
from denouement.model.evidence import Claim
from denouement.model.narrative import Day, Narrative
from denouement.model.timeline import Snapshot
from denouement.report.clean import clean
from denouement.report.doubts_outline import disputes, foundations
from denouement.report.perceiving import perception_in_words
from denouement.report.section import Section
from denouement.report.telling import (
    Record,
    publisher,
    step_in_words,
    without_emphasis,
)
from denouement.report.words import Names, certainty_in_words, date_in_words

_CLAIMS_SHOWN = 8
_KINDS = {
    "person": marked("Person"),
    "group": marked("Group"),
    "organisation": marked("Organisation"),
    "state": marked("State"),
    "crowd": marked("Crowd"),
    "committee": marked("Committee"),
}
"""What kind of decision maker the file says somebody is."""
_MOVES = {"take": marked("for good"), "drop": marked("can only be given up"), "never": marked("fixed")}


def story_outline(snapshot: Snapshot, told: Narrative, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections of a story; `full` leaves nothing out."""
    conflict = snapshot.conflict
    names, record = Names(conflict), Record(snapshot)
    sections = [
        *([Section(_("In short"), without_emphasis(conflict.summary))] if conflict.summary else []),
        _who(record, names, full),
        *_what_happened(record, told, names, full),
        *_who_sees_what(record, names, full),
        *_claims(record, full),
        *disputes(record, told, names, full=full),
        *foundations(record, told, names, full=full),
    ]
    return clean(conflict.title), _facts(record), tuple(sections)


def _facts(record: Record) -> str:
    conflict = record.snapshot.conflict
    options, steps = len(conflict.options), len(conflict.history)
    sources, evidence = len(conflict.sources), len(conflict.evidence)
    parts = [
        ngettext("{number} decision maker", "{number} decision makers", len(conflict.decision_makers)),
        *([ngettext("{number} option", "{number} options", options)] if options else []),
        *([ngettext("{number} step", "{number} steps", steps)] if steps else []),
        *([ngettext("{number} source", "{number} sources", sources)] if sources else []),
        *([ngettext("{number} piece of evidence", "{number} pieces of evidence", evidence)] if evidence else []),
    ]
    date, facts = record.snapshot.date, ", ".join(parts)
    return _("{day}: {facts}", day=date_in_words(date), facts=facts) if date else facts


# -- who is who --------------------------------------------------------------------------------------------------


def _who(record: Record, names: Names, full: bool) -> Section:
    rows: list[tuple[str, ...]] = []
    for maker in record.snapshot.conflict.decision_makers:
        lines = [*persons(maker), *_options(record, maker)]
        if full and maker.note:
            lines.append(without_emphasis(maker.note))
        rows += [(names[maker.id] if at == 0 else "", line) for at, line in enumerate(lines or [""])]
        if full:
            for option in maker.options:
                notes = [without_emphasis(option.note)] if option.note else []
                cited = record.publishers(option.evidence)
                notes += [f"[{cited}]"] if cited else []
                if notes:
                    name = clean(option.name or option.id)
                    rows.append(("", _("· {option}: {notes}", option=name, notes=" ".join(notes))))
    return Section(_("Who is who"), rows=tuple(rows))


def persons(maker: DecisionMaker) -> Iterator[str]:
    """Yield what kind of decision maker it is and who belongs to it, as `Group: Sam Altman and Greg Brockman`."""
    members = together([clean(member) for member in maker.members])
    kind = _(_KINDS[maker.kind]) if maker.kind in _KINDS else clean(maker.kind or "").capitalize()
    if kind and members:
        yield _("{kind}: {members}", kind=kind, members=members)
    elif kind or members:
        yield kind or members


def _options(record: Record, maker: DecisionMaker) -> Iterator[str]:
    words = []
    for option in maker.options:
        full = maker.full_id(option)
        way = _(_MOVES[option.moves]) if option.moves in _MOVES else ""
        if record.snapshot.moves[full] != option.moves:
            way = _("not on this day")
        words.append(clean(option.name or option.id) + (f" ({way})" if way else ""))
    if words:
        yield _("May: {options}", options=in_row(words))
    elif maker.moves:
        yield _("Moves between the listed states")


# -- what happened -----------------------------------------------------------------------------------------------


def _what_happened(record: Record, told: Narrative, names: Names, full: bool) -> Iterator[Section]:
    conflict = record.snapshot.conflict
    start = _start(record, names)
    if not conflict.history:
        yield Section(_("What happened"), _("No history is written.") + " " + start)
        return
    before = [day for day in told.days if not day.later]
    rows = tuple(_steps(record, before, names, full))
    lead = _("→ marks moves; in brackets, who tells it.") if rows else _("Nothing has happened yet.")
    yield Section(_("What happened"), f"{start} {lead}", rows=rows)
    later = [day for day in told.days if day.later]
    if not later:
        return
    lead = _("Plays no part as of {day}.", day=date_in_words(record.snapshot.date))
    steps = [conflict.history[number] for day in later for number in day.steps]
    events = sum(not step.by for step in steps)
    if not full and events:
        lead += " " + ngettext(
            "Only moves; --full tells {number} event more.", "Only moves; --full tells {number} events more.", events
        )
    yield Section(_("What came later"), lead, rows=tuple(_steps(record, later, names, full, events=full)))


def _start(record: Record, names: Names) -> str:
    if record.snapshot.start is None:
        return _("Nothing says where it begins.")
    if record.snapshot.start.state is not None:
        return _("It begins in {state}.", state=names.listed_state(record.snapshot.start.state))
    taken = [option for option in record.snapshot.vocabulary.options if option in (record.snapshot.start.taken or ())]
    return _("It begins with {options}.", options=names.options(taken)) if taken else _("It begins with nothing taken.")


def _steps(
    record: Record, days: Iterable[Day], names: Names, full: bool, *, events: bool = True
) -> Iterator[tuple[str, ...]]:
    for day in days:
        heading = date_in_words(day.date)
        for number in day.steps:
            step = record.snapshot.conflict.history[number]
            if not (step.by or events):
                continue
            told = step_in_words(step, names, record.snapshot.vocabulary)
            cited = "" if full else record.publishers(step.evidence)
            yield heading, f"{told} [{cited}]" if cited else told
            heading = ""
            if full:
                if step.note:
                    yield "", f"· {without_emphasis(step.note)}"
                pieces = record.pieces(step.evidence, mark_later=not day.later)
                yield from (("", f"· {said} [{where}]") for said, where in pieces)


# -- who sees what -----------------------------------------------------------------------------------------------


def _who_sees_what(record: Record, names: Names, full: bool) -> Iterator[Section]:
    now = record.snapshot.now
    taken = frozenset() if now is None or now.taken is None else now.taken
    rows: list[tuple[str, ...]] = []
    for maker, perceptions in record.snapshot.perceptions.items():
        elements, _unsure = elements_of(record.snapshot, maker, taken)
        first = len(rows)
        for number, perception in perceptions:
            mine = [element for element in elements if element.perception == number]
            lines = perception_in_words(perception, mine, record, names, full=full)
            rows += [("" if len(rows) > first or at else names[maker], line) for at, line in enumerate(lines)]
    if rows:
        yield Section(_("Who sees it otherwise"), _("As of this day (denouement perceptions):"), rows=tuple(rows))


# -- what is claimed ---------------------------------------------------------------------------------------------


def _claims(record: Record, full: bool) -> Iterator[Section]:
    claims = record.snapshot.conflict.claims
    if not claims:
        return
    judged = sum(claim.says is not None for claim in claims)
    lead = ngettext(
        "{number} claim about the outcome; {judged} can be judged (denouement claims).",
        "{number} claims about the outcome; {judged} can be judged (denouement claims).",
        len(claims),
        judged=judged,
    )
    shown = claims if full else claims[:_CLAIMS_SHOWN]
    rows = [row for claim in shown for row in _claim(record, claim, full)]
    if len(shown) < len(claims):
        left = len(claims) - len(shown)
        more = ngettext("{number} more claim (shown with --full)", "{number} more claims (shown with --full)", left)
        rows.append(("…", more, ""))
    yield Section(_("What is claimed"), lead, rows=tuple(rows))


def _claim(record: Record, claim: Claim, full: bool) -> Iterator[tuple[str, str, str]]:
    lines = [quoted(clean(claim.quote).strip())] if claim.quote else []
    lines += [without_emphasis(claim.note)] if claim.note and (full or not claim.quote) else []
    lines += (
        [_("Judged as: {says}", says=clean(str(claim.says)))] if claim.says is not None and (full or not lines) else []
    )
    by = [publisher(record.sources[claim.source])] if claim.source in record.sources else []
    by += [date_in_words(claim.date)] if claim.date and full else []
    by += [certainty_in_words(claim.certainty)] if claim.certainty else []
    by += [] if claim.says is not None else [_("not judged")]
    yield clean(claim.id), lines[0] if lines else "", ", ".join(by)
    yield from (("", line, "") for line in lines[1:])
