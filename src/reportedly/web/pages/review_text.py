"""The passage of a claim: its full sentence in its paragraph, with the words that its slots were read from marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import Claim

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_LONGEST = 1800  # characters of a paragraph shown whole; of a longer one, what is around the sentence
_AROUND = 600  # characters on either side then
# A sentence ends before a capital, a digit or a quotation, but not after an initial or a title.
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[A-Z0-9“\"‘'(؀-ۿ])")
_NO_END = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Brig|Capt|Sgt|Gov|Sen|Rep|No|vs|km|sq))\.$")


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of one kind: of the claim's sentence or beside it, of its evidence, and the slots read from them."""

    text: str
    sentence: bool = False
    evidence: bool = False
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in bits; `start` and `end` are where it stands in the text, `cut` whether it goes on there."""

    bits: tuple[Bit, ...]
    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False
    roles: tuple[str, ...] = ()  # those marked in it, in order


def find_passage(text: str | None, claim: Claim, words: str) -> Passage:
    """Return the paragraph of a claim's evidence, or its words alone where the text was not kept."""
    start, end = claim.evidence
    if text is None or end > len(text) or text[start:end] != words:
        return Passage((Bit(words, sentence=True, evidence=True),), start, end)
    first, last = _paragraph(text, start, end)
    begin, stop = _cut(text, (first, last), (start, end))
    sentence = _sentence(text, (begin, stop), (start, end))
    spans = [span for span in _spans(claim) if span[0] < stop and span[1] > begin]
    bits = tuple(_bits(text, (begin, stop), sentence, claim, spans))
    roles = tuple(dict.fromkeys(role for bit in bits for role in bit.roles))
    return Passage(bits, begin, stop, begin > first, stop < last, roles)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for found in _BREAK.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last


def _cut(text: str, paragraph: tuple[int, int], evidence: tuple[int, int]) -> tuple[int, int]:
    """Return the paragraph, or where it is long, the sentences around the evidence."""
    (first, last), (start, end) = paragraph, evidence
    if last - first <= _LONGEST:
        return first, last
    ends = [found.end() for found in _END.finditer(text, first, last)]
    before = [at for at in ends if start - _AROUND <= at <= start]
    after = [at for at in ends if end <= at <= end + _AROUND]
    begin = before[0] if before and start - first > _AROUND else max(first, start - _AROUND)
    return begin, after[-1] if after and last - end > _AROUND else min(last, end + _AROUND)


def _sentence(text: str, passage: tuple[int, int], evidence: tuple[int, int]) -> tuple[int, int]:
    begin, stop = passage
    for found in _END.finditer(text, begin, stop):
        if _NO_END.search(text[begin : found.start() + 1]):
            continue
        if found.end() <= evidence[0]:
            begin = found.end()
        elif found.start() + 1 >= evidence[1]:
            return begin, found.end()
    return begin, stop


def _spans(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Yield where the slots of a claim were read, with the slot's name."""
    named = [("who", one) for one in claim.actor] + [("to whom", one) for one in claim.target]
    named += [("person", claim.person)] if claim.person else []
    slots: list[tuple[str, object]] = [
        *named,
        *(("place", one) for one in claim.place),
        *(("to", one) for one in claim.destination),
        ("figure", claim.quantity),
        ("time", claim.time),
        ("source", claim.source),
    ]
    yield claim.trigger.start, claim.trigger.end, "trigger"
    for role, filler in slots:
        start, end = getattr(filler, "start", None), getattr(filler, "end", None)
        if start is not None and end is not None and end > start:
            yield start, end, role


def _bits(
    text: str,
    passage: tuple[int, int],
    sentence: tuple[int, int],
    claim: Claim,
    spans: list[tuple[int, int, str]],
) -> Iterator[Bit]:
    begin, stop = passage
    cuts = {begin, stop, *sentence, *claim.evidence, *(at for start, end, _ in spans for at in (start, end))}
    for first, last in pairwise(sorted(at for at in cuts if begin <= at <= stop)):
        roles = tuple(role for start, end, role in spans if start <= first and last <= end)
        yield Bit(
            text[first:last],
            sentence[0] <= first and last <= sentence[1],
            claim.evidence.start <= first and last <= claim.evidence.end,
            roles,
        )
