"""Speakers: the sources of a report's period, each with its letter, its side and who carried it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reportedly.ledger.terms import name_value
from reportedly.ledger.terms import source_name as registered_name
from reportedly.model import KeptClaim, LinkKind
from reportedly.sharing.material import Material
from reportedly.sharing.words import escape, join_names, say_count, say_side
from reportedly.weighing.stakes import with_stakes

_SHOWN = 10


def write_speakers(material: Material) -> list[str]:
    """Return the section: a line for each named source with its letter, and how many were not named."""
    letters = material.ledger.letters()
    written = {kept.claim.id: kept for kept in with_stakes(material.original)}
    named: dict[str, list[KeptClaim]] = defaultdict(list)
    unnamed = 0
    for kept in material.recent:
        if kept.claim.anonymous or kept.claim.source.kind in (LinkKind.UNNAMED, LinkKind.WITNESS):
            unnamed += 1
        else:
            named[registered_name(kept.claim.source, kept.publisher)].append(kept)
    if not named and not unnamed:
        return ["Nobody spoke in the period.", ""]
    ranked = sorted(named.items(), key=lambda item: (-len(item[1]), item[0]))
    lines = ["| source | grade | claims | side | carried by |", "| --- | --- | --- | --- | --- |"]
    for name, claims in ranked[:_SHOWN]:
        letter = min(_letter(written[kept.claim.id], letters) for kept in claims)
        sides = join_names(sorted({say_side(written[kept.claim.id].claim.source.stake or "") for kept in claims}))
        carried = join_names(sorted({kept.publisher for kept in claims if kept.publisher != name}))
        lines.append(f"| {escape(name)} | {letter} | {len(claims)} | {escape(sides)} | {escape(carried)} |")
    lines.append("")
    if len(ranked) > _SHOWN:
        lines += [f"{say_count(len(ranked) - _SHOWN, 'more source')}: `reportedly sources list`.", ""]
    lines.append(_say_grades(unnamed, any(letter != "F" for letter in letters.values())))
    return [*lines, ""]


def _letter(kept: KeptClaim, letters: Mapping[str, str]) -> str:
    """Return the letter people gave the source as it is registered, under the name it has in the ledger."""
    return str(letters.get(name_value(registered_name(kept.claim.source, kept.publisher)), "F"))


def _say_grades(unnamed: int, graded: bool) -> str:
    words = ["Letters grade the source from A (completely reliable) to E (unreliable); F cannot be judged."]
    words.append(
        "Digits grade what is claimed from 1 (other sources say so too) to 5 (improbable); 6 cannot be judged."
    )
    if not graded:
        words.append("Nobody has graded a source of this ledger yet, so that all are F: `reportedly sources grade`.")
    if unnamed:
        go = "goes" if unnamed == 1 else "go"
        words.append(f"{say_count(unnamed, 'claim')} of the period {go} back to sources without a name.")
    return " ".join(words)
