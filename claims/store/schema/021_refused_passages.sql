-- A passage that somebody said does not help with a claim: it is never offered for that claim again. It stands in a source or in an
-- earlier article; offsets are code points, end exclusive. taken_back_at: it may be offered again after all.
CREATE TABLE refused_passage (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    source_id INTEGER REFERENCES source (id) ON DELETE RESTRICT,
    article_id INTEGER REFERENCES article (id) ON DELETE RESTRICT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    taken_back_at TEXT,
    CHECK ((source_id IS NULL) <> (article_id IS NULL))
) STRICT


CREATE INDEX refused_passage_claim ON refused_passage (claim_id)


-- Which claims wait for somebody to look at a passage, as the program last saw it. Computed, can be thrown away.
CREATE TABLE waiting_passage (
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    source_id INTEGER REFERENCES source (id) ON DELETE RESTRICT,
    article_id INTEGER REFERENCES article (id) ON DELETE RESTRICT,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL
) STRICT


CREATE INDEX waiting_passage_claim ON waiting_passage (claim_id)
