"""`denouement diff`: what a change changes."""

from __future__ import annotations

from attrs import evolve

from denouement.errors import Problem, RequestError
from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, working


@spoken.command()
@arguments.question
@spoken.argument("other", metavar="[OTHER]", required=False)
@spoken.option("--between", nargs=2, metavar="DATE DATE", help="Compare two days of MODEL; `latest` is the last one.")
@arguments.as_json
@arguments.as_markdown
@arguments.full
def diff(
    question: arguments.Question,
    other: str | None,
    between: tuple[str, str] | None,
    as_json: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Say what differs between MODEL and OTHER, and what that changes: endings, standings, claims.

    Without OTHER, MODEL as it stands is compared with itself as changed by --set, --drop-rule, --take, --drop,
    --reading or --baseline; or, with --between, as of two days. Where two models or two days are compared, those
    options hold for both.
    """
    arguments.only_one(json=as_json, md=as_markdown)
    first, second = _two_questions(question, other, between)
    from denouement.foresight.difference import difference

    with working(_("Working it out …")):
        found = difference(
            first.analysis(), second.analysis(), fixed_before=first.readings, fixed_after=second.readings
        )
    if as_json:
        from denouement.report.difference_data import difference_data

        print_json(difference_data(found))
        return
    from denouement.report.difference_outline import difference_outline

    shared = () if first.supposed != second.supposed else second.supposed
    print_report(*difference_outline(found, full=full), supposed=shared, as_markdown=as_markdown)


def _two_questions(
    question: arguments.Question, other: str | None, between: tuple[str, str] | None
) -> tuple[arguments.Question, arguments.Question]:
    """Return the two questions that are asked; raise RequestError if there is only one."""
    if other is not None and between is not None:
        message = _("two models and two days are too much at once")
        raise RequestError(Problem(message, _("leave out OTHER or --between")))
    if between is not None:
        if question.as_of is not None:
            message = _("--as-of names a day, and --between names two")
            raise RequestError(Problem(message, _("leave out --as-of")))
        return evolve(question, as_of=between[0]), evolve(question, as_of=between[1])
    if other is not None:
        return question, evolve(question, model=other)
    plain = arguments.Question(
        question.model, as_of=question.as_of, max_memory=question.max_memory, max_seconds=question.max_seconds
    )
    if plain == question:
        hint = _("name another model, or write --set, --drop-rule, --take, --drop, --reading, --baseline or --between")
        raise RequestError(Problem(_("{model} is to be compared with what?", model=question.model), hint))
    return plain, question
