"""Claims that a benchmark gives, made into kept claims: their places, parties, times and sources from the text around.

What is given is kept as it is: type, subtype, figure, modality, the words for place, party and source. The text is
read by the project's own reader for what a given claim does not say: which entry a place is, which party, when it was
so, and in which words its source is introduced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import reportedly
from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.parties import active_register
from reportedly.gazetteer.store import open_gazetteer
from reportedly.intake.build import Fields, build_document
from reportedly.model import (
    PUBLISHER,
    Basis,
    Claim,
    ClaimType,
    KeptClaim,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Precision,
    Quantity,
    Reading,
    Relation,
    Span,
    Valid,
)
from reportedly.weighing.spots import same_place

Row = dict[str, Any]  # Any: JSON
Given = tuple[list[KeptClaim], list[tuple[str, Link]]]
_ABOUT = re.compile(r"\b(?:about|around|some|nearly|almost|approximately|roughly|close to)\s*$", re.I)
_LOOSE = re.compile(r"\W+")


def read_given(clusters: list[Row]) -> Iterator[Given]:
    """Yield for each cluster its claims, kept, and all links that its documents hold."""
    documents = [
        build_document(
            Fields(d["id"], d["text"], d["id"], d["title"], d["publisher"], d.get("dateline") or d["published"])
        )
        for cluster in clusters
        for d in cluster["documents"]
    ]
    readings = iter(reportedly.read_documents(documents))
    for cluster in clusters:
        found = {document["id"]: next(readings) for document in cluster["documents"]}
        texts = {document["id"]: document for document in cluster["documents"]}
        claims = [_keep(row, texts[row["document"]], found[row["document"]]) for row in cluster["claims"]]
        yield claims, [(name, link) for name, reading in found.items() for link in _links(reading)]


def _links(reading: Reading) -> Iterator[Link]:
    for attribution in reading.layers.attributions:
        yield attribution.link
    for claim in reading.claims:
        yield from claim.chain


def _keep(row: Row, document: Row, reading: Reading) -> KeptClaim:
    evidence = Span(*row["evidence"])
    near = _nearest(row, evidence, reading)
    text = document["text"]
    source = _source(row, evidence, near, reading)
    claim = Claim(
        id=row["cid"],
        type=ClaimType(row["type"]),
        subtype=row["subtype"],
        evidence=evidence,
        trigger=evidence,
        actor=_parties(row["actor"], reading),
        target=_parties(row["target"], reading),
        person=None,
        place=_places(row["place"], evidence, near, reading),
        destination=(),
        quantity=_quantity(row["quantity"], text),
        modality=Modality(row["modality"]),
        time=near.time if near else None,
        valid=near.valid if near else _day(reading),
        source=source,
        anonymous=source.anonymous,
        via=None,
        chain=(source,),
        part_of=None,
        rule="given",
        score=1.0,
    )
    sentence = text[evidence.start : evidence.end]
    return KeptClaim(claim, row["document"], document["publisher"], reading.published, "", sentence, document["title"])


def _nearest(row: Row, evidence: Span, reading: Reading) -> Claim | None:
    """Return the claim of our own reading that overlaps the given one best: of its type, with its figure."""
    best: tuple[float, str, Claim] | None = None
    figure = (row["quantity"] or {}).get("low") or (row["quantity"] or {}).get("high")
    for claim in reading.claims:
        shared = min(evidence.end, claim.evidence.end) - max(evidence.start, claim.evidence.start)
        if shared <= 0:
            continue
        score = float(shared) + 1000 * (claim.type == row["type"])
        if figure is not None and claim.quantity is not None and figure in (claim.quantity.low, claim.quantity.high):
            score += 500
        if best is None or (score, claim.id) > best[:2]:
            best = (score, claim.id, claim)
    return best[2] if best else None


def _day(reading: Reading) -> Valid:
    return Valid(reading.published, reading.published, Precision.DAY, Basis.DATELINE)


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Return about the sentence around a span: to the full stops and line ends next to it."""
    before = max((match.end() for match in re.finditer(r"[.!?]\s|\n", text[: span.start])), default=0)
    after = re.search(r"[.!?](?:\s|$)|\n", text[span.end :])
    return before, span.end + after.end() if after else len(text)


def _quantity(given: Row | None, text: str) -> Quantity | None:
    if given is None:
        return None
    low, high = given["low"], given["high"]
    hedge = given.get("hedge")
    relation = Relation.EQUAL if low == high else Relation.AT_LEAST if high is None else Relation.AT_MOST
    if low == high and hedge and _ABOUT.search(hedge):
        relation = Relation.ABOUT
    return Quantity(low, high, given.get("unit"), given.get("of"), relation, hedge, None, None)


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _parties(given: Any, reading: Reading) -> tuple[Party, ...]:
    """Return the parties as our own reading of the text resolves their words, else as the register knows them."""
    known = {_loose(party.text): party for party in reversed(reading.layers.parties)}
    found = []
    for words in _listed(given):
        entries = active_register().find(words)
        if _loose(words) in known:
            found.append(replace(known[_loose(words)], text=words))
        elif entries:
            side = next((side.side for side in entries[0].sides), None)
            found.append(Party(words, None, None, entries[0].id, entries[0].name, entries[0].kind, side))
        else:
            found.append(Party(words, None, None))
    return tuple(found)


def _loose(words: str) -> str:
    return _LOOSE.sub(" ", words).strip().casefold()


def _places(names: list[str], evidence: Span, near: Claim | None, reading: Reading) -> tuple[Place, ...]:
    found = []
    countries = {place.country for place in reading.layers.toponyms if place.country and place.kind != "demonym"}
    for name in names:
        written = Place(name, None, None)
        layer = sorted(reading.layers.toponyms, key=lambda place: abs((place.start or 0) - evidence.start))
        mine = list(near.place) if near else []
        same = next((place for place in mine + layer if same_place(replace(place, id=None), written)), None)
        found.append(replace(same, text=name) if same and same.id else _looked_up(name, countries) or written)
    return tuple(found)


def _looked_up(name: str, countries: set[str]) -> Place | None:
    scored = look_up(name, open_gazetteer(), countries=sorted(countries))
    if not scored or scored[0][1].entry.country not in countries:
        return None
    entry = scored[0][1].entry
    return Place(
        name,
        None,
        None,
        entry.id,
        entry.name,
        entry.kind,
        entry.lat,
        entry.lon,
        entry.radius_km,
        country=entry.country,
        admin1=entry.admin1,
    )


def _source(row: Row, evidence: Span, near: Claim | None, reading: Reading) -> Link:
    """Return the given source as a link, with the words by which the text introduces it."""
    words = row["source"]
    if words == "publisher":
        return PUBLISHER
    links = [near.source] if near else []
    for attribution in reading.layers.attributions:
        pieces = (*attribution.content, *attribution.source)
        if any(piece.overlaps(evidence) for piece in pieces):
            links.append(attribution.link)
    links += [attribution.link for attribution in reading.layers.attributions]
    wanted = set(_loose(words).split()) - {"the", "a", "an"}
    for link in links:
        told = set(_loose(f"{link.text or ''} {link.name or ''}").split())
        if wanted and wanted <= told:
            return link
    return Link(words, None, None, words, LinkKind.BODY)
