-- What a picture or a scanned document shows, in words: it has no text that could be searched or read aloud. Two pictures at one
-- address are told apart by their bytes.
ALTER TABLE source ADD COLUMN description TEXT;


DROP INDEX source_identity;


CREATE UNIQUE INDEX source_identity ON source (url, coalesce(sha256, original_sha256, '')) WHERE url IS NOT NULL AND withdrawn_at IS NULL
