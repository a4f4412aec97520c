"""Attributions: who is said to have said what; links and chains of sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.span import Span


class LinkKind(StrEnum):
    """What a link of a chain is."""

    PUBLISHER = "publisher"
    MEDIUM = "medium"
    PERSON = "person"
    OFFICIAL = "official"
    BODY = "body"
    PARTY = "party"
    DOCUMENT = "document"
    WITNESS = "witness"
    UNNAMED = "unnamed"


class Stance(StrEnum):
    """How a source stands to what it says."""

    SAYS = "says"
    ESTIMATES = "estimates"
    CLAIMS = "claims"
    DENIES = "denies"
    CONFIRMS = "confirms"
    WARNS = "warns"


class AttributionKind(StrEnum):
    """What kind of attribution it is (wider than speech, after PolNeAR)."""

    SPEECH = "speech"
    BELIEF = "belief"
    INTENTION = "intention"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: somebody who says it. The article's own voice has kind `publisher` and no text."""

    text: str | None  # as written: the fullest mention the words resolve to
    start: int | None
    end: int | None
    name: str | None  # canonical: "Ryan Dillon" for "Army Col. Ryan Dillon"
    kind: LinkKind
    cue: str | None = None  # "said", "according to"
    stance: Stance = Stance.SAYS
    anonymous: bool = False
    reason: str | None = None  # given for anonymity: "not authorised to brief the media"
    stake: str | None = None  # the side it has in the fight, None where it has none or none is known
    level: int = 0


PUBLISHER = Link(None, None, None, None, LinkKind.PUBLISHER)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content, each in one or more pieces, as spans of the text.

    `level` 0 is an attribution inside no other. `link` is the source resolved to its last full mention, and `via` the
    medium that carried it, where one is named.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    level: int
    kind: AttributionKind
    link: Link
    via: Link | None = None
