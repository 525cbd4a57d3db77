"""Words of the history that need no names."""

WORDS = {
    "map_ratings": "rating words of imported reviews mapped again",
    "add_person": "person added",
    "set_password": "password changed",
    "set_language": "language of the desk chosen",
    "disable_person": "deactivated",
    "enable_person": "reactivated",
    "sign_out_everywhere": "signed out everywhere",
    "set_up_second_factor": "two-step sign-in turned on",
    "remove_second_factor": "two-step sign-in turned off",
    "make_recovery_codes": "recovery codes made",
    "use_recovery_code": "signed in with a recovery code",
    "add_identity": "connected to an account of the newsroom’s sign-in",
    "allow_identity": "may be connected to the newsroom’s sign-in",
    "remove_identity": "disconnected from the newsroom’s sign-in",
    "add_token": "API token made",
    "revoke_token": "API token revoked",
    "redact": "words taken out of stored texts",
    "mend_schema": "missing parts of the database put back",
    "accept_rows": "rows that another program changed accepted as they are",
    "restore_backup": "went back to a backup",
    "add_feed": "feed followed",
    "pause_feed": "feed paused",
    "resume_feed": "feed followed again",
    "remove_feed": "feed removed",
    "retry_feed": "feed to be tried again at the next run",
    "make_alert_address": "alert feed address created",
    "end_alert_address": "alert feed address removed",
    "add_view": "view of the queue saved",
    "remove_view": "view of the queue removed",
    "add_note": "note",
    "withdraw_note": "own note withdrawn",
    "restore_note": "own note restored",
    "withdraw": "withdrawn from the public pages",
    "withdraw_article": "article withdrawn",
    "restore_article": "article restored",
    "set_replaces": "made the new version of an earlier article",
    "unset_replaces": "no longer the new version of an earlier article",
    "reopen_line": "told as reworded, reopened: it did change",
    "close_line": "only reworded after all",
    "withdraw_source": "source withdrawn",
    "set_confidential": "made confidential",
    "lift_confidential": "no longer confidential",
    "restore_source": "source restored",
    "split": "split off",
    "publish": "published again",
    "replace_original": "file replaced by one with the same text and new comments",
}
"""Actions whose sentence needs no names. An action that this file does not know is shown by its own name."""


MOVES = {
    "take": "taken for checking, ",
    "release": "released, ",
    "withdraw": "withdrawn from the public pages, ",
    "reopen": "reopened, ",
    "drop": "dropped, ",
    "restore": "restored, ",
}


MARKS = {"claim": "marked as a claim", "not_claim": "marked as not a claim", "unmarked": "mark removed"}


SEEN = {"present": "still there", "moved": "moved", "changed": "reworded", "gone": "gone"}
