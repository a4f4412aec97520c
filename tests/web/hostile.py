"""Hostile articles: what somebody might write into a title, a text, a name, so that a page would run or break."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import (
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

ATTACKS = (
    "<script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "' onmouseover='window.hit=1' x='",
    "<svg onload=window.hit=1><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<style>body{display:none}</style>",
    "</textarea></title></style></script><script>window.hit=1</script>",
    "javascript:window.hit=1",
    "{{ 7*7 }}{% for x in () %}",
    "a\0b\x1b[31m\u202eevil\u2066",
    "\U0001f525 <b>bold</b> & &lt;script&gt;",
)
SENTENCE = "Rebels took {place} on Monday"


def make_hostile(number: int, attack: str) -> tuple[Document, Reading]:
    """Return a document that has the attack in its title, text, publisher, address, party, place and source."""
    sentence = SENTENCE.format(place=attack)
    text = f"\U0001f525 {attack}\n\n{sentence}, {attack} said.\n\n{attack}"
    start = text.index(sentence)
    trigger = Span(start + 7, start + 11)
    id_ = f"hostile {number}/{attack}"
    source = Link(attack, None, None, attack, LinkKind.PERSON, attack, reason=attack, stake=attack)
    claim = Claim(
        id=claim_id(id_, ClaimType.GAIN, trigger),
        type=ClaimType.GAIN,
        subtype=None,
        evidence=Span(start, start + len(sentence)),
        trigger=trigger,
        actor=(Party(attack, None, None, attack, attack, attack, attack),),
        target=(),
        person=None,
        place=(Place(attack, None, None, f"own:{attack}", attack, "city", 35.0, 40.0, 2.0, None, "SY"),),
        destination=(),
        quantity=None,
        modality=Modality.ASSERTED,
        time=None,
        valid=Valid("2021-03-01", "2021-03-01", Precision.DAY, Basis.PUBLISHED),
        source=source,
        anonymous=False,
        via=None,
        chain=(Link(None, None, None, None, LinkKind.PUBLISHER), source),
        part_of=None,
        rule=attack,
        score=0.5,
    )
    digest = digest_document(attack, attack, text)
    document = Document(id_, digest, text, attack, attack, attack, "2021-03-01", warnings=(attack,))
    return document, Reading(id_, attack, attack, "2021-03-01", (), "en", (attack,), (claim,))


def make_long(size: int = 5_000_000) -> tuple[Document, Reading]:
    """Return a document of that many characters, most of them one line."""
    document, reading = make_hostile(99, ATTACKS[0])
    text = document.text + "x" * 200_000 + ("<p>long line </p>\n" * (size // 18))
    digest = digest_document("Long Post", document.title, text)
    reading = replace(reading, publisher="Long Post")
    return replace(document, text=text, digest=digest, publisher="Long Post", url=None), reading
