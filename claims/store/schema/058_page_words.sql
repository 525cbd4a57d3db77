-- What visitors read beside the verdict itself, frozen as the rest of the page. A page without a headline was published before there were
-- any: its explanation is plain text. author and reader are names, stored only where the newsroom names its people.
ALTER TABLE publication ADD COLUMN headline TEXT;


ALTER TABLE publication ADD COLUMN summary TEXT;


ALTER TABLE publication ADD COLUMN author TEXT;


ALTER TABLE publication ADD COLUMN reader TEXT;


ALTER TABLE publication ADD COLUMN claimed_in TEXT;


ALTER TABLE publication ADD COLUMN claimant_role TEXT;


ALTER TABLE publication ADD COLUMN medium TEXT CHECK (medium IN ('text', 'image', 'video', 'audio', 'link', 'other'));
