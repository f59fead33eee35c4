-- Version 1 of a workspace file. Tables above the line hold facts; those below are derived from events and records and
-- can be made anew (nia check --repair). Times are RFC 3339 text in UTC unless named otherwise.

CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE dataset(
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    title TEXT, contributor TEXT, source TEXT, licence TEXT, citation TEXT,
    collected_from TEXT, collected_to TEXT, personal_data TEXT);

CREATE TABLE shard(
    id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES dataset(id),
    name TEXT NOT NULL, path TEXT NOT NULL, sha256 BLOB, bytes INTEGER NOT NULL DEFAULT 0, plain_bytes INTEGER NOT NULL DEFAULT 0,
    format TEXT NOT NULL, compression TEXT NOT NULL, text_field TEXT, id_field TEXT, encoding TEXT NOT NULL, delimiter TEXT, header INTEGER,
    columns TEXT, -- JSON array of the columns of a table, in order
    records INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0, error TEXT, error_offset INTEGER, imported_at TEXT NOT NULL);
CREATE INDEX shard_by_hash ON shard(sha256);

-- What many raw objects have in common (object_form.h); at most a thousand or so.
CREATE TABLE object_form(id INTEGER PRIMARY KEY, form TEXT NOT NULL);
-- Everything of a record but its text. Ids are given in import order without gaps; records are never removed. Small
-- indices of the heads of keys and of hashes of ids serve: who looks one up compares the whole.
CREATE TABLE record(
    id INTEGER PRIMARY KEY, key BLOB NOT NULL, dataset INTEGER NOT NULL REFERENCES dataset(id), external_id TEXT NOT NULL,
    id_hash INTEGER NOT NULL,   -- 32 bits of the external id (records.h, idHash)
    shard INTEGER REFERENCES shard(id), line INTEGER, chars INTEGER NOT NULL,
    text_hash INTEGER NOT NULL, -- 64 bits of SHA-256 of the text: who has equal ones has equal texts
    form INTEGER,               -- of the raw object; NULL: the rest is the whole of it
    preview TEXT,               -- the first line for lists; NULL where the text is short enough to be read itself
    rest TEXT);                 -- the values of the raw object that its form leaves open
CREATE INDEX record_by_key ON record(substr(key,1,4));
CREATE INDEX record_by_id_hash ON record(id_hash);
-- Records that follow one another in one shard: where a shard lies without a look at its records.
CREATE TABLE shard_run(first INTEGER PRIMARY KEY, last INTEGER NOT NULL, shard INTEGER NOT NULL REFERENCES shard(id));
-- Columns of the records for filters and sorts, in blocks of 4,080 (record_columns.h). Derived.
CREATE TABLE record_column(place INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE record_body(id INTEGER PRIMARY KEY REFERENCES record(id), text TEXT NOT NULL);
CREATE TABLE record_parts(id INTEGER PRIMARY KEY REFERENCES record(id), builder TEXT NOT NULL, parts TEXT);

CREATE TABLE rejected_line(
    id INTEGER PRIMARY KEY, shard INTEGER NOT NULL REFERENCES shard(id), line INTEGER NOT NULL, byte INTEGER NOT NULL,
    kind TEXT NOT NULL, arguments TEXT NOT NULL, raw BLOB NOT NULL, UNIQUE(shard, byte));

CREATE TABLE schema_file(
    id INTEGER PRIMARY KEY, section TEXT NOT NULL, version TEXT NOT NULL, sha256 BLOB NOT NULL, json TEXT NOT NULL, added_at TEXT NOT NULL,
    UNIQUE(section, version, sha256));
-- Which files make the questions of the workspace, in order; one row set per setting of the schema, the newest counts.
CREATE TABLE schema_set(number INTEGER NOT NULL, place INTEGER NOT NULL, file INTEGER NOT NULL REFERENCES schema_file(id),
    version TEXT NOT NULL, PRIMARY KEY(number, place)) WITHOUT ROWID;

CREATE TABLE annotator(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, display TEXT, region TEXT);

CREATE TABLE event(
    seq INTEGER PRIMARY KEY, id BLOB NOT NULL, canon TEXT NOT NULL, kind TEXT NOT NULL, annotator INTEGER NOT NULL REFERENCES annotator(id),
    record_key BLOB, hlc TEXT NOT NULL,
    arrived TEXT NOT NULL DEFAULT 'own'); -- own, or the set hash of the bundle it came with
-- No event is here twice: who adds one looks through the events of its record.
CREATE INDEX event_by_record ON event(substr(record_key,1,4));
CREATE INDEX event_by_annotator ON event(annotator, hlc);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;

CREATE TABLE model(
    id INTEGER PRIMARY KEY, question TEXT NOT NULL, model_id TEXT NOT NULL UNIQUE, labels INTEGER NOT NULL, form TEXT NOT NULL,
    card TEXT NOT NULL, data BLOB NOT NULL, made_at TEXT NOT NULL);
CREATE TABLE suggestion(
    record INTEGER NOT NULL REFERENCES record(id), question TEXT NOT NULL, answer TEXT NOT NULL, p REAL NOT NULL,
    distribution TEXT, model INTEGER NOT NULL REFERENCES model(id), PRIMARY KEY(record, question)) WITHOUT ROWID;
CREATE INDEX suggestion_by_answer ON suggestion(question, answer, p);
CREATE TABLE view(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, sort TEXT);

-- ----------------------------------------------------------------------------------------------- derived from here on

-- Current labels: one row for each (record, question, annotator) with a standing label.
CREATE TABLE label(
    record INTEGER NOT NULL, question TEXT NOT NULL, annotator INTEGER NOT NULL, event INTEGER NOT NULL,
    answer TEXT NOT NULL, -- canonical JSON of the answer; spans for a span question
    hidden INTEGER NOT NULL DEFAULT 0, -- its condition does not hold, or question or answer are unknown here
    blind INTEGER NOT NULL DEFAULT 1,  -- given with no suggestion seen
    PRIMARY KEY(record, question, annotator)) WITHOUT ROWID;
-- Sets of records, in blocks of 4,096, for filters and counts (marks.h): choices of labels and of resolutions, states.
CREATE TABLE mark(
    block INTEGER NOT NULL, kind INTEGER NOT NULL, question TEXT NOT NULL, choice TEXT NOT NULL, annotator INTEGER NOT NULL,
    bits BLOB NOT NULL, PRIMARY KEY(block, kind, question, choice, annotator)) WITHOUT ROWID;
CREATE TABLE annotator_state( -- what an annotator did with a record
    record INTEGER NOT NULL, annotator INTEGER NOT NULL,
    labelled INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0, skipped TEXT, flagged INTEGER NOT NULL DEFAULT 0,
    comment TEXT, seconds REAL NOT NULL DEFAULT 0, PRIMARY KEY(record, annotator)) WITHOUT ROWID;
CREATE TABLE adjudication(
    record INTEGER NOT NULL, question TEXT NOT NULL, event INTEGER NOT NULL, reviewer INTEGER NOT NULL, answer TEXT NOT NULL,
    contested INTEGER NOT NULL DEFAULT 0, -- then there is a row for each of them
    PRIMARY KEY(record, question, event)) WITHOUT ROWID;
CREATE TABLE disagreement(record INTEGER NOT NULL, question TEXT NOT NULL, PRIMARY KEY(record, question)) WITHOUT ROWID;
CREATE TABLE resolution( -- by the policy best, for resolved.<question> of the query language
    record INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY(record, question)) WITHOUT ROWID;
-- Events that do not count yet. why: 1 the record is not here (record_key says which), 2 question, answer or version is unknown.
CREATE TABLE waiting(event INTEGER PRIMARY KEY, record INTEGER, why INTEGER NOT NULL);
CREATE INDEX waiting_by_record ON waiting(record) WHERE record IS NOT NULL;
-- How many records that events speak of have which bits (1 labelled, 2 complete, 4 disagreed, 8 contested, 16 adjudicated,
-- 32 flagged, 64 skipped), kept with every change, so that counts need no scan.
CREATE TABLE state_count(bits INTEGER PRIMARY KEY, records INTEGER NOT NULL);
