-- How a similar pair relates (says more, says less, related), differences that the pair model doubts, and what the longer text adds.
ALTER TABLE match ADD COLUMN closer TEXT CHECK (closer IS NULL OR closer IN ('more', 'less', 'related') AND relation = 'similar')


ALTER TABLE match ADD COLUMN questions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(questions))


ALTER TABLE match ADD COLUMN added TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(added))


-- 0: compared before pairs were judged as they are now. Undecided ones are compared again when the store is next opened.
ALTER TABLE match ADD COLUMN judged INTEGER NOT NULL DEFAULT 0 CHECK (judged IN (0, 1))


CREATE INDEX match_unjudged ON match (id) WHERE judged = 0 AND status = 'suggested'
