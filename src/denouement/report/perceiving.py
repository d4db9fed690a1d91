"""How somebody's perceptions are worded, for the story and for what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.views import Element
from denouement.model.conflict import Conflict
from denouement.model.perception import Perception
from denouement.model.preference import Statements
from denouement.model.timeline import Snapshot
from denouement.report.clean import clean
from denouement.report.telling import Record, short_statement, without_emphasis
from denouement.report.words import Names, date_in_words


def element_in_words(element: Element, names: Names, conflict: Conflict) -> str:
    """Return one thing in which a view differs from the model, as `takes The staff to be read as bluff`."""
    match element.kind:
        case "reading":
            return f"takes {names[element.about]} to be read as {clean(element.reading or '')}"
        case "wants":
            return f"thinks that {names[element.about]} would want {_wants(element)}"
        case "unseen":
            return f"has not thought of “{names[element.about]}”"
        case "rule":
            return f"believes in a rule: {clean(element.about)}"
        case _:
            return f"does not believe in {rule_in_words(element.about, conflict)}"


def rule_in_words(id: str, conflict: Conflict) -> str:
    """Return a rule of the model as `rule3 (never: back and msft)`."""
    return f"{clean(id)} ({clean(str(conflict.rules[conflict.position_of_rule(id)]))})"


def perception_in_words(
    perception: Perception, elements: Iterable[Element], record: Record, names: Names, *, full: bool
) -> Iterator[str]:
    """Yield what a perception changes and who says so; with `full`, the analyst's note as well."""
    conflict = record.snapshot.conflict
    parts = [element_in_words(element, names, conflict) for element in elements] or ["changes nothing on this day"]
    name = f"{clean(perception.name)}: " if perception.name else ""
    sources = record.publishers(perception.evidence)
    later = "; known only later" if record.snapshot.only_hindsight(perception.evidence) else ""
    cited = f" [{sources}{later}]" if sources else " [no evidence]" if conflict.evidence else ""
    yield f"{name}{'; '.join(parts)}{cited}"
    if full and perception.note:
        yield f"· {without_emphasis(perception.note)}"


def out_of_force(snapshot: Snapshot, names: Names) -> Iterator[tuple[str, str]]:
    """Yield whose perceptions do not count on the day, and on which day to ask for them."""
    for maker in snapshot.conflict.decision_makers:
        force = {number for number, _ in snapshot.perceptions[maker.id]}
        for number, perception in enumerate(maker.perceptions):
            if number not in force:
                name = f"“{clean(perception.name)}”" if perception.name else f"perception {number + 1}"
                yield names[maker.id], f"{name} {_window(perception, snapshot)}"


def _window(perception: Perception, snapshot: Snapshot) -> str:
    since, until, day = perception.since, perception.until, snapshot.date
    if since is not None and day is not None and day.is_before(since):
        return f"begins on {date_in_words(since)}: --as-of {since}"
    if since is not None:
        return f"counted from {date_in_words(since)} to {date_in_words(until)}: --as-of {until}"
    return f"ended on {date_in_words(until)}: --as-of {until} or earlier"


def _wants(element: Element) -> str:
    wants = element.wants
    if isinstance(wants, Statements):
        return ", then ".join(f"“{short_statement(wanted)}”" for wanted in wants.statements) or "nothing"
    return f"what a {type(wants).__name__.lower()} of states or options says"
