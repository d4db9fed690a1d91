"""The tenth chapter: what the method does not know, what this model leaves open, and what was not worked out."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.language import _, in_row, marked, ngettext, quoted
from denouement.report.document.findings import Costly, Findings
from denouement.report.document.parts import Chapter, Part
from denouement.report.outline import Section
from denouement.report.telling import is_cited, short_statement, weaknesses
from denouement.report.words import Names
from denouement.states.relation import Relation

_PARTS: dict[Costly, str] = {
    "readings": marked("rival readings"),
    "claims": marked("the claims"),
    "decides": marked("single changes"),
    "replay": marked("the history day by day"),
    "sweep": marked("draws of doubtful judgements"),
}


def limits(found: Findings) -> Chapter:
    """Return the chapter of limits."""
    parts: list[Part] = [_of_the_method(), *_of_the_model(found), *_not_worked_out(found)]
    return Chapter("limits", _("What this cannot tell"), tuple(parts))


def _of_the_method() -> Section:
    rows = (
        (_("It finds what can last. It does not say what is likely, nor when anything happens."),),
        (_("It knows only the options, rules and preferences written down; what nobody thought of is in no state."),),
        (
            _(
                "It ranks what people want, in order; it does not weigh how much, nor what a move costs or how long it "
                "takes."
            ),
        ),
        (_("Each solution concept is an assumption on how far people look ahead; none of them is how people are."),),
        (_("Everybody is taken to see the same conflict; what each sees of it is a question of its own."),),
    )  # fmt: skip
    return Section(_("Of the method"), rows=rows)


def _of_the_model(found: Findings) -> Iterator[Section]:
    rows = tuple(_open(found))
    title = _("Of this model")
    if rows:
        yield Section(title, _("What the model takes as given, and could be otherwise:"), rows=rows)


def _open(found: Findings) -> Iterator[tuple[str, str]]:
    analysis, names = found.analysis, Names(found.analysis.conflict)
    if not is_cited(analysis):
        yield _("No evidence"), _("The model cites no evidence for what anybody wants: that is its author's judgement.")
    cited = is_cited(analysis)
    for maker in analysis.decision_makers:
        weak = [it for it in analysis.premises if it.decision_maker == maker and weaknesses(it, cited=cited)]
        if weak:
            told = [
                f"{quoted(short_statement(it.statement))} ({', '.join(weaknesses(it, cited=cited))})" for it in weak
            ]
            yield _("Wanted by {name:in}", name=names[maker]), in_row(told)
    for maker, readings in analysis.situation.snapshot.readings.items():
        if len(readings) > 1:
            number = ngettext("one of {number} reading", "one of {number} readings", len(readings))
            yield _("Reading of {name:in}", name=names[maker]), number
    one_way = [
        option
        for option in analysis.conflict.options
        if analysis.situation.snapshot.moves[option] != "both"
    ]  # fmt: skip
    if one_way:
        told = [f"{quoted(names[option])} ({names[option.partition('.')[0]]})" for option in one_way]
        yield _("Taken to be one-way, or fixed"), in_row(told)
    graph = analysis.situation.graph
    for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True):
        unknown = liking.unknown_pairs() if isinstance(liking, Relation) else 0
        if unknown:
            pairs = ngettext("{number} pair of states not known", "{number} pairs of states not known", unknown)
            yield _("Preferences not known: {name}", name=names[maker]), pairs
    seeing = [maker for maker, seen in analysis.situation.snapshot.perceptions.items() if seen]
    if seeing:
        yield (
            _("Who sees it otherwise"),
            _(
                "{names}: how each sees the conflict is written in the model and left aside here.",
                names=names.these(seeing),
            ),
        )
    if analysis.status_quo is None:
        yield _("Where it stands"), _("The model does not say, so that it is not known which endings can be reached.")
    if analysis.baseline is None:
        yield _("Better or worse off"), _("The model names no baseline, so nobody is compared.")


def _not_worked_out(found: Findings) -> Iterator[Section]:
    rows = [(_(_PARTS[part]), reason) for part, reason in found.left_out.items()]
    rows += [(_(label), _missing(found, part)) for part, label in _PARTS.items() if part not in found.asked]
    if rows:
        yield Section(_("Not worked out"), "", rows=tuple(rows))


def _missing(found: Findings, part: Costly) -> str:
    """Return why a part is not here that nobody asked for."""
    if part == "replay" and not found.analysis.conflict.history:
        return _("no history is written")
    return _("not asked for")
