"""Hatching: how each class of word is filled, in a party's tone; the class is told by pattern, never by colour alone.

Agreement is solid, one side's word is hatched, a dispute is crossed, parts are dashed, what is stale is dotted, and
what nobody knows is empty: as on the screen, in grey print, and for whoever sees no colours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.sharing.sheet import DIM, INK, Entry
from reportedly.sharing.svg import Svg, element, join
from reportedly.sharing.whose_word import MEANINGS, Word

# The light tones --s1 to --s8 of the app's stylesheet, less the grey one
TONES = ("#1f5a78", "#a15c14", "#5d4a8a", "#3d6b35", "#8f3a55", "#7a6a1f", "#2b6f6a")
_SOLID = {Word.SEVERAL: 0.42, Word.NEUTRAL: 0.2}
_DASHED = {Word.STALE: "3 3", Word.UNKNOWN: "2 3", Word.PARTS: "6 3"}


@dataclass(slots=True)
class Hatching:
    """The patterns that a picture needs, made when they are asked for; `name` keeps them apart in a page of several."""

    name: str
    tones: dict[str, str] = field(default_factory=dict)  # by party
    _made: dict[str, Svg] = field(default_factory=dict)

    def tone(self, party: str) -> str:
        """Return the tone of a party: those that come first have one each, the others that of the ink."""
        if party and party not in self.tones:
            self.tones[party] = TONES[len(self.tones)] if len(self.tones) < len(TONES) else INK
        return self.tones.get(party, INK)

    def fill(self, word: Word | None, tone: str) -> dict[str, object]:
        """Return the attributes that fill and outline a shape of a class."""
        edge: dict[str, object] = {"stroke": tone if word else DIM, "stroke_width": 1.5}
        if word in _DASHED:
            edge["stroke_dasharray"] = _DASHED[word]
        if word is None or word is Word.UNKNOWN:
            return {"fill": "none", **edge}
        if word in _SOLID:
            return {"fill": tone, "fill_opacity": _SOLID[word], **edge}
        id = f"{self.name}-{word.name.lower()}-{tone.lstrip('#')}"
        self._made.setdefault(id, _pattern(id, word, tone))
        return {"fill": f"url(#{id})", **edge}

    @property
    def defs(self) -> Svg:
        """The patterns made, in the order of their names."""
        return join(self._made[id] for id in sorted(self._made))

    def legend(self, words: set[Word]) -> tuple[Entry, ...]:
        """Return an entry for each class that a picture shows."""
        return tuple(
            Entry(element("rect", x=1, y=1, width=28, height=14, **self.fill(word, INK)), word.value, sentence)
            for word, sentence in MEANINGS.items()
            if word in words
        )


def _pattern(id: str, word: Word, tone: str) -> Svg:
    attributes: dict[str, object] = {"id": id, "patternUnits": "userSpaceOnUse"}
    if word is Word.STALE:
        dot = element("circle", cx=2, cy=2, r=1.1, fill=tone)
        return element("pattern", dot, width=6, height=6, **attributes)
    if word is Word.PARTS:
        dashes = (element("rect", x=x, y=y, width=4, height=1.5, fill=tone) for x, y in ((1, 2), (7, 6)))
        return element("pattern", *dashes, width=12, height=8, **attributes)
    lines = [element("rect", width=2.2, height=7, fill=tone)]
    if word is Word.DISPUTED:
        lines.append(element("rect", width=7, height=2.2, fill=tone))
    return element("pattern", *lines, width=7, height=7, patternTransform="rotate(45)", **attributes)
