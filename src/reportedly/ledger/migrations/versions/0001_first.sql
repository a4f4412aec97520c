-- The tables of the first schema, as SQLAlchemy wrote them; frozen.
CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE log (
    position INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (position)
);

CREATE INDEX log_recorded ON log (recorded);

CREATE TABLE reader (
    "key" INTEGER NOT NULL,
    lane TEXT NOT NULL,
    reader TEXT NOT NULL,
    model TEXT NOT NULL,
    gazetteer TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (lane, reader, model, gazetteer, settings)
);

CREATE TABLE body (
    "key" INTEGER NOT NULL,
    id TEXT NOT NULL,
    claim TEXT NOT NULL,
    sentence TEXT NOT NULL,
    decision INTEGER,
    PRIMARY KEY ("key")
);

CREATE TABLE term (
    "key" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    base TEXT,
    label TEXT NOT NULL,
    details TEXT NOT NULL,
    live INTEGER NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (kind, value)
);

CREATE INDEX term_live ON term (kind, live, "key");

CREATE INDEX term_base ON term (base) WHERE base IS NOT NULL;

CREATE TABLE mark (
    term INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (term, claim)
)
 WITHOUT ROWID;

CREATE TABLE past (
    term INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (term, claim)
)
 WITHOUT ROWID;

CREATE TABLE document (
    "key" INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    url TEXT,
    published TEXT,
    day INTEGER NOT NULL,
    language TEXT,
    retrieved_at TEXT,
    raw_sha256 TEXT,
    dates TEXT NOT NULL,
    warnings TEXT NOT NULL,
    length INTEGER NOT NULL,
    shingles INTEGER NOT NULL,
    sketch BLOB NOT NULL,
    entry INTEGER NOT NULL,
    redacted TEXT,
    PRIMARY KEY ("key"),
    UNIQUE (fingerprint),
    FOREIGN KEY(entry) REFERENCES log (position)
);

CREATE INDEX document_id ON document (id);

CREATE INDEX document_publisher ON document (publisher, day, shingles);

CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;

CREATE INDEX document_day ON document (day);

CREATE TABLE refusal (
    entry INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT,
    error TEXT NOT NULL,
    PRIMARY KEY (entry),
    FOREIGN KEY(entry) REFERENCES log (position)
);

CREATE INDEX refusal_id ON refusal (id);

CREATE TABLE text (
    document INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document),
    FOREIGN KEY(document) REFERENCES document ("key")
);

CREATE TABLE reading (
    "key" INTEGER NOT NULL,
    document INTEGER NOT NULL,
    reader INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    first INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    digest TEXT NOT NULL,
    error TEXT,
    PRIMARY KEY ("key"),
    FOREIGN KEY(document) REFERENCES document ("key"),
    FOREIGN KEY(reader) REFERENCES reader ("key"),
    FOREIGN KEY(entry) REFERENCES log (position)
);

CREATE INDEX reading_entry ON reading (entry);

CREATE INDEX reading_document ON reading (document);

CREATE TABLE decision (
    entry INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    document INTEGER,
    claim TEXT,
    other TEXT,
    content TEXT NOT NULL,
    undoes INTEGER,
    redacted TEXT,
    PRIMARY KEY (entry),
    FOREIGN KEY(entry) REFERENCES log (position),
    FOREIGN KEY(document) REFERENCES document ("key"),
    FOREIGN KEY(undoes) REFERENCES decision (entry)
);

CREATE INDEX decision_kind ON decision (kind);

CREATE INDEX decision_document ON decision (document);

CREATE INDEX decision_claim ON decision (claim);

CREATE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE version (
    "key" INTEGER NOT NULL,
    document INTEGER NOT NULL,
    article INTEGER NOT NULL,
    number INTEGER NOT NULL,
    superseded INTEGER,
    opened INTEGER NOT NULL,
    closed INTEGER,
    PRIMARY KEY ("key"),
    FOREIGN KEY(document) REFERENCES document ("key"),
    FOREIGN KEY(opened) REFERENCES log (position),
    FOREIGN KEY(closed) REFERENCES log (position)
);

CREATE INDEX version_article ON version (article);

CREATE INDEX version_document ON version (document);

CREATE TABLE claim (
    "key" INTEGER NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    body INTEGER NOT NULL,
    state TEXT NOT NULL,
    decision INTEGER,
    opened INTEGER NOT NULL,
    closed INTEGER,
    superseded INTEGER,
    taken INTEGER NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    score FLOAT NOT NULL,
    terms BLOB NOT NULL,
    PRIMARY KEY ("key"),
    FOREIGN KEY(document) REFERENCES document ("key"),
    FOREIGN KEY(body) REFERENCES body ("key"),
    FOREIGN KEY(opened) REFERENCES log (position),
    FOREIGN KEY(closed) REFERENCES log (position),
    FOREIGN KEY(taken) REFERENCES log (position)
);

CREATE INDEX claim_id ON claim (id);

CREATE INDEX claim_score ON claim (score, "key") WHERE closed IS NULL AND superseded IS NULL;

CREATE INDEX claim_document ON claim (document);

CREATE TABLE carried (
    decision INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claim TEXT,
    PRIMARY KEY (decision),
    FOREIGN KEY(decision) REFERENCES decision (entry),
    FOREIGN KEY(document) REFERENCES document ("key")
);

CREATE INDEX carried_document ON carried (document);

CREATE VIRTUAL TABLE words USING fts5(evidence, names, content='', tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE span USING rtree_i32(claim, valid_from, valid_to);

CREATE VIRTUAL TABLE place_box USING rtree(term, west, east, south, north);
