-- What an article's own file names as a source of some of its words: a comment, a note, a link. It is no evidence until a person
-- accepts it. Offsets are code points in the article's text, end exclusive. label: "4" of footnote 4.
CREATE TABLE proposed_source (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'footnote', 'endnote', 'link')),
    label TEXT NOT NULL,
    title TEXT NOT NULL,
    address TEXT,
    locator TEXT,
    note TEXT NOT NULL,
    author TEXT,
    noted_at TEXT,
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'dropped')),
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE RESTRICT,
    decided_by INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    decided_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((state = 'accepted') = (evidence_id IS NOT NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL))
) STRICT


CREATE INDEX proposed_source_article ON proposed_source (article_id, state)
