"""The colours and letters of all pictures, as one text of CSS.

Of two declarations of one colour the second is for whatever knows custom properties; what does not keeps the first.
"""

from __future__ import annotations

import re
from importlib.resources import files

LIGHT = {
    "ink": "#1a1a1a",
    "paper": "#ffffff",
    "soft": "#d9d9d9",
    "muted": "#595959",
    "series-1": "#0072B2",
    "series-2": "#D55E00",
    "series-3": "#000000",
    "series-4": "#AA3377",
    "series-5": "#332288",
    "better": "#0072B2",
    "same": "#6b6b6b",
    "worse": "#C24E00",
}
"""The custom properties that a page may set, and what they are where nobody does."""

_IN_THE_DARK = {
    "ink": "#ececec",
    "paper": "#16181c",
    "soft": "#3f444c",
    "muted": "#a9b0ba",
    "series-1": "#5bb3ec",
    "series-2": "#ff9350",
    "series-3": "#ffffff",
    "series-4": "#ee8fc3",
    "series-5": "#a9a2ff",
    "better": "#5bb3ec",
    "same": "#a9b0ba",
    "worse": "#ff9350",
}


def _rule(what: str, part: str, name: str, colour: str) -> str:
    return f".picture .{what}-{name}{{{part}:{colour};{part}:var(--{name},{colour})}}"


_TEXT = re.sub(r"\s+", " ", (files(__package__) / "pictures.css").read_text("utf-8"))
_COLOURS = "".join(
    _rule(what, part, name, colour)
    for what, part in (("fill", "fill"), ("line", "stroke"))
    for name, colour in LIGHT.items()
)

STYLE = _TEXT + _COLOURS
"""What a page with pictures and maps embeds once; it styles only what is inside a `picture` or a `state-map`."""

_DARK_COLOURS = "".join(f"--{name}:{colour};" for name, colour in _IN_THE_DARK.items())
DARK = f"@media (prefers-color-scheme:dark){{.picture{{{_DARK_COLOURS}}}}}"
"""What a picture that stands alone needs besides: dark colours for a dark screen."""
