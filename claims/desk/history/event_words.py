"""Words of the history that need no names."""

from claims.wording import text

WORDS = {
    "map_ratings": text("rating words of imported reviews mapped again"),
    "add_person": text("person added"),
    "set_password": text("password changed"),
    "set_language": text("language of the desk chosen"),
    "disable_person": text("deactivated"),
    "enable_person": text("reactivated"),
    "sign_out_everywhere": text("signed out everywhere"),
    "set_up_second_factor": text("two-step sign-in turned on"),
    "remove_second_factor": text("two-step sign-in turned off"),
    "make_recovery_codes": text("recovery codes made"),
    "use_recovery_code": text("signed in with a recovery code"),
    "add_identity": text("connected to an account of the newsroom’s sign-in"),
    "allow_identity": text("may be connected to the newsroom’s sign-in"),
    "remove_identity": text("disconnected from the newsroom’s sign-in"),
    "set_contact": text("notifications changed"),
    "add_token": text("API token made"),
    "revoke_token": text("API token revoked"),
    "redact": text("words taken out of stored texts"),
    "mend_schema": text("missing parts of the database put back"),
    "accept_rows": text("rows that another program changed accepted as they are"),
    "restore_backup": text("went back to a backup"),
    "add_feed": text("feed followed"),
    "pause_feed": text("feed paused"),
    "resume_feed": text("feed followed again"),
    "remove_feed": text("feed removed"),
    "retry_feed": text("feed to be tried again at the next run"),
    "make_alert_address": text("alert feed address created"),
    "end_alert_address": text("alert feed address removed"),
    "add_view": text("view of the queue saved"),
    "remove_view": text("view of the queue removed"),
    "add_note": text("note"),
    "withdraw_note": text("own note withdrawn"),
    "restore_note": text("own note restored"),
    "withdraw": text("withdrawn from the public pages"),
    "withdraw_article": text("article withdrawn"),
    "restore_article": text("article restored"),
    "set_replaces": text("made the new version of an earlier article"),
    "unset_replaces": text("no longer the new version of an earlier article"),
    "reopen_line": text("told as reworded, reopened: it did change"),
    "close_line": text("only reworded after all"),
    "withdraw_source": text("source withdrawn"),
    "set_confidential": text("made confidential"),
    "lift_confidential": text("no longer confidential"),
    "restore_source": text("source restored"),
    "split": text("split off"),
    "publish": text("published again"),
    "replace_original": text("file replaced by one with the same text and new comments"),
}
"""Actions whose sentence needs no names. An action that this file does not know is shown by its own name."""


MOVES = {
    "take": text("taken for checking"),
    "release": text("released"),
    "withdraw": text("withdrawn from the public pages"),
    "reopen": text("reopened"),
    "drop": text("dropped"),
    "restore": text("restored"),
}


MARKS = {"claim": text("marked as a claim"), "not_claim": text("marked as not a claim"), "unmarked": text("mark removed")}


SEEN = {"present": text("still there"), "moved": text("moved"), "changed": text("reworded"), "gone": text("gone")}


REASONS = {
    "number": text("number"),
    "negation": text("negation"),
    "date": text("date"),
    "speaker": text("speaker"),
    "scope": text("scope"),
    "name": text("name"),
    "direction": text("direction"),
    "other": text("other"),
}
"""Why two claims are different, after "marked as a different claim"."""
