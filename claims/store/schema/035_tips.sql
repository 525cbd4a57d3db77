-- Claims that came without an article: what somebody sent in, where it was seen and what it hangs on. One row a tip, beside its claim.
-- sender is shown to readers of confidential sources alone while sender_confidential is 1. media is the file as it was sent.
CREATE TABLE tip (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    medium TEXT NOT NULL CHECK (medium IN ('text', 'image', 'video', 'audio', 'link', 'other')),
    platform TEXT,
    url TEXT CHECK (url LIKE 'http://%' OR url LIKE 'https://%'),
    seen_on TEXT,
    sender TEXT,
    sender_confidential INTEGER NOT NULL DEFAULT 1 CHECK (sender_confidential IN (0, 1)),
    media BLOB,
    media_sha256 TEXT CHECK (length(media_sha256) = 64),
    media_type TEXT,
    media_name TEXT,
    added_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    added_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((media IS NULL) = (media_sha256 IS NULL) AND (media IS NULL) = (media_type IS NULL))
) STRICT;


CREATE INDEX tip_claim ON tip (claim_id);


CREATE TRIGGER tip_file_never_changes
BEFORE UPDATE OF claim_id, media, media_sha256, media_type ON tip
BEGIN
    SELECT raise(ABORT, 'the file of a tip never changes');
END
