-- What became of each line in a new version of an article. before and after are the places of its sentences in each version, from 1.
CREATE TABLE line_change (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('unchanged', 'wording', 'changed', 'new', 'gone')),
    before TEXT NOT NULL CHECK (json_valid(before)),
    after TEXT NOT NULL CHECK (json_valid(after)),
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    moved INTEGER NOT NULL CHECK (moved IN (0, 1)),
    PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID
