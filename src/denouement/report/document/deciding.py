"""The ninth chapter: what decides. Whose reading, which single judgement, how often over draws, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from denouement.foresight.flips.flips import Flips, subject_of
from denouement.foresight.flips.footing import weakness
from denouement.foresight.flips.target import Target
from denouement.language import _, in_row, ngettext
from denouement.model.edits import Edit
from denouement.report.clean import clean
from denouement.report.decides_blocks import target_of
from denouement.report.decides_words import Words, verb
from denouement.report.document.figures import bars_figure, matrix_figure, timeline_figure
from denouement.report.document.findings import Costly, Findings
from denouement.report.document.parts import Chapter, Part
from denouement.report.outline import Section
from denouement.report.readings_outline import readings_outline
from denouement.report.replay_outline import replay_outline
from denouement.report.sweep_outline import sweep_outline

_TURNS_SHOWN = 12
_DECIDERS_NAMED = 4


def deciding(found: Findings) -> Chapter:
    """Return the chapter on what decides."""
    parts: list[Part] = [*_readings(found), *_single_changes(found), *_sweep(found), *_replay(found)]
    return Chapter("deciding", _("What decides"), tuple(parts))


def _left_out(found: Findings, part: Costly) -> Section | None:
    """Return why a part is not here; None if it is."""
    if part in found.left_out:
        return Section("", _("Not worked out: {reason}.", reason=found.left_out[part].rstrip(".")))
    if part not in found.asked:
        return Section(
            "",
            _("Not worked out: this was not asked for."),
        )
    return None


def _readings(found: Findings) -> Iterator[Part]:
    title = _("Whose reading decides")
    missing = _left_out(found, "readings")
    if missing is not None:
        yield Chapter("deciding-readings", title, (missing,))
    elif found.overview is not None and len(found.overview) > 1:
        sections = readings_outline(found.overview)[2]
        yield Chapter("deciding-readings", title, (*matrix_figure(found.overview), *sections))
    else:
        alone = Section("", _("Nobody is read in more than one way on this day."))
        yield Chapter("deciding-readings", title, (alone,))


def _single_changes(found: Findings) -> Iterator[Part]:
    title = _("Which single judgement decides")
    missing = _left_out(found, "decides")
    if missing is not None:
        yield Chapter("deciding-changes", title, (missing,))
        return
    if not found.deciding:
        nothing = Section("", _("The model has no scenarios to ask about."))
        yield Chapter("deciding-changes", title, (nothing,))
        return
    words = Words(found.analysis)
    rows = []
    for target, flips in found.deciding:
        level = flips.levels[0]
        changing = level.tried - level.idle - level.impossible
        turns = ngettext(
            "{number} of {tried} turns it", "{number} of {tried} turn it", len(level.flips), tried=changing
        )  # fmt: skip
        told = _("none of {tried} turns it", tried=changing) if not level.flips else turns
        if not level.complete:
            told += ", " + _("as far as was tried")
        rows.append((clean(target.written), _ends(flips), told, _weakest(flips, words)))
    lead = _(
        "Every single change to what the analysis rests on was tried: a statement left out, turned round or moved, "
        "another reading, an option made one-way or reversible, a rule left out. What rests on the weakest evidence "
        "stands first. It says what the answer hangs on in this model, not how likely that is to be otherwise."
    )
    headings = (_("Can it end so?"), _("As the model stands"), _("Single changes"), _("The weakest that turn it"))
    parts: list[Part] = [Section(_("Story by story"), lead, headings, tuple(rows))]
    parts += [_turning(target, flips, words) for target, flips in found.deciding if flips.levels[0].flips]
    yield Chapter("deciding-changes", title, tuple(parts))


def _ends(flips: Flips) -> str:
    return _("yes") if flips.truth == "holds" else _("no") if flips.truth == "fails" else verb(flips.truth)


def _weakest(flips: Flips, words: Words) -> str:
    ordered = sorted(flips.levels[0].flips, key=lambda flip: weakness(flips.analysis, flip))
    named = [words.whole(flip.edits[0]) for flip in islice(ordered, _DECIDERS_NAMED)]
    return in_row(named) + (" …" if len(ordered) > _DECIDERS_NAMED else "")


def _turning(target: Target, flips: Flips, words: Words) -> Section:
    """Return what turns one answer, changes to one thing in one row, the weakest footing first."""
    ordered = sorted(flips.levels[0].flips, key=lambda flip: weakness(flips.analysis, flip))
    things: dict[tuple[str, ...], list[Edit]] = {}
    for flip in ordered:
        things.setdefault(target_of(flip.edits[0]), []).append(flip.edits[0])
    shown = list(things.values())[:_TURNS_SHOWN]
    rows = tuple(
        (words.subject(subject_of(edits[0])), words.several(edits), words.footing(edits[0])) for edits in shown
    )
    lead = ""
    if len(things) > len(shown):
        lead = _("The {shown} on the weakest footing, of {number}.", shown=len(shown), number=len(things))
    title = _("What turns “{story}”", story=clean(target.written))
    return Section(title, lead, (_("Whose"), _("If it were otherwise"), _("It rests on")), rows)


def _sweep(found: Findings) -> Iterator[Part]:
    title = _("How often, when doubtful judgements are drawn")
    missing = _left_out(found, "sweep")
    if "sweep" not in found.asked:
        return  # the limits name it, and a chapter of nothing is none
    if missing is not None:
        yield Chapter("deciding-sweep", title, (missing,))
    elif found.sweep is not None:
        facts, sections = sweep_outline(found.sweep)[1:]
        yield Chapter("deciding-sweep", title, (Section("", facts), *bars_figure(found.sweep), *sections))


def _replay(found: Findings) -> Iterator[Part]:
    title = _("The history day by day")
    missing = _left_out(found, "replay")
    if "replay" not in found.asked:
        return
    if missing is not None:
        yield Chapter("deciding-replay", title, (missing,))
    elif found.replay is not None:
        facts, sections = replay_outline(found.replay)[1:]
        yield Chapter("deciding-replay", title, (Section("", facts), *timeline_figure(found.replay), *sections))
    else:
        none = Section("", _("The model has no history to tell."))
        yield Chapter("deciding-replay", title, (none,))
