"""Tidings: what changed in the period, and what is only planned or said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reportedly.model import ClaimType, Holding, KeptClaim, Modality, State
from reportedly.model.dispute import Series
from reportedly.sharing.holders import Holders, list_turns, say_holder
from reportedly.sharing.key_figures import list_revisions
from reportedly.sharing.material import Material
from reportedly.sharing.notes import Notes
from reportedly.sharing.words import (
    capitalise,
    escape,
    is_bare,
    say_claim,
    say_count,
    say_day,
    say_days,
    say_source,
    say_sources,
    say_title,
    say_verb,
)

_TURNS, _REVISIONS, _EVENTS, _PLANS = 8, 6, 8, 8  # shown
_ONLY_SAID = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.UNKNOWN})
# Happenings, the gravest first; who holds a place and how many stand in sections of their own
_EVENT_TYPES = (
    ClaimType.GAIN,
    ClaimType.WITHDRAW,
    ClaimType.AGREEMENT,
    ClaimType.VIOLATION,
    ClaimType.ATTACK,
    ClaimType.DETENTION,
    ClaimType.DISPLACEMENT,
    ClaimType.MOVEMENT,
    ClaimType.SIEGE,
    ClaimType.STATUS,
    ClaimType.SUPPORT,
)


def write_changes(material: Material, holders: Holders, series: Sequence[Series], notes: Notes) -> list[str]:
    """Return the section: places that changed hands by claims, figures revised, and what else was told."""
    lines = []
    for old, new in list_turns(material, holders)[:_TURNS]:
        lines.append(f"- **{escape(new.name)}**: {_say_turn(old, new)}{notes.cite((*new.claims, *new.against))}")
    for one, before, now in list_revisions(material, series)[:_REVISIONS]:
        lines.append(
            f"- **{escape(say_title(one.title))}**: {escape(now.source)} claims {escape(now.answer)} now, "
            f"{escape(before.answer)} before{notes.cite((*now.claims[:1], *before.claims[:1]))}"
        )
    events = [kept for kept in material.recent if kept.claim.type in _EVENT_TYPES and _is_asserted(kept)]
    lines += _say_groups(events, _EVENTS, notes)
    return [*(lines or ["Nothing was reported in the period."]), ""]


def _say_turn(old: Holding, new: Holding) -> str:
    before = f"before, {say_holder(old.holder)}"
    if new.holder == State.UNKNOWN:
        return f"who holds it cannot be told from claims any more, since {say_day(new.since)}; {before}"
    return f"claims put it with {say_holder(new.holder)} since {say_day(new.since)} ({new.band}, {new.grade}); {before}"


def write_plans(material: Material, notes: Notes) -> list[str]:
    """Return the section: what is planned, possible or not known, and what somebody only said or denied."""
    said = [
        kept for kept in material.recent if kept.claim.modality in _ONLY_SAID or kept.claim.type is ClaimType.STATEMENT
    ]
    if not said:
        return ["Nothing of that kind was reported in the period.", ""]
    return [*_say_groups(said, _PLANS, notes), "", "None of this moves who holds what above.", ""]


def _is_asserted(kept: KeptClaim) -> bool:
    return kept.claim.modality in (Modality.ASSERTED, Modality.DENIED)


def _say_groups(claims: Sequence[KeptClaim], most: int, notes: Notes) -> list[str]:
    """Return a line for each thing said, those that most sources say first, with all who say it."""
    groups: dict[tuple[str, str], list[KeptClaim]] = defaultdict(list)
    for kept in claims:
        if is_bare(kept.claim):
            if kept.sentence and not any(_is_within(kept, other) for other in claims):
                groups[f"“{kept.sentence}”", ""].append(kept)
        else:
            groups[say_claim(kept.claim), say_verb(kept.claim)].append(kept)
    ranked = sorted(groups.items(), key=lambda item: (-_weight(item[1]), item[0]))
    lines = [_say_group(words, group, notes) for (words, _), group in ranked[:most]]
    if len(ranked) > most:
        lines.append(f"- {say_count(len(ranked) - most, 'more claim')} of this kind: `reportedly claims`.")
    return lines


def _is_within(kept: KeptClaim, other: KeptClaim) -> bool:
    """Return whether the words of a claim are a part of another's in the same document."""
    longer = len(kept.sentence) < len(other.sentence)
    return longer and kept.document == other.document and kept.sentence in other.sentence


def _weight(group: Sequence[KeptClaim]) -> float:
    """Return how much a thing said belongs in a report: by who says it, whether it has a place, and its type."""
    kind = group[0].claim.type
    rank = _EVENT_TYPES.index(kind) if kind in _EVENT_TYPES else len(_EVENT_TYPES)
    placed = bool(group[0].claim.place)
    return len({say_source(kept) for kept in group}) + 2 * placed - rank / len(_EVENT_TYPES)


def _say_group(words: str, group: Sequence[KeptClaim], notes: Notes) -> str:
    ordered = sorted(group, key=lambda kept: (kept.reported or "", kept.claim.id))
    days = say_days(ordered[0].reported, ordered[-1].reported)
    told = f"- {escape(capitalise(words))}: {say_verb(ordered[0].claim)} by {escape(say_sources(ordered))}, {days}"
    return told + notes.cite(kept.claim.id for kept in ordered)
