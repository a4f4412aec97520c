"""Unchecked: what a report could not check, what was not read, and what the profile kept back."""

from __future__ import annotations

from collections import Counter

from reportedly.model import KeptClaim
from reportedly.model.dispute import Misfit, Sum, Verdict
from reportedly.sharing.material import Material, claims_in
from reportedly.sharing.notes import Notes
from reportedly.sharing.words import escape, join_names, say_count, say_day
from reportedly.weighing.asking import check, misfits

_SUMS, _UNREAD = 5, 5  # shown
_DOUBTFUL = 0.5  # chance below which a claim's type, source or figure may well be misread


def write_unchecked(material: Material, notes: Notes) -> list[str]:
    """Return the section."""
    recent = material.recent
    lines = [_say_sum(one, material, notes) for one in _sums(material)]
    lines += [_say_misfit(one, material, notes) for one in _misfits(material)]
    lines += [line for line in (_unplaced(recent), _unnamed(recent), _doubtful(recent)) if line]
    lines += _unread(material)
    lines += _kept_back(material)
    return [*(lines or ["Nothing."]), ""]


def _sums(material: Material) -> list[Sum]:
    found = [
        one for one in check(material.ledger) if claims_in(material, [one.whole]) and one.verdict is not Verdict.FITS
    ]
    return found[:_SUMS]


def _say_sum(one: Sum, material: Material, notes: Notes) -> str:
    kept = material.claims[one.whole]
    who = kept.claim.source.name or kept.publisher
    return f"- Parts and whole given by {escape(who)}: {escape(one.words)}{notes.cite((one.whole, *one.parts[:1]))}"


def _misfits(material: Material) -> list[Misfit]:
    """Return what else cannot be as it is said, of which some claim is news and all may leave."""
    recent = {kept.claim.id for kept in material.recent}
    found = [one for one in misfits(material.ledger) if one.verdict is not Verdict.CANNOT_TELL]
    return [one for one in found if recent & set(one.claims) and set(one.claims) <= material.claims.keys()][:_SUMS]


def _say_misfit(one: Misfit, material: Material, notes: Notes) -> str:
    return f"- {escape(material.veil.hide(one.words))}{notes.cite(one.claims)}"


def _unplaced(recent: list[KeptClaim]) -> str:
    number = sum(not any(place.id or place.area for place in kept.claim.place) for kept in recent)
    return f"- {_of(number, recent)} no place that is known, and {_is(number)} on no map." if number else ""


def _unnamed(recent: list[KeptClaim]) -> str:
    number = sum(kept.claim.anonymous for kept in recent)
    return f"- {_of(number, recent, 'go', 'goes')} back to sources that were not named." if number else ""


def _doubtful(recent: list[KeptClaim]) -> str:
    number = sum(kept.claim.score < _DOUBTFUL for kept in recent)
    return f"- {_of(number, recent, 'were', 'was')} read with less than even odds: see the sentence." if number else ""


def _of(number: int, recent: list[KeptClaim], plural: str = "have", singular: str = "has") -> str:
    return f"{number:,} of the period's {say_count(len(recent), 'claim')} {singular if number == 1 else plural}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _unread(material: Material) -> list[str]:
    page = material.ledger.quarantine(limit=1000)
    failed = [one for one in page if (one.published or material.last) <= material.last]
    if not failed:
        return []
    told = [one for one in failed if one.title and one.published]  # a name of a file says where somebody keeps it
    reasons = Counter(one.error.code for one in failed)
    why = join_names(f"{code} ({number})" for code, number in sorted(reasons.items()))
    lines = [
        f"- Not read: {say_count(len(failed), 'document')}, errors {why}; `reportedly quarantine` says how to mend it."
    ]
    for one in told[:_UNREAD]:
        where = ", ".join(part for part in (escape(one.publisher), say_day(one.published)) if part)
        lines.append(f"    - {escape(material.veil.hide(one.title))} ({where})")
    return lines


def _kept_back(material: Material) -> list[str]:
    lines = []
    if material.held.late:
        lines.append(f"- Kept back: {say_count(material.held.late, 'claim')} reported after {say_day(material.last)}.")
    if material.held.undated:
        lines.append(f"- Kept back: {say_count(material.held.undated, 'claim')} of reports without a day.")
    recent = {kept.claim.id for kept in material.recent}
    coarse, masked = recent & material.veil.coarse, recent & material.veil.masked
    if coarse:
        number = say_count(len(coarse), "claim")
        lines.append(f"- Drawn no finer than a district, without the sentence: {number} on movements or strength.")
    if masked:
        lines.append(f"- Names of private persons withheld in {say_count(len(masked), 'claim')}.")
    return lines
