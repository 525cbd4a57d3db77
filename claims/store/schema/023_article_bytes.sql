-- What an article was read from: a newer program that reads the same bytes to another text does not make a new version of them.
CREATE TABLE article_bytes (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    PRIMARY KEY (article_id, sha256)
) STRICT, WITHOUT ROWID


CREATE INDEX article_bytes_sha256 ON article_bytes (sha256)
