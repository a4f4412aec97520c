"""Spans: half-open ranges of Unicode code points in a document's text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `text[start:end]`, counted in Unicode code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span.

        >>> Span(0, 9).covers(Span(3, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one character.

        >>> Span(0, 3).overlaps(Span(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end
