"""How somebody's perceptions are worded, for the story and for what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.views import Element
from denouement.language import _, in_row, marked, quoted
from denouement.model.conflict import Conflict
from denouement.model.perception import Perception
from denouement.model.preference import Pairs, Payoffs, Ranking, Statements, Weights
from denouement.model.timeline import Snapshot
from denouement.report.clean import clean
from denouement.report.telling import Record, short_statement, without_emphasis
from denouement.report.words import Names, date_in_words

_OTHER_FORMS = {
    Ranking: marked("what a ranking of states or options says"),
    Weights: marked("what weights of options say"),
    Payoffs: marked("what payoffs of states or options say"),
    Pairs: marked("what a comparison of states pair by pair says"),
}
"""What is said of wants that are not written as statements."""


def element_in_words(element: Element, names: Names, conflict: Conflict) -> str:
    """Return one thing in which a view differs from the model, as `takes The staff to be read as bluff`."""
    match element.kind:
        case "reading":
            reading = clean(element.reading or "")
            return _("takes {name} to be read as {reading}", name=names[element.about], reading=reading)
        case "wants":
            return _("thinks that {name} would want {wants}", name=names[element.about], wants=_wants(element))
        case "unseen":
            return _("has not thought of {option}", option=quoted(names[element.about]))
        case "rule":
            return _("believes in a rule: {rule}", rule=clean(element.about))
        case "disbelief":
            return _("does not believe in {rule}", rule=rule_in_words(element.about, conflict))


def rule_in_words(id: str, conflict: Conflict) -> str:
    """Return a rule of the model as `rule3 (never: back and msft)`."""
    return f"{clean(id)} ({clean(str(conflict.rules[conflict.position_of_rule(id)]))})"


def perception_in_words(
    perception: Perception, elements: Iterable[Element], record: Record, names: Names, *, full: bool
) -> Iterator[str]:
    """Yield what a perception changes and who says so; with `full`, the analyst's note as well."""
    conflict = record.snapshot.conflict
    changes = in_row([element_in_words(element, names, conflict) for element in elements])
    text = changes or _("changes nothing on this day")
    if perception.name:
        text = _("{name}: {that}", name=clean(perception.name), that=text)
    if sources := record.publishers(perception.evidence):
        later = [_("known only later")] if record.snapshot.only_hindsight(perception.evidence) else []
        text += f" [{in_row([sources, *later])}]"
    elif conflict.evidence:
        text += f" [{_('no evidence')}]"
    yield text
    if full and perception.note:
        yield f"· {without_emphasis(perception.note)}"


def out_of_force(snapshot: Snapshot, names: Names) -> Iterator[tuple[str, str]]:
    """Yield whose perceptions do not count on the day, and on which day to ask for them."""
    for maker in snapshot.conflict.decision_makers:
        force = {number for number, perception in snapshot.perceptions[maker.id]}
        for number, perception in enumerate(maker.perceptions):
            if number not in force:
                yield names[maker.id], _window(perception, number + 1, snapshot)


def _window(perception: Perception, number: int, snapshot: Snapshot) -> str:
    since, until, day = perception.since, perception.until, snapshot.date
    name = quoted(clean(perception.name)) if perception.name else _("perception {number}", number=number)
    begin, end = date_in_words(since), date_in_words(until)
    if since is not None and day is not None and day.is_before(since):
        return _("{name} begins on {day}: --as-of {date}", name=name, day=begin, date=since)
    if since is not None:
        return _("{name} counted from {first} to {last}: --as-of {date}", name=name, first=begin, last=end, date=until)
    return _("{name} ended on {day}: --as-of {date} or earlier", name=name, day=end, date=until)


def _wants(element: Element) -> str:
    wants = element.wants
    assert wants is not None
    if isinstance(wants, Statements):
        return _(", then ").join(quoted(short_statement(wanted)) for wanted in wants.statements) or _("nothing")
    return _(_OTHER_FORMS[type(wants)])
