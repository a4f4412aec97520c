"""Ready-made claims: rows of a table, such as events coded by hand, kept as claims like those read in articles.

Columns, of which only `type` and `sentence` must be there (names of several are parted by ";"):

    type subtype            as in the published format
    sentence                the words the claim rests on, or the coder's own
    actor target person     names; those of the register of parties get their entry
    place destination       names; with lat, lon (degrees), place_id, place_kind, country for a single place
    low high number         the figure's range; `number` is both ends
    unit of relation hedge  as in the published format
    modality                asserted where empty
    earliest latest         ISO days for which it is claimed; `day` is both
    precision               day where a day is given
    source source_kind      who says so; the publisher where empty
    via                     the medium that carried it
    anonymous               yes or no
    score                   1 where empty: a person coded it
    publisher title url published document    the article; `document` is its id
    id                      the row's own id, kept in `rule` as "coded/ID"

Rows of one sentence and publisher are claims of one document, whose text is the sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from reportedly.errors import LedgerError, ReportedlyError
from reportedly.ledger.adding import CODED, Coming, add_document, find_key
from reportedly.ledger.body import load_claim
from reportedly.ledger.clock import Instant, read_day, write_instant
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.records import AddedClaims, Outcome, ReaderVersion, RowError
from reportedly.ledger.schema import body
from reportedly.ledger.standing import current_readings
from reportedly.ledger.store import Store
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
    Quantity,
    Reading,
    Relation,
    Span,
    Valid,
    digest_document,
)

COLUMNS = (
    *("type", "subtype", "sentence", "actor", "target", "person", "place", "destination", "lat", "lon", "place_id"),
    *("place_kind", "country", "low", "high", "number", "unit", "of", "relation", "hedge", "modality", "earliest"),
    *("latest", "day", "precision", "source", "source_kind", "via", "anonymous", "score", "publisher", "title", "url"),
    *("published", "document", "id"),
)
CODER = ReaderVersion("table/1")
_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n", ""})
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Coded:
    """A row understood: the document it makes, and its claim."""

    document: Document
    claim: Claim


def add_claim_rows(
    store: Store, rows: Iterable[Mapping[str, Any]], *, recorded_at: Instant | None
) -> AddedClaims:  # Any: cells
    """Add the rows that can be understood, and report the others by line; see `Ledger.add_claims`."""
    errors: list[RowError] = []
    new = unchanged = documents = 0
    for document, group in groupby(_understood(rows, errors), key=_document):
        claims = tuple({coded.claim.id: coded.claim for coded in group}.values())
        recorded = write_instant(recorded_at if recorded_at is not None else store.clock())
        with store.writing() as connection:
            known = _known_claims(connection, document)
            fresh = [claim for claim in claims if claim.id not in known]
            if fresh:
                coded = Coming(document, _as_reading(document, (*known.values(), *fresh)), CODER, CODED)
                added = add_document(connection, store.keep_text, coded, recorded=recorded)
                documents += added.outcome in (Outcome.ADDED, Outcome.VERSION)
        new += len(fresh)
        unchanged += len(claims) - len(fresh)
    return AddedClaims(new, unchanged, documents, tuple(errors))


def _document(coded: Coded) -> Document:
    return coded.document


def _understood(rows: Iterable[Mapping[str, Any]], errors: list[RowError]) -> Iterator[Coded]:
    for line, row in enumerate(rows, 1):
        try:
            yield understand_row(row)
        except ReportedlyError as error:
            errors.append(RowError(line, error.record))


def _known_claims(connection: Connection, document: Document) -> dict[str, Claim]:
    """Return the claims coded before for a document."""
    key = find_key(connection, document)
    found: dict[str, Claim] = {}
    for first, count in current_readings(connection, key, last_entry(connection), lane=CODED) if key else ():
        lines = select(body.c.claim).where(body.c.key >= first, body.c.key < first + count).order_by(body.c.key)
        found |= {claim.id: claim for claim in map(load_claim, connection.execute(lines).scalars())}
    return found


def _as_reading(document: Document, claims: tuple[Claim, ...]) -> Reading:
    return Reading(document.id, document.title, document.publisher, document.published, (), None, (), claims)


def understand_row(row: Mapping[str, Any]) -> Coded:
    """Return the document and the claim of a row.

    Raises: LedgerError (R512) where a cell is not what its column holds.
    """
    cells = {str(name).strip().lower(): _as_text(value) for name, value in row.items() if name is not None}
    unknown = sorted(name for name in cells if name not in COLUMNS and cells[name])
    if unknown:
        raise _wrong(f"there is no column {unknown[0]!r}", f"use the columns {', '.join(COLUMNS)}.")
    cells = {name: cells.get(name, "") for name in COLUMNS}
    for name in ("type", "sentence"):
        if not cells[name]:
            raise _wrong(f"{name} is empty", f"fill the column {name!r}.")
    document = _make_document(cells)
    return Coded(document, _make_claim(cells, document))


def _as_text(value: Any) -> str:
    return "" if value is None else str(value).replace("\0", " ").strip()


def _make_document(cells: Mapping[str, str]) -> Document:
    digest = digest_document(cells["publisher"], cells["title"], cells["sentence"])
    published = _day(cells, "published")
    return Document(
        id=cells["document"] or digest[:16],
        digest=digest,
        text=cells["sentence"],
        title=cells["title"],
        publisher=cells["publisher"],
        url=cells["url"] or None,
        published=published,
    )


def _make_claim(cells: Mapping[str, str], document: Document) -> Claim:
    whole = Span(0, len(document.text))
    source = _source(cells)
    via = Link(cells["via"], None, None, cells["via"], LinkKind.MEDIUM) if cells["via"] else None
    chain = tuple(dict.fromkeys(link for link in (PUBLISHER, via, source) if link is not None))
    return Claim(
        id=_claim_id(cells, document),
        type=_member(ClaimType, cells, "type"),
        subtype=cells["subtype"] or None,
        evidence=whole,
        trigger=whole,
        actor=_parties(cells["actor"]),
        target=_parties(cells["target"]),
        person=next(iter(_parties(cells["person"])), None),
        place=_places(cells),
        destination=tuple(Place(name, None, None) for name in _names(cells["destination"])),
        quantity=_quantity(cells),
        modality=_member(Modality, cells, "modality") if cells["modality"] else Modality.ASSERTED,
        time=None,
        valid=_valid(cells),
        source=source,
        anonymous=source.anonymous,
        via=via,
        chain=chain,
        part_of=None,
        rule=f"coded/{cells['id']}".rstrip("/"),
        score=_score(cells),
    )


def _claim_id(cells: Mapping[str, str], document: Document) -> str:
    """Return an id that the same row of the same document has whenever it comes."""
    raw = json.dumps([document.id, document.digest, cells["id"] or sorted(cells.items())], ensure_ascii=False)
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(_SEPARATOR) if name.strip()]


def _parties(cell: str) -> tuple[Party, ...]:
    from reportedly.gazetteer.parties import active_register

    found = []
    for name in _names(cell):
        entry = active_register().identify(name)
        bare = Party(name, None, None, None, name)
        if entry is not None:
            bare = replace(bare, id=entry.id, name=entry.name, kind=entry.kind)
        found.append(bare)
    return tuple(found)


def _places(cells: Mapping[str, str]) -> tuple[Place, ...]:
    names = _names(cells["place"])
    lat, lon = _number(cells, "lat", -90, 90), _number(cells, "lon", -180, 180)
    if (lat is None) != (lon is None):
        raise _wrong("only one of lat and lon is given", "give both, or none.")
    if lat is None and not cells["place_id"]:
        return tuple(Place(name, None, None, name=name, country=cells["country"] or None) for name in names)
    if len(names) != 1:
        raise _wrong(f"a point is given for {len(names)} places", "name one place in a row that has a point.")
    kind, country = cells["place_kind"] or None, cells["country"] or None
    return (Place(names[0], None, None, cells["place_id"] or None, names[0], kind, lat, lon, country=country),)


def _quantity(cells: Mapping[str, str]) -> Quantity | None:
    low, high, number = (_number(cells, name, 0, 1e15) for name in ("low", "high", "number"))
    if number is not None:
        low, high = number, number
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        raise _wrong(f"low is {low:g} and high {high:g}", "write the lower end in `low`.")
    if cells["relation"]:
        relation = _member(Relation, cells, "relation")
    else:
        relation = Relation.AT_LEAST if high is None else Relation.AT_MOST if low is None else Relation.EQUAL
    unit, of, hedge = (cells[name] or None for name in ("unit", "of", "hedge"))
    return Quantity(low, high, unit, of, relation, hedge, None, None)


def _valid(cells: Mapping[str, str]) -> Valid:
    earliest = _day(cells, "earliest") or _day(cells, "day")
    latest = _day(cells, "latest") or _day(cells, "day")
    if earliest is None and latest is None:
        return Valid(None, None, Precision.UNKNOWN, Basis.NONE)
    if earliest and latest and earliest > latest:
        raise _wrong(f"earliest is {earliest} and latest {latest}", "write the earlier day in `earliest`.")
    precision = _member(Precision, cells, "precision") if cells["precision"] else Precision.DAY
    return Valid(earliest, latest, precision, Basis.EXPRESSION)


def _source(cells: Mapping[str, str]) -> Link:
    anonymous = cells["anonymous"].lower()
    if anonymous not in _YES | _NO:
        raise _wrong(f"anonymous is {cells['anonymous']!r}", "write yes or no.")
    if not cells["source"] and anonymous in _NO:
        return PUBLISHER
    kind = LinkKind.UNNAMED if anonymous in _YES else LinkKind.BODY
    if cells["source_kind"]:
        kind = _member(LinkKind, cells, "source_kind")
    name = cells["source"] or None
    return Link(name or "unnamed", None, None, name if anonymous in _NO else None, kind, anonymous=anonymous in _YES)


def _score(cells: Mapping[str, str]) -> float:
    score = _number(cells, "score", 0, 1)
    return 1.0 if score is None else round(score, 4)


def _member(kind: Callable[[str], Any], cells: Mapping[str, str], name: str) -> Any:
    try:
        return kind(cells[name].lower())
    except ValueError as error:
        allowed = ", ".join(member.value for member in kind)  # type: ignore[attr-defined]  # an enumeration
        raise _wrong(f"{name} is {cells[name]!r}", f"use one of {allowed}.") from error


def _number(cells: Mapping[str, str], name: str, low: float, high: float) -> float | None:
    if not cells[name]:
        return None
    try:
        value = float(cells[name].replace(",", ""))
    except ValueError as error:
        raise _wrong(f"{name} is {cells[name]!r}, which is no number", "write it in digits.") from error
    if not low <= value <= high:
        raise _wrong(f"{name} is {value:g}", f"it lies between {low:g} and {high:g}.")
    return value


def _day(cells: Mapping[str, str], name: str) -> str | None:
    if not cells[name]:
        return None
    try:
        read_day(cells[name])
    except LedgerError as error:
        raise _wrong(f"{name} is {cells[name]!r}, which is no day", "write it as 2017-06-12.") from error
    return cells[name]


def _wrong(what: str, fix: str) -> LedgerError:
    return LedgerError("R512", f"{what}.", why="The row is left out; the others go in.", fix=fix)
