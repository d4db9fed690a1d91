"""Arguments and options that several commands share, so that one idea has one name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import click
from attrs import define, evolve

from denouement.errors import Location, Problem, RequestError
from denouement.language import _, together
from denouement.ui.cli import spoken

if TYPE_CHECKING:
    from denouement.analysis.result import Analysis
    from denouement.model.conflict import Conflict
    from denouement.states.budget import Budget

model = spoken.argument("model", metavar="MODEL")
as_of = spoken.option(
    "--as-of",
    metavar="DATE",
    help="The day to stand on, such as 2023-11-20, or `latest` for the history's end.",
)
reading = spoken.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="WHO=WHICH",
    help="Use a rival reading, such as board=checks.",
)
baseline = spoken.option("--baseline", metavar="STATE", help="What better and worse off are measured against.")
setting = spoken.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    help="What if: board.preferences=checks (or statements separated by ;), handover.moves=both.",
)
without_rule = spoken.option(
    "--drop-rule",
    "without_rules",
    multiple=True,
    metavar="RULE",
    help="What if this rule did not hold (such as rule2)?",
)
take = spoken.option(
    "--take", multiple=True, metavar="OPTION", help="What if this option were taken, where the story stands?"
)
drop = spoken.option("--drop", multiple=True, metavar="OPTION", help="What if this option were no longer taken?")
max_memory = spoken.option("--max-memory", type=float, metavar="GB", help="Gigabytes that may be used (default: 8).")
max_seconds = spoken.option("--max-seconds", type=float, metavar="S", help="Seconds that may be used (default: 900).")
full = spoken.option("--full", is_flag=True, help="Leave nothing out.")
as_json = spoken.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else.")
as_markdown = spoken.option("--md", "as_markdown", is_flag=True, help="Print Markdown.")
ending_concepts = spoken.option(
    "--ending-concepts", metavar="IDS", help="Concepts that make an ending (default: nash,seq)."
)


@define(slots=False)
class Question:
    """What a command asks about: a model, changed or not, on a day, under some readings."""

    model: str
    """A path, or a name from the catalogue."""
    as_of: str | None = None
    chosen: tuple[str, ...] = ()
    """Readings as written, such as `board=checks`."""
    baseline: str | None = None
    settings: tuple[str, ...] = ()
    without_rules: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    max_memory: float | None = None
    max_seconds: float | None = None

    @cached_property
    def conflict(self) -> Conflict:
        """The model, read and changed; raises InputError for what cannot be."""
        from denouement.loading import load
        from denouement.model.what_if import what_if

        return what_if(load(self.model), settings=self.settings, without_rules=self.without_rules)

    @property
    def readings(self) -> dict[str, str]:
        """The readings chosen, by decision maker."""
        return chosen_readings(self.chosen)

    @property
    def supposed(self) -> tuple[str, ...]:
        """What the model is asked to suppose, as it was written; empty if it is taken as it stands."""
        return (
            *self.settings,
            *(_("without {rule}", rule=rule) for rule in self.without_rules),
            *(_("take {option}", option=option) for option in self.take),
            *(_("drop {option}", option=option) for option in self.drop),
        )

    def analysis(
        self, *, concepts: Iterable[str] | None = None, ending_concepts: Iterable[str] | None = None
    ) -> Analysis:
        """Return the analysis asked about."""
        return self.conflict.analyse(
            concepts=concepts,
            ending_concepts=ending_concepts,
            as_of=self.as_of,
            readings=self.readings,
            baseline=self.baseline,
            budget=budget(self.max_memory, self.max_seconds),
            take=self.take,
            drop=self.drop,
        )


_ASKED = (as_of, reading, baseline, setting, without_rule, take, drop, max_memory, max_seconds)


def question(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command MODEL and the options that every question about a model takes, as one `Question`."""

    @wraps(command)
    def asked(*, model: str, readings: tuple[str, ...], **given: Any) -> Any:
        names = [name for name in Question.__annotations__ if name in given]
        asking = Question(model, chosen=readings, **{name: given.pop(name) for name in names})
        return command(asking, **given)

    decorated: Callable[..., Any] = asked
    for option in reversed(_ASKED):
        decorated = option(decorated)
    return model(decorated)


def chosen_readings(given: Iterable[str]) -> dict[str, str]:
    """Return `board=checks` and the like as a mapping; raise RequestError for anything else."""
    chosen: dict[str, str] = {}
    for text in given:
        who, sign, which = (part.strip() for part in text.partition("="))
        if not (who and sign and which):
            message = _("--reading {text}: who is read as what?", text=text)
            raise RequestError(Problem(message, _("write for example --reading board=checks")))
        if who in chosen and chosen[who] != which:
            message = _("--reading names {who} twice", who=who)
            raise RequestError(Problem(message, _("exactly one reading of a mind is true at a time")))
        chosen[who] = which
    return chosen


def budget(gigabytes: float | None, seconds: float | None) -> Budget:
    """Return what may be used; raise a usage error for nothing or less."""
    from denouement.states.budget import Budget

    given = {"gigabytes": gigabytes, "seconds": seconds}
    try:
        return Budget(**{name: value for name, value in given.items() if value is not None})
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def listed(text: str | None) -> list[str] | None:
    """Return `nash,seq` as a list; None where nothing was given."""
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        message = _("a name is missing in {text!r}", text=text)
        raise RequestError(Problem(message, _("separate ids by commas, such as nash,seq")))
    return parts


def in_option(name: str, text: str, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of a text given with an option such as `--where`, with their places in it."""
    return [evolve(problem, location=Location(name, 1, (problem.offset or 0) + 1, text)) for problem in problems]


def only_one(**flags: bool) -> None:
    """Raise a usage error if more than one of some flags is set."""
    given = [f"--{name}" for name, value in flags.items() if value]
    if len(given) > 1:
        raise click.UsageError(_("{options} cannot be printed at once; choose one", options=together(given)))
