"""`denouement perceptions`: who sees the conflict how, and which moves only look safe."""

from __future__ import annotations

import click

from denouement.ui.cli import arguments
from denouement.ui.cli.output import print_json, print_report, print_text, working


@click.command()
@arguments.question
@click.argument("state", required=False)
@click.option(
    "--believes",
    "beliefs",
    multiple=True,
    metavar="TEXT",
    help="What if somebody saw it so: 'board: staff=bluff', 'board: unseen offer', 'board: without rule3'?",
)
@click.option("--as-is", is_flag=True, help="Leave out the perceptions that the file gives.")
@click.option("--concept", default="seq", metavar="ID", help="The concept that movers judge by (default: seq).")
@click.option("--ending-concepts", metavar="IDS", help="Concepts that make an ending (default: nash,seq).")
@click.option("--all", "everywhere", is_flag=True, help="Misjudged moves from every state that can be reached.")
@arguments.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print the misjudged moves as CSV.")
@click.option("--md", "as_markdown", is_flag=True, help="Print Markdown.")
@arguments.full
def perceptions(
    question: arguments.Question,
    state: str | None,
    beliefs: tuple[str, ...],
    as_is: bool,
    concept: str,
    ending_concepts: str | None,
    everywhere: bool,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say how each decision maker of MODEL sees the conflict, what rests on that, and which moves only look safe.

    Everybody judges by its own view: the model with its `perceptions` applied. A surprise is a move from STATE
    (default: where the story stands) that nothing deters in the mover's view, and that is deterred in truth. A missed
    chance is the reverse. In a belief, WHO=… names a reading, or lists statements separated by ;.
    """
    from denouement.analysis.concepts import concept as known_concept
    from denouement.analysis.hypergame import hypergame
    from denouement.analysis.surprises import account, misjudged
    from denouement.loading import load
    from denouement.model.believing import believing
    from denouement.model.what_if import what_if

    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    if everywhere and state is not None:
        raise click.UsageError("--all asks about every state; leave STATE out")
    judging = known_concept(concept).id
    budget = arguments.budget(question.max_memory, question.max_seconds)
    # Beliefs are in the words of the file; they stay what they are when the file is changed.
    believed = believing(load(question.model), beliefs, as_is=as_is)
    question.conflict = what_if(believed, settings=question.settings, without_rules=question.without_rules)
    with working("Looking through everybody's eyes …"):
        analysis = question.analysis(ending_concepts=arguments.listed(ending_concepts))
        begin = analysis.state(state) if state is not None else analysis.status_quo
        game = hypergame(analysis, budget)
        moves = misjudged(game, judging, None if everywhere else begin) if everywhere or begin else ()
        accounts = () if everywhere else tuple(account(game, judging, move, budget) for move in moves)
    supposed = (*question.supposed, *(["as it is, without the file's perceptions"] if as_is else []), *beliefs)
    if as_json:
        from denouement.report.perceptions_data import perceptions_data

        print_json(perceptions_data(game, judging, begin, moves, accounts, everywhere=everywhere, supposed=supposed))
        return
    if as_csv:
        from denouement.report.perceptions_data import perceptions_csv

        print_text(perceptions_csv(moves), end="")
        return
    from denouement.report.perceptions_outline import perceptions_outline

    outline = perceptions_outline(game, judging, begin, moves, accounts, everywhere=everywhere, full=full)
    print_report(*outline, supposed=supposed, as_markdown=as_markdown)
