-- The language in which a person reads the desk's own words, such as "es". Without a row, the newsroom's setting or the browser decides.
CREATE TABLE person_language (
    person_id INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE RESTRICT,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 12)
) STRICT
