"""`denouement readings`: what holds whichever reading is true, and what depends on which."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text, working


@spoken.command()
@arguments.question
@spoken.option(
    "--says",
    "typed",
    multiple=True,
    metavar="TEXT",
    help="Ask this, too, such as 'better(microsoft, endings)'.",
)
@spoken.option("--most", type=int, metavar="N", help="Combinations beyond which so many are drawn (default: 20,000).")
@spoken.option("--seed", type=int, default=0, metavar="N", help="Which ones are drawn (default: 0).")
@arguments.ending_concepts
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a question.")
@arguments.as_markdown
@arguments.full
def readings(
    question: arguments.Question,
    typed: tuple[str, ...],
    most: int | None,
    seed: int,
    ending_concepts: str | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say what holds in all combinations of rival readings of MODEL, in some, in none, and whose reading decides.

    Asked are whether it can last, how it can end, who is better off, and every claim of the model. With --reading, that
    decision maker is read so and the others vary. What --says takes is told by `denouement claims --help`.
    """
    from denouement.foresight.overview.overview import every_reading
    from denouement.foresight.readings import MOST
    from denouement.ui.cli.claims import typed_claims

    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    asked = typed_claims(question.conflict, typed)
    with working(_("Working out states and moves …")):
        analysis = question.analysis(ending_concepts=arguments.listed(ending_concepts))
    overview = every_reading(
        analysis,
        fixed=tuple(question.readings),
        typed=asked,
        most=MOST if most is None else most,
        seed=seed,
        budget=arguments.budget(question.max_memory, question.max_seconds),
        progress=_shown,
    )
    if as_json:
        from denouement.report.readings_data import readings_data

        print_json(readings_data(overview, supposed=question.supposed, full=full))
        return
    if as_csv:
        from denouement.report.readings_data import readings_csv

        print_text(readings_csv(overview), end="")
        return
    from denouement.report.readings_outline import readings_outline

    print_report(*readings_outline(overview, full=full), supposed=question.supposed, as_markdown=as_markdown)


def _shown(parts: Sequence[range]) -> Iterable[range]:
    """Show on a terminal how far the work has come; leave no trace of it."""
    if len(parts) < 2 or not sys.stderr.isatty():
        return parts
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, markup=False, emoji=False)
    return track(parts, _("Going through the readings …"), console=console, transient=True)
