-- What experts wrote about an article through such a link, under the name that they typed; line is the position of a sentence, null for
-- the article as a whole.
CREATE TABLE expert_note (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    link_id INTEGER NOT NULL REFERENCES expert_link (id) ON DELETE RESTRICT,
    line INTEGER CHECK (line > 0),
    author TEXT NOT NULL CHECK (trim(author) <> ''),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    noted_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled')),
    decided_by INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    decided_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;


CREATE INDEX expert_note_article ON expert_note (article_id);


CREATE TRIGGER expert_note_never_changes
BEFORE UPDATE OF article_id, link_id, line, author, text, noted_at ON expert_note
BEGIN
    SELECT raise(ABORT, 'the words of an expert never change');
END
