"""What a reader is told before any analysis: who is who, what happened, what is claimed, disputed and unsupported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.views import elements_of
from denouement.language import together
from denouement.model.conflict import DecisionMaker
from denouement.model.evidence import Claim
from denouement.model.narrative import Day, Narrative
from denouement.model.timeline import Snapshot
from denouement.report.clean import clean
from denouement.report.doubts_outline import disputes, foundations
from denouement.report.outline import Section
from denouement.report.perceiving import perception_in_words
from denouement.report.telling import (
    Record,
    publisher,
    step_in_words,
    without_emphasis,
)
from denouement.report.words import Names, counted, date_in_words

_CLAIMS_SHOWN = 8
_MOVES = {"take": "for good", "drop": "can only be given up", "never": "fixed"}


def story_outline(snapshot: Snapshot, told: Narrative, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections of a story; `full` leaves nothing out."""
    conflict = snapshot.conflict
    names, record = Names(conflict), Record(snapshot)
    sections = [
        *([Section("In short", without_emphasis(conflict.summary))] if conflict.summary else []),
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
    parts = [
        counted(len(conflict.decision_makers), "decision maker"),
        *([counted(len(conflict.options), "option")] if conflict.options else []),
        *([counted(len(conflict.history), "step")] if conflict.history else []),
        *([counted(len(conflict.sources), "source")] if conflict.sources else []),
        *([counted(len(conflict.evidence), "piece") + " of evidence"] if conflict.evidence else []),
    ]
    text = ", ".join(parts)
    return f"{date_in_words(record.snapshot.date)}: {text}" if record.snapshot.date else text


# -- who is who --------------------------------------------------------------------------------------------------


def _who(record: Record, names: Names, full: bool) -> Section:
    rows: list[tuple[str, ...]] = []
    for maker in record.snapshot.conflict.decision_makers:
        lines = [*_persons(maker), *_options(record, maker)]
        if full and maker.note:
            lines.append(without_emphasis(maker.note))
        rows += [(names[maker.id] if at == 0 else "", line) for at, line in enumerate(lines or [""])]
        if full:
            for option in maker.options:
                notes = [without_emphasis(option.note)] if option.note else []
                cited = record.publishers(option.evidence)
                notes += [f"[{cited}]"] if cited else []
                if notes:
                    rows.append(("", f"· {clean(option.name or option.id)}: {' '.join(notes)}"))
    return Section("Who is who", rows=tuple(rows))


def _persons(maker: DecisionMaker) -> Iterator[str]:
    members = together([clean(member) for member in maker.members])
    if maker.kind or members:
        yield ": ".join(filter(None, (clean(maker.kind or "").capitalize(), members)))


def _options(record: Record, maker: DecisionMaker) -> Iterator[str]:
    words = []
    for option in maker.options:
        full = maker.full_id(option)
        way = "not on this day" if record.snapshot.moves[full] != option.moves else _MOVES.get(option.moves, "")
        words.append(clean(option.name or option.id) + (f" ({way})" if way else ""))
    if words:
        yield f"May: {'; '.join(words)}"
    elif maker.moves:
        yield "Moves between the listed states"


# -- what happened -----------------------------------------------------------------------------------------------


def _what_happened(record: Record, told: Narrative, names: Names, full: bool) -> Iterator[Section]:
    conflict = record.snapshot.conflict
    start = _start(record, names)
    if not conflict.history:
        yield Section("What happened", f"No history is written. {start}")
        return
    before = [day for day in told.days if not day.later]
    rows = tuple(_steps(record, before, names, full))
    lead = f"{start} → marks moves; in brackets, who tells it." if rows else f"{start} Nothing has happened yet."
    yield Section("What happened", lead, rows=rows)
    later = [day for day in told.days if day.later]
    if not later:
        return
    lead = f"Plays no part as of {date_in_words(record.snapshot.date)}."
    steps = [conflict.history[number] for day in later for number in day.steps]
    events = sum(not step.by for step in steps)
    if not full and events:
        lead += f" Only moves; --full tells {counted(events, 'event')} more."
    yield Section("What came later", lead, rows=tuple(_steps(record, later, names, full, events=full)))


def _start(record: Record, names: Names) -> str:
    if record.snapshot.start is None:
        return "Nothing says where it begins."
    if record.snapshot.start.state is not None:
        return f"It begins in {names.listed_state(record.snapshot.start.state)}."
    taken = [option for option in record.snapshot.vocabulary.options if option in (record.snapshot.start.taken or ())]
    return f"It begins with {names.options(taken)}." if taken else "It begins with nothing taken."


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
        elements, _ = elements_of(record.snapshot, maker, taken)
        first = len(rows)
        for number, perception in perceptions:
            mine = [element for element in elements if element.perception == number]
            lines = perception_in_words(perception, mine, record, names, full=full)
            rows += [("" if len(rows) > first or at else names[maker], line) for at, line in enumerate(lines)]
    if rows:
        yield Section("Who sees it otherwise", "As of this day (denouement perceptions):", rows=tuple(rows))


# -- what is claimed ---------------------------------------------------------------------------------------------


def _claims(record: Record, full: bool) -> Iterator[Section]:
    claims = record.snapshot.conflict.claims
    if not claims:
        return
    judged = sum(claim.says is not None for claim in claims)
    lead = f"{counted(len(claims), 'claim')} about the outcome; {judged} can be judged (denouement claims)."
    shown = claims if full else claims[:_CLAIMS_SHOWN]
    rows = [row for claim in shown for row in _claim(record, claim, full)]
    if len(shown) < len(claims):
        rows.append(("…", f"{counted(len(claims) - len(shown), 'more claim')} (shown with --full)", ""))
    yield Section("What is claimed", lead, rows=tuple(rows))


def _claim(record: Record, claim: Claim, full: bool) -> Iterator[tuple[str, str, str]]:
    lines = [f"“{clean(claim.quote).strip()}”"] if claim.quote else []
    lines += [without_emphasis(claim.note)] if claim.note and (full or not claim.quote) else []
    lines += [f"Judged as: {clean(str(claim.says))}"] if claim.says is not None and (full or not lines) else []
    by = [publisher(record.sources[claim.source])] if claim.source in record.sources else []
    by += [date_in_words(claim.date)] if claim.date and full else []
    by += [claim.certainty.text] if claim.certainty else []
    by += [] if claim.says is not None else ["not judged"]
    yield clean(claim.id), lines[0] if lines else "", ", ".join(by)
    yield from (("", line, "") for line in lines[1:])
