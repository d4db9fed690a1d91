"""Makes the parts of the documentation that come from the program: the README's picture, the reference of the file.

python tools/documents.py            write them
python tools/documents.py --check    say whether they are as the program would write them
"""

from __future__ import annotations

import io
import pathlib
import sys

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import denouement
from denouement.files.keys import KEYS
from denouement.report.outline import outline
from denouement.report.terminal import rendered

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "openai-2023.svg"
REFERENCE = ROOT / "docs" / "reference" / "model-file-keys.md"

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
    for part in rendered(console, title, facts, sections[:4]):
        console.print(part)
    return console.export_svg(theme=_THEME, code_format=_SVG, unique_id="denouement")


def keys() -> str:
    """Return the tables of all keys as Markdown."""
    lines = ["# Keys of the model file", "", "Made by `tools/documents.py` from the table the reader itself uses.", ""]
    for kind, entries in KEYS.items():
        lines += [f"## {kind.replace('_', ' ')}", "", "| key | written as | says |", "| --- | --- | --- |"]
        for key in entries:
            name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
            lines.append(f"| {name} | {key.form.replace('_', ' ')} | {key.says} |")
        lines.append("")
    return "\n".join([*lines, "Keys in bold are required.", ""])


def main() -> int:
    """Write or check the documents; return an exit code."""
    made = {PICTURE: picture(), REFERENCE: keys()}
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
