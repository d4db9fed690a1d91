"""What a story leaves open: what the sources dispute, what nothing supports, and how good the sources are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from denouement.language import _, in_row, marked, ngettext
from denouement.model.conflict import Conflict, rule_id
from denouement.model.narrative import JudgementKind, Narrative, Support, Wanted, grades
from denouement.model.preference import Reading
from denouement.report.clean import clean
from denouement.report.section import Section
from denouement.report.telling import (
    Record,
    move_in_words,
    publisher,
    short_statement,
    statement_in_words,
    without_emphasis,
)
from denouement.report.words import Names, certainty_in_words

_KINDS: dict[JudgementKind, str] = {
    "statement": marked("Wants"),
    "reading": marked("Readings"),
    "rule": marked("Rules"),
    "option": marked("Options"),
    "step": marked("Steps"),
}
_LISTED: tuple[JudgementKind, ...] = ("statement", "reading")
"""The kinds whose members are named even in short: the verdicts hang on them."""


def disputes(record: Record, told: Narrative, names: Names, *, full: bool) -> Iterator[Section]:
    """Yield what the sources dispute: wants with evidence on both sides, and rival readings."""
    contested = (*told.disputed, *told.opposed)
    if contested:
        rows: list[tuple[str, ...]] = []
        owner = ""
        for wanted in contested:
            who = names[wanted.decision_maker]
            rows += _disputed(record, wanted, "" if who == owner else who, full)
            owner = who
        lead = _("What somebody wants, where evidence speaks for it and against it.")
        yield Section(_("What the sources dispute"), lead, rows=tuple(rows))
    yield from _rival_readings(record, names, full)
    if full and told.two_sided:
        pieces = record.pieces(told.two_sided)
        lead = _("Cited for one want and against another.")
        yield Section(_("Evidence that cuts both ways"), lead, rows=tuple(pieces))


def _disputed(record: Record, wanted: Wanted, who: str, full: bool) -> Iterator[tuple[str, ...]]:
    statement = wanted.statement
    if full:
        yield who, statement_in_words(statement), ""
        for said, where in record.pieces(statement.evidence):
            yield "", _("for: {said}", said=said), where
        for said, where in record.pieces(statement.against):
            yield "", _("against: {said}", said=said), where
        return
    counts = []
    if statement.evidence:
        counts.append(_how_many_for(record, statement.evidence))
    if statement.against:
        publishers = record.publishers(statement.against)
        counts.append(_("{number} against: {publishers}", number=len(statement.against), publishers=publishers))
    yield who, short_statement(statement), counts[0]
    yield from (("", "", count) for count in counts[1:])


def _how_many_for(record: Record, evidence: Sequence[str]) -> str:
    return _("{number} for: {publishers}", number=len(evidence), publishers=record.publishers(evidence))


def _rival_readings(record: Record, names: Names, full: bool) -> Iterator[Section]:
    rivals = {maker: readings for maker, readings in record.snapshot.readings.items() if len(readings) > 1}
    if not rivals:
        return
    any_cited = any(record.snapshot.counting(reading.evidence) for found in rivals.values() for reading in found)
    rows: list[tuple[str, ...]] = []
    for maker, readings in rivals.items():
        for at, reading in enumerate(readings):
            name = clean(reading.name or reading.id or "")
            facts = list(_facts_of_reading(record, reading, any_cited))
            rows.append((names[maker] if at == 0 else "", name, in_row(facts)))
            if full and reading.note:
                rows.append(("", without_emphasis(reading.note), ""))
            if full:
                rows += [("", said, where) for said, where in record.pieces(reading.evidence)]
    lead = _("Rival accounts of one mind, of which one is true; the first is used unless another is chosen.")
    if not any_cited:
        lead += " " + _("None has evidence of its own.")
    yield Section(_("Who is read in more than one way"), lead, rows=tuple(rows))


def _facts_of_reading(record: Record, reading: Reading, any_cited: bool) -> Iterator[str]:
    if reading.certainty:
        yield certainty_in_words(reading.certainty)
    cited = record.snapshot.counting(reading.evidence)
    if cited:
        yield _how_many_for(record, cited)
    elif any_cited:
        yield _("no evidence of its own")
    if record.snapshot.only_hindsight(cited):
        yield _("all of it later")


def foundations(record: Record, told: Narrative, names: Names, *, full: bool) -> Iterator[Section]:
    """Yield the judgements without evidence, those known only later, and the grades of the sources."""
    if not record.snapshot.conflict.evidence:
        lead = _("The model cites no evidence: all of it is the analyst's judgement.")
        yield Section(_("What it rests on"), lead)
    else:
        yield from _unsupported(record, told, names, full)
    if record.snapshot.conflict.sources:
        yield from _sources(record, full)


def _unsupported(record: Record, told: Narrative, names: Names, full: bool) -> Iterator[Section]:
    describe = _descriptions(record, told, names)
    rows: dict[Support, list[tuple[str, str, str]]] = {"none": [], "hindsight": []}
    for support, found_rows in rows.items():
        for kind, plural in _KINDS.items():
            found = [one.id for one in told.supported(support, kind)]
            if not found:
                continue
            text = describe(kind, found) if full or kind in _LISTED else ""
            if kind == "rule" and support == "none" and not full:
                text = _reasons(record.snapshot.conflict, set(found))
            count = _("{number} of {total}", number=len(found), total=told.how_many(kind))
            found_rows.append((_(plural), count, text))
    if rows["none"]:
        lead = _("Nothing is cited for these; they are the analyst's own.")
        yield Section(_("Judgements without evidence"), lead, rows=tuple(rows["none"]))
    if rows["hindsight"]:
        lead = _("All that is cited for these came after the day.")
        yield Section(_("Known only later"), lead, rows=tuple(rows["hindsight"]))


def _reasons(conflict: Conflict, ids: set[str]) -> str:
    rules = [rule for number, rule in enumerate(conflict.rules) if rule_id(number, rule) in ids]
    bare = sum(rule.why is None for rule in rules)
    return _("{number} of them without a reason", number=bare) if bare else _("each with its reason")


def _descriptions(record: Record, told: Narrative, names: Names) -> Callable[[JudgementKind, list[str]], str]:
    """Return a function that says what some judgements of one kind are about, each once."""
    conflict = record.snapshot.conflict
    wanted = {one.ids[0]: one for one in told.wanted}
    readings = {
        f"{maker.id}.{reading.id}": (maker.id, clean(reading.name or reading.id or ""))
        for maker in conflict.decision_makers
        for reading in maker.readings
    }
    rules = {rule_id(number, rule): clean(str(rule)) for number, rule in enumerate(conflict.rules)}

    def step(id: str) -> str:
        found = conflict.history[int(id) - 1]
        what = move_in_words(found, names, record.snapshot.vocabulary) if found.by else clean(found.event or "")
        return f"{found.date.day.isoformat()} {what}"

    def describe(kind: JudgementKind, ids: list[str]) -> str:
        match kind:
            case "statement":
                return _by_owner(
                    names, [(wanted[id].decision_maker, short_statement(wanted[id].statement)) for id in ids]
                )
            case "reading":
                return _by_owner(names, [readings[id] for id in ids])
            case "rule":
                return in_row([rules[id] for id in ids])
            case "option":
                return in_row([names[id] for id in ids])
            case "step":
                return in_row(list(map(step, ids)))

    return describe


def _by_owner(names: Names, found: Iterable[tuple[str, str]]) -> str:
    """Return `The board: no lawsuit, no squeeze; The staff: …`."""
    owned: dict[str, dict[str, None]] = {}
    for owner, text in found:
        owned.setdefault(owner, {})[text] = None
    return in_row([_("{who}: {what}", who=names[owner], what=", ".join(texts)) for owner, texts in owned.items()])


def _sources(record: Record, full: bool) -> Iterator[Section]:
    reliability, credibility = grades(record.snapshot)
    rows: list[tuple[str, ...]] = [(_("Sources"), _graded(reliability), _("A is most reliable, F cannot be judged"))]
    if record.snapshot.conflict.evidence:
        rows.append((_("Evidence"), _graded(credibility), _("1 is confirmed, 6 cannot be judged")))
    if not any(grade for grade in (*reliability, *credibility)):
        lead = ngettext(
            "{number} source; none of them, and no evidence, is graded.",
            "{number} sources; none of them, and no evidence, is graded.",
            len(record.snapshot.conflict.sources),
        )
        rows = []
    else:
        lead = _("How good the sources are.")
    listed: list[tuple[str, ...]] = []
    if full:
        for source in record.snapshot.conflict.sources:
            facts = ", ".join(filter(None, (publisher(source), clean(source.date or ""), source.reliability)))
            lines = (source.title or source.id, ", ".join(source.authors), source.note, source.url, source.doi)
            told = [without_emphasis(line) for line in lines if line]
            listed += [(facts if at == 0 else "", line) for at, line in enumerate(told)]
    yield Section(_("The sources"), lead, rows=tuple(rows))
    if listed:
        yield Section(_("Where it can be read"), rows=tuple(listed))


def _graded(counts: dict[str, int]) -> str:
    return ", ".join(
        _("{grade}: {number}", grade=grade or _("not graded"), number=count) for grade, count in counts.items()
    )
