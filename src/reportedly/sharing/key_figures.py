"""Key figures: the series of figures that had news in the period, each as ranges by source, never as one sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportedly.model.dispute import Dispute, Point, Relationship, Series
from reportedly.sharing.material import Material, claims_in
from reportedly.sharing.notes import Notes
from reportedly.sharing.veil import Veil
from reportedly.sharing.words import escape, join_names, say_count, say_day, say_title
from reportedly.weighing.asking import Wanted, disputes, figures

_ASKED = 400  # questions looked at, the last answered first
_SHOWN = 6  # in a report
_SOURCES = 5  # of one figure


def find_series(material: Material, *, recent: bool = True, most: int = _ASKED) -> list[Series]:
    """Return the figures of a material as they may leave; `recent` those alone that had news in the period."""
    found = figures(material.ledger, Wanted(known_by=material.last), limit=most)
    kept = [series for series in found if claims_in(material, [id for point in series.points for id in point.claims])]
    if recent:
        kept = [one for one in kept if any((point.reported or "") >= material.first for point in one.points)]
    return [veil_series(material.veil, series) for series in kept]


def find_disputes(material: Material, *, most: int = _ASKED) -> list[Dispute]:
    """Return the disputes of a material that had news in the period, as they may leave."""
    found = []
    for dispute in disputes(material.ledger, Wanted(known_by=material.last), limit=most):
        claims = [id for version in dispute.versions for id in version.claims]
        if any((kept.reported or "") >= material.first for kept in map(material.claims.get, claims) if kept):
            found.append(veil_dispute(material.veil, dispute))
    return found


def veil_series(veil: Veil, series: Series) -> Series:
    """Return a figure as it may leave."""
    coarse = any(id in veil.coarse for point in series.points for id in point.claims)
    hide = veil.hide
    return replace(
        series,
        title=hide(series.title, coarse=coarse),
        place=hide(series.place, coarse=coarse) if series.place else None,
        summary=hide(series.summary),
        points=tuple(replace(point, source=hide(point.source), answer=hide(point.answer)) for point in series.points),
        relations=tuple(replace(one, reason=hide(one.reason)) for one in series.relations),
    )


def veil_dispute(veil: Veil, dispute: Dispute) -> Dispute:
    """Return a dispute as it may leave."""
    coarse = any(id in veil.coarse for version in dispute.versions for id in version.claims)
    hide = veil.hide
    versions = (
        replace(one, answer=hide(one.answer), sources=tuple(map(hide, one.sources))) for one in dispute.versions
    )
    return replace(
        dispute,
        title=hide(dispute.title, coarse=coarse),
        place=hide(dispute.place, coarse=coarse) if dispute.place else None,
        versions=tuple(versions),
        relations=tuple(replace(one, reason=hide(one.reason)) for one in dispute.relations),
    )


def write_figures(series: Sequence[Series], notes: Notes) -> list[str]:
    """Return the section: for each figure a line by source with its latest word, and what it said before."""
    if not series:
        return ["No figure was reported in the period.", ""]
    ranked = sorted(series, key=lambda one: (-one.origins, -one.reports, one.title, one.id))
    lines = ["Each source's latest figure; what it said before stands behind it. Nothing here is added up.", ""]
    for one in ranked[:_SHOWN]:
        lines += [_heading(one), ""]
        lines += _by_source(one, notes)
        lines.append("")
    if len(ranked) > _SHOWN:
        lines += [f"{say_count(len(ranked) - _SHOWN, 'more figure')}: `reportedly figures`.", ""]
    return lines


def _heading(one: Series) -> str:
    counts = f"{say_count(one.reports, 'report')}, {say_count(one.origins, 'origin')}"
    return f"**{escape(say_title(one.title))}** ({counts})"


def _by_source(one: Series, notes: Notes) -> list[str]:
    said: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in one.points:
        said[point.source, point.group].append(point)
    lines = []
    ranked = sorted(said.items(), key=lambda item: (item[1][-1].reported or "", item[0]), reverse=True)
    for (source, _), points in ranked[:_SOURCES]:
        standing = [point for point in points if not point.superseded] or points[-1:]
        before = [point for point in points if point not in standing]
        words = join_names((escape(point.answer) for point in standing), most=5)
        line = f"- {words}: claimed by {escape(source)}, {say_day(standing[-1].reported)}"
        if before:
            line += f"; before that {join_names(escape(point.answer) for point in before)}"
        lines.append(line + notes.cite(id for point in (*standing, *before) for id in point.claims[:1]))
    rest = len(ranked) - _SOURCES
    return lines if rest <= 0 else [*lines, f"- and {say_count(rest, 'more figure')}, by others or of others"]


def list_revisions(material: Material, series: Sequence[Series]) -> list[tuple[Series, Point, Point]]:
    """Return the figures that their own source revised in the period: the series, the old point, the new one."""
    found = []
    for one in series:
        by_claim = {id: point for point in one.points for id in point.claims}
        for relation in one.relations:
            new, old = by_claim.get(relation.first), by_claim.get(relation.second)
            if relation.name is Relationship.REVISES and new and old and (new.reported or "") >= material.first:
                found.append((one, old, new))
    latest: dict[tuple[str, str], tuple[Series, Point, Point]] = {}
    for item in sorted(found, key=lambda item: (item[2].reported or "", item[1].reported or "", item[1].answer)):
        latest[item[0].id, item[2].source] = item  # the last revision of a source says what it says now
    return list(latest.values())
