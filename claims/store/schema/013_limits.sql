-- Requests are counted in memory: reading writes nothing.
DROP TABLE request_count


-- Who was shut out keeps nothing that would open the desk again when they are let in.
UPDATE token SET revoked_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')
WHERE revoked_at IS NULL AND person_id IN (SELECT id FROM person WHERE disabled = 1)


DELETE FROM alert_address WHERE person_id IN (SELECT id FROM person WHERE disabled = 1)
