"""Arrows in the colour and the dashes of whoever moves."""

from __future__ import annotations

from math import hypot

from denouement.report.pictures.drawing import Drawing, Element, number, put
from denouement.report.pictures.map_parts import dash_of, series_of

Point = tuple[float, float]


def put_head(drawing: Drawing, mover: int) -> None:
    """Draw the head of a decision maker's arrows once, for `put_arrow` to use."""
    marker = put(
        drawing.root, "marker", id=_head(drawing, mover), markerWidth=8, markerHeight=8, refX=7, refY=4, orient="auto",
        markerUnits="userSpaceOnUse",
    )  # fmt: skip
    put(marker, "path", kind=f"fill-{series_of(mover)}", d="M0 0.5L8 4L0 7.5Z")


def put_arrow(
    drawing: Drawing, mover: int, d: str, *, kind: str = "", thick: float = 2, parent: Element | None = None
) -> Element:
    """Draw an arrow along a path."""
    return put(
        drawing.root if parent is None else parent, "path", kind=f"hollow line-{series_of(mover)} {kind}".rstrip(), d=d,
        stroke_width=thick, stroke_dasharray=dash_of(mover), marker_end=f"url(#{_head(drawing, mover)})",
    )  # fmt: skip


def _head(drawing: Drawing, mover: int) -> str:
    return f"{drawing.prefix}-arrow-{mover}"


def curve(start: Point, end: Point, *, aside: float, lean: float, before: float, after: float) -> str:
    """Return a path that runs aside, to the left of its direction, so that there and back do not meet.

    It leans out over a length at both ends, and leaves `before` and `after` free there.
    """
    (x, y), (u, v) = start, end
    length = hypot(u - x, v - y)
    side = (v - y) / length * aside, -(u - x) / length * aside
    along = (u - x) / length * lean, (v - y) / length * lean
    first = x + along[0] + side[0], y + along[1] + side[1]
    second = u - along[0] + side[0], v - along[1] + side[1]
    points = (*_towards(start, first, before), *first, *second, *_towards(end, second, after))
    return "M{} {}C{} {} {} {} {} {}".format(*map(number, points))


def _towards(origin: Point, to: Point, far: float) -> Point:
    length = hypot(to[0] - origin[0], to[1] - origin[1])
    return origin[0] + (to[0] - origin[0]) * far / length, origin[1] + (to[1] - origin[1]) * far / length
