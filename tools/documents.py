"""Makes the parts of the documentation that come from the program: the README's picture and most of the reference.

python tools/documents.py            write them
python tools/documents.py --check    say whether they are as the program would write them
"""

from __future__ import annotations

import io
import pathlib
import sys
from collections.abc import Iterable, Iterator

import click
from flagship_page import flagship_page
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import denouement
from denouement import catalogue
from denouement.analysis.concepts import CONCEPTS
from denouement.analysis.lints.finding import CODES
from denouement.errors import BudgetError, DenouementError, InputError
from denouement.files.keys import KEYS
from denouement.model.evidence import Source
from denouement.model.timeline import snapshot
from denouement.report.outline import outline
from denouement.report.pictures import endings_grid, state_map
from denouement.report.terminal import rendered
from denouement.states.situation import possible_states
from denouement.ui.cli.program import program

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
REFERENCE = ROOT / "docs" / "reference"
FLAGSHIP = ROOT / "docs" / "explanation"

_THEME = TerminalTheme((255, 255, 255), (32, 36, 42), [(0, 0, 0), (170, 30, 30), (0, 110, 60), (150, 90, 0),
    (0, 90, 160), (140, 40, 110), (0, 100, 130), (90, 90, 90)])  # fmt: skip
# Rich's own template fetches a font from a network; this one uses the reader's monospaced font.
_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" \
aria-label="The week at OpenAI: what denouement analyse openai-2023 prints">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">\
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
<rect fill="#ffffff" width="100%" height="100%" rx="6"/>
<g transform="translate(12, 16)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture() -> str:
    """Return the beginning of the flagship's analysis as an SVG."""
    title, facts, sections = outline(denouement.load("openai-2023").analyse())
    console = Console(file=io.StringIO(), width=84, record=True, force_terminal=True, color_system="standard",
                      markup=False, highlight=False, emoji=False)  # fmt: skip
    console.print(Text("$ denouement analyse openai-2023", style="dim"))
    for part in rendered(console, title, facts, sections[:5]):
        console.print(part)
    return console.export_svg(theme=_THEME, code_format=_SVG, unique_id="denouement")


def keys() -> str:
    """Return the tables of all keys as Markdown."""
    lines = [
        "# Keys of the model file", "",
        "Made by `tools/documents.py` from the table the reader itself uses. [The model file](model-file.md) explains",
        "with examples what the keys mean.", "",
    ]  # fmt: skip
    for kind, entries in KEYS.items():
        rows = (
            (f"**`{key.name}`**" if key.required else f"`{key.name}`", key.form.replace("_", " "), key.says)
            for key in entries
        )
        lines += [f"## {kind.replace('_', ' ')}", "", *_table(("key", "written as", "says"), rows), ""]
    return "\n".join([*lines, "Keys in bold are required.", ""])


def findings() -> str:
    """Return the table of what `check` may find in a sound model."""
    lines = [
        "# Findings", "",
        "Made by `tools/documents.py` from the list the program itself uses.", "",
        "`denouement check` says whether a file is sound, and then what in it deserves a second look. A finding is no",
        "error: the model can be analysed, and its author may have meant it so. Each names its place, what to do about",
        "it and, in brackets, its code; codes do not change. A *note* is worth knowing though nothing may need to",
        "change. With `--strict` anything but notes ends with exit code 2.", "",
        *_table(("code", "what it means"), ((f"`{code}`", says) for code, says in CODES.items())), "",
    ]  # fmt: skip
    return "\n".join(lines)


def command_line() -> str:
    """Return the reference of all commands, from the commands themselves."""
    codes = (
        ("0", "Fine."),
        (str(DenouementError.exit_code), "A fault of the program; `DENOUEMENT_DEBUG=1` shows where."),
        (str(InputError.exit_code), "A file or a question cannot be used, or `check --strict` found something."),
        (str(BudgetError.exit_code), "The work would be larger than allowed; nothing was started."),
        ("130", "Interrupted."),
    )
    context = click.Context(program, info_name="denouement", **program.context_settings)
    lines = [
        "# The command line", "", "Made by `tools/documents.py` from the commands themselves.", "",
        "Every command answers in English or French: with `--lang en` or `--lang fr`, before or after its name, or",
        "else in the language of the environment (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`). Help and errors follow",
        "it, and the texts of a model that gives them in several languages. In JSON the sentences follow it; keys, ids",
        "and numbers do not, nor do the headings of CSV and the words of conditions.", "",
        *_command(program, context, level=2), "## Exit codes", "", *_table(("code", "meaning"), codes), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    """Yield the lines about a command and the commands in it."""
    yield f"{'#' * level} {context.command_path}"
    yield ""
    yield f"`{' '.join(command.get_usage(context).removeprefix('Usage: ').split())}`"
    yield ""
    for paragraph in (command.help or "").split("\n\n"):
        yield " ".join(paragraph.split())
        yield ""
    options = [parameter for parameter in command.get_params(context) if isinstance(parameter, click.Option)]
    rows = [(f"`{record[0]}`", record[1]) for option in options if (record := option.get_help_record(context))]
    yield from _table(("option", "says"), rows)
    yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _command(inner, click.Context(inner, context, name), level + 1)


def models() -> str:
    """Return the models of the catalogue, with their sizes and where their answers come from."""
    rows, sections = [], []
    for name in catalogue.names():
        conflict, answers = catalogue.load(name), catalogue.expected(name)
        published = [known.short for known in CONCEPTS if known.id in (answers or {}).get("published", ())]
        states = len(possible_states(snapshot(conflict))[0])
        rows.append(
            (
                f"[{name}](#{name})",
                str(conflict.title),
                str(len(conflict.decision_makers)),
                str(len(conflict.options)),
                f"{states:,}",
                ", ".join(published) or ("computed" if answers else "none"),
            )
        )
        sections += [f"## {name}", "", " ".join((conflict.summary or conflict.title).split()), ""]
        makers = ", ".join(maker.title for maker in conflict.decision_makers)
        sections += [f"* Decision makers: {makers}."]
        if len(conflict.sources) <= _SOURCES_SHOWN:
            sections += [f"* Source: {_cited(source)}" for source in conflict.sources]
        else:
            sections += [f"* Sources: {len(conflict.sources)}, in the file."]
        if answers:
            sections += [f"* Expected answers: {answers['source'].rstrip('.')}."]
        sections += [""]
    lines = [
        "# Catalogue", "", "Made by `tools/documents.py` from the catalogue itself.", "",
        "`denouement analyse NAME` analyses one of these models, `denouement catalogue show NAME` prints its file, and",
        "`denouement catalogue copy NAME` copies it so that it can be changed. States are feasible states, those that",
        "count as one counted once. *Answers* names the solution concepts for which stable states or equilibria are",
        "published and compared by the tests; *computed* means that the expected answers come from an independent",
        "brute force over the definitions.", "",
        *_table(("name", "title", "decision makers", "options", "states", "answers"), rows), "", *sections,
    ]  # fmt: skip
    return "\n".join(lines)


_SOURCES_SHOWN = 6


def _cited(source: Source) -> str:
    authors = f"{'; '.join(source.authors)}: " if source.authors else ""
    parts = [f"*{source.title}*" if source.title else "", source.publisher, source.date]
    link = f" <{source.url}>" if source.url else f" doi:{source.doi}" if source.doi else ""
    return f"{authors}{', '.join(part for part in parts if part)}.{link}"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    headings = tuple(headings)
    for row in (headings, ("---",) * len(headings), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def main() -> int:
    """Write or check the documents; return an exit code."""
    flagship = denouement.load("openai-2023").analyse()
    made = {
        IMAGES / "openai-2023.svg": picture(),
        IMAGES / "openai-2023-endings.svg": endings_grid(flagship).alone(),
        IMAGES / "openai-2023-map.svg": state_map(flagship).alone(),
        REFERENCE / "model-file-keys.md": keys(),
        REFERENCE / "findings.md": findings(),
        REFERENCE / "command-line.md": command_line(),
        REFERENCE / "catalogue.md": models(),
        FLAGSHIP / "openai-2023.md": flagship_page("en"),
        FLAGSHIP / "openai-2023.fr.md": flagship_page("fr"),
    }
    if "--check" in sys.argv[1:]:
        stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run python tools/documents.py")
        return 1 if stale else 0
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
