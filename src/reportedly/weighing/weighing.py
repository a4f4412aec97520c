"""Weighing over a ledger: what its claims amount to, kept up to date, document by document.

The map of what is kept. When a ledger has changed, `refresh` takes in the documents that differ (`taking`: their
story, offices, claims, sums), files their claims (`shelf`, `blocks`), links those that look like one event
(`gathering`), and weighs again the blocks that were touched (`disputes`). What is kept is enough to find a question;
its versions are made from the claims when it is asked for, so that they are always as people decided.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import KeptClaim
from reportedly.model.dispute import Misfit, MisfitKind, Sum, Verdict
from reportedly.weighing import tables as t
from reportedly.weighing.blocks import Block, find_block
from reportedly.weighing.disputes import Answered, Weighed
from reportedly.weighing.gathering import weigh_block
from reportedly.weighing.held import Held
from reportedly.weighing.links import Links
from reportedly.weighing.misfits import find_fallen
from reportedly.weighing.questions import Facet
from reportedly.weighing.shelf import LedgerShelf, beside_claims, driver, drop_questions, note_blocks, write_rows
from reportedly.weighing.taking import Taker, write_misfits

RULES = "22"  # of weighing; another number makes all that is kept be made again
_DOCUMENTS_AT_ONCE = 100
_BLOCKS_AT_ONCE = 300
_CLAIMS_AT_ONCE = 400
_LAG = 3  # batches by which blocks are weighed after they were taken in: most of what belongs to them has come by then
_FEW = 10  # documents changed, up to which all is written at once; others who write wait for that
_MANY = 200  # documents changed, from which on the whole ledger is streamed instead of each document asked for


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A kept question: enough to find it, and the claims that it is answered from."""

    id: str
    question: str
    title: str
    place: str | None
    names: str  # of its place in all spellings, a line each
    earliest: str | None
    latest: str | None
    reported: str
    claims: str  # ids, spaces between
    reports: int
    origins: int
    disputed: int


class Weighing:
    """What the claims of a ledger amount to."""

    def __init__(self, ledger: Ledger, held: Held | None = None) -> None:
        self.ledger = ledger
        self.shelf = LedgerShelf(ledger, held)
        self._taker = Taker(ledger, self.shelf)

    def refresh(self) -> int:
        """Weigh what changed in the ledger since the last time, and return how many documents that were."""
        position = self.ledger.position
        done = self._state()
        if done.get("rules") != RULES:
            self.ledger.drop_derived()
            self.shelf.held.clear()
            self.shelf = LedgerShelf(self.ledger, self.shelf.held)
            self._taker = Taker(self.ledger, self.shelf)
            done = {}
        last = int(done.get("position", "0"))
        if self.shelf.held.position != last:
            self.shelf.held.clear()  # somebody else weighed since
        self.shelf.held.position = position
        if last == position:
            return 0
        changed = self.ledger.documents_since(last)
        with self.shelf.together() if len(changed) <= _FEW else nullcontext():
            self._take_changed(changed)
            self._note_state(position)
        return len(changed)

    def _take_changed(self, changed: Sequence[str]) -> None:
        """Take the changed documents in, and weigh again what they touch."""
        waiting: deque[set[str]] = deque()
        for documents, claims in self._changed_claims(changed):
            waiting.append(self._taker.take(documents, claims))
            if len(waiting) > _LAG:
                self._weigh_again(waiting.popleft())
        for touched in waiting:
            self._weigh_again(touched)

    def _changed_claims(self, changed: Sequence[str]) -> Iterator[tuple[list[str], list[KeptClaim]]]:
        """Yield the changed documents in batches, with the claims they make now."""
        if len(changed) < _MANY:
            for at in range(0, len(changed), _DOCUMENTS_AT_ONCE):
                some = list(changed[at : at + _DOCUMENTS_AT_ONCE])
                yield some, [kept for one in some for kept in self.ledger.each_claim(ClaimFilter(document=one))]
            return
        left = dict.fromkeys(changed)
        for documents, claims in _by_documents(self.ledger.each_claim(), set(changed)):
            for one in documents:
                left.pop(one, None)
            yield documents, claims
        silent = list(left)  # documents without a claim that stands
        for at in range(0, len(silent), _DOCUMENTS_AT_ONCE):
            yield silent[at : at + _DOCUMENTS_AT_ONCE], []

    def _weigh_again(self, touched: set[str]) -> None:
        done: set[str] = set()
        waiting = sorted(touched)
        while waiting:
            blocks: list[Block] = []
            with self.shelf.look() as connection:
                links = Links(driver(connection))
                while waiting and len(blocks) < _BLOCKS_AT_ONCE:
                    claim = waiting.pop()
                    if claim not in done:
                        block = find_block(claim, links.find)
                        done |= block.claims
                        blocks.append(block)
            waiting += sorted(self._weigh_blocks(blocks) - done)

    def _weigh_blocks(self, blocks: Sequence[Block]) -> set[str]:
        """Weigh blocks, and return the claims that were in one with theirs before: their block has become another."""
        claims = sorted({claim for block in blocks for claim in block.claims})
        facets = {facet.id: facet for facet in self.shelf.facets(claims)}
        weighed = [
            one
            for block in blocks
            for one in weigh_block([facets[claim] for claim in sorted(block.claims) if claim in facets])
        ]
        with self.shelf.open() as connection:
            beside = beside_claims(connection, claims)
            drop_questions(connection, claims)
            note_blocks(connection, blocks)
            _write_questions(connection, weighed)
            for answered in (answered for one in weighed for answered in one.answered):
                write_misfits(connection, find_fallen(answered, facets), question=answered.id)
        return beside

    def _state(self) -> dict[str, str]:
        with self.shelf.look() as connection:
            return {row.name: row.value for row in connection.execute(select(t.state))}

    def _note_state(self, position: int) -> None:
        rows = [{"name": "position", "value": str(position)}, {"name": "rules", "value": RULES}]
        with self.shelf.open() as connection:
            connection.execute(insert(t.state).prefix_with("OR REPLACE"), rows)

    # What is asked

    def questions(
        self,
        *,
        disputed: bool = False,
        least_origins: int = 1,
        kinds: Sequence[str] = (),
        place: str | None = None,
        at: str | None = None,
        since: str | None = None,
        until: str | None = None,
        words: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> list[QuestionRow]:
        """Return the rows of questions that are kept, the last answered first."""
        chosen = select(t.question).order_by(t.question.c.reported.desc(), t.question.c.id)
        chosen = chosen.where(t.question.c.disputed == 1) if disputed else chosen
        chosen = chosen.where(t.question.c.origins >= least_origins) if least_origins > 1 else chosen
        chosen = chosen.where(t.question.c.question.in_(kinds)) if kinds else chosen
        chosen = chosen.where(t.question.c.names.icontains(place, autoescape=True)) if place else chosen
        if at:
            chosen = chosen.where(t.question.c.earliest <= at, t.question.c.latest >= at)
        chosen = chosen.where(t.question.c.latest >= since) if since else chosen
        chosen = chosen.where(t.question.c.earliest <= until) if until else chosen
        for word in words.split():
            told = t.question.c.title.icontains(word, autoescape=True)
            chosen = chosen.where(told | t.question.c.names.icontains(word, autoescape=True))
        with self.shelf.look() as connection:
            return _as_rows(connection.execute(chosen.limit(limit).offset(offset)))

    def count_questions(self) -> tuple[int, int]:
        """Return how many questions are kept, and how many of them are in dispute."""
        with self.shelf.look() as connection:
            every = connection.execute(select(func.count()).select_from(t.question)).scalar_one()
            open_ones = select(func.count()).select_from(t.question).where(t.question.c.disputed == 1)
            return every, connection.execute(open_ones).scalar_one()

    def question(self, id: str) -> QuestionRow | None:
        """Return the row of a question by its id, or by the beginning of it."""
        chosen = select(t.question).where(t.question.c.id.startswith(id, autoescape=True)).order_by(t.question.c.id)
        with self.shelf.look() as connection:
            return next(iter(_as_rows(connection.execute(chosen.limit(1)))), None)

    def questions_of(self, claim: str) -> list[QuestionRow]:
        """Return the rows of the questions that a claim answers or stands beside."""
        mine = select(t.member.c.question).where(t.member.c.claim == claim)
        with self.shelf.look() as connection:
            chosen = select(t.question).where(t.question.c.id.in_(mine)).order_by(t.question.c.id)
            return _as_rows(connection.execute(chosen))

    def first_questions(self, claims: Sequence[str]) -> dict[str, QuestionRow]:
        """Return for each claim that answers one the row of the first of its questions, by id."""
        found: dict[str, QuestionRow] = {}
        with self.shelf.look() as connection:
            for at in range(0, len(claims), _CLAIMS_AT_ONCE):
                some = t.member.c.claim.in_(claims[at : at + _CLAIMS_AT_ONCE])
                first = select(t.member.c.claim, func.min(t.member.c.question).label("first")).where(some)
                mine = first.group_by(t.member.c.claim).subquery()
                chosen = select(mine.c.claim.label("member"), t.question).join(mine, mine.c.first == t.question.c.id)
                for row in connection.execute(chosen):
                    values = dict(row._mapping)
                    claim = values.pop("member")
                    found[claim] = QuestionRow(**values)
        return found

    def facets(self, claims: Iterable[str], *, at: str | None = None, known_by: str | None = None) -> list[Facet]:
        """Return the facets of claims that are of a day (`at`) and had come out by one (`known_by`)."""
        found = self.shelf.facets(claims)
        day = date.fromisoformat(at).toordinal() if at else None
        return [
            facet
            for facet in found
            if (known_by is None or (facet.reported and facet.reported <= known_by))
            and (day is None or (facet.days is not None and facet.days.first <= day <= facet.days.last))
        ]

    def facets_of(self, kept: Sequence[KeptClaim]) -> list[Facet]:
        """Return the facets of claims at hand, in the order of their ids."""
        return self.shelf.facets_of(kept)

    def stories_of(self, documents: Iterable[str]) -> dict[str, str]:
        """Return for each document that is known the story that it and its copies go back to."""
        return self.shelf.directory_of(sorted(documents))[1]

    def sums(self, *, verdict: Verdict | None = None, document: str | None = None, limit: int = 50) -> list[Sum]:
        """Return the sums that are kept, those that cannot fit first."""
        chosen = select(t.total).order_by(t.total.c.whole)
        chosen = chosen.where(t.total.c.verdict == verdict.value) if verdict else chosen
        chosen = chosen.where(t.total.c.document == document) if document else chosen
        with self.shelf.look() as connection:
            rows = connection.execute(chosen.limit(limit)).all()
        return [_as_sum(row) for row in rows]

    def misfits(self, *, kind: MisfitKind | None = None, limit: int = 50) -> list[Misfit]:
        """Return what cannot be as it is said, the kinds in their order."""
        chosen = select(t.misfit).order_by(t.misfit.c.kind, t.misfit.c.id)
        chosen = chosen.where(t.misfit.c.kind == kind.value) if kind else chosen
        with self.shelf.look() as connection:
            return [_as_misfit(row) for row in connection.execute(chosen.limit(limit))]


def _as_rows(found: Iterable[Row[Any]]) -> list[QuestionRow]:  # Any: columns of the table
    return [QuestionRow(**row._mapping) for row in found]


def _by_documents(claims: Iterable[KeptClaim], wanted: set[str]) -> Iterator[tuple[list[str], list[KeptClaim]]]:
    """Yield batches of whole documents from claims that come in the order of the days of their reports."""
    held: dict[str, list[KeptClaim]] = {}
    day: str | None = None
    for kept in claims:
        if kept.reported != day and len(held) >= _DOCUMENTS_AT_ONCE:
            yield from _batches(held)
            held = {}
        day = kept.reported
        if kept.document in wanted:
            held.setdefault(kept.document, []).append(kept)
    yield from _batches(held)


def _batches(held: Mapping[str, list[KeptClaim]]) -> Iterator[tuple[list[str], list[KeptClaim]]]:
    """Yield documents with their claims, so few at once that a day on which thousands came out needs no more memory."""
    documents = list(held)
    for at in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        some = documents[at : at + _DOCUMENTS_AT_ONCE]
        yield some, [kept for one in some for kept in held[one]]


def _write_questions(connection: Connection, weighed: Iterable[Weighed]) -> None:
    """Write a row for each question that the claims of events answer."""
    questions: list[dict[str, object]] = []
    members: list[tuple[object, ...]] = []
    for one in weighed:
        for answered in one.answered:
            stands = dict(answered.stands)
            questions.append(_question_row(answered))
            members += [(claim, answered.id, stands.get(claim, 0)) for claim in answered.claims]
    if questions:
        connection.execute(insert(t.question).prefix_with("OR REPLACE"), questions)
        write_rows(connection, "OR IGNORE", t.member, members)


def _question_row(answered: Answered) -> dict[str, object]:
    return {
        "id": answered.id,
        "question": answered.question.value,
        "title": answered.title,
        "place": answered.place,
        "names": "\n".join(answered.names),
        "earliest": answered.earliest,
        "latest": answered.latest,
        "reported": answered.reported,
        "claims": " ".join(answered.claims),
        "reports": answered.reports,
        "origins": answered.origins,
        "disputed": int(answered.dispute is not None),
    }


def _as_misfit(row: Row[Any]) -> Misfit:
    kind, verdict = MisfitKind(row.kind), Verdict(row.verdict)
    return Misfit(row.id, kind, verdict, tuple(row.claims.split()), row.words, tuple(json.loads(row.reasons)))


def _as_sum(row: Row[Any]) -> Sum:
    record = row._mapping
    return Sum(
        record["whole"],
        tuple(record["parts"].split()),
        Verdict(record["verdict"]),
        record["words"],
        tuple(json.loads(record["reasons"])),
        record["left_low"],
        record["left_high"],
    )
