"""Sentences: the whole sentence that a claim's words stand in, where the ledger keeps texts and the veil allows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.model import KeptClaim, Span
from reportedly.sharing.persons import mask_names, name_pattern
from reportedly.sharing.veil import Veil

# Where a sentence ends: a full stop and a capital after it, not behind an initial or a short title ("Gen. Idris")
_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?][”\"']?\s+(?=[\"“'‘A-Z\d])|\n+")
_DATELINE = re.compile(r"^[A-Z][^—–()]{2,60}\([^)]{2,40}\) [-—–] ")  # "AMMAN, March 2, 2021 (Border Post) - "
_MOST_CHARACTERS = 320  # of a sentence; of a longer one the words of the claim alone are told


@dataclass(slots=True)
class Sentences:
    """The sentences of claims; the text of each document is fetched once."""

    ledger: Ledger
    veil: Veil
    originals: dict[str, KeptClaim]
    _texts: dict[str, str] = field(default_factory=dict)

    def find(self, kept: KeptClaim) -> str:
        """Return the sentence of a released claim, as it may leave; empty where none may."""
        original = self.originals.get(kept.claim.id)
        if not kept.sentence or original is None:
            return kept.sentence
        text, (start, end) = self._text(kept.document), original.claim.evidence
        if _flat(text[start:end]) != _flat(original.sentence):
            return kept.sentence  # another version of the document, or its text is not kept
        whole = _around(text, start, end)
        hidden = self.veil.hidden.get(kept.document, ())
        if whole.end - whole.start > _MOST_CHARACTERS or any(
            h.start < whole.end and whole.start < h.end for h in hidden
        ):
            return kept.sentence
        names = name_pattern(self.veil.named_in.get(kept.document, frozenset()))
        return mask_names(_DATELINE.sub("", _flat(text[whole.start : whole.end])), names)

    def _text(self, document: str) -> str:
        if document not in self._texts:
            try:
                found = self.ledger.document(document).text
            except LedgerError:
                found = None
            self._texts[document] = found or ""
        return self._texts[document]


def _around(text: str, start: int, end: int) -> Span:
    """Return the span of the sentence, or the sentences, around some words."""
    first = max((found.end() for found in _END.finditer(text, 0, start + 1) if found.end() <= start), default=0)
    after = _END.search(text, max(end - 1, 0))
    return Span(first, after.start() + 1 if after else len(text))


def _flat(text: str) -> str:
    return " ".join(text.split())
