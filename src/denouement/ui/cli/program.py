"""The program around the commands: names them, runs one, and turns whatever goes wrong into a message and a code."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

import click

from denouement.errors import BudgetError, DenouementError
from denouement.language import preferred, speaking
from denouement.ui.cli.messages import print_errors
from denouement.version import __version__

_COMMANDS = {
    "analyse": "Where a conflict stands, how it can end, and who is better off.",
    "why": "Why a state holds, or does not: move by move, in plain sentences.",
    "claims": "Whether what was claimed about the outcome holds, and in which readings.",
    "prefer": "What somebody wants: states from best to worst, and what decides between two.",
    "paths": "Who can bring the story where, in how few moves.",
    "play": "Where it leads if people move in a given order and look ahead.",
    "readings": "What holds whichever reading of people's minds is true, and what depends on which.",
    "decides": "What would have to be otherwise for an ending, or a claim, to come out otherwise.",
    "sweep": "How often each outcome comes out when doubtful judgements are drawn by their certainty.",
    "replay": "The history day by day: what was possible, and what changed because of what.",
    "perceptions": "What each sees of the conflict, and the moves that only look safe.",
    "diff": "What differs between two models, a model and its edit, or two days.",
    "story": "Who is who, what happened, what is claimed and what is disputed.",
    "read": "From a news text to a draft of a model file.",
    "states": "The states that can be.",
    "check": "Whether a model file is sound.",
    "schema": "The JSON Schema of model files, for editors.",
    "catalogue": "The models that come with the program.",
    "new": "A commented model file to start from.",
}


class _Commands(click.Group):
    """A group whose commands are imported only when they run; their one-line help stands here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"denouement.ui.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from denouement.model.names import did_you_mean

            hint = did_you_mean(args[0], _COMMANDS)
            raise click.UsageError(f"{error.message.rstrip('.')}. {hint}".strip(), ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="denouement")
def program() -> None:
    """Work out how a power struggle can end, and who wins.

    MODEL is a model file's path or a name from the catalogue: try `denouement analyse openai-2023`.
    """


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run one command line and exit: 0 fine, 1 internal error, 2 bad input, 3 over budget, 130 interrupted."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: then nobody listens
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with speaking(preferred(os.environ)):
        code = _code_of(arguments, as_json="--json" in arguments)
    sys.exit(code)


def _code_of(arguments: list[str], *, as_json: bool) -> int:
    try:
        # Not program.main(): it would handle broken pipes and interruptions in its own way.
        with program.make_context("denouement", list(arguments)) as context:
            result: Any = program.invoke(context)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except (DenouementError, click.ClickException) as error:
        print_errors(error, as_json=as_json)
        return error.exit_code
    except MemoryError:
        print_errors(BudgetError("this model needs more memory than there is"), as_json=as_json)
        return BudgetError.exit_code
    except BrokenPipeError:
        # Whoever read our output has had enough; nothing more can be written, and that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(f"denouement: {error.strerror or error}", err=True)
        return 1
    except Exception as error:
        if os.environ.get("DENOUEMENT_DEBUG"):
            traceback.print_exc()
        internal = DenouementError(
            f"internal error, {type(error).__name__}: {error}. This is a fault of the program; "
            "run it again with DENOUEMENT_DEBUG=1 to see where, and report that"
        )
        print_errors(internal, as_json=as_json)
        return 1
