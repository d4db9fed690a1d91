"""`denouement perceptions`: who sees the conflict how, and which moves only look safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text, working

if TYPE_CHECKING:
    from denouement.analysis.endings import State
    from denouement.analysis.result import Analysis


@spoken.command()
@arguments.question
@spoken.argument("states", nargs=-1, metavar="[STATE]")
@spoken.option(
    "--believes",
    "beliefs",
    multiple=True,
    metavar="TEXT",
    help="What if somebody saw it so: 'board: staff=bluff', 'board: unseen offer', 'board: without rule3'?",
)
@spoken.option("--as-is", is_flag=True, help="Leave out the perceptions that the file gives.")
@spoken.option("--concept", default="seq", metavar="ID", help="The concept that movers judge by (default: seq).")
@arguments.ending_concepts
@spoken.option("--all", "everywhere", is_flag=True, help="Misjudged moves from every state that can be reached.")
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print the misjudged moves as CSV.")
@arguments.as_markdown
@arguments.full
def perceptions(
    question: arguments.Question,
    states: tuple[str, ...],
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
    (default: where the story stands) that nothing deters in the mover's view, and that is deterred in the model. A
    missed chance is the reverse. In a belief, WHO=… names a reading, or lists statements separated by ;.
    """
    from denouement.analysis.concepts import concept as known_concept
    from denouement.analysis.hypergame import hypergame
    from denouement.analysis.surprises import account, misjudged
    from denouement.loading import load
    from denouement.model.believing import believing
    from denouement.model.what_if import what_if

    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    for belief in beliefs:
        if belief.strip().endswith(":"):
            raise click.UsageError(
                _("put the belief in quotes, such as --believes '{belief} unseen offer'", belief=belief)
            )
    if len(states) > 1:
        raise click.UsageError(_("one STATE, in quotes if it has blanks: '{state}'", state=" ".join(states)))
    if everywhere and states:
        raise click.UsageError(_("--all asks about every state; leave STATE out"))
    judging = known_concept(concept).id
    budget = arguments.budget(question.max_memory, question.max_seconds)
    # Beliefs are in the words of the file; they stay what they are when the file is changed.
    believed = believing(load(question.model), beliefs, as_is=as_is)
    question.conflict = what_if(believed, settings=question.settings, without_rules=question.without_rules)
    with working(_("Looking through everybody's eyes …")):
        analysis = question.analysis(ending_concepts=arguments.listed(ending_concepts))
        begin = _meant(analysis, states[0]) if states else analysis.status_quo
        game = hypergame(analysis, budget)
        moves = misjudged(game, judging, None if everywhere else begin) if everywhere or begin else ()
        accounts = () if everywhere else tuple(account(game, judging, move, budget) for move in moves)
    plain = [_("as it is, without the file's perceptions")] if as_is else []
    supposed = (*question.supposed, *plain, *beliefs)
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


def _meant(analysis: Analysis, text: str) -> State:
    """Return the state that a text means; the name of a scenario stands for its id."""
    from denouement.errors import InputError, Problem, RequestError
    from denouement.model.names import perhaps

    try:
        return analysis.state(text)
    except InputError:
        ids = {scenario.title: scenario.id for scenario in analysis.conflict.scenarios}
        named = next((id for title, id in ids.items() if title.casefold() == text.strip().casefold()), None)
        if named is not None:
            return analysis.state(named)
        if close := perhaps(text, list(ids)):
            raise RequestError(Problem(_("there is no state {text!r}", text=text), close)) from None
        raise
