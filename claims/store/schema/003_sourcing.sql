-- The address as it is compared (store.addresses): two spellings of one page have one key.
ALTER TABLE source ADD COLUMN address_key TEXT


CREATE INDEX source_address ON source (address_key) WHERE address_key IS NOT NULL


-- Where the quote stands in the source's text, in code points, end exclusive, with the words around it that find it again.
ALTER TABLE evidence ADD COLUMN start_offset INTEGER CHECK (start_offset >= 0)


ALTER TABLE evidence ADD COLUMN end_offset INTEGER CHECK (end_offset > start_offset)


ALTER TABLE evidence ADD COLUMN prefix TEXT NOT NULL DEFAULT ''


ALTER TABLE evidence ADD COLUMN suffix TEXT NOT NULL DEFAULT ''


-- A source's page fetched again. A failure is a row, too: it tells when somebody last looked in vain.
CREATE TABLE recheck (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    sha256 TEXT CHECK (length(sha256) = 64),
    changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
    failure TEXT CHECK (trim(failure) <> ''),
    CHECK ((sha256 IS NULL) = (failure IS NOT NULL)),
    CHECK (failure IS NULL OR changed = 0)
) STRICT


CREATE INDEX recheck_source ON recheck (source_id, id)


-- What became of each quote; "found" are the words that stand there now.
CREATE TABLE recheck_quote (
    recheck_id INTEGER NOT NULL REFERENCES recheck (id) ON DELETE RESTRICT,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE RESTRICT,
    whereabouts TEXT NOT NULL CHECK (whereabouts IN ('present', 'moved', 'changed', 'gone')),
    found TEXT,
    PRIMARY KEY (recheck_id, evidence_id),
    CHECK ((whereabouts = 'gone') = (found IS NULL))
) STRICT, WITHOUT ROWID


-- An editor's word on a version of an article. "basis" is the SHA-256 of all that the report said then:
-- when the report says something else, the sign-off has lapsed.
CREATE TABLE sign_off (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    note TEXT,
    basis TEXT NOT NULL CHECK (length(basis) = 64)
) STRICT


CREATE INDEX sign_off_article ON sign_off (article_id, id)


CREATE TRIGGER recheck_append_only_update BEFORE UPDATE ON recheck
BEGIN
    SELECT RAISE(ABORT, 'a recheck is never overwritten');
END


CREATE TRIGGER recheck_append_only_delete BEFORE DELETE ON recheck
BEGIN
    SELECT RAISE(ABORT, 'a recheck is never overwritten');
END


CREATE TRIGGER recheck_quote_append_only_update BEFORE UPDATE ON recheck_quote
BEGIN
    SELECT RAISE(ABORT, 'a recheck is never overwritten');
END


CREATE TRIGGER recheck_quote_append_only_delete BEFORE DELETE ON recheck_quote
BEGIN
    SELECT RAISE(ABORT, 'a recheck is never overwritten');
END


CREATE TRIGGER sign_off_append_only_update BEFORE UPDATE ON sign_off
BEGIN
    SELECT RAISE(ABORT, 'a sign-off is never overwritten');
END


CREATE TRIGGER sign_off_append_only_delete BEFORE DELETE ON sign_off
BEGIN
    SELECT RAISE(ABORT, 'a sign-off is never overwritten');
END
