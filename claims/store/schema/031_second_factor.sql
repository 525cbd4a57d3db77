-- The key of a person's authenticator app. It has to be readable, because codes are computed from it. ``confirmed_at`` is NULL while it is
-- being set up; ``last_step`` is the newest half minute of which a code was used; ``wrong`` counts wrong codes since the last right one.
CREATE TABLE second_factor (
    person_id INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE RESTRICT,
    secret TEXT NOT NULL CHECK (length(secret) = 32),
    made_at TEXT NOT NULL,
    confirmed_at TEXT,
    last_step INTEGER NOT NULL DEFAULT 0,
    wrong INTEGER NOT NULL DEFAULT 0
) STRICT


-- Codes for when the app is lost, each for one sign-in. 80 random bits each, so their SHA-256 is enough.
CREATE TABLE recovery_code (
    secret_sha256 TEXT PRIMARY KEY CHECK (length(secret_sha256) = 64),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    made_at TEXT NOT NULL,
    used_at TEXT
) STRICT, WITHOUT ROWID


CREATE INDEX recovery_code_person ON recovery_code (person_id)


-- Sign-ins that had the right password or link and still need a code. Nothing that opens the desk is in this table.
CREATE TABLE half_sign_in (
    secret_sha256 TEXT PRIMARY KEY CHECK (length(secret_sha256) = 64),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('password', 'link')),
    ends_at TEXT NOT NULL
) STRICT, WITHOUT ROWID


CREATE TRIGGER half_sign_in_ends_with_password AFTER UPDATE OF password_hash, disabled ON person
WHEN NEW.disabled = 1 OR NEW.password_hash IS NOT OLD.password_hash
BEGIN
    DELETE FROM half_sign_in WHERE person_id = NEW.id;
END
