"""`denouement replay`: the history day by day."""

from __future__ import annotations

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text, working


@spoken.command()
@arguments.model
@arguments.as_of
@arguments.reading
@arguments.baseline
@arguments.setting
@arguments.without_rule
@spoken.option("--no-readings", is_flag=True, help="Do not count over the rival readings.")
@arguments.max_memory
@arguments.max_seconds
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a day.")
@arguments.as_markdown
@arguments.full
def replay(
    model: str,
    as_of: str | None,
    readings: tuple[str, ...],
    baseline: str | None,
    settings: tuple[str, ...],
    without_rules: tuple[str, ...],
    no_readings: bool,
    max_memory: float | None,
    max_seconds: float | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Tell the history of MODEL day by day: what was possible then, and what changed because of what.

    It ends on the model's own day, or on the one that --as-of names; `--as-of latest` tells all of it, and sets what
    happened beside what was possible on each day. A reading chosen with --reading is used on the days it counts.
    """
    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    question = arguments.Question(
        model, as_of, readings, baseline, settings, without_rules, max_memory=max_memory, max_seconds=max_seconds
    )
    conflict = question.conflict
    from denouement.foresight.replay.replay import replay as replayed

    with working(_("Going through the days …")):
        told = replayed(
            conflict,
            as_of=as_of,
            readings=question.readings,
            baseline=baseline,
            every_reading=not no_readings,
            budget=arguments.budget(max_memory, max_seconds),
        )
    if as_json:
        from denouement.report.replay_data import replay_data

        print_json(replay_data(told, supposed=question.supposed))
        return
    if as_csv:
        from denouement.report.replay_data import replay_csv

        print_text(replay_csv(told), end="")
        return
    from denouement.report.replay_outline import replay_outline

    print_report(*replay_outline(told, full=full), supposed=question.supposed, as_markdown=as_markdown)
