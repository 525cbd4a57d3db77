-- The copy that people explore: a schema of its own, filled from the store by claims.store.explore. What is not named here is not in it.

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL
);


CREATE TABLE ratings (
    name TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    meaning TEXT NOT NULL,
    position INTEGER NOT NULL
);


CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    publisher TEXT,
    byline TEXT,
    published TEXT,
    url TEXT,
    language TEXT,
    text TEXT NOT NULL,
    due TEXT,
    added_by INTEGER REFERENCES people (id),
    added_at TEXT NOT NULL,
    replaces INTEGER REFERENCES articles (id),
    withdrawn_at TEXT
);


CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    claimant TEXT,
    claimant_role TEXT,
    claimed_on TEXT,
    claimed_in TEXT,
    medium TEXT,
    state TEXT,
    origin TEXT NOT NULL,
    proposed INTEGER NOT NULL,
    rating TEXT REFERENCES ratings (name),
    language TEXT,
    assignee INTEGER REFERENCES people (id),
    due TEXT,
    joined_into INTEGER REFERENCES claims (id),
    -- The claim that speaks for it: itself, or the end of its chain of joins.
    spoken_for_by INTEGER NOT NULL REFERENCES claims (id),
    created_by INTEGER REFERENCES people (id),
    created_at TEXT NOT NULL
);


-- Neither who sent a tip, nor its address or file.
CREATE TABLE tips (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    medium TEXT NOT NULL,
    platform TEXT,
    seen_on TEXT,
    file_kind TEXT,
    file_sha256 TEXT,
    added_by INTEGER REFERENCES people (id),
    added_at TEXT NOT NULL
);


CREATE TABLE tags (
    claim INTEGER NOT NULL REFERENCES claims (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (claim, tag)
);


CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id),
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    mark TEXT NOT NULL,
    checkable REAL NOT NULL
);


CREATE TABLE appearances (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    sentence INTEGER NOT NULL REFERENCES sentences (id),
    quote TEXT NOT NULL,
    speaker TEXT
);


CREATE TABLE imported_reviews (
    claim INTEGER PRIMARY KEY REFERENCES claims (id),
    external_id TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    rating_words TEXT,
    rating TEXT REFERENCES ratings (name),
    reviewed_on TEXT,
    url TEXT
);


CREATE TABLE matches (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    known_claim INTEGER NOT NULL REFERENCES claims (id),
    score REAL NOT NULL,
    relation TEXT NOT NULL,
    closer TEXT,
    differences TEXT NOT NULL,
    questions TEXT NOT NULL,
    added TEXT NOT NULL,
    why TEXT NOT NULL,
    status TEXT NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT,
    decided_by INTEGER REFERENCES people (id),
    decided_at TEXT
);


CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    publisher TEXT,
    published TEXT,
    url TEXT,
    archived_url TEXT,
    text TEXT,
    copies INTEGER REFERENCES sources (id),
    added_by INTEGER REFERENCES people (id),
    added_at TEXT NOT NULL,
    withdrawn_at TEXT
);


CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    source INTEGER NOT NULL REFERENCES sources (id),
    stance TEXT NOT NULL,
    quote TEXT,
    locator TEXT,
    used_as TEXT NOT NULL,
    note TEXT,
    checked_by INTEGER REFERENCES people (id),
    checked_at TEXT NOT NULL,
    withdrawn_at TEXT
);


CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    rating TEXT NOT NULL REFERENCES ratings (name),
    explanation TEXT NOT NULL,
    submitted_by INTEGER REFERENCES people (id),
    submitted_at TEXT NOT NULL,
    outcome TEXT,
    read_by INTEGER REFERENCES people (id),
    read_at TEXT,
    note TEXT
);


-- What the sourcing rules found when the copy was made.
CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    kind TEXT NOT NULL,
    weight TEXT NOT NULL,
    detail TEXT NOT NULL
);


-- How well is each claim supported? Evidence of joined claims counts, withdrawn evidence does not.
CREATE VIEW claims_with_evidence AS
SELECT claims.id AS claim, claims.text, claims.state, claims.rating,
    count(DISTINCT CASE WHEN stance = 'supports' THEN evidence.id END) AS supports,
    count(DISTINCT CASE WHEN stance = 'contradicts' THEN evidence.id END) AS contradicts,
    count(DISTINCT CASE WHEN stance = 'context' THEN evidence.id END) AS context,
    count(DISTINCT evidence.source) AS sources
FROM claims JOIN claims AS member ON member.spoken_for_by = claims.id
LEFT JOIN evidence ON evidence.claim = member.id AND evidence.withdrawn_at IS NULL
    AND evidence.source IN (SELECT id FROM sources WHERE withdrawn_at IS NULL)
WHERE claims.joined_into IS NULL AND claims.origin = 'own' AND claims.state <> 'dropped'
GROUP BY claims.id;


-- What must be mended before printing, and what may an editor weigh?
CREATE VIEW open_problems AS
SELECT problems.claim, claims.text, claims.state, problems.kind, problems.weight, problems.detail,
    (SELECT group_concat(DISTINCT articles.title) FROM claims AS member JOIN appearances ON appearances.claim = member.id
     JOIN articles ON articles.id = appearances.article WHERE member.spoken_for_by = claims.id) AS articles
FROM problems JOIN claims ON claims.id = problems.claim
ORDER BY problems.weight, problems.id;


-- Which claims of ours come again in other articles, or were rated elsewhere, and how?
CREATE VIEW repeats AS
SELECT claims.id AS claim, claims.text, claims.rating, count(DISTINCT articles.id) AS articles,
    min(coalesce(articles.published, articles.added_at)) AS first_seen, max(coalesce(articles.published, articles.added_at)) AS last_seen,
    (SELECT group_concat(coalesce(publisher, 'another publisher') || ': ' || rating_words, '; ')
     FROM claims AS theirs JOIN imported_reviews ON imported_reviews.claim = theirs.id WHERE theirs.spoken_for_by = claims.id) AS rated_elsewhere
FROM appearances JOIN articles ON articles.id = appearances.article JOIN claims AS member ON member.id = appearances.claim
JOIN claims ON claims.id = member.spoken_for_by
GROUP BY claims.id
HAVING count(DISTINCT articles.id) > 1 OR rated_elsewhere IS NOT NULL
ORDER BY count(DISTINCT articles.id) DESC, last_seen DESC;
