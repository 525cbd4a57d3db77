-- Whom the author of a verdict asks to read it. Anybody else who may approve still can: people fall ill.
CREATE TABLE chosen_reader (
    verdict_id INTEGER PRIMARY KEY REFERENCES verdict (id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT
) STRICT;


-- How a person wants to hear of what waits for them outside the desk. Without a row they hear of nothing.
-- kinds is a JSON list; hour is that of the daily message, in the newsroom's time zone; sent_on is the newsroom's day of the last one.
CREATE TABLE contact (
    person_id INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE RESTRICT,
    email TEXT NOT NULL,
    pace TEXT NOT NULL CHECK (pace IN ('at_once', 'daily')),
    hour INTEGER NOT NULL DEFAULT 8 CHECK (hour BETWEEN 0 AND 23),
    kinds TEXT NOT NULL CHECK (json_valid(kinds)),
    sent_on TEXT
) STRICT;


-- What is to be told, and to whom: a person by e-mail, or with NULL the newsroom's webhook. Holds no text: the words are made when it is sent.
CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('mention', 'assignment', 'second_reading', 'alert')),
    subject_id INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,
    reason TEXT,
    done_at TEXT
) STRICT;


CREATE UNIQUE INDEX notice_once ON notice (kind, subject_id, coalesce(person_id, 0));


CREATE INDEX notice_waiting ON notice (person_id) WHERE done_at IS NULL;


-- The newest line of each kind that was looked at: notes, lines of the history, alerts.
CREATE TABLE notice_mark (
    source TEXT PRIMARY KEY CHECK (source IN ('note', 'event', 'alert')),
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;


-- Nobody is told about what happened before.
INSERT INTO notice_mark (source, last) SELECT 'note', coalesce(max(id), 0) FROM note;


INSERT INTO notice_mark (source, last) SELECT 'event', coalesce(max(id), 0) FROM event;


INSERT INTO notice_mark (source, last) SELECT 'alert', coalesce(max(id), 0) FROM alert;
