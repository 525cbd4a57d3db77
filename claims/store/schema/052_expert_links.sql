-- Links by which somebody outside, an expert or a lawyer, reads the report on one article and leaves notes. The secret of a link is not
-- kept, only its SHA-256. opened counts how often the page was opened.
CREATE TABLE expert_link (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    secret_sha256 TEXT NOT NULL UNIQUE CHECK (length(secret_sha256) = 64),
    label TEXT NOT NULL CHECK (trim(label) <> ''),
    made_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_by INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    ended_at TEXT,
    opened INTEGER NOT NULL DEFAULT 0,
    last_opened_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CHECK (expires_at > made_at)
) STRICT;


CREATE INDEX expert_link_article ON expert_link (article_id);


CREATE TRIGGER expert_link_never_points_elsewhere
BEFORE UPDATE OF article_id, secret_sha256, made_by, made_at, expires_at ON expert_link
BEGIN
    SELECT raise(ABORT, 'a link for an expert never changes what it opens, or for how long');
END;


CREATE TRIGGER expert_link_never_opens_again
BEFORE UPDATE OF ended_at ON expert_link WHEN OLD.ended_at IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a link for an expert that was ended stays ended');
END
