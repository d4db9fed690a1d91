"""`denouement read`: what a news text says, and a draft of a model from it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from denouement.errors import FileError, Problem, RequestError
from denouement.files.refusals import refusal
from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json

if TYPE_CHECKING:
    import datetime

    from denouement.report.outline import Section


@spoken.command()
@spoken.argument("article", metavar="[ARTICLE]", required=False)
@spoken.option("--language", metavar="en|fr", help="The language of the article (default: told by its small words).")
@spoken.option(
    "--date", metavar="DATE", help="The day of the article, such as 2023-11-20, to work out `Friday` or `hier`."
)
@spoken.option(
    "-o", "--output", metavar="FILE", help="Write a draft of a model file; a file that exists is never replaced."
)
@spoken.option("--against", metavar="MODEL", help="Show beside each sentence what of MODEL quotes it.")
@spoken.option("--source", metavar="ID", help="With --against: the source of MODEL that the article is.")
@spoken.option("--cues", is_flag=True, help="Print the words that tell how sure a writer is, and nothing else.")
@arguments.as_json
def read(
    article: str | None,
    language: str | None,
    date: str | None,
    output: str | None,
    against: str | None,
    source: str | None,
    cues: bool,
    as_json: bool,
) -> None:
    """Say what ARTICLE, a text file in English or French, holds for a model: who, when, how much, and how sure.

    ARTICLE is plain text in UTF-8; - reads standard input. Each sentence is shown with what it could become: a claim,
    evidence, or an open question.
    """
    from denouement.articles.article import decoded, read_article
    from denouement.articles.language import language_of
    from denouement.report.article_data import article_data
    from denouement.report.article_outline import article_outline, cues_outline

    if cues:
        if article is not None or as_json:
            raise click.UsageError(_("--cues takes no article and prints no JSON; it stands alone, or with --language"))
        _print(cues_outline(language_of("", wanted=language) if language else None))
        return
    if article is None:
        raise click.UsageError(_("no article is named; write its path, or - for standard input"))
    if source is not None and against is None:
        raise click.UsageError(_("--source says which source of a model the article is; it needs --against MODEL"))
    text = decoded(_bytes(article), _("standard input") if article == "-" else article)
    contents = read_article(text, language=language, date=_day(date))
    comparison = None
    if against is not None:
        from denouement.articles.against import compare
        from denouement.loading import load

        comparison = compare(contents, load(against), source=source)
    if output is not None:
        from denouement.articles.draft import draft
        from denouement.files.writing import write_new

        write_new(output, draft(contents))
    if as_json:
        print_json(article_data(contents, comparison))
        return
    _print(article_outline(contents, comparison, draft=output))


def _bytes(article: str) -> bytes:
    from denouement.articles.article import SIZE_LIMIT

    if article == "-":
        return sys.stdin.buffer.read(SIZE_LIMIT + 1)
    try:
        with open(article, "rb") as stream:
            return stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        hint = _("name a text file in it") if isinstance(error, IsADirectoryError) else _("is the path right?")
        message = _("cannot read {file}: {reason}", file=article, reason=refusal(error))
        raise FileError(Problem(message, hint)) from None


def _day(date: str | None) -> datetime.date | None:
    if date is None:
        return None
    from denouement.errors import ModelError
    from denouement.model.dates import Date

    try:
        return Date.parse(date).day
    except ModelError as error:
        problem = error.problems[0]
        raise RequestError(Problem(_("--date: {wrong}", wrong=problem.message), problem.hint)) from None


def _print(contents: tuple[str, str, tuple[Section, ...]]) -> None:
    from denouement.report.terminal import console_for, print_outline

    print_outline(console_for(sys.stdout), *contents)
