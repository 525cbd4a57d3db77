-- What people say about a claim to each other. A note is never edited; who wrote it may withdraw it.
-- about: what was done with the note, NULL for a plain one; a note that a move needed stands as long as the move.
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    about TEXT CHECK (about IN ('return', 'approve', 'reopen', 'withdraw', 'drop')),
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK (about IS NULL OR withdrawn_at IS NULL)
) STRICT


CREATE INDEX note_claim ON note (claim_id)


CREATE TRIGGER note_append_only_update BEFORE UPDATE OF claim_id, text, about, by_id, at ON note
BEGIN
    SELECT RAISE(ABORT, 'a note is never edited: withdraw it and write another');
END


CREATE TRIGGER note_append_only_delete BEFORE DELETE ON note
BEGIN
    SELECT RAISE(ABORT, 'a note is never deleted: withdraw it');
END


-- Who is meant by a note, and when they saw it.
CREATE TABLE mention (
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    seen_at TEXT,
    PRIMARY KEY (note_id, person_id)
) STRICT, WITHOUT ROWID


CREATE INDEX mention_person ON mention (person_id, seen_at)


-- Verdicts were returned with a note before there were notes.
INSERT INTO note (claim_id, text, about, by_id, at)
SELECT verdict.claim_id, second_reading.note, 'return', second_reading.read_by, second_reading.read_at
FROM second_reading JOIN verdict ON verdict.id = second_reading.verdict_id
WHERE second_reading.outcome = 'returned' ORDER BY second_reading.read_at, verdict.id


-- A filter of the queue under a name: one's own, or everybody's.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE CHECK (length(trim(name)) BETWEEN 1 AND 60),
    query TEXT NOT NULL,
    owner_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
    added_at TEXT NOT NULL
) STRICT


CREATE UNIQUE INDEX saved_view_own ON saved_view (owner_id, name) WHERE shared = 0


CREATE UNIQUE INDEX saved_view_shared ON saved_view (name) WHERE shared = 1


CREATE INDEX claim_tag_word ON claim_tag (tag COLLATE NOCASE)


-- What the queue counts and sorts by, without the wording: a third of the pages that the table has.
CREATE INDEX claim_work ON claim (state, assignee_id, due_at) WHERE joined_into IS NULL AND origin = 'own'


-- An article's text stands before these columns: without an index each look at them would walk through the text.
CREATE INDEX article_due ON article (due_at) WHERE due_at IS NOT NULL AND withdrawn_at IS NULL


CREATE INDEX article_withdrawn ON article (withdrawn_at) WHERE withdrawn_at IS NOT NULL


CREATE INDEX article_live ON article (id) WHERE withdrawn_at IS NULL


CREATE INDEX article_newer ON article (replaces_id, withdrawn_at) WHERE replaces_id IS NOT NULL


-- Articles that have a newer version in force, however many versions lie between.
CREATE VIEW superseded_article (id) AS
WITH RECURSIVE older (id) AS (
    SELECT replaces_id FROM article WHERE replaces_id IS NOT NULL AND withdrawn_at IS NULL
    UNION
    SELECT article.replaces_id FROM older JOIN article ON article.id = older.id WHERE article.replaces_id IS NOT NULL
)
SELECT id FROM older


-- Claims that speak for themselves and stand in withdrawn articles only: they are set aside with their articles.
CREATE VIEW set_aside (claim_id) AS
WITH candidate (root_id) AS (
    SELECT DISTINCT coalesce(joined_claim.root_id, appearance.claim_id) FROM article
    JOIN sentence ON sentence.article_id = article.id JOIN appearance ON appearance.sentence_id = sentence.id
    LEFT JOIN joined_claim ON joined_claim.claim_id = appearance.claim_id
    WHERE article.withdrawn_at IS NOT NULL
), family (root_id, claim_id) AS (
    SELECT root_id, root_id FROM candidate
    UNION ALL
    SELECT candidate.root_id, joined_claim.claim_id FROM candidate JOIN joined_claim ON joined_claim.root_id = candidate.root_id
)
SELECT root_id FROM candidate WHERE root_id NOT IN (
    SELECT family.root_id FROM family JOIN appearance ON appearance.claim_id = family.claim_id
    JOIN sentence ON sentence.id = appearance.sentence_id JOIN article ON article.id = sentence.article_id
    WHERE article.withdrawn_at IS NULL
)


-- The soonest deadline among the articles that carry a claim, for claims that have none of their own.
CREATE VIEW claim_deadline (claim_id, due_at) AS
SELECT coalesce(joined_claim.root_id, appearance.claim_id), min(article.due_at) FROM article
JOIN sentence ON sentence.article_id = article.id JOIN appearance ON appearance.sentence_id = sentence.id
LEFT JOIN joined_claim ON joined_claim.claim_id = appearance.claim_id
WHERE article.due_at IS NOT NULL AND article.withdrawn_at IS NULL GROUP BY 1


-- Suggestions that a person can decide: both sides speak for themselves, are at work, and were not said to differ.
CREATE VIEW waiting_match (id, claim_id, known_id, relation, score) AS
SELECT match.id, match.claim_id, match.known_id, match.relation, match.score FROM match
JOIN claim AS a ON a.id = match.claim_id JOIN claim AS b ON b.id = match.known_id
WHERE match.status = 'suggested' AND a.joined_into IS NULL AND b.joined_into IS NULL
AND a.state IS NOT 'dropped' AND b.state IS NOT 'dropped'
AND a.id NOT IN (SELECT claim_id FROM set_aside) AND b.id NOT IN (SELECT claim_id FROM set_aside)
AND (match.claim_id, match.known_id) NOT IN (SELECT one, other FROM rejected_pair)


-- The live index must not offer what is set aside, and must offer it again once it is not.
CREATE TRIGGER claim_change_withdrawn AFTER UPDATE OF withdrawn_at ON article WHEN OLD.withdrawn_at IS NOT NEW.withdrawn_at
BEGIN
    INSERT OR REPLACE INTO claim_change (claim_id, change)
    SELECT claim_id, (SELECT coalesce(max(change), 0) FROM claim_change) + row_number() OVER (ORDER BY claim_id)
    FROM (SELECT DISTINCT claim_id FROM sentence JOIN appearance ON appearance.sentence_id = sentence.id WHERE sentence.article_id = NEW.id);
END


-- What is said of a claim besides its wording, for the search: who made it, who checked it, how it was rated, its tags.
CREATE VIEW claim_told (id, claimant, publisher, rating, tags) AS
SELECT claim.id, coalesce(claim.claimant, ''), coalesce(review.publisher, ''),
    trim(coalesce(review.rating_words, '') || ' ' || coalesce((
        SELECT rating.label FROM verdict JOIN second_reading ON second_reading.verdict_id = verdict.id
        JOIN rating ON rating.name = verdict.rating
        WHERE verdict.claim_id = claim.id AND second_reading.outcome = 'approved' ORDER BY verdict.id DESC LIMIT 1), '')),
    coalesce((SELECT group_concat(tag, ' ') FROM claim_tag WHERE claim_tag.claim_id = claim.id), '')
FROM claim LEFT JOIN review ON review.claim_id = claim.id


CREATE VIRTUAL TABLE claim_told_search USING fts5 (claimant, publisher, rating, tags, tokenize = 'porter unicode61 remove_diacritics 2')


INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags)
SELECT id, claimant, publisher, rating, tags FROM claim_told WHERE claimant || publisher || rating || tags <> ''


CREATE TRIGGER claim_told_claim AFTER INSERT ON claim WHEN NEW.claimant IS NOT NULL AND NEW.origin = 'own'
BEGIN
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags) SELECT * FROM claim_told WHERE id = NEW.id;
END


CREATE TRIGGER claim_told_claimant AFTER UPDATE OF claimant ON claim WHEN OLD.claimant IS NOT NEW.claimant
BEGIN
    DELETE FROM claim_told_search WHERE rowid = NEW.id;
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags) SELECT * FROM claim_told WHERE id = NEW.id;
END


CREATE TRIGGER claim_told_review AFTER INSERT ON review
BEGIN
    DELETE FROM claim_told_search WHERE rowid = NEW.claim_id;
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags) SELECT * FROM claim_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER claim_told_review_changed AFTER UPDATE OF publisher, rating_words ON review
WHEN OLD.publisher IS NOT NEW.publisher OR OLD.rating_words IS NOT NEW.rating_words
BEGIN
    DELETE FROM claim_told_search WHERE rowid = NEW.claim_id;
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags) SELECT * FROM claim_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER claim_told_tag AFTER INSERT ON claim_tag
BEGIN
    DELETE FROM claim_told_search WHERE rowid = NEW.claim_id;
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags) SELECT * FROM claim_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER claim_told_untag AFTER DELETE ON claim_tag
BEGIN
    DELETE FROM claim_told_search WHERE rowid = OLD.claim_id;
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags) SELECT * FROM claim_told WHERE id = OLD.claim_id;
END


CREATE TRIGGER claim_told_verdict AFTER INSERT ON second_reading WHEN NEW.outcome = 'approved'
BEGIN
    DELETE FROM claim_told_search WHERE rowid = (SELECT claim_id FROM verdict WHERE id = NEW.verdict_id);
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags)
    SELECT * FROM claim_told WHERE id = (SELECT claim_id FROM verdict WHERE id = NEW.verdict_id);
END


CREATE TRIGGER claim_told_label AFTER UPDATE OF label ON rating WHEN OLD.label <> NEW.label
BEGIN
    DELETE FROM claim_told_search WHERE rowid IN (SELECT claim_id FROM verdict WHERE rating = NEW.name);
    INSERT INTO claim_told_search (rowid, claimant, publisher, rating, tags)
    SELECT * FROM claim_told WHERE id IN (SELECT claim_id FROM verdict WHERE rating = NEW.name);
END


CREATE VIRTUAL TABLE article_told_search USING fts5 (publisher, byline, tokenize = 'porter unicode61 remove_diacritics 2')


INSERT INTO article_told_search (rowid, publisher, byline) SELECT id, coalesce(publisher, ''), coalesce(byline, '') FROM article


CREATE TRIGGER article_told_insert AFTER INSERT ON article
BEGIN
    INSERT INTO article_told_search (rowid, publisher, byline) VALUES (NEW.id, coalesce(NEW.publisher, ''), coalesce(NEW.byline, ''));
END


CREATE TRIGGER article_told_update AFTER UPDATE OF publisher, byline ON article
BEGIN
    DELETE FROM article_told_search WHERE rowid = NEW.id;
    INSERT INTO article_told_search (rowid, publisher, byline) VALUES (NEW.id, coalesce(NEW.publisher, ''), coalesce(NEW.byline, ''));
END


CREATE VIRTUAL TABLE source_told_search USING fts5 (publisher, tokenize = 'porter unicode61 remove_diacritics 2')


INSERT INTO source_told_search (rowid, publisher) SELECT id, coalesce(publisher, '') FROM source


CREATE TRIGGER source_told_insert AFTER INSERT ON source
BEGIN
    INSERT INTO source_told_search (rowid, publisher) VALUES (NEW.id, coalesce(NEW.publisher, ''));
END


CREATE TRIGGER source_told_update AFTER UPDATE OF publisher ON source
BEGIN
    DELETE FROM source_told_search WHERE rowid = NEW.id;
    INSERT INTO source_told_search (rowid, publisher) VALUES (NEW.id, coalesce(NEW.publisher, ''));
END
