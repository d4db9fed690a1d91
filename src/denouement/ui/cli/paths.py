"""`denouement paths`: who can bring the story where, in how few moves."""

from __future__ import annotations

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, working


@spoken.command()
@arguments.question
@spoken.option(
    "--to", "goal", metavar="STATE", help="Only the shortest ways there; of a scenario, to its nearest states."
)
@spoken.option("--from", "start", metavar="STATE", help="Where to begin (default: where the story stands).")
@spoken.option("--improving", is_flag=True, help="Only moves that their movers like: unilateral improvements.")
@arguments.as_json
@arguments.as_markdown
@arguments.full
def paths(
    question: arguments.Question,
    goal: str | None,
    start: str | None,
    improving: bool,
    as_json: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say who can bring the story of MODEL where, and in how few moves; nobody moves twice in succession.

    A STATE is a number, a pattern such as YN-Y, a list such as [dismiss, msft], a date of the history, start, now,
    or a scenario.
    """
    arguments.only_one(json=as_json, md=as_markdown)
    from denouement.analysis import paths as walking

    with working(_("Working it out …")):
        analysis = question.analysis(concepts=[])
        found = walking.paths(analysis, start=start, improving=improving)
    to = None if goal is None else found.find(goal)
    if as_json:
        from denouement.report.paths_data import paths_data
        from denouement.report.paths_outline import ENDINGS_SHOWN
        from denouement.report.paths_ways import WAYS_SHOWN

        limit, shown = (walking.LISTED, walking.LISTED) if full else (WAYS_SHOWN, ENDINGS_SHOWN)
        print_json(paths_data(found, to=to, limit=limit, shown=shown))
        return
    from denouement.report.paths_outline import paths_outline
    from denouement.report.paths_ways import ways_outline

    with working(_("Writing it down …")):
        if goal is None or to is None:
            contents = paths_outline(found, full=full)
        else:
            legal = walking.paths(analysis, start=start) if improving else None
            contents = ways_outline(found, goal, to, legal, full=full)
    print_report(*contents, supposed=question.supposed, as_markdown=as_markdown)
