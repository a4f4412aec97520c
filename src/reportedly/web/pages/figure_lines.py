"""Figure lines: one figure through time, a line of steps for each source, with what was revised or taken back.

Takes a series and the claims behind it, gives for each source its figures in order, each with the days from which and
until which the source let it stand. No line is joined with another and nothing is added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import KeptClaim, ReviewState
from reportedly.model.dispute import Point, Relation, Relationship, Series
from reportedly.web.pages.range_bars import Axis, Bar, number_axis, place_bar

TONES = 6  # patterns of lines that a chart can tell apart


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a source: how long it stood, the claim it leads to, and what came of it."""

    point: Point
    kept: KeptClaim | None
    reprints: tuple[KeptClaim, ...]
    until: str | None  # ISO day on which the same source gave its next figure of the same group
    bar: Bar | None
    notes: tuple[str, ...]  # "revised on 2021-03-19 to 31 civilians killed"


@dataclass(frozen=True, slots=True)
class Line:
    """What one source said of a figure, in order; `tone` numbers its pattern in the chart."""

    source: str
    stake: str | None
    anonymous: bool
    tone: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure laid out by source, with an axis on which all of its ranges can be seen."""

    lines: tuple[Line, ...]
    axis: Axis | None
    groups: tuple[str, ...]  # whom the figures count: they are not compared with each other


def draw_lines(series: Series, claims: Mapping[str, KeptClaim]) -> Drawing:
    """Return a figure as lines, the source that spoke first the first."""
    by_source: dict[str, list[Point]] = defaultdict(list)
    for point in series.points:
        by_source[point.source].append(point)
    axis = number_axis((point.low, point.high) for point in series.points)
    revisions = {one.second: one for one in series.relations if one.name is Relationship.REVISES}
    answers = {claim: point for point in series.points for claim in point.claims}
    lines = []
    for tone, (source, points) in enumerate(by_source.items()):
        first = next((claims[point.claim] for point in points if point.claim in claims), None)
        steps = tuple(
            Step(
                point=point,
                kept=claims.get(point.claim),
                reprints=tuple(claims[claim] for claim in point.claims[1:] if claim in claims),
                until=_until(points, number),
                bar=place_bar(axis, (point.low, point.high)) if axis else None,
                notes=tuple(_notes(point, revisions, answers, claims)),
            )
            for number, point in enumerate(points)
        )
        link = first.claim.source if first else None
        stake, anonymous = (link.stake, link.anonymous) if link else (None, False)
        lines.append(Line(source, stake, anonymous, tone % TONES, steps))
    groups = tuple(sorted({point.group for point in series.points}))
    return Drawing(tuple(lines), axis, groups)


def _until(points: Sequence[Point], number: int) -> str | None:
    """Return the day of the next figure that the source gives of the same group."""
    this = points[number]
    later = (p.reported for p in points[number + 1 :] if p.group == this.group and p.reported != this.reported)
    return next((day for day in later if day), None)


def _notes(
    point: Point, revisions: Mapping[str, Relation], answers: Mapping[str, Point], claims: Mapping[str, KeptClaim]
) -> list[str]:
    """Return in words what came of a figure: revised by its source, retracted, replaced in its article."""
    notes = []
    revised = next((revisions[claim] for claim in point.claims if claim in revisions), None)
    if revised is not None:
        by = answers.get(revised.first)
        said = f" to {by.answer}" if by else ""
        when = f" on {by.reported}" if by and by.reported else ""
        notes.append(f"revised by its source{when}{said}")
    elif point.superseded:
        notes.append("revised by its source since")
    kept = [claims[claim] for claim in point.claims if claim in claims]
    if kept and all(one.state is ReviewState.RETRACTED for one in kept):
        notes.append("retracted")
    if kept and all(one.superseded for one in kept):
        notes.append(f"replaced in its article on {kept[0].superseded}")
    return notes
