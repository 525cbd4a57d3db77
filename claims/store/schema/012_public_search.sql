-- What visitors can search: published pages as they were published, and imported reviews, each under its own number. Nothing else is
-- in this index, so that neither its answers nor the time they take tell of anything unpublished.
CREATE VIEW public_told (id, text, told) AS
SELECT claim_id, text, coalesce(claimant, '') || ' ' || label || ' ' || tags FROM public_page
UNION ALL
SELECT review.claim_id, claim.text, coalesce(claim.claimant, '') || ' ' || coalesce(review.title, '') || ' '
    || coalesce(review.publisher, '') || ' ' || coalesce(review.rating_words, '')
FROM review JOIN claim ON claim.id = review.claim_id


CREATE VIRTUAL TABLE public_search USING fts5 (text, told, tokenize = 'porter unicode61 remove_diacritics 2')


INSERT INTO public_search (rowid, text, told) SELECT id, text, told FROM public_told


CREATE TRIGGER public_search_page AFTER INSERT ON publication
BEGIN
    DELETE FROM public_search WHERE rowid = NEW.claim_id;
    INSERT INTO public_search (rowid, text, told) SELECT * FROM public_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER public_search_page_redacted AFTER UPDATE ON publication
BEGIN
    DELETE FROM public_search WHERE rowid = NEW.claim_id;
    INSERT INTO public_search (rowid, text, told) SELECT * FROM public_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER public_search_review AFTER INSERT ON review
BEGIN
    INSERT INTO public_search (rowid, text, told) SELECT * FROM public_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER public_search_review_changed AFTER UPDATE OF title, publisher, rating_words ON review
WHEN OLD.title IS NOT NEW.title OR OLD.publisher IS NOT NEW.publisher OR OLD.rating_words IS NOT NEW.rating_words
BEGIN
    DELETE FROM public_search WHERE rowid = NEW.claim_id;
    INSERT INTO public_search (rowid, text, told) SELECT * FROM public_told WHERE id = NEW.claim_id;
END


CREATE TRIGGER public_search_claim_changed AFTER UPDATE OF text, claimant ON claim
WHEN NEW.origin = 'imported' AND (OLD.text IS NOT NEW.text OR OLD.claimant IS NOT NEW.claimant)
BEGIN
    DELETE FROM public_search WHERE rowid = NEW.id;
    INSERT INTO public_search (rowid, text, told) SELECT * FROM public_told WHERE id = NEW.id;
END


-- The index in memory follows the same counter as the desk's.
CREATE TRIGGER claim_change_publication AFTER INSERT ON publication
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (NEW.claim_id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END
