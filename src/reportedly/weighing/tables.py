"""The tables in which a ledger keeps what weighing derives; they can be dropped and made again at any time."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text

tables = MetaData()

state = Table(
    "derived_weigh_state",
    tables,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# A document: the story it belongs to with its copies, and the offices and speakers that it names.
document = Table(
    "derived_weigh_document",
    tables,
    Column("document", Text, primary_key=True),
    Column("story", Text, nullable=False),
    Column("offices", Text, nullable=False),  # JSON: class -> [key, name]
    Column("persons", Text, nullable=False),  # JSON: folded name -> [key, name]
    Index("derived_weigh_document_story", "story"),
)

person = Table(
    "derived_weigh_person",
    tables,
    Column("name", Text, primary_key=True),
    Column("office", Text, nullable=False),
    Column("shown", Text, nullable=False),
)

copy = Table(
    "derived_weigh_copy",
    tables,
    Column("original", Text, primary_key=True),
    Column("copy", Text, primary_key=True),
    Column("share", Float, nullable=False),
    Column("words", Integer, nullable=False),
    Column("longest", Integer, nullable=False),
    Column("taken", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("derived_weigh_copy_copy", "copy"),
    sqlite_with_rowid=False,
)

# The bands of documents (see `copies`), by weeks, so that those of one time lie together and are written together.
band = Table(
    "derived_weigh_band",
    tables,
    Column("week", Integer, primary_key=True),
    Column("band", Integer, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("document", Text, primary_key=True),
    sqlite_with_rowid=False,
)

claim = Table(
    "derived_weigh_claim",
    tables,
    Column("claim", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("borrowed", Text),  # JSON: what it takes from an earlier claim of its document
    Column("block", Text),  # the least claim of the block in which it was weighed last
    Column("strength", Float),  # of the links by which that block hangs together
    Index("derived_weigh_claim_document", "document"),
    Index("derived_weigh_claim_block", "block"),
    sqlite_with_rowid=False,
)

key = Table(
    "derived_weigh_key",
    tables,
    Column("name", Text, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("claim", Text, primary_key=True),
    Index("derived_weigh_key_claim", "claim"),
    sqlite_with_rowid=False,
)

# The claims that look like accounts of one event with a claim, as `links` writes them; rows lie in the order in which
# claims came, so that those of one time lie together.
link = Table(
    "derived_weigh_link",
    tables,
    Column("claim", Text, primary_key=True),
    Column("others", Text, nullable=False),
)

# A question that the claims of one event answer: enough to find it; its versions are made from its claims.
question = Table(
    "derived_weigh_question",
    tables,
    Column("id", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Text),
    Column("names", Text, nullable=False),  # of its place in all spellings, a line each
    Column("earliest", Text),
    Column("latest", Text),
    Column("reported", Text, nullable=False),  # the last day on which it was answered, empty where unknown
    Column("claims", Text, nullable=False),  # ids of the event's claims, spaces between
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Index("derived_weigh_question_disputed", "disputed", "reported", "id"),
    Index("derived_weigh_question_reported", "reported", "id"),
)

# Which claims a question's row was made from, so that it is made again when one of them changes; and how each stands
# to the others, a bit for each relation (see `record`).
member = Table(
    "derived_weigh_member",
    tables,
    Column("claim", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("stands", Integer, nullable=False),
    Index("derived_weigh_member_question", "question"),
    sqlite_with_rowid=False,
)

# What cannot be as it is said: of one document, or of the claims of one question.
misfit = Table(
    "derived_weigh_misfit",
    tables,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("document", Text),
    Column("question", Text),
    Column("claims", Text, nullable=False),  # ids, spaces between
    Column("words", Text, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
    Index("derived_weigh_misfit_document", "document"),
    Index("derived_weigh_misfit_question", "question"),
)

total = Table(
    "derived_weigh_sum",
    tables,
    Column("whole", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("parts", Text, nullable=False),  # ids, spaces between
    Column("words", Text, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
    Column("left_low", Float),
    Column("left_high", Float),
    Index("derived_weigh_sum_document", "document"),
    Index("derived_weigh_sum_verdict", "verdict", "whole"),
)
