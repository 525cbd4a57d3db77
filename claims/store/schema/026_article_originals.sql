-- The file or page that an article was read from, compressed by zlib, and the SHA-256 of its bytes before that. ending: "docx", "html".
CREATE TABLE article_original (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE RESTRICT,
    ending TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    content BLOB NOT NULL
) STRICT
