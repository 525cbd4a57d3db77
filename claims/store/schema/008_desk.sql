-- The evidence links that a draft verdict does not rest on. What is linked later is not among them: it is ticked until somebody unticks it.
ALTER TABLE draft ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_out))


-- A sign-off that was taken back. Letting it stand again takes the row away; the history tells both.
CREATE TABLE sign_off_taken_back (
    sign_off_id INTEGER PRIMARY KEY REFERENCES sign_off (id) ON DELETE RESTRICT,
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    note TEXT NOT NULL CHECK (trim(note) <> '')
) STRICT
