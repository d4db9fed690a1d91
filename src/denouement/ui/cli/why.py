"""`denouement why`: the reasons behind a verdict."""

from __future__ import annotations

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, working


@spoken.command()
@arguments.question
@spoken.argument("state", metavar="STATE")
@spoken.argument("decision_maker", metavar="[WHO]", required=False)
@spoken.option("--concepts", metavar="IDS", help="Solution concepts, such as nash,seq (default: all five).")
@arguments.as_json
@arguments.as_markdown
@arguments.full
def why(
    question: arguments.Question,
    state: str,
    decision_maker: str | None,
    concepts: str | None,
    as_json: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say why STATE of MODEL holds or does not: who would stay, who would move, and what would answer it.

    STATE is a number, a pattern such as YN-Y, a list such as [dismiss, msft], a date of the history, start, now, or a
    scenario that holds for exactly one state. WHO is one decision maker, by id or name (default: everybody).
    """
    arguments.only_one(json=as_json, md=as_markdown)
    with working(_("Working it out …")):
        analysis = question.analysis(concepts=arguments.listed(concepts))
        explanation = analysis.why(state, decision_maker)
    if as_json:
        from denouement.analysis.plain import plain_explanation

        print_json(plain_explanation(analysis, explanation))
        return
    from denouement.report.why_outline import why_outline

    contents = why_outline(analysis, explanation, full=full)
    print_report(*contents, supposed=question.supposed, as_markdown=as_markdown)
