-- Statements are parted by two empty lines. Times are aware UTC in ISO 8601. Nothing is ever deleted,
-- so every foreign key is ON DELETE RESTRICT: a stray DELETE fails instead of taking history with it.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT


CREATE TABLE rating (
    name TEXT PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    meaning TEXT NOT NULL CHECK (meaning IN ('true', 'false', 'neither')),
    position INTEGER NOT NULL UNIQUE
) STRICT


INSERT INTO rating (name, label, meaning, position) VALUES
    ('true', 'True', 'true', 1),
    ('mostly_true', 'Mostly true', 'true', 2),
    ('missing_context', 'Missing context', 'neither', 3),
    ('mostly_false', 'Mostly false', 'false', 4),
    ('false', 'False', 'false', 5),
    ('unproven', 'Unproven', 'neither', 6)


CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(trim(name)) BETWEEN 1 AND 80),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'checker', 'editor', 'admin')),
    password_hash TEXT,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    added_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT


CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    url TEXT,
    title TEXT NOT NULL CHECK (title <> ''),
    publisher TEXT,
    byline TEXT,
    published_at TEXT,
    text TEXT NOT NULL CHECK (text <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    language TEXT,
    added_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    added_at TEXT NOT NULL,
    replaces_id INTEGER UNIQUE REFERENCES article (id) ON DELETE RESTRICT,
    due_at TEXT,
    withdrawn_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (replaces_id IS NULL OR replaces_id < id)
) STRICT


-- The same address with the same text is the same article; the same text elsewhere is another.
CREATE UNIQUE INDEX article_identity ON article (coalesce(url, ''), sha256)


CREATE TRIGGER article_text_never_changes
BEFORE UPDATE OF text, sha256 ON article
BEGIN
    SELECT RAISE(ABORT, 'the text of an article never changes');
END


CREATE TABLE sentence (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 1),
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL,
    mark TEXT NOT NULL DEFAULT 'unmarked' CHECK (mark IN ('unmarked', 'claim', 'not_claim')),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (article_id, position),
    CHECK (start_offset < end_offset)
) STRICT


CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    claimant TEXT,
    claimed_at TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('own', 'imported')),
    state TEXT CHECK (state IN ('open', 'in_review', 'checked', 'published', 'dropped')),
    language TEXT,
    proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),
    joined_into INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    assignee_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    due_at TEXT,
    created_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (joined_into <> id),
    CHECK ((origin = 'imported') = (state IS NULL))
) STRICT


CREATE INDEX claim_joined ON claim (joined_into) WHERE joined_into IS NOT NULL


CREATE INDEX claim_queue ON claim (state, due_at) WHERE joined_into IS NULL


-- The claim that speaks for each joined claim: the end of its chain of joins.
CREATE VIEW joined_claim AS
WITH RECURSIVE chain (claim_id, root_id) AS (
    SELECT id, joined_into FROM claim WHERE joined_into IS NOT NULL
    UNION
    SELECT chain.claim_id, claim.joined_into FROM chain JOIN claim ON claim.id = chain.root_id WHERE claim.joined_into IS NOT NULL
)
SELECT chain.claim_id, chain.root_id FROM chain JOIN claim ON claim.id = chain.root_id WHERE claim.joined_into IS NULL


CREATE TABLE claim_tag (
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    tag TEXT NOT NULL CHECK (trim(tag) <> ''),
    PRIMARY KEY (claim_id, tag)
) STRICT, WITHOUT ROWID


-- Another publisher's published verdict. external_id is theirs and what makes a second import harmless.
CREATE TABLE review (
    claim_id INTEGER PRIMARY KEY REFERENCES claim (id) ON DELETE RESTRICT,
    external_id TEXT NOT NULL UNIQUE,
    title TEXT,
    url TEXT,
    publisher TEXT,
    rating_words TEXT,
    rating TEXT REFERENCES rating (name) ON DELETE RESTRICT,
    reviewed_at TEXT
) STRICT


CREATE TABLE appearance (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    sentence_id INTEGER NOT NULL REFERENCES sentence (id) ON DELETE RESTRICT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL,
    quote TEXT NOT NULL CHECK (quote <> ''),
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    speaker TEXT,
    UNIQUE (claim_id, sentence_id, start_offset, end_offset),
    CHECK (start_offset < end_offset)
) STRICT


CREATE INDEX appearance_sentence ON appearance (sentence_id)


CREATE TRIGGER appearance_quote_never_changes
BEFORE UPDATE OF claim_id, sentence_id, start_offset, end_offset, quote, prefix, suffix ON appearance
BEGIN
    SELECT RAISE(ABORT, 'the quote of an appearance never changes');
END


CREATE TABLE match (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    known_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    relation TEXT NOT NULL CHECK (relation IN ('same', 'similar', 'differs')),
    differences TEXT NOT NULL CHECK (json_valid(differences)),
    why TEXT NOT NULL CHECK (json_valid(why)),
    features TEXT NOT NULL CHECK (json_valid(features)),
    status TEXT NOT NULL DEFAULT 'suggested' CHECK (status IN ('suggested', 'confirmed', 'rejected')),
    reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons)),
    note TEXT,
    decided_by INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    decided_at TEXT,
    -- The claim whose joined_into this decision set: undoing the decision clears it again.
    joined_id INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (claim_id <> known_id),
    CHECK ((status = 'confirmed') = (joined_id IS NOT NULL)),
    CHECK ((status = 'suggested') = (decided_by IS NULL) AND (status = 'suggested') = (decided_at IS NULL)),
    CHECK ((status = 'rejected') = (reasons <> '[]'))
) STRICT


-- One row a pair, whichever side came first.
CREATE UNIQUE INDEX match_pair ON match (min(claim_id, known_id), max(claim_id, known_id))


CREATE INDEX match_known ON match (known_id)


CREATE INDEX match_claim ON match (claim_id)


-- Pairs that a person said are different, read through the joins of both sides, each pair both ways round.
CREATE VIEW rejected_pair AS
WITH pair (one, other) AS (
    SELECT coalesce(a.root_id, match.claim_id), coalesce(b.root_id, match.known_id) FROM match
    LEFT JOIN joined_claim AS a ON a.claim_id = match.claim_id
    LEFT JOIN joined_claim AS b ON b.claim_id = match.known_id
    WHERE match.status = 'rejected'
)
SELECT one, other FROM pair UNION SELECT other, one FROM pair


CREATE INDEX match_waiting ON match (score DESC) WHERE status = 'suggested'


CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('primary_document', 'dataset', 'interview', 'report', 'wire', 'news', 'social_post', 'other')),
    url TEXT CHECK (url LIKE 'http://%' OR url LIKE 'https://%'),
    publisher TEXT,
    published_at TEXT,
    text TEXT,
    sha256 TEXT CHECK (length(sha256) = 64),
    original BLOB,
    original_sha256 TEXT CHECK (length(original_sha256) = 64),
    original_type TEXT,
    archived_url TEXT CHECK (archived_url LIKE 'http://%' OR archived_url LIKE 'https://%'),
    derived_from INTEGER REFERENCES source (id) ON DELETE RESTRICT,
    confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
    added_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    added_at TEXT NOT NULL,
    withdrawn_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (derived_from <> id),
    CHECK ((text IS NULL) = (sha256 IS NULL)),
    CHECK ((original IS NULL) = (original_sha256 IS NULL))
) STRICT


CREATE UNIQUE INDEX source_identity ON source (url, coalesce(sha256, '')) WHERE url IS NOT NULL AND withdrawn_at IS NULL


CREATE INDEX source_text ON source (sha256) WHERE sha256 IS NOT NULL


CREATE INDEX source_derived ON source (derived_from) WHERE derived_from IS NOT NULL


CREATE TRIGGER source_text_never_changes
BEFORE UPDATE OF text, sha256, original, original_sha256 ON source
BEGIN
    SELECT RAISE(ABORT, 'the stored text of a source never changes');
END


CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    stance TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts', 'context')),
    quote TEXT,
    locator TEXT,
    used_as TEXT NOT NULL CHECK (used_as IN ('primary', 'secondary')),
    note TEXT,
    checked_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    checked_at TEXT NOT NULL,
    withdrawn_at TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT


CREATE UNIQUE INDEX evidence_identity ON evidence (claim_id, source_id, stance, coalesce(quote, '')) WHERE withdrawn_at IS NULL


CREATE INDEX evidence_source ON evidence (source_id)


CREATE TABLE draft (
    claim_id INTEGER PRIMARY KEY REFERENCES claim (id) ON DELETE RESTRICT,
    rating TEXT REFERENCES rating (name) ON DELETE RESTRICT,
    explanation TEXT NOT NULL,
    saved_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    saved_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT


CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    rating TEXT NOT NULL REFERENCES rating (name) ON DELETE RESTRICT,
    explanation TEXT NOT NULL CHECK (trim(explanation) <> ''),
    submitted_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    submitted_at TEXT NOT NULL
) STRICT


CREATE INDEX verdict_claim ON verdict (claim_id)


CREATE TABLE verdict_evidence (
    verdict_id INTEGER NOT NULL REFERENCES verdict (id) ON DELETE RESTRICT,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE RESTRICT,
    PRIMARY KEY (verdict_id, evidence_id)
) STRICT, WITHOUT ROWID


-- What the second reader said. A verdict without a row here waits for one.
CREATE TABLE second_reading (
    verdict_id INTEGER PRIMARY KEY REFERENCES verdict (id) ON DELETE RESTRICT,
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned')),
    read_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    read_at TEXT NOT NULL,
    note TEXT,
    CHECK (outcome = 'approved' OR trim(note) <> '')
) STRICT


-- Every line of the history carries the SHA-256 of the line before, so that an edit, a removal or a swap shows.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT


CREATE INDEX event_subject ON event (subject, subject_id)


CREATE TRIGGER event_append_only_update BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END


CREATE TRIGGER event_append_only_delete BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END


CREATE TRIGGER verdict_append_only_update BEFORE UPDATE ON verdict
BEGIN
    SELECT RAISE(ABORT, 'a verdict is never overwritten');
END


CREATE TRIGGER verdict_append_only_delete BEFORE DELETE ON verdict
BEGIN
    SELECT RAISE(ABORT, 'a verdict is never overwritten');
END


CREATE TRIGGER verdict_evidence_append_only_update BEFORE UPDATE ON verdict_evidence
BEGIN
    SELECT RAISE(ABORT, 'a verdict is never overwritten');
END


CREATE TRIGGER verdict_evidence_append_only_delete BEFORE DELETE ON verdict_evidence
BEGIN
    SELECT RAISE(ABORT, 'a verdict is never overwritten');
END


CREATE TRIGGER second_reading_append_only_update BEFORE UPDATE ON second_reading
BEGIN
    SELECT RAISE(ABORT, 'a second reading is never overwritten');
END


CREATE TRIGGER second_reading_append_only_delete BEFORE DELETE ON second_reading
BEGIN
    SELECT RAISE(ABORT, 'a second reading is never overwritten');
END


CREATE TRIGGER claim_never_deleted BEFORE DELETE ON claim
BEGIN
    SELECT RAISE(ABORT, 'a claim is never deleted: drop it or join it');
END


-- The same moves as desk.verdicts.MOVES; a test holds the two together.
CREATE TRIGGER claim_moves BEFORE UPDATE OF state ON claim
WHEN OLD.state IS NOT NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES
    ('open', 'in_review'), ('open', 'dropped'),
    ('in_review', 'open'), ('in_review', 'checked'), ('in_review', 'dropped'),
    ('checked', 'in_review'), ('checked', 'published'), ('published', 'checked'), ('dropped', 'open'))
BEGIN
    SELECT RAISE(ABORT, 'a claim cannot move from this state to that one');
END


CREATE TRIGGER claim_origin_never_changes BEFORE UPDATE OF origin ON claim
BEGIN
    SELECT RAISE(ABORT, 'the origin of a claim never changes');
END


-- Sentence embeddings, one row a wording of a claim; can be thrown away and computed again.
CREATE TABLE vector (
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (claim_id, model, text_sha256)
) STRICT, WITHOUT ROWID


-- When each claim last changed for matching, on one counter; the live index follows it.
CREATE TABLE claim_change (
    claim_id INTEGER PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
    change INTEGER NOT NULL UNIQUE
) STRICT


CREATE TRIGGER claim_change_insert AFTER INSERT ON claim
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE TRIGGER claim_change_update AFTER UPDATE OF text, claimed_at, joined_into ON claim
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE TRIGGER claim_change_dropped AFTER UPDATE OF state ON claim WHEN 'dropped' IN (OLD.state, NEW.state)
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE TRIGGER claim_change_appearance AFTER INSERT ON appearance
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.claim_id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE TRIGGER claim_change_review AFTER INSERT ON review
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.claim_id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE TRIGGER claim_change_title AFTER UPDATE OF title ON review
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.claim_id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE TRIGGER claim_change_vector AFTER INSERT ON vector
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.claim_id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END


CREATE VIRTUAL TABLE claim_search USING fts5 (text, content = 'claim', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2')


CREATE TRIGGER claim_search_insert AFTER INSERT ON claim
BEGIN
    INSERT INTO claim_search (rowid, text) VALUES (NEW.id, NEW.text);
END


CREATE TRIGGER claim_search_update AFTER UPDATE OF text ON claim
BEGIN
    INSERT INTO claim_search (claim_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    INSERT INTO claim_search (rowid, text) VALUES (NEW.id, NEW.text);
END


CREATE VIRTUAL TABLE article_search USING fts5 (title, text, content = 'article', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2')


CREATE TRIGGER article_search_insert AFTER INSERT ON article
BEGIN
    INSERT INTO article_search (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
END


CREATE TRIGGER article_search_update AFTER UPDATE OF title ON article
BEGIN
    INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', OLD.id, OLD.title, OLD.text);
    INSERT INTO article_search (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
END


CREATE VIRTUAL TABLE source_search USING fts5 (title, text, content = 'source', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2')


CREATE TRIGGER source_search_insert AFTER INSERT ON source
BEGIN
    INSERT INTO source_search (rowid, title, text) VALUES (NEW.id, NEW.title, coalesce(NEW.text, ''));
END


CREATE TRIGGER source_search_update AFTER UPDATE OF title ON source
BEGIN
    INSERT INTO source_search (source_search, rowid, title, text) VALUES ('delete', OLD.id, OLD.title, coalesce(OLD.text, ''));
    INSERT INTO source_search (rowid, title, text) VALUES (NEW.id, NEW.title, coalesce(NEW.text, ''));
END
