"""Labels of a map: names beside their marks where nothing else stands; what finds no room is counted, not squeezed."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.sharing.sheet import DIM, FAINT, INK, PAPER
from reportedly.sharing.svg import Svg, shorten, width_of, write

_NAME, _SAID = 12.5, 11.5
_LONGEST = 190.0  # units of a line
_LEADING = 14.0
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A name, and what is said under it."""

    name: str
    said: str = ""


@dataclass(slots=True)
class Labels:
    """The labels of a drawing of `width` by `height`, put one after the other; the first have the choice."""

    width: float
    height: float
    drawn: list[Svg] = field(default_factory=list)
    unplaced: int = 0
    _taken: list[Rectangle] = field(default_factory=list)

    def keep_free(self, x: float, y: float, radius: float) -> None:
        """Let no label cover a mark."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def put(self, label: Label, x: float, y: float, *, gap: float) -> None:
        """Put a label beside a mark, or with no gap in its middle; count it where there is no room."""
        name, said = (shorten(words, _LONGEST, size) for words, size in ((label.name, _NAME), (label.said, _SAID)))
        wide = max(width_of(name, _NAME, bold=True), width_of(said, _SAID)) + 4
        high = _LEADING * (2 if said else 1)
        for left, top, anchor in _places(x, y, wide, high, gap):
            box = (left, top, left + wide, top + high)
            if self._is_free(box):
                self._taken.append(box)
                self._draw(
                    name,
                    said,
                    {"start": left + 2, "end": left + wide - 2, "middle": left + wide / 2}[anchor],
                    top,
                    anchor,
                )
                return
        self.unplaced += 1

    def put_faintly(self, words: str, x: float, y: float) -> None:
        """Write the name of a piece of ground where there is room; none is missed."""
        wide = width_of(words, _NAME) * 1.15
        box = (x - wide / 2, y - 8, x + wide / 2, y + 6)
        if self._is_free(box):
            self._taken.append(box)
            self.drawn.append(
                write(x, y + 4, words, size=11.5, fill=FAINT, text_anchor="middle", letter_spacing=1, stroke=PAPER,
                      stroke_width=2.5, stroke_linejoin="round", paint_order="stroke")
            )  # fmt: skip

    def _is_free(self, box: Rectangle) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        return not any(left < r and l < right and top < b and t < bottom for l, t, r, b in self._taken)  # noqa: E741

    def _draw(self, name: str, said: str, x: float, top: float, anchor: str) -> None:
        for words, size, bold, y in ((name, _NAME, True, top + 11), (said, _SAID, False, top + 11 + _LEADING)):
            if words:
                self.drawn.append(
                    write(x, y, words, size=size, bold=bold, fill=INK if bold else DIM, text_anchor=anchor,
                          stroke=PAPER, stroke_width=3, stroke_linejoin="round", paint_order="stroke")
                )  # fmt: skip


def _places(x: float, y: float, wide: float, high: float, gap: float) -> list[tuple[float, float, str]]:
    """Return where a label may stand, the best first: its left, its top, and how its lines are set."""
    if not gap:
        middle = (x - wide / 2, y - high / 2, "middle")
        return [middle, (x - wide / 2, y - high * 1.5, "middle"), (x - wide / 2, y + high / 2, "middle")]
    return [
        (x + gap, y - high / 2, "start"),
        (x - gap - wide, y - high / 2, "end"),
        (x - wide / 2, y - gap - high, "middle"),
        (x - wide / 2, y + gap, "middle"),
        (x + gap * 0.7, y + gap * 0.7, "start"),
        (x + gap * 0.7, y - gap * 0.7 - high, "start"),
        (x - gap * 0.7 - wide, y + gap * 0.7, "end"),
        (x - gap * 0.7 - wide, y - gap * 0.7 - high, "end"),
    ]
