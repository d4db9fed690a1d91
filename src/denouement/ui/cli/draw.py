"""`denouement draw`: a picture of what was worked out, as an SVG file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from denouement.language import _, together
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_file, working
from denouement.ui.cli.target import check_place, write_target

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis
    from denouement.report.pictures.picture import Picture

_WHAT = ("grid", "map", "ego", "strips", "matrix", "bars", "timeline", "evidence")
_ONLY_FOR = {
    "state": ("ego",),
    "all_moves": ("map",),
    "from_now": ("map",),
    "concept": ("map",),
    "draws": ("bars",),
    "seed": ("bars", "matrix"),
}


@spoken.command()
@arguments.question
@spoken.option(
    "--what",
    type=click.Choice(_WHAT),
    default="grid",
    help="grid: who is better or worse off in which endings (default). map: the states, and the moves between few. "
    "ego: one state, who would come here and who would leave. strips: situations from best to worst for each. "
    "matrix: what comes out in which readings. bars: the shares of a sweep. timeline: the history day by day. "
    "evidence: how good the evidence is, and what has none.",
)
@spoken.option(
    "-o", "--output", "target", metavar="FILE", help="Write it here, such as map.svg (default, or -: print it)."
)
@spoken.option("--state", metavar="STATE", help="For ego: which state (default: where the story stands).")
@spoken.option("--all-moves", is_flag=True, help="For map: all improving moves, not only everybody's best.")
@spoken.option("--from-now", is_flag=True, help="For map: only what chains of improving moves can reach from now.")
@spoken.option("--concept", metavar="ID", help="For map: under which somebody stays in a state (default: nash).")
@spoken.option("--draws", type=int, metavar="N", help="For bars: how many draws (default: 1000).")
@spoken.option("--seed", type=int, metavar="S", help="For bars and matrix: where the draws begin (default: 0).")
@arguments.ending_concepts
def draw(
    question: arguments.Question,
    what: str,
    target: str | None,
    state: str | None,
    all_moves: bool,
    from_now: bool,
    concept: str | None,
    draws: int | None,
    seed: int | None,
    ending_concepts: str | None,
) -> None:
    """Draw MODEL as a picture: one SVG file, in the colours of the reader's light or dark screen.

    The picture says in words what it shows, for those who cannot see it. A file that exists is replaced, whole or not
    at all. A map of more than 5,000 states is refused; --from-now or --what ego still draw a part of it.
    """
    given: dict[str, str | int | None] = {
        "state": state, "all_moves": all_moves or None, "from_now": from_now or None, "concept": concept,
        "draws": draws, "seed": seed,
    }  # fmt: skip
    for name, value in given.items():
        if value is not None and what not in _ONLY_FOR[name]:
            kinds = together([f"--what {kind}" for kind in _ONLY_FOR[name]])  # not said
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(
                _("{option} goes with {kinds}, not with --what {what}", option=option, kinds=kinds, what=what)
            )
    check_place(target)
    concepts = arguments.listed(ending_concepts)
    if what == "timeline":
        picture = _timeline(question, concepts)
    else:
        with working(_("Working it out …")):
            # What a picture does not show is not worked out.
            needed = {"ego": None, "map": [concept or "nash"]}.get(what, [])
            picture = _drawn(question, question.analysis(concepts=needed, ending_concepts=concepts), what, given)
    if target is None or target == "-":
        print_file(picture.alone())
    else:
        write_target(target, picture.alone())


def _drawn(
    question: arguments.Question, analysis: Analysis, what: str, given: Mapping[str, str | int | None]
) -> Picture:
    from denouement.report import pictures

    seed = int(given["seed"] or 0)
    match what:
        case "grid":
            return pictures.endings_grid(analysis)
        case "map":
            return pictures.state_map(
                analysis,
                all_improvements=bool(given["all_moves"]),
                from_now=bool(given["from_now"]),
                concept=str(given["concept"] or "nash"),
            )
        case "ego":
            return pictures.ego_diagram(analysis, "now" if given["state"] is None else str(given["state"]))
        case "strips":
            return pictures.preference_strips(analysis)
        case "evidence":
            return pictures.evidence_quality(analysis)
    fixed = tuple(question.readings)
    budget = arguments.budget(question.max_memory, question.max_seconds)
    if what == "matrix":
        from denouement.foresight.overview.overview import every_reading

        return pictures.readings_matrix(every_reading(analysis, fixed=fixed, seed=seed, budget=budget))
    from denouement.foresight.sweep.draws import minds_of
    from denouement.foresight.sweep.sweep import check_effort, check_numbers, sweep

    draws = 1_000 if given["draws"] is None else int(given["draws"])
    check_numbers(draws, seed, 0)
    check_effort(analysis, minds_of(analysis.situation, fixed=fixed), draws, 0, budget)
    return pictures.sweep_bars(sweep(analysis, draws=draws, seed=seed, fixed=fixed, budget=budget))


def _timeline(question: arguments.Question, ending_concepts: list[str] | None) -> Picture:
    from denouement.foresight.replay.replay import replay
    from denouement.report import pictures

    if question.take or question.drop:
        raise click.UsageError(_("a timeline tells what happened: --take and --drop do not go with it"))
    with working(_("Going through the days …")):
        told = replay(
            question.conflict,
            as_of=question.as_of,
            ending_concepts=ending_concepts,
            readings=question.readings,
            baseline=question.baseline,
            every_reading=False,
            budget=arguments.budget(question.max_memory, question.max_seconds),
        )
        return pictures.replay_timeline(told)
