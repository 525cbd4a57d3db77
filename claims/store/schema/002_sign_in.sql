-- Secrets are stored as SHA-256 only: they are long and random, so nothing slower is needed to keep them.

CREATE TABLE session (
    secret_sha256 TEXT PRIMARY KEY CHECK (length(secret_sha256) = 64),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    started_at TEXT NOT NULL,
    ends_at TEXT NOT NULL
) STRICT, WITHOUT ROWID


CREATE INDEX session_person ON session (person_id)


-- A link that signs in once; without a person it makes the first admin.
CREATE TABLE sign_in_link (
    secret_sha256 TEXT PRIMARY KEY CHECK (length(secret_sha256) = 64),
    person_id INTEGER REFERENCES person (id) ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT
) STRICT, WITHOUT ROWID


CREATE TABLE sign_in_failure (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE,
    address TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT


CREATE INDEX sign_in_failure_name ON sign_in_failure (name, at)


CREATE INDEX sign_in_failure_address ON sign_in_failure (address, at)


CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB NOT NULL CHECK (length(key) >= 32)
) STRICT


-- Whoever gets another password or is shut out is signed out everywhere, whatever program made the change.
CREATE TRIGGER session_ends_with_password AFTER UPDATE OF password_hash, disabled ON person
WHEN NEW.disabled = 1 OR NEW.password_hash IS NOT OLD.password_hash
BEGIN
    DELETE FROM session WHERE person_id = NEW.id;
    DELETE FROM sign_in_link WHERE person_id = NEW.id;
END
