"""Words of the history that need no names."""

from claims.wording import phrase

WORDS = {
    "map_ratings": phrase("rating words of imported reviews mapped again"),
    "add_person": phrase("person added"),
    "set_password": phrase("password changed"),
    "set_language": phrase("language of the desk chosen"),
    "disable_person": phrase("deactivated"),
    "enable_person": phrase("reactivated"),
    "sign_out_everywhere": phrase("signed out everywhere"),
    "set_up_second_factor": phrase("two-step sign-in turned on"),
    "remove_second_factor": phrase("two-step sign-in turned off"),
    "make_recovery_codes": phrase("recovery codes made"),
    "use_recovery_code": phrase("signed in with a recovery code"),
    "add_identity": phrase("connected to an account of the newsroom’s sign-in"),
    "allow_identity": phrase("may be connected to the newsroom’s sign-in"),
    "remove_identity": phrase("disconnected from the newsroom’s sign-in"),
    "set_contact": phrase("notifications changed"),
    "add_token": phrase("API token made"),
    "revoke_token": phrase("API token revoked"),
    "redact": phrase("words taken out of stored texts"),
    "mend_schema": phrase("missing parts of the database put back"),
    "accept_rows": phrase("rows that another program changed accepted as they are"),
    "restore_backup": phrase("restored from a backup"),
    "add_feed": phrase("feed followed"),
    "pause_feed": phrase("feed paused"),
    "resume_feed": phrase("feed followed again"),
    "remove_feed": phrase("feed removed"),
    "retry_feed": phrase("feed to be tried again at the next run"),
    "make_alert_address": phrase("alert feed address created"),
    "end_alert_address": phrase("alert feed address removed"),
    "add_view": phrase("view of the queue saved"),
    "remove_view": phrase("view of the queue removed"),
    "add_note": phrase("note"),
    "withdraw_note": phrase("own note withdrawn"),
    "restore_note": phrase("own note restored"),
    "withdraw": phrase("withdrawn from the public pages"),
    "withdraw_article": phrase("article withdrawn"),
    "restore_article": phrase("article restored"),
    "set_replaces": phrase("made the new version of an earlier article"),
    "unset_replaces": phrase("no longer the new version of an earlier article"),
    "reopen_line": phrase("reopened: the fact changed, not only its wording"),
    "close_line": phrase("only reworded after all"),
    "withdraw_source": phrase("source withdrawn"),
    "set_confidential": phrase("made confidential"),
    "lift_confidential": phrase("no longer confidential"),
    "restore_source": phrase("source restored"),
    "split": phrase("split off"),
    "publish": phrase("published again"),
    "replace_original": phrase("file replaced by one with the same text and new comments"),
}
"""Actions whose sentence needs no names. An action that this file does not know is shown by its own name."""


MOVES = {
    "take": phrase("taken for checking"),
    "release": phrase("released"),
    "withdraw": phrase("withdrawn from the public pages"),
    "reopen": phrase("reopened"),
    "drop": phrase("dropped"),
    "restore": phrase("restored"),
}


MARKS = {"claim": phrase("marked as a claim"), "not_claim": phrase("marked as not a claim"), "unmarked": phrase("mark removed")}


SEEN = {"present": phrase("still there"), "moved": phrase("moved"), "changed": phrase("reworded"), "gone": phrase("gone")}


REASONS = {
    "number": phrase("number"),
    "negation": phrase("negation"),
    "date": phrase("date"),
    "speaker": phrase("speaker"),
    "scope": phrase("scope"),
    "name": phrase("name"),
    "direction": phrase("direction"),
    "other": phrase("other"),
}
"""Why two claims are different, after "marked as a different claim"."""
