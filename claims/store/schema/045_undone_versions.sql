-- An appearance that a new version was given goes again when somebody says that the line did change, or that it is no version.
CREATE TRIGGER claim_change_appearance_gone AFTER DELETE ON appearance
BEGIN
    INSERT OR REPLACE INTO claim_change VALUES (OLD.claim_id, (SELECT coalesce(max(change), 0) + 1 FROM claim_change));
END
