-- When the quote or the use of a link was last corrected: a verdict from before rested on it as it was.
ALTER TABLE evidence ADD COLUMN corrected_at TEXT


-- What was looked for and where. After a correction of the source's address or of the quote, an earlier look says nothing.
ALTER TABLE recheck ADD COLUMN url TEXT


ALTER TABLE recheck_quote ADD COLUMN quote TEXT


DROP TRIGGER recheck_append_only_update


DROP TRIGGER recheck_quote_append_only_update


UPDATE recheck SET url = (SELECT url FROM source WHERE source.id = source_id)


UPDATE recheck_quote SET quote = (SELECT quote FROM evidence WHERE evidence.id = evidence_id)


CREATE TRIGGER recheck_append_only_update BEFORE UPDATE ON recheck
BEGIN
    SELECT RAISE(ABORT, 'a recheck is never overwritten');
END


CREATE TRIGGER recheck_quote_append_only_update BEFORE UPDATE ON recheck_quote
BEGIN
    SELECT RAISE(ABORT, 'a recheck is never overwritten');
END
