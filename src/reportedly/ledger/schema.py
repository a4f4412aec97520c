"""The ledger's tables, in SQLAlchemy Core.

Two kinds of tables. What was taken in and decided is only ever added to: `log`, `reader`, `document`, `text`,
`reading`, `body`, `decision`, `refusal`. What follows from it can be made again by replaying the log: `version`,
`claim`, `carried`, and the indexes `term`, `mark`, `past`, `words`, `span`, `place_box`.

Recorded times are positions of the log, whose entries hold the instants. The key of a claim's row is the day of its
report times 2^32 plus a number that counts up: every index is thereby in the order of reports, which is the order of
pages. `mark` has the rows that stand now, `past` the others.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    UniqueConstraint,
    text,
)

APPLICATION_ID = 0x52505444  # "RPTD" in the file's header: what tells a ledger from another SQLite file
SCHEMA_VERSION = 2  # in the file's header too; one more with each migration
REVISION = "0002"  # of the last migration
DAY_SHIFT = 32  # bits of a claim's key below the day

AnyRow = Row[*tuple[Any, ...]]  # a row of whatever columns were asked for; Any: each has a type of its own

tables = MetaData()

meta = Table("meta", tables, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

log = Table(
    "log",
    tables,
    Column("position", Integer, primary_key=True),
    Column("recorded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("log_recorded", "recorded"),
)

reader = Table(
    "reader",
    tables,
    Column("key", Integer, primary_key=True),
    Column("lane", Text, nullable=False),  # "read" by machine, "coded" by hand: each has a current reading
    Column("reader", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("gazetteer", Text, nullable=False),
    Column("settings", Text, nullable=False),
    UniqueConstraint("lane", "reader", "model", "gazetteer", "settings"),
)

document = Table(
    "document",
    tables,
    Column("key", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text),
    Column("published", Text),
    Column("day", Integer, nullable=False),
    Column("language", Text),
    Column("retrieved_at", Text),
    Column("raw_sha256", Text),
    Column("dates", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("length", Integer, nullable=False),  # of the text, in code points
    Column("shingles", Integer, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("entry", Integer, ForeignKey("log.position"), nullable=False),
    Column("redacted", Text),
    Index("document_id", "id"),
    Index("document_url", "url", sqlite_where=text("url IS NOT NULL")),
    Index("document_publisher", "publisher", "day", "shingles"),
    Index("document_day", "day"),
)

document_text = Table(
    "text",
    tables,
    Column("document", Integer, ForeignKey("document.key"), primary_key=True),
    Column("text", Text, nullable=False),
)

reading = Table(
    "reading",
    tables,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.key"), nullable=False),
    Column("reader", Integer, ForeignKey("reader.key"), nullable=False),
    Column("entry", Integer, ForeignKey("log.position"), nullable=False),
    Column("first", Integer, nullable=False),  # its bodies are those from `first`, `claims` of them
    Column("claims", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of its bodies
    Column("error", Text),
    Index("reading_document", "document"),
    Index("reading_entry", "entry"),
)

body = Table(
    "body",
    tables,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),  # of the claim
    Column("claim", Text, nullable=False),  # JSON, see body.py
    Column("sentence", Text, nullable=False),
    Column("decision", Integer),  # the last of the decisions that amended it; none as read
)

decision = Table(
    "decision",
    tables,
    Column("entry", Integer, ForeignKey("log.position"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", Integer, ForeignKey("document.key")),
    Column("claim", Text),
    Column("other", Text),
    Column("content", Text, nullable=False),  # JSON: slots, what it saw, source, letter, naming
    Column("undoes", Integer, ForeignKey("decision.entry")),
    Column("redacted", Text),
    Index("decision_document", "document"),
    Index("decision_claim", "claim"),
    Index("decision_kind", "kind"),
    Index("decision_undoes", "undoes", sqlite_where=text("undoes IS NOT NULL")),
)

refusal = Table(
    "refusal",
    tables,
    Column("entry", Integer, ForeignKey("log.position"), primary_key=True),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Text),
    Column("error", Text, nullable=False),
    Index("refusal_id", "id"),
)

version = Table(
    "version",
    tables,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.key"), nullable=False),
    Column("article", Integer, nullable=False),  # the lowest key among the article's documents
    Column("number", Integer, nullable=False),
    Column("superseded", Integer),  # the day on which the next version came out
    Column("opened", Integer, ForeignKey("log.position"), nullable=False),
    Column("closed", Integer, ForeignKey("log.position")),
    Index("version_document", "document"),
    Index("version_article", "article"),
)

claim = Table(
    "claim",
    tables,
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("document", Integer, ForeignKey("document.key"), nullable=False),
    Column("body", Integer, ForeignKey("body.key"), nullable=False),
    Column("state", Text, nullable=False),
    Column("decision", Integer),  # the last that bears on it
    Column("opened", Integer, ForeignKey("log.position"), nullable=False),
    Column("closed", Integer, ForeignKey("log.position")),
    Column("superseded", Integer),  # day
    Column("taken", Integer, ForeignKey("log.position"), nullable=False),  # when the claim was first taken in
    Column("valid_from", Integer),  # days; an open side is the first or last day there is, both None where undated
    Column("valid_to", Integer),
    Column("score", Float, nullable=False),
    Column("terms", LargeBinary, nullable=False),  # its terms, four bytes each
    Index("claim_id", "id"),
    Index("claim_document", "document"),
    Index("claim_opened", "opened"),
    Index("claim_closed", "closed", sqlite_where=text("closed IS NOT NULL")),
    Index("claim_score", "score", "key", sqlite_where=text("closed IS NULL AND superseded IS NULL")),
)

carried = Table(
    "carried",
    tables,
    Column("decision", Integer, ForeignKey("decision.entry"), primary_key=True),
    Column("document", Integer, ForeignKey("document.key"), nullable=False),
    Column("claim", Text),  # id of the claim it bears on now; none where it is orphaned
    Index("carried_document", "document"),
)

term = Table(
    "term",
    tables,
    Column("key", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("base", Text),  # of an area: the entry it is an area of
    Column("label", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON
    Column("live", Integer, nullable=False),  # rows that stand now
    UniqueConstraint("kind", "value"),
    Index("term_base", "base", sqlite_where=text("base IS NOT NULL")),
)

mark = Table(
    "mark",
    tables,
    Column("term", Integer, primary_key=True),
    Column("claim", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

past = Table(
    "past",
    tables,
    Column("term", Integer, primary_key=True),
    Column("claim", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# What SQLAlchemy has no words for. The words are not stored twice: a row's own body has them.
VIRTUAL = (
    "CREATE VIRTUAL TABLE words USING fts5(evidence, names, content='', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE span USING rtree_i32(claim, valid_from, valid_to)",
    "CREATE VIRTUAL TABLE place_box USING rtree(term, west, east, south, north)",
)
STATE = ("carried", "claim", "version", "mark", "past", "term")  # dropped and made again by a replay
