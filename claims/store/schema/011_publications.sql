-- What an editor published, frozen: visitors read these rows and nothing live. The newest row of a claim says what its public
-- address shows: a page, nothing any more (withdrawn), or the way to the claim that an editor published in its place (moved).
-- "basis" is what the editor had before them, as numbers: {"claims": [..], "articles": [..]}; it is shown to nobody. Inside the JSON
-- columns times are milliseconds since 1970 and stances 0 supports, 1 contradicts, 2 context, so that taking words out breaks neither.
CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('shown', 'withdrawn', 'moved')),
    by_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    moved_to INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    verdict_id INTEGER REFERENCES verdict (id) ON DELETE RESTRICT,
    text TEXT,
    claimant TEXT,
    claimed_at TEXT,
    language TEXT,
    rating TEXT REFERENCES rating (name) ON DELETE RESTRICT,
    label TEXT,
    meaning TEXT CHECK (meaning IN ('true', 'false', 'neither')),
    explanation TEXT,
    submitted_at TEXT,
    read_at TEXT,
    second_reader INTEGER CHECK (second_reader IN (0, 1)),
    evidence TEXT CHECK (json_valid(evidence)),
    appearances TEXT CHECK (json_valid(appearances)),
    reviews TEXT CHECK (json_valid(reviews)),
    tags TEXT CHECK (json_valid(tags)),
    earlier TEXT CHECK (json_valid(earlier)),
    basis TEXT CHECK (json_valid(basis)),
    CHECK ((kind = 'moved') = (moved_to IS NOT NULL)),
    CHECK (moved_to <> claim_id),
    CHECK ((kind = 'shown') = (verdict_id IS NOT NULL AND text IS NOT NULL AND rating IS NOT NULL AND explanation IS NOT NULL)),
    CHECK ((kind = 'shown') = (evidence IS NOT NULL AND appearances IS NOT NULL AND reviews IS NOT NULL AND tags IS NOT NULL
        AND earlier IS NOT NULL AND basis IS NOT NULL))
) STRICT


CREATE INDEX publication_claim ON publication (claim_id, id)


CREATE INDEX publication_moved ON publication (moved_to) WHERE moved_to IS NOT NULL


CREATE TRIGGER publication_append_only_update BEFORE UPDATE ON publication
BEGIN
    SELECT RAISE(ABORT, 'what was published is never overwritten: publish again');
END


CREATE TRIGGER publication_append_only_delete BEFORE DELETE ON publication
BEGIN
    SELECT RAISE(ABORT, 'what was published is never overwritten: publish again');
END


-- The pages that visitors can read now.
CREATE VIEW public_page AS
SELECT * FROM publication WHERE kind = 'shown'
AND NOT EXISTS (SELECT 1 FROM publication AS later WHERE later.claim_id = publication.claim_id AND later.id > publication.id)


-- A source that became confidential is gone from every page published until then, and stays gone if the flag is lifted:
-- only an editor who publishes again can show it.
CREATE TABLE source_taken_off (
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    up_to INTEGER NOT NULL REFERENCES publication (id) ON DELETE RESTRICT,
    PRIMARY KEY (source_id, up_to)
) STRICT, WITHOUT ROWID


CREATE TRIGGER source_taken_off_insert AFTER UPDATE OF confidential ON source
WHEN NEW.confidential = 1 AND OLD.confidential = 0 AND EXISTS (SELECT 1 FROM publication)
BEGIN
    INSERT OR IGNORE INTO source_taken_off (source_id, up_to) SELECT NEW.id, max(id) FROM publication;
END


CREATE TRIGGER source_taken_off_append_only_update BEFORE UPDATE ON source_taken_off
BEGIN
    SELECT RAISE(ABORT, 'a confidential source is never put back on a page: publish again');
END


CREATE TRIGGER source_taken_off_append_only_delete BEFORE DELETE ON source_taken_off
BEGIN
    SELECT RAISE(ABORT, 'a confidential source is never put back on a page: publish again');
END


-- Each published claim as visitors see it now, the one published last with the largest number.
INSERT INTO publication (claim_id, kind, by_id, at, verdict_id, text, claimant, claimed_at, language, rating, label, meaning, explanation,
    submitted_at, read_at, second_reader, evidence, appearances, reviews, tags, earlier, basis)
WITH root (id) AS (
    SELECT id FROM claim WHERE state = 'published' AND joined_into IS NULL AND origin = 'own'
), family (root_id, claim_id) AS (
    SELECT id, id FROM root UNION ALL SELECT root_id, claim_id FROM joined_claim WHERE root_id IN (SELECT id FROM root)
), rated (root_id, id) AS (
    SELECT family.root_id, verdict.id FROM family CROSS JOIN verdict ON verdict.claim_id = family.claim_id
    JOIN second_reading ON second_reading.verdict_id = verdict.id WHERE second_reading.outcome = 'approved'
), newest (root_id, id) AS (
    SELECT root_id, max(id) FROM rated GROUP BY root_id
), published (root_id, event_id) AS (
    SELECT subject_id, max(id) FROM event WHERE subject = 'claim' AND action = 'publish' AND subject_id IN (SELECT id FROM root)
    GROUP BY subject_id
), place (root_id, article_id, start_offset, quote, in_force) AS (
    SELECT family.root_id, article.id, appearance.start_offset, appearance.quote, article.withdrawn_at IS NULL
    FROM family CROSS JOIN appearance ON appearance.claim_id = family.claim_id
    JOIN sentence ON sentence.id = appearance.sentence_id JOIN article ON article.id = sentence.article_id
)
SELECT claim.id, 'shown', coalesce(event.by_id, second_reading.read_by), coalesce(event.at, second_reading.read_at), verdict.id,
    claim.text, claim.claimant, claim.claimed_at, claim.language, rating.name, rating.label, rating.meaning, verdict.explanation,
    verdict.submitted_at, second_reading.read_at, second_reading.read_by <> verdict.submitted_by,
    (SELECT json_group_array(json_object('evidence_id', id, 'source_id', source_id, 'stance', stance, 'title', title,
        'publisher', publisher, 'published_at', published_at, 'url', url, 'archived_url', archived_url, 'quote', quote, 'locator', locator))
     FROM (SELECT evidence.id, source_id,
        CASE stance WHEN 'supports' THEN 0 WHEN 'contradicts' THEN 1 ELSE 2 END AS stance, title, publisher, published_at, url, archived_url, quote, locator
        FROM verdict_evidence JOIN evidence ON evidence.id = verdict_evidence.evidence_id JOIN source ON source.id = evidence.source_id
        WHERE verdict_evidence.verdict_id = verdict.id AND evidence.withdrawn_at IS NULL AND source.withdrawn_at IS NULL
        AND source.confidential = 0 AND evidence.claim_id IN (SELECT claim_id FROM family WHERE root_id = claim.id) ORDER BY evidence.id)),
    (SELECT json_group_array(json_object('article_id', id, 'title', title, 'publisher', publisher, 'published_at', published_at,
        'added_at', added_at, 'url', url, 'quote', quote))
     FROM (SELECT article.id, title, publisher, published_at, added_at, url, place.quote FROM place JOIN article ON article.id = place.article_id
        WHERE place.root_id = claim.id AND (url LIKE 'http://%' OR url LIKE 'https://%')
        AND (place.in_force OR NOT EXISTS (SELECT 1 FROM place AS better WHERE better.root_id = claim.id AND better.in_force))
        ORDER BY article.id, place.start_offset)),
    (SELECT json_group_array(json_object('claim_id', claim_id, 'publisher', publisher, 'url', url, 'rating_words', rating_words,
        'rating', rating, 'reviewed_at', reviewed_at))
     FROM (SELECT review.claim_id, publisher, url, rating_words, review.rating, reviewed_at FROM family
        JOIN review ON review.claim_id = family.claim_id WHERE family.root_id = claim.id ORDER BY review.claim_id)),
    (SELECT json_group_array(tag) FROM (SELECT tag FROM claim_tag WHERE claim_id = claim.id ORDER BY tag)),
    (SELECT json_group_array(json_object('rating', rating, 'label', label, 'explanation', explanation, 'submitted_at', submitted_at,
        'read_at', read_at))
     FROM (SELECT earlier.rating, step.label, earlier.explanation,
            CAST(round((julianday(earlier.submitted_at) - 2440587.5) * 86400000) AS INTEGER) AS submitted_at,
            CAST(round((julianday(reading.read_at) - 2440587.5) * 86400000) AS INTEGER) AS read_at
        FROM rated JOIN verdict AS earlier ON earlier.id = rated.id JOIN rating AS step ON step.name = earlier.rating
        JOIN second_reading AS reading ON reading.verdict_id = earlier.id
        WHERE rated.root_id = claim.id AND earlier.id < verdict.id ORDER BY earlier.id)),
    json_object(
        'claims', (SELECT json_group_array(claim_id) FROM (SELECT claim_id FROM family WHERE root_id = claim.id ORDER BY claim_id)),
        'articles', (SELECT json_group_array(article_id) FROM (SELECT DISTINCT article_id FROM place WHERE root_id = claim.id ORDER BY article_id)))
FROM root JOIN claim ON claim.id = root.id JOIN newest ON newest.root_id = claim.id JOIN verdict ON verdict.id = newest.id
JOIN rating ON rating.name = verdict.rating JOIN second_reading ON second_reading.verdict_id = verdict.id
LEFT JOIN published ON published.root_id = claim.id LEFT JOIN event ON event.id = published.event_id
ORDER BY coalesce(event.id, 0), claim.id


-- An old address leads on only where the old claim was published itself.
INSERT INTO publication (claim_id, kind, by_id, at, moved_to)
SELECT joined_claim.claim_id, 'moved', public_page.by_id, public_page.at, joined_claim.root_id
FROM joined_claim JOIN public_page ON public_page.claim_id = joined_claim.root_id
WHERE EXISTS (SELECT 1 FROM event WHERE subject = 'claim' AND action = 'publish' AND subject_id = joined_claim.claim_id)
ORDER BY joined_claim.claim_id


-- "Published" says that a claim has a page of its own.
UPDATE claim SET state = 'checked', version = version + 1 WHERE state = 'published' AND id NOT IN (SELECT claim_id FROM public_page)


-- The same moves as desk.verdicts.MOVES; a test holds the two together. A published claim can be checked again while its page stays.
DROP TRIGGER claim_moves


CREATE TRIGGER claim_moves BEFORE UPDATE OF state ON claim
WHEN OLD.state IS NOT NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES
    ('open', 'in_review'), ('open', 'dropped'),
    ('in_review', 'open'), ('in_review', 'checked'), ('in_review', 'dropped'),
    ('checked', 'in_review'), ('checked', 'published'), ('published', 'checked'), ('published', 'in_review'), ('dropped', 'open'))
BEGIN
    SELECT RAISE(ABORT, 'a claim cannot move from this state to that one');
END
