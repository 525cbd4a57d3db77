-- What people wrote beside an article's words in its own file and is no source: a question stays open until somebody settles it.
CREATE TABLE line_note (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    kind TEXT NOT NULL CHECK (kind IN ('question', 'note')),
    text TEXT NOT NULL,
    author TEXT,
    noted_at TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'noted')),
    decided_by INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    decided_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((kind = 'note') = (state = 'noted')),
    CHECK ((state = 'settled') = (decided_by IS NOT NULL))
) STRICT


CREATE INDEX line_note_article ON line_note (article_id, state)
