"""`denouement prefer`: somebody's order of states, and what decides between two."""

from __future__ import annotations

import click

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, working


@spoken.command()
@arguments.question
@spoken.argument("who", metavar="DM")
@spoken.argument("first", metavar="[A", required=False)
@spoken.argument("second", metavar="B]", required=False)
@spoken.option("--every-reading", is_flag=True, help="Show the order of scenarios under every reading of DM.")
@arguments.as_json
@arguments.as_markdown
@arguments.full
def prefer(
    question: arguments.Question,
    who: str,
    first: str | None,
    second: str | None,
    every_reading: bool,
    as_json: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Put the states of MODEL in order for the decision maker DM, best to worst; or compare two states, A and B.

    Between the steps of the ladder stands the want that decides. DM is an id or a name. A STATE is a number, a
    pattern such as YN-Y, a list such as [dismiss, msft], a date of the history, start, now, or a scenario that holds
    for exactly one state.
    """
    arguments.only_one(json=as_json, md=as_markdown)
    if first is not None and second is None:
        raise click.UsageError(
            _("{state} is compared with what? Name two states, or none for the whole order", state=first)
        )
    from denouement.analysis.wanting import contest, decision_maker_called

    maker = decision_maker_called(question.conflict, who)
    with working(_("Working it out …")):
        analysis = question.analysis(concepts=("nash", "seq"))
        compared = None if first is None or second is None else contest(analysis, maker, first, second)
    if as_json:
        from denouement.analysis.plain_wanting import plain_contest, plain_wanting

        if compared is None:
            print_json(plain_wanting(analysis, maker, every_reading=every_reading, full=full))
        else:
            print_json(plain_contest(analysis, maker, compared))
        return
    if compared is None:
        from denouement.report.prefer_outline import prefer_outline

        contents = prefer_outline(analysis, maker, every_reading=every_reading, full=full)
    else:
        from denouement.report.contest_outline import contest_outline

        contents = contest_outline(analysis, maker, compared)
    print_report(*contents, supposed=question.supposed, as_markdown=as_markdown)
