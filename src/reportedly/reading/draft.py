"""The draft of a reading: a document, its parse, and the layers found so far.

Each step takes the draft and gives one layer; `pipeline.py` lists the steps in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from reportedly.model import Attribution, Claim, Document, Party, Place, Quantity, Timex


@dataclass(frozen=True, slots=True)
class Draft:
    """A document with its parse (`doc.text == document.text`) and what the steps so far have found."""

    document: Document
    doc: Doc
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    toponyms: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
