"""`denouement story`: what a model tells before anything is worked out."""

from __future__ import annotations

from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_report


@spoken.command()
@arguments.model
@arguments.as_of
@arguments.as_json
@arguments.as_markdown
@arguments.full
def story(model: str, as_of: str | None, as_json: bool, as_markdown: bool, full: bool) -> None:
    """Tell the story of MODEL: who is who, what happened, what is claimed, disputed, and without evidence.

    No states are worked out, so it can be told of a model of any size.
    """
    arguments.only_one(json=as_json, md=as_markdown)
    from denouement.loading import load
    from denouement.model.narrative import narrative
    from denouement.model.timeline import snapshot

    moment = snapshot(load(model), as_of)
    told = narrative(moment)
    if as_json:
        from denouement.model.plain_narrative import plain_narrative

        print_json(plain_narrative(moment, told))
        return
    from denouement.report.story_outline import story_outline

    print_report(*story_outline(moment, told, full=full), as_markdown=as_markdown)
