"""The signs that all pictures share: how somebody stands, as shape and colour at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from denouement.analysis.endings import STANDINGS as IN_ORDER
from denouement.analysis.endings import Tally
from denouement.language import _, in_digits, ngettext
from denouement.report.pictures.drawing import Drawing, Element, put
from denouement.report.pictures.lettering import SIZES, width_of
from denouement.report.words import STANDINGS

SIGN = 12
"""How wide and high a sign is."""
_GAP = 5
_BETWEEN = 12


def put_sign(parent: Element, standing: str, x: float, y: float, *, size: float = SIGN) -> Element:
    """Draw the sign of a standing with its middle at x and y: ▲ better, ● same, ▼ worse, a ring for unknown."""
    half = size / 2
    kind = f"fill-{standing}" if standing != "unknown" else "hollow line-muted"
    if standing in ("better", "worse"):
        up = -1 if standing == "better" else 1
        points = ((-half, -up * half * 0.8), (half, -up * half * 0.8), (0, up * half))
        return put(parent, "polygon", kind=kind, points=" ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in points))
    if standing == "same":
        return put(parent, "circle", kind=kind, cx=x, cy=y, r=half * 0.72)
    return put(parent, "circle", kind=kind, cx=x, cy=y, r=half * 0.72, stroke_width=1.6, stroke_dasharray="2 2")


def counted_signs(tally: Tally) -> dict[str, int]:
    """Return the standings that occur, each with its count."""
    return {standing: count for standing in IN_ORDER if (count := getattr(tally, standing))}


def room_for(counts: Mapping[str, int]) -> float:
    """Return how much room `put_counts` needs."""
    texts = _texts(counts).values()
    return sum(SIGN + _GAP + width_of(text, bold=True) for text in texts) + _BETWEEN * (len(counts) - 1)


def put_counts(
    drawing: Drawing, parent: Element, counts: Mapping[str, int], x: float, y: float, *, star: bool = False
) -> None:
    """Write signs with their counts, or the one sign with its word where all agree, with their middle at x and y."""
    at = x - room_for(counts) / 2
    for standing, text in _texts(counts).items():
        put_sign(parent, standing, at + SIGN / 2, y)
        at += SIGN + _GAP
        needed = width_of(text, bold=True)
        drawing.write(text, at, y + 5, needed + 1, kind="strong", parent=parent)
        at += needed + _BETWEEN
    if star:
        drawing.write("*", at - _BETWEEN + 2, y + 5, 20, kind="strong", parent=parent)


def _texts(counts: Mapping[str, int]) -> dict[str, str]:
    if len(counts) == 1:
        return {standing: _(STANDINGS[standing]) for standing in counts}
    return {standing: in_digits(count) for standing, count in counts.items()}


def tally_in_words(counts: Mapping[str, int]) -> str:
    """Return `worse in all 8`, or `better in 2, worse in 6`."""
    if len(counts) == 1:
        ((standing, count),) = counts.items()
        word = _(STANDINGS[standing])
        return word if count == 1 else _("{standing} in all {number}", standing=word, number=count)
    parts = [_("{standing} in {number}", standing=_(STANDINGS[name]), number=count) for name, count in counts.items()]
    return ", ".join(parts)


def put_legend(drawing: Drawing, standings: Iterable[str], x: float, y: float) -> float:
    """Say what the signs mean, in one line; return where it ends."""
    for standing in standings:
        put_sign(drawing.root, standing, x + SIGN / 2, y - 4, size=10)
        word = _(STANDINGS[standing])
        drawing.write(word, x + SIGN + _GAP, y, 200, kind="small", colour="muted")
        x += SIGN + _GAP + width_of(word, size=SIZES["small"]) + 16
    return x


def endings_in_words(count: int) -> str:
    """Return `8 endings`."""
    return ngettext("{number} ending", "{number} endings", count)
