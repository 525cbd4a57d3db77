-- Claims that are a person's work: made by a person, in a line marked as a claim, taken or assigned, with a source or a verdict.
-- A claim of the newsroom's own that is not here, and no claim joined to it, is only proposed by the program.
-- UNION ALL, so that SQLite looks up a few claims in each part by index instead of computing the whole view.
CREATE VIEW taken_up_claim (claim_id) AS
SELECT id FROM claim WHERE origin = 'own' AND (proposed = 0 OR state <> 'open' OR assignee_id IS NOT NULL)
UNION ALL SELECT appearance.claim_id FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id WHERE sentence.mark = 'claim'
UNION ALL SELECT claim_id FROM evidence WHERE withdrawn_at IS NULL
UNION ALL SELECT claim_id FROM verdict;

-- The same, read through the joins: each claim that speaks for one of them.
CREATE VIEW taken_up_root (claim_id) AS
SELECT DISTINCT coalesce(joined_claim.root_id, taken_up_claim.claim_id) FROM taken_up_claim
LEFT JOIN joined_claim ON joined_claim.claim_id = taken_up_claim.claim_id
