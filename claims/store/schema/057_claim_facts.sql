-- Where a claim was made, as who its claimant spoke, and what the claim hangs on. When it was made is claimed_at.
ALTER TABLE claim ADD COLUMN claimed_in TEXT;


ALTER TABLE claim ADD COLUMN claimant_role TEXT;


ALTER TABLE claim ADD COLUMN medium TEXT CHECK (medium IN ('text', 'image', 'video', 'audio', 'link', 'other'));
