"""The history in words: "moved from in review to checked", "said to be different: number"."""

from claims.model import Event

_WORDS = {
    "add_claim": "claim added",
    "add_article": "article added",
    "add_source": "source added",
    "take": "taken up for checking",
    "release": "given back to the queue",
    "approve": "moved from in review to checked",
    "publish": "published",
    "withdraw": "withdrawn from the public pages",
    "reopen": "reopened",
    "drop": "dropped",
    "restore": "taken up again",
    "split": "split: speaks for itself again",
    "save_draft": "draft verdict saved",
    "withdraw_source": "source withdrawn",
    "withdraw_link": "link to a source withdrawn",
    "add_feed": "feed followed",
    "pause_feed": "feed paused",
    "resume_feed": "feed followed again",
    "remove_feed": "feed removed",
    "retry_feed": "feed to be tried again at the next run",
    "make_alert_address": "new address of the alert feed made",
    "end_alert_address": "address of the alert feed ended",
    "add_person": "person added",
    "set_password": "password changed",
    "disable_person": "shut out",
    "redact": "words taken out of stored texts",
    "restore_backup": "went back to a backup",
    "add_token": "API token made",
    "revoke_token": "API token revoked",
    "enable_person": "let in again",
}

_MARKS = {"claim": "marked as a claim", "not_claim": "marked as not a claim", "unmarked": "mark taken back"}


def tell(event: Event) -> str:
    """One line of the history in a journalist's words, without who and when."""
    words = _told(event)
    note = event.after.get("note")
    return f"{words}: {note}" if note and event.action != "decide_match" else words


def _told(event: Event) -> str:
    after, before = event.after, event.before
    match event.action:
        case "mark_sentence":
            return _MARKS[str(after["mark"])]
        case "decide_match":
            return _decision(event)
        case "edit_wording":
            return f"wording changed from “{before.get('text')}” to “{after.get('text')}”"
        case "edit_claimant":
            return f"claimant changed from {before.get('claimant') or 'nobody named'} to {after.get('claimant') or 'nobody named'}"
        case "join":
            return f"joined into claim {after.get('joined_into')}"
        case "submit_verdict":
            return f"verdict submitted: {_plain(after.get('rating'))}"
        case "approve_verdict":
            return f"verdict approved: {_plain(after.get('rating'))}"
        case "return_verdict":
            return "verdict returned"
        case "link_source":
            return f"source {after.get('source_id')} linked: {_plain(after.get('stance'))}"
        case "set_origin":
            return f"said to copy source {after['derived_from']}" if after.get("derived_from") else "said to copy no other source"
        case "assign":
            return "assigned" if after.get("assignee_id") else "assigned to nobody"
        case "handle_alert":
            reason = after.get("reason")
            told = {"seen": "alert seen", "dismissed": f"alert dismissed: {reason}", "new": "alert made new again"}
            return told.get(str(after.get("state")), "alert changed")
        case "set_due":
            return f"due {after['due_at']}" if after.get("due_at") else "deadline taken away"
    return _WORDS.get(event.action, _plain(event.action))


def _decision(event: Event) -> str:
    status, note = event.after.get("status"), event.after.get("note")
    reasons = event.after.get("reasons")
    said = f" ({note})" if note else ""
    if status == "confirmed":
        return f"said to be the same claim{said}"
    if status == "rejected":
        named = ", ".join(str(one) for one in reasons) if isinstance(reasons, list) else ""
        return f"said to be a different claim: {named}{said}"
    return "decision on a match taken back"


def _plain(word: object) -> str:
    return str(word).replace("_", " ")
