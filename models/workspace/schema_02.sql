-- Version 2: records are found through record_lookup (record_lookup.h) instead of two indices, which every batch of an
-- import rewrote nearly whole. Derived.

DROP INDEX record_by_key;
DROP INDEX record_by_id_hash;
CREATE TABLE record_lookup(place INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
