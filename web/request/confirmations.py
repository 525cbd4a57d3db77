"""What the next page says after a form did its work, unless the form's own code says something more precise."""

from collections.abc import Mapping

from flask import Flask, Response, flash, g, request, session

from claims.wording import phrase
from web.show.language import translated

_UNDONE, _RESTORED, _SAVED = phrase("Undone."), phrase("Restored."), phrase("Saved.")

DONE: Mapping[str, str] = {
    "alerts.dismiss": phrase("Alert dismissed."),
    "alerts.see": phrase("Marked as seen."),
    "alerts.undo": phrase("The alert is open again."),
    "article_desk.add_claim": phrase("Claim added."),
    "beside.propose_again": _UNDONE,
    "beside.reopen": phrase("The question is open again."),
    "bulk.take_back": _UNDONE,
    "changes.close_line": phrase("The line is only reworded."),
    "changes.undo_version": _UNDONE,
    "claim_work.approve": phrase("Approved."),
    "claim_work.drop": phrase("Claim dropped."),
    "claim_work.release": phrase("Claim released."),
    "claim_work.reopen": phrase("The claim is to be checked again."),
    "claim_work.restore": phrase("Claim restored."),
    "claim_work.return_verdict": phrase("Returned to its author."),
    "claim_work.submit": phrase("Submitted. The claim waits for a second reader."),
    "claim_work.take": phrase("Claim assigned to you."),
    "claim_work.withdraw": phrase("Withdrawn. Visitors no longer see the page."),
    "corrections.undo_article": _UNDONE,
    "corrections.undo_link": _UNDONE,
    "corrections.undo_source": _UNDONE,
    "evidence.offer_again": _UNDONE,
    "newsroom.add_rating": phrase("Rating added."),
    "newsroom.edit_rating": phrase("Rating changed."),
    "newsroom.move_rating": phrase("Rating moved."),
    "newsroom.remove_rating": phrase("Rating removed."),
    "newsroom.save": _SAVED,
    "newsroom.save_publisher": _SAVED,
    "places.ask_again": _UNDONE,
    "reports.restore": phrase("The sign-off holds again."),
    "reports.sign_off": phrase("Article signed off."),
    "sharing.reopen": phrase("The note is open again."),
    "sources.add": phrase("Source added."),
    "sources.set_origin": _SAVED,
    "talk.add": phrase("Note added."),
    "talk.restore": phrase("Note restored."),
    "talk.tag": phrase("Tag added."),
    "tips.add": phrase("Tip added. It is a claim now."),
    "views.save": phrase("View saved."),
    "watching.pause": phrase("Feed paused."),
    "watching.resume": phrase("Feed resumed."),
    "watching.retry": phrase("The next run tries the feed again."),
    "withdrawals.restore_article": _RESTORED,
    "withdrawals.restore_link": _RESTORED,
    "withdrawals.restore_source": _RESTORED,
}
"""What was done, by endpoint."""


def install(app: Flask) -> None:
    """Say what was done after a form that redirects, unless its own code did; forms that were refused do not get here."""

    @app.before_request
    def count_messages() -> None:
        if request.method == "POST" and request.endpoint in DONE:
            g.messages_before = len(session.get("_flashes", ()))

    @app.after_request
    def confirm(response: Response) -> Response:
        is_done = "messages_before" in g and response.status_code == 303
        if is_done and len(session.get("_flashes", ())) == g.messages_before:
            flash(translated(DONE[request.endpoint or ""]))
        return response
