-- What people see of their own sign-ins: how and with what they signed in, when the session was last used. ``network`` is the beginning
-- of the address only. All of it goes with the session, after 12 hours at most.
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password' CHECK (way IN ('password', 'link', 'oidc'))


ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''


ALTER TABLE session ADD COLUMN network TEXT NOT NULL DEFAULT ''


ALTER TABLE session ADD COLUMN used_at TEXT NOT NULL DEFAULT ''


UPDATE session SET used_at = started_at


-- When the person last signed out everywhere else: a session that began before and was never stored ends with it.
ALTER TABLE person ADD COLUMN signed_out_at TEXT
