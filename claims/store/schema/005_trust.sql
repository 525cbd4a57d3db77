-- What a script shows instead of a password. Only its SHA-256 is stored, and it is never deleted, only revoked.
CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    secret_sha256 TEXT NOT NULL UNIQUE CHECK (length(secret_sha256) = 64),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    made_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT


CREATE INDEX token_person ON token (person_id)


-- Room that a full disk is tried with: written and emptied again.
CREATE TABLE trial (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    filler BLOB NOT NULL
) STRICT
