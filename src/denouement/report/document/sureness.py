"""How sure an answer is: what it rests on, what is not known, and which single change would turn it."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.result import Analysis
from denouement.language import _, ngettext, together
from denouement.report.clean import clean
from denouement.report.document.findings import Findings
from denouement.report.telling import is_cited, weaknesses
from denouement.report.words import Names
from denouement.states.relation import Relation

_STORIES_NAMED = 4
"""Stories of which a sentence tells the names."""


def how_sure(found: Findings, *, starred: bool) -> Iterator[str]:
    """Yield how sure the answer is; `starred` if standings bear a star that one weak statement decides."""
    overview = found.overview if found.overview is not None and len(found.overview) > 1 else None
    names = Names(found.analysis.conflict)
    analysis = found.analysis
    if overview is not None and overview.combined.drawn:
        yield _("The combinations of readings counted here were drawn from many more.")
    elif overview is None and _could_be_read_otherwise(analysis):
        yield _("Everybody could be read otherwise; that was not gone through here.")
    cited = is_cited(analysis)
    weak = [premise for premise in analysis.premises if weaknesses(premise, cited=cited)]
    if analysis.premises and cited:
        yield ngettext(
            "What everybody wants is written in {number} statement; {weak} of them weak: less likely than not, "
            "without evidence, or known only later.",
            "What everybody wants is written in {number} statements; {weak} of them weak: less likely than not, "
            "without evidence, or known only later.",
            len(analysis.premises),
            weak=len(weak),
        )
    elif analysis.premises:
        yield _("No statement about what anybody wants cites evidence: all are the author's judgement.")
    else:
        yield _("What everybody wants is written without evidence: it is the author's judgement.")
    graph = analysis.situation.graph
    unknown = [
        names[maker]
        for maker, liking in zip(graph.decision_makers, graph.preferences, strict=True)
        if isinstance(liking, Relation) and liking.unknown_pairs()
    ]
    if unknown:
        yield _("Not all that is preferred is known: {names}.", names=unknown)
    if starred:
        yield _("Standings that one such statement decides bear a star below.")
    yield from _turning(found)


def _turning(found: Findings) -> Iterator[str]:
    """Yield which answers some single change turns, and which none that was tried does."""
    firm, hanging, open_to = [], [], []
    for target, flips in found.deciding:
        level, name = flips.levels[0], clean(target.written)
        if flips.truth == "holds" and level.flips:
            hanging.append(name)
        elif flips.truth == "holds" and level.complete:
            firm.append(name)
        elif level.flips:
            open_to.append(name)
    if firm:
        yield _("No single change that was tried rules out: {stories}.", stories=_named(firm))
    if hanging:
        yield _("Some single change rules out: {stories}.", stories=_named(hanging))
    if open_to:
        yield _("Some single change would let it end in: {stories}.", stories=_named(open_to))
    if hanging or open_to:
        yield _("Which changes these are is told under “{chapter}”.", chapter=_("What decides"))


def _could_be_read_otherwise(analysis: Analysis) -> bool:
    return any(len(analysis.situation.snapshot.readings[maker]) > 1 for maker in analysis.situation.readings)


def _named(stories: list[str]) -> str:
    """Return stories by their names, or how many they are where that would be long."""
    if len(stories) <= _STORIES_NAMED:
        return together(stories)
    return ngettext("{number} of the stories below", "{number} of the stories below", len(stories))
