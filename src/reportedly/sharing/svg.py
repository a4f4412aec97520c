"""SVG: elements of drawings written as text, the same bytes for the same drawing.

Whatever comes from an article is a plain `str` and is escaped where it enters; only what this module wrote is `Svg` and
goes in as it is. Presentation stands in attributes: a drawing needs no style sheet, no script and no font of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 does not allow, and marks that turn the direction of what follows
_UNSAFE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Widths of letters as shares of their size, for fonts without serifs; close enough to break lines by
_WIDTHS = {**dict.fromkeys("iljtf.,:;'|!()[] ", 0.31), **dict.fromkeys("mwMW@%", 0.88)}
_CAPITAL, _OTHER, _BROAD, _BOLD = 0.66, 0.55, 1.0, 1.06
_FIRST_BROAD = 0x2E80  # where the scripts begin whose letters are as wide as they are high


class Svg(str):
    """Markup that this module wrote, so that it may stand in a drawing or a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: templates need not escape it again."""
        return self


def harmless(text: str) -> str:
    """Return text with a mark for whatever a drawing or a page may not hold."""
    return _UNSAFE.sub("\ufffd", text)


def clean(text: str) -> str:
    """Return text on one line, without what a drawing may not hold.

    >>> clean("a\\x00 b\\u202e")
    'a\\ufffd b\\ufffd'
    """
    return harmless(" ".join(text.split()))


def element(name: str, *children: str, **attributes: object) -> Svg:
    """Return an element; names of attributes have hyphens for underscores, and those that are None are left out.

    >>> element("g", element("title", "a < b"), stroke_width=2, class_="x")
    '<g stroke-width="2" class="x"><title>a &lt; b</title></g>'
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(one if isinstance(one, Svg) else escape(clean(one)) for one in children)
    return Svg(f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>")


def _value(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else clean(str(value))


def join(parts: Iterable[Svg]) -> Svg:
    """Return elements one after the other."""
    return Svg("".join(parts))


def write(x: float, y: float, words: str, *, size: float = 13, bold: bool = False, **attributes: object) -> Svg:
    """Return a line of text; its direction is that of its own letters, whatever stands around it."""
    return element(
        "text", words, x=round(x, 1), y=round(y, 1), font_size=size, font_weight=600 if bold else None,
        unicode_bidi="plaintext", **attributes,
    )  # fmt: skip


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a line is."""
    units = sum(_WIDTHS.get(letter) or _width(letter) for letter in words)
    return units * size * (_BOLD if bold else 1.0)


def _width(letter: str) -> float:
    if ord(letter) >= _FIRST_BROAD:
        return _BROAD
    return _CAPITAL if letter.isupper() else _OTHER


def wrap(words: str, width: float, size: float) -> list[str]:
    """Return words broken into lines no wider than `width`; a word that is wider is cut.

    >>> wrap("one two three", 45, 10)
    ['one two', 'three']
    """
    lines: list[str] = []
    line = ""
    for word in clean(words).split():
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > width:
            lines.append(line)
            longer = word
        line = shorten(longer, width, size)
    return [*lines, line] if line else lines


def shorten(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return words, cut with an ellipsis where they are wider than `width`."""
    if width_of(words, size, bold=bold) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
