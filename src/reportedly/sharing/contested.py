"""Contested: the disputes of a report, all versions side by side, each with who claims it."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model.dispute import Dispute, Version
from reportedly.sharing.notes import Notes
from reportedly.sharing.words import escape, join_names, say_count, say_day, say_title

_SHOWN = 5
_VERSIONS = 5


def write_disputes(disputes: Sequence[Dispute], notes: Notes) -> list[str]:
    """Return the section."""
    if not disputes:
        return ["No two sources contradict each other on what was reported in the period.", ""]
    lines = ["Versions of one thing that cannot all be so, the oldest first; the report takes no side.", ""]
    ranked = sorted(disputes, key=lambda one: (-one.origins, -one.reports, one.title, one.id))
    for dispute in ranked[:_SHOWN]:
        counts = f"{say_count(dispute.reports, 'report')}, {say_count(dispute.origins, 'origin')}"
        lines += [f"**{escape(say_title(dispute.title))}** ({counts})", ""]
        lines += [_say_version(version, notes) for version in dispute.versions[:_VERSIONS]]
        if len(dispute.versions) > _VERSIONS:
            lines.append(f"- and {say_count(len(dispute.versions) - _VERSIONS, 'more version')}")
        lines.append("")
    if len(ranked) > _SHOWN:
        lines += [f"{say_count(len(ranked) - _SHOWN, 'more dispute')}: `reportedly disputes`.", ""]
    return lines


def _say_version(version: Version, notes: Notes) -> str:
    gone = "; its own source has revised it since" if version.superseded else ""
    who = join_names(map(escape, version.sources))
    told = f"- {escape(version.answer)}: claimed by {who}, from {say_day(version.reported)}{gone}"
    return told + notes.cite(version.claims[:2])
