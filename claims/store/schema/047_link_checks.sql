-- What the page behind a link of an article says about the words of its line, as of the newest check. Offsets are code points in the
-- source's text, end exclusive. reason: why the program thinks so, or why the page could not be read.
CREATE TABLE link_check (
    proposed_source_id INTEGER PRIMARY KEY REFERENCES proposed_source (id) ON DELETE RESTRICT,
    outcome TEXT NOT NULL CHECK (outcome IN ('says_so', 'says_otherwise', 'does_not_speak', 'unclear', 'gone', 'unreadable')),
    source_id INTEGER REFERENCES source (id) ON DELETE RESTRICT,
    start_offset INTEGER,
    end_offset INTEGER,
    reason TEXT NOT NULL,
    checked_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    checked_at TEXT NOT NULL,
    CHECK ((start_offset IS NULL) = (end_offset IS NULL)),
    CHECK (start_offset IS NULL OR source_id IS NOT NULL)
) STRICT
