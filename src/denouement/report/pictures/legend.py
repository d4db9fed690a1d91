"""The lines below a picture that say what its signs mean."""

from __future__ import annotations

from attrs import define

from denouement.report.pictures.drawing import Drawing
from denouement.report.pictures.lettering import SIZES, width_of

_STEP = 22


@define
class Legend:
    """Signs and words side by side, going on in the next line where one is full."""

    drawing: Drawing
    width: float
    y: float
    x: float = 0.0

    def next(self, words: str, before: float, *, apart: float = 18) -> tuple[float, float]:
        """Write words with room before them for a sign; return the sign's left end, and the baseline."""
        needed = before + width_of(words, size=SIZES["small"])
        if self.x and self.x + needed > self.width:
            self.begin_line()
        x, self.x = self.x, self.x + needed + apart
        self.drawing.write(words, x + before, self.y + 12, self.width - x - before, kind="small", colour="muted")
        return x, self.y + 12

    def begin_line(self) -> None:
        """Begin the next line, unless nothing stands in this one."""
        if self.x:
            self.x, self.y = 0.0, self.y + _STEP
