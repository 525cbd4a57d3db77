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


-- Holds a row for the length of the one transaction that takes words out of stored texts, and none otherwise.
CREATE TABLE redacting (
    event_id INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE RESTRICT
) STRICT


-- The triggers that keep texts as they are, again, but for a redaction. A line of the history keeps its hashes even then.
DROP TRIGGER article_text_never_changes


CREATE TRIGGER article_text_never_changes
BEFORE UPDATE OF text, sha256 ON article
WHEN NEW.sha256 IS NOT OLD.sha256 OR NOT EXISTS (SELECT 1 FROM redacting)
BEGIN
    SELECT RAISE(ABORT, 'the text of an article never changes');
END


DROP TRIGGER appearance_quote_never_changes


CREATE TRIGGER appearance_quote_never_changes
BEFORE UPDATE OF claim_id, sentence_id, start_offset, end_offset, quote, prefix, suffix ON appearance
WHEN NOT EXISTS (SELECT 1 FROM redacting)
BEGIN
    SELECT RAISE(ABORT, 'the quote of an appearance never changes');
END


DROP TRIGGER source_text_never_changes


CREATE TRIGGER source_text_never_changes
BEFORE UPDATE OF text, sha256, original, original_sha256 ON source
WHEN NEW.sha256 IS NOT OLD.sha256 OR NEW.original_sha256 IS NOT OLD.original_sha256 OR NOT EXISTS (SELECT 1 FROM redacting)
BEGIN
    SELECT RAISE(ABORT, 'the stored text of a source never changes');
END


DROP TRIGGER event_append_only_update


CREATE TRIGGER event_append_only_update
BEFORE UPDATE ON event
WHEN NOT EXISTS (SELECT 1 FROM redacting) OR (NEW.id, NEW.at, NEW.by_id, NEW.action, NEW.subject, NEW.subject_id, NEW.content_sha256,
    NEW.previous_hash, NEW.hash) IS NOT (OLD.id, OLD.at, OLD.by_id, OLD.action, OLD.subject, OLD.subject_id, OLD.content_sha256,
    OLD.previous_hash, OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END


DROP TRIGGER verdict_append_only_update


CREATE TRIGGER verdict_append_only_update BEFORE UPDATE ON verdict
WHEN NOT EXISTS (SELECT 1 FROM redacting)
BEGIN
    SELECT RAISE(ABORT, 'a verdict is never overwritten');
END


DROP TRIGGER second_reading_append_only_update


CREATE TRIGGER second_reading_append_only_update BEFORE UPDATE ON second_reading
WHEN NOT EXISTS (SELECT 1 FROM redacting)
BEGIN
    SELECT RAISE(ABORT, 'a second reading is never overwritten');
END
