-- Which claims have a multilingual embedding: small, and empty in a newsroom that works in English alone.
CREATE INDEX vector_multilingual ON vector (claim_id) WHERE model = 'use-multilingual-v3-6bit'


-- A claim said to be in another language is read by another model.
CREATE TRIGGER claim_change_language AFTER UPDATE OF language ON claim
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END
