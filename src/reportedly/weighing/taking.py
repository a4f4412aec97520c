"""Taking in: what weighing notes of a document when it is new or has changed: its story, its offices, its claims.

Takes documents of a ledger, writes to the derived tables, gives the claims that have to be weighed anew. A document
that is taken in again is first taken out, so that doing it twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim, ReviewState
from reportedly.model.dispute import Misfit
from reportedly.weighing import tables as t
from reportedly.weighing.borrowing import Borrowed, find_borrowed, lend
from reportedly.weighing.copies import WINDOW_DAYS, Copy, Story, band_keys, is_copy, is_near, tell_copy
from reportedly.weighing.gathering import add_facets
from reportedly.weighing.links import KEPT, Links
from reportedly.weighing.misfits import find_wrong
from reportedly.weighing.offices import Directory
from reportedly.weighing.overlap import compare_words
from reportedly.weighing.questions import Facet
from reportedly.weighing.shelf import LedgerShelf, beside_claims, driver, drop_claims, drop_questions, write_rows
from reportedly.weighing.shingles import shingle, split_story
from reportedly.weighing.sums import find_sums

_LEFT_OUT = frozenset({ReviewState.REJECTED, ReviewState.RETRACTED})
_BORROWED = TypeAdapter(Borrowed)
_MOST_CANDIDATES = 20  # documents whose words are compared with a new one's
_FEW = 8  # candidates of which even those with a single band in common are looked at
_LEAST_SHARED = 0.08  # of the shingles of the shorter text; true pairs have a sixth and more, even badly scanned ones
_HELD_TEXTS = 400
_UNDATED = 0  # the day, and the week, of a document without a day
_WEEK = 7


_FILED = (
    "SELECT document FROM derived_weigh_band WHERE week IN (SELECT value FROM json_each(?))"
    " AND band IN (SELECT value FROM json_each(?)) AND (? OR day = ? OR day BETWEEN ? AND ?)"
)


class Taker:
    """Takes documents of a ledger in, one batch after another."""

    def __init__(self, ledger: Ledger, shelf: LedgerShelf) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._texts: OrderedDict[str, tuple[Story, list[str], frozenset[int]]] = OrderedDict()

    def take(self, documents: Sequence[str], claims: Iterable[KeptClaim]) -> set[str]:
        """Take the documents in with the claims they make now, and return the claims to weigh anew."""
        standing = [kept for kept in claims if kept.state not in _LEFT_OUT]
        touched, crowded = self._take_out(documents)
        moved = sorted(self._note_stories(documents) - set(documents))
        self._note_offices(documents, standing)
        if moved:
            standing += self._claims_of(moved)
            beside, more = self._take_out(moved)
            touched, crowded = touched | beside, crowded | more
        self._shelf.held.forget(kept.claim.id for kept in standing)
        bare = self._shelf.make_facets(standing)
        borrowed = find_borrowed(bare)
        facets = lend(bare, borrowed)
        with self._shelf.open() as connection:
            rows = [_claim_row(facet, borrowed.get(facet.id)) for facet in facets]
            if rows:
                connection.execute(insert(t.claim).prefix_with("OR REPLACE"), rows)
            self._write_sums(connection, [*documents, *moved], facets)
            _write_wrong(connection, [*documents, *moved], facets)
        known = {facet.id for facet in facets}
        return touched | known | add_facets([*facets, *self._shelf.facets(crowded - known)], self._shelf)

    def _take_out(self, documents: Sequence[str]) -> tuple[set[str], set[str]]:
        """Drop what was noted of the documents' claims.

        Return those that stood beside them in an event, and those of their neighbours of whose links not all are kept.
        """
        touched: set[str] = set()
        with self._shelf.open() as connection:
            chosen = select(t.claim.c.claim).where(t.claim.c.document.in_(documents))
            gone = sorted(connection.execute(chosen).scalars())
            links = Links(driver(connection))
            touched |= {other for claim in gone for other in links.others(claim)}
            crowded = {claim for claim in touched - set(gone) if len(links.row(claim)) >= KEPT}
            touched |= beside_claims(connection, gone)
            drop_claims(connection, gone)
            drop_questions(connection, gone)
        self._shelf.held.forget(gone)
        return touched - set(gone), crowded

    def _claims_of(self, documents: Sequence[str]) -> list[KeptClaim]:
        with self._shelf.look() as connection:
            chosen = select(t.claim.c.claim).where(t.claim.c.document.in_(documents))
            ids = sorted(connection.execute(chosen).scalars())
        return self._ledger.claims_by_id(ids)

    def _note_offices(self, documents: Sequence[str], claims: Sequence[KeptClaim]) -> None:
        directory = Directory()
        for kept in sorted(claims, key=lambda kept: (kept.document, kept.claim.id)):
            directory.learn(kept.document, kept.claim.chain or (kept.claim.source,))
        with self._shelf.open() as connection:
            for one in documents:
                offices = json.dumps(directory.documents.get(one, {}), ensure_ascii=False, sort_keys=True)
                connection.execute(update(t.document).where(t.document.c.document == one).values(offices=offices))
            for name, (office, shown) in sorted(directory.persons.items()):
                known = connection.execute(select(t.person).where(t.person.c.name == name)).one_or_none()
                if known is None or (office, shown) < (known.office, known.shown):
                    row = {"name": name, "office": office, "shown": shown}
                    connection.execute(insert(t.person).prefix_with("OR REPLACE"), row)
        self._shelf.note_persons(directory.persons)

    def _write_sums(self, connection: Connection, documents: Sequence[str], facets: Sequence[Facet]) -> None:
        connection.execute(delete(t.total).where(t.total.c.document.in_(documents)))
        known = {facet.id: facet for facet in facets}
        rows = [
            {
                "whole": one.whole,
                "document": known[one.whole].kept.document,
                "verdict": one.verdict.value,
                "parts": " ".join(one.parts),
                "words": one.words,
                "reasons": json.dumps(one.reasons, ensure_ascii=False),
                "left_low": one.left_low,
                "left_high": one.left_high,
            }
            for one in find_sums(known.values())
        ]
        if rows:
            connection.execute(insert(t.total).prefix_with("OR REPLACE"), rows)

    # Stories: which documents are copies of one

    def _note_stories(self, documents: Sequence[str]) -> set[str]:
        """Note the story of each document, and return the known documents whose story became another."""
        copies = {one: self._find_copies(one, bands) for one, bands in self._file_bands(documents).items()}
        moved: set[str] = set()
        with self._shelf.open() as connection:
            for one, found in copies.items():
                connection.execute(delete(t.copy).where((t.copy.c.original == one) | (t.copy.c.copy == one)))
                if found:
                    connection.execute(insert(t.copy).prefix_with("OR REPLACE"), [_copy_row(copy) for copy in found])
                moved |= _join_stories(connection, one, found)
        return moved

    def _file_bands(self, documents: Sequence[str]) -> dict[str, Counter[str]]:
        """File the documents under their bands; return those filed before each, with how many it has in common."""
        found = {}
        told = {one: self._text_of(one)[:2] for one in documents}
        with self._shelf.open() as connection:
            for one, (story, words) in told.items():
                keys = [_as_number(key) for key in band_keys(words)] if words else []
                day = _ordinal(story.reported)
                found[one] = _candidates(connection, keys, day)
                found[one].pop(one, None)
                write_rows(connection, "OR IGNORE", t.band, [(day // _WEEK, key, day, one) for key in keys])
        return found

    def _find_copies(self, document: str, candidates: Counter[str]) -> list[Copy]:
        story, words, _ = self._text_of(document)
        return list(self._compare(story, words, candidates))

    def _compare(self, story: Story, words: list[str], candidates: Counter[str]) -> Iterable[Copy]:
        likely = [one for one in candidates if candidates[one] > 1 or len(candidates) <= _FEW]
        mine = self._text_of(story.id)[2]
        for one in sorted(likely, key=lambda one: (-candidates[one], one))[:_MOST_CANDIDATES]:
            other, theirs, shingles = self._text_of(one)
            shared = len(mine & shingles) >= _LEAST_SHARED * max(1, min(len(mine), len(shingles)))
            if shared and is_near(story.reported, other.reported):
                overlap = compare_words(words, theirs)
                if is_copy(overlap):
                    yield tell_copy(story, other, overlap)

    def _text_of(self, document: str) -> tuple[Story, list[str], frozenset[int]]:
        if document not in self._texts:
            kept = self._ledger.document(document)
            story = Story(document, kept.publisher, kept.published, kept.text or "")
            words = split_story(story.text)
            self._texts[document] = (story, words, frozenset(shingle(words)))
            while len(self._texts) > _HELD_TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(document)
        return self._texts[document]


def _write_wrong(connection: Connection, documents: Sequence[str], facets: Sequence[Facet]) -> None:
    """Write what cannot be as it is said in documents taken one by one."""
    connection.execute(delete(t.misfit).where(t.misfit.c.document.in_(documents)))
    of = {facet.id: facet.kept.document for facet in facets}
    for one in find_wrong(facets):
        write_misfits(connection, [one], document=of[one.claims[0]])


def write_misfits(
    connection: Connection, misfits: Iterable[Misfit], *, document: str | None = None, question: str | None = None
) -> None:
    """Write a row for each misfit, of a document or of a question, with which it goes."""
    rows = [
        (
            one.id, one.kind.value, one.verdict.value, document, question, " ".join(one.claims), one.words,
            json.dumps(one.reasons, ensure_ascii=False),
        )
        for one in misfits
    ]  # fmt: skip
    write_rows(connection, "OR REPLACE", t.misfit, rows)


def _claim_row(facet: Facet, borrowed: Borrowed | None) -> dict[str, object]:
    kept = _BORROWED.dump_json(borrowed).decode() if borrowed is not None else None
    return {"claim": facet.id, "document": facet.kept.document, "borrowed": kept}


def _candidates(connection: Connection, keys: Sequence[int], day: int) -> Counter[str]:
    """Return the documents that may be near in time, each with how many of the bands it has in common."""
    first, last = day - WINDOW_DAYS, day + WINDOW_DAYS
    weeks = range(first // _WEEK, last // _WEEK + 1) if day != _UNDATED else _known_weeks(connection)
    given = (json.dumps([_UNDATED, *weeks]), json.dumps(keys), int(day == _UNDATED), _UNDATED, first, last)
    return Counter(document for (document,) in driver(connection).execute(_FILED, given))


def _known_weeks(connection: Connection) -> list[int]:
    """Return the weeks for which bands are filed, each sought from the one before it."""
    weeks: list[int] = []
    week: int | None = _UNDATED
    while week is not None:
        weeks.append(week)
        week = connection.execute(select(func.min(t.band.c.week)).where(t.band.c.week > week)).scalar()
    return weeks


def _join_stories(connection: Connection, document: str, copies: Sequence[Copy]) -> set[str]:
    """Give the document and all that are copies of it the least story among them; return those that had another."""
    others = sorted({copy.original for copy in copies} | {copy.copy for copy in copies} - {document})
    chosen = select(t.document.c.story).where(t.document.c.document.in_(others))
    stories = {document, *connection.execute(chosen).scalars()}
    root = min(stories)
    members = select(t.document.c.document).where(t.document.c.story.in_(sorted(stories - {root})))
    moved = set(connection.execute(members).scalars()) - {document}
    if moved:
        connection.execute(update(t.document).where(t.document.c.document.in_(sorted(moved))).values(story=root))
    row = {"document": document, "story": root, "offices": "{}", "persons": "{}"}
    connection.execute(insert(t.document).prefix_with("OR REPLACE"), row)
    return moved


def _copy_row(copy: Copy) -> dict[str, object]:
    return {
        "original": copy.original,
        "copy": copy.copy,
        "share": copy.share,
        "words": copy.words,
        "longest": copy.longest,
        "taken": copy.taken.value,
        "reason": copy.reason,
    }


def _as_number(key: tuple[int, int, int]) -> int:
    """Return one number, of 62 bits, for the key of a band."""
    digest = hashlib.blake2b(repr(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 2


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day[:10]).toordinal() if day else _UNDATED
