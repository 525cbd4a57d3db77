-- What each row that people edit looked like after every change, as a salted hash: ``verify`` compares the rows with it.
-- One sealing a transaction, chained like the history. It also names the newest line of the history, so its hash stands for both.
CREATE TABLE sealing (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    line INTEGER NOT NULL,
    line_hash TEXT NOT NULL CHECK (length(line_hash) = 64),
    root TEXT NOT NULL CHECK (length(root) = 64),
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT


-- hash: SHA-256 of the salt and the row, NULL when the row was taken away. Only the newest seal of a row keeps its salt, so that
-- nobody can guess what a row said before. altered: the row had been changed by another program before this change.
CREATE TABLE seal (
    table_name TEXT NOT NULL,
    row_key ANY NOT NULL,
    sealing_id INTEGER NOT NULL REFERENCES sealing (id) ON DELETE RESTRICT,
    salt BLOB CHECK (length(salt) = 16),
    hash BLOB CHECK (length(hash) = 32),
    altered INTEGER NOT NULL CHECK (altered IN (0, 1)),
    PRIMARY KEY (table_name, row_key, sealing_id)
) STRICT, WITHOUT ROWID


CREATE INDEX seal_altered ON seal (sealing_id) WHERE altered = 1


CREATE TRIGGER sealing_append_only_update BEFORE UPDATE ON sealing
BEGIN
    SELECT RAISE(ABORT, 'a sealing is never overwritten');
END


CREATE TRIGGER sealing_append_only_delete BEFORE DELETE ON sealing
BEGIN
    SELECT RAISE(ABORT, 'a sealing is never overwritten');
END


CREATE TRIGGER seal_append_only_update BEFORE UPDATE OF table_name, row_key, sealing_id, hash, altered ON seal
BEGIN
    SELECT RAISE(ABORT, 'a seal is never overwritten');
END


CREATE TRIGGER seal_salt_only_goes BEFORE UPDATE OF salt ON seal WHEN NEW.salt IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the salt of a seal can only be taken away');
END


CREATE TRIGGER seal_append_only_delete BEFORE DELETE ON seal
BEGIN
    SELECT RAISE(ABORT, 'a seal is never overwritten');
END
