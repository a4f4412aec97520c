"""Invented dispatches with their readings, for tests of the ledger: the claims are made with the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.ledger import ReaderVersion
from reportedly.model import (
    PUBLISHER,
    Basis,
    Claim,
    ClaimType,
    Document,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Precision,
    Reading,
    Span,
    Valid,
    claim_id,
    digest_document,
)

READER = ReaderVersion("1", "parser 1", "places 1")
BETTER = ReaderVersion("2", "parser 1", "places 1")
NOON = "2020-06-01T12:00:00Z"
NORTH = Party("Northern Front", None, None, "northern", "Northern Front", "rebel_group", "north")
SOUTH = Party("Southern Guard", None, None, "southern", "Southern Guard", "state_force", "south")
TALMA = Place("Talma", None, None, "own:talma", "Talma", "city", 35.0, 38.0, 2.0, None, "SY")
BERESH = Place("Beresh", None, None, "own:beresh", "Beresh", "city", 36.5, 40.0, 2.0, None, "SY")
SPOKESMAN = Link("Col. Dara Venn", None, None, "Dara Venn", LinkKind.OFFICIAL, "said")


def dispatch(
    *sentences: str,
    id: str | None = None,
    publisher: str = "Harbour Post",
    published: str | None = "2020-05-04",
    title: str = "From the front",
    url: str | None = None,
    kind: ClaimType = ClaimType.GAIN,
    source: Link = PUBLISHER,
    place: Place = TALMA,
    reader_shift: int = 0,
) -> tuple[Document, Reading]:
    """Return a document of the sentences and a reading with a claim for each, triggered by its second word.

    `reader_shift` moves the triggers by so many characters, as another reader might.
    """
    text = " ".join(sentences)
    digest = digest_document(publisher, title, text)
    document = Document(id or digest[:16], digest, text, title, publisher, url, published)
    claims, begin = [], 0
    for sentence in sentences:
        word = sentence.split()[1]
        at = begin + sentence.index(word)
        trigger = Span(at, at + len(word) + reader_shift)
        claims.append(
            claim(
                document.id,
                Span(begin, begin + len(sentence)),
                trigger,
                day=published,
                kind=kind,
                place=place,
                source=source,
            )
        )
        begin += len(sentence) + 1
    return document, reading(document, claims)


def reading(document: Document, claims: Sequence[Claim] = ()) -> Reading:
    """Return the reading of a document with these claims."""
    return Reading(
        document.id, document.title, document.publisher, document.published, document.dates, "en", (), tuple(claims)
    )


def claim(
    document_id: str,
    evidence: Span,
    trigger: Span,
    *,
    day: str | None,
    kind: ClaimType = ClaimType.GAIN,
    place: Place = TALMA,
    source: Link = PUBLISHER,
) -> Claim:
    """Return a claim that one party took a place from another on a day."""
    valid = Valid(day, day, Precision.DAY, Basis.PUBLISHED) if day else Valid(None, None, Precision.UNKNOWN, Basis.NONE)
    chain = (PUBLISHER,) if source is PUBLISHER else (PUBLISHER, source)
    return Claim(
        id=claim_id(document_id, kind, trigger),
        type=kind,
        subtype=None,
        evidence=evidence,
        trigger=trigger,
        actor=(NORTH,),
        target=(SOUTH,),
        person=None,
        place=(place,),
        destination=(),
        quantity=None,
        modality=Modality.ASSERTED,
        time=None,
        valid=valid,
        source=source,
        anonymous=source.anonymous,
        via=None,
        chain=chain,
        part_of=None,
        rule="gain/take.VERB",
        score=0.8,
    )


def failed(document: Document, code: str = "R302") -> Reading:
    """Return a reading of a document that failed."""
    from reportedly.errors import ErrorRecord

    return replace(reading(document), error=ErrorRecord(code, "it failed", "so", "try again"))
