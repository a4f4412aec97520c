"""A small score of a reading against gold claims: F1 of slots, of whole claims, and of detection.

Claims of a document are aligned one to one where their evidence overlaps, those of the same type first. A filler is
right if one of the two names holds the content words of the other.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from reportedly.model import Claim, LinkKind, Reading

LISTS = ("actor", "target", "place", "destination")
SINGLES = ("type", "quantity", "person", "modality", "source", "anonymous", "via")
_STOP = {"the", "a", "an", "of", "in", "and", "forces", "fighters", "its", "their"}

Gold = dict[str, Any]  # Any: a gold claim as it stands in JSON


def flatten(claim: Claim) -> Gold:
    """Return the slots of a claim read, in the form of the gold."""
    found: Gold = {name: [filler.text for filler in getattr(claim, name)] for name in LISTS}
    quantity = claim.quantity
    publisher = claim.source.kind is LinkKind.PUBLISHER and not claim.source.text
    return found | {
        "type": str(claim.type),
        "quantity": quantity and {"low": quantity.low, "high": quantity.high, "unit": quantity.unit},
        "person": claim.person and claim.person.text,
        "modality": str(claim.modality),
        "source": "publisher" if publisher else claim.source.text or claim.source.name,
        "anonymous": claim.anonymous,
        "via": claim.via and (claim.via.text or claim.via.name),
        "evidence": list(claim.evidence),
    }


def score(golds: list[Gold], readings: list[Reading]) -> dict[str, float]:
    """Return F1 of detection, of all slots and of whole claims over all documents."""
    totals: Counter[str] = Counter()
    for gold, reading in zip(golds, readings, strict=True):
        read = [flatten(claim) for claim in reading.claims if claim.part_of is None]
        pairs = _align(gold["claims"], read)
        totals.update(gold_claims=len(gold["claims"]), read_claims=len(read), pairs=len(pairs))
        totals["gold_slots"] += sum(_filled(claim) for claim in gold["claims"])
        totals["read_slots"] += sum(_filled(claim) for claim in read)
        for one, other in pairs:
            totals["right_slots"] += _right(one, other)
            totals["whole"] += all(_same(one[name], other[name]) for name in ("type", "source", "quantity"))
    return {
        "detected": _f1(totals["pairs"], totals["gold_claims"], totals["read_claims"]),
        "slots": _f1(totals["right_slots"], totals["gold_slots"], totals["read_slots"]),
        "whole": _f1(totals["whole"], totals["gold_claims"], totals["read_claims"]),
    }


def _f1(right: int, gold: int, read: int) -> float:
    return round(2 * right / (gold + read), 4) if gold + read else 1.0


def _align(golds: list[Gold], read: list[Gold]) -> list[tuple[Gold, Gold]]:
    ranked = sorted(
        ((one["type"] == other["type"], _right(one, other), -i, -j) for i, one in enumerate(golds)
         for j, other in enumerate(read) if _overlap(one["evidence"], other["evidence"])),
        reverse=True,
    )  # fmt: skip
    taken: set[tuple[str, int]] = set()
    pairs = []
    for _, _, i, j in ranked:
        if ("gold", i) not in taken and ("read", j) not in taken:
            taken |= {("gold", i), ("read", j)}
            pairs.append((golds[-i], read[-j]))
    return pairs


def _overlap(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _filled(claim: Gold) -> int:
    return sum(len(claim[name]) for name in LISTS) + sum(claim[name] not in (None, False) for name in SINGLES)


def _right(gold: Gold, read: Gold) -> int:
    hits = sum(claim_hits(gold[name], read[name]) for name in LISTS)
    return hits + sum(gold[name] not in (None, False) and _same(gold[name], read[name]) for name in SINGLES)


def claim_hits(golds: list[str], read: list[str]) -> int:
    """Return how many of the fillers are found, one to one."""
    left, hits = list(read), 0
    for one in golds:
        match = next((other for other in left if _same(one, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same(one: Any, other: Any) -> bool:  # Any: fillers of all slots
    if not isinstance(one, str) or not isinstance(other, str):
        return bool(one == other)
    words, others = _words(one), _words(other)
    return words <= others or others <= words


def _words(text: str) -> set[str]:
    words = set(re.findall(r"[^\W_]+", text.casefold().replace("’s", "").replace("'s", "")))
    return words - _STOP or words
