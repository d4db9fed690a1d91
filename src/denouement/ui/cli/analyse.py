"""`denouement analyse`: the main job."""

from __future__ import annotations

import click

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text, working


@spoken.command()
@arguments.question
@spoken.option("--concepts", metavar="IDS", help="Solution concepts, such as nash,seq (default: all five).")
@arguments.ending_concepts
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print the endings as CSV (with --full: all states).")
@arguments.as_markdown
@arguments.full
@spoken.option("--witnesses", is_flag=True, help="With --json: what every verdict rests on (up to 10,000 states).")
def analyse(
    question: arguments.Question,
    concepts: str | None,
    ending_concepts: str | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
    witnesses: bool,
) -> None:
    """Say where MODEL stands, whether that can last, how it can end, and who is better or worse off.

    A STATE is a number, a pattern such as YN-Y, a list such as [dismiss, msft], a date of the history, start, now,
    or a scenario that holds for exactly one state.
    """
    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    if witnesses and not as_json:
        raise click.UsageError(_("--witnesses needs --json; `denouement why` tells them in words, state by state"))
    with working(_("Working it out …")):
        analysis = question.analysis(
            concepts=arguments.listed(concepts), ending_concepts=arguments.listed(ending_concepts)
        )
    if as_json:
        print_json(analysis.to_dict(full=full, witnesses=witnesses))
        return
    if as_csv:
        from denouement.report.table import to_csv

        print_text(to_csv(analysis, full=full), end="")
        return
    from denouement.report.outline import outline

    print_report(*outline(analysis, full=full), supposed=question.supposed, as_markdown=as_markdown)
