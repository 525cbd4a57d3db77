-- Feeds that are followed, what they held, and alerts: new articles that seem to repeat a claim which has a verdict.

CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE CHECK (url LIKE 'http://%' OR url LIKE 'https://%'),
    host TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    newest INTEGER NOT NULL CHECK (newest >= 0),
    added_by INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    added_at TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    removed_at TEXT,
    etag TEXT,
    last_modified TEXT,
    checked_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    reason TEXT,
    next_at TEXT,
    lease TEXT,
    lease_until TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((lease IS NULL) = (lease_until IS NULL)),
    CHECK ((failures = 0) = (reason IS NULL))
) STRICT


-- What a feed named. ``link`` is its address without what only counts clicks; an address is read once, whatever feed names it.
CREATE TABLE feed_item (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE RESTRICT,
    guid TEXT,
    url TEXT CHECK (url LIKE 'http://%' OR url LIKE 'https://%'),
    link TEXT,
    host TEXT,
    title TEXT NOT NULL,
    text_sha256 TEXT CHECK (length(text_sha256) = 64),
    content TEXT,
    published_at TEXT,
    found_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'same', 'skipped', 'given_up')),
    article_id INTEGER REFERENCES article (id) ON DELETE RESTRICT,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    reason TEXT,
    next_at TEXT,
    lease TEXT,
    lease_until TEXT,
    CHECK ((lease IS NULL) = (lease_until IS NULL)),
    CHECK (state NOT IN ('read', 'same') OR article_id IS NOT NULL)
) STRICT


CREATE UNIQUE INDEX feed_item_guid ON feed_item (feed_id, guid) WHERE guid IS NOT NULL


CREATE UNIQUE INDEX feed_item_link ON feed_item (link) WHERE link IS NOT NULL


CREATE INDEX feed_item_text ON feed_item (feed_id, text_sha256) WHERE text_sha256 IS NOT NULL


CREATE INDEX feed_item_waiting ON feed_item (id) WHERE state = 'waiting'


CREATE INDEX article_text ON article (sha256)


-- When a host may be asked again: all runs share it, so that two at once are no ruder than one.
CREATE TABLE watched_host (
    host TEXT PRIMARY KEY,
    next_at TEXT NOT NULL
) STRICT, WITHOUT ROWID


CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    match_id INTEGER NOT NULL UNIQUE REFERENCES match (id) ON DELETE RESTRICT,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
    raised_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'seen', 'dismissed')),
    reason TEXT,
    handled_by INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    handled_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((state = 'new') = (handled_by IS NULL)),
    CHECK ((handled_by IS NULL) = (handled_at IS NULL)),
    CHECK ((state = 'dismissed') = (reason IS NOT NULL AND trim(reason) <> ''))
) STRICT


CREATE INDEX alert_article ON alert (article_id)


CREATE INDEX alert_new ON alert (id) WHERE state = 'new'


-- Each person's own secret address of the alert feed, stored as SHA-256 only: a feed reader cannot sign in.
CREATE TABLE alert_address (
    person_id INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    secret_sha256 TEXT NOT NULL UNIQUE CHECK (length(secret_sha256) = 64),
    made_at TEXT NOT NULL
) STRICT
