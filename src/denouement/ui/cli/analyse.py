"""`denouement analyse`: the main job."""

from __future__ import annotations

import sys

import click

from denouement.ui.cli import arguments
from denouement.ui.cli.output import print_json, print_text, working


@click.command()
@arguments.model
@click.option("--concepts", metavar="IDS", help="Solution concepts, such as nash,seq (default: all five).")
@click.option("--ending-concepts", metavar="IDS", help="Concepts that make an ending (default: nash,seq).")
@arguments.as_of
@arguments.reading
@click.option("--baseline", metavar="STATE", help="What better and worse off are measured against.")
@click.option("--max-memory", type=float, metavar="GB", help="Gigabytes that may be used (default: 8).")
@click.option("--max-seconds", type=float, metavar="S", help="Seconds that may be used (default: 900).")
@arguments.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print the endings as CSV (with --full: all states).")
@click.option("--md", "as_markdown", is_flag=True, help="Print Markdown.")
@arguments.full
def analyse(
    model: str,
    concepts: str | None,
    ending_concepts: str | None,
    as_of: str | None,
    readings: tuple[str, ...],
    baseline: str | None,
    max_memory: float | None,
    max_seconds: float | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say where MODEL stands, whether that can last, how it can end, and who is better or worse off.

    A STATE is a number, a pattern such as YN-Y, a list such as [dismiss, msft], a date of the history, start, now,
    or a scenario that holds for exactly one state.
    """
    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    from denouement.loading import load

    with working("Working it out …"):
        analysis = load(model).analyse(
            concepts=arguments.listed(concepts),
            ending_concepts=arguments.listed(ending_concepts),
            as_of=as_of,
            readings=arguments.chosen_readings(readings),
            baseline=baseline,
            budget=arguments.budget(max_memory, max_seconds),
        )
    if as_json:
        print_json(analysis.to_dict(full=full))
        return
    if as_csv:
        from denouement.report.table import to_csv

        print_text(to_csv(analysis, full=full), end="")
        return
    from denouement.report.outline import outline

    contents = outline(analysis, full=full)
    if as_markdown:
        from denouement.report.markdown import to_markdown

        print_text(to_markdown(*contents))
        return
    from denouement.report.terminal import console_for, print_outline

    print_outline(console_for(sys.stdout), *contents)
