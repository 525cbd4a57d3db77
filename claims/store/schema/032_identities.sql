-- Which account of an OpenID Connect provider is which person. Names can change and be given to somebody else there; the subject cannot.
CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    linked_at TEXT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, person_id)
) STRICT, WITHOUT ROWID
