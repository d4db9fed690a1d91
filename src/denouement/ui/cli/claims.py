"""`denouement claims`: does what was said about the outcome hold, and in which readings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report, print_text, working

if TYPE_CHECKING:
    from denouement.errors import Problem
    from denouement.model.conflict import Conflict
    from denouement.model.evidence import Claim


@spoken.command()
@arguments.question
@spoken.argument("ids", nargs=-1, metavar="[CLAIM]...")
@spoken.option(
    "--says",
    "typed",
    multiple=True,
    metavar="TEXT",
    help="Judge this instead, such as 'better(microsoft, endings)'.",
)
@arguments.ending_concepts
@arguments.as_json
@spoken.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a claim.")
@arguments.as_markdown
@arguments.full
def claims(
    question: arguments.Question,
    ids: tuple[str, ...],
    typed: tuple[str, ...],
    ending_concepts: str | None,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    full: bool,
) -> None:
    """Judge the claims of MODEL, or only those named, under every combination of rival readings.

    What a claim `says` is built of better(DM, WHERE), same(…), worse(…), ending(SCENARIO or STATE),
    stable(STATE, concept) and reachable(STATE or SCENARIO), joined by and, or, not. WHERE is endings (all of them),
    some_ending, now, a scenario (every ending in it) or a STATE. With --reading, that decision maker is read so.
    """
    from denouement.foresight.claims import concepts_of, judge_claims

    arguments.only_one(json=as_json, csv=as_csv, md=as_markdown)
    conflict = question.conflict
    wanted = typed_claims(conflict, typed) + _named(conflict, ids) if typed or ids else conflict.claims
    judging = [claim for claim in wanted if claim.says is not None]
    others = [claim for claim in wanted if claim.says is None]
    fixed = tuple(question.readings)
    with working(_("Judging under every reading …")):
        analysis = question.analysis(
            concepts=concepts_of(judging), ending_concepts=arguments.listed(ending_concepts)
        )  # fmt: skip
        judgements = judge_claims(analysis, judging, fixed=fixed)
    if as_json:
        from denouement.report.claims_data import claims_data

        full = full or bool(typed or ids)
        print_json(claims_data(analysis, judgements, others, fixed=fixed, supposed=question.supposed, full=full))
        return
    if as_csv:
        from denouement.report.claims_data import claims_csv

        print_text(claims_csv(judgements, others), end="")
        return
    from denouement.report.claims_outline import claims_outline

    readings = judgements[0].readings if judgements else 0
    outline = claims_outline(analysis, judgements, others, readings=readings, full=full or bool(ids))
    print_report(*outline, supposed=question.supposed, as_markdown=as_markdown)


def _named(conflict: Conflict, ids: Iterable[str]) -> tuple[Claim, ...]:
    """Return claims by id, each once; raise RequestError for those that are not there."""
    from denouement.errors import Problem, RequestError
    from denouement.model.names import did_you_mean

    known = {claim.id: claim for claim in conflict.claims}
    hint = "" if known else _("the model has no claims")
    problems = [
        Problem(_("there is no claim {id!r}", id=id), hint or did_you_mean(id, known)) for id in ids if id not in known
    ]
    if problems:
        raise RequestError(problems)
    return tuple(known[id] for id in dict.fromkeys(ids))


def typed_claims(conflict: Conflict, texts: Iterable[str]) -> tuple[Claim, ...]:
    """Return claims typed on the command line, without ids; raise RequestError that points at what is wrong."""
    from denouement.errors import ModelError, RequestError
    from denouement.model.claim_parser import parse_claim
    from denouement.model.evidence import Claim
    from denouement.model.validation import claim_problems
    from denouement.model.vocabulary import Vocabulary

    vocabulary = Vocabulary.of(conflict)
    found: list[Claim] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            says = parse_claim(text)
        except ModelError as error:
            problems += arguments.in_option("--says", text, error.problems)
            continue
        problems += arguments.in_option("--says", text, claim_problems(conflict, vocabulary, says))
        found.append(Claim("", says=says))
    if problems:
        raise RequestError(problems)
    return tuple(found)
