-- Requests of programs, counted by who asks and in which minute; only the running minute is kept.
CREATE TABLE request_count (
    who TEXT NOT NULL,
    minute TEXT NOT NULL,
    requests INTEGER NOT NULL CHECK (requests >= 1),
    PRIMARY KEY (who, minute)
) STRICT, WITHOUT ROWID


-- Where the claim of an imported review was made, the first appearance first; they go out again with it.
ALTER TABLE review ADD COLUMN appearances TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(appearances))
